/* fish(1), "Configuration files". */
#include "shell/fish.h"

#include <string.h>

#include "shell/asking.h"
#include "shell/posix.h"
#include "shell/start_files.h"

#define OWN_FILE "conf.d/goready.fish"

static const char *fish_folder(struct arena *mem, const struct shell_home *home)
{
	return path_join(mem, home->config, "fish");
}

/* conf.d/ *.fish by name, ours among them whether it is there or not; then config.fish. */
static void fish_list_files(struct start_files *s)
{
	const char *at = fish_folder(s->mem, &s->home);
	struct dir_entries entries = { 0 };
	bool had_ours = false;

	if (s->host->list(s->host, s->mem, path_join(s->mem, at, "conf.d"), &entries, NULL) !=
	    RC_OK)
		entries.n = 0;
	for (size_t i = 0; i <= entries.n; i++) {
		const char *name =
			i < entries.n ? path_join(s->mem, "conf.d", entries.at[i].name) : NULL;

		if (!had_ours && (!name || strcmp(name, OWN_FILE) >= 0)) {
			start_files_add(s, at, OWN_FILE);
			had_ours = true;
		}
		if (name && str_ends(name, ".fish") && !str_equal(name, OWN_FILE))
			start_files_add(s, at, name);
	}
	start_files_add(s, at, "config.fish");
	start_files_add_unread(s, path_join(s->mem, s->home.home, ".config/fish"), "config.fish");
}

/* What `fish_add_path` was told is kept in a file of its own, the folders parted by \\x1e as text
 * (fish env_universal_common.cpp); it puts them in front at every start. */
static struct names kept_folders(struct arena *mem, struct host *h, const struct shell_home *home)
{
	static const char key[] = "SETUVAR fish_user_paths:";
	const char *file = path_join(mem, home->config, "fish/fish_variables");
	struct names folders = { 0 };
	struct bytes text, line;
	size_t at = 0;

	if (h->read(h, mem, file, 1 << 20, &text, NULL) != RC_OK)
		return folders;
	while (next_line(text, &at, &line)) {
		const char *s = arena_strndup(mem, line.at, line.n), *end;

		if (!str_starts(s, key))
			continue;
		for (s += strlen(key); *s; s = end + (*end ? strlen("\\x1e") : 0)) {
			end = strstr(s, "\\x1e");
			if (!end)
				end = s + strlen(s);
			if (s[0] == '/')
				list_push(mem, &folders, arena_strndup(mem, s, (size_t)(end - s)));
		}
	}
	return folders;
}

static const struct block_file blocks[] = {
	{ OWN_FILE, 0, false, PLACE_END },
	{ "config.fish", 1, true, PLACE_END },
	{ 0 },
};

static const char *fish_question(struct arena *mem, const struct names *programs,
				 const struct names *variables)
{
	struct str s = { .mem = mem };

	str_add(&s, "printf '\\n" ASKING_MARK "\\nPATH=%s\\n' (string join : $PATH);");
	for (size_t i = 0; i < programs->n; i++)
		str_fmt(&s, " printf '%s=%%s\\n' (command -s %s; or echo)[1];", programs->at[i],
			programs->at[i]);
	for (size_t i = 0; i < variables->n; i++)
		str_fmt(&s, " printf '%s=%%s\n' \"$%s\";", variables->at[i], variables->at[i]);
	str_add(&s, " printf '" ASKING_MARK "\\n'");
	return str_text(&s);
}

static enum rc fish_prepare(const struct asking *a, struct err *e)
{
	return asking_copy_config(a, "fish", e);
}

/* Other events are no prompt's: fish_exit, or one that nobody emits. */
static const char *const prompt_words[] = { "fish_prompt", "--on-variable PWD", "--on-variable=PWD",
					    "-v PWD", NULL };

const struct shell_kind shell_fish = {
	.name = "fish",
	.folder = fish_folder,
	.list_files = fish_list_files,
	.own_file = OWN_FILE,
	.kept_folders = kept_folders,
	.linux_blocks = blocks,
	.mac_blocks = blocks,
	.writes_at_start = true,
	.question = fish_question,
	.prompt_words = prompt_words,
	/* fish(1): functions --on-event fish_prompt, and --on-variable PWD, which cd sets. Its own such function
	 * (share/fish/config.fish) starts a program that reads all man pages and outlives the shell. */
	.prompt = "begin; functions -e __fish_on_interactive; cd .; emit fish_prompt; "
		  "functions -q fish_prompt; and fish_prompt; end >/dev/null 2>&1",
	.print_environment = POSIX_PRINT_ENVIRONMENT,
	.argv = posix_argv,
	.prepare = fish_prepare,
	.lead = asking_lead_to_config,
	.trace = fish_trace,
	.read_trace = fish_read_trace,
	.check = posix_check,
	.language = &fish_language,
	.read_line = fish_read_line,
};
