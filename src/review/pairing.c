/*
 * pairing: a hash join of two lists.
 *
 * The one hard idea: the right members lie in chains by hash, earliest first, and leave their chain
 * when they are taken. So a thousand equal members cost no more than a thousand different ones, and
 * nobody can be taken twice. What is equal is the rule's to say.
 */
#include "review/pairing.h"

/* Chains of right members: slot -> first, member -> next. */
struct pairing_chains {
    uint32_t *slots;
    size_t mask; /* slots are a power of two */
    uint32_t *next;
    uint64_t *hashes;
};

static void fill_none(uint32_t *members, size_t count)
{
    for (size_t i = 0; i < count; i++)
        members[i] = PAIRING_NONE;
}

void pairing_init(struct pairing *p, uint32_t left_count, uint32_t right_count)
{
    *p = (struct pairing){.count = {left_count, right_count}};
    for (int side = 0; side < 2; side++) {
        p->partner[side] = mem_array(p->count[side], sizeof *p->partner[side]);
        fill_none(p->partner[side], p->count[side]);
    }
}

static void release_chains(struct pairing *p)
{
    if (!p->chains)
        return;
    mem_free(p->chains->slots);
    mem_free(p->chains->next);
    mem_free(p->chains->hashes);
    mem_free(p->chains);
    p->chains = NULL;
}

void pairing_release(struct pairing *p)
{
    release_chains(p);
    mem_free(p->partner[0]);
    mem_free(p->partner[1]);
    *p = (struct pairing){{0, 0}, {NULL, NULL}, NULL, {0, 0}};
}

static void begin_chains(struct pairing *p)
{
    uint32_t count = p->count[1];
    size_t slots = 16;
    while (slots < count)
        slots *= 2;
    struct pairing_chains *c = mem_zero(1, sizeof *c);
    *c = (struct pairing_chains){
        .slots = mem_array(slots, sizeof *c->slots),
        .mask = slots - 1,
        .next = mem_array(count, sizeof *c->next),
        .hashes = mem_array(count, sizeof *c->hashes),
    };
    fill_none(c->slots, slots);
    p->chains = c;
    p->at[0] = p->at[1] = 0;
}

/* From the last to the first, so that each chain begins with its earliest member. */
static bool chain_right(struct pairing *p, const struct pairing_rule *rule, const void *ctx,
                        struct work *work)
{
    struct pairing_chains *c = p->chains;
    for (; p->at[1] < p->count[1] && work_take(work, 1); p->at[1]++) {
        uint32_t member = p->count[1] - 1 - p->at[1];
        if (p->partner[1][member] != PAIRING_NONE ||
            !rule->hash(ctx, 1, member, &c->hashes[member]))
            continue;
        uint32_t *slot = &c->slots[c->hashes[member] & c->mask];
        c->next[member] = *slot;
        *slot = member;
    }
    return p->at[1] == p->count[1];
}

/* Takes the first right member that agrees with `left` out of its chain. */
static uint32_t take_partner(struct pairing_chains *c, const struct pairing_rule *rule,
                             const void *ctx, uint32_t left, uint64_t hash)
{
    int tries = 0;
    for (uint32_t *link = &c->slots[hash & c->mask]; *link != PAIRING_NONE;
         link = &c->next[*link]) {
        if (c->hashes[*link] != hash)
            continue;
        if (rule->agrees(ctx, left, *link)) {
            uint32_t taken = *link;
            *link = c->next[taken];
            return taken;
        }
        if (++tries == PAIRING_TRIES_MAX)
            break;
    }
    return PAIRING_NONE;
}

static bool pair_left(struct pairing *p, const struct pairing_rule *rule, const void *ctx,
                      struct work *work)
{
    for (; p->at[0] < p->count[0] && work_take(work, 1); p->at[0]++) {
        uint32_t left = p->at[0];
        uint64_t hash;
        if (p->partner[0][left] != PAIRING_NONE || !rule->hash(ctx, 0, left, &hash))
            continue;
        uint32_t right = take_partner(p->chains, rule, ctx, left, hash);
        if (right == PAIRING_NONE)
            continue;
        p->partner[0][left] = right;
        p->partner[1][right] = left;
    }
    return p->at[0] == p->count[0];
}

bool pairing_step(struct pairing *p, const struct pairing_rule *rule, const void *ctx,
                  struct work *work)
{
    if (!p->chains)
        begin_chains(p);
    if (!chain_right(p, rule, ctx, work) || !pair_left(p, rule, ctx, work))
        return false;
    release_chains(p);
    return true;
}

uint64_t pairing_progress(const struct pairing *p)
{
    return p->chains ? (uint64_t)p->at[0] + p->at[1] : 0;
}

void pairing_apply(struct pairing *p, const struct pairing_rule *rule, const void *ctx)
{
    struct work work = WORK_ENDLESS;
    while (!pairing_step(p, rule, ctx, &work)) {
    }
}
