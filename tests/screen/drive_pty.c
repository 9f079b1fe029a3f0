/*
 * drive_pty: plays scenarios on the built program in a terminal: bytes in, bytes out, libvterm's
 * screen. Text and cursor must be as in the expectation, every style must look the same everywhere,
 * every byte must pass the judge, and at the end the line and the terminal must be as before.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/screen/case.h"
#include "tests/screen/palette.h"
#include "tests/screen/pty.h"

#define PASTE_BEGIN "\033[200~"
#define PASTE_END   "\033[201~"

struct play {
    const struct scenario *scenario;
    struct pty *pty;
    const struct case_step *step;
    bool ended;
    bool good;
};

static void fail(struct play *p, const char *what)
{
    printf("# %s:%d: %s\n", p->scenario->path, p->step->line, what);
    p->good = false;
}

static void settle(struct play *p)
{
    if (!p->ended && !pty_settle(p->pty)) {
        int status;
        p->ended = true;
        if (!pty_wait_exit(p->pty, &status))
            fail(p, "the program does not come to rest");
    }
}

static void compare(struct play *p)
{
    if (p->ended) {
        struct str said = pty_output(p->pty);
        fail(p, "the program ended");
        printf("# after %.*s\n",
               STR_ARG(str_slice(said, said.len > 400 ? said.len - 400 : 0, 400)));
        return;
    }
    struct shot seen = SHOT_INIT;
    struct buf wanted = BUF_INIT, shown = BUF_INIT;
    pty_look(p->pty, &seen);
    expected_append_plain(p->step->screen, &wanted);
    expected_append_shot(&seen, false, &shown);
    if (!str_equal(buf_str(&wanted), buf_str(&shown))) {
        fail(p, "another screen");
        expected_print_difference(buf_str(&wanted), buf_str(&shown));
    } else if (!palette_agrees(p->step->screen, &seen)) {
        fail(p, "a cell that does not look as its style does");
    }
    buf_release(&wanted);
    buf_release(&shown);
    shot_release(&seen);
}

static void send_keys(struct play *p)
{
    for (size_t i = 0; i < p->step->key_count && !p->ended; i++) {
        if (p->step->keys[i] == 'y' || p->step->keys[i] == 'Y')
            judge_allow_copy(pty_judge(p->pty));
        pty_key(p->pty, p->step->keys[i]);
        settle(p);
    }
}

static void check_end(struct play *p)
{
    int status;
    p->ended = true;
    if (!pty_wait_exit(p->pty, &status))
        fail(p, "still running");
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != p->step->status)
        fail(p, "ended with another status");
}

static void take_step(struct play *p)
{
    switch (p->step->kind) {
    case STEP_KEYS:
        send_keys(p);
        break;
    case STEP_PASTE:
        pty_type(p->pty, PASTE_BEGIN, sizeof PASTE_BEGIN - 1);
        pty_type(p->pty, p->step->text.ptr, p->step->text.len);
        pty_type(p->pty, PASTE_END, sizeof PASTE_END - 1);
        settle(p);
        break;
    case STEP_RESIZE:
        pty_resize(p->pty, p->step->rows, p->step->cols);
        settle(p);
        break;
    case STEP_SCREEN:
        compare(p);
        break;
    case STEP_ENDED:
        check_end(p);
        break;
    }
}

/* Ends the program, if the scenario did not, and looks at what it leaves behind. */
static void finish(struct play *p)
{
    char left[128];
    int status;
    if (!p->ended)
        kill(pty_pid(p->pty), SIGTERM);
    if (!pty_wait_exit(p->pty, &status))
        fail(p, "does not end on SIGTERM");
    const char *offence = judge_offence(pty_judge(p->pty), true);
    if (offence)
        fail(p, offence);
    if (*judge_modes_left(pty_judge(p->pty), left, sizeof left))
        fail(p, left);
    if (!pty_line_restored(p->pty))
        fail(p, "the line is not as it was before");
}

static bool play(const char *path)
{
    struct scenario s;
    scenario_load(&s, path);
    const char *argv[CASE_ARGS + 3] = {pty_program()};
    for (int i = 1; i < s.argc; i++)
        argv[i] = s.argv[i];
    char home[sizeof s.home + sizeof "HOME="];
    snprintf(home, sizeof home, "HOME=%s", s.home);
    const char *const env[] = {home, NULL};
    struct pty_options options = {.argv = argv, .rows = s.rows, .cols = s.cols, .env = env};
    struct play p = {.scenario = &s, .step = s.steps, .good = true};
    p.pty = pty_start(&options);
    settle(&p);
    for (size_t i = 0; i < s.count && p.good; i++) {
        p.step = &s.steps[i];
        take_step(&p);
    }
    finish(&p);
    pty_free(p.pty);
    scenario_release(&s);
    return p.good;
}

int main(int argc, char **argv)
{
    int failed = 0;
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        bool good = play(argv[i]);
        printf("%s %d - %s in a terminal\n", good ? "ok" : "not ok", i, argv[i]);
        failed += !good;
    }
    return failed > 0;
}
