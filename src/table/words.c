/*
 * words: looks a key up in a list that is one string.
 *
 * The lists hold some hundred words and are asked once a header cell or once a different state
 * word, so a plain walk is fast enough; whoever asks often keeps the answers.
 */
#include "table/words.h"

typedef bool word_test(struct str key, struct str word);

static size_t find_by(const char *list, struct str key, word_test *fits)
{
    struct str rest = str_from(list);
    struct str word;
    for (size_t place = 0; str_split(&rest, ' ', &word); place++)
        if (fits(key, word))
            return place;
    return SIZE_MAX;
}

static bool ends_behind_something(struct str key, struct str word)
{
    return key.len > word.len && str_ends_with(key, word);
}

size_t words_find(const char *list, struct str key)
{
    /* Most are in no list, and most of those are long. */
    if (key.len == 0 || key.len > WORDS_BYTES_MAX || str_find(str_from(list), key, 0) == SIZE_MAX)
        return SIZE_MAX;
    return find_by(list, key, str_equal);
}

size_t words_find_ending(const char *list, struct str key)
{
    return find_by(list, key, ends_behind_something);
}

size_t words_find_beginning(const char *list, struct str key)
{
    return find_by(list, key, str_starts_with);
}

size_t words_take(const char *list, struct str text)
{
    struct str rest = str_from(list);
    struct str word;
    while (str_split(&rest, ' ', &word))
        if (str_starts_with(text, word))
            return word.len;
    return 0;
}

size_t words_find_within(const char *list, struct str text, size_t *len)
{
    struct str rest = str_from(list);
    struct str word;
    while (str_split(&rest, ' ', &word)) {
        size_t at = str_find(text, word, 0);
        if (at != SIZE_MAX) {
            *len = word.len;
            return at;
        }
    }
    return SIZE_MAX;
}
