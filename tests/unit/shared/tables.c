/*
 * tables: texts and files, read whole.
 */
#include "tests/unit/shared/tables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "table/loader.h"

static struct table *read_text(const char *text, int header_line)
{
    struct load_options options = {.header_line = header_line};
    struct loader *loader = loader_open_bytes(str_from(text), STR("test"), &options);
    struct diag d = {0};
    bool done = false;
    while (!done)
        assert_int_equal(loader_step(loader, 0, &done, &d), ERR_NONE);
    struct table *t = loader_take_table(loader);
    loader_free(loader);
    assert_non_null(t);
    return t;
}

struct table *table_from(const char *text)
{
    return read_text(text, HEADER_AUTO);
}

struct table *table_with_header(const char *text)
{
    return read_text(text, 1);
}

struct table *table_of_file(const char *path)
{
    struct load_options options = {.header_line = HEADER_AUTO};
    struct diag d = {0};
    struct table *t = NULL;
    assert_int_equal(table_load(&t, str_from(path), &options, &d), ERR_NONE);
    return t;
}

struct table *table_sample(void)
{
    return table_of_file(SAMPLE);
}

int tables_open_sample(void **state)
{
    *state = table_sample();
    return 0;
}

int tables_close_sample(void **state)
{
    table_free(*state);
    return 0;
}
