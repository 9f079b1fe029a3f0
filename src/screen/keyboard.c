/*
 * keyboard: bytes in, events out.
 *
 * The one hard idea: a sequence is read anew from its first byte whenever bytes come, by functions
 * that look at a str and say how long the sequence is, or that it is not whole yet. So a tear can
 * lie anywhere, and what was given up is just a beginning that stays in front of what follows.
 * Nothing long is ever held: the parameters of an overlong sequence are dropped, strings and pastes
 * are consumed as they come.
 *
 * When to give up is left to the caller; what a key does, to the command table.
 */
#include "screen/keyboard.h"

#include "text/utf8.h"

#include <string.h>

#define ESC           0x1B
#define CSI_BYTES_MAX 64
#define SHORTENED                                                                                  \
    '<' /* a private mark: stands for parameters that were dropped; with it nothing is a key */

void keyboard_init(struct keyboard *k, const struct key_sequence *extra)
{
    *k = (struct keyboard){.extra = extra};
}

void keyboard_release(struct keyboard *k)
{
    buf_release(&k->bytes);
    buf_release(&k->paste);
}

void keyboard_feed(struct keyboard *k, const void *bytes, size_t len)
{
    buf_remove(&k->bytes, 0, k->at);
    k->at = 0;
    buf_append(&k->bytes, bytes, len);
}

/* What stands at the beginning of a str: `len` 0 means that more must come to tell. */
struct token {
    size_t len;
    struct event event; /* EVENT_NONE: nothing, swallowed */
};

static const struct token unfinished = {0, {.type = EVENT_NONE}};

static struct token nothing(size_t len)
{
    return (struct token){len, {.type = EVENT_NONE}};
}

static struct token key_of(size_t len, uint32_t key)
{
    if (key == K_NONE)
        return nothing(len);
    return (struct token){len, {.type = EVENT_KEY, .key = key}};
}

/* ---- CSI ---- */

/* ESC [ parameters intermediates final, as ECMA-48 section 5.4 has it. */
struct csi {
    unsigned numbers[2][2]; /* first two parameters, each with its first sub-parameter; 0: absent */
    char private_mark;      /* < = > ? or 0 */
    bool has_intermediate;
    char final;
};

enum { CODE = 0, MODS = 1 };

static const struct {
    unsigned number;
    uint32_t key;
} tilde_keys[] = {
    {1, K_HOME},      {2, K_INSERT},  {3, K_DELETE},  {4, K_END},      {5, K_PAGE_UP},
    {6, K_PAGE_DOWN}, {7, K_HOME},    {8, K_END},     {11, K_F1},      {12, K_F1 + 1},
    {13, K_F1 + 2},   {14, K_F1 + 3}, {15, K_F1 + 4}, {17, K_F1 + 5},  {18, K_F1 + 6},
    {19, K_F1 + 7},   {20, K_F1 + 8}, {21, K_F1 + 9}, {23, K_F1 + 10}, {24, K_F1 + 11},
};

/* Finals of CSI and of SS3, which xterm, PuTTY and rxvt use side by side. */
static const struct {
    char final;
    uint32_t key;
} letter_keys[] = {
    {'A', K_UP},       {'B', K_DOWN}, {'C', K_RIGHT},  {'D', K_LEFT},   {'H', K_HOME},
    {'F', K_END},      {'P', K_F1},   {'Q', K_F1 + 1}, {'R', K_F1 + 2}, {'S', K_F1 + 3},
    {'Z', K_BACK_TAB}, {'a', K_UP},   {'b', K_DOWN},   {'c', K_RIGHT},  {'d', K_LEFT},
};

/* The numeric keypad in application mode (SS3 only). */
static const struct {
    char final;
    uint32_t key;
} keypad_keys[] = {
    {'M', K_ENTER}, {'X', '='}, {'j', '*'}, {'k', '+'}, {'l', ','}, {'m', '-'},
    {'n', '.'},     {'o', '/'}, {'p', '0'}, {'q', '1'}, {'r', '2'}, {'s', '3'},
    {'t', '4'},     {'u', '5'}, {'v', '6'}, {'w', '7'}, {'x', '8'}, {'y', '9'},
};

static uint32_t find_letter_key(char final)
{
    for (size_t i = 0; i < COUNT_OF(letter_keys); i++)
        if (letter_keys[i].final == final)
            return letter_keys[i].key;
    return K_NONE;
}

static uint32_t find_keypad_key(char final)
{
    for (size_t i = 0; i < COUNT_OF(keypad_keys); i++)
        if (keypad_keys[i].final == final)
            return keypad_keys[i].key;
    return find_letter_key(final);
}

static uint32_t find_tilde_key(unsigned number)
{
    for (size_t i = 0; i < COUNT_OF(tilde_keys); i++)
        if (tilde_keys[i].number == number)
            return tilde_keys[i].key;
    return K_NONE;
}

/* A key named by its code point and modifiers (1 + 1 Shift + 2 Alt + 4 Ctrl + ...). */
static uint32_t coded_key(unsigned code, unsigned mods)
{
    unsigned held = mods > 0 ? (mods - 1) & 0x3F : 0; /* without Caps Lock and Num Lock */
    bool shift = held & 1, ctrl = held & 4;
    if (code == K_TAB && shift)
        return K_BACK_TAB;
    if (code == K_TAB || code == K_ENTER || code == K_ESC || code == K_BACKSPACE)
        return code;
    bool is_private = code >= 0xE000 && code <= 0xF8FF; /* kitty's names for keys without text */
    if (held & ~5u || code < 0x20 || (code >= 0x80 && code < 0xA0) || is_private ||
        (code >= 0xD800 && code < 0xE000) || code >= K_SPECIAL)
        return K_NONE;
    bool is_letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
    if (ctrl)
        return is_letter ? K_CTRL(code) : K_NONE;
    return shift && is_letter ? code & ~0x20u : code;
}

/* The parameters of a CSI; `rest` begins behind ESC [. */
static void read_parameters(struct csi *c, struct str rest)
{
    size_t at = 0, parameter = 0, sub = 0;
    if (rest.len > 0 && rest.ptr[0] >= '<' && rest.ptr[0] <= '?')
        c->private_mark = rest.ptr[at++];
    for (; at < rest.len; at++) {
        char byte = rest.ptr[at];
        if (byte == ';') {
            parameter++;
            sub = 0;
        } else if (byte == ':') {
            sub++;
        } else if (byte >= '0' && byte <= '9' && parameter < 2 && sub < 2) {
            unsigned *number = &c->numbers[parameter][sub];
            if (*number < 10000000)
                *number = *number * 10 + (unsigned)(byte - '0');
        }
    }
}

static struct token csi_token(const struct csi *c, struct str params, size_t len)
{
    unsigned code = c->numbers[CODE][0], mods = c->numbers[MODS][0];
    bool is_release = c->numbers[MODS][1] == 3;
    if (c->private_mark || c->has_intermediate || is_release)
        return nothing(len);
    if (c->final == 'R' && code >= 2) {
        bool known = mods == 2 || mods == 3;
        struct event e = {.type = known ? EVENT_WIDTH : EVENT_NONE, .wide = mods == 3};
        return (struct token){len, e};
    }
    if (c->final == 'u')
        return key_of(len, coded_key(code, mods));
    if (c->final == '~' && code == 27) { /* xterm's modifyOtherKeys: 27 ; mods ; code ~ */
        struct csi third = {0};
        size_t last = params.len;
        while (last > 0 && params.ptr[last - 1] != ';')
            last--;
        read_parameters(&third, str_slice(params, last, params.len - last));
        return key_of(len, coded_key(third.numbers[CODE][0], mods));
    }
    if (strchr("~^$@", c->final)) /* rxvt says Ctrl, Shift and both with the last three */
        return key_of(len, find_tilde_key(code));
    return key_of(len, find_letter_key(c->final));
}

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return s.len > 0;
}

/* True when a sequence with its final byte at `at` is no key, as it would be none had it come in pieces
 * (shorten_overlong). */
static bool is_overlong(size_t at)
{
    return at > CSI_BYTES_MAX;
}

/* `s` begins with ESC [. */
static struct token read_csi(struct str s)
{
    if (s.len > 2 && s.ptr[2] == '[') /* the linux console's F1 .. F5: ESC [ [ A */
        return s.len == 3 ? unfinished
                          : key_of(4, s.ptr[3] >= 'A' && s.ptr[3] <= 'E'
                                          ? K_F1 + (uint32_t)(s.ptr[3] - 'A')
                                          : K_NONE);
    size_t at = 2;
    while (at < s.len && s.ptr[at] >= 0x30 && s.ptr[at] <= 0x3F)
        at++;
    struct str params = str_slice(s, 2, at - 2);
    struct csi c = {0};
    read_parameters(&c, params);
    bool is_rxvt = at < s.len && s.ptr[at] == '$' && at <= CSI_BYTES_MAX && is_digits(params);
    size_t intermediates = at;
    while (!is_rxvt && at < s.len && s.ptr[at] >= 0x20 && s.ptr[at] <= 0x3F)
        at++; /* parameters behind an intermediate are wrong, and no keys */
    if (at == s.len)
        return unfinished;
    c.has_intermediate = at > intermediates;
    c.final = s.ptr[at];
    if (!is_rxvt && (c.final < 0x40 || c.final > 0x7E))
        return nothing(at); /* broken off by something else, which is read next */
    if (is_overlong(at))
        return nothing(at + 1);
    if (c.final == 'M' && at == 2) /* a mouse left on by another program: three bytes follow */
        return s.len < 6 ? unfinished : nothing(6);
    return csi_token(&c, params, at + 1);
}

/* `s` begins with ESC O. */
static struct token read_ss3(struct str s)
{
    bool is_shortened = s.len > 2 && s.ptr[2] == SHORTENED;
    size_t at = 2 + is_shortened;
    while (at < s.len && ((s.ptr[at] >= '0' && s.ptr[at] <= '9') || s.ptr[at] == ';'))
        at++;
    if (at == s.len)
        return unfinished;
    if (s.ptr[at] < 0x20 || s.ptr[at] > 0x7E)
        return nothing(at);
    return is_shortened || is_overlong(at) ? nothing(at + 1)
                                           : key_of(at + 1, find_keypad_key(s.ptr[at]));
}

/* ---- Esc, and what is no sequence ---- */

/* ESC ] digit, ESC P and the like: the beginning of a string. */
static const struct {
    char introducer;
    const char *first; /* what may stand behind it */
} strings[] = {{']', "0123456789"}, {'P', "0123456789>!+$=|"}, {'_', "G"}};

static const char *find_string(char introducer)
{
    for (size_t i = 0; i < COUNT_OF(strings); i++)
        if (strings[i].introducer == introducer)
            return strings[i].first;
    return NULL;
}

/* The terminal's own sequences: a whole one, the beginning of one (unfinished), or none (false). */
static bool read_extra(const struct key_sequence *extra, struct str s, struct token *out)
{
    bool is_beginning = false;
    for (; extra && extra->bytes; extra++) {
        struct str own = str_from(extra->bytes);
        if (str_starts_with(s, own)) {
            *out = key_of(own.len, extra->key);
            return true;
        }
        is_beginning |= s.len >= 2 && str_starts_with(own, s);
    }
    *out = unfinished;
    return is_beginning;
}

/* `s` begins with ESC. `*begins_string` becomes true where a string begins. */
static struct token read_escape(const struct keyboard *k, struct str s, bool *begins_string)
{
    struct token own;
    if (read_extra(k->extra, s, &own))
        return own;
    if (s.len == 1)
        return unfinished;
    if (s.ptr[1] == '[')
        return read_csi(s);
    if (s.ptr[1] == 'O')
        return read_ss3(s);
    const char *first = find_string(s.ptr[1]);
    if (first && s.len == 2)
        return unfinished;
    *begins_string = first && s.ptr[2] != '\0' && strchr(first, s.ptr[2]);
    return *begins_string ? nothing(3) : key_of(1, K_ESC);
}

static struct token read_character(struct str s)
{
    static const uint8_t lengths[16] = {1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 2, 2, 3, 4};
    size_t want = lengths[(unsigned char)s.ptr[0] >> 4];
    for (size_t i = 1; i < want; i++) {
        if (i == s.len)
            return unfinished;
        if (((unsigned char)s.ptr[i] & 0xC0) != 0x80)
            return nothing(1);
    }
    size_t len = 0;
    uint32_t c = utf8_decode(s, &len);
    bool is_bad = c == UTF8_REPLACEMENT && len == 1;
    bool is_c1 = c >= 0x80 && c < 0xA0;
    return is_bad || is_c1 ? nothing(len) : key_of(len, c);
}

/* ---- strings and pastes ---- */

/* Swallows a string up to its end: BEL, ESC \, or an ESC that begins something else. False when
 * more must come for that. */
static bool skip_string(struct keyboard *k)
{
    k->given_up = 0;
    for (; k->at < k->bytes.len; k->at++) {
        char byte = k->bytes.ptr[k->at];
        bool is_last = k->at + 1 == k->bytes.len;
        if (byte == ESC && is_last) {
            k->given_up = k->string == STRING_TORN;
            return false;
        }
        if (byte == '\a' || byte == ESC) {
            k->string = STRING_NONE;
            k->at += byte == '\a' ? 1 : k->bytes.ptr[k->at + 1] == '\\' ? 2 : 0;
            return true;
        }
    }
    return false;
}

static void keep_pasted(struct keyboard *k, size_t len)
{
    size_t room = KEYBOARD_PASTE_MAX_BYTES - k->paste.len;
    buf_append(&k->paste, k->bytes.ptr + k->at, len < room ? len : room);
    k->at += len;
}

static enum keyboard_result end_paste(struct keyboard *k, struct event *e)
{
    k->pasting = false;
    *e = (struct event){.type = EVENT_PASTE, .text = buf_str(&k->paste)};
    return KEYBOARD_EVENT;
}

static enum keyboard_result read_paste(struct keyboard *k, struct event *e)
{
    const struct str end_mark = STR_INIT("\033[201~");
    struct str rest = str_slice(buf_str(&k->bytes), k->at, SIZE_MAX);
    size_t end = str_find(rest, end_mark, 0);
    if (end != SIZE_MAX) {
        keep_pasted(k, end);
        k->at += end_mark.len;
        return end_paste(k, e);
    }
    size_t tail = rest.len < end_mark.len ? rest.len : end_mark.len - 1;
    while (tail > 0 && !str_starts_with(end_mark, str_slice(rest, rest.len - tail, tail)))
        tail--;
    keep_pasted(k, rest.len - tail);
    return KEYBOARD_PENDING;
}

/* ---- the events ---- */

/* A sequence that does not end keeps only what tells that it is one, and no key. */
static void shorten_overlong(struct keyboard *k, size_t len)
{
    if (len <= CSI_BYTES_MAX)
        return;
    buf_remove(&k->bytes, k->at + 3, len - 3);
    k->bytes.ptr[k->at + 2] = SHORTENED;
    if (k->given_up > 3)
        k->given_up = 3;
}

/* One token from the bytes at `at`. False when there is none yet. */
static bool take_token(struct keyboard *k, struct str rest, struct event *e)
{
    bool begins_string = false;
    struct token t =
        rest.ptr[0] == ESC ? read_escape(k, rest, &begins_string) : read_character(rest);
    if (t.len == 0)
        return false;
    if (begins_string)
        k->string = STRING_OPEN;
    bool is_known = t.len <= k->given_up && t.event.type == EVENT_KEY; /* Esc was reported */
    k->at += t.len;
    k->given_up = 0;
    *e = t.event;
    if (is_known)
        e->type = EVENT_NONE;
    if (str_equal(str_slice(rest, 0, t.len), STR("\033[200~"))) {
        k->pasting = true;
        buf_clear(&k->paste);
    }
    return true;
}

enum keyboard_result keyboard_next(struct keyboard *k, struct event *e)
{
    *e = (struct event){.type = EVENT_NONE};
    while (k->at + k->given_up < k->bytes.len || k->pasting) {
        if (k->pasting)
            return read_paste(k, e);
        if (k->string != STRING_NONE) {
            if (!skip_string(k))
                break;
            continue;
        }
        struct str rest = str_slice(buf_str(&k->bytes), k->at, SIZE_MAX);
        if (!take_token(k, rest, e)) {
            shorten_overlong(k, rest.len);
            return KEYBOARD_PENDING;
        }
        if (e->type != EVENT_NONE)
            return KEYBOARD_EVENT;
    }
    return k->string == STRING_OPEN ? KEYBOARD_PENDING : KEYBOARD_EMPTY;
}

/* The bytes pending begin with ESC. What could be the beginning of a string only is Esc and a key;
 * all else stays, in front of what may still come. */
static enum keyboard_result give_up_escape(struct keyboard *k, struct str rest, struct event *e)
{
    bool was_told = k->given_up > 0;
    bool is_esc_and_key = rest.len == 2 && find_string(rest.ptr[1]);
    k->at += is_esc_and_key;
    k->given_up = is_esc_and_key ? 0 : rest.len;
    if (was_told || (rest.len > 1 && !is_esc_and_key))
        return keyboard_next(k, e);
    *e = (struct event){.type = EVENT_KEY, .key = K_ESC};
    return KEYBOARD_EVENT;
}

enum keyboard_result keyboard_give_up(struct keyboard *k, struct event *e)
{
    *e = (struct event){.type = EVENT_NONE};
    struct str rest = str_slice(buf_str(&k->bytes), k->at, SIZE_MAX);
    if (k->pasting) {
        keep_pasted(k, rest.len);
        return end_paste(k, e);
    }
    if (k->string != STRING_NONE) {
        k->string = STRING_TORN;
        k->given_up = rest.len;
        return KEYBOARD_EMPTY;
    }
    if (rest.len > 0 && rest.ptr[0] == ESC)
        return give_up_escape(k, rest, e);
    k->at += rest.len;
    return KEYBOARD_EMPTY;
}

void keyboard_forget_torn(struct keyboard *k)
{
    k->at += k->given_up;
    k->given_up = 0;
    if (k->string == STRING_TORN)
        k->string = STRING_NONE;
}

void keyboard_break_off(struct keyboard *k)
{
    k->at = k->bytes.len;
    k->given_up = 0;
    k->string = STRING_NONE;
    k->pasting = false;
    buf_clear(&k->paste);
}
