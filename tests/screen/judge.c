/*
 * judge: see judge.h. One byte at a time: what was read of a character or sequence is kept until it
 * is whole, then looked up in the tables below. The hard part is not parsing but the list: it is
 * what terminfo has for vt100, linux, xterm, screen and tmux, read once by eye, and nothing more.
 */
#include "tests/screen/judge.h"

#include <stdio.h>
#include <string.h>

/* Escape sequences without parameters. Only as they stand here. */
static const struct {
    const char *bytes;
    unsigned on, off;
} plain_sequences[] = {
    {"\0337", 0, 0},
    {"\0338", 0, 0},
    {"\033M", 0, 0}, /* up, scrolling */
    {"\033=", JUDGE_KEYPAD, 0},
    {"\033>", 0, JUDGE_KEYPAD},
    {"\033(B", 0, JUDGE_GRAPHICS},
    {"\033(0", JUDGE_GRAPHICS, 0},
    {"\033)0", 0, 0}, /* makes line drawing ready, does not use it */
};

/* CSI sequences by their final byte, with decimal parameters: cursor, erase, insert, scroll,
 * repeat. */
static const char csi_finals[] = "ABCDEFGHJKLMPXSTabdefm@r";

/* CSI sequences that are allowed only as they stand here. */
static const struct {
    const char *bytes;
    unsigned on, off;
} modes[] = {
    {"\033[?1049h", JUDGE_ALTERNATE_SCREEN, 0},
    {"\033[?1049l", 0, JUDGE_ALTERNATE_SCREEN},
    {"\033[?47h", JUDGE_ALTERNATE_SCREEN, 0},
    {"\033[?47l", 0, JUDGE_ALTERNATE_SCREEN},
    {"\033[22;0;0t", 0, 0}, /* xterm's terminfo saves and restores the title with the screen */
    {"\033[23;0;0t", 0, 0},
    {"\033[?25l", JUDGE_CURSOR_HIDDEN, 0},
    {"\033[?25h", 0, JUDGE_CURSOR_HIDDEN},
    {"\033[?12l", 0, 0}, /* cursor blinking, part of xterm's cnorm */
    {"\033[?12h", 0, 0},
    {"\033[?12;25h", 0, JUDGE_CURSOR_HIDDEN},
    {"\033[34h", 0, 0}, /* screen's and tmux's cursor shape */
    {"\033[34l", 0, 0},
    {"\033[?0c", 0, JUDGE_CURSOR_HIDDEN}, /* linux console's cursor shapes */
    {"\033[?1c", JUDGE_CURSOR_HIDDEN, 0},
    {"\033[?8c", 0, 0},
    {"\033[?1h", JUDGE_CURSOR_KEYS, 0},
    {"\033[?1l", 0, JUDGE_CURSOR_KEYS},
    {"\033[?7h", 0, 0}, /* wrapping at the margin */
    {"\033[?7l", 0, 0},
    {"\033[4h", 0, 0}, /* insert mode */
    {"\033[4l", 0, 0},
    {"\033[?2004h", JUDGE_PASTE, 0},
    {"\033[?2004l", 0, JUDGE_PASTE},
    {"\033[6n", 0, 0}, /* where is the cursor: how the width of a character is found out */
};

/* Printable, yet never to be sent: invisible, or they turn text around. Ranges; ZWJ and the
 * variation selectors stay allowed within clusters. */
static const struct {
    uint32_t first, last;
} hidden_points[] = {
    {0x00AD, 0x00AD},   {0x061C, 0x061C},    {0x115F, 0x1160}, {0x180E, 0x180E}, {0x200B, 0x200B},
    {0x200E, 0x200F},   {0x2028, 0x202E},    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xE000, 0xF8FF},
    {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},    {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF}, {0x1D173, 0x1D17A},
    {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void judge_init(struct judge *j)
{
    memset(j, 0, sizeof *j);
}

static void offend(struct judge *j, const char *what)
{
    if (j->offence[0])
        return;
    int used =
        snprintf(j->offence, sizeof j->offence, "%s at byte %zu:", what, j->total - j->length);
    for (size_t i = 0; i < j->length && (size_t)used + 4 < sizeof j->offence; i++)
        used += snprintf(j->offence + used, sizeof j->offence - (size_t)used, " %02x",
                         (unsigned char)j->bytes[i]);
}

static void set_modes(struct judge *j, unsigned on, unsigned off)
{
    j->modes = (j->modes | on) & ~off;
    j->modes_seen |= on;
}

static bool read_is(const struct judge *j, const char *bytes)
{
    return strlen(bytes) == j->length && memcmp(j->bytes, bytes, j->length) == 0;
}

/* ESC and intermediates and a final byte, not CSI. */
static void judge_plain_sequence(struct judge *j)
{
    for (size_t i = 0; i < COUNT(plain_sequences); i++)
        if (read_is(j, plain_sequences[i].bytes)) {
            set_modes(j, plain_sequences[i].on, plain_sequences[i].off);
            return;
        }
    offend(j, "unknown escape sequence");
}

/* SGR: "ESC [ m", "ESC [ 0 m" and a sequence that ends in ";0" reset, everything else sets. */
static void follow_style(struct judge *j)
{
    bool reset = read_is(j, "\033[m") || read_is(j, "\033[0m") || read_is(j, "\033[0;10m") ||
                 read_is(j, "\033[39;49m");
    if (read_is(j, "\033[39;49m"))
        return; /* default colours: says nothing about bold */
    set_modes(j, reset ? 0 : JUDGE_STYLED, reset ? JUDGE_STYLED : 0);
}

static void judge_csi(struct judge *j)
{
    char final = j->bytes[j->length - 1];
    for (size_t i = 0; i < COUNT(modes); i++)
        if (read_is(j, modes[i].bytes)) {
            set_modes(j, modes[i].on, modes[i].off);
            return;
        }
    if (memchr(j->bytes, '?', j->length) || memchr(j->bytes, '>', j->length) ||
        memchr(j->bytes, '!', j->length) || !memchr(csi_finals, final, sizeof csi_finals - 1))
        offend(j, "forbidden control sequence");
    else if (final == 'm')
        follow_style(j);
}

/* Reads one code point of `length` bytes; 0xFFFFFFFF when it is none. */
static uint32_t decode(const unsigned char *b, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t point = length == 1 ? b[0] : b[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((b[i] & 0xC0) != 0x80)
            return UINT32_MAX;
        point = point << 6 | (b[i] & 0x3F);
    }
    bool good = point >= least[length] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    return good ? point : UINT32_MAX;
}

static size_t utf8_length(unsigned char first)
{
    return first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

static void judge_character(struct judge *j)
{
    uint32_t point = decode((const unsigned char *)j->bytes, j->length);
    if (point == UINT32_MAX) {
        offend(j, "bad UTF-8");
        return;
    }
    if (point >= 0x80 && point < 0xA0)
        offend(j, "C1 control");
    for (size_t i = 0; i < COUNT(hidden_points); i++)
        if (point >= hidden_points[i].first && point <= hidden_points[i].last)
            offend(j, "invisible or direction-turning character");
}

static void judge_control(struct judge *j, unsigned char byte)
{
    if (byte == 0x0E || byte == 0x0F) /* vt100 line drawing */
        set_modes(j, byte == 0x0E ? JUDGE_GRAPHICS : 0, byte == 0x0F ? JUDGE_GRAPHICS : 0);
    else if (byte != '\r' && byte != '\n' && byte != '\b' && byte != '\t')
        offend(j, "control character");
}

void judge_allow_copy(struct judge *j)
{
    j->copies_allowed++;
}

void judge_allow_tear(struct judge *j)
{
    j->tear_allowed = true;
}

static bool is_base64(unsigned char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/';
}

/* A copy that was asked for, a byte further; true when it is whole, or an offence. The base64 is
 * counted and not kept. */
static bool judge_copy(struct judge *j, unsigned char last)
{
    static const char introduction[] = "\033]52;c;";
    const size_t length = sizeof introduction - 1;
    if (j->length <= length) {
        j->copy_bytes = j->copy_padding = 0;
        if (memcmp(j->bytes, introduction, j->length) == 0)
            return false;
        offend(j, "another OSC than a copy");
        return true;
    }
    if (last == 0x07) {
        j->copies_allowed--;
        if (j->copy_bytes == 0 || j->copy_bytes % 4 != 0)
            offend(j, "base64 that is not whole");
        return true;
    }
    j->copy_padding += last == '=';
    bool good = last == '=' ? j->copy_padding <= 2 : is_base64(last) && j->copy_padding == 0;
    if (!good || ++j->copy_bytes > JUDGE_COPY_BYTES) {
        offend(j, good ? "a copy that is too long" : "not base64");
        return true;
    }
    j->length--;
    return false;
}

/* Looks at what was read so far; true when it is whole. */
static bool judge_read(struct judge *j)
{
    unsigned char first = (unsigned char)j->bytes[0];
    unsigned char last = (unsigned char)j->bytes[j->length - 1];
    if (first == 0x1B) {
        if (j->length == 1)
            return false;
        unsigned char kind = (unsigned char)j->bytes[1];
        if (kind == '[') {
            if (j->length == 2 || (last >= 0x20 && last < 0x40))
                return false;
            judge_csi(j);
        } else if (kind == ']' && j->copies_allowed > 0) {
            return judge_copy(j, last);
        } else if (memchr("]PX^_", kind, 5)) {
            offend(j, "OSC, DCS, SOS, PM or APC");
        } else if (last >= 0x20 && last < 0x30) {
            return false;
        } else {
            judge_plain_sequence(j);
        }
        return true;
    }
    if (first < 0x20 || first == 0x7F) {
        judge_control(j, first);
    } else if (first >= 0x80) {
        size_t length = utf8_length(first);
        if (length > j->length)
            return false;
        if (length == 0)
            offend(j, first < 0xA0 ? "C1 control" : "bad UTF-8");
        else
            judge_character(j);
    }
    return true;
}

void judge_feed(struct judge *j, const void *bytes, size_t length)
{
    const char *next = bytes;
    for (size_t i = 0; i < length; i++) {
        if (next[i] == '\033' && j->length > 0) {
            /* Terminals begin anew at ESC, so what was begun ends here: a killed program's last write. */
            if (!j->tear_allowed)
                offend(j, "torn sequence");
            j->tear_allowed = false;
            j->length = 0;
        }
        j->bytes[j->length++] = next[i];
        j->total++;
        if (judge_read(j)) {
            j->length = 0;
        } else if (j->length == sizeof j->bytes) {
            offend(j, "endless sequence");
            j->length = 0;
        }
    }
}

const char *judge_offence(struct judge *j, bool at_end)
{
    if (at_end && j->length > 0)
        offend(j, "unfinished sequence");
    return j->offence[0] ? j->offence : NULL;
}

const char *judge_modes_left(const struct judge *j, char *out, size_t size)
{
    static const char *const names[] = {"alternate screen", "cursor hidden",   "cursor keys",
                                        "keypad",           "bracketed paste", "styled",
                                        "line drawing"};
    size_t used = 0;
    out[0] = '\0';
    for (size_t i = 0; i < COUNT(names) && used < size; i++)
        if (j->modes & 1u << i)
            used += (size_t)snprintf(out + used, size - used, "%s%s", used ? ", " : "", names[i]);
    return out;
}
