/*
 * lexer: the words of the query language: marks, and values in their three forms.
 *
 *     高速   "东明 黄河"   “东明 黄河”   /G\d+/
 *
 * A mark is an ASCII character of syntax; its full-width twin reads as the same mark. Offsets are
 * bytes of the text as typed.
 */
#ifndef DUBAN_REVIEW_LEXER_H
#define DUBAN_REVIEW_LEXER_H

#include "base/arena.h"
#include "base/message.h"

/* White space of every kind, “ and ” as marks; ≤ ≥ ≠; the others stand for themselves: : | ! " < > = / */
enum {
    MARK_NONE = 0,
    MARK_AT_MOST = 1,
    MARK_AT_LEAST = 2,
    MARK_UNEQUAL = 3,
    MARK_BLANK = ' ',
    MARK_CURLY = '`',
};

/* Plain data: a text (borrowed) and how far it was read. */
struct lexer {
    struct str text;
    size_t off;
};

/* The mark that stands next; MARK_NONE when it is none or the text ends. */
char lexer_peek(const struct lexer *l);

/* Reads that mark if it stands next. */
bool lexer_take(struct lexer *l, char mark);

/* Reads all blanks that stand next. */
void lexer_skip_blanks(struct lexer *l);

/* The characters before the next mark, which are not read; "" when a mark stands next. */
struct str lexer_before_mark(const struct lexer *l);

enum value_form { VALUE_WORD, VALUE_PHRASE, VALUE_REGEX };

/* What a term looks for. */
struct lexer_value {
    enum value_form form;
    struct str
        text;   /* of the lexer's text, or of the arena when quotes or escapes were taken off */
    size_t off; /* where it begins in the lexer's text */
};

/* Reads the value that stands next. On failure returns the reason and leaves `l->off` at the place
 * to point at. */
enum msg lexer_read_value(struct lexer *l, struct arena *a, struct lexer_value *out);

/* Appends `value` so that it reads back as itself: as a word if it can be one, else quoted. */
void lexer_append_value(struct buf *out, struct str value);

/* True when `word` could stand before an operator: no blanks, no marks. */
bool lexer_is_name(struct str word);

#endif
