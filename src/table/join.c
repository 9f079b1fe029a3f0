/*
 * join: finds the columns that mean the same, then takes over record after record.
 *
 * The one hard idea is that facts are not read again: 是 is good news under one header and the end
 * of the task under another, and 年底 is another year's in another table. So a record brings its
 * deadline and its state along. Each table is let go as soon as it was taken over, so that the
 * memory stays near that of all of them.
 */
#include "table/join.h"

#include "base/message.h"
#include "table/label.h"
#include "table/table_store.h"
#include "text/cluster.h"
#include "text/fold.h"

/* ---- columns ---- */

struct joined_column {
    struct str name; /* of the first table that has it */
    struct buf key;  /* its folded form */
    enum role role;
    bool is_taken; /* by a column of the table that is being looked at */
    size_t place;  /* among the joined columns, once all are known */
};

/* Columns are known by their index here; `order` has the indices from left to right. */
struct plan {
    struct joined_column *columns;
    size_t count, cap;
    size_t *order;
    size_t order_cap;
};

typedef bool column_test(const struct joined_column *have, enum role role, struct str key);

static bool is_same(const struct joined_column *have, enum role role, struct str key)
{
    return have->role == role && str_equal(buf_str(&have->key), key);
}

static bool has_same_role(const struct joined_column *have, enum role role, struct str key)
{
    (void)key;
    return role != ROLE_OTHER && have->role == role;
}

static bool has_same_name(const struct joined_column *have, enum role role, struct str key)
{
    (void)role;
    return key.len > 0 && str_equal(buf_str(&have->key), key);
}

static size_t find_column(const struct plan *p, enum role role, struct str key, column_test *fits)
{
    for (size_t i = 0; i < p->count; i++)
        if (!p->columns[i].is_taken && fits(&p->columns[i], role, key))
            return i;
    return SIZE_MAX;
}

/* Puts the newest column before `next`, or behind all. */
static void place_column(struct plan *p, size_t next)
{
    size_t at = p->count - 1;
    p->order = mem_reserve(p->order, &p->order_cap, p->count, sizeof *p->order);
    p->order[at] = at;
    bool has_passed = next == SIZE_MAX;
    for (; at > 0 && !has_passed; at--) {
        has_passed = p->order[at - 1] == next;
        p->order[at] = p->order[at - 1];
        p->order[at - 1] = p->count - 1;
    }
}

/* The column that the next one of the same role in the table stands for, SIZE_MAX for none: the
 * first of several units leads, in the joined table as in its own. */
static size_t next_of_role(const struct table *t, const uint32_t *map, uint32_t column)
{
    enum role role = table_column_role(t, column);
    for (uint32_t i = column + 1; role != ROLE_OTHER && i < table_columns(t); i++)
        if (table_column_role(t, i) == role && map[i] != COLUMN_NONE)
            return map[i];
    return SIZE_MAX;
}

static size_t add_column(struct plan *p, struct str name, enum role role)
{
    p->columns = mem_reserve(p->columns, &p->cap, p->count + 1, sizeof *p->columns);
    struct joined_column *added = &p->columns[p->count];
    *added = (struct joined_column){.name = name, .role = role};
    fold_append_key(&added->key, name);
    return p->count++;
}

/* Where each column of a table stands in the plan, which gets what it lacks. All columns are tried
 * by the best rule before any by the next, so that none takes another's place. */
static uint32_t *map_columns(struct plan *p, const struct table *t)
{
    static column_test *const rules[] = {is_same, has_same_role, has_same_name};
    uint32_t count = table_columns(t);
    uint32_t *map = mem_array(count, sizeof *map);
    struct buf key = BUF_INIT;
    for (uint32_t i = 0; i < count; i++)
        map[i] = COLUMN_NONE;
    for (size_t i = 0; i < p->count; i++)
        p->columns[i].is_taken = false;
    for (size_t rule = 0; rule < COUNT_OF(rules); rule++)
        for (uint32_t i = 0; i < count; i++) {
            if (map[i] != COLUMN_NONE)
                continue;
            buf_clear(&key);
            fold_append_key(&key, table_column_name(t, i));
            size_t at = find_column(p, table_column_role(t, i), buf_str(&key), rules[rule]);
            if (at == SIZE_MAX)
                continue;
            map[i] = (uint32_t)at;
            p->columns[at].is_taken = true;
        }
    for (uint32_t i = 0; i < count; i++)
        if (map[i] == COLUMN_NONE) {
            map[i] = (uint32_t)add_column(p, table_column_name(t, i), table_column_role(t, i));
            place_column(p, next_of_role(t, map, i));
        }
    buf_release(&key);
    return map;
}

/* Turns a map to indices of the plan into one to columns of the joined table. */
static void finish_map(struct plan *p, uint32_t *map, uint32_t count)
{
    for (size_t i = 0; i < p->count; i++)
        p->columns[p->order[i]].place = i + 1; /* behind the source */
    for (uint32_t i = 0; i < count; i++)
        map[i] = (uint32_t)p->columns[map[i]].place;
}

static void plan_release(struct plan *p)
{
    for (size_t i = 0; i < p->count; i++)
        buf_release(&p->columns[i].key);
    mem_free(p->columns);
    mem_free(p->order);
}

/* ---- what stands above ---- */

static void set_columns(struct table *t, const struct plan *p, bool is_chinese, bool has_header)
{
    struct str *names = mem_array(p->count + 1, sizeof *names);
    names[0] = str_from(msg_text(is_chinese ? LANG_ZH : LANG_EN, MSG_ROLE_SOURCE));
    for (size_t i = 0; i < p->count; i++)
        names[i + 1] = p->columns[p->order[i]].name;
    table_set_header(t, names, p->count + 1);
    t->header_is_chinese = is_chinese;
    t->has_header = has_header;
    table_set_role(t, 0, ROLE_SOURCE);
    for (size_t i = 0; i < p->count; i++)
        table_set_role(t, (uint32_t)i + 1, p->columns[p->order[i]].role);
    mem_free(names);
}

static void set_title(struct table *t, const struct join_part *parts, size_t count)
{
    enum lang lang = t->header_is_chinese ? LANG_ZH : LANG_EN;
    struct str common = STR("");
    size_t read = 0;
    for (size_t i = 0; i < count; i++)
        if (parts[i].table) {
            struct str title = table_title(parts[i].table);
            common = read++ == 0 ? title : label_common_part(common, title);
        }
    struct buf title = BUF_INIT;
    if (common.len > 0)
        msg_append(&title, lang, MSG_JOINED_TITLE, STR_ARG(common), (unsigned)read);
    else
        msg_append(&title, lang, MSG_JOINED, (unsigned)read);
    table_set_title(t, buf_str(&title));
    buf_release(&title);
}

/* Names of files and encodings, each once. */
static void append_once(struct buf *out, struct str word, char separator)
{
    struct str rest = buf_str(out), have;
    while (rest.len > 0 && str_split(&rest, separator, &have))
        if (str_equal(have, word))
            return;
    if (out->len > 0)
        buf_append_byte(out, separator);
    buf_append_str(out, word);
}

static void set_source(struct table *t, const struct join_part *parts, size_t count)
{
    struct buf names = BUF_INIT, encodings = BUF_INIT;
    const struct table *first = NULL;
    for (size_t i = 0; i < count; i++) {
        append_once(&names, parts[i].name, ' ');
        if (!parts[i].table)
            continue;
        append_once(&encodings, str_from(table_encoding(parts[i].table)), '+');
        first = first ? first : parts[i].table;
        if (table_was_unquoted(parts[i].table))
            table_set_unquoted(t);
    }
    table_set_source(t, buf_str(&names), buf_str(&encodings), table_has_bom(first),
                     table_delimiter(first));
    buf_release(&names);
    buf_release(&encodings);
}

/* The latest day that any of the tables reports on, and its year. */
static struct due_context latest_context(const struct join_part *parts, size_t count)
{
    struct due_context latest = {0};
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].table)
            continue;
        struct due_context context = table_due_context(parts[i].table);
        if (date_compare(context.as_of, latest.as_of) > 0)
            latest = context;
        else if (latest.year == 0)
            latest.year = context.year;
    }
    return latest;
}

/* ---- records and warnings ---- */

static void take_records(struct table *t, const struct table *from, const uint32_t *map,
                         struct str label)
{
    uint32_t columns = table_columns(t);
    struct str *cells = mem_array(columns, sizeof *cells);
    for (uint32_t row = 0; row < table_rows(from); row++) {
        uint32_t fields = table_row_fields(from, row);
        /* A row that is whole stays whole: what its table has no column for is an empty cell. */
        uint32_t last = fields >= table_columns(from) ? columns - 1 : 0;
        for (uint32_t i = 0; i < columns; i++)
            cells[i] = STR("");
        cells[0] = label;
        for (uint32_t i = 0; i < fields; i++) {
            cells[map[i]] = table_cell(from, row, i);
            last = map[i] > last ? map[i] : last;
        }
        table_add_known_record(t, cells, last + 1, from, row);
    }
    mem_free(cells);
}

static void take_warnings(struct table *t, const struct table *from, uint32_t first_row)
{
    for (size_t i = 0; i < table_warnings_kept(from); i++) {
        struct warning w = *table_warning(from, i);
        if (w.row != ROW_NONE)
            w.row += first_row;
        table_warn(t, w);
    }
    t->warning_kinds |= from->warning_kinds;
    t->warnings_total += table_warnings_total(from) - table_warnings_kept(from);
}

static void warn_of_other_day(struct table *t, struct date as_of)
{
    char iso[DATE_ISO_SIZE];
    if (!date_is_set(as_of) || date_compare(as_of, t->context.as_of) == 0)
        return;
    date_format_iso(as_of, iso);
    table_warn(t, (struct warning){WARNING_OTHER_AS_OF, 0, ROW_NONE, 0, str_from(iso)});
}

static void take_part(struct table *t, struct join_part *part, const uint32_t *map,
                      struct str label)
{
    struct date as_of = part->table ? table_as_of(part->table) : (struct date){0};
    uint32_t first_row = table_rows(t);
    table_begin_part(t, (struct table_source){part->name, label, as_of});
    if (!part->table) {
        table_warn(t, (struct warning){WARNING_NOT_READ, 0, ROW_NONE, 0, part->why});
        return;
    }
    take_records(t, part->table, map, label);
    take_warnings(t, part->table, first_row);
    warn_of_other_day(t, as_of);
    table_free(part->table);
    part->table = NULL;
}

static struct buf *new_labels(const struct join_part *parts, size_t count)
{
    struct buf *labels = mem_zero(count, sizeof *labels);
    struct str *names = mem_array(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = parts[i].name;
    for (size_t i = 0; i < count; i++)
        label_append(&labels[i], names, count, i);
    mem_free(names);
    return labels;
}

struct table *join_tables(struct join_part *parts, size_t count)
{
    struct table *t = table_new();
    struct plan plan = {.columns = NULL};
    uint32_t **maps = mem_zero(count, sizeof(uint32_t *));
    struct buf *labels = new_labels(parts, count);
    const struct table *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].table)
            continue;
        maps[i] = map_columns(&plan, parts[i].table);
        first = first ? first : parts[i].table;
    }
    for (size_t i = 0; i < count; i++)
        if (maps[i])
            finish_map(&plan, maps[i], table_columns(parts[i].table));
    set_columns(t, &plan, table_header_is_chinese(first), table_has_header(first));
    set_title(t, parts, count);
    set_source(t, parts, count);
    table_set_context(t, latest_context(parts, count));
    plan_release(&plan);
    for (size_t i = 0; i < count; i++) {
        take_part(t, &parts[i], maps[i], buf_str(&labels[i]));
        buf_release(&labels[i]);
        mem_free(maps[i]);
    }
    mem_free(labels);
    mem_free(maps);
    return t;
}
