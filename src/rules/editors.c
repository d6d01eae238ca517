/*
 * What editors are told about Go, and what they need of it. All of it is of the user's
 * own choice, or of a year ago: warnings and notes.
 */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"
#include "base/own_name.h"

/* "VS Code, ~/.config/Code/User/settings.json line 3: go.goroot is /gone: WHAT" */
static void add_evidence(const struct rule_input *in, struct finding *found,
			 const struct editor_setting *s, const char *what)
{
	const char *file = s->of->file.path;

	evidence(in, found, _("%s, %s line %d: %s is %s: %s"), s->of->editor, shown(in, file),
		 s->line, s->name, printable(in, shown(in, s->value)), what);
	seen_at(in, found, file, s->line);
	if (!found->about_name) {
		found->about_kind = "file";
		found->about_name = file;
	}
}

static bool is_first_of_file(const struct finding *found)
{
	const struct editor_setting *last = found->settings.at[found->settings.n - 1];

	return found->settings.n == 1 || found->settings.at[found->settings.n - 2]->of != last->of;
}

/* The setting can go: without it the editor takes what PATH gives. */
static void can_go(const struct rule_input *in, struct finding *found,
		   const struct editor_setting *s)
{
	const struct start_file *file = &s->of->file;

	list_push(in->mem, &found->settings, s);
	found->heal = HEAL_EDITOR;
	found->automatic = found->automatic || file->writable;
	if (!file->writable && is_first_of_file(found))
		evidence(in, found, _("goready does not change %s: %s"), shown(in, file->path),
			 file->why_not);
}

/* Asks `is_bad` of each setting: it says what is wrong, or NULL. */
static bool settings_are_bad(const struct rule_input *in, struct finding *found,
			     const char *(*is_bad)(const struct rule_input *in,
						   const struct editor_setting *s))
{
	const struct editor_facts *f = &in->facts->editors;

	for (size_t i = 0; i < f->settings.n; i++) {
		const char *what = is_bad(in, &f->settings.at[i]);

		if (!what)
			continue;
		add_evidence(in, found, &f->settings.at[i], what);
		can_go(in, found, &f->settings.at[i]);
	}
	return found->settings.n > 0;
}

/* ---- editor.go-path ---- */

static bool is_shim(const char *path)
{
	return strstr(path, "/shims/") || strstr(path, "/snap/bin/");
}

static const char *bad_program(const struct rule_input *in, const struct editor_setting *s)
{
	if (s->kind != EDITOR_GOROOT && s->kind != EDITOR_PROGRAM)
		return NULL;
	if (is_shim(s->value) || (s->path && is_shim(s->path)))
		return _("a shim, which is not the program that the editor takes it for");
	if (!s->path)
		return NULL;
	if (!path_is_absolute(s->path))
		return strchr(s->path, '/') || s->kind == EDITOR_GOROOT
			       ? _("no absolute path")
			       : _("nothing of that name is in the Go bin folder or on PATH");
	if (!s->there)
		return _("it is not there");
	if (!s->program)
		return _("there is no bin/go in it");
	if (fault_is_skipped(s->program->fault) || fault_is_foreign_cpu(s->program->fault))
		return tool_fault_sentence(in, s->program);
	return NULL;
}

static bool is_golands(const struct editor_setting *s)
{
	return str_equal(s->name, "GOROOT");
}

static bool all_are_golands(const struct finding *found)
{
	for (size_t i = 0; i < found->settings.n; i++)
		if (!is_golands(found->settings.at[i]))
			return false;
	return true;
}

static bool is_of_tools_env(const struct editor_setting *s)
{
	return str_starts(s->name, "go.toolsEnvVars ");
}

static bool all_are_variables(const struct finding *found)
{
	for (size_t i = 0; i < found->settings.n; i++)
		if (!is_of_tools_env(found->settings.at[i]))
			return false;
	return true;
}

static void take_variable_out(const struct rule_input *in, struct finding *found)
{
	remedy(in, found, "%s",
	       _("Take the variable out of go.toolsEnvVars: go and its tools need none of them."));
}

static void choose_in_goland(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	if (go && go->goroot)
		remedy(in, found, _("In GoLand: Settings > Go > GOROOT, and choose %s."),
		       shown(in, go->goroot));
	else
		remedy(in, found, "%s",
		       _("In GoLand: Settings > Go > GOROOT, and choose what 'go env GOROOT' prints in a terminal."));
}

static bool go_path(const struct rule_input *in, struct finding *found)
{
	if (!settings_are_bad(in, found, bad_program))
		return false;
	if (all_are_golands(found)) {
		choose_in_goland(in, found);
		return true;
	}
	if (all_are_variables(found)) {
		take_variable_out(in, found);
		return true;
	}
	remedy(in, found,
	       _("Take the setting out, so that the editor takes the program from PATH, or name the real one: for go, what 'go env GOROOT' prints, and /bin/go."));
	return true;
}

/* ---- editor.gopath ---- */

static const char *bad_folder(const struct rule_input *in, const struct editor_setting *s)
{
	(void)in;
	if (s->kind != EDITOR_FOLDER || !s->path)
		return NULL;
	if (!path_is_absolute(s->path))
		return _("no absolute path");
	return s->there || s->can_be_made ? NULL : _("it is not there, and cannot be made");
}

static bool gopath(const struct rule_input *in, struct finding *found)
{
	if (!settings_are_bad(in, found, bad_folder))
		return false;
	remedy(in, found, "%s",
	       _("Take the setting out: the editor then takes GOPATH from go itself."));
	return true;
}

/* ---- editor.tools-env ---- */

/* Does a PATH of the editor's own lead to go at all? It is taken as it stands; what it adds to is kept. */
static bool leads_to_go(const struct rule_input *in, const char *path, const struct tool *go)
{
	struct names parts = str_split(in->mem, path, ':');

	for (size_t i = 0; i < parts.n; i++)
		if (path_equal(parts.at[i], path_folder(in->mem, go->path)))
			return true;
	return strchr(path, '$') != NULL;
}

static const char *bad_variable(const struct rule_input *in, const struct editor_setting *s)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	if (!is_of_tools_env(s))
		return NULL;
	if (str_equal(s->part, "GO111MODULE") && str_equal(s->value, "off"))
		return _("with it no module is found");
	if (str_equal(s->part, "PATH") && go && !leads_to_go(in, s->value, go))
		return arena_fmt(in->mem, _("%s is not on it"), shown(in, go->path));
	/* One that is broken has editor.go-path. */
	if (!str_equal(s->part, "GOROOT") || bad_program(in, s) || !s->program || !go ||
	    !go->goroot || str_equal(s->program->goroot, go->goroot))
		return NULL;
	return arena_fmt(in->mem, _("terminals run the go of %s"), shown(in, go->goroot));
}

static bool tools_env(const struct rule_input *in, struct finding *found)
{
	if (!settings_are_bad(in, found, bad_variable))
		return false;
	take_variable_out(in, found);
	return true;
}

/* ---- editor.other-go ---- */

static bool is_for_go(const struct editor_setting *s)
{
	return str_equal(s->name, "go.goroot") || str_equal(s->name, "go.alternateTools go") ||
	       (is_golands(s) && s->kind == EDITOR_GOROOT);
}

static bool other_go(const struct rule_input *in, struct finding *found)
{
	const struct editor_facts *f = &in->facts->editors;
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);

	for (size_t i = 0; go && go->version && i < f->settings.n; i++) {
		const struct editor_setting *s = &f->settings.at[i];

		if (!is_for_go(s) || bad_program(in, s) || !s->program || !s->program->version ||
		    str_equal(s->program->version, go->version))
			continue;
		add_evidence(in, found, s, arena_fmt(in->mem, "Go %s", s->program->version));
		can_go(in, found, s);
	}
	if (!found->settings.n)
		return false;
	evidence(in, found, "%s", tool_text(in, go));
	if (all_are_golands(found)) {
		choose_in_goland(in, found);
		return true;
	}
	remedy(in, found, "%s",
	       _("Where that is meant, leave it so. To have one Go for both, take the setting out."));
	return true;
}

/* ---- editor.settings ---- */

static bool settings_unread(const struct rule_input *in, struct finding *found)
{
	const struct editor_facts *f = &in->facts->editors;

	for (size_t i = 0; i < f->files.n; i++) {
		const struct editor_file *file = f->files.at[i];
		const char *why = file->unreadable ? file->file.why_not : file->broken;

		if (!why)
			continue;
		evidence(in, found, _("%s, %s: %s"), file->editor, shown(in, file->file.path), why);
		found->about_kind = "file";
		found->about_name = file->file.path;
	}
	if (!found->about_name)
		return false;
	remedy(in, found, "%s",
	       _("Open the settings as JSON in the editor: it marks the place that is wrong. Until then goready changes nothing in that file."));
	return true;
}

/* ---- editor.tool-missing ---- */

static bool setting_leads_to(const struct editor_facts *f, const char *program)
{
	const char *name = NULL;

	for (size_t i = 0; i < f->settings.n; i++) {
		name = f->settings.at[i].name;
		if (str_starts(name, "go.alternateTools ") && f->settings.at[i].there &&
		    str_equal(f->settings.at[i].part, program))
			return true;
		/* Its bin is looked into by the extension, and not by us. */
		if (str_equal(name, "go.toolsGopath") || str_equal(name, "go.gopath"))
			return true;
	}
	return false;
}

static bool is_there(const struct rule_input *in, const char *name)
{
	const struct facts *f = in->facts;
	enum tool_id id = tool_find(name);

	return id == TOOL_N || tool_anywhere(f, id) || setting_leads_to(&f->editors, name);
}

static bool gopls_is_off(const struct editor_facts *f)
{
	for (size_t i = 0; i < f->files.n; i++)
		if (f->files.at[i]->no_gopls)
			return true;
	return false;
}

/* The extension asks for dlv when somebody debugs; without gopls it knows nothing of the code. */
static bool extension_tools_missing(const struct rule_input *in, struct finding *found)
{
	const struct editor_facts *f = &in->facts->editors;
	bool gopls = gopls_is_off(f) || is_there(in, "gopls"), dlv = is_there(in, "dlv");

	if (!f->editors.n || !facts_resolve(in->facts, TOOL_GO) || (gopls && dlv))
		return false;
	if (gopls)
		found->level = LEVEL_NOTE;
	for (size_t i = 0; i < f->editors.n; i++)
		evidence(in, found, _("%s has the extension golang.go %s"), f->editors.at[i].name,
			 f->editors.at[i].extension);
	if (!gopls)
		evidence(in, found, _("%s is in no folder where it looks"), "gopls");
	if (!dlv)
		evidence(in, found, _("%s is in no folder where it looks"), "dlv");
	remedy(in, found, own_name_in("goready apply --with %s"),
	       gopls ? "dlv"
	       : dlv ? "gopls"
		     : "gopls,dlv");
	return true;
}

/* ---- editor.sdk-list ---- */

static bool sdk_list(const struct rule_input *in, struct finding *found)
{
	const struct editor_facts *f = &in->facts->editors;

	for (size_t i = 0; i < f->settings.n; i++)
		if (f->settings.at[i].kind == EDITOR_SDK && !f->settings.at[i].program)
			add_evidence(in, found, &f->settings.at[i], _("there is no bin/go in it"));
	if (!found->about_name)
		return false;
	remedy(in, found, "%s",
	       _("In GoLand: Settings > Go > GOROOT, the list, and the minus sign beside what is gone. No project is harmed by it that uses another."));
	return true;
}

/* ---- editor.desktop-path ---- */

static bool desktop_path(const struct rule_input *in, struct finding *found)
{
	const struct facts *f = in->facts;
	const struct tool *go = facts_resolve(f, TOOL_GO);

	if (!go || !f->path.launchd.n ||
	    names_hold_path(&f->path.launchd, path_folder(in->mem, go->path)))
		return false;
	for (size_t i = 0; i < f->editors.desktop.n; i++) {
		const struct desktop_editor *editor = &f->editors.desktop.at[i];

		if (editor->sets_path)
			continue;
		evidence(in, found, _("%s, started from the Dock, gets PATH %s: %s is not on it"),
			 editor->app, str_join(in->mem, &f->path.launchd, ":"),
			 shown(in, go->path));
		found->about_kind = "file";
		found->about_name = editor->file;
	}
	if (!found->about_name)
		return false;
	remedy(in, found,
	       _("In %s: the package exec-path-from-shell, and (exec-path-from-shell-initialize). It then has the terminal's PATH."),
	       shown(in, found->about_name));
	return true;
}

const struct rule editor_rules[] = {
	{
		.id = "editor.go-path",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("An editor's setting names a go that it cannot use"),
		.why = N_("The editor then finds no Go, whatever the terminal finds."),
		.holds = go_path,
	},
	{
		.id = "editor.gopath",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("An editor's GOPATH cannot be used"),
		.why = N_("The editor can install no tool there, and finds no module."),
		.holds = gopath,
	},
	{
		.id = "editor.tools-env",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("An editor gives Go's tools variables that mislead them"),
		.why = N_(
			"gopls and dlv then see another Go than the terminal, or none, and their errors name neither."),
		.holds = tools_env,
	},
	{
		.id = "editor.tool-missing",
		.topic = TOPIC_TOOLS,
		.level = LEVEL_WARNING,
		.title = N_("An editor's Go extension misses its tools"),
		.why = N_(
			"Completion and going to a definition are gopls's work, debugging is dlv's."),
		.holds = extension_tools_missing,
	},
	{
		.id = "editor.other-go",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("An editor uses another Go than the terminal"),
		.why = N_("What builds in one may not build in the other."),
		.holds = other_go,
	},
	{
		.id = "editor.sdk-list",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("GoLand's list of Gos names some that are gone"),
		.why = N_("A project that has chosen one of them finds no Go."),
		.holds = sdk_list,
	},
	{
		.id = "editor.desktop-path",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("An editor that the Dock starts has not the terminal's PATH"),
		.why = N_("It finds neither go nor gopls, whatever the terminal finds."),
		.holds = desktop_path,
	},
	{
		.id = "editor.settings",
		.topic = TOPIC_PATH,
		.level = LEVEL_NOTE,
		.title = N_("An editor's settings cannot be read"),
		.why = N_("What they say about Go is not looked at here."),
		.holds = settings_unread,
	},
	{ 0 },
};
