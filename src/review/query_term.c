/*
 * query_term: answers one compiled term for one record, and finds the places that it hits.
 *
 * The one hard idea: whatever the scope is, a text term looks at pieces (a cell, a unit in a cell),
 * and every piece is a slice of a cell. So one walk over the pieces serves both questions: does any
 * piece match, and where in the cell do the hits lie. How a text is matched is left to the matcher.
 *
 * A plain word for every column does not walk: one pass over the record's bytes finds the places where it may
 * begin (text/sieve.h), and only those are looked at. Nearly every record of a large table has none.
 */
#include "review/query_term.h"

#include <limits.h>

#include "review/number.h"
#include "text/cluster.h"
#include "text/fold.h"
#include "text/utf8.h"

/* ---- the pieces of text a term looks at ---- */

/* A slice of one cell; a unit's column is COLUMN_NONE until somebody asks. `text` is what is looked at:
 * the slice without its padding. It lies in the table, or in the walk's buffers until its next step. */
struct piece {
    uint32_t column;
    size_t off; /* in the cell */
    struct str shown;
    enum padding padding;
    struct match_text text;
};

/* Walks the pieces: first units where the scope asks for them, then cells. */
struct piece_walk {
    const struct query_term *term;
    const struct table *table;
    uint32_t row;
    size_t next_cell;
    bool in_units;
    struct units_walk units;
    struct buf bare;
    struct buf folded;
};

static struct piece_walk pieces_of(const struct query_term *t, const struct review *r, uint32_t row)
{
    struct piece_walk walk = {.term = t, .table = r->table, .row = row};
    walk.in_units = t->scope == SCOPE_UNITS || t->scope == SCOPE_LEAD;
    if (walk.in_units)
        walk.units = table_units(r->table, row);
    return walk;
}

static void pieces_end(struct piece_walk *walk)
{
    buf_release(&walk->bare);
    buf_release(&walk->folded);
}

static struct piece piece_of(struct piece_walk *walk, uint32_t column, enum role role,
                             struct str shown)
{
    struct piece p = {.column = column, .shown = shown};
    p.padding = walk->term->is_regex ? PADDING_NONE : role_info(role)->padding;
    p.text.original = padding_strip(shown, p.padding, &walk->bare);
    return p;
}

static bool next_unit(struct piece_walk *walk, struct piece *out)
{
    struct str unit;
    if (!units_next(&walk->units, &unit))
        return false;
    *out = piece_of(walk, COLUMN_NONE, ROLE_UNITS, unit);
    out->text.folded = fold_text(out->text.original, &walk->folded);
    return true;
}

/* Folding one short cell costs less than asking the table, which folds the whole record once. */
static bool next_cell(struct piece_walk *walk, struct piece *out)
{
    const struct query_term *t = walk->term;
    size_t count = t->scope == SCOPE_ANY ? table_columns(walk->table) : t->column_count;
    if (walk->next_cell >= count)
        return false;
    size_t i = walk->next_cell++;
    uint32_t column = t->scope == SCOPE_ANY ? (uint32_t)i : t->columns[i];
    struct str cell = table_cell(walk->table, walk->row, column);
    *out = piece_of(walk, column, table_column_role(walk->table, column), cell);
    bool is_as_shown = out->text.original.ptr == cell.ptr;
    out->text.folded = is_as_shown && t->scope != SCOPE_UNITS
                           ? table_folded(walk->table, walk->row, column)
                           : fold_text(out->text.original, &walk->folded);
    return true;
}

static bool next_piece(struct piece_walk *walk, struct piece *out)
{
    if (walk->in_units) {
        if (next_unit(walk, out)) {
            walk->in_units = walk->term->scope != SCOPE_LEAD;
            return true;
        }
        walk->in_units = false;
        if (walk->term->scope == SCOPE_LEAD) { /* nobody leads: looked for as lead:="" */
            *out =
                (struct piece){.column = COLUMN_NONE, .shown = STR(""), .text = {STR(""), STR("")}};
            return true;
        }
    }
    return walk->term->scope != SCOPE_LEAD && next_cell(walk, out);
}

/* ---- does it hold ---- */

/* From how many letters on pinyin is tried in a column. */
static unsigned pinyin_letters(const struct query_term *t, const struct table *table,
                               uint32_t column)
{
    enum role role = column == COLUMN_NONE ? ROLE_UNITS : table_column_role(table, column);
    return t->is_literal ? 0 : role_info(role)->pinyin_from_letters;
}

static const struct matcher *matcher_for(const struct query_term *t, const struct piece *p)
{
    const struct matcher *bare = t->bare_matchers[p->padding];
    return bare ? bare : t->matcher;
}

static enum answer judge_piece(const struct query_term *t, const struct table *table,
                               const struct piece *p)
{
    const struct matcher *m = matcher_for(t, p);
    return t->is_whole ? matcher_judge_whole(m, p->text)
                       : matcher_judge(m, p->text, pinyin_letters(t, table, p->column));
}

/* The cell of a record in which a place of its text lies. */
struct spot {
    uint32_t column;
    struct str cell;
    size_t off; /* in the cell */
};

/* Goes on from the cell of the last place to that of the next one, `at`. */
static void find_cell(struct spot *s, const struct table *table, uint32_t row, const char *at)
{
    while (at >= s->cell.ptr + s->cell.len)
        s->cell = table_cell(table, row, ++s->column);
    s->off = (size_t)(at - s->cell.ptr);
}

/* Whether a hit begins at the place, and in `*end` where in the record to look on. A padded cell is looked at as a
 * whole, without its padding; what stands there solid stands there with it, too. */
static bool begins_at(const struct query_term *t, const struct table *table, const struct spot *s,
                      size_t *end)
{
    unsigned letters = pinyin_letters(t, table, s->column);
    bool is_hit = matcher_begins(t->matcher, s->cell, s->off, letters);
    if (is_hit && t->is_solid)
        return true;
    enum padding padding = role_info(table_column_role(table, s->column))->padding;
    struct buf bare = BUF_INIT, folded = BUF_INIT;
    struct match_text text = {.original = padding_strip(s->cell, padding, &bare)};
    if (text.original.ptr == s->cell.ptr) {
        size_t next = s->off;
        (void)utf8_decode(s->cell, &next);
        *end += next - s->off;
    } else {
        *end += s->cell.len - s->off;
        text.folded = fold_text(text.original, &folded);
        is_hit = matcher_judge(t->matcher, text, letters) == ANSWER_YES;
    }
    buf_release(&bare);
    buf_release(&folded);
    return is_hit;
}

/* The same as judge_pieces(), for a term with a sieve; `*off` as in query_term_judge_from(). */
static enum answer judge_places(const struct query_term *t, const struct table *table, uint32_t row,
                                uint32_t *off)
{
    struct str text = table_row_text(table, row);
    struct spot spot = {.cell = table_cell(table, row, 0)};
    for (size_t at = *off; (at = sieve_next(t->sieve, text, at)) < text.len;) {
        *off = (uint32_t)at;
        find_cell(&spot, table, row, text.ptr + at);
        if (begins_at(t, table, &spot, &at))
            return ANSWER_YES;
    }
    return ANSWER_NO;
}

static enum answer judge_pieces(const struct query_term *t, const struct review *r, uint32_t row)
{
    struct piece_walk walk = pieces_of(t, r, row);
    struct piece piece;
    enum answer answer = ANSWER_NO;
    while (answer != ANSWER_YES && next_piece(&walk, &piece))
        answer = answer_either(answer, judge_piece(t, r->table, &piece));
    pieces_end(&walk);
    return answer;
}

static enum answer judge_text(const struct query_term *t, const struct review *r, uint32_t row)
{
    uint32_t off = 0;
    return t->sieve ? judge_places(t, r->table, row, &off) : judge_pieces(t, r, row);
}

static bool sign_is_wanted(const struct query_term *t, int difference)
{
    unsigned sign = difference < 0 ? SIGN_LESS : difference > 0 ? SIGN_GREATER : SIGN_EQUAL;
    return (t->signs & sign) != 0;
}

static bool number_holds(const struct query_term *t, const struct review *r, uint32_t row)
{
    struct buf scratch = BUF_INIT;
    bool holds = false;
    for (size_t i = 0; i < t->column_count && !holds; i++) {
        double value;
        struct str cell = fold_text(table_cell(r->table, row, t->columns[i]), &scratch);
        holds = number_read(cell, NUMBER_DECIMAL, &value) > 0 &&
                sign_is_wanted(t, (value > t->number) - (value < t->number));
    }
    buf_release(&scratch);
    return holds;
}

/* The deadline in a column: the table knows its first such column by heart. */
static struct due due_in(const struct table *table, uint32_t row, uint32_t column)
{
    return column == table_find_role(table, ROLE_DUE)
               ? table_due(table, row)
               : due_parse(table_cell(table, row, column), table_due_context(table));
}

static bool due_holds(const struct query_term *t, const struct review *r, uint32_t row)
{
    for (size_t i = 0; i < t->column_count; i++) {
        struct due due = due_in(r->table, row, t->columns[i]);
        if (due.kind == t->due.kind && sign_is_wanted(t, due_compare(due, t->due)))
            return true;
    }
    return false;
}

static bool state_holds(const struct query_term *t, const struct review *r, uint32_t row)
{
    return table_state(r->table, row) == t->state;
}

static bool condition_holds(const struct query_term *t, const struct review *r, uint32_t row)
{
    return t->condition->holds(r, row);
}

enum answer query_term_judge(const struct query_term *t, const struct review *r, uint32_t row)
{
    static bool (*const holds[])(const struct query_term *, const struct review *, uint32_t) = {
        [TERM_IS] = condition_holds,
        [TERM_STATE] = state_holds,
        [TERM_DUE] = due_holds,
        [TERM_NUMBER] = number_holds,
    };
    enum answer answer = t->kind == TERM_TEXT        ? judge_text(t, r, row)
                         : holds[t->kind](t, r, row) ? ANSWER_YES
                                                     : ANSWER_NO;
    return t->is_negated ? answer_not(answer) : answer;
}

enum answer query_term_judge_from(const struct query_term *t, const struct review *r, uint32_t row,
                                  uint32_t *off)
{
    if (t->sieve && !t->is_negated)
        return judge_places(t, r->table, row, off);
    *off = 0;
    return query_term_judge(t, r, row);
}

size_t query_term_cost(const struct query_term *t)
{
    enum { COST_FACT = 2, COST_PLACES = 4, COST_PIECES = 14 };
    return t->kind != TERM_TEXT ? COST_FACT : t->sieve ? COST_PLACES : COST_PIECES;
}

int query_term_rank(const struct query_term *t)
{
    return (int)t->kind * 8 + (t->kind == TERM_TEXT ? (int)t->scope * 2 + !t->is_literal : 0);
}

/* ---- life ---- */

/* The least number of letters that is tried as pinyin in any column that a table can have. */
static unsigned least_pinyin_letters(void)
{
    unsigned least = UINT_MAX;
    for (int role = 0; role < ROLE_COUNT; role++) {
        unsigned letters = role_info((enum role)role)->pinyin_from_letters;
        if (letters > 0 && letters < least)
            least = letters;
    }
    return least;
}

void query_term_make_sieve(struct query_term *t)
{
    if (t->scope != SCOPE_ANY || t->is_whole || t->bare_matchers[PADDING_NAME])
        return;
    t->sieve = matcher_sieve_new(t->matcher, t->is_literal ? 0 : least_pinyin_letters());
    if (t->sieve)
        padding_mark(t->sieve);
}

void query_term_release(struct query_term *t)
{
    matcher_free(t->matcher);
    for (size_t i = 0; i < PADDING_COUNT; i++)
        matcher_free(t->bare_matchers[i]);
    mem_free(t->sieve);
}

/* ---- where it lies ---- */

static void append_hit(struct hit_list *out, size_t off, size_t len, bool by_pinyin)
{
    out->hits = mem_reserve(out->hits, &out->cap, out->count + 1, sizeof *out->hits);
    out->hits[out->count++] = (struct match_hit){off, len, by_pinyin};
}

/* The whole piece but for the blanks at its ends. */
static void append_whole(struct hit_list *out, const struct piece *p)
{
    struct str inner = text_trim(p->shown);
    if (inner.len > 0)
        append_hit(out, p->off + (size_t)(inner.ptr - p->shown.ptr), inner.len, false);
}

static void append_piece_hits(const struct query_term *t, const struct table *table,
                              const struct piece *p, struct hit_list *out, size_t max)
{
    unsigned letters = pinyin_letters(t, table, p->column);
    size_t end = out->count + max;
    struct match_hit hit;
    for (size_t from = 0; out->count < end; from = hit.off + hit.len) {
        if (!matcher_find(matcher_for(t, p), p->text, from, letters, &hit) || hit.len == 0)
            return;
        size_t off, len = padding_source_span(p->shown, p->padding, hit.off, hit.len, &off);
        append_hit(out, p->off + off, len, hit.by_pinyin);
    }
}

/* Finds the cell that a unit is a slice of, and where it begins there: units do not say. */
static void locate_unit(const struct piece_walk *walk, struct piece *unit)
{
    struct str text = unit->shown;
    for (uint32_t column = 0; column < table_columns(walk->table); column++) {
        struct str cell = table_cell(walk->table, walk->row, column);
        if (text.ptr >= cell.ptr && text.ptr + text.len <= cell.ptr + cell.len) {
            unit->column = column;
            unit->off = (size_t)(text.ptr - cell.ptr);
            return;
        }
    }
}

void query_term_append_hits(const struct query_term *t, const struct review *r, uint32_t row,
                            uint32_t column, struct hit_list *out, size_t max)
{
    if (t->kind != TERM_TEXT || t->is_negated)
        return;
    struct piece_walk walk = pieces_of(t, r, row);
    struct piece piece;
    while (next_piece(&walk, &piece)) {
        if (piece.column == COLUMN_NONE)
            locate_unit(&walk, &piece);
        if (piece.column != column || judge_piece(t, r->table, &piece) != ANSWER_YES)
            continue;
        if (t->is_whole)
            append_whole(out, &piece);
        else
            append_piece_hits(t, r->table, &piece, out, max);
    }
    pieces_end(&walk);
}
