/*
 * card: puts the cells of a record on lines.
 *
 * The one hard idea: each cell is put into one of five parts by its role and its width, and the
 * parts follow one another, whatever the order of the columns: the target, the facts, the longer
 * cells, the texts; and what the rule above shows already is in none. So a part is one rule about
 * lines. Colours and hits are left to the screen layer.
 */
#include "app/card.h"

#include <string.h>

#include "app/deadline.h"
#include "app/redline.h"
#include "review/notes.h"
#include "text/cluster.h"

#define FACT_GAP_CELLS    3
#define LABEL_GAP_CELLS   1
#define LABEL_SHARE_LEAST 4 /* a label takes at most a quarter of the width beside a long cell */

static const struct str empty_mark = STR_INIT("－");

enum part { PART_NONE, PART_TARGET, PART_FACT, PART_LONG, PART_TEXT };

/* What a card is being built from. */
struct builder {
    struct card *card;
    const struct review *review;
    const struct table *table; /* the review's */
    uint32_t row;
    unsigned width;
    unsigned title_cells;
    enum lang lang;
    unsigned facts_end; /* cells used on the line of facts; 0: none has been begun */
};

/* The cell of a column without the blanks around it. */
struct value {
    uint32_t column;
    struct str text;
    size_t off; /* of `text` in the cell */
    bool is_changed;
    struct str before; /* the earlier value, when it changed */
};

void card_release(struct card *c)
{
    mem_free(c->spans);
    mem_free(c->lines);
    wrap_release(&c->wrap);
    patchwork_release(&c->patchwork);
    diff_release(&c->diff);
    buf_release(&c->standing);
    *c = (struct card)CARD_INIT;
}

/* ---- lines and spans ---- */

static void add_line(struct card *c)
{
    c->lines = mem_reserve(c->lines, &c->line_cap, c->line_count + 1, sizeof(*c->lines));
    c->lines[c->line_count++] = (struct card_line){.first_span = c->span_count};
}

/* Adds a span to the last line. */
static void add_span(struct card *c, struct card_span span)
{
    c->spans = mem_reserve(c->spans, &c->span_cap, c->span_count + 1, sizeof(*c->spans));
    c->spans[c->span_count++] = span;
    c->lines[c->line_count - 1].span_count++;
}

static void add_label(struct card *c, struct str label, unsigned x)
{
    add_span(c, (struct card_span){label, COLUMN_NONE, 0, (uint16_t)x, CARD_LABEL});
}

static enum card_style style_of(const struct builder *b, const struct value *v)
{
    if (v->text.len == 0)
        return CARD_EMPTY;
    enum role role = table_column_role(b->table, v->column);
    return role == ROLE_STATE ? CARD_STATE : role == ROLE_TARGET ? CARD_TARGET : CARD_VALUE;
}

/* The bytes [off, off + len) of a value, on the last line. */
static void add_value(const struct builder *b, const struct value *v, size_t off, size_t len,
                      unsigned x)
{
    struct str text = v->text.len > 0 ? str_slice(v->text, off, len) : empty_mark;
    add_span(b->card, (struct card_span){text, v->column, v->off + off, (uint16_t)x,
                                         (uint8_t)style_of(b, v)});
}

/* ---- what a cell is ---- */

static struct value value_of(const struct builder *b, uint32_t column)
{
    struct str cell = table_cell(b->table, b->row, column);
    struct str text = text_trim(cell);
    struct value v = {.column = column, .text = text};
    v.off = text.len > 0 ? (size_t)(text.ptr - cell.ptr) : 0;
    v.is_changed = redline_is_due(b->review, b->row, column, &v.before);
    return v;
}

static struct str label_of(const struct builder *b, uint32_t column)
{
    return table_column_short(b->table, column, b->lang);
}

static bool has_line_break(struct str text)
{
    static const struct str breaks[] = {STR_INIT("\n"), STR_INIT("\r"), STR_INIT("\u2028"),
                                        STR_INIT("\u2029")};
    for (size_t i = 0; i < COUNT_OF(breaks); i++)
        if (str_find(text, breaks[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static bool fits(struct str text, size_t cells)
{
    return text_fit(text, cells, NULL).len == text.len && !has_line_break(text);
}

static struct redline_cell redline_cell_of(const struct builder *b, const struct value *v)
{
    return (struct redline_cell){v->column, v->text, v->off, (uint8_t)style_of(b, v)};
}

/* The value as a fact: with the earlier one behind it when it changed. In the card's patchwork. */
static struct str fact_text(const struct builder *b, const struct value *v)
{
    if (!v->is_changed)
        return v->text.len > 0 ? v->text : empty_mark;
    struct redline_cell now = redline_cell_of(b, v);
    patchwork_clear(&b->card->patchwork);
    redline_set_behind(&b->card->patchwork, &now, v->before, b->lang);
    return buf_str(&b->card->patchwork.text);
}

static size_t fact_cells(const struct builder *b, const struct value *v)
{
    return text_cells(label_of(b, v->column)) + LABEL_GAP_CELLS + text_cells(fact_text(b, v));
}

static bool is_short(const struct builder *b, const struct value *v)
{
    return fits(v->text, b->width / 2) && fits(v->before, b->width / 2) &&
           fact_cells(b, v) <= b->width;
}

/* The rule has room for the number and, behind it and a blank, for that much more. */
static unsigned room_for_target(const struct builder *b)
{
    uint32_t column = table_find_role(b->table, ROLE_NO);
    size_t taken = 0;
    if (column != COLUMN_NONE) {
        struct value no = value_of(b, column);
        taken = no.text.len > 0 ? text_cells(no.text) + 1 : 0;
    }
    return taken < b->title_cells ? b->title_cells - (unsigned)taken : 0;
}

static enum part part_of(const struct builder *b, const struct value *v)
{
    enum role role = table_column_role(b->table, v->column);
    bool is_empty = v->text.len == 0;
    if (is_empty && table_column_name(b->table, v->column).len == 0)
        return PART_NONE;
    bool may_be_above = !v->is_changed;
    if (role == ROLE_NO && may_be_above && b->title_cells > 0 && fits(v->text, b->title_cells))
        return PART_NONE;
    if (role == ROLE_TARGET && !is_empty)
        return may_be_above && fits(v->text, room_for_target(b)) ? PART_NONE : PART_TARGET;
    if (role == ROLE_NOTE && !is_empty)
        return PART_TEXT;
    if (is_short(b, v))
        return PART_FACT;
    return role == ROLE_OTHER ? PART_TEXT : PART_LONG;
}

/* ---- the parts ---- */

/* The patches of bytes [off, off + len) of the patchwork, from `x` on, on the last line. */
static void add_patches(const struct builder *b, size_t off, size_t len, unsigned x)
{
    const struct patchwork *p = &b->card->patchwork;
    size_t end = off + len, begin = 0;
    for (size_t i = 0; i < p->count; begin += p->patches[i++].text.len) {
        const struct patch *patch = &p->patches[i];
        size_t from = begin < off ? off - begin : 0;
        size_t to = begin + patch->text.len > end ? end - begin : patch->text.len;
        if (begin >= end || from >= to)
            continue;
        struct str text = str_slice(patch->text, from, to - from);
        add_span(b->card, (struct card_span){text, patch->column, patch->off + from, (uint16_t)x,
                                             patch->style});
        x += (unsigned)text_cells(text);
    }
}

/* Wraps the card's patchwork to what is right of `x`. Its first line goes on the last line of the card
 * when `beside` says so. */
static void put_patchwork(const struct builder *b, unsigned x, bool beside)
{
    struct wrap *wrap = &b->card->wrap;
    wrap_text(wrap, buf_str(&b->card->patchwork.text), b->width - x);
    for (size_t i = 0; i < wrap->count; i++) {
        if (i > 0 || !beside)
            add_line(b->card);
        add_patches(b, wrap->lines[i].off, wrap->lines[i].shown_len, x);
    }
}

/* A value that changed: woven with the earlier one where that can be read. */
static void put_redline(const struct builder *b, const struct value *v, unsigned x, bool beside)
{
    struct redline_cell now = redline_cell_of(b, v);
    patchwork_clear(&b->card->patchwork);
    redline_weave(&b->card->patchwork, &b->card->diff, &now, v->before, b->lang);
    put_patchwork(b, x, beside);
}

/* Wraps the value to what is right of `x`; its first line as put_patchwork() has it. */
static void put_wrapped(const struct builder *b, const struct value *v, unsigned x, bool beside)
{
    struct wrap *wrap = &b->card->wrap;
    if (v->is_changed) {
        put_redline(b, v, x, beside);
        return;
    }
    if (v->text.len == 0) {
        if (!beside)
            add_line(b->card);
        add_value(b, v, 0, 0, x);
        return;
    }
    bool are_names = table_column_role(b->table, v->column) == ROLE_UNITS;
    (are_names ? wrap_names : wrap_text)(wrap, v->text, b->width - x);
    for (size_t i = 0; i < wrap->count; i++) {
        if (i > 0 || !beside)
            add_line(b->card);
        if (wrap->lines[i].shown_len > 0)
            add_value(b, v, wrap->lines[i].off, wrap->lines[i].shown_len, x);
    }
}

static void put_unlabelled(struct builder *b, const struct value *v)
{
    put_wrapped(b, v, 0, false);
}

static void put_label_above(const struct builder *b, struct str label)
{
    struct wrap *wrap = &b->card->wrap;
    wrap_text(wrap, label, b->width);
    for (size_t i = 0; i < wrap->count; i++) {
        add_line(b->card);
        add_label(b->card, str_slice(label, wrap->lines[i].off, wrap->lines[i].shown_len), 0);
    }
}

static void put_labelled(struct builder *b, const struct value *v)
{
    struct str label = label_of(b, v->column);
    unsigned indent = (unsigned)text_cells(label) + LABEL_GAP_CELLS;
    if (indent > b->width / LABEL_SHARE_LEAST) {
        put_label_above(b, label);
        put_wrapped(b, v, 0, false);
        return;
    }
    add_line(b->card);
    add_label(b->card, label, 0);
    put_wrapped(b, v, indent, true);
}

/* Puts a fact's label, if it has one, and returns the cell where its value begins. */
static unsigned begin_fact(struct builder *b, struct str label, unsigned cells)
{
    unsigned x = b->facts_end > 0 ? b->facts_end + FACT_GAP_CELLS : 0;
    if (x == 0 || x + cells > b->width) {
        add_line(b->card);
        x = 0;
    }
    b->facts_end = x + cells;
    if (label.len == 0)
        return x;
    add_label(b->card, label, x);
    return x + (unsigned)text_cells(label) + LABEL_GAP_CELLS;
}

static void put_fact(struct builder *b, const struct value *v)
{
    unsigned x = begin_fact(b, label_of(b, v->column), (unsigned)fact_cells(b, v));
    if (v->is_changed)
        add_patches(b, 0, fact_text(b, v).len, x);
    else
        add_value(b, v, 0, v->text.len, x);
}

/* How the deadline stands, behind it. */
static void put_standing(struct builder *b)
{
    struct buf *words = &b->card->standing;
    deadline_append_words(words, b->review, b->row, b->lang);
    if (words->len == 0)
        return;
    bool is_overdue = review_standing(b->review, b->row) == STANDING_OVERDUE;
    patchwork_clear(&b->card->patchwork);
    patchwork_add(&b->card->patchwork, (struct patch){buf_str(words), COLUMN_NONE, 0,
                                                      is_overdue ? CARD_OVERDUE : CARD_STANDING});
    unsigned cells = (unsigned)text_cells(buf_str(words));
    if (cells <= b->width)
        add_patches(b, 0, words->len, begin_fact(b, STR(""), cells));
    else
        put_patchwork(b, 0, false);
}

/* What became of the record since the earlier table. */
static void put_verdict(struct builder *b)
{
    enum msg verdict = redline_verdict(b->review, b->row);
    if (verdict == MSG_NONE)
        return;
    struct str label = str_from(msg_text(b->lang, MSG_CARD_AGAINST));
    struct str words = str_from(msg_text(b->lang, verdict));
    patchwork_clear(&b->card->patchwork);
    patchwork_add(&b->card->patchwork, (struct patch){words, COLUMN_NONE, 0, CARD_VALUE});
    unsigned cells = (unsigned)(text_cells(label) + LABEL_GAP_CELLS + text_cells(words));
    if (cells <= b->width) {
        add_patches(b, 0, words.len, begin_fact(b, label, cells));
        return;
    }
    put_patchwork(b, 0, false);
}

static void put_remark(struct builder *b, const struct remark *remark)
{
    static const struct str blank = STR_INIT(" "), gap = STR_INIT("  ");
    struct str label = str_from(msg_text(b->lang, MSG_CARD_REMARK));
    unsigned indent = (unsigned)text_cells(label) + LABEL_GAP_CELLS;
    bool is_narrow = indent > b->width / LABEL_SHARE_LEAST;
    const struct patch patches[] = {{remark->who, COLUMN_NONE, 0, CARD_LABEL},
                                    {blank, COLUMN_NONE, 0, CARD_LABEL},
                                    {remark->when, COLUMN_NONE, 0, CARD_LABEL},
                                    {gap, COLUMN_NONE, 0, CARD_LABEL},
                                    {remark->text, COLUMN_NONE, 0, CARD_REMARK}};
    patchwork_clear(&b->card->patchwork);
    for (size_t i = 0; i < COUNT_OF(patches); i++)
        patchwork_add(&b->card->patchwork, patches[i]);
    if (is_narrow)
        put_label_above(b, label);
    else
        add_line(b->card);
    if (!is_narrow)
        add_label(b->card, label, 0);
    put_patchwork(b, is_narrow ? 0 : indent, !is_narrow);
}

static void put_remarks(struct builder *b)
{
    size_t count;
    const struct remark *remarks = notes_remarks(b->review, b->row, &count);
    for (size_t i = 0; i < count; i++)
        put_remark(b, &remarks[i]);
}

static void put_text(struct builder *b, const struct value *v)
{
    if (table_column_role(b->table, v->column) == ROLE_NOTE)
        put_unlabelled(b, v);
    else
        put_labelled(b, v);
}

/* In the order of the card. */
static const struct {
    enum part part;
    void (*put)(struct builder *b, const struct value *v);
} puts_by_part[] = {
    {PART_TARGET, put_unlabelled},
    {PART_FACT, put_fact},
    {PART_LONG, put_labelled},
    {PART_TEXT, put_text},
};

static void put_part(struct builder *b, size_t index)
{
    if (puts_by_part[index].part == PART_FACT)
        put_verdict(b);
    for (uint32_t column = 0; column < table_columns(b->table); column++) {
        struct value v = value_of(b, column);
        enum part part = part_of(b, &v);
        if (part != puts_by_part[index].part)
            continue;
        puts_by_part[index].put(b, &v);
        if (table_column_role(b->table, column) != ROLE_DUE)
            continue;
        if (part != PART_FACT)
            b->facts_end = 0; /* the line is not one of facts */
        put_standing(b);
    }
}

void card_build(struct card *c, const struct review *r, uint32_t row, unsigned width_cells,
                unsigned title_cells, enum lang lang)
{
    c->span_count = 0;
    c->line_count = 0;
    buf_clear(&c->standing);
    if (row == ROW_NONE)
        return;
    struct builder b = {
        .card = c,
        .review = r,
        .table = r->table,
        .row = row,
        .width = width_cells > 0 ? width_cells : 1,
        .title_cells = title_cells,
        .lang = lang,
    };
    for (size_t i = 0; i < COUNT_OF(puts_by_part); i++)
        put_part(&b, i);
    put_remarks(&b);
}

/* ---- finding back ---- */

size_t card_find_line(const struct card *c, uint32_t column, size_t off)
{
    size_t found = 0;
    bool has_found = false;
    for (size_t line = 0; line < c->line_count; line++) {
        for (size_t i = 0; i < c->lines[line].span_count; i++) {
            const struct card_span *span = &c->spans[c->lines[line].first_span + i];
            if (span->column != column || (has_found && span->off > off))
                continue;
            found = line;
            has_found = true;
        }
    }
    return found;
}
