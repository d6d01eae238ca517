/* Is what doctor found in an editor's settings about the thing in the text? */
#include "explain/concern.h"

#include <stdio.h>
#include <string.h>

static bool is_its_name(const struct question *q, const char *word)
{
	return str_equal(word, q->about->name);
}

/* "go" is not found by the PATH that the setting gives. */
static bool is_path(const struct question *q, const char *word)
{
	(void)q;
	return str_equal(word, "PATH");
}

/* A file below that folder, or a folder above it that could not be made; the home is above everything. */
static bool is_folder_of_it(const struct question *q, const char *word)
{
	const char *path = q->about->name;

	return is_in_folder(q, word) || (path_is_absolute(word) && path_is_within(word, path) &&
					 !path_is_within(q->in->facts->places.home, path));
}

static bool is_version_spoken_of(const struct question *q, const char *word)
{
	enum { LONGEST = 40 }; /* a word that is longer is no version */
	char go[LONGEST + 8];

	if (!strchr("123456789", word[0]) || !strchr(word, '.') || strlen(word) > LONGEST)
		return false;
	(void)snprintf(go, sizeof(go), "go%.*s", LONGEST, word);
	return explain_speaks_of(q->x, word) || explain_speaks_of(q->x, go);
}

bool is_told_of_its_setting(const struct question *q)
{
	const struct names *told = &q->f->evidence;

	for (size_t i = 0; i < told->n; i++)
		if (evidence_has_word(q, told->at[i],
				      q->about->kind == THING_PATH      ? is_folder_of_it
				      : str_equal(q->about->name, "go") ? is_path
									: is_its_name))
			return true;
	return false;
}

/* The last line tells of the terminal's Go. */
bool speaks_of_the_editors_go(const struct question *q)
{
	const struct names *told = &q->f->evidence;

	for (size_t i = 0; i + 1 < told->n; i++)
		if (evidence_has_word(q, told->at[i], is_version_spoken_of))
			return true;
	return false;
}
