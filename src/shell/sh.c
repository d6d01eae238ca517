/* sh(1): dash, ash, and whatever else a system calls sh. */
#include "shell/posix.h"

#include "shell/asking.h"
#include "shell/quote.h"
#include "shell/start_files.h"

static const char *sh_folder(struct arena *mem, const struct shell_home *home)
{
	(void)mem;
	return home->home;
}

static void sh_list_files(struct start_files *s)
{
	start_files_add(s, s->home.home, ".profile");
}

static const char *const system_files[] = { "/etc/profile", NULL };
static const struct block_file blocks[] = { { ".profile", 0, false, PLACE_END }, { 0 } };

static const char *const also[] = { "dash", "ash", NULL };

/* Interactive ones read only what ENV names. */
static bool sh_inherits(enum shell_mode mode)
{
	return mode != MODE_LOGIN;
}

static struct names sh_argv(const struct asking *a, enum shell_mode mode, const char *commands)
{
	struct names words = { 0 };
	struct str s = { .mem = a->mem };

	if (!a->overlay)
		return posix_argv(a, mode, commands);
	posix_add_login(&s, asking_effective(a, start_file_named(a->shell, ".profile")));
	str_add(&s, commands);
	list_push(a->mem, &words, a->shell->path);
	list_push(a->mem, &words, "-c");
	list_push(a->mem, &words, str_text(&s));
	return words;
}

static const char *sh_question(struct arena *mem, const struct names *programs,
			       const struct names *variables)
{
	return posix_question(mem, "command -v", programs, variables);
}

const struct shell_kind shell_sh = {
	.name = "sh",
	.also = also,
	.folder = sh_folder,
	.list_files = sh_list_files,
	.system_files = system_files,
	.linux_blocks = blocks,
	.mac_blocks = blocks,
	.inherits = sh_inherits,
	.question = sh_question,
	.print_environment = POSIX_PRINT_ENVIRONMENT,
	.argv = sh_argv,
	.check = posix_check,
	.language = &posix_language,
	.read_line = posix_read_line,
};
