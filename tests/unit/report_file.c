/* --report FILE: what is told, in a file, and why a file cannot be one. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/report.h"
#include "app/report_file.h"
#include "app/report_file_private.h"
#include "base/i18n.h"
#include "base/json.h"
#include "test.h"

static struct app app_with(const char *name)
{
	struct app app = { .mem = test_arena(), .machine = test_arena(), .host = host_real() };

	app.request.report = path_join(test_arena(), test_folder(), name);
	return app;
}

static const char *written(const struct app *app)
{
	struct err e = { 0 };
	struct bytes text;

	assert_ok(host_real()->read(host_real(), test_arena(), app->request.report, 1 << 20, &text,
				    &e),
		  &e);
	return arena_strndup(test_arena(), text.at, text.n);
}

static void tell_something(const char *home)
{
	struct view v;

	view_open(&v, test_arena(), "doctor");
	view_title(&v, "Doctor");
	view_status(&v, SAY_PROBLEM, "go", "%s/bin/go is *old*", home);
	view_diff(&v, "~/.bashrc", "--- ~/.bashrc\n+++ ~/.bashrc\n@@ -0,0 +1 @@\n+```\n", 1, 1);
	report_file_view(&v);
	report_file_sentence("Working. It goes on");
	report_file_command("goready fix");
}

/* Opens it, tells something, closes it; what is in the file then. */
static const char *report(const char *name)
{
	struct app app = app_with(name);
	struct err e = { 0 };
	struct stat info;

	setenv("HOME", test_folder(), 1);
	assert_ok(report_file_open(&app, &e), &e);
	assert_int_not_equal(access(app.request.report, F_OK), 0);
	tell_something(test_folder());
	assert_ok(report_file_close(&app, &e), &e);
	assert_int_equal(stat(app.request.report, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	return written(&app);
}

TEST(a_text_has_the_sentences_and_no_home_folder)
{
	assert_string_equal(report("told.txt"),
			    "Doctor.\nProblem. go: ~/bin/go is *old*.\nChange 1 of 1.\n"
			    "File: ~/.bashrc\nIn all: add 1 line.\nLine 1, add: ```\n"
			    "Working. It goes on.\ngoready fix\n");
}

TEST(markdown_has_lists_and_code_that_nothing_in_it_ends)
{
	const char *text = report("told.md");

	assert_contains(text, "# Doctor\n");
	assert_contains(text, "- **Problem** go: ~/bin/go is \\*old\\*\n");
	assert_contains(text, "\n````diff\n--- ~/.bashrc\n");
	assert_contains(text, "+```\n````\n");
	assert_contains(text, "\nWorking. It goes on\n");
	assert_contains(text, "```sh\ngoready fix\n```\n");
}

TEST(markdown_in_chinese_has_signs_of_its_own)
{
	struct view v;
	const char *text;

	view_open(&v, test_arena(), "doctor");
	view_field(&v, "PATH", "1");
	language_choose("zh_CN");
	text = markdown_view(test_arena(), &v);
	language_choose("en");
	assert_contains(text, "- PATH：1");
}

TEST(data_is_the_whole_or_the_events_and_always_json)
{
	struct app app = app_with("told.json");
	struct json *event = json_new_object(test_arena()), *root;
	struct err e = { 0 };

	for (int whole = 0; whole < 2; whole++) {
		assert_ok(report_file_open(&app, &e), &e);
		assert_true(report_file_wants_json());
		json_add_string(test_arena(), event, "event", "step");
		report_file_event(event);
		report_file_event(event);
		if (whole)
			report_file_json(event);
		assert_ok(report_file_close(&app, &e), &e);
		assert_ok(json_parse(test_arena(), bytes_of(written(&app)), &root, &e), &e);
		assert_int_equal(json_int(root, "schema", 0), whole ? 0 : 1);
		assert_int_equal(json_string(root, "event") != NULL, whole);
		event = json_new_object(test_arena());
	}
	assert_false(report_file_wants_json());
}

TEST(what_cannot_be_written_is_said_before_anything_is_started)
{
	static const struct {
		const char *name, *text;
		enum rc rc;
	} cases[] = {
		{ "told.doc", "does not say what is to be written", RC_USAGE },
		{ "told", "does not say what is to be written", RC_USAGE },
		{ "no/such/folder/told.txt", "cannot be written", RC_IO },
		{ "folder.md", "is no file", RC_IO },
		{ "pipe.md", "is no file", RC_IO },
		{ "null.md", "is no file", RC_IO },
		{ "loop.md", "leads nowhere", RC_IO },
		{ "gone.md", "leads nowhere", RC_IO },
	};
	struct err e;

	assert_int_equal(chdir(test_folder()), 0);
	assert_int_equal(mkdir("folder.md", 0755), 0);
	assert_int_equal(mkfifo("pipe.md", 0644), 0);
	assert_int_equal(symlink("/dev/null", "null.md"), 0);
	assert_int_equal(symlink("loop.md", "loop.md"), 0);
	assert_int_equal(symlink("no/such", "gone.md"), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct app app = app_with(cases[i].name);

		e = (struct err){ 0 };
		assert_int_not_equal(report_file_open(&app, &e), RC_OK);
		assert_contains(e.text, cases[i].text);
		if (cases[i].rc == RC_USAGE)
			assert_int_equal(e.rc, RC_USAGE);
		assert_ok(report_file_close(&app, &e), &e); /* nothing is open */
	}
}

TEST(without_the_option_nothing_is_written)
{
	struct app app = { .mem = test_arena() };
	struct err e = { 0 };

	assert_ok(report_file_open(&app, &e), &e);
	tell_something("/home");
	assert_ok(report_file_close(&app, &e), &e);
}
