/* Commands of package and version managers that this machine has not. */
#include "explain/command_match.h"

#include <string.h>

#include "facts/facts.h"

/* A manager, whose tools are of that origin, and what the commands that bring it have in them. The functions of a shell
 * (nvm, gvm) are none: nobody finds them by looking. */
static const struct manager {
	const char *program;
	enum origin origin;
	const char *brought;
} managers[] = {
	{ "brew", ORIGIN_HOMEBREW, "*omebrew*|*brew.sh*|*linuxbrew*" },
	{ "asdf", ORIGIN_ASDF, "*asdf*" },
	{ "mise", ORIGIN_MISE, "*mise*" },
	{ "goenv", ORIGIN_GOENV, "*goenv*" },
	{ "port", ORIGIN_MACPORTS, "*acports*|*acPorts*" },
	{ "nix", ORIGIN_NIX, "*nixos*|*nix-installer*|*determinate*" },
	{ "nix-env", ORIGIN_NIX, "*nixos*|*nix-installer*|*determinate*" },
	{ "conda", ORIGIN_CONDA, "*conda*|*iniforge*" },
};

static const struct manager *manager_at(const struct names *words, size_t at, size_t end)
{
	for (size_t i = 0; at < end && i < sizeof(managers) / sizeof(managers[0]); i++)
		if (str_equal(managers[i].program, words->at[at]))
			return &managers[i];
	return NULL;
}

/* One that is not on PATH may be a function of a shell; then it has brought something. */
static bool is_here(const struct facts *f, const struct manager *m)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (f->tools.at[i].origin == m->origin)
			return true;
	for (size_t i = 0; i < f->surroundings.go_choices.n; i++) {
		const struct go_choice *choice = &f->surroundings.go_choices.at[i];

		if (choice->manager == m->origin && (choice->version || choice->newest))
			return true;
	}
	return m->origin == ORIGIN_HOMEBREW && f->brew.brews.n;
}

/* brew, $(command -v brew) */
static bool names_program(const char *word, const char *program)
{
	const char *at = strstr(word, program);

	return str_equal(word, program) || (at && at > word && at[-1] == ' ');
}

/* Does another command of the paste have such a word: brew install asdf, which brew, . ~/.asdf/asdf.sh? */
static bool is_brought(const struct pipelines *paste, const char *program, const char *globs)
{
	for (size_t i = 0; i < paste->n; i++) {
		const struct names *words = &paste->at[i].words;

		for (size_t at = 0, end; at < words->n; at = end + 1) {
			size_t begin;

			end = segment_end(words, at);
			begin = command_begin(words, at, end);
			if (begin < end && str_equal(words->at[begin], program))
				continue;
			for (size_t k = at; k < end; k++)
				if (names_program(words->at[k], program) ||
				    glob_matches(globs, words->at[k]))
					return true;
		}
	}
	return false;
}

struct names command_managers_absent(struct arena *mem, struct host *host, const struct facts *f,
				     const struct pipelines *paste)
{
	struct names absent = { 0 };
	unsigned asked = 0; /* a bit for each manager */

	for (size_t i = 0; i < paste->n; i++) {
		const struct names *words = &paste->at[i].words;

		for (size_t at = 0, end; at < words->n; at = end + 1) {
			const struct manager *m;

			end = segment_end(words, at);
			m = manager_at(words, command_begin(words, at, end), end);
			if (!m || asked & 1U << (m - managers))
				continue;
			asked |= 1U << (m - managers);
			if (!is_here(f, m) && !is_brought(paste, m->program, m->brought) &&
			    !facts_programs(mem, host, f, m->program).n)
				list_push(mem, &absent, m->program);
		}
	}
	return absent;
}

const char *command_absent_manager(const struct names *absent, const struct pipeline *p)
{
	const struct names *words = &p->words;

	for (size_t at = 0, end; absent->n && at < words->n; at = end + 1) {
		const struct manager *m;

		end = segment_end(words, at);
		m = manager_at(words, command_begin(words, at, end), end);
		if (m && names_hold(absent, m->program))
			return m->program;
	}
	return NULL;
}

/* The path of brew in eval "$(/opt/homebrew/bin/brew shellenv)", also in a line that is written; NULL. */
static const char *path_of_brew(struct arena *mem, const char *word)
{
	const char *end = strstr(word, "/bin/brew shellenv"), *begin = end;

	if (!end)
		return NULL;
	while (begin > word && !strchr(" (`\"'", begin[-1]))
		begin--;
	return begin[0] == '/'
		       ? arena_strndup(mem, begin, (size_t)(end - begin) + strlen("/bin/brew"))
		       : NULL;
}

static bool has_brew(const struct facts *f, const char *program)
{
	for (size_t i = 0; i < f->brew.brews.n; i++)
		if (str_equal(f->brew.brews.at[i].program, program))
			return true;
	return false;
}

const char *command_absent_brew(struct arena *mem, const struct facts *f,
				const struct pipelines *paste, const struct pipeline *p)
{
	for (size_t i = 0; i < p->words.n; i++) {
		const char *program = path_of_brew(mem, p->words.at[i]);

		if (program && !has_brew(f, program) && p->words.n < 8 &&
		    !is_brought(paste, program, "*Homebrew/install*|*.pkg"))
			return program;
	}
	return NULL;
}
