/*
 * fuzz_load: any bytes are a table or a refusal, the same whatever the size of the blocks, and no line is
 * lost.
 *
 *     byte 0      the encoding that was asked for, mostly none
 *     byte 1      the delimiter and the header that were asked for, mostly none
 *     byte 2      the size of the blocks for the second reading, 1..7; from 128 on, five bytes follow that
 *                 say what columns are
 *     the rest    the file
 *
 * The lines are counted here from the decoded text without any help of the loader's.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "table/encoding.h"
#include "table/loader.h"
#include "tests/fuzz/same.h"
#include "text/cluster.h"
#include "text/utf8.h"

const size_t fuzz_random_bytes = 600;

void fuzz_begin(void)
{
}

/* ---- every line of the file ---- */

enum { LINE_UNKNOWN, LINE_BLANK, LINE_EXPLAINED };

/* What became of the lines of a file, from 1. */
struct lines {
    struct str *text;
    uint8_t *fate;
    size_t count, cap;
};

/* Cuts the decoded text into physical lines: LF, CR LF or CR ends one. */
static void cut_lines(struct lines *l, struct str text)
{
    for (size_t off = 0; off < text.len;) {
        size_t end = off;
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
            end++;
        l->text = mem_reserve(l->text, &l->cap, l->count + 1, sizeof *l->text);
        l->text[l->count++] = str_slice(text, off, end - off);
        off = end + 1;
        if (end + 1 < text.len && text.ptr[end] == '\r' && text.ptr[end + 1] == '\n')
            off++;
    }
    l->fate = mem_zero(l->count, sizeof *l->fate);
}

static void explain(struct lines *l, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++) {
        FUZZ_CHECK(i >= 1 && i <= l->count);
        l->fate[i - 1] = LINE_EXPLAINED;
    }
}

/* True for a warning that says a whole line was left out. */
static bool is_left_out(enum warning_kind kind)
{
    return kind == WARNING_REPEATED_HEADER || kind == WARNING_TOTAL || kind == WARNING_FOOTNOTE ||
           kind == WARNING_STRAY_LINE || kind == WARNING_BLANK_LINES;
}

/* Lines that hold a record, or that a warning names. */
static void explain_all(struct lines *l, const struct table *t)
{
    for (uint32_t row = 0; row < table_rows(t); row++)
        explain(l, table_line(t, row), 1);
    for (size_t i = 0; i < table_warnings_kept(t); i++) {
        const struct warning *w = table_warning(t, i);
        if (is_left_out(w->kind))
            explain(l, w->line, w->kind == WARNING_BLANK_LINES ? w->number : 1);
    }
}

/* A cell of the line without its delimiters: what a title is made of. */
static struct str only_cell(struct str line, char delimiter)
{
    struct str part, found = STR("");
    while (str_split(&line, delimiter, &part))
        if (text_trim(part).len > 0)
            found = text_trim(part);
    return found;
}

/* What neither is a record nor was reported is the header, or in the title. */
static void check_rest(const struct lines *l, const struct table *t)
{
    size_t headers = 0;
    for (size_t i = 0; i < l->count; i++) {
        if (l->fate[i] == LINE_EXPLAINED)
            continue;
        struct str cell = only_cell(l->text[i], table_delimiter(t));
        bool in_title = cell.len > 0 && str_find(table_title(t), cell, 0) != SIZE_MAX;
        headers += !in_title;
    }
    /* A header may be of two lines. */
    FUZZ_CHECK(headers <= (table_has_header(t) ? 2 : 0));
}

/* The text of the whole file, in one piece. False when the decoder and the loader did not read it in one
 * way. */
static bool decode_whole(struct buf *out, struct str bytes, const struct table *t)
{
    struct decoder *d;
    struct decoded piece;
    if (decoder_new(&d, str_from(table_encoding(t)), NULL) != ERR_NONE)
        return false;
    bool good = decoder_feed(d, bytes, true, &piece, NULL) == ERR_NONE && !decoder_was_wrong(d);
    if (good)
        buf_append_str(out, piece.text);
    decoder_free(d);
    return good;
}

/* Shown and reported lines are the file's. Where quotes are taken off a record may take several lines, and
 * this cannot be counted from outside. */
static void check_lines(const struct table *t, struct str bytes)
{
    struct buf text = BUF_INIT;
    struct lines lines = {0};
    bool all_kept = table_warnings_kept(t) == table_warnings_total(t);
    if (!table_was_unquoted(t) && all_kept && decode_whole(&text, bytes, t)) {
        cut_lines(&lines, buf_str(&text));
        explain_all(&lines, t);
        check_rest(&lines, t);
    }
    mem_free(lines.text);
    mem_free(lines.fate);
    buf_release(&text);
}

/* ---- loading ---- */

static enum err load(struct table **out, struct str bytes, const struct load_options *o,
                     size_t budget, struct diag *d)
{
    struct loader *l = loader_open_bytes(bytes, STR("fuzz.tsv"), o);
    uint64_t read, all;
    bool done = false;
    enum err err = ERR_NONE;
    *out = NULL;
    while (err == ERR_NONE && !done) {
        err = loader_step(l, budget, &done, d);
        loader_progress(l, &read, &all);
        FUZZ_CHECK(read <= all && all == bytes.len);
        const struct table *growing = loader_table(l);
        if (growing && err == ERR_NONE)
            FUZZ_CHECK(table_columns(growing) > 0);
    }
    if (err == ERR_NONE)
        *out = loader_take_table(l);
    loader_free(l);
    return err;
}

/* From a file, as it is read for a user: the same table. */
static void check_file(struct str bytes, const struct load_options *o, const struct table *whole)
{
    char path[64];
    struct table *t = NULL;
    struct diag d = {0};
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    FUZZ_CHECK(fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    enum err err = table_load(&t, str_from(path), o, &d);
    FUZZ_CHECK((err == ERR_NONE) == (whole != NULL) && (err == ERR_NONE) == (t != NULL));
    if (t)
        check_same_table(whole, t);
    table_free(t);
    close(fd);
}

/* Says of some columns what they are. */
static void read_roles(struct fuzz_input *in, struct load_options *o, struct load_role *roles,
                       size_t max)
{
    static const char *const columns[] = {"#1", "#2", "units", "序号", "name", "#9"};
    for (o->role_count = fuzz_below(in, 64) % (max + 1); max > 0; max--)
        roles[max - 1] = (struct load_role){str_from(columns[fuzz_below(in, COUNT_OF(columns))]),
                                            (enum role)fuzz_below(in, ROLE_COUNT)};
    o->roles = roles;
}

static struct load_options read_options(struct fuzz_input *in)
{
    static const char *const names[] = {"",    "UTF-8",  "GB18030", "UTF-16LE", "UTF-16BE", "Big5",
                                        "GBK", "UTF-16", "UTF-32",  "no such",  "utf_16le"};
    static const char delimiters[] = {'\t', ',', ';', '|', ' '};
    struct load_options o = {.encoding = STR("")};
    unsigned encoding = fuzz_below(in, 3 * COUNT_OF(names));
    unsigned rest = fuzz_byte(in);
    if (encoding < COUNT_OF(names))
        o.encoding = str_from(names[encoding]);
    if (rest % 8 < COUNT_OF(delimiters) && rest < 128)
        o.delimiter = delimiters[rest % 8];
    if (rest >= 200)
        (void)date_make(2023, 1 + (int)rest % 12, 28, &o.as_of);
    if (rest % 16 >= 12)
        o.header_line = (int)(rest % 16) - 13; /* none, found, line 1, line 2 */
    return o;
}

void fuzz_one(struct str input)
{
    struct fuzz_input in = {input};
    struct load_options options = read_options(&in);
    size_t block = fuzz_byte(&in);
    struct load_role roles[2];
    if (block >= 128)
        read_roles(&in, &options, roles, COUNT_OF(roles));
    block = 1 + block % 7;
    struct diag first = {0}, second = {0};
    struct table *whole, *torn;
    enum err err = load(&whole, in.rest, &options, 0, &first);
    options.block_bytes = block;
    enum err torn_err = load(&torn, in.rest, &options, block, &second);
    FUZZ_CHECK(err == torn_err && first.reason == second.reason && first.line == second.line);
    if (err == ERR_NONE) {
        check_table(whole);
        check_same_table(whole, torn);
        check_lines(whole, in.rest);
        FUZZ_CHECK(date_is_set(options.as_of) <= date_is_set(table_as_of(whole)));
    } else {
        struct buf text = BUF_INIT;
        diag_append(&text, block % 2 ? LANG_ZH : LANG_EN, &first);
        FUZZ_CHECK(text.len > 0 && utf8_is_valid(buf_str(&text)));
        buf_release(&text);
    }
    check_file(in.rest, &options, whole);
    table_free(whole);
    table_free(torn);
}
