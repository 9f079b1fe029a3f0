/*
 * message: every text that the interface says, in Chinese and in English, in one table.
 *
 * The table is the X-macro in base/messages.h: one row a text, both languages side by side. A
 * text may hold printf conversions; both languages then hold the same ones in the same order
 * (a unit test compares them). Logs of the outside world (struct diag) are put into words here too.
 */
#ifndef DUBAN_BASE_MESSAGE_H
#define DUBAN_BASE_MESSAGE_H

#include "base/base.h"
#include "base/messages.h"

enum lang { LANG_ZH, LANG_EN };

#define MESSAGE_ENUM(name, zh, en) name,
enum msg { MSG_NONE = 0, MESSAGE_LIST(MESSAGE_ENUM) MSG_COUNT };
#undef MESSAGE_ENUM

/* The text, for ever. MSG_NONE gives "". */
const char *msg_text(enum lang lang, enum msg msg);

/* Appends the text with its conversions filled in. The caller passes what the row asks for. */
void msg_append(struct buf *out, enum lang lang, enum msg msg, ...);
void msg_vappend(struct buf *out, enum lang lang, enum msg msg, va_list args);

/* Appends what went wrong, on one line: what failed, the subject in quotes, the line, the reason.
 * The subject may be hostile bytes (a file name): the caller shows the result through the text
 * layer's sanitiser, as it does with all text that came from outside. */
void diag_append(struct buf *out, enum lang lang, const struct diag *d);

/* Appends only the reason, where what failed and its subject are in sight already (at a prompt). What failed
 * stands for a reason that is not known. */
void diag_append_reason(struct buf *out, enum lang lang, const struct diag *d);

/* The language a locale name asks for ("zh_CN.UTF-8", "en_US"): true and `*out` when it names
 * one, false for C, POSIX, C.UTF-8, "" and NULL, where the table's own language decides. A
 * locale of any third language asks for English. */
bool lang_from_locale(const char *locale, enum lang *out);

/* "zh" or "en", as --lang takes them. */
bool lang_parse(struct str name, enum lang *out);

#endif
