/* Go's settings that should not be there at all: taken out where they are set. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"

/* ---- GOROOT ---- */

static const char *without_slash(const struct rule_input *in, const char *path)
{
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	return arena_strndup(in->mem, path, n);
}

/* Is it the tree of the go that new shells run, by its real path or through a link? */
static bool is_tree_of(const struct rule_input *in, const char *value, const struct tool *go)
{
	const char *path = without_slash(in, value), *program;

	if (!go)
		return false;
	if (go->goroot && str_equal(path, go->goroot))
		return true;
	program = arena_fmt(in->mem, "%s/bin/go", path);
	if (str_equal(program, go->path) || str_equal(program, go->real_path))
		return true;
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (tool->id == TOOL_GO && tool->real_path &&
		    str_equal(tool->real_path, go->real_path) &&
		    (str_equal(tool->path, program) || names_hold(&tool->also, program)))
			return true;
	}
	return false;
}

static bool is_some_tree(const struct rule_input *in, const char *value)
{
	for (size_t i = 0; i < in->facts->tools.n; i++) {
		const struct tool *tool = &in->facts->tools.at[i];

		if (tool->id == TOOL_GO && is_tree_of(in, value, tool))
			return true;
	}
	return false;
}

/* A shim runs what the folder one is in chooses, and its manager exports that one's tree on each
 * prompt: the first go on PATH is that one, whatever is chosen elsewhere. */
static bool is_of_the_shims_manager(const struct rule_input *in, const struct place *place,
				    const struct tool *go)
{
	const char *installs = strstr(place->value, "/installs/");
	const char *shims = go ? strstr(go->path, "/shims/") : NULL;

	return !place->where && installs && shims && is_some_tree(in, place->value) &&
	       installs - place->value == shims - go->path &&
	       strncmp(place->value, go->path, (size_t)(shims - go->path)) == 0;
}

/* Who exports GOROOT by itself, told by where it leads: that is not unset by hand. */
static const struct exporter {
	const char *installs, *remedy;
} exporters[] = {
	{ "/mise/installs/",
	  N_("mise exports it on each prompt. Switch that off: mise settings set go_set_goroot false; then open a new terminal. Go finds its own tree; GOROOT is never needed.") },
	{ "asdf/installs/",
	  N_("asdf exports it on each prompt. Take the line that reads its set-env file out of your start file, and open a new terminal. Go finds its own tree; GOROOT is never needed.") },
	{ "/.gvm/gos/",
	  N_("gvm exports it in each shell. Stay with gvm and choose another of its versions there, or take the line that reads ~/.gvm/scripts/gvm out of your start file and open a new terminal.") },
	{ "/.goenv/versions/",
	  N_("goenv exports it in each shell. Put export GOENV_DISABLE_GOROOT=1 in front of the line with goenv init, and open a new terminal. Go finds its own tree; GOROOT is never needed.") },
};

static void heal_goroot(const struct rule_input *in, struct finding *found, const char *value)
{
	heal_unset(in, found, _("Go finds its own tree; GOROOT is never needed."));
	for (size_t i = 0; !found->assignments.n && i < sizeof(exporters) / sizeof(exporters[0]);
	     i++)
		if (strstr(value, exporters[i].installs))
			found->remedy = _(exporters[i].remedy);
}

static bool goroot_set(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	struct places_set set = places_of(in, "GOROOT");
	/* A new go under the old one's GOROOT would not even say its version. */
	bool right = true, managed = true,
	     stays = go && wants_kept(in->wants, in->facts, TOOL_GO) == go;

	if (!variable_is_bad(in, found, value_any))
		return false;
	for (size_t i = 0; i < set.n; i++) {
		const char *value = set.at[i].value;

		managed = managed && facts_is_managed(in->facts, value);
		if (stays &&
		    (is_tree_of(in, value, go) || is_of_the_shims_manager(in, &set.at[i], go)))
			continue;
		right = false;
		if (is_tree_of(in, value, go))
			evidence(in, found, _("%s belongs to the go that is to be replaced"),
				 shown(in, value));
		else if (is_some_tree(in, value))
			evidence(in, found, _("%s belongs to another go than the first on PATH"),
				 shown(in, value));
		else
			evidence(in, found, _("there is no Go in %s"), shown(in, value));
	}
	if (right && managed)
		return false;
	if (right)
		found->level = LEVEL_WARNING;
	heal_goroot(in, found, set.at[set.n - 1].value);
	return true;
}

/* ---- the others ---- */

static bool is_other_system(const struct rule_input *in, const char *value)
{
	return !str_equal(value, os_name(in->facts->machine.os));
}

static bool is_other_cpu(const struct rule_input *in, const char *value)
{
	return !str_equal(value, arch_name(wants_arch(in->facts)));
}

static void say_what_it_built(const struct rule_input *in, struct finding *found,
			      const struct tools *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_installed_for_another(in, &all->at[i]))
			evidence(in, found, "%s", tool_text(in, &all->at[i]));
}

static bool target_forced(const struct rule_input *in, struct finding *found)
{
	bool os = str_equal(found->variable, "GOOS");

	if (!(os ? os_name(in->facts->machine.os) : arch_name(wants_arch(in->facts))))
		return false;
	if (!variable_is_bad(in, found, os ? is_other_system : is_other_cpu))
		return false;
	evidence(in, found, _("this machine is %s"), machine_text(in));
	say_what_it_built(in, found, &in->facts->tools);
	found->title =
		arena_fmt(in->mem, _("%s makes Go build for another machine"), found->variable);
	heal_unset(in, found, _("To build for another machine set it for that one command only."));
	return true;
}

static bool is_off(const struct rule_input *in, const char *value)
{
	(void)in;
	return str_equal(value, "off");
}

/* cmd/go, modload: any other word ends it. */
static bool is_no_mode(const struct rule_input *in, const char *value)
{
	return *value && !is_off(in, value) && !str_equal(value, "on") && !str_equal(value, "auto");
}

static bool modules_off(const struct rule_input *in, struct finding *found)
{
	if (variable_is_bad(in, found, is_no_mode))
		found->title = _("GO111MODULE holds a word that Go does not know");
	else if (!variable_is_bad(in, found, is_off))
		return false;
	heal_unset(in, found, _("Modules are how Go finds packages today."));
	return true;
}

const struct rule goenv_rules[] = {
	{
		.id = "goenv.goroot",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOROOT is set"),
		.why = N_(
			"go then uses that tree, whatever go is run; it breaks at the next upgrade at the latest."),
		.holds = goroot_set,
		.variables = NAMES("GOROOT"),
	},
	{
		.id = "goenv.target-forced",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("Go is told to build for another machine"),
		.why = N_("What go install makes does not run here, and goes to another folder."),
		.holds = target_forced,
		.variables = NAMES("GOOS", "GOARCH"),
	},
	{
		.id = "goenv.modules-off",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("Modules are switched off"),
		.why = N_("go install PACKAGE@VERSION and every project with a go.mod fail."),
		.holds = modules_off,
		.variables = NAMES("GO111MODULE"),
	},
	{ 0 },
};
