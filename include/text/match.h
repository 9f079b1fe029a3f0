/*
 * match: one thing to look for in a text: a literal, a pinyin word or a regular expression.
 *
 * A literal is compared in folded form on both sides, verbatim otherwise: its blanks count. A word
 * of ASCII letters is also tried as pinyin where the caller allows it; a hit so found says so. A
 * regular expression (PCRE2, UTF and Unicode properties on, caseless, JIT where there is) runs on
 * the original text with a match limit of 100,000, so that no pattern can hang the screen; a text
 * that hits the limit does not match, and after 64 such texts the limit is 1,000. Malformed text is
 * harmless to all three.
 *
 * A matcher is used by one thread at a time: PCRE2 keeps its working memory in it.
 */
#ifndef DUBAN_TEXT_MATCH_H
#define DUBAN_TEXT_MATCH_H

#include "base/base.h"

struct matcher;

enum match_kind { MATCH_LITERAL, MATCH_REGEX };

/* A compiled matcher, to be freed with matcher_free(). A bad regular expression gives NULL and the
 * reason in `*d` (ERR_QUERY, `off` in the pattern, `detail` PCRE2's words). A literal never fails;
 * an empty one matches everything. */
MUST_USE struct matcher *matcher_new(enum match_kind kind, struct str pattern, struct diag *d);

/* Frees the matcher; NULL is allowed. */
void matcher_free(struct matcher *m);

/* The text to look in: `folded` may be the same bytes as `original` when folding changes nothing,
 * which saves finding hits back. */
struct match_text {
    struct str original;
    struct str folded;
};

/* Where a matcher hit: whole code points of the original text, whole clusters not guaranteed. */
struct match_hit {
    size_t off;
    size_t len;
    bool by_pinyin;
};

/* First hit that begins at or after byte `from` of the original, the beginning of a code point.
 * `pinyin_from_letters` is the least number of letters from which the pattern is also tried as
 * pinyin, 0 for never. Where the text holds a literal hit anywhere, before `from` too, there are no
 * pinyin hits. An empty regex hit is skipped; an empty literal hits at `from` with length 0. */
bool matcher_find(const struct matcher *m, struct match_text text, size_t from,
                  unsigned pinyin_from_letters, struct match_hit *hit);

/* True when there is any hit; cheaper than finding where it lies. */
bool matcher_matches(const struct matcher *m, struct match_text text, unsigned pinyin_from_letters);

/* True when the pattern is the whole text, blanks at the ends of both ignored (at those of the text
 * for a regular expression). An empty literal is the whole of a blank text only. */
bool matcher_matches_whole(const struct matcher *m, struct match_text text);

#endif
