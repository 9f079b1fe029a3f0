/*
 * hostile: see hostile.h. The table of cases comes first; each is a whole file and its expectation.
 */
#include "tests/hostile/hostile.h"

#include <stdio.h>
#include <stdlib.h>
#include <unictype.h>

#define HEADER "序号\t市领导\t责任目标内容\t完成时限\t完成情况\t是否按计划完成进度\t责任单位\n"
#define TITLE  "某市2023年责任目标三季度推进情况一览表\n"
#define REST   "\t年底\t已建成80公里\t是\t市交通运输局\n"

#define ESC  "\x1B"
#define BEL  "\x07"
#define CSI8 "\xC2\x9B" /* U+009B, one of C1 */
#define ZWSP "\xE2\x80\x8B"
#define ZWJ  "\xE2\x80\x8D"
#define RLO  "\xE2\x80\xAE"
#define LRI  "\xE2\x81\xA6"
#define BOM  "\xEF\xBB\xBF"
#define SHY  "\xC2\xAD"
#define VS17 "\xF3\xA0\x84\x80"
#define TAGX "\xF3\xA0\x81\xB8" /* U+E0078 */
#define PUA  "\xEE\x80\x80"
#define NONE "\xEF\xBF\xBE" /* U+FFFE */
#define ACUT "\xCC\x81"
#define HANG "\xE3\x85\xA4" /* U+3164, a filler */

struct hostile_case {
    const char *name;
    const char *table;
    const char *shows;
};

static const struct hostile_case cases[] = {
    {"title",
     "某市" ESC "]0;pwned" BEL "2023年" RLO "三季度情况" CSI8 "2J\n" HEADER "1\t王建国\t修路" REST,
     "screen 某市^[]0;pwned^G2023年<U+202E>三季度情况<U+009B>2J\n"},
    {"header",
     TITLE "序号\t市领导" ESC "[31m\t责任" ZWSP "目标\t完成时限\t情况\t是否按计划\t单位" RLO
           "\n1\t王\t修路" REST "2\t李\t架桥" REST,
     "screen ^[[31m\nscreen <U+200B>\nscreen <U+202E>\n"},
    {"cells",
     TITLE HEADER "1\t王" ESC "[2J\t" ESC "]52;c;AAAA" BEL "路" ESC "P1$r" ESC "\\" REST
                  "2\t李\b\b是\t\x7F桥" CSI8 "6n" REST "3\t" BOM "赵\t" LRI "左" PUA "右" NONE REST
                  "4\t" TAGX "钱\t" ACUT "头" HANG "尾" SHY REST "5\t孙\t" ZWJ
                  "坏\xFF\xC0\x80\xED\xA0\x80" REST,
     "screen 王^[[2J\nscreen ^[]52;c;AAAA^G路^[P1$r^[\\\nscreen 李^H^H是\nscreen ^?桥<U+009B>6n\n"
     "screen <U+FEFF>赵\nscreen <U+2066>左<U+E000>右<U+FFFE>\nscreen <U+E0078>钱\n"
     "screen <U+0301>头<U+3164>尾<U+00AD>\n"
     "screen <U+200D>坏\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\n"},
    {"state",
     TITLE HEADER "1\t王\t一\t年底\t情况\t是\t甲\n"
                  "2\t王\t二\t年底\t情况\t是" ZWSP "\t甲\n"
                  "3\t王\t三\t年底\t情况\t" RLO "是\t甲\n"
                  "4\t王\t四\t年底\t情况\t" BOM "是\t甲\n"
                  "5\t王\t五\t年底\t情况\t是" ACUT "\t甲\n"
                  "6\t王\t六\t年底\t情况\t昰\t甲\n"
                  "7\t王\t七\t年底\t情况\t是" VS17 "\t甲\n"
                  "8\t王\t八\t年底\t情况\t是" SHY "\t甲\n"
                  "9\t王\t九\t年底\t情况\t已" ZWSP "完成\t甲\n"
                  "10\t王\t十\t年底\t情况\t是" TAGX "\t甲\n"
                  "11\t王\t十一\t年底\t情况\t否\b\b是\t甲\n"
                  "12\t王\t十二\t年底\t情况\t是" HANG "\t甲\n"
                  "13\t王\t十三\t年底\t情况\t是\xFF\t甲\n"
                  "14\t王\t十四\t年底\t情况\t是" ZWJ "\t甲\n"
                  "15\t王\t十五\t年底\t情况\t" PUA "是\t甲\n",
     "count records 15\ncount on_schedule 1\ncount behind 0\n"
     "screen 是<U+200B>\nscreen <U+202E>是\nscreen 否^H^H是\nscreen 是<U+E0078>\n"},
    {"units",
     TITLE HEADER "1\t王\t一\t年底\t情况\t是\t市公安局\n"
                  "2\t王\t二\t年底\t情况\t是\t市" ZWSP "公安局\n"
                  "3\t王\t三\t年底\t情况\t是\t市公安局" RLO "\n",
     "count records 3\nscreen 市<U+200B>公安局\nscreen 市公安局<U+202E>\n"},
    {"control-cells", /* Excel's quoting: what ends a cell stands within one */
     TITLE HEADER "1\t王\t\"修\n路\"" REST "2\t李\t\"架\t桥\"" REST "3\t赵\t\"说\"\"好\"\"\"" REST,
     "count records 3\nscreen 修^J路\nscreen 架^I桥\nscreen 说\"好\"\n"},
    {"mixed-ends", TITLE HEADER "1\t王\t一" REST "2\t李\t二\r\n3\t赵\t三\r\r4\t孙\t四\x0B\x0C五\n",
     "count records 4\nscreen 四^K^L五\n"},
};

size_t hostile_make(const char *folder)
{
    char name[64];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        snprintf(name, sizeof name, "%s.tsv", cases[i].name);
        hostile_write(folder, name, str_from(cases[i].table));
        snprintf(name, sizeof name, "%s.shows", cases[i].name);
        hostile_write(folder, name, str_from(cases[i].shows));
    }
    return COUNT_OF(cases);
}

const char *hostile_name(size_t index)
{
    return cases[index].name;
}

void hostile_write(const char *folder, const char *name, struct str bytes)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0) {
        printf("Bail out! cannot write %s\n", path);
        exit(99);
    }
}

/* ---- every code point ---- */

/* UTF-8 of anything below 0x110000, of surrogates too: that is what is to be tried. */
static void append_utf8(struct buf *out, uint32_t c)
{
    if (c < 0x80) {
        buf_append_byte(out, (char)c);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    buf_append_byte(out, (char)((0xFF00u >> (more + 1) & 0xFF) | c >> (6 * more)));
    while (more-- > 0)
        buf_append_byte(out, (char)(0x80 | (c >> (6 * more) & 0x3F)));
}

bool hostile_is_left_out(uint32_t point)
{
    return point == '\t' || point == '\n' || point == '\r' || point == '"';
}

void hostile_append_plane(struct buf *out, unsigned plane)
{
    buf_append_str(out, STR("number"));
    for (unsigned i = 0; i < POINTS_A_ROW; i++)
        buf_printf(out, "\tpoint-%u...", i);
    for (uint32_t point = plane << 16; point < (plane + 1) << 16; point++) {
        if (point % POINTS_A_ROW == 0)
            buf_printf(out, "\n%06X", (unsigned)point);
        buf_append_byte(out, '\t');
        if (!hostile_is_left_out(point))
            append_utf8(out, point);
    }
    buf_append_byte(out, '\n');
}

bool hostile_is_forbidden(uint32_t point)
{
    static const uint32_t categories =
        UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
    return uc_is_general_category_withtable(point, categories) ||
           uc_is_property_default_ignorable_code_point(point) ||
           uc_is_property_not_a_character(point);
}

void hostile_append_itself(struct buf *out, uint32_t point)
{
    if (!hostile_is_forbidden(point) && !hostile_is_left_out(point))
        append_utf8(out, point);
}

void hostile_append_mark(struct buf *out, uint32_t point)
{
    if (point < 0x20 || point == 0x7F)
        buf_printf(out, "^%c", (char)(point ^ 0x40));
    else if (point >= 0xD800 && point < 0xE000) /* three bytes, each bad by itself */
        buf_append_str(out, STR("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"));
    else
        buf_printf(out, "<U+%04X>", (unsigned)point);
}

void hostile_append_bytes(struct buf *out)
{
    buf_append_str(out, STR("number\tbyte......\tend\n"));
    for (unsigned byte = 0; byte < 256; byte++) {
        buf_printf(out, "%02X\t", byte);
        if (!hostile_is_left_out(byte))
            buf_append_byte(out, (char)byte);
        buf_append_str(out, STR("\tend\n"));
    }
}
