/* zsh(1), STARTUP/SHUTDOWN FILES. */
#include "shell/posix.h"

#include "base/environment.h"
#include "shell/asking.h"
#include "shell/scratch.h"
#include "shell/quote.h"
#include "shell/start_files.h"

static const char *const names[] = { ".zshenv", ".zprofile", ".zshrc", ".zlogin" };

static const char *zsh_folder(struct arena *mem, const struct shell_home *home)
{
	(void)mem;
	return home->zdotdir ? home->zdotdir : home->home;
}

/* A variable where ZDOTDIR is set: nothing else has been read before. */
static const char *zsh_variable(const void *ctx, const char *name)
{
	const struct start_files *s = ctx;
	const char *value;

	if (str_equal(name, "HOME"))
		return s->home.home;
	if (str_equal(name, "XDG_CONFIG_HOME"))
		return s->home.config;
	value = s->host->getenv(s->host, name);
	return value && *value ? value : NULL;
}

/* If ~/.zshenv itself sets ZDOTDIR, zsh reads that one from HOME and the other files from there. */
static bool zshenv_sets_zdotdir(struct start_files *s, const char **ret_folder)
{
	struct assignments found = { 0 };
	const char *path = path_join(s->mem, s->home.home, ".zshenv");
	struct bytes text;

	if (s->host->read(s->host, s->mem, path, 1 << 20, &text, NULL) != RC_OK)
		return false;
	assignments_parse(s->mem, text, path, &shell_zsh, &found);
	for (size_t i = found.n; i > 0; i--) {
		if (!str_equal(found.at[i - 1].name, "ZDOTDIR"))
			continue;
		*ret_folder = assignment_expanded(s->mem, found.at[i - 1].value, zsh_variable, s);
		return *ret_folder && (*ret_folder)[0] == '/';
	}
	return false;
}

static void zsh_list_files(struct start_files *s)
{
	const char *set_to = NULL;
	bool own = zshenv_sets_zdotdir(s, &set_to);

	if (own)
		s->home.zdotdir = path_bare(s->mem, set_to);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		start_files_add(s, own && i == 0 ? s->home.home : s->home.zdotdir, names[i]);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		start_files_add_unread(s, s->home.home, names[i]);
}

static const char *const system_files[] = { "/etc/zshenv", "/etc/zsh/zshenv", "/etc/zshrc",
					    "/etc/zsh/zshrc", NULL };

/* On Linux .zshenv serves every zsh. On macOS /etc/zprofile runs path_helper after it and moves the
 * system's folders to the front, so the block goes into .zprofile there. */
static const struct block_file
	linux_blocks
		[] = {
			{ ".zshenv", 0, false, PLACE_END },
			{ ".zshrc", 1, true, PLACE_END }, /* before .zprofile: most terminals start no login shell */
			{ ".zprofile", 1, true, PLACE_END },
			{ ".zlogin", 1, true, PLACE_END },
			{ 0 },
		};
static const struct block_file mac_blocks[] = {
	{ ".zprofile", 0, false, PLACE_END },
	{ ".zshrc", 1, true, PLACE_END },
	{ ".zlogin", 1, true, PLACE_END },
	{ 0 },
};

/* ---- asking it: led to copies by ZDOTDIR. A .zshenv that sets that itself sends zsh to the real files
 * for the rest. ---- */

/* Links to what else lies beside the start files: .zcompdump, .zprezto, plugins, .p10k.zsh. */
static void link_others(const struct asking *a)
{
	const char *from = a->home.zdotdir;
	bool home = str_equal(from, a->home.home);
	const char *to = path_join(a->mem, a->scratch, "zsh");
	struct dir_entries entries = { 0 };

	if (a->host->list(a->host, a->mem, from, &entries, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < entries.n; i++) {
		const char *name = entries.at[i].name;

		if (!home || str_starts(name, ".z") || str_starts(name, ".p10k"))
			scratch_link(a->mem, to, name, path_join(a->mem, from, name));
	}
}

static enum rc zsh_prepare(const struct asking *a, struct err *e)
{
	const struct shell *zsh = a->shell;
	enum rc rc = scratch_folder(a->mem, a->scratch, "zsh", e);

	for (size_t i = 0; !rc && i < zsh->files.n; i++)
		rc = asking_copy(a, &zsh->files.at[i],
				 path_join(a->mem, "zsh", zsh->files.at[i].name), e);
	if (!rc)
		link_others(a);
	return rc;
}

/* A ZDOTDIR that ~/.zshenv sets comes by itself; any other was there before zsh. */
static bool zdotdir_from_outside(const struct asking *a)
{
	const struct shell *zsh = a->shell;

	return a->home.zdotdir && !str_equal(a->home.zdotdir, a->home.home) && zsh->files.n &&
	       !str_equal(zsh->files.at[0].path, path_join(a->mem, a->home.home, ".zshenv"));
}

static void lead(const struct asking *a, struct names *env)
{
	if (a->overlay && a->scratch)
		environment_set(a->mem, env, "ZDOTDIR", path_join(a->mem, a->scratch, "zsh"));
	else if (zdotdir_from_outside(a))
		environment_set(a->mem, env, "ZDOTDIR", a->home.zdotdir);
}

static const char *zsh_question(struct arena *mem, const struct names *programs,
				const struct names *variables)
{
	return posix_question(mem, "whence -p", programs, variables);
}

/* zshmisc(1), "Hook Functions". What is written to a history is none of the user's. A hook that fails, as by a
 * pattern without a match, ends no prompt, so it may not end the question: zshmisc(1), TRY_BLOCK_ERROR. */
#define AT_PROMPT                                                                            \
	"unset HISTFILE; for goready_hook in chpwd ${chpwd_functions:-} precmd "             \
	"${precmd_functions:-}; do (( ${+functions[$goready_hook]} )) && { $goready_hook } " \
	"always { TRY_BLOCK_ERROR=0 }; done; :; "

/* %x and %I: the file and the line of the code that runs (zshmisc(1), SIMPLE PROMPT ESCAPES). */
static struct names trace(const struct asking *a, struct names *env)
{
	static const char *const words[] = { "-x", "-l", "-i", "-c", AT_PROMPT };
	struct names argv = { 0 };

	environment_set(a->mem, env, "PS4", "+" ASKING_LINE "%x:%I@@ ");
	list_push(a->mem, &argv, a->shell->path);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		list_push(a->mem, &argv, words[i]);
	return argv;
}

static const char *const prompt_words[] = { "precmd", "chpwd", NULL };

static struct names zsh_check(struct arena *mem, const char *program, const char *file)
{
	struct names argv = { 0 };

	list_push(mem, &argv, program);
	list_push(mem, &argv, "-f");
	list_push(mem, &argv, "-n");
	list_push(mem, &argv, file);
	return argv;
}

const struct shell_kind shell_zsh = {
	.name = "zsh",
	.folder = zsh_folder,
	.list_files = zsh_list_files,
	.system_files = system_files,
	.before_path_helper = ".zshenv",
	.linux_blocks = linux_blocks,
	.mac_blocks = mac_blocks,
	.question = zsh_question,
	.prompt_words = prompt_words,
	.prompt = "{ " AT_PROMPT "} >/dev/null 2>&1",
	.print_environment = POSIX_PRINT_ENVIRONMENT,
	.argv = posix_argv,
	.prepare = zsh_prepare,
	.lead = lead,
	.trace = trace,
	.check = zsh_check,
	.language = &posix_language,
	.read_line = posix_read_line_with_arrays,
};
