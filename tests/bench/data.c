/*
 * data: see data.h. Files are read at one go, so that floors work on memory where the program does.
 */
#include "tests/bench/data.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

bool data_read(const char *path, struct buf *out)
{
    struct stat stat;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool is_good = fd >= 0 && fstat(fd, &stat) == 0;
    if (is_good) {
        size_t size = (size_t)stat.st_size;
        buf_clear(out);
        buf_reserve(out, size + 1);
        for (ssize_t got = 1; got > 0 && out->len<size; out->len += got> 0 ? (size_t)got : 0)
            got = read(fd, out->ptr + out->len, size - out->len);
        is_good = out->len == size;
    }
    if (!is_good)
        perror(path);
    if (fd >= 0)
        close(fd);
    return is_good;
}
