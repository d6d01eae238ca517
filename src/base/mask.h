/*
 * What may leave a machine, in a capture or a log: no secrets, no user name, no home folder. Pure.
 *
 * Every value that is assigned is masked, in start files and in the environment, but for those that
 * say where things are (PATH, GO*, HOMEBREW_*, XDG_*, ...) and the hosts of proxies; names that
 * speak of tokens, keys and passwords are masked whatever they begin with, and of GOPRIVATE and its
 * like the hosts that only a company knows. User info in addresses goes, and so do addresses of mail. The home folder becomes a made-up one, and the user's name as a whole word "user".
 */
#ifndef BASE_MASK_H
#define BASE_MASK_H

#include "base/str.h"

struct mask {
	struct arena *mem;
	const char *home, *user; /* what must not be seen; NULL: nothing to hide */
	const char *new_home;    /* what stands there instead */
	/* Private hosts that were met: the second is "masked-2" wherever it stands, so that two can be told
	 * apart. NULL: each is "masked". */
	struct names *hosts;
};

/* May the value of a variable be seen (once user info, home and name are taken out)? */
bool mask_shows(const char *name);
/* One assignment's value. */
const char *mask_value(const struct mask *m, const char *name, const char *value);
/* A text in which things may be assigned: start files, output of programs. */
struct bytes mask_script(const struct mask *m, struct bytes text);
/* What a program answers to --version: its name and a version, or why it does not start; what else it says is
 * a foreign program's own. */
struct bytes mask_version_answer(const struct mask *m, struct bytes text);
/* A file: one of NAME=value lines alone, as `go env -w` and brew.env write them, has values that go to
 * the end of the line, blanks included; any other is a script. */
struct bytes mask_file(const struct mask *m, struct bytes text);
/* git's settings, whichever of its files they stand in. */
struct bytes mask_git(const struct mask *m, struct bytes text);
/* Settings of an editor, JSON or what it should be: the names of settings, and what those of Go say; of
 * other values, and of comments, only that they are there. */
struct bytes mask_settings(const struct mask *m, struct bytes text);
/* Settings of other editors, which are programs or XML: the lines that name Go's programs or folders; of all
 * others only that they are there. */
struct bytes mask_editor_lines(const struct mask *m, struct bytes text);
/* Any other text: home, name and addresses only. */
struct bytes mask_text(const struct mask *m, struct bytes text);
/* A path; `~` in front where it is at or below home. */
const char *mask_path(const struct mask *m, const char *path);

#endif
