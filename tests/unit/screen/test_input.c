/* Waiting: bytes from a pipe, signals raised here. */
#include "screen/input.h"
#include "screen/signals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define TYPING_MS 30 /* between two keys of a quick hand, or of one that is held */

static struct {
    struct input input;
    int to; /* the writing end */
    int from;
} fixture;

static int set_up(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fixture.from = ends[0];
    fixture.to = ends[1];
    signals_open();
    input_init(&fixture.input, fixture.from, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    input_release(&fixture.input);
    signals_close();
    close(fixture.from);
    if (fixture.to >= 0)
        close(fixture.to);
    return 0;
}

static void type(const char *bytes)
{
    assert_int_equal(write(fixture.to, bytes, strlen(bytes)), strlen(bytes));
}

static void assert_key(uint32_t key)
{
    struct event e = {.type = EVENT_NONE};
    while (e.type == EVENT_NONE) /* bytes that are no key yet wake it too */
        assert_int_equal(input_wait(&fixture.input, &e, -1, NULL), 0);
    assert_int_equal(e.type, EVENT_KEY);
    assert_int_equal(e.key, key);
}

static void keys_come_in_order_from_one_read(void **state)
{
    (void)state;
    type("jk\033[A");
    assert_key('j');
    assert_true(input_is_ready(&fixture.input));
    assert_key('k');
    assert_key(K_UP);
    assert_false(input_is_ready(&fixture.input));
    struct event e;
    assert_int_equal(input_wait(&fixture.input, &e, 0, NULL), 0);
    assert_int_equal(e.type, EVENT_NONE);
}

static void esc_alone_comes_after_a_while(void **state)
{
    (void)state;
    type("\033");
    int64_t begin = input_now_ms();
    assert_key(K_ESC);
    int64_t waited = input_now_ms() - begin;
    assert_in_range(waited, KEYBOARD_WAIT_MS - 50, KEYBOARD_WAIT_MS + 2000);
}

static void without_waiting_esc_comes_when_its_time_is_up(void **state)
{
    (void)state;
    type("\033");
    struct event e = {.type = EVENT_NONE};
    for (int64_t begin = input_now_ms(); e.type == EVENT_NONE;) {
        assert_true(input_now_ms() - begin < KEYBOARD_WAIT_MS + 2000);
        assert_int_equal(input_wait(&fixture.input, &e, 0, NULL), 0);
    }
    assert_int_equal(e.key, K_ESC);
}

static void a_torn_arrow_is_an_arrow(void **state)
{
    (void)state;
    type("\033");
    struct event e;
    input_wait(&fixture.input, &e, 0, NULL);
    assert_int_equal(e.type, EVENT_NONE);
    type("[A");
    assert_key(K_UP);
}

/* Lets so much time pass, and takes what the keyboard makes of it. */
static struct event wait_ms(int ms)
{
    struct event e = {.type = EVENT_NONE};
    int64_t end = input_now_ms() + ms;
    for (int64_t left = ms; left > 0 && e.type == EVENT_NONE; left = end - input_now_ms())
        assert_int_equal(input_wait(&fixture.input, &e, (int)left, NULL), 0);
    return e;
}

static void keys_do_not_keep_a_paste_open_whose_end_is_lost(void **state)
{
    (void)state;
    struct event e = {.type = EVENT_NONE};
    int64_t begin = input_now_ms();
    type("\033[200~高速");
    while (e.type == EVENT_NONE && input_now_ms() - begin < KEYBOARD_PASTE_WAIT_MS + 2000) {
        e = wait_ms(TYPING_MS);
        if (e.type == EVENT_NONE)
            type("j");
    }
    assert_int_equal(e.type, EVENT_PASTE);
    assert_true(str_starts_with(e.text, STR("高速jj")));
    assert_in_range(input_now_ms() - begin, KEYBOARD_PASTE_WAIT_MS - 50,
                    KEYBOARD_PASTE_WAIT_MS + 1000);
}

static void interrupt_is_heard_in_an_unfinished_paste_and_string(void **state)
{
    static const char *const beginnings[] = {"\033[200~高速", "\033]52;c;", "\033P+q"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(beginnings); i++) {
        type(beginnings[i]);
        assert_int_equal(wait_ms(TYPING_MS).type, EVENT_NONE);
        type("\003");
        assert_key(K_CTRL('c'));
        type("j");
        assert_key('j');
    }
}

static void interrupt_among_other_bytes_of_a_paste_is_text(void **state)
{
    (void)state;
    struct event e = {.type = EVENT_NONE};
    type("\033[200~a");
    assert_int_equal(wait_ms(TYPING_MS).type, EVENT_NONE);
    type("\003rm\r");
    assert_int_equal(wait_ms(TYPING_MS).type, EVENT_NONE);
    type("\033[201~");
    while (e.type == EVENT_NONE)
        e = wait_ms(TYPING_MS);
    assert_int_equal(e.type, EVENT_PASTE);
    assert_true(str_equal(e.text, STR("a\003rm\r")));
}

static void the_end_of_the_line_stops_and_stays_so(void **state)
{
    (void)state;
    type("j");
    close(fixture.to);
    fixture.to = -1;
    struct event e = {.type = EVENT_NONE};
    for (int i = 0; i < 3 && e.type != EVENT_STOP; i++)
        input_wait(&fixture.input, &e, -1, NULL);
    assert_int_equal(e.type, EVENT_STOP);
    input_wait(&fixture.input, &e, -1, NULL);
    assert_int_equal(e.type, EVENT_STOP);
}

/* Each may take a while to be answered. */
static void keys_that_were_typed_ahead_wait_for_signals_and_a_dropped_line(void **state)
{
    (void)state;
    struct event e;
    type("jkl");
    assert_int_equal(wait_ms(TYPING_MS).key, 'j');
    raise(SIGTERM);
    assert_int_equal(input_wait(&fixture.input, &e, -1, NULL), SIGNALS_STOP);
    assert_int_equal(e.type, EVENT_NONE);
    assert_int_equal(wait_ms(TYPING_MS).key, 'k');
    close(fixture.to);
    fixture.to = -1;
    assert_int_equal(input_wait(&fixture.input, &e, -1, NULL), 0);
    assert_int_equal(e.type, EVENT_STOP);
}

static void another_descriptor_wakes_it_as_nothing(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "x", 1), 1);
    struct event e;
    struct wake wake = WAKE_INIT;
    wake_add(&wake, -1);
    wake_add(&wake, ends[0]);
    assert_int_equal(wake.count, 1);
    assert_int_equal(input_wait(&fixture.input, &e, -1, &wake), 0);
    assert_int_equal(e.type, EVENT_NONE);
    wake_release(&wake);
    close(ends[0]);
    close(ends[1]);
}

static void signals_wait_until_it_waits(void **state)
{
    (void)state;
    static const struct {
        int signal;
        unsigned told;
    } cases[] = {
        {SIGWINCH, SIGNALS_RESIZE}, {SIGTERM, SIGNALS_STOP}, {SIGINT, SIGNALS_STOP},
        {SIGHUP, SIGNALS_STOP},     {SIGPIPE, SIGNALS_STOP}, {SIGCONT, SIGNALS_CONTINUE},
        {SIGTSTP, SIGNALS_SUSPEND},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct event e;
        raise(cases[i].signal);
        raise(cases[i].signal);
        assert_int_equal(signals_take(), 0);
        assert_int_equal(input_wait(&fixture.input, &e, -1, NULL), cases[i].told);
        assert_int_equal(e.type, EVENT_NONE);
        assert_int_equal(input_wait(&fixture.input, &e, 0, NULL), 0);
    }
}

static void a_crash_writes_the_rescue_and_has_its_usual_end(void **state)
{
    (void)state;
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGQUIT};
    for (size_t i = 0; i < COUNT_OF(crashes); i++) {
        pid_t child = fork();
        if (child == 0) {
            struct termios modes = {0};
            signals_open(); /* the test program has handlers of its own */
            signals_set_rescue(fixture.to, &modes, STR("back"));
            raise(crashes[i]);
            _exit(0);
        }
        int status = 0;
        char got[8] = "";
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == crashes[i]);
        assert_int_equal(read(fixture.from, got, sizeof got), 4);
        assert_string_equal(got, "back");
    }
}

static void closing_puts_handlers_and_mask_back(void **state)
{
    (void)state;
    signals_close();
    struct sigaction now;
    sigset_t blocked;
    sigaction(SIGTERM, NULL, &now);
    assert_true(now.sa_handler == SIG_DFL);
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    assert_int_equal(sigismember(&blocked, SIGTERM), 0);
    signals_open();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keys_come_in_order_from_one_read),
        TEST(esc_alone_comes_after_a_while),
        TEST(without_waiting_esc_comes_when_its_time_is_up),
        TEST(a_torn_arrow_is_an_arrow),
        TEST(keys_do_not_keep_a_paste_open_whose_end_is_lost),
        TEST(interrupt_is_heard_in_an_unfinished_paste_and_string),
        TEST(interrupt_among_other_bytes_of_a_paste_is_text),
        TEST(the_end_of_the_line_stops_and_stays_so),
        TEST(keys_that_were_typed_ahead_wait_for_signals_and_a_dropped_line),
        TEST(another_descriptor_wakes_it_as_nothing),
        TEST(signals_wait_until_it_waits),
        TEST(a_crash_writes_the_rescue_and_has_its_usual_end),
        TEST(closing_puts_handlers_and_mask_back),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
