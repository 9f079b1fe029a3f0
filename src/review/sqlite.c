/*
 * sqlite: finds the library.
 *
 * The one hard idea: SQLite hands a table of all its functions to each of its extensions, and sqlite3ext.h makes
 * every name a call through that table. So only two functions are looked for by name: one that takes an extension,
 * ours, and one that opens a database, which starts it. What to ask of the library is store.c's.
 */
#define SQLITE_CORE /* here the names mean the functions themselves */
#include "review/sqlite.h"

#include <dlfcn.h>
#include <stddef.h>

/* Not NULL where the library is linked in: make portable. */
#pragma weak sqlite3_auto_extension
#pragma weak sqlite3_open

const sqlite3_api_routines *sqlite3_api;

static int take_functions(sqlite3 *db, char **message, const sqlite3_api_routines *functions)
{
    (void)db;
    (void)message;
    sqlite3_api = functions;
    return SQLITE_OK;
}

bool sqlite_is_there(void)
{
    int (*add_extension)(void (*start)(void)) = sqlite3_auto_extension;
    int (*open_database)(const char *name, sqlite3 **db) = sqlite3_open;
    sqlite3 *db = NULL;
    if (sqlite3_api)
        return true;
    void *library = add_extension ? NULL : dlopen("libsqlite3.so.0", RTLD_NOW);
    if (library) {
        *(void **)&add_extension = dlsym(library, "sqlite3_auto_extension");
        *(void **)&open_database = dlsym(library, "sqlite3_open");
    }
    if (!add_extension || !open_database)
        return false;
    add_extension((void (*)(void))take_functions);
    open_database(":memory:", &db);
    if (sqlite3_api)
        sqlite3_api->close(db);
    return sqlite3_api != NULL;
}
