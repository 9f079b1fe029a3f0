/*
 * folder: a folder of its own for a test, with the names of two files in it: setup and teardown for cmocka.
 */
#ifndef DUBAN_TESTS_UNIT_SHARED_FOLDER_H
#define DUBAN_TESTS_UNIT_SHARED_FOLDER_H

/* Good from folder_make() to folder_remove(). The files are not there until the test makes them. */
extern char folder[64], file[96], other[96];

/* Writes a file of that text. Fails the test if it cannot. */
void write_file(const char *path, const char *text);

/* Makes an empty folder. */
int folder_make(void **state);

/* Removes it with both files; fails when anything else is in it. */
int folder_remove(void **state);

#endif
