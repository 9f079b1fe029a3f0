/*
 * guess: counts bytes and decides.
 *
 * The one hard idea is to ask where bytes lie instead of whether they are valid. In Big5 a third of
 * the leading bytes are below 0xB0, where GB18030 keeps what Chinese text hardly uses, and four of
 * ten second bytes are ASCII, which in GB18030 is left to rare characters; a few dozen characters
 * are then enough. Converting is encoding.c's.
 */
#include "table/guess.h"

#include <string.h>

#include "base/message.h"
#include "table/scan.h"
#include "text/cluster.h"

static const char utf8_name[] = "UTF-8";
static const char utf16le_name[] = "UTF-16LE";
static const char utf16be_name[] = "UTF-16BE";
static const char gb18030_name[] = "GB18030";
static const char big5_name[] = "Big5";

/* True when `part` is more than `percent` of `whole`. */
static bool exceeds(size_t part, size_t percent, size_t whole)
{
    return part * 100 > whole * percent;
}

/* ---- the beginning of the file ---- */

/* The first that fits: that of UTF-16LE begins another, too. UTF-32 without one is full of NULs, and refused. */
static const struct {
    struct str bytes;
    const char *name;
} boms[] = {
    {STR_INIT("\xEF\xBB\xBF"), utf8_name},  {STR_INIT("\xFF\xFE\0\0"), "UTF-32LE"},
    {STR_INIT("\0\0\xFE\xFF"), "UTF-32BE"}, {STR_INIT("\xFF\xFE"), utf16le_name},
    {STR_INIT("\xFE\xFF"), utf16be_name},   {STR_INIT("\x84\x31\x95\x33"), gb18030_name},
};

/* What an office is likely to open by mistake. */
static const struct {
    struct str bytes;
    enum msg refusal;
} binaries[] = {
    {STR_INIT("PK\x03\x04"), MSG_IS_WORKBOOK},
    {STR_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), MSG_IS_OLD_OFFICE},
    {STR_INIT("%PDF-"), MSG_IS_PDF},
    {STR_INIT("\x1F\x8B"), MSG_IS_COMPRESSED},
    {STR_INIT("7z\xBC\xAF\x27\x1C"), MSG_IS_COMPRESSED},
    {STR_INIT("Rar!\x1A\x07"), MSG_IS_COMPRESSED},
};

static bool guess_by_beginning(struct str bytes, struct guess *guess)
{
    for (size_t i = 0; i < COUNT_OF(binaries); i++)
        if (str_starts_with(bytes, binaries[i].bytes)) {
            *guess = (struct guess){utf8_name, true, (int)binaries[i].refusal};
            return true;
        }
    for (size_t i = 0; i < COUNT_OF(boms); i++)
        if (str_starts_with(bytes, boms[i].bytes)) {
            *guess = (struct guess){boms[i].name, true, 0};
            return true;
        }
    return false;
}

/* ---- UTF-8 ---- */

struct utf8_count {
    size_t good, good_of_three, bad;
};

static struct utf8_count count_utf8(struct str bytes, bool is_whole)
{
    struct utf8_count count = {0};
    for (size_t off = 0; off < bytes.len;) {
        if ((unsigned char)bytes.ptr[off] < 0x80) {
            off++;
            continue;
        }
        if (!is_whole && scan_is_cut_short(bytes, off))
            break;
        size_t before = off;
        utf8_decode(bytes, &off);
        count.good += off - before > 1;
        count.good_of_three += off - before == 3;
        count.bad += off - before == 1;
    }
    return count;
}

/* True when all of it is UTF-8 without controls, which settles everything. */
static bool is_clean_utf8(struct str bytes, bool is_whole)
{
    for (size_t off = 0; (off = scan_ordinary(bytes, off)) < bytes.len;) {
        size_t before = off;
        if (!is_whole && scan_is_cut_short(bytes, off))
            break;
        utf8_decode(bytes, &off);
        if (off - before == 1)
            return false;
    }
    return true;
}

/* More than 20 good sequences for each bad one, or four of three bytes: bytes of another encoding
 * fall into the form of three by chance once in a hundred, so a short table with one bad byte is
 * still UTF-8. */
static bool is_utf8(const struct utf8_count *count)
{
    return count->bad == 0 || count->good > 20 * count->bad ||
           count->good_of_three > 4 * count->bad;
}

/* ---- UTF-16 ---- */

/* High bytes of ASCII, of punctuation, of Chinese characters and of full-width forms. */
static bool is_likely_high_byte(unsigned char c)
{
    return c == 0x00 || (c >= 0x4E && c <= 0x9F) || c == 0x30 || c == 0xFF || c == 0x20 ||
           c == 0x22 || c == 0x25;
}

struct utf16_count {
    size_t units;
    size_t nuls[2];   /* at even and odd offsets */
    size_t likely[2]; /* high bytes if they stood there */
    size_t controls[2];
};

static bool is_control(unsigned char c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v') || c == 0x7F;
}

static struct utf16_count count_utf16(struct str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    struct utf16_count count = {.units = bytes.len / 2};
    for (size_t i = 0; i + 1 < bytes.len; i += 2)
        for (size_t high = 0; high < 2; high++) {
            unsigned char c = p[i + high];
            count.nuls[high] += c == 0;
            count.likely[high] += is_likely_high_byte(c);
            count.controls[high] += c == 0 && is_control(p[i + 1 - high]);
        }
    return count;
}

/* Mostly ASCII: every other byte is NUL. Mostly Chinese: the high bytes lie together and the low ones
 * do not, and it is no UTF-8, whose bytes may lie so by chance. */
static bool guess_utf16(struct str bytes, bool may_be_utf8, struct guess *guess)
{
    struct utf16_count count = count_utf16(bytes);
    if (count.units == 0)
        return false;
    size_t high = count.likely[1] >= count.likely[0] ? 1 : 0;
    if (count.nuls[0] + count.nuls[1] > 0 && count.nuls[0] != count.nuls[1])
        high = count.nuls[1] > count.nuls[0];
    bool by_nuls = exceeds(count.nuls[high], 20, count.units) &&
                   !exceeds(count.nuls[1 - high], 2, count.units);
    bool by_han = !may_be_utf8 && exceeds(count.likely[high], 90, count.units) &&
                  !exceeds(count.likely[1 - high], 75, count.units);
    if ((!by_nuls && !by_han) || exceeds(count.controls[high], 10, count.units))
        return false;
    *guess = (struct guess){high == 1 ? utf16le_name : utf16be_name, true, 0};
    return true;
}

/* ---- bytes in pairs ---- */

struct pair_count {
    size_t pairs;
    size_t low_seconds; /* 0x40..0x7E: four of ten in Big5 */
    size_t early_leads; /* 0xA4..0xAF: characters of few strokes in Big5, nearly nothing in GBK */
    size_t never_big5;  /* second bytes 0x80..0xA0, leads below 0xA1 and above 0xF9 */
    size_t broken;      /* bytes that begin no pair */
};

static bool is_four_byte_form(const unsigned char *p, size_t have)
{
    return have >= 4 && p[1] >= 0x30 && p[1] <= 0x39 && p[2] >= 0x81 && p[2] <= 0xFE &&
           p[3] >= 0x30 && p[3] <= 0x39;
}

static void count_pair(struct pair_count *count, unsigned char lead, unsigned char second)
{
    count->pairs++;
    count->low_seconds += second < 0x7F;
    count->early_leads += lead >= 0xA4 && lead <= 0xAF;
    count->never_big5 += (second >= 0x7F && second <= 0xA0) || lead < 0xA1 || lead > 0xF9;
}

static struct pair_count count_pairs(struct str bytes)
{
    const unsigned char *p = (const unsigned char *)bytes.ptr;
    struct pair_count count = {0};
    for (size_t i = 0; i < bytes.len;) {
        size_t have = bytes.len - i;
        if (p[i] < 0x80) {
            i++;
        } else if (p[i] > 0x80 && p[i] < 0xFF && is_four_byte_form(p + i, have)) {
            count.pairs++;
            count.never_big5++;
            i += 4;
        } else if (p[i] > 0x80 && p[i] < 0xFF && have >= 2 && p[i + 1] >= 0x40 && p[i + 1] < 0xFF &&
                   p[i + 1] != 0x7F) {
            count_pair(&count, p[i], p[i + 1]);
            i += 2;
        } else {
            count.broken += have >= 2;
            i++;
        }
    }
    return count;
}

enum { FEW_PAIRS = 6 };

static struct guess guess_by_pairs(struct str bytes)
{
    struct pair_count count = count_pairs(bytes);
    if (count.broken * 2 > count.pairs)
        return (struct guess){utf8_name, false, 0};
    size_t signs = count.low_seconds + count.early_leads;
    bool fits = count.never_big5 <= 1 || !exceeds(count.never_big5, 3, count.pairs);
    bool is_big5 = fits && exceeds(signs, 30, count.pairs);
    bool is_clear = count.pairs >= FEW_PAIRS &&
                    (!fits || !exceeds(signs, 15, count.pairs) || exceeds(signs, 45, count.pairs));
    return (struct guess){is_big5 ? big5_name : gb18030_name, is_clear, 0};
}

/* ---- the rule ---- */

/* A third of control bytes is no text. Bytes that are no UTF-8 either are soon taken for compressed
 * ones, in which every tenth byte is a control. */
static bool is_binary(struct str bytes, bool may_be_utf8)
{
    size_t controls = 0;
    for (size_t i = 0; i < bytes.len; i++)
        controls += is_control((unsigned char)bytes.ptr[i]);
    return exceeds(controls, may_be_utf8 ? 30 : 5, bytes.len);
}

struct guess guess_encoding(struct str bytes, bool is_start, bool is_whole)
{
    struct guess guess;
    if (is_start && guess_by_beginning(bytes, &guess))
        return guess;
    if (is_clean_utf8(bytes, is_whole))
        return (struct guess){utf8_name, true, 0};
    struct utf8_count utf8 = count_utf8(bytes, is_whole);
    if (guess_utf16(bytes, is_utf8(&utf8), &guess))
        return guess;
    if (is_binary(bytes, is_utf8(&utf8)))
        return (struct guess){utf8_name, true, MSG_HAS_CONTROL_BYTES};
    return is_utf8(&utf8) ? (struct guess){utf8_name, true, 0} : guess_by_pairs(bytes);
}
