/*
 * An undo that calls sudo: the password is asked for ahead of it, once, in front of the terminal. What
 * sudo remembers then is dropped after it.
 *
 *	bool asked = undo_sudo_ask(&plan, lend, ctx);
 *	... carry it out; the commands say sudo -n ...
 *	if (asked)
 *		undo_sudo_forget();
 *
 * Where there is no terminal, or no password is given, the item itself fails and says what to do.
 */
#ifndef APP_UNDO_SUDO_H
#define APP_UNDO_SUDO_H

#include "journal/undo.h"

/* lend: as run_spec's; NULL: nothing is in the way of what sudo asks. */
bool undo_sudo_ask(const struct undo_plan *plan,
		   void (*lend)(void *ctx, bool lent, const char *why), void *ctx);
void undo_sudo_forget(void);

#endif
