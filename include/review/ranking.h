/*
 * ranking: the order of a few distinct texts, as numbers that a sort can use for keys.
 */
#ifndef DUBAN_REVIEW_RANKING_H
#define DUBAN_REVIEW_RANKING_H

#include "review/textset.h"
#include "text/collate.h"

/* Ranks the texts of the set, at least one, in collation order: ranks[number] from 0, texts with
 * equal keys alike. Only `enough` bytes of the keys are compared, from where the texts begin to
 * differ. True when some rank is shared by texts that may differ further on: then the caller asks
 * again for those alone, with more bytes. */
bool ranking_of(const struct textset *texts, enum collation kind, size_t enough, uint32_t *ranks);

#endif
