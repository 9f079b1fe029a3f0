/*
 * output: writes until all is written or nobody will ever read it.
 *
 * The one hard idea: the line is written to through a descriptor of our own that never blocks, so that there is
 * one place to wait, ppoll(), with the signals let in. The mode of standard output itself belongs to the
 * shell, too. Where the terminal may not be opened again (after su) there is only that one, and it may block.
 */
#include "screen/output.h"

#include "screen/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#define LAST_WORDS_MS 100 /* for what puts the terminal back, when the end was asked for */

void output_open(struct output *o)
{
    char name[64];
    int fd = -1;
    if (ttyname_r(STDOUT_FILENO, name, sizeof name) == 0)
        fd = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    *o = (struct output){.fd = fd >= 0 ? fd : STDOUT_FILENO};
}

void output_close(struct output *o)
{
    if (o->fd != STDOUT_FILENO)
        close(o->fd);
}

/* Waits for a line that takes no more. False when nothing should wait for it any longer. */
static bool wait_for_line(struct output *o)
{
    static const struct timespec moment = {0, LAST_WORDS_MS * 1000000L};
    struct pollfd line = {.fd = o->fd, .events = POLLOUT};
    o->is_stopping |= signals_ask_to_stop();
    int count = ppoll(&line, 1, o->is_stopping ? &moment : NULL, signals_wait_mask());
    return count > 0 || (count < 0 && !o->is_stopping);
}

void output_send(struct output *o, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(o->fd, bytes.ptr, bytes.len);
        if (written < 0 && (errno == EAGAIN ? !wait_for_line(o) : errno != EINTR))
            return; /* the line is gone: the next wait for keys says so */
        bytes = str_slice(bytes, written > 0 ? (size_t)written : 0, SIZE_MAX);
    }
}
