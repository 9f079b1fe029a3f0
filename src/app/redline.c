/*
 * redline: the pieces of two values, told apart by words in brackets.
 *
 * The one hard idea is when not to weave: a note that was written anew shares single characters with the
 * old one, and woven together neither can be read. So weaving needs half of the shorter text to have stayed,
 * and enough of it around each change. What differs is text/diff.h's, which columns are compared review/compare.h's.
 */
#include "app/redline.h"

#include "review/compare.h"
#include "text/cluster.h"

/* What is shown for a value that is empty. */
static const struct str empty_mark = STR_INIT("－");

bool redline_is_due(const struct review *r, uint32_t row, uint32_t column, struct str *before)
{
    const struct compare *c = r->compare;
    if (!c || !compare_differs(c, row, column))
        return false;
    *before = text_trim(
        table_cell(compare_before(c), compare_old_row(c, row), compare_old_column(c, column)));
    return true;
}

enum msg redline_verdict(const struct review *r, uint32_t row)
{
    const struct compare *c = r->compare;
    if (!c)
        return MSG_NONE;
    enum change change = compare_change(c, row);
    if (change == CHANGE_NEW)
        return MSG_VERDICT_NEW;
    if (compare_note_is_same(c, row))
        return change == CHANGE_SAME ? MSG_VERDICT_SAME_NOTE : MSG_VERDICT_CHANGED_SAME_NOTE;
    return change == CHANGE_SAME ? MSG_VERDICT_SAME : MSG_VERDICT_CHANGED;
}

/* ---- pieces ---- */

static void add_sign(struct patchwork *out, struct str sign)
{
    patchwork_add(out, (struct patch){sign, COLUMN_NONE, 0, CARD_LABEL});
}

static void add_bracketed(struct patchwork *out, enum msg opening, struct patch patch,
                          enum lang lang)
{
    add_sign(out, str_from(msg_text(lang, opening)));
    patchwork_add(out, patch);
    add_sign(out, str_from(msg_text(lang, MSG_REDLINE_END)));
}

static void add_taken(struct patchwork *out, struct str text, enum lang lang)
{
    struct patch patch = {text.len > 0 ? text : empty_mark, COLUMN_NONE, 0, CARD_TAKEN};
    add_bracketed(out, MSG_REDLINE_OLD, patch, lang);
}

/* A part of the present cell. */
static struct patch part_of(const struct redline_cell *now, struct str text, uint8_t style)
{
    return (struct patch){text, now->column, now->off + (size_t)(text.ptr - now->text.ptr), style};
}

static void add_now(struct patchwork *out, const struct redline_cell *now)
{
    if (now->text.len > 0)
        patchwork_add(out, part_of(now, now->text, now->style));
    else
        patchwork_add(out, (struct patch){empty_mark, now->column, now->off, CARD_EMPTY});
}

void redline_set_behind(struct patchwork *out, const struct redline_cell *now, struct str before,
                        enum lang lang)
{
    add_now(out, now);
    add_taken(out, before, lang);
}

/* ---- weaving ---- */

/* Bytes that must have stayed for each piece that did not: two characters. */
#define SAME_BYTES_EACH 6

static bool is_worth_weaving(const struct diff *d, struct str before, struct str now)
{
    size_t same = 0, edits = 0, shorter = before.len < now.len ? before.len : now.len;
    for (size_t i = 0; i < d->count; i++) {
        same += d->pieces[i].kind == DIFF_SAME ? d->pieces[i].text.len : 0;
        edits += d->pieces[i].kind != DIFF_SAME;
    }
    return same > 0 && same * 2 >= shorter && same >= edits * SAME_BYTES_EACH;
}

static void weave(struct patchwork *out, const struct diff *d, const struct redline_cell *now,
                  enum lang lang)
{
    for (size_t i = 0; i < d->count; i++) {
        struct str text = d->pieces[i].text;
        if (d->pieces[i].kind == DIFF_SAME)
            patchwork_add(out, part_of(now, text, now->style));
        else if (d->pieces[i].kind == DIFF_TAKEN)
            add_taken(out, text, lang);
        else
            add_bracketed(out, MSG_REDLINE_NEW, part_of(now, text, CARD_ADDED), lang);
    }
}

void redline_weave(struct patchwork *out, struct diff *scratch, const struct redline_cell *now,
                   struct str before, enum lang lang)
{
    diff_texts(scratch, before, now->text);
    if (is_worth_weaving(scratch, before, now->text)) {
        weave(out, scratch, now, lang);
        return;
    }
    add_now(out, now);
    add_sign(out, STR("\n"));
    add_taken(out, before, lang);
}
