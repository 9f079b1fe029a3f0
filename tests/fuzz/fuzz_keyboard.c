/*
 * fuzz_keyboard: the bytes of a terminal give the same events however they are torn, and nothing within a
 * sequence is ever a key.
 *
 *     byte 0      the terminal's own sequences or none; where to tear
 *     the rest    what the keyboard sent
 *
 * Three readings are held against each other: all at once, byte by byte, and in two parts between which
 * the wait was given up.
 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "screen/keyboard.h"
#include "text/utf8.h"

const size_t fuzz_random_bytes = 200;

void fuzz_begin(void)
{
}

static const struct key_sequence own_sequences[] = {
    {"\033[[A", K_F1}, {"\033OT", K_UP}, {"\033[1;9x", K_END}, {"\033qq", K_DELETE}, {NULL, 0}};

/* Events as numbers, in the order in which they came, with the texts of pastes. */
struct log {
    uint32_t *items;
    size_t count, cap;
    struct buf pastes;
};

static void log_release(struct log *l)
{
    mem_free(l->items);
    buf_release(&l->pastes);
}

static void log_event(struct log *l, const struct event *e)
{
    static const uint32_t beyond_keys = 0x1000000;
    FUZZ_CHECK(e->type == EVENT_KEY || e->type == EVENT_PASTE || e->type == EVENT_WIDTH);
    uint32_t item = e->type == EVENT_KEY ? e->key : beyond_keys * e->type + e->wide;
    l->items = mem_reserve(l->items, &l->cap, l->count + 1, sizeof *l->items);
    l->items[l->count++] = item;
    if (e->type == EVENT_PASTE) {
        FUZZ_CHECK(e->text.len <= KEYBOARD_PASTE_MAX_BYTES);
        buf_append_str(&l->pastes, e->text);
        buf_append_byte(&l->pastes, '\0');
    }
    if (e->type == EVENT_KEY) {
        struct buf name = BUF_INIT;
        uint32_t key;
        key_append_name(&name, e->key);
        FUZZ_CHECK(e->key != K_NONE && e->key < K_LAST && e->key != K_SPECIAL);
        FUZZ_CHECK(e->key < 0x80 || e->key >= 0xA0); /* no C1 control is a key */
        FUZZ_CHECK(key_parse(buf_str(&name), &key) && key == e->key);
        buf_release(&name);
    }
}

static bool log_equal(const struct log *a, const struct log *b)
{
    return a->count == b->count && str_equal(buf_str(&a->pastes), buf_str(&b->pastes)) &&
           (a->count == 0 || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* Feeds and takes every event that is there. */
static void feed(struct keyboard *k, struct str bytes, struct log *l)
{
    struct event e;
    keyboard_feed(k, bytes.ptr, bytes.len);
    while (keyboard_next(k, &e) == KEYBOARD_EVENT)
        log_event(l, &e);
}

/* As when nothing more came in time. */
static void give_up(struct keyboard *k, struct log *l)
{
    struct event e;
    do {
        if (keyboard_give_up(k, &e) == KEYBOARD_EVENT)
            log_event(l, &e);
        while (keyboard_next(k, &e) == KEYBOARD_EVENT)
            log_event(l, &e);
    } while (keyboard_give_up(k, &e) == KEYBOARD_EVENT && (log_event(l, &e), true));
}

static struct log read_in_pieces(struct str bytes, size_t size, const struct key_sequence *own)
{
    struct keyboard k;
    struct log l = {0};
    keyboard_init(&k, own);
    for (size_t off = 0; off < bytes.len; off += size)
        feed(&k, str_slice(bytes, off, size), &l);
    give_up(&k, &l);
    keyboard_release(&k);
    return l;
}

/* Torn at `at`, long enough for the beginning to be given up. */
static struct log read_torn(struct str bytes, size_t at, const struct key_sequence *own)
{
    struct keyboard k;
    struct log l = {0};
    keyboard_init(&k, own);
    feed(&k, str_slice(bytes, 0, at), &l);
    give_up(&k, &l);
    feed(&k, str_slice(bytes, at, SIZE_MAX), &l);
    give_up(&k, &l);
    keyboard_forget_torn(&k);
    keyboard_release(&k);
    return l;
}

/* The end of the CSI or SS3 sequence that `bytes` begin with, 0 when they begin with none: ECMA-48's
 * parameters, intermediates and a final byte. What is outside that standard is left to the other checks: the
 * linux console's ESC [ [ A, rxvt's ESC [ 3 $. */
static size_t sequence_end(struct str bytes)
{
    size_t at = 2;
    if (bytes.len < 3 || bytes.ptr[0] != '\033')
        return 0;
    if (bytes.ptr[1] == 'O')
        return bytes.ptr[2] >= 0x40 && bytes.ptr[2] < 0x7F ? 3 : 0;
    if (bytes.ptr[1] != '[' || bytes.ptr[2] == '[')
        return 0;
    while (at < bytes.len && bytes.ptr[at] >= 0x30 && bytes.ptr[at] <= 0x3F)
        at++;
    while (at < bytes.len && bytes.ptr[at] >= 0x20 && bytes.ptr[at] <= 0x2F)
        at++;
    bool is_whole = at < bytes.len && bytes.ptr[at] >= 0x40 && bytes.ptr[at] < 0x7F;
    return is_whole && !memchr(bytes.ptr, '$', at) ? at + 1 : 0;
}

static bool begins_paste(struct str bytes)
{
    return str_starts_with(bytes, STR("\033[200~"));
}

/* One sequence alone, torn anywhere: at most Esc and the key that it is, never the bytes in it. */
static void check_torn_sequence(struct str sequence, const struct key_sequence *own)
{
    struct log whole = read_in_pieces(sequence, sequence.len, own);
    FUZZ_CHECK(whole.count <= 1);
    for (size_t at = 1; at < sequence.len; at++) {
        struct log torn = read_torn(sequence, at, own);
        for (size_t i = 0; i < torn.count; i++)
            FUZZ_CHECK(torn.items[i] == K_ESC ||
                       (whole.count == 1 && torn.items[i] == whole.items[0]));
        log_release(&torn);
    }
    log_release(&whole);
}

void fuzz_one(struct str input)
{
    struct fuzz_input in = {input};
    unsigned how = fuzz_byte(&in);
    const struct key_sequence *own = how % 2 ? own_sequences : NULL;
    size_t size = 1 + how / 2 % 5;
    struct log once = read_in_pieces(in.rest, in.rest.len + 1, own);
    struct log single = read_in_pieces(in.rest, 1, own);
    struct log pieces = read_in_pieces(in.rest, size, own);
    struct log torn = read_torn(in.rest, how % (in.rest.len + 1), own);
    FUZZ_CHECK(log_equal(&once, &single) && log_equal(&once, &pieces));
    log_release(&once);
    log_release(&single);
    log_release(&pieces);
    log_release(&torn);
    for (size_t off = 0; off < in.rest.len && off < 64; off++) {
        struct str rest = str_slice(in.rest, off, SIZE_MAX);
        size_t end = sequence_end(rest);
        if (end > 0 && end < 32 && !begins_paste(rest))
            check_torn_sequence(str_slice(rest, 0, end), NULL);
    }
}
