/* Strings, buffers, memory and diags of base. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_str(struct str s, const char *expected)
{
    assert_int_equal(s.len, strlen(expected));
    if (s.len > 0)
        assert_memory_equal(s.ptr, expected, s.len);
}

/* ---- borrowed bytes ---- */

static void a_null_c_string_is_the_empty_str(void **state)
{
    (void)state;
    assert_int_equal(str_from(NULL).len, 0);
    assert_str(str_from("进度"), "进度");
}

static void a_slice_is_clipped_to_what_is_there(void **state)
{
    (void)state;
    static const struct {
        size_t off, len;
        const char *expected;
    } cases[] = {
        {0, 3, "abc"}, {1, 1, "b"}, {1, 9, "bc"}, {3, 1, ""}, {9, 9, ""}, {1, SIZE_MAX, "bc"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_str(str_slice(STR("abc"), cases[i].off, cases[i].len), cases[i].expected);
    assert_int_equal(str_slice((struct str){NULL, 0}, 2, 2).len, 0);
}

static void order_is_by_bytes_and_a_beginning_comes_first(void **state)
{
    (void)state;
    assert_true(str_compare(STR("a"), STR("b")) < 0);
    assert_true(str_compare(STR("ab"), STR("a")) > 0);
    assert_true(str_compare(STR("a"), STR("\xE4")) < 0);
    assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
    assert_int_equal(str_compare((struct str){NULL, 0}, STR("")), 0);
    assert_true(str_compare((struct str){NULL, 0}, STR("a")) < 0);
}

static void equality_looks_at_length_and_bytes(void **state)
{
    (void)state;
    assert_true(str_equal(STR("a\0b"), STR("a\0b")));
    assert_false(str_equal(STR("a\0b"), STR("a\0c")));
    assert_false(str_equal(STR("a"), STR("ab")));
    assert_true(str_equal((struct str){NULL, 0}, STR("")));
}

static void beginnings_and_ends_are_recognised(void **state)
{
    (void)state;
    assert_true(str_starts_with(STR("年底前"), STR("年底")));
    assert_true(str_ends_with(STR("年底前"), STR("底前")));
    assert_true(str_starts_with(STR("a"), STR("")));
    assert_false(str_starts_with(STR("a"), STR("ab")));
    assert_false(str_ends_with(STR("b"), STR("ab")));
    assert_false(str_ends_with(STR("ba"), STR("b")));
}

static void a_needle_is_found_at_or_after_the_start(void **state)
{
    (void)state;
    static const struct {
        const char *s, *needle;
        size_t from, expected;
    } cases[] = {
        {"abcabc", "bc", 0, 1},
        {"abcabc", "bc", 2, 4},
        {"abcabc", "bc", 5, SIZE_MAX},
        {"abc", "abcd", 0, SIZE_MAX},
        {"abc", "", 3, 3},
        {"abc", "", 4, SIZE_MAX},
        {"", "", 0, 0},
        {"", "a", 0, SIZE_MAX},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(str_find(str_from(cases[i].s), str_from(cases[i].needle), cases[i].from),
                         cases[i].expected);
}

static void trimming_takes_ascii_blanks_only(void **state)
{
    (void)state;
    assert_str(str_trim(STR(" \t\r\n是 否\n ")), "是 否");
    assert_str(str_trim(STR(" \t ")), "");
    assert_str(str_trim(STR("\xE3\x80\x80")), "\xE3\x80\x80");
}

static void splitting_gives_every_part_and_then_stops(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        size_t count;
        const char *parts[4];
    } cases[] = {
        {"a,,b", 3, {"a", "", "b"}}, {"a", 1, {"a"}},      {"", 1, {""}},
        {",", 2, {"", ""}},          {"a,", 2, {"a", ""}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str rest = str_from(cases[i].s), part;
        for (size_t k = 0; k < cases[i].count; k++) {
            assert_true(str_split(&rest, ',', &part));
            assert_str(part, cases[i].parts[k]);
        }
        assert_false(str_split(&rest, ',', &part));
        assert_null(rest.ptr);
    }
}

static void only_plain_digits_within_32_bits_are_a_number(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        bool ok;
        uint32_t value;
    } cases[] = {
        {"0", true, 0},
        {"4294967295", true, UINT32_MAX},
        {"0000000000000000000000000007", true, 7},
        {"4294967296", false, 0},
        {"99999999999999999999999999", false, 0},
        {"", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {" 1", false, 0},
        {"1a", false, 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        uint32_t value = 77;
        assert_int_equal(str_to_u32(str_from(cases[i].s), &value), cases[i].ok);
        assert_int_equal(value, cases[i].ok ? cases[i].value : 77);
    }
}

/* ---- owned bytes ---- */

static void a_buffer_grows_and_always_ends_in_nul(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    assert_string_equal(buf_cstr(&b), "");
    for (int i = 0; i < 1000; i++) {
        buf_append_byte(&b, (char)('a' + i % 26));
        assert_int_equal(b.len, i + 1);
        assert_int_equal(b.ptr[b.len], 0);
    }
    assert_memory_equal(b.ptr + 26, "abcdefghijklmnopqrstuvwxyz", 26);
    buf_clear(&b);
    assert_string_equal(buf_cstr(&b), "");
    assert_true(b.cap > 1000);
    buf_release(&b);
    assert_null(b.ptr);
    buf_append_str(&b, STR("again"));
    assert_string_equal(buf_cstr(&b), "again");
    buf_release(&b);
}

static void appending_nothing_makes_an_empty_c_string(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    buf_append(&b, NULL, 0);
    assert_non_null(b.ptr);
    assert_int_equal(b.ptr[0], 0);
    buf_release(&b);
    buf_clear(&b);
    assert_null(b.ptr);
}

static void printf_appends_whatever_the_length(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    buf_printf(&b, "%d/%d", 3, 53);
    buf_printf(&b, "%s", "");
    buf_printf(&b, " %200d|", 7);
    assert_int_equal(b.len, 4 + 1 + 200 + 1);
    assert_memory_equal(b.ptr, "3/53 ", 5);
    assert_memory_equal(b.ptr + b.len - 3, " 7|", 4);
    buf_release(&b);
}

static void removing_and_inserting_are_clipped(void **state)
{
    (void)state;
    struct buf b = BUF_INIT;
    buf_remove(&b, 0, 5);
    buf_insert(&b, 9, STR("bd"));
    buf_insert(&b, 1, STR("c"));
    buf_insert(&b, 0, STR("a"));
    buf_insert(&b, SIZE_MAX, STR("e"));
    assert_string_equal(buf_cstr(&b), "abcde");
    buf_remove(&b, 1, 2);
    assert_string_equal(buf_cstr(&b), "ade");
    buf_remove(&b, 2, SIZE_MAX);
    assert_string_equal(buf_cstr(&b), "ad");
    buf_remove(&b, 7, 1);
    assert_string_equal(buf_cstr(&b), "ad");
    buf_set(&b, STR("new"));
    assert_string_equal(buf_cstr(&b), "new");
    buf_release(&b);
}

/* ---- memory ---- */

static jmp_buf out_of_memory;
static size_t requests_left;

static void leave(void)
{
    longjmp(out_of_memory, 1);
}

static bool refuse_after_some(size_t size)
{
    (void)size;
    return requests_left-- > 0;
}

static void no_bytes_still_give_a_pointer_to_free(void **state)
{
    (void)state;
    void *blocks[] = {mem_alloc(0), mem_zero(0, 8), mem_array(8, 0), mem_grow(NULL, 0, 0)};
    for (size_t i = 0; i < COUNT_OF(blocks); i++) {
        assert_non_null(blocks[i]);
        mem_free(blocks[i]);
    }
    mem_free(NULL);
}

static void zeroed_memory_is_zero(void **state)
{
    (void)state;
    unsigned char *p = mem_zero(100, 7);
    for (size_t i = 0; i < 700; i++)
        assert_int_equal(p[i], 0);
    mem_free(p);
}

static void reserving_doubles_and_keeps_what_is_there(void **state)
{
    (void)state;
    int *numbers = NULL;
    size_t cap = 0, growths = 0;
    for (size_t i = 0; i < 10000; i++) {
        size_t before = cap;
        numbers = mem_reserve(numbers, &cap, i + 1, sizeof *numbers);
        growths += cap != before;
        numbers[i] = (int)i;
    }
    assert_true(growths < 12);
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(numbers[i], i);
    mem_free(numbers);
}

static void a_product_that_overflows_is_a_lack_of_memory(void **state)
{
    (void)state;
    mem_set_failure_handler(leave);
    for (int i = 0; i < 3; i++) {
        if (setjmp(out_of_memory) != 0)
            continue;
        if (i == 0)
            mem_array(SIZE_MAX / 2, 3);
        else if (i == 1)
            mem_zero(SIZE_MAX / 2, 3);
        else
            mem_grow(NULL, SIZE_MAX / 2, 3);
        fail_msg("an overflowing request %d came back", i);
    }
    mem_set_failure_handler(NULL);
}

static void the_gate_lets_the_nth_request_fail_through_the_handler(void **state)
{
    (void)state;
    mem_set_failure_handler(leave);
    mem_set_gate(refuse_after_some);
    for (size_t n = 0; n < 3; n++) {
        static char *volatile got[3];
        memset((void *)got, 0, sizeof got);
        requests_left = n;
        volatile bool failed = false;
        if (setjmp(out_of_memory) != 0)
            failed = true;
        else
            for (size_t i = 0; i < 3; i++)
                got[i] = mem_alloc(1);
        assert_true(failed);
        for (size_t i = 0; i < 3; i++) {
            assert_int_equal(got[i] != NULL, i < n);
            mem_free(got[i]);
        }
    }
    mem_set_gate(NULL);
    mem_set_failure_handler(NULL);
}

static void a_buffer_is_whole_after_its_growth_failed(void **state)
{
    (void)state;
    static struct buf b;
    buf_set(&b, STR("kept"));
    mem_set_failure_handler(leave);
    mem_set_gate(refuse_after_some);
    requests_left = 0;
    if (setjmp(out_of_memory) == 0) {
        buf_printf(&b, "%1000d", 1);
        fail_msg("the growth came back");
    }
    mem_set_gate(NULL);
    mem_set_failure_handler(NULL);
    assert_string_equal(buf_cstr(&b), "kept");
    buf_release(&b);
}

/* ---- diag ---- */

static void a_file_is_read_from_an_offset_to_its_end(void **state)
{
    (void)state;
    char bytes[8] = "-------";
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs("abcdef", file);
    fflush(file);
    assert_int_equal(read_whole(fileno(file), bytes, 3, 1), 3);
    assert_string_equal(bytes, "bcd----");
    assert_int_equal(read_whole(fileno(file), bytes, sizeof bytes, 4), 2);
    assert_string_equal(bytes, "efd----");
    assert_int_equal(read_whole(fileno(file), bytes, sizeof bytes, 9), 0);
    fclose(file);
    assert_int_equal(read_whole(-1, bytes, sizeof bytes, 0), -1);
    assert_int_equal(errno, EBADF);
}

static void a_diag_is_filled_and_its_error_returned(void **state)
{
    (void)state;
    struct diag d;
    memset(&d, 0xAA, sizeof d);
    assert_int_equal(diag_set(&d, ERR_OPEN, 2, STR("a.tsv"), 0), ERR_OPEN);
    assert_int_equal(d.err, ERR_OPEN);
    assert_int_equal(d.errnum, 2);
    assert_int_equal(d.line, 0);
    assert_int_equal(d.off, 0);
    assert_string_equal(d.subject, "a.tsv");
    assert_string_equal(d.detail, "");
    assert_int_equal(diag_set(NULL, ERR_READ, 0, STR(""), 0), ERR_READ);
    diag_set_detail(NULL, STR("x"));
}

static void a_long_subject_is_cut_at_a_character(void **state)
{
    (void)state;
    struct diag d;
    struct buf b = BUF_INIT;
    for (size_t ascii = 0; ascii < 3; ascii++) {
        buf_clear(&b);
        for (size_t i = 0; i < ascii; i++)
            buf_append_byte(&b, 'a');
        for (int i = 0; i < 100; i++)
            buf_append_str(&b, STR("表"));
        diag_set(&d, ERR_OPEN, 0, buf_str(&b), 0);
        assert_int_equal(strlen(d.subject), ascii + (255 - ascii) / 3 * 3);
        diag_set_detail(&d, buf_str(&b));
        assert_int_equal(strlen(d.detail), ascii + (127 - ascii) / 3 * 3);
    }
    buf_release(&b);
}

static void a_subject_that_just_fits_is_whole(void **state)
{
    (void)state;
    struct diag d;
    char name[256];
    memset(name, 'n', sizeof name);
    diag_set(&d, ERR_OPEN, 0, (struct str){name, 255}, 0);
    assert_int_equal(strlen(d.subject), 255);
    diag_set(&d, ERR_OPEN, 0, (struct str){name, 256}, 0);
    assert_int_equal(strlen(d.subject), 255);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_null_c_string_is_the_empty_str),
        cmocka_unit_test(a_slice_is_clipped_to_what_is_there),
        cmocka_unit_test(order_is_by_bytes_and_a_beginning_comes_first),
        cmocka_unit_test(equality_looks_at_length_and_bytes),
        cmocka_unit_test(beginnings_and_ends_are_recognised),
        cmocka_unit_test(a_needle_is_found_at_or_after_the_start),
        cmocka_unit_test(trimming_takes_ascii_blanks_only),
        cmocka_unit_test(splitting_gives_every_part_and_then_stops),
        cmocka_unit_test(only_plain_digits_within_32_bits_are_a_number),
        cmocka_unit_test(a_buffer_grows_and_always_ends_in_nul),
        cmocka_unit_test(appending_nothing_makes_an_empty_c_string),
        cmocka_unit_test(printf_appends_whatever_the_length),
        cmocka_unit_test(removing_and_inserting_are_clipped),
        cmocka_unit_test(no_bytes_still_give_a_pointer_to_free),
        cmocka_unit_test(zeroed_memory_is_zero),
        cmocka_unit_test(reserving_doubles_and_keeps_what_is_there),
        cmocka_unit_test(a_product_that_overflows_is_a_lack_of_memory),
        cmocka_unit_test(the_gate_lets_the_nth_request_fail_through_the_handler),
        cmocka_unit_test(a_buffer_is_whole_after_its_growth_failed),
        cmocka_unit_test(a_file_is_read_from_an_offset_to_its_end),
        cmocka_unit_test(a_diag_is_filled_and_its_error_returned),
        cmocka_unit_test(a_long_subject_is_cut_at_a_character),
        cmocka_unit_test(a_subject_that_just_fits_is_whole),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
