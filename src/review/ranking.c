/*
 * ranking: puts a set of texts in collation order.
 *
 * The one hard idea: what all texts of the set begin with need not be collated, for a key is made
 * of elements, one a character or a number. So keys begin where the texts begin to differ, stepped
 * back to a place where an element begins whatever stands before it. The keys are then merged, runs of
 * two, of four, of eight, since merging can be left at any place and gone on with.
 */
#include "review/ranking.h"

#include "text/collate.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { COST_COMMON = 1, COST_KEY = 10, COST_MERGE = 3, COST_RANK = 1 };

struct ranked {
    struct str key;
    uint32_t number; /* of the textset */
};

/* ---- where keys begin ---- */

/* True when a key can begin at the code point: no number goes on there, and no blank would be
 * trimmed. */
static bool can_begin_key(struct str code_point)
{
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(code_point, &scratch);
    bool can_begin =
        folded.len > 0 && folded.ptr[0] != ' ' && (folded.ptr[0] < '0' || folded.ptr[0] > '9');
    buf_release(&scratch);
    return can_begin;
}

/* Bytes that need no looking at: all texts of the set begin with them, and their keys can be told
 * apart by what follows. */
static size_t skippable_beginning(struct str first, size_t common)
{
    size_t end = utf8_clip(first, common).len;
    while (end > 0) {
        size_t start = utf8_clip(first, end - 1).len;
        if (can_begin_key(str_slice(first, start, end - start)))
            return start;
        end = start;
    }
    return 0;
}

static bool find_common(struct ranking *k, struct work *work)
{
    struct str first = textset_text(k->texts, 0);
    for (; k->at < k->texts->count && work_take(work, COST_COMMON); k->at++) {
        struct str text = textset_text(k->texts, (uint32_t)k->at);
        size_t most = text.len < k->common ? text.len : k->common, len = 0;
        while (len < most && text.ptr[len] == first.ptr[len])
            len++;
        k->common = len;
    }
    if (k->at < k->texts->count)
        return false;
    k->skipped = k->kind == COLLATE_NAME ? 0 : skippable_beginning(first, k->common);
    return true;
}

/* ---- keys, merged ---- */

static bool make_keys(struct ranking *k, struct work *work)
{
    for (; k->at < k->texts->count && work_take(work, COST_KEY); k->at++) {
        struct str text = textset_text(k->texts, (uint32_t)k->at);
        buf_clear(&k->scratch);
        collate_append_beginning(&k->scratch, k->kind, str_slice(text, k->skipped, text.len),
                                 k->enough);
        k->all[k->at] =
            (struct ranked){arena_copy(&k->keys, buf_str(&k->scratch)), (uint32_t)k->at};
    }
    return k->at == k->texts->count;
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Merges each two runs of `width` into one; `at` is the place that is filled next, `a` and `b` stand in the
 * two runs that it is filled from. */
static bool merge_all(struct ranking *k, struct work *work)
{
    size_t count = k->texts->count, both = 2 * k->width;
    for (; k->at < count && work_take(work, COST_MERGE); k->at++) {
        size_t begin = k->at - k->at % both;
        size_t a_end = lesser(begin + k->width, count), b_end = lesser(begin + both, count);
        if (k->at == begin) {
            k->a = begin;
            k->b = a_end;
        }
        bool takes_a =
            k->a < a_end && (k->b == b_end || str_compare(k->all[k->a].key, k->all[k->b].key) <= 0);
        k->next[k->at] = k->all[takes_a ? k->a++ : k->b++];
    }
    return k->at == count;
}

static bool merge(struct ranking *k, struct work *work)
{
    while (k->width < k->texts->count) {
        if (!merge_all(k, work))
            return false;
        struct ranked *merged = k->next;
        k->next = k->all;
        k->all = merged;
        k->width *= 2;
        k->at = 0;
    }
    return true;
}

static bool number_ranks(struct ranking *k, struct work *work)
{
    (void)work_take(work, COST_RANK * k->texts->count);
    uint32_t rank = 0;
    for (size_t i = 0; i < k->texts->count; i++) {
        bool is_equal = i > 0 && str_equal(k->all[i].key, k->all[i - 1].key);
        rank += i > 0 && !is_equal;
        k->is_open |= is_equal && k->all[i].key.len >= k->enough;
        k->ranks[k->all[i].number] = rank;
    }
    return true;
}

/* ---- the whole ---- */

/* In this order; each is true when it is done. */
static bool (*const stages[])(struct ranking *k, struct work *work) = {find_common, make_keys,
                                                                       merge, number_ranks};

void ranking_begin(struct ranking *k, const struct textset *texts, enum collation kind,
                   size_t enough)
{
    *k = (struct ranking){.texts = texts,
                          .kind = kind,
                          .enough = enough,
                          .common = textset_text(texts, 0).len,
                          .width = 1,
                          .all = mem_array(texts->count, sizeof *k->all),
                          .next = mem_array(texts->count, sizeof *k->next),
                          .ranks = mem_array(texts->count, sizeof *k->ranks)};
    arena_init(&k->keys, 0);
}

bool ranking_step(struct ranking *k, struct work *work)
{
    for (; k->stage < (int)COUNT_OF(stages); k->stage++, k->at = 0)
        if (!stages[k->stage](k, work))
            return false;
    return true;
}

void ranking_release(struct ranking *k)
{
    if (!k->texts)
        return;
    arena_release(&k->keys);
    buf_release(&k->scratch);
    mem_free(k->all);
    mem_free(k->next);
    mem_free(k->ranks);
    *k = (struct ranking){.texts = NULL};
}
