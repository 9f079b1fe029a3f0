/* fixture: see fixture.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/control.h"
#include "app/key.h"
#include "app/restricted.h"
#include "tests/unit/app/fixture.h"
#include "text/cluster.h"

#define ARGS_MAX 16

void open_app(struct app *a, const char *args, int rows, int cols)
{
    static struct options options;
    static struct restricted restricted;
    static char words[1024];
    char *argv[ARGS_MAX] = {"duban"};
    int argc = 1;
    assert_true(strlen(args) < sizeof words);
    strcpy(words, args);
    for (char *word = strtok(words, " "); word && argc < ARGS_MAX; word = strtok(NULL, " "))
        argv[argc++] = word;
    struct diag d = {0};
    assert_int_equal(options_parse(&options, argc, argv, &d), ERR_NONE);
    restricted_release(&restricted);
    if (options.restriction != RESTRICTION_NONE)
        assert_int_equal(restricted_open(&restricted, &options, &d), ERR_NONE);
    assert_int_equal(control_init(a, &options, rows, cols, &d), ERR_NONE);
    while (control_is_busy(a))
        control_work(a);
}

static void send(struct app *a, uint32_t key)
{
    control_handle(a, &(struct event){.type = EVENT_KEY, .key = key});
}

void play(struct app *a, const char *keys)
{
    struct str rest = str_from(keys), word;
    while (str_split(&rest, ' ', &word)) {
        uint32_t key;
        if (key_parse(word, &key)) {
            send(a, key);
            continue;
        }
        for (size_t off = 0; off < word.len;)
            send(a, utf8_decode(word, &off));
    }
}

size_t wakes_of(const struct app *a)
{
    struct wake wake = WAKE_INIT;
    control_add_wakes(a, &wake);
    size_t count = wake.count;
    wake_release(&wake);
    return count;
}

const char *no_under_cursor(const struct app *a)
{
    static char no[64];
    struct str s = app_row(a) == ROW_NONE ? STR("none") : table_no(a->table, app_row(a));
    assert_true(s.len < sizeof no);
    memcpy(no, s.ptr, s.len);
    no[s.len] = '\0';
    return no;
}
