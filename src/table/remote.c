/*
 * remote: takes names of tables on other hosts apart, and builds the command that reads them.
 *
 * The one hard idea is distrust: the name may come from a list that somebody sent. A host is only
 * letters, digits and the few marks that names, addresses and logins have; a path may be anything
 * that can be seen, for within single quotes a shell reads nothing but the next one.
 */
#include "table/remote.h"

#include <string.h>
#include <sys/stat.h>

#include "base/message.h"

#define URL_BEGINNING "ssh://"

static bool is_a_file(struct str name)
{
    struct buf path = BUF_INIT;
    struct stat status;
    buf_append_str(&path, name);
    bool exists = lstat(buf_cstr(&path), &status) == 0;
    buf_release(&path);
    return exists;
}

/* The place of the : behind HOST; that of an address in brackets is behind them. SIZE_MAX when a /
 * comes first or there is none. */
static size_t find_colon(struct str name)
{
    bool in_brackets = false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == '/')
            return SIZE_MAX;
        if (c == '[' || c == ']')
            in_brackets = c == '[';
        if (c == ':' && !in_brackets)
            return i;
    }
    return SIZE_MAX;
}

bool remote_is_named(struct str name)
{
    size_t colon = find_colon(name);
    bool has_form = str_starts_with(name, STR(URL_BEGINNING)) || (colon != SIZE_MAX && colon > 0);
    return has_form && !is_a_file(name);
}

/* ---- reading a name ---- */

struct parts {
    struct str host; /* with the user before it */
    struct str port;
    struct str path;
};

/* ssh://HOST[:PORT]/PATH */
static struct parts take_url(struct str name)
{
    struct parts p = {.port = STR("")};
    struct str rest = str_slice(name, sizeof URL_BEGINNING - 1, SIZE_MAX);
    size_t slash = str_find(rest, STR("/"), 0);
    struct str place = str_slice(rest, 0, slash);
    p.path = slash == SIZE_MAX ? STR("") : str_slice(rest, slash, SIZE_MAX);
    size_t colon = find_colon(place);
    p.host = str_slice(place, 0, colon);
    if (colon != SIZE_MAX)
        p.port = str_slice(place, colon + 1, SIZE_MAX);
    return p;
}

static struct parts take_parts(struct str name)
{
    if (str_starts_with(name, STR(URL_BEGINNING)))
        return take_url(name);
    size_t colon = find_colon(name);
    struct parts p = {str_slice(name, 0, colon), STR(""), str_slice(name, colon + 1, SIZE_MAX)};
    if (str_starts_with(p.path, STR("~/"))) /* where a path begins anyway */
        p.path = str_slice(p.path, 2, SIZE_MAX);
    return p;
}

struct str remote_host(struct str name)
{
    return take_parts(name).host;
}

/* Letters and digits of any script, and what else names, addresses and logins have. */
static bool is_usable_in_host(char c)
{
    unsigned char byte = (unsigned char)c;
    return byte >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (c != '\0' && strchr("._-@:[]%", c));
}

static bool is_usable_host(struct str host)
{
    size_t at = str_find(host, STR("@"), 0);
    struct str bare = at == SIZE_MAX ? host : str_slice(host, at + 1, SIZE_MAX);
    bool is_usable = bare.len > 0 && bare.ptr[0] != '-' && host.ptr[0] != '-' && at != 0;
    for (size_t i = 0; i < host.len; i++)
        is_usable &= is_usable_in_host(host.ptr[i]);
    return is_usable;
}

static bool is_usable_port(struct str port)
{
    uint32_t number;
    return port.len == 0 || (str_to_u32(port, &number) && number > 0 && number <= 65535);
}

static bool is_usable_path(struct str path)
{
    bool is_usable = path.len > 0;
    for (size_t i = 0; i < path.len; i++)
        is_usable &= (unsigned char)path.ptr[i] >= ' ' && path.ptr[i] != 0x7F;
    return is_usable;
}

static enum msg fault_of(const struct parts *p)
{
    if (!is_usable_host(p->host))
        return MSG_REMOTE_BAD_HOST;
    if (!is_usable_port(p->port))
        return MSG_REMOTE_BAD_PORT;
    return is_usable_path(p->path) ? MSG_NONE : MSG_REMOTE_BAD_PATH;
}

/* An address goes to ssh without its brackets. */
static void append_destination(struct buf *out, struct str host)
{
    for (size_t i = 0; i < host.len; i++)
        if (host.ptr[i] != '[' && host.ptr[i] != ']')
            buf_append_byte(out, host.ptr[i]);
}

static void append_quoted(struct buf *out, struct str path)
{
    buf_append_byte(out, '\'');
    for (size_t i = 0; i < path.len; i++)
        if (path.ptr[i] == '\'')
            buf_append_str(out, STR("'\\''"));
        else
            buf_append_byte(out, path.ptr[i]);
    buf_append_byte(out, '\'');
}

enum err remote_parse(struct remote *out, struct str name, struct diag *d)
{
    struct parts p = take_parts(name);
    *out = (struct remote){BUF_INIT, BUF_INIT, BUF_INIT};
    enum msg fault = fault_of(&p);
    if (fault != MSG_NONE)
        return diag_set(d, ERR_USAGE, 0, name, (int)fault);
    append_destination(&out->destination, p.host);
    buf_append_str(&out->port, p.port);
    buf_append_str(&out->command, STR("cat -- "));
    append_quoted(&out->command, p.path);
    return ERR_NONE;
}

void remote_release(struct remote *r)
{
    buf_release(&r->destination);
    buf_release(&r->port);
    buf_release(&r->command);
}

/* ---- running it ---- */

#define AS_TEXT(number)    AS_TEXT_OF(number)
#define AS_TEXT_OF(number) #number

void remote_words(const struct remote *r, const char *words[REMOTE_WORDS_MAX])
{
    /* No questions, no terminal, nothing of the user's configuration that would run or forward
     * something besides the one command. */
    static const char *const fixed[] = {"ssh",
                                        "-T",
                                        "-x",
                                        "-a",
                                        "-oBatchMode=yes",
                                        "-oConnectTimeout=" AS_TEXT(REMOTE_CONNECT_SECONDS),
                                        "-oConnectionAttempts=1",
                                        "-oClearAllForwardings=yes",
                                        "-oPermitLocalCommand=no",
                                        "-oRemoteCommand=none"};
    size_t count = 0;
    for (; count < COUNT_OF(fixed); count++)
        words[count] = fixed[count];
    if (r->port.len > 0) {
        words[count++] = "-p";
        words[count++] = buf_cstr(&r->port);
    }
    words[count++] = "--";
    words[count++] = buf_cstr(&r->destination);
    words[count++] = buf_cstr(&r->command);
    words[count] = NULL;
}
