/* Settings of editors, of ten kinds, on real files: `goready fix` takes out the line that leads astray and
 * nothing else, or says why not; `goready undo` gives every byte back. */
#include "machine.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mask.h"

#ifdef __APPLE__
#define USER "home/Library/Application Support/Code/User"
#else
#define USER "home/.config/Code/User"
#endif
#define SETTINGS USER "/settings.json"

/* As it was before it was wrapped. */
static const char *on_one_line(const char *text)
{
	char *line = arena_strdup(test_arena(), text);

	for (char *at = line; *at; at++)
		if (*at == '\n')
			*at = ' ';
	return line;
}

/* What the program says; ret_status may be NULL. */
static const char *goready_in(const char *folder, const char *words, int *ret_status)
{
	const char *program = getenv("GOREADY_TEST_PROGRAM"), *said = test_path("said");
	int status;

	if (!program)
		skip_because("GOREADY_TEST_PROGRAM names no program");
	mkdir(test_path("home"), 0755);
	status = system(arena_fmt(
		test_arena(),
		"cd '%s' && env -i HOME='%s' PATH=/usr/bin:/bin SHELL=/bin/sh LC_ALL=C.UTF-8 "
		"GOREADY_UI=plain COLUMNS=1000 '%s' %s >'%s' 2>&1 </dev/null",
		test_path(folder), test_path("home"), program, words, said));
	if (ret_status)
		*ret_status = WEXITSTATUS(status);
	return on_one_line(test_read(said).at);
}

static const char *goready(const char *words, int *ret_status)
{
	return goready_in("home", words, ret_status);
}

#define FIX "fix editor.go-path editor.gopath --yes"

static void is_now(const char *path, struct bytes expected)
{
	assert_bytes(expected, test_read(test_path(path)));
}

/* The file becomes `after`, and by undo again what it was. */
static void becomes(const char *path, struct bytes before, struct bytes after)
{
	int status = 0;
	const char *said;

	test_write_bytes(path, before, 0640);
	said = goready(FIX, &status);
	if (status)
		fail_msg("%s", said);
	is_now(path, after);
	said = goready("undo --yes", &status);
	if (status)
		fail_msg("%s", said);
	is_now(path, before);
}

/* It stays as it is, and doctor says `why`. */
static void stays(const char *path, struct bytes before, const char *why)
{
	assert_contains(goready("doctor", NULL), why);
	(void)goready(FIX, NULL);
	is_now(path, before);
}

TEST(comments_stay)
{
	becomes(SETTINGS,
		BYTES("// mine\n{\n  /* Go */\n  \"go.goroot\": \"/gone/go\", // of 2024\n"
		      "  \"editor.fontSize\": 13 // big\n}\n"),
		BYTES("// mine\n{\n  /* Go */\n  // of 2024\n"
		      "  \"editor.fontSize\": 13 // big\n}\n"));
}

TEST(commas_at_the_end_stay)
{
	becomes(SETTINGS,
		BYTES("{\n  \"files.exclude\": { \"a\": true, },\n"
		      "  \"go.alternateTools\": { \"go\": \"/gone/bin/go\", },\n}\n"),
		BYTES("{\n  \"files.exclude\": { \"a\": true, },\n"
		      "  \"go.alternateTools\": { },\n}\n"));
}

TEST(tabs_and_the_order_stay)
{
	becomes(SETTINGS,
		BYTES("{\n\t\"z\":\t1,\n\t\"go.goroot\":\t\"rel/go\",\n\n\t\"a\":\t[ 2,3 ]\n}"),
		BYTES("{\n\t\"z\":\t1,\n\n\t\"a\":\t[ 2,3 ]\n}"));
}

TEST(carriage_returns_and_a_byte_order_mark_stay)
{
	becomes(SETTINGS,
		BYTES("\xef\xbb\xbf{\r\n\t\"a\": 1,\r\n\t\"go.goroot\": \"/gone\"\r\n}\r\n"),
		BYTES("\xef\xbb\xbf{\r\n\t\"a\": 1\r\n}\r\n"));
}

TEST(servers_for_browsers_are_known)
{
	static const char *const places[] = {
		"home/.local/share/code-server/User/settings.json",
		"home/.local/share/code-server/Machine/settings.json",
		"home/.openvscode-server/data/Machine/settings.json",
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		becomes(places[i], BYTES("{\n  \"go.goroot\": \"/gone\",\n  \"a\": 1\n}\n"),
			BYTES("{\n  \"a\": 1\n}\n"));
}

TEST(without_a_file_there_is_nothing_to_say)
{
	mkdir(test_path("home"), 0755);
	test_write(USER "/keybindings.json", "[]");
	assert_null(strstr(goready("doctor", NULL), "[editor."));
	(void)goready(FIX, NULL);
	assert_int_equal(-1, access(test_path(SETTINGS), F_OK));
}

TEST(settings_of_a_profile_are_found)
{
	becomes(USER "/profiles/-5c1a/settings.json",
		BYTES("{\"a\":1,\"go.gopath\":\"rel\",\"go.goroot\":\"/gone\"}"),
		BYTES("{\"a\":1}"));
}

TEST(a_link_into_the_dotfiles_stays_a_link)
{
	struct stat info;

	test_write(USER "/keybindings.json", "[]");
	test_write("home/dotfiles/vscode.json", "");
	assert_int_equal(0, symlink(test_path("home/dotfiles/vscode.json"), test_path(SETTINGS)));
	becomes("home/dotfiles/vscode.json", BYTES("{\n  \"go.goroot\": \"/gone\"\n}\n"),
		BYTES("{\n}\n"));
	assert_int_equal(0, lstat(test_path(SETTINGS), &info));
	assert_true(S_ISLNK(info.st_mode));
}

TEST(a_link_that_leads_out_of_the_home_folder_is_refused)
{
	test_write(USER "/keybindings.json", "[]");
	test_write("company/vscode.json", "{ \"go.goroot\": \"/gone\" }");
	assert_int_equal(0, symlink(test_path("company/vscode.json"), test_path(SETTINGS)));
	stays("company/vscode.json", BYTES("{ \"go.goroot\": \"/gone\" }"),
	      "Code/User/settings.json: a link that leads out of your home folder");
}

TEST(machine_settings_of_a_server_are_found)
{
	becomes("home/.vscode-server/data/Machine/settings.json",
		BYTES("{\n\t\"go.goroot\": \"/usr/local/go-of-the-old-image\",\n}\n"),
		BYTES("{\n}\n"));
}

TEST(what_is_write_protected_is_refused)
{
	static const char text[] = "{ \"go.goroot\": \"/gone\" }";

	test_write_bytes(SETTINGS, BYTES(text), 0444);
	stays(SETTINGS, BYTES(text), "Code/User/settings.json: write-protected");
}

TEST(what_may_not_be_read_is_said)
{
	const char *said;

	if (getuid() == 0)
		skip_because("root may read every file");
	test_write_bytes(SETTINGS, BYTES("{ \"go.goroot\": \"/gone\" }"), 0);
	said = goready("doctor", NULL);
	assert_contains(said, "editor.settings");
	assert_null(strstr(said, "editor.go-path"));
}

TEST(settings_that_cannot_be_read_are_not_called_in_order)
{
	test_write(SETTINGS, "{\n  \"go.goroot\" \"/gone/go\"\n}\n");
	assert_contains(goready("fix editor.settings --yes", NULL),
			"goready cannot repair this by itself: editor.settings");
}

/* What is meant for the editor alone stops nobody: a set-up leaves it, and fix does not. */
TEST(what_a_set_up_leaves_is_for_fix_and_not_beyond_repair)
{
	struct machine *m = machine_named("healthy-debian-amd64");
	const char *said;

	machine_file(m, "~/.config/Code/User/settings.json", "{ \"go.goroot\": \"/gone\" }\n");
	test_write("machine.json", json_print(test_arena(), m->capture, true));
	said = goready(
		arena_fmt(test_arena(), "apply --dry-run --from '%s'", test_path("machine.json")),
		NULL);
	assert_contains(said, "A set-up leaves this as it is: editor.go-path");
	assert_contains(said, "machine.json editor.go-path");
	assert_null(strstr(said, "cannot repair"));
}

TEST(broken_json_is_refused_with_its_line)
{
	static const char text[] = "{\n  \"go.goroot\": \"/gone\"\n  \"a\": 1\n}\n";

	test_write(SETTINGS, text);
	stays(SETTINGS, BYTES(text), "line 3: a comma or a bracket is missing");
}

/* ---- in captures ---- */

static const char *masked(const char *text)
{
	struct mask m = {
		.mem = test_arena(), .home = "/home/ann", .user = "ann", .new_home = "/home/user"
	};

	return mask_settings(&m, bytes_of(text)).at;
}

TEST(a_capture_shows_of_settings_what_is_go_s)
{
	assert_string_equal(
		"{ //\n  \"go.goroot\": \"/home/user/go\", /**/\n"
		"  \"go.toolsEnvVars\": { \"GOFLAGS\": \"-v\", \"API_TOKEN\": \"masked\" },\n"
		"  \"mail\": \"masked\", \"hosts\": { \"masked\": \"masked\" } }",
		masked("{ // ann's\n  \"go.goroot\": \"/home/ann/go\", /* hunter2 */\n"
		       "  \"go.toolsEnvVars\": { \"GOFLAGS\": \"-v\", \"API_TOKEN\": \"hunter2\" },\n"
		       "  \"mail\": \"ann@example.com\", \"hosts\": { \"vault.corp\": \"x\" } }"));
}

TEST(a_capture_shows_of_zed_where_its_gopls_is)
{
	assert_string_equal(
		"{\"lsp\":{\"gopls\":{\"binary\":{\"path\":\"/opt/gopls\",\"env\":{\"T\":\"masked\"}}}},"
		"\"assistant\":{\"masked\":\"masked\"}}",
		masked("{\"lsp\":{\"gopls\":{\"binary\":{\"path\":\"/opt/gopls\",\"env\":{\"T\":\"hunter2\"}}}},"
		       "\"assistant\":{\"key\":\"hunter2\"}}"));
}

TEST(a_capture_hides_the_rest_of_broken_settings_too)
{
	assert_string_equal("{ \"a\": \"masked\" \"b\" : [\"masked\", \"masked\"",
			    masked("{ \"a\": \"hunter2\" \"b\" : [\"x\\\"hunter2\", \"hunter2"));
	assert_string_equal("} ] \"masked\"", masked("} ] \"hunter2\""));
}

TEST(a_capture_names_the_go_extension_alone)
{
	assert_string_equal(
		"[{\"identifier\":{\"id\":\"golang.Go\"},\"version\":\"0.50.0\"},"
		"{\"identifier\":{\"id\":\"masked\"},\"version\":\"masked\"}]",
		masked("[{\"identifier\":{\"id\":\"golang.Go\"},\"version\":\"0.50.0\"},"
		       "{\"identifier\":{\"id\":\"corp.internal\"},\"version\":\"1.0-ann\"}]"));
}

/* ---- a project in a capture ---- */

TEST(a_capture_made_in_a_project_tells_of_it)
{
	const char *said;

	mkdir(test_path("home"), 0755);
	test_write("home/src/app/go.mod", "module a\n\ngo 1.26\n\n"
					  "require google.golang.org/grpc v1.58.3\n");
	test_write("home/src/app/buf.gen.yaml", "version: v2\nplugins:\n"
						"  - remote: buf.build/grpc/go:v1.5.1\n");
	test_write("home/src/app/.idea/workspace.xml",
		   "<component name=\"GOROOT\" url=\"file://$USER_HOME$/gone\"/>\n");
	mkdir(test_path("home/src/app/sub"), 0755);
	(void)goready_in("home/src/app/sub", "capture ../../../a.json", NULL);
	said = goready("doctor --from a.json", NULL);
	assert_contains(said, "~/src/app/buf.gen.yaml line 3: buf.build/grpc/go:v1.5.1");
	assert_contains(said, "[plugin.ahead-of-grpc]");
	assert_contains(said, "GOROOT is ~/gone");
	assert_contains(goready("apply --dry-run --from a.json", NULL), "protoc-gen-go-grpc");
}
