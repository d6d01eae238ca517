/* What a message that was found means: ids of causes, each with the thing that the message's blanks name. */
#include "explain/read.h"

#include <string.h>

#include "explain/command_match.h"

static bool same_thing(const struct thing *a, const struct thing *b)
{
	return a->name == b->name || (a->kind == b->kind && str_equal(a->name, b->name));
}

/* A command may be typed again, and print the same. What another line of it printed may agree where this does not. */
static bool same_printed(const struct things *a, const struct things *b)
{
	if (!a || !b)
		return true;
	for (size_t i = 0; i < a->n; i++)
		if (a->n != b->n || !same_thing(&a->at[i], &b->at[i]))
			return false;
	return a->n == b->n;
}

/* What one message tells only in general, and another as its cause, is a cause. */
static void add_meaning(struct arena *mem, struct explanation *x, const struct meaning *m,
			struct thing about, const char *general)
{
	for (size_t i = 0; i < x->meanings.n; i++) {
		struct meaning *known = &x->meanings.at[i];

		if (str_equal(known->id, m->id) && same_thing(&known->about, &about) &&
		    same_printed(known->printed, m->printed)) {
			known->otherwise = known->otherwise && m->otherwise;
			known->if_here = known->if_here && m->if_here;
			known->general = general ? known->general : NULL;
			known->path = str_equal(known->path, m->path) ? known->path : NULL;
			known->printed = known->printed && m->printed ? known->printed : NULL;
			return;
		}
	}
	*list_add(mem, &x->meanings) = (struct meaning){ .id = m->id,
							 .about = about,
							 .otherwise = m->otherwise,
							 .if_here = m->if_here,
							 .general = general,
							 .path = m->path,
							 .printed = m->printed };
}

/* What is sourced is no program. */
static bool is_lines_of_a_shell(const char *name)
{
	return str_ends(name, ".sh") || str_ends(name, ".bash") || str_ends(name, ".zsh") ||
	       str_ends(name, ".fish") || str_ends(name, "rc") || str_ends(name, "profile");
}

/* "[[: not found" is a word of another shell. */
static bool is_program_name(const char *name)
{
	bool letters = false;

	for (const char *c = name; *c; c++)
		letters = letters || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			  (unsigned char)*c > 0x7f;
	return letters && !is_lines_of_a_shell(name);
}

/* "./build.sh" and "bin/tool" are files of the folder they were typed in, which PATH says nothing of;
 * plugins of protoc are looked for by their name wherever a project keeps them. go starts its compiler, and what
 * it has built for a test, by their paths alone. */
static bool is_a_file_of_its_folder(const struct thing *thing)
{
	if (thing->kind != THING_PATH)
		return false;
	if (strstr(thing->name, "/pkg/tool/") || strstr(thing->name, "/go-build"))
		return true;
	return !strchr("/~$%", thing->name[0]) && strchr(thing->name, '/') &&
	       !str_starts(path_name(thing->name), "protoc-gen-");
}

/* "sh: /home/user/My: No such file": a path that was cut at its blank, or a file that is no program. */
static bool is_in_no_folder_of_programs(struct arena *mem, const struct thing *thing)
{
	static const char folders[] = " bin sbin libexec shims ";
	const char *folder;

	if (thing->kind != THING_PATH || thing->name[0] != '/' ||
	    str_starts(path_name(thing->name), "protoc"))
		return false;
	folder = path_name(path_folder(mem, thing->name));
	return !str_is_among(folders, folder, strlen(folder));
}

/* What names a program may stand in a path, or without the prefix that protoc's plugins have. */
static struct thing as_program(struct arena *mem, struct thing thing)
{
	const char *name = thing.name;

	if (thing.kind == THING_PATH || thing.kind == THING_PROGRAM || thing.kind == THING_KNOWN)
		name = path_name(name);
	else if (thing.kind == THING_WORD && !strchr(name, '/'))
		name = str_starts(name, "protoc-gen-") ? name
						       : arena_fmt(mem, "protoc-gen-%s", name);
	if (name[0] == '-' && name[1])
		name++; /* a login shell's argv[0] */
	if (str_equal(name, "gofmt"))
		name = "go"; /* where one is the other is */
	return (struct thing){ THING_PROGRAM, name };
}

/* What the blank "path" took, or "path2", the second of that type; nothing where the words that
 * matched have no such blank. */
static struct thing one_thing(const struct things *things, const char *blank)
{
	size_t n = strlen(blank);
	size_t left = n && blank[n - 1] == '2' ? 2 : 1;

	n -= left == 2;
	for (size_t i = 0; i < things->n; i++) {
		const char *kind = thing_kind_name(things->at[i].kind);

		if (strlen(kind) == n && strncmp(kind, blank, n) == 0 && --left == 0)
			return things->at[i];
	}
	return (struct thing){ 0 };
}

static struct thing thing_of(struct arena *mem, const struct things *things, const char *blanks)
{
	struct names all = str_split(mem, blanks, '|');
	struct thing thing = { 0 };

	for (size_t i = 0; i < all.n && !thing.name; i++)
		thing = one_thing(things, all.at[i]);
	return thing;
}

/* "sudo make install": what it starts is looked for on root's PATH. */
static bool is_below_sudo(const struct explanation *x, size_t line)
{
	static const char starters[] =
		"make|gmake|just|task|mage|ninja|npm|yarn|pnpm|sh|bash|zsh|./*|*/*|*.sh|protoc|buf|go";
	const struct names *words = NULL;
	size_t at = 1;

	for (size_t i = 0; i < x->pipelines.n && x->pipelines.at[i].line < line; i++)
		if (x->pipelines.at[i].prompted || x->pipelines.at[i].line == 0)
			words = &x->pipelines.at[i].words;
	if (!words || words->n < 2 || !str_equal(words->at[0], "sudo"))
		return false;
	while (at + 1 < words->n && words->at[at][0] == '-')
		at++;
	return glob_matches(starters, words->at[at]);
}

void explain_add_meanings(struct arena *mem, struct explanation *x, const struct found *found)
{
	const struct message *m = found->message;
	bool below_sudo = is_below_sudo(x, found->match.line);
	struct things *printed = NULL;

	if (m->after.n) {
		printed = ARENA_NEW(mem, struct things);
		*printed = found->match.things;
	}

	for (size_t i = 0; i < m->means.n; i++) {
		struct thing about = m->means.at[i].about;
		struct meaning meant = m->means.at[i];

		meant.printed = printed;
		if (m->means.at[i].blank)
			about = thing_of(mem, &found->match.things, m->means.at[i].blank);
		if (m->means.at[i].blank && m->means.at[i].otherwise && !about.name)
			continue;
		if (about.kind == THING_KNOWN)
			about.kind = THING_PROGRAM;
		if (str_starts(m->means.at[i].id, "*.")) {
			if (!about.name)
				continue; /* about any program, and the text names none */
			if (is_a_file_of_its_folder(&about) ||
			    (str_equal(m->means.at[i].id, "*.missing") &&
			     is_in_no_folder_of_programs(mem, &about)))
				continue;
			if (about.kind == THING_PATH && path_is_absolute(about.name))
				meant.path = about.name;
			about = as_program(mem, about);
			if (!is_program_name(about.name))
				continue;
			if (below_sudo && str_equal(m->means.at[i].id, "*.missing"))
				add_meaning(mem, x, &(struct meaning){ .id = "path.sudo" }, about,
					    NULL);
		}
		add_meaning(mem, x, &meant, about, m->general);
	}
}

static void add_program(struct arena *mem, struct explanation *x, const struct thing *about)
{
	if (about->kind != THING_PROGRAM || !about->name || strchr(about->name, '/') ||
	    !is_program_name(about->name))
		return;
	for (size_t i = 0; i < x->programs.n; i++)
		if (str_equal(x->programs.at[i].name, about->name))
			return;
	*list_add(mem, &x->programs) = (struct named_program){ .name = about->name };
}

void explain_add_programs(struct arena *mem, struct explanation *x)
{
	for (size_t i = 0; i < x->meanings.n; i++)
		add_program(mem, x, &x->meanings.at[i].about);
}
