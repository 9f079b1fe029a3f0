/* Whole files through all stages: the real table, a sample for each defect, every piece size. */
#include "table/loader.h"

#include <stdio.h>
#include <string.h>

#include "fixture.h"
#include "table/table_store.h"

static const struct load_options no_options;
static const size_t block_sizes[] = {1, 2, 3, 5, 64, 1000};

/* ---- the real table ---- */

/* The cell by splitting the file's bytes, without any of the code under test. */
static struct str cell_of_file(struct str file, uint32_t line, uint32_t column)
{
    struct str text = {NULL, 0};
    for (uint32_t i = 0; i < line; i++)
        assert_true(str_split(&file, '\n', &text));
    struct str cell = {NULL, 0};
    for (uint32_t i = 0; i <= column; i++)
        assert_true(str_split(&text, '\t', &cell));
    return cell;
}

static void the_real_table_is_read_byte_for_byte(void **state)
{
    (void)state;
    static const enum role roles[] = {ROLE_NO,   ROLE_LEADER, ROLE_TARGET, ROLE_DUE,
                                      ROLE_NOTE, ROLE_STATE,  ROLE_UNITS};
    struct table *t;
    struct buf file = file_bytes(SAMPLE);
    assert_int_equal(table_load(&t, STR(SAMPLE), &no_options, NULL), ERR_NONE);
    assert_int_equal(table_rows(t), 53);
    assert_int_equal(table_columns(t), COUNT_OF(roles));
    for (uint32_t column = 0; column < COUNT_OF(roles); column++) {
        assert_int_equal(table_column_role(t, column), roles[column]);
        assert_same_text("header", table_column_name(t, column),
                         cell_of_file(buf_str(&file), 5, column));
    }
    for (uint32_t row = 0; row < 53; row++) {
        uint32_t line = row < 32 ? row + 6 : row + 8; /* 6..37 and 40..60 */
        assert_int_equal(table_line(t, row), line);
        assert_int_equal(table_row_fields(t, row), COUNT_OF(roles));
        assert_int_equal(table_state(t, row), STATE_ON_TRACK);
        for (uint32_t column = 0; column < COUNT_OF(roles); column++)
            assert_same_text("cell", table_cell(t, row, column),
                             cell_of_file(buf_str(&file), line, column));
    }
    assert_same_text("title", table_title(t), cell_of_file(buf_str(&file), 3, 0));
    assert_same_text("name", table_source_name(t), STR(SAMPLE));
    assert_true(table_has_header(t));
    assert_true(table_header_is_chinese(t));
    table_free(t);
    buf_release(&file);
}

static void the_real_table_has_its_day_and_deadlines(void **state)
{
    (void)state;
    struct table *t;
    size_t of_kind[DUE_STANDING + 1] = {0};
    size_t at_end_of_year = 0;
    assert_int_equal(table_load(&t, STR(SAMPLE), &no_options, NULL), ERR_NONE);
    char day[DATE_ISO_SIZE];
    date_format_iso(table_as_of(t), day);
    assert_string_equal(day, "2023-09-30");
    for (uint32_t row = 0; row < table_rows(t); row++) {
        struct due due = table_due(t, row);
        of_kind[due.kind]++;
        at_end_of_year += due.kind == DUE_DATE && due.date.month == 12;
    }
    assert_int_equal(of_kind[DUE_DATE], 52);
    assert_int_equal(of_kind[DUE_STANDING], 1);
    assert_int_equal(at_end_of_year, 50);
    struct buf warnings = warnings_dump(t);
    assert_string_equal(buf_cstr(&warnings),
                        "blank_lines@1 blank_lines@4 blank_lines@38 repeated_header@39");
    buf_release(&warnings);
    table_free(t);
}

/* ---- samples: one defect each ---- */

struct sample {
    const char *path;
    uint32_t rows, columns;
    const char *encoding;
    const char *warnings;
    uint32_t lines, head_lines; /* of the file; title and header */
};

static const struct sample samples[] = {
    {SAMPLE, 53, 7, "UTF-8", "blank_lines@1 blank_lines@4 blank_lines@38 repeated_header@39", 60,
     2},
    {"samples/bad-bytes.tsv", 3, 7, "UTF-8", "bad_bytes@4 bad_bytes@5", 5, 2},
    {"samples/big5.tsv", 3, 7, "Big5", "", 5, 2},
    {"samples/blank-lines.tsv", 3, 7, "UTF-8",
     "blank_lines@1 blank_lines@3 blank_lines@6 blank_lines@9 blank_lines@12", 13, 2},
    {"samples/excel.csv", 3, 7, "UTF-8", "line_break@3 unquoted@0", 0, 2},
    {"samples/gb18030.tsv", 3, 7, "GB18030", "", 5, 2},
    {"samples/hidden.tsv", 4, 7, "UTF-8",
     "unknown_state@3 hidden@3 unknown_state@4 hidden@4 hidden@5", 6, 2},
    {"samples/merged-header.tsv", 2, 6, "UTF-8", "", 5, 3},
    {"samples/no-header.tsv", 3, 4, "UTF-8", "no_header@0", 3, 0},
    {"samples/no-state.tsv", 5, 6, "UTF-8", "no_state@0", 7, 2},
    {"samples/no-time.tsv", 2, 7, "UTF-8", "no_as_of@0", 4, 2},
    {"samples/nul-bytes.tsv", 3, 7, "UTF-8", "nul_bytes@3 nul_bytes@5", 5, 2},
    {"samples/odd-cells.tsv", 5, 7, "UTF-8", "bad_date@3 unknown_state@5", 7, 2},
    {"samples/old-mac.tsv", 3, 7, "UTF-8", "", 5, 2},
    {"samples/open-quote.tsv", 5, 7, "UTF-8", "open_quote@4", 7, 2},
    {"samples/plain.csv", 3, 3, "UTF-8", "", 4, 1},
    {"samples/quotes-as-text.tsv", 3, 7, "UTF-8", "open_quote@3", 5, 2},
    {"samples/ragged.tsv", 4, 8, "UTF-8", "too_few_fields@4 too_many_fields@5", 6, 2},
    {"samples/repeated-header.tsv", 3, 7, "UTF-8",
     "blank_lines@4 repeated_header@5 repeated_header@7", 8, 2},
    {"samples/totals-and-notes.tsv", 3, 7, "UTF-8",
     "stray_line@3 total@6 stray_line@7 total@9 blank_lines@10 footnote@11 footnote@12 footnote@13",
     13, 2},
    {"samples/unicode-text.tsv", 3, 7, "UTF-16LE", "", 5, 2},
    {"samples/utf16be.tsv", 3, 7, "UTF-16BE", "", 5, 2},
    {"samples/windows.tsv", 3, 7, "UTF-8", "", 5, 2},
};

static void each_sample_shows_its_defect_and_no_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        const struct sample *s = &samples[i];
        struct table *t;
        if (table_load(&t, str_from(s->path), &no_options, NULL) != ERR_NONE)
            fail_msg("%s is not read", s->path);
        struct buf warnings = warnings_dump(t);
        assert_same_text(s->path, buf_str(&warnings), str_from(s->warnings));
        if (table_rows(t) != s->rows || table_columns(t) != s->columns)
            fail_msg("%s: %u rows, %u columns", s->path, table_rows(t), table_columns(t));
        assert_string_equal(table_encoding(t), s->encoding);
        buf_release(&warnings);
        table_free(t);
    }
}

static bool leaves_lines_out(enum warning_kind kind)
{
    return kind == WARNING_REPEATED_HEADER || kind == WARNING_TOTAL || kind == WARNING_FOOTNOTE ||
           kind == WARNING_STRAY_LINE;
}

/* Shown + reported = in the file. */
static void every_line_is_a_record_the_head_or_reported(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct table *t;
        if (samples[i].lines == 0) /* has cells of several lines */
            continue;
        assert_int_equal(table_load(&t, str_from(samples[i].path), &no_options, NULL), ERR_NONE);
        uint32_t lines = table_rows(t) + samples[i].head_lines;
        for (size_t w = 0; w < table_warnings_kept(t); w++) {
            const struct warning *warning = table_warning(t, w);
            lines += leaves_lines_out(warning->kind);
            lines += warning->kind == WARNING_BLANK_LINES ? warning->number : 0;
        }
        if (lines != samples[i].lines)
            fail_msg("%s: %u lines, wanted %u", samples[i].path, lines, samples[i].lines);
        table_free(t);
    }
}

static void the_size_of_the_pieces_changes_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        struct buf file = file_bytes(samples[i].path);
        struct table *whole = table_of(buf_str(&file), no_options, 0);
        struct buf wanted = table_dump(whole);
        for (size_t b = 0; b < COUNT_OF(block_sizes); b++) {
            struct table *t = table_of(buf_str(&file), no_options, block_sizes[b]);
            struct buf is = table_dump(t);
            assert_same_text(samples[i].path, buf_str(&is), buf_str(&wanted));
            assert_string_equal(table_encoding(t), samples[i].encoding);
            buf_release(&is);
            table_free(t);
        }
        buf_release(&wanted);
        table_free(whole);
        buf_release(&file);
    }
}

/* The real table in every encoding: the same records, the encoding named. */
static void every_encoding_gives_the_same_table(void **state)
{
    (void)state;
    struct buf file = file_bytes(SAMPLE);
    struct table *whole = table_of(buf_str(&file), no_options, 0);
    struct buf wanted = table_dump(whole);
    for (size_t i = 0; i < form_count; i++) {
        if (forms[i].lacks_some)
            continue;
        struct buf bytes = form_bytes(&forms[i], buf_str(&file));
        struct table *t = table_of(buf_str(&bytes), no_options, i % 2 ? 3 : 0);
        struct buf is = table_dump(t);
        assert_same_text(forms[i].name, buf_str(&is), buf_str(&wanted));
        assert_string_equal(table_encoding(t), forms[i].name);
        assert_int_equal(table_has_bom(t), forms[i].bom_len > 0);
        buf_release(&is);
        buf_release(&bytes);
        table_free(t);
    }
    buf_release(&wanted);
    table_free(whole);
    buf_release(&file);
}

/* ---- what the command line overrides ---- */

static const char plain[] = "a\tb\n1\t2\n3\t4\n";

static void a_header_can_be_given_or_denied(void **state)
{
    (void)state;
    struct table *t = table_of(BYTES(plain), (struct load_options){.header_line = 2}, 0);
    assert_int_equal(table_rows(t), 1);
    assert_same_text("name", table_column_name(t, 0), STR("1"));
    assert_int_equal(table_warning(t, 0)->kind, WARNING_STRAY_LINE);
    table_free(t);
    t = table_of(BYTES(plain), (struct load_options){.header_line = HEADER_NONE}, 0);
    assert_int_equal(table_rows(t), 3);
    assert_false(table_has_header(t));
    assert_same_text("name", table_column_name(t, 1), STR("2"));
    assert_int_equal(table_warnings_total(t), 0);
    table_free(t);
    t = table_of(STR("标题\n1\t2\n3\t4\n"), (struct load_options){.header_line = HEADER_NONE}, 0);
    assert_same_text("title", table_title(t), STR("标题"));
    assert_int_equal(table_rows(t), 2);
    table_free(t);
}

static void a_header_line_that_is_no_row_is_wrong_usage(void **state)
{
    (void)state;
    struct diag d = {0};
    assert_int_equal(failure_of(BYTES(plain), (struct load_options){.header_line = 9}, &d),
                     ERR_USAGE);
    assert_string_equal(d.subject, "9");
    assert_int_equal(d.reason, MSG_NO_SUCH_HEADER_LINE);
    assert_int_equal(failure_of(STR("a\n\nb\n"), (struct load_options){.header_line = 2}, &d),
                     ERR_USAGE);
}

static void a_role_can_be_given_by_name_or_place(void **state)
{
    (void)state;
    static const struct load_role roles[] = {{STR_INIT("b"), ROLE_UNITS},
                                             {STR_INIT("#1"), ROLE_DUE}};
    struct table *t = table_of(STR("a\tb\n2023年底\t甲 乙\n"),
                               (struct load_options){.roles = roles, .role_count = 2}, 0);
    assert_int_equal(table_column_role(t, 0), ROLE_DUE);
    assert_int_equal(table_column_role(t, 1), ROLE_UNITS);
    assert_int_equal(table_due(t, 0).kind, DUE_DATE);
    table_free(t);
    static const struct load_role wrong[] = {{STR_INIT("c"), ROLE_UNITS}};
    struct diag d = {0};
    assert_int_equal(
        failure_of(BYTES(plain), (struct load_options){.roles = wrong, .role_count = 1}, &d),
        ERR_USAGE);
    assert_string_equal(d.subject, "c");
}

static void a_single_role_that_is_given_leaves_its_old_column(void **state)
{
    (void)state;
    static const struct load_role roles[] = {{STR_INIT("进度"), ROLE_STATE}};
    struct table *t = table_of(STR("序号\t是否完成\t进度\n1\t是\t滞后\n"),
                               (struct load_options){.roles = roles, .role_count = 1}, 0);
    assert_int_equal(table_column_role(t, 1), ROLE_OTHER);
    assert_int_equal(table_column_role(t, 2), ROLE_STATE);
    assert_int_equal(table_state(t, 0), STATE_LAG);
    table_free(t);
}

static void delimiter_encoding_and_day_can_be_given(void **state)
{
    (void)state;
    struct load_options options = {
        .encoding = STR("gbk"), .delimiter = ':', .as_of = {2023, 6, 30}};
    struct table *t = table_of(STR("\xD0\xF2\xBA\xC5:\xCD\xEA\xB3\xC9\xCA\xB1\xCF\xDE\n"
                                   "1:\xC4\xEA\xB5\xD7\n"),
                               options, 0);
    assert_string_equal(table_encoding(t), "GBK");
    assert_int_equal(table_delimiter(t), ':');
    assert_same_text("header", table_column_name(t, 1), STR("完成时限"));
    assert_int_equal(table_as_of(t).month, 6);
    assert_int_equal(table_due(t, 0).date.year, 2023);
    table_free(t);
    struct diag d = {0};
    options.encoding = STR("nonsense");
    assert_int_equal(failure_of(BYTES(plain), options, &d), ERR_ENCODING);
    assert_string_equal(d.subject, "nonsense");
    struct loader *l;
    assert_int_equal(loader_open(&l, STR(SAMPLE), &options, NULL), ERR_ENCODING);
    assert_null(l);
}

/* ---- what cannot be read ---- */

static void what_is_no_table_is_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct {
        struct str bytes;
        enum err err;
        enum msg reason;
    } cases[] = {
        {STR_INIT(""), ERR_EMPTY, MSG_NO_BYTES},
        {STR_INIT("\xEF\xBB\xBF"), ERR_EMPTY, MSG_NO_RECORDS},
        {STR_INIT("\n\n\t\t\n \n"), ERR_EMPTY, MSG_NO_RECORDS},
        {STR_INIT("\0\0\0\0\0\0"), ERR_BINARY, MSG_HAS_CONTROL_BYTES},
        {STR_INIT("PK\x03\x04\x14\0\x06\0"), ERR_BINARY, MSG_IS_WORKBOOK},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct diag d = {0};
        assert_int_equal(failure_of(cases[i].bytes, no_options, &d), cases[i].err);
        assert_int_equal(d.reason, cases[i].reason);
        assert_string_equal(d.subject, "test");
    }
    static const char *const files[] = {"samples/empty.tsv", "samples/binary.tsv", "samples",
                                        "samples/nothing.tsv"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        struct table *t;
        assert_int_not_equal(table_load(&t, str_from(files[i]), NULL, NULL), ERR_NONE);
        assert_null(t);
    }
}

static void a_row_of_too_many_fields_is_refused_with_its_line(void **state)
{
    (void)state;
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("a\tb\n1\t2\n"));
    for (int i = 0; i < 60000; i++)
        buf_append_byte(&text, '\t');
    struct diag d = {0};
    assert_int_equal(failure_of(buf_str(&text), no_options, &d), ERR_LIMIT);
    assert_int_equal(d.line, 3);
    assert_int_equal(d.reason, MSG_TOO_MANY_FIELDS);
    assert_string_equal(d.detail, "16384");
    buf_release(&text);
}

static void a_row_of_too_many_bytes_is_refused_with_its_line(void **state)
{
    (void)state;
    for (int quoted = 0; quoted < 2; quoted++) {
        struct buf text = BUF_INIT;
        buf_append_str(&text, quoted ? STR("a\tb\n1\t2\n3\t\"") : STR("a\tb\n1\t2\n3\t"));
        while (text.len <= (16u << 20) + 100)
            buf_append_str(&text, STR("加快修路"));
        buf_append_str(&text, quoted ? STR("\"\n4\t5\n") : STR("\n4\t5\n"));
        struct diag d = {0};
        assert_int_equal(failure_of(buf_str(&text), no_options, &d), ERR_LIMIT);
        assert_int_equal(d.line, 3);
        assert_int_equal(d.reason, MSG_ROW_TOO_LONG);
        assert_string_equal(d.detail, "16 MiB");
        buf_release(&text);
    }
}

static void a_huge_cell_is_a_cell(void **state)
{
    (void)state;
    enum { BYTES_IN_CELL = 12 << 20 };
    for (int quoted = 0; quoted < 2; quoted++) {
        struct buf text = BUF_INIT;
        buf_append_str(&text, quoted ? STR("a\tb\n1\t\"") : STR("a\tb\n1\t"));
        size_t begin = text.len;
        while (text.len - begin < BYTES_IN_CELL)
            buf_append_str(&text, STR("文字"));
        size_t len = text.len - begin;
        buf_append_str(&text, quoted ? STR("\"\n2\tx\n") : STR("\n2\tx\n"));
        struct table *t = table_of(buf_str(&text), no_options, 0);
        assert_int_equal(table_rows(t), 2);
        assert_true(str_equal(table_cell(t, 0, 1), (struct str){text.ptr + begin, len}));
        assert_same_text("next", table_cell(t, 1, 1), STR("x"));
        table_free(t);
        buf_release(&text);
    }
}

/* ---- in steps ---- */

static struct buf long_table(int rows)
{
    struct buf text = BUF_INIT;
    buf_append_str(&text, STR("2023年三季度\n序号\t责任目标\t完成时限\t是否按计划\n"));
    for (int i = 1; i <= rows; i++)
        buf_printf(&text, "%d\t加快建设国道106线\t年底\t是\n", i);
    return text;
}

static void the_table_grows_while_it_is_read(void **state)
{
    (void)state;
    struct buf text = long_table(20000);
    const struct load_options options = {.block_bytes = 10000};
    struct loader *l = loader_open_bytes(buf_str(&text), STR("test"), &options);
    uint32_t rows = 0;
    size_t growths = 0;
    bool done = false;
    assert_null(loader_table(l));
    assert_int_equal(loader_fd(l), -1);
    while (!done) {
        uint64_t read_bytes, total_bytes;
        assert_int_equal(loader_step(l, options.block_bytes, &done, NULL), ERR_NONE);
        loader_progress(l, &read_bytes, &total_bytes);
        assert_true(read_bytes <= total_bytes);
        assert_int_equal(total_bytes, text.len);
        const struct table *t = loader_table(l);
        if (!t)
            continue;
        assert_true(table_rows(t) >= rows);
        assert_int_equal(table_generation(t), 0);
        growths += table_rows(t) > rows;
        rows = table_rows(t);
        assert_int_equal(table_line(t, rows - 1), rows + 2);
    }
    assert_true(growths > 50);
    assert_int_equal(rows, 20000);
    table_free(loader_take_table(l));
    loader_free(l);
    buf_release(&text);
}

/* A first screen asks for little, whatever the size of a block. */
static void a_step_reads_no_more_than_its_budget(void **state)
{
    (void)state;
    static const size_t budgets[] = {1, 1000, 20000};
    struct buf text = long_table(2000);
    for (size_t i = 0; i < COUNT_OF(budgets); i++) {
        struct loader *l = loader_open_bytes(buf_str(&text), STR("test"), NULL);
        uint64_t read_bytes, total_bytes;
        bool done;
        for (size_t steps = 1; steps < 3; steps++) {
            assert_int_equal(loader_step(l, budgets[i], &done, NULL), ERR_NONE);
            loader_progress(l, &read_bytes, &total_bytes);
            assert_int_equal(read_bytes, steps * budgets[i]);
        }
        loader_free(l);
    }
    buf_release(&text);
}

/* A quote that turns out to be text late: everything is read anew, and the generation says so. */
static void a_late_bad_quote_begins_a_new_generation(void **state)
{
    (void)state;
    struct buf text = long_table(20000);
    buf_append_str(&text, STR("20001\t\"十四五\"规划\t年底\t是\n"));
    const struct load_options options = {.block_bytes = 10000};
    struct loader *l = loader_open_bytes(buf_str(&text), STR("test"), &options);
    bool done = false;
    while (!done)
        assert_int_equal(loader_step(l, options.block_bytes, &done, NULL), ERR_NONE);
    struct table *t = loader_take_table(l);
    assert_int_equal(table_generation(t), 1);
    assert_int_equal(table_rows(t), 20001);
    assert_same_text("cell", table_cell(t, 20000, 1), STR("\"十四五\"规划"));
    struct buf warnings = warnings_dump(t);
    assert_string_equal(buf_cstr(&warnings), "open_quote@20003");
    buf_release(&warnings);
    table_free(t);
    loader_free(l);
    buf_release(&text);
}

static void a_loader_can_be_given_up_at_any_time(void **state)
{
    (void)state;
    struct buf text = long_table(200);
    for (int steps = 0; steps < 40; steps++) {
        const struct load_options options = {.block_bytes = 300};
        struct loader *l = loader_open_bytes(buf_str(&text), STR("test"), &options);
        bool done = false;
        for (int i = 0; i < steps && !done; i++)
            assert_int_equal(loader_step(l, options.block_bytes, &done, NULL), ERR_NONE);
        loader_free(l);
    }
    loader_free(NULL);
    buf_release(&text);
}

/* ---- odd shapes ---- */

struct shape {
    const char *text;
    uint32_t rows;
    const char *warnings;
};

static void tables_of_odd_shape_are_read_sensibly(void **state)
{
    (void)state;
    static const struct shape shapes[] = {
        {"just one line", 1, "no_header@0"},
        {"一\n二\n三\n", 3, "no_header@0"},
        {"标题\n序号\t领导\t内容\n", 0, "no_state@0"},
        {"序号\t市领导\t责任目标\n148\n149\tx\ty\n", 2, "too_few_fields@2 no_state@0"},
        {"序号\t市领导\t责任目标\n1\tx\ty\n合计\t2\t\n", 1, "total@3 no_state@0"},
        {"序号\t市领导\t责任目标\n1\tx\t合计完成3项\n\t合计办理\ty\n", 2, "no_state@0"},
        {"姓名\t注\n*张三\t注: 好\n注销\t李四\n", 2, ""},
        {"填报单位:市局\t\t填报时间:9月\n序号\t市领导\t责任目标\n1\tx\ty\n", 1,
         "stray_line@1 no_state@0"},
        {"1\t2\n3\t4\n", 2, "no_header@0"},
        /* headings of parts with their number in a cell of its own, or before their words */
        {"序号\t任务\t状态\t单位\n一\t交通运输\t\t\n1\tx\t是\ty\n（二）\t城建\t\t\n2\tx\t是\ty\n",
         2, "stray_line@2 stray_line@4 no_as_of@0"},
        {"序号\t任务\t状态\t单位\n一\tx\t是\ty\n二\tx\t\ty\n", 2, "no_as_of@0"},
        {"序号\t任务\t状态\t单位\n1.交通类\t\t\t\n1\tx\t是\ty\n2\t\t\t\n003号\t\t\t\n", 3,
         "stray_line@2 no_as_of@0"},
        {"序号\t任务\t状态\t单位\n全市合计\t\t2\t\n1\tx\t是\ty\n本页小计（1项）\t\t1\t\n", 1,
         "total@2 total@4 no_as_of@0"},
        {"序号\t任务\t状态\t单位\n1\t2\t3\t4\n1\tx\t是\ty\n", 1, "repeated_header@2 no_as_of@0"},
        {"任务\t状态\t单位\t分值\n甲\t乙\t1\t2\nx\t是\ty\t5\n\t\t\t20\n", 1,
         "repeated_header@2 stray_line@4 no_as_of@0"},
        {"a\tb\tc\n1\t2\t3\n", 1, ""},
        /* a header of several lines, and all of it once more */
        {"序号\t任务\t投资\t\t状态\n\t\t计划\t完成\t\n1\tx\t5\t4\t是\n"
         "序号\t任务\t投资\t\t状态\n\t\t计划\t完成\t\n2\ty\t5\t4\t是\n",
         2, "repeated_header@4 repeated_header@5 no_as_of@0"},
        {"序号\t任务\t推进\t\t\t状态\n\t\t进展\t\t问题\t\n\t\t上季度\t本季度\t\t\n"
         "1\tx\ta\tb\t无\t是\n",
         1, "no_as_of@0"},
        {"王\t北京\n李\t北京\n赵\t上海\n", 3, "no_header@0"},
        {"甲\t甲\n1\t2\n", 2, "no_header@0"},
    };
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        struct table *t = table_of(str_from(shapes[i].text), no_options, 0);
        struct buf warnings = warnings_dump(t);
        assert_same_text(shapes[i].text, buf_str(&warnings), str_from(shapes[i].warnings));
        if (table_rows(t) != shapes[i].rows)
            fail_msg("%s: %u rows", shapes[i].text, table_rows(t));
        buf_release(&warnings);
        table_free(t);
    }
}

/* ---- far down ---- */

/* `lines` lines of prose, each with the same commas above a table with tabs, then the table. */
static struct buf far_table(size_t lines, const char *line, char delimiter, size_t records)
{
    struct buf text = BUF_INIT;
    char d = delimiter;
    static const char *const endings[] = {"", ",以下", ",以下,如下"};
    for (size_t i = 0; i < lines; i++)
        buf_printf(&text, "%s%s\n", line, endings[d == ',' ? i % 3 : !strchr(line, '\t')]);
    buf_printf(&text, "序号%c市领导%c责任目标%c状态\n", d, d, d);
    for (size_t i = 0; i < records; i++)
        buf_printf(&text, "%zu%c甲%c修路、架桥%c否\n", i + 1, d, d, d);
    return text;
}

static void a_header_far_down_is_found(void **state)
{
    (void)state;
    static const struct {
        size_t lines;
        const char *line;
        char delimiter;
        size_t records;
    } cases[] = {
        {100, "说明", '\t', 2},
        {130, "说明", '\t', 2},
        {300, "说明\t\t\t", '\t', 2},
        {300, "各县区、市直各部门要高度重视,对照目标任务逐项梳理,确保按时完成。", '\t', 2},
        {300, "各县区、市直各部门要高度重视,对照目标任务逐项梳理,确保按时完成。", '\t', 900},
        {5000, "第一部分 总体情况,以下逐项说明完成情况和存在问题。", '\t', 2},
        {5000, "第一部分 总体情况,以下逐项说明完成情况和存在问题。", ',', 900},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        for (size_t block_bytes = 0; block_bytes < 8000; block_bytes += 7001) {
            struct buf text =
                far_table(cases[i].lines, cases[i].line, cases[i].delimiter, cases[i].records);
            struct table *t = table_of(buf_str(&text), no_options, block_bytes);
            if (table_rows(t) != cases[i].records || !table_has_header(t) ||
                table_columns(t) != 4 || table_line(t, 0) != cases[i].lines + 2)
                fail_msg("case %zu: %u rows, %u columns", i, table_rows(t), table_columns(t));
            assert_int_equal(table_state(t, 1), STATE_LAG);
            table_free(t);
            buf_release(&text);
        }
}

/* An ordinary table is shown after its first rows, whether its header is known or not. */
static void an_ordinary_table_does_not_wait(void **state)
{
    (void)state;
    static const char *const headers[] = {"序号\t目标\t时限\t状态", "name\tcity\tcolour\tsize",
                                          "序号,目标,时限,状态", NULL};
    for (size_t i = 0; i < COUNT_OF(headers); i++) {
        struct buf text = BUF_INIT;
        if (headers[i])
            buf_printf(&text, "%s\n", headers[i]);
        char d = headers[i] && strchr(headers[i], ',') ? ',' : '\t';
        for (int k = 0; k < 20000; k++)
            buf_printf(&text, "%d%c任务、第%d项%c%d月底%c是\n", k + 1, d, k, d, k % 12 + 1, d);
        const struct load_options options = {.block_bytes = 1024};
        struct loader *l = loader_open_bytes(buf_str(&text), STR("test"), &options);
        bool done = false;
        uint64_t read_bytes = 0, total_bytes;
        while (!loader_table(l)) {
            assert_int_equal(loader_step(l, options.block_bytes, &done, NULL), ERR_NONE);
            loader_progress(l, &read_bytes, &total_bytes);
        }
        assert_in_range(read_bytes, 1, 96 * 1024);
        loader_free(l);
        buf_release(&text);
    }
}

/* Nothing then says what is behind: that must not look as if nothing were. */
static void a_supervision_table_without_a_state_column_is_warned_of(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        bool lacks_states;
    } cases[] = {
        {"序号\t市领导\t责任目标\t完成时限\t进展情况\t责任单位", true},
        {"序号\t责任单位", true},
        {"序号\t责任单位\t状态", false},
        {"序号\t价格", false},
        {"城市\t价格", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf text = BUF_INIT;
        buf_printf(&text, "2023年三季度\n%s\n1\t2\t3\t4\t5\t6\n", cases[i].header);
        struct table *t = table_of(buf_str(&text), no_options, 0);
        struct buf warnings = warnings_dump(t);
        bool is_warned = str_find(buf_str(&warnings), STR("no_state@0"), 0) != SIZE_MAX;
        if (is_warned != cases[i].lacks_states || table_lacks_states(t) != cases[i].lacks_states)
            fail_msg("%s: %s", cases[i].header, buf_cstr(&warnings));
        buf_release(&warnings);
        buf_release(&text);
        table_free(t);
    }
    static const struct load_role roles[] = {{STR_INIT("进展"), ROLE_STATE}};
    struct table *t = table_of(STR("2023年三季度\n序号\t责任目标\t进展\n1\tx\t是\n"),
                               (struct load_options){.roles = roles, .role_count = 1}, 0);
    assert_int_equal(table_warnings_total(t), 0);
    table_free(t);
}

static void titles_of_several_lines_are_joined(void **state)
{
    (void)state;
    struct table *t = table_of(STR("某市2023年\n\n责任目标\t\t\n(截至9月底)\n"
                                   "序号\t市领导\t责任目标\n1\tx\ty\n"),
                               no_options, 0);
    assert_same_text("title", table_title(t), STR("某市2023年 责任目标 (截至9月底)"));
    assert_int_equal(table_as_of(t).month, 9);
    assert_int_equal(table_as_of(t).year, 2023);
    table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_table_is_read_byte_for_byte),
        cmocka_unit_test(the_real_table_has_its_day_and_deadlines),
        cmocka_unit_test(each_sample_shows_its_defect_and_no_other),
        cmocka_unit_test(every_line_is_a_record_the_head_or_reported),
        cmocka_unit_test(the_size_of_the_pieces_changes_nothing),
        cmocka_unit_test(every_encoding_gives_the_same_table),
        cmocka_unit_test(a_header_can_be_given_or_denied),
        cmocka_unit_test(a_header_line_that_is_no_row_is_wrong_usage),
        cmocka_unit_test(a_role_can_be_given_by_name_or_place),
        cmocka_unit_test(a_single_role_that_is_given_leaves_its_old_column),
        cmocka_unit_test(delimiter_encoding_and_day_can_be_given),
        cmocka_unit_test(what_is_no_table_is_refused_with_a_reason),
        cmocka_unit_test(a_row_of_too_many_fields_is_refused_with_its_line),
        cmocka_unit_test(a_row_of_too_many_bytes_is_refused_with_its_line),
        cmocka_unit_test(a_huge_cell_is_a_cell),
        cmocka_unit_test(the_table_grows_while_it_is_read),
        cmocka_unit_test(a_step_reads_no_more_than_its_budget),
        cmocka_unit_test(a_late_bad_quote_begins_a_new_generation),
        cmocka_unit_test(a_loader_can_be_given_up_at_any_time),
        cmocka_unit_test(tables_of_odd_shape_are_read_sensibly),
        cmocka_unit_test(a_supervision_table_without_a_state_column_is_warned_of),
        cmocka_unit_test(a_header_far_down_is_found),
        cmocka_unit_test(an_ordinary_table_does_not_wait),
        cmocka_unit_test(titles_of_several_lines_are_joined),
    };
    return cmocka_run_group_tests_name("table/loader", tests, NULL, NULL);
}
