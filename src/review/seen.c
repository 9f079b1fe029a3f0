/*
 * seen: a hash table of records by what stands in a column of theirs.
 *
 * The one hard idea: half of the hash is kept beside the record, so that another record's text is looked at only
 * where it is the same one, but for one time in some thousand millions.
 */
#include "review/seen.h"

#include "review/textset.h"
#include "text/cluster.h"

enum { SLOTS_FIRST = 64 };

/* `row` is the record's number + 1, 0 where the slot is free. */
struct seen_slot {
    uint32_t row;
    uint32_t hash;
};

void seen_release(struct seen *s)
{
    mem_free(s->slots);
    s->slots = NULL;
    s->slot_count = s->count = 0;
}

static struct str text_of(const struct seen *s, uint32_t row)
{
    return text_trim(table_cell(s->table, row, s->column));
}

static bool holds(const struct seen *s, const struct seen_slot *slot, uint32_t hash,
                  struct str text)
{
    return slot->hash == hash && str_equal(text_of(s, slot->row - 1), text);
}

static void grow(struct seen *s)
{
    size_t count = s->slot_count > 0 ? s->slot_count * 2 : SLOTS_FIRST;
    struct seen_slot *slots = mem_zero(count, sizeof *slots);
    for (size_t i = 0; i < s->slot_count; i++) {
        size_t at = s->slots[i].hash & (count - 1);
        while (slots[at].row != 0)
            at = (at + 1) & (count - 1);
        slots[at] = s->slots[i];
    }
    mem_free(s->slots);
    s->slots = slots;
    s->slot_count = count;
}

uint32_t seen_meet(struct seen *s, uint32_t row)
{
    if (s->count * 4 >= s->slot_count * 3)
        grow(s);
    struct str text = text_of(s, row);
    uint32_t hash = (uint32_t)textset_hash(text);
    size_t at = hash & (s->slot_count - 1);
    while (s->slots[at].row != 0 && !holds(s, &s->slots[at], hash, text))
        at = (at + 1) & (s->slot_count - 1);
    uint32_t before = s->slots[at].row;
    s->slots[at] = (struct seen_slot){row + 1, hash};
    s->count += before == 0;
    return before == 0 ? ROW_NONE : before - 1;
}
