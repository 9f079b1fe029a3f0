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
        {"黄色预警", STATE_LAG},       {"无预警", STATE_ON_TRACK},
        {"按计划", STATE_ON_TRACK},    {"未达到", STATE_LAG},
        {"高于序时进度", STATE_AHEAD}, {"慢于序时进度", STATE_LAG},
        {"未办结", STATE_LAG},         {"逾期在办", STATE_OVERDUE},
        {"超期办结", STATE_DONE},      {"整改中", STATE_IN_PROGRESS},
        {"预警", STATE_UNKNOWN},       {"优秀", STATE_UNKNOWN},
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
        {"是否超时", STATE_OVERDUE, STATE_ON_TRACK},
        {"是否延期", STATE_OVERDUE, STATE_ON_TRACK},
        {"是否整改到位", STATE_DONE, STATE_LAG},
        {"是否开工", STATE_IN_PROGRESS, STATE_NOT_STARTED},
        {"是否延誤", STATE_OVERDUE, STATE_ON_TRACK},
        {"预警", STATE_LAG, STATE_ON_TRACK},
        {"预警情况", STATE_LAG, STATE_ON_TRACK},
        {"预警状态", STATE_LAG, STATE_ON_TRACK},
        {"預警（三季度）", STATE_LAG, STATE_ON_TRACK},
        {"是否超序时进度", STATE_AHEAD, STATE_LAG},
        {"是否异常", STATE_LAG, STATE_ON_TRACK},
        {"是否存在问题", STATE_LAG, STATE_ON_TRACK},
        {"有无困难", STATE_LAG, STATE_ON_TRACK},
        {"是否亮红灯", STATE_LAG, STATE_ON_TRACK},
        /* what stands behind 是否 is what is asked */
        {"序时进度是否滞后", STATE_LAG, STATE_ON_TRACK},
        {"是否滞后序时进度", STATE_LAG, STATE_ON_TRACK},
        {"逾期事项是否办结", STATE_DONE, STATE_LAG},
        {"问题整改是否完成", STATE_DONE, STATE_LAG},
        {"存在问题是否解决", STATE_DONE, STATE_LAG},
        {"完成是否", STATE_DONE, STATE_LAG},
        {"是否按序时推进，如滞后请说明原因", STATE_ON_TRACK, STATE_LAG},
        /* a denial turns the question round */
        {"是否未完成", STATE_LAG, STATE_DONE},
        {"是否未按计划推进", STATE_LAG, STATE_ON_TRACK},
        {"是否未达序时进度", STATE_LAG, STATE_ON_TRACK},
        {"是否无异常", STATE_ON_TRACK, STATE_LAG},
        {"是否正常", STATE_ON_TRACK, STATE_LAG},
        {"未央区是否完成", STATE_DONE, STATE_LAG},
        {"进度", STATE_ON_TRACK, STATE_LAG},
        {"", STATE_ON_TRACK, STATE_LAG},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct str header = str_from(cases[i].header);
        assert_int_equal(state_of(STR("√"), header), cases[i].yes);
        assert_int_equal(state_of(STR("×"), header), cases[i].no);
        if (state_of(STR("是"), header) != cases[i].yes ||
            state_of(STR("否"), header) != cases[i].no)
            fail_msg("%s: %s, %s", cases[i].header, state_info(state_of(STR("是"), header))->name,
                     state_info(state_of(STR("否"), header))->name);
        assert_int_equal(state_of(STR("滞后"), header), STATE_LAG);
    }
}

/* 无 says nothing, unless the header asks whether there is something. */
static void having_and_lacking_answer_only_where_that_is_asked(void **state)
{
    (void)state;
    enum state is;
    assert_true(state_recognise(STR("有"), STR("有无问题"), &is));
    assert_int_equal(is, STATE_LAG);
    assert_true(state_recognise(STR("无"), STR("是否存在问题"), &is));
    assert_int_equal(is, STATE_ON_TRACK);
    assert_false(state_recognise(STR("有"), STR("进度"), &is));
    assert_true(state_recognise(STR("无"), STR("预警情况"), &is));
    assert_int_equal(is, STATE_UNKNOWN);
}

static void a_cell_with_something_unseen_is_no_word(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "是\u200b", "\u2060是", "\ufeff是", "是\b", "否\b\b是", "是\u202e", "是(\u200b)",
        "是\xF3\xA0\x80\xA1",
        /* private, unassigned, fillers, variants, soft hyphen, a mark above */
        "是\ue000", "\U000F0000", "是\u0378", "\u3164是", "是\u115f", "是\ufe00", "是\U000E0100",
        "是\u00ad", "是\u0301", "是\u2800"};
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        enum state is;
        assert_false(state_recognise(str_from(cells[i]), STR(""), &is));
        assert_int_equal(is, STATE_UNKNOWN);
    }
}

/* Other characters of a like shape. */
static void a_twin_of_a_word_is_no_word(void **state)
{
    (void)state;
    static const char *const cells[] = {"昰", "\u2f47", "⽇", "㊣", "日疋"};
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        assert_int_equal(state_of(str_from(cells[i]), STR("")), STATE_UNKNOWN);
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

static void a_word_that_is_no_answer_speaks_for_itself(void **state)
{
    (void)state;
    assert_true(state_speaks_for_itself(STR("滞后")));
    assert_true(state_speaks_for_itself(STR("已完成（5月）")));
    static const char *const others[] = {"是", "√", "×", "否", "Y", "", "无", "还行"};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_false(state_speaks_for_itself(str_from(others[i])));
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
        cmocka_unit_test(having_and_lacking_answer_only_where_that_is_asked),
        cmocka_unit_test(a_cell_with_something_unseen_is_no_word),
        cmocka_unit_test(a_twin_of_a_word_is_no_word),
        cmocka_unit_test(only_unlisted_words_are_unknown_to_the_reader),
        cmocka_unit_test(a_word_that_is_no_answer_speaks_for_itself),
        cmocka_unit_test(every_class_has_a_group_and_a_name),
    };
    return cmocka_run_group_tests_name("table/state", tests, NULL, NULL);
}
