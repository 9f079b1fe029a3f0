/*
 * input: bytes and signals from the system, in the order in which they matter.
 *
 * The one hard idea: there is one place to sleep, ppoll(), with the signals let in; everything that
 * could have to happen later is a deadline that shortens the sleep. Where nothing is pending it has
 * none, and an idle program makes no system call.
 */
#include "screen/input.h"

#include "screen/signals.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

/* What a hand types in one read, and the pause before it, which the repeat of a held key has, too. */
#define TYPED_BYTES_MAX 16
#define TYPED_GAP_MS    20
#define CTRL_C          3

void input_init(struct input *in, int fd, const struct key_sequence *extra)
{
    *in = (struct input){.fd = fd};
    keyboard_init(&in->keyboard, extra);
}

void input_release(struct input *in)
{
    keyboard_release(&in->keyboard);
    wake_release(&in->wake);
}

int64_t input_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Takes what was decoded already. True when `*e` is an event. */
static bool take_event(struct input *in, struct event *e)
{
    *e = in->ready;
    in->ready = (struct event){.type = EVENT_NONE};
    if (e->type != EVENT_NONE)
        return true;
    enum keyboard_result result = keyboard_next(&in->keyboard, e);
    in->pending = result == KEYBOARD_PENDING;
    return result == KEYBOARD_EVENT;
}

static void read_bytes(struct input *in)
{
    char bytes[4096];
    ssize_t len = read(in->fd, bytes, sizeof bytes);
    if (len < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (len <= 0) { /* a hang-up reads as the end or as EIO */
        in->is_closed = true;
        return;
    }
    int64_t now = input_now_ms();
    bool is_typed = len <= TYPED_BYTES_MAX && now - in->since_ms >= TYPED_GAP_MS;
    if (is_typed && len == 1 && bytes[0] == CTRL_C)
        keyboard_break_off(&in->keyboard);
    if (!is_typed || !in->keyboard.pasting)
        in->flow_ms = now;
    if (now - in->since_ms > KEYBOARD_TORN_MS)
        keyboard_forget_torn(&in->keyboard);
    in->since_ms = now;
    keyboard_feed(&in->keyboard, bytes, (size_t)len);
}

/* When the pending sequence has waited long enough, in ms from now; -1 when there is none. */
static int pending_ms(const struct input *in)
{
    if (!in->pending)
        return -1;
    int64_t until = in->keyboard.pasting ? in->flow_ms + KEYBOARD_PASTE_WAIT_MS
                                         : in->since_ms + KEYBOARD_WAIT_MS;
    int64_t left = until - input_now_ms();
    return left > 0 ? (int)left : 0;
}

/* Sleeps, and reads what came. False when nothing did. */
static bool sleep_and_read(struct input *in, int timeout_ms, const struct wake *also)
{
    struct timespec timeout = {timeout_ms / 1000, timeout_ms % 1000 * 1000000L};
    wake_clear(&in->wake);
    wake_add(&in->wake, in->fd);
    for (size_t i = 0; also && i < also->count; i++)
        wake_add(&in->wake, also->fds[i].fd);
    const struct pollfd *fds = in->wake.fds;
    int count = ppoll(in->wake.fds, (nfds_t)in->wake.count, timeout_ms < 0 ? NULL : &timeout,
                      signals_wait_mask());
    if (count < 0)
        return true;
    if (fds[0].revents & POLLIN)
        read_bytes(in);
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        in->is_closed = true;
    return count > 0;
}

/* Decodes what was read; a paste that has waited too long for its end is one, whatever was typed meanwhile. */
static void take_or_give_up(struct input *in, struct event *e, bool woke)
{
    bool is_event = woke && take_event(in, e);
    if (is_event || !in->pending || (woke && !(in->keyboard.pasting && pending_ms(in) == 0)))
        return;
    in->pending = false;
    keyboard_give_up(&in->keyboard, e);
}

/* Lets signals in, and notices a hang-up, without waiting for anything: what is to be read stays there. */
static void look_up(struct input *in)
{
    struct pollfd fd = {.fd = in->fd};
    static const struct timespec now = {0};
    if (ppoll(&fd, 1, &now, signals_wait_mask()) > 0)
        in->is_closed = true;
}

/* Keys that were typed ahead may each take a while: whoever hung up meanwhile waits for none of them. */
unsigned input_wait(struct input *in, struct event *e, int timeout_ms, const struct wake *also)
{
    *e = (struct event){.type = EVENT_NONE};
    if (!in->is_closed && take_event(in, e)) {
        look_up(in);
        unsigned signals = signals_take();
        if (signals == 0 && !in->is_closed)
            return 0;
        in->ready = *e;
        *e = (struct event){.type = EVENT_NONE};
        if (signals != 0)
            return signals;
    }
    if (in->is_closed) {
        e->type = EVENT_STOP;
        return 0;
    }
    int pending = pending_ms(in);
    bool pending_first = pending >= 0 && (timeout_ms < 0 || pending <= timeout_ms);
    bool woke = sleep_and_read(in, pending_first ? pending : timeout_ms, also);
    unsigned signals = signals_take();
    if (signals != 0)
        return signals;
    if (in->is_closed)
        e->type = EVENT_STOP;
    else if (woke || pending_first)
        take_or_give_up(in, e, woke);
    return 0;
}

bool input_is_ready(struct input *in)
{
    if (in->is_closed || in->ready.type != EVENT_NONE)
        return true;
    struct event e;
    if (take_event(in, &e)) {
        in->ready = e;
        return true;
    }
    struct pollfd fd = {.fd = in->fd, .events = POLLIN};
    return poll(&fd, 1, 0) > 0;
}
