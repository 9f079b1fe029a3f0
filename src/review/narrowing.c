/*
 * narrowing: looks at the characters alone. Nothing hard: whatever might mean more than itself makes it
 * uncertain, and all is asked again then.
 */
#include "review/narrowing.h"

#include "table/role.h"
#include "text/utf8.h"

static bool is_letter(uint32_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Han characters, digits and letters: what they look for only gets less when there are more of them, pinyin too,
 * since a part of it may be unfinished. Blanks are not plain: 市 教 育 is one unit, 市 教 育局 are three words. */
static bool is_plain(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x3400 && c <= 0x9FFF) || is_letter(c);
}

static unsigned count_letters(struct str words)
{
    unsigned count = 0;
    for (size_t off = 0; off < words.len;)
        count += is_letter(utf8_decode(words, &off));
    return count;
}

/* True when so many letters more are pinyin in the same columns as before, whatever columns there are. */
static bool are_sought_alike(unsigned before, unsigned now)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        unsigned least = role_info((enum role)role)->pinyin_from_letters;
        if (least > before && least <= now)
            return false;
    }
    return true;
}

bool narrowing_is_certain(struct str before, struct str now)
{
    bool is_longer = before.len > 0 && str_starts_with(now, before);
    for (size_t off = 0; is_longer && off < now.len;)
        is_longer = is_plain(utf8_decode(now, &off));
    return is_longer && are_sought_alike(count_letters(before), count_letters(now));
}
