/*
 * Any program that a text names: missing, off PATH, not runnable, of another CPU, shadowed, killed. What doctor
 * has found about one of its own tools is said by that tool's rules; here is what holds for the rest.
 */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"

static bool is_plugin(const char *name)
{
	return str_starts(name, "protoc-gen-");
}

const char *rules_program_id(struct arena *mem, const char *family, const char *name)
{
	if (str_equal(family, "killed") && (str_equal(name, "go") || str_equal(name, "protoc")))
		family = "cannot-run";
	if (str_equal(family, "killed"))
		return "plugin.killed";
	if (str_equal(name, "go") &&
	    (str_equal(family, "cannot-run") || str_equal(family, "not-runnable")))
		return "go.cannot-run";
	if (str_equal(family, "cannot-run"))
		return str_equal(name, "protoc") ? "protoc.cannot-run"
		       : is_plugin(name)         ? "plugin.not-runnable"
						 : "tool.not-runnable";
	if (str_equal(family, "quarantined") && str_equal(name, "go"))
		return "tool.quarantined";
	if (is_plugin(name))
		return arena_fmt(mem, "plugin.%s", family);
	if (str_equal(name, "brew"))
		return str_equal(family, "off-path")  ? "brew.not-on-path"
		       : str_equal(family, "missing") ? "brew.missing"
						      : arena_fmt(mem, "tool.%s", family);
	if (str_equal(name, "git") && str_equal(family, "missing"))
		return "git.missing";
	if (str_equal(name, "protoc") && str_equal(family, "not-runnable"))
		return "protoc.cannot-run";
	if ((str_equal(name, "go") || str_equal(name, "protoc")) && !str_equal(family, "shadowed"))
		return arena_fmt(mem, "%s.%s", name, family);
	if (str_equal(name, "go") && str_equal(family, "shadowed"))
		return "go.shadowed";
	return arena_fmt(mem, "tool.%s", family);
}

const char *rules_plugin_meant(struct arena *mem, const char *name)
{
	char *meant = arena_strndup(mem, name, strlen(name));

	if (!is_plugin(name) || !strchr(name, '_'))
		return NULL;
	for (char *c = meant; *c; c++)
		*c = *c == '_' ? '-' : *c;
	for (int id = 0; id < TOOL_N; id++)
		if (str_equal(tool_name((enum tool_id)id), meant))
			return meant;
	return NULL;
}

static bool is_good(const struct tool *t)
{
	return t->fault == FAULT_NONE && !t->windows && t->origin != ORIGIN_TOOLCHAIN_MODULE;
}

/* A link of goready's whose tree is gone, and a go that is a link to nothing, are missing, as doctor has it. */
static bool is_dangling_and_gone(const struct facts *f, const struct tool *t)
{
	return t->fault == FAULT_DANGLING && tool_is_gone(f, t);
}

/* What a new shell would run, as facts_resolve has it for goready's own tools. */
static const struct tool *resolved(const struct tools *all)
{
	const struct tool *first = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct tool *t = &all->at[i];

		if (t->new_shell_index < 0 || fault_is_skipped(t->fault) || t->windows)
			continue;
		if (!first || t->new_shell_index < first->new_shell_index)
			first = t;
	}
	return first;
}

static const struct tool *good_one(const struct tools *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_good(&all->at[i]))
			return &all->at[i];
	return NULL;
}

static const struct tool *dangling_one(const struct facts *f, const struct tools *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_dangling_and_gone(f, &all->at[i]))
			return &all->at[i];
	return NULL;
}

static const struct tool *skipped_one(const struct facts *f, const struct tools *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (tool_is_on_path(f, &all->at[i]) && !is_dangling_and_gone(f, &all->at[i]) &&
		    (fault_is_skipped(all->at[i].fault) || all->at[i].fault == FAULT_NO_LIBRARY ||
		     all->at[i].fault == FAULT_CANNOT_RUN))
			return &all->at[i];
	return NULL;
}

static void say_found(const struct rule_input *in, struct finding *found, const struct tool *t)
{
	evidence(in, found, "%s", tool_text(in, t));
	if (fault_is_foreign_cpu(t->fault))
		evidence(in, found, _("this machine is %s"), machine_text(in));
}

static bool missing(const struct rule_input *in, const char *name, const struct tools *all,
		    struct finding *found)
{
	const struct tool *there = all->n ? &all->at[0] : NULL;

	if (there) {
		say_found(in, found, good_one(all) ? good_one(all) : there);
		return false;
	}
	if (rules_plugin_meant(in->mem, name)) {
		evidence(in, found, _("no plugin has such a name"));
		return false;
	}
	if (str_equal(in->facts->environment.c_compiler_gone, name)) { /* cgo.no-compiler */
		evidence(in, found, "CC=%s", name);
		return false;
	}
	if (name[0] == '_') {
		evidence(in, found,
			 _("such names are those of functions of a shell, and of no program"));
		return false;
	}
	found->title = arena_fmt(in->mem, _("%s is not installed"), name);
	evidence(in, found, _("no entry of PATH holds %s, nor does any of the usual places"), name);
	if (tool_find(name) != TOOL_N)
		remedy(in, found, _("Install it: goready install %s"), name);
	else
		remedy(in, found, _("Install %s."), name);
	return true;
}

static bool off_path(const struct rule_input *in, const char *name, const struct tools *all,
		     struct finding *found)
{
	const struct tool *there = good_one(all), *first = resolved(all);

	if (first || !there || tool_is_on_path(in->facts, there)) {
		if (first)
			say_found(in, found, first);
		else if (there)
			say_found(in, found, there);
		else
			evidence(in, found, _("there is no %s that could be put on PATH"), name);
		return false;
	}
	found->title = arena_fmt(in->mem, _("%s is installed, but not on PATH"), name);
	say_found(in, found, there);
	if (origin_reshim(there->origin)) {
		evidence(in, found, _("%s has no shim of it yet"), origin_name(there->origin));
		remedy(in, found, _("Let it make the shim: %s"), origin_reshim(there->origin));
		return true;
	}
	remedy(in, found, _("Put %s on PATH (in a start file: export PATH=\"%s:$PATH\")"),
	       shown(in, path_folder(in->mem, there->path)), path_folder(in->mem, there->path));
	return true;
}

static bool not_runnable(const struct rule_input *in, const char *name, const struct tools *all,
			 struct finding *found)
{
	const struct tool *bad = skipped_one(in->facts, all), *first = resolved(all);
	const struct tool *link = dangling_one(in->facts, all);

	if (!bad || (first && first->fault == FAULT_NONE &&
		     bad->new_shell_index > first->new_shell_index)) {
		if (first)
			say_found(in, found, first);
		else if (link)
			evidence(in, found, "%s", tool_fault_sentence(in, link));
		else
			evidence(in, found, _("no file of the name %s on PATH is broken"), name);
		return false;
	}
	found->title = arena_fmt(in->mem, _("%s is there, but does not start"), name);
	evidence(in, found, "%s", tool_fault_sentence(in, bad));
	if (bad->fault == FAULT_NOT_EXECUTABLE && !bad->binary.instead)
		remedy(in, found, "chmod +x %s", typed(in, bad->path));
	else
		remedy(in, found, _("Install %s anew; %s may then go."), name,
		       shown(in, bad->path));
	return true;
}

static const struct tool *built_for_another(const struct rule_input *in, const struct tools *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_installed_for_another(in, &all->at[i]))
			return &all->at[i];
	return NULL;
}

static const char *target_that_is_set(const struct facts *f)
{
	const char *os = facts_setting_value(f, "GOOS"), *arch = facts_setting_value(f, "GOARCH");

	if (os && *os && !str_equal(os, os_name(f->machine.os)))
		return "GOOS";
	return arch && *arch && !str_equal(arch, arch_name(wants_arch(f))) ? "GOARCH" : NULL;
}

static bool wrong_arch(const struct rule_input *in, const char *name, const struct tools *all,
		       struct finding *found)
{
	const struct tool *first = resolved(all), *other = built_for_another(in, all);
	const char *variable = target_that_is_set(in->facts);

	if (!first && other) {
		found->title = arena_fmt(in->mem, _("%s is built for another machine"), name);
		say_found(in, found, other);
		if (variable)
			remedy(in, found,
			       _("Take %s out (go env -u %s, or its line in the start files), then go install it again: it goes into another folder while that is set."),
			       variable, variable);
		else
			remedy(in, found, _("Install %s for %s."), name, machine_text(in));
		return true;
	}
	if (!first || !fault_is_foreign_cpu(first->fault)) {
		if (first)
			say_found(in, found, first);
		else
			evidence(in, found, _("no %s is on PATH"), name);
		return false;
	}
	found->title = arena_fmt(in->mem, _("%s is built for another machine"), name);
	say_found(in, found, first);
	remedy(in, found, _("Install %s for %s."), name, machine_text(in));
	return true;
}

static bool shadowed(const struct rule_input *in, const char *name, const struct tools *all,
		     struct finding *found)
{
	const struct tool *first = resolved(all), *newer = NULL;

	for (size_t i = 0; first && first->version && i < all->n; i++)
		if (is_good(&all->at[i]) && all->at[i].version && &all->at[i] != first &&
		    version_compare(all->at[i].version, first->version) > 0)
			newer = &all->at[i];
	if (!newer) {
		if (first)
			say_found(in, found, first);
		else
			evidence(in, found, _("no %s is on PATH"), name);
		return false;
	}
	found->title = arena_fmt(in->mem, _("An older %s comes first"), name);
	say_found(in, found, first);
	say_found(in, found, newer);
	remedy(in, found, _("Take %s away, or put %s before it on PATH."), shown(in, first->path),
	       shown(in, path_folder(in->mem, newer->path)));
	return true;
}

/* They write new files and never over old ones, so that a signature fits unless it was seen not to. */
static bool signed_by_who_brought_it(enum origin origin)
{
	return origin_is_managed(origin) || origin == ORIGIN_HOMEBREW ||
	       origin == ORIGIN_MACPORTS || origin == ORIGIN_NIX || origin == ORIGIN_GOREADY;
}

static bool killed(const struct rule_input *in, const char *name, const struct tools *all,
		   struct finding *found)
{
	const struct tool *first = resolved(all);

	if (in->facts->machine.os != OS_DARWIN || !first) {
		evidence(in, found,
			 in->facts->machine.os != OS_DARWIN
				 ? _("only macOS ends programs for their signature")
				 : _("no program of that name is on PATH"));
		return false;
	}
	/* held back, its signature may fit as well as any */
	if (!first->killed && (first->quarantined || signed_by_who_brought_it(first->origin))) {
		say_found(in, found, first);
		return false;
	}
	found->title = arena_fmt(in->mem, _("macOS stops %s at once"), name);
	say_found(in, found, first);
	remedy(in, found,
	       _("Its signature no longer fits, as after it was written over in place. Make it a new file: cp %s %s.new && mv %s.new %s"),
	       shown(in, first->path), shown(in, first->path), shown(in, first->path),
	       shown(in, first->path));
	return true;
}

static bool quarantined(const struct rule_input *in, const char *name, const struct tools *all,
			struct finding *found)
{
	const struct tool *first = resolved(all);

	if (!first || !first->quarantined) {
		if (first)
			say_found(in, found, first);
		else
			evidence(in, found, _("no %s is on PATH"), name);
		return false;
	}
	found->title = arena_fmt(in->mem, _("macOS holds %s back"), name);
	say_found(in, found, first);
	evidence(in, found, _("com.apple.quarantine is set on %s"),
		 shown(in, first->real_path ? first->real_path : first->path));
	remedy(in, found,
	       _("Install %s anew, with go install or Homebrew: what they bring is not held back."),
	       name);
	return true;
}

bool rules_program(const struct rule_input *in, const char *family, const char *name,
		   const struct tools *all, struct finding *found)
{
	static const struct {
		const char *family;
		bool (*holds)(const struct rule_input *in, const char *name,
			      const struct tools *all, struct finding *found);
	} families[] = {
		{ "missing", missing },
		{ "off-path", off_path },
		{ "not-runnable", not_runnable },
		{ "cannot-run", not_runnable },
		{ "wrong-arch", wrong_arch },
		{ "shadowed", shadowed },
		{ "killed", killed },
		{ "quarantined", quarantined },
	};

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (str_equal(family, families[i].family))
			return families[i].holds(in, name, all, found);
	return false;
}
