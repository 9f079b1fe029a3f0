/*
 * loader: drives the bytes of a source through the stages, a block at a time.
 *
 *   source --bytes--> decoder --UTF-8--> (head, until the delimiter is known) --> tsv --> sheet --> table
 *
 * The one hard idea is beginning again: a stage that finds out late that it was wrong (quotes that
 * were text, an encoding that was another) only says so, and the loader starts over from the first
 * byte with what it has learnt. Nothing of the first try is left but the table's generation.
 */
#include "table/loader.h"

#include <assert.h>
#include <string.h>

#include "table/encoding.h"
#include "table/held.h"
#include "table/sheet.h"
#include "table/sniff.h"
#include "table/source.h"
#include "table/table_store.h"
#include "table/tsv.h"

enum { BLOCK_BYTES = 128 * 1024, HEAD_BYTES_MAX = 1 << 20 };

struct loader {
    struct source *source;
    struct decoder *decoder;
    struct tsv *tsv; /* NULL until the delimiter is known */
    struct sheet *sheet;
    struct table *table;
    struct load_options options; /* with copies of the strs */
    struct buf encoding_name;
    char *block;
    size_t block_bytes;
    uint64_t read_bytes;

    struct buf head;        /* decoded, before the delimiter is known */
    size_t sniffed_bytes;   /* of it; nothing certain was found there */
    struct sniffed sniffed; /* at its beginning */
    struct text_mark *head_marks;
    size_t head_mark_count, head_marks_cap;

    bool quotes_are_text; /* learnt: a quote is malformed, it opened on that line */
    uint32_t bad_quote_line;
    bool is_done;
    struct diag failure; /* of the sheet behind tsv, or of an encoding's name */
};

/* ---- beginning ---- */

static void begin_reading(struct loader *l)
{
    l->sheet = sheet_new(l->table, &l->options);
    l->read_bytes = 0;
    buf_clear(&l->head);
    l->sniffed_bytes = 0;
    l->head_mark_count = 0;
}

/* Hands out a failure that was kept. */
static enum err fail_again(const struct loader *l, struct diag *d)
{
    if (d)
        *d = l->failure;
    return l->failure.err;
}

static void begin_again(struct loader *l)
{
    tsv_free(l->tsv);
    sheet_free(l->sheet);
    l->tsv = NULL;
    source_rewind(l->source);
    decoder_begin_again(l->decoder);
    table_begin_again(l->table);
    begin_reading(l);
}

static struct loader *loader_new(struct source *source, const struct load_options *options)
{
    struct loader *l = mem_zero(1, sizeof *l);
    l->source = source;
    if (options)
        l->options = *options;
    buf_set(&l->encoding_name, l->options.encoding);
    l->options.encoding = buf_str(&l->encoding_name);
    l->block_bytes = l->options.block_bytes > 0 ? l->options.block_bytes : BLOCK_BYTES;
    l->block = mem_alloc(l->block_bytes);
    l->table = table_new();
    enum err err = decoder_new(&l->decoder, l->options.encoding, &l->failure);
    if (err == ERR_NONE)
        begin_reading(l);
    return l;
}

enum err loader_open(struct loader **out, struct str path, const struct load_options *options,
                     struct diag *d)
{
    struct source *source;
    *out = NULL;
    enum err err = options && options->held ? held_source(&source, options->held, path, d)
                                            : source_open(&source, path, d);
    if (err != ERR_NONE)
        return err;
    struct loader *l = loader_new(source, options);
    if (!l->decoder) {
        err = fail_again(l, d);
        loader_free(l);
        return err;
    }
    *out = l;
    return ERR_NONE;
}

struct loader *loader_open_bytes(struct str bytes, struct str name,
                                 const struct load_options *options)
{
    return loader_new(source_from_bytes(bytes, name), options);
}

void loader_free(struct loader *l)
{
    if (!l)
        return;
    tsv_free(l->tsv);
    sheet_free(l->sheet);
    table_free(l->table);
    decoder_free(l->decoder);
    source_close(l->source);
    buf_release(&l->encoding_name);
    buf_release(&l->head);
    mem_free(l->head_marks);
    mem_free(l->block);
    mem_free(l);
}

/* ---- rows ---- */

static bool take_row(void *ctx, const struct tsv_row *row)
{
    struct loader *l = ctx;
    return sheet_add_row(l->sheet, row, &l->failure) == ERR_NONE;
}

static enum err too_large(const struct loader *l, struct diag *d)
{
    bool by_fields = tsv_has_too_many_fields(l->tsv);
    diag_set(d, ERR_LIMIT, 0, source_name(l->source),
             by_fields ? MSG_TOO_MANY_FIELDS : MSG_ROW_TOO_LONG);
    diag_set_detail(d, by_fields ? STR("16384") : STR("16 MiB"));
    if (d)
        d->line = tsv_line(l->tsv);
    return ERR_LIMIT;
}

/* What a step of tsv came to: an error, or beginning again. */
static enum err follow(struct loader *l, enum tsv_status status, struct diag *d)
{
    switch (status) {
    case TSV_STOPPED:
        return fail_again(l, d);
    case TSV_TOO_LARGE:
        return too_large(l, d);
    case TSV_BAD_QUOTE:
        l->quotes_are_text = true;
        l->bad_quote_line = tsv_bad_quote_line(l->tsv);
        begin_again(l);
        break;
    case TSV_GOES_ON:
        break;
    }
    return ERR_NONE;
}

/* ---- text ---- */

static void set_source_facts(struct loader *l)
{
    table_set_source(l->table, source_name(l->source), str_from(decoder_name(l->decoder)),
                     decoder_has_bom(l->decoder), l->table->delimiter);
}

/* The lines of the head that begin in SNIFF_BYTES from `off`. */
static struct str head_window(const struct loader *l, size_t off)
{
    struct str window = str_slice(buf_str(&l->head), off, SIZE_MAX);
    while (off > 0 && window.len > 0 && window.ptr[-1] != '\n' && window.ptr[-1] != '\r')
        window = str_slice(window, 1, SIZE_MAX);
    return window;
}

/* Looks for the delimiter in one piece of the head after the other, until most rows of one agree: above a table
 * there may be pages of prose. What is found depends on the text only, not on how it came. False when
 * more text is needed. */
static bool find_delimiter(struct loader *l, bool is_last)
{
    char given = l->options.delimiter;
    bool is_found = false;
    while (!is_found && l->head.len - l->sniffed_bytes >= SNIFF_BYTES) {
        struct sniffed s = sniff_delimiter(head_window(l, l->sniffed_bytes), given, false);
        if (l->sniffed_bytes == 0 || s.is_certain)
            l->sniffed = s;
        l->sniffed_bytes += SNIFF_BYTES;
        is_found = s.is_certain || l->sniffed_bytes >= HEAD_BYTES_MAX;
    }
    if (!is_last || is_found)
        return is_found;
    size_t off = l->head.len > SNIFF_BYTES ? l->head.len - SNIFF_BYTES : 0;
    struct sniffed s = sniff_delimiter(head_window(l, off), given, true);
    if (off == 0 || s.is_certain)
        l->sniffed = s;
    return true;
}

static void open_tsv(struct loader *l)
{
    struct sniffed sniffed = l->sniffed;
    l->tsv = tsv_new(sniffed.delimiter, !l->quotes_are_text, sniffed.fields, take_row, l);
    l->table->delimiter = sniffed.delimiter;
    set_source_facts(l);
    if (l->quotes_are_text)
        table_warn(l->table,
                   (struct warning){WARNING_OPEN_QUOTE, l->bad_quote_line, ROW_NONE, 0, STR("")});
}

static void keep_head(struct loader *l, const struct decoded *piece)
{
    l->head_marks = mem_reserve(l->head_marks, &l->head_marks_cap,
                                l->head_mark_count + piece->mark_count, sizeof *l->head_marks);
    for (size_t i = 0; i < piece->mark_count; i++) {
        struct text_mark mark = piece->marks[i];
        mark.off += l->head.len;
        l->head_marks[l->head_mark_count++] = mark;
    }
    buf_append_str(&l->head, piece->text);
}

/* Text before the delimiter is known waits until there is enough of it, or all. */
static enum err take_text(struct loader *l, const struct decoded *piece, bool is_last,
                          struct diag *d)
{
    if (l->tsv)
        return follow(l, tsv_feed(l->tsv, piece), d);
    keep_head(l, piece);
    if (!find_delimiter(l, is_last))
        return ERR_NONE;
    open_tsv(l);
    struct decoded head = {buf_str(&l->head), l->head_marks, l->head_mark_count};
    return follow(l, tsv_feed(l->tsv, &head), d);
}

/* ---- steps ---- */

/* Warnings about the whole file, behind those about lines. */
static void report_whole_file(struct loader *l)
{
    struct table *t = l->table;
    size_t unquoted = tsv_unquoted_cells(l->tsv);
    if (unquoted > 0 && !l->quotes_are_text) {
        uint32_t number = unquoted < UINT32_MAX ? (uint32_t)unquoted : UINT32_MAX;
        table_set_unquoted(t);
        table_warn(t, (struct warning){WARNING_UNQUOTED, 0, ROW_NONE, number, STR("")});
    }
    if (!decoder_is_certain(l->decoder))
        table_warn(
            t, (struct warning){WARNING_GUESS, 0, ROW_NONE, 0, str_from(decoder_name(l->decoder))});
    if (source_has_changed(l->source))
        table_warn(t, (struct warning){WARNING_FILE_CHANGED, 0, ROW_NONE, 0, STR("")});
}

static enum err finish(struct loader *l, struct diag *d)
{
    enum err err = follow(l, tsv_finish(l->tsv), d);
    if (err != ERR_NONE || !l->tsv) /* began again */
        return err;
    set_source_facts(l);
    err = sheet_finish(l->sheet, d);
    if (err != ERR_NONE)
        return err;
    report_whole_file(l);
    l->is_done = true;
    return ERR_NONE;
}

/* Reads and decodes one block of at most `bytes`; `*got` is 0 at the end. */
static enum err step_block(struct loader *l, size_t bytes, size_t *got, struct diag *d)
{
    enum err err = source_read(l->source, l->block, bytes, got, d);
    if (err != ERR_NONE)
        return err;
    l->read_bytes += *got;
    bool is_last = *got == 0;
    if (is_last && l->read_bytes == 0)
        return diag_set(d, ERR_EMPTY, 0, source_name(l->source), MSG_NO_BYTES);
    struct decoded piece;
    err = decoder_feed(l->decoder, (struct str){l->block, *got}, is_last, &piece, d);
    if (err != ERR_NONE) {
        int reason = d ? d->reason : 0;
        return diag_set(d, err, 0, source_name(l->source), reason);
    }
    if (decoder_was_wrong(l->decoder)) {
        begin_again(l);
        return ERR_NONE;
    }
    err = take_text(l, &piece, is_last, d);
    return err == ERR_NONE && is_last && l->tsv ? finish(l, d) : err;
}

/* Blocks until the budget is used up, or one alone. */
static enum err step(struct loader *l, size_t budget_bytes, bool is_alone, bool *done,
                     struct diag *d)
{
    enum err err = l->decoder ? ERR_NONE : fail_again(l, d);
    for (size_t used = 0; err == ERR_NONE && !l->is_done;) {
        size_t left = budget_bytes > 0 ? budget_bytes - used : SIZE_MAX, got = 0;
        err = step_block(l, left < l->block_bytes ? left : l->block_bytes, &got, d);
        used += got;
        if (is_alone || (budget_bytes > 0 && used >= budget_bytes))
            break;
    }
    *done = l->is_done;
    return err;
}

enum err loader_step(struct loader *l, size_t budget_bytes, bool *done, struct diag *d)
{
    return step(l, budget_bytes, false, done, d);
}

enum err loader_step_now(struct loader *l, size_t budget_bytes, bool *done, struct diag *d)
{
    /* Of what may have to be waited for one read is certain, whatever it gives. */
    return step(l, budget_bytes, loader_fd(l) >= 0, done, d);
}

/* ---- asking ---- */

int loader_fd(const struct loader *l)
{
    return source_fd(l->source);
}

bool loader_is_ready(const struct loader *l)
{
    return source_is_ready(l->source);
}

const struct table *loader_table(const struct loader *l)
{
    return l->table && l->sheet && sheet_has_columns(l->sheet) ? l->table : NULL;
}

void loader_progress(const struct loader *l, uint64_t *read_bytes, uint64_t *total_bytes)
{
    *read_bytes = l->read_bytes;
    *total_bytes = source_total_bytes(l->source);
}

struct table *loader_take_table(struct loader *l)
{
    assert(l->is_done);
    struct table *table = l->table;
    l->table = NULL;
    return table;
}

enum err table_load(struct table **out, struct str path, const struct load_options *options,
                    struct diag *d)
{
    struct loader *l;
    bool done = false;
    *out = NULL;
    enum err err = loader_open(&l, path, options, d);
    if (err != ERR_NONE)
        return err;
    err = loader_step(l, 0, &done, d);
    if (err == ERR_NONE)
        *out = loader_take_table(l);
    loader_free(l);
    return err;
}
