/*
 * floors: parsing and searching; see floors.h. The sort is floor_sort.c's.
 */
#include "tests/bench/floors.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/bench.h"

enum { BLOCK_BYTES = 128 * 1024 };

struct counts {
    size_t rows, cells;
};

static void count_cell(void *cell, size_t len, void *counts)
{
    (void)cell;
    (void)len;
    ((struct counts *)counts)->cells++;
}

static void count_row(int terminator, void *counts)
{
    (void)terminator;
    ((struct counts *)counts)->rows++;
}

/* Decodes `bytes` and what was left of the last block, and parses it. What is cut short at the end
 * is kept in `left`. */
static void parse_decoded(struct csv_parser *parser, iconv_t decoder, struct buf *left,
                          struct str bytes, struct counts *counts)
{
    static char text[BLOCK_BYTES * 2];
    buf_append_str(left, bytes);
    char *from = left->ptr, *to = text;
    size_t from_left = left->len, to_left = sizeof text;
    (void)iconv(decoder, &from, &from_left, &to, &to_left);
    csv_parse(parser, text, sizeof text - to_left, count_cell, count_row, counts);
    memmove(left->ptr, from, from_left);
    left->len = from_left;
}

static void parse_file(int fd, iconv_t decoder, struct counts *counts)
{
    static char block[BLOCK_BYTES];
    struct csv_parser parser;
    struct buf left = BUF_INIT;
    csv_init(&parser, 0);
    csv_set_delim(&parser, '\t');
    for (ssize_t got; (got = read(fd, block, sizeof block)) > 0;)
        if (decoder)
            parse_decoded(&parser, decoder, &left, (struct str){block, (size_t)got}, counts);
        else
            csv_parse(&parser, block, (size_t)got, count_cell, count_row, counts);
    csv_fini(&parser, count_cell, count_row, counts);
    csv_free(&parser);
    buf_release(&left);
}

int64_t floor_parse(const char *path, const char *encoding, size_t *rows, size_t *cells)
{
    int64_t start = bench_now_us();
    struct counts counts = {0, 0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    iconv_t decoder = encoding ? iconv_open("UTF-8", encoding) : NULL;
    bool is_good = fd >= 0 && decoder != (iconv_t)-1;
    if (is_good)
        parse_file(fd, decoder, &counts);
    if (decoder && decoder != (iconv_t)-1)
        iconv_close(decoder);
    if (fd >= 0)
        close(fd);
    *rows = counts.rows;
    *cells = counts.cells;
    return is_good ? bench_now_us() - start : -1;
}

int64_t floor_search(struct str bytes, const char *word, size_t *hits)
{
    int64_t start = bench_now_us();
    size_t len = strlen(word);
    const char *end = bytes.ptr + bytes.len;
    *hits = 0;
    for (const char *at = bytes.ptr; (at = memmem(at, (size_t)(end - at), word, len)); at += len)
        ++*hits;
    return bench_now_us() - start;
}
