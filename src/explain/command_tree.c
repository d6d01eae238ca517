/* A Go tree that a command unpacks, copies or moves to where one lies on this machine. */
#include "explain/command_match.h"

#include <string.h>

#include "facts/facts.h"

/* Of the paste so far: the folder that cd went to, and what was removed, moved away or asked for. */
struct walk {
	const char *folder; /* NULL: not known */
	struct names gone;
};

struct part {
	const struct names *words;
	size_t at, end; /* behind sudo and the like; its operator */
};

static bool holds(const struct part *part, const char *globs)
{
	for (size_t i = part->at + 1; i < part->end; i++)
		if (glob_matches(globs, part->words->at[i]))
			return true;
	return false;
}

/* xzf, -xzf, --extract */
static bool is_unpacking(const struct part *part)
{
	const char *first = part->at + 1 < part->end ? part->words->at[part->at + 1] : "";

	return glob_matches("tar|gtar|bsdtar", path_name(part->words->at[part->at])) &&
	       (holds(part, "--extract|-*x*|!--[!e]*") ||
		(first[0] != '-' && strchr(first, 'x'))) &&
	       !holds(part, "--strip-components*|--one-top-level*");
}

/* -C DIR, -xzC DIR, -CDIR, --directory=DIR; else where cd went to */
static const char *folder_of_tar(struct arena *mem, const struct facts *f, const struct part *part,
				 const char *here)
{
	for (size_t i = part->at + 1; i < part->end; i++) {
		const char *word = part->words->at[i];
		bool next = i + 1 < part->end;

		if (str_starts(word, "--directory="))
			return command_path_here(mem, f, word + strlen("--directory="));
		if (next && glob_matches("--directory|-C|-[a-z]*C", word))
			return command_path_here(mem, f, part->words->at[i + 1]);
		if (str_starts(word, "-C/"))
			return command_path_here(mem, f, word + 2);
	}
	return here;
}

static bool is_move(const struct part *part)
{
	return glob_matches("mv|gmv", path_name(part->words->at[part->at]));
}

/* cp -r go /usr/local, mv go /usr/local */
static const char *folder_of_copy(struct arena *mem, const struct facts *f, const struct part *part)
{
	bool copies = glob_matches("cp|gcp", path_name(part->words->at[part->at])) &&
		      holds(part, "-r*|-R*|-a*|--recursive");

	return (copies || is_move(part)) && holds(part, "go|./go|*/go|go/|*/go/") &&
			       !holds(part, "-T|--no-target-directory")
		       ? command_path_here(mem, f, part->words->at[part->end - 1])
		       : NULL;
}

static bool names_an_archive_of_go(const struct names *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (glob_matches(
			    "*go1.*.tar.gz*|go*.linux-*|*/go*.linux-*|go*.darwin-*|*go$*.tar.gz*|go.tgz|go.tar.gz|golang.tgz|golang.tar.gz|"
			    "*/go.tgz|*/go.tar.gz|*/golang.tar.gz",
			    words->at[i]))
			return true;
	return false;
}

static bool names_version(struct arena *mem, const struct names *words, const char *version)
{
	const char *name = version ? arena_fmt(mem, "go%s.", version) : NULL;

	for (size_t i = 0; name && i < words->n; i++)
		if (strstr(words->at[i], name))
			return true;
	return false;
}

/* The tree of a go that lies there, unless it was gone by then or is of the same release. */
static const char *tree_at(struct arena *mem, const struct facts *f, const char *root,
			   const struct names *words, const struct names *gone)
{
	for (size_t i = 0; root && i < gone->n; i++)
		if (command_path_takes(gone->at[i], root))
			return NULL;
	for (size_t i = 0; root && i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == TOOL_GO && str_equal(tool->goroot, root))
			return names_version(mem, words, tool->version) ? NULL : root;
	}
	return NULL;
}

static void walk_on(struct arena *mem, const struct facts *f, const struct part *part,
		    struct walk *walk)
{
	const char *name = path_name(part->words->at[part->at]);

	if (str_equal(name, "cd"))
		walk->folder = part->at + 1 < part->end
				       ? command_path_here(mem, f, part->words->at[part->at + 1])
				       : NULL;
	if (!glob_matches("rm|mv|trash|unlink|test|[|[[", name))
		return;
	/* the last word of mv is where the others go */
	for (size_t i = part->at + 1; i + is_move(part) < part->end; i++) {
		const char *path = command_path_here(mem, f, part->words->at[i]);

		if (path)
			list_push(mem, &walk->gone, path);
	}
}

static struct over_tree tree_of_part(struct arena *mem, const struct facts *f,
				     const struct part *part, const struct walk *walk)
{
	const struct names *words = part->words;
	bool unpacks = is_unpacking(part) && names_an_archive_of_go(words);
	const char *into =
		unpacks ? folder_of_tar(mem, f, part, walk->folder) : folder_of_copy(mem, f, part);
	struct over_tree over = { .how = is_move(part) ? OVER_TREE_FAILS : OVER_TREE_MIXES };

	if (into)
		over.tree = tree_at(mem, f, path_join(mem, into, "go"), words, &walk->gone);
	if (!over.tree && into && !unpacks) {
		over.how = OVER_TREE_INSIDE;
		over.tree = tree_at(mem, f, into, words, &walk->gone);
	}
	return over;
}

static struct over_tree tree_of_line(struct arena *mem, const struct facts *f,
				     const struct pipeline *p, struct walk *walk)
{
	struct over_tree over = { 0 };

	for (size_t at = 0, end; at < p->words.n && !over.tree; at = end + 1) {
		struct part part = { .words = &p->words };

		end = segment_end(&p->words, at);
		part.at = command_begin(&p->words, at, end);
		part.end = end;
		if (part.at == end)
			continue;
		walk_on(mem, f, &part, walk);
		over = tree_of_part(mem, f, &part, walk);
	}
	return over;
}

/* Most lines have neither: for them nothing in front is looked at. */
static bool may_unpack(const struct names *words)
{
	for (size_t i = 0; i < words->n; i++)
		if (glob_matches("tar|gtar|bsdtar|cp|gcp|mv|gmv", path_name(words->at[i])))
			return true;
	return false;
}

struct over_tree command_over_tree(struct arena *mem, const struct facts *f,
				   const struct pipelines *paste, const struct pipeline *p)
{
	enum { NEAR = 50 }; /* lines of an article in front of it */
	struct walk walk = { 0 };
	size_t at = 0;

	if (!may_unpack(&p->words))
		return (struct over_tree){ 0 };
	while (at < paste->n && &paste->at[at] != p)
		at++;
	for (size_t i = at > NEAR ? at - NEAR : 0; i < at; i++)
		(void)tree_of_line(mem, f, &paste->at[i], &walk);
	return tree_of_line(mem, f, p, &walk);
}
