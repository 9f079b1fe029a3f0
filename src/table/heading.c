/*
 * heading: which of the first rows names the columns.
 *
 * The one hard idea is judging a header by what stands below it when its names are not known: a
 * name is short, is no figure, is written once, and does not come again in its own column. What
 * becomes of the other rows is sheet.c's.
 */
#include "table/heading.h"

#include "table/role.h"
#include "text/cluster.h"

enum { NAME_BYTES_MAX = 60 };

bool heading_cell_is_blank(struct str cell)
{
    if (cell.len == 0)
        return true;
    unsigned char first = (unsigned char)cell.ptr[0];
    bool may_be_blank = first <= ' ' || first == 0xC2 || (first >= 0xE1 && first <= 0xE3);
    return may_be_blank && text_trim(cell).len == 0;
}

size_t heading_filled_cells(const struct str *cells, size_t count, size_t enough)
{
    size_t filled = 0;
    for (size_t i = 0; i < count && filled < enough; i++)
        filled += !heading_cell_is_blank(cells[i]);
    return filled;
}

bool heading_is_known(const struct waiting_row *row)
{
    size_t filled = 0;
    size_t known = 0;
    if (heading_filled_cells(row->cells, row->count, 2) < 2)
        return false;
    for (size_t i = 0; i < row->count; i++) {
        if (heading_cell_is_blank(row->cells[i]))
            continue;
        filled++;
        known += row->cells[i].len <= NAME_BYTES_MAX && role_knows_header(row->cells[i]);
    }
    return known * 2 > filled;
}

static size_t longest(const struct waiting_row *rows, size_t count)
{
    size_t most = 0;
    for (size_t i = 0; i < count; i++)
        most = rows[i].count > most ? rows[i].count : most;
    return most;
}

size_t heading_common_fields(const struct waiting_row *rows, size_t count)
{
    size_t most = longest(rows, count), best = 1;
    size_t *of_fields = mem_zero(most + 2, sizeof *of_fields);
    for (size_t i = 0; i < count; i++)
        if (heading_filled_cells(rows[i].cells, rows[i].count, 2) == 2)
            of_fields[rows[i].count]++;
    for (size_t i = 2; i <= most; i++)
        if (of_fields[i] > of_fields[best])
            best = i;
    mem_free(of_fields);
    return best;
}

/* ---- by shape ---- */

static bool is_figure(struct str cell)
{
    cell = text_trim(cell);
    bool has_digit = false;
    for (size_t i = 0; i < cell.len; i++) {
        char c = cell.ptr[i];
        bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && c != '.' && c != ',' && c != '-' && c != '/' && c != '%' && c != ':' &&
            c != ' ')
            return false;
        has_digit |= is_digit;
    }
    return has_digit;
}

static bool could_be_names(const struct waiting_row *row)
{
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++) {
        struct str cell = text_trim(row->cells[i]);
        if (cell.len > NAME_BYTES_MAX || is_figure(cell))
            return false;
        filled += cell.len > 0;
    }
    return filled * 3 >= row->count * 2;
}

static bool comes_again(const struct waiting_row *row, const struct waiting_row *below,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < row->count && c < below[i].count; c++)
            if (!heading_cell_is_blank(row->cells[c]) &&
                str_equal(text_trim(row->cells[c]), text_trim(below[i].cells[c])))
                return true;
    return false;
}

static bool holds_twins(const struct waiting_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        for (size_t j = 0; j < i; j++)
            if (row->cells[i].len > 0 && str_equal(row->cells[i], row->cells[j]))
                return true;
    return false;
}

size_t heading_by_shape(const struct waiting_row *rows, size_t count)
{
    size_t fields = heading_common_fields(rows, count);
    if (fields < 2)
        return HEADING_NONE;
    size_t i = 0;
    while (rows[i].count != fields ||
           heading_filled_cells(rows[i].cells, fields, SIZE_MAX) * 2 < fields)
        if (++i == count)
            return HEADING_NONE;
    bool fits = could_be_names(&rows[i]) && !holds_twins(&rows[i]) &&
                !comes_again(&rows[i], rows + i + 1, count - i - 1);
    return fits ? i : HEADING_NONE;
}

/* ---- merged cells ---- */

bool heading_goes_on(const struct waiting_row *above, const struct waiting_row *row)
{
    if (row->count != above->count)
        return false;
    bool names_a_gap = false;
    for (size_t i = 0; i < row->count; i++) {
        if (heading_cell_is_blank(row->cells[i]))
            continue;
        bool is_gap = heading_cell_is_blank(above->cells[i]);
        bool begins_merged = i + 1 < above->count && heading_cell_is_blank(above->cells[i + 1]);
        if (row->cells[i].len > NAME_BYTES_MAX || is_figure(row->cells[i]) ||
            (!is_gap && !begins_merged))
            return false;
        names_a_gap |= is_gap;
    }
    return names_a_gap;
}
