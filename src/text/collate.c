/*
 * Collation: see text/collate.h.
 *
 * The hard idea: a key is a row of elements whose first byte tells their kind, kinds in the order
 * in which they sort, each element knowing its own end. So memcmp on whole keys compares element by
 * element, and no length or separator is needed:
 *
 *     02                          a blank
 *     03 count digits zeros       a number: count of digits without leading zeros, the digits, the
 *                                 count of leading zeros (see append_count)
 *     10..29                      a Latin letter a to z
 *     2A pp pp pp                 any other Latin letter, by code point
 *     30..AF oo                   a Chinese character: pinyin_order() + 0x3000, 15 bits
 *     B0 pp pp pp                 a Chinese character without a reading, by code point
 *     C0 pp pp pp                 everything else, by code point
 *
 * Numbers come before letters, so that 2号 and 10号 are compared by count of digits first.
 */
#include "text/collate.h"

#include <unictype.h>

#include "text/cluster.h"
#include "text/fold.h"
#include "text/padding.h"
#include "text/pinyin.h"
#include "text/utf8.h"

enum {
    KEY_BLANK = 0x02,
    KEY_NUMBER = 0x03,
    KEY_LETTER = 0x10,
    KEY_LATIN = 0x2A,
    KEY_HAN = 0x30,
    KEY_HAN_UNREAD = 0xB0,
    KEY_OTHER = 0xC0,
};

static void append_byte(struct buf *out, unsigned byte)
{
    buf_append_byte(out, (char)byte);
}

/* Any count, so that greater ones sort behind: FF as long as 255 can be taken off, then the rest.
 */
static void append_count(struct buf *out, size_t count)
{
    for (; count >= 0xFF; count -= 0xFF)
        append_byte(out, 0xFF);
    append_byte(out, (unsigned)count);
}

static void append_point(struct buf *out, unsigned kind, uint32_t point)
{
    append_byte(out, kind);
    append_byte(out, point >> 16);
    append_byte(out, point >> 8 & 0xFF);
    append_byte(out, point & 0xFF);
}

static size_t run_length(struct str s, size_t off, char least, char most)
{
    size_t end = off;
    while (end < s.len && s.ptr[end] >= least && s.ptr[end] <= most)
        end++;
    return end - off;
}

/* The number at `off`; returns its length. */
static size_t append_number(struct buf *out, struct str s, size_t off)
{
    size_t len = run_length(s, off, '0', '9');
    size_t zeros = run_length(str_slice(s, 0, off + len), off, '0', '0');
    append_byte(out, KEY_NUMBER);
    append_count(out, len - zeros);
    buf_append(out, s.ptr + off + zeros, len - zeros);
    append_count(out, zeros);
    return len;
}

/* `order` is the character's place in the dictionary, 0 for none. */
static void append_character(struct buf *out, uint32_t point, uint32_t order)
{
    if (order != 0) {
        append_byte(out, KEY_HAN + (order >> 8));
        append_byte(out, order & 0xFF);
    } else if (point == ' ') {
        append_byte(out, KEY_BLANK);
    } else if (point >= 'a' && point <= 'z') {
        append_byte(out, KEY_LETTER + (point - 'a'));
    } else {
        const uc_script_t *script = uc_script(point);
        const char *name = script != NULL ? script->name : "";
        bool is_latin = str_equal(str_from(name), STR("Latin"));
        bool is_han = str_equal(str_from(name), STR("Han"));
        append_point(out, is_latin ? KEY_LATIN : is_han ? KEY_HAN_UNREAD : KEY_OTHER, point);
    }
}

/* Appends the first character of a name; returns its length. */
static size_t append_surname(struct buf *out, struct str folded)
{
    size_t off = 0, next;
    uint32_t point = utf8_decode(folded, &off);
    next = off;
    uint32_t behind = off < folded.len ? utf8_decode(folded, &next) : 0;
    append_character(out, point, pinyin_surname_order(point, behind));
    return off;
}

/* Appends elements of a folded text until `enough` bytes were appended. */
static void append_elements(struct buf *out, enum collation kind, struct str folded, size_t enough)
{
    size_t start = out->len, off = 0;
    bool begins_with_digit = run_length(folded, 0, '0', '9') > 0;
    if (kind == COLLATE_NAME && folded.len > 0 && !begins_with_digit)
        off = append_surname(out, folded);
    while (off < folded.len && out->len - start < enough) {
        if (folded.ptr[off] >= '0' && folded.ptr[off] <= '9') {
            off += append_number(out, folded, off);
            continue;
        }
        uint32_t point = utf8_decode(folded, &off);
        append_character(out, point, pinyin_order(point));
    }
}

/* A name is short and looked at as a whole. */
static void append_name(struct buf *out, struct str text, size_t enough)
{
    struct buf bare = BUF_INIT, scratch = BUF_INIT;
    struct str name = padding_strip(text_trim(text), PADDING_NAME, &bare);
    append_elements(out, COLLATE_NAME, str_trim(fold_text(name, &scratch)), enough);
    buf_release(&bare);
    buf_release(&scratch);
}

void collate_append_key(struct buf *out, enum collation kind, struct str text)
{
    struct buf scratch = BUF_INIT;
    if (kind == COLLATE_NAME)
        append_name(out, text, SIZE_MAX);
    else
        append_elements(out, kind, str_trim(fold_text(text, &scratch)), SIZE_MAX);
    buf_release(&scratch);
}

/* Without what the rest of the text could change: a number or blanks at the end. */
static struct str settled(struct str folded)
{
    while (folded.len > 0 &&
           (folded.ptr[folded.len - 1] == ' ' || run_length(folded, folded.len - 1, '0', '9') > 0))
        folded.len--;
    return folded;
}

void collate_append_beginning(struct buf *out, enum collation kind, struct str text, size_t enough)
{
    enum { PIECE_LEAST = 64, BYTES_AN_ELEMENT = 4 };
    size_t start = out->len;
    struct str piece = text;
    if (kind == COLLATE_NAME) {
        append_name(out, text, enough);
        return;
    }
    if (enough < (SIZE_MAX - PIECE_LEAST) / BYTES_AN_ELEMENT)
        piece = utf8_clip(text, PIECE_LEAST + enough * BYTES_AN_ELEMENT);
    if (piece.len < text.len) {
        struct buf scratch = BUF_INIT;
        append_elements(out, kind, str_trim(settled(fold_text(piece, &scratch))), enough);
        buf_release(&scratch);
        if (out->len - start >= enough)
            return;
        out->len = start;
    }
    struct buf scratch = BUF_INIT;
    append_elements(out, kind, str_trim(fold_text(text, &scratch)), enough);
    buf_release(&scratch);
}
