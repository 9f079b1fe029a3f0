/*
 * sshd: a real server of its own for a test: 127.0.0.1 and 127.0.0.2, a free port, a host key and a
 * user key made for it in a temporary folder. It serves the user who runs the test, and nobody else.
 */
#ifndef DUBAN_TESTS_SSHD_H
#define DUBAN_TESTS_SSHD_H

#include <stdbool.h>
#include <sys/types.h>

#define SSHD_PATH 128

struct sshd {
    char folder[SSHD_PATH];
    int port;
    pid_t pid;
    int run_folder;       /* /run/sshd, open and locked for as long as a server needs it; -1 */
    bool made_run_folder; /* a machine without a running server may lack it */
};

/* Makes the keys and starts the server; returns when it listens. Ends the test program with a
 * message when it cannot. */
void sshd_start(struct sshd *s);

/* The same with lines at the end of the server's configuration, and with options before the user's key in its
 * list of keys; "" for none. */
void sshd_start_with(struct sshd *s, const char *config, const char *key_options);

/* Ends the server that was started, and removes what was made. */
void sshd_stop(struct sshd *s);

#define SSHD_CLIENT_ARGS 40

/* Fills `argv` with the words of `ssh -tt` to the server and `command` for its shell, NULL behind
 * them. `set_env` is NULL or "NAME=VALUE" that the client sends. Borrowed until the next call. */
void sshd_client(const struct sshd *s, const char *set_env, const char *command,
                 const char *argv[SSHD_CLIENT_ARGS]);

#endif
