/* Decoding in pieces of one, two, three bytes and as a whole: always the same text and marks. */
#include "table/encoding.h"

#include <string.h>

#include "fixture.h"

static const size_t piece_sizes[] = {1, 2, 3, 7, 4096, SIZE_MAX};

struct result {
    struct buf text;
    struct buf marks; /* "bad@3 nul@7" */
    enum err err;
    int reason;
};

static void add_piece(struct result *r, const struct decoded *piece)
{
    static const char *const names[] = {"bad", "nul", "unseen"};
    for (size_t i = 0; i < piece->mark_count; i++)
        buf_printf(&r->marks, "%s%s@%zu", r->marks.len > 0 ? " " : "", names[piece->marks[i].kind],
                   r->text.len + piece->marks[i].off);
    buf_append_str(&r->text, piece->text);
}

/* Feeds all bytes; begins again when the decoder asks for it. */
static struct result decode_with(struct decoder *d, struct str bytes, size_t piece_size)
{
    struct result r = {BUF_INIT, BUF_INIT, ERR_NONE, 0};
    for (size_t off = 0;;) {
        struct str piece = str_slice(bytes, off, piece_size);
        struct decoded out;
        struct diag diag = {0};
        off += piece.len;
        r.err = decoder_feed(d, piece, piece.len == 0, &out, &diag);
        r.reason = diag.reason;
        if (r.err != ERR_NONE)
            return r;
        if (decoder_was_wrong(d)) {
            buf_clear(&r.text);
            buf_clear(&r.marks);
            decoder_begin_again(d);
            off = 0;
            continue;
        }
        add_piece(&r, &out);
        if (piece.len == 0)
            return r;
    }
}

static void check(const char *encoding, struct str bytes, struct str text, const char *marks,
                  const char *name)
{
    for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
        struct decoder *d;
        assert_int_equal(decoder_new(&d, str_from(encoding), NULL), ERR_NONE);
        struct result r = decode_with(d, bytes, piece_sizes[i]);
        assert_int_equal(r.err, ERR_NONE);
        assert_string_equal(decoder_name(d), name);
        assert_same_text(name, buf_str(&r.text), text);
        assert_same_text("marks", buf_str(&r.marks), str_from(marks));
        decoder_free(d);
        buf_release(&r.text);
        buf_release(&r.marks);
    }
}

static void every_encoding_gives_the_same_text(void **state)
{
    (void)state;
    struct buf table = file_bytes(SAMPLE);
    for (size_t i = 0; i < form_count; i++) {
        if (forms[i].lacks_some)
            continue;
        struct buf bytes = form_bytes(&forms[i], buf_str(&table));
        check("", buf_str(&bytes), buf_str(&table), "", forms[i].name);
        buf_release(&bytes);
    }
    buf_release(&table);
}

static void only_one_mark_of_byte_order_is_taken_off(void **state)
{
    (void)state;
    check("UTF-16LE",
          STR("\xFF\xFE\xFF\xFE"
              "A\0"),
          STR("\xEF\xBB\xBF"
              "A"),
          "unseen@0", "UTF-16LE");
    check("UTF-8",
          STR("\xEF\xBB\xBF\xEF\xBB\xBF"
              "A"),
          STR("\xEF\xBB\xBF"
              "A"),
          "unseen@0", "UTF-8");
}

static void bad_bytes_are_replaced_one_by_one_and_marked(void **state)
{
    (void)state;
#define BAD "\xEF\xBF\xBD"
    static const struct {
        const char *encoding;
        struct str bytes, text;
        const char *marks;
    } cases[] = {
        {"UTF-8",
         STR_INIT("a\xFF"
                  "b"),
         STR_INIT("a" BAD "b"), "bad@1"},
        {"UTF-8", STR_INIT("\x80\x80"), STR_INIT(BAD BAD), "bad@0 bad@3"},
        {"UTF-8", STR_INIT("一\xE4\xB8"), STR_INIT("一" BAD BAD), "bad@3 bad@6"},
        {"UTF-8", STR_INIT("\xE4\xB8二"), STR_INIT(BAD BAD "二"), "bad@0 bad@3"},
        {"UTF-8", STR_INIT("\xED\xA0\x80"), STR_INIT(BAD BAD BAD), "bad@0 bad@3 bad@6"},
        {"UTF-8", STR_INIT("\xC0\xAF"), STR_INIT(BAD BAD), "bad@0 bad@3"},
        {"UTF-8", STR_INIT("a\0b"), STR_INIT("a\0b"), "nul@1"},
        {"UTF-8", STR_INIT("是\u200b\x1b"), STR_INIT("是\u200b\x1b"), "unseen@3 unseen@6"},
        {"UTF-8", STR_INIT("\xEF\xBB\xBF一\xEF\xBB\xBF"), STR_INIT("一\xEF\xBB\xBF"), "unseen@3"},
        {"GB18030", STR_INIT("\xD2\xBB\xFF\xD2\xBB"), STR_INIT("一" BAD "一"), "bad@3"},
        {"GBK",
         STR_INIT("\x80"
                  "5"),
         STR_INIT("€5"), ""},
        {"GB18030",
         STR_INIT("\x80"
                  "5"),
         STR_INIT("€5"), ""},
        {"GBK", STR_INIT("\xD2\xBB\xD2"), STR_INIT("一" BAD), "bad@3"},
        {"BIG5", STR_INIT("\xA4\x40\xFF"), STR_INIT("一" BAD), "bad@3"},
        {"UTF-16LE", STR_INIT("\x00\x4E\x00\xD8\x00\x4E"), STR_INIT("一" BAD "一"), "bad@3"},
        {"UTF-16LE", STR_INIT("\x00\x4E\x00"), STR_INIT("一" BAD), "bad@3"},
        {"UTF-16LE", STR_INIT("\xFF\xFE\x00\x4E"), STR_INIT("一"), ""},
        {"UTF-16BE", STR_INIT("\x4E\x00\x00\x00"), STR_INIT("一\0"), "nul@3"},
    };
    static const char *const shown[] = {"UTF-8", "GB18030", "GBK", "Big5", "UTF-16LE", "UTF-16BE"};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t k = 0; k < COUNT_OF(shown); k++)
            if (strcasecmp(shown[k], cases[i].encoding) == 0)
                check(cases[i].encoding, cases[i].bytes, cases[i].text, cases[i].marks, shown[k]);
}

/* ASCII for longer than anybody looks, then Chinese. */
static void the_decision_waits_for_the_first_chinese(void **state)
{
    (void)state;
    static const char *const encodings[] = {"UTF-8", "GB18030"};
    for (size_t ascii = 65500; ascii < 65540; ascii += 13)
        for (size_t i = 0; i < COUNT_OF(encodings); i++) {
            struct buf text = BUF_INIT;
            while (text.len < ascii)
                buf_append_byte(&text, text.len % 50 == 49 ? '\n' : 'a');
            buf_append_str(&text, STR("加快济广高速菏泽段改扩建\n"));
            struct buf bytes = converted(buf_str(&text), encodings[i]);
            check("", buf_str(&bytes), buf_str(&text), "", encodings[i]);
            buf_release(&bytes);
            buf_release(&text);
        }
}

static void a_wrong_first_guess_is_taken_back(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("标题\n"));
    while (text.len < 70000)
        buf_append_str(&text, STR("abcdefgh\n"));
    struct buf bytes = BUF_INIT;
    buf_append_str(&bytes, buf_str(&text));
    for (int i = 0; i < 10000; i++)
        buf_append_str(&bytes, STR("\xBC\xD3\xBF\xEC\xBD\xA8\xC9\xE8\n"));
    size_t text_bytes = 0;
    for (size_t piece_size = 1000; piece_size < 400000; piece_size *= 7) {
        struct decoder *d;
        assert_int_equal(decoder_new(&d, STR(""), NULL), ERR_NONE);
        struct result r = decode_with(d, buf_str(&bytes), piece_size);
        assert_string_equal(decoder_name(d), "GB18030");
        assert_false(decoder_is_certain(d));
        assert_true(str_ends_with(buf_str(&r.text), STR("加快建设\n")));
        assert_true(text_bytes == 0 || text_bytes == r.text.len);
        text_bytes = r.text.len;
        decoder_free(d);
        buf_release(&r.text);
        buf_release(&r.marks);
    }
    buf_release(&bytes);
    buf_release(&text);
}

static void a_given_encoding_is_never_doubted(void **state)
{
    (void)state;
    struct buf bytes = BUF_INIT;
    for (int i = 0; i < 1000; i++)
        buf_append_str(&bytes, STR("\xBC\xD3\xBF\xEC\n"));
    struct decoder *d;
    assert_int_equal(decoder_new(&d, STR("utf8"), NULL), ERR_NONE);
    struct result r = decode_with(d, buf_str(&bytes), SIZE_MAX);
    assert_string_equal(decoder_name(d), "UTF-8");
    assert_true(str_starts_with(buf_str(&r.text), STR("\xEF\xBF\xBD")));
    decoder_free(d);
    buf_release(&r.text);
    buf_release(&r.marks);
    buf_release(&bytes);
}

static void names_are_iconvs_and_others_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"nonsense", "GBK//IGNORE", "/", "UTF-8//TRANSLIT", "auto"};
    static const struct {
        const char *given, *shown;
    } good[] = {{"gbk", "GBK"},    {"big5", "Big5"},     {"utf_16le", "UTF-16LE"},
                {"utf8", "UTF-8"}, {"EUC-JP", "EUC-JP"}, {"GB2312", "GB2312"}};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct decoder *d;
        struct diag diag = {0};
        assert_int_equal(decoder_new(&d, str_from(bad[i]), &diag), ERR_ENCODING);
        assert_null(d);
        assert_string_equal(diag.subject, bad[i]);
    }
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        struct decoder *d;
        assert_int_equal(decoder_new(&d, str_from(good[i].given), NULL), ERR_NONE);
        assert_string_equal(decoder_name(d), good[i].shown);
        decoder_free(d);
    }
}

static void binary_files_are_refused_in_any_piece_size(void **state)
{
    (void)state;
    static const struct str files[] = {
        STR_INIT("PK\x03\x04\x14\x00\x06\x00\xE4\xB8\x80"),
        STR_INIT("\0\0\0\0\0\0\0\0"),
        STR_INIT("\x01\x02\x03\x04\x05\x06"),
    };
    for (size_t i = 0; i < COUNT_OF(files); i++)
        for (size_t k = 0; k < COUNT_OF(piece_sizes); k++) {
            struct decoder *d;
            assert_int_equal(decoder_new(&d, STR(""), NULL), ERR_NONE);
            struct result r = decode_with(d, files[i], piece_sizes[k]);
            assert_int_equal(r.err, ERR_BINARY);
            assert_true(r.reason != 0);
            decoder_free(d);
            buf_release(&r.text);
            buf_release(&r.marks);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_gives_the_same_text),
        cmocka_unit_test(only_one_mark_of_byte_order_is_taken_off),
        cmocka_unit_test(bad_bytes_are_replaced_one_by_one_and_marked),
        cmocka_unit_test(the_decision_waits_for_the_first_chinese),
        cmocka_unit_test(a_wrong_first_guess_is_taken_back),
        cmocka_unit_test(a_given_encoding_is_never_doubted),
        cmocka_unit_test(names_are_iconvs_and_others_are_refused),
        cmocka_unit_test(binary_files_are_refused_in_any_piece_size),
    };
    return cmocka_run_group_tests_name("table/encoding", tests, NULL, NULL);
}
