/*
 * arena: pieces of memory with one common end.
 *
 * The one hard idea: a request that does not fit gets a block of its own behind the newest one when
 * it is large, so that the room left in the newest block is not thrown away for it. Growing, and
 * what happens when memory ends, is base's.
 */
#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

enum { USUAL_BLOCK_SIZE = 64 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *a, size_t block_size)
{
    *a = (struct arena){.block_size = block_size > 0 ? block_size : USUAL_BLOCK_SIZE};
}

void arena_release(struct arena *a)
{
    while (a->newest) {
        struct arena_block *older = a->newest->older;
        mem_free(a->newest);
        a->newest = older;
    }
    a->used_bytes = 0;
}

static struct arena_block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct arena_block))
        mem_fail();
    struct arena_block *block = mem_alloc(sizeof *block + size);
    block->older = NULL;
    block->used = 0;
    block->size = size;
    return block;
}

/* A block with `size` free bytes: a large one goes behind the newest, a usual one becomes it. */
static struct arena_block *add_block(struct arena *a, size_t size)
{
    bool is_large = size > a->block_size;
    struct arena_block *block = block_new(is_large ? size : a->block_size);
    if (is_large && a->newest) {
        block->older = a->newest->older;
        a->newest->older = block;
    } else {
        block->older = a->newest;
        a->newest = block;
    }
    return block;
}

/* `alignment` is a power of two and at most that of max_align_t, which a block's bytes have. */
static void *take(struct arena *a, size_t size, size_t alignment)
{
    struct arena_block *block = a->newest;
    size_t at = block ? (block->used + alignment - 1) & ~(alignment - 1) : 0;
    if (!block || at > block->size || size > block->size - at) {
        block = add_block(a, size);
        at = 0;
    }
    block->used = at + size;
    a->used_bytes += size;
    return block->bytes + at;
}

void *arena_alloc(struct arena *a, size_t size)
{
    return take(a, size, alignof(max_align_t));
}

char *arena_bytes(struct arena *a, size_t size)
{
    return take(a, size, 1);
}

struct str arena_copy(struct arena *a, struct str s)
{
    if (s.len == SIZE_MAX)
        mem_fail();
    char *copy = arena_bytes(a, s.len + 1);
    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return (struct str){copy, s.len};
}
