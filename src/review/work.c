/* work: what is left goes down to nothing, and the step that uses up the last of it is still done. */
#include "review/work.h"

bool work_take(struct work *w, size_t cost)
{
    bool is_left = w->left > 0;
    w->left -= cost < w->left ? cost : w->left;
    return is_left;
}

size_t work_share(struct work *w, size_t cost, size_t count)
{
    size_t most = w->left / cost + (w->left % cost > 0);
    size_t share = count < most ? count : most;
    w->left -= share < most ? share * cost : w->left;
    return share;
}
