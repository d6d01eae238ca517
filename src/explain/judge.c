/*
 * Verdicts. A finding of doctor is a cause only if it concerns the thing in the text; a fact that is
 * absent is never taken for one that is false.
 */
#include "explain/judge.h"

#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"

const char *hypothesis_verdict_name(enum hypothesis_verdict verdict)
{
	switch (verdict) {
	case HYPOTHESIS_HOLDS:
		return "holds";
	case HYPOTHESIS_NOT_LOOKED:
		return "not-looked-at";
	case HYPOTHESIS_ELSEWHERE:
		return "elsewhere";
	case HYPOTHESIS_RULED_OUT:
		return "ruled-out";
	}
	return NULL;
}

/* ---- facts about what is named ---- */

static void take_known(struct arena *mem, const struct facts *f, struct named_program *p)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (str_equal(tool_name(f->tools.at[i].id), p->name))
			list_push(mem, &p->found, f->tools.at[i]);
}

/* A tree that was unpacked in part, or from which somebody took something away; a capture holds no sources. */
static void look_into_the_tree(struct arena *mem, struct host *host, const struct facts *f,
			       const char *path, struct names *gone)
{
	const struct tool *go = facts_resolve(f, TOOL_GO);
	struct file_info info = { 0 };

	if (go && go->goroot && path_is_within(path, go->goroot) && !names_hold(gone, path) &&
	    host_is_folder(host, path_join(mem, go->goroot, "src/runtime")) &&
	    host->stat(host, mem, path, &info, NULL) == RC_OK && info.type == FILE_NONE)
		list_push(mem, gone, path);
}

void explain_look(struct arena *mem, struct host *host, const struct facts *f,
		  struct explanation *x)
{
	x->gone = (struct names){ 0 };
	for (size_t i = 0; i < x->meanings.n; i++)
		if (str_equal(x->meanings.at[i].id, "go.mixed-tree") &&
		    x->meanings.at[i].about.kind == THING_PATH && x->meanings.at[i].about.name)
			look_into_the_tree(mem, host, f, x->meanings.at[i].about.name, &x->gone);

	for (size_t i = 0; i < x->programs.n; i++) {
		struct named_program *p = &x->programs.at[i];

		memset(&p->found, 0, sizeof(p->found));
		take_known(mem, f, p);
		if (!p->found.n)
			p->found = facts_programs(mem, host, f, p->name);
	}
}

const struct named_program *explain_program(const struct explanation *x, const char *name)
{
	for (size_t i = 0; i < x->programs.n; i++)
		if (str_equal(x->programs.at[i].name, name))
			return &x->programs.at[i];
	return NULL;
}

/* ---- one hypothesis ---- */

static const struct finding *finding_of(const struct explain_input *in, const struct explanation *x,
					const char *id, const struct thing *about)
{
	for (size_t i = 0; i < in->findings->n; i++)
		if (str_equal(in->findings->at[i].rule->id, id) &&
		    explain_concerns(in, x, &in->findings->at[i], about))
			return &in->findings->at[i];
	return NULL;
}

static void take_finding(struct hypothesis *h, const struct finding *f)
{
	h->verdict = HYPOTHESIS_HOLDS;
	h->finding = f;
	h->title = f->title;
	h->evidence = f->evidence;
	h->remedy = f->remedy;
}

/* What trying addresses would say, and nobody has tried them; what a variable says is read without. */
static bool needs_the_network(const struct hypothesis *h)
{
	static const char *const ids[] = { "net.offline",     "net.proxy-dead", "net.intercepted",
					   "net.blocked",     "goenv.proxy",    "net.poisoned",
					   "net.system-proxy" };

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (str_equal(h->id, ids[i]))
			return !h->about.name || h->about.kind != THING_VARIABLE;
	return false;
}

/* What a go.mod says, and none is in the folder where goready was started. */
static bool needs_the_project(const char *id)
{
	return str_equal(id, "go.switched-toolchain") || str_equal(id, "git.dubious-ownership") ||
	       str_equal(id, "go.toolchain-unavailable") || str_equal(id, "plugin.ahead-of-grpc") ||
	       str_equal(id, "project.plugin-newer-than-runtime") ||
	       str_equal(id, "project.go-line-too-old");
}

/* A rule of doctor decides it, and has looked: of start files only those that shells read by themselves. */
static bool is_decided_here(const struct explain_input *in, const struct rule *rule,
			    const struct thing *about)
{
	if (!rule || !rule->holds)
		return false;
	if (!about->name || about->kind != THING_PATH || !str_starts(rule->id, "rc."))
		return true;
	for (int id = 0; id < SHELL_N; id++)
		for (size_t i = 0; i < in->facts->shell.shells[id].files.n; i++)
			if (str_equal(path_name(in->facts->shell.shells[id].files.at[i].path),
				      path_name(about->name)))
				return true;
	return false;
}

/* A version manager sets it anew in each shell, and may have set another one where the text comes from. */
static bool is_set_by_a_manager(const struct explain_input *in, const struct explanation *x,
				const struct hypothesis *h)
{
	if (!str_equal(h->id, "goenv.goroot"))
		return false;
	for (size_t i = 0; i < x->lines.n; i++)
		if (facts_is_managed(in->facts, x->lines.at[i]))
			return true;
	return facts_is_managed(in->facts, facts_setting_value(in->facts, "GOROOT"));
}

/* Looked at, and not so; or what would have to be looked at first. */
static void rule_out(struct arena *mem, const struct explain_input *in, const struct explanation *x,
		     struct hypothesis *h)
{
	h->verdict = HYPOTHESIS_RULED_OUT;
	if (!(in->observed && in->observed->addresses.n) && needs_the_network(h)) {
		h->verdict = HYPOTHESIS_NOT_LOOKED;
		h->remedy = _("'goready doctor --network' tries the addresses.");
	} else if (!(in->observed && in->observed->shells.n) && rules_need_shells(h->id)) {
		h->verdict = HYPOTHESIS_NOT_LOOKED;
		h->remedy = _("'goready doctor --shells' asks your shells.");
	} else if (!in->facts->project.folder && needs_the_project(h->id)) {
		h->verdict = HYPOTHESIS_NOT_LOOKED;
		h->remedy = _("Run 'goready explain' in the project's folder: its go.mod decides.");
	} else if (is_set_by_a_manager(in, x, h)) {
		h->verdict = HYPOTHESIS_NOT_LOOKED;
		h->remedy = _(
			"A version manager sets GOROOT anew in each shell. Run 'go env GOROOT' and 'type -a go' where that command ran: both have to name the same Go.");
	} else if (explain_go_is_new_enough(in->facts, &h->about)) {
		list_push(mem, &h->evidence,
			  arena_fmt(mem, _("the first go here is %s, and %s is enough"),
				    facts_resolve(in->facts, TOOL_GO)->version, h->about.name));
	} else if (h->about.name && h->about.kind == THING_VARIABLE) {
		const char *value = facts_setting_value(in->facts, h->about.name);

		list_push(mem, &h->evidence,
			  value ? arena_fmt(mem, "%s=%s", h->about.name, value)
				: arena_fmt(mem, _("%s is not set here"), h->about.name));
	}
}

/* The standard library's packages have such short names, and only some came with a newer Go. */
static bool is_of_another_kind_of_package(const struct hypothesis *h)
{
	if (!h->about.name)
		return false;
	if (str_equal(h->id, "go.package-path"))
		return explain_is_standard_package(&h->about);
	if (str_equal(h->id, "usage.cut-tree"))
		return !explain_is_standard_package(&h->about) || explain_came_later(&h->about);
	return str_equal(h->id, "usage.older-go") && !explain_came_later(&h->about);
}

/* By a rule of doctor, or by the catalogue's own words for what no machine decides. */
static void judge_by_rule(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h)
{
	const struct finding *f = finding_of(in, x, h->id, &h->about);
	const struct cause *cause = catalogue_cause(x->catalogue, h->id);
	const struct rule *rule = rules_find(h->id);

	if (f) {
		take_finding(h, f);
	} else if (explain_judge_wanted(mem, in, x, h)) {
		return;
	} else if (is_of_another_kind_of_package(h)) {
		h->verdict = HYPOTHESIS_RULED_OUT;
		h->title = cause ? _(cause->title) : NULL;
	} else if ((cause && !is_decided_here(in, rule, &h->about)) ||
		   (rule && rule->by_symptom_only)) {
		h->verdict = HYPOTHESIS_ELSEWHERE;
		h->title = _(cause ? cause->title : rule->title);
		h->remedy = _(cause ? cause->advice : rule->advice);
	} else {
		h->title = rule ? _(rule->title) : NULL;
		rule_out(mem, in, x, h);
	}
}

/* No file of that name is found, and it is there: Homebrew has not linked it, or its manager has no shim of it. */
static bool is_there_off_path(struct arena *mem, const struct explain_input *in,
			      const struct explanation *x, const char *family,
			      const struct thing *about)
{
	return str_equal(family, "missing") && about->name &&
	       finding_of(in, x, rules_program_id(mem, "off-path", about->name), about);
}

/* "*.missing" of a program, whatever it is. */
static void judge_program(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h)
{
	const struct named_program *p = explain_program(x, h->about.name);
	const struct rule_input rules = { in->facts, in->observed, in->wants, in->wants->manifest,
					  mem };
	const char *family = h->id + 2;
	struct finding found = { .tool = TOOL_N };
	const struct finding *known;
	bool holds;

	h->id = rules_program_id(mem, family, h->about.name);
	known = finding_of(in, x, h->id, &h->about);
	if (known) {
		take_finding(h, known);
		return;
	}
	if (is_there_off_path(mem, in, x, family, &h->about)) {
		h->verdict = HYPOTHESIS_RULED_OUT;
		list_push(mem, &h->evidence, _("it is there, and not on PATH"));
		return;
	}
	holds = p && rules_program(&rules, family, h->about.name, &p->found, &found);
	h->verdict = holds ? HYPOTHESIS_HOLDS : HYPOTHESIS_RULED_OUT;
	h->title = found.title;
	h->evidence = found.evidence;
	h->remedy = holds ? found.remedy : NULL;
}

/* New shells find it, and this one does not. */
static bool judge_stale(const struct explanation *x, struct hypothesis *h)
{
	const struct named_program *p = explain_program(x, h->about.name ? h->about.name : "");
	bool here = false, later = false;

	for (size_t i = 0; p && i < p->found.n; i++) {
		here = here || p->found.at[i].path_index >= 0;
		later = later ||
			(p->found.at[i].new_shell_index >= 0 && p->found.at[i].fault == FAULT_NONE);
	}
	return p && later && !here;
}

static struct hypothesis judge(struct arena *mem, const struct explain_input *in,
			       const struct explanation *x, const struct meaning *m)
{
	struct hypothesis h = { .id = m->id, .about = m->about };

	if (explain_judge_by_system(mem, in, x, &h) || explain_judge_by_text(mem, in, x, &h))
		return h;

	if (str_starts(m->id, "*.")) {
		judge_program(mem, in, x, &h);
		return h;
	}
	judge_by_rule(mem, in, x, &h);
	if (str_equal(m->id, "path.stale-session") && h.about.name && !judge_stale(x, &h)) {
		h.verdict = HYPOTHESIS_RULED_OUT;
		h.finding = NULL;
		h.remedy = NULL;
		h.evidence = (struct names){ 0 };
	}
	return h;
}

/* ---- all of them ---- */

static bool is_same(const struct hypothesis *a, const struct hypothesis *b)
{
	if (!str_equal(a->id, b->id))
		return false;
	return str_equal(a->about.name, b->about.name) || (a->finding && a->finding == b->finding);
}

static void judge_add(struct arena *mem, struct explanation *x, struct hypothesis h)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (is_same(&x->hypotheses.at[i], &h))
			return;
	list_push(mem, &x->hypotheses, h);
}

bool explain_wants_checks(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (str_equal(x->hypotheses.at[i].id, "rc.syntax") &&
		    x->hypotheses.at[i].verdict != HYPOTHESIS_HOLDS)
			return true;
	return false;
}

bool explain_holds(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS)
			return true;
	return false;
}

/* No fact decides it, and the text does not either: what it says is repeated, and nothing claimed. */
static void say_in_general(struct arena *mem, struct hypothesis *h, const char *general)
{
	if (!general)
		return;
	h->general = _(general);
	list_push(mem, &h->evidence, h->general);
}

/* "~/.nvm/nvm.sh: line 12: syntax error" is no fault of a start file of the user. */
static bool is_of_another_file(const struct hypothesis *h)
{
	const char *name = h->about.name ? path_name(h->about.name) : NULL;

	return name && str_starts(h->id, "rc.") && name[0] != '.' &&
	       (str_ends(name, ".sh") || str_ends(name, ".zsh"));
}

/* Those that hold are added first: what is meant otherwise is then left out. */
static void add_of_verdict(struct arena *mem, const struct explain_input *in, struct explanation *x,
			   enum hypothesis_verdict verdict)
{
	bool holds = explain_holds(x);

	for (size_t i = 0; i < x->meanings.n; i++) {
		struct hypothesis h;

		if (holds && x->meanings.at[i].otherwise)
			continue;
		h = judge(mem, in, x, &x->meanings.at[i]);
		if ((x->meanings.at[i].if_here &&
		     (h.verdict == HYPOTHESIS_ELSEWHERE || h.verdict == HYPOTHESIS_NOT_LOOKED)) ||
		    (h.verdict == HYPOTHESIS_ELSEWHERE && is_of_another_file(&h)))
			continue;
		if (h.verdict == verdict && h.verdict == HYPOTHESIS_ELSEWHERE)
			say_in_general(mem, &h, x->meanings.at[i].general);
		if (h.verdict == verdict)
			judge_add(mem, x, h);
	}
}

static bool tells_a_cause(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct hypothesis *h = &x->hypotheses.at[i];

		if (h->verdict == HYPOTHESIS_HOLDS ||
		    (h->verdict == HYPOTHESIS_ELSEWHERE && !h->general))
			return true;
	}
	return false;
}

/* What the text says in general is told only where nothing tells a cause. */
static void leave_out_the_general(struct explanation *x)
{
	size_t n = 0;

	if (!tells_a_cause(x))
		return;
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (!x->hypotheses.at[i].general)
			x->hypotheses.at[n++] = x->hypotheses.at[i];
	x->hypotheses.n = n;
}

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
	return p->line < x->lines.n && strstr(x->lines.at[p->line], "RUN ");
}

/* It is the image's system that has to have it. */
static const char *other_manager(struct arena *mem, const struct explain_input *in,
				 const struct explanation *x, const struct pipeline *p)
{
	return is_of_an_image(x, p) ? NULL : command_other_manager(mem, in->facts, p);
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

static void judge_over_tree(struct arena *mem, const struct pipeline *p, const char *tree,
			    struct explained_command *c)
{
	const char *sudo = names_hold(&p->words, "sudo") ? "sudo " : "";

	c->verdict = COMMAND_HARMFUL;
	c->instead = arena_fmt(mem, "%srm -rf %s && %s", sudo, tree, p->text);
	c->why = arena_fmt(
		mem,
		_("Here %s holds a Go tree already: unpacked over it, files of both releases stay, and what is built with them fails."),
		tree);
	c->why = str_sentences(mem, c->why, arena_fmt(mem, _("If it was run: %s"), c->instead));
}

static void judge_command(struct arena *mem, const struct explain_input *in, struct explanation *x,
			  struct command_machine machine, const struct pipeline *p)
{
	struct command_match m;
	bool known = command_find(mem, &x->catalogue->commands, p, machine, &m);
	struct names lost = command_lost(mem, in->facts, &p->words);
	struct names unknown;
	struct explained_command c = { .text = p->text };
	const char *other = known ? other_manager(mem, in, x, p) : NULL;

	if (known)
		c = (struct explained_command){ p->text, m.entry->verdict, m.instead, m.why };
	if (known && c.verdict == COMMAND_FINE && !is_of_an_image(x, p)) {
		const char *tree = command_over_tree(mem, in->facts, &x->pipelines, p);

		if (tree)
			judge_over_tree(mem, p, tree, &c);
	}
	if (other && c.verdict == COMMAND_FINE && !names_hold(&p->words, "||"))
		c.verdict = COMMAND_DOES_NOTHING;
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

static void judge_commands(struct arena *mem, const struct explain_input *in, struct explanation *x)
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

		machine.os = is_of_an_image(x, p) ? OS_LINUX : here->os;
		machine.cpu = machine.os == here->os ? cpu : ARCH_UNKNOWN;
		judge_command(mem, in, x, machine, p);
		if (x->commands.n == before && x->only_commands && !p->in_sentence &&
		    command_starts(&p->words))
			name_unknown(mem, x, p);
	}
	if (!any_known(x))
		x->commands.n = 0; /* that the text is not known is said once */
}

/* Nothing of the text holds: what is wrong with its programs comes before what else is wrong. */
static void add_besides(struct arena *mem, const struct explain_input *in, struct explanation *x)
{
	for (int about_it = 1; about_it >= 0; about_it--)
		for (size_t i = 0; i < in->findings->n; i++) {
			const struct finding *f = &in->findings->at[i];
			const char *program = explain_program_of(f);
			bool is_about = program && explain_program(x, program);

			if (f->level > LEVEL_NOTE && is_about == (about_it == 1))
				list_push(mem, &x->besides, f);
		}
}

/* The rule whose finding stands above this one; NULL. */
static const struct rule *cause_of(const struct explain_input *in, const struct hypothesis *h)
{
	for (size_t i = 0; i < in->findings->n; i++) {
		const struct finding *f = &in->findings->at[i];
		const char *kind, *name;

		if (f->under && str_equal(f->rule->id, h->id) && finding_about(f, &kind, &name) &&
		    str_equal(name, h->about.name))
			return f->under;
	}
	return NULL;
}

/* Causes that no text tells of: what lies in a closed folder, or on PATH by a line that is not read, is "not found" as
 * one that nobody has installed. */
static bool is_silent(const char *id)
{
	return str_equal(id, "fs.closed") || str_equal(id, "fs.foreign-owner") ||
	       str_equal(id, "goenv.gopath") || str_equal(id, "rc.syntax") ||
	       str_equal(id, "rc.resets-path") || str_equal(id, "rc.stale-source");
}

static const struct rule *cause_above(const struct explain_input *in, const struct rule *rule)
{
	for (size_t i = 0; i < in->findings->n; i++)
		if (in->findings->at[i].rule == rule && in->findings->at[i].under)
			return in->findings->at[i].under;
	return NULL;
}

static void add_cause(struct arena *mem, const struct explain_input *in, struct explanation *x,
		      const struct rule *cause)
{
	for (size_t i = 0; i < in->findings->n; i++) {
		struct hypothesis h = { .id = cause->id };

		if (in->findings->at[i].rule != cause)
			continue;
		take_finding(&h, &in->findings->at[i]);
		judge_add(mem, x, h);
		return;
	}
}

static void add_causes(struct arena *mem, const struct explain_input *in, struct explanation *x)
{
	size_t n = x->hypotheses.n;

	for (size_t i = 0; i < n; i++) {
		const struct rule *cause = cause_of(in, &x->hypotheses.at[i]);

		for (size_t most = in->findings->n; cause && most; most--) {
			if (is_silent(cause->id))
				add_cause(mem, in, x, cause);
			cause = cause_above(in, cause);
		}
	}
}

/* Where behind `i` that cause is told; 0: nowhere. */
static size_t told_behind(const struct explanation *x, size_t i, const struct rule *cause)
{
	for (size_t k = i + 1; k < x->hypotheses.n; k++)
		if (str_equal(x->hypotheses.at[k].id, cause->id))
			return k;
	return 0;
}

/* As doctor has it: a cause stands before what follows from it, and from what follows from that. */
static void put_causes_first(const struct explain_input *in, struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++) {
		const struct rule *cause = cause_of(in, &x->hypotheses.at[i]);
		size_t k = 0;

		for (size_t most = in->findings->n; cause && !k && most; most--) {
			k = told_behind(x, i, cause);
			cause = cause_above(in, cause);
		}
		if (k) {
			struct hypothesis h = x->hypotheses.at[k];

			memmove(&x->hypotheses.at[i + 1], &x->hypotheses.at[i],
				(k - i) * sizeof(h));
			x->hypotheses.at[i] = h;
		}
	}
}

/* A line that takes in what is gone says so in each terminal, and a terminal that is old is none the worse for it:
 * neither made a command fail that something else breaks. It may be the line that was to start Homebrew. */
static bool breaks_nothing(const struct hypothesis *h)
{
	return (str_equal(h->id, "rc.stale-source") &&
		!(h->finding && h->finding->level == LEVEL_PROBLEM)) ||
	       str_equal(h->id, "path.stale-session");
}

static void put_what_breaks_nothing_last(struct arena *mem, struct explanation *x)
{
	size_t n = x->hypotheses.n, at = 0;
	struct hypothesis *all = arena_alloc(mem, (n + 1) * sizeof(*all));

	for (int last = 0; last <= 1; last++)
		for (size_t i = 0; i < n; i++)
			if (breaks_nothing(&x->hypotheses.at[i]) == (last == 1))
				all[at++] = x->hypotheses.at[i];
	if (n)
		memcpy(x->hypotheses.at, all, n * sizeof(*all));
}

void explain_judge(struct arena *mem, const struct explain_input *in, struct explanation *x)
{
	x->hypotheses.n = 0;
	x->commands.n = 0;
	x->besides.n = 0;
	add_of_verdict(mem, in, x, HYPOTHESIS_HOLDS);
	add_causes(mem, in, x);
	put_causes_first(in, x);
	put_what_breaks_nothing_last(mem, x);
	add_of_verdict(mem, in, x, HYPOTHESIS_NOT_LOOKED);
	add_of_verdict(mem, in, x, HYPOTHESIS_ELSEWHERE);
	leave_out_the_general(x);
	x->known = x->known || explain_holds(x);
	add_of_verdict(mem, in, x, HYPOTHESIS_RULED_OUT);
	judge_commands(mem, in, x);
	if (!explain_holds(x))
		add_besides(mem, in, x);
}

/* Line by line, once they are whole: another name is longer or shorter, and where lines were cut is seen by their
 * lengths. */
static void put_in_names(struct arena *mem, struct host *host, const struct explain_input *in,
			 struct names *lines)
{
	for (size_t i = 0; in->named_here && i < lines->n; i++)
		lines->at[i] = in->named_here(mem, host, lines->at[i]);
}

struct explanation explain_text(struct arena *mem, struct host *host, struct bytes text,
				const struct explain_input *in)
{
	struct pasted pasted = pasted_read(mem, text);
	struct explanation x;

	put_in_names(mem, host, in, &pasted.lines);
	put_in_names(mem, host, in, &pasted.as_written);
	x = explain_read_pasted(mem, in->catalogue ? in->catalogue : catalogue_builtin(mem),
				pasted);
	explain_look(mem, host, in->facts, &x);
	explain_judge(mem, in, &x);
	return x;
}
