#include "test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/capture.h"
#include "base/mask.h"
#include "base/proxy_files.h"

static struct arena *mem;
static struct err e;

static const char *masked_script(const char *text)
{
	struct mask m = { .mem = test_arena(),
			  .home = "/home/alice",
			  .user = "alice",
			  .new_home = "/home/user" };

	return mask_script(&m, bytes_of(text)).at;
}

TEST(assigned_values_are_masked_but_those_that_say_where_things_are)
{
	assert_string_equal(masked_script("export API=abc\nexport GOROOT=/opt/go\n"),
			    "export API=masked\nexport GOROOT=/opt/go\n");
	assert_string_equal(masked_script("A='x y' B=\"z\\\" q\" C=$(cat \"a b\") D=1;E=2"),
			    "A=masked B=masked C=masked D=masked;E=masked");
	assert_string_equal(masked_script("PATH=\"/opt/bin:$PATH\"; X+=1 Y="),
			    "PATH=\"/opt/bin:$PATH\"; X+=masked Y=");
	assert_string_equal(masked_script("K=\"two\nlines\" # end\nif [ \"$a\" == b ]; then\n"),
			    "K=masked # end\nif [ \"$a\" == b ]; then\n");
	assert_string_equal(masked_script("plugins=(git docker)\npath=(/x $path)\n"),
			    "plugins=masked\npath=(/x $path)\n");
	assert_string_equal(masked_script("alias deploy='ssh root@host'\nls --color=auto\n"),
			    "alias deploy=masked\nls --color=auto\n");
	assert_string_equal(masked_script("K=unclosed \"quote\n"), "K=masked \"quote\n");
	assert_string_equal(masked_script("K=\"never closed\nmore"), "K=masked");
}

TEST(a_comment_of_go_mod_that_speaks_of_a_token_is_masked)
{
	assert_string_equal(masked_script("// token abc\nrequire a/b v1.0.0 // indirect\n"),
			    "// masked\nrequire a/b v1.0.0 // indirect\n");
}

TEST(what_a_command_is_given_to_read_is_masked)
{
	assert_string_equal(
		masked_script("ssh-add - <<< \"my key\" && x\nsudo -S ls <<<hunter2; y\n"),
		"ssh-add - <<< masked && x\nsudo -S ls <<<masked; y\n");
	assert_string_equal(masked_script("# <<< goready <<<\n"), "# <<< goready <<<\n");
	assert_string_equal(masked_script("[[ $a <<< ]]\n"), "[[ $a <<< masked\n");
}

TEST(fish_and_csh_assign_in_their_own_ways)
{
	assert_string_equal(masked_script("set -gx SECRET a b\nset -gx GOBIN /x\n"),
			    "set -gx SECRET masked\nset -gx GOBIN /x\n");
	assert_string_equal(masked_script("set -x -U fish_user_paths /a /b; setenv Q r\n"),
			    "set -x -U fish_user_paths /a /b; setenv Q masked\n");
	assert_string_equal(masked_script("set -e NAME\nset -euo pipefail\n"),
			    "set -e NAME\nset -euo pipefail\n");
}

TEST(names_that_speak_of_secrets_are_masked_whatever_they_begin_with)
{
	assert_string_equal(masked_script("HOMEBREW_GITHUB_API_TOKEN=ghp_x\nGOAUTH=netrc\n"),
			    "HOMEBREW_GITHUB_API_TOKEN=masked\nGOAUTH=masked\n");
	assert_string_equal(masked_script("GO_SSH_KEY=x GOPASSWORD=y HOMEBREW_AUTH=z"),
			    "GO_SSH_KEY=masked GOPASSWORD=masked HOMEBREW_AUTH=masked");
	assert_string_equal(masked_script("HOMEBREW_PREFIX=/opt/homebrew\n"),
			    "HOMEBREW_PREFIX=/opt/homebrew\n");
}

TEST(passwords_in_addresses_and_headers_go_and_hosts_stay)
{
	assert_string_equal(masked_script("https_proxy=http://bob:pw@proxy.corp:3128\n"),
			    "https_proxy=http://proxy.corp:3128\n");
	assert_string_equal(masked_script("GOPROXY=https://t0ken@a.example,https://b.example\n"),
			    "GOPROXY=https://a.example,https://b.example\n");
	assert_string_equal(masked_script("http_proxy=bob:pw@proxy.corp:3128 # a@b.c\n"),
			    "http_proxy=proxy.corp:3128 # a@b.c\n");
	assert_string_equal(masked_script("http_proxy=alice:pw@proxy\nPATH=/opt/node@18/bin:/b\n"),
			    "http_proxy=proxy\nPATH=/opt/node@18/bin:/b\n");
	assert_string_equal(masked_script("curl -H \"Authorization: Basic Zm9v\" x\n"),
			    "curl -H \"Authorization:masked\" x\n");
	assert_string_equal(masked_script("login abcdefgh1234567890XYZ now\n"),
			    "login masked now\n");
}

TEST(what_a_command_is_given_as_a_secret_goes)
{
	assert_string_equal(masked_script("docker login -u me -p hunter2 reg.example\n"),
			    "docker login -u me -p masked reg.example\n");
	assert_string_equal(masked_script("mysql -phunter2 -u me\nmkdir -p /opt/x\n"),
			    "mysql -pmasked -u me\nmkdir -p /opt/x\n");
	assert_string_equal(masked_script("curl -u me:hunter2 x; wget --password=hunter2 x\n"),
			    "curl -u masked x; wget --password=masked x\n");
	assert_string_equal(masked_script("f() { go --token \"hunter 2\" \"$@\"; }\n"),
			    "f() { go --token masked\" \"$@\"; }\n");
	assert_string_equal(masked_script("export GOFLAGS=\"-ldflags=-X=main.k=hunter2\"\n"),
			    "export GOFLAGS=\"-ldflags=-X=main.k=masked\"\n");
	assert_string_equal(masked_script("sort -u a:b; ls --color=auto; set -u\n"),
			    "sort -u masked; ls --color=auto; set -u\n");
	assert_string_equal(masked_script("# my password is hunter2\n# PATH for go\n"),
			    "# masked\n# PATH for go\n");
	assert_string_equal(masked_script("cat <<EOF\nhunter2\nhunter2\nEOF\nGOBIN=/x\n"),
			    "cat <<EOF\nmasked\nmasked\nEOF\nGOBIN=/x\n");
	assert_string_equal(masked_script("n=$((1 << 2))\nGOBIN=/x\n"), "n=masked\nGOBIN=/x\n");
}

/* Read again for each, they would ask for gigabytes. */
TEST(a_text_of_many_beginnings_without_an_end_is_masked_in_memory_that_grows_with_it)
{
	static const char *const pieces[][2] = { { "cat <<W", "\n" }, { "cat <<W; x", "\n" },
						 { "a # b", " " },    { "-p", " " },
						 { "-u", "=" },       { "a.b", "." } };
	const char *shown;

	for (size_t k = 0; k < sizeof(pieces) / sizeof(pieces[0]); k++) {
		struct arena *room = arena_open("mask", (size_t)64 << 20);
		struct mask m = { .mem = room, .new_home = "/home/user" };
		struct str s = { .mem = room };

		for (int i = 0; i < 10000; i++)
			str_fmt(&s, "%s%d%s", pieces[k][0], i, pieces[k][1]);
		shown = mask_script(&m, str_bytes(&s)).at;
		assert_string_equal(shown, str_text(&s));
		arena_close(room);
	}
	assert_string_equal(masked_script("a <<A\nb <<B\nhunter2\n B \nc <<B\nPATH=/x\n"),
			    "a <<A\nb <<B\nmasked\n B \nc <<B\nPATH=/x\n");
}

TEST(secrets_go_wherever_a_person_writes_them)
{
	static const char *const lines[][2] = {
		{ "curl -H 'X-Vault-Token: hunter2' x", "curl -H 'X-Vault-Token:masked' x" },
		{ "curl -H \"Cookie: sid=hunter2\" x", "curl -H \"Cookie:masked\" x" },
		{ "printf 'machine h login me password hunter2\\n'",
		  "printf 'machine h login masked password masked\\n'" },
		{ "echo hunter2 | docker login --password-stdin r",
		  "echo masked| docker login --password-stdin masked" },
		{ "echo hunter2 | sudo -S true", "echo masked| sudo -S true" },
		{ "echo $PATH | tr : ' '", "echo $PATH | tr : ' '" },
		{ ": ${DBPW:=hunter2}; : ${X:-hunter2}", ": ${DBPW:=masked}; : ${X:-masked}" },
		{ "PATH=${ASDF_DIR:-$HOME/.asdf}/bin:${ZSH:-/x}",
		  "PATH=${ASDF_DIR:-$HOME/.asdf}/bin:${ZSH:-/x}" },
		{ "x=1; security find-generic-password -w hunter2; PATH=/x",
		  "x=masked; security masked; PATH=/x" },
		{ "bindkey -s '^X' 'a;hunter2'; PATH=/x", "bindkey masked; PATH=/x" },
		{ "git config --global user.email \"j@corp.example\"", "git config masked" },
		{ "eval \"$(op signin --account hunter2)\"; PATH=/x",
		  "eval \"$(op masked)\"; PATH=/x" },
		{ "\tsend \"hunter2\\r\"\nexpect eof", "\tsend masked\nexpect eof" },
		{ "expect -c 'spawn su; send -- \"hun;ter2\\r\"; interact'; PATH=/x",
		  "expect -c 'spawn su; send masked; interact'; PATH=/x" },
		{ "tmux send-keys -t 1 hunter2 Enter", "tmux send-keys masked" },
		{ "osascript -e 'tell app \"x\" to keystroke \"hunter2\"'",
		  "osascript -e 'tell app \"x\" to keystroke masked" },
		{ "xdotool type hunter2; resend x", "xdotool type masked; resend x" },
		{ "# my wifi pass phrase: hunter2", "# masked" },
		{ "HOMEBREW_ARTIFACT_DOMAIN=https://a.example/x?sig=hunter2&y=1",
		  "HOMEBREW_ARTIFACT_DOMAIN=https://a.example/x?sig=masked&y=masked" },
		{ "# jane.doe@corp.example; git@github.com:x; gopls@v0.20.0; n@18; a@latest",
		  "# masked; git@github.com:x; gopls@v0.20.0; n@18; a@latest" },
		{ "export GOPRIVATE=\"${GOPRIVATE:+$GOPRIVATE,}git.corp.example\"",
		  "export GOPRIVATE=\"${GOPRIVATE:+$GOPRIVATE,}masked\"" },
		{ "export GOPRIVATE=${GOPRIVATE:-git.corp.example/*}",
		  "export GOPRIVATE=${GOPRIVATE:-masked}" },
		{ "export GOPRIVATE=$COMPANY.corp.example", "export GOPRIVATE=$COMPANY.masked" },
		{ "export GOPRIVATE=git.corp.example/*,github.com/acme,*.com,\"$GOPRIVATE\"",
		  "export GOPRIVATE=masked,github.com/masked,*.com,\"$GOPRIVATE\"" },
		{ "set -gx GOINSECURE git.corp.example", "set -gx GOINSECURE masked" },
		{ "cd /home/ALICE/x; . ~alice/.x", "cd /home/user/x; . ~user/.x" },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		assert_string_equal(masked_script(lines[i][0]), lines[i][1]);
}

TEST(private_hosts_are_told_apart_within_a_capture)
{
	struct names hosts = { 0 };
	struct mask m = { .mem = test_arena(), .hosts = &hosts };

	assert_string_equal(mask_value(&m, "GOPRIVATE", "a.corp.example,b.corp.example,*.com"),
			    "masked-1,masked-2,*.com");
	assert_string_equal(mask_file(&m, BYTES("GONOPROXY=b.corp.example\n")).at,
			    "GONOPROXY=masked-2\n");
	assert_string_equal(mask_script(&m, BYTES("export GOPRIVATE=github.com/acme\n")).at,
			    "export GOPRIVATE=github.com/masked-3\n");
	assert_string_equal(mask_value(&m, "GOPRIVATE", "masked-2,masked,masked-x.example"),
			    "masked-2,masked,masked-4");
}

TEST(the_name_of_the_home_folder_is_the_users_also_where_the_account_has_another)
{
	struct mask m = { .mem = test_arena(),
			  .home = "/Users/jdoe",
			  .user = "jane.doe.adm",
			  .new_home = "/Users/user" };

	assert_string_equal(mask_text(&m, BYTES("~jdoe/x /Volumes/Users/jdoe/y jdoes")).at,
			    "~user/x /Volumes/Users/user/y jdoes");
}

TEST(of_what_a_program_answers_its_name_and_version_and_why_it_fails_are_seen)
{
	struct mask m = { .mem = test_arena(), .new_home = "/home/user" };

	assert_string_equal(mask_version_answer(&m, BYTES("libprotoc 36.1\n")).at,
			    "libprotoc 36.1\n");
	assert_string_equal(mask_version_answer(&m, BYTES("libprotoc by hunter2\nx hunter2")).at,
			    "masked\nmasked");
	assert_string_equal(mask_version_answer(&m, BYTES("/x: Library not loaded: /y\n")).at,
			    "/x: Library not loaded: /y\n");
	assert_string_equal(mask_version_answer(&m, BYTES("protoc-gen-go v1.36.12")).at,
			    "protoc-gen-go v1.36.12");
}

static const char *masked_file(const char *text)
{
	struct mask m = { .mem = test_arena(),
			  .home = "/home/alice",
			  .user = "alice",
			  .new_home = "/home/user" };

	return mask_file(&m, bytes_of(text)).at;
}

TEST(a_value_of_a_settings_file_is_all_that_follows)
{
	assert_string_equal("GOAUTH=masked\nGOFLAGS=-mod=mod -v\n",
			    masked_file("GOAUTH=bearer hunter2\nGOFLAGS=-mod=mod -v\n"));
	assert_string_equal("# x\n\nA=masked", masked_file("# x\n\nA=b c d"));
	assert_string_equal("A=masked c\nmake\n", masked_file("A=b c\nmake\n"));
	assert_string_equal("GOPROXY=https://h\n", masked_file("GOPROXY=https://u:p@h\n"));
	assert_string_equal("GOPRIVATE=*,masked\n", masked_file("GOPRIVATE=*,git.corp.example\n"));
}

TEST(universal_variables_of_fish_are_masked_by_their_names)
{
	assert_string_equal("# VERSION: 3.0\nSETUVAR --export TOKEN:masked\nSETUVAR GOBIN:/x\n",
			    masked_file("# VERSION: 3.0\nSETUVAR --export TOKEN:hunter2\n"
					"SETUVAR GOBIN:/x\n"));
	assert_string_equal(
		"SETUVAR --export GOPROXY:https\\x3a//p.example\n",
		masked_file("SETUVAR --export GOPROXY:https\\x3a//u\\x3apw\\x40p.example\n"));
}

TEST(a_script_that_names_what_fish_writes_is_a_script)
{
	assert_string_equal(
		"grep 'SETUVAR ' ~/.config/fish/fish_variables\nexport API_TOKEN=masked\n",
		masked_file("grep 'SETUVAR ' ~/.config/fish/fish_variables\n"
			    "export API_TOKEN=hunter2\n"));
	assert_string_equal("SETUVAR A:masked\nexport API_TOKEN=masked\n",
			    masked_file("SETUVAR A:masked\nexport API_TOKEN=hunter2\n"));
	assert_string_equal("# masked\nSETUVAR GOBIN:/x",
			    masked_file("# the token is hunter2\nSETUVAR GOBIN:/x"));
}

TEST(of_gits_settings_only_what_leads_addresses_elsewhere_is_seen)
{
	struct mask m = { .mem = test_arena() };

	assert_string_equal(mask_git(&m, bytes_of("[user]\n\tname = Alice A\n"
						  "[url \"https://u:pw@h.example/\"]\n"
						  "\tinsteadOf = https://h.example/\n"))
				    .at,
			    "[user]\n\tname = masked\n[url \"https://h.example/\"]\n"
			    "\tinsteadOf = https://h.example/\n");
}

TEST(a_name_that_is_a_word_of_the_trade_is_replaced_where_homes_are)
{
	struct mask m = {
		.mem = test_arena(), .home = "/home/go", .user = "go", .new_home = "/home/user"
	};

	assert_string_equal(mask_script(&m, bytes_of("PATH=/usr/local/go/bin:/Users/go/x\n")).at,
			    "PATH=/usr/local/go/bin:/Users/user/x\n");
	m.user = "wanglei";
	assert_string_equal(mask_text(&m, bytes_of("corp_WangLei-macbook wanglei2")).at,
			    "corp_user-macbook wanglei2");
}

TEST(home_and_name_are_replaced_as_whole_words_only)
{
	assert_string_equal(masked_script(". /home/alice/.nvm; cd /home/alice2 # alice, malice\n"),
			    ". /home/user/.nvm; cd /home/alice2 # user, malice\n");
	assert_string_equal(masked_script("PATH=/home/alice:/data/alice/bin\n"),
			    "PATH=/home/user:/data/user/bin\n");
}

/* ---- recording this machine, in the test's own folder ---- */

static struct host *recorder;

static void begin(void)
{
	mem = test_arena();
	e = (struct err){ 0 };
	setenv("PATH", arena_fmt(mem, "%s/home/bin:/usr/bin:/bin", test_folder()), 1);
	setenv("MY_PRIVATE_THING", "very-private", 1);
	recorder = host_recorder(mem, host_real());
}

/* What the recorder saw, played back. */
static struct host *play(const char **ret_text)
{
	const char *text = json_print(mem, host_recorder_json(mem, recorder), true);
	struct host *h = NULL;
	struct json *root;

	assert_ok(json_parse(mem, bytes_of(text), &root, &e), &e);
	assert_ok(host_captured_open(mem, root, &h, &e), &e);
	if (ret_text)
		*ret_text = text;
	return h;
}

static const char *home(const char *name)
{
	return test_path(arena_fmt(mem, "home/%s", name));
}

static void look_around(struct host *h, const char *base, struct str *said)
{
	static const char *const names[] = { "file", "bin/tool", "link",  "dangling", "missing/x",
					     "bin",  "folder",   "empty", "latin1" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *path = arena_fmt(mem, "%s/%s", base, names[i]), *real = "";
		struct file_info own = { 0 }, behind = { 0 };
		struct dir_entries entries = { 0 };
		struct bytes content = { "", 0 };
		struct binary b = { 0 };
		enum rc rc;

		assert_ok(h->lstat(h, mem, path, &own, &e), &e);
		assert_ok(h->stat(h, mem, path, &behind, &e), &e);
		str_fmt(said, "%s: %d %o %u %d ", names[i], own.type, own.mode, own.uid,
			behind.type);
		str_fmt(said, "%d%d%d ", h->may(h, path, R_OK), h->may(h, path, W_OK),
			h->may(h, path, X_OK));
		rc = h->realpath(h, mem, path, &real, &e);
		str_fmt(said, "%s %s ", rc_id(rc), rc ? "" : real + strlen(base));
		rc = h->read(h, mem, path, 1000, &content, &e);
		str_fmt(said, "%s %zu ", rc_id(rc), content.n);
		rc = h->binary(h, mem, path, &b, &e);
		str_fmt(said, "%s %d ", rc_id(rc), b.format);
		rc = h->list(h, mem, path, &entries, &e);
		str_fmt(said, "%s %zu\n", rc_id(rc), entries.n);
	}
}

TEST(what_was_seen_is_answered_again_the_same_way)
{
	struct str seen = { .mem = test_arena() }, played = { .mem = test_arena() };
	struct host *h;

	begin();
	test_write("home/file", "echo hello\n");
	test_write_bytes("home/bin/tool", BYTES("#!/bin/sh\n"), 0755);
	test_write_bytes("home/latin1", BYTES("caf\xe9\n"), 0640);
	test_write("home/folder/deep/x", "");
	assert_int_equal(symlink("bin/../bin/tool", home("link")), 0);
	assert_int_equal(symlink("nothing", home("dangling")), 0);
	assert_int_equal(mkdir(home("empty"), 0700), 0);
	look_around(recorder, test_path("home"), &seen);
	h = play(NULL);
	look_around(h, h->getenv(h, "HOME"), &played);
	assert_string_equal(str_text(&played), str_text(&seen));
	assert_int_equal(host_captured_unrecorded(h), 0);
}

TEST(nothing_is_decided_by_times_since_they_are_not_recorded)
{
	struct file_info info = { 0 };

	begin();
	test_write("file", "x");
	assert_ok(host_real()->stat(host_real(), test_arena(), test_path("file"), &info, &e), &e);
	assert_true(info.changed > 0);
	assert_ok(recorder->stat(recorder, test_arena(), test_path("file"), &info, &e), &e);
	assert_true(info.changed == 0 && info.size == 1);
	assert_ok(recorder->lstat(recorder, test_arena(), test_path("file"), &info, &e), &e);
	assert_true(info.changed == 0 && info.size == 1);
}

TEST(what_was_not_looked_at_is_not_made_up)
{
	struct file_info info = { 0 };
	struct host *h;

	begin();
	test_write("home/one", "");
	test_write("home/two", "");
	assert_ok(recorder->lstat(recorder, mem, home("one"), &info, &e), &e);
	h = play(NULL);
	assert_rc(RC_UNRECORDED,
		  h->lstat(h, mem, arena_fmt(mem, "%s/two", h->getenv(h, "HOME")), &info, &e), &e);
}

/* Whichever way a line spells them, of a proxy that a program has of its own only the address is kept. */
TEST(of_programs_proxies_a_capture_has_the_addresses_and_whose_they_are_nowhere)
{
	static const struct {
		const char *file, *line, *kept;
	} rows[] = {
		{ ".curlrc", "proxy = \"http://bob:hunter2@h:1\"", "proxy = http://h:1" },
		{ ".curlrc", "proxy=socks5h://bob:hun\"ter2@h:1", "" },
		{ ".curlrc", "proxy = \"http://bob:1 hunter2@h:1\"", "" },
		{ ".curlrc", "--proxy 'bob:hun@ter2@h:1'", "--proxy = h:1" },
		{ ".curlrc", "-x bob:hunter2@proxy:1", "" },
		{ ".curlrc", "proxy-user = bob:hunter2", "" },
		{ ".curlrc", "proxy-user:bob:2", "" },
		{ ".curlrc", "proxy-header = \"X-Sig: hunter2\"", "" },
		{ ".curlrc", "header = \"X: hunter2\"; proxy = http://h:1 # bob",
		  "proxy = http://h:1" },
		{ ".curlrc", "# my proxy: http://bob:1/ with hunter2", "" },
		{ ".curlrc", "proxy = http://h:1/hunter2?key=hunter2", "proxy = http://h:1" },
		{ ".wgetrc", "https_proxy=bob:hunter2@h:1", "https_proxy = h:1" },
		{ ".wgetrc", "proxy_password=hunter2:1", "" },
		{ ".pip/pip.conf", "index-url = https://bob:hunter2@proxy.example/simple", "" },
		{ ".pip/pip.conf", "proxy = http://CORP\\bob:hunter2@h:1", "proxy = http://h:1" },
		{ ".gitconfig", "\tproxy = http://bob:hunter2@h:1", "\tproxy = http://h:1" },
		{ ".gitconfig", "\textraheader = X-Proxy: hunter2", "\textraheader = masked" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bytes content;
		const char *text;
		struct host *h;

		begin();
		test_write(arena_fmt(mem, "home/%s", rows[i].file),
			   arena_fmt(mem, "%s\n", rows[i].line));
		assert_ok(recorder->read(recorder, mem, home(rows[i].file), 1000, &content, &e),
			  &e);
		h = play(&text);
		assert_null(strstr(text, "hun"));
		assert_null(strstr(text, "ter2"));
		assert_null(strstr(text, "bob"));
		assert_ok(h->read(h, mem,
				  arena_fmt(mem, "%s/%s", h->getenv(h, "HOME"), rows[i].file), 1000,
				  &content, &e),
			  &e);
		assert_string_equal(str_trim(mem, content.at), str_trim(mem, rows[i].kept));
	}
}

/* apt's, docker's and systemd's ways to say it, several of them on a line, and captures of before. */
TEST(each_proxy_of_a_line_is_read_and_nothing_else)
{
	static const struct {
		const char *line, *read;
	} rows[] = {
		{ "Acquire::http::Proxy \"http://bob:hunter2@h:1/\";", "Proxy http://h:1;" },
		{ "\tProxy \"http://h:1\"; Password \"hunter2\";", "Proxy http://h:1;" },
		{ "Acquire::http { Proxy \"http://h:1\"; };", "Proxy http://h:1;" },
		{ "Acquire::http::Proxy-Auto-Detect \"/x:1\";", "" },
		{ "{\"proxies\":{\"http-proxy\":\"http://h:1\",\"https-proxy\":\"http://h:2\",\"no-proxy\":\"h:3\"}}",
		  "http-proxy http://h:1;https-proxy http://h:2;" },
		{ "Environment=\"HTTP_PROXY=http://h:1\" \"NO_PROXY=localhost:1\"",
		  "HTTP_PROXY http://h:1;" },
		{ "http-proxy = http://h:1 https-proxy = http://h:2",
		  "http-proxy http://h:1;https-proxy http://h:2;" },
		{ "use_proxy = on", "" },
		{ "// Proxy \"http://h:1\";", "" },
		{ "proxy = http://[::1]:1080", "proxy http://[::1]:1080;" },
	};

	mem = test_arena();
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str read = { .mem = mem };
		const char *rest = rows[i].line;
		struct proxy_setting one;

		while (proxy_setting_next(mem, &rest, &one))
			str_fmt(&read, "%s %s;", one.key, one.address);
		assert_string_equal(str_text(&read), rows[i].read);
	}
}

TEST(no_secret_no_name_and_no_home_is_in_a_capture)
{
	struct bytes content;
	const char *text;
	struct host *h;

	begin();
	test_write("home/.bashrc", "export TOKEN=hunter2\nexport GOBIN=$HOME/x\n");
	assert_ok(recorder->read(recorder, mem, home(".bashrc"), 1000, &content, &e), &e);
	assert_contains(content.at, "hunter2"); /* who asks still sees it */
	h = play(&text);
	assert_null(strstr(text, "hunter2"));
	assert_null(strstr(text, "very-private"));
	assert_null(strstr(text, arena_fmt(mem, "%s/home", test_folder())));
	assert_contains(text, "\"~/.bashrc\"");
	assert_string_equal(h->getenv(h, "MY_PRIVATE_THING"), "masked");
	assert_ok(h->read(h, mem, arena_fmt(mem, "%s/.bashrc", h->getenv(h, "HOME")), 1000,
			  &content, &e),
		  &e);
	assert_string_equal(content.at, "export TOKEN=masked\nexport GOBIN=$HOME/x\n");
	assert_true(
		str_starts(h->getenv(h, "PATH"), arena_fmt(mem, "%s/bin:", h->getenv(h, "HOME"))));
}

TEST(of_a_project_only_who_generated_its_code_is_in_a_capture)
{
	struct dir_entries entries = { 0 };
	struct bytes content;
	const char *text;
	struct host *h;

	begin();
	test_write("home/p/pay.pb.go", "// \tprotoc-gen-go v1.28.1\npackage hush\n");
	test_write("home/p/hush.go", "package hush\n");
	test_write("home/p/hush/x.go", "package hush\n");
	host_recorder_started_in(recorder, home("p"));
	assert_ok(recorder->list(recorder, mem, home("p"), &entries, &e), &e);
	assert_ok(recorder->list(recorder, mem, home("p/hush"), &entries, &e), &e);
	assert_ok(recorder->read(recorder, mem, home("p/pay.pb.go"), 1000, &content, &e), &e);
	h = play(&text);
	assert_null(strstr(text, "hush"));
	assert_ok(h->read(h, mem, arena_fmt(mem, "%s/p/pay.pb.go", h->getenv(h, "HOME")), 1000,
			  &content, &e),
		  &e);
	assert_string_equal(content.at, "// \tprotoc-gen-go v1.28.1\n");
}

TEST(of_a_projects_scripts_only_the_lines_of_a_rule_are_in_a_capture)
{
	struct dir_entries entries = { 0 };
	struct bytes content;
	const char *text;
	struct host *h;

	begin();
	test_write("home/p/Makefile", "hush:\n\tprotoc --go_out=plugins=grpc:. a.proto\n\thush\n");
	test_write("home/p/hush.sh", "echo hush\n");
	host_recorder_started_in(recorder, home("p"));
	assert_ok(recorder->list(recorder, mem, home("p"), &entries, &e), &e);
	assert_ok(recorder->read(recorder, mem, home("p/Makefile"), 1000, &content, &e), &e);
	assert_ok(recorder->read(recorder, mem, home("p/hush.sh"), 1000, &content, &e), &e);
	h = play(&text);
	assert_null(strstr(text, "hush"));
	assert_ok(h->read(h, mem, arena_fmt(mem, "%s/p/Makefile", h->getenv(h, "HOME")), 1000,
			  &content, &e),
		  &e);
	assert_string_equal(content.at, "\nprotoc --go_out=plugins=grpc:. a.proto\n");
}

TEST(a_real_program_becomes_a_readable_summary)
{
	struct binary real = { 0 }, played = { 0 };
	const char *text;
	struct host *h;

	begin();
	assert_ok(recorder->binary(recorder, mem, "/bin/ls", &real, &e), &e);
	h = play(&text);
	assert_ok(h->binary(h, mem, "/bin/ls", &played, &e), &e);
	assert_int_equal(played.format, real.format);
	assert_int_equal(played.archs[0], real.archs[0]);
	assert_string_equal(played.interpreter, real.interpreter);
	assert_int_equal(played.needs.n, real.needs.n);
	assert_null(strstr(text, "\"b64\""));
}

static struct command_result ask(struct host *h, const char *script, const char *setting)
{
	struct command command = { 0 };
	struct command_result result = { 0 };
	struct names env = { 0 };

	list_push(mem, &command.argv, "/bin/sh");
	list_push(mem, &command.argv, "-c");
	list_push(mem, &command.argv, script);
	if (setting) {
		list_push(mem, &env, setting);
		command.env = &env;
	}
	assert_ok(h->run(h, mem, &command, &result, &e), &e);
	return result;
}

TEST(commands_answer_again_also_in_two_environments)
{
	struct host *h;

	begin();
	ask(recorder, "echo ${WAY-none}; exit 4", NULL);
	ask(recorder, "echo ${WAY-none}; exit 4", "WAY=other");
	h = play(NULL);
	assert_string_equal(ask(h, "echo ${WAY-none}; exit 4", NULL).out.at, "none\n");
	assert_string_equal(ask(h, "echo ${WAY-none}; exit 4", "WAY=other").out.at, "other\n");
	assert_int_equal(ask(h, "echo ${WAY-none}; exit 4", NULL).status, 4);
}

TEST(the_rest_of_the_machine_is_recorded_too)
{
	struct system_info real = { 0 }, played = { 0 };
	struct process self = { 0 }, parent = { 0 };
	struct disk_info disk = { 0 }, disk_again = { 0 };
	struct command id = { 0 };
	struct command_result group = { 0 };
	struct host *h;

	begin();
	assert_ok(recorder->system(recorder, mem, &real, &e), &e);
	assert_ok(recorder->process(recorder, mem, 0, &self, &e), &e);
	assert_ok(recorder->process(recorder, mem, self.parent, &parent, &e), &e);
	assert_ok(recorder->disk(recorder, mem, home("go"), &disk, &e), &e);
	list_push(mem, &id.argv, "id");
	list_push(mem, &id.argv, "-gn");
	assert_ok(host_real()->run(host_real(), mem, &id, &group, &e), &e);
	assert_true(recorder->in_group(recorder, str_trim(mem, group.out.at)));
	assert_null(recorder->sysctl(recorder, mem, "no.such.name"));
	h = play(NULL);
	assert_ok(h->system(h, mem, &played, &e), &e);
	assert_string_equal(played.kernel, real.kernel);
	assert_int_equal(played.memory, real.memory);
	assert_int_equal(played.uid, real.uid);
	assert_int_equal(h->os, host_real()->os);
	assert_ok(h->process(h, mem, 0, &self, &e), &e);
	assert_int_equal(self.pid, getpid());
	assert_ok(h->process(h, mem, self.parent, &parent, &e), &e);
	assert_ok(h->disk(h, mem, arena_fmt(mem, "%s/go", h->getenv(h, "HOME")), &disk_again, &e),
		  &e);
	assert_int_equal(disk_again.free_bytes, disk.free_bytes);
	assert_string_equal(disk_again.type, disk.type);
	assert_true(h->in_group(h, str_trim(mem, group.out.at)));
	assert_false(h->in_group(h, "no-such-group"));
	assert_int_equal(host_captured_unrecorded(h), 0);
}
