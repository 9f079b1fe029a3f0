/*
 * remote: a table on another host, named as HOST:PATH or ssh://USER@HOST:PORT/PATH.
 *
 *     caoxian:tables/q3.tsv          the path counts from the home folder there
 *     zhang@caoxian:/srv/q3.tsv
 *     ssh://zhang@caoxian:2222/srv/q3.tsv    an absolute path
 *
 * It is read through the system's ssh client, with the user's own keys, agent and configuration:
 *
 *     ssh ... -- HOST "cat -- 'PATH'"
 *
 * No shell of this host is involved; for the one over there the path is quoted.
 */
#ifndef DUBAN_TABLE_REMOTE_H
#define DUBAN_TABLE_REMOTE_H

#include "base/base.h"

/* A host that does not answer is given up after the first, one that answers and does not send
 * everything after the second. */
#define REMOTE_CONNECT_SECONDS 10
#define REMOTE_SECONDS         30

struct remote {
    struct buf destination; /* "zhang@caoxian" */
    struct buf port;        /* "" for the usual one */
    struct buf command;     /* for the shell over there */
};

/* True when `name` is of that form: begins with ssh://, or has a : behind something and before any
 * /. A file of that very name makes it false: files win. */
bool remote_is_named(struct str name);

/* The host of a name of that form, with the user before it, as it was written. */
struct str remote_host(struct str name);

/* Reads a name of that form. ERR_USAGE when host, port or path cannot be used: a host that begins
 * with - (ssh would take it for an option) or holds what some shell might run, no path, control
 * characters. The strs are copied; release it in either case. */
MUST_USE enum err remote_parse(struct remote *out, struct str name, struct diag *d);
void remote_release(struct remote *r);

/* The words that run ssh, NULL behind the last; borrowed from `r`. */
#define REMOTE_WORDS_MAX 32
void remote_words(const struct remote *r, const char *words[REMOTE_WORDS_MAX]);

#endif
