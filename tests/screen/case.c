/*
 * case: see case.h. Reads scenario files line by line through one table of words; knows neither
 * driver.
 */
#include "tests/screen/case.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/key.h"

_Noreturn static void complain(const struct scenario *s, int line, const char *what)
{
    printf("Bail out! %s:%d: %s\n", s->path, line, what);
    exit(99);
}

static void read_file(struct scenario *s)
{
    char bytes[4096];
    size_t got;
    FILE *file = fopen(s->path, "rb");
    if (!file)
        complain(s, 0, strerror(errno));
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        buf_append(&s->bytes, bytes, got);
    fclose(file);
}

static char *copy_string(struct str s)
{
    char *copy = mem_alloc(s.len + 1);
    memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

/* ---- words ---- */

/* "80x24": columns, rows. */
static void read_size(const struct scenario *s, int line, struct str rest, int *rows, int *cols)
{
    struct str part = {NULL, 0};
    uint32_t c = 0, r = 0;
    if (!str_split(&rest, 'x', &part) || !str_to_u32(part, &c) || !str_to_u32(rest, &r) || c == 0 ||
        r == 0 || c > 1000 || r > 1000)
        complain(s, line, "a size is written COLUMNSxROWS");
    *rows = (int)r;
    *cols = (int)c;
}

static struct case_step *add_step(struct scenario *s, int line, enum step_kind kind)
{
    s->steps = mem_reserve(s->steps, &s->cap, s->count + 1, sizeof *s->steps);
    struct case_step *step = &s->steps[s->count++];
    memset(step, 0, sizeof *step);
    step->line = line;
    step->kind = kind;
    return step;
}

static void add_key(const struct scenario *s, struct case_step *step, uint32_t key)
{
    if (step->key_count == CASE_STEP_KEYS)
        complain(s, step->line, "too many keys for one step");
    step->keys[step->key_count++] = key;
}

static void take_size(struct scenario *s, int line, struct str rest)
{
    read_size(s, line, rest, &s->rows, &s->cols);
}

static void take_argument(struct scenario *s, int line, struct str rest)
{
    if (s->argc == CASE_ARGS + 2)
        complain(s, line, "too many arguments");
    s->argv[s->argc++] = copy_string(rest);
}

static void take_keys(struct scenario *s, int line, struct str rest)
{
    struct case_step *step = add_step(s, line, STEP_KEYS);
    struct str name;
    uint32_t key;
    while (str_split(&rest, ' ', &name)) {
        if (name.len > 0 && !key_parse(name, &key))
            complain(s, line, "no such key");
        if (name.len > 0)
            add_key(s, step, key);
    }
}

static void take_text(struct scenario *s, int line, struct str rest)
{
    struct case_step *step = add_step(s, line, STEP_KEYS);
    for (size_t i = 0; i < rest.len;) {
        unsigned char first = (unsigned char)rest.ptr[i++];
        uint32_t point = first < 0x80   ? first
                         : first < 0xE0 ? first & 0x1Fu
                         : first < 0xF0 ? first & 0x0Fu
                                        : first & 0x07u;
        for (; i < rest.len && ((unsigned char)rest.ptr[i] & 0xC0) == 0x80; i++)
            point = point << 6 | ((unsigned char)rest.ptr[i] & 0x3Fu);
        add_key(s, step, point);
    }
}

static void take_paste(struct scenario *s, int line, struct str rest)
{
    struct case_step *step = add_step(s, line, STEP_PASTE);
    for (size_t i = 0; i < rest.len; i++) {
        bool line_end = rest.ptr[i] == '\\' && i + 1 < rest.len && rest.ptr[i + 1] == 'n';
        buf_append_byte(&step->text, line_end ? '\n' : rest.ptr[i]);
        i += line_end;
    }
}

static void take_resize(struct scenario *s, int line, struct str rest)
{
    struct case_step *step = add_step(s, line, STEP_RESIZE);
    read_size(s, line, rest, &step->rows, &step->cols);
}

static void take_screen(struct scenario *s, int line, struct str rest)
{
    (void)rest;
    add_step(s, line, STEP_SCREEN);
}

static void take_ended(struct scenario *s, int line, struct str rest)
{
    uint32_t status;
    if (!str_to_u32(rest, &status))
        complain(s, line, "a status is a number");
    add_step(s, line, STEP_ENDED)->status = (int)status;
}

static const struct word {
    struct str name;
    void (*take)(struct scenario *s, int line, struct str rest);
} words[] = {
    {STR_INIT("size"), take_size},     {STR_INIT("file"), take_argument},
    {STR_INIT("arg"), take_argument},  {STR_INIT("keys"), take_keys},
    {STR_INIT("type"), take_text},     {STR_INIT("paste"), take_paste},
    {STR_INIT("resize"), take_resize}, {STR_INIT("screen"), take_screen},
    {STR_INIT("ended"), take_ended},
};

/* A line that belongs to a block. */
static bool is_block_line(struct str line)
{
    return str_starts_with(line, STR("|")) || str_starts_with(line, STR(":")) ||
           str_starts_with(line, STR("cursor "));
}

static void take_line(struct scenario *s, int number, struct str line)
{
    struct str rest = line, name;
    if (line.len == 0 || line.ptr[0] == '#')
        return;
    if (is_block_line(line)) {
        struct case_step *last = s->count > 0 ? &s->steps[s->count - 1] : NULL;
        if (!last || last->kind != STEP_SCREEN)
            complain(s, number, "a row without its 'screen'");
        if (!last->screen.ptr)
            last->screen.ptr = line.ptr;
        last->screen.len = (size_t)(line.ptr + line.len + 1 - last->screen.ptr);
        return;
    }
    str_split(&rest, ' ', &name);
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_equal(words[i].name, name)) {
            words[i].take(s, number, rest.ptr ? rest : STR(""));
            return;
        }
    complain(s, number, "unknown word");
}

static void make_home(struct scenario *s)
{
    strcpy(s->home, "/tmp/duban-case-XXXXXX");
    if (!mkdtemp(s->home))
        complain(s, 1, "no folder can be made in /tmp");
}

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *place)
{
    (void)what;
    (void)kind;
    (void)place;
    return remove(path);
}

void scenario_load(struct scenario *s, const char *path)
{
    memset(s, 0, sizeof *s);
    s->path = path;
    make_home(s);
    s->argv[s->argc++] = copy_string(STR("duban"));
    read_file(s);
    struct str rest = buf_str(&s->bytes), line;
    for (int number = 1; str_split(&rest, '\n', &line); number++)
        take_line(s, number, line);
    if (s->rows == 0 || s->count == 0)
        complain(s, 1, "no size, or nothing happens");
}

void scenario_release(struct scenario *s)
{
    (void)nftw(s->home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    for (size_t i = 0; i < s->count; i++)
        buf_release(&s->steps[i].text);
    for (int i = 0; i < s->argc; i++)
        mem_free(s->argv[i]);
    mem_free(s->steps);
    buf_release(&s->bytes);
}

bool scenario_write(const struct scenario *s, const struct buf *screens)
{
    struct buf out = BUF_INIT;
    struct str rest = buf_str(&s->bytes), line;
    while (str_split(&rest, '\n', &line)) {
        bool last = rest.ptr == NULL || rest.len == 0;
        if (!is_block_line(line)) {
            buf_append_str(&out, line);
            if (line.len > 0 || !last)
                buf_append_byte(&out, '\n');
        }
        if (str_equal(line, STR("screen")))
            buf_append_str(&out, buf_str(screens++));
    }
    bool changed = !str_equal(buf_str(&out), buf_str(&s->bytes));
    FILE *file = changed ? fopen(s->path, "wb") : NULL;
    if (changed && (!file || fwrite(out.ptr, 1, out.len, file) != out.len || fclose(file) != 0))
        complain(s, 0, strerror(errno));
    buf_release(&out);
    return changed;
}

/* ---- blocks of a screen ---- */

bool expected_next_row(struct str *block, struct expected_row *row)
{
    struct str line;
    memset(row, 0, sizeof *row);
    while (block->len > 0 && str_split(block, '\n', &line)) {
        if (!str_starts_with(line, STR("|")))
            continue;
        row->text = line;
        if (block->len > 0 && block->ptr[0] == ':') {
            str_split(block, '\n', &line);
            row->letters = str_slice(line, 1, line.len);
        }
        return true;
    }
    return false;
}

void expected_append_plain(struct str block, struct buf *out)
{
    struct str line;
    while (block.len > 0 && str_split(&block, '\n', &line))
        if (!str_starts_with(line, STR(":"))) {
            buf_append_str(out, line);
            buf_append_byte(out, '\n');
        }
}

static void append_letters(const struct shot *s, int y, struct buf *out)
{
    int width = s->cols;
    while (width > 0 && shot_at(s, y, width - 1)->look == '.')
        width--;
    if (width == 0)
        return;
    buf_append_byte(out, ':');
    for (int x = 0; x < width; x++)
        buf_append_byte(out, (char)shot_at(s, y, x)->look);
    buf_append_byte(out, '\n');
}

void expected_append_shot(const struct shot *s, bool letters, struct buf *out)
{
    for (int y = 0; y < s->rows; y++) {
        buf_append_byte(out, '|');
        shot_append_row(s, y, out);
        buf_append_str(out, STR("|\n"));
        if (letters)
            append_letters(s, y, out);
    }
    if (s->cursor_y >= 0)
        buf_printf(out, "cursor %d %d\n", s->cursor_y, s->cursor_x);
}

void expected_print_difference(struct str wanted, struct str seen)
{
    for (int number = 1; wanted.len > 0 || seen.len > 0; number++) {
        struct str a = STR("(nothing)"), b = STR("(nothing)");
        if (wanted.len > 0)
            str_split(&wanted, '\n', &a);
        if (seen.len > 0)
            str_split(&seen, '\n', &b);
        if (!str_equal(a, b))
            printf("# line %d of the screen\n#  wanted %.*s\n#  seen   %.*s\n", number, STR_ARG(a),
                   STR_ARG(b));
    }
}
