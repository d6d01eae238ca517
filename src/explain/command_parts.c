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

		for (end = at; end < p->words.n && !ends(p->words.at[end]);)
			end++;
		part.words = (struct names){ .at = p->words.at + at, .n = end - at };
		part.text = str_join(mem, &part.words, " ");
		if (part.words.n)
			list_push(mem, &parts, part);
	}
	return parts;
}

struct pipelines command_parts(struct arena *mem, const struct pipeline *p)
{
	return split(mem, p, ends_part);
}

enum { UNKNOWN_MOST = 5 }; /* more are not said */

/* Its words are some of those of the whole line. */
static void add_unknown(struct arena *mem, const struct command_entries *entries,
			const struct pipeline *line, const struct pipeline *part,
			struct command_machine machine, struct names *ret)
{
	struct pipelines joined = split(mem, part, is_operator);
	struct command_match m;

	if (command_find(mem, entries, part, machine, &m) && (m.of_all || joined.n == 1))
		return;
	for (size_t i = 0; i < joined.n && ret->n < UNKNOWN_MOST; i++) {
		const struct names *words = &joined.at[i].words;
		size_t at = (size_t)(words->at - line->words.at);

		if (command_starts(words) &&
		    (joined.n == 1 || !command_find(mem, entries, &joined.at[i], machine, &m)))
			list_push(mem, ret, command_typed(mem, line->filled, at, at + words->n));
	}
}

struct names command_unknown(struct arena *mem, const struct command_entries *entries,
			     const struct pipeline *p, struct command_machine machine)
{
	struct pipelines parts = command_parts(mem, p);
	struct names unknown = { 0 };

	for (size_t i = 0; i < parts.n && unknown.n < UNKNOWN_MOST; i++)
		if (!i || !str_equal(parts.at[i].text, parts.at[i - 1].text))
			add_unknown(mem, entries, p, &parts.at[i], machine, &unknown);
	return unknown;
}

/* Which that release has in the place of one that the line calls, which is *ret; NULL. */
static const char *own_manager(struct arena *mem, const struct distro_release *release,
			       const struct pipeline *p, const char **ret)
{
	struct pipelines parts = command_parts(mem, p);

	for (size_t i = 0; i < parts.n; i++) {
		const struct names *words = &parts.at[i].words;
		size_t at = command_begin(words, 0, words->n);
		const char *own =
			at < words->n ? distro_manager_for(mem, release, words->at[at]) : NULL;

		if (!own)
			continue;
		*ret = words->at[at];
		return own;
	}
	return NULL;
}

const char *command_other_manager(struct arena *mem, const struct facts *f,
				  const struct pipeline *p)
{
	struct distro_release release = { .id = f->machine.os_id,
					  .like = f->machine.os_like,
					  .version = f->machine.os_version,
					  .ostree = f->machine.os_ostree };
	const char *other,
		*own = f->machine.os == OS_LINUX ? own_manager(mem, &release, p, &other) : NULL;

	return own ? arena_fmt(mem, _("This machine has no %s: its own package manager is %s."),
			       other, own)
		   : NULL;
}

/* Of images that everybody builds on; the official ones of languages are Debian's where their name says no more. */
const char *command_other_manager_of_image(struct arena *mem, const char *from,
					   const struct pipeline *p)
{
	static const struct {
		const char *globs, *id;
	} bases[] = {
		{ "*alpine*", "alpine" },
		{ "*fedora*|*rocky*|*almalinux*", "fedora" },
		{ "*archlinux*", "arch" },
		{ "FROM golang*|FROM debian*|FROM ubuntu*|FROM node*|FROM python*", "debian" },
	};
	const char *other;

	for (size_t i = 0; from && i < sizeof(bases) / sizeof(bases[0]); i++) {
		struct distro_release release = { .id = bases[i].id };
		const char *own = glob_matches(bases[i].globs, from)
					  ? own_manager(mem, &release, p, &other)
					  : NULL;

		if (own)
			return arena_fmt(mem, _("This image has no %s: its package manager is %s."),
					 other, own);
		if (glob_matches(bases[i].globs, from))
			return NULL;
	}
	return NULL;
}
