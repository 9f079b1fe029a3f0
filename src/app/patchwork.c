/*
 * patchwork: pieces and the text that they make. Nothing hard: the text is a copy, the pieces borrow.
 */
#include "app/patchwork.h"

void patchwork_release(struct patchwork *p)
{
    buf_release(&p->text);
    mem_free(p->patches);
    *p = (struct patchwork)PATCHWORK_INIT;
}

void patchwork_clear(struct patchwork *p)
{
    buf_clear(&p->text);
    p->count = 0;
}

void patchwork_add(struct patchwork *p, struct patch patch)
{
    if (patch.text.len == 0)
        return;
    buf_append_str(&p->text, patch.text);
    p->patches = mem_reserve(p->patches, &p->cap, p->count + 1, sizeof *p->patches);
    p->patches[p->count++] = patch;
}
