/*
 * cluster: where one visible character ends, and what may be shown of it.
 *
 * The one hard idea: a cluster grows only by code points that are known to join it, and a code
 * point that takes no cell of its own may only be shown by joining. So "has 0 cells" and "joins
 * nothing" together mean "mark", and no list of hostile code points has to be complete here:
 * width.h says what is never sent, and everything else is either drawn in cells of its own or
 * joined.
 *
 * This runs over every visible character at every frame: ASCII and Chinese go through take_plain(),
 * which looks at bytes only. UAX #29's properties come from libunistring; lines are wrap.c's.
 */
#include "text/cluster.h"

#include <stdio.h>

#include <unictype.h>
#include <unigbrk.h>

enum {
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    VS15_TEXT = 0xFE0E,
    VS16_EMOJI = 0xFE0F,
    KEYCAP = 0x20E3,
    COMBINING_MAX = 4, /* ncurses' CCHARW_MAX - 1 */
    ZWJ_MAX = 3,
    VIRAMA_CLASS = 9,
};

/* ---- the fast path ---- */

/* What the bytes at p..end begin, as far as a look at them tells. Plain code points neither join
 * the one before (unless that is one of the few Prepend letters, which are not plain) nor need a
 * mark. */
struct plain {
    uint8_t len; /* 0: not plain */
    uint8_t cells;
};

static inline struct plain plain_at(const unsigned char *p, size_t len)
{
    const struct plain narrow = {1, 1}, wide = {3, 2}, other = {0, 0};
    if (p[0] < 0x80)
        return p[0] >= 0x20 && p[0] < 0x7F ? narrow : other;
    if (len < 3 || p[0] < 0xE3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
        return other;
    if (p[0] == 0xE3) /* U+3000..3029 (CJK punctuation), U+3400.. (extension A) */
        return (p[1] == 0x80 && p[2] < 0xAA) || p[1] >= 0x90 ? wide : other;
    if (p[0] == 0xE4) /* U+4000..4DBF, U+4E00..; between them the hexagrams, which are narrow */
        return p[1] != 0xB7 ? wide : other;
    if (p[0] <= 0xE9) /* ..U+9FFF */
        return wide;
    if (p[0] == 0xEF && p[1] == 0xBC) /* U+FF01..FF3F: full-width ASCII */
        return p[2] > 0x80 ? wide : other;
    return other;
}

/* ASCII joins nothing, nor does U+4000..9FFF. */
static bool may_join(unsigned char lead)
{
    return lead >= 0x80 && (lead < 0xE4 || lead > 0xE9);
}

/* The plain code point at `off` if it is a cluster by itself. */
static inline struct plain lone_plain_at(struct str text, size_t off)
{
    const struct plain other = {0, 0};
    const unsigned char *p = (const unsigned char *)text.ptr + off;
    size_t rest = text.len - off;
    struct plain here = plain_at(p, rest);
    if (here.len > 0 && rest > here.len && may_join(p[here.len]) &&
        plain_at(p + here.len, rest - here.len).len == 0)
        return other;
    return here;
}

static bool take_plain(struct str text, size_t off, struct cluster *out)
{
    const unsigned char *p = (const unsigned char *)text.ptr + off;
    struct plain here = lone_plain_at(text, off);
    if (here.len == 0)
        return false;
    bool is_ideographic_space = p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80;
    out->bytes = (struct str){text.ptr + off, here.len};
    out->shown = out->bytes;
    out->cells = here.cells;
    out->is_mark = false;
    out->is_blank = p[0] == ' ' || is_ideographic_space;
    return true;
}

/* ---- growing a cluster ---- */

/* A code point of the text with what the rules ask about it. */
struct point {
    uint32_t code;
    size_t end; /* offset behind it */
    int width;
    int gcb; /* Grapheme_Cluster_Break */
    bool is_malformed;
};

struct growth {
    struct str text;
    struct point last;
    size_t cells;
    unsigned combining; /* code points joined as marks, modifiers or Hangul parts */
    unsigned zwj;       /* pairs joined by ZWJ */
    bool is_flag;       /* two regional indicators */
    bool is_pictograph; /* the last base is one, with nothing but Extend behind it */
    bool has_emoji_style;
};

static struct point point_at(struct str text, size_t off)
{
    struct point p = {.end = off};
    p.code = utf8_decode(text, &p.end);
    p.is_malformed = p.code == UTF8_REPLACEMENT && p.end == off + 1;
    p.width = p.is_malformed ? -1 : width_of_code_point(p.code);
    p.gcb = uc_graphemeclusterbreak_property(p.code);
    return p;
}

static bool is_mongolian_letter(uint32_t c)
{
    return c >= 0x1820 && c <= 0x18AA;
}

/* Emoji outside ASCII, where # * and digits are emoji only because keycaps are made of them. */
static bool is_emoji(uint32_t c)
{
    return c >= 0x80 && uc_is_property_emoji(c);
}

static bool is_ideograph(uint32_t c)
{
    return uc_is_property_ideographic(c);
}

/* Which selectors vary which characters; source: emoji-variation-sequences.txt and
 * StandardizedVariants.txt of Unicode, and the Ideographic Variation Database, by their kinds. */
static bool selector_varies(uint32_t selector, uint32_t base)
{
    static const struct {
        uint32_t first, last;
        bool (*varies)(uint32_t base);
    } rules[] = {
        {0xFE00, 0xFE02, is_ideograph},        {VS15_TEXT, VS16_EMOJI, is_emoji},
        {0xE0100, 0xE01EF, is_ideograph},      {0x180B, 0x180D, is_mongolian_letter},
        {0x180F, 0x180F, is_mongolian_letter},
    };
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (selector >= rules[i].first && selector <= rules[i].last)
            return rules[i].varies(base);
    return false;
}

static bool is_keycap_base(uint32_t c)
{
    return (c >= '0' && c <= '9') || c == '#' || c == '*';
}

static bool next_code_is(struct str text, size_t off, uint32_t code)
{
    return off < text.len && point_at(text, off).code == code;
}

static bool joins_selector(const struct growth *g, const struct point *p)
{
    if (selector_varies(p->code, g->last.code))
        return true;
    return p->code == VS16_EMOJI && is_keycap_base(g->last.code) &&
           next_code_is(g->text, p->end, KEYCAP);
}

/* UAX #29: GB6 to GB8, Hangul syllables. */
static bool joins_hangul(int before, int after)
{
    switch (before) {
    case GBP_L:
        return after == GBP_L || after == GBP_V || after == GBP_LV || after == GBP_LVT;
    case GBP_LV:
    case GBP_V:
        return after == GBP_V || after == GBP_T;
    case GBP_LVT:
    case GBP_T:
        return after == GBP_T;
    default:
        return false;
    }
}

static bool is_pictograph(uint32_t c)
{
    return uc_is_property_extended_pictographic(c);
}

/* GB11: a ZWJ between two pictographs joins them, and both are taken at once. */
static bool take_zwj_pair(struct growth *g, const struct point *zwj)
{
    if (!g->is_pictograph || g->zwj == ZWJ_MAX || zwj->end >= g->text.len)
        return false;
    struct point next = point_at(g->text, zwj->end);
    if (!is_pictograph(next.code) || next.width < 1)
        return false;
    g->zwj++;
    g->has_emoji_style = true;
    g->last = next;
    return true;
}

/* A joiner behind a virama asks for a form of the letters around it: RFC 5892, appendix A.1, A.2.
 */
static bool joins_virama(const struct growth *g)
{
    return uc_combining_class(g->last.code) == VIRAMA_CLASS;
}

/* True when `p` is one more part of the cluster: a mark, a selector, a joiner, a Hangul part. */
static bool joins_as_part(const struct growth *g, const struct point *p)
{
    if (g->combining == COMBINING_MAX)
        return false;
    if (p->code == ZWJ || p->code == ZWNJ)
        return joins_virama(g);
    if (uc_is_property_variation_selector(p->code))
        return joins_selector(g, p);
    if (p->gcb == GBP_EXTEND || p->gcb == GBP_SPACINGMARK)
        return true;
    return joins_hangul(g->last.gcb, p->gcb) || g->last.gcb == GBP_PREPEND;
}

static void take_part(struct growth *g, const struct point *p)
{
    bool tints =
        uc_is_property_emoji_modifier(p->code) && uc_is_property_emoji_modifier_base(g->last.code);
    g->has_emoji_style |= tints || p->code == VS16_EMOJI;
    g->is_pictograph = p->gcb == GBP_EXTEND ? g->is_pictograph : is_pictograph(p->code);
    g->cells += (size_t)p->width;
    g->combining++;
    g->last = *p;
}

/* Takes the code point behind the cluster into it, if it belongs there. */
static bool grow(struct growth *g)
{
    if (g->last.end >= g->text.len)
        return false;
    struct point p = point_at(g->text, g->last.end);
    if (p.width < 0)
        return false;
    if (p.code == ZWJ && take_zwj_pair(g, &p))
        return true;
    if (p.gcb == GBP_RI && g->last.gcb == GBP_RI && !g->is_flag) {
        g->is_flag = true;
        g->has_emoji_style = true;
        g->last = p;
        return true;
    }
    if (!joins_as_part(g, &p))
        return false;
    take_part(g, &p);
    return true;
}

/* ---- marks ---- */

static void make_mark(struct cluster *out, const struct point *p)
{
    int len = 0;
    if (p->is_malformed)
        len = (int)utf8_encode(UTF8_REPLACEMENT, out->mark);
    else if (p->code < 0x20 || p->code == 0x7F)
        len = snprintf(out->mark, sizeof out->mark, "^%c", (char)(p->code ^ 0x40));
    else
        len = snprintf(out->mark, sizeof out->mark, "<U+%04X>", (unsigned)p->code);
    out->shown = (struct str){out->mark, (size_t)len};
    out->cells = p->is_malformed ? (uint8_t)width_of_code_point(UTF8_REPLACEMENT) : (uint8_t)len;
    out->is_mark = true;
    out->is_blank = false;
}

/* ---- the interface ---- */

/* Apart, so that what is plain needs no room for all this on the stack. */
__attribute__((noinline)) static size_t take_grown(struct str text, size_t off, struct cluster *out)
{
    struct point first = point_at(text, off);
    if (first.width < 1) {
        out->bytes = str_slice(text, off, first.end - off);
        make_mark(out, &first);
        return first.end;
    }
    struct growth g = {.text = text,
                       .last = first,
                       .cells = (size_t)first.width,
                       .is_pictograph = is_pictograph(first.code)};
    while (grow(&g))
        continue;
    out->bytes = str_slice(text, off, g.last.end - off);
    out->shown = out->bytes;
    out->cells = g.has_emoji_style ? 2 : (uint8_t)g.cells;
    out->is_mark = false;
    out->is_blank = g.last.end == first.end &&
                    uc_is_general_category_withtable(first.code, UC_CATEGORY_MASK_Zs);
    return g.last.end;
}

size_t cluster_at(struct str text, size_t off, struct cluster *out)
{
    return take_plain(text, off, out) ? off + out->bytes.len : take_grown(text, off, out);
}

/* True when `off` is for certain the beginning of a cluster: a plain code point behind one. */
static bool begins_for_certain(struct str text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    if (plain_at(p + off, text.len - off).len == 0)
        return false;
    return (off >= 1 && p[off - 1] < 0x80) || (off >= 3 && plain_at(p + off - 3, 3).len == 3);
}

size_t cluster_before(struct str text, size_t off)
{
    if (off > text.len)
        off = text.len;
    if (off == 0)
        return 0;
    size_t at = off - 1;
    while (at > 0 && !begins_for_certain(text, at))
        at--;
    struct cluster c;
    for (;;) {
        size_t next = cluster_at(text, at, &c);
        if (next >= off)
            return at;
        at = next;
    }
}

/* cluster_at() of which only the cells are asked. */
static inline size_t measure_at(struct str text, size_t off, size_t *cells)
{
    struct plain here = lone_plain_at(text, off);
    if (here.len > 0) {
        *cells = here.cells;
        return off + here.len;
    }
    struct cluster c;
    size_t next = take_grown(text, off, &c);
    *cells = c.cells;
    return next;
}

size_t text_cells(struct str text)
{
    size_t sum = 0, cells;
    for (size_t off = 0; off < text.len; sum += cells)
        off = measure_at(text, off, &cells);
    return sum;
}

struct str text_fit(struct str text, size_t cells, size_t *used)
{
    size_t off = 0, sum = 0;
    while (off < text.len) {
        size_t more, next = measure_at(text, off, &more);
        if (more > cells - sum)
            break;
        sum += more;
        off = next;
    }
    if (used)
        *used = sum;
    return str_slice(text, 0, off);
}

void text_append_shown(struct buf *out, struct str text)
{
    struct cluster c;
    for (size_t off = 0; off < text.len;) {
        off = cluster_at(text, off, &c);
        buf_append_str(out, c.shown);
    }
}

/* Offset behind the blank that begins at `off`; `off` where there is none. Nearly always the first byte tells. */
static size_t skip_trimmed(struct str s, size_t off)
{
    unsigned char lead = (unsigned char)s.ptr[off];
    size_t next = off;
    if (lead > ' ' && lead != 0xC2 && (lead < 0xE1 || lead > 0xE3))
        return off;
    uint32_t c = utf8_decode(s, &next);
    bool is_trimmed = c == '\t' || c == '\r' || c == '\n' ||
                      uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Zs);
    return is_trimmed ? next : off;
}

struct str text_trim(struct str s)
{
    struct cluster c;
    size_t begin = 0, end = s.len;
    while (begin < end) {
        size_t next = skip_trimmed(s, begin);
        if (next == begin || cluster_at(s, begin, &c) != next)
            break;
        begin = next;
    }
    /* By code points, since nothing stands behind the last one that could join it. */
    while (end > begin) {
        size_t last = utf8_before(s, end);
        if (skip_trimmed(s, last) != end)
            break;
        end = last;
    }
    return str_slice(s, begin, end - begin);
}
