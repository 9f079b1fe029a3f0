/* fixture: see fixture.h. */
#include "tests/unit/review/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char *nos_of(const struct view *v, const struct table *t)
{
    static char text[4096];
    size_t len = 0;
    text[0] = '\0';
    for (size_t pos = 0; pos < v->count; pos++) {
        struct str no = table_no(t, v->rows[pos]);
        assert_true(len + no.len + 2 < sizeof text);
        len += (size_t)sprintf(text + len, "%s%.*s", pos > 0 ? " " : "", STR_ARG(no));
    }
    return text;
}

struct view view_of(const struct table *t, const char *query, const char *sort)
{
    struct view v = VIEW_INIT;
    struct order order;
    struct diag d = {0};
    struct review r = review_of(t);
    struct query *q = query_parse(str_from(query), t, &d);
    if (!q)
        fail_msg("query %s: reason %d at %zu", query, d.reason, d.off);
    assert_int_equal(order_parse(&order, str_from(sort), t, &d), ERR_NONE);
    view_build(&v, &r, q, &order);
    query_free(q);
    return v;
}

const char *nos_found(const struct table *t, const char *query, const char *sort)
{
    struct view v = view_of(t, query, sort);
    const char *nos = nos_of(&v, t);
    view_release(&v);
    return nos;
}

/* A file in memory; its bytes move into a buffer when it is closed. */
struct sink {
    FILE *file;
    char *bytes;
    size_t len;
};

static void open_sink(struct sink *sink)
{
    *sink = (struct sink){NULL, NULL, 0};
    sink->file = open_memstream(&sink->bytes, &sink->len);
    assert_non_null(sink->file);
}

static struct buf close_sink(struct sink *sink)
{
    assert_int_equal(fclose(sink->file), 0);
    struct buf b = BUF_INIT;
    buf_append(&b, sink->bytes, sink->len);
    free(sink->bytes);
    return b;
}

struct buf exported(const struct table *t, const char *query, enum export_format format,
                    const char *columns, unsigned width_cells)
{
    struct sink sink;
    struct review r = review_of(t);
    struct view v = view_of(t, query, "");
    struct export_options options = {
        .format = format, .lang = LANG_ZH, .width_cells = width_cells, .sanitise = true};
    uint32_t *chosen = NULL;
    if (*columns) {
        assert_int_equal(
            export_parse_columns(&chosen, &options.column_count, str_from(columns), t, NULL),
            ERR_NONE);
        options.columns = chosen;
    }
    open_sink(&sink);
    assert_int_equal(export_view(sink.file, &r, &v, &options).records, v.count);
    mem_free(chosen);
    view_release(&v);
    return close_sink(&sink);
}

struct buf summarised(const struct table *t, const char *query, enum export_format format,
                      const char *by, unsigned width_cells)
{
    struct sink sink;
    struct review r = review_of(t);
    struct view v = view_of(t, query, "");
    struct export_options options = {
        .format = format, .lang = LANG_ZH, .width_cells = width_cells, .sanitise = true};
    struct rollup_by column;
    if (*by)
        assert_int_equal(rollup_parse_by(&column, str_from(by), t, NULL), ERR_NONE);
    open_sink(&sink);
    export_summary(sink.file, &r, &v, *by ? &column : NULL, &options);
    view_release(&v);
    return close_sink(&sink);
}
