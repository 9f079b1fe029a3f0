/* Runs without a screen: what they say beside their output. */
#include "app/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define REAL_TABLE "samples/heze-2023-q3.tsv"

static char table_file[] = "/tmp/duban-test-XXXXXX";

/* A run that was made; to be given to end_run(). */
struct run {
    struct batch_outcome outcome;
    char *output;
    size_t len;
};

static struct run run(const char *output, const char *filter, const char *lang, const char *file)
{
    struct run r = {.output = NULL};
    struct options options;
    struct diag d = {0};
    char *argv[] = {"duban", (char *)output, (char *)filter, (char *)lang, (char *)file};
    assert_int_equal(options_parse(&options, COUNT_OF(argv), argv, &d), ERR_NONE);
    FILE *out = open_memstream(&r.output, &r.len);
    assert_non_null(out);
    assert_int_equal(batch_run(&options, out, 0, &r.outcome, &d), ERR_NONE);
    assert_int_equal(fclose(out), 0);
    return r;
}

static void end_run(struct run *r)
{
    buf_release(&r->outcome.remarks);
    free(r->output);
}

static void put_table(const char *text)
{
    FILE *out = fopen(table_file, "w");
    assert_non_null(out);
    assert_true(fputs(text, out) >= 0);
    assert_int_equal(fclose(out), 0);
}

static void a_usual_run_has_nothing_to_remark(void **state)
{
    (void)state;
    static const char *const outputs[] = {"--print=csv", "--print", "--summary", "--report",
                                          "--print=json"};
    for (size_t i = 0; i < COUNT_OF(outputs); i++) {
        struct run r = run(outputs[i], "--filter=高速", "--lang=zh", REAL_TABLE);
        assert_int_equal(r.outcome.remarks.len, 0);
        assert_true(r.len > 0);
        end_run(&r);
    }
}

static void guarded_cells_are_remarked_and_csv_has_no_byte_order_mark(void **state)
{
    (void)state;
    put_table("序号\t责任目标内容\t责任单位\n1\t=1+1\t交通局\n2\t-5\t@局\n");
    static const struct {
        const char *lang, *remarks;
    } cases[] = {{"--lang=zh", "有 2 格前加了 ' 以防当作公式\n"},
                 {"--lang=en", "cells that got a ' so as not to run as formulas: 2\n"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct run r = run("--print=csv", "--filter=", cases[i].lang, table_file);
        assert_string_equal(buf_cstr(&r.outcome.remarks), cases[i].remarks);
        assert_string_equal(r.output, "\"序号\",\"责任目标内容\",\"责任单位\"\n"
                                      "\"1\",\"'=1+1\",\"交通局\"\n"
                                      "\"2\",\"-5\",\"'@局\"\n");
        end_run(&r);
    }
    struct run r = run("--print=tsv", "--filter=", "--lang=zh", table_file);
    assert_int_equal(r.outcome.remarks.len, 0);
    end_run(&r);
}

static void what_could_not_be_decided_is_counted(void **state)
{
    (void)state;
    struct run r =
        run("--print", "--filter=/(.+)+\\1\\1\\1[xy]/ | no=150", "--lang=en", REAL_TABLE);
    assert_true(r.outcome.is_undecided);
    assert_false(r.outcome.falls_short);
    assert_non_null(strstr(buf_cstr(&r.outcome.remarks), "could not be decided"));
    end_run(&r);
    r = run("--summary=json", "--filter=/([^q]+)+q|交通/", "--lang=en", REAL_TABLE);
    assert_false(r.outcome.is_undecided);
    assert_int_equal(r.outcome.remarks.len, 0);
    assert_non_null(strstr(r.output, "\"shown\": 13,"));
    end_run(&r);
}

static void an_empty_view_names_a_word_that_is_no_column(void **state)
{
    (void)state;
    struct run r = run("--print", "--filter=unts:教育", "--lang=zh", REAL_TABLE);
    assert_true(r.outcome.falls_short);
    assert_string_equal(buf_cstr(&r.outcome.remarks), "“unts” 不是列名，是否指 “units”？\n");
    end_run(&r);
    r = run("--print", "--filter=unts:教育 | no=150", "--lang=zh", REAL_TABLE);
    assert_int_equal(r.outcome.remarks.len, 0);
    end_run(&r);
}

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(table_file);
    return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(table_file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_usual_run_has_nothing_to_remark),
        cmocka_unit_test(what_could_not_be_decided_is_counted),
        cmocka_unit_test(an_empty_view_names_a_word_that_is_no_column),
        cmocka_unit_test(guarded_cells_are_remarked_and_csv_has_no_byte_order_mark),
    };
    return cmocka_run_group_tests_name("app/batch", tests, make_file, remove_file);
}
