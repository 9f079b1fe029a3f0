/*
 * sqlite: the SQLite library, brought in when the first store is opened.
 *
 * Most runs keep no marks, and setting up the library's two thousand addresses takes a tenth of the time to the
 * first screen. Its functions have their usual names where this is included, and may be called once
 * sqlite_is_there() has said so.
 */
#ifndef DUBAN_REVIEW_SQLITE_H
#define DUBAN_REVIEW_SQLITE_H

#include <stdbool.h>

#include <sqlite3ext.h>

/* The library's functions, as sqlite3ext.h calls them; NULL before. */
extern const sqlite3_api_routines *sqlite3_api;

/* Brings the library in. False where the system has none, or one that takes no extensions. */
bool sqlite_is_there(void);

#endif
