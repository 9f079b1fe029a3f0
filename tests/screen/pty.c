/*
 * pty: see pty.h. The hard part is pty_settle(): the terminal driver passes bytes on in its own time, in
 * both directions, so an empty queue proves nothing alone. Going in, the kernel counts the bytes that the
 * program read (rchar). Coming out, a mark that we write to the terminal ourselves, behind all that the
 * program wrote, says that everything before it has arrived; it is taken out before anybody sees it.
 *
 * The slave side stays open here for that, and so that the line's settings can be read after the end.
 */
#include "tests/screen/pty.h"

#include "app/key.h"
#include "tests/screen/look.h"
#include "tests/screen/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

struct pty {
    pid_t pid;
    int master, slave;
    int end; /* can be read when the program ended; -1 where the kernel has no such thing */
    bool ended;
    int status; /* of waitpid, once ended */
    struct termios line_before;
    VTerm *vterm;
    bool cursor_hidden;
    int rows, cols;
    struct judge judge;
    struct buf output;
    size_t shown;                           /* of its bytes: those that the terminal got */
    int64_t started_us, wrote_us, ended_us; /* when it began, when its last byte came, the end */
    uint64_t read_mark;                     /* rchar of the program when it last rested */
    size_t typed;                           /* bytes sent since */
    unsigned long resized; /* context switches at a change of size, 0 none: it must run again */
    bool told;             /* the kernel tells what the program does */
    size_t mark_read;      /* bytes of MARK that came, while one is awaited */
    bool mark_awaited;
};

/* No terminal program writes this: three bytes that UTF-8 does not have. */
#define MARK "\xFF\xFE\xFD"
/* libvterm 0.1.4 writes beyond its cells when a wide character, under way still, comes to a single column. */
#define VTERM_COLS(p) ((p)->cols > 2 ? (p)->cols : 2)

static int64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t now_ms(void)
{
    return now_us() / 1000;
}

_Noreturn static void give_up(const char *what)
{
    printf("Bail out! %s: %s\n", what, strerror(errno));
    exit(99);
}

const char *pty_program(void)
{
    const char *program = getenv("DUBAN");
    return program ? program : "build/release/duban";
}

/* ---- the kernel's word ---- */

unsigned long pty_switches(const struct pty *p)
{
    return (unsigned long)proc_counter(p->pid, "status", "\nvoluntary_ctxt_switches:");
}

uint64_t pty_writes(const struct pty *p)
{
    return proc_counter(p->pid, "io", "syscw:");
}

unsigned long pty_peak_kib(const struct pty *p)
{
    return (unsigned long)proc_counter(p->pid, "status", "\nVmHWM:");
}

bool pty_sleeps(const struct pty *p)
{
    return proc_sleeps(p->pid);
}

/* ---- the terminal ---- */

static void answer(const char *bytes, size_t length, void *user)
{
    pty_type(user, bytes, length);
}

static int set_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *p = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        p->cursor_hidden = !value->boolean;
    return 1;
}

static void open_terminal(struct pty *p)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
    p->vterm = vterm_new(p->rows, VTERM_COLS(p));
    vterm_set_utf8(p->vterm, 1);
    vterm_output_set_callback(p->vterm, answer, p);
    VTermScreen *screen = vterm_obtain_screen(p->vterm);
    vterm_screen_set_callbacks(screen, &callbacks, p);
    vterm_screen_enable_altscreen(screen, 1);
    vterm_screen_reset(screen, 1);
}

static void append_utf8(struct shot_cell *cell, uint32_t c)
{
    char *out = cell->text + cell->length;
    if (cell->length + 4 > SHOT_CELL_BYTES)
        return;
    if (c < 0x80) {
        out[0] = (char)c;
        cell->length = (uint8_t)(cell->length + 1);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out[0] = (char)((0xFF00u >> (more + 1) & 0xFF) | c >> (6 * more));
    for (int i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (c >> (6 * (more - i)) & 0x3F));
    cell->length = (uint8_t)(cell->length + more + 1);
}

/* A colour for seen_number(): -1 the terminal's own, its index, or red, green and blue above those. */
static int64_t color_number(const VTermColor *c, bool is_default)
{
    if (is_default)
        return -1;
    if (VTERM_COLOR_IS_INDEXED(c))
        return c->indexed.idx;
    return 0x1000000 | (int64_t)c->rgb.red << 16 | (int64_t)c->rgb.green << 8 | c->rgb.blue;
}

static uint64_t look_of(const VTermScreenCell *cell)
{
    unsigned flags =
        (cell->attrs.bold ? SEEN_BOLD : 0) | (cell->attrs.underline ? SEEN_UNDERLINE : 0) |
        (cell->attrs.italic ? SEEN_ITALIC : 0) | (cell->attrs.reverse ? SEEN_REVERSE : 0) |
        (cell->attrs.blink ? SEEN_BLINK : 0);
    return seen_number(flags, color_number(&cell->fg, VTERM_COLOR_IS_DEFAULT_FG(&cell->fg)),
                       color_number(&cell->bg, VTERM_COLOR_IS_DEFAULT_BG(&cell->bg)));
}

void pty_look(struct pty *p, struct shot *out)
{
    VTermScreen *screen = vterm_obtain_screen(p->vterm);
    shot_reset(out, p->rows, p->cols);
    for (int y = 0; y < p->rows; y++)
        for (int x = 0, width; x < p->cols; x += width) {
            VTermScreenCell seen;
            struct shot_cell *cell = shot_at(out, y, x);
            vterm_screen_get_cell(screen, (VTermPos){.row = y, .col = x}, &seen);
            width = seen.width > 0 ? seen.width : 1;
            cell->look = look_of(&seen);
            if (seen.chars[0]) {
                cell->length = 0;
                for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && seen.chars[i]; i++)
                    append_utf8(cell, seen.chars[i]);
            }
            for (int i = 1; i < width && x + i < p->cols; i++) {
                shot_at(out, y, x + i)->length = 0;
                shot_at(out, y, x + i)->look = cell->look;
            }
        }
    VTermPos cursor;
    vterm_state_get_cursorpos(vterm_obtain_state(p->vterm), &cursor);
    out->cursor_y = p->cursor_hidden ? -1 : cursor.row;
    out->cursor_x = p->cursor_hidden ? -1 : cursor.col;
}

/* ---- the line ---- */

/* libvterm 0.1.4 does not know the rest of a character again whose beginning came behind ASCII: it gets them whole. */
static void take(struct pty *p, const char *bytes, size_t length)
{
    static const unsigned char needs_more[] = {0xC0, 0xE0, 0xF0}; /* than one byte, two, three */
    p->wrote_us = now_us();
    judge_feed(&p->judge, bytes, length);
    buf_append(&p->output, bytes, length);
    struct str left = str_slice(buf_str(&p->output), p->shown, SIZE_MAX);
    size_t whole = left.len;
    for (size_t back = 1; back <= COUNT_OF(needs_more) && back <= left.len; back++)
        if ((unsigned char)left.ptr[left.len - back] >= needs_more[back - 1])
            whole = left.len - back;
    p->shown += vterm_input_write(p->vterm, left.ptr, whole);
}

/* Takes the bytes but for the mark, should it be among them. */
static void take_to_mark(struct pty *p, const char *bytes, size_t length)
{
    size_t begin = 0;
    for (size_t i = 0; i < length && p->mark_awaited; i++) {
        if (bytes[i] != MARK[p->mark_read])
            continue;
        if (p->mark_read == 0 && i > begin)
            take(p, bytes + begin, i - begin);
        begin = i + 1;
        if (++p->mark_read == sizeof MARK - 1)
            p->mark_awaited = false;
    }
    if (length > begin)
        take(p, bytes + begin, length - begin);
}

/* Takes what is there, waiting up to `wait_ms` for the first byte. True when something came. */
static bool pump(struct pty *p, int wait_ms)
{
    struct pollfd line = {.fd = p->master, .events = POLLIN};
    bool any = false;
    while (poll(&line, 1, any ? 0 : wait_ms) > 0 && line.revents & POLLIN) {
        char bytes[4096];
        ssize_t got = read(p->master, bytes, sizeof bytes);
        if (got <= 0)
            break;
        take_to_mark(p, bytes, (size_t)got);
        any = true;
    }
    return any;
}

/* Takes everything that was written to the terminal so far. */
static void pump_all(struct pty *p)
{
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    p->mark_read = 0;
    p->mark_awaited = write(p->slave, MARK, sizeof MARK - 1) == sizeof MARK - 1;
    while (p->mark_awaited && now_ms() < deadline)
        pump(p, 10);
}

static bool has_ended(struct pty *p)
{
    if (!p->ended && waitpid(p->pid, &p->status, WNOHANG) == p->pid) {
        p->ended = true;
        p->ended_us = now_us();
    }
    return p->ended;
}

void pty_type(struct pty *p, const char *bytes, size_t length)
{
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    while (length > 0 && now_ms() < deadline) {
        ssize_t sent = write(p->master, bytes, length);
        if (sent > 0) {
            bytes += sent;
            length -= (size_t)sent;
            p->typed += (size_t)sent;
        } else if (errno == EAGAIN) {
            pump(p, 1);
        } else {
            return; /* the program is gone; whoever waits next will find out */
        }
    }
}

void pty_key(struct pty *p, uint32_t key)
{
    static const struct {
        uint32_t key;
        VTermKey sent;
    } named[] = {
        {K_TAB, VTERM_KEY_TAB},
        {K_ENTER, VTERM_KEY_ENTER},
        {K_ESC, VTERM_KEY_ESCAPE},
        {K_UP, VTERM_KEY_UP},
        {K_DOWN, VTERM_KEY_DOWN},
        {K_LEFT, VTERM_KEY_LEFT},
        {K_RIGHT, VTERM_KEY_RIGHT},
        {K_HOME, VTERM_KEY_HOME},
        {K_END, VTERM_KEY_END},
        {K_INSERT, VTERM_KEY_INS},
        {K_DELETE, VTERM_KEY_DEL},
        {K_PAGE_UP, VTERM_KEY_PAGEUP},
        {K_PAGE_DOWN, VTERM_KEY_PAGEDOWN},
        {K_BACKSPACE, VTERM_KEY_BACKSPACE},
    };
    for (size_t i = 0; i < COUNT_OF(named); i++)
        if (named[i].key == key) {
            vterm_keyboard_key(p->vterm, named[i].sent, VTERM_MOD_NONE);
            return;
        }
    if (key >= K_F1 && key <= K_F12)
        vterm_keyboard_key(p->vterm, (VTermKey)VTERM_KEY_FUNCTION(key - K_F1 + 1), VTERM_MOD_NONE);
    else if (key == K_BACK_TAB)
        vterm_keyboard_key(p->vterm, VTERM_KEY_TAB, VTERM_MOD_SHIFT);
    else if (key < 0x20)
        pty_type(p, &(char){(char)key}, 1);
    else
        vterm_keyboard_unichar(p->vterm, key, VTERM_MOD_NONE);
}

void pty_resize(struct pty *p, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    p->rows = rows > 0 ? rows : 24; /* what xterm's terminfo has for a line that does not know */
    p->cols = cols > 0 ? cols : 80;
    vterm_set_size(p->vterm, p->rows, VTERM_COLS(p));
    p->resized = pty_switches(p);
    ioctl(p->master, TIOCSWINSZ, &size);
}

/* ---- waiting ---- */

/* What there is to know about a wait that was in vain, for whoever reads the log of the test. */
static bool waited_in_vain(struct pty *p, const char *what)
{
    struct shot shot = SHOT_INIT;
    struct buf doing = BUF_INIT, screen = BUF_INIT;
    struct str rest, line;
    int queued = 0;
    ioctl(p->slave, FIONREAD, &queued);
    proc_append_doing(&doing, p->pid);
    printf("# %s did not come (%d ms at most). The program %s; %d bytes wait for it, %zu came.\n",
           what, PTY_DEADLINE_MS, buf_cstr(&doing), queued, p->output.len);
    pty_look(p, &shot);
    shot_append(&shot, &screen);
    for (rest = buf_str(&screen); rest.len > 0 && str_split(&rest, '\n', &line);)
        printf("# %.*s\n", STR_ARG(line));
    buf_release(&doing);
    buf_release(&screen);
    shot_release(&shot);
    return false;
}

static bool took_all_in(const struct pty *p)
{
    int queued = 0;
    ioctl(p->slave, FIONREAD, &queued);
    if (queued > 0 || proc_counter(p->pid, "io", "rchar:") < p->read_mark + p->typed)
        return false;
    return !p->resized || pty_switches(p) > p->resized;
}

bool pty_rests(struct pty *p)
{
    pump(p, 0);
    if (!pty_sleeps(p) || !took_all_in(p))
        return false;
    pump_all(p);
    if (!pty_sleeps(p) || !took_all_in(p))
        return false;
    p->read_mark = proc_counter(p->pid, "io", "rchar:");
    p->typed = 0;
    p->resized = 0;
    return true;
}

bool pty_settle(struct pty *p)
{
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    /* Without the kernel's word: silence for a while has to do. */
    while (!p->told && now_ms() < deadline)
        if (!pump(p, 300))
            return !has_ended(p);
    for (;;) {
        if (pty_rests(p))
            return true;
        if (has_ended(p))
            return false;
        if (now_ms() > deadline)
            return waited_in_vain(p, "rest");
        pump(p, 1);
    }
}

bool pty_wait_until(struct pty *p, pty_is_wanted *is_wanted, const void *wanted)
{
    struct shot shot = SHOT_INIT;
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    bool found = false;
    while (!found && now_ms() < deadline) {
        bool more = pump(p, 10);
        pty_look(p, &shot);
        found = is_wanted(&shot, wanted);
        if (!more && has_ended(p))
            break;
    }
    shot_release(&shot);
    return found || waited_in_vain(p, "the wanted screen");
}

static bool has_words(const struct shot *shot, const void *words)
{
    return shot_has(shot, words);
}

bool pty_wait_for(struct pty *p, const char *words)
{
    return pty_wait_until(p, has_words, words);
}

static bool is_screen(const struct shot *shot, const void *wanted)
{
    return shot_equal(shot, wanted);
}

bool pty_wait_for_screen(struct pty *p, const struct shot *wanted)
{
    return pty_wait_until(p, is_screen, wanted);
}

/* Takes what comes within a millisecond, or less when the program ends. */
static void pump_until_end(struct pty *p)
{
    struct pollfd either[] = {{.fd = p->master, .events = POLLIN},
                              {.fd = p->end, .events = POLLIN}};
    poll(either, COUNT_OF(either), 1);
    pump(p, 0);
}

bool pty_wait_exit(struct pty *p, int *status)
{
    int64_t deadline = now_ms() + PTY_DEADLINE_MS;
    while (!has_ended(p) && now_ms() < deadline)
        pump_until_end(p);
    pump_all(p);
    *status = p->status;
    return p->ended || waited_in_vain(p, "the end");
}

size_t pty_listen(struct pty *p, int ms)
{
    size_t before = p->output.len;
    int64_t deadline = now_ms() + ms;
    for (int64_t left = ms; left > 0; left = deadline - now_ms())
        pump(p, (int)left);
    return p->output.len - before;
}

/* ---- starting and ending ---- */

/* A descriptor of our own for the slave: one that never blocks, which the program's must not be. */
static void keep_slave(struct pty *p)
{
    char name[64];
    if (ttyname_r(p->slave, name, sizeof name) != 0)
        give_up("no name for the terminal");
    close(p->slave);
    p->slave = open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (p->slave < 0)
        give_up("no terminal");
}

static void set_environment(const struct pty_options *options)
{
    const char *path = getenv("PATH"), *home = getenv("HOME");
    char *kept_path = strdup(path ? path : "/usr/bin:/bin"), *kept_home = strdup(home ? home : "/");
    clearenv();
    setenv("PATH", kept_path, 1);
    setenv("HOME", kept_home, 1);
    setenv("TERM", options->term ? options->term : "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("TZ", "UTC", 1);
    for (const char *const *e = options->env; e && *e; e++)
        if (strchr(*e, '='))
            putenv(strdup(*e)); /* the environment keeps it */
        else
            unsetenv(*e);
}

_Noreturn static void run_child(const struct pty_options *options, int slave)
{
    login_tty(slave);
    if (options->stdin_path) {
        int fd = open(options->stdin_path, O_RDONLY);
        if (fd < 0 || dup2(fd, 0) < 0)
            _exit(126);
        close(fd);
    }
    set_environment(options);
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    execvp(options->argv[0], (char *const *)options->argv);
    _exit(127);
}

struct pty *pty_start(const struct pty_options *options)
{
    struct pty *p = mem_zero(1, sizeof *p);
    struct winsize size = {.ws_row = (unsigned short)options->rows,
                           .ws_col = (unsigned short)options->cols};
    p->rows = options->rows > 0 ? options->rows : 24; /* as in pty_resize() */
    p->cols = options->cols > 0 ? options->cols : 80;
    judge_init(&p->judge);
    open_terminal(p);
    if (openpty(&p->master, &p->slave, NULL, NULL, &size) != 0)
        give_up("no pseudo-terminal");
    fcntl(p->master, F_SETFD, FD_CLOEXEC);
    fcntl(p->master, F_SETFL, O_NONBLOCK);
    tcgetattr(p->slave, &p->line_before);
    fflush(NULL);
    p->started_us = now_us();
    p->pid = fork();
    if (p->pid < 0)
        give_up("cannot fork");
    if (p->pid == 0)
        run_child(options, p->slave);
    p->end = (int)syscall(SYS_pidfd_open, p->pid, 0);
    keep_slave(p);
    char text[4096];
    p->told = *proc_read(p->pid, "syscall", text, sizeof text) &&
              *proc_read(p->pid, "io", text, sizeof text);
    return p;
}

/* No test need ask for it. Only a program that we kill may leave a sequence half written. */
static void judge_all(struct pty *p, bool at_end)
{
    pump(p, 0);
    const char *offence = judge_offence(&p->judge, at_end);
    if (!offence)
        return;
    printf("Bail out! to the terminal: %s\n", offence);
    exit(99);
}

void pty_free(struct pty *p)
{
    if (!p)
        return;
    if (!has_ended(p)) {
        kill(p->pid, SIGKILL);
        waitpid(p->pid, &p->status, 0);
    }
    judge_all(p, !WIFSIGNALED(p->status) || WTERMSIG(p->status) != SIGKILL);
    close(p->master);
    close(p->slave);
    close(p->end);
    vterm_free(p->vterm);
    buf_release(&p->output);
    mem_free(p);
}

pid_t pty_pid(const struct pty *p)
{
    return p->pid;
}

size_t pty_bytes(const struct pty *p)
{
    return p->output.len;
}

struct judge *pty_judge(struct pty *p)
{
    return &p->judge;
}

struct str pty_output(const struct pty *p)
{
    return buf_str(&p->output);
}

int64_t pty_paint_us(const struct pty *p)
{
    return p->wrote_us - p->started_us;
}

int64_t pty_age_us(const struct pty *p)
{
    return (p->ended ? p->ended_us : now_us()) - p->started_us;
}

bool pty_line_restored(const struct pty *p)
{
    struct termios now;
    if (tcgetattr(p->slave, &now) != 0)
        return false;
    return now.c_iflag == p->line_before.c_iflag && now.c_oflag == p->line_before.c_oflag &&
           now.c_cflag == p->line_before.c_cflag && now.c_lflag == p->line_before.c_lflag &&
           memcmp(now.c_cc, p->line_before.c_cc, sizeof now.c_cc) == 0;
}
