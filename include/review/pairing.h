/*
 * pairing: finds who in one list is who in another, by rule after rule, each member at most once.
 *
 *     left    0  1  2  3          partner[0] = {2, 0, NONE, 1}
 *     right   0  1  2             partner[1] = {1, 3, 0}
 *
 * What the members are is the caller's; the lists are counted from 0. Members that a rule cannot
 * tell apart are paired in the order of their lists.
 */
#ifndef DUBAN_REVIEW_PAIRING_H
#define DUBAN_REVIEW_PAIRING_H

#include "base/base.h"
#include "review/work.h"

#define PAIRING_NONE UINT32_MAX

/* A member is compared with at most so many others that have its hash: a rule that is choosy
 * among many alike stays quick. */
#define PAIRING_TRIES_MAX 32

struct pairing {
    uint32_t count[2];
    uint32_t *partner[2]; /* owned; of each member of left (0) and right (1), or PAIRING_NONE */
    struct pairing_chains *chains; /* of the rule in hand */
    uint32_t at[2];                /* how far it is on either side */
};

struct pairing_rule {
    /* What member `index` of `side` is known by. False: by nothing, it takes no part. */
    bool (*hash)(const void *ctx, int side, uint32_t index, uint64_t *hash);
    /* True when two members of one hash belong together. */
    bool (*agrees)(const void *ctx, uint32_t left, uint32_t right);
};

/* Nobody has a partner. */
void pairing_init(struct pairing *p, uint32_t left_count, uint32_t right_count);
void pairing_release(struct pairing *p);

/* Gives partners by the rule to those who have none yet. */
void pairing_apply(struct pairing *p, const struct pairing_rule *rule, const void *ctx);

/* The same in steps: goes on with the rule, the same for each step, until the work is used up or it has been applied
 * (true then). A member costs 1; what the rule's functions do is for them to take. */
bool pairing_step(struct pairing *p, const struct pairing_rule *rule, const void *ctx,
                  struct work *work);

/* Members looked at so far for the rule in hand, of both sides. */
uint64_t pairing_progress(const struct pairing *p);

#endif
