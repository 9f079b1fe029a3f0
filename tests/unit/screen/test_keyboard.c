/* The bytes of a terminal, whole, torn and bad. */
#include "screen/keyboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static const struct key_sequence extra[] = {
    {"\033OM9", K_F1 + 8}, {"\033x~~", K_INSERT}, {NULL, K_NONE}};

/* Appends an event as text: names of keys, {paste}, <wide>. */
static void tell(struct buf *out, const struct event *e)
{
    if (out->len > 0)
        buf_append_byte(out, ' ');
    if (e->type == EVENT_KEY)
        key_append_name(out, e->key);
    else if (e->type == EVENT_PASTE)
        buf_printf(out, "{%.*s}", STR_ARG(e->text));
    else if (e->type == EVENT_WIDTH)
        buf_append_str(out, e->wide ? STR("<wide>") : STR("<narrow>"));
    else
        buf_append_str(out, STR("<none>"));
}

static enum keyboard_result drain(struct keyboard *k, struct buf *out)
{
    struct event e;
    enum keyboard_result result;
    while ((result = keyboard_next(k, &e)) == KEYBOARD_EVENT)
        tell(out, &e);
    return result;
}

static void give_up(struct keyboard *k, struct buf *out)
{
    struct event e;
    if (keyboard_give_up(k, &e) == KEYBOARD_EVENT)
        tell(out, &e);
    assert_int_equal(drain(k, out), KEYBOARD_EMPTY);
}

/* Feeds `bytes` in two parts, cut at `cut`, with a give-up between them if wanted, and at the end.
 */
static void play(struct str bytes, size_t cut, bool impatient, struct buf *out)
{
    struct keyboard k;
    keyboard_init(&k, extra);
    keyboard_feed(&k, bytes.ptr, cut);
    if (drain(&k, out) == KEYBOARD_PENDING && impatient)
        give_up(&k, out);
    keyboard_feed(&k, bytes.ptr + cut, bytes.len - cut);
    if (drain(&k, out) == KEYBOARD_PENDING)
        give_up(&k, out);
    keyboard_release(&k);
}

struct reading {
    struct str bytes;
    const char *events;
};
#define READING(bytes, events)                                                                     \
    {                                                                                              \
        STR_INIT(bytes), events                                                                    \
    }

static const struct reading readings[] = {
    READING("j", "j"),
    READING("jk", "j k"),
    READING("督办", "督 办"),
    READING("😀é", "😀 é"),
    READING("\r\n\t\177\010", "Enter C-j Tab Backspace C-h"),
    READING("\001\032\034", "C-a C-z C-\\"),
    READING("\033", "Esc"),
    READING("\033\033", "Esc Esc"),
    READING("\033j", "Esc j"),
    READING("\033督", "Esc 督"),
    READING("\033]", "Esc ]"),
    READING("\033P", "Esc P"),
    /* arrows of xterm in both modes, with modifiers, of rxvt, after Esc */
    READING("\033[A\033[B\033[C\033[D", "Up Down Right Left"),
    READING("\033OA\033OB\033OC\033OD", "Up Down Right Left"),
    READING("\033[1;5A\033[1;2D\033O5C", "Up Left Right"),
    READING("\033[a\033Od", "Up Left"),
    READING("\033\033[A", "Esc Up"),
    READING("\033[1;5:1A\033[1;1:3A", "Up"),
    /* the others */
    READING("\033[H\033[F\033OH\033OF", "Home End Home End"),
    READING("\033[1~\033[4~\033[7~\033[8~", "Home End Home End"),
    READING("\033[2~\033[3~\033[5~\033[6~", "Ins Del PgUp PgDn"),
    READING("\033[5;5~\033[6^\033[7$\033[8@", "PgUp PgDn Home End"),
    READING("\033[Z", "S-Tab"),
    READING("\033OP\033OQ\033OR\033OS\033[P\033[1;2R", "F1 F2 F3 F4 F1 F3"),
    READING("\033[11~\033[15~\033[17~\033[21~\033[23~\033[24~", "F1 F5 F6 F10 F11 F12"),
    READING("\033[[A\033[[E", "F1 F5"),
    READING("\033Oj\033Ok\033Op\033Oy\033OX", "* + 0 9 ="),
    READING("\033OM9\033x~~", "F9 Ins"),
    /* CSI u, modifyOtherKeys */
    READING("\033[97u\033[97;5u\033[97;2u\033[97;129u", "a C-a A a"),
    READING("\033[27u\033[13;5u\033[9;2u\033[127u", "Esc Enter S-Tab Backspace"),
    READING("\033[27;5;102~\033[27;2;9~", "C-f S-Tab"),
    READING("\033[113;3u\033[57399u\033[55296u\033[1114112u\033[155u\033[7u", ""),
    /* what is no key is swallowed whole */
    READING("\033[?1;2c\033[>0;276;0c\033[?2004;1$yj", "j"),
    READING("\033[I\033[O\033[<0;10;20Mj", "j"),
    READING("\033[M !!j", "j"),
    READING("\033[12;34Rj", "j"),
    READING("\033[99~\033[x\033[ qj", "j"),
    READING("\033]11;rgb:0000/0000/0000\033\\j", "j"),
    READING("\033]10;rgb:q/q/q\007j", "j"),
    READING("\033P1$r0m\033\\j", "j"),
    READING("\033P>|xterm(370)\033\\\033_Gi=1;OK\033\\j", "j"),
    READING("\033]11;rgb\033[Aj", "Up j"),
    READING("\033[1\033[A", "Up"),
    READING("\033[1\rj", "Enter j"),
    READING("\033O\033OA", "Up"),
    /* bad bytes alone: NUL, C1, GBK, UTF-8 cut short, overlong, surrogate, beyond Unicode */
    READING("\0j", "j"),
    READING("\302\233Aj", "A j"),
    READING("\326\320j", "j"),
    READING("\325\342\312\307j", "j"),
    READING("\344\270j", "j"),
    READING("\344督", "督"),
    READING("\300\200\355\240\200\364\220\200\200\377j", "j"),
    READING("\357\277\275", "\357\277\275"),
    /* the width of “ */
    READING("\033[2;2R", "<narrow>"),
    READING("\033[2;3Rj", "<wide> j"),
    /* pastes */
    READING("\033[200~abc\033[201~j", "{abc} j"),
    READING("\033[200~\033[201~", "{}"),
    READING("\033[200~q\033[20\033[201\033[201~", "{q\033[20\033[201}"),
    READING("\033[200~\r\033:!q\0\033[A\033[201~", "{\r\033:!q"),
    READING("\033[201~j", "j"),
    READING("\033[200~never ended", "{never ended}"),
};

static void assert_reading(const struct reading *r, size_t cut, const struct buf *out)
{
    if (strcmp(buf_cstr(out), r->events) == 0)
        return;
    /* A paste may hold a NUL, which ends the expectation. */
    if (memchr(r->bytes.ptr, 0, r->bytes.len) &&
        strncmp(buf_cstr(out), r->events, strlen(r->events)) == 0)
        return;
    struct buf bytes = BUF_INIT;
    for (size_t i = 0; i < r->bytes.len; i++)
        buf_printf(&bytes, r->bytes.ptr[i] == 0x1B ? "\\e" : "%c", r->bytes.ptr[i]);
    fail_msg("'%s' cut at %zu: '%s', expected '%s'", buf_cstr(&bytes), cut, buf_cstr(out),
             r->events);
}

static void bytes_torn_anywhere_give_the_same_events(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(readings); i++)
        for (size_t cut = 0; cut <= readings[i].bytes.len; cut++) {
            struct buf out = BUF_INIT;
            play(readings[i].bytes, cut, false, &out);
            assert_reading(&readings[i], cut, &out);
            buf_release(&out);
        }
}

static void bytes_come_one_by_one_too(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(readings); i++) {
        struct buf out = BUF_INIT;
        struct keyboard k;
        keyboard_init(&k, extra);
        for (size_t at = 0; at < readings[i].bytes.len; at++) {
            keyboard_feed(&k, readings[i].bytes.ptr + at, 1);
            drain(&k, &out);
        }
        give_up(&k, &out);
        assert_reading(&readings[i], 1, &out);
        buf_release(&out);
        keyboard_release(&k);
    }
}

static void an_arrow_given_up_on_is_an_arrow_when_its_rest_comes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t cut;
        const char *events;
    } cases[] = {
        {"\033[Aj", 1, "Esc Up j"},
        {"\033[Aj", 2, "Up j"},
        {"\033OBj", 1, "Esc Down j"},
        {"\033OBj", 2, "Down j"},
        {"\033[1;5Aj", 4, "Up j"},
        {"\033[15~j", 4, "F5 j"},
        {"\033[[Aj", 3, "F1 j"},
        {"\033j", 1, "Esc j"},
        {"\033]", 1, "Esc ]"},
        {"\033]11;rgb\007j", 1, "Esc j"},
        {"\033]11;rgb\007j", 5, "j"},
        {"\033]11;rgb\033\\j", 9, "j"},
        {"\033\033[A", 1, "Esc Up"},
        {"\033\033", 1, "Esc Esc"},
        {"\344\270\255j", 1, "j"},
        {"\033[2;3Rj", 4, "<wide> j"},
        {"\033[200~a\033[201~", 4, "{a}"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct buf out = BUF_INIT;
        play(str_from(cases[i].bytes), cases[i].cut, true, &out);
        if (strcmp(buf_cstr(&out), cases[i].events) != 0)
            fail_msg("case %zu: '%s', expected '%s'", i, buf_cstr(&out), cases[i].events);
        buf_release(&out);
    }
}

static void a_torn_beginning_is_forgotten_when_told(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    struct keyboard k;
    keyboard_init(&k, NULL);
    keyboard_feed(&k, "\033", 1);
    assert_int_equal(drain(&k, &out), KEYBOARD_PENDING);
    give_up(&k, &out);
    keyboard_forget_torn(&k);
    keyboard_feed(&k, "[", 1);
    drain(&k, &out);
    keyboard_feed(&k, "\033]12;", 5);
    assert_int_equal(drain(&k, &out), KEYBOARD_PENDING);
    give_up(&k, &out);
    keyboard_forget_torn(&k);
    keyboard_feed(&k, "j", 1);
    drain(&k, &out);
    assert_string_equal(buf_cstr(&out), "Esc [ j");
    buf_release(&out);
    keyboard_release(&k);
}

static void giving_up_twice_says_esc_once(void **state)
{
    (void)state;
    struct buf out = BUF_INIT;
    struct keyboard k;
    keyboard_init(&k, NULL);
    keyboard_feed(&k, "\033", 1);
    drain(&k, &out);
    give_up(&k, &out);
    give_up(&k, &out);
    assert_string_equal(buf_cstr(&out), "Esc");
    buf_release(&out);
    keyboard_release(&k);
}

static void a_huge_paste_is_kept_up_to_the_limit_and_its_end_is_found(void **state)
{
    (void)state;
    char part[4000];
    memset(part, 'q', sizeof part);
    struct keyboard k;
    struct event e;
    keyboard_init(&k, NULL);
    keyboard_feed(&k, "\033[200~", 6);
    for (int i = 0; i < 100; i++) {
        keyboard_feed(&k, part, sizeof part);
        assert_int_equal(keyboard_next(&k, &e), KEYBOARD_PENDING);
    }
    keyboard_feed(&k, "\033[201~j", 7);
    assert_int_equal(keyboard_next(&k, &e), KEYBOARD_EVENT);
    assert_int_equal(e.type, EVENT_PASTE);
    assert_int_equal(e.text.len, KEYBOARD_PASTE_MAX_BYTES);
    assert_int_equal(keyboard_next(&k, &e), KEYBOARD_EVENT);
    assert_int_equal(e.key, 'j');
    assert_true(k.bytes.cap < 16384);
    keyboard_release(&k);
}

static void an_endless_sequence_takes_no_memory_and_gives_no_key(void **state)
{
    (void)state;
    static const char *const starts[] = {"\033[", "\033[?", "\033O", "\033]1", "\033[1 "};
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        struct buf out = BUF_INIT;
        struct keyboard k;
        keyboard_init(&k, NULL);
        keyboard_feed(&k, starts[i], strlen(starts[i]));
        for (int n = 0; n < 10000; n++) {
            keyboard_feed(&k, i == 4 ? "        " : "11111111", 8);
            assert_int_equal(drain(&k, &out), KEYBOARD_PENDING);
        }
        assert_true(k.bytes.cap < 1024);
        keyboard_feed(&k, i == 3 ? "\007j" : "yj", 2);
        drain(&k, &out);
        assert_string_equal(buf_cstr(&out), "j");
        buf_release(&out);
        keyboard_release(&k);
    }
}

/* An arrow, F5 or a paste's beginning between harmless keys, cut anywhere into any number of parts
 * with give-ups between them, never becomes other keys. */
static void no_tearing_makes_keys_of_the_inside_of_a_sequence(void **state)
{
    (void)state;
    static const char *const sequences[] = {"\033[A",   "\033OD",  "\033[1;5C",
                                            "\033[15~", "\033[[B", "\033[97;5u"};
    for (size_t i = 0; i < COUNT_OF(sequences); i++) {
        size_t len = strlen(sequences[i]);
        for (unsigned cuts = 0; cuts < 1u << len; cuts++) {
            struct buf out = BUF_INIT;
            struct keyboard k;
            keyboard_init(&k, NULL);
            for (size_t at = 0; at < len; at++) {
                keyboard_feed(&k, sequences[i] + at, 1);
                if (drain(&k, &out) == KEYBOARD_PENDING && cuts & 1u << at)
                    give_up(&k, &out);
            }
            bool esc = str_starts_with(buf_str(&out), STR("Esc "));
            struct str last = str_slice(buf_str(&out), esc ? 4 : 0, SIZE_MAX);
            if (last.len == 0 || memchr(last.ptr, ' ', last.len) || last.len == 1)
                fail_msg("%s torn by %x: '%s'", sequences[i] + 1, cuts, buf_cstr(&out));
            buf_release(&out);
            keyboard_release(&k);
        }
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* Half of the bytes are those that sequences are made of. */
static char random_byte(uint32_t *seed)
{
    static const char telling[] = "\033\033\033[[O]P_0123;~ABmuR$\\\007<?\302\344";
    uint32_t r = next_random(seed);
    return r & 1 ? telling[(r >> 1) % (sizeof telling - 1)] : (char)next_random(seed);
}

static void random_bytes_give_only_keys_and_always_come_to_an_end(void **state)
{
    (void)state;
    uint32_t seed = 20230930;
    struct keyboard k;
    keyboard_init(&k, extra);
    for (int round = 0; round < 20000; round++) {
        char bytes[40];
        size_t len = next_random(&seed) % sizeof bytes;
        for (size_t i = 0; i < len; i++)
            bytes[i] = random_byte(&seed);
        keyboard_feed(&k, bytes, len);
        struct event e;
        size_t events = 0;
        enum keyboard_result result;
        while ((result = keyboard_next(&k, &e)) == KEYBOARD_EVENT) {
            assert_true(++events <= len + 64);
            if (e.type == EVENT_KEY)
                assert_true(e.key != 0 && e.key < K_LAST && e.key != K_SPECIAL);
        }
        assert_true(k.bytes.len < 1024);
        if (next_random(&seed) % 4 == 0) {
            while (keyboard_give_up(&k, &e) == KEYBOARD_EVENT)
                ;
            assert_int_equal(keyboard_next(&k, &e), KEYBOARD_EMPTY);
        }
    }
    keyboard_release(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_torn_anywhere_give_the_same_events),
        cmocka_unit_test(bytes_come_one_by_one_too),
        cmocka_unit_test(an_arrow_given_up_on_is_an_arrow_when_its_rest_comes),
        cmocka_unit_test(a_torn_beginning_is_forgotten_when_told),
        cmocka_unit_test(giving_up_twice_says_esc_once),
        cmocka_unit_test(a_huge_paste_is_kept_up_to_the_limit_and_its_end_is_found),
        cmocka_unit_test(an_endless_sequence_takes_no_memory_and_gives_no_key),
        cmocka_unit_test(no_tearing_makes_keys_of_the_inside_of_a_sequence),
        cmocka_unit_test(random_bytes_give_only_keys_and_always_come_to_an_end),
    };
    return cmocka_run_group_tests_name("keyboard", tests, NULL, NULL);
}
