/*
 * json: writes JSON through jansson, a record at a time.
 *
 * The one hard idea: only the outermost object and its arrays are written by hand; each member and
 * element is a small jansson value that lives for one line. So memory does not grow with the table,
 * and quoting is nobody's business here. A tree for a million records would be many times the file.
 */
#include "review/json.h"

#include <jansson.h>

#include "review/check.h"
#include "review/compare.h"
#include "text/cluster.h"
#include "text/utf8.h"

/* jansson says NULL when memory ends; with these it ends as everywhere in the program. */
static void share_memory(void)
{
    json_set_alloc_funcs(mem_alloc, mem_free);
}

/* Text from a table is well formed; a name of a file may be anything. */
static json_t *new_text(struct str s)
{
    if (utf8_is_valid(s))
        return json_stringn_nocheck(s.ptr ? s.ptr : "", s.len);
    struct buf mended = BUF_INIT;
    for (size_t off = 0; off < s.len;) {
        char bytes[4];
        buf_append(&mended, bytes, utf8_encode(utf8_decode(s, &off), bytes));
    }
    json_t *text = json_stringn_nocheck(mended.ptr, mended.len);
    buf_release(&mended);
    return text;
}

static json_t *new_date(struct date d)
{
    if (!date_is_set(d))
        return json_null();
    char iso[DATE_ISO_SIZE];
    date_format_iso(d, iso);
    return json_string_nocheck(iso);
}

/* Adds a member and gives the value away to the object. */
static void set(json_t *object, const char *name, json_t *value)
{
    (void)json_object_set_new_nocheck(object, name, value);
}

/* ---- the outermost object, by hand ---- */

struct writer {
    FILE *out;
    bool has_member;
    bool has_element;
};

static void begin_member(struct writer *w, const char *name)
{
    (void)fprintf(w->out, "%s\n\"%s\": ", w->has_member ? "," : "{", name);
    w->has_member = true;
}

/* Writes a value and frees it. */
static void put_value(struct writer *w, json_t *value)
{
    (void)json_dumpf(value, w->out, JSON_ENCODE_ANY);
    json_decref(value);
}

static void put_member(struct writer *w, const char *name, json_t *value)
{
    begin_member(w, name);
    put_value(w, value);
}

static void begin_array(struct writer *w, const char *name)
{
    begin_member(w, name);
    (void)putc('[', w->out);
    w->has_element = false;
}

static void put_element(struct writer *w, json_t *value)
{
    (void)fputs(w->has_element ? ",\n" : "\n", w->out);
    w->has_element = true;
    put_value(w, value);
}

static void end_array(struct writer *w)
{
    (void)fputs(w->has_element ? "\n]" : "]", w->out);
}

static void end_object(struct writer *w)
{
    (void)fputs("\n}\n", w->out);
}

void json_prepare(void)
{
    json_object_seed(0);
}

/* ---- the view ---- */

static json_t *new_column(const struct table *t, uint32_t column)
{
    json_t *object = json_object();
    set(object, "name", new_text(table_column_name(t, column)));
    set(object, "role", json_string_nocheck(role_info(table_column_role(t, column))->name));
    return object;
}

static json_t *new_due(struct due due)
{
    switch (due.kind) {
    case DUE_DATE:
        return new_date(due.date);
    case DUE_STANDING:
        return json_string_nocheck("standing");
    case DUE_RECURRING:
        return json_string_nocheck("recurring");
    default:
        return json_null();
    }
}

static json_t *new_fields(const struct printout *p, uint32_t row)
{
    json_t *fields = json_array();
    for (size_t i = 0; i < p->column_count; i++)
        (void)json_array_append_new(fields, new_text(printout_cell(p, row, i)));
    return fields;
}

static json_t *new_units(const struct table *t, uint32_t row)
{
    json_t *units = json_array();
    struct units_walk walk = table_units(t, row);
    struct str unit;
    while (units_next(&walk, &unit))
        (void)json_array_append_new(units, new_text(unit));
    return units;
}

/* A number as written; null where the table has no such column. */
static json_t *new_no(const struct table *t, uint32_t row)
{
    return table_find_role(t, ROLE_NO) == COLUMN_NONE ? json_null() : new_text(table_no(t, row));
}

/* What became of a record since the earlier table, and its number there. */
static json_t *new_change(const struct compare *c, uint32_t row)
{
    uint32_t old = compare_old_row(c, row);
    json_t *object = json_object();
    set(object, "change", json_string_nocheck(change_name(compare_change(c, row))));
    set(object, "no", old == ROW_NONE ? json_null() : new_no(compare_before(c), old));
    set(object, "note_same", json_boolean(compare_note_is_same(c, row)));
    return object;
}

static json_t *new_record(const struct printout *p, uint32_t row)
{
    const struct table *t = p->review->table;
    json_t *record = json_object();
    set(record, "no", new_no(t, row));
    set(record, "line", json_integer(table_line(t, row)));
    set(record, "fields", new_fields(p, row));
    set(record, "due", new_due(table_due(t, row)));
    set(record, "state", json_string_nocheck(state_info(table_state(t, row))->name));
    set(record, "units", new_units(t, row));
    set(record, "hints", json_array());
    if (p->review->compare)
        set(record, "against", new_change(p->review->compare, row));
    return record;
}

static json_t *new_finding(const struct printout *p, const struct finding *f)
{
    const struct table *t = p->review->table;
    struct buf text = BUF_INIT;
    finding_append(&text, p->lang, f, t);
    json_t *object = json_object();
    if (table_is_joined(t))
        set(object, "source", new_text(table_source(t, f->source).label));
    set(object, "line", f->line > 0 ? json_integer(f->line) : json_null());
    set(object, "kind", json_string_nocheck(finding_name(f)));
    set(object, "text", new_text(buf_str(&text)));
    buf_release(&text);
    return object;
}

/* Everything that --check lists. */
static void put_findings(struct writer *w, const struct printout *p)
{
    struct check *c = check_new(p->review->table);
    check_step(c, 0);
    begin_array(w, "warnings");
    for (size_t i = 0; i < check_count(c); i++)
        put_element(w, new_finding(p, check_finding(c, i)));
    end_array(w);
    check_free(c);
}

static void put_head(struct writer *w, const struct printout *p)
{
    put_member(w, "title", new_text(table_title(p->review->table)));
    put_member(w, "as_of", new_date(p->review->as_of));
}

/* ---- the earlier table ---- */

static json_t *new_gone(const struct table *before, uint32_t row)
{
    uint32_t target = table_find_role(before, ROLE_TARGET);
    json_t *object = json_object();
    set(object, "no", new_no(before, row));
    set(object, "line", json_integer(table_line(before, row)));
    set(object, "target",
        target == COLUMN_NONE ? json_null() : new_text(table_cell(before, row, target)));
    return object;
}

static json_t *new_comparison(const struct printout *p)
{
    const struct compare *c = p->review->compare;
    struct compare_counts counts = compare_count_rows(c, p->view->rows, p->view->count);
    json_t *object = json_object();
    set(object, "title", new_text(table_title(compare_before(c))));
    set(object, "as_of", new_date(table_as_of(compare_before(c))));
    for (int change = 0; change < CHANGE_COUNT; change++)
        set(object, change_name((enum change)change), json_integer(counts.of[change]));
    set(object, "note_same", json_integer(counts.same_notes));
    set(object, "renumbered", json_integer(counts.renumbered));
    return object;
}

/* Nothing without an earlier table. */
static void put_comparison(struct writer *w, const struct printout *p)
{
    const struct compare *c = p->review->compare;
    if (!c)
        return;
    put_member(w, "against", new_comparison(p));
    begin_array(w, "gone");
    for (size_t i = 0; i < compare_gone_count(c); i++)
        put_element(w, new_gone(compare_before(c), compare_gone_row(c, i)));
    end_array(w);
}

void json_write_view(const struct printout *p)
{
    share_memory();
    const struct table *t = p->review->table;
    struct writer w = {p->out, false, false};
    char delimiter = table_delimiter(t);
    put_head(&w, p);
    put_member(&w, "encoding", new_text(str_from(table_encoding(t))));
    put_member(&w, "delimiter", new_text((struct str){&delimiter, 1}));
    begin_array(&w, "columns");
    for (size_t i = 0; i < p->column_count; i++)
        put_element(&w, new_column(t, p->columns[i]));
    end_array(&w);
    begin_array(&w, "records");
    for (size_t pos = 0; pos < p->view->count; pos++)
        put_element(&w, new_record(p, p->view->rows[pos]));
    end_array(&w);
    put_findings(&w, p);
    put_comparison(&w, p);
    end_object(&w);
}

/* ---- the summary ---- */

static json_t *new_line(const struct rollup_line *line)
{
    json_t *object = json_object();
    set(object, "value", new_text(line->value));
    set(object, "records", json_integer(line->tally.records));
    set(object, "on_schedule", json_integer(line->tally.on_schedule));
    set(object, "behind", json_integer(line->tally.behind));
    set(object, "not_stated", json_integer(line->tally.not_stated));
    return object;
}

static void put_lines(struct writer *w, const char *name, const struct rollup *rollup)
{
    begin_array(w, name);
    for (size_t i = 0; i < rollup->count; i++)
        put_element(w, new_line(&rollup->lines[i]));
    end_array(w);
}

/* The column asked for says what it is before its lines. */
static void put_asked(struct writer *w, const struct table *t,
                      const struct summary_section *section)
{
    struct writer inner = {w->out, false, false};
    struct rollup_by by = section->by;
    begin_member(w, section->json_name);
    put_member(&inner, "column", new_text(table_column_name(t, by.column)));
    put_member(&inner, "role",
               json_string_nocheck(
                   by.lead_only ? "lead" : role_info(table_column_role(t, by.column))->name));
    put_lines(&inner, "values", &section->rollup);
    (void)fputs("\n}", w->out);
}

static void put_section(struct writer *w, const struct table *t, const struct summary *s, int index)
{
    if (index == SUMMARY_BY_ASKED)
        put_asked(w, t, &s->sections[index]);
    else
        put_lines(w, s->sections[index].json_name, &s->sections[index].rollup);
}

void json_write_summary(const struct printout *p, const struct summary *s)
{
    share_memory();
    const struct {
        const char *name;
        uint32_t count;
    } counts[] = {
        {"records", s->records},
        {"shown", s->shown.records},
        {"on_schedule", s->shown.on_schedule},
        {"behind", s->shown.behind},
        {"not_stated", s->shown.not_stated},
        {"other", s->shown.other},
        {"overdue", s->shown.overdue},
        {"due", s->shown.due},
        {"due_next_quarter", s->shown.due_next_quarter},
        {"standing", s->shown.standing},
        {"hinted", 0},
    };
    struct writer w = {p->out, false, false};
    put_head(&w, p);
    for (size_t i = 0; i < COUNT_OF(counts); i++)
        put_member(&w, counts[i].name, json_integer(counts[i].count));
    for (size_t i = 0; i < SUMMARY_SECTIONS; i++)
        if ((i != SUMMARY_BY_ASKED && i != SUMMARY_BY_SOURCE) || s->sections[i].is_present)
            put_section(&w, p->review->table, s, (int)i);
    put_comparison(&w, p);
    end_object(&w);
}
