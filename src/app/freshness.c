/*
 * freshness: a watch for each file, and what the file was like when the watch began. What a watch tells may be
 * next to nothing (a right changed, another name given); only a file that is another or has another size or
 * time of change is called changed. What is done about it is the reviewer's: key R.
 */
#include "app/freshness.h"

#include <sys/stat.h>

#include "table/remote.h"

struct watched_file {
    struct watch watch; /* with the path */
    struct stat seen;
};

static void close_watches(struct freshness *f)
{
    for (size_t i = 0; i < f->count; i++)
        watch_close(&f->files[i].watch);
    f->count = 0;
}

void freshness_begin(struct freshness *f, const struct options *o)
{
    close_watches(f);
    f->was_stale |= f->is_stale;
    f->is_stale = false;
    f->files = mem_grow(f->files, o->file_count, sizeof *f->files);
    for (size_t i = 0; i < o->file_count && !o->restricted; i++) {
        struct watched_file *file = &f->files[f->count];
        struct buf path = BUF_INIT;
        buf_set(&path, o->files[i]);
        bool is_file = !str_equal(o->files[i], STR("-")) && !remote_is_named(o->files[i]) &&
                       stat(buf_cstr(&path), &file->seen) == 0 && S_ISREG(file->seen.st_mode);
        if (is_file) {
            file->watch = (struct watch)WATCH_INIT;
            watch_open(&file->watch, o->files[i]);
            f->count++;
        }
        buf_release(&path);
    }
}

void freshness_end_reading(struct freshness *f, bool has_table)
{
    f->is_stale |= f->was_stale && !has_table;
    f->was_stale = false;
    if (f->is_stale)
        close_watches(f);
}

void freshness_release(struct freshness *f)
{
    close_watches(f);
    mem_free(f->files);
    *f = (struct freshness){.files = NULL};
}

void freshness_add_wakes(const struct freshness *f, struct wake *w)
{
    for (size_t i = 0; i < f->count; i++)
        wake_add(w, f->files[i].watch.fd);
}

static bool has_changed(const struct watched_file *file)
{
    struct stat now;
    const struct stat *then = &file->seen;
    return stat(buf_cstr(&file->watch.path), &now) != 0 || now.st_dev != then->st_dev ||
           now.st_ino != then->st_ino || now.st_size != then->st_size ||
           now.st_mtim.tv_sec != then->st_mtim.tv_sec ||
           now.st_mtim.tv_nsec != then->st_mtim.tv_nsec;
}

bool freshness_look(struct freshness *f)
{
    bool was_stale = f->is_stale;
    for (size_t i = 0; i < f->count; i++)
        if (watch_take(&f->files[i].watch))
            f->is_stale |= has_changed(&f->files[i]);
    if (f->is_stale)
        close_watches(f);
    return f->is_stale && !was_stale;
}
