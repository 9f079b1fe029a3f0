/*
 * search: keeps the hits of the standing search as sorted places of the view, so that n, N and the
 * counter cost a binary search. What a hit does to cursor and columns is find.c's.
 *
 * The one hard idea: hits before the place where looking began are found last and belong first; they wait in an
 * array of their own, so that the hits that are handed out are in order at every moment.
 */
#include "app/search.h"

#include <string.h>

#include "review/narrowing.h"

/* Records that are fetched from memory while one is looked at. */
enum { EXPECT_AHEAD = 12 };

/* ---- places ---- */

static void places_release(struct places *p)
{
    mem_free(p->at);
    *p = (struct places){NULL, 0, 0};
}

static void places_add(struct places *p, struct place_of_hit hit)
{
    p->at = mem_reserve(p->at, &p->cap, p->count + 1, sizeof *p->at);
    p->at[p->count++] = hit;
}

/* Index of the first one at or behind `pos`. */
static size_t places_index(const struct places *p, size_t pos)
{
    size_t low = 0, high = p->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->at[middle].pos < pos)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Puts the places of `front` before those of `p`, and empties it. */
static void places_join(struct places *front, struct places *p)
{
    if (front->count == 0)
        return;
    front->at = mem_reserve(front->at, &front->cap, front->count + p->count, sizeof *front->at);
    if (p->count > 0)
        memcpy(front->at + front->count, p->at, p->count * sizeof *p->at);
    front->count += p->count;
    struct places joined = *front;
    *front = *p;
    *p = joined;
    front->count = 0;
}

/* ---- words ---- */

/* Nothing found, nothing looked at. */
static void forget_hits(struct search *s)
{
    s->hits.count = s->early.count = 0;
    s->undecided = 0;
    places_release(&s->among);
    s->is_whole = s->is_round = false;
    s->seen = 0;
}

void search_clear(struct search *s)
{
    query_free(s->query);
    s->query = NULL;
    s->is_sought = false;
    s->hit_column = COLUMN_NONE;
    forget_hits(s);
    buf_clear(&s->text);
}

void search_release(struct search *s)
{
    search_clear(s);
    buf_release(&s->text);
    places_release(&s->hits);
    places_release(&s->early);
}

bool search_set(struct search *s, struct str words, const struct review *r, struct diag *d)
{
    struct query *q;
    if (!query_read(&q, words, r, false, d))
        return false;
    bool narrows = s->query && s->is_whole && narrowing_is_certain(buf_str(&s->text), words);
    query_free(s->query);
    s->query = q;
    s->is_sought = false;
    s->is_whole = narrows; /* until it begins: its hits are all that can be hits now */
    buf_set(&s->text, words);
    return true;
}

/* ---- looking ---- */

void search_begin(struct search *s, size_t pos)
{
    forget_hits(s);
    s->start = s->next = pos;
    if (s->query)
        query_rest(s->query);
}

void search_narrow(struct search *s, size_t pos)
{
    if (!s->is_whole) {
        search_begin(s, pos);
        return;
    }
    struct places among = s->hits;
    size_t seen = s->seen;
    s->hits = (struct places){NULL, 0, 0};
    search_begin(s, places_index(&among, pos));
    s->among = among;
    s->seen = seen;
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t candidates(const struct search *s, const struct view *v)
{
    return s->among.at ? s->among.count : v->count;
}

/* The place that is looked at as number `index`. */
static struct place_of_hit place_at(const struct search *s, size_t index)
{
    return s->among.at ? s->among.at[index] : (struct place_of_hit){(uint32_t)index, 0};
}

static void expect_place(const struct search *s, const struct review *r, const struct view *v,
                         size_t index)
{
    struct place_of_hit hit = place_at(s, index);
    table_expect(r->table, v->rows[hit.pos], hit.off);
}

/* Looks at the places from `next` up to `end`. */
static bool look(struct search *s, const struct review *r, const struct view *v, size_t end,
                 struct places *out, struct work *work)
{
    for (; s->next < end && work_take(work, view_cost(s->query)); s->next++) {
        struct place_of_hit hit = place_at(s, s->next);
        if (s->next + EXPECT_AHEAD < end)
            expect_place(s, r, v, s->next + EXPECT_AHEAD);
        enum answer answer = query_judge_from(s->query, r, v->rows[hit.pos], &hit.off);
        if (answer == ANSWER_YES)
            places_add(out, hit);
        s->undecided += answer == ANSWER_UNDECIDED;
    }
    return s->next >= end;
}

/* The view got places behind those that were seen. */
static void go_on_behind(struct search *s)
{
    s->is_whole = s->is_round = false;
    s->start = 0;
    s->next = s->seen;
}

bool search_step(struct search *s, const struct review *r, const struct view *v, struct work *work)
{
    while (!search_is_whole(s, v)) {
        if (s->is_whole)
            go_on_behind(s);
        if (!s->is_round && !look(s, r, v, candidates(s, v), &s->hits, work))
            return false;
        if (!s->is_round) {
            s->seen = s->among.at ? s->seen : v->count;
            s->is_round = true;
            s->next = 0;
        }
        if (!look(s, r, v, lesser(s->start, candidates(s, v)), &s->early, work))
            return false;
        places_join(&s->early, &s->hits);
        places_release(&s->among);
        s->is_whole = true;
    }
    return true;
}

bool search_is_whole(const struct search *s, const struct view *v)
{
    return !s->query || (s->is_whole && s->seen >= v->count);
}

unsigned search_percent(const struct search *s, const struct view *v)
{
    size_t all = candidates(s, v);
    size_t start = lesser(s->start, all);
    size_t done = s->is_round ? all - start + s->next : s->next - lesser(start, s->next);
    return search_is_whole(s, v) || all == 0 ? 100 : (unsigned)(done * 100 / all);
}

/* ---- asking ---- */

size_t search_index_from(const struct search *s, size_t pos)
{
    return places_index(&s->hits, pos);
}

size_t search_place(const struct search *s, size_t pos)
{
    size_t index = search_index_from(s, pos);
    return index < s->hits.count && s->hits.at[index].pos == pos ? index + 1 : 0;
}
