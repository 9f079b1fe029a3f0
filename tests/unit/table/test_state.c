/* State words: classes, what the column asks, and cells that only look like a word. */
#include "table/state.h"

#include "fixture.h"

static void words_of_offices_have_their_class(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        enum state state;
    } cases[] = {
        {"是", STATE_ON_TRACK},        {"否", STATE_LAG},
        {" 是 ", STATE_ON_TRACK},      {"　是", STATE_ON_TRACK},
        {"正常推进", STATE_ON_TRACK},  {"已完成", STATE_DONE},
        {"提前超额完成", STATE_DONE},  {"已办结（销号）", STATE_DONE},
        {"超序时进度", STATE_AHEAD},   {"進展滯後", STATE_LAG},
        {"滞后", STATE_LAG},           {"逾期未完成", STATE_OVERDUE},
        {"红灯", STATE_OVERDUE},       {"黄 灯", STATE_LAG},
        {"绿灯", STATE_ON_TRACK},      {"蓝灯", STATE_NEAR_DUE},
        {"GREEN", STATE_ON_TRACK},     {"Ｇreen", STATE_ON_TRACK},
        {"On Track", STATE_ON_TRACK},  {"100％", STATE_DONE},
        {"√", STATE_ON_TRACK},         {"×", STATE_LAG},
        {"进行中", STATE_IN_PROGRESS}, {"未启动", STATE_NOT_STARTED},
        {"暂缓", STATE_STOPPED},       {"长期坚持", STATE_STANDING},
        {"回头看", STATE_RESUMED},     {"", STATE_UNKNOWN},
        {"/", STATE_UNKNOWN},          {"——", STATE_UNKNOWN},
        {"无", STATE_UNKNOWN},         {"还行", STATE_UNKNOWN},
        {"不是", STATE_UNKNOWN},       {"是是", STATE_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        enum state is = state_of(str_from(cases[i].cell), STR("是否按计划完成进度"));
        if (is != cases[i].state)
            fail_msg("%s: %s", cases[i].cell, state_info(is)->name);
    }
}

static void the_header_turns_answers_round(void **state)
{
    (void)state;
    static const struct {
        const char *header;
        enum state yes, no;
    } cases[] = {
        {"是否按计划完成进度", STATE_ON_TRACK, STATE_LAG},
        {"是否达序时", STATE_ON_TRACK, STATE_LAG},
        {"是否逾期", STATE_OVERDUE, STATE_ON_TRACK},
        {"是否超期", STATE_OVERDUE, STATE_ON_TRACK},
        {"是否滞后", STATE_LAG, STATE_ON_TRACK},
        {"是否完成", STATE_DONE, STATE_LAG},
        {"是否办结", STATE_DONE, STATE_LAG},
        {"是否銷號", STATE_DONE, STATE_LAG},
        {"进度", STATE_ON_TRACK, STATE_LAG},
        {"", STATE_ON_TRACK, STATE_LAG},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        assert_int_equal(state_of(STR("是"), str_from(cases[i].header)), cases[i].yes);
        assert_int_equal(state_of(STR("否"), str_from(cases[i].header)), cases[i].no);
        assert_int_equal(state_of(STR("滞后"), str_from(cases[i].header)), STATE_LAG);
    }
}

static void a_cell_with_something_unseen_is_no_word(void **state)
{
    (void)state;
    static const char *const cells[] = {"是\u200b", "\u2060是", "\ufeff是",   "是\b",
                                        "否\b\b是", "是\u202e", "是(\u200b)", "是\xF3\xA0\x80\xA1"};
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        enum state is;
        assert_false(state_recognise(str_from(cells[i]), STR(""), &is));
        assert_int_equal(is, STATE_UNKNOWN);
    }
}

static void only_unlisted_words_are_unknown_to_the_reader(void **state)
{
    (void)state;
    enum state is;
    assert_true(state_recognise(STR(""), STR(""), &is));
    assert_true(state_recognise(STR(" "), STR(""), &is));
    assert_true(state_recognise(STR("无"), STR(""), &is));
    assert_true(state_recognise(STR("是"), STR(""), &is));
    assert_false(state_recognise(STR("还行"), STR(""), &is));
}

static void every_class_has_a_group_and_a_name(void **state)
{
    (void)state;
    static const enum state_group groups[STATE_COUNT] = {
        [STATE_OVERDUE] = GROUP_BEHIND,    [STATE_LAG] = GROUP_BEHIND,
        [STATE_NEAR_DUE] = GROUP_OTHER,    [STATE_NOT_STARTED] = GROUP_OTHER,
        [STATE_STOPPED] = GROUP_OTHER,     [STATE_UNKNOWN] = GROUP_NOT_STATED,
        [STATE_IN_PROGRESS] = GROUP_OTHER, [STATE_RESUMED] = GROUP_OTHER,
        [STATE_STANDING] = GROUP_OTHER,    [STATE_ON_TRACK] = GROUP_ON_SCHEDULE,
        [STATE_AHEAD] = GROUP_ON_SCHEDULE, [STATE_DONE] = GROUP_ON_SCHEDULE,
    };
    for (enum state s = STATE_OVERDUE; s < STATE_COUNT; s++) {
        assert_int_equal(state_info(s)->state, s);
        assert_int_equal(state_info(s)->group, groups[s]);
        assert_true(state_info(s)->name[0] != '\0');
        assert_true(msg_text(LANG_ZH, state_info(s)->title)[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_of_offices_have_their_class),
        cmocka_unit_test(the_header_turns_answers_round),
        cmocka_unit_test(a_cell_with_something_unseen_is_no_word),
        cmocka_unit_test(only_unlisted_words_are_unknown_to_the_reader),
        cmocka_unit_test(every_class_has_a_group_and_a_name),
    };
    return cmocka_run_group_tests_name("table/state", tests, NULL, NULL);
}
