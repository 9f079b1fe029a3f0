/*
 * notebook: between the store, which may fail, and the notes, which are always there.
 *
 * The one hard idea: whoever only looks does not open a store that is not there. Everything that is written
 * is read back at once, so the notes are what is kept, and others' remarks come with one's own.
 */
#include "app/notebook.h"

#include "app/restricted.h"
#include "app/world.h"

static const struct world nobody = {STR_INIT(""), STR_INIT(""), NULL};

/* What was read before the sandbox closed is all that there will be. */
static void seal(struct notebook *n, struct restricted *restricted)
{
    n->is_sealed = true;
    n->is_shared = false;
    n->file = STR("");
    n->store = restricted->notes;
    restricted->notes = NULL;
}

void notebook_init(struct notebook *n, const struct options *options)
{
    *n = (struct notebook){.world = options->world ? options->world : &nobody,
                           .is_shared = options->review.len > 0,
                           .notes = notes_new(),
                           .watch = WATCH_INIT};
    n->file = n->is_shared ? options->review : n->world->review_file;
    if (options->restricted)
        seal(n, options->restricted);
}

void notebook_release(struct notebook *n)
{
    if (!n->notes)
        return;
    watch_close(&n->watch);
    store_close(n->store);
    notes_free(n->notes);
    buf_release(&n->table_key);
    *n = (struct notebook){.watch = WATCH_INIT};
}

const struct notes *notebook_notes(const struct notebook *n)
{
    return n->notes;
}

/* ---- reading ---- */

static enum err read_notes(struct notebook *n, struct diag *d)
{
    struct str who = n->has_unkept_marks ? STR("") : n->world->login;
    return notes_read(n->notes, n->store, buf_str(&n->table_key), who, d);
}

void notebook_watch(struct notebook *n)
{
    if (n->is_shared && n->watch.fd < 0)
        watch_open(&n->watch, n->file);
}

enum err notebook_look(struct notebook *n, const struct table *t, struct diag *d)
{
    buf_clear(&n->table_key);
    store_append_table_key(&n->table_key, t);
    if (!n->store && (n->file.len == 0 || !store_is_there(n->file)))
        return ERR_NONE;
    enum err err = n->store ? ERR_NONE : store_open(&n->store, n->file, d);
    return err == ERR_NONE ? read_notes(n, d) : err;
}

int notebook_fd(const struct notebook *n)
{
    return n->watch.fd;
}

bool notebook_has_news(struct notebook *n)
{
    return watch_take(&n->watch);
}

/* ---- writing ---- */

/* Opens the store to write to it, and makes it where there is none. */
static enum err open_store(struct notebook *n, struct diag *d)
{
    if (n->is_sealed)
        return diag_set(d, ERR_WRITE, 0, STR(""), MSG_RESTRICTED_NO_WRITING);
    if (n->store)
        return ERR_NONE;
    if (n->file.len == 0)
        return diag_set(d, ERR_WRITE, 0, STR(""), MSG_NOTES_NOWHERE);
    if (n->world->login.len == 0)
        return diag_set(d, ERR_WRITE, 0, n->file, MSG_NOTES_NOBODY);
    if (!n->is_shared)
        store_make_folders(n->file);
    return store_open(&n->store, n->file, d);
}

/* What could not be written stays in memory, and is not lost by reading what others wrote. */
static enum err keep_in_memory(struct notebook *n, enum err err)
{
    n->has_unkept_marks |= err != ERR_NONE;
    return err;
}

enum err notebook_turn_marks(struct notebook *n, const struct review *r, const uint32_t *rows,
                             size_t count, struct diag *d)
{
    struct arena keys = {0};
    struct buf key = BUF_INIT;
    struct store_mark *marks = arena_alloc(&keys, count * sizeof *marks);
    for (size_t i = 0; i < count; i++) {
        buf_clear(&key);
        store_append_record_key(&key, r->table, rows[i]);
        marks[i].record = arena_copy(&keys, buf_str(&key));
        marks[i].on = !notes_is_marked(r, rows[i]);
        notes_set_mark(n->notes, r->table, rows[i], marks[i].on);
    }
    enum err err = open_store(n, d);
    if (err == ERR_NONE)
        err = store_set_marks(n->store, buf_str(&n->table_key), n->world->login, marks, count, d);
    buf_release(&key);
    arena_release(&keys);
    return keep_in_memory(n, err);
}

enum err notebook_clear_marks(struct notebook *n, struct diag *d)
{
    notes_clear_marks(n->notes);
    enum err err = open_store(n, d);
    if (err == ERR_NONE)
        err = store_clear_marks(n->store, buf_str(&n->table_key), n->world->login, d);
    return keep_in_memory(n, err);
}

enum err notebook_add_remark(struct notebook *n, const struct table *t, uint32_t row,
                             struct str text, struct diag *d)
{
    enum err err = open_store(n, d);
    if (err != ERR_NONE)
        return err;
    struct buf record = BUF_INIT, when = BUF_INIT;
    store_append_record_key(&record, t, row);
    n->world->append_now(&when);
    err = store_add_remark(n->store, buf_str(&n->table_key), buf_str(&record), n->world->login,
                           buf_str(&when), text, d);
    buf_release(&record);
    buf_release(&when);
    return err == ERR_NONE ? read_notes(n, d) : err;
}

const struct remark *notebook_own_remark(const struct notebook *n, const struct review *r,
                                         uint32_t row)
{
    size_t count;
    const struct remark *remarks = notes_remarks(r, row, &count);
    while (count > 0)
        if (str_equal(remarks[--count].who, n->world->login))
            return &remarks[count];
    return NULL;
}

enum err notebook_remove_remark(struct notebook *n, int64_t id, struct diag *d)
{
    enum err err = store_remove_remark(n->store, id, n->world->login, d);
    return err == ERR_NONE ? read_notes(n, d) : err;
}
