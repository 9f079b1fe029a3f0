/*
 * textset: a hash table of borrowed texts.
 *
 * The one hard idea: slots hold only numbers, members keep their hash, so that growing moves four
 * bytes a member and never looks at a text again. What a number stands for is the caller's.
 */
#include "review/textset.h"

#include <string.h>

enum { SLOTS_FIRST = 64, SPARSE_SLOTS = 32 };

struct textset_member {
    struct str text;
    uint64_t hash;
};

/* Eight bytes a step; the constants are those of splitmix64 (public domain). */
uint64_t textset_hash(struct str text)
{
    uint64_t hash = 0x9e3779b97f4a7c15U ^ text.len;
    for (size_t off = 0; off < text.len; off += sizeof hash) {
        uint64_t word = 0;
        size_t left = text.len - off;
        memcpy(&word, text.ptr + off, left < sizeof word ? left : sizeof word);
        hash = (hash ^ word) * 0xbf58476d1ce4e5b9U;
        hash ^= hash >> 29;
    }
    hash *= 0x94d049bb133111ebU;
    return hash ^ (hash >> 31);
}

void textset_release(struct textset *s)
{
    mem_free(s->members);
    mem_free(s->slots);
    *s = (struct textset)TEXTSET_INIT;
}

/* A set that was large and holds little is soon cleared. */
void textset_clear(struct textset *s)
{
    bool is_sparse = s->count < s->slot_count / SPARSE_SLOTS;
    for (size_t number = 0; is_sparse && number < s->count; number++) {
        size_t slot = s->members[number].hash & (s->slot_count - 1);
        while (s->slots[slot] != number + 1)
            slot = (slot + 1) & (s->slot_count - 1);
        s->slots[slot] = 0;
    }
    if (!is_sparse && s->slot_count > 0)
        memset(s->slots, 0, s->slot_count * sizeof *s->slots);
    s->count = 0;
}

/* The slot where the hash's search ends: the text's own, or the free one where it belongs. */
static size_t find_slot(const struct textset *s, struct str text, uint64_t hash)
{
    size_t mask = s->slot_count - 1;
    for (size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        uint32_t number = s->slots[slot];
        if (number == 0)
            return slot;
        const struct textset_member *m = &s->members[number - 1];
        if (m->hash == hash && str_equal(m->text, text))
            return slot;
    }
}

static void grow_slots(struct textset *s)
{
    size_t count = s->slot_count > 0 ? s->slot_count * 2 : SLOTS_FIRST;
    mem_free(s->slots);
    s->slots = mem_zero(count, sizeof *s->slots);
    s->slot_count = count;
    for (size_t i = 0; i < s->count; i++) {
        size_t slot = s->members[i].hash & (count - 1);
        while (s->slots[slot] != 0)
            slot = (slot + 1) & (count - 1);
        s->slots[slot] = (uint32_t)(i + 1);
    }
}

uint32_t textset_add(struct textset *s, struct str text, bool *is_new)
{
    if (s->count * 4 >= s->slot_count * 3)
        grow_slots(s);
    uint64_t hash = textset_hash(text);
    size_t slot = find_slot(s, text, hash);
    bool absent = s->slots[slot] == 0;
    if (absent) {
        s->members = mem_reserve(s->members, &s->cap, s->count + 1, sizeof *s->members);
        s->members[s->count++] = (struct textset_member){text, hash};
        s->slots[slot] = (uint32_t)s->count;
    }
    if (is_new)
        *is_new = absent;
    return s->slots[slot] - 1;
}

bool textset_find(const struct textset *s, struct str text, uint32_t *number)
{
    if (s->count == 0)
        return false;
    size_t slot = find_slot(s, text, textset_hash(text));
    if (s->slots[slot] == 0)
        return false;
    *number = s->slots[slot] - 1;
    return true;
}

struct str textset_text(const struct textset *s, uint32_t number)
{
    return s->members[number].text;
}

void textset_move(struct textset *s, uint32_t number, struct str same)
{
    s->members[number].text = same;
}
