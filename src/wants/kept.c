/* What is there already: would it do, and does it stay in use? */
#include "wants/choose.h"

#include <string.h>

bool choose_is_native(const struct facts *f, const struct tool *tool)
{
	enum binary_format format = tool->binary.format;

	if (tool->windows)
		return false;
	if (format == BINARY_SCRIPT || format == BINARY_OTHER || /* without its first line */
	    format == BINARY_NONE) /* a version manager's shim; unknown */
		return true;
	return binary_runs_on(&tool->binary, f->machine.os, wants_arch(f));
}

static bool is_new_enough(const struct tool_want *want, const struct tool *tool)
{
	if (!tool->version)
		return !want->exact; /* as good as doctor takes it for, which says nothing of it either */
	if (want->exact)
		return version_compare(tool->version, want->version) == 0;
	return !want->minimum || version_compare(tool->version, want->minimum) >= 0;
}

/* Native, without fault, new enough, exact where that is asked; wherever it is. */
static bool would_do(const struct wants *w, const struct facts *f, const struct tool *tool)
{
	bool (*serves)(const struct tool *t) = tool ? tool_kind_of(tool->id)->serves : NULL;

	if (!tool || tool->fault != FAULT_NONE || tool->quarantined || !choose_is_native(f, tool) ||
	    (tool_is_plugin(tool->id) && (facts_refuses(f, tool) || tool_is_no_program(tool))))
		return false;
	if (serves && !serves(tool))
		return false;
	return is_new_enough(&w->tool[tool->id], tool);
}

static bool comes_by_shims(const struct facts *f, const struct tool *tool)
{
	const struct tools *unshimmed = &f->surroundings.unshimmed;

	for (size_t i = 0; i < unshimmed->n; i++)
		if (str_equal(unshimmed->at[i].path, tool->path))
			return true;
	return facts_is_managed(f, tool->path);
}

/* A tree in the module cache belongs to the go that fetched it, and goes with `go clean -modcache`; a version
 * manager's folder of one version goes with that, and comes on PATH by its shims. */
static bool may_be_kept(const struct wants *w, const struct facts *f, const struct tool *tool)
{
	return tool->origin != ORIGIN_TOOLCHAIN_MODULE && !comes_by_shims(f, tool) &&
	       would_do(w, f, tool);
}

/* "1.26.8-vendor" will do for 1.26.8, but not where that itself is here too. */
static bool is_to_the_letter(const struct tool_want *want, const struct tool *tool)
{
	return !want->exact || str_equal(tool->version, want->version);
}

static bool is_better(const struct tool_want *want, const struct tool *tool,
		      const struct tool *than)
{
	int order;

	if (!than || !tool->version || !than->version)
		return !than || (tool->version && !than->version);
	order = version_compare(tool->version, than->version);
	return order > 0 || (order == 0 && want->exact && is_to_the_letter(want, tool) &&
			     !is_to_the_letter(want, than));
}

const struct tool *wants_kept(const struct wants *w, const struct facts *f, enum tool_id id)
{
	const struct tool *best = facts_resolve(f, id);

	if (!would_do(w, f, best))
		best = NULL;
	if (best && is_to_the_letter(&w->tool[id], best))
		return best;
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id && may_be_kept(w, f, tool) &&
		    is_better(&w->tool[id], tool, best))
			best = tool;
	}
	return best;
}

bool wants_fetch(const struct wants *w, const struct facts *f)
{
	required_tools_each (id)
		if (!wants_satisfied(w, f, id))
			return true;
	return false;
}

bool wants_satisfied(const struct wants *w, const struct facts *f, enum tool_id id)
{
	const struct tool *now = facts_resolve(f, id);

	/* what new shells lose is only known where one was asked: doctor takes this process's PATH until then */
	if (!now && !f->path.new_shell_asked)
		now = facts_resolve_here(f, id);
	return would_do(w, f, now) && wants_kept(w, f, id) == now;
}
