/* fixture: see fixture.h. */
#include "fixture.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

struct buf file_bytes(const char *path)
{
    struct buf bytes = BUF_INIT;
    FILE *f = fopen(path, "rb");
    if (!f)
        fail_msg("cannot open %s", path);
    char block[4096];
    size_t n;
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        buf_append(&bytes, block, n);
    fclose(f);
    return bytes;
}

struct buf converted(struct str text, const char *encoding)
{
    struct buf out = BUF_INIT;
    iconv_t cd = iconv_open(encoding, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    char *in = (char *)(uintptr_t)text.ptr;
    size_t left = text.len;
    while (left > 0) {
        buf_reserve(&out, left * 4 + 16);
        char *to = out.ptr + out.len;
        size_t room = out.cap - out.len;
        size_t n = iconv(cd, &in, &left, &to, &room);
        out.len = (size_t)(to - out.ptr);
        if (n == (size_t)-1 && errno == EILSEQ) { /* leave the character out */
            size_t skip = (unsigned char)*in < 0xE0 ? 2 : (unsigned char)*in < 0xF0 ? 3 : 4;
            in += skip;
            left -= skip;
        }
    }
    iconv_close(cd);
    return out;
}

static enum err load(struct table **out, struct str bytes, struct load_options options,
                     struct diag *d)
{
    bool done = false;
    struct loader *l = loader_open_bytes(bytes, STR("test"), &options);
    enum err err = ERR_NONE;
    while (err == ERR_NONE && !done)
        err = loader_step(l, options.block_bytes, &done, d);
    *out = err == ERR_NONE ? loader_take_table(l) : NULL;
    loader_free(l);
    return err;
}

const struct form forms[] = {
    {"UTF-8", "", 0, "UTF-8", false},
    {"UTF-8", "\xEF\xBB\xBF", 3, "UTF-8", false},
    {"UTF-16LE", "\xFF\xFE", 2, "UTF-16LE", false},
    {"UTF-16LE", "", 0, "UTF-16LE", false},
    {"UTF-16BE", "\xFE\xFF", 2, "UTF-16BE", false},
    {"UTF-16BE", "", 0, "UTF-16BE", false},
    {"UTF-32LE", "\xFF\xFE\0\0", 4, "UTF-32LE", false},
    {"UTF-32BE", "\0\0\xFE\xFF", 4, "UTF-32BE", false},
    {"GB18030", "", 0, "GB18030", false},
    {"GBK", "", 0, "GB18030", false},
    {"BIG5", "", 0, "Big5", true},
};

const size_t form_count = COUNT_OF(forms);

struct buf form_bytes(const struct form *f, struct str text)
{
    struct buf bytes = BUF_INIT;
    struct buf body = converted(text, f->iconv_name);
    buf_append(&bytes, f->bom, f->bom_len);
    buf_append_str(&bytes, buf_str(&body));
    buf_release(&body);
    return bytes;
}

struct table *table_of(struct str bytes, struct load_options options, size_t block_bytes)
{
    struct table *t;
    struct diag d = {0};
    options.block_bytes = block_bytes;
    if (load(&t, bytes, options, &d) != ERR_NONE) {
        struct buf why = BUF_INIT;
        diag_append(&why, LANG_EN, &d);
        fail_msg("not read: %s", buf_cstr(&why));
    }
    return t;
}

enum err failure_of(struct str bytes, struct load_options options, struct diag *d)
{
    struct table *t;
    enum err err = load(&t, bytes, options, d);
    table_free(t);
    return err;
}

static void dump_head(struct buf *out, const struct table *t)
{
    char day[DATE_ISO_SIZE] = "";
    if (date_is_set(table_as_of(t)))
        date_format_iso(table_as_of(t), day);
    buf_printf(out, "title %.*s\nas of %s year %d\n", STR_ARG(table_title(t)), day,
               table_due_context(t).year);
    buf_printf(out, "delimiter %d header %d chinese %d unquoted %d\n", table_delimiter(t),
               table_has_header(t), table_header_is_chinese(t), table_was_unquoted(t));
    for (uint32_t c = 0; c < table_columns(t); c++)
        buf_printf(out, "column %.*s %s\n", STR_ARG(table_column_name(t, c)),
                   role_info(table_column_role(t, c))->name);
}

static void dump_record(struct buf *out, const struct table *t, uint32_t row)
{
    struct due due = table_due(t, row);
    buf_printf(out, "%u line %u no %.*s due %d %d-%d-%d %s", row, table_line(t, row),
               STR_ARG(table_no(t, row)), (int)due.kind, due.date.year, due.date.month,
               due.date.day, state_info(table_state(t, row))->name);
    for (uint32_t c = 0; c < table_row_fields(t, row); c++) {
        buf_append_byte(out, '|');
        buf_append_str(out, table_cell(t, row, c));
    }
    struct units_walk walk = table_units(t, row);
    struct str unit;
    while (units_next(&walk, &unit))
        buf_printf(out, " <%.*s>", STR_ARG(unit));
    buf_append_byte(out, '\n');
}

struct buf warnings_dump(const struct table *t)
{
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < table_warnings_kept(t); i++) {
        const struct warning *w = table_warning(t, i);
        buf_printf(&out, "%s%s@%u", i > 0 ? " " : "", warning_name(w->kind), w->line);
    }
    return out;
}

struct buf table_dump(const struct table *t)
{
    struct buf out = BUF_INIT;
    dump_head(&out, t);
    for (uint32_t row = 0; row < table_rows(t); row++)
        dump_record(&out, t, row);
    for (size_t i = 0; i < table_warnings_kept(t); i++) {
        const struct warning *w = table_warning(t, i);
        buf_printf(&out, "warning %s line %u row %u number %u %.*s\n", warning_name(w->kind),
                   w->line, w->row, w->number, STR_ARG(w->text));
    }
    return out;
}

void assert_same_text(const char *what, struct str is, struct str wanted)
{
    if (!str_equal(is, wanted))
        fail_msg("%s: is\n%.*s\nwanted\n%.*s", what, STR_ARG(is), STR_ARG(wanted));
}
