/*
 * How characters are read and where they sort, and the tables that src/text/pinyin.c reads.
 *
 * The hard idea: one number a character serves both. Characters are numbered in the order of their
 * first reading, tone, strokes and code point; so the number sorts, and since the characters of one
 * syllable are neighbours, it also tells the syllable. Only the few characters with several
 * readings need a list. A character that is read differently as a family name is numbered once more
 * for that. The layout is drawn in src/text/pinyin.c.
 */
#include "unihan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HAN_FROM        0x2E80u /* the radicals */
#define DENSE_FROM      0x3000u /* from the number zero to the last of the unified block every code */
#define DENSE_TO        0xA000u /* point has a place; those outside are listed */
#define SEVERAL         0x8000u /* a value from here: where the list of readings is */
#define ORDERS_A_STRIDE 128u    /* about two syllables */
#define HAN_MAX         0x8000u
#define READINGS_MAX    8
#define SYLLABLES_MAX   512
#define SYLLABLE_SIZE   7 /* "zhuang" and its NUL */
#define NEUTRAL_TONE    5
#define SURNAMES_MAX    256

struct reading {
    char letters[SYLLABLE_SIZE];
    int tone;
};

struct han {
    uint32_t point;
    bool is_surname; /* numbered for its place at the beginning of a name */
    uint32_t next;   /* of a surname: the character that must follow, or 0 */
    int strokes;
    unsigned order; /* from 1 */
    unsigned count;
    struct reading readings[READINGS_MAX]; /* most usual first, no letters twice */
};

static struct han hans[HAN_MAX];
static unsigned han_count;

/* Of readings.tsv: a reading that comes first, one that comes last; NULL for none. */
static char *first_reading[POINTS];
static char *also_reading[POINTS];

/* Likewise: family names of one character or the first of two. */
static struct surname {
    uint32_t point, next;
    char *reading;
} surnames[SURNAMES_MAX];
static unsigned surname_count;

static char syllables[SYLLABLES_MAX][SYLLABLE_SIZE];
static unsigned syllable_count;

/* ---- readings ---- */

static void read_correction(char *line)
{
    char *field[4];
    if (line[0] == '#')
        return;
    if (split(line, '\t', field, 4) != 4 || field[3][0] == '\0')
        die("readings.tsv: want character, first, also or surname, reading, reason: %s", line);
    const char *s = field[0];
    uint32_t point = decode(&s);
    if (strcmp(field[1], "surname") == 0) {
        if (surname_count == SURNAMES_MAX)
            die("readings.tsv: too many surnames");
        surnames[surname_count++] =
            (struct surname){point, *s != '\0' ? decode(&s) : 0, strdup(field[2])};
        return;
    }
    char **place = strcmp(field[1], "first") == 0 ? first_reading : also_reading;
    place[point] = strdup(field[2]);
}

/* Adds one code point of a spelled syllable: a letter, or the mark of a tone, or of the vowel that
 * is typed v. The others (the circumflex of a bare e) say nothing that is typed. */
static void add_mark(struct reading *r, uint32_t point)
{
    static const uint32_t tone_marks[] = {0, 0x304, 0x301, 0x30C, 0x300};
    size_t len = strlen(r->letters);
    for (int tone = 1; tone < NEUTRAL_TONE; tone++)
        if (point == tone_marks[tone])
            r->tone = tone;
    if (point == 0x308 && len > 0)
        r->letters[len - 1] = 'v';
    else if (point >= 'a' && point <= 'z' && len + 1 < SYLLABLE_SIZE)
        r->letters[len] = (char)point;
}

static void add_decomposed(struct reading *r, uint32_t point)
{
    const char *parts = decomposition[point];
    if (parts == NULL || *parts == '<') {
        add_mark(r, point);
        return;
    }
    while (*parts != '\0')
        add_decomposed(r, next_hex(&parts));
}

static void add_reading(struct han *h, const char *from, const char *to)
{
    struct reading r = {"", NEUTRAL_TONE};
    while (from < to)
        add_decomposed(&r, decode(&from));
    for (unsigned i = 0; i < h->count; i++)
        if (strcmp(h->readings[i].letters, r.letters) == 0)
            return;
    if (r.letters[0] == '\0' || h->count == READINGS_MAX)
        die("U+%04X: a reading without letters, or too many readings", h->point);
    h->readings[h->count++] = r;
}

/* All readings of a value as Unihan writes them: "de dì", "de(7394) dì(4976)",
 * "069.070:de,dì 072.060:dì". */
static void add_readings(struct han *h, const char *value)
{
    while (value != NULL && *value != '\0') {
        const char *end = value + strcspn(value, " ");
        const char *colon = memchr(value, ':', (size_t)(end - value));
        for (const char *from = colon != NULL ? colon + 1 : value; from < end;) {
            const char *to = from + strcspn(from, ",( ");
            add_reading(h, from, to);
            from = *to == ',' ? to + 1 : end;
        }
        value = end + (*end == ' ');
    }
}

static void add_own_readings(struct han *h, uint32_t point)
{
    static const enum prop sources[] = {MANDARIN, PINLU, XHC, TGHZ};
    unsigned before = h->count;
    add_readings(h, first_reading[point]);
    for (unsigned i = 0; i < COUNT_OF(sources); i++)
        add_readings(h, unihan[sources[i]][point]);
    if (h->count == before)
        add_readings(h, unihan[HANYU][point]);
    add_readings(h, also_reading[point]);
    for (unsigned i = 0; i < surname_count; i++)
        if (surnames[i].point == point)
            add_readings(h, surnames[i].reading);
}

/* Outside the basic plane only what the standard or a dictionary of today has. */
static bool is_wanted(uint32_t point)
{
    return point < 0x10000 || is_standard(point) || unihan[TGHZ][point] != NULL ||
           unihan[XHC][point] != NULL || unihan[PINLU][point] != NULL;
}

static void add_han(struct han h)
{
    if (han_count + 1 == HAN_MAX)
        die("too many characters for 15 bits");
    h.strokes = unihan[STROKES][h.point] != NULL ? atoi(unihan[STROKES][h.point]) : 0;
    hans[han_count++] = h;
}

/* A surname that is read as the character is usually has no business in the list. */
static void collect_surnames(void)
{
    for (unsigned i = 0; i < surname_count; i++) {
        struct han usual = {.point = surnames[i].point};
        struct han h = {.point = surnames[i].point, .is_surname = true, .next = surnames[i].next};
        add_own_readings(&usual, usual.point);
        add_readings(&h, surnames[i].reading);
        if (strcmp(usual.readings[0].letters, h.readings[0].letters) == 0 &&
            usual.readings[0].tone == h.readings[0].tone)
            die("readings.tsv: U+%04X is read %s anyway", h.point, surnames[i].reading);
        add_han(h);
    }
}

/* A character is read as it is, and as the one that it folds to, since dictionaries give the rarer
 * readings (shan for the county) for today's forms only. */
static void collect_han(void)
{
    for (uint32_t point = HAN_FROM; point < POINTS; point++) {
        struct han h = {.point = point};
        if (!is_wanted(point))
            continue;
        add_own_readings(&h, point);
        if (folded[point].count == 1 && folded[point].points[0] != point)
            add_own_readings(&h, folded[point].points[0]);
        if (h.count == 0)
            continue;
        add_han(h);
    }
}

/* ---- order ---- */

/* As in dictionaries: u and the vowel typed v stand together, u first: lu lü luan lüe lun. */
static int compare_letters(const char *a, const char *b)
{
    for (size_t i = 0; a[i] != '\0' || b[i] != '\0'; i++) {
        char x = a[i] == 'v' ? 'u' : a[i], y = b[i] == 'v' ? 'u' : b[i];
        if (x != y)
            return x - y;
    }
    return strcmp(a, b);
}

static int compare_syllables(const void *a, const void *b)
{
    return compare_letters(a, b);
}

static int compare_han(const void *a, const void *b)
{
    const struct han *x = a, *y = b;
    int order = compare_letters(x->readings[0].letters, y->readings[0].letters);
    if (order == 0)
        order = x->readings[0].tone - y->readings[0].tone;
    if (order == 0)
        order = x->strokes - y->strokes;
    return order != 0 ? order : x->point < y->point ? -1 : 1;
}

static int compare_points(const void *a, const void *b)
{
    const struct han *x = a, *y = b;
    return x->point < y->point ? -1 : 1;
}

static unsigned syllable_number(const char *letters)
{
    char(*found)[SYLLABLE_SIZE] =
        bsearch(letters, syllables, syllable_count, SYLLABLE_SIZE, compare_syllables);
    return found != NULL ? (unsigned)(found - syllables) : SYLLABLES_MAX;
}

static void collect_syllables(void)
{
    for (unsigned i = 0; i < han_count; i++) {
        for (unsigned j = 0; j < hans[i].count; j++) {
            if (syllable_number(hans[i].readings[j].letters) != SYLLABLES_MAX)
                continue;
            if (syllable_count == SYLLABLES_MAX)
                die("too many syllables");
            strcpy(syllables[syllable_count++], hans[i].readings[j].letters);
            qsort(syllables, syllable_count, SYLLABLE_SIZE, compare_syllables);
        }
    }
}

/* Of every ORDERS_A_STRIDEth order, characters being in order: the syllable that it is of. */
static void put_strides(void)
{
    begin_array("uint16_t stride_syllables[]");
    put_number(0);
    for (unsigned order = ORDERS_A_STRIDE; order <= han_count; order += ORDERS_A_STRIDE)
        put_number(syllable_number(hans[order - 1].readings[0].letters));
    end_array();
}

/* Numbers the characters, writes where each syllable's begin, and leaves them by code point. */
static void put_syllables(void)
{
    qsort(hans, han_count, sizeof hans[0], compare_han);
    begin_array("char syllables[][SYLLABLE_SIZE]");
    for (unsigned i = 0; i < syllable_count; i++)
        printf("\"%s\",%s", syllables[i], i % 12 == 11 ? "\n" : "");
    end_array();
    begin_array("uint16_t first_order[]");
    unsigned next = 0;
    for (unsigned i = 0; i < han_count; i++) {
        hans[i].order = i + 1;
        for (unsigned s = syllable_number(hans[i].readings[0].letters); next <= s; next++)
            put_number(i + 1);
    }
    while (next++ <= syllable_count)
        put_number(han_count + 1);
    end_array();
    put_strides();
    qsort(hans, han_count, sizeof hans[0], compare_points);
}

/* ---- writing ---- */

static unsigned several_len;

/* The lists of the characters with several readings, and what stands for each character. */
static unsigned value_of(const struct han *h)
{
    unsigned value = SEVERAL + several_len;
    if (h->count == 1)
        return h->order;
    several_len += 1 + h->count;
    return value;
}

static void put_several(void)
{
    begin_array("uint16_t several[]");
    for (unsigned i = 0; i < han_count; i++) {
        const struct han *h = &hans[i];
        if (h->count == 1)
            continue;
        put_number(h->order);
        for (unsigned j = 0; j < h->count; j++)
            put_number(syllable_number(h->readings[j].letters) | (j + 1 == h->count ? SEVERAL : 0));
    }
    end_array();
}

static void put_values(void)
{
    static unsigned dense[DENSE_TO - DENSE_FROM];
    static unsigned elsewhere[HAN_MAX];
    for (unsigned i = 0; i < han_count; i++)
        if (hans[i].is_surname)
            continue;
        else if (hans[i].point >= DENSE_FROM && hans[i].point < DENSE_TO)
            dense[hans[i].point - DENSE_FROM] = value_of(&hans[i]);
        else
            elsewhere[i] = value_of(&hans[i]);
    begin_array("uint16_t dense[]");
    for (unsigned i = 0; i < COUNT_OF(dense); i++)
        put_number(dense[i]);
    end_array();
    begin_array("uint32_t elsewhere_points[]");
    for (unsigned i = 0; i < han_count; i++)
        if (elsewhere[i] != 0)
            put_number(hans[i].point);
    end_array();
    begin_array("uint16_t elsewhere_values[]");
    for (unsigned i = 0; i < han_count; i++)
        if (elsewhere[i] != 0)
            put_number(elsewhere[i]);
    end_array();
}

/* Those of two characters come before those of their first one. */
static int compare_surnames(const void *a, const void *b)
{
    const struct han *x = a, *y = b;
    if (x->is_surname != y->is_surname)
        return x->is_surname ? -1 : 1;
    if (x->point != y->point)
        return compare_points(a, b);
    return x->next > y->next ? -1 : 1;
}

static void put_surnames(void)
{
    qsort(hans, han_count, sizeof hans[0], compare_surnames);
    begin_array("struct surname surnames[]");
    for (unsigned i = 0; i < surname_count; i++)
        printf("{0x%X, 0x%X, %u},%s", hans[i].point, hans[i].next, hans[i].order,
               i % 6 == 5 ? "\n" : "");
    end_array();
}

void put_pinyin_tables(const char *corrections)
{
    read_file(corrections, "readings.tsv", read_correction);
    collect_surnames();
    collect_han();
    collect_syllables();
    printf("/* Made by src/gen/unihan.c from the system's Unicode data. */\n"
           "#define DENSE_FROM 0x%xu\n#define DENSE_TO 0x%xu\n#define SEVERAL 0x%xu\n"
           "#define SYLLABLE_SIZE %u\n#define SYLLABLE_COUNT %u\n#define ORDERS_A_STRIDE %u\n",
           DENSE_FROM, DENSE_TO, SEVERAL, SYLLABLE_SIZE, syllable_count, ORDERS_A_STRIDE);
    put_syllables();
    put_several();
    put_values();
    put_surnames();
}
