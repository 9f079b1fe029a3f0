/*
 * encoding: bytes of a file in, UTF-8 out, in pieces of any size.
 *
 * The encoding is recognised (see guess.h) or given. What cannot be text in it becomes U+FFFD, one a
 * bad byte, and reading goes on. Marks tell where: they are for warnings, the text holds it all.
 *
 *     feed:   ... E5 BA | 8F 09 FF 31 ...
 *     text:       ""    | 序 \t U+FFFD 1        (a piece ends at a whole character)
 *     marks:                   bad, offset 4
 */
#ifndef DUBAN_TABLE_ENCODING_H
#define DUBAN_TABLE_ENCODING_H

#include "base/base.h"

enum text_mark_kind {
    TEXT_MARK_BAD,   /* U+FFFD stands here for what was no text */
    TEXT_MARK_NUL,   /* a NUL */
    TEXT_MARK_UNSEEN /* a control, invisible or combining code point: look at it more closely */
};

struct text_mark {
    size_t off; /* in the decoded piece */
    enum text_mark_kind kind;
};

struct decoded {
    struct str text;
    const struct text_mark *marks; /* in the order of their offsets */
    size_t mark_count;
};

struct decoder;

/* A decoder for a name that iconv knows, or "" to recognise it. ERR_ENCODING for an unknown name. */
MUST_USE enum err decoder_new(struct decoder **out, struct str name, struct diag *d);
void decoder_free(struct decoder *d);

/* Decodes the next bytes of the file; `is_last` says that no more will come. What is handed out may
 * lag behind what was fed (while the encoding is being recognised, up to some 64 KiB), never with
 * `is_last`. It lives until the next call. ERR_BINARY when this is no text at all (`subject` is the
 * caller's). */
MUST_USE enum err decoder_feed(struct decoder *d, struct str bytes, bool is_last,
                               struct decoded *out, struct diag *diag);

/* True when the text so far was taken for UTF-8 and is something else after all: the caller then
 * begins again with the file's first byte, after decoder_begin_again(). Nothing is handed out until
 * then. */
bool decoder_was_wrong(const struct decoder *d);
void decoder_begin_again(struct decoder *d);

/* Loads what it takes to read every encoding that is recognised, and `also` (a name, "" for none), and keeps it
 * for the whole run: afterwards decoders of these are made without opening a file. */
void encoding_hold(struct str also);

/* The encoding in its usual spelling, or as it was given; "UTF-8" while only ASCII was seen. */
const char *decoder_name(const struct decoder *d);
bool decoder_is_certain(const struct decoder *d);
bool decoder_has_bom(const struct decoder *d);

#endif
