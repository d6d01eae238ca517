#include "wants/release.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "base/i18n.h"

extern const unsigned char manifest_json[];
extern const size_t manifest_json_size;

/* Reading goes on after the first mistake, which is the one that is kept. */
struct reader {
	struct arena *mem;
	struct err *e;
	enum rc rc;
};

static void complain(struct reader *r, const struct json *at, const char *what)
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
		complain(r, object, arena_fmt(r->mem, _("\"%s\" is missing or no text"), key));
	return s;
}

bool sha256_is_valid(const char *text)
{
	size_t n = 0;

	for (; text && isxdigit((unsigned char)text[n]); n++)
		;
	return n == 64 && !text[n];
}

bool h1_is_valid(const char *text)
{
	size_t n = 0;

	if (!str_starts(text, "h1:"))
		return false;
	for (text += 3; isalnum((unsigned char)text[n]) || (text[n] && strchr("+/", text[n])); n++)
		;
	return n == 43 && str_equal(text + n, "=");
}

static const char *read_sha256(struct reader *r, const struct json *object)
{
	const char *sha256 = must_have(r, object, "sha256");

	if (sha256 && !sha256_is_valid(sha256))
		complain(r, json_get(object, "sha256"), _("this is no SHA-256"));
	return sha256;
}

static uint64_t read_size(const struct json *object)
{
	double size = json_number(object, "size", 0);

	return size > 0 ? (uint64_t)size : 0;
}

static void read_module(struct reader *r, const struct json *module, struct release_file *f)
{
	f->module_version = must_have(r, module, "version");
	f->module_h1 = must_have(r, module, "h1");
	f->module_size = read_size(module);
	if (f->module_h1 && !h1_is_valid(f->module_h1))
		complain(r, json_get(module, "h1"), _("this is no h1 hash"));
}

static void read_file(struct reader *r, const struct json *object, struct release_file *f)
{
	const struct json *module = json_get(object, "module"), *maven = json_get(object, "maven");

	f->os = os_parse(json_string(object, "os"));
	f->arch = arch_parse(json_string(object, "arch"));
	if (f->os == OS_UNKNOWN || f->arch == ARCH_UNKNOWN)
		complain(r, object, _("\"os\" and \"arch\" have to be names that Go uses"));
	f->file = must_have(r, object, "file");
	f->sha256 = read_sha256(r, object);
	f->size = read_size(object);
	if (module)
		read_module(r, module, f);
	if (maven) {
		f->maven_file = must_have(r, maven, "file");
		f->maven_sha256 = read_sha256(r, maven);
		f->maven_size = read_size(maven);
	}
}

static void read_release(struct reader *r, const struct json *object, struct release *release)
{
	const struct json *includes = json_get(object, "maven_includes");

	release->version = must_have(r, object, "version");
	release->checksum_from = _("goready's manifest");
	release->minimum_macos = json_string(object, "minimum_macos");
	json_each (file, json_get(object, "files"))
		read_file(r, file, list_add(r->mem, &release->files));
	if (!includes)
		return;
	release->includes_file = must_have(r, includes, "file");
	release->includes_sha256 = read_sha256(r, includes);
	release->includes_size = read_size(includes);
}

static void read_releases(struct reader *r, const struct json *tool, struct names *ret_urls,
			  struct releases *ret)
{
	*ret_urls = json_names(r->mem, json_get(tool, "urls"));
	json_each (release, json_get(tool, "releases"))
		read_release(r, release, list_add(r->mem, ret));
	if (!ret_urls->n || !ret->n)
		complain(r, tool, _("\"urls\" and \"releases\" must not be empty"));
}

static void read_plugins(struct reader *r, const struct json *plugins, struct manifest *m)
{
	for (int id = TOOL_GEN_GO; id <= TOOL_GEN_GO_GRPC; id++) {
		const struct json *plugin = json_get(plugins, tool_name((enum tool_id)id));

		m->plugins[id].package = must_have(r, plugin, "package");
		m->plugins[id].version = must_have(r, plugin, "version");
		m->plugins[id].module = must_have(r, plugin, "module");
		m->plugins[id].needs_grpc = json_string(plugin, "needs_grpc");
	}
}

static void read_older(struct reader *r, const struct json *list, struct manifest *m)
{
	json_each (set, list) {
		struct older_go *older = list_add(r->mem, &m->older);

		older->go = must_have(r, set, "go");
		for (int id = TOOL_GEN_GO; id <= TOOL_GEN_GO_GRPC; id++)
			older->plugins[id] =
				must_have(r, json_get(set, "plugins"), tool_name((enum tool_id)id));
		older->grpc_version = must_have(r, set, "grpc");
		older->protobuf_version = must_have(r, set, "protobuf");
	}
}

static void read_minimums(struct reader *r, const struct json *root, struct manifest *m)
{
	for (int id = 0; id < TOOL_N; id++)
		m->minimum[id] =
			must_have(r, json_get(root, "minimum"), tool_name((enum tool_id)id));
	json_each (line, json_get(root, "minimum_macos")) {
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

static void read_homebrew(struct reader *r, const struct json *homebrew, struct manifest *m)
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
			  ((struct brew_figure){
				  .name = must_have(r, figure, "name"),
				  .download = (uint64_t)json_number(figure, "download", 0),
				  .disk = (uint64_t)json_number(figure, "disk", 0) }));
	if (!installer)
		return;
	i->commit = must_have(r, installer, "commit");
	i->sha256 = read_sha256(r, installer);
	i->size = read_size(installer);
	json_each (url, json_get(installer, "urls")) {
		if (url->type == JSON_STRING)
			list_push(r->mem, &i->urls, url->string);
	}
	if (!i->urls.n)
		complain(r, installer, _("\"urls\" must not be empty"));
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
		complain(&r, root, _("\"schema\" has to be 1"));
	read_releases(&r, json_get(root, "go"), &m->go_urls, &m->go);
	m->goready_releases = json_string(json_get(root, "goready"), "releases");
	read_releases(&r, json_get(root, "protoc"), &m->protoc_urls, &m->protoc);
	m->supported_go = json_names(mem, json_get(json_get(root, "go"), "supported"));
	read_plugins(&r, json_get(root, "plugins"), m);
	read_minimums(&r, root, m);
	read_older(&r, json_get(root, "older_go"), m);
	modules = json_get(root, "modules");
	m->grpc_version = must_have(&r, json_get(modules, "grpc"), "version");
	m->protobuf_version = must_have(&r, json_get(modules, "protobuf"), "version");
	read_mirrors(&r, json_get(root, "mirrors"), m);
	if (json_get(root, "homebrew"))
		read_homebrew(&r, json_get(root, "homebrew"), m);
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

/* ---- asking ---- */

const char *manifest_goready_releases(const struct manifest *m)
{
	return m->goready_releases;
}

const struct release *release_find(const struct releases *releases, const char *version)
{
	for (size_t i = 0; i < releases->n; i++) {
		if (version && version_compare(releases->at[i].version, version) == 0)
			return &releases->at[i];
	}
	return NULL;
}

const struct release_file *release_file_for(const struct release *release, enum os os,
					    enum arch arch)
{
	for (size_t i = 0; release && i < release->files.n; i++) {
		const struct release_file *f = &release->files.at[i];

		if (f->os == os && f->arch == arch)
			return f;
	}
	return NULL;
}

const char *version_minor(struct arena *mem, const char *version)
{
	const char *start = str_starts(version, "go") ? version + 2 : version;
	size_t n = strspn(start, "0123456789");

	if (start[n] == '.')
		n += 1 + strspn(start + n + 1, "0123456789");
	return arena_strndup(mem, start, n);
}

const char *manifest_minimum(const struct manifest *m, enum tool_id id)
{
	return m->minimum[id] + (m->minimum[id][0] == 'v');
}

const char *manifest_version(const struct manifest *m, enum tool_id id)
{
	if (id == TOOL_GO)
		return m->go.at[0].version;
	if (id == TOOL_PROTOC)
		return m->protoc.at[0].version;
	return m->plugins[id].version + (m->plugins[id].version[0] == 'v');
}

const char *manifest_default_goproxy(const struct manifest *m)
{
	return m->default_goproxy;
}

struct names manifest_goproxies(struct arena *mem, const struct manifest *m)
{
	struct names urls = { 0 };

	for (size_t i = 0; i < m->goproxies.n; i++)
		list_push(mem, &urls, m->goproxies.at[i].url);
	return urls;
}

struct names manifest_maven_repositories(struct arena *mem, const struct manifest *m)
{
	(void)mem;
	return m->maven_repositories;
}

const char *manifest_mirror_sumdb(const struct manifest *m, const char *goproxy)
{
	for (size_t i = 0; goproxy && i < m->goproxies.n; i++) {
		size_t n = strlen(m->goproxies.at[i].url);

		if (strncmp(goproxy, m->goproxies.at[i].url, n) == 0 &&
		    (!goproxy[n] || strchr("/,|", goproxy[n])))
			return m->goproxies.at[i].sumdb;
	}
	return NULL;
}

struct names manifest_supported_go(struct arena *mem, const struct manifest *m)
{
	(void)mem;
	return m->supported_go;
}

static bool is_of_minor(const char *version, const char *minor)
{
	size_t n = strlen(minor);

	return strncmp(version, minor, n) == 0 && !isdigit((unsigned char)version[n]);
}

const char *manifest_go_patch(const struct manifest *m, const char *minor)
{
	const char *newest = NULL;

	for (size_t i = 0; i < m->go.n; i++) {
		const char *version = m->go.at[i].version;

		if (is_of_minor(version, minor) &&
		    (!newest || version_compare(version, newest) > 0))
			newest = version;
	}
	return newest;
}

const char *manifest_minimum_macos(const struct manifest *m, const char *go_version)
{
	for (size_t i = 0; i < m->macos.n; i++) {
		if (is_of_minor(go_version, m->macos.at[i].go))
			return m->macos.at[i].macos;
	}
	return NULL;
}

const char *manifest_needed_grpc(const struct manifest *m)
{
	return m->plugins[TOOL_GEN_GO_GRPC].needs_grpc;
}

const struct brew_installer *manifest_brew_installer(const struct manifest *m)
{
	return m->brew_installer.commit ? &m->brew_installer : NULL;
}

struct brew_mirrors manifest_brew_mirrors(const struct manifest *m)
{
	return m->brew_mirrors;
}

struct brew_figure manifest_brew_figure(const struct manifest *m, const char *name)
{
	for (size_t i = 0; i < m->brew_figures.n; i++) {
		if (str_equal(m->brew_figures.at[i].name, name))
			return m->brew_figures.at[i];
	}
	return (struct brew_figure){ .name = name };
}

const char *manifest_brew_api(const struct manifest *m)
{
	return m->brew_api;
}

/* ---- what this system runs ---- */

/* A minor version that is newer than all we know needs no less than the newest of them. */
static const char *macos_for(const struct manifest *m, enum tool_id id,
			     const struct release *release)
{
	const char *known;

	if (id == TOOL_PROTOC)
		return release->minimum_macos;
	known = manifest_minimum_macos(m, release->version);
	if (!known && m->macos.n && version_compare(release->version, m->macos.at[0].go) > 0)
		return m->macos.at[0].macos;
	return known;
}

const struct release *release_for(const struct manifest *m, enum tool_id id, const struct facts *f)
{
	const struct releases *all = id == TOOL_GO ? &m->go : &m->protoc;
	const char *here = f->machine.os == OS_DARWIN ? f->machine.os_version : NULL;

	for (size_t i = 0; i < all->n; i++) {
		const char *needed = macos_for(m, id, &all->at[i]);

		if (here && needed && version_compare(here, needed) < 0)
			continue;
		if (release_file_for(&all->at[i], f->machine.os, wants_arch(f)))
			return &all->at[i];
	}
	return &all->at[0];
}

const struct older_go *older_go_for(const struct manifest *m, const char *go_version)
{
	if (!go_version || version_compare(go_version, m->minimum[TOOL_GO]) >= 0)
		return NULL;
	for (size_t i = 0; i < m->older.n; i++) {
		if (version_compare(go_version, m->older.at[i].go) >= 0)
			return &m->older.at[i];
	}
	return NULL;
}
