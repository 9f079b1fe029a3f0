/*
 * clipboard: the bytes that put a text into the clipboard of the reader's own machine, by way of
 * the terminal: OSC 52. Bytes only; screen/term sends them.
 *
 *     directly      ESC ] 52 ; c ; BASE64 BEL
 *     tmux          the same, for tmux itself (set-clipboard on), then wrapped for the terminal
 *                   outside: ESC P tmux; with every ESC doubled ... ESC \  (allow-passthrough on)
 *     GNU screen    wrapped in pieces, each ESC P ... ESC \, for screen takes no long strings
 *
 * Nothing answers: whether it arrived cannot be known. Source: xterm's "ctlseqs"; tmux(1),
 * allow-passthrough; GNU screen's MAXSTR.
 */
#ifndef DUBAN_SCREEN_CLIPBOARD_H
#define DUBAN_SCREEN_CLIPBOARD_H

#include "base/base.h"

enum clipboard { CLIPBOARD_NONE, CLIPBOARD_DIRECT, CLIPBOARD_TMUX, CLIPBOARD_SCREEN };

/* How a terminal takes it, by the value of TERM (NULL: none) and whether TMUX and STY are set. None
 * for the linux console, vt100 and other terminals that have no clipboard and may show the bytes. */
enum clipboard clipboard_of(const char *term_name, bool in_tmux, bool in_screen);

/* Appends the bytes for `text`; nothing for CLIPBOARD_NONE. */
void clipboard_append(struct buf *out, enum clipboard kind, struct str text);

#endif
