/*
 * words: lists of words that recognise something, kept as one readable string.
 *
 *     "序号 编号 任务编号"        separated by one blank; the first ones are the usual ones
 *
 * Every word is in the form that fold_append_key() makes (folded, no blanks, no bracketed remarks),
 * so that comparing is comparing bytes, and of at most WORDS_BYTES_MAX, so that a sentence is soon
 * known to be none. A unit test holds each list to that.
 */
#ifndef DUBAN_TABLE_WORDS_H
#define DUBAN_TABLE_WORDS_H

#include "base/base.h"

enum { WORDS_BYTES_MAX = 32 };

/* The place of `key` in the list from 0, or SIZE_MAX. An empty key is in no list. */
size_t words_find(const char *list, struct str key);

/* The place of the first word that `key` ends with and is longer than, or SIZE_MAX. */
size_t words_find_ending(const char *list, struct str key);

/* The place of the first word that `key` begins with (or is), or SIZE_MAX. */
size_t words_find_beginning(const char *list, struct str key);

/* The length of the first word that `text` begins with, 0 for none. */
size_t words_take(const char *list, struct str text);

/* The offset in `text` of the first word of the list that stands in it (the first of the list, not of the
 * text), and the word's length; SIZE_MAX when none does. */
size_t words_find_within(const char *list, struct str text, size_t *len);

#endif
