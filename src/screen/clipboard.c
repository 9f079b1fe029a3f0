/*
 * clipboard: base64 and the wrappings of OSC 52. See clipboard.h for their forms.
 */
#include "screen/clipboard.h"

#include <string.h>

#define INTRODUCTION STR("\033]52;c;")
#define END          STR("\a")

enum { SCREEN_PIECE_BYTES = 240 }; /* of the 256 that old versions take */

enum clipboard clipboard_of(const char *term_name, bool in_tmux, bool in_screen)
{
    static const struct {
        const char *family;
        enum clipboard kind;
    } families[] = {
        {"tmux", CLIPBOARD_TMUX},    {"screen", CLIPBOARD_SCREEN},    {"xterm", CLIPBOARD_DIRECT},
        {"rxvt", CLIPBOARD_DIRECT},  {"putty", CLIPBOARD_DIRECT},     {"vte", CLIPBOARD_DIRECT},
        {"kitty", CLIPBOARD_DIRECT}, {"alacritty", CLIPBOARD_DIRECT}, {"foot", CLIPBOARD_DIRECT},
        {"st-", CLIPBOARD_DIRECT},   {"wezterm", CLIPBOARD_DIRECT},   {"konsole", CLIPBOARD_DIRECT},
    };
    if (in_tmux)
        return CLIPBOARD_TMUX;
    if (in_screen)
        return CLIPBOARD_SCREEN;
    for (size_t i = 0; term_name && i < COUNT_OF(families); i++)
        if (strncmp(term_name, families[i].family, strlen(families[i].family)) == 0)
            return families[i].kind;
    return CLIPBOARD_NONE;
}

/* RFC 4648, section 4. */
static void append_base64(struct buf *out, struct str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t off = 0; off < s.len; off += 3) {
        size_t len = s.len - off < 3 ? s.len - off : 3;
        uint32_t bits = 0;
        for (size_t i = 0; i < 3; i++)
            bits = bits << 8 | (i < len ? (unsigned char)s.ptr[off + i] : 0U);
        for (size_t i = 0; i < 4; i++)
            buf_append_byte(out, i <= len ? digits[bits >> (18 - 6 * i) & 63] : '=');
    }
}

static void append_direct(struct buf *out, struct str text)
{
    buf_append_str(out, INTRODUCTION);
    append_base64(out, text);
    buf_append_str(out, END);
}

/* Only the introduction holds an ESC. */
static void append_for_tmux(struct buf *out, struct str text)
{
    append_direct(out, text);
    buf_append_str(out, STR("\033Ptmux;\033"));
    append_direct(out, text);
    buf_append_str(out, STR("\033\\"));
}

static void append_for_screen(struct buf *out, struct str text)
{
    struct buf whole = BUF_INIT;
    append_direct(&whole, text);
    for (size_t off = 0; off < whole.len; off += SCREEN_PIECE_BYTES) {
        buf_append_str(out, STR("\033P"));
        buf_append_str(out, str_slice(buf_str(&whole), off, SCREEN_PIECE_BYTES));
        buf_append_str(out, STR("\033\\"));
    }
    buf_release(&whole);
}

void clipboard_append(struct buf *out, enum clipboard kind, struct str text)
{
    static void (*const appends[])(struct buf *, struct str) = {
        [CLIPBOARD_DIRECT] = append_direct,
        [CLIPBOARD_TMUX] = append_for_tmux,
        [CLIPBOARD_SCREEN] = append_for_screen,
    };
    if (appends[kind])
        appends[kind](out, text);
}
