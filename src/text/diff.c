/*
 * diff: the shortest edit between two texts, found in linear space and made readable.
 *
 * The one hard idea is Myers' middle: search from both ends at once, each diagonal keeping only the
 * furthest point reached; where the two searches meet lies on a shortest path, so the texts can be
 * split there and each half compared by itself. The halves share one budget of steps. When it is
 * used up, what is not yet compared counts as replaced, so the cost has a limit and the pieces
 * still rejoin to both texts.
 *
 *        b0 b1 b2        a path goes right (a token taken), down (one added) or along the
 *     a0  \              diagonal x - y (one kept); every path begins at the top left
 *     a1   |  \          and ends at the bottom right
 *
 * Everything happens on tokens; hunks of token numbers are the edit. What one visible character is,
 * cluster.c says. How pieces look is the screen's.
 */
#include "text/diff.h"

#include <limits.h>

#include <unictype.h>

#include "text/cluster.h"
#include "text/utf8.h"

/* ---- tokens ---- */

/* What a cluster may be part of. */
enum token_kind { TOKEN_NUMBER, TOKEN_WORD, TOKEN_CHARACTER, TOKEN_PUNCTUATION };

struct token {
    struct str text;
    uint64_t hash;
    enum token_kind kind;
};

struct tokens {
    struct token *at;
    size_t count;
    size_t cap;
};

/* FNV-1a, as its authors published it. */
static uint64_t hash_of(struct str text)
{
    uint64_t hash = 0xcbf29ce484222325U;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3U;
    return hash;
}

static bool tokens_equal(const struct token *a, const struct token *b)
{
    return a->hash == b->hash && str_equal(a->text, b->text);
}

static bool is_between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

static bool is_digit(uint32_t c)
{
    return is_between(c, '0', '9') || is_between(c, 0xFF10, 0xFF19);
}

static bool is_latin_letter(uint32_t c)
{
    return is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') || is_between(c, 0xFF21, 0xFF3A) ||
           is_between(c, 0xFF41, 0xFF5A) ||
           (is_between(c, 0xC0, 0x24F) && uc_is_property_alphabetic(c));
}

/* A comma or point that may stand inside a number; the full-width comma parts clauses. */
static bool is_inside_number(uint32_t c)
{
    return c == '.' || c == ',' || c == 0xFF0E;
}

static bool is_percent(uint32_t c)
{
    return c == '%' || c == 0xFF05 || c == 0x2030;
}

static enum token_kind kind_of(uint32_t c)
{
    if (is_digit(c))
        return TOKEN_NUMBER;
    if (is_latin_letter(c))
        return TOKEN_WORD;
    if (c < 0x80 || uc_is_general_category_withtable(c, UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_Z))
        return TOKEN_PUNCTUATION;
    return TOKEN_CHARACTER;
}

/* The code point that a cluster begins with; 0 at the text's end. */
static uint32_t code_at(struct str text, size_t off)
{
    return off < text.len ? utf8_decode(text, &off) : 0;
}

static size_t cluster_end(struct str text, size_t off)
{
    struct cluster c;
    return cluster_at(text, off, &c);
}

/* Behind the number whose first digit ends at `off`. */
static size_t number_end(struct str text, size_t off)
{
    for (;;) {
        uint32_t c = code_at(text, off);
        if (!is_digit(c) &&
            !(is_inside_number(c) && is_digit(code_at(text, cluster_end(text, off)))))
            return is_percent(c) ? cluster_end(text, off) : off;
        off = cluster_end(text, off);
    }
}

/* Behind the word whose first letter ends at `off`. */
static size_t word_end(struct str text, size_t off)
{
    uint32_t c = code_at(text, off);
    while (is_latin_letter(c) || is_digit(c)) {
        off = cluster_end(text, off);
        c = code_at(text, off);
    }
    return off;
}

static size_t token_end(struct str text, size_t off, enum token_kind kind)
{
    size_t end = cluster_end(text, off);
    if (kind == TOKEN_NUMBER)
        return number_end(text, end);
    return kind == TOKEN_WORD ? word_end(text, end) : end;
}

static struct tokens tokens_of(struct str text)
{
    struct tokens t = {NULL, 0, 0};
    for (size_t off = 0, end; off < text.len; off = end) {
        enum token_kind kind = kind_of(code_at(text, off));
        end = token_end(text, off, kind);
        struct str bytes = str_slice(text, off, end - off);
        t.at = mem_reserve(t.at, &t.cap, t.count + 1, sizeof *t.at);
        t.at[t.count++] = (struct token){bytes, hash_of(bytes), kind};
    }
    return t;
}

/* The bytes of the tokens [first, last). */
static struct str tokens_text(const struct tokens *t, size_t first, size_t last)
{
    if (first == last)
        return STR("");
    const char *from = t->at[first].text.ptr;
    struct str end = t->at[last - 1].text;
    return (struct str){from, (size_t)(end.ptr + end.len - from)};
}

/* ---- the search ---- */

/* x counts tokens of `a` (before), y those of `b` (after); x - y is a point's diagonal. */
struct search {
    const struct token *a, *b;
    bool *is_taken, *is_added; /* the result, a flag a token */
    int *forward, *backward;   /* by diagonal: the furthest x reached from either end */
    long steps_left;
};

/* A part of both texts: tokens [x0, x1) against [y0, y1). */
struct box {
    int x0, x1, y0, y1;
};

/* The diagonals that one of the two searches has reached. */
struct fan {
    int min, max;
};

static bool kept_at(const struct search *s, int x, int y)
{
    return tokens_equal(&s->a[x], &s->b[y]);
}

/* One step further on either side of the fan; where a side is outside the box, one less. `nowhere`
 * is put beyond the sides, so that no path comes from there. */
static void widen(struct fan *fan, int *reached, const struct box *box, int nowhere)
{
    if (fan->min > box->x0 - box->y1)
        reached[--fan->min - 1] = nowhere;
    else
        fan->min++;
    if (fan->max < box->x1 - box->y0)
        reached[++fan->max + 1] = nowhere;
    else
        fan->max--;
}

/* Takes every forward path one edit further. True when one of them meets a backward path: the
 * point goes to `*x`, `*y`. */
static bool advance(struct search *s, const struct box *box, struct fan fan,
                    const struct fan *other, int *x, int *y)
{
    for (int k = fan.max; k >= fan.min; k -= 2) {
        int right = s->forward[k - 1], down = s->forward[k + 1];
        int from = right >= down ? right + 1 : down;
        for (*x = from, *y = *x - k; *x < box->x1 && *y < box->y1 && kept_at(s, *x, *y); ++*x)
            ++*y;
        s->forward[k] = *x;
        s->steps_left -= 1 + *x - from;
        if (other && k >= other->min && k <= other->max && s->backward[k] <= *x)
            return true;
    }
    return false;
}

/* The mirror image, from the end. */
static bool retreat(struct search *s, const struct box *box, struct fan fan,
                    const struct fan *other, int *x, int *y)
{
    for (int k = fan.max; k >= fan.min; k -= 2) {
        int up = s->backward[k - 1], left = s->backward[k + 1];
        int from = up < left ? up : left - 1;
        for (*x = from, *y = *x - k; *x > box->x0 && *y > box->y0 && kept_at(s, *x - 1, *y - 1);
             --*x)
            --*y;
        s->backward[k] = *x;
        s->steps_left -= 1 + from - *x;
        if (other && k >= other->min && k <= other->max && *x <= s->forward[k])
            return true;
    }
    return false;
}

/* A point on a shortest path through the box, neither of its corners. False when the steps are used
 * up. Both sides of the box hold tokens, and differ in their first and last ones. */
static bool find_middle(struct search *s, const struct box *box, int *x, int *y)
{
    int first = box->x0 - box->y0, last = box->x1 - box->y1;
    struct fan from_start = {first, first}, from_end = {last, last};
    /* Paths can only meet after as many steps as have the parity of the diagonals' distance. */
    bool meets_forward = ((first - last) & 1) != 0;
    s->forward[first] = box->x0;
    s->backward[last] = box->x1;
    while (s->steps_left > 0) {
        widen(&from_start, s->forward, box, -1);
        if (advance(s, box, from_start, meets_forward ? &from_end : NULL, x, y))
            return true;
        widen(&from_end, s->backward, box, INT_MAX);
        if (retreat(s, box, from_end, meets_forward ? NULL : &from_start, x, y))
            return true;
    }
    return false;
}

static void mark_replaced(struct search *s, const struct box *box)
{
    for (int x = box->x0; x < box->x1; x++)
        s->is_taken[x] = true;
    for (int y = box->y0; y < box->y1; y++)
        s->is_added[y] = true;
}

/* Marks what is taken and added in the box. Halving the edits each time, it is never deep. */
static void search_box(struct search *s, struct box box)
{
    while (box.x0 < box.x1 && box.y0 < box.y1 && kept_at(s, box.x0, box.y0)) {
        box.x0++;
        box.y0++;
    }
    while (box.x0 < box.x1 && box.y0 < box.y1 && kept_at(s, box.x1 - 1, box.y1 - 1)) {
        box.x1--;
        box.y1--;
    }
    int x, y;
    if (box.x0 == box.x1 || box.y0 == box.y1 || !find_middle(s, &box, &x, &y)) {
        mark_replaced(s, &box);
        return;
    }
    search_box(s, (struct box){box.x0, x, box.y0, y});
    search_box(s, (struct box){x, box.x1, y, box.y1});
}

/* ---- hunks ---- */

/* Tokens [a0, a1) of `before` were replaced by [b0, b1) of `after`; one of them may be empty.
 * Between two hunks lie equally many tokens of both, all the same. */
struct hunk {
    size_t a0, a1, b0, b1;
};

struct hunks {
    struct hunk *at;
    size_t count;
    size_t cap;
};

static struct hunks hunks_of(const struct search *s, size_t a_count, size_t b_count)
{
    struct hunks h = {NULL, 0, 0};
    for (size_t a = 0, b = 0; a < a_count || b < b_count; a++, b++) {
        struct hunk hunk = {a, a, b, b};
        while (hunk.a1 < a_count && s->is_taken[hunk.a1])
            hunk.a1++;
        while (hunk.b1 < b_count && s->is_added[hunk.b1])
            hunk.b1++;
        a = hunk.a1;
        b = hunk.b1;
        if (hunk.a0 == a && hunk.b0 == b)
            continue;
        h.at = mem_reserve(h.at, &h.cap, h.count + 1, sizeof *h.at);
        h.at[h.count++] = hunk;
    }
    return h;
}

/* The shortest edit, found with at most `steps` steps. */
static struct hunks find_hunks(const struct tokens *a, const struct tokens *b, long steps)
{
    size_t diagonals = a->count + b->count + 3;
    int *reached = mem_array(2 * diagonals, sizeof *reached);
    bool *flags = mem_zero(a->count + b->count, sizeof *flags);
    struct search s = {
        .a = a->at,
        .b = b->at,
        .is_taken = flags,
        .is_added = flags + a->count,
        .forward = reached + b->count + 1,
        .backward = reached + diagonals + b->count + 1,
        .steps_left = steps,
    };
    search_box(&s, (struct box){0, (int)a->count, 0, (int)b->count});
    struct hunks hunks = hunks_of(&s, a->count, b->count);
    mem_free(flags);
    mem_free(reached);
    return hunks;
}

/* ---- making them readable ---- */

/* How well an edit begins or ends before token `at`: best at the text's ends, well behind a mark of
 * punctuation, still better before one than within words. */
static int boundary_score(const struct tokens *t, size_t at)
{
    if (at == 0 || at == t->count)
        return 3;
    if (t->at[at - 1].kind == TOKEN_PUNCTUATION)
        return 2;
    return t->at[at].kind == TOKEN_PUNCTUATION;
}

/* Moves an edit that only adds (or only takes) to the best of the places where it means the same:
 *
 *     已完工;[已开]工;在建      ->      已完工;[已开工;]在建  and the like
 *
 * `first` and `last` bound the tokens of `t` in [low, high) that the edit has. Returns by how many
 * tokens it moved. */
static ptrdiff_t best_slide(const struct tokens *t, size_t first, size_t last, size_t low,
                            size_t high)
{
    size_t start = first;
    for (; start > low && tokens_equal(&t->at[start - 1], &t->at[last - 1]); start--)
        last--;
    size_t best = start;
    int best_score = -1;
    for (;; start++, last++) {
        int score = boundary_score(t, start) + boundary_score(t, last);
        if (score > best_score) {
            best = start;
            best_score = score;
        }
        if (last >= high || !tokens_equal(&t->at[start], &t->at[last]))
            break;
    }
    return (ptrdiff_t)best - (ptrdiff_t)first;
}

static void slide_hunks(struct hunks *h, const struct tokens *a, const struct tokens *b)
{
    for (size_t i = 0; i < h->count; i++) {
        struct hunk *hunk = &h->at[i];
        struct hunk low = i > 0 ? h->at[i - 1] : (struct hunk){0, 0, 0, 0};
        struct hunk high =
            i + 1 < h->count ? h->at[i + 1] : (struct hunk){a->count, 0, b->count, 0};
        ptrdiff_t by = 0;
        if (hunk->a0 == hunk->a1)
            by = best_slide(b, hunk->b0, hunk->b1, low.b1, high.b0);
        else if (hunk->b0 == hunk->b1)
            by = best_slide(a, hunk->a0, hunk->a1, low.a1, high.a0);
        hunk->a0 += (size_t)by;
        hunk->a1 += (size_t)by;
        hunk->b0 += (size_t)by;
        hunk->b1 += (size_t)by;
    }
}

static size_t hunk_size(const struct hunk *h)
{
    size_t taken = h->a1 - h->a0, added = h->b1 - h->b0;
    return taken > added ? taken : added;
}

/* True when what is unchanged between two hunks only disturbs the reader. A single number or word
 * does not: it says that this figure stayed. */
static bool should_join(const struct hunk *h, const struct hunk *next, const struct tokens *b)
{
    size_t gap = next->b0 - h->b1;
    if (gap < hunk_size(h) && gap < hunk_size(next))
        return true;
    return gap == 0 || (gap == 1 && b->at[h->b1].kind >= TOKEN_CHARACTER);
}

/* A joined hunk is larger, so that the gap before it may fall too: the hunks done are a stack. */
static void join_hunks(struct hunks *h, const struct tokens *b)
{
    size_t count = 0;
    for (size_t i = 0; i < h->count; i++) {
        h->at[count++] = h->at[i];
        for (; count > 1 && should_join(&h->at[count - 2], &h->at[count - 1], b); count--) {
            h->at[count - 2].a1 = h->at[count - 1].a1;
            h->at[count - 2].b1 = h->at[count - 1].b1;
        }
    }
    h->count = count;
}

/* ---- the interface ---- */

void diff_release(struct diff *d)
{
    mem_free(d->pieces);
    *d = (struct diff)DIFF_INIT;
}

static void append_piece(struct diff *d, enum diff_kind kind, struct str text)
{
    if (text.len == 0)
        return;
    d->pieces = mem_reserve(d->pieces, &d->cap, d->count + 1, sizeof *d->pieces);
    d->pieces[d->count++] = (struct diff_piece){kind, text};
}

void diff_texts(struct diff *d, struct str before, struct str after)
{
    d->count = 0;
    if (str_equal(before, after)) {
        append_piece(d, DIFF_SAME, after);
        return;
    }
    struct tokens a = tokens_of(before), b = tokens_of(after);
    struct hunks hunks = find_hunks(&a, &b, DIFF_STEPS_MAX);
    slide_hunks(&hunks, &a, &b);
    join_hunks(&hunks, &b);
    size_t same = 0;
    for (size_t i = 0; i < hunks.count; i++) {
        const struct hunk *h = &hunks.at[i];
        append_piece(d, DIFF_SAME, tokens_text(&b, same, h->b0));
        append_piece(d, DIFF_TAKEN, tokens_text(&a, h->a0, h->a1));
        append_piece(d, DIFF_ADDED, tokens_text(&b, h->b0, h->b1));
        same = h->b1;
    }
    append_piece(d, DIFF_SAME, tokens_text(&b, same, b.count));
    mem_free(hunks.at);
    mem_free(a.at);
    mem_free(b.at);
}
