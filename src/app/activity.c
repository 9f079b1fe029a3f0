/*
 * activity: words for what is being waited for. Nothing hard. Reading itself is reload.c's and comparison.c's.
 */
#include "app/activity.h"

#include "app/comparison.h"
#include "app/find.h"
#include "app/progress.h"
#include "app/reload.h"
#include "app/remake.h"

void activity_append(const struct app *a, struct buf *out)
{
    size_t begin = out->len;
    if (a->reload)
        reload_append(a, out);
    else if (a->against.gather)
        progress_append_gathering(out, a->against.gather, a->lang);
    else if (a->against.making)
        msg_append(out, a->lang, MSG_DOING_COMPARE, compare_percent(a->against.making));
    if (out->len > begin)
        buf_append_str(out, str_from(msg_text(a->lang, MSG_ACTIVITY_ESC)));
}

/* A search looks on in the view in use. */
static bool is_searching(const struct app *a)
{
    return !a->remake.is_running && !search_is_whole(&a->search, &a->view) &&
           a->load_state != LOAD_RUNNING;
}

void activity_append_progress(const struct app *a, struct buf *out)
{
    unsigned percent;
    enum msg doing = remake_doing(a, &percent);
    bool can_cancel = remake_can_cancel(a);
    if (is_searching(a)) {
        doing = MSG_DOING_SEARCH;
        percent = search_percent(&a->search, &a->view);
        can_cancel = true;
    }
    if (doing == MSG_NONE)
        return;
    msg_append(out, a->lang, doing, percent < 100 ? percent : 99);
    if (can_cancel)
        buf_append_str(out, str_from(msg_text(a->lang, MSG_ACTIVITY_ESC)));
}

bool activity_cancel(struct app *a)
{
    if (remake_can_cancel(a)) {
        remake_cancel(a);
        return true;
    }
    if (is_searching(a)) {
        find_end(a);
        return true;
    }
    return reload_cancel(a) || comparison_cancel(a);
}
