/*
 * base: the words that every other header uses.
 *
 *   struct str   borrowed bytes, never owned and not NUL-terminated; whoever hands one out says how
 *                long it lives. The text inside is UTF-8 unless a header says "raw bytes".
 *   struct buf   bytes that grow and are owned; buf_str() borrows them until the next change.
 *   mem_*        allocation that does not return NULL: when memory ends, the program's handler
 *                runs (main restores the terminal and exits 2) and never comes back.
 *   enum err     why something of the outside world failed; struct diag carries it to the user.
 *
 * Nothing in base knows about text, tables or terminals.
 */
#ifndef DUBAN_BASE_BASE_H
#define DUBAN_BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE               __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define COUNT_OF(array)        (sizeof(array) / sizeof((array)[0]))

/* ---- borrowed bytes ---- */

struct str {
    const char *ptr;
    size_t len;
};

/* A string literal as a str, for initialisers and for arguments. */
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }
#define STR(literal) ((struct str)STR_INIT(literal))

/* printf("%.*s", STR_ARG(s)) */
#define STR_ARG(s) (int)(s).len, (s).ptr

/* The bytes of a C string, without its NUL; NULL gives the empty str. */
struct str str_from(const char *cstring);

/* `len` bytes from offset `off` of `s`, both clipped to what is there. */
struct str str_slice(struct str s, size_t off, size_t len);

/* True when both hold the same bytes. */
bool str_equal(struct str a, struct str b);

/* memcmp order, the shorter first when one begins the other: <0, 0, >0. */
int str_compare(struct str a, struct str b);

/* True when `s` begins or ends with `part`. */
bool str_starts_with(struct str s, struct str part);
bool str_ends_with(struct str s, struct str part);

/* Offset of the first `needle` at or after `from`, or SIZE_MAX. An empty needle is found at `from`.
 */
size_t str_find(struct str s, struct str needle, size_t from);

/* Without the ASCII blanks (space, tab, CR, LF) at both ends. Ideographic space is the text
 * layer's. */
struct str str_trim(struct str s);

/* Takes the part before the first `separator` out of `*rest` into `*part` and moves `*rest` behind
 * the separator. False when `*rest` was used up (its ptr is NULL then). "a,,b" gives a, "", b; an
 * empty str with a ptr gives "" once. */
bool str_split(struct str *rest, char separator, struct str *part);

/* Decimal digits only, at least one, within uint32_t. False leaves `*out` alone. */
bool str_to_u32(struct str s, uint32_t *out);

/* ---- owned bytes ---- */

struct buf {
    char *ptr; /* NULL until something was appended; then always followed by a NUL byte */
    size_t len;
    size_t cap;
};

#define BUF_INIT                                                                                   \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

/* Frees the bytes and makes the buffer empty and usable again. */
void buf_release(struct buf *b);

/* Empties it and keeps the memory. */
void buf_clear(struct buf *b);

/* Makes room for `extra` more bytes (and the NUL). */
void buf_reserve(struct buf *b, size_t extra);

/* Append: bytes (which may lie in `b` itself only if no growth is needed), a str, one byte, a
 * printf. */
void buf_append(struct buf *b, const void *bytes, size_t len);
void buf_append_str(struct buf *b, struct str s);
void buf_append_byte(struct buf *b, char byte);
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *format, va_list args) PRINTF_LIKE(2, 0);

/* Replaces the contents with `s`, which must not lie in `b`. */
void buf_set(struct buf *b, struct str s);

/* Takes `len` bytes out at `off`; puts `s` in at `off`. Both are clipped to the contents. */
void buf_remove(struct buf *b, size_t off, size_t len);
void buf_insert(struct buf *b, size_t off, struct str s);

/* The contents, borrowed until the next change. */
struct str buf_str(const struct buf *b);

/* The contents as a C string, "" when empty; borrowed likewise. */
const char *buf_cstr(const struct buf *b);

/* ---- memory ---- */

/* What to do when memory ends. It must not return nor ask for memory. Without a handler the program aborts.
 * It runs, too, when memory ends for a library: malloc and its kin are defined here for the whole
 * program (with glibc, and without a sanitizer), in front of the C library's. */
void mem_set_failure_handler(void (*handler)(void));

/* Calls the handler; for what reports a lack of memory by itself. */
_Noreturn void mem_fail(void);

/* For tests that let memory end: `allows` is asked before every request, with its bytes, and false
 * makes that request fail as if there were none. NULL, the state at the start, asks nobody. */
void mem_set_gate(bool (*allows)(size_t size));

/* malloc, calloc, realloc that succeed or do not return. A size of 0 gives a pointer to free.
 * `mem_array` and `mem_grow` check count * size for overflow. */
void *mem_alloc(size_t size);
void *mem_zero(size_t count, size_t size);
void *mem_array(size_t count, size_t size);
void *mem_grow(void *old, size_t count, size_t size);
void mem_free(void *p);

/* The process ends: from now on mem_free() does nothing, since the system takes everything back at once. */
void mem_end(void);

/* Room for `need` elements of `size` bytes in the array `p` that has room for `*cap`: doubles
 * when it must grow. Returns the array, at its new place. */
void *mem_reserve(void *p, size_t *cap, size_t need, size_t size);

/* ---- files ---- */

/* Reads `size` bytes of a file from the offset `off`, fewer only where it ends: goes on after reads that gave less or
 * were interrupted. The bytes read, or -1 with errno set. */
int64_t read_whole(int fd, void *to, size_t size, int64_t off);

/* ---- failures of the outside world ---- */

enum err {
    ERR_NONE = 0,
    ERR_OPEN,     /* a file could not be opened; errnum says why */
    ERR_READ,     /* reading failed part-way; errnum says why */
    ERR_WRITE,    /* writing failed; errnum says why */
    ERR_KIND,     /* not a file or pipe: a directory, a device, a socket */
    ERR_EMPTY,    /* no bytes, or nothing that could be a record */
    ERR_BINARY,   /* control bytes: not a table in any encoding */
    ERR_LIMIT,    /* larger than a stated limit; reason says which */
    ERR_ENCODING, /* an encoding name that iconv does not know, or text that it cannot carry */
    ERR_USAGE,    /* a wrong command line */
    ERR_QUERY,    /* a query that cannot be read; off says where */
    ERR_TERMINAL, /* no terminal, or one that cannot show a screen */
    ERR_SANDBOX,  /* the kernel does not hold a restricted run to its promises */
};

/* Owned by the caller, filled by the callee that returns a failure. Plain data, nothing to free. */
struct diag {
    enum err err;
    int errnum;        /* errno of the failed call, or 0 */
    uint32_t line;     /* line of the file from 1, or 0 */
    size_t off;        /* byte in the query or argument where the trouble is */
    uint32_t place;    /* the same as a character of the query from 1, to be told; or 0 */
    char subject[256]; /* the file, option or word that it is about; cut at a UTF-8 boundary, "" for
                          none */
    int reason;        /* enum msg (base/message.h) that tells the reason, 0 to let errnum speak */
    char detail[128];  /* what the reason's %s stands for; "" for none */
};

/* Fills `*d` and returns `err`, so that a caller can write `return diag_set(...)`. `reason` is an
 * enum msg or 0. A NULL `d` is allowed. */
enum err diag_set(struct diag *d, enum err err, int errnum, struct str subject, int reason);

/* Fills in what the reason's %s stands for, cut to fit at a UTF-8 boundary. After diag_set(), which
 * empties it. A NULL `d` is allowed. */
void diag_set_detail(struct diag *d, struct str detail);

#endif
