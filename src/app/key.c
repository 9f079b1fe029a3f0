/*
 * key: written names of keys, and full-width keys made narrow.
 *
 * Two small tables say it all: the names of the keys that are no characters, and the marks that
 * input methods put in place of ASCII ones. What a name cannot say (C-i and Tab are one key) has
 * one spelling only, so that every key has exactly one name and a command table cannot name it
 * twice. Bytes of the terminal are left to screen/keyboard.
 */
#include "app/key.h"

#include "text/cluster.h"

static const struct {
    uint32_t key;
    const char *name;
} named_keys[] = {
    {K_TAB, "Tab"},
    {K_ENTER, "Enter"},
    {K_ESC, "Esc"},
    {' ', "Space"},
    {K_BACKSPACE, "Backspace"},
    {K_UP, "Up"},
    {K_DOWN, "Down"},
    {K_LEFT, "Left"},
    {K_RIGHT, "Right"},
    {K_HOME, "Home"},
    {K_END, "End"},
    {K_PAGE_UP, "PgUp"},
    {K_PAGE_DOWN, "PgDn"},
    {K_INSERT, "Ins"},
    {K_DELETE, "Del"},
    {K_BACK_TAB, "S-Tab"},
    {K_F1, "F1"},
    {K_F1 + 1, "F2"},
    {K_F1 + 2, "F3"},
    {K_F1 + 3, "F4"},
    {K_F1 + 4, "F5"},
    {K_F1 + 5, "F6"},
    {K_F1 + 6, "F7"},
    {K_F1 + 7, "F8"},
    {K_F1 + 8, "F9"},
    {K_F1 + 9, "F10"},
    {K_F1 + 10, "F11"},
    {K_F12, "F12"},
};

static const char *find_name(uint32_t key)
{
    for (size_t i = 0; i < COUNT_OF(named_keys); i++)
        if (named_keys[i].key == key)
            return named_keys[i].name;
    return NULL;
}

/* A character that can stand for itself: one cell or more of ink. */
static bool is_visible(uint32_t code_point)
{
    return code_point > ' ' && code_point != 0x3000 && code_point != 0xA0 &&
           width_of_code_point(code_point) > 0;
}

static bool is_code_point(uint32_t key)
{
    return key > 0 && key < K_SPECIAL && (key < 0xD800 || key > 0xDFFF);
}

/* "C-f": the control keys 0x01..0x1F. */
static bool parse_control(struct str name, uint32_t *key)
{
    if (name.len != 3 || !str_starts_with(name, STR("C-")))
        return false;
    char letter = name.ptr[2];
    if ((letter < 'a' || letter > 'z') && (letter < '[' || letter > '_'))
        return false;
    *key = K_CTRL(letter);
    return true;
}

/* "U+00A0": the characters that cannot be seen. */
static bool parse_hexadecimal(struct str name, uint32_t *key)
{
    if (name.len < 6 || name.len > 8 || !str_starts_with(name, STR("U+")))
        return false;
    uint32_t value = 0;
    for (size_t i = 2; i < name.len; i++) {
        char digit = name.ptr[i];
        if (digit >= '0' && digit <= '9')
            value = value * 16 + (uint32_t)(digit - '0');
        else if (digit >= 'A' && digit <= 'F')
            value = value * 16 + (uint32_t)(digit - 'A' + 10);
        else
            return false;
    }
    *key = value;
    return is_code_point(value);
}

static bool parse_character(struct str name, uint32_t *key)
{
    if (name.len == 0 || !utf8_is_valid(name))
        return false;
    size_t off = 0;
    *key = utf8_decode(name, &off);
    return off == name.len && is_visible(*key);
}

static bool parse_named(struct str name, uint32_t *key)
{
    for (size_t i = 0; i < COUNT_OF(named_keys); i++) {
        if (str_equal(name, str_from(named_keys[i].name))) {
            *key = named_keys[i].key;
            return true;
        }
    }
    return false;
}

bool key_parse(struct str name, uint32_t *out)
{
    static bool (*const forms[])(struct str, uint32_t *) = {parse_character, parse_named,
                                                            parse_control, parse_hexadecimal};
    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        uint32_t key;
        if (!forms[i](name, &key))
            continue;
        /* A second spelling of a key that has a name (C-i for Tab) is none. */
        struct buf spelled = BUF_INIT;
        key_append_name(&spelled, key);
        bool is_the_name = str_equal(buf_str(&spelled), name);
        buf_release(&spelled);
        if (is_the_name)
            *out = key;
        return is_the_name;
    }
    return false;
}

void key_append_name(struct buf *out, uint32_t key)
{
    const char *name = find_name(key);
    if (name) {
        buf_append_str(out, str_from(name));
    } else if (key > 0 && key < ' ') {
        buf_append_str(out, STR("C-"));
        buf_append_byte(out, (char)(key < 27 ? key - 1 + 'a' : key - 27 + '['));
    } else if (is_code_point(key) && is_visible(key)) {
        char bytes[4];
        buf_append(out, bytes, utf8_encode(key, bytes));
    } else if (is_code_point(key)) {
        buf_printf(out, "U+%04X", (unsigned)key);
    }
}

/* What Chinese input methods send for the ASCII key beside it. */
static const struct {
    uint16_t sent;
    char meant;
} punctuation[] = {
    {0x3002, '.'},  /* 。 */
    {0x3001, '/'},  /* 、 by / or \ ; only / is a command */
    {0x3010, '['},  /* 【 */
    {0x3011, ']'},  /* 】 */
    {0x300C, '{'},  /* 「 */
    {0x300D, '}'},  /* 」 */
    {0x300A, '<'},  /* 《 */
    {0x300B, '>'},  /* 》 */
    {0x2018, '\''}, /* ‘ */
    {0x2019, '\''}, /* ’ */
    {0x201C, '"'},  /* “ */
    {0x201D, '"'},  /* ” */
    {0x00A5, '$'},  /* ¥ */
    {0xFFE5, '$'},  /* ￥ */
    {0x2014, '_'},  /* — sent twice, as —— */
    {0x2026, '^'},  /* … sent twice, as …… */
    {0x00B7, '`'},  /* · */
    {0x3000, ' '},  /* ideographic space */
};

uint32_t key_narrow(uint32_t key)
{
    const uint32_t first_full_width = 0xFF01, last_full_width = 0xFF5E;
    if (key >= first_full_width && key <= last_full_width)
        return key - first_full_width + '!';
    for (size_t i = 0; i < COUNT_OF(punctuation); i++)
        if (punctuation[i].sent == key)
            return (unsigned char)punctuation[i].meant;
    return key;
}
