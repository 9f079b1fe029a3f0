/*
 * What folds to what, and the tables that src/text/fold.c reads.
 *
 * The hard idea is what a folding is allowed to do: a character of today's standard list never
 * folds out of it, whatever the database offers, and whoever folds is followed to the end, so that
 * folding twice is folding once. The layout is drawn in src/text/fold.c.
 */
#include "unihan.h"

#include <stdio.h>
#include <string.h>

#define PAGE       64u
#define LONG_VALUE 0xD800u /* a value in the surrogates' place: number of a longer string */
#define LONG_MAX   0x800u

/* ---- deciding ---- */

struct string folded[POINTS];

bool is_standard(uint32_t point)
{
    return unihan[TGH][point] != NULL || unihan[GB0][point] != NULL;
}

/* The first kSimplifiedVariant that is not the character itself; itself where there is none, and
 * where a standard character would leave the standard, or a common one the basic plane. */
static uint32_t simplified(uint32_t point)
{
    const char *s = unihan[SIMPLIFIED][point];
    while (s != NULL && *s != '\0') {
        uint32_t target = next_hex(&s);
        if (target == point)
            continue;
        if (is_standard(target) || (target < 0x10000 && !is_standard(point)))
            return target;
        break;
    }
    return point;
}

static bool same_first_reading(uint32_t a, uint32_t b)
{
    const char *s = unihan[MANDARIN][a], *t = unihan[MANDARIN][b];
    return s != NULL && t != NULL && strcspn(s, " ") == strcspn(t, " ") &&
           strncmp(s, t, strcspn(s, " ")) == 0;
}

/* For a character outside the standard without a simplified form: the one standard character that
 * it is a variant of and is read like. Itself when there is none or more than one. */
static uint32_t standard_variant(uint32_t point)
{
    static const enum prop sources[] = {SEMANTIC, ZVARIANT};
    uint32_t found = point;
    if (is_standard(point))
        return point;
    for (unsigned i = 0; i < COUNT_OF(sources); i++) {
        const char *s = unihan[sources[i]][point];
        while (s != NULL && *s != '\0') {
            uint32_t target = simplified(next_hex(&s));
            if (unihan[TGH][target] == NULL || target == found)
                continue;
            if (found != point)
                return point;
            found = target;
        }
    }
    return same_first_reading(point, found) ? found : point;
}

/* NFKC without the composing half: a compatibility form to what it stands for, and one to one what
 * is canonically another character. Letters with accents stay, spacing accents too. To several
 * only where Chinese fonts and keyboards offer such characters. */
static bool decomposed(uint32_t point, struct string *out)
{
    const char *s = decomposition[point];
    if (s == NULL)
        return false;
    bool is_compatible = *s == '<';
    if (is_compatible)
        s += strcspn(s, " ");
    struct string target = {0, {0}};
    while (*s != '\0' && target.count < STRING_MAX)
        target.points[target.count++] = next_hex(&s);
    bool may_be_long = is_compatible && (point < 0x3400 || (point >= 0xFB00 && point <= 0xFB06));
    if (*s != '\0' || target.points[0] == ' ' || (target.count > 1 && !may_be_long))
        return false;
    *out = target;
    return true;
}

static struct string fold_once(uint32_t point)
{
    struct string out = {1, {point}};
    if (override[point].count > 0)
        return override[point];
    if (is_space[point])
        out.points[0] = ' ';
    else if (decomposed(point, &out))
        return out;
    else if (lower[point] != 0)
        out.points[0] = lower[point];
    else if (simplified(point) != point)
        out.points[0] = simplified(point);
    else
        out.points[0] = standard_variant(point);
    return out;
}

static struct string fold_fully(uint32_t point)
{
    struct string now = {1, {point}};
    for (unsigned round = 0; round < 8; round++) {
        struct string next = {0, {0}};
        for (unsigned i = 0; i < now.count; i++) {
            struct string part = fold_once(now.points[i]);
            for (unsigned j = 0; j < part.count; j++) {
                if (next.count == STRING_MAX)
                    return (struct string){1, {point}};
                next.points[next.count++] = part.points[j];
            }
        }
        if (next.count == now.count && memcmp(&next, &now, sizeof now) == 0)
            return now;
        now = next;
    }
    die("U+%04X folds for ever", point);
}

static bool changes(uint32_t point)
{
    return folded[point].count != 1 || folded[point].points[0] != point;
}

void fold_all(void)
{
    for (uint32_t point = 0; point < POINTS; point++)
        if (point < 0xD800 || point > 0xDFFF)
            folded[point] = fold_fully(point);
        else
            folded[point] = (struct string){1, {point}};
}

/* ---- writing ---- */

static void put_escaped(uint32_t point)
{
    static const unsigned char lead[] = {0, 0xC0, 0xE0, 0xF0};
    unsigned more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    printf("\\%03o", lead[more] | point >> 6 * more);
    while (more-- > 0)
        printf("\\%03o", 0x80u | (point >> 6 * more & 0x3Fu));
}

static uint64_t page_changes(uint32_t page)
{
    uint64_t mask = 0;
    for (uint32_t i = 0; i < PAGE; i++)
        mask |= (uint64_t)changes(page * PAGE + i) << i;
    return mask;
}

static bool is_long(struct string s)
{
    return s.count != 1 || s.points[0] > 0xFFFF;
}

static void put_fold_pages(void)
{
    unsigned next = 1, first = 0;
    begin_array("uint16_t page_of[]");
    for (uint32_t page = 0; page < POINTS / PAGE; page++)
        put_number(page_changes(page) != 0 ? next++ : 0);
    end_array();
    begin_array("struct page pages[]");
    puts("{0, 0},");
    for (uint32_t page = 0; page < POINTS / PAGE; page++) {
        uint64_t mask = page_changes(page);
        if (mask != 0)
            printf("{0x%016llxu, %u},\n", (unsigned long long)mask, first);
        first += (unsigned)__builtin_popcountll(mask);
    }
    end_array();
}

static void put_fold_values(void)
{
    unsigned longs = 0;
    begin_array("uint16_t values[]");
    for (uint32_t point = 0; point < POINTS; point++)
        if (changes(point))
            put_number(is_long(folded[point]) ? LONG_VALUE + longs++ : folded[point].points[0]);
    end_array();
    if (longs > LONG_MAX)
        die("%u long strings are too many for the values", longs);
}

static void put_fold_strings(void)
{
    unsigned offset = 0;
    begin_array("uint16_t long_at[]");
    for (uint32_t point = 0; point < POINTS; point++) {
        if (!changes(point) || !is_long(folded[point]))
            continue;
        put_number(offset);
        for (unsigned i = 0; i < folded[point].count; i++) {
            uint32_t p = folded[point].points[i];
            offset += p < 0x80 ? 1 : p < 0x800 ? 2 : p < 0x10000 ? 3 : 4;
        }
    }
    put_number(offset);
    end_array();
    puts("\nstatic const char longs[] =");
    for (uint32_t point = 0; point < POINTS; point++) {
        if (!changes(point) || !is_long(folded[point]))
            continue;
        putchar('"');
        for (unsigned i = 0; i < folded[point].count; i++)
            put_escaped(folded[point].points[i]);
        puts("\"");
    }
    puts(";");
}

void put_fold_tables(void)
{
    printf("/* Made by src/gen/unihan.c from the system's Unicode data. */\n"
           "#define POINTS 0x%xu\n#define LONG_VALUE 0x%xu\n#define LONG_MAX 0x%xu\n",
           POINTS, LONG_VALUE, LONG_MAX);
    put_fold_pages();
    put_fold_values();
    put_fold_strings();
}
