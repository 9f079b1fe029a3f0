/*
 * remake: decides how little has to be done, does it in slices, and puts the result in use.
 *
 * The one hard idea: nothing is put in use before all of it is there. Whatever is asked for meanwhile only changes
 * what is asked for, and begins again; so there is no half-made state that a key could meet. Filtering, sorting and
 * counting are the review layer's.
 */
#include "app/remake.h"

#include "review/narrowing.h"

/* ---- slices ---- */

struct work remake_first_work(const struct app *a)
{
    return (struct work){a->slice_units > 0 ? a->slice_units : REMAKE_FIRST_UNITS};
}

struct work remake_slice_work(const struct app *a)
{
    return (struct work){a->slice_units > 0 ? a->slice_units : REMAKE_SLICE_UNITS};
}

/* ---- what is asked for, and what stands ---- */

static bool is_same_filter(const struct app *a)
{
    return str_equal(buf_str(&a->filter_text), buf_str(&a->remake.standing_filter));
}

static bool is_rollup_due(const struct app *a)
{
    return a->breakdown.is_open && a->breakdown.is_stale;
}

/* The view in use is of what is asked for now. */
static void note_standing(struct app *a)
{
    struct remake *m = &a->remake;
    buf_set(&m->standing_filter, buf_str(&a->filter_text));
    m->standing_order = a->order;
    m->standing_rollup = a->breakdown.is_open;
    m->standing_places = a->trail.count;
    if (!a->breakdown.is_open)
        breakdown_drop_lines(&a->breakdown);
}

/* ---- putting in use ---- */

/* The cursor keeps to its record, or to its place when the record is not in the view any more. */
static void keep_record(struct app *a, uint32_t row, size_t card_top)
{
    size_t pos = row == ROW_NONE ? 0 : view_find(&a->view, row);
    if (pos == POS_NONE) {
        app_set_cursor(a, a->cursor);
    } else {
        a->cursor = pos;
        a->card_top = card_top;
    }
}

static void land(struct app *a)
{
    struct landing landing = a->remake.landing;
    a->remake.landing = (struct landing){.kind = LANDING_KEEP};
    if (landing.kind == LANDING_KEEP)
        return;
    size_t pos = landing.kind == LANDING_FIRST ? 0 : view_find(&a->view, landing.row);
    if (pos == POS_NONE && landing.kind == LANDING_ROW_OR_FIRST)
        pos = 0;
    if (pos != POS_NONE)
        app_set_cursor(a, pos);
    if (landing.kind != LANDING_FIRST)
        a->top = landing.top;
}

static void use_view(struct app *a, struct viewing *made)
{
    uint32_t row = app_row(a);
    size_t card_top = a->card_top;
    view_release(&a->view);
    a->view = made->view;
    made->view = (struct view)VIEW_INIT;
    a->tally = made->tally;
    keep_record(a, row, card_top);
    app_fit_deadlines(a);
}

void remake_stop(struct app *a)
{
    struct remake *m = &a->remake;
    viewing_release(&m->viewing);
    rolling_free(m->rolling);
    m->rolling = NULL;
    m->is_running = m->has_viewing = false;
    m->need = REMAKE_AS_ASKED;
}

/* The hits of the standing search are other places now. */
static void search_again(struct app *a, struct work *work)
{
    search_begin(&a->search, a->cursor);
    (void)search_step(&a->search, &a->review, &a->view, work);
}

static void finish(struct app *a, struct work *work)
{
    struct remake *m = &a->remake;
    bool is_new_view = m->has_viewing;
    if (a->cursor != m->landing_from)
        m->landing.kind = LANDING_KEEP;
    if (is_new_view)
        use_view(a, &m->viewing);
    if (m->rolling) {
        struct rollup lines;
        rolling_take(m->rolling, &lines);
        breakdown_take_lines(&a->breakdown, &lines, a->table);
    }
    remake_stop(a);
    note_standing(a);
    land(a);
    if (is_new_view) {
        app_notice_undecided(a, a->view.undecided);
        search_again(a, work);
    }
}

void remake_take_view(struct app *a, struct viewing *made)
{
    remake_stop(a);
    use_view(a, made);
    viewing_release(made);
    note_standing(a);
    remake_begin(a, REMAKE_AS_ASKED, (struct landing){.kind = LANDING_KEEP});
}

/* ---- beginning ---- */

/* Begins to look at rows, at as few as will do. */
static void begin_viewing(struct app *a, bool is_filter_same, bool is_order_same)
{
    struct remake *m = &a->remake;
    struct viewing old = m->viewing; /* what was being made */
    bool had_viewing = m->has_viewing;
    bool is_usable = m->need != REMAKE_ALL; /* of the view in use */
    struct str words = buf_str(&a->filter_text);
    m->has_viewing = true;
    if (is_usable && is_filter_same) {
        viewing_begin(&m->viewing, VIEWING_RESORTING, &a->view, is_order_same, a->filter);
        viewing_set_tally(&m->viewing, &a->tally);
    } else if (is_usable && narrowing_is_certain(buf_str(&m->standing_filter), words))
        viewing_begin(&m->viewing, VIEWING_NARROWING, &a->view, is_order_same, a->filter);
    else if (had_viewing && viewing_is_resumable(&old) && str_equal(buf_str(&m->words), words))
        viewing_begin(&m->viewing, VIEWING_RESORTING, &old.view, false, a->filter);
    else if (had_viewing && viewing_is_resumable(&old) &&
             narrowing_is_certain(buf_str(&m->words), words))
        viewing_begin(&m->viewing, VIEWING_NARROWING, &old.view, false, a->filter);
    else
        viewing_begin(&m->viewing, VIEWING_ANEW, NULL, false, a->filter);
    if (had_viewing)
        viewing_release(&old);
    buf_set(&m->words, words);
}

void remake_begin(struct app *a, enum remake_need need, struct landing landing)
{
    struct remake *m = &a->remake;
    bool is_filter_same = is_same_filter(a);
    bool is_order_same = order_is_same(&a->order, &m->standing_order) && need < REMAKE_ORDER;
    m->changes += need == REMAKE_ALL;
    if (need > m->need)
        m->need = need;
    if (landing.kind != LANDING_KEEP) {
        m->landing = landing;
        m->landing_from = a->cursor;
    }
    rolling_free(m->rolling);
    m->rolling = NULL;
    if (need == REMAKE_ALL) /* what was found is nothing worth any more */
        viewing_release(&m->viewing);
    m->has_viewing = m->has_viewing && need != REMAKE_ALL;
    if (m->need != REMAKE_AS_ASKED || !is_filter_same || !is_order_same)
        begin_viewing(a, is_filter_same, is_order_same && m->need == REMAKE_AS_ASKED);
    else if (m->has_viewing) {
        viewing_release(&m->viewing);
        m->has_viewing = false;
    }
    m->is_running = m->has_viewing || is_rollup_due(a);
    if (!m->is_running) {
        remake_stop(a);
        note_standing(a);
        land(a);
        return;
    }
    struct work work = remake_first_work(a);
    remake_step(a, &work);
}

/* ---- going on ---- */

void remake_step(struct app *a, struct work *work)
{
    struct remake *m = &a->remake;
    if (m->has_viewing && !viewing_step(&m->viewing, &a->review, a->filter, &a->order, work))
        return;
    if (a->breakdown.is_open) {
        const struct view *view = m->has_viewing ? &m->viewing.view : &a->view;
        if (!m->rolling)
            m->rolling = rolling_new(&a->review, view, breakdown_grouping(&a->breakdown, a->table));
        if (!rolling_step(m->rolling, work))
            return;
    }
    finish(a, work);
}

/* ---- giving up ---- */

bool remake_can_cancel(const struct app *a)
{
    const struct remake *m = &a->remake;
    return m->is_running && (!is_same_filter(a) || !order_is_same(&a->order, &m->standing_order) ||
                             is_rollup_due(a) || a->breakdown.is_open != m->standing_rollup);
}

void remake_cancel(struct app *a)
{
    struct remake *m = &a->remake;
    struct place place;
    enum remake_need need = m->need;
    if (!app_set_filter(a, buf_str(&m->standing_filter), NULL))
        app_clear_filter(a);
    a->order = m->standing_order;
    while (a->trail.count > m->standing_places && trail_take(&a->trail, &place))
        place_release(&place);
    breakdown_take_back(&a->breakdown, m->standing_rollup);
    m->landing = (struct landing){.kind = LANDING_KEEP};
    remake_stop(a);
    remake_begin(a, need, m->landing);
}

void remake_all(struct app *a)
{
    remake_begin(a, REMAKE_ALL, (struct landing){.kind = LANDING_KEEP});
}

void remake_as_asked(struct app *a)
{
    remake_begin(a, REMAKE_AS_ASKED, (struct landing){.kind = LANDING_KEEP});
}

/* ---- asking ---- */

enum msg remake_doing(const struct app *a, unsigned *percent)
{
    static const enum msg words[] = {
        [VIEWING_FILTER] = MSG_DOING_FILTER,
        [VIEWING_SORT] = MSG_DOING_SORT,
        [VIEWING_COUNT] = MSG_DOING_COUNT,
    };
    const struct remake *m = &a->remake;
    *percent = 0;
    if (!m->is_running)
        return MSG_NONE;
    if (m->has_viewing && m->viewing.stage != VIEWING_DONE) {
        *percent = viewing_percent(&m->viewing, a->table);
        return words[m->viewing.stage];
    }
    *percent = m->rolling ? rolling_percent(m->rolling) : 0;
    return MSG_DOING_ROLLUP;
}

void remake_release(struct remake *m)
{
    viewing_release(&m->viewing);
    rolling_free(m->rolling);
    buf_release(&m->words);
    buf_release(&m->standing_filter);
    *m = (struct remake){.is_running = false};
}
