/*
 * floor: the least that a ncursesw program can do: paint the lines of a file, wait for a key.
 *
 * The bench compares duban's start to this one's over the same screen (bench/run makes the file
 * from what duban shows). It decides nothing, measures nothing and checks no errors on purpose.
 */
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    char line[4096];
    FILE *lines = argc > 1 ? fopen(argv[1], "r") : NULL;
    setlocale(LC_ALL, "");
    initscr();
    raw();
    noecho();
    nonl();
    for (int y = 0; lines && fgets(line, sizeof line, lines); y++) {
        line[strcspn(line, "\n")] = '\0';
        mvaddstr(y, 0, line);
    }
    refresh();
    getch();
    endwin();
    return 0;
}
