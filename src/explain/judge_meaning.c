/*
 * The verdict of one meaning. A finding of doctor is a cause only if it concerns the thing in the text; a fact that
 * is absent is never taken for one that is false.
 */
#include "explain/judge.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/quote.h"

static const struct finding *finding_of(const struct explain_input *in, const struct explanation *x,
					const char *id, const struct thing *about)
{
	for (size_t i = 0; i < in->findings->n; i++)
		if (str_equal(in->findings->at[i].rule->id, id) &&
		    explain_concerns(in, x, &in->findings->at[i], about))
			return &in->findings->at[i];
	return NULL;
}

void hypothesis_take_finding(struct hypothesis *h, const struct finding *f)
{
	h->verdict = HYPOTHESIS_HOLDS;
	h->finding = f;
	h->title = f->title;
	h->evidence = f->evidence;
	h->remedy = f->remedy;
}

/* What gRPC needs is more than the text asks for: "undefined: slices.Sort" is at an end with Go 1.21. */
static void name_what_is_asked_for(struct arena *mem, const struct explain_input *in,
				   const struct explanation *x, struct hypothesis *h)
{
	const char *needed =
		str_equal(h->id, "go.too-old") ? explain_go_asked_for(x, &h->about) : NULL;
	struct names evidence = { 0 };
	const char *for_grpc;

	if (!needed)
		return;
	for_grpc = arena_fmt(mem, _("at least Go %s is needed"), in->wants->tool[TOOL_GO].minimum);
	for (size_t i = 0; i < h->evidence.n; i++) {
		bool is_it = str_equal(h->evidence.at[i], for_grpc);

		list_push(mem, &evidence,
			  is_it ? arena_fmt(mem, _("at least Go %s is needed"), needed)
				: h->evidence.at[i]);
	}
	h->evidence = evidence;
}

/* Would trying addresses say more? What a variable says is read without. */
static bool needs_addresses(const struct explain_input *in, const struct explanation *x,
			    const struct hypothesis *h)
{
	if (str_equal(h->id, "brew.mirror"))
		return brew_variable(in->facts, "HOMEBREW_API_DOMAIN");
	if (str_equal(h->id, "goenv.proxy") && !explain_may_be_of_goproxy(in, x, &h->about))
		return false;
	return !h->about.name || h->about.kind != THING_VARIABLE;
}

/* git has looked itself, and says whose folder it is not. */
static const char *look_into_the_project(struct arena *mem, const struct facts *f,
					 const struct hypothesis *h)
{
	const char *folder =
		h->about.name ? shell_word(mem, f->shell.login, h->about.name) : "FOLDER";

	if (!str_equal(h->id, "git.dubious-ownership"))
		return _("Run 'goready explain' in the project's folder: its go.mod decides.");
	return arena_fmt(
		mem, _("If you trust what is in it: git config --global --add safe.directory %s"),
		folder);
}

/* A rule of doctor decides it, and has looked: of start files only those that shells read by themselves. */
static bool is_decided_here(const struct explain_input *in, const struct rule *rule,
			    const struct thing *about)
{
	if (!rule || !rule->holds)
		return false;
	return !about->name || about->kind != THING_PATH || !str_starts(rule->id, "rc.") ||
	       facts_is_start_file_name(in->facts, path_name(about->name));
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

/* GOROOT="$(program)", GOPATH=$GOPATH:~/go: what it comes to a shell alone knows. */
static bool is_known_to_shells_alone(const struct explain_input *in, const struct hypothesis *h)
{
	const struct assignment *line =
		h->about.name && h->about.kind == THING_VARIABLE
			? assignments_last(&in->facts->shell.assignments, h->about.name)
			: NULL;

	return line && !facts_setting_value(in->facts, h->about.name);
}

/* What has to be done first, for nobody has looked at what decides it; NULL: it was looked at. */
static const char *what_to_look_at(struct arena *mem, const struct explain_input *in,
				   const struct explanation *x, const struct rule *rule,
				   const struct hypothesis *h)
{
	static const struct observed nothing;
	const struct observed *observed = in->observed ? in->observed : &nothing;

	switch (rule ? rule->looks_at : LOOKS_AT_MACHINE) {
	case LOOKS_AT_ADDRESSES:
		if (!observed->addresses.n && needs_addresses(in, x, h))
			return _("'goready doctor --network' tries the addresses.");
		break;
	case LOOKS_AT_SHELLS:
		if (!observed->shells.n)
			return _("'goready doctor --shells' asks your shells.");
		break;
	case LOOKS_AT_PROJECT:
		if (!in->facts->project.folder)
			return look_into_the_project(mem, in->facts, h);
		break;
	case LOOKS_AT_MACHINE:
		if (is_set_by_a_manager(in, x, h))
			return _(
				"A version manager sets GOROOT anew in each shell. Run 'go env GOROOT' and 'type -a go' where that command ran: both have to name the same Go.");
		if (!observed->shells.n && is_known_to_shells_alone(in, h))
			return _("'goready doctor --shells' asks your shells.");
		break;
	}
	return NULL;
}

/* Looked at, and not so; or what would have to be looked at first. */
static void rule_out(struct arena *mem, const struct explain_input *in, const struct explanation *x,
		     const struct rule *rule, struct hypothesis *h)
{
	h->remedy = what_to_look_at(mem, in, x, rule, h);
	h->verdict = h->remedy ? HYPOTHESIS_NOT_LOOKED : HYPOTHESIS_RULED_OUT;
	if (h->remedy) {
		if (str_equal(h->id, "goenv.proxy")) /* its value was looked at, and is read */
			h->title = _("The module proxy does not answer");
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

/* ---- names that are another kind's ---- */

/* What is generated for others to call begins with a capital. */
static bool is_not_exported(const struct thing *about)
{
	return about->kind == THING_VARIABLE && about->name[0] >= 'a' && about->name[0] <= 'z';
}

/* Only some of the standard library's packages came with a newer Go. */
static bool is_of_every_go(const struct thing *about)
{
	return !explain_came_later(about);
}

static bool is_not_of_every_go(const struct thing *about)
{
	return !explain_is_standard_package(about) || explain_came_later(about);
}

/* The standard library's packages have such short names as others have. */
static bool has_the_name_of_another_kind(const struct hypothesis *h)
{
	static const struct {
		const char *id;
		bool (*is_another)(const struct thing *about);
	} rows[] = {
		{ "project.generate-anew", is_not_exported },
		{ "go.package-path", explain_is_standard_package },
		{ "usage.cut-tree", is_not_of_every_go },
		{ "usage.older-go", is_of_every_go },
	};

	for (size_t i = 0; h->about.name && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_equal(h->id, rows[i].id))
			return rows[i].is_another(&h->about);
	return false;
}

/* ---- by a rule ---- */

/* By a rule of doctor, or by the catalogue's own words for what no machine decides. */
static void judge_by_rule(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h)
{
	const struct finding *f = finding_of(in, x, h->id, &h->about);
	const struct cause *cause = catalogue_cause(x->catalogue, h->id);
	const struct rule *rule = rules_find(h->id);

	if (f) {
		hypothesis_take_finding(h, f);
		name_what_is_asked_for(mem, in, x, h);
	} else if (explain_judge_wanted(mem, in, x, h)) {
		return;
	} else if (has_the_name_of_another_kind(h)) {
		h->verdict = HYPOTHESIS_RULED_OUT;
		h->title = cause ? _(cause->title) : NULL;
	} else if ((cause && !is_decided_here(in, rule, &h->about)) ||
		   (rule && rule->by_symptom_only)) {
		h->verdict = HYPOTHESIS_ELSEWHERE;
		h->title = _(cause ? cause->title : rule->title);
		h->remedy = _(cause ? cause->advice : rule->advice);
	} else {
		h->title = rule ? _(rule->title) : NULL;
		rule_out(mem, in, x, rule, h);
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

/* Where even ls is not found, that another program is not either says nothing of that one. */
static bool says_path_is_lost(const struct explanation *x)
{
	for (size_t i = 0; i < x->meanings.n; i++)
		if (str_equal(x->meanings.at[i].id, "usage.path-lost") &&
		    !x->meanings.at[i].otherwise)
			return true;
	return false;
}

static bool means_one_of(const struct explanation *x, const char *const *ids)
{
	for (size_t i = 0; i < x->meanings.n; i++)
		for (const char *const *id = ids; *id; id++)
			if (str_equal(x->meanings.at[i].id, *id))
				return true;
	return false;
}

/* "not found", "no such file", "permission denied", "no version is set"; and nothing that a loader or a plugin says. */
static bool says_that_none_was_started(const struct explanation *x)
{
	static const char *const not_started[] = { "*.missing",          "usage.choose-version",
						   "usage.no-such-file", "usage.not-executable",
						   "container.user",     NULL };
	static const char *const started[] = { "environment.dyld", "usage.library-gone",
					       "plugin.said", NULL };

	return means_one_of(x, not_started) && !means_one_of(x, started);
}

/* The system finds and starts it, and its loader then says itself which library is not there. */
static bool starts_without_its_library(const struct named_program *p)
{
	bool any = false;

	for (size_t i = 0; p && i < p->found.n; i++) {
		if (p->found.at[i].path_index < 0)
			continue;
		if (p->found.at[i].fault != FAULT_NO_LIBRARY)
			return false;
		any = true;
	}
	return any;
}

/* Doctor has rows of its own for other programs, and for those that Go built. */
static const struct finding *finding_of_program(struct arena *mem, const struct explain_input *in,
						const struct explanation *x, const char *family,
						const struct thing *about)
{
	const char *ids[] = { rules_program_id(mem, family, about->name),
			      arena_fmt(mem, "gotool.%s", family),
			      arena_fmt(mem, "tool.%s", family) };
	const struct finding *known = NULL;

	for (size_t i = 0; !known && i < sizeof(ids) / sizeof(ids[0]); i++)
		known = finding_of(in, x, ids[i], about);
	return known;
}

static void rule_out_because(struct arena *mem, struct hypothesis *h, const char *why)
{
	h->verdict = HYPOTHESIS_RULED_OUT;
	list_push(mem, &h->evidence, why);
}

/* Doctor has found nothing wrong with it, and does not look at all programs. */
static void ask_the_rule(struct arena *mem, const struct explain_input *in, const char *family,
			 const struct named_program *p, struct hypothesis *h)
{
	const struct rule_input rules = { in->facts, in->observed, in->wants, in->wants->manifest,
					  mem };
	struct finding found = { .tool = TOOL_N };
	bool holds = p && rules_program(&rules, family, h->about.name, &p->found, &found);

	h->verdict = holds ? HYPOTHESIS_HOLDS : HYPOTHESIS_RULED_OUT;
	h->title = found.title;
	h->evidence = found.evidence;
	h->remedy = holds ? found.remedy : NULL;
}

/* It is a line of a start file that asks for it by its path, and nobody who types its name. */
static bool is_asked_for_by_a_stale_line(const struct explain_input *in,
					 const struct explanation *x, const char *name)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->stale.n; i++)
		if (str_equal(path_name(shell->stale.at[i].missing), name) &&
		    explain_speaks_of(x, shell->stale.at[i].missing))
			return true;
	return false;
}

/* "*.missing" of a program, whatever it is. */
static void judge_program(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h)
{
	const struct named_program *p = explain_program(x, h->about.name);
	const char *family = h->id + 2;
	const struct finding *known = finding_of_program(mem, in, x, family, &h->about);
	bool of_starting = str_equal(family, "not-runnable") || str_equal(family, "cannot-run");

	h->id = rules_program_id(mem, family, h->about.name);
	if (of_starting && starts_without_its_library(p) && says_that_none_was_started(x)) {
		rule_out_because(mem, h, _("it is found and started, and lacks a library"));
	} else if (known) {
		h->id = known->rule->id;
		hypothesis_take_finding(h, known);
	} else if (is_there_off_path(mem, in, x, family, &h->about)) {
		rule_out_because(mem, h, _("it is there, and not on PATH"));
	} else if (str_equal(family, "missing") &&
		   is_asked_for_by_a_stale_line(in, x, h->about.name)) {
		rule_out_because(mem, h, _("only a line of a start file asks for it"));
	} else if (str_equal(family, "missing") && says_path_is_lost(x)) {
		rule_out_because(mem, h, _("nothing was found there, not even ls"));
	} else {
		ask_the_rule(mem, in, family, p, h);
	}
}

/* A script of that name that starts the other: its line is what bash tells. */
static bool starts_what_is_gone(const struct tool *t, const char *path)
{
	return t->fault == FAULT_CANNOT_RUN && t->fault_detail && strstr(t->fault_detail, path);
}

/* What is wrong with one file of a name is no matter of another file of that name. */
static bool is_another_file(const struct explain_input *in, const struct explanation *x,
			    const struct meaning *m)
{
	const struct named_program *p = explain_program(x, m->about.name);

	if (!m->path || (!str_equal(m->id, "*.cannot-run") && !str_equal(m->id, "*.not-runnable")))
		return false;
	for (size_t i = 0; p && i < p->found.n; i++)
		if (explain_is_file_of(in->facts, &p->found.at[i], m->path) ||
		    starts_what_is_gone(&p->found.at[i], m->path))
			return false;
	return p && p->found.n;
}

/* New shells find it, and this one does not. */
static bool is_found_by_new_shells_alone(const struct explanation *x, const struct hypothesis *h)
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

/* Doctor found it, and not what the text speaks of. */
static void take_back(struct hypothesis *h)
{
	h->verdict = HYPOTHESIS_RULED_OUT;
	h->finding = NULL;
	h->remedy = NULL;
	h->evidence = (struct names){ 0 };
}

static struct hypothesis judge_meaning(struct arena *mem, const struct explain_input *in,
				       const struct explanation *x, const struct meaning *m)
{
	struct hypothesis h = { .id = m->id, .about = m->about };

	if (explain_judge_by_system(mem, in, x, &h) || explain_judge_by_text(mem, in, x, &h))
		return h;

	if (str_starts(m->id, "*.")) {
		if (is_another_file(in, x, m)) {
			h.id = rules_program_id(mem, m->id + 2, m->about.name);
			rule_out_because(mem, &h,
					 arena_fmt(mem, _("%s is not the file that is found here"),
						   m->path));
		} else {
			judge_program(mem, in, x, &h);
		}
		return h;
	}
	judge_by_rule(mem, in, x, &h);
	if (str_equal(m->id, "path.stale-session") && h.about.name &&
	    !is_found_by_new_shells_alone(x, &h))
		take_back(&h);
	return h;
}

struct hypothesis explain_judge_meaning(struct arena *mem, const struct explain_input *in,
					const struct explanation *x, const struct meaning *m)
{
	struct hypothesis h = judge_meaning(mem, in, x, m);

	h.of_an_answer = m->printed != NULL;
	if (m->printed && h.verdict == HYPOTHESIS_HOLDS &&
	    !explain_answer_agrees(mem, in, x, m->printed, &h))
		take_back(&h);
	return h;
}
