/* Reading plain assignments out of start files. */
#include "test.h"

#include "shell/shell.h"

static struct assignments parse(const char *text, enum shell_id shell)
{
	struct assignments found = { 0 };

	assignments_parse(test_arena(), bytes_of(text), "/home/user/file", shell_kind(shell),
			  &found);
	return found;
}

static void assert_one(const char *text, enum shell_id shell, const char *name, const char *value,
		       bool plain)
{
	struct assignments found = parse(text, shell);

	if (found.n != 1)
		fail_msg("%s: %zu assignments instead of one", text, found.n);
	assert_string_equal(name, found.at[0].name);
	assert_string_equal(value, found.at[0].value);
	if (found.at[0].plain != plain)
		fail_msg("%s: plain is %d", text, found.at[0].plain);
}

static void assert_none(const char *text, enum shell_id shell)
{
	struct assignments found = parse(text, shell);

	if (found.n)
		fail_msg("%s: taken for %s=%s", text, found.at[0].name, found.at[0].value);
}

TEST(export_and_bare_assignments_are_plain)
{
	assert_one("export GOROOT=/usr/local/go\n", SHELL_SH, "GOROOT", "/usr/local/go", true);
	assert_one("GOROOT=/usr/local/go", SHELL_SH, "GOROOT", "/usr/local/go", true);
	assert_one("  export GOARCH='arm64' # for the board\n", SHELL_SH, "GOARCH", "arm64", true);
	assert_one("typeset -gx GOBIN=\"$HOME/bin\"\n", SHELL_ZSH, "GOBIN", "$HOME/bin", true);
	assert_one("GOFLAGS=-mod=vendor; export GOFLAGS\n", SHELL_SH, "GOFLAGS", "-mod=vendor",
		   true);
	assert_one("export GOROOT=\n", SHELL_SH, "GOROOT", "", true);
}

TEST(what_stands_behind_a_test_on_the_same_line_is_listed)
{
	const char *value = "$HOME/go/bin:$PATH";

	assert_one("[ -d ~/go/bin ] && export PATH=\"$HOME/go/bin:$PATH\"\n", SHELL_BASH, "PATH",
		   value, false);
	assert_one("[[ -d ~/go/bin ]] && PATH=\"$HOME/go/bin:$PATH\" # Go\n", SHELL_ZSH, "PATH",
		   value, false);
	assert_one("if [ -d ~/go/bin ]; then export PATH=\"$HOME/go/bin:$PATH\"; fi", SHELL_SH,
		   "PATH", value, false);
	assert_one("test -d ~/go/bin && { PATH=$HOME/go/bin:$PATH; export PATH; }", SHELL_SH,
		   "PATH", value, false);
	assert_one("[[ \":$PATH:\" == *\":$HOME/go/bin:\"* ]] || path=(~/go/bin $path)", SHELL_ZSH,
		   "PATH", value, false);
	assert_one(
		"case \":$PATH:\" in *\":$HOME/go/bin:\"*) ;; *) PATH=\"$HOME/go/bin:$PATH\" ;; esac",
		SHELL_SH, "PATH", value, false);
	assert_one(
		"case \":$PATH:\" in\n*:\"$HOME/go/bin\":*) ;;\n*) PATH=\"$HOME/go/bin:$PATH\" ;;\nesac\n",
		SHELL_SH, "PATH", value, false);
	assert_one("test -d ~/go/bin; and fish_add_path ~/go/bin", SHELL_FISH, "PATH", value,
		   false);
	assert_one("test -d ~/go/bin && set -gx PATH ~/go/bin $PATH", SHELL_FISH, "PATH", value,
		   false);
	assert_none("[ -d /x ] && GOROOT=/x go build", SHELL_BASH);
	assert_none("echo '; export GOROOT=/x'", SHELL_BASH);
	assert_none("# [ -d /x ] && export GOROOT=/x", SHELL_BASH);
}

TEST(several_exports_on_a_line_are_all_listed)
{
	struct assignments found = parse(
		"export GOPATH=$HOME/go; export PATH=$PATH:$GOPATH/bin && export GOBIN=$GOPATH/bin || export GO111MODULE=off\n",
		SHELL_BASH);

	assert_int_equal(4, found.n);
	assert_string_equal("$PATH:$GOPATH/bin", found.at[1].value);
	for (size_t i = 0; i < 4; i++) {
		assert_false(found.at[i].plain);
		assert_int_equal(i < 3, found.at[i].certain);
	}
}

TEST(shellenv_line_of_homebrew_puts_its_folders_in_front)
{
	const char *value = "/opt/homebrew/bin:/opt/homebrew/sbin:$PATH";

	assert_one("eval \"$(/opt/homebrew/bin/brew shellenv)\"\n", SHELL_SH, "PATH", value, false);
	assert_one("  eval $(/opt/homebrew/bin/brew shellenv zsh)\n", SHELL_ZSH, "PATH", value,
		   false);
	assert_one("[ -x /opt/homebrew/bin/brew ] && eval \"`/opt/homebrew/bin/brew shellenv`\"\n",
		   SHELL_SH, "PATH", value, false);
	assert_one("/opt/homebrew/bin/brew shellenv fish | source\n", SHELL_FISH, "PATH", value,
		   false);
	assert_one("eval (/opt/homebrew/bin/brew shellenv)\n", SHELL_FISH, "PATH", value, false);
	assert_none("# eval \"$(/opt/homebrew/bin/brew shellenv)\"\n", SHELL_SH);
	assert_none("eval \"$(brew shellenv)\"\n", SHELL_SH);
	assert_none("echo /opt/homebrew/bin/brew shellenv\n", SHELL_SH);
}

TEST(line_numbers_and_texts_are_those_of_the_file)
{
	struct assignments found = parse("# one\n\nexport GOROOT=/gone\n", SHELL_SH);

	assert_int_equal(1, found.n);
	assert_int_equal(3, found.at[0].line);
	assert_string_equal("export GOROOT=/gone", found.at[0].text);
	assert_string_equal("/home/user/file", found.at[0].file);
}

TEST(tilde_is_home_where_the_shell_expands_it_and_literal_in_quotes)
{
	assert_one("export GOPATH=~/go", SHELL_SH, "GOPATH", "$HOME/go", true);
	assert_one("export GOPATH=\"~/go\"", SHELL_SH, "GOPATH", "~/go", true);
	assert_one("PATH=$PATH:~/go/bin", SHELL_SH, "PATH", "$PATH:$HOME/go/bin", true);
	assert_one("PATH=\"$PATH:~/go/bin\"", SHELL_SH, "PATH", "$PATH:~/go/bin", true);
	assert_one("set -gx GOPATH ~/go", SHELL_FISH, "GOPATH", "$HOME/go", true);
}

TEST(what_is_computed_or_conditional_is_not_plain)
{
	assert_one("export GOROOT=$(brew --prefix)/go", SHELL_SH, "GOROOT", "$(brew --prefix)/go",
		   false);
	assert_one("if true; then\n export GOROOT=/x\nfi\n", SHELL_SH, "GOROOT", "/x", false);
	assert_one("setup() {\n\tGOARCH=arm64\n}\n", SHELL_SH, "GOARCH", "arm64", false);
	assert_one("if status is-interactive\n set -gx GOARCH arm64\nend", SHELL_FISH, "GOARCH",
		   "arm64", false);
	assert_one("export GOROOT=/a\\\n/b\n", SHELL_SH, "GOROOT", "/a\\", false);
	assert_one("GOROOT=/x && echo hi", SHELL_SH, "GOROOT", "/x", false);
}

TEST(function_on_one_line_is_read_as_one_of_several_lines)
{
	struct assignments found =
		parse("saved=$PATH\nprecmd() { PS1=x; PATH=$saved; }\nGOROOT=/x\n", SHELL_ZSH);

	assert_int_equal(2, found.n);
	assert_string_equal("$saved", found.at[0].value);
	assert_string_equal("precmd", found.at[0].function);
	assert_true(found.at[0].certain);
	assert_false(found.at[0].plain);
	assert_true(found.at[1].plain);
	found = parse("function rescue { export PATH=/bin; }\n", SHELL_BASH);
	assert_int_equal(1, found.n);
	assert_string_equal("rescue", found.at[0].function);
	assert_false(found.at[0].certain);
	assert_int_equal(0, parse("rescue() { PATH=/bin go build; }\n", SHELL_BASH).n);
	found = parse("function  rescue { export PATH=/bin; }\n", SHELL_BASH);
	assert_int_equal(1, found.n);
	assert_string_equal("rescue", found.at[0].function);
}

TEST(assignment_of_what_a_command_gives_is_no_function)
{
	struct assignments found =
		parse("old=$(awk '{print}' | while read x; do {\nexport GOROOT=/x\n", SHELL_SH);

	assert_true(found.n > 0);
	assert_null(found.at[found.n - 1].function);
}

TEST(block_that_is_closed_again_does_not_spoil_what_follows)
{
	assert_one("if [ -x /bin/x ]; then\n  echo\nfi\nexport GOROOT=/x\n", SHELL_SH, "GOROOT",
		   "/x", true);
	assert_one("[ -x /bin/x ] && echo hi\nif true; then echo; fi\nGOROOT=/x\n", SHELL_SH,
		   "GOROOT", "/x", true);
	assert_one("case $- in\n*i*) ;;\n*) return ;;\nesac\nGOROOT=/x\n", SHELL_SH, "GOROOT", "/x",
		   true);
}

TEST(two_on_one_line_are_both_seen_and_neither_is_plain)
{
	struct assignments found = parse("export GOOS=linux GOARCH=arm64\n", SHELL_SH);

	assert_int_equal(2, found.n);
	assert_false(found.at[0].plain);
	assert_false(found.at[1].plain);
}

/* Taken out one after the other, as a plan does it; NULL: the line is gone. */
static const char *without(const char *text, const char *name)
{
	struct assignment a = { .name = name, .text = text };

	return text ? shell_kind(SHELL_ZSH)->language->take_out(test_arena(), &a) : NULL;
}

TEST(one_of_several_on_a_line_is_taken_out_and_the_rest_stays)
{
	const char *line = "export GOOS='windows' GOARCH=amd64 EDITOR=vi # cross";

	assert_true(parse("export GOOS=linux GOARCH=arm64\n", SHELL_SH).at[0].shared);
	assert_false(parse("GOOS=linux GOARCH=arm64 go build\n", SHELL_SH).n);
	line = without(line, "GOARCH");
	assert_string_equal("export GOOS='windows' EDITOR=vi # cross", line);
	line = without(line, "GOOS");
	assert_string_equal("export EDITOR=vi # cross", line);
	assert_null(without(without("export GOOS=js GOARCH=wasm", "GOARCH"), "GOOS"));
}

TEST(what_is_no_assignment_for_good_is_passed_over)
{
	assert_none("GOOS=js GOARCH=wasm go build ./...\n", SHELL_SH);
	assert_none("# export GOROOT=/x\n", SHELL_SH);
	assert_none("export GOOGLE_API_KEY=secret\n", SHELL_SH);
	assert_none("cat <<EOF\nGOROOT=/x\nEOF\n", SHELL_SH);
	assert_none("echo '\nGOROOT=/x\n'\n", SHELL_SH);
	assert_none("alias g='GOROOT=/x go'\n", SHELL_SH);
	assert_none("set -e GOROOT\nset -l GOROOT /x\n", SHELL_FISH);
	assert_none("unset GOROOT\n", SHELL_SH);
}

TEST(lines_of_our_own_block_are_left_out_but_a_block_without_end_hides_nothing)
{
	assert_none("# >>> goready >>>\nexport PATH=/x:$PATH\n# <<< goready <<<\n", SHELL_SH);
	assert_one("# >>> goready >>>\nexport GOROOT=/x\n", SHELL_SH, "GOROOT", "/x", true);
}

TEST(zsh_arrays_tied_to_path_become_path)
{
	assert_one("path+=(/usr/local/go/bin)", SHELL_ZSH, "PATH", "$PATH:/usr/local/go/bin", true);
	assert_one("path=(~/go/bin \"$HOME/bin\" $path)", SHELL_ZSH, "PATH",
		   "$HOME/go/bin:$HOME/bin:$PATH", true);
	assert_none("path=(/x $path)", SHELL_SH);
}

TEST(fish_has_its_own_ways_to_put_folders_on_path)
{
	assert_one("fish_add_path /usr/local/go/bin", SHELL_FISH, "PATH", "/usr/local/go/bin:$PATH",
		   true);
	assert_one("fish_add_path -a ~/go/bin ~/bin", SHELL_FISH, "PATH",
		   "$PATH:$HOME/go/bin:$HOME/bin", true);
	assert_one("set -gx PATH $HOME/go/bin $PATH", SHELL_FISH, "PATH", "$HOME/go/bin:$PATH",
		   true);
	assert_one("set -gxp PATH /x", SHELL_FISH, "PATH", "/x:$PATH", true);
	assert_one("set --global --export GOFLAGS -mod=vendor", SHELL_FISH, "GOFLAGS",
		   "-mod=vendor", true);
}

TEST(carriage_return_stays_part_of_the_value_as_it_does_for_the_shell)
{
	assert_one("export GOROOT=/usr/local/go\r\n", SHELL_SH, "GOROOT", "/usr/local/go\r", true);
}

TEST(nu_assignments_are_understood)
{
	assert_one("$env.GOROOT = \"/usr/local/go\"", SHELL_NU, "GOROOT", "/usr/local/go", true);
	assert_one("$env.GOFLAGS = '-mod=vendor' # x", SHELL_NU, "GOFLAGS", "-mod=vendor", true);
	assert_one("$env.GOBIN = ($env.HOME | path join \"go\" bin)", SHELL_NU, "GOBIN",
		   "$HOME/go/bin", true);
	assert_one("$env.GOBIN = $\"($env.HOME)/go/bin\"", SHELL_NU, "GOBIN", "$HOME/go/bin", true);
	assert_one("$env.GOBIN = (go env GOPATH)", SHELL_NU, "GOBIN", "$((go env GOPATH))", false);
	assert_one("if true {\n  $env.GOARCH = \"arm64\"\n}", SHELL_NU, "GOARCH", "arm64", false);
	assert_one("def x [] {\n}\n$env.GOARCH = arm64", SHELL_NU, "GOARCH", "arm64", true);
	assert_one("$env.GOARCH = arm64 | str trim", SHELL_NU, "GOARCH", "arm64", false);
	assert_none("# $env.GOARCH = arm64\nlet GOARCH = 1\nprint $env.GOARCH", SHELL_NU);
	assert_none("$env.SECRET = \"GOARCH\"", SHELL_NU);
}

TEST(nu_puts_folders_on_path_in_many_ways)
{
	assert_one("$env.PATH = ($env.PATH | split row (char esep) | prepend '/usr/local/go/bin')",
		   SHELL_NU, "PATH", "/usr/local/go/bin:$PATH", true);
	assert_one("$env.PATH = ($env.PATH | append [\"~/go/bin\" /x] | uniq)", SHELL_NU, "PATH",
		   "$PATH:$HOME/go/bin:/x", true);
	assert_one("$env.PATH = [\"/a\", ...$env.PATH]", SHELL_NU, "PATH", "/a:$PATH", true);
	assert_one("$env.PATH ++= [($nu.home-path | path join bin)]", SHELL_NU, "PATH",
		   "$PATH:$HOME/bin", true);
	assert_one("path add \"~/go/bin\"", SHELL_NU, "PATH", "$HOME/go/bin:$PATH", true);
	assert_one("path add --append /x", SHELL_NU, "PATH", "$PATH:/x", true);
}

TEST(go_env_file_is_taken_as_go_takes_it)
{
	struct assignments found =
		parse("GOFLAGS=-mod=vendor\n# GOARCH=arm64\ngoos=js\nGOPROXY=a b,'c'\nnothing\n",
		      SHELL_N);

	assert_int_equal(2, found.n);
	assert_string_equal("-mod=vendor", found.at[0].value);
	assert_string_equal("GOPROXY", found.at[1].name);
	assert_string_equal("a b,'c'", found.at[1].value);
	assert_int_equal(4, found.at[1].line);
}

TEST(any_bytes_are_survived)
{
	static const char bytes[] =
		"$env.PATH = ([($\"(\n$env.A = ($env.B | path join\n$env.C ++= [...'\npath=(a ||)\nexport PATH=\"$\nGOROOT=${\nPATH=$(\nset -\npath=(\n'\\\\";

	for (size_t n = 0; n < sizeof(bytes); n++)
		for (int shell = 0; shell <= SHELL_N; shell++) {
			struct assignments found = { 0 };
			const char *copy = arena_memdup(test_arena(), bytes, n);

			assignments_parse(test_arena(), (struct bytes){ copy, n }, "f",
					  shell_kind((enum shell_id)shell), &found);
		}
}

/* Each of its words may begin a command; looking at all that follows anew for each took minutes. */
TEST(a_line_of_very_many_words_is_read_once)
{
	struct str line = { .mem = test_arena() };

	for (int i = 0; i < 100000; i++)
		str_add(&line, "and ");
	str_add(&line, "set -gx GOROOT /x");
	assert_one(str_text(&line), SHELL_FISH, "GOROOT", "/x", false);
}
