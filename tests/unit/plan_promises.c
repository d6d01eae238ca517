/*
 * What every plan keeps to, whatever machine it is for; counted anew from the captures, and not from
 * what the plan says of itself.
 */
#include "machine.h"
#include "plan_machine.h"

#include <string.h>

#include "base/json.h"
#include "capture/capture.h"
#include "plan/plan.h"
#include "ui/ui.h"
#include "view/view.h"

/* ---- every plan of every machine ---- */

struct planned {
	struct machine *m;
	struct host *host;
	struct plan plan;
};

/* By the archives, by Homebrew also where it is not there yet, and by what is usual. */
static const char by_homebrew[] = "{\"schema\": 1, \"method\": \"homebrew\"}";
static const char *const profiles[] = { "{\"schema\": 1, \"method\": \"archive\"}", by_homebrew,
					NULL };
enum { PROFILES = sizeof(profiles) / sizeof(profiles[0]) };

static void plans_of(struct machine *m, void (*check)(struct planned *p))
{
	struct planned p = { .m = m, .host = machine_host(m) };
	struct err e = { 0 };

	for (int i = 0; i < 2 * PLAN_PLACEMENTS; i++) {
		struct plan_options o = { .findings = &m->findings,
					  .repair_only = i % 2,
					  .placement = i / 2 };

		if (plan_build(test_arena(), m->facts, &m->wants, &o, &p.plan, &e) == RC_OK &&
		    p.plan.steps.n)
			check(&p);
	}
}

static void each_plan(void (*check)(struct planned *p))
{
	struct names names = machine_names();
	struct machine *m = NULL;
	int refused = 0;

	for (size_t i = 0; i < names.n * PROFILES; i++) {
		struct err e = { 0 };
		bool first = i % PROFILES == 0;

		if (first)
			m = machine_named(names.at[i / PROFILES]);
		m->profile = profiles[i % PROFILES];
		if ((first ? machine_try_to_look : machine_try_to_judge)(m, &e) == RC_OK) {
			plans_of(m, check);
			continue;
		}
		/* nothing is planned where Homebrew is not to be had */
		assert_int_equal(RC_UNSUPPORTED, e.rc);
		assert_true(str_equal(profiles[i % PROFILES], by_homebrew));
		refused++;
	}
	assert_in_range(refused, 1, names.n / 2);
}

/* ---- what other commands mean ---- */

static bool is_of_a_tool(const char *name)
{
	tools_each (id) {
		const char *const *more = tool_kind_of(id)->programs;

		for (; more && *more; more++)
			if (str_equal(*more, name))
				return true;
	}
	return tool_find(name) != TOOL_N;
}

static struct names path_after(const struct planned *p)
{
	const struct names *before = &p->m->facts->path.new_shell;
	struct names after = { 0 };

	for (size_t i = 0; i < p->plan.folders.n; i++)
		list_push(test_arena(), &after, p->plan.folders.at[i]);
	for (size_t i = 0; i < before->n; i++)
		list_push(test_arena(), &after, before->at[i]);
	return after;
}

static const char *found_on(const struct planned *p, const struct names *path, const char *name)
{
	for (size_t i = 0; i < path->n; i++) {
		const char *program = path_join(test_arena(), path->at[i], name);
		struct file_info info = { 0 };

		if (path_is_absolute(path->at[i]) &&
		    p->host->lstat(p->host, test_arena(), program, &info, NULL) == RC_OK &&
		    info.type != FILE_NONE && info.type != FILE_FOLDER)
			return program;
	}
	return NULL;
}

static bool says(const struct planned *p, const char *name)
{
	for (size_t i = 0; i < p->plan.changes.n; i++)
		if (str_equal(p->plan.changes.at[i].name, name))
			return true;
	return false;
}

static bool edits_a_shell(const struct planned *p)
{
	for (size_t i = 0; i < p->plan.steps.n; i++)
		if (p->plan.steps.at[i].kind == &step_edit &&
		    p->plan.steps.at[i].edit.shell < SHELL_N)
			return true;
	return false;
}

static void check_folder(struct planned *p, const char *folder)
{
	const struct names *before = &p->m->facts->path.new_shell;
	struct names after = path_after(p);
	struct dir_entries entries = { 0 };

	if (p->host->list(p->host, test_arena(), folder, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;
		const char *now = found_on(p, before, name), *then = found_on(p, &after, name);

		if (now && !str_equal(now, then) && !is_of_a_tool(name) && !says(p, name))
			fail_msg("%s: %s means %s now and %s then, which is not said", p->m->name,
				 name, now, then);
	}
}

static void says_what_changes(struct planned *p)
{
	struct names after = path_after(p);

	for (size_t i = 0; edits_a_shell(p) && i < p->plan.folders.n; i++)
		check_folder(p, p->plan.folders.at[i]);
	for (size_t i = 0; i < p->plan.changes.n; i++) {
		const struct answer_change *c = &p->plan.changes.at[i];

		assert_string_equal(c->then, found_on(p, &after, c->name));
		assert_string_equal(c->now, found_on(p, &p->m->facts->path.new_shell, c->name));
	}
}

TEST(no_other_command_comes_to_mean_another_program_unsaid)
{
	each_plan(says_what_changes);
}

/* ---- where it writes ---- */

static struct names written(const struct step *s)
{
	const char *const paths[] = {
		s->kind == &step_edit     ? s->edit.target
		: s->kind == &step_link   ? s->link.path
		: s->kind == &step_folder ? s->folder.path
		: s->kind == &step_unpack ? s->unpack.tree
		: s->kind == &step_run    ? s->run.into
					  : NULL,
		s->kind == &step_edit    ? s->edit.path
		: s->kind == &step_run   ? s->run.result
		: s->kind == &step_fetch ? s->fetch.staging
					 : NULL,
	};
	struct names all = { 0 };

	for (size_t i = 0; i < 2; i++)
		if (paths[i])
			list_push(test_arena(), &all, paths[i]);
	/* where go puts programs and modules */
	for (size_t i = 0; s->kind == &step_run && i < s->run.env.n; i++)
		if (str_starts(s->run.env.at[i], "GOBIN=") ||
		    str_starts(s->run.env.at[i], "GOPATH=") ||
		    str_starts(s->run.env.at[i], "GOMODCACHE="))
			list_push(test_arena(), &all, strchr(s->run.env.at[i], '=') + 1);
	return all;
}

static void writes_where_it_may(struct planned *p)
{
	static const char *const never[] = { "/tmp", "/private/tmp", "/var/folders",
					     "/private/var/folders" };

	for (size_t i = 0; i < p->plan.steps.n; i++) {
		struct names paths = written(&p->plan.steps.at[i]);

		for (size_t k = 0; k < paths.n; k++) {
			for (size_t n = 0; n < sizeof(never) / sizeof(never[0]); n++)
				if (path_is_within(paths.at[k], never[n]))
					fail_msg("%s: %s is in a temp folder", p->m->name,
						 paths.at[k]);
			if (facts_is_managed(p->m->facts, paths.at[k]) ||
			    strstr(paths.at[k], ".app/"))
				fail_msg("%s: %s is not the user's own", p->m->name, paths.at[k]);
		}
	}
	for (size_t i = 0; i < p->plan.folders.n; i++)
		if (facts_is_managed(p->m->facts, p->plan.folders.at[i]))
			fail_msg("%s: %s comes on PATH, which is one version's", p->m->name,
				 p->plan.folders.at[i]);
}

TEST(nothing_is_written_to_temp_folders_applications_or_a_managers_versions)
{
	each_plan(writes_where_it_may);
}

/* ---- what it starts ---- */

struct commands LIST_OF(struct names);

/* All that the step's task starts; LABEL stands for what softwareupdate lists. */
static struct commands started(const struct step *s)
{
	struct commands all = { 0 };
	struct names install = { 0 };

	if (s->kind == &step_run)
		list_push(test_arena(), &all, s->run.argv);
	if (s->kind == &step_brew)
		list_push(test_arena(), &all, s->brew.argv);
	if (s->kind == &step_sudo)
		list_push(test_arena(), &all, str_split(test_arena(), "sudo -v", ' '));
	if (s->kind != &step_clt)
		return all;
	list_push(test_arena(), &all, s->clt.list);
	for (size_t i = 0; i < s->clt.install.n; i++)
		list_push(test_arena(), &install, s->clt.install.at[i]);
	list_push(test_arena(), &install, "LABEL");
	list_push(test_arena(), &all, install);
	if (s->clt.change.n)
		list_push(test_arena(), &all, s->clt.change);
	return all;
}

/* Lines are wrapped where a word is too long, so blanks say nothing. */
static const char *without_blanks(const char *text)
{
	struct str out = { .mem = test_arena() };

	for (; *text; text++)
		if (*text != ' ' && *text != '\n')
			str_add_char(&out, *text);
	return str_text(&out);
}

static const char *told(const struct planned *p, const struct step *s, bool details)
{
	struct view *v = ARENA_NEW(test_arena(), struct view);
	struct step_page page = { .v = v, .plan = &p->plan, .home = "/nowhere" };

	view_open(v, test_arena(), "review");
	(details ? s->kind->details : s->kind->review)(&page, s);
	return without_blanks(plain_text(test_arena(), v, 4000));
}

static void shows_what_it_starts(struct planned *p)
{
	for (size_t i = 0; i < p->plan.steps.n; i++) {
		const struct step *s = &p->plan.steps.at[i];
		struct commands all = started(s);
		const char *json =
			json_print(test_arena(), step_preview_json(test_arena(), s), false);

		for (size_t k = 0; k < all.n; k++) {
			const char *words = arena_fmt(test_arena(), "[\"%s\"]",
						      str_join(test_arena(), &all.at[k], "\",\""));

			assert_contains(json, words);
			assert_contains(told(p, s, true), str_join(test_arena(), &all.at[k], ""));
			assert_contains(told(p, s, false), path_name(all.at[k].at[0]));
		}
	}
}

TEST(every_command_stands_in_json_on_review_and_in_details)
{
	each_plan(shows_what_it_starts);
}

/* ---- all of a Mac's ---- */

static struct names mac_commands;

static void note_commands(struct planned *p)
{
	for (size_t i = 0; p->m->facts->machine.os == OS_DARWIN && i < p->plan.steps.n; i++) {
		struct commands all = started(&p->plan.steps.at[i]);

		for (size_t k = 0; k < all.n; k++) {
			const char *line = machine_without_versions(
				test_arena(), str_join(test_arena(), &all.at[k], " "));

			if (!names_hold(&mac_commands, line))
				list_push(test_arena(), &mac_commands, line);
		}
	}
}

TEST(what_runs_on_macs_start_is_this)
{
	mac_commands = (struct names){ 0 };
	each_plan(note_commands);
	assert_snapshot(
		"plan/mac-commands.txt",
		arena_fmt(test_arena(), "%s\n", str_join(test_arena(), &mac_commands, "\n")));
}
