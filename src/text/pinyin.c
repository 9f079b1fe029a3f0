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
 * Nearly every place of a text is refused before that by two sets of code points that belong to the
 * word: those that may stand first in a match, and those that may stand second.
 */
#include "text/pinyin.h"

#include <stdlib.h>

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

/* The syllable whose characters include this order. */
static unsigned syllable_at(unsigned order)
{
    unsigned low = 0, high = SYLLABLE_COUNT;
    while (high - low > 1) {
        unsigned middle = (low + high) / 2;
        if (first_order[middle] <= order)
            low = middle;
        else
            high = middle;
    }
    return low;
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

/* ---- what a character may begin with ---- */

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

/* A set of letters and digits has a bit for each. */
static uint64_t letter_bit(uint32_t plain)
{
    return is_digit(plain) ? bit(26 + plain - '0') : bit(plain - 'a');
}

/* The letters or the digit that a part may begin with that this code point stands for. */
static uint64_t letters_of(uint32_t point)
{
    uint32_t plain = plain_ascii(point);
    if (plain != 0)
        return letter_bit(plain);
    unsigned value = value_of(point), cursor = 0, syllable;
    uint64_t letters = 0;
    while (value != 0 && next_syllable(value, &cursor, &syllable))
        letters |= letter_bit((unsigned char)syllables[syllable][0]);
    return letters;
}

/* ---- words ---- */

/* Of 64 code points, those that may stand first and second in a match. */
struct places {
    uint64_t first;
    uint64_t second;
};

struct pinyin {
    unsigned len;
    char letters[PINYIN_LETTERS_MAX];  /* in lower case, digits among them */
    uint64_t first_letters;            /* that the first part begins with: a set of one */
    uint64_t second_letters;           /* that the second part may begin with */
    bool may_be_one;                   /* one character may match the whole word */
    struct places pages[0x10000 / 64]; /* by code point of the basic plane */
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

static void find_letters(struct pinyin *word)
{
    uint64_t used = bit(1); /* as a letter of the text uses it */
    for (unsigned i = 0; i < SYLLABLE_COUNT; i++)
        if (syllables[i][0] == word->letters[0])
            used |= steps(word, 0, syllables[i], &word->may_be_one);
    word->first_letters = letter_bit((unsigned char)word->letters[0]);
    for (unsigned i = 1; i < word->len; i++)
        if ((used & bit(i)) != 0)
            word->second_letters |= letter_bit((unsigned char)word->letters[i]);
}

static void fill_sets(struct pinyin *word, uint32_t from, uint32_t below)
{
    for (uint32_t point = from; point < below; point++) {
        uint64_t letters = letters_of(point);
        uint64_t here = bit(point % 64);
        if ((letters & word->first_letters) != 0)
            word->pages[point / 64].first |= here;
        if ((letters & word->second_letters) != 0)
            word->pages[point / 64].second |= here;
    }
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
    find_letters(p);
    fill_sets(p, '0', 'z' + 1);
    fill_sets(p, DENSE_FROM, DENSE_TO);
    fill_sets(p, FULL_WIDTH_FROM, FULL_WIDTH_TO);
    for (size_t i = 0; i < COUNT_OF(elsewhere_points) && elsewhere_points[i] < 0x10000; i++)
        fill_sets(p, elsewhere_points[i], elsewhere_points[i] + 1);
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

/* Whether this code point of the basic plane may stand first, second: in the lowest bits. */
static inline struct places word_places(const struct pinyin *word, uint32_t point)
{
    const struct places *page = &word->pages[point / 64];
    return (struct places){page->first >> point % 64, page->second >> point % 64};
}

/* The same of the code point at `off`, any code point, `*len` bytes of it. */
static struct places places_at(const struct pinyin *word, struct str text, size_t off, size_t *len)
{
    size_t next = off;
    uint32_t point = utf8_decode(text, &next);
    *len = next - off;
    if (point < 0x10000)
        return word_places(word, point);
    uint64_t letters = letters_of(point);
    return (struct places){(letters & word->first_letters) != 0,
                           (letters & word->second_letters) != 0};
}

/* The first place at or after `off` where a match may begin, or the text's length. Seen from the
 * second character, so that the usual answer is one well predicted "no". Here the time goes: ASCII
 * and the three-byte sequences of Chinese are looked up unchecked. In malformed text a place may
 * be passed over; match_at() decodes with care. */
static size_t next_beginning(const struct pinyin *word, struct str text, size_t off)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    uint64_t may_begin = 0, always = word->may_be_one;
    size_t before = off;
    for (size_t len; off < text.len; off += len) {
        struct places places;
        if (p[off] >= 0xE0 && p[off] < 0xF0 && text.len - off >= 3) {
            places = word_places(word, (p[off] & 0xFu) << 12 | (p[off + 1] & 0x3Fu) << 6 |
                                           (p[off + 2] & 0x3Fu));
            len = 3;
        } else if (p[off] < 0x80) {
            places = word_places(word, p[off]);
            len = 1;
        } else {
            places = places_at(word, text, off, &len);
        }
        if ((may_begin & (places.second | always) & 1) != 0)
            return before;
        may_begin = places.first;
        before = off;
    }
    return (may_begin & always) != 0 ? before : text.len;
}

bool pinyin_find(const struct pinyin *word, struct str text, size_t from, size_t *off, size_t *len)
{
    for (size_t at = next_beginning(word, text, from); at < text.len;
         at = next_beginning(word, text, at)) {
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
