/* Go itself: is there one, is it this machine's, is it whole, is it new enough? */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/agreeing.h"
#include "wants/manifest.h"
#include "wants/release.h"

static bool go_missing(const struct rule_input *in, struct finding *found)
{
	const char *closed = in->facts->environment.go_closed;

	found->tool = TOOL_GO;
	if (!tool_is_missing(in, found))
		return false;
	if (!closed)
		return true;
	evidence(in, found,
		 _("%s is there, and its permissions keep you out: what is in it is not seen"),
		 shown(in, closed));
	found->remedy =
		arena_fmt(in->mem, _("Where that Go is for everybody: sudo chmod a+rx %s. Or: %s"),
			  typed(in, closed), found->remedy);
	return true;
}

static bool go_off_path(const struct rule_input *in, struct finding *found)
{
	found->tool = TOOL_GO;
	return tool_is_off_path(in, found);
}

static bool go_wrong_arch(const struct rule_input *in, struct finding *found)
{
	return tool_is_of_another_cpu(in, found, TOOL_GO);
}

static bool fetches_newer(const struct rule_input *in, const struct tool *go)
{
	return go_knows_toolchains(go->version) &&
	       go_fetches_toolchains(facts_setting_value(in->facts, "GOTOOLCHAIN"));
}

static bool is_too_old(const struct rule_input *in, const struct tool *go)
{
	return go && go->version && !go->windows && !fault_is_foreign_cpu(go->fault) &&
	       version_compare(go->version, in->wants->tool[TOOL_GO].minimum) < 0;
}

static bool go_too_old(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	if (!is_too_old(in, go))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	evidence(in, found, _("at least Go %s is needed"), in->wants->tool[TOOL_GO].minimum);
	if (fetches_newer(in, go)) {
		found->level = LEVEL_WARNING;
		evidence(in, found, "%s",
			 _("this go fetches a newer toolchain where a project asks for one"));
	}
	heal_tool(in, found, TOOL_GO);
	return true;
}

static bool is_newer_behind(const struct tool *first, const struct tool *other)
{
	return other->id == TOOL_GO && other != first && other->fault == FAULT_NONE &&
	       !other->windows && other->new_shell_index > first->new_shell_index &&
	       !str_equal(other->real_path, first->real_path) && other->version &&
	       (!first->version || version_compare(other->version, first->version) > 0);
}

static void list_candidates(const struct rule_input *in, struct finding *found)
{
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (tool->id == TOOL_GO && tool_is_on_path(in->facts, tool))
			evidence(in, found, "%s", tool_text(in, tool));
	}
}

static bool go_shadowed(const struct rule_input *in, struct finding *found)
{
	const struct tool *first = facts_resolve(in->facts, TOOL_GO), *newer = NULL;

	if (first && tool_is_stand_in(first))
		return false; /* of which nobody knows what it starts */
	if (first && first->fault == FAULT_CANNOT_RUN)
		return false; /* which is told, and no question of versions */
	for (size_t i = 0; first && i < in->facts->tools.n; i++) {
		if (is_newer_behind(first, &in->facts->tools.at[i]))
			newer = &in->facts->tools.at[i];
	}
	if (!newer)
		return false;
	list_candidates(in, found);
	if (wants_satisfied(in->wants, in->facts, TOOL_GO)) {
		found->level = LEVEL_NOTE;
		remedy(in, found, _("If you want version %s, put %s in front of %s in PATH."),
		       newer->version, shown(in, path_folder(in->mem, newer->path)),
		       shown(in, path_folder(in->mem, first->path)));
		return true;
	}
	heal_tool(in, found, TOOL_GO);
	if (found->heal == HEAL_PATH && distro_sentence(in->mem, first))
		found->remedy =
			str_sentences(in->mem, found->remedy, distro_sentence(in->mem, first));
	return true;
}

static bool go_mixed_tree(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	if (!go || !go->goroot || (go->fault != FAULT_MIXED_TREE && go->fault != FAULT_BROKEN_TREE))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	if (go->fault == FAULT_MIXED_TREE && path_is_absolute(go->fault_detail))
		evidence(in, found, _("%s is of an older release than VERSION says (%s)"),
			 shown(in, go->fault_detail),
			 go->tree_version ? go->tree_version : _("nothing"));
	else if (go->fault == FAULT_MIXED_TREE)
		evidence(in, found, _("%s: VERSION says %s, the compiler %s, the go command %s"),
			 shown(in, go->goroot), go->tree_version ? go->tree_version : _("nothing"),
			 go->compiler_version ? go->compiler_version : _("nothing"),
			 go->version ? go->version : _("nothing"));
	else if (go->closed_tree)
		evidence(in, found, _("%s may not be executed (no x in its mode)"),
			 shown(in, go->fault_detail));
	else if (go->fault_detail)
		evidence(in, found, _("missing: %s"), shown(in, go->fault_detail));
	heal_tool(in, found, TOOL_GO);
	return true;
}

/* Its file is whole enough to be found, and the system does not run it: no signature, cut off, a library gone. */
static bool go_cannot_run(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = tool_first(in->facts, TOOL_GO);

	if (!go || (go->fault != FAULT_CANNOT_RUN && go->fault != FAULT_NO_LIBRARY &&
		    go->fault != FAULT_NOT_EXECUTABLE))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	if (go->fault == FAULT_NOT_EXECUTABLE)
		evidence(in, found, "%s", _("it may not be executed (no x in its mode)"));
	else if (go->fault_detail)
		evidence(in, found, "%s", go->fault_detail);
	heal_tool(in, found, TOOL_GO);
	if (go->fault == FAULT_NOT_EXECUTABLE && !go->binary.instead)
		found->remedy = arena_fmt(in->mem, _("chmod +x %s. Or: %s"), typed(in, go->path),
					  found->remedy);
	return true;
}

static const char *minor_of(struct arena *mem, const char *version)
{
	size_t n = strcspn(version, ".");

	if (version[n] == '.')
		n += 1 + strspn(version + n + 1, "0123456789");
	return arena_strndup(mem, version, n);
}

static bool gets_fixes(const struct names *supported, const char *minor)
{
	for (size_t i = 0; i < supported->n; i++) {
		if (str_equal(minor, supported->at[i]))
			return true;
	}
	/* Newer than what this goready was built with is no reason to complain. */
	return !supported->n || version_compare(minor, supported->at[0]) > 0;
}

static bool go_unsupported(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	struct names supported = manifest_supported_go(in->mem, in->manifest);
	const char *newest = release_for(in->manifest, TOOL_GO, in->facts)->version;
	const char *minor, *patch, *command;

	if (!go || !go->version || go->fault != FAULT_NONE || is_too_old(in, go))
		return false;
	minor = minor_of(in->mem, go->version);
	patch = manifest_newest_of(in->manifest, TOOL_GO, minor);
	if (gets_fixes(&supported, minor) && (!patch || version_compare(go->version, patch) >= 0))
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	if (patch)
		evidence(in, found, _("the newest patch of Go %s known to goready is %s"), minor,
			 patch);
	else
		evidence(in, found, _("fixes are made for Go %s"),
			 str_join(in->mem, &supported, _(", ")));
	if (version_compare(newest, go->version) <= 0) {
		remedy(in, found,
		       _("It is the newest that goready knows to run on %s %s; a newer system would bring fixes."),
		       in->facts->machine.os == OS_DARWIN ? "macOS" : _("this system"),
		       in->facts->machine.os_version ? in->facts->machine.os_version : "");
		return true;
	}
	command = manager_command(in->mem, go, newest);
	if (command)
		remedy(in, found, _("It is %s: %s"), origin_text(go->origin), command);
	else
		remedy(in, found,
		       _("Upgrade when it suits you: goready apply --upgrade brings Go %s."),
		       newest);
	return true;
}

const struct rule go_rules[] = {
	{
		.id = "go.missing",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("Go is not installed"),
		.why = N_("Without Go neither the plugins nor your programs can be built."),
		.holds = go_missing,
	},
	{
		.id = "go.off-path",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("Go is installed, but not on PATH"),
		.why = N_("Shells, editors and protoc find programs through PATH only."),
		.holds = go_off_path,
	},
	{
		.id = "go.wrong-arch",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("The first go on PATH is built for another machine"),
		.why = N_(
			"It does not run here, or runs translated and builds programs for the other CPU."),
		.holds = go_wrong_arch,
	},
	{
		.id = "go.mixed-tree",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("The Go tree holds parts of several versions, or lacks some"),
		.why = N_(
			"That happens when an archive is unpacked over an older tree; nothing builds with it."),
		.holds = go_mixed_tree,
	},
	{
		.id = "go.cannot-run",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("go does not start"),
		.why = N_(
			"The file is there, but the system does not run it: its signature or a part of it is missing."),
		.holds = go_cannot_run,
	},
	{
		.id = "go.too-old",
		.topic = TOPIC_GO,
		.level = LEVEL_PROBLEM,
		.title = N_("Go is too old"),
		.why = N_("Today's gRPC module does not build with it."),
		.holds = go_too_old,
	},
	{
		.id = "go.shadowed",
		.topic = TOPIC_GO,
		.level = LEVEL_WARNING,
		.title = N_("An older go stands in front of a newer one"),
		.why = N_("The first on PATH runs, so that an upgrade seems to have no effect."),
		.holds = go_shadowed,
	},
	{
		.id = "go.unsupported",
		.topic = TOPIC_GO,
		.level = LEVEL_NOTE,
		.title = N_("This version of Go gets no more fixes, or lacks some"),
		.why = N_(
			"Fixes, those of security included, are made for the two newest minor releases."),
		.holds = go_unsupported,
	},
	{ 0 },
};
