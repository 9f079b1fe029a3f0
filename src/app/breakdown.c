/*
 * breakdown: lines in an order, columns in a width.
 *
 * The one hard idea: every column is a row of one table that says its title, its weight when room is
 * short, and the number that it shows and sorts by; so showing, fitting and sorting are each one loop.
 * What a roll-up counts is the review layer's, how it looks the screen's.
 */
#include "app/breakdown.h"

#include <stdio.h>
#include <stdlib.h>

#include "review/bar.h"
#include "text/cluster.h"
#include "text/collate.h"

#define VALUE_LEAST_CELLS 10
#define VALUE_USUAL_CELLS 40 /* the bar goes before what is longer */
#define BAR_LEAST_CELLS   10
#define BAR_MOST_CELLS    40

/* ---- the columns ---- */

static uint64_t records_of(const struct tally *t)
{
    return t->records;
}

static uint64_t on_of(const struct tally *t)
{
    return t->on_schedule;
}

static uint64_t behind_of(const struct tally *t)
{
    return t->behind;
}

static uint64_t not_stated_of(const struct tally *t)
{
    return t->not_stated;
}

static uint64_t other_of(const struct tally *t)
{
    return t->other;
}

static uint64_t overdue_of(const struct tally *t)
{
    return t->overdue;
}

/* The exact share, not the percent shown: 2 of 3 sorts behind 667 of 1000. */
static uint64_t share_of(const struct tally *t)
{
    return t->records ? ((uint64_t)t->on_schedule << 32) / t->records : 0;
}

static const struct info {
    enum msg title;                           /* MSG_NONE: what it groups by, or nothing */
    uint64_t (*number)(const struct tally *); /* NULL: no figure */
    int weight;                               /* the lightest is left out first */
    bool asks_states;
} infos[BREAKDOWN_COLUMNS] = {
    [BREAKDOWN_VALUE] = {MSG_NONE, NULL, 100, false},
    [BREAKDOWN_RECORDS] = {MSG_SUMMARY_RECORDS, records_of, 90, false},
    [BREAKDOWN_ON] = {MSG_SUMMARY_ON, on_of, 70, true},
    [BREAKDOWN_BEHIND] = {MSG_SUMMARY_BEHIND, behind_of, 80, true},
    [BREAKDOWN_NOT_STATED] = {MSG_SUMMARY_NOT_STATED, not_stated_of, 40, true},
    [BREAKDOWN_OTHER] = {MSG_SUMMARY_OTHER, other_of, 30, true},
    [BREAKDOWN_OVERDUE] = {MSG_STANDING_OVERDUE, overdue_of, 60, false},
    [BREAKDOWN_SHARE] = {MSG_SUMMARY_SHARE, share_of, 50, true},
    [BREAKDOWN_BAR] = {MSG_NONE, NULL, 10, false},
};

/* A column of states where there are none, or of deadlines gone by where none is, says nothing. */
static bool is_of_use(const struct breakdown *b, enum breakdown_column column)
{
    if (column == BREAKDOWN_OVERDUE)
        return b->most.overdue > 0;
    return b->has_states || !infos[column].asks_states;
}

static bool can_be_current(const struct breakdown *b, enum breakdown_column column)
{
    return column != BREAKDOWN_BAR && is_of_use(b, column);
}

void breakdown_append_title(struct buf *out, const struct breakdown *b,
                            enum breakdown_column column, const struct table *t, enum lang lang)
{
    if (column != BREAKDOWN_VALUE)
        buf_append_str(out, str_from(msg_text(lang, infos[column].title)));
    else if (b->chosen.by.lead_only)
        rollup_append_name(out, t, b->chosen.by, lang);
    else
        buf_append_str(out, table_column_short(t, b->chosen.by.column, lang));
}

/* Without states there is nothing to divide a bar by. */
static void append_bar(struct buf *out, const struct breakdown *b, const struct tally *t,
                       unsigned cells)
{
    struct tally undivided = {.records = t->records, .other = t->records};
    bar_append(out, b->has_states ? t : &undivided, b->most.records, cells);
}

void breakdown_append_cell(struct buf *out, const struct breakdown *b, enum breakdown_column column,
                           const struct rollup_line *line, unsigned cells, enum lang lang)
{
    if (column == BREAKDOWN_VALUE)
        buf_append_str(out, line->value.len > 0 ? line->value
                                                : str_from(msg_text(lang, MSG_SUMMARY_EMPTY)));
    else if (column == BREAKDOWN_BAR)
        append_bar(out, b, &line->tally, cells);
    else if (column == BREAKDOWN_SHARE)
        tally_append_percent(out, &line->tally);
    else
        buf_printf(out, "%u", (unsigned)infos[column].number(&line->tally));
}

/* ---- life ---- */

/* Leaves the lines as they are for the way back. */
static void leave(struct breakdown *b)
{
    if (b->is_open && !b->is_stale)
        b->made = b->chosen;
    b->is_stale = true;
    b->place_count = 0;
    buf_release(&b->at);
}

void breakdown_close(struct breakdown *b)
{
    leave(b);
    b->is_open = false;
}

void breakdown_take_back(struct breakdown *b, bool is_open)
{
    if (!is_open) {
        breakdown_close(b);
        return;
    }
    if (b->is_stale)
        b->chosen = b->made;
    b->is_open = true;
    b->is_stale = false;
}

void breakdown_drop_lines(struct breakdown *b)
{
    leave(b);
    rollup_release(&b->rollup);
}

void breakdown_release(struct breakdown *b)
{
    rollup_release(&b->rollup);
    mem_free(b->order);
    buf_release(&b->at);
    *b = (struct breakdown){0};
}

void breakdown_open(struct breakdown *b, struct breakdown_choice chosen)
{
    leave(b);
    b->is_open = true;
    b->chosen = chosen;
}

size_t breakdown_count(const struct breakdown *b)
{
    return b->is_stale ? 0 : b->rollup.count;
}

const struct rollup_line *breakdown_line(const struct breakdown *b, size_t pos)
{
    return &b->rollup.lines[b->order[pos]];
}

/* ---- sorting ---- */

struct sortable {
    bool is_empty;
    uint64_t number;
    struct str key;
    uint32_t line;
};

static int compare_lines(const struct sortable *x, const struct sortable *y)
{
    return (x->line > y->line) - (x->line < y->line);
}

static int compare_wanted(const struct sortable *x, const struct sortable *y)
{
    int numbers = (x->number > y->number) - (x->number < y->number);
    return numbers ? numbers : str_compare(x->key, y->key);
}

/* Lines without a value come last either way. */
static int compare_up(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int wanted = x->is_empty - y->is_empty;
    wanted = wanted ? wanted : compare_wanted(x, y);
    return wanted ? wanted : compare_lines(x, y);
}

static int compare_down(const void *a, const void *b)
{
    const struct sortable *x = a, *y = b;
    int wanted = x->is_empty - y->is_empty;
    wanted = wanted ? wanted : compare_wanted(y, x);
    return wanted ? wanted : compare_lines(x, y);
}

/* What a line is sorted by. Deadlines are in time order already, in the roll-up's own. */
static struct sortable sortable_of(const struct breakdown *b, uint32_t line, bool by_time,
                                   enum collation collation, struct arena *keys)
{
    const struct rollup_line *l = &b->rollup.lines[line];
    struct sortable s = {.line = line, .key = STR("")};
    if (b->chosen.sort == BREAKDOWN_COLUMNS)
        return s;
    if (infos[b->chosen.sort].number) {
        s.number = infos[b->chosen.sort].number(&l->tally);
    } else if (by_time) {
        s.number = line;
    } else {
        struct buf key = BUF_INIT;
        collate_append_key(&key, collation, l->value);
        s.key = arena_copy(keys, buf_str(&key));
        s.is_empty = key.len == 0;
        buf_release(&key);
    }
    return s;
}

static void put_in_order(struct breakdown *b, const struct table *t)
{
    size_t count = b->rollup.count;
    bool by_time = b->chosen.by.column == table_find_role(t, ROLE_DUE);
    enum collation collation = role_info(table_column_role(t, b->chosen.by.column))->collation;
    struct arena keys;
    arena_init(&keys, 0);
    struct sortable *all = mem_array(count, sizeof *all);
    for (uint32_t line = 0; line < count; line++)
        all[line] = sortable_of(b, line, by_time, collation, &keys);
    if (count > 0)
        qsort(all, count, sizeof *all, b->chosen.is_descending ? compare_down : compare_up);
    b->order = mem_reserve(b->order, &b->cap, count, sizeof *b->order);
    for (size_t pos = 0; pos < count; pos++)
        b->order[pos] = all[pos].line;
    mem_free(all);
    arena_release(&keys);
}

/* Puts the cursor on the value that it stood on, if it is there. */
static void return_to_value(struct breakdown *b)
{
    for (size_t pos = 0; b->at.ptr && pos < b->rollup.count; pos++) {
        if (str_equal(breakdown_line(b, pos)->value, buf_str(&b->at))) {
            b->chosen.pos = pos;
            return;
        }
    }
}

void breakdown_sort(struct breakdown *b, bool is_descending, const struct table *t)
{
    struct breakdown_choice *c = &b->chosen;
    bool is_again = c->sort == c->column && c->is_descending == is_descending;
    c->sort = is_again ? BREAKDOWN_COLUMNS : c->column;
    c->is_descending = !is_again && is_descending;
    if (b->is_stale)
        return;
    put_in_order(b, t);
    return_to_value(b);
}

/* ---- counting ---- */

static uint32_t greater(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void measure(struct breakdown *b)
{
    b->most = (struct tally){0};
    b->value_cells = 0;
    b->has_empty = false;
    for (size_t i = 0; i < b->rollup.count; i++) {
        const struct tally *t = &b->rollup.lines[i].tally;
        b->most.records = greater(b->most.records, t->records);
        b->most.overdue = greater(b->most.overdue, t->overdue);
        b->value_cells = greater(b->value_cells, (uint32_t)text_cells(b->rollup.lines[i].value));
        b->has_empty |= b->rollup.lines[i].value.len == 0;
    }
}

struct rollup_by breakdown_grouping(struct breakdown *b, const struct table *t)
{
    if (b->chosen.by.column >= table_columns(t))
        b->chosen.by = (struct rollup_by){.column = 0};
    return b->chosen.by;
}

void breakdown_take_lines(struct breakdown *b, struct rollup *lines, const struct table *t)
{
    rollup_release(&b->rollup);
    b->rollup = *lines;
    b->is_stale = false;
    b->has_states = table_find_role(t, ROLE_STATE) != COLUMN_NONE;
    measure(b);
    put_in_order(b, t);
    return_to_value(b);
}

/* ---- fitting ---- */

static unsigned figure_cells(const struct breakdown *b, enum breakdown_column column,
                             const struct table *t, enum lang lang)
{
    struct buf title = BUF_INIT;
    breakdown_append_title(&title, b, column, t, lang);
    unsigned cells = (unsigned)text_cells(buf_str(&title));
    buf_release(&title);
    char figure[16];
    unsigned digits = (unsigned)snprintf(figure, sizeof figure, "%u", b->most.records);
    return cells > digits ? cells : digits;
}

static unsigned lesser(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* The heaviest column that is of use and was not looked at yet; BREAKDOWN_COLUMNS when there is none. */
static enum breakdown_column next_by_weight(const struct breakdown *b, unsigned looked_at)
{
    enum breakdown_column best = BREAKDOWN_COLUMNS;
    int weight = 0;
    for (enum breakdown_column c = BREAKDOWN_RECORDS; c < BREAKDOWN_BAR; c++) {
        int own = c == b->chosen.column ? infos[BREAKDOWN_VALUE].weight : infos[c].weight;
        if (!(looked_at & 1U << c) && is_of_use(b, c) && own > weight) {
            best = c;
            weight = own;
        }
    }
    return best;
}

/* Gives every column its cells, 0 to those that are left out. */
static void share_out(const struct breakdown *b, unsigned room, const struct table *t,
                      enum lang lang, unsigned cells[BREAKDOWN_COLUMNS])
{
    unsigned natural = b->value_cells;
    unsigned title = figure_cells(b, BREAKDOWN_VALUE, t, lang);
    natural = natural > title ? natural : title;
    if (b->has_empty)
        natural =
            greater(natural, (uint32_t)text_cells(str_from(msg_text(lang, MSG_SUMMARY_EMPTY))));
    cells[BREAKDOWN_VALUE] = lesser(lesser(natural, VALUE_LEAST_CELLS), room);
    room -= cells[BREAKDOWN_VALUE];
    unsigned looked_at = 0;
    for (;;) {
        enum breakdown_column column = next_by_weight(b, looked_at);
        if (column == BREAKDOWN_COLUMNS)
            break;
        looked_at |= 1U << column;
        unsigned wanted = figure_cells(b, column, t, lang) + BREAKDOWN_GAP_CELLS;
        if (wanted > room)
            continue;
        cells[column] = wanted - BREAKDOWN_GAP_CELLS;
        room -= wanted;
    }
    unsigned more = lesser(lesser(natural, VALUE_USUAL_CELLS), cells[BREAKDOWN_VALUE] + room);
    more = more > cells[BREAKDOWN_VALUE] ? more - cells[BREAKDOWN_VALUE] : 0;
    cells[BREAKDOWN_VALUE] += more;
    room -= more;
    if (room >= BREAKDOWN_GAP_CELLS + BAR_LEAST_CELLS) {
        cells[BREAKDOWN_BAR] = lesser(room - BREAKDOWN_GAP_CELLS, BAR_MOST_CELLS);
        room -= cells[BREAKDOWN_BAR] + BREAKDOWN_GAP_CELLS;
    }
    cells[BREAKDOWN_VALUE] += lesser(natural - cells[BREAKDOWN_VALUE], room);
}

static void fit(struct breakdown *b, unsigned width, unsigned marker_cells, const struct table *t,
                enum lang lang)
{
    unsigned cells[BREAKDOWN_COLUMNS] = {0};
    share_out(b, width > marker_cells ? width - marker_cells : 0, t, lang, cells);
    b->place_count = 0;
    unsigned x = marker_cells;
    for (enum breakdown_column c = BREAKDOWN_VALUE; c < BREAKDOWN_COLUMNS; c++) {
        if (cells[c] == 0)
            continue;
        b->places[b->place_count++] = (struct breakdown_place){c, (uint16_t)x, (uint16_t)cells[c]};
        x += cells[c] + BREAKDOWN_GAP_CELLS;
    }
}

void breakdown_settle(struct breakdown *b, size_t height, unsigned cells, unsigned marker_cells,
                      const struct table *t, enum lang lang)
{
    struct breakdown_choice *c = &b->chosen;
    size_t count = b->rollup.count;
    if (b->is_stale)
        return;
    if (c->pos >= count)
        c->pos = count ? count - 1 : 0;
    if (c->top + height > count)
        c->top = count > height ? count - height : 0;
    if (c->pos < c->top)
        c->top = c->pos;
    if (height > 0 && c->pos >= c->top + height)
        c->top = c->pos - height + 1;
    if (!can_be_current(b, c->column))
        c->column = BREAKDOWN_VALUE;
    buf_clear(&b->at);
    if (count > 0)
        buf_append_str(&b->at, breakdown_line(b, c->pos)->value);
    fit(b, cells, marker_cells, t, lang);
}

void breakdown_move_column(struct breakdown *b, long columns)
{
    int step = columns < 0 ? -1 : 1;
    for (int c = (int)b->chosen.column + step; columns != 0 && c >= 0 && c < (int)BREAKDOWN_COLUMNS;
         c += step) {
        if (!can_be_current(b, (enum breakdown_column)c))
            continue;
        b->chosen.column = (enum breakdown_column)c;
        columns -= step;
    }
}

/* ---- what a table can be counted by ---- */

static const enum role usual_roles[] = {ROLE_LEADER, ROLE_UNITS, ROLE_DUE, ROLE_STATE};

static bool is_usual(enum role role)
{
    for (size_t i = 0; i < COUNT_OF(usual_roles); i++)
        if (usual_roles[i] == role)
            return true;
    return false;
}

bool breakdown_is_individual(const struct table *t, uint32_t column)
{
    return role_is(table_column_role(t, column), ROLE_IS_INDIVIDUAL);
}

/* Every column of that kind but the first units' (the usual ones have it; it counts all of them). */
static size_t add_columns(const struct table *t, bool individual, struct rollup_by *out)
{
    size_t count = 0;
    for (uint32_t column = 0; column < table_columns(t); column++)
        if (!is_usual(table_column_role(t, column)) &&
            breakdown_is_individual(t, column) == individual)
            out[count++] = (struct rollup_by){column, false};
    return count;
}

size_t breakdown_groupings(const struct table *t, struct rollup_by *out)
{
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(usual_roles); i++) {
        uint32_t column = table_find_role(t, usual_roles[i]);
        if (column != COLUMN_NONE)
            out[count++] = (struct rollup_by){column, false};
    }
    uint32_t units = table_find_role(t, ROLE_UNITS);
    if (units != COLUMN_NONE)
        out[count++] = (struct rollup_by){units, true};
    count += add_columns(t, false, out + count);
    return count + add_columns(t, true, out + count);
}

bool breakdown_by_equal(struct rollup_by a, struct rollup_by b)
{
    return a.column == b.column && a.lead_only == b.lead_only;
}
