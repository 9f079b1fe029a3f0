/* Pinyin: what typed letters find, what they do not, and how well the readings cover the language.
 */
#include "text/pinyin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/utf8.h"

/* The bytes of `text` that `word` finds first, or NULL's str. */
static struct str found(const char *word, const char *text)
{
    struct pinyin *p = pinyin_new(str_from(word));
    assert_non_null(p);
    size_t off, len;
    bool is_found = pinyin_find(p, str_from(text), 0, &off, &len);
    pinyin_free(p);
    return is_found ? str_slice(str_from(text), off, len) : (struct str){NULL, 0};
}

static void assert_finds(const char *word, const char *text, const char *expected)
{
    struct str hit = found(word, text);
    if (!str_equal(hit, str_from(expected)))
        fail_msg("%s in %s found '%.*s', not '%s'", word, text, STR_ARG(hit), expected);
}

static void assert_misses(const char *word, const char *text)
{
    struct str hit = found(word, text);
    if (hit.ptr != NULL)
        fail_msg("%s in %s found '%.*s'", word, text, STR_ARG(hit));
}

static void initials_syllables_and_mixes_find(void **state)
{
    (void)state;
    assert_finds("jtysj", "由市交通运输局负责", "交通运输局");
    assert_finds("jiaotong", "由市交通运输局负责", "交通");
    assert_finds("jtongys", "由市交通运输局负责", "交通运输");
    assert_finds("sjtysj", "由市交通运输局负责", "市交通运输局");
    assert_finds("shjtyshj", "由市交通运输局负责", "市交通运输局");
    assert_finds("hzybjfj", "菏泽银保监分局", "菏泽银保监分局");
    assert_finds("zjsj", "住建设局中级社交", "住建设局");
    assert_finds("zhjsj", "中级社交", "中级社交");
    assert_finds("xian", "西安市", "西安");
    assert_finds("fangan", "方案", "方案");
    assert_finds("JTYSJ", "交通运输局", "交通运输局");
}

static void the_last_syllable_may_be_unfinished_and_no_other(void **state)
{
    (void)state;
    assert_finds("jiaoto", "交通运输", "交通");
    assert_finds("jiaot", "交通运输", "交通");
    assert_finds("jia", "交通", "交");
    assert_misses("jiatong", "交通");
    assert_finds("zho", "中心", "中");
    assert_misses("zhoxin", "中心");
}

static void every_reading_of_a_character_finds_it(void **state)
{
    (void)state;
    assert_finds("shanxian", "单县至曹县", "单县");
    assert_finds("danxian", "单县至曹县", "单县");
    assert_finds("changjiang", "长江路", "长江");
    assert_finds("zhangjiang", "长江路", "长江");
    assert_finds("zhongda", "重大项目", "重大");
    assert_finds("chongqing", "重庆", "重庆");
    assert_finds("yinhang", "人民银行", "银行");
    assert_finds("laoling", "乐陵", "乐陵");
    assert_finds("leling", "乐陵", "乐陵");
}

static void u_umlaut_is_typed_v_or_u(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"lvse", "绿色"},    {"luse", "绿色"},    {"nvxing", "女性"}, {"nuxing", "女性"},
        {"zhanlve", "战略"}, {"zhanlue", "战略"}, {"xiaolv", "效率"}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_finds(cases[i][0], cases[i][1], cases[i][1]);
    assert_misses("lv", "路");
}

static void traditional_and_compatibility_forms_are_found_like_todays(void **state)
{
    (void)state;
    assert_finds("binjiang", "濱江路", "濱江");
    assert_finds("shanxian", "單縣", "單縣");
    assert_finds("changqi", "長期", "長期");
    assert_finds("gonghang", "⼯⾏", "⼯⾏");
    assert_finds("xianzhu", "显著", "显著");
    assert_finds("qianxian", "乾县", "乾县");
}

static void letters_and_digits_of_the_text_match_themselves(void **state)
{
    (void)state;
    assert_finds("g327xian", "谋划推进G327线东明", "G327线");
    assert_finds("g327x", "谋划推进Ｇ３２７线东明", "Ｇ３２７线");
    assert_finds("tuijing327", "谋划推进G327线", "推进G327");
    assert_finds("tjg3", "谋划推进G327线", "推进G3");
    assert_misses("g327xian", "G328线");
    assert_misses("g3", "G327");
}

static void nothing_between_the_characters_is_passed_over(void **state)
{
    (void)state;
    assert_misses("jiaotong", "交 通");
    assert_misses("jiaotong", "交、通");
    assert_misses("jiaotong", "交\n通");
    assert_misses("jt", "交");
    assert_misses("jt", "");
    assert_misses("jiaotong", "通交");
}

static void the_first_place_wins_and_there_the_longest_match(void **state)
{
    (void)state;
    assert_finds("xian", "鲜西安", "鲜");
    assert_finds("xian", "西安县", "西安");
    assert_finds("jiao", "几奥交", "几奥");
    struct pinyin *p = pinyin_new(STR("jt"));
    struct str text = STR("交通、街头、交通");
    size_t off, len, from = 0, hits[3], count = 0;
    for (; count < 3 && pinyin_find(p, text, from, &off, &len); from = off + len) {
        assert_int_equal(len, 6);
        hits[count++] = off;
    }
    assert_int_equal(count, 3);
    assert_int_equal(hits[0], 0);
    assert_int_equal(hits[1], 9);
    assert_int_equal(hits[2], 18);
    assert_false(pinyin_find(p, text, from, &off, &len));
    assert_false(pinyin_find(p, text, 1000, &off, &len));
    pinyin_free(p);
}

static void a_word_is_letters_and_then_digits_of_which_there_are_not_too_many(void **state)
{
    (void)state;
    static const char *const refused[] = {"",          "3g", "327", "jiao tong",
                                          "jiao-tong", "局", "j局", "lü"};
    for (size_t i = 0; i < COUNT_OF(refused); i++)
        assert_null(pinyin_new(str_from(refused[i])));
    char letters[65], text[64 * 3 + 1] = "";
    memset(letters, 'j', sizeof letters);
    assert_null(pinyin_new((struct str){letters, 65}));
    for (int i = 0; i < 64; i++)
        strcat(text, "局");
    struct pinyin *p = pinyin_new((struct str){letters, 64});
    size_t off, len;
    assert_true(pinyin_find(p, str_from(text), 0, &off, &len));
    assert_int_equal(len, 64 * 3);
    assert_false(pinyin_find(p, str_from(text), 3, &off, &len));
    pinyin_free(p);
    pinyin_free(NULL);
}

static void malformed_text_is_harmless(void **state)
{
    (void)state;
    assert_finds("jt", "\xE4\xBA,交通\xE9", "交通");
    assert_misses("jt", "交\xFF通");
    assert_misses("jt", "\xE4\xBA");
    uint32_t seed = 7;
    char bytes[24];
    struct pinyin *p = pinyin_new(STR("yizhi"));
    for (unsigned round = 0; round < 50000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(0xE0 - (seed >> 24) % 0x60);
        }
        size_t off, len;
        if (pinyin_find(p, (struct str){bytes, round % sizeof bytes}, 0, &off, &len))
            assert_true(utf8_is_valid((struct str){bytes + off, len}) && len > 0);
    }
    pinyin_free(p);
}

static void readings_come_with_the_usual_one_first(void **state)
{
    (void)state;
    static const struct {
        const char *character, *readings;
    } cases[] = {
        {"交", "jiao"},
        {"单", "dan chan shan"},
        {"长", "chang zhang"},
        {"绿", "lv lu"},
        {"地", "di de"},
        {"乐", "le yue lao"},
        {"a", ""},
        {"，", ""},
        {"〇", "ling"},
        {"𬭎", "hong"},
        {"濱", "bin"},
        {"한", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *readings[PINYIN_READINGS_MAX];
        size_t off = 0;
        uint32_t point = utf8_decode(str_from(cases[i].character), &off);
        struct buf b = BUF_INIT;
        size_t count = pinyin_readings(point, readings);
        for (size_t j = 0; j < count; j++)
            buf_printf(&b, "%s%s", j > 0 ? " " : "", readings[j]);
        assert_string_equal(buf_cstr(&b), cases[i].readings);
        buf_release(&b);
    }
}

static void no_two_characters_share_a_place_in_the_order(void **state)
{
    (void)state;
    static uint8_t is_taken[0x8000];
    size_t count = 0;
    for (uint32_t point = 0; point < 0x110000; point++) {
        const char *readings[PINYIN_READINGS_MAX];
        uint32_t order = pinyin_order(point);
        assert_int_equal(order != 0, pinyin_readings(point, readings) > 0);
        if (order == 0)
            continue;
        assert_true(order < sizeof is_taken && !is_taken[order]);
        is_taken[order] = 1;
        count++;
    }
    assert_in_range(count, 27000, 0x7FFF);
}

/* Words as people say them, written down from use, not from the tables. */
static const char spoken_words[] =
    "长江changjiang 长期changqi 校长xiaozhang 增长zengzhang 银行yinhang 行政xingzheng "
    "行业hangye 重大zhongda 重庆chongqing 重复chongfu 单县shanxian 单位danwei 会计kuaiji "
    "会议huiyi 调查diaocha 调整tiaozheng 参加canjia 人参renshen 便宜pianyi 方便fangbian "
    "西藏xizang 储藏chucang 朝阳chaoyang 朝夕zhaoxi 传记zhuanji 宣传xuanchuan 都市dushi "
    "大都dadou 度量duliang 测度ceduo 发展fazhan 干部ganbu 供给gongji 给水jishui 更新gengxin "
    "变更biangeng 冠军guanjun 和平heping 划拨huabo 计划jihua 济南jinan 经济jingji "
    "投降touxiang 下降xiajiang 强调qiangdiao 勉强mianqiang 倔强juejiang 角色juese "
    "学校xuexiao 校对jiaodui 可汗kehan 测量celiang 数量shuliang 效率xiaolv 率领shuailing "
    "绿色lvse 落实luoshi 落下laxia 模样muyang 模式moshi 难民nanmin 灾难zainan 宁夏ningxia "
    "曝光baoguang 一曝yipu 长期changqi 店铺dianpu 铺设pushe 山区shanqu 石家庄shijiazhuang "
    "标识biaozhi 认识renshi 属于shuyu 数据shuju 说服shuifu 住宿zhusu 提防difang 提升tisheng "
    "挑战tiaozhan 系统xitong 系鞋jixie 相信xiangxin 照相zhaoxiang 兴奋xingfen 高兴gaoxing "
    "应用yingyong 载体zaiti 记载jizai 扎实zhashi 占用zhanyong 涨价zhangjia 只有zhiyou "
    "命中mingzhong 着力zhuoli 沿着yanzhe 综合zonghe 作业zuoye 钻探zuantan 堡垒baolei "
    "六安luan 六盘水liupanshui 蚌埠bengbu 铅山yanshan 番禺panyu 厦门xiamen 大厦dasha "
    "莘县shenxian 莘庄xinzhuang 鄄城juancheng 郓城yuncheng 中牟zhongmu 东阿donge 尉犁yuli "
    "涡阳guoyang 浚县xunxian 泌阳biyang 歙县shexian 枞阳zongyang 荥阳xingyang 荥经yingjing "
    "筠连junlian 犍为qianwei 什邡shifang 台州taizhou 丽水lishui 丽江lijiang 鄞州yinzhou "
    "盱眙xuyi 井陉jingxing 蔚县yuxian 洪洞hongtong 解州xiezhou 繁峙fanshi 穆棱muling "
    "珲春hunchun 会稽kuaiji 曲阜qufu 乐陵laoling 乐清yueqing 亳州bozhou 黟县yixian "
    "儋州danzhou 郫都pidu 邛崃qionglai 睢县suixian 睢宁suining 郯城tancheng 莒县juxian "
    "茌平chiping 兖州yanzhou 临朐linqu 无棣wudi 淄博zibo 峄城yicheng 嵫阳ziyang 巨野juye "
    "成武chengwu 定陶dingtao 曹县caoxian 东明dongming 菏泽heze 牡丹区mudanqu 覃qin 仇qiu "
    "区ou 朴piao 盖ge 查zha 曾zeng 任ren 缪miao 员yun 秘bi 种chong 宓mi 折she 召shao 洗xian "
    "纪ji 那na 翟zhai 翟di 隗wei 隗kui 郗chi 眭sui 句gou 晟sheng 晟cheng 繁po 谌chen 谌shen "
    "茜qian 茜xi 尉迟yuchi 万俟moqi 令狐linghu 单于chanyu 阿胶ejiao 叶公yegong 血压xueya "
    "流血liuxie 薄弱boruo 薄饼baobing 剥削boxue 剥皮baopi 暴露baolu 泊车boche 湖泊hupo "
    "称职chenzhi 名称mingcheng 乘车chengche 处理chuli 答应daying 担任danren 当时dangshi "
    "倒闭daobi 的确dique 目的mudi 逮捕daibu 得到dedao 得去deiqu 钉子dingzi 肚子duzi 恶心exin "
    "厌恶yanwu 分子fenzi 佛教fojiao 仿佛fangfu 公共gonggong 勾当goudang 骨头gutou "
    "观看guankan 还是haishi 归还guihuan 好人haoren 号召haozhao 横向hengxiang 混合hunhe "
    "几个jige 间接jianjie 将来jianglai 教育jiaoyu 结果jieguo 结实jieshi 尽管jinguan "
    "劲旅jinglv 觉得juede 睡觉shuijiao 看守kanshou 空间kongjian 累计leiji 量化lianghua "
    "了解liaojie 露天lutian 埋怨manyuan 没有meiyou 没收moshou 闷热menre 磨合mohe 哪里nali "
    "泥土nitu 宁愿ningyuan 排列pailie 炮制paozhi 喷洒pensa 片区pianqu 平均pingjun 其他qita "
    "奇数jishu 切实qieshi 亲家qingjia 曲折quzhe 圈养juanyang 散发sanfa 丧失sangshi 色彩secai "
    "少数shaoshu 舍弃sheqi 甚至shenzhi 盛大shengda 似的shide 相似xiangsi 宿舍sushe "
    "挑选tiaoxuan 吐鲁番tulufan 委托weituo 为了weile 吓唬xiahu 鲜明xianming 削减xuejian "
    "咽喉yanhou 要求yaoqiu 饮水yinshui 与会yuhui 晕车yunche 择菜zhaicai 选择xuanze "
    "粘贴zhantie 正月zhengyue 政府zhengfu 中央zhongyang 转动zhuandong 自来水zilaishui "
    "琢磨zuomo 雕琢diaozhuo 拓展tuozhan 拓片tapian 畜牧xumu 牲畜shengchu 轧钢zhagang "
    "勘探kantan";

static void words_of_office_place_and_family_names_are_found_as_they_are_said(void **state)
{
    (void)state;
    size_t total = 0, missed = 0;
    struct str rest = STR_INIT(spoken_words), word;
    while (str_split(&rest, ' ', &word)) {
        size_t han = 0;
        while (han < word.len && (word.ptr[han] & 0x80) != 0)
            han++;
        struct pinyin *p = pinyin_new(str_slice(word, han, SIZE_MAX));
        size_t off = 0, len = 0;
        total++;
        if (!pinyin_find(p, str_slice(word, 0, han), 0, &off, &len) || off != 0 || len != han) {
            print_message("missed: %.*s\n", STR_ARG(word));
            missed++;
        }
        pinyin_free(p);
    }
    assert_in_range(total, 250, 1000);
    assert_int_equal(missed, 0);
}

static void a_family_name_is_found_by_both_readings_and_sorted_by_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *name, *as_name, *as_text;
        uint32_t next;
    } cases[] = {
        {"单", "shan", "dan", 0},    {"仇", "qiu", "chou", 0},    {"区", "ou", "qu", 0},
        {"曾", "zeng", "ceng", 0},   {"解", "xie", "jie", 0},     {"查", "zha", "cha", 0},
        {"朴", "piao", "pu", 0},     {"任", "ren", "ren", 0},     {"华", "hua", "hua", 0},
        {"覃", "qin", "tan", 0},     {"翟", "zhai", "di", 0},     {"盖", "ge", "gai", 0},
        {"尉", "yu", "wei", 0x8FDF}, {"万", "mo", "wan", 0x4FDF}, {"员", "yun", "yuan", 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t off = 0, len;
        uint32_t point = utf8_decode(str_from(cases[i].name), &off);
        const char *const readings[] = {cases[i].as_name, cases[i].as_text};
        for (size_t k = 0; k < COUNT_OF(readings); k++) {
            struct pinyin *word = pinyin_new(str_from(readings[k]));
            assert_true(pinyin_find(word, str_from(cases[i].name), 0, &off, &len));
            pinyin_free(word);
        }
        uint32_t order = pinyin_surname_order(point, cases[i].next);
        assert_true(order > 0);
        if (cases[i].next != 0)
            assert_int_equal(pinyin_surname_order(point, 0), pinyin_order(point));
    }
    assert_int_equal(pinyin_surname_order(0x5F20, 0), pinyin_order(0x5F20)); /* 张 */
    assert_int_equal(pinyin_surname_order('a', 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(initials_syllables_and_mixes_find),
        cmocka_unit_test(the_last_syllable_may_be_unfinished_and_no_other),
        cmocka_unit_test(every_reading_of_a_character_finds_it),
        cmocka_unit_test(u_umlaut_is_typed_v_or_u),
        cmocka_unit_test(traditional_and_compatibility_forms_are_found_like_todays),
        cmocka_unit_test(letters_and_digits_of_the_text_match_themselves),
        cmocka_unit_test(nothing_between_the_characters_is_passed_over),
        cmocka_unit_test(the_first_place_wins_and_there_the_longest_match),
        cmocka_unit_test(a_word_is_letters_and_then_digits_of_which_there_are_not_too_many),
        cmocka_unit_test(malformed_text_is_harmless),
        cmocka_unit_test(readings_come_with_the_usual_one_first),
        cmocka_unit_test(no_two_characters_share_a_place_in_the_order),
        cmocka_unit_test(words_of_office_place_and_family_names_are_found_as_they_are_said),
        cmocka_unit_test(a_family_name_is_found_by_both_readings_and_sorted_by_its_own),
    };
    return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
