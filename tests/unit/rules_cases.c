/*
 * tests/cases/rules: one bug report a file. A case is a captured machine with changes, and what
 * doctor has to say about it:
 *
 *	# What the user told.
 *	machine: debian-bare
 *	env: GOROOT=/usr/local/go          "env: NAME" unsets it
 *	home: /home/ann lee                where ~ is
 *	file: ~/.zshrc                     then its lines, each after a tab
 *		export GOROOT=/gone
 *	gone: ~/.zshrc                     a file, or a folder and all in it
 *	merge: disk / {"free": 1000}       any other member of the capture
 *	command: {"argv": ["/bin/zsh", "-n", "~/.zshrc"], "status": 1}
 *	shell: bash script PATH=/usr/bin:/bin go=/usr/bin/go     what it answered; or: shell: bash login timeout
 *	                                   ran=/home/user/.bashrc:2: of the lines that set PATH this one ran; ran=: none;
 *	                                   ran=/home/user/.bashrc:2=/usr/bin: and PATH then was that; at-prompt=: it ran there
 *	address: goproxy timeout https://proxy.example     or a status: 404
 *	project: /home/user/src/app
 *	profile: {"method": "homebrew"}
 *	started-as: ./goready              else by its name
 *	expect: problem goenv.goroot
 *		evidence: ~/.zshrc line 1
 *		title: GOROOT is set
 *		remedy: Take the line out
 *		automatic: yes
 *		about: variable GOROOT
 *		where: ~/.zshrc 1
 *		becomes: export GOROOT     a line that is put right, as it will be
 *		under: the.cause
 *	silent: go.missing
 *	explain: zsh: command not found: go    what its user pastes; then, after tabs:
 *		then: zsh: no matches          the paste's next line
 *		holds: go.off-path             told first as what holds; "nothing" where none does
 *		not: go.missing
 *	step: Link go                      the plan has a step that says so; or: no-step: Install
 *	secret: hunter2                    is told nowhere
 *
 * Every problem and warning has to be expected; notes may be.
 */
#include "machine.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/own_name.h"
#include "explain/explain.h"
#include "plan/plan.h"
#include "rules/rule.h"

struct reader {
	const char *name;
	struct machine *machine;
	struct names lines;
	size_t at;
	bool looked;
	struct names expected; /* ids */
	struct str *mistakes;
};

/* All mistakes of all cases are told at once. */
__attribute__((format(printf, 2, 3))) static void mistake(struct reader *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	str_fmt(r->mistakes, "%s: %s\n", r->name, arena_vfmt(test_arena(), fmt, ap));
	va_end(ap);
}

/* Whatever stands behind our name is a command. */
static bool is_any(const char *word, size_t n)
{
	(void)word;
	return n > 0;
}

static const char *after(const char *line, const char *key)
{
	if (!str_starts(line, key))
		return NULL;
	return str_trim(test_arena(), line + strlen(key));
}

static const char *word(const char **text)
{
	size_t n = strcspn(*text, " ");
	const char *first = arena_strndup(test_arena(), *text, n);

	*text += n + ((*text)[n] != '\0');
	return first;
}

static enum reach reach_named(const char *name)
{
	static const char *const names[] = {
		"unknown",    "ok",    "refused",    "no-name", "timeout",
		"unknown-ca", "clock", "http-error", "html",    "proxy-dead",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_equal(name, names[i]))
			return (enum reach)i;
	}
	fail_msg("no such reach: %s", name);
	return REACH_UNKNOWN;
}

static bool goes_on(const struct reader *r, size_t at)
{
	while (at < r->lines.n && !r->lines.at[at][0])
		at++;
	return at < r->lines.n && r->lines.at[at][0] == '\t';
}

/* The lines after a tab that follow; empty ones between them belong to it. */
static const char *block(struct reader *r)
{
	struct str s = { .mem = test_arena() };

	while (goes_on(r, r->at)) {
		const char *line = r->lines.at[r->at++];

		str_fmt(&s, "%s\n", *line ? line + 1 : line);
	}
	return str_text(&s);
}

static void change_env(struct reader *r, const char *value)
{
	const char *equals = strchr(value, '=');

	if (equals)
		machine_env(r->machine,
			    arena_strndup(test_arena(), value, (size_t)(equals - value)),
			    equals + 1);
	else
		machine_env(r->machine, value, NULL);
}

static enum shell_mode mode_named(const char *name)
{
	int mode = 0;

	while (mode < MODE_N && !str_equal(shell_mode_name((enum shell_mode)mode), name))
		mode++;
	return (enum shell_mode)mode;
}

static void shell_ran(struct resolved *answer, const char *place, bool at_prompt)
{
	const char *equals = strchr(place, '='), *value = equals ? equals + 1 : "", *colon;
	struct assignment line = { .name = "PATH", .value = value, .at_prompt = at_prompt };

	line.text = arena_fmt(test_arena(), "PATH=%s", value);
	place = equals ? arena_strndup(test_arena(), place, (size_t)(equals - place)) : place;
	colon = strrchr(place, ':');
	answer->traced_told = true;
	if (!colon)
		return;
	line.file = arena_strndup(test_arena(), place, (size_t)(colon - place));
	line.line = atoi(colon + 1);
	list_push(test_arena(), &answer->traced, line);
}

static void shell_answer(struct reader *r, const char *value)
{
	struct resolved *answer = list_add(test_arena(), &r->machine->observed.shells);
	const char *one;

	answer->shell = shell_named(word(&value));
	value += strspn(value, " ");
	answer->mode = mode_named(word(&value));
	answer->asked = true;
	while (value += strspn(value, " "), *(one = word(&value))) {
		if (str_equal(one, "timeout"))
			answer->timed_out = true;
		if (str_starts(one, "PATH="))
			answer->path_text = one + strlen("PATH=");
		if (str_starts(one, "ran="))
			shell_ran(answer, one + strlen("ran="), false);
		if (str_starts(one, "at-prompt="))
			shell_ran(answer, one + strlen("at-prompt="), true);
		tools_each (id) {
			size_t n = strlen(tool_name(id));

			if (str_starts(one, tool_name(id)) && one[n] == '=')
				answer->tool[id] = one + n + 1;
		}
	}
}

static const struct finding *finding_with(struct reader *r, const char *id, const char *evidence)
{
	const struct findings *found = &r->machine->findings;

	for (size_t i = 0; i < found->n; i++) {
		const struct finding *f = &found->at[i];

		if (!str_equal(f->rule->id, id))
			continue;
		if (!evidence)
			return f;
		for (size_t j = 0; j < f->evidence.n; j++) {
			if (strstr(f->evidence.at[j], evidence))
				return f;
		}
	}
	return NULL;
}

static void check_evidence(struct reader *r, const struct finding *f, const char *wanted)
{
	if (!finding_with(r, f->rule->id, wanted))
		mistake(r, "no evidence \"%s\" of %s in\n%s", wanted, f->rule->id,
			machine_report(r->machine));
}

static void check_remedy(struct reader *r, const struct finding *f, const char *wanted)
{
	if (!strstr(f->remedy, wanted))
		mistake(r, "remedy of %s is \"%s\"", f->rule->id, f->remedy);
}

static void check_title(struct reader *r, const struct finding *f, const char *wanted)
{
	if (!strstr(f->title, wanted))
		mistake(r, "title of %s is \"%s\"", f->rule->id, f->title);
}

static void check_under(struct reader *r, const struct finding *f, const char *wanted)
{
	if (!f->under || !str_equal(f->under->id, wanted))
		mistake(r, "%s is not under %s in\n%s", f->rule->id, wanted,
			machine_report(r->machine));
}

static void check_automatic(struct reader *r, const struct finding *f, const char *wanted)
{
	if (f->automatic != str_equal(wanted, "yes"))
		mistake(r, "%s: automatic is wrong", f->rule->id);
}

/* "program go" */
static void check_about(struct reader *r, const struct finding *f, const char *wanted)
{
	const char *kind, *name;

	if (!finding_about(f, &kind, &name) ||
	    !str_equal(arena_fmt(test_arena(), "%s %s", kind, name), wanted))
		mistake(r, "%s is not about %s in\n%s", f->rule->id, wanted,
			machine_report(r->machine));
}

/* "~/.zshrc 12" */
static void check_where(struct reader *r, const struct finding *f, const char *wanted)
{
	for (size_t i = 0; i < f->where.n; i++) {
		const char *file = path_tilde(test_arena(), f->where.at[i].file,
					      r->machine->facts->places.home);

		if (str_equal(arena_fmt(test_arena(), "%s %d", file, f->where.at[i].line), wanted))
			return;
	}
	mistake(r, "%s is not named in\n%s", wanted, machine_report(r->machine));
}

static void check_becomes(struct reader *r, const struct finding *f, const char *wanted)
{
	for (size_t i = 0; i < f->changes.n; i++)
		if (str_equal(f->changes.at[i].text, wanted))
			return;
	mistake(r, "no line becomes \"%s\" in\n%s", wanted, machine_report(r->machine));
	for (size_t i = 0; i < f->changes.n; i++)
		mistake(r, "one becomes \"%s\"", f->changes.at[i].text);
}

/* f: the finding; NULL: there is none, which is told already. */
static void check_details(struct reader *r, const struct finding *f)
{
	static const struct {
		const char *key;
		void (*check)(struct reader *r, const struct finding *f, const char *wanted);
	} details[] = {
		{ "evidence:", check_evidence }, { "remedy:", check_remedy },
		{ "title:", check_title },       { "under:", check_under },
		{ "about:", check_about },       { "where:", check_where },
		{ "becomes:", check_becomes },   { "automatic:", check_automatic },
	};
	enum { DETAILS = sizeof(details) / sizeof(details[0]) };

	while (r->at < r->lines.n && r->lines.at[r->at][0] == '\t') {
		const char *line = r->lines.at[r->at++] + 1;
		size_t i = 0;

		while (i < DETAILS && !str_starts(line, details[i].key))
			i++;
		if (i == DETAILS)
			mistake(r, "what is \"%s\"?", line);
		else if (f)
			details[i].check(r, f, after(line, details[i].key));
	}
}

static void check_finding(struct reader *r, const char *value)
{
	const char *level = word(&value), *id = word(&value);
	const struct finding *f = finding_with(r, id, NULL);

	list_push(test_arena(), &r->expected, id);
	if (!f || !str_equal(level_name(f->level), level))
		mistake(r, "expected %s %s in\n%s", level, id, machine_report(r->machine));
	check_details(r, f);
}

static void look(struct reader *r)
{
	if (!r->looked)
		machine_look(r->machine);
	r->looked = true;
}

/* ---- what its user pastes, and what would be done ---- */

/* What is made once for all cases. */
static struct arena *lasting(void)
{
	static struct arena *mem;

	if (!mem)
		mem = arena_open("cases", 64u << 20);
	return mem;
}

static const struct catalogue *catalogue(void)
{
	static const struct catalogue *c;

	if (!c)
		c = catalogue_builtin(lasting());
	return c;
}

static struct explanation explained(struct arena *mem, const struct reader *r, const char *text)
{
	const struct machine *m = r->machine;

	return explain_text(mem, machine_host(m), bytes_of(text),
			    &(struct explain_input){ .facts = m->facts,
						     .observed = &m->observed,
						     .wants = &m->wants,
						     .findings = &m->findings,
						     .catalogue = catalogue() });
}

static const char *first_that_holds(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS)
			return x->hypotheses.at[i].id;
	return "nothing";
}

static bool is_said_to_hold(const struct explanation *x, const char *id)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (str_equal(x->hypotheses.at[i].id, id) &&
		    x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS)
			return true;
	return false;
}

static void check_explanation(struct reader *r, const char *text)
{
	struct arena *mem = arena_open("explanation", 64u << 20);
	struct explanation x;

	for (const char *next; r->at < r->lines.n && (next = after(r->lines.at[r->at], "\tthen:"));
	     r->at++)
		text = arena_fmt(mem, "%s\n%s", text, next);
	x = explained(mem, r, text);
	while (r->at < r->lines.n && r->lines.at[r->at][0] == '\t') {
		const char *line = r->lines.at[r->at++] + 1, *value;

		if ((value = after(line, "holds:"))) {
			if (!str_equal(first_that_holds(&x), value))
				mistake(r, "\"%s\": %s holds, not %s", text, first_that_holds(&x),
					value);
		} else if ((value = after(line, "not:"))) {
			if (is_said_to_hold(&x, value))
				mistake(r, "\"%s\": %s holds", text, value);
		} else {
			mistake(r, "what is \"%s\"?", line);
		}
	}
	arena_close(mem);
}

static const char *planned(const struct reader *r)
{
	struct plan_options o = { .findings = &r->machine->findings };
	struct plan p = { 0 };
	struct str s = { .mem = test_arena() };
	struct err e = { 0 };

	if (plan_build(test_arena(), r->machine->facts, &r->machine->wants, &o, &p, &e) != RC_OK)
		return arena_fmt(test_arena(), "no plan: %s\n", e.text); /* too little space */
	for (size_t i = 0; i < p.steps.n; i++)
		str_fmt(&s, "%s\n", p.steps.at[i].summary);
	return str_text(&s);
}

static void check_step(struct reader *r, const char *summary)
{
	const char *steps = planned(r);

	if (!strstr(steps, summary))
		mistake(r, "no step \"%s\" in\n%s", summary, steps);
}

static void check_no_step(struct reader *r, const char *summary)
{
	const char *steps = planned(r);

	if (strstr(steps, summary))
		mistake(r, "there is the step \"%s\" in\n%s", summary, steps);
}

static void check_silent(struct reader *r, const char *id)
{
	if (finding_with(r, id, NULL))
		mistake(r, "%s should be silent in\n%s", id, machine_report(r->machine));
}

static void check_secret(struct reader *r, const char *secret)
{
	if (strstr(machine_report(r->machine), secret))
		mistake(r, "\"%s\" is shown in\n%s", secret, machine_report(r->machine));
}

/* ---- the machine ---- */

static void take_machine(struct reader *r, const char *name)
{
	r->machine = machine_named(name);
}

static void take_file(struct reader *r, const char *path)
{
	machine_file(r->machine, path, block(r));
}

static void take_gone(struct reader *r, const char *path)
{
	machine_gone(r->machine, path);
}

static void take_member(struct reader *r, const char *value)
{
	const char *member = word(&value), *key = word(&value);

	machine_json(r->machine, member, key, value);
}

static void take_home(struct reader *r, const char *path)
{
	machine_home(r->machine, path);
}

static void take_address(struct reader *r, const char *value)
{
	const char *role = word(&value), *reach = word(&value);
	int status = atoi(reach); /* "404" */

	machine_address(r->machine, role, status ? REACH_HTTP_ERROR : reach_named(reach), value);
	r->machine->observed.addresses.at[r->machine->observed.addresses.n - 1].status = status;
}

static void take_command(struct reader *r, const char *json)
{
	machine_command(r->machine, json);
}

static void take_profile(struct reader *r, const char *json)
{
	r->machine->profile = json;
}

static void take_own_name(struct reader *r, const char *name)
{
	(void)r;
	own_name_set(name, is_any);
}

static void take_project(struct reader *r, const char *folder)
{
	r->machine->project = folder;
}

/* ---- lines of a case ---- */

static void read_line(struct reader *r, const char *line)
{
	static const struct {
		const char *key;
		void (*take)(struct reader *r, const char *value);
		bool checks; /* what doctor has found: nothing changes the machine behind it */
	} rows[] = {
		{ "machine:", take_machine, false },     { "env:", change_env, false },
		{ "file:", take_file, false },           { "gone:", take_gone, false },
		{ "merge:", take_member, false },        { "home:", take_home, false },
		{ "address:", take_address, false },     { "command:", take_command, false },
		{ "shell:", shell_answer, false },       { "profile:", take_profile, false },
		{ "project:", take_project, false },     { "started-as:", take_own_name, false },
		{ "expect:", check_finding, true },      { "silent:", check_silent, true },
		{ "explain:", check_explanation, true }, { "step:", check_step, true },
		{ "no-step:", check_no_step, true },     { "secret:", check_secret, true },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!str_starts(line, rows[i].key))
			continue;
		if (!r->machine && rows[i].take != take_machine) {
			mistake(r, "machine: has to come first");
			return;
		}
		if (rows[i].checks)
			look(r);
		rows[i].take(r, after(line, rows[i].key));
		return;
	}
	mistake(r, "what is \"%s\"?", line);
}

static void nothing_unexpected(struct reader *r)
{
	const struct findings *found = &r->machine->findings;

	for (size_t i = 0; i < found->n; i++) {
		bool known = found->at[i].level < LEVEL_WARNING;

		for (size_t j = 0; j < r->expected.n && !known; j++)
			known = str_equal(r->expected.at[j], found->at[i].rule->id);
		if (!known)
			mistake(r, "unexpected %s in\n%s", found->at[i].rule->id,
				machine_report(r->machine));
	}
}

/* Where doctor has nothing to say, nothing is done; what it says goready heals is in the plan. */
static void plan_agrees(struct reader *r)
{
	const struct findings *found = &r->machine->findings;
	bool wrong = false, heals = false;
	const char *steps;

	for (size_t i = 0; i < found->n; i++) {
		wrong |= found->at[i].level > LEVEL_NOTE;
		heals |= found->at[i].level == LEVEL_PROBLEM && found->at[i].automatic;
	}
	if (wrong && !heals)
		return;
	steps = planned(r);
	if (!*steps != !heals)
		mistake(r, "doctor and plan disagree: steps\n%s\nin\n%s", steps,
			machine_report(r->machine));
}

static struct machine *run_case(const char *name, struct str *mistakes)
{
	struct reader r = { .name = name, .mistakes = mistakes };

	own_name_set("goready", NULL);
	r.lines = str_split(test_arena(),
			    test_fixture(arena_fmt(test_arena(), "cases/rules/%s", name)).at, '\n');
	while (r.at < r.lines.n) {
		const char *line = r.lines.at[r.at++];

		if (*line && *line != '#')
			read_line(&r, line);
	}
	look(&r);
	nothing_unexpected(&r);
	plan_agrees(&r);
	return r.machine;
}

static struct names case_names(void)
{
	DIR *folder = opendir(TESTS_FOLDER "/cases/rules");
	struct names names = { 0 };
	struct dirent *entry;

	assert_non_null(folder);
	while ((entry = readdir(folder))) {
		if (str_ends(entry->d_name, ".case"))
			list_push(test_arena(), &names, arena_strdup(test_arena(), entry->d_name));
	}
	closedir(folder);
	return names;
}

TEST(a_line_is_seen_once_in_whatever_order)
{
	static const struct {
		const char *file;
		int line;
	} seen[] = { { "a", 5 }, { "a", 3 }, { "a", 5 }, { "b", 5 }, { "a", 9 },
		     { "a", 3 }, { "b", 5 }, { "a", 9 }, { "a", 4 } };
	struct rule_input in = { .mem = test_arena() };
	struct finding found = { 0 };
	struct str said = { .mem = test_arena() };

	for (size_t i = 0; i < sizeof(seen) / sizeof(seen[0]); i++)
		seen_at(&in, &found, seen[i].file, seen[i].line);
	for (size_t i = 0; i < found.where.n; i++)
		str_fmt(&said, "%s%d ", found.where.at[i].file, found.where.at[i].line);
	assert_string_equal("a5 a3 b5 a9 a4 ", str_text(&said));
}

static void note_fired(struct arena *mem, const struct machine *m, struct names *fired)
{
	for (size_t i = 0; i < m->findings.n; i++)
		list_push(mem, fired, m->findings.at[i].rule->id);
}

struct outcome {
	size_t n;
	struct str mistakes;
	struct names fired;
};

/* Of all cases. Each is run once, whichever tests ask. */
static const struct outcome *outcome(void)
{
	static struct outcome all;
	struct outcome o = { .mistakes = { .mem = lasting() } };
	struct names names = case_names();

	if (all.n)
		return &all;
	for (o.n = 0; o.n < names.n; o.n++)
		note_fired(lasting(), run_case(names.at[o.n], &o.mistakes), &o.fired);
	all = o;
	return &all;
}

TEST(every_case_gives_the_findings_it_tells_of)
{
	if (outcome()->mistakes.n)
		fail_with(str_text(&outcome()->mistakes));
	assert_true(outcome()->n > 20);
}

static bool holds(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++) {
		if (str_equal(names->at[i], name))
			return true;
	}
	return false;
}

TEST(every_rule_fires_on_some_machine_or_case)
{
	struct names machines = machine_names(), fired = { 0 };
	struct str missing = { .mem = test_arena() };
	const struct rule *rule;

	for (size_t i = 0; i < machines.n; i++) {
		struct machine *m = machine_named(machines.at[i]);

		machine_look(m);
		note_fired(test_arena(), m, &fired);
	}
	for (size_t i = 0; (rule = rules_at(i)); i++) {
		if (!rule->by_symptom_only && !holds(&fired, rule->id) &&
		    !holds(&outcome()->fired, rule->id))
			str_fmt(&missing, " %s", rule->id);
	}
	if (missing.n)
		fail_msg("no captured machine and no case for:%s", str_text(&missing));
}

/* A rule that fires is half of it: somewhere it nearly does, and must not. */
TEST(every_rule_is_silent_in_some_case)
{
	struct names cases = case_names(), silent = { 0 };
	struct str missing = { .mem = test_arena() };
	const struct rule *rule;

	for (size_t i = 0; i < cases.n; i++) {
		const char *file = arena_fmt(test_arena(), "cases/rules/%s", cases.at[i]);
		struct names lines = str_split(test_arena(), test_fixture(file).at, '\n');

		for (size_t k = 0; k < lines.n; k++)
			if (after(lines.at[k], "silent:"))
				list_push(test_arena(), &silent, after(lines.at[k], "silent:"));
	}
	for (size_t i = 0; (rule = rules_at(i)); i++)
		if (!rule->by_symptom_only && !holds(&silent, rule->id))
			str_fmt(&missing, " %s", rule->id);
	if (missing.n)
		fail_msg("no case says \"silent:\" of:%s", str_text(&missing));
}
