/*
 * main: options -> table -> loop. The only place that exits, writes to standard error and reads the
 * environment.
 *
 * The table is opened before the terminal is touched, so that every refusal is one plain line; only what has
 * to be waited for (a pipe, a host) is waited for on the screen.
 */
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "app/batch.h"
#include "app/command.h"
#include "app/control.h"
#include "app/restricted.h"
#include "app/world.h"
#include "base/leave.h"
#include "base/sandbox.h"
#include "review/store.h"
#include "screen/input.h"
#include "screen/term.h"
#include "screen/ui.h"
#include "table/remote.h"
#include "text/cluster.h"

#define VERSION "0.1.0"

/* EXIT_SIGNAL and a number: ended by that signal. */
enum { EXIT_GOOD = 0, EXIT_SHORT = 1, EXIT_TROUBLE = 2, EXIT_SIGNAL = 128 };

/* The size to begin with; the terminal's own follows as an event before the first frame. */
#define FIRST_ROWS 24
#define FIRST_COLS 80

/* Between two frames that only tell how far something is. */
#define FRAME_PAUSE_MS 50

static _Noreturn void out_of_memory(void)
{
    term_rescue();
    static const char said[] = "duban: out of memory / 内存不足\n";
    ssize_t ignored = write(STDERR_FILENO, said, sizeof said - 1);
    (void)ignored;
    _exit(EXIT_TROUBLE);
}

static bool env_is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

/* The locale that decides the language of messages, as setlocale would look for it. */
static const char *message_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (env_is_set(names[i]))
            return getenv(names[i]);
    return NULL;
}

/* "duban: ..." on standard error, with nothing hostile in it whatever a file is called. */
static void warn(struct str text)
{
    struct buf shown = BUF_INIT;
    text_append_shown(&shown, text);
    fprintf(stderr, "duban: %s\n", buf_cstr(&shown));
    buf_release(&shown);
}

/* duban: 无法打开:“x.tsv”:没有这个文件 */
static int complain(const struct options *o, const struct diag *d)
{
    struct buf text = BUF_INIT;
    diag_append(&text, options_lang(o), d);
    warn(buf_str(&text));
    buf_release(&text);
    return EXIT_TROUBLE;
}

/* ---- a run on the screen ---- */

/* Keys come from standard input, unless that is data: then from the terminal itself. -1 when there
 * is none. */
static int open_keys(void)
{
    return isatty(STDIN_FILENO) ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
}

/* What was to be copied goes to the terminal. */
static void hand_over_copy(struct app *a)
{
    if (a->copy.len > 0)
        term_copy(buf_str(&a->copy));
    buf_clear(&a->copy);
}

/* An event is answered by a frame as soon as nothing more has come; work that goes on has one now and then, or
 * painting would take longer than the work. Whoever waits has seen the last. */
static void loop(struct app *a)
{
    struct frame frame;
    struct wake wake = WAKE_INIT;
    bool is_answer = true;
    int64_t shown_ms = 0;
    frame_init(&frame);
    while (!a->wants_quit) {
        bool is_busy = control_is_busy(a);
        if (!term_has_input() &&
            (is_answer || !is_busy || input_now_ms() - shown_ms >= FRAME_PAUSE_MS)) {
            ui_draw(a, &frame);
            term_present(&frame, a->wants_redraw);
            shown_ms = input_now_ms();
            a->wants_redraw = is_answer = false;
        }
        struct event e;
        wake_clear(&wake);
        control_add_wakes(a, &wake);
        term_wait(&e, !is_busy, &wake);
        is_answer |= e.type != EVENT_NONE;
        if (e.type != EVENT_NONE)
            control_handle(a, &e);
        else
            control_work(a);
        hand_over_copy(a);
    }
    wake_release(&wake);
    frame_release(&frame);
}

/* Shows what is being waited for until there is a table, or somebody has enough of it. */
static enum err wait_for_table(struct opening *o, struct diag *d)
{
    struct frame frame;
    struct wake wake = WAKE_INIT;
    enum err err = ERR_NONE;
    frame_init(&frame);
    while (err == ERR_NONE && !o->wants_quit && !opening_is_ready(o)) {
        ui_draw_opening(o, &frame);
        term_present(&frame, false);
        struct event e;
        wake_clear(&wake);
        opening_add_wakes(o, &wake);
        term_wait(&e, !opening_is_busy(o), &wake);
        if (e.type != EVENT_NONE)
            opening_handle(o, &e);
        else
            err = opening_step(o, d);
    }
    wake_release(&wake);
    frame_release(&frame);
    return err;
}

/* With the terminal open: an app, once there is a table. `*left`: somebody left before. On failure the
 * terminal is closed. */
static enum err begin_when_ready(struct app *app, struct opening *opening, bool *left,
                                 struct diag *d)
{
    enum err err = wait_for_table(opening, d);
    *left = err == ERR_NONE && opening->wants_quit;
    if (err == ERR_NONE && !*left)
        err = control_begin(app, opening, d);
    else
        opening_release(opening);
    if (err != ERR_NONE)
        term_close();
    return err;
}

/* The table first, so that every refusal is one plain line on an untouched terminal; but what has to be
 * waited for is waited for with the terminal up. */
static enum err open_freely(struct app *app, const struct options *o, const struct term_options *to,
                            bool *left, struct diag *d)
{
    struct opening opening;
    struct event size = {.type = EVENT_RESIZE};
    enum err err = opening_begin(&opening, o, FIRST_ROWS, FIRST_COLS, d);
    bool is_early = err == ERR_NONE && opening_is_ready(&opening);
    if (is_early)
        err = control_begin(app, &opening, d);
    if (err != ERR_NONE)
        return err;
    err = term_open(to, &size.rows, &size.cols, d);
    if (is_early && err == ERR_NONE) {
        control_handle(app, &size);
    } else if (err == ERR_NONE) {
        opening_handle(&opening, &size);
        err = begin_when_ready(app, &opening, left, d);
    } else if (is_early) {
        control_release(app);
    } else {
        opening_release(&opening);
    }
    return err;
}

/* The terminal first, since what describes it is a file: the table is looked at by a process that can do
 * nothing else any more. The terminal has been sent nothing by then. */
static enum err open_restricted(struct app *app, const struct options *o,
                                const struct term_options *to, bool *left, struct diag *d)
{
    struct opening opening;
    int rows, cols;
    enum err err = term_open(to, &rows, &cols, d);
    if (err != ERR_NONE)
        return err;
    err = restricted_enforce(o->restricted, d);
    if (err == ERR_NONE)
        err = opening_begin(&opening, o, rows, cols, d);
    if (err == ERR_NONE)
        return begin_when_ready(app, &opening, left, d);
    term_close();
    return err;
}

static int run_screen(const struct options *o)
{
    struct diag d = {0};
    struct term_options to = {
        .color = o->color == COLOR_ALWAYS || (o->color == COLOR_AUTO && !env_is_set("NO_COLOR")),
        .probe_width = o->ambiguous == AMBIGUOUS_AUTO,
        .clipboard = clipboard_of(getenv("TERM"), env_is_set("TMUX"), env_is_set("STY")),
        .key_fd = open_keys(),
    };
    if (to.key_fd < 0) {
        diag_set(&d, ERR_TERMINAL, errno, STR("/dev/tty"), 0);
        return complain(o, &d);
    }
    struct app app;
    bool left = false;
    enum err err = o->restricted ? open_restricted(&app, o, &to, &left, &d)
                                 : open_freely(&app, o, &to, &left, &d);
    if (err != ERR_NONE)
        return complain(o, &d);
    if (!left) {
        app.has_no_clipboard = to.clipboard == CLIPBOARD_NONE;
        loop(&app);
    }
    term_close();
    leave(!o->restricted);
    if (!left)
        control_release(&app);
    return term_stopped_by() != 0 ? EXIT_SIGNAL + term_stopped_by() : EXIT_GOOD;
}

/* ---- a run without one ---- */

static unsigned output_cols(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                           : FIRST_COLS;
}

/* What is written is held back while there is little of it, so that a failure on the way leaves nothing half
 * written: the end of memory does not come back to empty the stream. */
static void hold_output(void)
{
    static char held[1 << 20];
    (void)setvbuf(stdout, held, _IOFBF, sizeof held);
}

static int run_batch(const struct options *o)
{
    struct diag d = {0};
    hold_output();
    struct batch_outcome outcome = {0};
    enum err err = o->restricted ? restricted_enforce(o->restricted, &d) : ERR_NONE;
    if (err == ERR_NONE)
        err = batch_run(o, stdout, output_cols(), &outcome, &d);
    struct str rest = buf_str(&outcome.remarks), line;
    while (rest.len > 0 && str_split(&rest, '\n', &line))
        warn(line);
    buf_release(&outcome.remarks);
    if (err != ERR_NONE)
        return complain(o, &d);
    if (outcome.is_undecided)
        return EXIT_TROUBLE;
    return outcome.falls_short ? EXIT_SHORT : EXIT_GOOD;
}

static int say(const struct options *o, void (*append)(struct buf *, enum lang))
{
    struct buf text = BUF_INIT;
    append(&text, o->lang_given ? o->lang : LANG_EN);
    bool written = fwrite(buf_cstr(&text), 1, text.len, stdout) == text.len && fflush(stdout) == 0;
    buf_release(&text);
    if (!written) {
        struct diag d;
        diag_set(&d, ERR_WRITE, errno, STR(""), 0);
        return complain(o, &d);
    }
    return EXIT_GOOD;
}

static void append_version(struct buf *out, enum lang lang)
{
    (void)lang;
    buf_append_str(out, STR("duban " VERSION "\n"));
}

/* ---- what the core does not ask for itself ---- */

/* The login name of the user that the process runs as: the environment's could be anything. Where nobody
 * knows the name the number stands for it. */
static void append_login(struct buf *out)
{
    const struct passwd *user = getpwuid(geteuid());
    if (user && user->pw_name[0] != '\0')
        buf_append_str(out, str_from(user->pw_name));
    else
        buf_printf(out, "%lu", (unsigned long)geteuid());
}

static void append_now(struct buf *out)
{
    char text[sizeof "2026-11-24 14:03"];
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) && strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local) > 0)
        buf_append_str(out, str_from(text));
}

/* True when a table lies on another host. */
static bool reads_from_hosts(const struct options *o)
{
    bool does = o->against.len > 0 && remote_is_named(o->against);
    for (size_t i = 0; i < o->file_count; i++)
        does |= remote_is_named(o->files[i]);
    return does;
}

/* Runs with no more rights than the run needs. */
static int run_confined(struct options *o)
{
    struct diag d = {0};
    struct restricted restricted = {0};
    enum err err = ERR_NONE;
    if (o->restriction == RESTRICTION_NONE)
        sandbox_drop_unneeded(reads_from_hosts(o));
    else
        err = restricted_open(&restricted, o, &d);
    int status = err != ERR_NONE         ? complain(o, &d)
                 : o->mode == RUN_SCREEN ? run_screen(o)
                                         : run_batch(o);
    restricted_release(&restricted);
    return status;
}

/* Runs with a world around it. */
static int run_in_world(struct options *o)
{
    struct buf login = BUF_INIT, file = BUF_INIT;
    append_login(&login);
    (void)store_default_path(&file, getenv("XDG_STATE_HOME"), getenv("HOME"));
    struct world world = {buf_str(&login), buf_str(&file), append_now};
    o->world = &world;
    int status = run_confined(o);
    buf_release(&login);
    buf_release(&file);
    return status;
}

/* ---- which of them ---- */

/* No file and no screen said: a pipe on standard input is the table; output that is no terminal
 * gets text. */
static enum err complete(struct options *o, struct diag *d)
{
    if (o->mode == RUN_SCREEN && !o->mode_given && !isatty(STDOUT_FILENO)) {
        o->mode = RUN_PRINT;
        o->format = EXPORT_TEXT;
    }
    if (o->file.len == 0) {
        if (isatty(STDIN_FILENO))
            return diag_set(d, ERR_USAGE, 0, STR(""), MSG_USAGE_NO_FILE);
        o->files[o->file_count++] = o->file = STR("-");
    }
    return ERR_NONE;
}

static int run(struct options *o)
{
    struct diag d = {0};
    switch (o->mode) {
    case RUN_HELP:
        return say(o, options_append_usage);
    case RUN_KEYS:
        return say(o, command_append_list);
    case RUN_VERSION:
        return say(o, append_version);
    default:
        break;
    }
    if (complete(o, &d) != ERR_NONE)
        return complain(o, &d);
    return run_in_world(o);
}

int main(int argc, char **argv)
{
    mem_set_failure_handler(out_of_memory);
    struct options options;
    struct diag d = {0};
    enum err err = options_parse(&options, argc, argv, &d);
    options_restrict(&options, getenv("DUBAN_RESTRICTED"));
    options.home = str_from(getenv("HOME"));
    if (!options.lang_given)
        options.lang_given = lang_from_locale(message_locale(), &options.lang);
    if (err != ERR_NONE)
        return complain(&options, &d);
    width_set_ambiguous(options.ambiguous == AMBIGUOUS_WIDE);
    if (!term_set_locale()) {
        diag_set(&d, ERR_TERMINAL, 0, STR(""), MSG_NO_UTF8_LOCALE);
        return complain(&options, &d);
    }
    int status = run(&options);
    if (status > EXIT_SIGNAL) /* everything is in order: now it may have its usual end */
        raise(status - EXIT_SIGNAL);
    return status;
}
