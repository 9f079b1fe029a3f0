/*
 * term: hands frames to ncursesw, and makes events of keys, signals and sizes.
 *
 * The one hard idea: curses is told only the runs of cells that differ from the last frame, and
 * decides by itself how to send them (scroll regions included); what it believes about the screen
 * is thrown away (clearok) whenever somebody else may have written there: after a resize, a stop, a
 * change of widths. Keys do not go through curses at all (input.c).
 *
 * Cells wider than their first code point (emoji sequences) are sent as that code point alone:
 * terminals do not agree about the rest, and a wrong guess would shift the whole line.
 */
#include "screen/term.h"

#include "base/message.h"
#include "screen/input.h"
#include "screen/output.h"
#include "screen/signals.h"
#include "screen/style.h"
#include "screen/thrift.h"
#include "text/cluster.h"

#include <curses.h>
#include <term.h>

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#define RESIZE_PAUSE_MS 20
#define SIZE_MAX_CELLS  4096 /* a larger answer is no size */

static struct {
    bool is_open;
    struct output output;
    bool is_taken; /* something was sent to it */
    bool is_modern;
    bool color;
    enum clipboard clipboard;
    bool has_default_colors;
    bool repaint;  /* what the terminal shows is not what was sent */
    bool wide;     /* the width policy that was sent */
    bool stopping; /* a signal asked for the end */
    bool size_is_new;
    int64_t size_told_ms;
    SCREEN *screen;
    FILE *wire;         /* in memory: what curses writes */
    struct buf written; /* the same, taken out */
    struct thrift thrift;
    struct buf out;       /* to be sent */
    struct buf enter;     /* what takes the terminal, beyond what curses sends */
    struct buf restore;   /* what puts it back */
    struct termios modes; /* before us */
    struct frame shown;   /* as handed to curses */
    cchar_t *run;         /* scratch: a row of cells */
    struct input input;
    short pairs[9][9]; /* by fg + 1, bg + 1; 0: none yet */
    short pair_count;
} term;

/* What curses asks for every cell, most of them ASCII or the common Han characters. */
int wcwidth(wchar_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return 1;
    if (c >= 0x4E00 && c <= 0x9FA5)
        return 2;
    return c == L'\0' ? 0 : width_of_code_point((uint32_t)c);
}

/* ---- locale ---- */

bool term_set_locale(void)
{
    static const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8", "zh_CN.UTF-8"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        if (setlocale(LC_CTYPE, names[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
            return true;
    return false;
}

/* ---- what the terminal can do ---- */

/* A capability as bytes; NULL when there is none. */
static const char *capability(const char *name)
{
    const char *value = tigetstr((char *)(uintptr_t)name);
    return value == (char *)-1 || (value && *value == '\0') ? NULL : value;
}

/* Terminals that know bracketed paste and answer where the cursor is. The linux console and vt100
 * and their like show such bytes or are silent. */
static bool is_modern(const char *name)
{
    static const char *const families[] = {"xterm", "screen", "tmux",    "rxvt",
                                           "putty", "vte",    "kitty",   "alacritty",
                                           "foot",  "st-",    "wezterm", "konsole"};
    for (size_t i = 0; i < COUNT_OF(families); i++)
        if (strncmp(name, families[i], strlen(families[i])) == 0)
            return true;
    return false;
}

static const struct key_sequence *own_keys(void)
{
    static const struct {
        const char *capability;
        uint32_t key;
    } named[] = {
        {"kcuu1", K_UP},     {"kcud1", K_DOWN},   {"kcub1", K_LEFT},    {"kcuf1", K_RIGHT},
        {"khome", K_HOME},   {"kend", K_END},     {"kpp", K_PAGE_UP},   {"knp", K_PAGE_DOWN},
        {"kich1", K_INSERT}, {"kdch1", K_DELETE}, {"kcbt", K_BACK_TAB}, {"kf1", K_F1},
        {"kf2", K_F1 + 1},   {"kf3", K_F1 + 2},   {"kf4", K_F1 + 3},    {"kf5", K_F1 + 4},
        {"kf6", K_F1 + 5},   {"kf7", K_F1 + 6},   {"kf8", K_F1 + 7},    {"kf9", K_F1 + 8},
        {"kf10", K_F1 + 9},  {"kf11", K_F1 + 10}, {"kf12", K_F12},
    };
    static struct key_sequence keys[COUNT_OF(named) + 1];
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(named); i++) {
        const char *bytes = capability(named[i].capability);
        if (bytes && bytes[0] == '\033' && strlen(bytes) >= 3)
            keys[count++] = (struct key_sequence){bytes, named[i].key};
    }
    keys[count] = (struct key_sequence){NULL, K_NONE};
    return keys;
}

/* Appends what terminfo gave without its padding ($<5>), which a crash has no time for. */
static void append_unpadded(struct buf *out, const char *bytes)
{
    for (; bytes && *bytes; bytes++)
        if (bytes[0] == '$' && bytes[1] == '<' && strchr(bytes, '>'))
            bytes = strchr(bytes, '>');
        else
            buf_append_byte(out, *bytes);
}

/* Keys as terminfo names them (smkx) and pastes in brackets; and everything back as it was. */
static void prepare_modes(void)
{
    append_unpadded(&term.enter, capability("smkx"));
    if (term.is_modern) {
        buf_append_str(&term.enter, STR("\033[?2004h"));
        buf_append_str(&term.restore, STR("\033[?2004l"));
    }
    append_unpadded(&term.restore, capability("rmkx"));
    append_unpadded(&term.restore, capability("sgr0"));
    append_unpadded(&term.restore, capability("op"));
    append_unpadded(&term.restore, capability("cnorm"));
    append_unpadded(&term.restore, capability("rmcup"));
    if (!capability("rmcup")) { /* no screen of its own to leave: the shell goes on at the bottom */
        append_unpadded(&term.restore, tiparm(cursor_address, SIZE_MAX_CELLS, 0));
        buf_append_str(&term.restore, STR("\r\n"));
    }
}

/* ---- the wire ---- */

/* Takes over what curses wrote. Where one byte more finds no room (memory, ulimit -f), some before it found none. */
static void collect(void)
{
    int fd = fileno(term.wire);
    if (write(fd, "", 1) != 1)
        mem_fail();
    off_t len = lseek(fd, -1, SEEK_CUR);
    if (len <= 0)
        return;
    buf_clear(&term.written);
    buf_reserve(&term.written, (size_t)len);
    int64_t got = read_whole(fd, term.written.ptr, (size_t)len, 0);
    term.written.len = got > 0 ? (size_t)got : 0;
    thrift_append(&term.thrift, buf_str(&term.written), COLS, &term.out);
    lseek(fd, 0, SEEK_SET);
}

static void send_out(struct str bytes)
{
    output_send(&term.output, bytes);
    term.stopping |= term.output.is_stopping;
}

/* Every key as it is typed: no echo, no signals, no ^S that freezes, output untouched. */
static void set_raw(void)
{
    struct termios raw_modes = term.modes;
    raw_modes.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    raw_modes.c_oflag &= ~(tcflag_t)OPOST;
    raw_modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw_modes.c_cc[VMIN] = 1;
    raw_modes.c_cc[VTIME] = 0;
    tcsetattr(STDOUT_FILENO, TCSANOW, &raw_modes);
}

/* A terminal that was sent nothing gets its modes back, and nothing else. */
static void prepare_rescue(void)
{
    struct str bytes = term.is_taken ? buf_str(&term.restore) : STR("");
    signals_set_rescue(term.output.fd, &term.modes, bytes);
}

/* ---- size ---- */

/* What the terminal says; what terminfo says, or the usual, where it says nothing. */
static void read_size(int *rows, int *cols)
{
    struct winsize size = {0};
    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    *rows = size.ws_row;
    *cols = size.ws_col;
    if (*rows == 0 || *rows > SIZE_MAX_CELLS)
        *rows = cur_term && lines > 0 ? lines : 24;
    if (*cols == 0 || *cols > SIZE_MAX_CELLS)
        *cols = cur_term && columns > 0 ? columns : 80;
}

static void take_size(int rows, int cols)
{
    if (rows == term.shown.rows && cols == term.shown.cols && rows == LINES && cols == COLS)
        return;
    resizeterm(rows, cols);
    erase();
    frame_reset(&term.shown, rows, cols);
    term.run = mem_grow(term.run, (size_t)cols + 1, sizeof term.run[0]);
    term.repaint = true;
}

/* ---- open and close ---- */

static enum err refuse(struct diag *d, int reason)
{
    const char *name = getenv("TERM");
    return diag_set(d, ERR_TERMINAL, 0, str_from(name), reason);
}

/* Everything that can be said against the terminal, before a byte is written. Leaves its terminfo
 * loaded when there is nothing. */
static enum err examine(int key_fd, struct diag *d)
{
    const char *name = getenv("TERM");
    if (!isatty(STDOUT_FILENO) || !isatty(key_fd))
        return refuse(d, MSG_NOT_A_TERMINAL);
    if (!name || *name == '\0')
        return refuse(d, MSG_TERM_UNSET);
    int status;
    if (setupterm(name, STDOUT_FILENO, &status) != OK)
        return refuse(d, MSG_TERM_UNKNOWN);
    if (capability("cup"))
        return ERR_NONE;
    del_curterm(cur_term);
    return refuse(d, MSG_TERM_NO_CURSOR);
}

static void set_up_colors(bool wanted)
{
    term.color = wanted && has_colors() && start_color() == OK;
    term.has_default_colors = term.color && use_default_colors() == OK;
    memset(term.pairs, 0, sizeof term.pairs);
    term.pair_count = 0;
}

static void strip(const char *name, const char *prefix)
{
    char *value = (char *)(uintptr_t)capability(name);
    if (value && str_starts_with(str_from(value), str_from(prefix)))
        memmove(value, value + strlen(prefix), strlen(value + strlen(prefix)) + 1);
}

/* Xterm's terminfo leaves the alternate character set at every change of attributes. We never enter it,
 * and changes are a good part of what a step sends: 3 bytes less for each. */
static void shorten_attributes(void)
{
    strip("sgr0", "\033(B");
    strip("sgr", "%?%p9%t\033(0%e\033(B%;");
}

/* A screen of curses over a file in memory, whose modes and size curses cannot know: it takes the
 * size from the environment. */
static bool start_curses(int rows, int cols, bool color)
{
    char text[12];
    snprintf(text, sizeof text, "%d", rows);
    setenv("LINES", text, 1);
    snprintf(text, sizeof text, "%d", cols);
    setenv("COLUMNS", text, 1);
    int fd = memfd_create("screen", MFD_CLOEXEC);
    term.wire = fd >= 0 ? fdopen(fd, "w+") : NULL;
    term.screen = term.wire ? newterm(NULL, term.wire, term.wire) : NULL;
    unsetenv("LINES"); /* a child would take them for the truth */
    unsetenv("COLUMNS");
    if (!term.screen)
        return false;
    shorten_attributes();
    strip("oc", orig_colors); /* an OSC, sent at fg, for a palette that we never change */
    nonl();
    typeahead(-1);
    idlok(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    curs_set(0);
    set_up_colors(color);
    return true;
}

/* What goes before the first frame. To learn how wide “ is it is drawn at the left of the second
 * row, where that frame wipes it out, and the terminal asked where its cursor is. */
static void enter_screen(bool probe_width)
{
    collect();
    buf_append_str(&term.out, buf_str(&term.enter));
    if (probe_width)
        buf_append_str(&term.out, STR("\033[2;1H“\033[6n"));
}

enum err term_open(const struct term_options *options, int *rows, int *cols, struct diag *d)
{
    enum err err = examine(options->key_fd, d);
    if (err != ERR_NONE)
        return err;
    memset(&term, 0, sizeof term);
    tcgetattr(STDOUT_FILENO, &term.modes);
    output_open(&term.output);
    read_size(rows, cols);
    del_curterm(cur_term);
    signals_open(); /* before curses, which leaves alone what is handled already */
    if (!start_curses(*rows, *cols, options->color)) {
        signals_close();
        output_close(&term.output);
        return refuse(d, MSG_TERM_UNKNOWN);
    }
    term.is_modern = is_modern(getenv("TERM"));
    thrift_init(&term.thrift, term.is_modern);
    prepare_modes();
    prepare_rescue();
    set_raw();
    frame_init(&term.shown);
    input_init(&term.input, options->key_fd, own_keys());
    term.is_open = true;
    term.clipboard = options->clipboard;
    term.wide = width_ambiguous_is_wide();
    enter_screen(term.is_modern && options->probe_width);
    take_size(*rows, *cols);
    return ERR_NONE;
}

/* Back to what the shell had. Curses is only told; a title or cursor must not be restored twice. */
static void leave_screen(void)
{
    endwin();
    lseek(fileno(term.wire), 0, SEEK_SET);
    buf_clear(&term.out);
    if (term.is_taken)
        send_out(buf_str(&term.restore));
    tcsetattr(STDOUT_FILENO, TCSANOW, &term.modes);
}

void term_rescue(void)
{
    signals_rescue();
}

void term_close(void)
{
    if (!term.is_open)
        return;
    term.is_open = false;
    leave_screen();
    signals_close();
    output_close(&term.output);
    delscreen(term.screen);
    fclose(term.wire);
    input_release(&term.input);
    frame_release(&term.shown);
    buf_release(&term.written);
    buf_release(&term.out);
    buf_release(&term.enter);
    buf_release(&term.restore);
    mem_free(term.run);
}

/* ---- frames ---- */

static short pair_of(const struct look *look)
{
    int fg = look->fg, bg = look->bg;
    if (!term.color || (fg == LOOK_PLAIN && bg == LOOK_PLAIN))
        return 0;
    short *pair = &term.pairs[fg + 1][bg + 1];
    if (*pair == 0 && term.pair_count + 1 < COLOR_PAIRS) {
        *pair = ++term.pair_count;
        if (!term.has_default_colors) {
            fg = fg == LOOK_PLAIN ? LOOK_WHITE : fg;
            bg = bg == LOOK_PLAIN ? LOOK_BLACK : bg;
        }
        init_pair(*pair, (short)fg, (short)bg);
    }
    return *pair;
}

static attr_t attributes_of(const struct look *look)
{
    return (look->attributes & LOOK_BOLD ? A_BOLD : 0) |
           (look->attributes & LOOK_UNDERLINE ? A_UNDERLINE : 0) |
           (look->attributes & LOOK_REVERSE ? A_REVERSE : 0);
}

/* Joiners and variation selectors choose a shape; terminals disagree about the cells it takes. */
static bool chooses_shape(uint32_t c)
{
    return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0x180B && c <= 0x180F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* The first code point of a cell with what combines with it; returns the cells that these take. */
static int read_cell(const struct frame_cell *cell, wchar_t text[CCHARW_MAX + 1])
{
    struct str bytes = {cell->bytes, cell->len};
    size_t off = 0, count = 1;
    text[0] = (wchar_t)utf8_decode(bytes, &off);
    text[1] = L'\0';
    if (off == bytes.len)
        return cell->cells;
    while (off < bytes.len && count < CCHARW_MAX) {
        uint32_t c = utf8_decode(bytes, &off);
        if (width_of_code_point(c) != 0)
            break;
        if (!chooses_shape(c))
            text[count++] = (wchar_t)c;
    }
    text[count] = L'\0';
    return wcwidth(text[0]);
}

/* The cells from x to `end` as curses wants them, one a cluster; returns how many. */
static int fill_run(const struct frame *f, int y, int x, int end)
{
    int count = 0;
    unsigned style = STYLE_COUNT; /* none */
    attr_t attributes = 0;
    short pair = 0;
    for (; x < end; x++) {
        const struct frame_cell *cell = frame_at(f, y, x);
        if (cell->cells == 0)
            continue;
        if (cell->style != style) {
            style = cell->style;
            struct look look = style_look(style, term.color);
            attributes = attributes_of(&look);
            pair = pair_of(&look);
        }
        wchar_t text[CCHARW_MAX + 1];
        int cells = read_cell(cell, text);
        setcchar(&term.run[count++], text, attributes, pair, NULL);
        if (cells < cell->cells)
            setcchar(&term.run[count++], L" ", attributes, pair, NULL);
    }
    return count;
}

/* Hands over the cells of a row from the first to the last that changed. */
static void present_row(const struct frame *f, int y)
{
    struct frame_cell *old = frame_at(&term.shown, y, 0), *new = frame_at(f, y, 0);
    int begin = 0, end = f->cols;
    while (begin < end && frame_cells_equal(&old[begin], &new[begin]))
        begin++;
    while (end > begin && frame_cells_equal(&old[end - 1], &new[end - 1]))
        end--;
    if (begin == end)
        return;
    while (new[begin].cells == 0)
        begin--;
    while (end < f->cols && (new[end].cells == 0 || old[end].cells == 0))
        end++;
    mvadd_wchnstr(y, begin, term.run, fill_run(f, y, begin, end));
    memcpy(&old[begin], &new[begin], (size_t)(end - begin) * sizeof *new);
}

static void place_cursor(const struct frame *f)
{
    bool is_seen = f->cursor_y >= 0 && f->cursor_y < f->rows && f->cursor_x < f->cols;
    leaveok(stdscr, !is_seen);
    curs_set(is_seen);
    if (is_seen)
        move(f->cursor_y, f->cursor_x);
}

void term_present(const struct frame *f, bool redraw)
{
    if (f->rows == 0 || f->cols == 0)
        return;
    take_size(f->rows, f->cols);
    if (term.wide != width_ambiguous_is_wide()) {
        term.wide = !term.wide;
        erase();
        frame_reset(&term.shown, f->rows, f->cols);
        term.repaint = true;
    }
    for (int y = 0; y < f->rows; y++)
        present_row(f, y);
    place_cursor(f);
    if (term.repaint || redraw)
        clearok(curscr, TRUE);
    term.repaint = false;
    refresh();
    collect();
    if (!term.is_taken) {
        term.is_taken = true;
        prepare_rescue();
    }
    send_out(buf_str(&term.out));
    buf_clear(&term.out);
}

void term_copy(struct str text)
{
    clipboard_append(&term.out, term.clipboard, text);
    send_out(buf_str(&term.out));
    buf_clear(&term.out);
}

/* ---- events ---- */

/* Takes the screen again after the program was stopped; the next frame is sent whole. */
static void come_back(void)
{
    set_raw();
    thrift_init(&term.thrift, term.is_modern);
    buf_append_str(&term.out, buf_str(&term.enter));
    term.repaint = true;
    term.size_is_new = true;
    term.size_told_ms = 0;
}

static void suspend(bool job)
{
    leave_screen();
    signals_set_rescue(-1, NULL, STR(""));
    signals_stop_process(job);
    prepare_rescue();
    come_back();
}

static void take_signals(unsigned signals)
{
    term.stopping |= (signals & SIGNALS_STOP) != 0;
    term.size_is_new |= (signals & SIGNALS_RESIZE) != 0;
    if (signals & SIGNALS_SUSPEND)
        suspend(false);
    else if (signals & SIGNALS_CONTINUE)
        come_back();
}

/* Tells a new size when the last one was told long enough ago; else how long to wait, in ms. */
static bool take_new_size(struct event *e, int *wait_ms)
{
    int64_t left = term.size_told_ms + RESIZE_PAUSE_MS - input_now_ms();
    if (left > 0) {
        *wait_ms = (int)left;
        return false;
    }
    term.size_is_new = false;
    term.size_told_ms = input_now_ms();
    *e = (struct event){.type = EVENT_RESIZE};
    read_size(&e->rows, &e->cols);
    return true;
}

void term_wait(struct event *e, bool wait, const struct wake *also)
{
    for (;;) {
        int timeout_ms = wait ? -1 : 0, size_ms = -1;
        if (term.stopping) {
            *e = (struct event){.type = EVENT_STOP};
            return;
        }
        if (term.size_is_new && take_new_size(e, &size_ms))
            return;
        unsigned signals = input_wait(&term.input, e, wait ? size_ms : timeout_ms, also);
        take_signals(signals);
        if (e->type == EVENT_KEY && e->key == K_CTRL('z')) {
            suspend(true);
            continue;
        }
        if (signals == 0 && (e->type != EVENT_NONE || !wait || (also && also->count > 0)))
            return;
    }
}

int term_stopped_by(void)
{
    int signal = signals_last_stop();
    return signal == 0 && term.input.is_closed ? SIGHUP : signal;
}

bool term_has_input(void)
{
    return input_is_ready(&term.input);
}
