/*
 * fuzz_query: any words are a query or an error within them; hits lie within their cell; what @ writes
 * reads back to the same cell.
 *
 *     up to a zero byte    the query
 *     the rest             the table's bytes; none: the one below
 */
#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "app/complete.h"
#include "app/search.h"
#include "review/compare.h"
#include "review/query.h"
#include "review/viewing.h"
#include "table/loader.h"
#include "text/utf8.h"

const size_t fuzz_random_bytes = 120;

static const char usual_table[] =
    "菏泽市2023年责任目标三季度情况\n"
    "序号\t领导\t责任目标内容\t完成时限\t完成情况\t是否按计划完成进度\t完成率\t责任单位\n"
    "148\t肖友华\t加快建设单县至曹县段\t年底\t完成22km,占总投资的19.75%\t是\t75\t市交通运输局\n"
    "149\t刘 某\t濱江“大道”\t9月底\tＧＤＰ 1,234万元\t滞后\t50%\t市公安局 市财政局、县(区)\n"
    "150\t\t长期 工作\t长期坚持\t已批覆\t\t\t重庆市长安银行\n"
    "151\t肖友华\te\xCC\x81\xE2\x80\x8B x\t2023-02-30\t\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"
    "\t已完成\t100\t市公安局;市公安局\n"
    "abc\t/a|b/\t\"q\" \\ !is:on\t6月底\t(((\t未启动\t-5\tA:b\n";

#define HITS_MAX 8

static struct table *usual;

static struct table *load(struct str bytes)
{
    struct loader *l = loader_open_bytes(bytes, STR("fuzz.tsv"), NULL);
    bool done = false;
    struct table *t = NULL;
    if (loader_step(l, 0, &done, NULL) == ERR_NONE)
        t = loader_take_table(l);
    loader_free(l);
    return t;
}

void fuzz_begin(void)
{
    usual = load((struct str){usual_table, sizeof usual_table - 1});
    FUZZ_CHECK(usual && table_rows(usual) == 5);
}

static bool begins_character(struct str cell, size_t off)
{
    return off == cell.len || ((unsigned char)cell.ptr[off] & 0xC0) != 0x80;
}

static void check_hits(const struct query *q, const struct review *r, uint32_t row, uint32_t column)
{
    struct match_hit hits[HITS_MAX];
    struct str cell = table_cell(r->table, row, column);
    size_t count = query_hits(q, r, row, column, hits, HITS_MAX), before = 0;
    FUZZ_CHECK(count <= HITS_MAX);
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(hits[i].off >= before && hits[i].len > 0);
        before = hits[i].off + hits[i].len;
        FUZZ_CHECK(before <= cell.len);
        FUZZ_CHECK(begins_character(cell, hits[i].off) && begins_character(cell, before));
    }
}

/* Made in slices: the same view, and counts that add up. */
static void check_sliced(const struct view *whole, const struct query *q, const struct review *r)
{
    static const struct order file_order;
    struct viewing sliced = {0};
    viewing_begin(&sliced, VIEWING_ANEW, NULL, false, q);
    struct work little = {1};
    while (!viewing_step(&sliced, r, q, &file_order, &little))
        little.left = 1;
    const struct tally *t = &sliced.tally;
    FUZZ_CHECK(sliced.view.count == whole->count && sliced.view.undecided == whole->undecided);
    for (size_t i = 0; i < whole->count; i++)
        FUZZ_CHECK(sliced.view.rows[i] == whole->rows[i]);
    FUZZ_CHECK(t->records == whole->count);
    FUZZ_CHECK(t->on_schedule + t->behind + t->not_stated + t->other == t->records);
    viewing_release(&sliced);
}

/* Asked twice, row by row and in slices, in the list and in a cell. */
static void check_matches(const struct query *q, const struct review *r)
{
    struct view view = VIEW_INIT;
    size_t matches = 0;
    view_build(&view, r, q, NULL);
    check_sliced(&view, q, r);
    query_rest(q);
    for (uint32_t row = 0; row < table_rows(r->table); row++) {
        bool matched = query_matches(q, r, row);
        FUZZ_CHECK(matched == (view_find(&view, row) != POS_NONE));
        matches += matched;
    }
    for (uint32_t row = 0; row < table_rows(r->table); row++)
        for (uint32_t column = 0; column < table_columns(r->table); column++)
            check_hits(q, r, row, column);
    FUZZ_CHECK(view.count == matches);
    FUZZ_CHECK(!query_is_empty(q) || matches == table_rows(r->table));
    view_release(&view);
}

/* A search in slices, from any place on, finds just what a filter by the same words leaves; stepping through
 * its hits goes through all of them. */
static void check_search(struct str text, const struct query *q, const struct review *r)
{
    struct view all = VIEW_INIT, wanted = VIEW_INIT;
    struct search s = SEARCH_INIT;
    struct diag d = {0};
    view_build(&all, r, NULL, NULL);
    view_build(&wanted, r, q, NULL);
    FUZZ_CHECK(search_set(&s, text, r, &d) || query_asks(q, ASKS_COMPARISON) ||
               query_asks(q, ASKS_GONE));
    search_begin(&s, text.len % (all.count + 1));
    for (struct work little = {1}; !search_step(&s, r, &all, &little); little.left = 1)
        continue;
    if (s.query && s.undecided + wanted.undecided == 0)
        FUZZ_CHECK(s.hits.count == wanted.count);
    for (size_t i = 0; i < s.hits.count; i++) {
        FUZZ_CHECK(search_place(&s, s.hits.at[i].pos) == i + 1);
        FUZZ_CHECK(s.undecided > 0 || view_find(&wanted, all.rows[s.hits.at[i].pos]) != POS_NONE);
    }
    size_t found = view_find_no(&all, r->table, text);
    FUZZ_CHECK(found == POS_NONE || found < all.count);
    search_release(&s);
    view_release(&all);
    view_release(&wanted);
}

/* False for a column that nothing can name: another one has its number, #3, as its header. */
static bool has_a_name(const struct table *t, uint32_t column)
{
    struct buf number = BUF_INIT;
    buf_printf(&number, "#%u", column + 1);
    uint32_t found = table_find_column(t, buf_str(&number));
    buf_release(&number);
    return found == column;
}

/* What the key @ would write for a cell holds for its record. */
static void check_cell_reads_back(const struct review *r, uint32_t row, uint32_t column)
{
    struct buf words = BUF_INIT;
    struct diag d = {0};
    query_append_cell(&words, r->table, column, table_cell(r->table, row, column));
    struct query *q = query_parse(buf_str(&words), r->table, &d);
    FUZZ_CHECK(q != NULL);
    FUZZ_CHECK(query_matches(q, r, row));
    query_free(q);
    buf_release(&words);
}

static void check_error(struct str text, const struct diag *d)
{
    struct buf said = BUF_INIT;
    FUZZ_CHECK(d->err == ERR_QUERY && d->off <= text.len);
    diag_append(&said, LANG_ZH, d);
    FUZZ_CHECK(said.len > 0);
    buf_release(&said);
}

/* Narrowing a good query by a good term gives a good one, which holds for no more records. */
static void check_narrowed(struct str text, const struct query *wide, const struct review *r)
{
    struct buf words = BUF_INIT;
    struct diag d = {0};
    query_append_narrowed(&words, text, STR("is:on"), r->table);
    struct query *narrow = query_parse(buf_str(&words), r->table, &d);
    FUZZ_CHECK(narrow != NULL);
    for (uint32_t row = 0; row < table_rows(r->table); row++)
        FUZZ_CHECK(!query_matches(narrow, r, row) || query_matches(wide, r, row));
    query_free(narrow);
    buf_release(&words);
}

static void check_completion(struct str text, const struct review *r)
{
    struct completion c = {0};
    completion_find(&c, text, text.len, r, LANG_ZH);
    FUZZ_CHECK(c.begin <= text.len);
    for (size_t i = 0; i < c.count; i++)
        FUZZ_CHECK(c.candidates[i].text.len > 0 && utf8_is_valid(c.candidates[i].text) &&
                   utf8_is_valid(c.candidates[i].shown));
    completion_release(&c);
}

void fuzz_one(struct str input)
{
    struct fuzz_input in = {input};
    struct str text = fuzz_text(&in);
    struct table *own = in.rest.len > 0 ? load(in.rest) : NULL;
    struct review review = review_of(own ? own : usual);
    struct compare *compare = own ? compare_new(own, usual) : NULL;
    struct diag d = {0};
    review.compare = compare;
    struct query *q = query_parse(text, review.table, &d);
    if (!q)
        check_error(text, &d);
    if (q) {
        check_matches(q, &review);
        check_search(text, q, &review);
        if (utf8_is_valid(text))
            check_narrowed(text, q, &review);
    }
    if (utf8_is_valid(text))
        check_completion(text, &review);
    if (own && table_rows(own) > 0)
        for (uint32_t column = 0; column < table_columns(own) && column < 8; column++)
            if (has_a_name(own, column))
                check_cell_reads_back(&review, (uint32_t)text.len % table_rows(own), column);
    query_free(q);
    compare_free(compare);
    table_free(own);
}
