/*
 * notes: marks and remarks in memory.
 *
 * The one hard idea: records are found by their key in a hash table of the few keys that have
 * something, and a row's key is made when it is asked for. So nothing here grows with the table, a
 * reload needs no care, and a table without notes costs one comparison a question.
 */
#include "review/notes.h"

#include <stdlib.h>

#include "review/textset.h"

/* What there is about one record. */
struct note {
    bool is_marked;
    size_t first; /* of `remarks` */
    size_t count;
};

struct notes {
    struct arena arena; /* life of keys and texts */
    struct textset keys;
    struct note *notes; /* by number in `keys` */
    size_t cap;
    struct remark *remarks; /* in the arena; those of one record side by side, oldest first */
    size_t remark_count;
    size_t mark_count;
};

struct notes *notes_new(void)
{
    struct notes *n = mem_zero(1, sizeof *n);
    arena_init(&n->arena, 0);
    return n;
}

static void release(struct notes *n)
{
    arena_release(&n->arena);
    textset_release(&n->keys);
    mem_free(n->notes);
}

void notes_free(struct notes *n)
{
    if (!n)
        return;
    release(n);
    mem_free(n);
}

size_t notes_mark_count(const struct notes *n)
{
    return n->mark_count;
}

size_t notes_remark_count(const struct notes *n)
{
    return n->remark_count;
}

/* ---- by key ---- */

/* The note of a key, made when there is none. The key must live as long as the notes. */
static struct note *note_of_key(struct notes *n, struct str key)
{
    bool is_new;
    uint32_t number = textset_add(&n->keys, key, &is_new);
    n->notes = mem_reserve(n->notes, &n->cap, n->keys.count, sizeof *n->notes);
    if (is_new)
        n->notes[number] = (struct note){false, 0, 0};
    return &n->notes[number];
}

static void set_mark(struct notes *n, struct note *note, bool on)
{
    if (note->is_marked == on)
        return;
    note->is_marked = on;
    if (on)
        n->mark_count++;
    else
        n->mark_count--;
}

/* ---- by row ---- */

static const struct note *note_of_row(const struct notes *n, const struct table *t, uint32_t row)
{
    if (!n || n->keys.count == 0)
        return NULL;
    struct buf key = BUF_INIT;
    store_append_record_key(&key, t, row);
    uint32_t number;
    bool is_known = textset_find(&n->keys, buf_str(&key), &number);
    buf_release(&key);
    return is_known ? &n->notes[number] : NULL;
}

bool notes_is_marked(const struct review *r, uint32_t row)
{
    const struct note *note = note_of_row(r->notes, r->table, row);
    return note && note->is_marked;
}

const struct remark *notes_remarks(const struct review *r, uint32_t row, size_t *count)
{
    const struct note *note = note_of_row(r->notes, r->table, row);
    *count = note ? note->count : 0;
    return *count > 0 ? r->notes->remarks + note->first : NULL;
}

void notes_set_mark(struct notes *n, const struct table *t, uint32_t row, bool on)
{
    struct buf key = BUF_INIT;
    store_append_record_key(&key, t, row);
    set_mark(n, note_of_key(n, arena_copy(&n->arena, buf_str(&key))), on);
    buf_release(&key);
}

void notes_clear_marks(struct notes *n)
{
    for (size_t i = 0; i < n->keys.count; i++)
        set_mark(n, &n->notes[i], false);
}

/* ---- from the store ---- */

static int compare_remarks(const void *a, const void *b)
{
    const struct remark *left = a, *right = b;
    int order = str_compare(left->record, right->record);
    return order ? order : (left->id > right->id) - (left->id < right->id);
}

static void index_remarks(struct notes *n)
{
    if (n->remark_count > 0)
        qsort(n->remarks, n->remark_count, sizeof *n->remarks, compare_remarks);
    for (size_t i = 0; i < n->remark_count; i++) {
        struct note *note = note_of_key(n, n->remarks[i].record);
        if (note->count++ == 0)
            note->first = i;
    }
}

static void keep_marks(struct notes *n, const struct notes *old)
{
    for (size_t i = 0; i < old->keys.count; i++)
        if (old->notes[i].is_marked)
            set_mark(n,
                     note_of_key(n, arena_copy(&n->arena, textset_text(&old->keys, (uint32_t)i))),
                     true);
}

enum err notes_read(struct notes *n, struct store *s, struct str table, struct str who,
                    struct diag *d)
{
    struct notes fresh = {.keys = TEXTSET_INIT};
    arena_init(&fresh.arena, 0);
    struct str *marks = NULL;
    size_t mark_count = 0;
    enum err err = store_remarks(s, table, &fresh.arena, &fresh.remarks, &fresh.remark_count, d);
    if (err == ERR_NONE && who.len > 0)
        err = store_marks(s, table, who, &fresh.arena, &marks, &mark_count, d);
    if (err != ERR_NONE) {
        release(&fresh);
        return err;
    }
    index_remarks(&fresh);
    for (size_t i = 0; i < mark_count; i++)
        set_mark(&fresh, note_of_key(&fresh, marks[i]), true);
    if (who.len == 0)
        keep_marks(&fresh, n);
    release(n);
    *n = fresh;
    return ERR_NONE;
}
