/* fixture: see fixture.h. */
#include "tests/unit/review/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "table/loader.h"

#define SAMPLE "samples/heze-2023-q3.tsv"

struct table *table_from(const char *text)
{
    struct load_options options = {.header_line = HEADER_AUTO};
    struct loader *loader = loader_open_bytes(str_from(text), STR("test"), &options);
    struct diag d = {0};
    bool done = false;
    while (!done) {
        assert_int_equal(loader_step(loader, 0, &done, &d), ERR_NONE);
    }
    struct table *t = loader_take_table(loader);
    loader_free(loader);
    assert_non_null(t);
    return t;
}

struct table *table_sample(void)
{
    struct load_options options = {.header_line = HEADER_AUTO};
    struct diag d = {0};
    struct table *t = NULL;
    assert_int_equal(table_load(&t, STR(SAMPLE), &options, &d), ERR_NONE);
    return t;
}

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
    if (!q) {
        fail_msg("query %s: reason %d at %zu", query, d.reason, d.off);
    }
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

struct buf written(void (*write)(FILE *out, void *ctx), void *ctx)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&bytes, &len);
    assert_non_null(out);
    write(out, ctx);
    assert_int_equal(fclose(out), 0);
    struct buf b = BUF_INIT;
    buf_append(&b, bytes, len);
    free(bytes);
    return b;
}
