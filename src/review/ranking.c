/*
 * ranking: puts a set of texts in collation order.
 *
 * The one hard idea: what all texts of the set begin with need not be collated, for a key is made
 * of elements, one a character or a number. So keys begin where the texts begin to differ, stepped
 * back to a place where an element begins whatever stands before it.
 */
#include "review/ranking.h"

#include <stdlib.h>

#include "base/arena.h"
#include "text/collate.h"
#include "text/fold.h"
#include "text/utf8.h"

struct ranked {
    struct str key;
    uint32_t number; /* of the textset */
};

static int compare_ranked(const void *a, const void *b)
{
    return str_compare(((const struct ranked *)a)->key, ((const struct ranked *)b)->key);
}

/* Bytes that all texts of the set begin with. */
static size_t common_beginning(const struct textset *texts)
{
    struct str first = textset_text(texts, 0);
    size_t common = first.len;
    for (uint32_t number = 1; number < texts->count; number++) {
        struct str text = textset_text(texts, number);
        size_t most = text.len < common ? text.len : common, len = 0;
        while (len < most && text.ptr[len] == first.ptr[len])
            len++;
        common = len;
    }
    return common;
}

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
static size_t skippable_beginning(const struct textset *texts)
{
    struct str first = textset_text(texts, 0);
    size_t end = utf8_clip(first, common_beginning(texts)).len;
    while (end > 0) {
        size_t start = utf8_clip(first, end - 1).len;
        if (can_begin_key(str_slice(first, start, end - start)))
            return start;
        end = start;
    }
    return 0;
}

bool ranking_of(const struct textset *texts, enum collation kind, size_t enough, uint32_t *ranks)
{
    struct arena arena;
    arena_init(&arena, 0);
    struct buf key = BUF_INIT;
    struct ranked *all = mem_array(texts->count, sizeof *all);
    size_t skipped = kind == COLLATE_NAME ? 0 : skippable_beginning(texts);
    for (uint32_t number = 0; number < texts->count; number++) {
        struct str text = textset_text(texts, number);
        buf_clear(&key);
        collate_append_beginning(&key, kind, str_slice(text, skipped, text.len), enough);
        all[number] = (struct ranked){arena_copy(&arena, buf_str(&key)), number};
    }
    qsort(all, texts->count, sizeof *all, compare_ranked);
    uint32_t rank = 0;
    bool is_open = false;
    for (size_t i = 0; i < texts->count; i++) {
        bool is_equal = i > 0 && str_equal(all[i].key, all[i - 1].key);
        rank += i > 0 && !is_equal;
        is_open |= is_equal && all[i].key.len >= enough;
        ranks[all[i].number] = rank;
    }
    mem_free(all);
    buf_release(&key);
    arena_release(&arena);
    return is_open;
}
