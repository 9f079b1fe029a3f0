/*
 * number: reads the figure at the beginning of a text.
 *
 * The one hard idea: digits are gathered into a whole number and divided once by a power of ten, so
 * that figures of up to fifteen digits are exact and two spellings of one figure are equal. Folding
 * is left to the text layer, units of measure to whoever compares amounts.
 */
#include "review/number.h"

enum { DIGITS_MAX = 18 }; /* fit in 64 bits; later digits only move the point */

/* What was gathered: value = digits * 10^exponent. */
struct figure {
    uint64_t digits;
    int exponent;
    int count;
};

static bool is_digit(struct str s, size_t off)
{
    return off < s.len && s.ptr[off] >= '0' && s.ptr[off] <= '9';
}

static bool is_byte(struct str s, size_t off, char byte)
{
    return off < s.len && s.ptr[off] == byte;
}

/* A comma between groups of three: three digits follow, and no fourth. */
static bool is_group_comma(struct str s, size_t off)
{
    return is_byte(s, off, ',') && is_digit(s, off + 1) && is_digit(s, off + 2) &&
           is_digit(s, off + 3) && !is_digit(s, off + 4);
}

static void take_digit(struct figure *f, char digit, int places)
{
    if (f->count < DIGITS_MAX) {
        f->digits = f->digits * 10 + (uint64_t)(digit - '0');
        f->count += f->digits > 0;
        f->exponent -= places;
    } else {
        f->exponent += 1 - places;
    }
}

static double figure_value(const struct figure *f)
{
    double value = (double)f->digits;
    double power = 1;
    int places = f->exponent < 0 ? -f->exponent : f->exponent;
    for (int i = 0; i < places && i <= 308; i++)
        power *= 10;
    return f->exponent < 0 ? value / power : value * power;
}

static size_t skip_blanks(struct str s, size_t off)
{
    while (is_byte(s, off, ' ') || is_byte(s, off, '\t'))
        off++;
    return off;
}

size_t number_read(struct str folded, enum number_form form, double *value)
{
    size_t off = skip_blanks(folded, 0);
    bool is_negative = is_byte(folded, off, '-');
    if (is_negative || is_byte(folded, off, '+'))
        off++;
    if (!is_digit(folded, off))
        return 0;

    struct figure f = {0, 0, 0};
    for (; is_digit(folded, off) || is_group_comma(folded, off); off++)
        if (folded.ptr[off] != ',')
            take_digit(&f, folded.ptr[off], 0);
    if (form == NUMBER_DECIMAL && is_byte(folded, off, '.') && is_digit(folded, off + 1))
        for (off++; is_digit(folded, off); off++)
            take_digit(&f, folded.ptr[off], 1);
    if (form == NUMBER_DECIMAL && is_byte(folded, off, '%'))
        off++;

    double amount = figure_value(&f);
    *value = is_negative && amount > 0 ? -amount : amount;
    return off;
}

bool number_parse(struct str folded, double *value)
{
    double read;
    size_t off = number_read(folded, NUMBER_DECIMAL, &read);
    if (off == 0 || skip_blanks(folded, off) < folded.len)
        return false;
    *value = read;
    return true;
}
