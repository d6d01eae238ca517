/* The plan as JSON, for people and for a rehearsal. */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "shell/block.h"
#include "view/view.h"
#include "plan_machine.h"
#include "wants/manifest.h"

static struct wants wants_for(const struct facts *f)
{
	struct wants_options options = { .manifest = manifest_builtin(test_arena()) };
	struct wants w;
	struct err e = { 0 };

	assert_ok(wants_make(test_arena(), f, &options, &w, &e), &e);
	return w;
}

static struct plan plan_at(const struct facts *f, int placement)
{
	struct plan_options options = { .placement = placement };
	struct wants w = wants_for(f);
	struct plan p = { 0 };
	struct err e = { 0 };

	assert_ok(plan_build(test_arena(), f, &w, &options, &p, &e), &e);
	return p;
}

TEST(the_plan_of_a_bare_machine_is_this)
{
	struct plan p = plan_at(machine_bare(test_arena()), 0);

	assert_snapshot(
		"plan/bare.json",
		machine_without_versions(
			test_arena(), json_print(test_arena(), plan_json(test_arena(), &p), true)));
}

TEST(an_empty_plan_has_no_steps_in_json)
{
	struct plan p = { 0 };

	assert_string_equal("{\"event\":\"plan\",\"steps\":[],\"download\":0,\"disk\":0,"
			    "\"rehearsed\":false,\"notes\":[],\"changes\":[]}",
			    json_print(test_arena(), plan_json(test_arena(), &p), false));
}

TEST(user_names_and_passwords_are_not_shown)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants w = wants_for(f);
	struct plan p = { 0 };
	struct err e = { 0 };
	const char *json;

	w.goproxy = "https://ann:secret@proxy.example,direct";
	w.tool[TOOL_GO].sources.at[0].parts[0].url = "https://ann:secret@mirror.example/go.tar.gz";
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	json = json_print(mem, plan_json(mem, &p), true);
	assert_null(strstr(json, "secret"));
	assert_contains(json, "https://mirror.example/go.tar.gz");
	assert_contains(json, "GOPROXY=https://");
}

TEST(what_stands_beside_a_change_is_shown_to_the_user_and_not_in_json)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	const struct step *step;
	const char *json;
	struct plan p;

	f->shell.shells[SHELL_BASH].files.at[0].content = BYTES("alias db='mysql -psesame'\n");
	p = plan_at(f, 0);
	step = plan_step(&p, "shell.bashrc");
	assert_contains(step->edit.diff, "sesame");
	json = json_print(mem, plan_json(mem, &p), false);
	assert_null(strstr(json, "sesame"));
	assert_contains(json, "goready_path=");
	assert_contains(json_print(mem, step_preview_json(mem, step), false), "sesame");
}

TEST(a_diff_with_bytes_that_are_not_utf8_is_base64)
{
	struct step s = { .kind = &step_edit,
			  .edit = { .diff = "--- f\n+++ f\n@@ -1 +0,0 @@\n-\xff\n" } };

	assert_contains(json_print(test_arena(), step_preview_json(test_arena(), &s), false),
			"{\"diff\":{\"b64\":\"");
}

TEST(the_diff_that_is_shown_gives_the_file_that_is_written)
{
	struct arena *mem = test_arena();
	struct plan p = plan_at(machine_bare(mem), 0);

	for (size_t i = 0; i < p.steps.n; i++) {
		const struct edit_step *edit = &p.steps.at[i].edit;
		const char *below;

		if (p.steps.at[i].kind != &step_edit)
			continue;
		below = arena_fmt(mem, "home/%s", edit->path + strlen("/home/ann/"));
		test_write_bytes(below, edit->before, 0644);
		test_write("diff", edit->diff);
		assert_int_equal(0, system(arena_fmt(mem, "cd %s && patch -s -p1 < ../diff",
						     test_path("home"))));
		assert_bytes(edit->after, test_read(test_path(below)));
	}
}

/* ---- sources ---- */

TEST(a_source_that_does_not_answer_is_passed_over_and_that_is_said)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants w = wants_for(f);
	struct sources *sources = &w.tool[TOOL_GO].sources;
	struct source first;
	struct plan p = { 0 };
	struct err e = { 0 };

	first = sources->at[0];
	list_push(mem, sources, first);
	sources->at[0].label = "first.example";
	sources->at[0].reach = REACH_TIMEOUT;
	sources->at[1].label = "second.example";
	sources->at[1].offered = false;
	sources->n = 2;
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	assert_string_equal("second.example", plan_step(&p, "go.fetch")->fetch.source->label);
	assert_int_equal(2, plan_step(&p, "go.fetch")->fetch.sources->n);
	assert_contains(p.notes.at[0], "first.example does not answer");
	sources->at[0].reach = REACH_HTTP_ERROR;
	sources->at[0].status = 404;
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	assert_contains(p.notes.at[0], "first.example answers 404 and is passed over");
	sources->n = 1;
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	assert_contains(p.notes.at[0], "first.example answers 404. It is tried again");
}

TEST(sources_that_do_not_answer_are_one_note_and_those_behind_the_one_that_is_used_are_none)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants w = wants_for(f);
	struct sources *sources = &w.tool[TOOL_GO].sources;
	struct source first = sources->at[0];
	struct plan p = { 0 };
	struct err e = { 0 };

	sources->n = 0;
	for (int i = 0; i < 4; i++) {
		first.label = arena_fmt(mem, "%d.example", i);
		first.parts[0].url = arena_fmt(mem, "https://%d.example/go", i);
		first.offered = false;
		first.reach = i == 2 ? REACH_OK : REACH_TIMEOUT;
		list_push(mem, sources, first);
	}
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	assert_string_equal(
		"Go: 0.example (does not answer) and 1.example (does not answer) are passed over; 2.example is used.",
		p.notes.at[0]);
	assert_string_equal("2.example", plan_step(&p, "go.fetch")->fetch.source->label);
	sources->at[0].reach = REACH_OK;
	p = (struct plan){ 0 };
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	for (size_t i = 0; i < p.notes.n; i++)
		assert_null(strstr(p.notes.at[i], "passed over"));
}

TEST(a_size_that_is_estimated_is_the_same_in_details_as_in_the_plan)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants w = wants_for(f);
	struct plan p = { 0 };
	struct err e = { 0 };
	const struct step *step;
	struct view v;
	const struct block *last;

	w.tool[TOOL_GO].sources.at[0].parts[0].size = 0;
	assert_ok(plan_build(mem, f, &w, NULL, &p, &e), &e);
	step = plan_step(&p, "go.fetch");
	view_open(&v, mem, "details");
	step->kind->details(&(struct step_page){ .v = &v }, step);
	last = &v.blocks.at[v.blocks.n - 1];
	assert_string_equal("Size", last->label);
	assert_string_equal(arena_fmt(mem, "about %s", size_text(mem, step->download)), last->text);
}

TEST(a_public_mirror_is_not_used_without_the_users_word)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct wants w = wants_for(f);
	struct plan p = { 0 };
	struct err e = { 0 };

	for (size_t i = 0; i < w.tool[TOOL_PROTOC].sources.n; i++)
		w.tool[TOOL_PROTOC].sources.at[i].offered = true;
	assert_rc(RC_UNSUPPORTED, plan_build(mem, f, &w, NULL, &p, &e), &e);
	assert_contains(e.text, "with your word");
	assert_contains(err_remedy(&e), "--source protoc=ADDRESS");
}

/* ---- rehearsal ---- */

static struct resolved *answer(struct shell_matrix *matrix, enum shell_id shell,
			       enum shell_mode mode, const char *path)
{
	struct resolved *r = list_add(test_arena(), matrix);

	*r = (struct resolved){ .shell = shell, .mode = mode, .asked = true, .path_text = path };
	return r;
}

#define FRONT "/home/ann/.local/share/goready/bin:/home/ann/go/bin"

TEST(a_plan_holds_where_its_folders_come_first)
{
	struct facts *f = machine_bare(test_arena());
	struct plan p = plan_at(f, 0);
	struct shell_matrix matrix = { 0 };
	const char *why = NULL;

	answer(&matrix, SHELL_BASH, MODE_LOGIN, FRONT ":/usr/bin");
	answer(&matrix, SHELL_BASH, MODE_INTERACTIVE, "/usr/bin:" FRONT); /* nothing there */
	answer(&matrix, SHELL_BASH, MODE_SCRIPT, "/usr/bin")->inherits = true;
	assert_true(plan_holds(test_arena(), &p, f, &matrix, &why));
	assert_null(why);
}

TEST(a_plan_does_not_hold_where_an_older_tool_comes_first)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct shell_matrix matrix = { 0 };
	const char *why = NULL;
	struct plan p;

	machine_tool(mem, f, TOOL_GO, "/usr/bin/go", "1.19.8", true);
	machine_line(mem, f, "/home/ann/.bashrc", 3, "PATH", "/usr/bin:$PATH",
		     "export PATH=/usr/bin:$PATH");
	p = plan_at(f, 0);
	answer(&matrix, SHELL_BASH, MODE_LOGIN, FRONT ":/usr/bin");
	answer(&matrix, SHELL_BASH, MODE_INTERACTIVE, "/usr/bin:" FRONT);
	assert_false(plan_holds(mem, &p, f, &matrix, &why));
	assert_string_equal("bash (interactive) would find go in /usr/bin before "
			    "~/.local/share/goready/bin (PATH is set in ~/.bashrc line 3)",
			    why);
}

TEST(a_plan_does_not_hold_where_its_folder_is_missing)
{
	struct facts *f = machine_bare(test_arena());
	struct plan p = plan_at(f, 0);
	struct shell_matrix matrix = { 0 };
	const char *why = NULL;

	answer(&matrix, SHELL_BASH, MODE_LOGIN, "/usr/bin");
	assert_false(plan_holds(test_arena(), &p, f, &matrix, &why));
	assert_contains(why, "bash (login) would not have ~/.local/share/goready/bin on PATH");
}

TEST(shells_that_the_plan_does_not_touch_say_nothing)
{
	struct facts *f = machine_bare(test_arena());
	struct plan p = plan_at(f, 0);
	struct shell_matrix matrix = { 0 };

	answer(&matrix, SHELL_FISH, MODE_LOGIN, "/usr/bin");
	answer(&matrix, SHELL_BASH, MODE_LOGIN, NULL)->timed_out = true;
	assert_true(plan_holds(test_arena(), &p, f, &matrix, NULL));
}

TEST(the_next_placement_goes_where_a_later_line_cannot_take_path_back)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct plan p;

	f->shell.shells[SHELL_BASH].files.at[0].content =
		BYTES("[ -z \"$PS1\" ] && return\nPATH=/usr/bin:$PATH\n");
	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "PATH=/usr/bin:$PATH\n");
	p = plan_at(f, 0);
	assert_true(str_starts(plan_step(&p, "shell.bashrc")->edit.after.at, SHELL_BLOCK_BEGIN));
	assert_null(plan_step(&p, "shell.zshrc"));
	p = plan_at(f, 1);
	assert_true(str_ends(plan_step(&p, "shell.bashrc")->edit.after.at, SHELL_BLOCK_END "\n"));
	assert_true(str_ends(plan_step(&p, "shell.zshrc")->edit.after.at, SHELL_BLOCK_END "\n"));
	assert_null(plan_step(&p, "shell.zlogin"));
	p = plan_at(f, 2);
	assert_non_null(plan_step(&p, "shell.zlogin"));
}

TEST(a_block_that_does_not_hold_where_it_stands_is_moved)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct names folders = { 0 };
	struct plan p;

	list_push(mem, &folders, "/opt/old");
	f->shell.shells[SHELL_BASH].files.at[0].content =
		bytes_of(arena_fmt(mem, "%sPATH=/usr/bin:$PATH\n",
				   shell_block_text(mem, SHELL_BASH, &folders, "/home/ann")));
	p = plan_at(f, 1);
	assert_true(str_starts(plan_step(&p, "shell.bashrc")->edit.after.at,
			       "PATH=/usr/bin:$PATH\n" SHELL_BLOCK_BEGIN));
}

TEST(the_proposed_files_stand_for_the_whole_home_folder)
{
	struct arena *mem = test_arena();
	struct facts *f = machine_bare(mem);
	struct proposed_files files;
	struct plan p;
	int found = 0;

	machine_start_file(mem, f, SHELL_ZSH, ".zshrc", "mine\n");
	p = plan_at(f, 0);
	files = plan_proposed_files(mem, &p, f);
	for (size_t i = 0; i < files.n; i++) {
		if (str_equal(files.at[i].path, ".zshrc")) {
			assert_bytes(BYTES("mine\n"), files.at[i].content);
			found++;
		}
		if (str_equal(files.at[i].path, ".zshenv")) {
			/* What it will read is not there yet. */
			assert_bytes(plan_step(&p, "env.sh")->edit.after, files.at[i].content);
			found++;
		}
	}
	assert_int_equal(2, found);
	assert_int_equal(5, files.n);
}
