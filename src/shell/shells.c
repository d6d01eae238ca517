/* The table of shells, and what is asked of it by name. */
#include "base/i18n.h"
#include "shell/shell.h"

#include "shell/start_files.h"

static const struct shell_kind *const kinds[SHELL_N] = {
#define SHELL_KIND(ID, name) [SHELL_##ID] = &shell_##name,
	SHELLS(SHELL_KIND)
};

const struct shell_kind *shell_kind(enum shell_id id)
{
	return id < SHELL_N ? kinds[id] : NULL;
}

const char *shell_name(enum shell_id id)
{
	return id < SHELL_N ? kinds[id]->name : NULL;
}

enum shell_id shell_named(const char *name)
{
	int id = 0;

	while (id < SHELL_N && !str_equal(kinds[id]->name, name))
		id++;
	return (enum shell_id)id;
}

const char *shell_names(struct arena *mem)
{
	struct names names = { 0 };

	for (int id = 0; id < SHELL_N; id++)
		list_push(mem, &names, kinds[id]->name);
	return str_join(mem, &names, _(", "));
}

static bool is_called(const struct shell_kind *kind, const char *name)
{
	for (size_t i = 0; kind->also && kind->also[i]; i++)
		if (str_equal(kind->also[i], name))
			return true;
	return str_equal(kind->name, name);
}

enum shell_id shell_of_program(const char *path)
{
	const char *name = path ? path_name(path) : NULL;
	int id = 0;

	while (id < SHELL_N && !is_called(kinds[id], name))
		id++;
	return (enum shell_id)id;
}

enum shell_id shell_or_usual(enum shell_id id)
{
	return id < SHELL_N ? id : SHELL_SH;
}

struct names shell_check_environment(struct arena *mem, const char *folder)
{
	static const char *const names[] = { "HOME",          "ZDOTDIR",        "XDG_CONFIG_HOME",
					     "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME" };
	struct names env = { 0 };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		list_push(mem, &env, arena_fmt(mem, "%s=%s", names[i], folder));
	list_push(mem, &env, "PATH=/usr/local/bin:/usr/bin:/bin");
	list_push(mem, &env, "LC_ALL=C");
	return env;
}

void shell_list_files(struct arena *mem, struct host *host, struct shell_home *home, uid_t uid,
		      struct shell *shell)
{
	struct start_files s = {
		.mem = mem, .host = host, .home = *home, .uid = uid, .shell = shell
	};

	kinds[shell->id]->list_files(&s);
	*home = s.home;
}

const char *shell_mode_name(enum shell_mode mode)
{
	static const char *const names[MODE_N] = {
		[MODE_LOGIN] = "login",
		[MODE_INTERACTIVE] = "interactive",
		[MODE_LOGIN_INTERACTIVE] = "login-interactive",
		[MODE_SCRIPT] = "script",
	};

	return mode < MODE_N ? names[mode] : NULL;
}
