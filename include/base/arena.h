/*
 * arena: memory that is given out piece by piece and freed all at once.
 *
 * An arena has a named life (a table's, a frame's); a pointer into it lives exactly as long.
 *
 *   blocks   [ used ....... | free ]  ->  [ used ... full ]  ->  ...
 *
 * Blocks never move, so pointers stay good while the arena grows.
 */
#ifndef DUBAN_BASE_ARENA_H
#define DUBAN_BASE_ARENA_H

#include "base/base.h"

struct arena_block;

struct arena {
    struct arena_block *newest;
    size_t block_size; /* of the next block; a larger request gets a block of its own */
    size_t used_bytes; /* all that was given out */
};

/* `block_size` 0 means the usual 64 KiB. Tests use a few bytes to meet every boundary. */
void arena_init(struct arena *a, size_t block_size);

/* Frees everything that the arena gave out. */
void arena_release(struct arena *a);

/* `size` bytes, aligned for any type, not cleared. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* `size` bytes without alignment, for text. */
char *arena_bytes(struct arena *a, size_t size);

/* A copy of `s` (with a NUL behind it, not counted) that lives in the arena. */
struct str arena_copy(struct arena *a, struct str s);

#endif
