/*
 * message: puts texts and failures into the reader's language.
 *
 * The table itself is base/messages.h; here it becomes two columns, and a diag becomes a line:
 *
 *     cannot open: “q3.tsv” (line 3): no such file
 *     [what failed] [subject] [line]  [reason]
 *
 * The hard idea: no sentence is built from grammar, only from parts that stand by themselves, so
 * that a language is a column of the table and nothing else. Making hostile bytes in a subject
 * visible is left to the text layer.
 */
#include "base/message.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

/* All texts one behind the other, and where each begins. Pointers to them would be eight times as large, and each
 * of them would have to be set anew whenever the program starts. */
#define ROOM(name, zh, en) char name##_zh[sizeof zh], name##_en[sizeof en];
#define BOTH(name, zh, en) zh, en,
#define PLACES(name, zh, en)                                                                       \
    [name] = {offsetof(struct texts, name##_zh), offsetof(struct texts, name##_en)},
static const struct texts {
    char none[1];
    MESSAGE_LIST(ROOM)
} texts = {"", MESSAGE_LIST(BOTH)};
static const uint16_t places[MSG_COUNT][2] = {MESSAGE_LIST(PLACES)};
_Static_assert(sizeof texts <= UINT16_MAX, "a place is told in 16 bits");
#undef ROOM
#undef BOTH
#undef PLACES

const char *msg_text(enum lang lang, enum msg msg)
{
    return (const char *)&texts + places[msg][lang == LANG_EN];
}

void msg_vappend(struct buf *out, enum lang lang, enum msg msg, va_list args)
{
    buf_vprintf(out, msg_text(lang, msg), args);
}

void msg_append(struct buf *out, enum lang lang, enum msg msg, ...)
{
    va_list args;
    va_start(args, msg);
    msg_vappend(out, lang, msg, args);
    va_end(args);
}

/* ---- failures ---- */

static const enum msg what_failed[] = {
    [ERR_NONE] = MSG_NONE,           [ERR_OPEN] = MSG_ERR_OPEN,   [ERR_READ] = MSG_ERR_READ,
    [ERR_WRITE] = MSG_ERR_WRITE,     [ERR_KIND] = MSG_ERR_KIND,   [ERR_EMPTY] = MSG_ERR_EMPTY,
    [ERR_BINARY] = MSG_ERR_BINARY,   [ERR_LIMIT] = MSG_ERR_LIMIT, [ERR_ENCODING] = MSG_ERR_ENCODING,
    [ERR_USAGE] = MSG_ERR_USAGE,     [ERR_QUERY] = MSG_ERR_QUERY, [ERR_TERMINAL] = MSG_ERR_TERMINAL,
    [ERR_SANDBOX] = MSG_ERR_SANDBOX,
};

/* What a reviewer may meet; for the rest strerror() must do, in the words of the host. */
static const struct {
    int errnum;
    enum msg msg;
} errno_reasons[] = {
    {ENOENT, MSG_NO_SUCH_FILE},
    {EACCES, MSG_NO_PERMISSION},
    {EPERM, MSG_NOT_PERMITTED},
    {EISDIR, MSG_IS_DIRECTORY},
    {ENOTDIR, MSG_NOT_DIRECTORY},
    {ELOOP, MSG_TOO_MANY_LINKS},
    {ENAMETOOLONG, MSG_NAME_TOO_LONG},
    {EEXIST, MSG_FILE_EXISTS},
    {ENXIO, MSG_NO_SUCH_DEVICE},
    {ENODEV, MSG_NO_SUCH_DEVICE},
    {EIO, MSG_IO_ERROR},
    {ENOSPC, MSG_DISK_FULL},
    {EDQUOT, MSG_QUOTA_EXCEEDED},
    {EFBIG, MSG_FILE_TOO_LARGE},
    {EROFS, MSG_READ_ONLY_DISK},
    {ENOMEM, MSG_NOT_ENOUGH_MEMORY},
    {EMFILE, MSG_TOO_MANY_OPEN},
    {ENFILE, MSG_TOO_MANY_OPEN},
    {EBUSY, MSG_FILE_BUSY},
    {ETXTBSY, MSG_FILE_BUSY},
    {EPIPE, MSG_READER_GONE},
    {ESTALE, MSG_FILE_GONE},
    {ETIMEDOUT, MSG_TIMED_OUT},
    {EINVAL, MSG_NOT_SUPPORTED},
    {ENOTSUP, MSG_NOT_SUPPORTED},
    {ENOTTY, MSG_NOT_A_TERMINAL},
};

static void append_errno(struct buf *out, enum lang lang, int errnum)
{
    for (size_t i = 0; i < COUNT_OF(errno_reasons); i++) {
        if (errno_reasons[i].errnum == errnum) {
            msg_append(out, lang, errno_reasons[i].msg);
            return;
        }
    }
    buf_append_str(out, str_from(strerror(errnum)));
}

/* The reason's words, behind the place in a query, without the detail, if they do not ask for it. True when the
 * detail is told. */
static bool append_reason(struct buf *out, enum lang lang, const struct diag *d)
{
    enum msg reason = (enum msg)d->reason;
    if (d->place > 0)
        msg_append(out, lang, MSG_AT_CHARACTER, d->place);
    if (reason != MSG_NONE) {
        msg_append(out, lang, reason, d->detail);
        return strstr(msg_text(lang, reason), "%s") != NULL;
    }
    if (d->errnum != 0)
        append_errno(out, lang, d->errnum);
    return false;
}

void diag_append(struct buf *out, enum lang lang, const struct diag *d)
{
    const char *colon = msg_text(lang, MSG_COLON);
    msg_append(out, lang, what_failed[d->err]);
    if (d->subject[0] != '\0') {
        buf_append_str(out, str_from(colon));
        msg_append(out, lang, MSG_QUOTED, d->subject);
    }
    if (d->line > 0)
        msg_append(out, lang, MSG_AT_LINE, d->line);
    bool detail_told = d->detail[0] == '\0';
    if (d->reason != MSG_NONE || d->errnum != 0) {
        buf_append_str(out, str_from(colon));
        detail_told |= append_reason(out, lang, d);
    }
    if (!detail_told) {
        buf_append_str(out, str_from(colon));
        buf_append_str(out, str_from(d->detail));
    }
}

void diag_append_reason(struct buf *out, enum lang lang, const struct diag *d)
{
    if (d->reason != MSG_NONE || d->errnum != 0)
        append_reason(out, lang, d);
    else
        msg_append(out, lang, what_failed[d->err]);
}

/* ---- languages ---- */

bool lang_from_locale(const char *locale, enum lang *out)
{
    struct str name = str_from(locale);
    size_t language_len = 0;
    while (language_len < name.len && !strchr("_.@-", name.ptr[language_len]))
        language_len++;
    struct str language = str_slice(name, 0, language_len);
    /* "UTF-8" alone is what macOS sends as LC_CTYPE: an encoding, no language. */
    if (language.len == 0 || str_equal(language, STR("C")) || str_equal(language, STR("POSIX")) ||
        str_equal(language, STR("UTF")))
        return false;
    *out = str_equal(language, STR("zh")) ? LANG_ZH : LANG_EN;
    return true;
}

bool lang_parse(struct str name, enum lang *out)
{
    if (str_equal(name, STR("zh")))
        *out = LANG_ZH;
    else if (str_equal(name, STR("en")))
        *out = LANG_EN;
    else
        return false;
    return true;
}
