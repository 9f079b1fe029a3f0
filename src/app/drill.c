/*
 * drill: places of the trail, left and found again.
 *
 * The one hard idea: a place is left by writing down what a reader would have to do to be there (a
 * filter in words, a grouping, a cursor), and found again by doing it. So nothing is kept that a
 * reload, a new as-of date or another filter could make wrong.
 */
#include "app/drill.h"

#include "app/remake.h"
/* ---- leaving a place ---- */

/* Writes down where the review stands. */
static struct place *leave_place(struct app *a)
{
    struct place *place = trail_add(&a->trail);
    place->is_rollup = a->breakdown.is_open;
    place->choice = a->breakdown.chosen;
    buf_append_str(&place->filter, buf_str(&a->filter_text));
    place->order = a->order;
    place->row = app_row(a);
    place->column = a->column;
    place->top = a->top;
    place->detail_alone = a->detail_alone;
    place->detail_focus = a->detail_focus;
    place->page = a->page.kind;
    place->page_cursor = a->page.cursor;
    return place;
}

/* Sets a filter that was in force before or was written by the program; should the table not know its
 * words any more, all is shown. */
static void set_filter(struct app *a, struct str words)
{
    struct diag d = {0};
    if (!app_set_filter(a, words, &d)) {
        app_notice_diag(a, &d);
        app_clear_filter(a);
    }
}

/* Another view, from its first record on. */
static void update_from_top(struct app *a)
{
    remake_begin(a, REMAKE_AS_ASKED, (struct landing){.kind = LANDING_FIRST});
}

/* Leaves the place for the records that have a value there, by narrowing the filter. */
static void go_into(struct app *a, struct rollup_by by, struct str value)
{
    struct place *place = leave_place(a);
    place->choice.by = by;
    buf_append_str(&place->value, value);
    rollup_append_term(&place->term, a->table, by, buf_str(&place->value));
    struct buf words = BUF_INIT;
    query_append_narrowed(&words, buf_str(&a->filter_text), buf_str(&place->term), a->table);
    set_filter(a, buf_str(&words));
    buf_release(&words);
}

static void go_into_line(struct app *a)
{
    const struct breakdown *b = &a->breakdown;
    go_into(a, b->chosen.by, breakdown_line(b, b->chosen.pos)->value);
}

void drill_narrow(struct app *a, uint32_t column, struct str value)
{
    go_into(a, (struct rollup_by){.column = column}, value);
    a->detail_alone = false;
    a->detail_focus = false;
    remake_as_asked(a);
}

void drill_to_list(struct app *a, struct str words)
{
    leave_place(a);
    set_filter(a, words);
    breakdown_close(&a->breakdown);
    page_begin(&a->page, PAGE_NONE, false);
    a->detail_alone = false;
    a->detail_focus = false;
    update_from_top(a);
}

/* ---- groupings ---- */

/* All that the table can be counted by; to be freed. */
static struct rollup_by *groupings(const struct app *a, size_t *count)
{
    struct rollup_by *all = mem_array(table_columns(a->table) + 1, sizeof *all);
    *count = breakdown_groupings(a->table, all);
    return all;
}

/* True when the way to here went into a line of that column. */
static bool was_used(const struct app *a, uint32_t column)
{
    for (size_t i = 0; i < a->trail.count; i++)
        if (a->trail.places[i].term.len > 0 && a->trail.places[i].choice.by.column == column)
            return true;
    return false;
}

static struct rollup_by first_unused(const struct app *a)
{
    size_t count;
    struct rollup_by *all = groupings(a, &count);
    struct rollup_by by = {.column = 0};
    for (size_t i = count; i-- > 0;)
        if (!was_used(a, all[i].column))
            by = all[i];
    mem_free(all);
    return by;
}

static void open_by(struct app *a, struct rollup_by by)
{
    breakdown_open(&a->breakdown, (struct breakdown_choice){.by = by, .sort = BREAKDOWN_COLUMNS});
    a->detail_alone = false;
    a->detail_focus = false;
    remake_as_asked(a);
}

void drill_roll_up(struct app *a, int unused)
{
    (void)unused;
    if (table_columns(a->table) == 0)
        return;
    if (!a->breakdown.is_open) {
        leave_place(a);
        bool is_individual = breakdown_is_individual(a->table, a->column);
        open_by(a, is_individual ? first_unused(a) : (struct rollup_by){.column = a->column});
    } else if (breakdown_count(&a->breakdown) > 0) {
        go_into_line(a);
        open_by(a, first_unused(a));
    }
}

void drill_list(struct app *a, int unused)
{
    (void)unused;
    if (breakdown_count(&a->breakdown) == 0)
        return;
    go_into_line(a);
    breakdown_close(&a->breakdown);
    update_from_top(a);
}

void drill_leave_to_list(struct app *a)
{
    if (!a->breakdown.is_open)
        return;
    leave_place(a);
    breakdown_close(&a->breakdown);
    remake_as_asked(a);
}

/* The same roll-up by something else: its sort and its cursor mean nothing there. */
static void group_by(struct app *a, struct rollup_by by)
{
    if (!breakdown_by_equal(by, a->breakdown.chosen.by))
        open_by(a, by);
}

void drill_group_by(struct app *a, size_t index)
{
    size_t count;
    struct rollup_by *all = groupings(a, &count);
    if (index < count)
        group_by(a, all[index]);
    mem_free(all);
}

void drill_regroup(struct app *a, int step)
{
    size_t count, index = 0;
    struct rollup_by *all = groupings(a, &count);
    while (index < count && !breakdown_by_equal(all[index], a->breakdown.chosen.by))
        index++;
    group_by(a, all[(index + count + (size_t)step) % count]);
    mem_free(all);
}

/* ---- going back ---- */

bool drill_back(struct app *a)
{
    struct place place;
    if (!trail_take(&a->trail, &place))
        return false;
    set_filter(a, buf_str(&place.filter));
    a->order = place.order;
    a->column = place.column;
    if (place.is_rollup)
        breakdown_open(&a->breakdown, place.choice);
    else
        breakdown_close(&a->breakdown);
    remake_begin(a, REMAKE_AS_ASKED, (struct landing){LANDING_ROW_OR_FIRST, place.row, place.top});
    a->detail_alone = place.detail_alone;
    a->detail_focus = place.detail_focus;
    page_begin(&a->page, place.page, place.page != PAGE_NONE);
    a->page.cursor = place.page_cursor;
    place_release(&place);
    return true;
}

/* ---- the heading ---- */

/* A line that was gone into is part of the way as long as its words are part of the filter. */
static void append_way(const struct app *a, struct buf *out)
{
    for (size_t i = 0; i < a->trail.count; i++) {
        const struct place *place = &a->trail.places[i];
        if (place->term.len == 0 ||
            str_find(buf_str(&a->filter_text), buf_str(&place->term), 0) == SIZE_MAX)
            continue;
        buf_append_str(out, place->value.len > 0 ? buf_str(&place->value)
                                                 : str_from(msg_text(a->lang, MSG_SUMMARY_EMPTY)));
        buf_append_str(out, STR(" > "));
    }
}

void drill_append_heading(const struct app *a, struct buf *out)
{
    struct buf name = BUF_INIT;
    append_way(a, out);
    rollup_append_name(&name, a->table, a->breakdown.chosen.by, a->lang);
    msg_append(out, a->lang, MSG_SUMMARY_BY, buf_cstr(&name));
    buf_release(&name);
}
