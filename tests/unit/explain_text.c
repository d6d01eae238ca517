/* What explain reads out of a paste: the words, whatever a terminal, a log or a chat did to them. */
#include "test.h"

#include "base/embedded.h"
#include "explain/explain.h"
#include "explain/languages.h"
#include "explain/text.h"
#include "explain/words.h"

extern const struct embedded_file catalogue_files[];

static const char *read_as_lines(const char *text)
{
	struct pasted p = pasted_read(test_arena(), bytes_of(text));

	return str_join(test_arena(), &p.lines, "\n");
}

static const char *first_thing(const char *pattern, const char *text)
{
	struct arena *mem = test_arena();
	struct pasted p = pasted_read(mem, bytes_of(text));
	struct pattern_match m;
	struct pattern *parsed;
	struct err e = { 0 };

	assert_ok(pattern_parse(mem, pattern, &parsed, &e), &e);
	if (!pattern_find(mem, parsed, haystack_make(mem, &p.lines), 0, &m))
		return NULL;
	return m.things.n ? m.things.at[0].name : "";
}

TEST(colours_and_titles_are_taken_off)
{
	assert_string_equal(read_as_lines("\033[1m\033[31mgo:\033[0m no\033]0;title\a such"),
			    "go: no such");
}

TEST(what_typesetting_makes_of_letters_is_read_as_letters)
{
	assert_string_equal(read_as_lines("con\xef\xac\x81g \xe2\x80\x94go_out a \xe2\x80\x94 b"),
			    "config --go_out a \xe2\x80\x94 b");
}

TEST(colours_whose_escape_was_lost_or_spelt_are_taken_off)
{
	assert_string_equal(read_as_lines("^[[31mgo:^[[0m\n[1;31mno[0m such\n[2/5] [x]"),
			    "go:\nno such\n[2/5] [x]");
}

TEST(two_bytes_a_character_are_read_with_their_mark_and_without)
{
	static const char marked[] = "\xff\xfeg\0o\0:\0 \0\x22\xff", plain[] = "\0g\0o\0:\0 \0n\0o";
	struct pasted one = pasted_read(test_arena(), (struct bytes){ marked, 10 });
	struct pasted other = pasted_read(test_arena(), (struct bytes){ plain, 12 });

	assert_string_equal(one.lines.at[0], "go:");
	assert_string_equal(other.lines.at[0], "go: no");
}

TEST(a_character_of_two_units_is_one_character_in_either_order_of_bytes)
{
	struct pasted little =
		pasted_read(test_arena(), BYTES("\xff\xfeg\0o\0 \0\x3d\xd8\x00\xde\x3d\xd8 \0!\0"));
	struct pasted big =
		pasted_read(test_arena(), BYTES("\xfe\xff\0g\0o\0 \xd8\x3d\xde\x00\xd8\x3d\0 \0!"));

	assert_string_equal(little.lines.at[0], "go \U0001f600 !");
	assert_string_equal(big.lines.at[0], "go \U0001f600 !");
}

TEST(a_mail_as_it_is_sent_is_read_as_it_was_written)
{
	assert_string_equal(read_as_lines("--go_opt=3Dpaths=3Dsource=\n_relative"),
			    "--go_opt=paths=source_relative");
	assert_string_equal(read_as_lines("GOROOT=\nA=3"), "GOROOT=\nA=3");
}

TEST(what_only_looks_like_a_mail_stays_as_it_is)
{
	static const char *const texts[] = {
		"go test -timeout=20s -count=20 ./...",
		"time=2024-11-03T10:00:00Z level=ERROR msg=x",
		"set GOFLAGS=\nset GOINSECURE=\nset GONOSUMDB=\nset GOOS=windows",
		"github.com/a/bcdefg v1.5.0 h1:FsONVRAS9T7sI+LIUmWTfcYkHO4aIWwzhSaSorywTXo=\n\nx",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(read_as_lines(texts[i]), texts[i]);
}

TEST(tags_of_html_are_taken_off_whatever_they_say)
{
	assert_string_equal(read_as_lines("<p class=\"x\">go:<br />no</p><T> &lt;"),
			    "\ngo:\nno\n<T> <");
}

TEST(a_backspace_takes_back_a_character_and_a_return_begins_a_line)
{
	assert_string_equal(read_as_lines("ab\bc\r\nd\re"), "ac\nd\ne");
}

TEST(blanks_of_every_kind_are_blanks)
{
	assert_string_equal(read_as_lines("a\xc2\xa0"
					  "b\xe3\x80\x80"
					  "c\xe2\x80\x8b"),
			    "a b c");
}

TEST(escapes_of_json_are_undone)
{
	assert_string_equal(read_as_lines("line one\\nsays \\\"go\\\" \\u003cx\\u003e"),
			    "line one\nsays \"go\" <x>");
}

TEST(a_backslash_of_windows_paths_is_no_escape_of_json)
{
	static const char *const texts[] = {
		"protoc --go_out=. models\\user.proto",    "protoc --go_out=. models\\new.proto",
		"protoc -I . models\\greet.proto",         "cd C:\\Users\\name\\new",
		"set PATH=%USERPROFILE%\\new\\bin;%PATH%", "go build .\\cmd\\new",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_string_equal(read_as_lines(texts[i]), texts[i]);
	assert_string_equal(read_as_lines("\"in C:\\\\new: no\\nexit status 1\""),
			    "in C:\\new: no\nexit status 1");
}

TEST(escapes_of_html_are_undone)
{
	assert_string_equal(read_as_lines("a &lt;b&gt; &amp; c"), "a <b> & c");
}

TEST(a_quoted_mail_is_read_without_its_marks)
{
	assert_string_equal(read_as_lines("> one\n> two\n>\n> three\n"), "one\ntwo\n\nthree\n");
}

TEST(bytes_that_are_no_utf8_are_left_out_and_the_rest_stays)
{
	assert_non_null(
		strstr(read_as_lines("'protoc-gen-go' \xb2\xbb\xca\xc7 x"), "'protoc-gen-go'"));
}

TEST(of_a_long_log_the_end_is_read)
{
	struct arena *mem = test_arena();
	size_t n = PASTED_MOST + 100;
	char *text = arena_alloc(mem, n + 1);
	struct pasted p;

	memset(text, 'x', n);
	memcpy(text + n - 9, "\nthe end\n", 9);
	p = pasted_read(mem, (struct bytes){ text, n });
	assert_true(p.cut);
	assert_string_equal(p.lines.at[1], "the end");
}

TEST(of_a_long_log_the_first_line_that_is_read_is_whole)
{
	struct arena *mem = test_arena();
	struct str text = { .mem = mem };
	struct pasted p;

	for (int line = 0; line < 12000; line++)
		str_add(&text, "go install example.com/x@v1.0.0\n");
	p = pasted_read(mem, str_bytes(&text));
	assert_true(p.cut);
	assert_string_equal(p.lines.at[0], "go install example.com/x@v1.0.0");
}

/* "go version;" 20,000 times, and what is harmful behind it. */
TEST(every_part_of_a_long_line_is_looked_at)
{
	struct arena *mem = test_arena();
	const struct catalogue *c = catalogue_builtin(mem);
	struct str text = { .mem = mem };
	struct names line = { 0 };
	struct pipelines found;
	struct command_match m;

	for (int i = 0; i < 20000; i++)
		str_add(&text, "go version;");
	str_add(&text, "go env -w GOSUMDB=off");
	list_push(mem, &line, str_text(&text));
	found = commands_in(mem, &line);
	assert_int_equal(found.n, 1);
	assert_true(command_find(mem, &c->commands, &found.at[0],
				 (struct command_machine){ .os = OS_LINUX, .cpu = ARCH_AMD64 },
				 &m));
	assert_int_equal(m.entry->verdict, COMMAND_HARMFUL);
}

TEST(text_wrapped_between_words_is_whole_again)
{
	const char *text =
		"protoc-gen-grpc-gateway: program not\nfound or is not executable Please\n"
		"specify a program using absolute path or\nmake sure the program is available\n";

	assert_string_equal(first_thing("{program}: program not found or is not executable", text),
			    "protoc-gen-grpc-gateway");
}

TEST(text_wrapped_inside_words_is_whole_again)
{
	const char *text = "--go_out: protoc-gen-grpc-gat\neway: program not found or is\n not "
			   "executable Please specify\n";

	assert_string_equal(first_thing("{program}: program not found or is not executable", text),
			    "protoc-gen-grpc-gateway");
}

/* go and git indent what they go on with. Both lines are as long as each other by chance. */
TEST(lines_indented_by_a_tab_are_not_taken_for_wrapped_text)
{
	const char *text =
		"reading https://sum.example/lookup/git.example/log@v0.4.2: 404 Not Found\n"
		"\tserver response: not found: git.example/log@v0.4.2: invalid version: git\n"
		"\t\tfatal: could not read Username\n";

	assert_string_equal(first_thing("{word}: 404 Not Found", text),
			    "https://sum.example/lookup/git.example/log@v0.4.2");
}

TEST(capitals_do_not_hide_a_message_or_the_name_in_it)
{
	assert_string_equal(
		first_thing("command not found: {program}", "ZSH: COMMAND NOT FOUND: GOPLS"),
		"gopls");
}

TEST(a_thing_ends_where_a_sentence_does)
{
	assert_string_equal(first_thing("cannot find GOROOT directory: {path}",
					"go: cannot find GOROOT directory: /usr/local/go."),
			    "/usr/local/go");
}

TEST(a_path_that_a_shell_names_may_hold_blanks)
{
	const char *go = "/mnt/c/Program Files/Go/bin/go";

	assert_string_equal(
		first_thing("{path}: cannot execute binary file",
			    "-bash: /mnt/c/Program Files/Go/bin/go: cannot execute binary file"),
		go);
	assert_string_equal(
		first_thing("{path}: Permission denied",
			    "/Users/me/Library/Application Support/x/go: Permission denied"),
		"/Users/me/Library/Application Support/x/go");
	assert_string_equal(
		first_thing("no such file or directory: {path}",
			    "zsh: no such file or directory: /mnt/c/Program Files (x86)/Go/go"),
		"/mnt/c/Program Files (x86)/Go/go");
	assert_string_equal(
		first_thing("cannot find GOROOT directory: {path}",
			    "go: cannot find GOROOT directory: /usr/local/go in all of it"),
		"/usr/local/go");
	assert_string_equal(first_thing("no such file or directory: {path}",
					"ls: no such file or directory: /a /b/c"),
			    "/a");
}

TEST(a_word_is_not_found_in_the_middle_of_another)
{
	assert_null(first_thing("requires go >= {version}", "it prerequires go >= 1.2"));
}

TEST(a_pattern_of_blanks_alone_is_refused)
{
	struct pattern *p;
	struct err e = { 0 };

	assert_rc(RC_SYNTAX, pattern_parse(test_arena(), "{program}{path} x", &p, &e), &e);
	assert_rc(RC_SYNTAX, pattern_parse(test_arena(), "{program}", &p, &e), &e);
	assert_rc(RC_SYNTAX, pattern_parse(test_arena(), "no {such} blank", &p, &e), &e);
}

TEST(a_blank_without_its_end_is_refused)
{
	static const char *const files[] = {
		"phrase {1}: command not found\nis {1: Befehl nicht gefunden\n",
		"phrase {1 command not found\nis {1}: Befehl nicht gefunden\n",
		"phrase line {1#}\nis Zeile {1#\n",
		"message a\nsays {1 not found\nmeans go.missing\nsource x\nexample y not found\n",
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct catalogue c = { 0 };
		struct err e = { 0 };

		assert_rc(RC_SYNTAX,
			  catalogue_parse(test_arena(), "a.txt", bytes_of(files[i]), &c, &e), &e);
	}
}

TEST(of_a_message_that_was_cut_off_the_longest_words_are_enough)
{
	struct arena *mem = test_arena();
	const struct catalogue *c = catalogue_builtin(mem);
	struct explanation x = explain_read(mem, c, BYTES("... i/o timeout"));

	assert_true(x.known);
	x = explain_read(mem, c, BYTES("program not found or is not executable"));
	assert_true(x.known);
	assert_int_equal(x.programs.n, 0);
}

static struct explanation explained(const char *piece, size_t times, const char *end)
{
	struct arena *mem = test_arena();
	struct str s = { .mem = mem };

	for (size_t i = 0; i < times; i++)
		str_add(&s, piece);
	str_add(&s, end);
	return explain_read(mem, catalogue_builtin(mem), str_bytes(&s));
}

static const char *many(const char *piece, size_t times)
{
	struct str s = { .mem = test_arena() };

	for (size_t i = 0; i < times; i++)
		str_add(&s, piece);
	return str_text(&s);
}

TEST(long_and_repeated_text_costs_neither_memory_nor_time)
{
	assert_true(
		explained("a", 20000, ": command not found\nbash: go: command not found").known);
	explained("x:commandnotfound", 2000, "");
	explained(">", 20000, "\n>>>\n");
	explained("\"'x", PASTED_MOST / 3, "");
	explained("'", PASTED_MOST, "");
	explained("`go ", PASTED_MOST / 4, "");
	explained("`uname -m` prints x86_64, ", PASTED_MOST / 26, "");
	explained("$ which go\n", PASTED_MOST / 11, "");
	explained("\\n", PASTED_MOST / 2, "");
	explained("parse \"http://a@b ", PASTED_MOST / 17, "");
	explained("warning: x [-W ", PASTED_MOST / 16, "");
	explained("echo a b c d e f g h | xargs -I{} go ", 1, many("{} ", PASTED_MOST / 4));
	explained(".\\n\\n", PASTED_MOST / 5, "");
	explained("\\u00", PASTED_MOST / 4, "");
}

TEST(a_message_that_was_cut_off_in_a_word_is_known)
{
	assert_true(explained("bash: protoc: command not fou", 1, "").known);
	assert_true(explained("sudo: go: command not", 1, "").known);
	assert_true(explained("protoc-gen-go: program not found or is not execut...", 1, "").known);
	assert_false(explained("the program", 1, "").known);
}

TEST(a_short_text_in_capitals_names_what_it_names_in_small_letters)
{
	struct explanation x = explained("BASH: PROTOC: \xe6\x9c\xaa\xe6\x89\xbe\xe5\x88\xb0"
					 "\xe5\x91\xbd\xe4\xbb\xa4",
					 1, "");

	assert_int_equal(x.programs.n, 1);
	assert_string_equal(x.programs.at[0].name, "protoc");
}

TEST(what_stands_inside_of_an_rpc_error_is_spoken_of_as_its_own)
{
	struct explanation x =
		explained("rpc error: code = Unavailable desc = \"transport: Error while dialing: "
			  "dial tcp 10.0.0.1:443: connect: connection refused\"",
			  1, "");

	assert_int_equal(x.meanings.n, 1);
	assert_string_equal(x.meanings.at[0].id, "project.server-not-running");
}

TEST(the_reason_that_git_quotes_is_spoken_of_in_its_place)
{
	struct explanation x = explained("fatal: unable to access 'https://git.example/x/': SSL "
					 "certificate problem: unable to get issuer certificate",
					 1, "");
	struct explanation open =
		explained("fatal: unable to access 'https://git.example/x/'", 1, "");

	assert_string_equal(x.meanings.at[0].id, "net.no-ca");
	for (size_t i = 0; i < x.meanings.n; i++)
		assert_string_not_equal(x.meanings.at[i].id, "net.blocked");
	assert_string_equal(open.meanings.at[0].id, "net.blocked");
}

TEST(what_only_stands_inside_of_another_message_says_nothing_by_itself)
{
	struct explanation x = explained("curl: (22) The requested URL returned error: 403", 1, "");

	for (size_t i = 0; i < x.meanings.n; i++)
		assert_string_not_equal(x.meanings.at[i].id, "project.private-module");
}

TEST(a_command_over_what_it_printed_is_not_called_fine)
{
	assert_true(explained("$ go build ./...", 1, "").only_commands);
	assert_false(explained("$ go build ./...", 1, "\nsomething is wrong").only_commands);
}

TEST(what_is_no_name_of_a_program_is_taken_for_none)
{
	static const char *const texts[] = { "bash: ..: command not found",
					     "bash: .: command not found",
					     "bash: /: Permission denied",
					     "/bin/: Exec format error" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (explained("", 0, texts[i]).programs.n)
			fail_msg("%s", texts[i]);
}

TEST(the_number_of_a_line_is_no_program)
{
	static const char *const texts[] = { "zsh:1: command not found: gopls",
					     "/home/dev/.zshrc:12: command not found: gopls",
					     "sh: 1: gopls: not found",
					     "bash: line 7: gopls: command not found" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct explanation x = explained("", 0, texts[i]);

		assert_int_equal(1, x.programs.n);
		assert_string_equal("gopls", x.programs.at[0].name);
	}
}

TEST(a_character_that_json_writes_as_two_is_one)
{
	assert_string_equal(read_as_lines("a \\ud83d\\ude00 \\ud83d b"), "a \xf0\x9f\x98\x80 b");
}

TEST(words_of_other_languages_are_read_as_the_english_ones)
{
	static const struct {
		const char *said, *english;
	} texts[] = {
		{ "bash: 行 1: ./bin/protoc-gen-go: 权限不够",
		  "bash: line 1: ./bin/protoc-gen-go: Permission denied" },
		{ "make: *** 沒有規則可製作目標「proto」。",
		  "make: *** No rule to make target「proto」。" },
		{ "mkdir: ディレクトリ `/usr/local/go/x' を作成できません: 許可がありません",
		  "mkdir: cannot create directory `/usr/local/go/x': Permission denied" },
		{ "cp: 'bin/nothere' 상태 정보 확인 불가: 그런 파일이나 디렉터리가 없습니다",
		  "cp: cannot stat 'bin/nothere': No such file or directory" },
		{ "bash: Zeile 1: ./bin/protoc: Kann die Binärdatei nicht ausführen: Fehler im Format der Programmdatei",
		  "bash: line 1: ./bin/protoc: cannot execute binary file: Exec format error" },
		{ "bad.sh: ligne 2 : export: « 1x=2 » : identifiant non valable",
		  "bad.sh: line 2: export: `1x=2': not a valid identifier" },
		{ "env: «protoc-gen-nothere»: No existe el fichero o el directorio",
		  "env: «protoc-gen-nothere»: No such file or directory" },
		{ "make: PROTOC: НЕТ ТАКОГО ФАЙЛА ИЛИ КАТАЛОГА",
		  "make: PROTOC: No such file or directory" },
		{ "E: Impossível encontrar o pacote no-such",
		  "E: Unable to locate package no-such" },
		{ "Der Befehl \"go\" ist entweder falsch geschrieben oder konnte nicht gefunden werden.",
		  "'go' is not recognized as an internal or external command." },
		{ "sudo: go：找不到命令", "sudo: go: command not found" },
		{ "「protoc」は、開発元を検証できないため開けません。",
		  "'protoc' cannot be opened because the developer cannot be verified。" },
	};
	struct arena *mem = test_arena();

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct pasted said = pasted_read(mem, bytes_of(texts[i].said));
		struct names read = lines_in_english(mem, catalogue_builtin(mem), &said.lines);

		assert_string_equal(read.at[0], texts[i].english);
	}
}

/* ---- commands ---- */

static struct pipelines commands_of(const char *text)
{
	struct pasted p = pasted_read(test_arena(), bytes_of(text));

	return commands_in(test_arena(), &p.lines);
}

/* Found by halving: a line out of its place would hide others. */
TEST(lists_of_words_stand_in_order)
{
	extern const struct embedded_file words_files[];

	for (const struct embedded_file *f = words_files; f->name; f++) {
		struct names lines = str_split(test_arena(), (const char *)f->data, '\n');
		const char *list = path_bare(test_arena(), f->name), *before = "";

		if (!str_ends(list, ".txt"))
			continue;
		list = arena_strndup(test_arena(), list, strlen(list) - strlen(".txt"));
		for (size_t i = 0; i < lines.n; i++) {
			const char *word = lines.at[i];

			word = arena_strndup(test_arena(), word, strcspn(word, " "));
			if (!*word || *word == '#')
				continue;
			if (strcmp(before, word) >= 0 || !words_have(list, word))
				fail_msg("%s: \"%s\"", f->name, word);
			before = word;
		}
	}
	assert_true(words_have("commands", "protoc-gen-doc"));
	assert_false(words_have("commands", "protoc-ge"));
	assert_false(words_have("commands", "gone"));
}

TEST(what_go_env_printed_was_typed_by_nobody)
{
	assert_int_equal(commands_of("GOROOT=/usr/local/go\nGOPATH=~/go\n").n, 2);
	assert_int_equal(commands_of("$ go env\nGOROOT=\"/usr/local/go\"\nGOPATH=\"/go\"\n").n, 1);
	assert_int_equal(commands_of("A=1\nGOBIN=''\nGOROOT='/x'\nGOPATH='/y'\nGOFLAGS=''\n"
				     "GOSUMDB='off'\ngo build\n")
				 .n,
			 1);
	assert_int_equal(commands_of("go env\nset GOROOT=C:\\go\nset GOPATH=C:\\y\n").n, 1);
}

TEST(what_a_program_says_with_its_name_in_front_is_no_command)
{
	assert_int_equal(commands_of("npm ERR! code ENOENT\nnpm error code 1\n").n, 0);
	assert_int_equal(
		commands_of("protoc-gen-go: unable to determine Go import path for \"a.proto\"\n")
			.n,
		0);
	assert_int_equal(commands_of("go version go1.21.3 darwin/arm64\n").n, 0);
	assert_int_equal(commands_of("git version 2.39.2\n").n, 0);
	assert_int_equal(commands_of("go version\nnpm install x\ngo version ./app\n").n, 3);
	assert_int_equal(commands_of("$ go version go1.21.3\n").n, 1);
}

/* Each of its words could be what a log puts in front: it took gigabytes to split the rest at each. */
TEST(a_very_long_line_of_numbers_holds_no_command)
{
	struct arena *mem = test_arena();
	size_t n = PASTED_MOST;
	char *text = arena_alloc(mem, n + 1);
	struct names lines = { 0 };

	for (size_t i = 0; i < n; i++)
		text[i] = i % 2 ? ' ' : '1';
	text[n] = '\0';
	list_push(mem, &lines, text);
	assert_int_equal(commands_in(mem, &lines).n, 0);
}

TEST(a_sentence_that_begins_with_a_command_s_name_is_none)
{
	static const char *const sentences[] = {
		"go is installed but zsh does not find it",
		"make sure that go is on your PATH",
		"go isn't found, and I don't know why",
		"protoc --version works, but protoc-gen-go fails",
		"git says that the repository is unsafe",
		"go build -v fails",
	};

	for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++)
		assert_int_equal(commands_of(sentences[i]).n, 0);
	assert_int_equal(commands_of("$ make sure").n, 1);
	assert_int_equal(commands_of("echo your PATH is $PATH").n, 1);
	assert_int_equal(commands_of("git commit -m 'this is it' && git push").n, 1);
}

TEST(a_thing_may_have_the_name_of_a_word_of_sentences)
{
	static const char *const commands[] = {
		"go build -o my .",
		"go test -run that ./...",
		"sudo rm -rf my",
		"git clone https://example.com/y my",
		"git commit -m \"fix my bug\"",
		"cp my /usr/local/bin",
	};

	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		assert_int_equal(commands_of(commands[i]).n, 1);
}

TEST(what_a_shell_has_around_commands_belongs_to_none)
{
	struct pipelines found = commands_of("which protoc || (cd x && go build ./...)");

	assert_int_equal(found.n, 1);
	assert_string_equal(found.at[0].words.at[3], "cd");
	assert_string_equal(found.at[0].words.at[8], "./...");
	found = commands_of("if ! command -v go; then brew install go; fi");
	assert_int_equal(found.n, 1);
	assert_int_equal(command_begin(&found.at[0].words, 0, found.at[0].words.n), 2);
	assert_int_equal(commands_of("if go builds it then all is well").n, 0);
}

TEST(a_command_that_a_sentence_goes_on_from_is_one)
{
	struct pipelines found = commands_of("sudo rm -rf ~/go because my go is broken");

	assert_int_equal(found.n, 1);
	assert_string_equal(found.at[0].text, "sudo rm -rf ~/go");
	found = commands_of("go get -u google.golang.org/grpc fails with an error");
	assert_int_equal(found.n, 1);
	assert_string_equal(found.at[0].text, "go get -u google.golang.org/grpc");
	found = commands_of("rm -rf '/opt/my go' because my go is broken");
	assert_string_equal(found.at[0].text, "rm -rf '/opt/my go'");
}

TEST(where_the_output_of_rm_goes_is_not_removed)
{
	assert_int_equal(commands_of("rm -rf ~/a ~/b").at[0].words.n, 7);
	assert_int_equal(commands_of("rm -rf ~/a 2>/dev/null").at[0].words.n, 4);
	assert_int_equal(commands_of("rm -rf ~/a 2> /dev/null").at[0].words.n, 4);
	assert_int_equal(commands_of("rm -rf ~/a > /dev/null 2>&1").at[0].words.n, 5);
	assert_int_equal(commands_of("go install <module> ./...").at[0].words.n, 4);
}

/* It was split into words again up to each of its blanks, which took gigabytes. */
TEST(a_command_that_a_long_sentence_goes_on_from_is_cut_once)
{
	struct str s = { .mem = test_arena() };
	struct pipelines found;

	str_add(&s, "rm -rf /opt/go");
	for (int i = 0; i < 50000; i++)
		str_add(&s, " a");
	str_add(&s, " because my go is broken");
	found = commands_of(str_text(&s));
	assert_int_equal(found.n, 1);
	assert_true(str_ends(found.at[0].text, " a a"));
}

/* Each took all the memory there is: values that double line by line, and a command for each of very many files. */
TEST(values_and_files_of_a_paste_make_it_not_many_times_as_long)
{
	struct str doubling = { .mem = test_arena() }, chain = { .mem = test_arena() },
		   files = { .mem = test_arena() };
	size_t length = 0;
	struct pipelines found;

	str_add(&doubling, "a=xxxxxxxxxxxxxxxxxxxx\n");
	for (int i = 0; i < 30000; i++)
		str_add(&doubling, "a=$a$a\n");
	(void)commands_of(str_text(&doubling));
	str_add(&chain, "a0=xxxxxxxxxxxxxxxxxxxx\n");
	for (int i = 0; i < 90; i++)
		str_fmt(&chain, "a%d=$a%d$a%d\n", i + 1, i, i);
	for (int i = 0; i < 10000; i++)
		str_add(&chain, "ls $a3 $a4 $a90\n");
	found = commands_of(str_text(&chain));
	assert_int_equal(found.n, 10000);
	for (size_t i = 0; i < found.n; i++)
		length += strlen(found.at[i].filled);
	assert_true(length < 4u * PASTED_MOST);
	str_add(&files, "sudo rm -r -f");
	for (int i = 0; i < 120000; i++)
		str_add(&files, " a");
	assert_int_equal(commands_of(str_text(&files)).n, 1);
}

TEST(a_value_that_grew_over_all_measure_is_known_no_more)
{
	struct str s = { .mem = test_arena() };
	struct pipelines found;

	str_add(&s, "a=sixteen-letters-\n");
	for (int i = 0; i < 8; i++)
		str_add(&s, "a=$a$a\n");
	str_add(&s, "go get $a");
	found = commands_of(str_text(&s));
	assert_string_equal(found.at[found.n - 1].filled, "go get $a");
}

TEST(commands_are_found_behind_every_prompt)
{
	static const char *const lines[] = {
		"$ go version",
		"% go version",
		"user@mac shop % go version",
		"(base) user@box:~$ go version",
		"~/src/ledger % go version",
		" 09:02:11  \xe2\x9d\xaf go version",
		"\xe2\x9e\x9c go version",
		"root@box:/srv# go version",
		"PS C:\\Users\\user> go version",
		"#11 [linux/amd64 builder 4/6] RUN go version",
		"2026-11-04T09:12:44.1930215Z go version",
		"go version",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct pipelines found = commands_of(lines[i]);

		if (found.n != 1 || !str_equal(found.at[0].text, "go version"))
			fail_msg("\"%s\": %s", lines[i], found.n ? found.at[0].text : "none");
	}
}

TEST(commands_are_found_in_the_files_and_articles_that_hold_them)
{
	static const char *const texts[] = {
		"- run: go mod tidy",
		"RUN go mod tidy",
		"Step 3/9 : RUN go mod tidy",
		"//go:generate go mod tidy",
		"\t@go mod tidy",
		"1. go mod tidy",
		"* `go mod tidy`",
		"Type `go mod tidy` there.",
		"\xe7\xac\xac\xe4\xb8\x80\xe6\xad\xa5\xef\xbc\x9a go mod tidy\xe3\x80\x82",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct pipelines found = commands_of(texts[i]);

		if (found.n != 1 || !str_equal(found.at[0].text, "go mod tidy"))
			fail_msg("\"%s\": %s", texts[i], found.n ? found.at[0].text : "none");
	}
}

TEST(commands_are_found_behind_what_a_log_puts_in_front)
{
	static const char *const lines[] = {
		"Nov 26 12:00:01 buildhost build[1234]: go mod tidy",
		"2026-11-04T09:12:44.123456789Z stderr F go mod tidy",
		"build\tGenerate code\t2026-11-04T09:12:44.1930215Z go mod tidy",
		"api-1  | go mod tidy",
		"[2026-11-04 09:12:44] [ERROR] go mod tidy",
		"E1104 09:12:44.123456    1234 main.go:12] go mod tidy",
		"time=\"2026-11-04T09:12:44Z\" level=error msg=\"go mod tidy\"",
		"Wed Nov  4 09:12:44 2026 $ go mod tidy",
		"     1\tgo mod tidy",
		": 1700000000:0;go mod tidy",
		"- cmd: go mod tidy",
		"[linux/amd64 builder 4/6] RUN go mod tidy",
		"> > go mod tidy",
		"| build | `go mod tidy` |",
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct pipelines found = commands_of(lines[i]);

		if (found.n != 1 || !str_equal(found.at[0].text, "go mod tidy"))
			fail_msg("\"%s\": %s", lines[i], found.n ? found.at[0].text : "none");
	}
}

TEST(what_a_log_says_is_no_command)
{
	assert_int_equal(commands_of("2026/03/03 10:00:00 failed to open database: no go").n, 0);
	assert_int_equal(commands_of("10:00:00 find it there").n, 0);
}

TEST(a_list_of_commands_is_not_taken_for_wrapped_text)
{
	assert_int_equal(commands_of("brew install a\nset -Ux GOROOT (asdf where golang)/go\n"
				     "fish_add_path ~/go/bin\nset -Ux GOPATH ~/go")
				 .n,
			 4);
}

TEST(a_message_is_no_command)
{
	assert_int_equal(commands_of("go: downloading x v1.2.3\nzsh: command not found: go").n, 0);
}

TEST(a_command_goes_on_behind_a_backslash)
{
	struct pipelines found = commands_of("$ protoc \\\n    --go_out=gen \\\n    a.proto");

	assert_int_equal(found.n, 1);
	assert_int_equal(found.at[0].words.n, 3);
}

/* ---- the catalogue holds itself ---- */

TEST(the_catalogue_parses)
{
	extern const struct embedded_file catalogue_files[];
	struct catalogue c = { 0 };
	struct err e = { 0 };

	for (size_t i = 0; catalogue_files[i].name; i++)
		if (str_ends(catalogue_files[i].name, ".txt"))
			assert_ok(catalogue_parse(
					  test_arena(), catalogue_files[i].name,
					  (struct bytes){ (const char *)catalogue_files[i].data,
							  catalogue_files[i].size },
					  &c, &e),
				  &e);
	assert_true(c.messages.n > 50 && c.answers.n && c.commands.n > 30);
}

static bool says_in(struct arena *mem, const struct message *m, const struct haystack *h)
{
	struct pattern_match match;

	for (size_t i = 0; i < m->says.n; i++)
		if (pattern_find(mem, m->says.at[i], h, 0, &match))
			return true;
	return false;
}

static bool says(const struct message *m, const char *text)
{
	struct arena *mem = test_arena();
	struct pasted p = pasted_read(mem, bytes_of(text));

	return says_in(mem, m, haystack_make(mem, &p.lines));
}

/* They are in the program: root's home would be that of the machine that built it. */
TEST(no_example_names_a_home_that_a_release_may_be_built_in)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->messages.n; i++)
		for (size_t k = 0; k < c->messages.at[i].examples.n; k++)
			if (strstr(c->messages.at[i].examples.at[k], "/root/"))
				fail_msg("%s: %s", c->messages.at[i].name,
					 c->messages.at[i].examples.at[k]);
}

TEST(each_message_matches_its_own_examples)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->messages.n; i++)
		for (size_t k = 0; k < c->messages.at[i].examples.n; k++)
			if (!says(&c->messages.at[i], c->messages.at[i].examples.at[k]))
				fail_msg("%s does not match \"%s\"", c->messages.at[i].name,
					 c->messages.at[i].examples.at[k]);
}

/* "rpc-*": all whose names begin so. */
static bool names_it(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (str_equal(names->at[i], name) ||
		    (str_ends(names->at[i], "*") &&
		     strncmp(names->at[i], name, strlen(names->at[i]) - 1) == 0))
			return true;
	return false;
}

static void assert_no_other(const struct catalogue *c, const struct message *m, const char *example)
{
	struct arena *mem = arena_open("others", 64 << 20);
	struct pasted p = pasted_read(mem, bytes_of(example));
	const struct haystack *h = haystack_make(mem, &p.lines);

	for (size_t i = 0; i < c->messages.n; i++) {
		const struct message *other = &c->messages.at[i];

		if (other != m && !other->kind && !other->only_within.n &&
		    !names_it(&m->also, other->name) && !names_it(&m->within, other->name) &&
		    says_in(mem, other, h))
			fail_msg("\"%s\" of %s is matched by %s, which it does not name as `also`",
				 example, m->name, other->name);
	}
	arena_close(mem);
}

TEST(what_a_message_names_as_also_is_a_message)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->messages.n; i++) {
		const struct names *also = &c->messages.at[i].also;

		for (size_t k = 0; k < also->n; k++) {
			bool known = false;

			for (size_t j = 0; j < c->messages.n; j++)
				known |= str_equal(c->messages.at[j].name, also->at[k]);
			if (!known)
				fail_msg("%s names %s, which is no message", c->messages.at[i].name,
					 also->at[k]);
		}
	}
}

TEST(an_example_is_of_no_other_message_that_it_does_not_name)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->messages.n; i++)
		for (size_t k = 0; k < c->messages.at[i].examples.n; k++)
			assert_no_other(c, &c->messages.at[i], c->messages.at[i].examples.at[k]);
}

/* Is that answer found in the text, whatever else is in the catalogue? */
static bool is_answer(const struct catalogue *c, const struct message *answer, const char *text)
{
	struct arena *mem = arena_open("answer", 64 << 20);
	struct catalogue alone = { .asked = c->asked };
	bool found;

	list_push(mem, &alone.answers, *answer);
	found = explain_read(mem, &alone, bytes_of(text)).meanings.n > 0;
	arena_close(mem);
	return found;
}

TEST(each_answer_matches_its_own_examples_below_their_command)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->answers.n; i++)
		for (size_t k = 0; k < c->answers.at[i].examples.n; k++) {
			const struct message *m = &c->answers.at[i];
			const char *example = m->examples.at[k], *end = strchr(example + 1, '`');
			const char *command, *printed;

			if (example[0] != '`' || !end || end[1] != ' ' || !end[2])
				fail_msg("%s: `COMMAND` ANSWER, not \"%s\"", m->name, example);
			command = arena_strndup(test_arena(), example + 1,
						(size_t)(end - example - 1));
			printed = end + 2;
			if (is_answer(c, m, printed))
				fail_msg("%s is found without a command: \"%s\"", m->name, example);
			if (str_equal(printed, "(nothing)"))
				printed = "$";
			else if (!is_answer(c, m, example))
				fail_msg("%s is not found in \"%s\"", m->name, example);
			if (!is_answer(c, m,
				       arena_fmt(test_arena(), "$ %s\n%s\n", command, printed)))
				fail_msg("%s is not found below \"%s\"", m->name, command);
		}
}

TEST(an_example_is_of_no_other_answer_that_it_does_not_name)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->answers.n; i++)
		for (size_t k = 0; k < c->answers.at[i].examples.n; k++)
			for (size_t j = 0; j < c->answers.n; j++)
				if (j != i &&
				    !names_hold(&c->answers.at[i].also, c->answers.at[j].name) &&
				    is_answer(c, &c->answers.at[j],
					      c->answers.at[i].examples.at[k]))
					fail_msg("\"%s\" of %s is an answer of %s, too",
						 c->answers.at[i].examples.at[k],
						 c->answers.at[i].name, c->answers.at[j].name);
}

static bool means(const struct explanation *x, const struct meaning *m)
{
	for (size_t i = 0; i < x->meanings.n; i++)
		if (str_equal(x->meanings.at[i].id, m->id))
			return true;
	return false;
}

TEST(an_example_of_a_kind_is_known_as_that_kind)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->messages.n; i++)
		for (size_t k = 0; c->messages.at[i].kind && k < c->messages.at[i].examples.n;
		     k++) {
			const struct message *m = &c->messages.at[i];
			struct explanation x =
				explain_read(test_arena(), c, bytes_of(m->examples.at[k]));

			if (!means(&x, &m->means.at[m->means.n - 1]))
				fail_msg("%s: \"%s\"", m->name, m->examples.at[k]);
		}
}

/* "{program}: no such {word}" with names that stand in no pattern. */
static const char *with_its_blanks_filled(const char *says)
{
	static const char *const names[][2] = {
		{ "{program}", "zzq" },   { "{path}", "/zz/q" },    { "{host}", "q.zz" },
		{ "{module}", "zz.q/z" }, { "{version}", "9.8.7" }, { "{variable}", "ZZQ" },
		{ "{option}", "--zzq" },  { "{file}", "zzq.zz" },   { "{shell}", "bash" },
		{ "{known}", "protoc" },  { "{word}", "zzq" },      { "{proxyport}", "7890" },
		{ "{number}", "7" },      { "{text}", "zzq zqz" },
	};
	struct str s = { .mem = test_arena() };

	while (*says) {
		size_t k = 0, n = sizeof(names) / sizeof(names[0]);

		while (k < n && !str_starts(says, names[k][0]))
			k++;
		if (k < n)
			str_add(&s, names[k][1]);
		else
			str_add_char(&s, *says);
		says += k < n ? strlen(names[k][0]) : 1;
	}
	return str_text(&s);
}

/* A message that matches whatever stands in the blanks: kinds are asked where none does. */
static const char *message_around(const struct catalogue *c, const char *text)
{
	struct pasted p = pasted_read(test_arena(), bytes_of(text));
	struct haystack *h = haystack_make(test_arena(), &p.lines);
	struct pattern_match found;

	for (size_t i = 0; i < c->messages.n; i++)
		for (size_t k = 0; !c->messages.at[i].kind && !c->messages.at[i].only_within.n &&
				   k < c->messages.at[i].says.n;
		     k++)
			if (pattern_find(test_arena(), c->messages.at[i].says.at[k], h, 0, &found))
				return c->messages.at[i].name;
	return NULL;
}

static bool is_asked_beside_others(const struct catalogue *c, const char *name)
{
	for (size_t i = 0; i < c->messages.n; i++)
		if (str_equal(c->messages.at[i].name, name))
			return c->messages.at[i].within.n || c->messages.at[i].only_within.n;
	return false;
}

TEST(each_row_of_a_kind_says_what_no_message_does)
{
	const struct catalogue *c = catalogue_builtin(test_arena());
	struct str dead = { .mem = test_arena() };

	for (const struct embedded_file *f = catalogue_files; f->name; f++) {
		struct names lines = str_split(
			test_arena(), arena_strndup(test_arena(), (const char *)f->data, f->size),
			'\n');
		const char *kind = NULL, *message;

		for (size_t i = 0; i < lines.n; i++) {
			const char *line = lines.at[i];

			if (!*line)
				kind = NULL;
			if (str_starts(line, "kind ") && !is_asked_beside_others(c, line + 5))
				kind = line + 5;
			if (!kind || !str_starts(line, "says "))
				continue;
			message = message_around(c, with_its_blanks_filled(line + 5));
			if (message)
				str_fmt(&dead, "%s:%zu: %s is of message %s\n", f->name, i + 1,
					line, message);
		}
	}
	if (dead.n)
		fail_with(str_text(&dead));
}

TEST(no_entry_says_a_line_twice)
{
	struct str twice = { .mem = test_arena() };

	for (const struct embedded_file *f = catalogue_files; f->name; f++) {
		struct names lines = str_split(
			test_arena(), arena_strndup(test_arena(), (const char *)f->data, f->size),
			'\n');
		struct names entry = { 0 };

		for (size_t i = 0; i < lines.n; i++) {
			if (!*lines.at[i])
				entry.n = 0;
			if (str_ends(f->name, ".txt") && names_hold(&entry, lines.at[i]))
				str_fmt(&twice, "%s:%zu: %s\n", f->name, i + 1, lines.at[i]);
			list_push(test_arena(), &entry, lines.at[i]);
		}
	}
	if (twice.n)
		fail_with(str_text(&twice));
}

/* On one of the machines: what another system has is told apart from it. */
static bool is_known_as(const struct command_entries *commands, const struct command_entry *entry,
			const char *example)
{
	static const struct command_machine machines[] = {
		{ .os = OS_DARWIN, .cpu = ARCH_ARM64 },
		{ .os = OS_LINUX, .cpu = ARCH_ARM64 },
		{ .os = OS_LINUX, .cpu = ARCH_AMD64 },
		{ .os = OS_LINUX, .cpu = ARCH_ARM },
		{ .os = OS_UNKNOWN, .cpu = ARCH_UNKNOWN },
		{ .os = OS_DARWIN, .cpu = ARCH_ARM64, .shell = "zsh" },
		{ .os = OS_LINUX, .cpu = ARCH_AMD64, .shell = "bash" },
		{ .os = OS_LINUX, .cpu = ARCH_AMD64, .shell = "fish" },
		{ .os = OS_LINUX, .cpu = ARCH_AMD64, .wsl = true },
	};
	struct pipelines p = commands_of(example);
	struct command_match m = { 0 };

	for (size_t i = 0; p.n == 1 && i < sizeof(machines) / sizeof(machines[0]); i++)
		if (command_find(test_arena(), commands, &p.at[0], machines[i], &m) &&
		    m.entry == entry)
			return true;
	print_error("\"%s\" is %s, not %s\n", example, m.entry ? m.entry->name : "not known",
		    entry->name);
	return false;
}

TEST(each_command_is_known_by_its_own_examples)
{
	const struct catalogue *c = catalogue_builtin(test_arena());
	bool known = true;

	for (size_t i = 0; i < c->commands.n; i++)
		for (size_t k = 0; k < c->commands.at[i].examples.n; k++)
			known = is_known_as(&c->commands, &c->commands.at[i],
					    c->commands.at[i].examples.at[k]) &&
				known;
	assert_true(known);
}
