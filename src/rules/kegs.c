/* What Homebrew has installed: kegs, their links and libraries, and taps. Its rows stand in brew.c. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/brew.h"

/* ---- a keg that is broken ---- */

/* A keg's programs have several names, and lack the same library under each. */
static bool is_told(const struct names *missing, size_t n)
{
	const char *colon = strstr(missing->at[n], ": ");

	for (size_t i = 0; colon && i < n; i++) {
		if (str_ends(missing->at[i], colon))
			return true;
	}
	return false;
}

static void say_missing_libraries(const struct rule_input *in, struct finding *found,
				  const struct brew *brew)
{
	for (size_t i = 0; i < brew->missing_libraries.n; i++) {
		if (!is_told(&brew->missing_libraries, i))
			evidence(in, found, "%s", brew->missing_libraries.at[i]);
	}
}

/* A link whose keg is gone, a program that its libraries, or half of its tree, have left. */
static const struct tool *broken_by_keg(const struct rule_input *in, enum tool_id id,
					const struct brew *brew)
{
	const char *bin = path_join(in->mem, brew->prefix, "bin");

	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (tool->id == id && str_equal(path_folder(in->mem, tool->path), bin) &&
		    !brew_is_anothers_link(tool) &&
		    (tool->fault == FAULT_DANGLING || tool->fault == FAULT_NO_LIBRARY ||
		     tool->fault == FAULT_NO_INTERPRETER || tool->fault == FAULT_BROKEN_TREE))
			return tool;
	}
	return NULL;
}

bool brew_broken_keg(const struct rule_input *in, struct finding *found)
{
	const struct brew *brew = in->wants->brew;
	const struct tool *broken = brew ? broken_by_keg(in, found->tool, brew) : NULL;
	const struct tool *used = facts_resolve(in->facts, found->tool);
	bool libraries = found->tool == TOOL_PROTOC && brew && brew->missing_libraries.n;
	enum brew_verb verb;

	if (!broken && !libraries)
		return false;
	if (libraries)
		say_missing_libraries(in, found, brew);
	else
		evidence(in, found, "%s", tool_text(in, broken));
	if (broken && broken->fault == FAULT_DANGLING) {
		if (!libraries)
			found->title = _("A link of Homebrew leads to nothing");
		evidence(in, found, _("%s leads to nothing"), broken->path);
	} else if (broken && broken->fault_detail && !libraries)
		evidence(in, found, "%s", broken->fault_detail);
	if (used && used->fault == FAULT_NONE) /* another one is in use: nothing fails today */
		found->level = LEVEL_NOTE;
	found->heal = HEAL_BREW_REINSTALL;
	found->value = in->wants->tool[found->tool].formula;
	found->automatic = !in->wants->no_brew;
	verb = wants_brew_verb(in->mem, in->wants, in->facts, found->tool);
	if (in->wants->no_brew)
		remedy(in, found,
		       _("Who looks after this Homebrew can install it anew: %s %s %s. goready brings a %s that needs no Homebrew."),
		       brew->program, brew_verb_name(verb), found->value, tool_title(found->tool));
	else
		remedy(in, found,
		       verb == BREW_UPGRADE ? _("Upgrade it, with what it needs: %s %s %s")
					    : _("Install it anew, with what it needs: %s %s %s"),
		       brew->program, brew_verb_name(verb), found->value);
	return true;
}

/* ---- one that is not linked ---- */

static bool has_keg(const struct rule_input *in, const char *formula)
{
	for (size_t i = 0; i < in->facts->brew.brews.n; i++)
		for (size_t k = 0; k < in->facts->brew.brews.at[i].kegs.n; k++)
			if (str_equal(in->facts->brew.brews.at[i].kegs.at[k].name, formula))
				return true;
	return false;
}

/* PREFIX/opt/go@1.24/bin is put on PATH by a line of the user's, and is linked nowhere. */
static bool is_in_a_prefix(const struct rule_input *in, const char *path)
{
	const struct brew_facts *brew = &in->facts->brew;
	const char *folder = path_folder(in->mem, path);

	for (size_t i = 0; i < brew->brews.n; i++)
		if (str_equal(folder, path_join(in->mem, brew->brews.at[i].prefix, "bin")))
			return true;
	return false;
}

/* PREFIX/bin/go leads into another formula's keg: brew did not link the one that was asked for. */
bool brew_link_conflict(const struct rule_input *in, struct finding *found)
{
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *t = &in->facts->tools.at[i];
		const struct tool_kind *kind = tool_kind_of(t->id);
		const char *keg = tool_keg(in->mem, t);

		if (!keg || !tool_is_on_path(in->facts, t) || !kind->formula ||
		    !is_in_a_prefix(in, t->path) || !has_keg(in, kind->formula) ||
		    !str_starts(keg, arena_fmt(in->mem, "%s@", kind->formula)))
			continue;
		evidence(in, found, "%s", tool_text(in, t));
		evidence(in, found, _("%s is installed too, and not linked"), kind->formula);
		remedy(in, found, "brew unlink %s && brew link %s", keg, kind->formula);
		return true;
	}
	return false;
}

/* ---- taps ---- */

bool brew_leftover_tap(const struct rule_input *in, struct finding *found)
{
	struct str commands = { .mem = in->mem };

	for (size_t i = 0; i < in->facts->brew.brews.n; i++) {
		const struct brew *brew = &in->facts->brew.brews.at[i];

		for (size_t j = 0; j < brew->leftover_taps.n; j++) {
			evidence(in, found, _("%s has the tap %s"), brew->prefix,
				 brew->leftover_taps.at[j]);
			str_fmt(&commands, "%s%s untap %s", commands.n ? "; " : "", brew->program,
				brew->leftover_taps.at[j]);
		}
	}
	if (!commands.n)
		return false;
	remedy(in, found, _("Take it out: %s"), str_text(&commands));
	return true;
}
