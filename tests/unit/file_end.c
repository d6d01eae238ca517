/* Where a terminal's shell stops reading a start file. */
#include "test.h"

#include "shell/block.h"
#include "shell/file_end.h"
#include "shell/terminal_test.h"

static const char *environment(const void *ctx, const char *name)
{
	(void)ctx;
	return str_equal(name, "EDITOR") ? "vi" : str_equal(name, "HOME") ? "/home/user" : NULL;
}

static bool look(const void *ctx, const char *path, bool *ret_there)
{
	(void)ctx;
	*ret_there = !str_ends(path, "gone");
	return !str_ends(path, "unknown");
}

static struct file_end end_of(const char *text, enum shell_id shell)
{
	static const struct known_before known = { environment, look, NULL };

	return file_end_find(test_arena(), bytes_of(text), "OF_ZSHENV=yes\n$IN_BUILD\n",
			     shell_kind(shell), &known);
}

static void assert_ends(int line, const char *text)
{
	int got = end_of(text, SHELL_ZSH).line;

	if (got != line)
		fail_msg("%s: ends at line %d, not %d", text, got, line);
}

TEST(a_return_whose_condition_is_known_ends_a_file)
{
	assert_ends(2, "umask 022\nreturn\nexport A=b\n");
	assert_ends(1, "[ -n \"$IN_BUILD\" ] || return\n");
	assert_ends(1, "[[ -z $IN_BUILD ]] && return 0\n");
	assert_ends(1, "[ \"$EDITOR\" = vi ] && { return; }\n");
	assert_ends(1, "if test ! \"$IN_BUILD\"; then return; fi\n");
	assert_ends(2, "if [ -z \"${IN_BUILD:-}\" ]; then\n\treturn\nfi\n");
}

TEST(a_return_that_a_terminal_does_not_come_to_or_that_nobody_knows_of_ends_none)
{
	assert_ends(0, "[ -n \"$INSIDE_EMACS\" ] && return\n");
	assert_ends(0, "[ -z \"$PS1\" ] && return\n");
	assert_ends(0, "[[ $- != *i* ]] && return\n");
	assert_ends(0, "[ -t 0 ] || return\n");
	assert_ends(0, "case $- in\n*i*) ;;\n*) return;;\nesac\n");
	assert_ends(0, "f() {\n\treturn\n}\n");
	assert_ends(0, "IN_BUILD=yes\n[ -n \"$IN_BUILD\" ] || return\n");
	assert_ends(0, ". ~/.settings\n[ -n \"$IN_BUILD\" ] || return\n");
	assert_ends(0, "[ -r ~/.settings ] && . ~/.settings\n[ -n \"$IN_BUILD\" ] || return\n");
	assert_ends(0, "if true; then\n\t. ~/.settings\nfi\n[ -n \"$IN_BUILD\" ] || return\n");
	assert_ends(0, "\\. ~/.settings\n[ -n \"$IN_BUILD\" ] || return\n");
	assert_ends(0, "if [ -n \"$IN_BUILD\" ]; then\n\treturn\nfi\n");
	assert_ends(0, "[ -n \"$OF_ZSHENV\" ] || return\n");
}

TEST(another_shell_in_the_place_of_this_one_ends_a_file)
{
	assert_ends(2, "umask 022\nexec fish\nexport A=b\n");
	assert_ends(1, "exec -l /usr/bin/zsh -i\n");
	assert_string_equal("/usr/bin/zsh",
			    end_of("exec -l /usr/bin/zsh -i\n", SHELL_BASH).goes_on);
	assert_ends(0, "exec 2>&1\n");
	assert_ends(0, "exec $SHELL\n");
	assert_ends(1, "[ -t 1 ] && exec fish\n");
	assert_ends(2, "if [ -t 1 ]; then\n\texec fish\nfi\n");
	assert_ends(1, "[ -t 1 ] && [ -z \"$BASH_VERSION\" ] && exec bash\n");
	assert_ends(
		1,
		"[[ $- == *i* && -z \"$ZSH_EXECUTION_STRING\" && -x ~/bin/fish ]] && exec fish\n");
	assert_ends(1, "if [[ $- == *i* ]]; then exec fish; fi\n");
	assert_ends(1, "command -v fish >/dev/null 2>&1 && exec fish\n");
	assert_ends(1, "if command -v fish >/dev/null; then exec fish; fi\n");
	assert_ends(1, "[[ -o interactive ]] && { exec fish; }\n");
	assert_ends(0, "[ -x /opt/gone ] && exec fish\n");
	assert_ends(0, "[ -x /opt/here ] || exec fish\n");
	assert_ends(0, "[ -x /opt/unknown ] && exec fish\n");
	assert_ends(0, "[ -n \"$ZSH_EXECUTION_STRING\" ] && exec fish\n");
	assert_ends(0, "[[ $- != *i* ]] && exec fish\n");
	assert_ends(0, "[[ $(uname) = Linux ]] && exec fish\n");
	assert_ends(0, "command -v tmux >/dev/null && exec fish\n");
	assert_ends(0, "exec tmux\n");
}

TEST(a_trap_that_exits_is_the_strict_mode_of_scripts)
{
	struct file_end end = end_of("# mine\ntrap 'echo failed; exit 1' ERR\n", SHELL_BASH);

	assert_true(end.errexit);
	assert_int_equal(2, end.strict_line);
	assert_false(end_of("trap 'echo failed' ERR\n", SHELL_BASH).errexit);
	assert_false(end_of("trap 'rm -f $lock; exit' EXIT\n", SHELL_BASH).errexit);
	assert_false(end_of("trap 'echo \"exit code $?\"' ERR\n", SHELL_BASH).errexit);
	assert_false(end_of("trap\ntrap \ntrap '\ntrap 'exit\n", SHELL_BASH).errexit);
	assert_true(end_of("trap exit ERR\n", SHELL_BASH).errexit);
	assert_true(end_of("trap \"exit 1\" ERR INT\n", SHELL_BASH).errexit);
}

TEST(no_line_changes_a_path_that_was_made_read_only)
{
	assert_ends(2, "alias l=ls\nreadonly PATH\nexport PATH=/x:$PATH\n");
	assert_ends(1, "typeset -xr PATH\n");
	assert_ends(2, "declare -r PATH=/x:$PATH\nPATH=/y\n");
	assert_int_equal(1, end_of("declare -r PATH=/x\n", SHELL_BASH).path_line);
	assert_ends(0, "readonly PATHS\ndeclare -x PATH\nreadonly A=PATH\n");
	assert_ends(0, "readonly EDITOR # not PATH\ndeclare -r SAYS=\"mind your PATH please\"\n");
}

TEST(a_block_goes_above_the_line_that_makes_path_read_only)
{
	assert_int_equal(4, shell_early_return(bytes_of("a=1\nreadonly PATH\n")));
	assert_int_equal(4, shell_early_return(bytes_of("a=1\ndeclare -rx PATH=/x:$PATH\n")));
	assert_int_equal(4, shell_early_return(bytes_of("a=1\nreadonly PATH=\"/x:$PATH\"\n")));
	assert_int_equal(-1,
			 shell_early_return(bytes_of("readonly EDITOR # not PATH\n"
						     "declare -r SAYS=\"mind your PATH please\"\n"
						     "readonly PATHS\n")));
}

TEST(strict_mode_ends_a_file_at_a_variable_that_nothing_sets)
{
	struct file_end end = end_of("# mine\nset -eu\nexport A=\"$EDITOR $STAGE\"\n", SHELL_BASH);

	assert_int_equal(3, end.line);
	assert_string_equal("STAGE", end.unset);
	assert_int_equal(2, end.strict_line);
	assert_true(end.errexit);
	assert_ends(2, "setopt NO_UNSET\nexport A=${STAGE}x\n");
	assert_ends(0, "set -u\nexport A=${STAGE:-x}\n");
	assert_ends(0, "set -u\nexport A='$STAGE' B=$(echo $STAGE)\n");
	assert_ends(0, "set -u\nSTAGE=x\nexport A=$STAGE\n");
	assert_ends(0, "set -u\n[ -z \"${STAGE:-}\" ] || export A=$STAGE\n");
	assert_ends(0, "set -u\n[[ -n ${STAGE-} ]] && export A=$STAGE\n");
	assert_ends(0, "set -u\nif [ -n \"${STAGE:-}\" ]; then export A=$STAGE; fi\n");
	assert_ends(0, "set -u\nf() { echo $STAGE; }\n");
	assert_ends(0, "set -u\nfunction f { echo $STAGE; }\n");
	assert_ends(2, "set -u\nexport A=b; export B=$STAGE\n");
	assert_ends(2, "set -u\nif [ \"$STAGE\" ]; then\n:\nfi\n");
	assert_ends(0, "set -u\nset +u\nexport A=$STAGE\n");
	assert_int_equal(0, end_of("set -u\nexport A=$STAGE\n", SHELL_BASH).line); /* it goes on */
	assert_int_equal(0, end_of("return\n", SHELL_FISH).line);
}

static bool asks(const char *text, enum shell_id shell)
{
	return file_asks_for_terminal(test_arena(), bytes_of(text), shell_kind(shell));
}

TEST(a_file_that_does_more_in_a_terminal_is_told_from_one_that_only_has_colours_there)
{
	assert_true(asks("test -t 1 || return\nexport PATH=/x:$PATH\n", SHELL_BASH));
	assert_true(asks("[[ ! -t 0 ]] && return\n", SHELL_ZSH));
	assert_true(asks("tty -s || exit\n", SHELL_BASH));
	assert_true(asks("if [ -t 1 ]; then\n\tcolors=yes\n\t. ~/.path\nfi\n", SHELL_BASH));
	assert_true(asks("if isatty stdin\n\tfish_add_path /x\nend\n", SHELL_FISH));
	assert_true(asks("not isatty stdin; and exit\n", SHELL_FISH));
	assert_false(asks("# [ -t 1 ] || return\n", SHELL_BASH));
	assert_false(asks("[ -t 0 ] && stty -ixon\nexport PATH=/x:$PATH\n", SHELL_BASH));
	assert_false(
		asks("if [ -t 1 ]; then\n\tcolors=yes\nfi\nexport PATH=/x:$PATH\n", SHELL_BASH));
}
