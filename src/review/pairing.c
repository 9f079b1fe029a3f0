/*
 * pairing: a hash join of two lists.
 *
 * The one hard idea: the right members lie in chains by hash, earliest first, and leave their chain
 * when they are taken. So a thousand equal members cost no more than a thousand different ones, and
 * nobody can be taken twice. What is equal is the rule's to say.
 */
#include "review/pairing.h"

/* Chains of right members: slot -> first, member -> next. */
struct chains {
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

void pairing_release(struct pairing *p)
{
    mem_free(p->partner[0]);
    mem_free(p->partner[1]);
    *p = (struct pairing){{0, 0}, {NULL, NULL}};
}

/* From the last to the first, so that each chain begins with its earliest member. */
static struct chains chains_of(const struct pairing *p, const struct pairing_rule *rule,
                               const void *ctx)
{
    uint32_t count = p->count[1];
    size_t slots = 16;
    while (slots < count)
        slots *= 2;
    struct chains c = {
        .slots = mem_array(slots, sizeof *c.slots),
        .mask = slots - 1,
        .next = mem_array(count, sizeof *c.next),
        .hashes = mem_array(count, sizeof *c.hashes),
    };
    fill_none(c.slots, slots);
    for (uint32_t member = count; member-- > 0;) {
        if (p->partner[1][member] != PAIRING_NONE || !rule->hash(ctx, 1, member, &c.hashes[member]))
            continue;
        uint32_t *slot = &c.slots[c.hashes[member] & c.mask];
        c.next[member] = *slot;
        *slot = member;
    }
    return c;
}

static void release_chains(struct chains *c)
{
    mem_free(c->slots);
    mem_free(c->next);
    mem_free(c->hashes);
}

/* Takes the first right member that agrees with `left` out of its chain. */
static uint32_t take_partner(struct chains *c, const struct pairing_rule *rule, const void *ctx,
                             uint32_t left, uint64_t hash)
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

void pairing_apply(struct pairing *p, const struct pairing_rule *rule, const void *ctx)
{
    struct chains chains = chains_of(p, rule, ctx);
    for (uint32_t left = 0; left < p->count[0]; left++) {
        uint64_t hash;
        if (p->partner[0][left] != PAIRING_NONE || !rule->hash(ctx, 0, left, &hash))
            continue;
        uint32_t right = take_partner(&chains, rule, ctx, left, hash);
        if (right == PAIRING_NONE)
            continue;
        p->partner[0][left] = right;
        p->partner[1][right] = left;
    }
    release_chains(&chains);
}
