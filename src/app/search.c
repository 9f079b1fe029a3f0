/*
 * search: keeps the hits of the standing search as sorted places of the view, so that n, N and the
 * counter cost a binary search. What a hit does to cursor and columns is find.c's.
 */
#include "app/search.h"

void search_clear(struct search *s)
{
    query_free(s->query);
    s->query = NULL;
    s->count = 0;
    s->undecided = 0;
    s->hit_column = COLUMN_NONE;
    buf_clear(&s->text);
}

void search_release(struct search *s)
{
    search_clear(s);
    buf_release(&s->text);
    mem_free(s->hits);
    s->hits = NULL;
    s->cap = 0;
}

void search_refresh(struct search *s, const struct review *r, const struct view *v)
{
    s->count = 0;
    s->undecided = 0;
    if (!s->query)
        return;
    query_rest(s->query);
    s->hits = mem_reserve(s->hits, &s->cap, v->count, sizeof *s->hits);
    for (size_t pos = 0; pos < v->count; pos++) {
        enum answer answer = query_judge(s->query, r, v->rows[pos]);
        if (answer == ANSWER_YES)
            s->hits[s->count++] = pos;
        s->undecided += answer == ANSWER_UNDECIDED;
    }
}

bool search_set(struct search *s, struct str words, const struct review *r, const struct view *v,
                struct diag *d)
{
    struct query *q = query_parse(words, r->table, d);
    if (!q)
        return false;
    if (query_lacks_earlier(q, r)) {
        query_free(q);
        (void)diag_set(d, ERR_QUERY, 0, words, MSG_QUERY_NO_EARLIER);
        return false;
    }
    bool is_empty = query_is_empty(q);
    if (is_empty)
        query_free(q);
    query_free(s->query);
    s->query = is_empty ? NULL : q;
    buf_set(&s->text, words);
    search_refresh(s, r, v);
    return true;
}

size_t search_index_from(const struct search *s, size_t pos)
{
    size_t low = 0, high = s->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->hits[middle] < pos)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t search_place(const struct search *s, size_t pos)
{
    size_t index = search_index_from(s, pos);
    return index < s->count && s->hits[index] == pos ? index + 1 : 0;
}
