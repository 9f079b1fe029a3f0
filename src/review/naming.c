/*
 * naming: the distance of two words, and the least of it.
 *
 * The one hard idea is the usual table of distances of all beginnings, with two neighbours that
 * changed places as one slip (optimal string alignment); names are short, so it is kept whole.
 */
#include "review/naming.h"

#include "review/lexer.h"
#include "review/review.h"
#include "text/cluster.h"
#include "text/fold.h"

enum { LETTERS_MAX = 24 };

struct word {
    uint32_t letters[LETTERS_MAX];
    size_t count;
};

/* The letters of a word in folded form; false when they are too many. */
static bool read_word(struct str text, struct word *out)
{
    struct buf scratch = BUF_INIT;
    struct str folded = fold_text(text, &scratch);
    size_t off = 0;
    for (out->count = 0; off < folded.len && out->count < LETTERS_MAX; out->count++)
        out->letters[out->count] = utf8_decode(folded, &off);
    bool is_whole = off == folded.len;
    buf_release(&scratch);
    return is_whole;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Letters to be added, taken out, changed or swapped with their neighbour. */
static size_t distance(const struct word *a, const struct word *b)
{
    size_t d[LETTERS_MAX + 1][LETTERS_MAX + 1];
    for (size_t i = 0; i <= a->count; i++)
        for (size_t k = 0; k <= b->count; k++) {
            if (i == 0 || k == 0) {
                d[i][k] = i + k;
                continue;
            }
            bool is_same = a->letters[i - 1] == b->letters[k - 1];
            d[i][k] = least(d[i - 1][k - 1] + !is_same, least(d[i - 1][k], d[i][k - 1]) + 1);
            bool is_swap = i > 1 && k > 1 && a->letters[i - 1] == b->letters[k - 2] &&
                           a->letters[i - 2] == b->letters[k - 1];
            if (is_swap)
                d[i][k] = least(d[i][k], d[i - 2][k - 2] + 1);
        }
    return d[a->count][b->count];
}

bool naming_is_plausible(struct str word)
{
    struct word letters;
    if (word.len == 0 || !read_word(word, &letters))
        return false;
    for (size_t i = 0; i < letters.count; i++) {
        uint32_t c = letters.letters[i];
        if (c < 0x80 && !(c >= 'a' && c <= 'z') && c != '_' && c != '-')
            return false;
    }
    return true;
}

struct search {
    struct word word;
    struct str nearest;
    size_t distance; /* of it; of the next one it must be less */
};

static void consider(struct search *s, struct str name)
{
    struct word letters;
    if (!read_word(name, &letters))
        return;
    size_t d = distance(&s->word, &letters);
    if (d < s->distance) {
        s->distance = d;
        s->nearest = name;
    }
}

static void consider_column(struct search *s, const struct table *t, uint32_t column)
{
    const struct role_info *role = role_info(table_column_role(t, column));
    struct str rest = str_from(role->other_names), name;
    if (role->role != ROLE_OTHER) {
        consider(s, str_from(role->name));
        while (str_split(&rest, ' ', &name))
            consider(s, name);
    }
    consider(s, text_trim(table_column_name(t, column)));
}

struct str naming_nearest(const struct table *t, struct str word)
{
    struct search s = {.nearest = STR("")};
    if (!read_word(word, &s.word))
        return s.nearest;
    s.distance = s.word.count / 3 + 1;
    if (s.distance < 2)
        s.distance = 2;
    for (uint32_t column = 0; column < table_columns(t); column++)
        consider_column(&s, t, column);
    if (table_find_role(t, ROLE_UNITS) != COLUMN_NONE) {
        consider(&s, STR("lead"));
        consider(&s, STR("牵头"));
    }
    consider(&s, STR("is"));
    return s.nearest;
}

/* ---- calling a column ---- */

static bool shares_role(const struct table *t, uint32_t column)
{
    for (uint32_t other = 0; other < table_columns(t); other++)
        if (other != column && table_column_role(t, other) == table_column_role(t, column))
            return true;
    return false;
}

/* True when a query could call the column by `name`, and would mean that column alone. */
static bool can_be_called(const struct table *t, uint32_t column, struct str name)
{
    enum role role;
    bool is_for_all =
        role_parse(name, &role) && role == table_column_role(t, column) && shares_role(t, column);
    return lexer_is_name(name) && !str_equal(name, STR("is")) && !review_names_lead(name) &&
           !is_for_all && table_find_column(t, name) == column;
}

/* The role's name, in the language of the header. */
static struct str role_name(const struct table *t, uint32_t column)
{
    const struct role_info *info = role_info(table_column_role(t, column));
    struct str names = str_from(info->other_names), first = STR("");
    if (!table_header_is_chinese(t))
        return str_from(info->name);
    (void)str_split(&names, ' ', &first);
    return first;
}

void naming_append_column(struct buf *out, const struct table *t, uint32_t column)
{
    struct str role = role_name(t, column), header = text_trim(table_column_name(t, column));
    if (can_be_called(t, column, role))
        buf_append_str(out, role);
    else if (can_be_called(t, column, header))
        buf_append_str(out, header);
    else
        buf_printf(out, "#%u", column + 1);
}
