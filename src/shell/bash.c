/* bash(1), INVOCATION. */
#include "shell/posix.h"

#include <string.h>

#include "shell/start_files.h"

/* It reads the first there is of these at login. */
static const char *const login_files[] = { ".bash_profile", ".bash_login", ".profile" };
enum { LOGIN_FILES = sizeof(login_files) / sizeof(login_files[0]) };

static const char *folder(struct arena *mem, const struct shell_home *home)
{
	(void)mem;
	return home->home;
}

static void list_files(struct start_files *s)
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

static void add_shellenv(struct str *out, const char *prefix, const char *home)
{
	posix_add_shellenv(out, "bash", prefix, home);
}

const struct shell_kind shell_bash = {
	.name = "bash",
	.folder = folder,
	.list_files = list_files,
	.system_files = system_files,
	.reads = reads,
	.linux_blocks = linux_blocks,
	.mac_blocks = mac_blocks,
	.login_file = login_file,
	.lines = &posix_lines,
	.read_line = posix_read_line,
	.repair = posix_repair,
	.block_words = &posix_words,
	.add_folders = posix_add_folders,
	.add_shellenv = add_shellenv,
	.add_by_hand = posix_add_by_hand,
};
