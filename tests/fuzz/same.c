/* same: see same.h. */
#include "tests/fuzz/same.h"

#include "review/check.h"
#include "review/tally.h"
#include "tests/fuzz/fuzz.h"
#include "text/fold.h"
#include "text/utf8.h"

static void check_same_text(struct str a, struct str b)
{
    FUZZ_CHECK(str_equal(a, b));
}

static void check_same_row(const struct table *a, const struct table *b, uint32_t row)
{
    FUZZ_CHECK(table_line(a, row) == table_line(b, row));
    FUZZ_CHECK(table_row_fields(a, row) == table_row_fields(b, row));
    FUZZ_CHECK(table_state(a, row) == table_state(b, row));
    struct due x = table_due(a, row), y = table_due(b, row);
    FUZZ_CHECK(x.kind == y.kind && date_compare(x.date, y.date) == 0);
    for (uint32_t column = 0; column < table_columns(a); column++)
        check_same_text(table_cell(a, row, column), table_cell(b, row, column));
}

static void check_same_warning(const struct warning *a, const struct warning *b)
{
    FUZZ_CHECK(a->kind == b->kind && a->line == b->line);
    FUZZ_CHECK(a->row == b->row && a->number == b->number);
    check_same_text(a->text, b->text);
}

void check_same_table(const struct table *a, const struct table *b)
{
    FUZZ_CHECK(table_rows(a) == table_rows(b));
    FUZZ_CHECK(table_columns(a) == table_columns(b));
    FUZZ_CHECK(table_delimiter(a) == table_delimiter(b));
    FUZZ_CHECK(table_has_bom(a) == table_has_bom(b));
    FUZZ_CHECK(table_has_header(a) == table_has_header(b));
    FUZZ_CHECK(table_was_unquoted(a) == table_was_unquoted(b));
    FUZZ_CHECK(date_compare(table_as_of(a), table_as_of(b)) == 0);
    check_same_text(str_from(table_encoding(a)), str_from(table_encoding(b)));
    check_same_text(table_title(a), table_title(b));
    for (uint32_t column = 0; column < table_columns(a); column++) {
        check_same_text(table_column_name(a, column), table_column_name(b, column));
        FUZZ_CHECK(table_column_role(a, column) == table_column_role(b, column));
    }
    for (uint32_t row = 0; row < table_rows(a); row++)
        check_same_row(a, b, row);
    FUZZ_CHECK(table_warnings_total(a) == table_warnings_total(b));
    FUZZ_CHECK(table_warnings_kept(a) == table_warnings_kept(b));
    for (size_t i = 0; i < table_warnings_kept(a); i++)
        check_same_warning(table_warning(a, i), table_warning(b, i));
}

static void check_row(const struct table *t, uint32_t row)
{
    struct str unit;
    FUZZ_CHECK(row == 0 || table_line(t, row) > table_line(t, row - 1));
    FUZZ_CHECK(table_row_fields(t, row) <= table_columns(t));
    FUZZ_CHECK(table_state(t, row) < STATE_COUNT);
    FUZZ_CHECK(table_row_source(t, row) == 0 && utf8_is_valid(table_no(t, row)));
    for (uint32_t column = 0; column < table_columns(t); column++) {
        struct str cell = table_cell(t, row, column), folded = table_folded(t, row, column);
        FUZZ_CHECK(utf8_is_valid(cell) && utf8_is_valid(folded));
        FUZZ_CHECK(folded.len == fold_length(cell));
    }
    struct units_walk walk = table_units(t, row);
    while (units_next(&walk, &unit))
        FUZZ_CHECK(unit.len > 0 && utf8_is_valid(unit));
}

static void check_counts(const struct table *t)
{
    struct review review = review_of(t);
    struct tally tally = {0};
    for (uint32_t row = 0; row < table_rows(t); row++)
        tally_add(&tally, &review, row);
    FUZZ_CHECK(tally.records == table_rows(t));
    FUZZ_CHECK(tally.on_schedule + tally.behind + tally.not_stated + tally.other == tally.records);
}

static void check_findings(const struct table *t)
{
    struct check *check = check_new(t);
    struct buf text = BUF_INIT;
    while (!check_step(check, 3))
        continue;
    FUZZ_CHECK(check_serious(check) <= check_total(check));
    for (size_t i = 0; i < check_count(check); i++) {
        buf_clear(&text);
        finding_append(&text, i % 2 ? LANG_ZH : LANG_EN, check_finding(check, i), t);
        FUZZ_CHECK(text.len > 0 && utf8_is_valid(buf_str(&text)));
    }
    buf_release(&text);
    check_free(check);
}

/* A column that a word finds is there; its own name finds it, or an earlier one called so. */
static void check_names(const struct table *t)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        uint32_t column = table_find_role(t, (enum role)role);
        FUZZ_CHECK(column == COLUMN_NONE || table_column_role(t, column) == (enum role)role);
        column = table_find_column(t, str_from(role_info((enum role)role)->name));
        FUZZ_CHECK(column == COLUMN_NONE || column < table_columns(t));
    }
    for (uint32_t column = 0; column < table_columns(t) && column < 20; column++) {
        uint32_t found = table_find_column(t, table_column_name(t, column));
        FUZZ_CHECK(found == COLUMN_NONE || found < table_columns(t));
    }
    FUZZ_CHECK(!table_is_joined(t) && table_sources(t) == 1);
    FUZZ_CHECK(str_equal(table_source(t, 0).name, table_source_name(t)));
    FUZZ_CHECK(date_compare(table_due_context(t).as_of, table_as_of(t)) == 0);
}

void check_table(const struct table *t)
{
    check_names(t);
    FUZZ_CHECK(utf8_is_valid(table_title(t)));
    for (uint32_t column = 0; column < table_columns(t); column++)
        FUZZ_CHECK(utf8_is_valid(table_column_name(t, column)));
    for (uint32_t row = 0; row < table_rows(t); row++)
        check_row(t, row);
    check_counts(t);
    check_findings(t);
}
