#include "wants/release.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/i18n.h"
#include "base/outside.h"
#include "wants/agreeing.h"

extern const unsigned char manifest_json[];
extern const size_t manifest_json_size;

/* Reading goes on after the first mistake, which is the one that is kept. */
struct reader {
	struct arena *mem;
	struct err *e;
	enum rc rc;
};

static void manifest_complain(struct reader *r, const struct json *at, const char *what)
{
	if (r->rc)
		return;
	r->rc = err_set(r->e, RC_SYNTAX, _("manifest line %d: %s"), at ? at->line : 0, what);
	err_hint(
		r->e, "%s",
		_("Get goready anew, or renew assets/manifest.json with packaging/renew-manifest."));
}

static const char *must_have(struct reader *r, const struct json *object, const char *key)
{
	const char *s = json_string(object, key);

	if (!s || !*s)
		manifest_complain(r, object,
				  arena_fmt(r->mem, _("\"%s\" is missing or no text"), key));
	return s;
}

static const char *read_version(struct reader *r, const struct json *object)
{
	const char *version = must_have(r, object, "version");

	if (version && !outside_version(version))
		manifest_complain(r, json_get(object, "version"), _("this is no version"));
	return version;
}

/* It becomes part of an address and of a path in the cache. */
static const char *read_name(struct reader *r, const struct json *object)
{
	const char *name = must_have(r, object, "file");

	if (name && !outside_path(name))
		manifest_complain(r, json_get(object, "file"), _("this is no file name"));
	return name;
}

static const char *read_sha256(struct reader *r, const struct json *object)
{
	const char *text = must_have(r, object, "sha256");
	const char *sha256 = outside_sha256(r->mem, text);

	if (text && !sha256)
		manifest_complain(r, json_get(object, "sha256"), _("this is no SHA-256"));
	return sha256;
}

static void read_module(struct reader *r, const struct json *module, struct release_file *f)
{
	f->module_version = read_version(r, module);
	f->module_h1 = must_have(r, module, "h1");
	f->module_size = json_size(module, "size", 0);
	if (f->module_h1 && !h1_is_valid(f->module_h1))
		manifest_complain(r, json_get(module, "h1"), _("this is no h1 hash"));
}

static void manifest_read_file(struct reader *r, const struct json *object, struct release_file *f)
{
	const struct json *module = json_get(object, "module"), *maven = json_get(object, "maven");

	f->os = os_parse(json_string(object, "os"));
	f->arch = arch_parse(json_string(object, "arch"));
	if (f->os == OS_UNKNOWN || f->arch == ARCH_UNKNOWN)
		manifest_complain(r, object,
				  _("\"os\" and \"arch\" have to be names that Go uses"));
	f->file = read_name(r, object);
	f->sha256 = read_sha256(r, object);
	f->size = json_size(object, "size", 0);
	if (module)
		read_module(r, module, f);
	if (maven) {
		f->maven_file = read_name(r, maven);
		f->maven_sha256 = read_sha256(r, maven);
		f->maven_size = json_size(maven, "size", 0);
	}
}

static void read_release(struct reader *r, const struct json *object, struct release *release)
{
	const struct json *includes = json_get(object, "maven_includes");

	release->version = read_version(r, object);
	release->checksum_from = _("goready's manifest");
	release->minimum_macos = json_string(object, "minimum_macos");
	json_each (file, json_get(object, "files"))
		manifest_read_file(r, file, list_add(r->mem, &release->files));
	if (!includes)
		return;
	release->includes_file = read_name(r, includes);
	release->includes_sha256 = read_sha256(r, includes);
	release->includes_size = json_size(includes, "size", 0);
}

/* Releases without an address are of no use; addresses without releases wait for renew-manifest. */
static void read_releases(struct reader *r, const struct json *tool, struct tool_pins *pins)
{
	pins->urls = json_names(r->mem, json_get(tool, "urls"));
	json_each (release, json_get(tool, "releases"))
		read_release(r, release, list_add(r->mem, &pins->releases));
	if (!pins->urls.n && pins->releases.n)
		manifest_complain(r, tool, _("\"urls\" and \"releases\" must not be empty"));
}

static void must_have_releases(struct reader *r, const struct json *tool,
			       const struct tool_pins *pins)
{
	if (!pins->urls.n || !pins->releases.n)
		manifest_complain(r, tool, _("\"urls\" and \"releases\" must not be empty"));
}

static void read_go_pin(struct reader *r, const struct json *object, struct tool_pins *pins)
{
	list_push(r->mem, &pins->versions,
		  ((struct go_pin){ .version = read_version(r, object),
				    .needs_go = json_string(object, "needs_go") }));
}

/* One version, or several, each the newest that its Go builds. */
static void read_go_program(struct reader *r, const struct json *program, struct tool_pins *pins)
{
	const struct json *versions = json_get(program, "versions");

	json_each (version, versions)
		read_go_pin(r, version, pins);
	if (!versions)
		read_go_pin(r, program, pins);
	pins->module = must_have(r, program, "module");
	pins->needs_grpc = json_string(program, "needs_grpc");
	read_releases(r, program, pins);
}

static void read_tool(struct reader *r, const struct json *root, const struct tool_kind *kind,
		      struct tool_pins *pins)
{
	const struct json *object = json_get(root, kind->profile);
	const struct json *minimum = json_get(root, "minimum");

	if (kind->delivery == DELIVERY_RELEASE) {
		read_releases(r, object, pins);
		must_have_releases(r, object, pins);
	} else if (!kind->optional || json_get(object, kind->name)) {
		read_go_program(r, json_get(object, kind->name), pins);
	}
	pins->minimum = kind->optional ? json_string(minimum, kind->name)
				       : must_have(r, minimum, kind->name);
}

static void read_tools(struct reader *r, const struct json *root, struct manifest *m)
{
	tools_each (id)
		read_tool(r, root, tool_kind_of(id), &m->tool[id]);
}

static void read_older(struct reader *r, const struct json *list, struct manifest *m)
{
	json_each (set, list) {
		struct older_go *older = list_add(r->mem, &m->older);

		older->go = must_have(r, set, "go");
		tools_each (id)
			if (str_equal(tool_kind_of(id)->profile, "plugins"))
				older->version[id] =
					must_have(r, json_get(set, "plugins"), tool_name(id));
		older->grpc_version = must_have(r, set, "grpc");
		older->protobuf_version = must_have(r, set, "protobuf");
	}
}

static void read_macos(struct reader *r, const struct json *lines, struct manifest *m)
{
	json_each (line, lines) {
		struct macos_minimum *macos = list_add(r->mem, &m->macos);

		macos->go = line->key;
		macos->macos = line->string;
	}
}

static void read_mirrors(struct reader *r, const struct json *mirrors, struct manifest *m)
{
	m->default_goproxy = must_have(r, mirrors, "default_goproxy");
	json_each (proxy, json_get(mirrors, "goproxies")) {
		struct goproxy_mirror *mirror = list_add(r->mem, &m->goproxies);

		mirror->url = must_have(r, proxy, "url");
		mirror->sumdb = json_string(proxy, "sumdb");
	}
	m->maven_repositories = json_names(r->mem, json_get(mirrors, "maven_repositories"));
}

static void read_brew(struct reader *r, const struct json *homebrew, struct manifest *m)
{
	const struct json *installer = json_get(homebrew, "installer");
	struct brew_installer *i = &m->brew_installer;

	json_each (mirror, json_get(homebrew, "mirrors")) {
		struct brew_mirror *to = list_add(r->mem, &m->brew_mirrors);

		to->name = must_have(r, mirror, "name");
		to->api_domain = must_have(r, mirror, "api_domain");
		to->bottle_domain = must_have(r, mirror, "bottle_domain");
		to->brew_git_remote = json_string(mirror, "brew_git_remote");
	}
	m->brew_api = must_have(r, homebrew, "api_domain");
	m->brew_uninstaller = json_string(homebrew, "uninstaller");
	json_each (figure, json_get(homebrew, "figures"))
		list_push(r->mem, &m->brew_figures,
			  ((struct brew_figure){ .name = must_have(r, figure, "name"),
						 .download = json_size(figure, "download", 0),
						 .disk = json_size(figure, "disk", 0) }));
	if (!installer)
		return;
	i->commit = must_have(r, installer, "commit");
	i->sha256 = read_sha256(r, installer);
	i->size = json_size(installer, "size", 0);
	json_each (url, json_get(installer, "urls")) {
		if (url->type == JSON_STRING)
			list_push(r->mem, &i->urls, url->string);
	}
	if (!i->urls.n)
		manifest_complain(r, installer, _("\"urls\" must not be empty"));
}

enum rc manifest_parse(struct arena *mem, struct bytes text, const struct manifest **ret,
		       struct err *e)
{
	struct reader r = { .mem = mem, .e = e };
	struct manifest *m = ARENA_NEW(mem, struct manifest);
	const struct json *modules;
	struct json *root;
	enum rc rc = json_parse(mem, text, &root, e);

	if (rc)
		return err_while(e, "%s", _("reading the manifest"));
	if (json_number(root, "schema", 0) != 1)
		manifest_complain(&r, root, _("\"schema\" has to be 1"));
	m->versions = versions_builtin(mem);
	read_tools(&r, root, m);
	m->goready_releases = json_string(json_get(root, "goready"), "releases");
	m->supported_go = json_names(mem, json_get(json_get(root, "go"), "supported"));
	m->security_go = json_names(mem, json_get(json_get(root, "go"), "security"));
	read_macos(&r, json_get(root, "minimum_macos"), m);
	read_older(&r, json_get(root, "older_go"), m);
	modules = json_get(root, "modules");
	m->grpc_version = must_have(&r, json_get(modules, "grpc"), "version");
	m->protobuf_version = must_have(&r, json_get(modules, "protobuf"), "version");
	read_mirrors(&r, json_get(root, "mirrors"), m);
	if (json_get(root, "homebrew"))
		read_brew(&r, json_get(root, "homebrew"), m);
	if (!r.rc)
		*ret = m;
	return r.rc;
}

const struct manifest *manifest_builtin(struct arena *mem)
{
	struct bytes text = { (const char *)manifest_json, manifest_json_size };
	const struct manifest *m = NULL;
	struct err e;

	if (manifest_parse(mem, text, &m, &e)) { /* a build that its own tests refuse */
		fprintf(stderr, "goready: %s\n", e.text);
		abort();
	}
	return m;
}
