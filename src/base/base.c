/*
 * base: strings that are borrowed, bytes that are owned, memory that does not run out quietly.
 *
 * The one hard idea is that running out of memory is not an error value: every request comes
 * through mem_request(), which either has the memory or calls the program's failure handler, which
 * does not come back. So no caller above has a branch for it. What the handler does (restore the
 * terminal, say so, exit) is main's business; words for failures are message.c's.
 */
#include "base/base.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- borrowed bytes ---- */

struct str str_from(const char *cstring)
{
    return cstring ? (struct str){cstring, strlen(cstring)} : (struct str){NULL, 0};
}

struct str str_slice(struct str s, size_t off, size_t len)
{
    if (off > s.len)
        off = s.len;
    if (len > s.len - off)
        len = s.len - off;
    return (struct str){off > 0 ? s.ptr + off : s.ptr, len};
}

/* memcmp() and memcpy() must not be given NULL, not even for no bytes: hence the tests of len here
 * and in bytes_copy(). */
bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common == 0 ? 0 : memcmp(a.ptr, b.ptr, common);
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts_with(struct str s, struct str part)
{
    return s.len >= part.len && str_equal(str_slice(s, 0, part.len), part);
}

bool str_ends_with(struct str s, struct str part)
{
    return s.len >= part.len && str_equal(str_slice(s, s.len - part.len, part.len), part);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from)
        return SIZE_MAX;
    if (needle.len == 0)
        return from;
    const char *hit = memmem(s.ptr + from, s.len - from, needle.ptr, needle.len);
    return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
}

static bool is_ascii_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    size_t begin = 0;
    while (begin < s.len && is_ascii_blank(s.ptr[begin]))
        begin++;
    size_t end = s.len;
    while (end > begin && is_ascii_blank(s.ptr[end - 1]))
        end--;
    return str_slice(s, begin, end - begin);
}

bool str_split(struct str *rest, char separator, struct str *part)
{
    if (!rest->ptr)
        return false;
    const char *at = rest->len == 0 ? NULL : memchr(rest->ptr, separator, rest->len);
    if (!at) {
        *part = *rest;
        *rest = (struct str){NULL, 0};
        return true;
    }
    size_t len = (size_t)(at - rest->ptr);
    *part = str_slice(*rest, 0, len);
    *rest = str_slice(*rest, len + 1, SIZE_MAX);
    return true;
}

bool str_to_u32(struct str s, uint32_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(s.ptr[i] - '0');
        if (value > UINT32_MAX)
            return false;
    }
    if (s.len == 0)
        return false;
    *out = (uint32_t)value;
    return true;
}

/* ---- owned bytes ---- */

static void bytes_copy(char *to, const void *from, size_t len)
{
    if (len > 0)
        memcpy(to, from, len);
}

void buf_release(struct buf *b)
{
    mem_free(b->ptr);
    *b = (struct buf)BUF_INIT;
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->ptr)
        b->ptr[0] = '\0';
}

void buf_reserve(struct buf *b, size_t extra)
{
    if (extra > SIZE_MAX - b->len - 1)
        mem_fail();
    b->ptr = mem_reserve(b->ptr, &b->cap, b->len + extra + 1, 1);
}

void buf_append(struct buf *b, const void *bytes, size_t len)
{
    buf_reserve(b, len);
    bytes_copy(b->ptr + b->len, bytes, len);
    b->len += len;
    b->ptr[b->len] = '\0';
}

void buf_append_str(struct buf *b, struct str s)
{
    buf_append(b, s.ptr, s.len);
}

void buf_append_byte(struct buf *b, char byte)
{
    buf_append(b, &byte, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(b, format, args);
    va_end(args);
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
    va_list measured;
    va_copy(measured, args);
    int len = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    /* Negative only for more than INT_MAX bytes or a wide conversion that the locale lacks; the
     * program asks for neither. */
    assert(len >= 0);
    buf_reserve(b, (size_t)len);
    vsnprintf(b->ptr + b->len, (size_t)len + 1, format, args);
    b->len += (size_t)len;
}

void buf_set(struct buf *b, struct str s)
{
    b->len = 0;
    buf_append_str(b, s);
}

void buf_remove(struct buf *b, size_t off, size_t len)
{
    struct str gone = str_slice(buf_str(b), off, len);
    if (gone.len == 0)
        return;
    memmove(b->ptr + off, b->ptr + off + gone.len, b->len - off - gone.len + 1);
    b->len -= gone.len;
}

void buf_insert(struct buf *b, size_t off, struct str s)
{
    if (off > b->len)
        off = b->len;
    buf_reserve(b, s.len);
    memmove(b->ptr + off + s.len, b->ptr + off, b->len - off);
    bytes_copy(b->ptr + off, s.ptr, s.len);
    b->len += s.len;
    b->ptr[b->len] = '\0';
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->ptr, b->len};
}

const char *buf_cstr(const struct buf *b)
{
    return b->ptr ? b->ptr : "";
}

/* ---- memory ---- */

static void (*failure_handler)(void);
static bool (*request_gate)(size_t size);
static bool is_ending;

void mem_set_failure_handler(void (*handler)(void))
{
    failure_handler = handler;
}

void mem_set_gate(bool (*allows)(size_t size))
{
    request_gate = allows;
}

void mem_fail(void)
{
    if (failure_handler)
        failure_handler();
    abort();
}

static size_t product(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        mem_fail();
    return bytes;
}

/* The one place where memory comes from. A size of 0 is asked for as 1 byte, since realloc(p, 0)
 * frees. */
static void *mem_request(void *old, size_t size, bool cleared)
{
    if (request_gate && !request_gate(size))
        mem_fail();
    size_t asked = size > 0 ? size : 1;
    void *p = cleared ? calloc(1, asked) : realloc(old, asked);
    if (!p)
        mem_fail();
    return p;
}

void *mem_alloc(size_t size)
{
    return mem_request(NULL, size, false);
}

void *mem_zero(size_t count, size_t size)
{
    return mem_request(NULL, product(count, size), true);
}

void *mem_array(size_t count, size_t size)
{
    return mem_request(NULL, product(count, size), false);
}

void *mem_grow(void *old, size_t count, size_t size)
{
    return mem_request(old, product(count, size), false);
}

void mem_free(void *p)
{
    if (!is_ending)
        free(p);
}

void mem_end(void)
{
    is_ending = true;
}

void *mem_reserve(void *p, size_t *cap, size_t need, size_t size)
{
    enum { FIRST_ELEMENTS = 16 };
    if (need <= *cap)
        return p;
    size_t grown = *cap > SIZE_MAX / 2 ? need : *cap * 2;
    if (grown < need)
        grown = need;
    if (grown < FIRST_ELEMENTS)
        grown = FIRST_ELEMENTS;
    p = mem_grow(p, grown, size);
    *cap = grown;
    return p;
}

/* ---- the memory of libraries ---- */

/* Most libraries look at what they are given; libseccomp, ncurses and others do not everywhere, and crash or
 * loop. Whoever asks finds these functions before the C library's, so that no library ever sees memory end.
 * A sanitizer has its own in this place. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif
#if !__has_feature(address_sanitizer)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    void *p = __libc_malloc(size);
    if (!p)
        mem_fail();
    return p;
}

void *calloc(size_t count, size_t size)
{
    void *p = __libc_calloc(count, size);
    if (!p)
        mem_fail();
    return p;
}

void *realloc(void *old, size_t size)
{
    void *p = __libc_realloc(old, size);
    if (!p && size > 0)
        mem_fail();
    return p;
}

#endif
#endif

/* ---- files ---- */

int64_t read_whole(int fd, void *to, size_t size, int64_t off)
{
    size_t len = 0;
    while (len < size) {
        ssize_t got = pread(fd, (char *)to + len, size - len, (off_t)(off + (int64_t)len));
        if (got < 0 && errno != EINTR)
            return -1;
        if (got == 0)
            break;
        len += got > 0 ? (size_t)got : 0;
    }
    return (int64_t)len;
}

/* ---- failures of the outside world ---- */

/* Copies what fits, without tearing a UTF-8 sequence at the cut. */
static void copy_clipped(char *to, size_t room, struct str s)
{
    size_t len = s.len;
    if (len >= room) {
        len = room - 1;
        while (len > 0 && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
            len--;
    }
    bytes_copy(to, s.ptr, len);
    to[len] = '\0';
}

enum err diag_set(struct diag *d, enum err err, int errnum, struct str subject, int reason)
{
    if (!d)
        return err;
    *d = (struct diag){.err = err, .errnum = errnum, .reason = reason};
    copy_clipped(d->subject, sizeof d->subject, subject);
    return err;
}

void diag_set_detail(struct diag *d, struct str detail)
{
    if (d)
        copy_clipped(d->detail, sizeof d->detail, detail);
}
