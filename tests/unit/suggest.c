/* Command lines that users are told to type: read by a shell, they ask for what was asked here. */
#include <stdlib.h>
#include <unistd.h>

#include "app/suggest.h"
#include "host/host.h"
#include "shell/quote.h"
#include "test.h"

static const char *nothing_set(const char *name)
{
	(void)name;
	return NULL;
}

static struct request parsed(const char *const *words, size_t n)
{
	struct request r = { 0 };
	struct err e = { 0 };

	assert_ok(request_parse((int)n, (char *const *)(const void *)words, nothing_set, &r, &e),
		  &e);
	return r;
}

/* What a shell makes of a line: the words that the program is started with. */
static struct names typed(const char *shell, const char *line)
{
	struct arena *mem = test_arena();
	struct names argv = { 0 }, words;
	struct command command = { .seconds = 20 };
	struct command_result result = { 0 };
	struct err e = { 0 };

	test_write("bin/the program's name",
		   "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done\n");
	assert_int_equal(
		0, system(arena_fmt(mem, "chmod +x \"%s\"", test_path("bin/the program's name"))));
	list_push(mem, &argv, shell);
	list_push(mem, &argv, "-c");
	list_push(mem, &argv, line);
	command.argv = argv;
	assert_ok(host_real()->run(host_real(), mem, &command, &result, &e), &e);
	assert_int_equal(0, result.status);
	words = str_split(mem, arena_strndup(mem, result.out.at, result.out.n), '\n');
	if (words.n && !*words.at[words.n - 1])
		words.n--;
	return words;
}

static struct request typed_again(const char *shell, enum shell_id id, const struct request *r,
				  enum command_id command, const char *words)
{
	struct arena *mem = test_arena();
	const char *program = shell_word(mem, id, test_path("bin/the program's name"));
	struct names got = typed(shell, suggest_line(mem, id, program, r, command, words));
	struct names argv = { 0 };

	list_push(mem, &argv, "goready");
	for (size_t i = 0; i < got.n; i++)
		list_push(mem, &argv, got.at[i]);
	return parsed(argv.at, argv.n);
}

static const char *const asked[] = {
	"goready",
	"apply",
	"--profile",
	"it's my $HOME/pro\\file.json",
	"--upgrade",
	"--source",
	"go=official",
	"--source",
	"protoc=maven:https://m.example/a?b=c&d=e",
	"--json",
};

static void asks_the_same(const char *shell, enum shell_id id)
{
	struct request r = parsed(asked, sizeof(asked) / sizeof(asked[0]));
	struct request again = typed_again(shell, id, &r, COMMAND_APPLY, "--yes");

	assert_int_equal(COMMAND_APPLY, again.command);
	assert_string_equal(r.profile, again.profile);
	assert_string_equal(r.source[TOOL_GO], again.source[TOOL_GO]);
	assert_string_equal(r.source[TOOL_PROTOC], again.source[TOOL_PROTOC]);
	assert_true(again.upgrade && again.yes);
	assert_false(again.json || again.latest || again.keep_going);
}

TEST(what_is_typed_in_sh_asks_for_the_same_and_consents)
{
	asks_the_same("/bin/sh", SHELL_SH);
}

TEST(what_is_typed_in_fish_asks_for_the_same_and_consents)
{
	if (access("/usr/bin/fish", X_OK) != 0)
		skip_because("fish is not installed");
	asks_the_same("/usr/bin/fish", SHELL_FISH);
}

TEST(an_option_that_the_suggested_command_does_not_know_is_left_out)
{
	struct request r = parsed(asked, sizeof(asked) / sizeof(asked[0]));

	assert_string_equal("goready undo --yes", suggest_line(test_arena(), SHELL_SH, "goready",
							       &r, COMMAND_UNDO, "--yes"));
	assert_string_equal("goready prove --profile 'it'\\''s my $HOME/pro\\file.json'",
			    suggest_line(test_arena(), SHELL_SH, "goready", &r, COMMAND_PROVE, ""));
}

TEST(ids_that_doctor_was_asked_for_are_those_that_fix_repairs)
{
	static const char *const words[] = { "goready", "doctor", "go.missing", "goenv.goroot" };
	struct request r = parsed(words, 4);

	assert_string_equal("goready fix go.missing goenv.goroot",
			    suggest_line(test_arena(), SHELL_ZSH, "goready", &r, COMMAND_FIX, ""));
	assert_string_equal("goready apply --yes", suggest_line(test_arena(), SHELL_ZSH, "goready",
								&r, COMMAND_APPLY, "--yes"));
	/* which stands alone */
	assert_string_equal(
		"goready doctor --since",
		suggest_line(test_arena(), SHELL_ZSH, "goready", &r, COMMAND_DOCTOR, "--since"));
}

TEST(goready_is_named_by_its_own_link_where_that_leads_to_it)
{
	struct app app = { .mem = test_arena(), .program = test_path("app/goready-1/goready") };
	struct facts facts = { .places = { .data = test_path(""), .bin = test_path("bin") } };

	test_write("app/goready-1/goready", "");
	test_write("bin/other", "");
	app.facts = &facts;
	assert_string_equal(suggest_path(&app), app.program);
	assert_int_equal(symlink("../app/goready-1/goready", test_path("bin/goready")), 0);
	assert_string_equal(suggest_path(&app), test_path("bin/goready"));
}
