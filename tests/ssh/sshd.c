/*
 * sshd: see sshd.h. It runs in the foreground as our child and says on a pipe when it listens, so
 * nothing is guessed and nothing but the child is ever signalled.
 */
#include "tests/ssh/sshd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN_FOLDER "/run/sshd" /* where sshd confines its unprivileged part */

_Noreturn static void give_up(const char *what)
{
    printf("Bail out! sshd: %s: %s\n", what, strerror(errno));
    exit(99);
}

static void run(const char *const *argv)
{
    int status = -1;
    pid_t pid = fork();
    if (pid == 0) {
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
        give_up(argv[0]);
}

static void make_key(const char *folder, const char *name)
{
    char path[SSHD_PATH + 32];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    run((const char *const[]){"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f",
                              path, NULL});
}

static int free_port(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) != 0 ||
        getsockname(fd, (struct sockaddr *)&at, &size) != 0)
        give_up("no free port");
    close(fd);
    return ntohs(at.sin_port);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[SSHD_PATH + 32];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) < 0 || fclose(file) != 0)
        give_up(path);
}

static void write_config(const struct sshd *s, const char *more)
{
    char text[4096];
    snprintf(text, sizeof text,
             "ListenAddress 127.0.0.1\nListenAddress 127.0.0.2\nPort %d\nHostKey "
             "%s/host\nAuthorizedKeysFile %s/keys\n"
             "PidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin prohibit-password\n"
             "PasswordAuthentication no\nKbdInteractiveAuthentication no\nAcceptEnv *\n"
             "PrintMotd no\nPrintLastLog no\nSubsystem sftp internal-sftp\n%s",
             s->port, s->folder, s->folder, more);
    write_file(s->folder, "config", text);
}

/* The first line of a file. */
static void read_line(const char *folder, const char *name, char *line, int size)
{
    char path[SSHD_PATH + 32];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(line, size, file))
        give_up(path);
    fclose(file);
}

static void write_keys(const struct sshd *s, const char *options)
{
    char key[1024], text[4096];
    read_line(s->folder, "user.pub", key, sizeof key);
    snprintf(text, sizeof text, "%s%s%s", options, *options ? " " : "", key);
    write_file(s->folder, "keys", text);
}

/* The client trusts this host key for this port on both addresses, and no other. */
static void write_known_hosts(const struct sshd *s)
{
    char key[1024], text[2400];
    read_line(s->folder, "host.pub", key, sizeof key);
    snprintf(text, sizeof text, "[127.0.0.1]:%d %s[127.0.0.2]:%d %s", s->port, key, s->port, key);
    write_file(s->folder, "known", text);
}

static const char *server_path(void)
{
    static const char *const places[] = {"/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (access(places[i], X_OK) == 0)
            return places[i];
    give_up("not installed");
}

/* True when it has said that it listens on both addresses. */
static bool listens_on_both(const char *said)
{
    const char *first = strstr(said, "Server listening on");
    return first && strstr(first + 1, "Server listening on");
}

/* Starts the server once. False when it ended before it listened (the port was taken meanwhile). */
static bool launch(struct sshd *s)
{
    char config[SSHD_PATH + 32], said[4096];
    const char *server = server_path();
    int ends[2];
    size_t length = 0;
    ssize_t got;
    snprintf(config, sizeof config, "%s/config", s->folder);
    if (pipe(ends) != 0 || (s->pid = fork()) < 0)
        give_up("cannot start");
    if (s->pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* whatever ends the test */
        execl(server, server, "-D", "-e", "-f", config, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while (length + 1 < sizeof said &&
           (got = read(ends[0], said + length, sizeof said - 1 - length)) > 0) {
        length += (size_t)got;
        said[length] = '\0';
        if (strstr(said, "Bind to port")) /* taken on one of them: it goes on without it */
            kill(s->pid, SIGTERM);
        if (listens_on_both(said)) {
            /* The pipe stays open: the server goes on writing its log there. */
            fcntl(ends[0], F_SETFD, FD_CLOEXEC);
            return true;
        }
    }
    printf("# sshd said: %.*s\n", (int)length, said);
    close(ends[0]);
    waitpid(s->pid, NULL, 0);
    return false;
}

/* Several tests may need the folder at the same time: each holds a shared lock on it, and the one
 * that made it takes it away when it can have it alone. */
static void hold_run_folder(struct sshd *s)
{
    struct stat held, there;
    s->made_run_folder = false;
    s->run_folder = -1;
    while (geteuid() == 0) {
        s->made_run_folder |= mkdir(RUN_FOLDER, 0755) == 0;
        s->run_folder = open(RUN_FOLDER, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (s->run_folder >= 0 && flock(s->run_folder, LOCK_SH) == 0 &&
            fstat(s->run_folder, &held) == 0 && stat(RUN_FOLDER, &there) == 0 &&
            held.st_ino == there.st_ino)
            return;
        if (s->run_folder < 0 && errno != ENOENT)
            give_up(RUN_FOLDER);
        if (s->run_folder >= 0)
            close(s->run_folder); /* another test took it away meanwhile */
    }
}

static void let_go_of_run_folder(const struct sshd *s)
{
    if (s->made_run_folder && flock(s->run_folder, LOCK_EX) == 0)
        rmdir(RUN_FOLDER);
    if (s->run_folder >= 0)
        close(s->run_folder);
}

void sshd_start(struct sshd *s)
{
    sshd_start_with(s, "", "");
}

void sshd_start_with(struct sshd *s, const char *config, const char *key_options)
{
    const char *place = getenv("TMPDIR");
    snprintf(s->folder, sizeof s->folder, "%s/duban-ssh-XXXXXX", place ? place : "/tmp");
    if (!mkdtemp(s->folder))
        give_up("no temporary folder");
    hold_run_folder(s);
    make_key(s->folder, "host");
    make_key(s->folder, "user");
    write_keys(s, key_options);
    for (int tries = 0; tries < 5; tries++) {
        s->port = free_port();
        write_config(s, config);
        write_known_hosts(s);
        if (launch(s))
            return;
    }
    give_up("does not listen");
}

void sshd_stop(struct sshd *s)
{
    static const char *const names[] = {"host",   "host.pub", "user", "user.pub",
                                        "config", "known",    "keys"};
    char path[SSHD_PATH + 32];
    kill(s->pid, SIGTERM);
    waitpid(s->pid, NULL, 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", s->folder, names[i]);
        unlink(path);
    }
    rmdir(s->folder);
    let_go_of_run_folder(s);
}

void sshd_client(const struct sshd *s, const char *set_env, const char *command,
                 const char *argv[SSHD_CLIENT_ARGS])
{
    static char port[16], key[SSHD_PATH + 32], known[SSHD_PATH + 64], env[256];
    const struct passwd *user = getpwuid(geteuid());
    snprintf(port, sizeof port, "%d", s->port);
    snprintf(key, sizeof key, "%s/user", s->folder);
    snprintf(known, sizeof known, "UserKnownHostsFile=%s/known", s->folder);
    snprintf(env, sizeof env, "SetEnv=%s", set_env ? set_env : "DUBAN_TEST=1");
    const char *words[] = {"ssh",
                           "-tt",
                           "-q",
                           "-F",
                           "none",
                           "-p",
                           port,
                           "-i",
                           key,
                           "-l",
                           user ? user->pw_name : "root",
                           "-o",
                           "IdentitiesOnly=yes",
                           "-o",
                           "BatchMode=yes",
                           "-o",
                           "StrictHostKeyChecking=yes",
                           "-o",
                           known,
                           "-o",
                           env,
                           "-e",
                           "none",
                           "127.0.0.1",
                           command,
                           NULL};
    memcpy(argv, words, sizeof words);
}
