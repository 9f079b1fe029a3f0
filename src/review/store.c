/*
 * store: marks and remarks in one SQLite file.
 *
 * The one hard idea is choosing what SQLite does with the disk. The file is shared by several login
 * users, may lie on NFS, and must lose nothing but the write in flight, so:
 *
 *   journal_mode=DELETE   not WAL: WAL's shared memory does not work over NFS, it is mapped (a
 *                         colleague who truncates it would kill this program with SIGBUS), and its
 *                         two files stay behind in the name of whoever came first. A rollback
 *                         journal lives for one write, has the mode of the database, and needs
 *                         nothing but POSIX locks. Writers wait for readers, but a remark takes
 *                         milliseconds.
 *   synchronous=EXTRA     FULL, and the folder is synced too when the journal goes: a remark that
 *                         was reported as written is still there after a power cut.
 *   a busy handler        of short uneven waits: SQLite's own (up to 100 ms each) starves a writer
 *                         beside a busy one.
 *
 * The file may come from a colleague, so its schema is not trusted, and a file that is not ours is
 * recognised by its first 100 bytes, before SQLite would recover a journal or write to it.
 * Keys are store_key.c's, places store_place.c's; who and when are the caller's.
 */
#include "review/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "review/sqlite.h"
#include "text/cluster.h"

enum {
    APPLICATION_ID = 0x64756261, /* "duba"; these two stand in the schema too */
    SCHEMA_VERSION = 1,
    ROW_BYTES_MAX = 4 * STORE_REMARK_BYTES_MAX, /* of a hostile file */
    WAIT_MS_MAX = 8,                            /* one wait for others */
    BUSY_MS_MAX =
        5000, /* all of them for one call, by the clock: on a slow disk a look at the locks takes time, too */
};

/* Ids are never used twice, so that removing an old one cannot hit a new remark. */
static const char schema[] = "CREATE TABLE remark(id INTEGER PRIMARY KEY AUTOINCREMENT,"
                             " tab TEXT NOT NULL, record TEXT NOT NULL, who TEXT NOT NULL,"
                             " at TEXT NOT NULL, text TEXT NOT NULL);"
                             "CREATE INDEX remark_by_table ON remark(tab);"
                             "CREATE TABLE mark(tab TEXT NOT NULL, who TEXT NOT NULL,"
                             " record TEXT NOT NULL, PRIMARY KEY(tab, who, record)) WITHOUT ROWID;"
                             "PRAGMA application_id = 0x64756261; PRAGMA user_version = 1;";

enum statement {
    ADD_REMARK,
    REMOVE_REMARK,
    LIST_REMARKS,
    SET_MARK,
    CLEAR_MARK,
    CLEAR_MARKS,
    LIST_MARKS,
    STATEMENT_COUNT
};

static const char *const statements[STATEMENT_COUNT] = {
    [ADD_REMARK] = "INSERT INTO remark(tab, record, who, at, text) VALUES(?, ?, ?, ?, ?)",
    [REMOVE_REMARK] = "DELETE FROM remark WHERE who = ? AND id = ?",
    [LIST_REMARKS] = "SELECT record, who, at, text, id FROM remark WHERE tab = ? ORDER BY id",
    [SET_MARK] = "INSERT OR IGNORE INTO mark(tab, who, record) VALUES(?, ?, ?)",
    [CLEAR_MARK] = "DELETE FROM mark WHERE tab = ? AND who = ? AND record = ?",
    [CLEAR_MARKS] = "DELETE FROM mark WHERE tab = ? AND who = ?",
    [LIST_MARKS] = "SELECT record FROM mark WHERE tab = ? AND who = ?",
};

struct store {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENT_COUNT];
    struct buf path;    /* absolute, its folder without links */
    uint32_t wait_seed; /* of the uneven waits */
    int64_t busy_ms;    /* when others were first waited for */
};

/* ---- what went wrong ---- */

static enum err fail_path(const struct store *s, enum err err, int errnum, int reason,
                          struct diag *d)
{
    return diag_set(d, err, errnum, buf_str(&s->path), reason);
}

/* What SQLite's primary codes mean to a reviewer; errnum 0 with no reason asks the system's. */
static const struct cause {
    int code, errnum, reason;
    enum err err; /* ERR_NONE: what the caller was doing */
} causes[] = {
    {SQLITE_BUSY, EBUSY, 0, ERR_NONE},
    {SQLITE_LOCKED, EBUSY, 0, ERR_NONE},
    {SQLITE_FULL, ENOSPC, 0, ERR_NONE},
    {SQLITE_PERM, EACCES, 0, ERR_NONE},
    {SQLITE_READONLY, 0, MSG_STORE_READ_ONLY, ERR_NONE},
    {SQLITE_CANTOPEN, 0, 0, ERR_NONE},
    {SQLITE_IOERR, 0, 0, ERR_NONE},
    {SQLITE_NOTADB, 0, MSG_STORE_NOT_OURS, ERR_READ},
    {SQLITE_TOOBIG, 0, MSG_STORE_REMARK_LONG, ERR_LIMIT},
};

/* Whatever else SQLite says about these few statements (no such table, malformed) means damage. */
static struct cause cause_of(int code)
{
    if (code == SQLITE_READONLY_DBMOVED)
        return (struct cause){code, ENOENT, 0, ERR_NONE};
    for (size_t i = 0; i < COUNT_OF(causes); i++)
        if (causes[i].code == (code & 0xFF))
            return causes[i];
    return (struct cause){code, 0, MSG_STORE_DAMAGED, ERR_READ};
}

/* Tells the failure of the last call to SQLite while the caller was about `doing`. */
static enum err fail(const struct store *s, enum err doing, struct diag *d)
{
    int code = sqlite3_extended_errcode(s->db);
    if ((code & 0xFF) == SQLITE_NOMEM)
        mem_fail();
    struct cause cause = cause_of(code);
    int system = sqlite3_system_errno(s->db);
    if (cause.errnum == 0 && cause.reason == 0)
        cause.errnum = system != 0 ? system : EIO;
    return fail_path(s, cause.err != ERR_NONE ? cause.err : doing, cause.errnum, cause.reason, d);
}

/* ---- the file ---- */

/* The path with its folder's links resolved: SQLite refuses links anywhere in it, and a home folder
 * may be one; only the file itself must not. */
static enum err resolve_path(struct store *s, struct str path, struct diag *d)
{
    struct buf folder = BUF_INIT;
    size_t cut = path.len;
    while (cut > 0 && path.ptr[cut - 1] != '/')
        cut--;
    buf_append_str(&folder, cut > 0 ? str_slice(path, 0, cut) : STR("."));
    char *real = realpath(buf_cstr(&folder), NULL);
    int errnum = errno;
    buf_release(&folder);
    if (!real) {
        buf_set(&s->path, path);
        return fail_path(s, ERR_OPEN, errnum, 0, d);
    }
    buf_printf(&s->path, "%s/%.*s", strcmp(real, "/") == 0 ? "" : real,
               STR_ARG(str_slice(path, cut, SIZE_MAX)));
    free(real);
    return ERR_NONE;
}

/* Two processes may make it at once: the second finds it there. */
static enum err create_file(const struct store *s, struct diag *d)
{
    int fd = open(buf_cstr(&s->path), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == EEXIST ? ERR_NONE : fail_path(s, ERR_OPEN, errno, 0, d);
    close(fd);
    return ERR_NONE;
}

static uint32_t big_endian(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* An empty file may become a store; any other must begin as one. Source of the layout: "Database
 * File Format" of the SQLite project, section 1.3. */
static enum err check_beginning(const struct store *s, int fd, struct diag *d)
{
    enum { HEADER_BYTES = 100, APPLICATION_ID_OFF = 68 };
    static const char magic[16] = "SQLite format 3";
    unsigned char header[HEADER_BYTES];
    int64_t got = read_whole(fd, header, sizeof header, 0);
    if (got < 0)
        return fail_path(s, ERR_READ, errno, 0, d);
    if (got == 0)
        return ERR_NONE;
    if (got < HEADER_BYTES || memcmp(header, magic, sizeof magic) != 0 ||
        big_endian(header + APPLICATION_ID_OFF) != APPLICATION_ID)
        return fail_path(s, ERR_READ, 0, MSG_STORE_NOT_OURS, d);
    return ERR_NONE;
}

/* Closing a descriptor drops the locks that this process holds on the file by others; there are
 * none, since the store is not open yet. */
static enum err check_file(const struct store *s, struct diag *d)
{
    struct stat status;
    if (lstat(buf_cstr(&s->path), &status) != 0)
        return errno == ENOENT ? create_file(s, d) : fail_path(s, ERR_OPEN, errno, 0, d);
    if (!S_ISREG(status.st_mode)) {
        int reason = S_ISLNK(status.st_mode)   ? MSG_STORE_LINK
                     : S_ISDIR(status.st_mode) ? MSG_IS_DIRECTORY
                                               : MSG_STORE_ODD_KIND;
        return fail_path(s, ERR_KIND, 0, reason, d);
    }
    int fd = open(buf_cstr(&s->path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return fail_path(s, ERR_OPEN, errno, 0, d);
    enum err err = check_beginning(s, fd, d);
    close(fd);
    return err;
}

/* ---- the connection ---- */

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Uneven, so that two waiting processes do not wake in step for ever. */
static int wait_for_others(void *ctx, int waits)
{
    struct store *s = ctx;
    if (waits == 0)
        s->busy_ms = now_ms();
    if (now_ms() - s->busy_ms >= BUSY_MS_MAX)
        return 0;
    s->wait_seed = s->wait_seed * 1664525u + 1013904223u;
    long ms = 1 + (long)((s->wait_seed >> 16) % WAIT_MS_MAX);
    nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
    return 1;
}

static enum err execute(struct store *s, const char *sql, enum err doing, struct diag *d)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ERR_NONE : fail(s, doing, d);
}

/* Nothing in the file may make this program run, load, write or map anything. */
static void distrust_file(sqlite3 *db)
{
    static const struct {
        int option, value;
    } settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
    };
    for (size_t i = 0; i < COUNT_OF(settings); i++)
        sqlite3_db_config(db, settings[i].option, settings[i].value, NULL);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, ROW_BYTES_MAX);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
}

/* How every database that is read is treated. */
static enum err set_up(struct store *s, struct diag *d)
{
    sqlite3_extended_result_codes(s->db, 1);
    distrust_file(s->db);
    return execute(s,
                   "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                   "PRAGMA synchronous = EXTRA;",
                   ERR_READ, d);
}

static enum err connect_file(struct store *s, struct diag *d)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
                SQLITE_OPEN_PRIVATECACHE;
    int code = sqlite3_open_v2(buf_cstr(&s->path), &s->db, flags, NULL);
    if (!s->db)
        mem_fail();
    if (code != SQLITE_OK)
        return fail(s, ERR_OPEN, d);
    s->wait_seed = (uint32_t)getpid();
    sqlite3_busy_handler(s->db, wait_for_others, s);
    return set_up(s, d);
}

/* Goes on with a copy of everything in memory. */
static enum err leave_file(struct store *s, struct diag *d)
{
    sqlite3 *memory = NULL;
    (void)sqlite3_open_v2(":memory:", &memory, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (!memory)
        mem_fail();
    sqlite3_backup *copying = sqlite3_backup_init(memory, "main", s->db, "main");
    bool is_copied = copying && sqlite3_backup_step(copying, -1) == SQLITE_DONE;
    is_copied &= sqlite3_backup_finish(copying) == SQLITE_OK;
    sqlite3_close(s->db);
    s->db = memory; /* which says, too, what failed */
    return is_copied ? set_up(s, d) : fail(s, ERR_READ, d);
}

/* ---- the schema ---- */

static enum err read_pragma(struct store *s, const char *sql, int64_t *value, struct diag *d)
{
    sqlite3_stmt *statement = NULL;
    bool is_read = sqlite3_prepare_v2(s->db, sql, -1, &statement, NULL) == SQLITE_OK &&
                   sqlite3_step(statement) == SQLITE_ROW;
    enum err err = ERR_NONE;
    if (is_read)
        *value = sqlite3_column_int64(statement, 0);
    else
        err = fail(s, ERR_READ, d);
    sqlite3_finalize(statement);
    return err;
}

/* Makes the tables unless another process was quicker. Inside a transaction. */
static enum err make_schema(struct store *s, struct diag *d)
{
    int64_t id = 0;
    enum err err = read_pragma(s, "PRAGMA application_id", &id, d);
    if (err == ERR_NONE && id == 0)
        err = execute(s, schema, ERR_WRITE, d);
    return err;
}

/* What was written since BEGIN is kept if all went well, else nothing of it. */
static enum err end_transaction(struct store *s, enum err err, struct diag *d)
{
    if (err == ERR_NONE)
        err = execute(s, "COMMIT", ERR_WRITE, d);
    if (err != ERR_NONE)
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return err;
}

/* An empty file becomes a store, whole or not at all. */
static enum err make_store(struct store *s, struct diag *d)
{
    int64_t id = 0;
    enum err err = read_pragma(s, "PRAGMA application_id", &id, d);
    if (err != ERR_NONE || id != 0)
        return err;
    err = execute(s, "BEGIN IMMEDIATE", ERR_WRITE, d);
    if (err != ERR_NONE)
        return err;
    return end_transaction(s, make_schema(s, d), d);
}

static enum err check_version(struct store *s, struct diag *d)
{
    int64_t version = 0;
    enum err err = read_pragma(s, "PRAGMA user_version", &version, d);
    if (err != ERR_NONE)
        return err;
    if (version > SCHEMA_VERSION)
        return fail_path(s, ERR_LIMIT, 0, MSG_STORE_NEWER, d);
    return version < 1 ? fail_path(s, ERR_READ, 0, MSG_STORE_DAMAGED, d) : ERR_NONE;
}

static enum err prepare_statements(struct store *s, struct diag *d)
{
    for (size_t i = 0; i < STATEMENT_COUNT; i++)
        if (sqlite3_prepare_v3(s->db, statements[i], -1, SQLITE_PREPARE_PERSISTENT,
                               &s->statements[i], NULL) != SQLITE_OK)
            return fail(s, ERR_READ, d);
    return ERR_NONE;
}

/* A file that somebody turned to WAL by hand is turned back, unless it can only be read. */
static enum err set_journal(struct store *s, struct diag *d)
{
    if (sqlite3_db_readonly(s->db, "main") != 0)
        return ERR_NONE;
    return execute(s, "PRAGMA journal_mode = DELETE", ERR_WRITE, d);
}

/* From a checked file to a store that is ready for use. */
static enum err start_store(struct store *s, struct diag *d)
{
    enum err err = connect_file(s, d);
    if (err == ERR_NONE)
        err = make_store(s, d);
    if (err == ERR_NONE)
        err = check_version(s, d);
    if (err == ERR_NONE)
        err = set_journal(s, d);
    return err == ERR_NONE ? prepare_statements(s, d) : err;
}

static enum err start_copy(struct store *s, struct diag *d)
{
    enum err err = connect_file(s, d);
    if (err == ERR_NONE)
        err = leave_file(s, d);
    if (err == ERR_NONE)
        err = check_version(s, d);
    return err == ERR_NONE ? prepare_statements(s, d) : err;
}

static enum err open_by(enum err (*start_it)(struct store *, struct diag *), struct store **out,
                        struct str path, struct diag *d)
{
    *out = NULL;
    struct store *s = mem_zero(1, sizeof *s);
    enum err err = resolve_path(s, path, d);
    if (err == ERR_NONE && !sqlite_is_there())
        err = fail_path(s, ERR_OPEN, 0, MSG_STORE_NO_SQLITE, d);
    if (err == ERR_NONE)
        err = check_file(s, d);
    if (err == ERR_NONE)
        err = start_it(s, d);
    if (err == ERR_NONE)
        *out = s;
    else
        store_close(s);
    return err;
}

enum err store_open(struct store **out, struct str path, struct diag *d)
{
    return open_by(start_store, out, path, d);
}

enum err store_open_copy(struct store **out, struct str path, struct diag *d)
{
    *out = NULL;
    return store_is_there(path) ? open_by(start_copy, out, path, d) : ERR_NONE;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    for (size_t i = 0; s->db && i < STATEMENT_COUNT; i++)
        sqlite3_finalize(s->statements[i]);
    if (s->db)
        sqlite3_close(s->db);
    buf_release(&s->path);
    mem_free(s);
}

/* ---- running statements ---- */

/* The statement with its texts bound; they must live until finish(). */
static sqlite3_stmt *start(struct store *s, enum statement which, const struct str *texts,
                           int count, bool *is_bound)
{
    sqlite3_stmt *statement = s->statements[which];
    *is_bound = true;
    for (int i = 0; i < count; i++)
        *is_bound &= sqlite3_bind_text64(statement, i + 1, texts[i].ptr ? texts[i].ptr : "",
                                         texts[i].len, SQLITE_STATIC, SQLITE_UTF8) == SQLITE_OK;
    return statement;
}

static void finish(sqlite3_stmt *statement)
{
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
}

/* Runs a statement that writes: outside of a transaction it is one of its own, committed and on the disk when this
 * returns ERR_NONE. */
static enum err write_texts(struct store *s, enum statement which, const struct str *texts,
                            int count, struct diag *d)
{
    bool is_bound;
    sqlite3_stmt *statement = start(s, which, texts, count, &is_bound);
    bool is_written = is_bound && sqlite3_step(statement) == SQLITE_DONE;
    enum err err = is_written ? ERR_NONE : fail(s, ERR_WRITE, d);
    finish(statement);
    return err;
}

/* A column's bytes, which live until the next step, copied into the arena. */
static struct str copy_column(sqlite3_stmt *statement, int column, struct arena *arena)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    size_t len = text ? (size_t)sqlite3_column_bytes(statement, column) : 0;
    return arena_copy(arena, (struct str){text ? text : "", len});
}

/* Reads all rows into an array of `size` bytes an element, which `take` fills from a row, and which
 * moves into the arena at the end. */
static enum err read_rows(struct store *s, enum statement which, const struct str *texts, int count,
                          void (*take)(sqlite3_stmt *, struct arena *, void *), size_t size,
                          struct arena *arena, void **out, size_t *rows, struct diag *d)
{
    bool is_bound;
    sqlite3_stmt *statement = start(s, which, texts, count, &is_bound);
    char *elements = NULL;
    size_t cap = 0;
    int code = is_bound ? SQLITE_ROW : SQLITE_TOOBIG;
    *rows = 0;
    while (code == SQLITE_ROW && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        elements = mem_reserve(elements, &cap, *rows + 1, size);
        take(statement, arena, elements + *rows * size);
        ++*rows;
    }
    enum err err = code == SQLITE_DONE ? ERR_NONE : fail(s, ERR_READ, d);
    if (err != ERR_NONE)
        *rows = 0;
    *out = arena_alloc(arena, *rows * size);
    if (*rows > 0)
        memcpy(*out, elements, *rows * size);
    mem_free(elements);
    finish(statement);
    return err;
}

/* ---- remarks ---- */

enum err store_add_remark(struct store *s, struct str table, struct str record, struct str who,
                          struct str when, struct str text, struct diag *d)
{
    if (text_trim(text).len == 0)
        return fail_path(s, ERR_USAGE, 0, MSG_STORE_REMARK_EMPTY, d);
    if (text.len > STORE_REMARK_BYTES_MAX)
        return fail_path(s, ERR_LIMIT, 0, MSG_STORE_REMARK_LONG, d);
    const struct str texts[] = {table, record, who, when, text};
    return write_texts(s, ADD_REMARK, texts, COUNT_OF(texts), d);
}

enum err store_remove_remark(struct store *s, int64_t id, struct str who, struct diag *d)
{
    sqlite3_bind_int64(s->statements[REMOVE_REMARK], 2, id);
    enum err err = write_texts(s, REMOVE_REMARK, &who, 1, d);
    if (err == ERR_NONE && sqlite3_changes(s->db) == 0)
        return fail_path(s, ERR_USAGE, 0, MSG_STORE_NOT_YOURS, d);
    return err;
}

static void take_remark(sqlite3_stmt *statement, struct arena *arena, void *out)
{
    struct remark *remark = out;
    remark->record = copy_column(statement, 0, arena);
    remark->who = copy_column(statement, 1, arena);
    remark->when = copy_column(statement, 2, arena);
    remark->text = copy_column(statement, 3, arena);
    remark->id = sqlite3_column_int64(statement, 4);
}

enum err store_remarks(struct store *s, struct str table, struct arena *arena, struct remark **out,
                       size_t *count, struct diag *d)
{
    void *rows;
    enum err err =
        read_rows(s, LIST_REMARKS, &table, 1, take_remark, sizeof **out, arena, &rows, count, d);
    *out = rows;
    return err;
}

/* ---- marks ---- */

enum err store_set_marks(struct store *s, struct str table, struct str who,
                         const struct store_mark *marks, size_t count, struct diag *d)
{
    enum err err = execute(s, "BEGIN IMMEDIATE", ERR_WRITE, d);
    if (err != ERR_NONE)
        return err;
    for (size_t i = 0; i < count && err == ERR_NONE; i++) {
        const struct str texts[] = {table, who, marks[i].record};
        err = write_texts(s, marks[i].on ? SET_MARK : CLEAR_MARK, texts, COUNT_OF(texts), d);
    }
    return end_transaction(s, err, d);
}

enum err store_clear_marks(struct store *s, struct str table, struct str who, struct diag *d)
{
    const struct str texts[] = {table, who};
    return write_texts(s, CLEAR_MARKS, texts, COUNT_OF(texts), d);
}

static void take_mark(sqlite3_stmt *statement, struct arena *arena, void *out)
{
    *(struct str *)out = copy_column(statement, 0, arena);
}

enum err store_marks(struct store *s, struct str table, struct str who, struct arena *arena,
                     struct str **out, size_t *count, struct diag *d)
{
    const struct str texts[] = {table, who};
    void *rows;
    enum err err = read_rows(s, LIST_MARKS, texts, COUNT_OF(texts), take_mark, sizeof **out, arena,
                             &rows, count, d);
    *out = rows;
    return err;
}
