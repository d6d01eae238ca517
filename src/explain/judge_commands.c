/*
 * Verdicts of the commands in the text: what the catalogue says of them, and what facts of this machine add.
 */
#include "explain/judge.h"

#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"
#include "shell/quote.h"

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
static void add_other_harm(struct arena *mem, struct explanation *x, struct command_machine machine,
			   const struct pipeline *p, const struct command_entry *told)
{
	enum { MOST = 200 };
	struct pipelines parts = command_parts(mem, p);
	LIST(const struct command_entry *) known = { 0 };

	list_push(mem, &known, told);
	for (size_t i = 0; parts.n > 1 && i < parts.n && i < MOST; i++) {
		struct command_match m;
		bool again = false;

		if (!command_find(mem, &x->catalogue->commands, &parts.at[i], machine, &m) ||
		    m.entry->verdict != COMMAND_HARMFUL)
			continue;
		for (size_t k = 0; k < known.n; k++)
			again = again || known.at[k] == m.entry;
		if (again)
			continue;
		list_push(mem, &known, m.entry);
		list_push(mem, &x->commands,
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
static const char *what_is_absent(struct arena *mem, const struct explain_input *in,
				  const struct explanation *x, const struct pipeline *p, bool image)
{
	const char *other, *absent;

	if (image)
		return command_other_manager_of_image(mem, image_of(x, p), p);
	other = command_other_manager(mem, in->facts, p);
	absent = command_absent_manager(&x->absent, p);
	if (!absent)
		absent = command_absent_brew(mem, in->facts, &x->pipelines, p);
	if (other || !absent)
		return other;
	return arena_fmt(mem, _("This machine has no %s."), absent);
}

/* By hand: the package manager goes on believing that it is there. */
static void judge_package(struct arena *mem, const char *remove, struct explained_command *c)
{
	c->verdict = COMMAND_HARMFUL;
	c->instead = remove;
	c->why = str_sentences(
		mem,
		_("A package brought it: its package manager goes on believing that it is there."),
		arena_fmt(mem, _("If it was run: %s"), own_name_in("goready apply")));
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
		c->why = str_sentences(mem, c->why,
				       arena_fmt(mem, _("If it was run: %s"), c->instead));
}

/* PATH=$PATH:$GOPATH/bin where nothing sets GOPATH */
static void judge_unset(struct arena *mem, const struct explain_input *in,
			struct command_machine machine, const char *name,
			struct explained_command *c)
{
	c->verdict = COMMAND_DOES_NOTHING;
	c->instead = command_with_folders(mem, in->facts, machine.go_bin, c->text);
	c->why =
		str_equal(name, "GOBIN")
			? _("GOBIN is set neither here nor in this text: an empty name on PATH is the folder that you are in, and no folder of Go's.")
			: arena_fmt(
				  mem,
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

static void judge_command(struct arena *mem, const struct explain_input *in, struct explanation *x,
			  struct command_machine machine, const struct pipeline *p)
{
	struct command_match m;
	bool known = command_find(mem, &x->catalogue->commands, p, machine, &m);
	struct names lost = command_lost(mem, in->facts, &p->words);
	struct names unknown;
	struct explained_command c = { .text = p->text };
	const char *other = known ? what_is_absent(mem, in, x, p, machine.image) : NULL;
	const char *package, *unset;

	if (known)
		c = (struct explained_command){ p->text, m.entry->verdict,
						typed_instead(mem, p->text, &m), m.why };
	if (known && c.verdict == COMMAND_FINE && !machine.image) {
		struct over_tree over = command_over_tree(mem, in->facts, &x->pipelines, p);

		if (over.tree)
			judge_over_tree(mem, p, over, &c);
	}
	if (known && c.verdict == COMMAND_FINE && !machine.image &&
	    (unset = command_unset_on_path(in->facts, &x->pipelines, p)))
		judge_unset(mem, in, machine, unset, &c);
	if (other && c.verdict == COMMAND_FINE && !names_hold(&p->words, "||"))
		c.verdict = COMMAND_DOES_NOTHING;
	if (c.verdict == COMMAND_FINE &&
	    (package = command_for_package(mem, in->facts, &x->pipelines, p)))
		judge_package(mem, package, &c);
	if (lost.n && !known) {
		c.verdict = COMMAND_HARMFUL;
		c.why = arena_fmt(mem, _("If it was run: %s"), own_name_in("goready apply"));
	}
	if ((!known && !lost.n) ||
	    (c.verdict == COMMAND_FINE && (!x->only_commands || p->in_sentence)))
		return;
	if (lost.n)
		c.why = str_sentences(mem, command_lost_text(mem, in->facts, &lost), c.why);
	if (other)
		c.why = str_sentences(mem, other, c.why);
	unknown = command_unknown(mem, &x->catalogue->commands, p, machine);
	if (unknown.n)
		judge_unknown(mem, &unknown, &c);
	x->known = true;
	list_push(mem, &x->commands, c);
	if (known && c.verdict == COMMAND_HARMFUL)
		add_other_harm(mem, x, machine, p, m.entry);
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

void explain_judge_commands(struct arena *mem, const struct explain_input *in,
			    struct explanation *x)
{
	enum {
		COMMANDS_MOST = 100
	}; /* of a log the last ones; nobody pastes more to ask about them */
	const struct machine_facts *here = &in->facts->machine;
	bool linux = here->os == OS_LINUX && here->userland != ARCH_UNKNOWN;
	enum arch cpu = linux ? here->userland : here->cpu;
	const char *shell = in->facts->shell.login_path;
	struct command_machine machine = { .paste = &x->pipelines,
					   .shell = shell ? path_name(shell) : NULL,
					   .go_bin = go_bin_here(mem, in->facts) };
	size_t first = x->pipelines.n > COMMANDS_MOST ? x->pipelines.n - COMMANDS_MOST : 0;

	for (size_t i = first; i < x->pipelines.n; i++) {
		const struct pipeline *p = &x->pipelines.at[i];
		size_t before = x->commands.n;

		machine.image = is_of_an_image(x, p);
		machine.os = machine.image ? OS_LINUX : here->os;
		machine.cpu = machine.os == here->os ? cpu : ARCH_UNKNOWN;
		machine.wsl = here->wsl && !machine.image;
		judge_command(mem, in, x, machine, p);
		if (x->commands.n == before && x->only_commands && !p->in_sentence &&
		    command_starts(&p->words))
			name_unknown(mem, x, p);
	}
	if (!any_known(x))
		x->commands.n = 0; /* that the text is not known is said once */
}
