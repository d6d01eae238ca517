/* Homebrew as a method: where it belongs, and whether it can serve here. Pure. */
#ifndef WANTS_BREW_H
#define WANTS_BREW_H

#include "facts/facts.h"
#include "wants/wants.h"

/* Where Homebrew belongs on this machine, whether it is there or not: bottles are built for one
 * prefix. NULL: none for this system and CPU. */
const char *wants_brew_prefix(const struct facts *f);
/* The Homebrew at that prefix, built for this machine's CPU; NULL none. An Intel Homebrew on Apple
 * Silicon is never it. */
const struct brew *wants_brew(const struct facts *f);
/* Apple Silicon: one for Intel Macs, which is left as it is; NULL none. */
const struct brew *wants_intel_brew(const struct facts *f);
/* Why METHOD_HOMEBREW cannot serve: no prefix, not writable, none there and no administrator ...;
 * NULL it can; translated. */
const char *wants_no_brew(struct arena *mem, const struct facts *f);
/* Its own links lead into the Cellar; /usr/local/bin is a folder of others too. Theirs that lead nowhere brew puts its
 * own in place of (Homebrew/brew, keg.rb), and `brew reinstall` is not what mends them. */
bool brew_is_anothers_link(const struct tool *tool);
/* What brew is asked to do for a tool that it is to bring. */
enum brew_verb { BREW_INSTALL, BREW_LINK, BREW_REINSTALL, BREW_UPGRADE };
const char *brew_verb_name(enum brew_verb verb);
bool brew_verb_named(const char *name, enum brew_verb *ret);
enum brew_verb wants_brew_verb(struct arena *mem, const struct wants *w, const struct facts *f,
			       enum tool_id id);
/* The tool's formula, installed in the Homebrew that serves here; NULL. */
const struct keg *wants_keg(const struct wants *w, enum tool_id id);
/* Does its installer ask for a password here (Homebrew/install, install.sh: have_sudo_access)? */
bool wants_brew_password(const struct facts *f);

#endif
