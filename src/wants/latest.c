#include "wants/latest.h"

#include <string.h>

#include "base/i18n.h"
#include "base/outside.h"
#include "base/url.h"
#include "wants/go_history.h"
#include "wants/goproxy.h"
#include "wants/profile.h"
#include "wants/release.h"
#include "wants/wants.h"

#define HISTORY "go-history"
#define GITHUB "https://github.com/"

/* ---- what to ask ---- */

static void latest_ask(struct arena *mem, struct latest_requests *requests, const char *id,
		       const char *what, const char *url)
{
	struct latest_request *request = list_add(mem, requests);

	request->id = id;
	request->what = what;
	request->url = url;
}

/* go.dev and golang.google.cn answer the same pages beside their archives (golang/website:internal/dl
 * and _content/doc/devel/release.html). */
static void ask_go(struct arena *mem, const struct manifest *m, const char *id, const char *what,
		   const char *page, struct latest_requests *requests)
{
	for (size_t i = 0; i < m->tool[TOOL_GO].urls.n; i++) {
		const char *url = m->tool[TOOL_GO].urls.at[i], *at = strstr(url, "/dl/{file}");

		if (at)
			latest_ask(mem, requests, id, what,
				   arena_fmt(mem, "%.*s%s", (int)(at - url), url, page));
	}
}

/* The version that is meant, where goready does not know it by itself; NULL. */
static const char *asked_besides(const struct wants_options *o, enum tool_id id)
{
	const char *version = o->profile ? o->profile->tool[id].version : NULL;

	if (id == TOOL_GO && o->here)
		version = o->here;
	if (!outside_version(version) || manifest_newest_of(o->manifest, id, version))
		return NULL;
	return version;
}

/* Of the repository whose releases an address leads to (docs.github.com, "Get the latest release" and "by tag name"). */
static void ask_github(struct arena *mem, const struct wants_options *o, enum tool_id id,
		       struct latest_requests *requests)
{
	const struct manifest *m = o->manifest;
	const char *version = asked_besides(o, id);
	const char *which = version ? arena_fmt(mem, "tags/v%s", version) : "latest";

	for (size_t i = 0; i < m->tool[id].urls.n; i++) {
		const char *url = m->tool[id].urls.at[i], *end = strstr(url, "/releases/download/");

		if (!end || !str_starts(url, GITHUB))
			continue;
		url += strlen(GITHUB);
		latest_ask(mem, requests, tool_name(id), tool_title(id),
			   arena_fmt(mem, "https://api.github.com/repos/%.*s/releases/%s",
				     (int)(end - url), url, which));
	}
}

/* `use VERSION --here` leaves each tool alone, but asks which Gos there are. */
static bool is_of_interest(const struct wants_options *o, enum tool_id id)
{
	return wants_asked_for(o, id) && (!o->left[id] || (id == TOOL_GO && o->here));
}

struct latest_requests latest_requests(struct arena *mem, const struct wants_options *o,
				       const char *goproxy)
{
	struct latest_requests requests = { 0 };
	struct goproxy_entries proxies = goproxy_split(mem, goproxy);

	if (is_of_interest(o, TOOL_GO)) {
		ask_go(mem, o->manifest, tool_name(TOOL_GO), tool_title(TOOL_GO),
		       /* the usual list has the two newest; the other all there were, in megabytes */
		       asked_besides(o, TOOL_GO) ? "/dl/?mode=json&include=all" : "/dl/?mode=json",
		       &requests);
		ask_go(mem, o->manifest, HISTORY, _("what Go's releases fixed"),
		       "/doc/devel/release", &requests);
	}
	tools_each (id) {
		const char *module = o->manifest->tool[id].module;

		if (!is_of_interest(o, id))
			continue;
		if (tool_kind_of(id)->delivery == DELIVERY_RELEASE && id != TOOL_GO)
			ask_github(mem, o, id, &requests);
		for (size_t i = 0; module && i < proxies.n; i++)
			latest_ask(mem, &requests, tool_name(id), tool_title(id),
				   url_join(mem, proxies.at[i].url,
					    arena_fmt(mem, "%s/@v/list", module)));
	}
	return requests;
}

/* ---- go.dev's list ---- */

static void read_archive(struct arena *mem, const struct json *file, struct release *release)
{
	enum arch arch = arch_parse(json_string(file, "arch"));
	enum os os = os_parse(json_string(file, "os"));
	const char *name = json_string(file, "filename");
	const char *sha256 = outside_sha256(mem, json_string(file, "sha256"));
	struct release_file *f;

	if (!str_equal(json_string(file, "kind"), "archive") || !str_ends(name, ".tar.gz") ||
	    !outside_name(name))
		return;
	if (os == OS_UNKNOWN || arch == ARCH_UNKNOWN || arch == ARCH_OTHER || !sha256)
		return;
	f = list_add(mem, &release->files);
	f->os = os;
	f->arch = arch;
	f->file = name;
	f->sha256 = sha256;
	f->size = json_size(file, "size", 0);
}

/* What the manifest knows of the same archive (the module's hash, above all) stays known. */
static void add_known(struct release *release, const struct release *known)
{
	for (size_t i = 0; known && i < release->files.n; i++) {
		struct release_file *f = &release->files.at[i];
		const struct release_file *old = release_file_for(known, f->os, f->arch);

		if (!old || !str_equal(old->sha256, f->sha256))
			continue;
		f->module_version = old->module_version;
		f->module_h1 = old->module_h1;
		f->module_size = old->module_size;
	}
}

static bool read_go_release(struct arena *mem, const struct json *item, const struct manifest *m,
			    struct release *ret)
{
	const char *version = json_string(item, "version");

	if (!str_starts(version, "go1.") || !outside_version(version) ||
	    !json_bool(item, "stable", false))
		return false;
	ret->version = version + 2;
	ret->checksum_from = _("go.dev's list of today");
	json_each (file, json_get(item, "files"))
		read_archive(mem, file, ret);
	add_known(ret, release_find(&m->tool[TOOL_GO].releases, ret->version));
	return ret->files.n > 0;
}

/* Newest first; versions that only the manifest has stay behind them. */
static void merge_go(struct arena *mem, struct releases *newer, struct manifest *m)
{
	struct releases *known = &m->tool[TOOL_GO].releases;
	struct releases merged = { 0 };
	struct names minors = { 0 };

	for (size_t i = 0; i < newer->n; i++) {
		const char *minor = version_minor(mem, newer->at[i].version);

		list_push(mem, &merged, newer->at[i]);
		if (minors.n < 2 && !names_hold(&minors, minor)) /* go.dev/doc/devel/release */
			list_push(mem, &minors, minor);
	}
	for (size_t i = 0; i < known->n; i++) {
		if (!release_find(newer, known->at[i].version))
			list_push(mem, &merged, known->at[i]);
	}
	*known = merged;
	m->supported_go = minors;
}

static enum rc take_go(struct arena *mem, const struct json *list, struct manifest *m,
		       struct err *e)
{
	struct releases newer = { 0 };

	json_each (item, list) {
		struct release release = { 0 };

		if (read_go_release(mem, item, m, &release))
			list_push(mem, &newer, release);
	}
	if (!newer.n)
		return err_set(e, RC_SYNTAX, "%s",
			       _("go.dev's list of releases names no release with checksums"));
	if (version_compare(newer.at[0].version, m->tool[TOOL_GO].releases.at[0].version) >= 0)
		merge_go(mem, &newer, m); /* else a mirror that lags behind what we know */
	return RC_OK;
}

/* ---- GitHub's newest release ---- */

/* Its files are called as those of the release that is known. */
static const char *named_after(struct arena *mem, const char *file, const char *known,
			       const char *version)
{
	const char *at = strstr(file, known);

	if (!at)
		return NULL;
	return arena_fmt(mem, "%.*s%s%s", (int)(at - file), file, version, at + strlen(known));
}

static const struct json *asset_named(const struct json *release, const char *name)
{
	json_each (asset, json_get(release, "assets"))
		if (name && str_equal(json_string(asset, "name"), name))
			return asset;
	return NULL;
}

static void read_asset(struct arena *mem, const struct json *list, const struct release *known,
		       const struct release_file *like, struct release *release)
{
	const char *name = named_after(mem, like->file, known->version, release->version);
	const struct json *asset = asset_named(list, name);
	const char *digest = json_string(asset, "digest"), *sha256 = NULL;
	struct release_file *f;

	if (str_starts(digest, "sha256:"))
		sha256 = outside_sha256(mem, digest + strlen("sha256:"));
	if (!sha256 || !outside_name(name))
		return;
	f = list_add(mem, &release->files);
	f->os = like->os;
	f->arch = like->arch;
	f->file = name;
	f->sha256 = sha256;
	f->size = json_size(asset, "size", 0);
}

static enum rc take_github(struct arena *mem, const struct json *list, enum tool_id id,
			   struct manifest *m, struct err *e)
{
	const struct release *known = &m->tool[id].releases.at[0];
	const char *tag = json_string(list, "tag_name");
	struct release release = { .checksum_from = _("GitHub's list of today"),
				   .minimum_macos = known->minimum_macos };
	struct releases merged = { 0 };
	bool newer;

	release.version = tag ? tag + (*tag == 'v') : NULL;
	if (!outside_version(release.version) || json_bool(list, "prerelease", false))
		return err_set(e, RC_SYNTAX, _("GitHub's answer about %s names no release"),
			       tool_name(id));
	if (release_find(&m->tool[id].releases, release.version))
		return RC_OK; /* what is known of it is more */
	for (size_t i = 0; i < known->files.n; i++)
		read_asset(mem, list, known, &known->files.at[i], &release);
	if (!release.files.n)
		return err_set(e, RC_SYNTAX,
			       _("GitHub's list of %s %s names no archive with a checksum"),
			       tool_name(id), release.version);
	newer = version_compare(release.version, known->version) > 0;
	if (newer)
		list_push(mem, &merged, release);
	for (size_t i = 0; i < m->tool[id].releases.n; i++)
		list_push(mem, &merged, m->tool[id].releases.at[i]);
	if (!newer)
		list_push(mem, &merged, release);
	m->tool[id].releases = merged;
	return RC_OK;
}

/* ---- the module proxy's list of versions, one a line (go.dev/ref/mod, "GOPROXY protocol": each proxy
 * has $module/@v/list, while @latest is optional) ---- */

/* A pseudo-version or a pre-release is nothing to install unasked. */
static bool is_release(const char *version)
{
	return version[0] == 'v' && outside_version(version) &&
	       version[1 + strspn(version + 1, "0123456789.")] == '\0';
}

/* Which Go it needs the list does not say. */
static void put_newest_first(struct arena *mem, struct tool_pins *pins, const char *version)
{
	struct go_pins newer = { 0 };

	list_push(mem, &newer, ((struct go_pin){ .version = version }));
	for (size_t i = 0; i < pins->versions.n; i++)
		list_push(mem, &newer, pins->versions.at[i]);
	pins->versions = newer;
}

static enum rc take_program(struct arena *mem, struct bytes list, enum tool_id id,
			    struct manifest *m, struct err *e)
{
	struct names lines = str_split(mem, arena_strndup(mem, list.at, list.n), '\n');
	const char *newest = NULL;

	for (size_t i = 0; i < lines.n; i++) {
		const char *version = str_trim(mem, lines.at[i]);

		if (is_release(version) && (!newest || version_compare(version, newest) > 0))
			newest = version;
	}
	if (!newest)
		return err_set(e, RC_SYNTAX, _("the module proxy's answer about %s has no version"),
			       tool_name(id));
	if (version_compare(newest, manifest_version(m, id)) > 0)
		put_newest_first(mem, &m->tool[id], newest);
	return RC_OK;
}

static enum rc latest_take(struct arena *mem, const struct latest_answer *answer,
			   struct manifest *m, struct err *e)
{
	enum tool_id id = tool_find(answer->id);
	struct json *root;
	enum rc rc;

	if (str_equal(answer->id, HISTORY))
		m->security_go = go_history_security(mem, answer->body, &m->security_go);
	if (id == TOOL_N)
		return RC_OK;
	if (tool_kind_of(id)->delivery != DELIVERY_RELEASE)
		return take_program(mem, answer->body, id, m, e);
	rc = json_parse(mem, answer->body, &root, e);
	if (rc)
		return rc;
	return id == TOOL_GO ? take_go(mem, root, m, e) : take_github(mem, root, id, m, e);
}

enum rc manifest_with_latest(struct arena *mem, const struct manifest *m,
			     const struct latest_answer *answers, size_t answer_n,
			     const struct manifest **ret, struct err *e)
{
	struct manifest *latest = arena_memdup(mem, m, sizeof(*m));

	for (size_t i = 0; i < answer_n; i++) {
		if (latest_take(mem, &answers[i], latest, e)) {
			err_while(e, "%s", _("looking for the newest releases"));
			err_hint(
				e, "%s",
				_("Try again without --latest: goready then installs the releases it was built with."));
			return e ? e->rc : RC_SYNTAX;
		}
	}
	*ret = latest;
	return RC_OK;
}
