/* The Go project that goready was started in: do its plugins, its modules and its go line go together? Its
 * files are never edited; what would be typed there is said. */
#include "rules/rule.h"

#include "base/i18n.h"
#include "wants/agreeing.h"

/* A plugin as the project uses it, and what its code needs. */
struct used {
	enum tool_id id;
	const char *version;
	const struct project_plugin *own; /* NULL: the one on PATH, or the one that will be there */
	const struct code_needs *needs;
};

static bool is_used(const struct rule_input *in, enum tool_id id, struct used *ret)
{
	const struct project_facts *p = &in->facts->project;
	const struct tool *tool;

	*ret = (struct used){ .id = id };
	if (!p->folder)
		return false;
	ret->own =
		project_own_plugin(in->mem, in->wants->versions, p, tool_name(id), &ret->version);
	if (!ret->own) {
		tool = wants_kept(in->wants, in->facts, id);
		ret->version = tool                         ? tool->version
			       : in->wants->tool[id].wanted ? in->wants->tool[id].version
							    : NULL;
	}
	ret->needs = versions_needs(in->wants->versions, tool_name(id), ret->version);
	return ret->needs && project_requires(p, ret->needs->module);
}

/* "buf.gen.yaml line 4: buf.build/grpc/go:v1.5.1"; for one on PATH what writes which code. */
static void evidence_of_plugin(const struct rule_input *in, struct finding *found,
			       const struct used *used)
{
	if (used->own)
		evidence_at(in, found, used->own->file, used->own->line, used->own->value);
}

static const struct project_module *module_line(const struct project_facts *p, const char *module)
{
	for (size_t i = 0; i < p->modules.n; i++)
		if (str_equal(p->modules.at[i].path, module))
			return &p->modules.at[i];
	return NULL;
}

static void evidence_of_module(const struct rule_input *in, struct finding *found,
			       const char *module)
{
	const struct project_facts *p = &in->facts->project;
	const char *go_mod = path_join(in->mem, p->folder, "go.mod");
	const struct project_module *line = module_line(p, module);

	evidence(in, found, _("%s line %d requires %s %s"), shown(in, go_mod), line->line, module,
		 line->version);
	seen_at(in, found, go_mod, line->line);
	found->about_kind = "file";
	found->about_name = go_mod;
}

/* How the project would get the newest plugin that it can use as it is; NULL: there is none. */
static const char *older_plugin(const struct rule_input *in, const struct used *used)
{
	const struct project_facts *p = &in->facts->project;
	const struct code_needs *why;
	const char *version = project_plugin_version(in->wants->versions, p, tool_name(used->id),
						     used->version, &why);
	const char *package = tool_kind_of(used->id)->package;

	if (!version)
		return NULL;
	if (!used->own)
		return arena_fmt(in->mem, "go install %s@v%s", package, version);
	if (used->own->how == PLUGIN_BY_TOOL_LINE)
		return arena_fmt(in->mem,
				 str_ends(used->own->file, "go.mod") ? "go get -tool %s@v%s"
								     : "go get %s@v%s",
				 package, version);
	return arena_fmt(in->mem, _("v%s in line %d of %s"), version, used->own->line,
			 shown(in, used->own->file));
}

static void say_what_agrees(const struct rule_input *in, struct finding *found,
			    const struct used *used, const char *module, const char *at_least)
{
	const char *version =
		project_module_version(in->wants->versions, &in->facts->project, module, at_least);
	const char *older = older_plugin(in, used);

	if (older)
		remedy(in, found,
		       _("In the project: go get %s@%s (the newest that its go line allows). If that must stay as it is, the plugin that agrees with it: %s"),
		       module, version, older);
	else
		remedy(in, found, _("In the project: go get %s@%s (or newer)."), module, version);
}

static bool module_is_too_old(const struct rule_input *in, struct finding *found,
			      const struct used *used)
{
	const struct code_needs *needs = used->needs;

	if (project_disagrees(&in->facts->project, needs) != MODULE_TOO_OLD)
		return false;
	evidence_of_module(in, found, needs->module);
	evidence_of_plugin(in, found, used);
	evidence(in, found, _("%s %s writes code for %s %s and newer"), tool_name(used->id),
		 used->version, needs->module, needs->version);
	say_what_agrees(in, found, used, needs->module, needs->version);
	return true;
}

static bool ahead_of_grpc(const struct rule_input *in, struct finding *found)
{
	struct used used;

	return is_used(in, TOOL_GEN_GO_GRPC, &used) && module_is_too_old(in, found, &used);
}

/* It compiles, but nobody promises more. */
static bool is_only_promised(const struct rule_input *in, struct finding *found,
			     const struct used *used)
{
	const char *module = project_requires(&in->facts->project, used->needs->module);

	if (!module || !used->needs->promised ||
	    version_compare(module, used->needs->promised) >= 0)
		return false;
	found->level = LEVEL_NOTE;
	evidence_of_module(in, found, used->needs->module);
	evidence_of_plugin(in, found, used);
	evidence(
		in, found,
		_("%s %s: its code is promised to work with %s %s and newer; with an older one most of it compiles, the Opaque API's does not"),
		tool_name(used->id), used->version, used->needs->module, used->needs->promised);
	remedy(in, found, _("In the project: go get %s@%s"), used->needs->module,
	       project_module_version(in->wants->versions, &in->facts->project, used->needs->module,
				      used->needs->promised));
	return true;
}

static bool newer_than_runtime(const struct rule_input *in, struct finding *found)
{
	struct used used;

	tools_each (id)
		if (id != TOOL_GEN_GO_GRPC && is_used(in, id, &used) &&
		    (module_is_too_old(in, found, &used) || is_only_promised(in, found, &used)))
			return true;
	return false;
}

static bool go_line_too_old(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *p = &in->facts->project;
	const char *needed = NULL;
	struct used used;

	tools_each (id) {
		if (!is_used(in, id, &used) || project_disagrees(p, used.needs) != GO_LINE_TOO_OLD)
			continue;
		evidence_of_plugin(in, found, &used);
		evidence(in, found, _("%s %s writes code for go %s and newer"), tool_name(id),
			 used.version, used.needs->go_line);
		if (!needed || version_compare(used.needs->go_line, needed) > 0)
			needed = used.needs->go_line;
	}
	if (!needed)
		return false;
	found->about_kind = "file";
	found->about_name = path_join(in->mem, p->folder, "go.mod");
	evidence(in, found,
		 p->go_line ? _("%s says go %s") : _("%s has no go line, which means go %s"),
		 shown(in, found->about_name), p->go_line ? p->go_line : "1.16");
	remedy(in, found, _("In the project: go mod edit -go=%s"), needed);
	return true;
}

/* ---- what is generated already ---- */

static enum tool_id plugin_named(const char *name)
{
	tools_each (id)
		if (str_equal(tool_name(id), name))
			return id;
	return TOOL_N;
}

/* The version that will be used here: the project's own, the one that stays, the one that will come. */
static const char *version_here(const struct rule_input *in, enum tool_id id)
{
	const char *version = NULL;
	const struct tool *kept = wants_kept(in->wants, in->facts, id);

	if (tool_is_plugin(id) && project_own_plugin(in->mem, in->wants->versions,
						     &in->facts->project, tool_name(id), &version))
		return version;
	return kept ? kept->version : wants_version(&in->wants->tool[id]);
}

/* Notes each "go install" or version that would leave the files as they are. */
static void compare_generated(const struct rule_input *in, struct finding *found,
			      const struct generated_file *one, enum tool_id id, const char *wrote,
			      struct names *as_they_are)
{
	const char *here = version_here(in, id), *name = tool_name(id);
	const char *brings = arena_fmt(in->mem, "%s %s", name, wrote ? wrote : "");

	if (!wrote || !here || version_compare(wrote, here) == 0)
		return;
	if (tool_is_plugin(id) && tool_kind_of(id)->package)
		brings = arena_fmt(in->mem, "go install %s@v%s", tool_kind_of(id)->package, wrote);
	if (names_hold(as_they_are, brings))
		return;
	list_push(in->mem, as_they_are, brings);
	evidence(in, found, _("%s line %d: written with %s %s; here it is %s"),
		 shown(in, one->path), one->line, name, wrote, here);
	seen_at(in, found, one->path, one->line);
}

static bool generated_by_others(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *p = &in->facts->project;
	struct names as_they_are = { 0 };

	for (size_t i = 0; i < p->generated.n; i++) {
		const struct generated_file *one = &p->generated.at[i];

		compare_generated(in, found, one, plugin_named(one->plugin), one->version,
				  &as_they_are);
		compare_generated(in, found, one, TOOL_PROTOC, one->protoc, &as_they_are);
	}
	if (!as_they_are.n)
		return false;
	found->about_kind = "file";
	found->about_name = found->where.at[0].file;
	remedy(in, found,
	       _("What writes them as they are: %s. Or generate all of them anew with one set, and commit that by itself."),
	       str_join(in->mem, &as_they_are, "; "));
	return true;
}

/* The plugin of github.com/golang/protobuf takes plugins=grpc, and before 1.4 its package knows no code of another. */
static bool has_the_old_generator(const struct project_facts *p)
{
	const char *old = project_requires(p, "github.com/golang/protobuf");

	return p->old_generator || (old && version_compare(old, "v1.4.0") < 0);
}

static bool old_commands(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *p = &in->facts->project;

	for (size_t i = 0; i < p->old_commands.n; i++) {
		const struct old_command *one = &p->old_commands.at[i];

		evidence_at(in, found, one->file, one->line, one->text);
	}
	if (!p->old_commands.n || has_the_old_generator(p))
		return false;
	found->about_kind = "file";
	found->about_name = p->old_commands.at[0].file;
	remedy(in, found, "%s",
	       _("In each of these lines write --go_out=. --go-grpc_out=. in the place of --go_out=plugins=grpc:. and keep the folder that stands behind the colon."));
	return true;
}

/* ---- what the project brings itself ---- */

static bool own_plugins(const struct rule_input *in, struct finding *found)
{
	const char *version;

	tools_each (id) {
		const struct project_plugin *own =
			tool_is_plugin(id)
				? project_own_plugin(in->mem, in->wants->versions,
						     &in->facts->project, tool_name(id), &version)
				: NULL;

		if (!own)
			continue;
		evidence(in, found, _("%s line %d: %s"), shown(in, own->file), own->line,
			 printable(in, own->value));
		if (version)
			evidence(in, found, "%s %s", tool_name(id), version);
		found->about_kind = "file";
		found->about_name = own->file;
	}
	if (!found->about_name)
		return false;
	remedy(in, found, "%s",
	       in->facts->project.buf
		       ? _("Generate with: buf generate. The plugins on PATH are for other projects.")
		       : _("Use the project's: go tool -n protoc-gen-go says where it is, for protoc --plugin=protoc-gen-go=... ; the plugins on PATH are for other projects."));
	return true;
}

const struct rule project_rules[] = {
	{
		.id = "plugin.ahead-of-grpc",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_PROBLEM,
		.title = N_("protoc-gen-go-grpc is newer than this project's grpc module"),
		.why = N_("The code it writes does not compile with that module."),
		.holds = ahead_of_grpc,
		.looks_at = LOOKS_AT_PROJECT,
	},
	{
		.id = "project.plugin-newer-than-runtime",
		.topic = TOPIC_PLUGINS,
		.level = LEVEL_WARNING,
		.title = N_("A plugin is newer than the module its code is compiled with"),
		.why = N_("What it writes is for that module's newer versions."),
		.holds = newer_than_runtime,
		.looks_at = LOOKS_AT_PROJECT,
	},
	{
		.id = "project.go-line-too-old",
		.topic = TOPIC_PROJECT,
		.level = LEVEL_WARNING,
		.title = N_("The project's go line is older than what its plugins write"),
		.why = N_("Go compiles a module as that version's language, whatever Go runs."),
		.holds = go_line_too_old,
		.looks_at = LOOKS_AT_PROJECT,
	},
	{
		.id = "project.generated-by",
		.topic = TOPIC_PROJECT,
		.level = LEVEL_NOTE,
		.title = N_("The project's generated code is from other versions than those here"),
		.why = N_(
			"Generating again changes files that nobody edited, and a check that compares them fails."),
		.holds = generated_by_others,
	},
	{
		.id = "project.old-commands",
		.topic = TOPIC_PROJECT,
		.level = LEVEL_WARNING,
		.title = N_(
			"A Makefile, script or go:generate line of the project still writes plugins=grpc"),
		.why = N_(
			"Since 2020 protoc-gen-go takes it no more: protoc-gen-go-grpc writes the services."),
		.holds = old_commands,
	},
	{
		.id = "project.tool-line",
		.topic = TOPIC_PROJECT,
		.level = LEVEL_NOTE,
		.title = N_("The project names its own plugins"),
		.why = N_(
			"What is on PATH does not write its code, and goready changes nothing for it."),
		.holds = own_plugins,
	},
	{ 0 },
};
