/*
 * match: one thing to look for in a text: a literal, a pinyin word or a regular expression.
 *
 * A literal is compared in folded form on both sides, verbatim otherwise: its blanks count. A word
 * of Latin letters is also tried as pinyin where the caller allows it; a hit so found says so. A
 * regular expression (PCRE2, UTF and Unicode properties on, caseless, JIT where there is) runs on
 * the original text with limits, so that no pattern can hang the screen. Malformed text is harmless
 * to all three.
 *
 * A text that an expression cannot be tried on to the end is UNDECIDED, never a silent "no":
 *
 *     backtracking, up to 100,000 steps      (1,000 once 64 texts have needed more)
 *       | too many steps
 *     automaton, which never backtracks      yes or no, but no place to highlight; while the
 *       | knows no \1; allowance used up       matcher's allowance lasts: some hundred notes
 *     UNDECIDED
 *
 * A matcher is used by one thread at a time: PCRE2 keeps its working memory in it.
 */
#ifndef DUBAN_TEXT_MATCH_H
#define DUBAN_TEXT_MATCH_H

#include "base/base.h"
#include "text/sieve.h"

struct matcher;

/* In the order in which one of several that are joined by "or" decides. */
enum answer { ANSWER_NO, ANSWER_UNDECIDED, ANSWER_YES };

/* The answer to "a or b", "a and b", "not a". */
enum answer answer_either(enum answer a, enum answer b);
enum answer answer_both(enum answer a, enum answer b);
enum answer answer_not(enum answer a);

enum match_kind { MATCH_LITERAL, MATCH_REGEX };

/* A compiled matcher, to be freed with matcher_free(). A bad regular expression gives NULL and the
 * reason in `*d` (ERR_QUERY, `off` in the pattern, `detail` PCRE2's words). A literal never fails;
 * an empty one matches everything. */
MUST_USE struct matcher *matcher_new(enum match_kind kind, struct str pattern, struct diag *d);

/* Frees the matcher; NULL is allowed. */
void matcher_free(struct matcher *m);

/* Gives the matcher its patience and its allowance back. */
void matcher_rest(const struct matcher *m);

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
 * pinyin hits. An empty regex hit is skipped; an empty literal hits at `from` with length 0. False where
 * it is undecided, too. */
bool matcher_find(const struct matcher *m, struct match_text text, size_t from,
                  unsigned pinyin_from_letters, struct match_hit *hit);

/* Whether there is any hit; cheaper than finding where it lies. Only a regular expression leaves
 * anything undecided. */
enum answer matcher_judge(const struct matcher *m, struct match_text text,
                          unsigned pinyin_from_letters);

/* For looking through very many texts: the places where a literal may begin in an original text, to be freed with
 * mem_free(), NULL for an empty literal and for a regular expression; and whether a hit does begin in the code
 * point at `off`. matcher_judge() says yes where it does anywhere. */
MUST_USE struct sieve *matcher_sieve_new(const struct matcher *m, unsigned pinyin_from_letters);
bool matcher_begins(const struct matcher *m, struct str original, size_t off,
                    unsigned pinyin_from_letters);

/* Whether the pattern is the whole text, blanks at the ends of both ignored (at those of the text
 * for a regular expression). An empty literal is the whole of a blank text only. */
enum answer matcher_judge_whole(const struct matcher *m, struct match_text text);

#endif
