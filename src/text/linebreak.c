/*
 * linebreak: UAX #14, corrected where Chinese offices read otherwise.
 *
 * The one hard idea: libunistring is not shown the text but one stand-in a cluster, so that it can
 * never break inside one, and so that most of the tailoring is a choice of stand-ins: “ goes in as
 * 「, a lone — as 、, a hostile code point (seen as a mark such as <U+202E>) as an inline object,
 * full-width digits as digits. What stand-ins cannot say is corrected afterwards, place by place;
 * reluctance comes last, and only ever lowers what is allowed. Filling lines is wrap.c's.
 */
#include "text/linebreak.h"

#include <uchar.h>

#include <unictype.h>
#include <unilbrk.h>

#include "text/cluster.h"

enum {
    EM_DASH = 0x2014,
    HORIZONTAL_BAR = 0x2015,
    ORDINAL_DI = 0x7B2C, /* 第 */
    LF = 0x0A,
    CR = 0x0D,
    LINE_SEPARATOR = 0x2028,
    PARAGRAPH_SEPARATOR = 0x2029,
    FULL_WIDTH_OFFSET = 0xFEE0, /* ０ U+FF10 is 0 U+0030 */
};

/* What libunistring is shown instead. */
enum stand_in {
    AS_OPENING = 0x300C,    /* 「, class OP */
    AS_CLOSING = 0x3001,    /* 、, class CL */
    AS_RANGE = 0xFE11,      /* the form of 、 for vertical lines, class CL, in use nowhere else */
    AS_LETTER = 'a',        /* class AL */
    AS_OBJECT = 0xFFFC,     /* class CB: breaks on both sides, but keeps 「 and 、 at it */
    AS_IDEOGRAPH = 0x1F600, /* class ID */
    AS_SYLLABLE = 0xAC01,   /* 각, class H3 */
};

static bool is_one_of(uint32_t code, const char32_t *set)
{
    for (; *set; set++)
        if (*set == code)
            return true;
    return false;
}

static bool is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool is_latin(uint32_t c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= 0xC0 && c <= 0x24F);
}

static bool is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c >= 0x20000;
}

static bool is_newline(uint32_t c)
{
    return c == LF || c == CR || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
}

static bool is_dash(uint32_t c)
{
    return c == EM_DASH || c == HORIZONTAL_BAR;
}

/* ---- stand-ins ---- */

static uint32_t code_at(const struct linebreaks *l, size_t i)
{
    return i < l->count ? l->codes[i] : 0;
}

static uint32_t code_before(const struct linebreaks *l, size_t i)
{
    return i > 0 ? l->codes[i - 1] : 0;
}

static const char32_t no_break_spaces[] = {0xA0, 0x2007, 0x202F, 0};

/* The stand-in that a cluster has by itself. */
static uint32_t code_of(const struct cluster *c)
{
    size_t off = 0;
    uint32_t code = utf8_decode(c->bytes, &off);
    if (c->is_mark)
        return is_newline(code) ? code : AS_OBJECT;
    if (off == c->bytes.len)
        return code;
    /* Only the first code point is seen here: half a flag, a third of a syllable, and what looks
     * like a space even if it bears an accent. */
    if (code >= 0x1F1E6 && code <= 0x1F1FF)
        return AS_IDEOGRAPH;
    uint32_t second = utf8_decode(c->bytes, &off);
    if (code >= 0x1100 && code <= 0x115F && second >= 0x1160 && second <= 0x11FF)
        return AS_SYLLABLE;
    bool is_space = uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Zs);
    return is_space && !is_one_of(code, no_break_spaces) ? AS_LETTER : code;
}

/* The stand-in that a code has among its neighbours. The one before is a stand-in already. */
static uint32_t code_in_context(const struct linebreaks *l, size_t i)
{
    uint32_t code = l->codes[i], before = code_before(l, i), after = code_at(l, i + 1);
    if (code < 0x80 || is_han(code))
        return code;
    bool between_digits = is_digit(before) && is_digit(after);
    if (is_one_of(code, U"“‘"))
        return AS_OPENING;
    if (code == U'’' && is_latin(before) && is_latin(after))
        return AS_LETTER;
    if (is_one_of(code, U"”’·…‥"))
        return AS_CLOSING;
    if (is_one_of(code, U"～〜–"))
        return AS_RANGE;
    if (is_dash(code))
        return is_dash(before) || is_dash(after) ? EM_DASH : AS_RANGE;
    if (is_one_of(code, U"．，") && between_digits)
        return code - FULL_WIDTH_OFFSET;
    if (code >= 0xFF10 && code <= 0xFF5A && (is_digit(code) || is_latin(code - FULL_WIDTH_OFFSET)))
        return code - FULL_WIDTH_OFFSET;
    return code;
}

static void make_room(struct linebreaks *l, size_t need)
{
    size_t cap = l->cap;
    l->pieces = mem_reserve(l->pieces, &cap, need, sizeof l->pieces[0]);
    if (cap == l->cap)
        return;
    l->codes = mem_grow(l->codes, cap, sizeof l->codes[0]);
    l->marks = mem_grow(l->marks, cap, sizeof l->marks[0]);
    l->cap = cap;
}

static void cut_into_pieces(struct linebreaks *l, struct str text)
{
    l->count = 0;
    struct cluster c;
    for (size_t off = 0; off < text.len;) {
        off = cluster_at(text, off, &c);
        make_room(l, l->count + 1);
        uint32_t code = code_of(&c);
        bool is_drawn = code != LF && code != CR;
        l->codes[l->count] = code;
        l->pieces[l->count++] = (struct linebreak_piece){
            .len = (uint8_t)c.bytes.len, .cells = is_drawn ? c.cells : 0, .is_blank = c.is_blank};
    }
}

/* ---- forbidden and allowed ---- */

/* Marks that UAX #14 knows as such are forbidden by it; this is for those that it lets begin a
 * line, and for all of them behind blanks, where it forbids only some. */
static bool is_closing(uint32_t c)
{
    if (is_han(c))
        return false;
    if (c < 0x80)
        return c != 0 && is_one_of(c, U",.;:!?)]}%");
    return c == AS_RANGE || is_one_of(c, U"、。，．：；！？％‰℃°″′・ﾞﾟ") ||
           uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Pe);
}

static bool is_opening(uint32_t c)
{
    if (is_han(c))
        return false;
    if (c < 0x80)
        return c != 0 && is_one_of(c, U"([{");
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Ps);
}

static bool is_word(uint32_t c)
{
    return is_digit(c) || is_latin(c);
}

/* Behind ASCII . : , and ; where libunistring lets a letter begin a line ("e.|g.") and no digit.
 * The first two are parts of a word; the others stand between Chinese clauses too, so what is
 * before them decides. */
static enum linebreak level_behind_stop(const struct linebreaks *l, size_t i, enum linebreak base)
{
    uint32_t stop = l->codes[i - 1], before = code_before(l, i - 1), after = l->codes[i];
    if (!is_word(after))
        return base;
    if (stop == '.' || stop == ':')
        return BREAK_FORBIDDEN;
    if ((stop != ',' && stop != ';') || before == 0)
        return base;
    bool is_whole = is_digit(after) ? is_digit(before) : is_word(before);
    return is_whole ? BREAK_FORBIDDEN : BREAK_ALLOWED;
}

static enum linebreak base_level(const struct linebreaks *l, size_t i)
{
    if (l->marks[i - 1] == UC_BREAK_MANDATORY)
        return BREAK_MANDATORY;
    return l->marks[i] == UC_BREAK_POSSIBLE ? BREAK_ALLOWED : BREAK_FORBIDDEN;
}

/* The level before piece `i`; `visible` is the code of the last piece before it that is no blank.
 */
static enum linebreak level_before(const struct linebreaks *l, size_t i, uint32_t visible)
{
    enum linebreak base = base_level(l, i);
    if (base == BREAK_MANDATORY)
        return base;
    if (is_closing(l->codes[i]) || is_opening(visible))
        return BREAK_FORBIDDEN;
    return level_behind_stop(l, i, base);
}

static void find_levels(struct linebreaks *l)
{
    u32_possible_linebreaks(l->codes, l->count, "UTF-8", l->marks);
    uint32_t visible = 0;
    for (size_t i = 0; i < l->count; i++) {
        l->pieces[i].before = (uint8_t)(i > 0 ? level_before(l, i, visible) : BREAK_FORBIDDEN);
        if (!l->pieces[i].is_blank)
            visible = l->codes[i];
    }
}

/* ---- reluctant ---- */

/* What follows a number must be known to be kept whole, longer words before their beginnings. */
static const char32_t *const unit_words[] = {
    U"个百分点", U"平方公里", U"平方千米", U"平方米", U"立方米", U"百分点", U"千瓦时", U"标准煤",
    U"亩次",     U"公里",     U"公顷",     U"公斤",   U"千米",   U"千克",   U"千瓦",   U"兆瓦",
    U"厘米",     U"毫米",     U"延米",     U"平方",   U"立方",   U"标箱",   U"车次",   U"场次",
    U"人次",     U"批次",     U"户次",     U"件次",   U"年度",   U"季度",   U"月份",   U"年底",
    U"月底",     U"月末",     U"周年",     U"周岁",   U"个月",   U"小时",   U"分钟",   U"学时",
    U"学位",     U"床位",     U"泊位",     U"车位",   U"车道",   U"美元",   U"欧元",   U"港元",
    U"日元",     U"大类",     U"km²",      U"km",     U"hm²",    U"m²",     U"m³",     U"cm",
    U"mm",       U"kg",       U"kV",       U"kW",     U"MW",     U"GW",     U"m",      U"t",
};

/* Units that also stay with a number across a blank. Without a blank the one character behind a
 * number, or behind its 万 or 亿, is taken for its unit whatever it is. */
static const char32_t unit_characters[] =
    U"元户亩根处套名件个人吨米年月日号条栋所家期次场座片台辆只间层跨项类批份起宗倍级岁页章节㎡㎢";

static size_t unit_word_at(const struct linebreaks *l, size_t i)
{
    for (size_t u = 0; u < COUNT_OF(unit_words); u++) {
        const char32_t *word = unit_words[u];
        size_t len = 0;
        while (word[len] && word[len] == code_at(l, i + len))
            len++;
        if (!word[len] && !(is_latin(word[0]) && is_latin(code_at(l, i + len))))
            return len;
    }
    return i < l->count && is_one_of(l->codes[i], unit_characters) ? 1 : 0;
}

static void make_reluctant(struct linebreaks *l, size_t from, size_t count)
{
    for (size_t i = from; i < from + count && i < l->count; i++)
        if (l->pieces[i].before == BREAK_ALLOWED)
            l->pieces[i].before = BREAK_RELUCTANT;
}

/* A number ends before piece `i`: its multipliers (万, 亿, 余) and its unit stay with it. */
static void keep_unit(struct linebreaks *l, size_t i)
{
    size_t unit = i;
    while (unit < l->count && l->pieces[unit].is_blank)
        unit++;
    bool is_apart = unit > i;
    size_t word = unit_word_at(l, unit);
    while (word == 0 && is_one_of(code_at(l, unit), U"十百千万亿余多")) {
        unit++;
        word = unit_word_at(l, unit);
    }
    if (word == 0 && is_han(code_at(l, unit)) && !is_apart)
        word = 1;
    if (word > 0 || !is_apart)
        make_reluctant(l, i, unit - i + word);
}

/* 3—5, 6～8: neither may begin a line, so the place behind the sign is the one to avoid. */
static bool is_inside_range(const struct linebreaks *l, size_t i)
{
    return i >= 2 && l->codes[i - 1] == AS_RANGE && is_digit(l->codes[i - 2]) &&
           is_digit(l->codes[i]);
}

static void find_reluctance(struct linebreaks *l)
{
    for (size_t i = 1; i < l->count; i++) {
        uint32_t before = l->codes[i - 1];
        if (before == ORDINAL_DI || is_inside_range(l, i))
            make_reluctant(l, i, 1);
        else if (is_digit(before) && !is_digit(l->codes[i]))
            keep_unit(l, i);
    }
}

/* ---- the interface ---- */

void linebreak_release(struct linebreaks *l)
{
    mem_free(l->pieces);
    mem_free(l->codes);
    mem_free(l->marks);
    *l = (struct linebreaks)LINEBREAKS_INIT;
}

void linebreak_find(struct linebreaks *l, struct str text)
{
    cut_into_pieces(l, text);
    for (size_t i = 0; i < l->count; i++)
        l->codes[i] = code_in_context(l, i);
    find_levels(l);
    find_reluctance(l);
}
