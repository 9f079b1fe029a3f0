/*
 * docgen_map: the map of the code, from what each file says of itself.
 *
 * A file's first comment begins with "name: purpose."; that sentence is its line on the map. So a
 * new file is on the map by being there, and one that does not say what it is for is seen at once.
 */
#include "docgen.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/page.h"

#define MAP_CELLS      100
#define MAP_NAME_CELLS 18

static void read_file(struct buf *out, const char *path)
{
    FILE *f = fopen(path, "r");
    if (!f)
        die(path, "cannot be opened");
    char bytes[4096];
    for (size_t got; (got = fread(bytes, 1, sizeof(bytes), f)) > 0;)
        buf_append(out, bytes, got);
    fclose(f);
}

/* The first paragraph of the comment that a C file begins with, as one line. */
static void append_first_paragraph(struct buf *out, struct str source)
{
    struct str line;
    str_split(&source, '\n', &line); /* the comment's opening, alone or with text behind it */
    struct str text = str_trim(str_slice(line, 2, SIZE_MAX));
    do {
        buf_append_str(out, text);
        if (text.len > 0)
            buf_append_byte(out, ' ');
        if (!str_split(&source, '\n', &line) || line.len < 3 || str_starts_with(line, STR(" */")))
            break;
        text = str_trim(str_slice(line, 2, SIZE_MAX));
    } while (text.len > 0);
}

/* What a file says of itself: the first sentence of that, without the file's own name before it. */
static void append_purpose(struct buf *out, const char *path, struct str name)
{
    struct buf source = BUF_INIT, paragraph = BUF_INIT;
    read_file(&source, path);
    append_first_paragraph(&paragraph, buf_str(&source));
    struct str text = buf_str(&paragraph);
    size_t end = str_find(text, STR(". "), 0);
    text = str_trim(str_slice(text, 0, end));
    if (str_starts_with(text, name) && str_starts_with(str_slice(text, name.len, 2), STR(": ")))
        text = str_slice(text, name.len + 2, SIZE_MAX);
    buf_append_str(out, text);
    buf_release(&source);
    buf_release(&paragraph);
}

/* "src/app/key.c" gives "key". */
static struct str module_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_from(slash ? slash + 1 : path);
    return str_slice(name, 0, str_find(name, STR("."), 0));
}

/* By the module's name; of one module include/ comes before src/. */
static int compare_paths(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    int order = str_compare(module_name(*left), module_name(*right));
    return order != 0 ? order : strcmp(*left, *right);
}

static void add_module(struct page *page, const char *path, unsigned name_cells)
{
    struct buf purpose = BUF_INIT, name = BUF_INIT;
    buf_printf(&name, "  %.*s", STR_ARG(module_name(path)));
    append_purpose(&purpose, path, module_name(path));
    page_add(page, PAGE_TEXT, buf_str(&name), name_cells, buf_str(&purpose), MAP_CELLS,
             PAGE_NO_TARGET);
    buf_release(&purpose);
    buf_release(&name);
}

/* The modules of one folder: a header speaks for its .c file. `headers` may be NULL. */
static void add_folder(struct page *page, const char *title, const char *headers,
                       const char *sources)
{
    glob_t found = {0};
    if (headers && glob(headers, GLOB_APPEND, NULL, &found) != 0)
        die(headers, "nothing there");
    if (glob(sources, GLOB_APPEND, NULL, &found) != 0)
        die(sources, "nothing there");
    char **paths = mem_array(found.gl_pathc, sizeof(*paths));
    memcpy(paths, found.gl_pathv, found.gl_pathc * sizeof(*paths));
    qsort(paths, found.gl_pathc, sizeof(*paths), compare_paths);
    page_add(page, PAGE_HEADING, STR(""), 0, str_from(title), MAP_CELLS, PAGE_NO_TARGET);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        bool is_further = i > 0 && str_equal(module_name(paths[i]), module_name(paths[i - 1]));
        if (!is_further)
            add_module(page, paths[i], MAP_NAME_CELLS);
    }
    mem_free(paths);
    globfree(&found);
}

void append_map(struct buf *out)
{
    static const char *const layers[][2] = {
        {"base", "knows libc, and libseccomp in sandbox"},
        {"text", "knows base; the only one that includes libunistring and PCRE2"},
        {"table", "knows text and below; iconv in encoding, libcsv in tsv"},
        {"review",
         "knows table and below; SQLite in store and sqlite, jansson in json, libcsv in export"},
        {"app", "knows review and below; draws nothing"},
        {"screen", "knows app and below; curses only in term"},
    };
    struct page page = {0};
    struct buf title = BUF_INIT, headers = BUF_INIT, sources = BUF_INIT;
    page_begin(&page, PAGE_HELP, false);
    for (size_t i = 0; i < COUNT_OF(layers); i++) {
        buf_clear(&title);
        buf_clear(&headers);
        buf_clear(&sources);
        buf_printf(&title, "src/%s, include/%s: %s", layers[i][0], layers[i][0], layers[i][1]);
        buf_printf(&headers, "include/%s/*.h", layers[i][0]);
        buf_printf(&sources, "src/%s/*.c", layers[i][0]);
        add_folder(&page, buf_cstr(&title), buf_cstr(&headers), buf_cstr(&sources));
    }
    add_folder(&page, "src", NULL, "src/*.c");
    add_folder(&page, "src/gen: what the build makes from data", NULL, "src/gen/*.c");
    buf_append_str(out, STR("```text\n"));
    for (size_t i = 0; i < page.count; i++)
        buf_printf(out, "%.*s\n", STR_ARG(page_line_text(&page, i)));
    buf_append_str(out, STR("```\n"));
    page_release(&page);
    buf_release(&title);
    buf_release(&headers);
    buf_release(&sources);
}
