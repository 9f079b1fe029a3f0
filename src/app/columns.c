/*
 * columns: widths shared out by role, and a window over the columns when there is no room for all.
 *
 * The one hard idea: room is given, never taken. Every place starts at its least width and gets one
 * cell after the other, each to the place that has had the least for its weight. So shares come out
 * by weight whatever the caps are, and the sum can never pass the width. What is drawn in a place
 * is left to the screen layer.
 */
#include "app/columns.h"

#include "text/cluster.h"

#define GAP_CELLS         1U
#define NATURAL_MIN       2
#define TITLE_MIN_CELLS   12 /* of a long header over short cells: room for this much of it */
#define NOTE_LEAST_CELLS  20
#define NOTE_WEIGHT       4
#define PLAIN_LEAST_CELLS 6
#define FIGURE_CELLS_MAX  16
/* A value with its mark is never cut, 2023年12月31日 逾期 neither; a whole sentence in its place is. */
#define MARKED_LEAST_CELLS 19

/* How wide a place may be. */
struct range {
    unsigned least;
    unsigned usual;   /* enough, as long as others lack something */
    unsigned natural; /* more is of no use */
    unsigned weight;  /* share of what is left; 0: little text, satisfied first */
};

static unsigned lesser(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned greater(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

/* ---- life ---- */

void columns_init(struct columns *c)
{
    *c = (struct columns){.marked_column = COLUMN_NONE};
}

static void free_widths(struct column_width *widths, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        buf_release(&widths[i].name);
    mem_free(widths);
}

void columns_release(struct columns *c)
{
    free_widths(c->widths, c->count);
    mem_free(c->places);
    columns_init(c);
}

/* ---- measuring ---- */

static bool is_note(const struct columns *c, uint32_t column)
{
    return table_column_role(c->table, column) == ROLE_NOTE;
}

/* Room that the title should have, in whichever language it comes. */
static unsigned title_cells(const struct columns *c, uint32_t column)
{
    size_t zh = text_cells(columns_title(c, column, 0, LANG_ZH));
    size_t en = text_cells(columns_title(c, column, 0, LANG_EN));
    return lesser((unsigned)(zh > en ? zh : en), TITLE_MIN_CELLS);
}

/* 611197, -3.5%, 28.5亿元, 2023-06-30: what is read as another figure when its end is missing. */
static bool is_figure(struct str cell, size_t cells)
{
    size_t sign = cell.len > 1 && cell.ptr[0] == '-' ? 1 : 0;
    return cell.len > sign && cell.ptr[sign] >= '0' && cell.ptr[sign] <= '9' &&
           cells <= FIGURE_CELLS_MAX;
}

/* The i-th of `count` rows from the first to the last: numbers grow towards the end. */
static uint32_t sampled_row(uint32_t i, uint32_t count, uint32_t rows)
{
    return count > 1 ? (uint32_t)((uint64_t)i * (rows - 1) / (count - 1)) : 0;
}

static void measure_column(const struct columns *c, uint32_t column, struct column_width *out)
{
    size_t widest = greater(title_cells(c, column), NATURAL_MIN), widest_figure = 0;
    uint32_t rows = table_rows(c->table), count = lesser(rows, COLUMNS_SAMPLE_ROWS);
    for (uint32_t i = 0; i < count && widest < COLUMNS_NATURAL_MAX; i++) {
        size_t used;
        struct str cell = text_trim(table_cell(c->table, sampled_row(i, count, rows), column));
        struct str fitting = text_fit(cell, COLUMNS_NATURAL_MAX, &used);
        if (fitting.len < cell.len)
            used = COLUMNS_NATURAL_MAX;
        widest = used > widest ? used : widest;
        if (used > widest_figure && is_figure(cell, used))
            widest_figure = used;
    }
    out->natural_cells = (uint16_t)widest;
    out->figure_cells = (uint16_t)widest_figure;
}

/* The wish of the old column of that name; of several, the one that stood in the same place. */
static uint16_t find_wish(const struct column_width *old, uint32_t count, uint32_t column,
                          struct str name)
{
    if (column < count && str_equal(buf_str(&old[column].name), name))
        return old[column].wish_cells;
    for (uint32_t i = 0; i < count; i++)
        if (str_equal(buf_str(&old[i].name), name))
            return old[i].wish_cells;
    return 0;
}

void columns_measure(struct columns *c, const struct table *t)
{
    struct column_width *old = c->widths;
    uint32_t old_count = c->count;
    c->table = t;
    c->count = table_columns(t);
    c->widths = mem_zero(c->count, sizeof(*c->widths));
    c->is_plain = true;
    for (uint32_t i = 0; i < c->count; i++) {
        struct str name = table_column_name(t, i);
        buf_set(&c->widths[i].name, name);
        measure_column(c, i, &c->widths[i]);
        c->widths[i].wish_cells = find_wish(old, old_count, i, name);
        c->is_plain &= table_column_role(t, i) == ROLE_OTHER;
    }
    free_widths(old, old_count);
    c->places = mem_grow(c->places, c->count, sizeof(*c->places));
    c->place_count = 0;
}

/* Figures are never cut, nor are the numbers by which records are called. In names and sentences they are not what
 * is read. */
static unsigned least_for_figures(const struct columns *c, uint32_t column)
{
    enum role role = table_column_role(c->table, column);
    if (role == ROLE_NO)
        return lesser(c->widths[column].natural_cells, FIGURE_CELLS_MAX);
    bool is_words = role == ROLE_TARGET || role == ROLE_UNITS;
    return is_words ? 0 : c->widths[column].figure_cells;
}

static struct range range_of(const struct columns *c, uint32_t column, unsigned room)
{
    const struct column_width *width = &c->widths[column];
    unsigned natural = width->natural_cells;
    if (width->wish_cells > 0) {
        unsigned wish = lesser(width->wish_cells, room);
        return (struct range){wish, wish, wish, 0};
    }
    if (is_note(c, column))
        return (struct range){lesser(natural, NOTE_LEAST_CELLS), natural, natural, NOTE_WEIGHT};
    if (c->is_plain)
        return (struct range){
            lesser(natural, greater(PLAIN_LEAST_CELLS, least_for_figures(c, column))), natural,
            natural, 1};
    const struct role_info *role = role_info(table_column_role(c->table, column));
    unsigned least = greater(role->list_min_cells, least_for_figures(c, column));
    if (column == c->marked_column && c->marked_cells > 0) {
        natural = greater(natural, c->marked_cells);
        unsigned marked = lesser(c->marked_cells, MARKED_LEAST_CELLS);
        return (struct range){lesser(natural, greater(marked, least)), natural, natural,
                              role->list_weight};
    }
    return (struct range){lesser(natural, least),
                          lesser(natural, greater(role->list_max_cells, least)), natural,
                          role->list_weight};
}

/* ---- places ---- */

const struct column_place *columns_find(const struct columns *c, uint32_t column)
{
    for (size_t i = 0; i < c->place_count; i++)
        if (c->places[i].column == column)
            return &c->places[i];
    return NULL;
}

/* Cells that the places take, with the gaps between them. */
static unsigned cells_taken(const struct columns *c)
{
    unsigned sum = 0;
    for (size_t i = 0; i < c->place_count; i++)
        sum += c->places[i].cells + (i > 0 ? GAP_CELLS : 0);
    return sum;
}

/* Cells that one more place could have. */
static unsigned cells_for_next(const struct columns *c, unsigned room)
{
    unsigned taken = cells_taken(c) + (c->place_count > 0 ? GAP_CELLS : 0);
    return room > taken ? room - taken : 0;
}

/* Adds a place, in the order of the columns. */
static void add_place(struct columns *c, uint32_t column, unsigned cells)
{
    size_t at = c->place_count++;
    for (; at > 0 && c->places[at - 1].column > column; at--)
        c->places[at] = c->places[at - 1];
    c->places[at] = (struct column_place){.column = column, .cells = (uint16_t)cells};
}

enum cap { UP_TO_USUAL, UP_TO_NATURAL };

/* The place below its cap that has had the least for its weight; NULL when all are satisfied. */
static struct column_place *neediest(struct columns *c, const struct range *ranges, enum cap cap,
                                     bool heavy)
{
    struct column_place *found = NULL;
    unsigned found_had = 0, found_weight = 1;
    for (size_t i = 0; i < c->place_count; i++) {
        const struct range *r = &ranges[i];
        if ((r->weight > 0) != heavy ||
            c->places[i].cells >= (cap == UP_TO_USUAL ? r->usual : r->natural))
            continue;
        unsigned had = c->places[i].cells - lesser(c->places[i].cells, r->least);
        unsigned weight = heavy ? r->weight : 1;
        if (!found || had * found_weight < found_had * weight) {
            found = &c->places[i];
            found_had = had;
            found_weight = weight;
        }
    }
    return found;
}

/* Gives what is left of the room to the places, who needs it first. */
static void share_out(struct columns *c, unsigned room)
{
    static const struct {
        enum cap cap;
        bool heavy;
    } turns[] = {
        {UP_TO_USUAL, false}, {UP_TO_USUAL, true}, {UP_TO_NATURAL, true}, {UP_TO_NATURAL, false}};
    struct range *ranges = mem_array(c->place_count, sizeof(*ranges));
    for (size_t i = 0; i < c->place_count; i++)
        ranges[i] = range_of(c, c->places[i].column, room);
    unsigned taken = cells_taken(c);
    for (size_t turn = 0; turn < COUNT_OF(turns); turn++) {
        struct column_place *place;
        while (taken < room &&
               (place = neediest(c, ranges, turns[turn].cap, turns[turn].heavy)) != NULL) {
            place->cells++;
            taken++;
        }
    }
    mem_free(ranges);
}

/* ---- all columns ---- */

static bool is_listed(const struct columns *c, uint32_t column)
{
    return !is_note(c, column) || c->widths[column].wish_cells > 0;
}

/* The note, when everything else has what it wants and there is room for it still. */
static void add_note(struct columns *c, unsigned room)
{
    uint32_t note = table_find_role(c->table, ROLE_NOTE);
    unsigned cells = cells_for_next(c, room);
    if (note == COLUMN_NONE || columns_find(c, note) || cells < NOTE_LEAST_CELLS)
        return;
    add_place(c, note, lesser(cells, c->widths[note].natural_cells));
}

/* Every column that belongs in the list; false, and nothing done, when their least does not fit. */
static bool fit_all(struct columns *c, unsigned room, uint32_t current)
{
    c->place_count = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        if (!is_listed(c, i) && i != current)
            continue;
        unsigned least = range_of(c, i, room).least;
        if (cells_for_next(c, room) < least) {
            c->place_count = 0;
            return false;
        }
        add_place(c, i, least);
    }
    share_out(c, room);
    add_note(c, room);
    return true;
}

/* ---- a window over the columns ---- */

/* What stays while the window moves; tried in this order until the current column finds room. */
static const struct anchors {
    bool no;
    unsigned target_cells; /* 0: the target may go */
    bool state;
} anchor_sets[] = {{true, 20, true},  {true, 16, true}, {true, 20, false}, {true, 16, false},
                   {true, 10, false}, {true, 0, false}, {false, 0, false}};

/* Adds an anchor in `wanted` cells (0: its least), or in those it was given by hand. False when the
 * table has it and it does not fit. */
static bool add_anchor(struct columns *c, enum role role, unsigned wanted, unsigned room)
{
    uint32_t column = table_find_role(c->table, role);
    if (column == COLUMN_NONE)
        return true;
    struct range r = range_of(c, column, room);
    bool by_hand = c->widths[column].wish_cells > 0;
    unsigned cells = by_hand || wanted == 0 ? r.least : lesser(wanted, r.natural);
    if (cells > cells_for_next(c, room))
        return false;
    add_place(c, column, cells);
    return true;
}

static bool add_anchors(struct columns *c, const struct anchors *anchors, unsigned room)
{
    c->place_count = 0;
    if (anchors->no && !add_anchor(c, ROLE_NO, 0, room))
        return false;
    if (anchors->state && !add_anchor(c, ROLE_STATE, 0, room))
        return false;
    return anchors->target_cells == 0 || add_anchor(c, ROLE_TARGET, anchors->target_cells, room);
}

/* As many of the columns from `left` on as there is room for beside the places there are. The last
 * one may be narrower than usual. */
static void fill_window(struct columns *c, uint32_t left, uint32_t current, unsigned room)
{
    for (uint32_t i = left; i < c->count; i++) {
        if (columns_find(c, i) || (!is_listed(c, i) && i != current))
            continue;
        struct range r = range_of(c, i, room);
        unsigned cells = lesser(cells_for_next(c, room), r.usual);
        if (cells == 0 || cells < r.least)
            break;
        add_place(c, i, cells);
    }
}

/* Moves the window no further than needed to show the current column. False when these anchors
 * leave no room for it. */
static bool find_window(struct columns *c, const struct anchors *anchors, uint32_t current,
                        unsigned room)
{
    for (uint32_t left = lesser(c->left, current); left <= current; left++) {
        if (!add_anchors(c, anchors, room))
            return false;
        fill_window(c, left, current, room);
        if (columns_find(c, current)) {
            c->left = left;
            return true;
        }
    }
    return false;
}

static void note_what_is_left_out(struct columns *c)
{
    for (uint32_t i = 0; i < c->count; i++) {
        if (!is_listed(c, i) || columns_find(c, i))
            continue;
        if (i < c->left)
            c->more_left = true;
        else
            c->more_right = true;
    }
}

static void fit_window(struct columns *c, unsigned room, uint32_t current)
{
    bool found = false;
    for (size_t i = 0; i < COUNT_OF(anchor_sets) && !found; i++)
        found = find_window(c, &anchor_sets[i], current, room);
    if (!found) {
        c->place_count = 0;
        c->left = current;
        add_place(c, current, room);
    }
    share_out(c, room);
    note_what_is_left_out(c);
}

void columns_fit(struct columns *c, unsigned cells, unsigned marker_cells, uint32_t current)
{
    unsigned room = cells > marker_cells ? cells - marker_cells : 0;
    c->place_count = 0;
    c->more_left = c->more_right = false;
    if (room == 0 || current >= c->count)
        return;
    if (fit_all(c, room, current))
        c->left = 0;
    else /* the last cell of the header is for the sign that there is more */
        fit_window(c, room > 1 ? room - 1 : 1, current);
    unsigned x = marker_cells;
    for (size_t i = 0; i < c->place_count; i++) {
        c->places[i].x = (uint16_t)x;
        x += c->places[i].cells + GAP_CELLS;
    }
}

/* ---- titles and wishes ---- */

struct str columns_title(const struct columns *c, uint32_t column, unsigned cells, enum lang lang)
{
    struct str name = text_trim(table_column_name(c->table, column));
    return text_cells(name) <= cells ? name : table_column_short(c->table, column, lang);
}

void columns_set_marked(struct columns *c, uint32_t column, unsigned cells)
{
    c->marked_column = column;
    c->marked_cells = cells;
}

void columns_change_width(struct columns *c, uint32_t column, int delta)
{
    const struct column_place *place = columns_find(c, column);
    int now = place ? place->cells : c->widths[column].natural_cells;
    int wish = now + delta;
    if (wish < NATURAL_MIN)
        wish = NATURAL_MIN;
    if (wish > COLUMNS_NATURAL_MAX)
        wish = COLUMNS_NATURAL_MAX;
    c->widths[column].wish_cells = (uint16_t)wish;
}

void columns_reset_width(struct columns *c, uint32_t column)
{
    c->widths[column].wish_cells = 0;
}
