/*
 * drive_core: plays scenarios in process: keys -> app -> frame. No terminal, no bytes; what those
 * add is drive_pty's. With --write the screens seen become the expectation (`make golden`).
 */
#include <stdio.h>
#include <string.h>

#include "app/control.h"
#include "app/restricted.h"
#include "app/world.h"
#include "review/store.h"
#include "screen/ui.h"
#include "tests/screen/case.h"
#include "text/width.h"

struct play {
    const struct scenario *scenario;
    struct app app;
    struct options options;
    struct world world;
    struct restricted restricted; /* without its sandbox, which drive_pty is in */
    struct buf review_file;
    struct frame frame;
    struct buf *screens; /* seen, one a STEP_SCREEN */
    size_t screen_count;
    bool write; /* screens become the expectation instead of being compared */
    bool good;
};

static void work(struct play *p)
{
    while (control_is_busy(&p->app))
        control_work(&p->app);
}

static void send(struct play *p, struct event e)
{
    control_handle(&p->app, &e);
    work(p);
}

/* Copies the frame; looks are style letters. */
static void look(const struct frame *f, struct shot *out)
{
    shot_reset(out, f->rows, f->cols);
    for (int y = 0; y < f->rows; y++)
        for (int x = 0; x < f->cols; x++) {
            const struct frame_cell *from = frame_at(f, y, x);
            struct shot_cell *to = shot_at(out, y, x);
            memcpy(to->text, from->bytes, from->len);
            to->length = from->len;
            to->look = (uint64_t)frame_style_letter(from->style);
        }
    out->cursor_y = f->cursor_y;
    out->cursor_x = f->cursor_y < 0 ? -1 : f->cursor_x;
}

static void compare(struct play *p, const struct case_step *step)
{
    struct shot seen = SHOT_INIT;
    struct buf *block = &p->screens[p->screen_count++];
    ui_draw(&p->app, &p->frame);
    look(&p->frame, &seen);
    expected_append_shot(&seen, true, block);
    if (p->good && !p->write && !str_equal(step->screen, buf_str(block))) {
        p->good = false;
        printf("# %s:%d\n", p->scenario->path, step->line);
        expected_print_difference(step->screen, buf_str(block));
    }
    shot_release(&seen);
}

static void take_step(struct play *p, const struct case_step *step)
{
    switch (step->kind) {
    case STEP_KEYS:
        for (size_t i = 0; i < step->key_count; i++)
            send(p, (struct event){.type = EVENT_KEY, .key = step->keys[i]});
        break;
    case STEP_PASTE:
        send(p, (struct event){.type = EVENT_PASTE, .text = buf_str(&step->text)});
        break;
    case STEP_RESIZE:
        send(p, (struct event){.type = EVENT_RESIZE, .rows = step->rows, .cols = step->cols});
        break;
    case STEP_SCREEN:
        compare(p, step);
        break;
    case STEP_ENDED:
        if (!p->app.wants_quit) {
            printf("# %s:%d: still running\n", p->scenario->path, step->line);
            p->good = false;
        }
        break;
    }
}

/* The same for every play; scenarios show neither who wrote a remark nor when. */
static void append_now(struct buf *out)
{
    buf_append_str(out, STR("2026-11-24 14:03"));
}

/* Marks and remarks are kept below the scenario's home, as by the program in a terminal. */
static void make_world(struct play *p)
{
    (void)store_default_path(&p->review_file, NULL, p->scenario->home);
    p->world = (struct world){STR("clerk"), buf_str(&p->review_file), append_now};
    p->options.world = &p->world;
}

static bool begin(struct play *p)
{
    const struct scenario *s = p->scenario;
    struct diag d = {0};
    if (options_parse(&p->options, s->argc, s->argv, &d) == ERR_NONE) {
        p->options.home = str_from(s->home);
        make_world(p);
        bool is_free = p->options.restriction == RESTRICTION_NONE;
        width_set_ambiguous(p->options.ambiguous == AMBIGUOUS_WIDE);
        if ((is_free || restricted_open(&p->restricted, &p->options, &d) == ERR_NONE) &&
            control_init(&p->app, &p->options, s->rows, s->cols, &d) == ERR_NONE)
            return true;
    }
    struct buf why = BUF_INIT;
    diag_append(&why, LANG_EN, &d);
    printf("# %s: %s\n", s->path, buf_cstr(&why));
    buf_release(&why);
    return false;
}

/* Plays a scenario; true when every screen was as expected, or was written. */
static bool play(const char *path, bool write)
{
    struct scenario s;
    scenario_load(&s, path);
    struct play p = {.scenario = &s, .write = write, .good = true};
    p.screens = mem_zero(s.count, sizeof *p.screens);
    if (begin(&p)) {
        frame_init(&p.frame);
        work(&p);
        for (size_t i = 0; i < s.count; i++)
            take_step(&p, &s.steps[i]);
        if (write)
            printf("# %s %s\n", scenario_write(&s, p.screens) ? "written" : "unchanged", path);
        frame_release(&p.frame);
        control_release(&p.app);
    } else {
        p.good = false;
    }
    for (size_t i = 0; i < s.count; i++)
        buf_release(&p.screens[i]);
    mem_free(p.screens);
    restricted_release(&p.restricted);
    buf_release(&p.review_file);
    scenario_release(&s);
    return p.good;
}

int main(int argc, char **argv)
{
    bool write = argc > 1 && strcmp(argv[1], "--write") == 0;
    int failed = 0;
    argv += write;
    argc -= write;
    printf("1..%d\n", argc - 1);
    for (int i = 1; i < argc; i++) {
        bool good = play(argv[i], write);
        printf("%s %d - %s in process\n", good ? "ok" : "not ok", i, argv[i]);
        failed += !good;
    }
    return failed > 0;
}
