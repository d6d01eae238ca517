/* The command line: parsing, and the texts that are made from the same tables. */
#include <stdlib.h>

#include "app/commands.h"
#include "app/help.h"
#include "base/i18n.h"
#include "test.h"

static const char *profile_variable, *yes_variable, *ui_variable, *lang_variable, *keys_variable;

static const char *variable(const char *name)
{
	if (strcmp(name, "GOREADY_PROFILE") == 0)
		return profile_variable;
	if (strcmp(name, "GOREADY_UI") == 0)
		return ui_variable;
	if (strcmp(name, "GOREADY_KEYS") == 0)
		return keys_variable;
	if (strcmp(name, "GOREADY_LANG") == 0)
		return lang_variable;
	return strcmp(name, "GOREADY_YES") == 0 ? yes_variable : NULL;
}

/* Parses a line of words parted by one blank. */
static enum rc parse(const char *line, struct request *ret, struct err *e)
{
	struct names words = str_split(test_arena(), line, ' ');

	return request_parse((int)words.n, (char *const *)words.at, variable, ret, e);
}

TEST(without_a_command_it_is_the_wizard)
{
	struct request r;
	struct err e = { 0 };

	assert_ok(parse("goready --plain", &r, &e), &e);
	assert_int_equal(r.command, COMMAND_WIZARD);
	assert_true(r.plain);
	assert_false(r.yes);
}

TEST(options_may_stand_before_and_after_the_command)
{
	struct request r;
	struct err e = { 0 };

	assert_ok(parse("goready --profile p.json apply --yes --source go=goproxy", &r, &e), &e);
	assert_int_equal(r.command, COMMAND_APPLY);
	assert_string_equal(r.profile, "p.json");
	assert_string_equal(r.source[TOOL_GO], "goproxy");
	assert_true(r.yes);
	assert_ok(parse("goready apply --source=protoc=maven:https://m.example/x", &r, &e), &e);
	assert_string_equal(r.source[TOOL_PROTOC], "maven:https://m.example/x");
	assert_ok(parse("goready apply --source protoc-gen-go=https://m.example/x", &r, &e), &e);
	assert_string_equal(r.source[TOOL_GEN_GO], "https://m.example/x");
	assert_null(r.source[TOOL_GEN_GO_GRPC]);
	assert_ok(parse("goready --source homebrew=https://m.example/install.sh", &r, &e), &e);
	assert_string_equal(r.source_brew, "https://m.example/install.sh");
}

TEST(words_after_a_command_are_kept_in_order)
{
	struct request r;
	struct err e = { 0 };

	assert_ok(parse("goready doctor go.missing --json goenv.goroot", &r, &e), &e);
	assert_int_equal(r.word_n, 2);
	assert_string_equal(r.words[1], "goenv.goroot");
	assert_ok(parse("goready explain -- --go_opt", &r, &e), &e);
	assert_string_equal(r.words[0], "--go_opt");
}

/* Words parted by a comma: a word with blanks is one that was quoted. */
static struct request parse_quoted(const char *line)
{
	struct names words = str_split(test_arena(), line, ',');
	struct request r = { 0 };
	struct err e = { 0 };

	assert_ok(request_parse((int)words.n, (char *const *)words.at, variable, &r, &e), &e);
	return r;
}

TEST(options_may_stand_behind_a_text_in_quotes)
{
	struct request r = parse_quoted("goready,explain,--go_out: no such file,--json,--lang,en");

	assert_true(r.json);
	assert_int_equal(1, r.word_n);
	assert_string_equal("--go_out: no such file", r.words[0]);
	assert_string_equal("en", r.lang);
	assert_null(r.option_in_text);
	r = parse_quoted("goready,explain,-,--json");
	assert_true(r.json);
	assert_string_equal("-", r.words[0]);
}

TEST(any_other_text_goes_on_to_its_end)
{
	static const char *const texts[] = { "goready,explain,go list,--json,./...",
					     "goready,explain,--,go list,--json",
					     "goready,explain,go,list,--json",
					     "goready,explain,protoc,--version", NULL };

	for (size_t i = 0; texts[i]; i++) {
		struct request r = parse_quoted(texts[i]);

		assert_false(r.json || r.version);
		assert_true(r.word_n >= 2);
		assert_int_equal(i == 2, r.option_in_text != NULL);
	}
}

TEST(what_is_wrong_is_named)
{
	struct request r = { .word_n = 7 };
	struct err e = { 0 };

	assert_rc(RC_USAGE, parse("goready aply", &r, &e), &e);
	assert_contains(e.text, "aply");
	assert_rc(RC_USAGE, parse("goready doctor --yes", &r, &e), &e);
	assert_contains(e.text, "--yes");
	assert_rc(RC_USAGE, parse("goready apply --profile", &r, &e), &e);
	assert_contains(e.text, "FILE");
	assert_rc(RC_USAGE, parse("goready apply now", &r, &e), &e);
	assert_rc(RC_USAGE, parse("goready --plain --tui", &r, &e), &e);
	assert_rc(RC_USAGE, parse("goready explain --clipboard --file x", &r, &e), &e);
	assert_rc(RC_USAGE, parse("goready explain --file x some text", &r, &e), &e);
	assert_rc(RC_USAGE, parse("goready apply --json=1", &r, &e), &e);
	assert_rc(RC_USAGE, parse("goready apply --source gcc=x", &r, &e), &e);
	assert_int_equal(r.word_n, 7); /* untouched on failure */
}

TEST(nothing_is_changed_on_a_recorded_machine)
{
	static const char *const changing[] = { "goready apply --from m.json",
						"goready apply --yes --from m.json",
						"goready fix --yes --from m.json" };
	static const char *const looking[] = { "goready --from m.json", "goready fix --from m.json",
					       "goready apply --dry-run --json --from m.json",
					       "goready doctor --from m.json" };
	struct request r;

	for (size_t i = 0; i < sizeof(changing) / sizeof(changing[0]); i++) {
		struct err e = { 0 };

		assert_int_equal(parse(changing[i], &r, &e), RC_USAGE);
		assert_contains(e.text, "recorded machine");
	}
	for (size_t i = 0; i < sizeof(looking) / sizeof(looking[0]); i++) {
		struct err e = { 0 };

		assert_ok(parse(looking[i], &r, &e), &e);
	}
}

TEST(what_is_unknown_is_refused_and_the_nearest_known_one_named)
{
	static const struct {
		const char *line, *text, *hint;
	} cases[] = {
		{ "goready latest", "command \"latest\"", "Did you mean \"goready upgrade\"?" },
		{ "goready report", "command \"report\"", "Did you mean \"goready capture\"?" },
		{ "goready aply", "command \"aply\"", "Did you mean \"goready apply\"?" },
		{ "goready --profil p.json", "no option --profil", "Did you mean --profile?" },
		{ "goready --profil p.json apply", "no option --profil",
		  "Did you mean --profile?" },
		{ "goready --palin=1", "no option --palin", "Did you mean --plain?" },
		{ "goready apply --dryrun", "no option --dryrun", "Did you mean --dry-run?" },
		{ "goready undo --al", "no option --al", "Did you mean --all?" },
		{ "goready --lang xx", "no language \"xx\"", "goready speaks these: en" },
		{ "goready --lang es", "no language \"es\"", "goready speaks these: en" },
		{ "goready --lang french", "no language \"french\"", "goready speaks these: en" },
		{ "goready doctor --lang zh_XN", "no language \"zh_XN\"", "Did you mean zh_CN?" },
		{ "goready update", "command \"update\"", "Did you mean \"goready upgrade\"?" },
		{ "goready remove go", "command \"remove\"",
		  "Did you mean \"goready uninstall\"?" },
		{ "goready version", "command \"version\"", "Did you mean \"goready --version\"?" },
		{ "goready wizard", "command \"wizard\"", "Did you mean \"goready\"?" },
		{ "goready status", "command \"status\"", "Did you mean \"goready doctor\"?" },
		{ "goready self update", "command \"self\"",
		  "Did you mean \"goready self-update\"?" },
		{ "goready -V", "no option -V", "Did you mean --version?" },
		{ "goready apply -y", "no option -y", "Did you mean --yes?" },
		{ "goready doctor -y", "no option -y", "'goready --help' lists" },
		{ "goready frobnicate", "command \"frobnicate\"", "'goready --help' lists" },
		{ "goready --qqqqqq", "no option --qqqqqq", "'goready --help' lists" },
		{ "goready undo 0002 --all", "--all and run 0002 exclude each other",
		  "takes back that run" },
	};
	struct request r;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err e = { 0 };

		assert_rc(RC_USAGE, parse(cases[i].line, &r, &e), &e);
		assert_contains(e.text, cases[i].text);
		assert_contains(e.hint, cases[i].hint);
		if (strncmp(cases[i].hint, "Did", 3) != 0)
			assert_null(strstr(e.hint, "Did you mean"));
	}
}

TEST(a_version_as_a_word_of_its_own_is_told_where_it_stands)
{
	static const char *const lines[][2] = {
		{ "goready install go 1.26", "goready install go@1.26" },
		{ "goready install go latest", "goready install go@latest" },
		{ "goready use go 1.26", "goready use 1.26" },
		{ "goready use go latest", "goready use latest" },
	};
	struct request r;
	struct err e = { 0 };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_int_equal(RC_USAGE, parse(lines[i][0], &r, &e));
		assert_contains(err_remedy(&e), lines[i][1]);
	}
}

TEST(a_language_has_several_spellings)
{
	static const struct {
		const char *spelling, *language;
	} cases[] = { { "en", "en" },    { "en_US.UTF-8", "en" }, { "C", "en" },
		      { "zh", "zh_CN" }, { "zh-CN", "zh_CN" },    { "zh_CN.UTF-8", "zh_CN" } };
	struct request r;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err e = { 0 };

		assert_ok(parse(arena_fmt(test_arena(), "goready --lang %s", cases[i].spelling), &r,
				&e),
			  &e);
		assert_string_equal(r.lang, cases[i].language);
	}
}

TEST(variables_with_unknown_values_are_refused_too)
{
	struct request r;
	struct err e = { 0 };

	lang_variable = "xx";
	assert_rc(RC_USAGE, parse("goready doctor", &r, &e), &e);
	lang_variable = NULL;
	ui_variable = "plian";
	assert_rc(RC_USAGE, parse("goready", &r, &e), &e);
	assert_contains(e.hint, "Did you mean plain?");
	ui_variable = "speech";
	assert_rc(RC_USAGE, parse("goready", &r, &e), &e);
	assert_string_equal(e.hint, "It takes plain or tui.");
	assert_ok(parse("goready doctor", &r, &e), &e);
	ui_variable = "PLAIN";
	assert_ok(parse("goready", &r, &e), &e);
	ui_variable = NULL;
}

TEST(variables_count_less_than_options_and_only_where_they_belong)
{
	struct request r;
	struct err e = { 0 };

	profile_variable = "from-variable.json";
	yes_variable = "no";
	assert_ok(parse("goready apply", &r, &e), &e);
	assert_string_equal(r.profile, "from-variable.json");
	assert_false(r.yes);
	assert_ok(parse("goready apply --profile mine.json", &r, &e), &e);
	assert_string_equal(r.profile, "mine.json");
	yes_variable = "1";
	assert_ok(parse("goready history", &r, &e), &e);
	assert_null(r.profile);
	assert_false(r.yes);
	assert_ok(parse("goready undo", &r, &e), &e);
	assert_true(r.yes);
	profile_variable = yes_variable = NULL;
}

TEST(help_names_every_command_and_each_of_its_options)
{
	const char *overview = help_overview(test_arena());

	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_HELP; id++) {
		const char *help = help_command(test_arena(), id);

		assert_contains(overview, command_rows[id].name);
		for (const struct option_row *row = option_rows; row->name; row++)
			if (!row->commands || row->commands & 1u << id)
				assert_contains(help, row->name);
	}
	for (const struct topic_row *row = topic_rows; row->name; row++)
		assert_non_null(help_topic(test_arena(), row->name));
	assert_non_null(help_topic(test_arena(), HELP_OF_WIZARD));
	assert_null(help_topic(test_arena(), "nonsense"));
}

TEST(each_topic_is_told_also_beside_a_command_of_its_name_and_in_each_language)
{
	for (const struct topic_row *row = topic_rows; row->name; row++) {
		const char *begins = arena_strndup(test_arena(), row->text, 20), *help;

		assert_contains(help_topic(test_arena(), row->name), begins);
		language_choose("zh_CN");
		help = help_topic(test_arena(), row->name);
		language_choose("en");
		assert_null(strstr(help, begins));
	}
}

TEST(help_fits_into_eighty_columns)
{
	struct names lines = { 0 };

	for (enum command_id id = COMMAND_WIZARD; id < COMMAND_N; id++) {
		lines = str_split(test_arena(), help_command(test_arena(), id), '\n');
		for (size_t i = 0; i < lines.n; i++)
			if (strlen(lines.at[i]) > 79)
				fail_msg("%zu columns: %s", strlen(lines.at[i]), lines.at[i]);
	}
}

TEST(the_man_page_and_the_completions_name_every_option)
{
	static const char *const shells[] = { "zsh", "bash", "fish" };

	for (const struct option_row *row = option_rows; row->name; row++) {
		for (size_t i = 0; i < 3; i++)
			assert_contains(help_completions(test_arena(), shells[i]), row->name + 2);
		if (row->variable)
			assert_contains(help_man(test_arena()), row->variable);
	}
	assert_null(help_completions(test_arena(), "csh"));
	assert_contains(strstr(help_completions(test_arena(), "bash"), "\thelp)"), " doctor ");
}

/* Real shells parse what they are given. */
TEST(completions_are_valid_for_their_shells)
{
	static const char *const shells[] = { "zsh", "bash", "fish" };

	for (size_t i = 0; i < 3; i++)
		test_needs(shells[i]);
	for (size_t i = 0; i < 3; i++) {
		test_write(shells[i], help_completions(test_arena(), shells[i]));
		assert_int_equal(system(arena_fmt(test_arena(), "%s -n %s", shells[i],
						  test_path(shells[i]))),
				 0);
	}
}

TEST(the_man_page_is_clean_roff)
{
	test_write("goready.1", help_man(test_arena()));
	assert_int_equal(
		system(arena_fmt(test_arena(),
				 "test -z \"$(man -l --warnings -E UTF-8 %s 2>&1 >/dev/null)\"",
				 test_path("goready.1"))),
		0);
}

TEST(keys_that_are_not_known_are_an_error_of_the_wizard)
{
	struct request r;
	struct err e = { 0 };

	keys_variable = "arrow";
	assert_rc(RC_USAGE, parse("goready", &r, &e), &e);
	assert_contains(e.text, "GOREADY_KEYS=arrow is not known");
	assert_ok(parse("goready doctor", &r, &e), &e);
	keys_variable = "Arrows";
	assert_ok(parse("goready", &r, &e), &e);
	keys_variable = NULL;
}

/* A word for each option that takes one. */
static const char *value_for(const struct option_row *row)
{
	return strcmp(row->name, "--source") == 0 ? "go=goproxy"
	       : strcmp(row->name, "--lang") == 0 ? "en"
						  : "x";
}

TEST(each_option_that_help_lists_is_taken_and_help_is_asked_for_anywhere)
{
	for (enum command_id id = COMMAND_DOCTOR; id < COMMAND_N; id++) {
		const char *name = command_rows[id].name, *help = help_command(test_arena(), id);

		for (const struct option_row *row = option_rows; row->name; row++) {
			bool takes = !row->commands || row->commands & 1u << id;
			const char *value = row->value
						    ? arena_fmt(test_arena(), " %s", value_for(row))
						    : "",
				   *line;
			struct request r;
			struct err e = { 0 };

			if (id != COMMAND_HELP)
				assert_int_equal(strstr(help, arena_fmt(test_arena(), "\n  %s ",
									row->name)) != NULL,
						 takes);
			if (!takes)
				continue;
			line = arena_fmt(test_arena(), "goready %s %s%s", name, row->name, value);
			if (strcmp(row->name, "--from") != 0 ||
			    id != COMMAND_APPLY) /* which wants --dry-run too */
				assert_ok(parse(line, &r, &e), &e);
			line = arena_fmt(test_arena(), "goready %s%s --help %s", row->name, value,
					 name);
			assert_ok(parse(line, &r, &e), &e);
			assert_true(r.help && r.command == id);
		}
	}
}

TEST(help_comes_before_what_is_wrong_beside_it)
{
	static const char *const lines[] = {
		"goready apply --yes --dry-run --help",
		"goready undo 1 2 3 -h",
		"goready --plain --tui --help",
	};
	struct request r;
	struct err e = { 0 };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		assert_ok(parse(lines[i], &r, &e), &e);
		assert_true(r.help);
	}
	assert_rc(RC_USAGE, parse("goready fix --source --help", &r, &e), &e);
	assert_contains(e.text, "needs a value");
	assert_string_equal(e.hint, "'goready help fix' says what it takes.");
}
