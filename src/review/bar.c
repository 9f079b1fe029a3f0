/*
 * bar: divides a length among the classes.
 *
 * The one hard idea: what rounding takes from the small classes, or gives to them, the largest one
 * settles; so a bar keeps its length and no class that has records is without a sign.
 */
#include "review/bar.h"

static const struct {
    struct bar_class shown;
    size_t offset; /* of the count in struct tally */
} classes[BAR_CLASSES] = {
    [BAR_ON_SCHEDULE] = {{MSG_SUMMARY_ON, '#'}, offsetof(struct tally, on_schedule)},
    [BAR_BEHIND] = {{MSG_SUMMARY_BEHIND, 'x'}, offsetof(struct tally, behind)},
    [BAR_NOT_STATED] = {{MSG_SUMMARY_NOT_STATED, '?'}, offsetof(struct tally, not_stated)},
    [BAR_OTHER] = {{MSG_SUMMARY_OTHER, '-'}, offsetof(struct tally, other)},
};

const struct bar_class *bar_class(size_t index)
{
    return &classes[index].shown;
}

uint32_t bar_count(const struct tally *t, size_t index)
{
    return *(const uint32_t *)((const char *)t + classes[index].offset);
}

/* Cells of each class in a bar of `length`: rounded down, at least 1, what is left to the largest.
 */
static void divide(const struct tally *t, unsigned length, unsigned cells[BAR_CLASSES])
{
    unsigned used = 0;
    size_t largest = 0;
    for (size_t i = 0; i < BAR_CLASSES; i++) {
        uint64_t share = (uint64_t)bar_count(t, i) * length / t->records;
        cells[i] = share > 0 || bar_count(t, i) == 0 ? (unsigned)share : 1;
        used += cells[i];
        if (bar_count(t, i) > bar_count(t, largest))
            largest = i;
    }
    cells[largest] = cells[largest] + length > used ? cells[largest] + length - used : 1;
}

void bar_append(struct buf *out, const struct tally *t, uint32_t most, unsigned room)
{
    unsigned scale = most < room ? most : room;
    unsigned length = (unsigned)((uint64_t)t->records * scale / most);
    unsigned cells[BAR_CLASSES];
    divide(t, length > 0 ? length : 1, cells);
    for (size_t i = 0; i < BAR_CLASSES; i++)
        for (unsigned k = 0; k < cells[i]; k++)
            buf_append_byte(out, classes[i].shown.sign);
}
