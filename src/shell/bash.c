/* bash(1), INVOCATION. */
#include "shell/posix.h"

#include <string.h>

#include "shell/asking.h"
#include "shell/quote.h"
#include "shell/start_files.h"

/* It reads the first there is of these at login. */
static const char *const login_files[] = { ".bash_profile", ".bash_login", ".profile" };
enum { LOGIN_FILES = sizeof(login_files) / sizeof(login_files[0]) };

static const char *bash_folder(struct arena *mem, const struct shell_home *home)
{
	(void)mem;
	return home->home;
}

static void bash_list_files(struct start_files *s)
{
	for (size_t i = 0; i < LOGIN_FILES; i++)
		start_files_add(s, s->home.home, login_files[i]);
	start_files_add(s, s->home.home, ".bashrc");
}

static const struct start_file *login_file_there(const struct shell *shell)
{
	for (size_t i = 0; i < LOGIN_FILES; i++) {
		const struct start_file *file = start_file_named(shell, login_files[i]);

		if (file && file->exists)
			return file;
	}
	return NULL;
}

/* A new .bash_profile would hide a .profile, so never that one on Linux. */
static const char *login_file(const struct shell *shell, enum os os)
{
	const struct start_file *there = login_file_there(shell);

	if (there)
		return there->name;
	return os == OS_DARWIN ? ".bash_profile" : ".profile";
}

static bool names_bashrc(const struct start_file *file)
{
	struct bytes line;
	size_t at = 0;

	while (file && next_line(file->content, &at, &line))
		for (size_t i = 0; i + strlen(".bashrc") <= line.n; i++)
			if (memcmp(line.at + i, ".bashrc", strlen(".bashrc")) == 0)
				return true;
	return false;
}

/* .bashrc is added to the login file, as nearly every profile sources it and terminals on Linux
 * start it by itself; macOS' terminals start login shells only. */
static bool reads(const struct shell *shell, const struct start_file *file, enum os os)
{
	const struct start_file *login = login_file_there(shell);

	if (str_equal(file->name, ".bashrc"))
		return os != OS_DARWIN || names_bashrc(login);
	return file == login;
}

static const char *const system_files[] = { "/etc/bash.bashrc", "/etc/bashrc", NULL };

static const struct block_file linux_blocks[] = {
	{ ".bashrc", 0, false, PLACE_ABOVE_EARLY_RETURN },
	{ BLOCK_LOGIN_FILE, 0, false, PLACE_END },
	{ 0 },
};
static const struct block_file mac_blocks[] = {
	{ BLOCK_LOGIN_FILE, 0, false, PLACE_END },
	{ ".bashrc", 1, false, PLACE_ABOVE_EARLY_RETURN },
	{ 0 },
};

/* ---- asking it ---- */

/* In a rehearsal bash keeps the real HOME, for lines that say $HOME: --rcfile for interactive shells; for
 * login shells /etc/profile and the proposed file are sourced by hand, and `.` and `source` of a
 * proposed file by its usual name are led to the proposed one. `shopt login_shell` is off then. */

/* A script reads no file. */
static bool bash_inherits(enum shell_mode mode)
{
	return mode == MODE_SCRIPT;
}

/* Functions named `.` and `source` that know which files are proposed ones. */
static void add_redirection(const struct asking *a, struct str *s)
{
	const struct shell *shell = a->shell;

	str_add(s, "goready_lead() { case $1 in\n");
	for (size_t i = 0; i < shell->files.n; i++) {
		const struct start_file *file = &shell->files.at[i];
		const char *proposed = asking_proposed(a, file->path);

		if (proposed)
			str_fmt(s, "%s) goready_file=%s ;;\n", posix_quote(a->mem, file->path),
				posix_quote(a->mem, proposed));
	}
	str_add(s,
		"*) goready_file=$1 ;;\nesac; }\n"
		".() { local goready_file; goready_lead \"$1\"; shift; builtin . \"$goready_file\" \"$@\"; }\n"
		"source() { local goready_file; goready_lead \"$1\"; shift; builtin . \"$goready_file\" \"$@\"; }\n");
}

static const char *first_login_file(const struct asking *a)
{
	for (size_t i = 0; i < LOGIN_FILES; i++) {
		const char *path = asking_effective(a, start_file_named(a->shell, login_files[i]));

		if (path)
			return path;
	}
	return NULL;
}

static const char *rehearsed_login(const struct asking *a, const char *commands)
{
	struct str s = { .mem = a->mem };

	add_redirection(a, &s);
	posix_add_login(&s, first_login_file(a));
	str_add(&s, "unset -f . source goready_lead\n");
	str_add(&s, commands);
	return str_text(&s);
}

static void add_words(struct arena *mem, struct names *into, const char *const *words)
{
	for (; *words; words++)
		list_push(mem, into, *words);
}

static struct names bash_argv(const struct asking *a, enum shell_mode mode, const char *commands)
{
	static const char *const by_hand[] = { "--noprofile", "--norc", NULL };
	const char *rc = asking_effective(a, start_file_named(a->shell, ".bashrc"));
	struct names words = { 0 };
	bool login = mode != MODE_INTERACTIVE;

	list_push(a->mem, &words, a->shell->path);
	if (a->overlay && login) {
		add_words(a->mem, &words, by_hand);
		commands = rehearsed_login(a, commands);
	} else if (a->overlay && rc) {
		list_push(a->mem, &words, "--rcfile");
		list_push(a->mem, &words, rc);
	} else if (login) {
		list_push(a->mem, &words, "--login");
	}
	if (mode != MODE_LOGIN)
		list_push(a->mem, &words, "-i");
	list_push(a->mem, &words, "-c");
	list_push(a->mem, &words, commands);
	return words;
}

static const char *bash_question(struct arena *mem, const struct names *programs,
				 const struct names *variables)
{
	return posix_question(mem, "type -P", programs, variables);
}

/* bash(1), PROMPT_COMMAND: a variable, or an array of commands. eval ends one that stumbles over `set -u` alone,
 * as a prompt does; older than 4.4, as Apple's is, bash stumbles over one that is not set, but for the -. A trap
 * that writes each command into the terminal's title would write into the answer. */
#define AT_PROMPT                                                                 \
	"unset HISTFILE; for goready_hook in \"${PROMPT_COMMAND[@]-}\"; do eval " \
	"\"$goready_hook\"; done; trap - DEBUG; :; "

/* Root's bash takes no PS4 from its environment, so the files are sourced by hand. */
static struct names trace(const struct asking *a, struct names *env)
{
	static const char *const words[] = { "--noprofile", "--norc", "-i", "-c" };
	struct str s = { .mem = a->mem };
	struct names argv = { 0 };

	(void)env;
	str_add(&s, "PS4='+" ASKING_LINE "${BASH_SOURCE}:${LINENO}@@ '\nset -x\n");
	posix_add_login(&s, first_login_file(a));
	str_add(&s, AT_PROMPT);
	list_push(a->mem, &argv, a->shell->path);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		list_push(a->mem, &argv, words[i]);
	list_push(a->mem, &argv, str_text(&s));
	return argv;
}

static const char *const prompt_words[] = { "PROMPT_COMMAND", NULL };

/* Patterns such as !(a) are read where a line before has switched them on: here that line does not run. */
static struct names bash_check(struct arena *mem, const char *program, const char *file)
{
	struct names argv = { 0 };

	list_push(mem, &argv, program);
	list_push(mem, &argv, "-O");
	list_push(mem, &argv, "extglob");
	list_push(mem, &argv, "-n");
	list_push(mem, &argv, file);
	return argv;
}

const struct shell_kind shell_bash = {
	.name = "bash",
	.folder = bash_folder,
	.list_files = bash_list_files,
	.system_files = system_files,
	.reads = reads,
	.linux_blocks = linux_blocks,
	.mac_blocks = mac_blocks,
	.login_file = login_file,
	.inherits = bash_inherits,
	.question = bash_question,
	.prompt_words = prompt_words,
	.prompt = "{ " AT_PROMPT "} >/dev/null 2>&1",
	.print_environment = POSIX_PRINT_ENVIRONMENT,
	.argv = bash_argv,
	.trace = trace,
	.check = bash_check,
	.language = &posix_language,
	.read_line = posix_read_line,
};
