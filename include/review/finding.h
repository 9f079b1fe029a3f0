/*
 * finding: one thing about a table that a careful clerk would report, and the list of them.
 *
 * Either the loader's own warning, or what was found in the finished table (check.h). Each kind has
 * a name for scripts, which never changes, and a text in both languages.
 */
#ifndef DUBAN_REVIEW_FINDING_H
#define DUBAN_REVIEW_FINDING_H

#include "base/arena.h"
#include "table/table.h"

enum finding_kind {
    FINDING_LOADED,       /* the loader's: see `warning` */
    FINDING_DUPLICATE_NO, /* the number stands at `other` already */
    FINDING_MISSING_NO,   /* numbers left out before this one; text = "152" or "152-154" */
    FINDING_EMPTY_CELL,   /* the cell of `column` is empty */
    FINDING_EMPTY_COLUMN, /* most cells of `column` are: `number` of `all` */
    FINDING_UNPAIRED,     /* a mark without its partner, in `column`; text = it and what is near */
    FINDING_SAME_NOTE,    /* the note is word for word that of `other` */
    FINDING_SAME_TASK,    /* target and units are word for word those of `other` */
    FINDING_UNCLEAR_DUE,  /* a deadline that cannot be held against a day; text */
    FINDING_BAD_DATE,     /* a day of completion that does not exist; text */
    FINDING_ODD_UNITS,    /* units with separators that are doubled, dangling or unknown; text */
    FINDING_SAME_UNIT,    /* a unit is named twice; text */
    FINDING_KIND_COUNT
};

/* A large table has hundreds of thousands. */
struct finding {
    enum finding_kind kind;
    uint32_t row;      /* the record it is about, or ROW_NONE */
    uint32_t source;   /* of the table's sources */
    uint32_t line;     /* of the file, 0: the whole file */
    uint32_t column;   /* where the kind says so, or COLUMN_NONE */
    uint32_t found_as; /* its place in the order of finding */
    union {
        struct str text;               /* of the table, or of the list's arena */
        uint32_t other;                /* the earlier record */
        const struct warning *warning; /* the loader's */
        struct {
            uint32_t number, all;
        };
    }; /* as the kind says; of others an empty text */
};

struct finding_list {
    struct arena arena; /* of texts that were made */
    struct finding *items;
    size_t count, cap;
};

/* An empty list; and the end of its life. */
void finding_list_init(struct finding_list *list);
void finding_list_release(struct finding_list *list);

/* Adds a finding about a record, to be completed by the caller before the next is added. */
struct finding *finding_add(struct finding_list *list, enum finding_kind kind,
                            const struct table *t, uint32_t row);

/* "unpaired": for scripts. */
const char *finding_name(const struct finding *f);

/* True for what only tells that something was left out or read as it should be. */
bool finding_is_note(const struct finding *f);

/* Appends the text without its line: the record's number, if it is about one, and a sentence.
 * Holds bytes of the file: show it through the sanitiser. */
void finding_append(struct buf *out, enum lang lang, const struct finding *f,
                    const struct table *t);

#endif
