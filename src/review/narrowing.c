/*
 * narrowing: looks at the characters alone. Nothing hard: whatever might mean more than itself makes it
 * uncertain, and all is asked again then.
 */
#include "review/narrowing.h"

#include "text/utf8.h"

/* Han characters and digits: what they look for only gets less when there are more of them. Blanks are not
 * plain: 市 教 育 is one unit, 市 教 育局 are three words. */
static bool is_plain(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0x3400 && c <= 0x9FFF);
}

bool narrowing_is_certain(struct str before, struct str now)
{
    bool is_longer = before.len > 0 && str_starts_with(now, before);
    for (size_t off = 0; is_longer && off < now.len;)
        is_longer = is_plain(utf8_decode(now, &off));
    return is_longer;
}
