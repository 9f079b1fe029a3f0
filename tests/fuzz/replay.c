/*
 * replay: plays a fuzz target's corpus again, and random inputs, without a fuzzer. Prints TAP.
 *
 *     fuzz_app FOLDER [200]       every file in the folder, one test each; then 200 random inputs
 *     fuzz_app --random 500 1     500 random inputs from seed 1 on, as one test
 *     fuzz_app --one 500          the input that --random plays with seed 500, to standard output
 *
 * All are played by another process; where it fails each file is played by one of its own, so that one that
 * crashes does not hide the others. Random inputs are the same on every machine: seed n is the same input
 * whatever the run it is part of.
 */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* SplitMix64: small, and every seed is a good one. */
static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static void make_random(struct buf *out, uint64_t seed)
{
    uint64_t state = seed;
    size_t len = (size_t)(next_random(&state) % fuzz_random_bytes) + 1;
    buf_clear(out);
    for (size_t i = 0; i < len; i++)
        buf_append_byte(out, (char)(next_random(&state) >> 32));
}

/* ---- in a process of its own ---- */

/* The seed being played, where both processes can see it. */
static volatile uint64_t *playing;

struct batch {
    const struct buf *files;
    size_t file_count;
    uint64_t first, count; /* seeds of random inputs */
};

static void play(const struct batch *b)
{
    struct buf input = BUF_INIT;
    fuzz_begin();
    for (size_t i = 0; i < b->file_count; i++)
        fuzz_one(buf_str(&b->files[i]));
    for (uint64_t seed = b->first; seed < b->first + b->count; seed++) {
        *playing = seed;
        make_random(&input, seed);
        fuzz_one(buf_str(&input));
    }
    buf_release(&input);
}

/* True when it ended well. */
static bool plays_well(const struct batch *b)
{
    int status;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        play(b);
        exit(EXIT_SUCCESS); /* so that counters of coverage and leaks are looked at */
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == EXIT_SUCCESS;
}

/* ---- files ---- */

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool read_file(const char *path, struct buf *out)
{
    char block[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    buf_clear(out);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        buf_append(out, block, got);
    return fclose(file) == 0;
}

/* Reads the folder's files; one that cannot be read ends the program. */
static int read_folder(const char *folder, struct dirent ***entries, struct buf **files)
{
    struct buf path = BUF_INIT;
    int count = scandir(folder, entries, is_shown, alphasort);
    *files = mem_zero(count > 0 ? (size_t)count : 1, sizeof **files);
    for (int i = 0; i < count; i++) {
        buf_clear(&path);
        buf_printf(&path, "%s/%s", folder, (*entries)[i]->d_name);
        if (!read_file(buf_cstr(&path), &(*files)[i])) {
            printf("Bail out! cannot read %s\n", buf_cstr(&path));
            exit(99);
        }
    }
    buf_release(&path);
    return count;
}

/* Returns how many failed; all that were played are added to `*number`. */
static int replay_folder(const char *folder, int *number)
{
    struct dirent **entries;
    struct buf *files;
    int count = read_folder(folder, &entries, &files), failed = 0;
    bool all_good = count > 0 && plays_well(&(struct batch){files, (size_t)count, 0, 0});
    for (int i = 0; i < count; i++) {
        bool good = all_good || plays_well(&(struct batch){&files[i], 1, 0, 0});
        printf("%s %d - %s/%s\n", good ? "ok" : "not ok", ++*number, folder, entries[i]->d_name);
        failed += !good;
        free(entries[i]);
        buf_release(&files[i]);
    }
    if (count >= 0)
        free(entries);
    mem_free(files);
    return failed + (count > 0 && !all_good && failed == 0); /* together, but not alone */
}

/* ---- random ones ---- */

static int print_one(uint64_t seed)
{
    struct buf input = BUF_INIT;
    make_random(&input, seed);
    bool written = fwrite(input.ptr, 1, input.len, stdout) == input.len;
    buf_release(&input);
    return !written;
}

/* The same for a number of random ones, as one test. */
static int replay_random(uint64_t count, uint64_t seed, int *number)
{
    bool good = plays_well(&(struct batch){.first = seed, .count = count});
    if (!good)
        printf("# at seed %llu\n", (unsigned long long)*playing);
    printf("%s %d - %llu random inputs from seed %llu\n", good ? "ok" : "not ok", ++*number,
           (unsigned long long)count, (unsigned long long)seed);
    return !good;
}

static uint64_t number_of(const char *word)
{
    return strtoull(word, NULL, 10);
}

int main(int argc, char **argv)
{
    int number = 0, failed = 0;
    bool is_option = argc > 1 && argv[1][0] == '-';
    void *shared =
        mmap(NULL, sizeof *playing, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (argc == 3 && strcmp(argv[1], "--one") == 0)
        return print_one(number_of(argv[2]));
    if (shared == MAP_FAILED || argc < 2 || argc > 4 || (is_option && argc < 4)) {
        printf("Bail out! usage: %s FOLDER [COUNT] | --random COUNT SEED | --one SEED\n", argv[0]);
        return 99;
    }
    playing = shared;
    if (!is_option)
        failed += replay_folder(argv[1], &number);
    if (is_option)
        failed += replay_random(number_of(argv[2]), number_of(argv[3]), &number);
    else if (argc == 3)
        failed += replay_random(number_of(argv[2]), 1, &number);
    printf("1..%d\n", number);
    return number == 0 || failed > 0;
}
