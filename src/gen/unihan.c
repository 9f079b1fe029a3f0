/*
 * unihan: makes the tables of the text layer from the Unicode data of the system.
 *
 *     bzip2 -dc Unihan_*.txt.bz2 | unihan fold   /usr/share/unicode src/gen >fold_tables.inc
 *     bzip2 -dc Unihan_*.txt.bz2 | unihan pinyin /usr/share/unicode src/gen >pinyin_tables.inc
 *
 * The Unihan files come on standard input, one behind the other (every line names its property, so
 * the order does not matter); UnicodeData.txt, CaseFolding.txt and PropList.txt are read from the
 * first folder, the reviewed corrections fold.tsv and readings.tsv from the second.
 *
 * This file reads; what folds to what is decided in unihan_fold.c, what is read how and sorted
 * where in unihan_pinyin.c.
 */
#include "unihan.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("unihan: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

/* ---- text ---- */

uint32_t decode(const char **s)
{
    const unsigned char *p = (const unsigned char *)*s;
    unsigned more = p[0] < 0xC0 ? 0 : p[0] < 0xE0 ? 1 : p[0] < 0xF0 ? 2 : 3;
    uint32_t point = more == 0 ? p[0] : p[0] & (0x3Fu >> more);
    for (unsigned i = 1; i <= more; i++)
        point = point << 6 | (p[i] & 0x3Fu);
    *s += more + 1;
    return point;
}

uint32_t next_hex(const char **s)
{
    *s += strspn(*s, " ");
    if (strncmp(*s, "U+", 2) == 0)
        *s += 2;
    char *end;
    uint32_t point = (uint32_t)strtoul(*s, &end, 16);
    *s = end + strcspn(end, " ");
    return point;
}

static char *copy_of(const char *s)
{
    char *copy = strdup(s);
    if (copy == NULL)
        die("no memory");
    return copy;
}

/* ---- what is read ---- */

static const char *const prop_names[] = {
    [SIMPLIFIED] = "kSimplifiedVariant",
    [SEMANTIC] = "kSemanticVariant",
    [ZVARIANT] = "kZVariant",
    [MANDARIN] = "kMandarin",
    [PINLU] = "kHanyuPinlu",
    [XHC] = "kXHC1983",
    [TGHZ] = "kTGHZ2013",
    [HANYU] = "kHanyuPinyin",
    [STROKES] = "kTotalStrokes",
    [TGH] = "kTGH",
    [GB0] = "kGB0",
};

char *unihan[PROP_COUNT][POINTS];
char *decomposition[POINTS];
uint32_t lower[POINTS];
bool is_space[POINTS];
struct string override[POINTS];

unsigned split(char *line, char separator, char **fields, unsigned max)
{
    line[strcspn(line, "\r\n")] = '\0';
    unsigned count = 0;
    while (count < max) {
        fields[count++] = line;
        line = strchr(line, separator);
        if (line == NULL)
            break;
        *line++ = '\0';
    }
    return count;
}

static void read_unihan_line(char *line)
{
    char *field[3];
    if (line[0] != 'U' || split(line, '\t', field, 3) != 3)
        return;
    unsigned long point = strtoul(field[0] + 2, NULL, 16);
    for (unsigned prop = 0; prop < PROP_COUNT; prop++)
        if (point < POINTS && strcmp(field[1], prop_names[prop]) == 0)
            unihan[prop][point] = copy_of(field[2]);
}

static void read_unicode_data_line(char *line)
{
    char *field[7];
    if (split(line, ';', field, 7) != 7)
        die("UnicodeData.txt: a line without fields");
    unsigned long point = strtoul(field[0], NULL, 16);
    if (point < POINTS && field[5][0] != '\0')
        decomposition[point] = copy_of(field[5]);
}

static void read_case_folding_line(char *line)
{
    char *field[3];
    if (line[0] == '#' || split(line, ';', field, 3) != 3)
        return;
    unsigned long point = strtoul(field[0], NULL, 16);
    if (point < POINTS && (strstr(field[1], "C") != NULL || strstr(field[1], "S") != NULL))
        lower[point] = (uint32_t)strtoul(field[2], NULL, 16);
}

static void read_prop_list_line(char *line)
{
    unsigned from, to;
    if (strstr(line, "; White_Space") == NULL)
        return;
    int count = sscanf(line, "%x..%x", &from, &to);
    for (unsigned point = from; count > 0 && point <= (count == 2 ? to : from); point++)
        is_space[point] = true;
}

static void read_fold_line(char *line)
{
    char *field[3];
    if (line[0] == '#')
        return;
    if (split(line, '\t', field, 3) != 3 || field[2][0] == '\0')
        die("fold.tsv: want characters, what they fold to, the reason: %s", line);
    struct string target = {0, {0}};
    for (const char *s = field[1]; *s != '\0' && target.count < STRING_MAX;)
        target.points[target.count++] = decode(&s);
    for (const char *s = field[0]; *s != '\0';)
        override[decode(&s)] = target;
}

static void read_lines(FILE *file, const char *name, void (*read_line)(char *line))
{
    static char line[1 << 16];
    unsigned count = 0;
    for (; fgets(line, sizeof line, file) != NULL; count++)
        read_line(line);
    if (ferror(file) || count == 0)
        die("%s: nothing could be read", name);
}

void read_file(const char *folder, const char *name, void (*read_line)(char *line))
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die("%s: cannot open", path);
    read_lines(file, path, read_line);
    fclose(file);
}

/* A file that was not there must not give a smaller table: every property has to come. */
static void check_unihan(void)
{
    for (unsigned prop = 0; prop < PROP_COUNT; prop++) {
        unsigned count = 0;
        for (uint32_t point = 0; point < POINTS; point++)
            count += unihan[prop][point] != NULL;
        if (count < 100)
            die("standard input: %u characters with %s", count, prop_names[prop]);
    }
}

/* ---- writing arrays ---- */

static unsigned column;

void begin_array(const char *declaration)
{
    printf("\nstatic const %s = {\n", declaration);
    column = 0;
}

void put_number(unsigned long number)
{
    printf("%lu,%s", number, ++column % 16 == 0 ? "\n" : "");
}

void end_array(void)
{
    puts("\n};");
}

int main(int argc, char **argv)
{
    bool folding = argc == 4 && strcmp(argv[1], "fold") == 0;
    if (argc != 4 || (!folding && strcmp(argv[1], "pinyin") != 0))
        die("usage: unihan fold|pinyin UNICODE-FOLDER CORRECTIONS-FOLDER <UNIHAN");
    read_lines(stdin, "standard input", read_unihan_line);
    check_unihan();
    read_file(argv[2], "UnicodeData.txt", read_unicode_data_line);
    read_file(argv[2], "CaseFolding.txt", read_case_folding_line);
    read_file(argv[2], "PropList.txt", read_prop_list_line);
    read_file(argv[3], "fold.tsv", read_fold_line);
    fold_all();
    if (folding)
        put_fold_tables();
    else
        put_pinyin_tables(argv[3]);
    if (fflush(stdout) != 0 || ferror(stdout))
        die("standard output: cannot write");
    return 0;
}
