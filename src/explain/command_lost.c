/* What a command takes away on this machine: rm and mv of files and folders in which tools lie. */
#include "explain/command_match.h"

#include <fnmatch.h>
#include <string.h>

#include "base/i18n.h"
#include "facts/facts.h"

static const struct tool *first_named(const struct facts *f, const char *name, size_t n)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const char *its = tool_name(f->tools.at[i].id);

		if (strlen(its) == n && strncmp(its, name, n) == 0)
			return &f->tools.at[i];
	}
	return NULL;
}

static const char *go_root(const struct facts *f)
{
	const struct tool *go = first_named(f, "go", 2);

	return go ? go->goroot : NULL;
}

static const char *go_path(struct arena *mem, const struct facts *f)
{
	const char *set = facts_setting_value(f, "GOPATH");

	return set && *set ? set : path_join(mem, f->places.home, "go");
}

/* What $(which go), $(brew --prefix) and the variables at the begin of a path stand for here; NULL: not known. */
static const char *begin_here(struct arena *mem, const struct facts *f, const char *word,
			      size_t *ret_n)
{
	static const struct {
		const char *text;
		enum { HOME, GOPATH, GOROOT, PREFIX } is;
	} begins[] = {
		{ "~", HOME },
		{ "$HOME", HOME },
		{ "${HOME}", HOME },
		{ "$GOPATH", GOPATH },
		{ "${GOPATH}", GOPATH },
		{ "$(go env GOPATH)", GOPATH },
		{ "`go env GOPATH`", GOPATH },
		{ "$GOROOT", GOROOT },
		{ "${GOROOT}", GOROOT },
		{ "$(go env GOROOT)", GOROOT },
		{ "`go env GOROOT`", GOROOT },
		{ "$(brew --prefix)", PREFIX },
		{ "`brew --prefix`", PREFIX },
	};

	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++) {
		size_t n = strlen(begins[i].text);

		if (!str_starts(word, begins[i].text) || (word[n] && word[n] != '/'))
			continue;
		*ret_n = n;
		switch (begins[i].is) {
		case HOME:
			return f->places.home;
		case GOPATH:
			return go_path(mem, f);
		case GOROOT:
			return go_root(f);
		case PREFIX:
			return f->brew.brews.n ? f->brew.brews.at[0].prefix : NULL;
		}
	}
	return NULL;
}

/* $(which go): the file that is found first. */
static const char *which_here(const struct facts *f, const char *word)
{
	const char *at = str_starts(word, "$(which ")        ? word + 8
			 : str_starts(word, "`which ")       ? word + 7
			 : str_starts(word, "$(command -v ") ? word + 13
							     : NULL;
	const struct tool *tool = at ? first_named(f, at, strcspn(at, ")`")) : NULL;

	return tool ? tool->path : NULL;
}

/* The path that the word names on this machine; NULL: not known. */
const char *command_path_here(struct arena *mem, const struct facts *f, const char *word)
{
	size_t n = 0;
	const char *begin = begin_here(mem, f, word, &n), *which = which_here(f, word);

	if (which)
		return which;
	if (begin)
		return path_bare(mem, arena_fmt(mem, "%s%s", begin, word + n));
	return word[0] == '/' ? path_bare(mem, word) : NULL;
}

/* /usr/local/go, /usr/local/bin and a star, /usr/local/bin/go and a star */
bool command_path_takes(const char *path, const char *file)
{
	if (!file)
		return false;
	if (strpbrk(path, "*?["))
		return fnmatch(path, file, 0) == 0;
	return path_is_within(file, path);
}

static void add_lost(struct arena *mem, const struct tools *tools, const char *path,
		     struct names *ret)
{
	for (size_t i = 0; i < tools->n; i++) {
		const struct tool *tool = &tools->at[i];

		if ((command_path_takes(path, tool->path) ||
		     command_path_takes(path, tool->real_path)) &&
		    !names_hold(ret, tool->path))
			list_push(mem, ret, tool->path);
	}
}

static void add_lost_of_word(struct arena *mem, const struct facts *f, const char *word,
			     struct names *ret)
{
	const char *path = word[0] == '-' ? NULL : command_path_here(mem, f, word);

	if (!path)
		return;
	add_lost(mem, &f->tools, path, ret);
	add_lost(mem, &f->go_tools, path, ret);
	add_lost(mem, &f->plugins, path, ret);
}

struct names command_lost(struct arena *mem, const struct facts *f, const struct names *words)
{
	struct names lost = { 0 };

	for (size_t at = 0, end; at < words->n; at = end + 1) {
		const char *name;

		end = segment_end(words, at);
		at = command_begin(words, at, end);
		name = at < end ? path_name(words->at[at]) : "";
		if (!glob_matches("rm|unlink|trash|mv", name))
			continue;
		/* the last word of mv is where all others go */
		for (size_t i = at + 1; i + str_equal(name, "mv") < end; i++)
			add_lost_of_word(mem, f, words->at[i], &lost);
	}
	return lost;
}

/* A tool of the distribution's package that the word takes away; NULL. */
static const struct tool *packaged(struct arena *mem, const struct facts *f, const char *word)
{
	const char *path = word[0] == '-' ? NULL : command_path_here(mem, f, word);

	for (size_t i = 0; path && i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->origin == ORIGIN_DISTRO && command_path_takes(path, tool->path))
			return tool;
	}
	return NULL;
}

static bool removes_packages(const struct pipelines *paste)
{
	for (size_t i = 0; i < paste->n; i++)
		for (size_t k = 1; k < paste->at[i].words.n; k++)
			if (glob_matches("remove|purge|autoremove|uninstall|erase|del|-R*",
					 paste->at[i].words.at[k]) &&
			    !str_equal(path_name(paste->at[i].words.at[k - 1]), "rm"))
				return true;
	return false;
}

const char *command_for_package(struct arena *mem, const struct facts *f,
				const struct pipelines *paste, const struct pipeline *p)
{
	const struct names *words = &p->words;

	for (size_t at = 0, end; at < words->n; at = end + 1) {
		end = segment_end(words, at);
		at = command_begin(words, at, end);
		if (at == end || !glob_matches("rm|unlink|trash", path_name(words->at[at])))
			continue;
		for (size_t i = at + 1; i < end; i++) {
			const struct tool *tool = packaged(mem, f, words->at[i]);
			const char *remove = tool ? distro_remove_command(mem, tool) : NULL;

			if (remove)
				return removes_packages(paste) ? NULL : remove;
		}
	}
	return NULL;
}

const char *command_lost_text(struct arena *mem, const struct facts *f, const struct names *lost)
{
	enum { MOST = 4 };
	struct str s = { .mem = mem };

	for (size_t i = 0; i < lost->n && i < MOST; i++)
		str_fmt(&s, "%s%s", i ? ", " : "", path_tilde(mem, lost->at[i], f->places.home));
	if (lost->n > MOST)
		str_add(&s, ", ...");
	return arena_fmt(mem, _("Here it takes away %s."), str_text(&s));
}
