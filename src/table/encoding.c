/*
 * encoding: turns the bytes of a file into UTF-8.
 *
 * The one hard idea is when to decide. Bytes below 0x80 mean the same in UTF-8, GB18030 and Big5, so
 * they are passed on at once; the decision waits for the first other byte and for 64 KiB from there
 * (or the end), and is the same whatever the size of the pieces. When bad sequences pile up later in
 * what was taken for UTF-8, the same question is put once more to the bytes at hand. How the question
 * is answered is guess.c's.
 */
#include "table/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "table/guess.h"
#include "table/scan.h"
#include "text/cluster.h"

enum { NAME_BYTES_MAX = 64, OUT_BYTES_MIN = 4096, FIRST_DOUBT = 16, BYTES_FOR_BAD = 60 };

static const char replacement[] = "\xEF\xBF\xBD";
static const char bom[] = "\xEF\xBB\xBF";

struct decoder {
    char name[NAME_BYTES_MAX];
    bool is_given;   /* by the user: never doubted */
    bool is_decided; /* false: pending bytes wait for a guess */
    bool is_certain;
    bool has_bom;
    bool was_wrong;
    bool is_forced;      /* by a better guess, after beginning again */
    iconv_t iconv;       /* (iconv_t)-1 for UTF-8 */
    size_t unit;         /* bytes to skip over what is bad */
    bool is_gbk_like;    /* 0x80 is the euro sign */
    struct buf pending;  /* fed and not yet decoded */
    size_t ascii_bytes;  /* of pending, known to be ASCII while undecided */
    size_t consumed;     /* of pending, with the last call */
    uint64_t at;         /* offset in the file of pending's first byte */
    struct buf text;     /* decoded, unless the bytes themselves are handed out */
    uint64_t text_total; /* bytes handed out, to know the beginning */
    struct text_mark *marks;
    size_t mark_count, marks_cap;
    size_t bad, doubt_at; /* bad sequences so far, and how many make us ask again */
};

/* ---- names ---- */

struct encoding_info {
    const char *key; /* the name in capitals without - and _ */
    const char *name;
    size_t unit;
    bool is_gbk_like;
};

static const struct encoding_info infos[] = {
    {"UTF8", "UTF-8", 1, false},       {"UTF16LE", "UTF-16LE", 2, false},
    {"UTF16BE", "UTF-16BE", 2, false}, {"UTF16", "UTF-16", 2, false},
    {"GB18030", "GB18030", 1, true},   {"GBK", "GBK", 1, true},
    {"GB2312", "GB2312", 1, true},     {"CP936", "CP936", 1, true},
    {"BIG5", "Big5", 1, false},        {"UTF32LE", "UTF-32LE", 4, false},
    {"UTF32BE", "UTF-32BE", 4, false}, {"UTF32", "UTF-32", 4, false},
};

/* The row for a name however it is spelt, or NULL. */
static const struct encoding_info *find_info(struct str name)
{
    char key[NAME_BYTES_MAX];
    size_t len = 0;
    for (size_t i = 0; i < name.len && len + 1 < sizeof key; i++) {
        char c = name.ptr[i];
        if (c != '-' && c != '_')
            key[len++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    for (size_t i = 0; i < COUNT_OF(infos); i++)
        if (str_equal((struct str){key, len}, str_from(infos[i].key)))
            return &infos[i];
    return NULL;
}

static void close_iconv(struct decoder *d)
{
    if (d->iconv != (iconv_t)-1)
        iconv_close(d->iconv);
    d->iconv = (iconv_t)-1;
}

/* Sets the encoding to be read. False when iconv does not know the name. */
static bool use_encoding(struct decoder *d, struct str name)
{
    const struct encoding_info *info = find_info(name);
    close_iconv(d);
    snprintf(d->name, sizeof d->name, "%.*s", STR_ARG(info ? str_from(info->name) : name));
    d->unit = info ? info->unit : 1;
    d->is_gbk_like = info && info->is_gbk_like;
    if (info == &infos[0])
        return true;
    if (name.len >= sizeof d->name || memchr(d->name, '/', strlen(d->name)))
        return false;
    d->iconv = iconv_open("UTF-8", d->name);
    return d->iconv != (iconv_t)-1;
}

void encoding_hold(struct str also)
{
    static struct decoder held[COUNT_OF(infos) + 1];
    static bool is_begun;
    for (size_t i = 0; i < COUNT_OF(held); i++) {
        if (!is_begun)
            held[i].iconv = (iconv_t)-1;
        if (i < COUNT_OF(infos) || also.len > 0)
            (void)use_encoding(&held[i], i < COUNT_OF(infos) ? str_from(infos[i].name) : also);
    }
    is_begun = true;
}

/* ---- life ---- */

enum err decoder_new(struct decoder **out, struct str name, struct diag *diag)
{
    struct decoder *d = mem_zero(1, sizeof *d);
    d->iconv = (iconv_t)-1;
    d->is_given = d->is_decided = name.len > 0;
    d->is_certain = true;
    d->doubt_at = FIRST_DOUBT;
    *out = NULL;
    if (!use_encoding(d, d->is_given ? name : STR("UTF-8"))) {
        decoder_free(d);
        return diag_set(diag, ERR_ENCODING, 0, name, MSG_UNKNOWN_ENCODING);
    }
    *out = d;
    return ERR_NONE;
}

void decoder_free(struct decoder *d)
{
    if (!d)
        return;
    close_iconv(d);
    buf_release(&d->pending);
    buf_release(&d->text);
    mem_free(d->marks);
    mem_free(d);
}

void decoder_begin_again(struct decoder *d)
{
    d->is_decided = d->is_given || d->is_forced;
    d->was_wrong = false;
    d->has_bom = false;
    d->at = d->text_total = 0;
    d->consumed = d->ascii_bytes = d->bad = 0;
    d->doubt_at = FIRST_DOUBT;
    buf_clear(&d->pending);
    if (d->iconv != (iconv_t)-1)
        iconv(d->iconv, NULL, NULL, NULL, NULL);
}

bool decoder_was_wrong(const struct decoder *d)
{
    return d->was_wrong;
}

const char *decoder_name(const struct decoder *d)
{
    return d->name;
}

bool decoder_is_certain(const struct decoder *d)
{
    return d->is_certain;
}

bool decoder_has_bom(const struct decoder *d)
{
    return d->has_bom;
}

/* ---- marks ---- */

static void add_mark(struct decoder *d, size_t off, enum text_mark_kind kind)
{
    d->marks = mem_reserve(d->marks, &d->marks_cap, d->mark_count + 1, sizeof *d->marks);
    d->marks[d->mark_count++] = (struct text_mark){off, kind};
}

/* Marks a well-formed code point that is not ordinary, if it needs to be looked at. */
static void mark_code_point(struct decoder *d, size_t off, uint32_t c)
{
    if (c == 0)
        add_mark(d, off, TEXT_MARK_NUL);
    else if (width_of_code_point(c) <= 0)
        add_mark(d, off, TEXT_MARK_UNSEEN);
}

/* ---- UTF-8 ---- */

/* Puts U+FFFD for the byte at `off`, copying what stands before it from `*copied` on. */
static void replace_byte(struct decoder *d, struct str bytes, size_t *copied, size_t off)
{
    buf_append_str(&d->text, str_slice(bytes, *copied, off - *copied));
    add_mark(d, d->text.len, TEXT_MARK_BAD);
    buf_append(&d->text, replacement, sizeof replacement - 1);
    *copied = off + 1;
    d->bad++;
}

/* Too many bad sequences for the bytes so far: perhaps it never was UTF-8. */
static bool is_in_doubt(const struct decoder *d, size_t off)
{
    return !d->is_given && !d->is_forced && d->bad >= d->doubt_at &&
           d->bad * BYTES_FOR_BAD > d->at + off;
}

/* Asks again what `rest` is. False when decoding cannot go on: it was wrong so far, or there is too
 * little to judge by yet. */
static bool resolve_doubt(struct decoder *d, struct str rest, bool is_last)
{
    if (!is_last && rest.len < GUESS_BYTES)
        return false;
    struct str evidence = str_slice(rest, 0, GUESS_BYTES);
    struct guess guess = guess_encoding(evidence, false, is_last && evidence.len == rest.len);
    d->doubt_at *= 2;
    d->was_wrong = guess.refusal == MSG_NONE && strcmp(guess.name, "UTF-8") != 0 &&
                   use_encoding(d, str_from(guess.name));
    d->is_forced = d->was_wrong;
    d->is_certain = !d->was_wrong;
    return !d->was_wrong;
}

/* Decodes until the end, a character that is cut short, or doubt. Bytes that are good throughout are
 * handed out as they are. Returns how many were used. */
static size_t decode_utf8(struct decoder *d, struct str bytes, size_t from, bool is_last,
                          struct str *text)
{
    size_t copied = from;
    size_t off = from;
    while ((off = scan_ordinary(bytes, off)) < bytes.len) {
        if (!is_last && scan_is_cut_short(bytes, off))
            break;
        size_t begin = off;
        uint32_t c = utf8_decode(bytes, &off);
        if (off - begin > 1 || (unsigned char)bytes.ptr[begin] < 0x80) {
            mark_code_point(d, d->text.len + begin - copied, c);
            continue;
        }
        if (is_in_doubt(d, begin) &&
            !resolve_doubt(d, str_slice(bytes, begin, SIZE_MAX), is_last)) {
            off = begin;
            break;
        }
        replace_byte(d, bytes, &copied, begin);
    }
    struct str rest = str_slice(bytes, copied, off - copied);
    if (copied == from) {
        *text = rest;
        return off;
    }
    buf_append_str(&d->text, rest);
    *text = buf_str(&d->text);
    return off;
}

/* ---- all others ---- */

static void mark_range(struct decoder *d, size_t from)
{
    struct str text = buf_str(&d->text);
    for (size_t off = from; (off = scan_ordinary(text, off)) < text.len;) {
        size_t begin = off;
        mark_code_point(d, begin, utf8_decode(text, &off));
    }
}

/* At a byte that is no text: 0x80 is the euro in what Windows calls GBK, the rest is bad. */
static void skip_bad(struct decoder *d, char **in, size_t *left)
{
    if (d->is_gbk_like && (unsigned char)**in == 0x80) {
        buf_append_str(&d->text, STR("€"));
    } else {
        add_mark(d, d->text.len, TEXT_MARK_BAD);
        buf_append(&d->text, replacement, sizeof replacement - 1);
        d->bad++;
    }
    size_t skip = *left < d->unit ? *left : d->unit;
    *in += skip;
    *left -= skip;
}

/* Converts as far as it goes and returns why it stopped: 0, E2BIG, EILSEQ or EINVAL. */
static int convert(struct decoder *d, char **in, size_t *left)
{
    buf_reserve(&d->text, *left + OUT_BYTES_MIN);
    char *to = d->text.ptr + d->text.len;
    size_t room = d->text.cap - d->text.len - 1;
    size_t before = d->text.len;
    size_t result = iconv(d->iconv, in, left, &to, &room);
    int why = result == (size_t)-1 ? errno : 0;
    d->text.len = (size_t)(to - d->text.ptr);
    d->text.ptr[d->text.len] = '\0';
    if (!d->has_bom && d->text_total == 0 && before == 0 &&
        str_starts_with(buf_str(&d->text), str_from(bom))) {
        buf_remove(&d->text, 0, sizeof bom - 1);
        d->has_bom = true;
    }
    mark_range(d, before);
    return why;
}

static size_t decode_others(struct decoder *d, struct str bytes, bool is_last, struct str *text)
{
    char *in = (char *)(uintptr_t)bytes.ptr; /* iconv() does not write there, whatever its type */
    size_t left = bytes.len;
    while (left > 0) {
        int why = convert(d, &in, &left);
        if (why == EILSEQ)
            skip_bad(d, &in, &left);
        else if (why == EINVAL && !is_last)
            break;
        else if (why == EINVAL) {
            skip_bad(d, &in, &left);
            left = 0;
        }
    }
    *text = buf_str(&d->text);
    return bytes.len - left;
}

/* ---- deciding ---- */

static size_t skip_ascii(struct str bytes, size_t off)
{
    while (off < bytes.len && bytes.ptr[off] > 0)
        off++;
    return off;
}

static enum err ask(struct decoder *d, struct str evidence, bool is_start, bool is_whole,
                    struct diag *diag)
{
    struct guess guess = guess_encoding(evidence, is_start, is_whole);
    if (guess.refusal != MSG_NONE)
        return diag_set(diag, ERR_BINARY, 0, STR(""), guess.refusal);
    d->is_certain = guess.is_certain;
    if (!use_encoding(d, str_from(guess.name)))
        return diag_set(diag, ERR_ENCODING, 0, str_from(guess.name), MSG_UNKNOWN_ENCODING);
    return ERR_NONE;
}

/* Decides by 64 KiB from the first byte that is not ASCII, or from the one before it so that units of
 * two bytes stay whole; a file that has one early is looked at from its beginning. */
static enum err decide(struct decoder *d, size_t first, bool is_last, struct diag *diag)
{
    bool is_start = d->at == 0 && first < GUESS_BYTES;
    size_t from = is_start ? 0 : first - ((d->at + first) % 2 == 1 && first > 0);
    struct str evidence = str_slice(buf_str(&d->pending), from, first - from + GUESS_BYTES);
    d->is_decided = true;
    return ask(d, evidence, is_start, is_last && from + evidence.len == d->pending.len, diag);
}

/* While undecided: how many bytes may be passed on; decides when there is evidence enough. */
static enum err find_usable(struct decoder *d, bool is_last, size_t *usable, struct diag *diag)
{
    size_t first = skip_ascii(buf_str(&d->pending), d->ascii_bytes);
    d->ascii_bytes = first;
    bool is_ascii = first == d->pending.len;
    *usable = 0;
    if (!is_last && (is_ascii ? first : d->pending.len - first) < GUESS_BYTES)
        return ERR_NONE;
    *usable = d->pending.len;
    if (!is_ascii)
        return decide(d, first, is_last, diag);
    struct str evidence = str_slice(buf_str(&d->pending), 0, GUESS_BYTES);
    return d->at == 0 ? ask(d, evidence, true, false, diag) : ERR_NONE;
}

/* Decodes the first `usable` pending bytes as far as whole characters go. */
static struct str decode(struct decoder *d, size_t usable, bool is_last)
{
    struct str ready = str_slice(buf_str(&d->pending), 0, usable);
    struct str text = {"", 0};
    if (d->iconv != (iconv_t)-1) {
        d->consumed = decode_others(d, ready, is_last, &text);
        return text;
    }
    size_t from = d->at == 0 && str_starts_with(ready, str_from(bom)) ? sizeof bom - 1 : 0;
    d->has_bom |= from > 0;
    d->consumed = decode_utf8(d, ready, from, is_last, &text);
    return text;
}

enum err decoder_feed(struct decoder *d, struct str bytes, bool is_last, struct decoded *out,
                      struct diag *diag)
{
    buf_remove(&d->pending, 0, d->consumed);
    d->at += d->consumed;
    if (d->consumed > 0)
        d->ascii_bytes = 0;
    d->consumed = 0;
    buf_append_str(&d->pending, bytes);
    buf_clear(&d->text);
    d->mark_count = 0;
    *out = (struct decoded){.text = {"", 0}};
    size_t usable = d->pending.len;
    enum err err = d->is_decided ? ERR_NONE : find_usable(d, is_last, &usable, diag);
    if (err != ERR_NONE || usable == 0)
        return err;
    struct str text = decode(d, usable, is_last);
    if (d->was_wrong)
        return ERR_NONE;
    d->text_total += text.len;
    *out = (struct decoded){text, d->marks, d->mark_count};
    return ERR_NONE;
}
