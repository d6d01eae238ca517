/*
 * The text that puts folders in front of PATH.
 *
 * It runs at the start of every shell, under whatever the user has set, so: no subprocess (but
 * Homebrew's, once), and nothing that an option of the shell can break. Each folder is
 * taken out wherever it stands and put first, so sourcing it again changes nothing, and a PATH in
 * which an older tool's folder was in front is put right too.
 */
#include "shell/block.h"

#include <string.h>

#include "shell/block_words.h"

static const char comment[] =
	"# Puts what goready installed first on PATH. \"goready undo\" takes it away again.\n";

/* PREFIX/bin with PREFIX/sbin behind it is what Homebrew puts on PATH (Homebrew/brew, cmd/shellenv.sh);
 * NULL: no Homebrew among them. */
static const char *brew_prefix(struct arena *mem, const struct names *folders)
{
	for (size_t i = 0; i + 1 < folders->n; i++) {
		const char *prefix = path_folder(mem, folders->at[i]);

		if (str_equal(folders->at[i], path_join(mem, prefix, "bin")) &&
		    str_equal(folders->at[i + 1], path_join(mem, prefix, "sbin")))
			return prefix;
	}
	return NULL;
}

const char *block_escaped(struct arena *mem, const struct block_words *words, const char *folder,
			  const char *home)
{
	const char *below = home && strlen(home) > 1 ? path_below(folder, home) : NULL;
	struct str out = { .mem = mem };

	if (below) {
		str_add(&out, words->home);
		folder = below;
	}
	for (; *folder; folder++) {
		if (strchr(words->special, *folder))
			str_add_char(&out, '\\');
		str_add_char(&out, *folder);
	}
	return str_text(&out);
}

const char *block_quoted(struct arena *mem, const struct block_words *words, const char *folder,
			 const char *home)
{
	return arena_fmt(mem, "%s%s\"", words->open, block_escaped(mem, words, folder, home));
}

void block_add_words(struct str *out, const struct block_words *words, const struct names *folders,
		     const char *home)
{
	for (size_t i = 0; i < folders->n; i++)
		str_fmt(out, "%s%s", i ? " " : "",
			block_quoted(out->mem, words, folders->at[i], home));
}

const char *shell_block_text(struct arena *mem, enum shell_id shell, const struct names *folders,
			     const char *home)
{
	const struct shell_kind *kind = shell_kind(shell);
	struct str out = { .mem = mem };
	const char *prefix = brew_prefix(mem, folders);

	str_add(&out, SHELL_BLOCK_BEGIN "\n");
	str_add(&out, comment);
	if (prefix)
		kind->language->add_shellenv(&out, prefix, home);
	if (folders->n)
		kind->language->add_folders(&out, folders, home);
	str_add(&out, SHELL_BLOCK_END "\n");
	return str_text(&out);
}

const char *shell_block_reading(struct arena *mem, enum shell_id shell, const char *env_file,
				const char *home)
{
	const struct shell_kind *kind = shell_kind(shell);
	struct str out = { .mem = mem };

	str_add(&out, SHELL_BLOCK_BEGIN "\n");
	kind->language->add_reading(&out,
				    block_quoted(mem, kind->language->block_words, env_file, home));
	str_add(&out, SHELL_BLOCK_END "\n");
	return str_text(&out);
}

const char *shell_block_env(struct arena *mem, enum shell_id shell, const struct names *folders)
{
	struct str out = { .mem = mem };

	if (folders->n)
		shell_kind(shell)->language->add_folders(&out, folders, NULL);
	return str_text(&out);
}

const char *shell_variable_env(struct arena *mem, enum shell_id shell, const char *name,
			       const char *value)
{
	struct str out = { .mem = mem };

	shell_kind(shell)->language->add_variable(&out, name, value);
	return str_text(&out);
}

const char *shell_block_by_hand(struct arena *mem, enum shell_id shell, const struct names *folders,
				const char *home)
{
	struct str out = { .mem = mem };

	shell_kind(shell)->language->add_by_hand(&out, folders, home);
	return str_text(&out);
}

/* One word as block_quoted writes it; moves *at behind it. NULL: something else. */
static const char *unquoted(struct arena *mem, const struct block_words *words, const char **at,
			    const char *home)
{
	struct str out = { .mem = mem };
	const char *p = *at;

	if (!str_starts(p, words->open))
		return NULL;
	p += strlen(words->open);
	if (home && str_starts(p, words->home)) {
		str_add(&out, home);
		p += strlen(words->home);
	}
	for (; *p && *p != '"'; p++) {
		if (*p == '\\' && p[1])
			p++;
		str_add_char(&out, *p);
	}
	if (*p != '"')
		return NULL;
	*at = p + 1;
	return str_text(&out);
}

/* Behind `intro` in the first whole block; NULL: it is not there. */
static const char *find_in_block(struct arena *mem, struct bytes file, const char *intro)
{
	struct shell_block block = shell_block_first(file);
	const char *at;

	if (!block.found || !intro)
		return NULL;
	at = strstr(arena_strndup(mem, file.at + block.start, block.end - block.start), intro);
	return at ? at + strlen(intro) : NULL;
}

struct names shell_block_folders(struct arena *mem, enum shell_id shell, struct bytes file,
				 const char *home)
{
	const struct block_words *words = shell_kind(shell)->language->block_words;
	const char *at = find_in_block(mem, file, words->intro), *folder;
	struct names folders = { 0 };

	for (at = at ? at : ""; *at; at += *at == ' ') {
		folder = unquoted(mem, words, &at, home);
		if (!folder)
			break;
		list_push(mem, &folders, folder);
	}
	return folders;
}

bool shell_block_sets_path(struct arena *mem, enum shell_id shell, struct bytes file)
{
	const char *sets = shell_kind(shell)->language->block_words->sets;
	struct shell_block block = shell_block_first(file);
	struct bytes text, line;

	if (!block.found)
		return false;
	text = (struct bytes){ file.at + block.start, block.end - block.start };
	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *one = str_trim(mem, arena_strndup(mem, line.at, line.n));

		if (*one != '#' && strstr(one, sets))
			return true;
	}
	return false;
}

const char *shell_block_reads(struct arena *mem, enum shell_id shell, struct bytes file,
			      const char *home)
{
	const struct block_words *words = shell_kind(shell)->language->block_words;
	const char *at = find_in_block(mem, file, words->reading);

	return at ? unquoted(mem, words, &at, home) : NULL;
}

static bool is_written_by_goready(struct bytes line, const struct names *own)
{
	for (size_t i = 0; i < own->n; i++)
		if (bytes_equal(line, bytes_of(own->at[i])))
			return true;
	return !line.n || line.at[0] == '#';
}

struct block_lines shell_block_foreign(struct arena *mem, enum shell_id shell, struct bytes file,
				       const char *home)
{
	const char *env = shell_block_reads(mem, shell, file, home);
	struct shell_block block = shell_block_first(file);
	struct block_lines foreign = { 0 };
	struct bytes line;
	struct names own;
	size_t at = block.start;

	if (!env)
		return foreign;
	own = str_split(mem, shell_block_reading(mem, shell, env, home), '\n');
	for (int n = block.first_line; at < block.end && next_line(file, &at, &line); n++) {
		if (line.n && line.at[line.n - 1] == '\r')
			line.n--;
		if (!is_written_by_goready(line, &own))
			list_push(mem, &foreign, n);
	}
	return foreign;
}
