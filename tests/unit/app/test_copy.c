/* Keys y and Y: what is left for the terminal, and what is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/copy.h"
#include "tests/unit/app/fixture.h"

static void a_cell_is_sent_as_it_stands(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "150G y");
    assert_string_equal(buf_cstr(&a.copy), "加快建设济宁至商丘高速公路成武至曹县段");
    assert_string_equal(buf_cstr(&a.notice), "已发送到终端剪贴板：150 号 责任目标内容");
    buf_clear(&a.copy);
    play(&a, "l ｙ"); /* an input method may be on */
    assert_string_equal(buf_cstr(&a.copy), "年底");
    control_release(&a);
}

static void a_record_is_sent_a_line_a_column(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    play(&a, "149G Tab Y");
    assert_string_equal(buf_cstr(&a.copy), "序号: 149\n"
                                           "市政府领导: 肖友华\n"
                                           "责任目标内容: 加快建设徐民高速单县至曹县段\n"
                                           "完成时限: 年底\n"
                                           "三季度完成情况: 土地组卷已出省报部,待自然资源部审批\n"
                                           "是否按计划完成进度: 是\n"
                                           "责任单位: 市交通运输局\n");
    assert_string_equal(buf_cstr(&a.notice), "已发送到终端剪贴板：149 号全部内容");
    control_release(&a);
}

static void where_there_is_no_clipboard_it_is_said(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, REAL_TABLE, 24, 80);
    a.has_no_clipboard = true;
    play(&a, "y");
    assert_int_equal(a.copy.len, 0);
    assert_int_equal(a.notice_kind, NOTICE_ERROR);
    assert_string_equal(buf_cstr(&a.notice), "没有发送：这种终端没有剪贴板");
    control_release(&a);
}

static void nothing_is_sent_of_an_empty_cell_or_view(void **state)
{
    (void)state;
    struct app a;
    open_app(&a, "samples/behind.tsv --filter no:19", 24, 80);
    play(&a, "l l y"); /* its note is empty */
    assert_int_equal(a.copy.len, 0);
    assert_string_equal(buf_cstr(&a.notice), "这一格是空的，没有发送");
    control_release(&a);
    open_app(&a, "samples/behind.tsv --filter no:999", 24, 80);
    play(&a, "y Y");
    assert_int_equal(a.copy.len, 0);
    control_release(&a);
}

/* A table with one cell of `len` bytes, which is then copied. */
static void copy_long_cell(struct app *a, size_t len)
{
    char path[] = "/tmp/test-copy-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "w");
    assert_non_null(f);
    fputs("序号\t责任目标内容\t完成时限\n1\t", f);
    for (size_t i = 0; i < len; i++)
        putc('x', f);
    fputs("\t年底\n", f);
    assert_int_equal(fclose(f), 0);
    open_app(a, path, 24, 80);
    assert_int_equal(unlink(path), 0);
    play(a, "y");
}

static void what_terminals_would_drop_is_refused(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        bool is_sent;
    } cases[] = {{56243, true}, {56244, true}, {56245, false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct app a;
        copy_long_cell(&a, cases[i].len);
        assert_int_equal(a.copy.len, cases[i].is_sent ? cases[i].len : 0);
        assert_int_equal(a.notice_kind, cases[i].is_sent ? NOTICE_INFO : NOTICE_ERROR);
        control_release(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_is_sent_as_it_stands),
        cmocka_unit_test(a_record_is_sent_a_line_a_column),
        cmocka_unit_test(where_there_is_no_clipboard_it_is_said),
        cmocka_unit_test(nothing_is_sent_of_an_empty_cell_or_view),
        cmocka_unit_test(what_terminals_would_drop_is_refused),
    };
    return cmocka_run_group_tests_name("copy", tests, NULL, NULL);
}
