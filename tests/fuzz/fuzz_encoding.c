/*
 * fuzz_encoding: any bytes in any pieces give the same valid UTF-8, with marks where something was bad.
 *
 *     byte 0      the encoding that was asked for, half of the time none
 *     byte 1      the pieces: how long they are
 *     the rest    the bytes
 */
#include "tests/fuzz/fuzz.h"

#include "table/encoding.h"
#include "text/utf8.h"
#include "text/width.h"

const size_t fuzz_random_bytes = 400;

void fuzz_begin(void)
{
}

/* All pieces in one, with the marks of all. */
struct whole {
    enum err err;
    struct buf text;
    struct text_mark *marks;
    size_t count, cap;
    char name[64];
    bool has_bom, is_certain;
};

static void whole_release(struct whole *w)
{
    buf_release(&w->text);
    mem_free(w->marks);
}

/* A mark stands at what it says. */
static void check_mark(struct str text, struct text_mark mark)
{
    FUZZ_CHECK(mark.off < text.len);
    size_t off = mark.off;
    uint32_t c = utf8_decode(text, &off);
    FUZZ_CHECK((mark.kind == TEXT_MARK_BAD) <= (c == UTF8_REPLACEMENT));
    FUZZ_CHECK((mark.kind == TEXT_MARK_NUL) == (c == 0));
    FUZZ_CHECK((mark.kind == TEXT_MARK_UNSEEN) <= (width_of_code_point(c) <= 0));
}

static void add_piece(struct whole *w, const struct decoded *piece)
{
    FUZZ_CHECK(utf8_is_valid(piece->text)); /* a piece ends at a whole character */
    w->marks = mem_reserve(w->marks, &w->cap, w->count + piece->mark_count, sizeof *w->marks);
    for (size_t i = 0; i < piece->mark_count; i++) {
        struct text_mark mark = piece->marks[i];
        FUZZ_CHECK(i == 0 || piece->marks[i - 1].off < mark.off);
        check_mark(piece->text, mark);
        mark.off += w->text.len;
        w->marks[w->count++] = mark;
    }
    buf_append_str(&w->text, piece->text);
}

/* Feeds everything in pieces of `size`, from the beginning again whenever the decoder asks for it. */
static void decode(struct whole *w, struct decoder *d, struct str bytes, size_t size)
{
    size_t off = 0;
    bool is_last = false;
    while (w->err == ERR_NONE && !is_last) {
        struct decoded piece;
        is_last = off + size >= bytes.len;
        w->err = decoder_feed(d, str_slice(bytes, off, size), is_last, &piece, NULL);
        off += size;
        if (w->err == ERR_NONE && decoder_was_wrong(d)) {
            decoder_begin_again(d);
            buf_clear(&w->text);
            w->count = off = 0;
            is_last = false;
        } else if (w->err == ERR_NONE) {
            add_piece(w, &piece);
        }
    }
}

/* In pieces, with an empty last one, as a source that only learns late of its end does it. */
static struct whole decode_in_pieces(struct str name, struct str bytes, size_t size)
{
    struct whole w = {.err = ERR_NONE};
    struct decoder *d;
    w.err = decoder_new(&d, name, NULL);
    if (w.err == ERR_NONE) {
        decode(&w, d, bytes, size);
        w.has_bom = decoder_has_bom(d);
        w.is_certain = decoder_is_certain(d);
        for (size_t i = 0; i + 1 < sizeof w.name && decoder_name(d)[i]; i++)
            w.name[i] = decoder_name(d)[i];
    }
    decoder_free(d);
    return w;
}

static void check_same(const struct whole *a, const struct whole *b)
{
    FUZZ_CHECK(a->err == b->err);
    if (a->err != ERR_NONE)
        return;
    FUZZ_CHECK(str_equal(buf_str(&a->text), buf_str(&b->text)));
    FUZZ_CHECK(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        FUZZ_CHECK(a->marks[i].off == b->marks[i].off && a->marks[i].kind == b->marks[i].kind);
    FUZZ_CHECK(str_equal(str_from(a->name), str_from(b->name)));
    FUZZ_CHECK(a->has_bom == b->has_bom && a->is_certain == b->is_certain);
}

/* What is valid UTF-8 and taken for it comes out as it went in. */
static void check_identity(const struct whole *w, struct str bytes)
{
    if (w->err != ERR_NONE || !str_equal(str_from(w->name), STR("UTF-8")) || !utf8_is_valid(bytes))
        return;
    FUZZ_CHECK(str_equal(buf_str(&w->text), str_slice(bytes, w->has_bom ? 3 : 0, SIZE_MAX)));
}

void fuzz_one(struct str input)
{
    static const char *const names[] = {"UTF-8", "GB18030", "gbk",    "UTF-16LE", "utf16be",
                                        "Big5",  "UTF-16",  "UTF-32", "UTF-32LE", "ISO-2022-CN",
                                        "UTF-7", "nothing", "a/b",    "CP936"};
    struct fuzz_input in = {input};
    unsigned choice = fuzz_below(&in, 2 * COUNT_OF(names));
    struct str name = choice < COUNT_OF(names) ? str_from(names[choice]) : STR("");
    size_t size = 1 + fuzz_below(&in, 9);
    struct whole once = decode_in_pieces(name, in.rest, in.rest.len + 1);
    struct whole torn = decode_in_pieces(name, in.rest, size);
    check_same(&once, &torn);
    check_identity(&once, in.rest);
    whole_release(&once);
    whole_release(&torn);
}
