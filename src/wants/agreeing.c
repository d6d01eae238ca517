#include "wants/agreeing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "base/outside.h"
#include "base/str.h"

extern const unsigned char versions_json[];
extern const size_t versions_json_size;

/* A go.mod without a go line is read as Go 1.16's (go.dev/ref/mod, go directive). */
#define USUAL_GO_LINE "1.16"

/* ---- reading ---- */

static void read_code(struct arena *mem, const struct json *row, struct plugin_code *plugin)
{
	const struct json *install = json_get(row, "install");

	list_push(mem, &plugin->code,
		  ((struct code_needs){
			  .from = json_string(row, "from"),
			  .install = json_string(row, "install"),
			  .not_installed = install && install->type == JSON_NULL,
			  .module = json_string(row, "module"),
			  .version = json_string(row, "version"),
			  .promised = json_string(row, "promised"),
			  .go_line = json_string(row, "go_line"),
		  }));
}

static bool code_is_valid(const struct code_needs *c)
{
	return outside_version(c->from) && outside_version(c->version) && c->module &&
	       (!c->install || outside_version(c->install)) &&
	       (!c->promised || outside_version(c->promised)) &&
	       (!c->go_line || outside_version(c->go_line));
}

static enum rc complain(const struct json *at, struct err *e)
{
	return err_set(e, RC_SYNTAX, _("versions.json line %d: a version or a module is missing"),
		       at->line);
}

static enum rc read_plugins(struct arena *mem, const struct json *root, struct versions *v,
			    struct err *e)
{
	json_each (one, json_get(root, "plugins")) {
		struct plugin_code *plugin = list_add(mem, &v->plugins);

		*plugin = (struct plugin_code){ .plugin = one->key,
						.remote = json_string(one, "remote") };
		json_each (row, json_get(one, "code")) {
			read_code(mem, row, plugin);
			if (!code_is_valid(&plugin->code.at[plugin->code.n - 1]))
				return complain(row, e);
		}
	}
	return RC_OK;
}

static enum rc read_modules(struct arena *mem, const struct json *root, struct versions *v,
			    struct err *e)
{
	json_each (one, json_get(root, "modules"))
		json_each (row, one) {
			struct module_line *m = list_add(mem, &v->modules);

			*m = (struct module_line){ one->key, json_string(row, "version"),
						   json_string(row, "go_line") };
			if (!outside_version(m->version) || !outside_version(m->go_line))
				return complain(row, e);
		}
	return RC_OK;
}

enum rc versions_parse(struct arena *mem, struct bytes text, const struct versions **ret,
		       struct err *e)
{
	struct versions *v = ARENA_NEW(mem, struct versions);
	struct json *root = NULL;
	enum rc rc = json_parse(mem, text, &root, e);

	*v = (struct versions){ 0 };
	if (!rc)
		rc = read_plugins(mem, root, v, e);
	if (!rc)
		rc = read_modules(mem, root, v, e);
	*ret = v;
	return rc;
}

const struct versions *versions_builtin(struct arena *mem)
{
	struct bytes text = { (const char *)versions_json, versions_json_size };
	const struct versions *v = NULL;
	struct err e;

	if (versions_parse(mem, text, &v, &e)) { /* a build that its own tests refuse */
		fprintf(stderr, "goready: %s\n", e.text);
		abort();
	}
	return v;
}

/* ---- what goes together ---- */

static const struct plugin_code *code_of(const struct versions *v, const char *plugin)
{
	for (size_t i = 0; i < v->plugins.n; i++)
		if (str_equal(v->plugins.at[i].plugin, plugin))
			return &v->plugins.at[i];
	return NULL;
}

const struct code_needs *versions_needs(const struct versions *v, const char *plugin,
					const char *version)
{
	const struct plugin_code *p = code_of(v, plugin);

	for (size_t i = 0; p && version && i < p->code.n; i++)
		if (version_compare(version, p->code.at[i].from) >= 0)
			return &p->code.at[i];
	return NULL;
}

static const char *go_line_of(const struct project_facts *p)
{
	return p->go_line ? p->go_line : USUAL_GO_LINE;
}

enum disagreement project_disagrees(const struct project_facts *p, const struct code_needs *needs)
{
	const char *module = project_requires(p, needs->module);

	if (!module)
		return AGREES;
	if (version_compare(module, needs->version) < 0)
		return MODULE_TOO_OLD;
	if (needs->go_line && version_compare(go_line_of(p), needs->go_line) < 0)
		return GO_LINE_TOO_OLD;
	return AGREES;
}

const char *project_plugin_version(const struct versions *v, const struct project_facts *p,
				   const char *plugin, const char *newest,
				   const struct code_needs **ret_why)
{
	const struct plugin_code *code = p->folder ? code_of(v, plugin) : NULL;

	*ret_why = NULL;
	for (size_t i = 0; code && newest && i < code->code.n; i++) {
		const struct code_needs *needs = &code->code.at[i];

		if (version_compare(needs->from, newest) > 0)
			continue;
		if (project_disagrees(p, needs) != AGREES) {
			*ret_why = *ret_why ? *ret_why : needs;
			continue;
		}
		if (!*ret_why)
			return NULL;
		if (needs->install)
			return needs->install + (needs->install[0] == 'v');
	}
	return NULL;
}

const char *project_module_version(const struct versions *v, const struct project_facts *p,
				   const char *module, const char *at_least)
{
	for (size_t i = 0; i < v->modules.n; i++) {
		const struct module_line *m = &v->modules.at[i];

		if (str_equal(m->module, module) && version_compare(go_line_of(p), m->go_line) >= 0)
			return version_compare(m->version, at_least) >= 0 ? m->version : at_least;
	}
	return at_least;
}

/* ---- Go itself (cmd/go/internal/toolchain, select.go) ---- */

bool go_knows_toolchains(const char *version)
{
	return version_compare(version, "1.21") >= 0;
}

bool go_fetches_toolchains(const char *mode)
{
	return !mode || !*mode || str_equal(mode, "auto") || str_ends(mode, "+auto");
}

bool go_looks_on_path(const char *mode)
{
	return mode && (str_equal(mode, "path") || str_ends(mode, "+path"));
}

const char *go_named_by(struct arena *mem, const char *mode)
{
	if (!mode || !str_starts(mode, "go1"))
		return NULL;
	return arena_strndup(mem, mode + strlen("go"), strcspn(mode, "+-") - strlen("go"));
}

bool go_is_in_sdk(const struct facts *f, const char *version)
{
	for (size_t i = 0; i < f->tools.n; i++)
		if (f->tools.at[i].origin == ORIGIN_SDK && f->tools.at[i].version &&
		    version_compare(f->tools.at[i].version, version) == 0)
			return true;
	return false;
}

const char *project_go_needed(const struct project_facts *p)
{
	return p->folder && p->asks_go && *p->asks_go ? p->asks_go : NULL;
}

const char *project_go_wanted(const struct project_facts *p)
{
	const char *line = project_go_needed(p), *toolchain = p->folder ? p->asks_toolchain : NULL;

	if (toolchain && str_starts(toolchain, "go1") &&
	    (!line || version_compare(toolchain, line) > 0))
		return toolchain + strlen("go");
	return line;
}

bool project_forbids_another_go(const struct project_facts *p)
{
	return p->folder && str_equal(p->asks_toolchain, "default");
}

const char *go_runs_instead(struct arena *mem, const struct facts *f, const char **ret_because)
{
	const struct tool *go = facts_resolve(f, TOOL_GO);
	const char *mode = facts_setting_value(f, "GOTOOLCHAIN"), *named = go_named_by(mem, mode);
	const char *asked = project_go_wanted(&f->project), *runs;

	if (!go || !go->version || !go_knows_toolchains(go->version))
		return NULL;
	runs = named ? named : go->version;
	*ret_because = "GOTOOLCHAIN";
	if (asked && version_compare(asked, runs) > 0 &&
	    (go_looks_on_path(mode)
		     ? go_is_in_sdk(f, asked)
		     : go_fetches_toolchains(mode) && !project_forbids_another_go(&f->project))) {
		runs = asked;
		*ret_because = f->project.asks;
	}
	return str_equal(runs, go->version) ? NULL : runs;
}

/* ---- what the project itself names ---- */

/* What stands behind `sign`, without the revision of buf.build ("v1.36.6-1"); NULL. */
static const char *version_behind(struct arena *mem, const char *text, char sign)
{
	const char *at = strrchr(text, sign);

	if (!at || at[1] != 'v')
		return NULL;
	return arena_strndup(mem, at + 2, strcspn(at + 2, "- "));
}

/* The module of a tool line's package: the longest path in go.mod that the package lies below. */
static const char *version_of_package(const struct project_facts *p, const char *package)
{
	const struct project_module *best = NULL;

	for (size_t i = 0; i < p->modules.n; i++) {
		const struct project_module *m = &p->modules.at[i];

		if (path_is_within(package, m->path) &&
		    (!best || strlen(m->path) > strlen(best->path)))
			best = m;
	}
	return best && best->version ? best->version + (best->version[0] == 'v') : NULL;
}

/* "go run google.golang.org/grpc/cmd/protoc-gen-go-grpc@v1.3.0", "go tool protoc-gen-go" */
static const struct project_plugin *own_command(struct arena *mem, const struct project_facts *p,
						const struct project_plugin *own,
						const char *plugin, const char **ret_version)
{
	const char *last = strrchr(own->value, ' ');
	const char *program = path_name(last ? last + 1 : own->value);

	program = arena_strndup(mem, program, strcspn(program, "@"));
	if (!last || !str_equal(program, plugin))
		return NULL;
	*ret_version = version_behind(mem, last, '@');
	for (size_t i = 0; !*ret_version && i < p->plugins.n; i++)
		if (p->plugins.at[i].how == PLUGIN_BY_TOOL_LINE &&
		    str_equal(path_name(p->plugins.at[i].value), plugin))
			*ret_version = version_of_package(p, p->plugins.at[i].value);
	return own;
}

static const struct project_plugin *own_plugin(struct arena *mem, const struct versions *v,
					       const struct project_facts *p,
					       const struct project_plugin *own, const char *plugin,
					       const char **ret_version)
{
	const struct plugin_code *code = code_of(v, plugin);

	switch (own->how) {
	case PLUGIN_BY_TOOL_LINE:
		if (!str_equal(path_name(own->value), plugin))
			return NULL;
		*ret_version = version_of_package(p, own->value);
		return own;
	case PLUGIN_BY_BUF_REMOTE:
		if (!code || !code->remote || !str_starts(own->value, code->remote) ||
		    !strchr(":", own->value[strlen(code->remote)]))
			return NULL;
		*ret_version = version_behind(mem, own->value, ':');
		return own;
	case PLUGIN_BY_BUF_COMMAND:
		return own_command(mem, p, own, plugin, ret_version);
	}
	return NULL;
}

/* buf.gen.yaml says which program buf starts: there PATH's can be meant beside a tool line. */
static bool buf_takes_from_path(const struct project_facts *p, const char *plugin)
{
	for (size_t i = 0; i < p->plugins.n; i++)
		if (p->plugins.at[i].how == PLUGIN_BY_BUF_COMMAND &&
		    str_equal(p->plugins.at[i].value, plugin))
			return true;
	return false;
}

const struct project_plugin *project_own_plugin(struct arena *mem, const struct versions *v,
						const struct project_facts *p, const char *plugin,
						const char **ret_version)
{
	*ret_version = NULL;
	if (buf_takes_from_path(p, plugin))
		return NULL;
	for (size_t i = 0; i < p->plugins.n; i++) {
		const struct project_plugin *own =
			own_plugin(mem, v, p, &p->plugins.at[i], plugin, ret_version);

		if (own)
			return own;
	}
	return NULL;
}
