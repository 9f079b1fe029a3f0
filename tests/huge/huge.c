/*
 * huge: tables out of all proportion, opened or refused with a stated limit: in 3 seconds of the processor, with
 * memory for four times the file and 64 MB besides. Prints a line a table; exit 1 when one is over.
 *
 *     huge FOLDER    where the tables are made; they are some hundred MB, and are removed again
 *
 * Each is opened without a screen (read whole, and written out) and on one, until the program rests: then
 * all is read, counted and shown.
 */
#include "tests/screen/pty.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SECONDS   3.0
#define FILE_MIB  200
#define COLUMNS   1000000
#define ROWS      1000000
#define FIELDS    60001
#define HEADER    "序号\t责任目标\t进度\n"
#define SENTENCES "加快建设济宁至商丘高速公路成武至曹县段,完成投资21.53亿元,完成率33.5%。"

static void fill(FILE *out, const char *text)
{
    for (size_t done = 0; done < (size_t)FILE_MIB << 20; done += strlen(text))
        fputs(text, out);
}

static void make_cell(FILE *out)
{
    fputs(HEADER "1\t", out);
    fill(out, SENTENCES);
    fputs("\t是\n2\t开工\t是\n", out);
}

static void make_quoted_cell(FILE *out)
{
    fputs(HEADER "1\t\"", out);
    fill(out, SENTENCES "\n");
    fputs("\"\t是\n2\t开工\t是\n", out);
}

static void make_columns(FILE *out)
{
    for (int row = 0; row < 3; row++)
        for (int i = 0; i < COLUMNS; i++)
            fprintf(out, "%s%d%c", row == 0 ? "列" : "", i, i + 1 < COLUMNS ? '\t' : '\n');
}

static void make_rows(FILE *out)
{
    fputs(HEADER, out);
    for (int i = 1; i <= ROWS; i++)
        fprintf(out, "%d\t%s\t%s\n", i, SENTENCES, i % 7 == 0 ? "否" : "是");
}

static void make_fields(FILE *out)
{
    fputs(HEADER "1\t修路\t是\n", out);
    for (int i = 0; i < FIELDS; i++)
        fputs(i + 1 < FIELDS ? "x\t" : "x\n", out);
    fputs("2\t修路\t是\n", out);
}

static const struct table_kind {
    const char *name;
    void (*make)(FILE *out);
} kinds[] = {
    {"one cell", make_cell}, {"one cell of lines", make_quoted_cell}, {"columns", make_columns},
    {"rows", make_rows},     {"fields of a row", make_fields},
};

struct cost {
    bool is_good; /* opened, or refused with exit 2 */
    double seconds;
    long kib;
};

static double seconds_of(const struct rusage *used)
{
    return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) +
           (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
}

/* Without a screen. */
static struct cost run_batch(const char *path)
{
    struct rusage used;
    int status;
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        dup2(null, STDERR_FILENO);
        execl(pty_program(), "duban", "--print=csv", path, (char *)NULL);
        _exit(127);
    }
    wait4(pid, &status, 0, &used);
    bool is_good = WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 2);
    return (struct cost){is_good, seconds_of(&used), used.ru_maxrss};
}

/* On a screen, with a step and a page in the record, or the refusal. */
static struct cost run_screen(const char *path)
{
    const char *argv[] = {pty_program(), path, NULL};
    struct pty_options options = {.argv = argv, .rows = 24, .cols = 80};
    struct rusage before, after;
    struct cost cost = {.is_good = false};
    int status;
    getrusage(RUSAGE_CHILDREN, &before);
    struct pty *p = pty_start(&options);
    if (pty_settle(p)) {
        pty_type(p, "jkJ", 3);
        cost.is_good = pty_settle(p);
        cost.kib = (long)pty_peak_kib(p);
        pty_type(p, "Q", 1);
        cost.is_good &= pty_wait_exit(p, &status) && WIFEXITED(status);
    } else {
        cost.is_good = pty_wait_exit(p, &status) && WIFEXITED(status) && WEXITSTATUS(status) == 2;
    }
    pty_free(p);
    getrusage(RUSAGE_CHILDREN, &after);
    cost.seconds = seconds_of(&after) - seconds_of(&before);
    return cost;
}

static bool report(const char *name, const char *how, off_t bytes, struct cost cost)
{
    long limit_kib = (long)(bytes / 256) + 65536;
    bool is_good = cost.is_good && cost.seconds <= SECONDS && cost.kib <= limit_kib;
    printf("%-18s %-6s %8.1f MB %6.2f s %6ld MiB of %5ld  %s\n", name, how, (double)bytes / 1e6,
           cost.seconds, cost.kib / 1024, limit_kib / 1024,
           is_good        ? "ok"
           : cost.is_good ? "OVER"
                          : "FAILED");
    fflush(stdout);
    return is_good;
}

int main(int argc, char **argv)
{
    bool all_good = argc == 2;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && argc == 2; i++) {
        char path[4096];
        struct stat made;
        snprintf(path, sizeof path, "%s/huge.tsv", argv[1]);
        FILE *out = fopen(path, "wb");
        if (!out)
            return 2;
        kinds[i].make(out);
        if (fclose(out) != 0 || stat(path, &made) != 0)
            return 2;
        all_good &= report(kinds[i].name, "batch", made.st_size, run_batch(path));
        all_good &= report(kinds[i].name, "screen", made.st_size, run_screen(path));
        unlink(path);
    }
    return all_good ? 0 : 1;
}
