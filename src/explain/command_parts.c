/* The commands of one line, and the package managers that they call. */
#include "explain/command.h"

#include "base/i18n.h"
#include "explain/command_match.h"
#include "facts/facts.h"
#include "tool/tool.h"

static bool ends_part(const char *word)
{
	return is_operator(word) && !str_equal(word, "|");
}

static struct pipelines split(struct arena *mem, const struct pipeline *p,
			      bool (*ends)(const char *word))
{
	struct pipelines parts = { 0 };

	for (size_t at = 0, end; at < p->words.n; at = end + 1) {
		struct pipeline part = *p;

		part.words = (struct names){ 0 };
		for (end = at; end < p->words.n && !ends(p->words.at[end]); end++)
			list_push(mem, &part.words, p->words.at[end]);
		part.text = command_typed(mem, p->text, at, end);
		if (part.words.n)
			list_push(mem, &parts, part);
	}
	return parts;
}

struct pipelines command_parts(struct arena *mem, const struct pipeline *p)
{
	return split(mem, p, ends_part);
}

static void add_unknown(struct arena *mem, const struct command_entries *entries,
			const struct pipeline *part, struct command_machine machine,
			struct names *ret)
{
	struct pipelines joined = split(mem, part, is_operator);
	struct command_match m;

	if (command_find(mem, entries, part, machine, &m) && m.of_all)
		return;
	for (size_t i = 0; i < joined.n; i++)
		if (command_starts(&joined.at[i].words) &&
		    !command_find(mem, entries, &joined.at[i], machine, &m))
			list_push(mem, ret, joined.at[i].text);
}

struct names command_unknown(struct arena *mem, const struct command_entries *entries,
			     const struct pipeline *p, struct command_machine machine)
{
	struct pipelines parts = command_parts(mem, p);
	struct names unknown = { 0 };

	for (size_t i = 0; i < parts.n; i++)
		add_unknown(mem, entries, &parts.at[i], machine, &unknown);
	return unknown;
}

const char *command_other_manager(struct arena *mem, const struct facts *f,
				  const struct pipeline *p)
{
	struct distro_release release = { .id = f->machine.os_id,
					  .like = f->machine.os_like,
					  .version = f->machine.os_version,
					  .ostree = f->machine.os_ostree };
	struct pipelines parts = command_parts(mem, p);

	if (f->machine.os != OS_LINUX)
		return NULL;
	for (size_t i = 0; i < parts.n; i++) {
		const struct names *words = &parts.at[i].words;
		size_t at = command_begin(words, 0, words->n);
		const char *own =
			at < words->n ? distro_manager_for(mem, &release, words->at[at]) : NULL;

		if (own)
			return arena_fmt(
				mem, _("This machine has no %s: its own package manager is %s."),
				words->at[at], own);
	}
	return NULL;
}
