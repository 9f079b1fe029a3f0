/*
 * Pinyin search: see text/pinyin.h. How characters are read is decided by src/gen/unihan_pinyin.c.
 *
 * The first hard idea is the table. All characters are numbered in dictionary order, so one 16-bit
 * value a character says where it sorts and, since one syllable's characters are neighbours, how it
 * is read; those with several readings have a list instead:
 *
 *     dense[point - DENSE_FROM], elsewhere_values[i]     the character's value
 *         0            not read in pinyin
 *         1..0x7FFF    its order; first_order[s] is the least order of syllable s
 *         0x8000 + i   several[i] is its order, several[i + 1..] its syllables, usual ones first,
 *                      the last of them with the bit SEVERAL
 *
 * The second is the matching: all ways to cut the word are followed at once. After each character
 * of the text a set of bits says how many letters may have been used: bit i for i letters. Each
 * character moves every bit by one letter, two (zh ch sh) or its whole syllable. A word has at most
 * 64 letters, so the set is one machine word, and no text makes it slow.
 *
 * Nearly every place of a text is refused before that by a sieve: a few characters may stand first in a
 * match, fewer may be the second then.
 */
#include "text/pinyin.h"

#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

/* Where a character sorts as a family name; `next` must follow it unless that is 0. */
struct surname {
    uint32_t point;
    uint32_t next;
    uint16_t order;
};

#include "pinyin_tables.inc"

#define FULL_WIDTH_FROM 0xFF01u /* the full-width forms of '!' to '~' */
#define FULL_WIDTH_TO   0xFF5Fu

/* ---- the tables ---- */

static int compare_points(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static unsigned value_of(uint32_t point)
{
    if (point >= DENSE_FROM && point < DENSE_TO)
        return dense[point - DENSE_FROM];
    if (point < elsewhere_points[0])
        return 0;
    const uint32_t *found = bsearch(&point, elsewhere_points, COUNT_OF(elsewhere_points),
                                    sizeof elsewhere_points[0], compare_points);
    return found != NULL ? elsewhere_values[found - elsewhere_points] : 0;
}

/* The syllable whose characters include this order: near that of the stride's first one. */
static unsigned syllable_at(unsigned order)
{
    unsigned found = stride_syllables[order / ORDERS_A_STRIDE];
    while (found + 1 < SYLLABLE_COUNT && first_order[found + 1] <= order)
        found++;
    return found;
}

/* Walks the syllables of a character's value: `*cursor` is 0 at first. False behind the last. */
static bool next_syllable(unsigned value, unsigned *cursor, unsigned *syllable)
{
    bool has_several = value >= SEVERAL;
    const uint16_t *list = has_several ? &several[value - SEVERAL + 1] : NULL;
    if (*cursor > 0 && (!has_several || list[*cursor - 1] >= SEVERAL))
        return false;
    *syllable = has_several ? list[*cursor] & (SEVERAL - 1) : syllable_at(value);
    *cursor += 1;
    return true;
}

size_t pinyin_readings(uint32_t code_point, const char *out[PINYIN_READINGS_MAX])
{
    unsigned value = value_of(code_point), cursor = 0, syllable;
    while (value != 0 && next_syllable(value, &cursor, &syllable))
        out[cursor - 1] = syllables[syllable];
    return cursor;
}

uint32_t pinyin_order(uint32_t code_point)
{
    unsigned value = value_of(code_point);
    return value < SEVERAL ? value : several[value - SEVERAL];
}

uint32_t pinyin_surname_order(uint32_t code_point, uint32_t next)
{
    unsigned low = 0, high = COUNT_OF(surnames);
    while (low < high) {
        unsigned middle = (low + high) / 2;
        if (surnames[middle].point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < COUNT_OF(surnames) && surnames[low].point == code_point; low++)
        if (surnames[low].next == 0 || surnames[low].next == next)
            return surnames[low].order;
    return pinyin_order(code_point);
}

/* ---- letters ---- */

static bool is_letter(uint32_t point)
{
    return point >= 'a' && point <= 'z';
}

static bool is_digit(uint32_t point)
{
    return point >= '0' && point <= '9';
}

/* A letter in lower case or a digit, full-width forms among them; 0 for everything else. */
static uint32_t plain_ascii(uint32_t point)
{
    if (point >= FULL_WIDTH_FROM && point < FULL_WIDTH_TO)
        point -= FULL_WIDTH_FROM - '!';
    if (point >= 'A' && point <= 'Z')
        point += 'a' - 'A';
    return is_letter(point) || is_digit(point) ? point : 0;
}

static uint64_t bit(unsigned n)
{
    return (uint64_t)1 << n;
}

/* ---- words ---- */

struct pinyin {
    unsigned len;
    char letters[PINYIN_LETTERS_MAX]; /* in lower case, digits among them */
    struct sieve sieve;
};

/* Letters that word and syllable have in common from `used` on. v is typed v or u. */
static unsigned common_letters(const struct pinyin *word, unsigned used, const char *syllable)
{
    unsigned n = 0;
    while (used + n < word->len && syllable[n] != '\0' &&
           (word->letters[used + n] == syllable[n] ||
            (syllable[n] == 'v' && word->letters[used + n] == 'u')))
        n++;
    return n;
}

/* How many letters a syllable may use of the word from `used` on: bit n for n letters. */
static uint64_t steps(const struct pinyin *word, unsigned used, const char *syllable,
                      bool *uses_all)
{
    unsigned common = common_letters(word, used, syllable);
    uint64_t steps = 0;
    if (used + common == word->len)
        *uses_all = true;
    if (common > 0)
        steps |= bit(1);
    if (common > 1 && syllable[1] == 'h')
        steps |= bit(2);
    if (syllable[common] == '\0')
        steps |= bit(common);
    return steps;
}

/* The marks of a syllable as the first of a match; `*used` gets the letters that it may use. */
static unsigned marks_as_first(const struct pinyin *word, const char *syllable, uint64_t *used)
{
    bool uses_all = false;
    uint64_t some = steps(word, 0, syllable, &uses_all);
    *used |= some;
    return (uses_all ? SIEVE_ALONE : 0) | (some != 0 ? SIEVE_FIRST : 0);
}

/* True when it may stand second, behind a first one that used so many letters. */
static bool may_be_second(const struct pinyin *word, const char *syllable, uint64_t used)
{
    bool uses_all = false;
    uint64_t some = 0;
    for (unsigned i = 1; i < word->len; i++)
        if ((used & bit(i)) != 0)
            some |= steps(word, i, syllable, &uses_all);
    return some != 0 || uses_all;
}

/* Marks the orders of each syllable's characters. */
static void mark_orders(const unsigned char *of_syllable, unsigned char *of_order)
{
    for (unsigned i = 0; i < SYLLABLE_COUNT; i++) {
        unsigned end = i + 1 < SYLLABLE_COUNT ? first_order[i + 1] : SEVERAL;
        memset(of_order + first_order[i], of_syllable[i], end - first_order[i]);
    }
}

static unsigned marks_of(unsigned value, const unsigned char *of_syllable,
                         const unsigned char *of_order)
{
    if (value < SEVERAL)
        return of_order[value];
    unsigned marks = 0, cursor = 0, syllable;
    while (next_syllable(value, &cursor, &syllable))
        marks |= of_syllable[syllable];
    return marks;
}

static void mark_characters(struct pinyin *word, const unsigned char *of_syllable)
{
    unsigned char *of_order = mem_zero(SEVERAL, 1), *marks = word->sieve.marks;
    mark_orders(of_syllable, of_order);
    for (uint32_t point = DENSE_FROM; point < DENSE_TO; point++)
        marks[point] |= (unsigned char)marks_of(dense[point - DENSE_FROM], of_syllable, of_order);
    for (size_t i = 0; i < COUNT_OF(elsewhere_points); i++)
        sieve_mark(&word->sieve, elsewhere_points[i],
                   marks_of(elsewhere_values[i], of_syllable, of_order));
    mem_free(of_order);
}

/* Letters and digits stand for themselves, one by one, in any case and width. */
static void mark_letters(struct pinyin *word, uint64_t used)
{
    for (unsigned i = 0; i < word->len; i++) {
        uint32_t plain = (unsigned char)word->letters[i];
        unsigned marks = (i == 0 ? SIEVE_FIRST : 0) | ((used & bit(i)) != 0 ? SIEVE_SECOND : 0);
        for (int cases = is_letter(plain) ? 2 : 1; cases > 0; cases--) {
            uint32_t point = cases == 2 ? plain - ('a' - 'A') : plain;
            sieve_mark(&word->sieve, point, marks);
            sieve_mark(&word->sieve, point + FULL_WIDTH_FROM - '!', marks);
        }
    }
}

static void fill_sieve(struct pinyin *word)
{
    unsigned char of_syllable[SYLLABLE_COUNT];
    uint64_t used = bit(1); /* as a letter of the text uses it */
    for (unsigned i = 0; i < SYLLABLE_COUNT; i++)
        of_syllable[i] = (unsigned char)marks_as_first(word, syllables[i], &used);
    for (unsigned i = 0; i < SYLLABLE_COUNT; i++)
        if (may_be_second(word, syllables[i], used))
            of_syllable[i] |= SIEVE_SECOND;
    mark_characters(word, of_syllable);
    mark_letters(word, used);
}

struct pinyin *pinyin_new(struct str word)
{
    if (word.len == 0 || word.len > PINYIN_LETTERS_MAX)
        return NULL;
    struct pinyin *p = mem_zero(1, sizeof *p);
    for (; p->len < word.len; p->len++) {
        uint32_t plain = plain_ascii((unsigned char)word.ptr[p->len]);
        if (plain == 0 || (p->len == 0 && !is_letter(plain))) {
            mem_free(p);
            return NULL;
        }
        p->letters[p->len] = (char)plain;
    }
    fill_sieve(p);
    return p;
}

void pinyin_free(struct pinyin *word)
{
    mem_free(word);
}

/* ---- matching ---- */

/* Ways to have come this far: bit i when i letters of the word are used. */
struct ways {
    uint64_t latin; /* by letters and digits only */
    uint64_t han;   /* with a Chinese character among them */
    bool is_whole;  /* the last character used up the word, a Chinese one among them */
};

/* Adds to `after` where the ways `before` lead by one syllable. */
static void take_syllable(const struct pinyin *word, uint64_t before, const char *syllable,
                          struct ways *after)
{
    for (; before != 0; before &= before - 1) {
        unsigned used = (unsigned)__builtin_ctzll(before);
        after->han |= steps(word, used, syllable, &after->is_whole) << used;
    }
    if (word->len < PINYIN_LETTERS_MAX)
        after->han &= bit(word->len) - 1; /* no letter is left to go on with */
}

static struct ways take_han(const struct pinyin *word, struct ways before, unsigned value)
{
    struct ways after = {0, 0, false};
    unsigned cursor = 0, syllable;
    while (next_syllable(value, &cursor, &syllable))
        take_syllable(word, before.latin | before.han, syllables[syllable], &after);
    return after;
}

static struct ways take_letter(const struct pinyin *word, struct ways before, uint32_t letter)
{
    uint64_t same = 0;
    for (unsigned i = 0; i < word->len; i++)
        if ((unsigned char)word->letters[i] == letter)
            same |= bit(i);
    uint64_t last = bit(word->len - 1u);
    return (struct ways){
        .latin = (before.latin & same & ~last) << 1,
        .han = (before.han & same & ~last) << 1,
        .is_whole = (before.han & same & last) != 0,
    };
}

/* The longest match that begins at `off`: its end, or 0. */
static size_t match_at(const struct pinyin *word, struct str text, size_t off)
{
    struct ways ways = {bit(0), 0, false};
    size_t end = 0;
    while (off < text.len && (ways.latin | ways.han) != 0) {
        uint32_t point = utf8_decode(text, &off);
        uint32_t plain = plain_ascii(point);
        unsigned value = plain != 0 ? 0 : value_of(point);
        if (plain != 0)
            ways = take_letter(word, ways, plain);
        else if (value != 0)
            ways = take_han(word, ways, value);
        else
            break;
        if (ways.is_whole)
            end = off;
    }
    return end;
}

bool pinyin_begins(const struct pinyin *word, struct str text, size_t off)
{
    return match_at(word, text, off) > 0;
}

const struct sieve *pinyin_sieve(const struct pinyin *word)
{
    return &word->sieve;
}

bool pinyin_find(const struct pinyin *word, struct str text, size_t from, size_t *off, size_t *len)
{
    for (size_t at = sieve_next(&word->sieve, text, from); at < text.len;
         at = sieve_next(&word->sieve, text, at)) {
        size_t end = match_at(word, text, at);
        if (end > 0) {
            *off = at;
            *len = end - at;
            return true;
        }
        utf8_decode(text, &at);
    }
    return false;
}
