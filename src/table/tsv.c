/*
 * tsv: cuts whole lines, feeds libcsv the others, one physical line at a time.
 *
 * The one hard idea is to ask for no more than a line needs. One that is there as a whole needs no parser: its
 * quotes, if it has any, are known to be well formed (quotes.c), so it is cut where it lies, from mark
 * to mark, at the speed of memchr (libcsv takes 41 instructions a byte). Only cells with a doubled
 * quote are copied. Lines that come in pieces, and cells of several lines, are libcsv's.
 *
 * libcsv takes blanks off the ends of cells unless it is given a space function. Where quotes are not
 * quoting, it is given a quote byte that cannot stand in UTF-8.
 */
#include "table/tsv.h"

#include <assert.h>
#include <csv.h>
#include <string.h>

#include "table/quotes.h"
#include "table/table_store.h"

enum { NO_QUOTE = 0xFF, FIRST_BUFFER_BYTES = 16 * 1024, KEPT_BUFFER_BYTES = 1 << 20 };

struct tsv {
    struct csv_parser csv;
    bool is_quoting;
    char delimiter;
    struct quotes quotes;
    tsv_take_row *take;
    void *ctx;

    uint32_t line;       /* the one being read */
    bool line_has_begun; /* a piece of it went to libcsv */
    bool has_pending_cr; /* the last piece ended with CR: LF may follow */

    /* the row being read */
    struct str *cells; /* of libcsv's only len is set until the row is whole */
    size_t count, cells_cap;
    struct buf bytes;  /* of cells that are not slices of the line */
    size_t row_fields; /* all of them, beyond the limit, too */
    size_t fed_bytes;
    bool has_row;
    bool is_too_large;
    struct tsv_row row;
};

/* ---- libcsv ---- */

static void *grow_csv_buffer(void *old, size_t size)
{
    return mem_grow(old, size, 1);
}

static int is_never_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static void init_parser(struct csv_parser *p, char delimiter, unsigned char quote)
{
    csv_init(p, 0);
    csv_set_delim(p, (unsigned char)delimiter);
    csv_set_quote(p, quote);
    csv_set_realloc_func(p, grow_csv_buffer);
    csv_set_free_func(p, mem_free);
    csv_set_blk_size(p, FIRST_BUFFER_BYTES);
    csv_set_space_func(p, is_never_blank);
}

static void add_cell(struct tsv *t, struct str cell)
{
    if (++t->row_fields > TABLE_FIELDS_MAX) {
        t->is_too_large = true;
        return;
    }
    t->cells = mem_reserve(t->cells, &t->cells_cap, t->count + 1, sizeof *t->cells);
    t->cells[t->count++] = cell;
}

/* The bytes may move until the row is whole. */
static void take_cell(void *cell, size_t len, void *data)
{
    struct tsv *t = data;
    add_cell(t, (struct str){NULL, len});
    if (len > 0 && !t->is_too_large)
        buf_append(&t->bytes, cell, len);
}

static void take_row_end(int terminator, void *data)
{
    (void)terminator;
    struct tsv *t = data;
    t->has_row = true;
}

static void parse(struct tsv *t, struct str s)
{
    struct csv_parser *p = &t->csv;
    if (p->entry_size > p->blk_size) /* double it: a fixed step takes ages over a huge cell */
        csv_set_blk_size(p, p->entry_size);
    size_t used = csv_parse(p, s.ptr, s.len, take_cell, take_row_end, t);
    assert(used == s.len);
    (void)used;
}

/* ---- life ---- */

struct tsv *tsv_new(char delimiter, bool is_quoting, size_t fields, tsv_take_row *take, void *ctx)
{
    struct tsv *t = mem_zero(1, sizeof *t);
    t->is_quoting = is_quoting && delimiter != '"';
    t->delimiter = delimiter;
    t->take = take;
    t->ctx = ctx;
    t->line = 1;
    init_parser(&t->csv, delimiter, t->is_quoting ? '"' : NO_QUOTE);
    quotes_init(&t->quotes, delimiter, fields > 0 ? fields - 1 : 0);
    return t;
}

void tsv_free(struct tsv *t)
{
    if (!t)
        return;
    csv_free(&t->csv);
    mem_free(t->cells);
    buf_release(&t->bytes);
    mem_free(t);
}

/* ---- rows ---- */

static void forget_cells(struct tsv *t)
{
    t->count = 0;
    t->row_fields = 0;
    t->has_row = false;
    buf_clear(&t->bytes);
}

/* A huge cell's memory is not kept for the small ones that follow. */
static void give_back_memory(struct tsv *t)
{
    if (t->bytes.cap > KEPT_BUFFER_BYTES)
        buf_release(&t->bytes);
    if (t->csv.entry_size > KEPT_BUFFER_BYTES) {
        unsigned char quote = csv_get_quote(&t->csv);
        csv_free(&t->csv);
        init_parser(&t->csv, t->delimiter, quote);
    }
}

/* Points libcsv's cells at their bytes, which follow each other. */
static void place_cells(struct tsv *t)
{
    const char *bytes = buf_cstr(&t->bytes);
    for (size_t i = 0; i < t->count; i++) {
        t->cells[i].ptr = bytes;
        bytes += t->cells[i].len;
    }
}

/* Hands the row out and makes room for the next. */
static enum tsv_status deliver(struct tsv *t)
{
    if (t->is_too_large)
        return TSV_TOO_LARGE;
    t->row.cells = t->cells;
    t->row.count = t->count;
    t->row.line = t->line - t->row.lines;
    bool goes_on = t->take(t->ctx, &t->row);
    forget_cells(t);
    t->row = (struct tsv_row){.lines = 0};
    t->fed_bytes = 0;
    return goes_on ? TSV_GOES_ON : TSV_STOPPED;
}

/* The line's end, outside of a quoted cell. */
static enum tsv_status end_row(struct tsv *t)
{
    if (t->line_has_begun) {
        parse(t, STR("\n"));
        assert(t->has_row);
        place_cells(t);
    }
    enum tsv_status status = deliver(t);
    t->line_has_begun = false;
    give_back_memory(t);
    return status;
}

/* ---- lines ---- */

static void count_line(struct tsv *t)
{
    t->line++;
    t->row.lines++;
}

/* A piece of a line that is not there as a whole, or of a row of several lines. */
static enum tsv_status feed_piece(struct tsv *t, struct str piece)
{
    if (t->is_quoting) {
        quotes_feed(&t->quotes, piece, t->line);
        if (t->quotes.is_malformed)
            return TSV_BAD_QUOTE;
    }
    t->fed_bytes += piece.len;
    t->is_too_large |= t->fed_bytes > TABLE_ROW_BYTES_MAX;
    if (t->is_too_large)
        return TSV_TOO_LARGE;
    if (piece.len > 0) {
        parse(t, piece);
        t->line_has_begun = true;
    }
    return TSV_GOES_ON;
}

/* Ends a line that was fed in pieces (or is empty). `end` are the bytes that ended it. */
static enum tsv_status end_line(struct tsv *t, struct str end)
{
    count_line(t);
    if (t->is_quoting) {
        quotes_end_line(&t->quotes);
        if (t->quotes.is_malformed)
            return TSV_BAD_QUOTE;
        if (quotes_are_open(&t->quotes)) {
            parse(t, end);
            return TSV_GOES_ON;
        }
    }
    return end_row(t);
}

static size_t find_byte(struct str text, size_t from, char byte)
{
    const char *at = from < text.len ? memchr(text.ptr + from, byte, text.len - from) : NULL;
    return at ? (size_t)(at - text.ptr) : text.len;
}

/* The text of the quoted cell that begins at `*off`; `*off` moves behind its closing quote. The quotes are well
 * formed, and there is room for the whole line in `bytes`. */
static struct str unquote(struct tsv *t, struct str line, size_t *off)
{
    size_t begin = *off + 1, end = find_byte(line, begin, '"');
    size_t copied = t->bytes.len;
    while (end + 1 < line.len && line.ptr[end + 1] == '"') {
        buf_append(&t->bytes, line.ptr + begin, end + 1 - begin);
        begin = end + 2;
        end = find_byte(line, begin, '"');
    }
    *off = end + 1;
    struct str last = str_slice(line, begin, end - begin);
    if (t->bytes.len == copied) /* no doubled quote */
        return last;
    buf_append_str(&t->bytes, last);
    return str_slice(buf_str(&t->bytes), copied, SIZE_MAX);
}

/* The cells of a whole line are what stands between its delimiters, those in quotes without them. */
static void cut_line(struct tsv *t, struct str line, bool has_quotes)
{
    size_t off = 0;
    bool goes_on = true;
    while (goes_on) {
        size_t begin = off;
        struct str cell;
        if (has_quotes && begin < line.len && line.ptr[begin] == '"') {
            cell = unquote(t, line, &off);
        } else {
            off = find_byte(line, begin, t->delimiter);
            cell = str_slice(line, begin, off - begin);
        }
        add_cell(t, cell);
        goes_on = off < line.len;
        off++;
    }
}

/* False when the line is libcsv's; nothing has happened then. */
static bool try_cutting(struct tsv *t, struct str line)
{
    if (line.len > TABLE_ROW_BYTES_MAX)
        return false;
    bool has_quotes = t->is_quoting && memchr(line.ptr, '"', line.len);
    if (has_quotes && !quotes_take_line(&t->quotes, line, t->line))
        return false;
    if (has_quotes)
        buf_reserve(&t->bytes, line.len);
    cut_line(t, line, has_quotes);
    return true;
}

/* A line that is there as a whole, with the bytes that end it. */
static enum tsv_status take_line(struct tsv *t, struct str line, struct str end)
{
    if (line.len > 0 && !t->line_has_begun && try_cutting(t, line)) {
        count_line(t);
        return deliver(t);
    }
    enum tsv_status status = feed_piece(t, line);
    return status == TSV_GOES_ON ? end_line(t, end) : status;
}

/* ---- pieces of text ---- */

/* Where in a piece the reading is; `lf` and `cr` are the next ones at or after `off`. */
struct position {
    struct str text;
    size_t off, lf, cr;
    const struct text_mark *mark, *marks_end;
};

/* Looks for the line ends anew where the known ones lie behind. */
static void find_line_ends(struct position *at)
{
    if (at->lf < at->off)
        at->lf = find_byte(at->text, at->off, '\n');
    if (at->cr < at->off)
        at->cr = find_byte(at->text, at->off, '\r');
}

/* Adds the marks before `end` to those of the row. */
static void count_marks(struct tsv *t, struct position *at, size_t end)
{
    for (; at->mark < at->marks_end && at->mark->off < end; at->mark++) {
        t->row.bad += at->mark->kind == TEXT_MARK_BAD;
        t->row.nuls += at->mark->kind == TEXT_MARK_NUL;
        t->row.has_unseen |= at->mark->kind == TEXT_MARK_UNSEEN;
    }
}

static enum tsv_status take_next(struct tsv *t, struct position *at)
{
    find_line_ends(at);
    size_t end = at->lf < at->cr ? at->lf : at->cr;
    struct str line = str_slice(at->text, at->off, end - at->off);
    count_marks(t, at, end);
    size_t left = at->text.len - end;
    bool is_cr = left > 0 && at->text.ptr[end] == '\r';
    if (left == 0 || (is_cr && left == 1)) {
        t->has_pending_cr = is_cr;
        at->off = at->text.len;
        return feed_piece(t, line);
    }
    bool is_cr_lf = is_cr && at->text.ptr[end + 1] == '\n';
    at->off = end + (is_cr_lf ? 2 : 1);
    return take_line(t, line, is_cr_lf ? STR("\r\n") : is_cr ? STR("\r") : STR("\n"));
}

/* The CR that ended the last piece, and the LF that may begin this one. */
static enum tsv_status end_pending_line(struct tsv *t, struct position *at)
{
    bool is_cr_lf = at->text.len > 0 && at->text.ptr[0] == '\n';
    at->off = is_cr_lf;
    t->has_pending_cr = false;
    return end_line(t, is_cr_lf ? STR("\r\n") : STR("\r"));
}

enum tsv_status tsv_feed(struct tsv *t, const struct decoded *piece)
{
    if (piece->text.len == 0)
        return TSV_GOES_ON;
    struct position at = {.text = piece->text, .mark = piece->marks, .marks_end = piece->marks};
    if (piece->mark_count > 0) /* else there may be no array to count from */
        at.marks_end += piece->mark_count;
    enum tsv_status status = t->has_pending_cr ? end_pending_line(t, &at) : TSV_GOES_ON;
    at.lf = find_byte(at.text, at.off, '\n');
    at.cr = find_byte(at.text, at.off, '\r');
    while (status == TSV_GOES_ON && at.off < at.text.len)
        status = take_next(t, &at);
    return status;
}

enum tsv_status tsv_finish(struct tsv *t)
{
    enum tsv_status status = TSV_GOES_ON;
    if (t->has_pending_cr)
        status = end_line(t, STR("\r"));
    else if (t->line_has_begun)
        status = end_line(t, STR(""));
    return status == TSV_GOES_ON && quotes_are_open(&t->quotes) ? TSV_BAD_QUOTE : status;
}

/* ---- asking ---- */

uint32_t tsv_line(const struct tsv *t)
{
    return t->line - t->row.lines;
}

uint32_t tsv_bad_quote_line(const struct tsv *t)
{
    return t->quotes.open_line;
}

bool tsv_has_too_many_fields(const struct tsv *t)
{
    return t->row_fields > TABLE_FIELDS_MAX;
}

size_t tsv_unquoted_cells(const struct tsv *t)
{
    return t->quotes.cells;
}
