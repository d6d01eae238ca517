/*
 * Verdicts of the commands in the text: what the catalogue says of them, and what facts of this machine add.
 */
#include "explain/judge.h"

#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"
#include "shell/quote.h"

/* A command line, and the machine that it is judged for: this one, or the image that a Dockerfile makes. */
struct line {
	struct arena *mem;
	const struct explain_input *in;
	struct explanation *x;
	struct command_machine machine;
	const struct pipeline *p;
};

/* The folder that the first go is found in; NULL also where every PATH has it: nothing is to be typed for that. */
static const char *go_bin_here(struct arena *mem, const struct facts *f)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (f->tools.at[i].id == TOOL_GO && f->tools.at[i].fault == FAULT_NONE) {
			const char *folder = path_folder(mem, f->tools.at[i].path);

			return str_equal(folder, "/usr/bin") || str_equal(folder, "/bin") ? NULL
											  : folder;
		}
	return NULL;
}

/* "a && b && c": one verdict tells only the worst, and each harm has its own way back. */
static void add_other_harm(const struct line *l, const struct command_entry *told)
{
	enum { MOST = 200 };
	struct pipelines parts = command_parts(l->mem, l->p);
	LIST(const struct command_entry *) known = { 0 };

	list_push(l->mem, &known, told);
	for (size_t i = 0; parts.n > 1 && i < parts.n && i < MOST; i++) {
		struct command_match m;
		bool again = false;

		if (!command_find(l->mem, &l->x->catalogue->commands, &parts.at[i], l->machine,
				  &m) ||
		    m.entry->verdict != COMMAND_HARMFUL)
			continue;
		for (size_t k = 0; k < known.n; k++)
			again = again || known.at[k] == m.entry;
		if (again)
			continue;
		list_push(l->mem, &known, m.entry);
		list_push(l->mem, &l->x->commands,
			  ((struct explained_command){ parts.at[i].text, m.entry->verdict,
						       m.instead, m.why }));
	}
}

/* A line of a Dockerfile: what it does is done in an image. */
static bool is_of_an_image(const struct explanation *x, const struct pipeline *p)
{
	const char *line = p->line < x->lines.n ? x->lines.at[p->line] : "";

	return strstr(line, "RUN ") || str_starts(p->text, "ENV ");
}

/* The line that says what the image is built on; NULL. */
static const char *image_of(const struct explanation *x, const struct pipeline *p)
{
	for (size_t i = p->line; i > 0; i--)
		if (str_starts(x->lines.at[i - 1], "FROM "))
			return x->lines.at[i - 1];
	return NULL;
}

/* What the line calls, and there is not; NULL. In a Dockerfile it is the image's system that has to have it. */
static const char *what_is_absent(const struct line *l)
{
	const char *other, *absent;

	if (l->machine.image)
		return command_other_manager_of_image(l->mem, image_of(l->x, l->p), l->p);
	other = command_other_manager(l->mem, l->in->facts, l->p);
	absent = command_absent_manager(&l->x->absent, l->p);
	if (!absent)
		absent = command_absent_brew(l->mem, l->in->facts, &l->x->pipelines, l->p);
	if (other || !absent)
		return other;
	return arena_fmt(l->mem, _("This machine has no %s."), absent);
}

static const char *if_it_was_run(struct arena *mem, const char *command)
{
	return arena_fmt(mem, _("If it was run: %s"), command);
}

/* By hand: the package manager goes on believing that it is there. */
static void judge_package(struct arena *mem, const char *remove, struct explained_command *c)
{
	c->verdict = COMMAND_HARMFUL;
	c->instead = remove;
	c->why = str_sentences(
		mem,
		_("A package brought it: its package manager goes on believing that it is there."),
		if_it_was_run(mem, own_name_in("goready apply")));
}

static void judge_unknown(struct arena *mem, const struct names *unknown,
			  struct explained_command *c)
{
	const char *which = str_join(mem, unknown, _("; "));

	if (c->verdict == COMMAND_FINE) {
		c->verdict = COMMAND_UNKNOWN;
		c->why = arena_fmt(mem, _("Not known is: %s. The rest is fine."), which);
	} else {
		c->why = arena_fmt(mem, _("%s Not known is: %s."), c->why, which);
	}
}

static const char *why_over_tree(struct arena *mem, struct over_tree over)
{
	switch (over.how) {
	case OVER_TREE_MIXES:
		return arena_fmt(
			mem,
			_("Here %s holds a Go tree already: unpacked over it, files of both releases stay, and what is built with them fails."),
			over.tree);
	case OVER_TREE_FAILS:
		return arena_fmt(
			mem,
			_("Here %s holds a Go tree already: mv refuses with \"Directory not empty\", and the old one stays."),
			over.tree);
	case OVER_TREE_INSIDE:
		break;
	}
	return arena_fmt(
		mem,
		_("Here %s is a Go tree already: the new one becomes %s/go, and PATH goes on finding the old one. If it was run, delete %s/go."),
		over.tree, over.tree, over.tree);
}

static void judge_over_tree(struct arena *mem, const struct pipeline *p, struct over_tree over,
			    struct explained_command *c)
{
	const char *sudo = names_hold(&p->words, "sudo") ? "sudo " : "";

	c->verdict = over.how == OVER_TREE_MIXES ? COMMAND_HARMFUL : COMMAND_DOES_NOTHING;
	c->instead = arena_fmt(mem, "%srm -rf %s && %s", sudo, over.tree, p->text);
	c->why = why_over_tree(mem, over);
	if (over.how == OVER_TREE_MIXES)
		c->why = str_sentences(mem, c->why, if_it_was_run(mem, c->instead));
}

/* PATH=$PATH:$GOPATH/bin where nothing sets GOPATH */
static void judge_unset(const struct line *l, const char *name, struct explained_command *c)
{
	c->verdict = COMMAND_DOES_NOTHING;
	c->instead = command_with_folders(l->mem, l->in->facts, l->machine.go_bin, c->text);
	c->why =
		str_equal(name, "GOBIN")
			? _("GOBIN is set neither here nor in this text: an empty name on PATH is the folder that you are in, and no folder of Go's.")
			: arena_fmt(
				  l->mem,
				  _("%s is set neither here nor in this text: $%s/bin then is /bin, which every PATH has, and no folder of Go's."),
				  name, name);
}

/* "the same without sudo" as it is to be typed; in those words where the word has options or stands there twice. */
static const char *typed_instead(struct arena *mem, const char *text, const struct command_match *m)
{
	size_t n = m->without ? strlen(m->without) : 0;
	const char *at = n ? strstr(text, m->without) : NULL, *behind = at ? at + n : "";

	if (!at || strstr(behind, m->without) || (at > text && at[-1] != ' ') ||
	    (*behind && *behind != ' '))
		return m->instead;
	behind += *behind == ' ';
	if (str_equal(m->without, "sudo") && (*behind == '-' || is_assignment_word(behind)))
		return m->instead;
	return str_trim(mem, arena_fmt(mem, "%.*s%s", (int)(at - text), text, behind));
}

/* What this machine makes of a command that is fine as such; absent: as what_is_absent says. */
static void judge_here(const struct line *l, const char *absent, struct explained_command *c)
{
	const struct facts *f = l->in->facts;
	const struct pipelines *paste = &l->x->pipelines;
	struct over_tree over = { 0 };
	const char *unset = NULL, *package;

	if (!l->machine.image) {
		over = command_over_tree(l->mem, f, paste, l->p);
		unset = command_unset_on_path(f, paste, l->p);
	}
	if (over.tree)
		judge_over_tree(l->mem, l->p, over, c);
	else if (unset)
		judge_unset(l, unset, c);
	else if (absent && !names_hold(&l->p->words, "||"))
		c->verdict = COMMAND_DOES_NOTHING;
	else if ((package = command_for_package(l->mem, f, paste, l->p)))
		judge_package(l->mem, package, c);
}

static void judge_command(const struct line *l)
{
	const struct command_entries *entries = &l->x->catalogue->commands;
	const struct facts *f = l->in->facts;
	struct names lost = command_lost(l->mem, f, &l->p->words), unknown;
	struct explained_command c = { .text = l->p->text };
	struct command_match m;
	bool known = command_find(l->mem, entries, l->p, l->machine, &m);
	const char *absent = known ? what_is_absent(l) : NULL;

	if (known) {
		c.verdict = m.entry->verdict;
		c.instead = typed_instead(l->mem, l->p->text, &m);
		c.why = m.why;
		if (c.verdict == COMMAND_FINE)
			judge_here(l, absent, &c);
	} else if (lost.n) {
		c.verdict = COMMAND_HARMFUL;
		c.instead = command_for_package(l->mem, f, &l->x->pipelines, l->p);
		c.why = if_it_was_run(l->mem, own_name_in("goready apply"));
	} else {
		return;
	}
	if (c.verdict == COMMAND_FINE && (!l->x->only_commands || l->p->in_sentence))
		return;
	if (lost.n)
		c.why = str_sentences(l->mem, command_lost_text(l->mem, f, &lost), c.why);
	if (absent)
		c.why = str_sentences(l->mem, absent, c.why);
	unknown = command_unknown(l->mem, entries, l->p, l->machine);
	if (unknown.n)
		judge_unknown(l->mem, &unknown, &c);
	l->x->known = true;
	list_push(l->mem, &l->x->commands, c);
	if (known && c.verdict == COMMAND_HARMFUL)
		add_other_harm(l, m.entry);
}

static bool any_known(const struct explanation *x)
{
	for (size_t i = 0; i < x->commands.n; i++)
		if (x->commands.at[i].verdict != COMMAND_UNKNOWN || x->known)
			return true;
	return false;
}

/* One that nothing is known of, between others: it is named, so that nobody takes it for fine. */
static void name_unknown(struct arena *mem, struct explanation *x, const struct pipeline *p)
{
	list_push(mem, &x->commands,
		  ((struct explained_command){ p->text, COMMAND_UNKNOWN, NULL,
					       _("goready does not know this command.") }));
}

static struct command_machine this_machine(struct arena *mem, const struct explain_input *in,
					   const struct explanation *x)
{
	const struct machine_facts *here = &in->facts->machine;
	bool by_userland = here->os == OS_LINUX && here->userland != ARCH_UNKNOWN;
	const char *shell = in->facts->shell.login_path;

	return (struct command_machine){ .os = here->os,
					 .cpu = by_userland ? here->userland : here->cpu,
					 .paste = &x->pipelines,
					 .shell = shell ? path_name(shell) : NULL,
					 .wsl = here->wsl,
					 .go_bin = go_bin_here(mem, in->facts) };
}

/* The image that is made on it. */
static struct command_machine in_image(struct command_machine machine)
{
	machine.image = true;
	machine.wsl = false;
	if (machine.os != OS_LINUX)
		machine.cpu = ARCH_UNKNOWN;
	machine.os = OS_LINUX;
	return machine;
}

void explain_judge_commands(struct arena *mem, const struct explain_input *in,
			    struct explanation *x)
{
	enum {
		COMMANDS_MOST = 100
	}; /* of a log the last ones; nobody pastes more to ask about them */
	struct command_machine here = this_machine(mem, in, x);
	size_t first = x->pipelines.n > COMMANDS_MOST ? x->pipelines.n - COMMANDS_MOST : 0;

	for (size_t i = first; i < x->pipelines.n; i++) {
		const struct pipeline *p = &x->pipelines.at[i];
		size_t before = x->commands.n;

		judge_command(&(struct line){ mem, in, x,
					      is_of_an_image(x, p) ? in_image(here) : here, p });
		if (x->commands.n == before && x->only_commands && !p->in_sentence &&
		    command_starts(&p->words))
			name_unknown(mem, x, p);
	}
	if (!any_known(x))
		x->commands.n = 0; /* that the text is not known is said once */
}
