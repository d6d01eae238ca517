#include "wants/sources.h"

#include <string.h>

#include "base/i18n.h"
#include "base/url.h"
#include "net/net.h"
#include "wants/goproxy.h"

static const char *replaced(struct arena *mem, const char *text, const char *what, const char *by)
{
	const char *at = strstr(text, what);

	if (!at)
		return text;
	return arena_fmt(mem, "%.*s%s%s", (int)(at - text), text, by, at + strlen(what));
}

/* An address with {file} in it, of a file, or of the folder that holds it. */
static const char *archive_url(struct arena *mem, const char *address, const struct pinned_files *p)
{
	const char *url = replaced(mem, replaced(mem, address, "{version}", p->version), "{file}",
				   p->files.archive.file);

	if (strstr(address, "{file}") || str_ends(url, ".zip") || str_ends(url, ".gz"))
		return url;
	return url_join(mem, url, p->files.archive.file);
}

static struct source *sources_add(const struct source_maker *maker, enum source_kind kind,
				  const char *label, const char *from)
{
	struct source *source = list_add(maker->mem, &maker->want->sources);

	source->kind = kind;
	source->label = label;
	source->checksum_from = from;
	return source;
}

static void add_part(struct source *source, const struct download *download, const char *url)
{
	source->parts[source->part_n] = *download;
	source->parts[source->part_n].file = path_name(download->file);
	source->parts[source->part_n++].url = url;
}

/* False: no checksum is known for it. */
static bool add_archive(const struct source_maker *maker, const struct pinned_files *p,
			const char *address)
{
	struct source *source;

	if (!p->files.archive.file || !p->files.archive.sha256)
		return false;
	source = sources_add(maker, SOURCE_ARCHIVE, url_host(maker->mem, address), p->archive_from);
	add_part(source, &p->files.archive, archive_url(maker->mem, address, p));
	return true;
}

static bool add_official(const struct source_maker *maker, const struct pinned_files *p)
{
	const struct manifest *m = maker->options->manifest;
	const struct names *urls = &m->tool[p->id].urls;
	bool usable = true;

	for (size_t i = 0; i < urls->n && usable; i++)
		usable = add_archive(maker, p, urls->at[i]);
	return usable;
}

/* False also where this tool is in no GOPROXY at all. */
static bool add_goproxy(const struct source_maker *maker, const struct pinned_files *p,
			const char *goproxy, bool offered)
{
	struct goproxy_entries entries = goproxy_split(maker->mem, goproxy);

	if (!p->files.module.file || !p->files.module.h1)
		return false;
	for (size_t i = 0; i < entries.n; i++) {
		const char *base = entries.at[i].url;
		struct source *source;

		if (!net_url_allowed(base))
			continue;
		source =
			sources_add(maker, SOURCE_GOPROXY,
				    arena_fmt(maker->mem, "GOPROXY %s", url_host(maker->mem, base)),
				    p->module_from);
		source->offered = offered;
		source->only_after_404 = i && !entries.at[i - 1].next_on_any_error;
		add_part(source, &p->files.module,
			 url_join(maker->mem, base,
				  arena_fmt(maker->mem, "golang.org/toolchain/@v/%s",
					    p->files.module.file)));
	}
	return true;
}

static bool add_maven(const struct source_maker *maker, const struct pinned_files *p,
		      const char *base, bool offered)
{
	struct source *source;

	if (!p->files.program.file || !p->files.program.sha256 || !p->files.includes.sha256)
		return false;
	source = sources_add(maker, SOURCE_MAVEN,
			     arena_fmt(maker->mem, "Maven %s", url_host(maker->mem, base)),
			     p->program_from);
	source->offered = offered;
	add_part(source, &p->files.program, url_join(maker->mem, base, p->files.program.file));
	add_part(source, &p->files.includes, url_join(maker->mem, base, p->files.includes.file));
	return true;
}

static bool add_where(const struct source_maker *maker, const struct pinned_files *p,
		      enum where where, const char *address)
{
	switch (where) {
	case WHERE_OFFICIAL:
		return add_official(maker, p);
	case WHERE_GOPROXY:
		return add_goproxy(maker, p, maker->wants->goproxy, false);
	case WHERE_COMPILED:
		return true;
	case WHERE_MAVEN:
		return add_maven(maker, p, address, false);
	case WHERE_ADDRESS:
		return add_archive(maker, p, address);
	case WHERE_BAD:
		break;
	}
	return false;
}

static enum rc no_checksum(const struct source_maker *maker, const struct pinned_files *p,
			   const char *text)
{
	enum rc rc = err_set(maker->err, RC_PROFILE,
			     _("no checksum is known of %s %s for %s/%s from %s"), tool_name(p->id),
			     p->version, os_name(maker->facts->machine.os),
			     arch_name(wants_arch(maker->facts)), url_redact(maker->mem, text));

	err_hint(
		maker->err, "%s",
		tool_kind_of(p->id)->sources & 1u << SOURCE_GOPROXY
			? _("Give \"sha256\" (for an archive) or \"h1\" (for GOPROXY) beside the version in the profile, or ask for a version that goready knows.")
		: tool_kind_of(p->id)->sources & 1u << SOURCE_MAVEN
			? _("Give \"sha256\" beside the version in the profile (for Maven an object from file name to hash, for the program and the jar), or ask for a version that goready knows.")
			: _("Give \"sha256\" beside the version in the profile, or take \"goproxy\": go install then compiles it."));
	return rc;
}

/* "direct" fetches from the module's repository, and the toolchain has none. */
static enum rc check_goproxy(const struct source_maker *maker)
{
	const struct sources *sources = &maker->want->sources;

	for (size_t i = 0; i < sources->n; i++) {
		if (sources->at[i].kind == SOURCE_GOPROXY)
			return RC_OK;
	}
	err_set(maker->err, RC_USAGE, _("GOPROXY=%s names no https: proxy that could serve Go"),
		goproxy_redacted(maker->mem, maker->wants->goproxy));
	err_hint(maker->err, "%s", _("Give \"goproxy\" in the profile, or another source."));
	return RC_USAGE;
}

/* The user asks for it by name: not being able to use it is an error. */
static enum rc add_asked(const struct source_maker *maker, const struct pinned_files *p,
			 const char *text)
{
	const char *address, *why = NULL;
	enum where where = where_parse(p->id, text, &address, &why);

	if (where == WHERE_BAD) {
		err_set(maker->err, RC_USAGE, "--source %s=%s: %s", tool_name(p->id),
			url_redact(maker->mem, text), why);
		err_hint(maker->err, "%s",
			 tool_kind_of(p->id)->sources & 1u << SOURCE_GOPROXY ||
					 tool_kind_of(p->id)->delivery == DELIVERY_GO_INSTALL
				 ? _("Use an https: address, \"goproxy\" or \"official\".")
				 : _("Use an https: address, \"maven:ADDRESS\" or \"official\"."));
		return RC_USAGE;
	}
	if (!p->files.archive.file) /* nothing is released for this machine: said in no_source */
		return RC_OK;
	if (!add_where(maker, p, where, address))
		return no_checksum(maker, p, text);
	return where == WHERE_GOPROXY ? check_goproxy(maker) : RC_OK;
}

static void add_default(const struct source_maker *maker, const struct pinned_files *p)
{
	add_official(maker, p);
	if (maker->wants->goproxy_set)
		add_goproxy(maker, p, maker->wants->goproxy, false);
}

static void add_mirrors(const struct source_maker *maker, const struct pinned_files *p)
{
	const struct manifest *m = maker->options->manifest;
	bool offered = !maker->options->take_offered;

	for (size_t i = 0; i < m->goproxies.n; i++)
		add_goproxy(maker, p, m->goproxies.at[i].url, offered);
	for (size_t i = 0; i < m->maven_repositories.n; i++)
		add_maven(maker, p, m->maven_repositories.at[i], offered);
}

/* The first of each address stays. */
static void drop_doubles(struct sources *sources)
{
	size_t kept = 0;

	for (size_t i = 0; i < sources->n; i++) {
		bool seen = false;

		for (size_t j = 0; j < kept && !seen; j++)
			seen = str_equal(sources->at[j].parts[0].url, sources->at[i].parts[0].url);
		if (!seen)
			sources->at[kept++] = sources->at[i];
	}
	sources->n = kept;
}

static void say_no_source(const struct source_maker *maker, const struct pinned_files *p)
{
	const char *os = os_name(maker->facts->machine.os),
		   *arch = arch_name(wants_arch(maker->facts));

	if (!os || !arch || !p->files.archive.file)
		maker->want->no_source = arena_fmt(
			maker->mem,
			_("No %s is released for %s/%s. Install the one of your distribution; goready then checks it and goes on."),
			tool_name(p->id), os ? os : _("an unknown system"),
			arch ? arch : _("an unknown processor"));
	else if (!maker->want->sources.n)
		maker->want->no_source = arena_fmt(
			maker->mem,
			maker->options->latest
				? _("The publishers list no %s %s for %s/%s.")
				: _("goready knows no checksum of %s %s for %s/%s. Try --latest, or give \"version\" and \"sha256\" in a profile."),
			tool_name(p->id), p->version, os, arch);
}

/* What follows such a word is never asked: compiling is what is done where nothing else is. */
static bool is_compiled(enum tool_id id, const char *text)
{
	const char *address, *why;

	return text && where_parse(id, text, &address, &why) == WHERE_COMPILED;
}

bool source_may_answer(const struct source *source)
{
	return source->reach == REACH_OK || source->reach == REACH_UNKNOWN;
}

const struct source *sources_first(const struct sources *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].offered && source_may_answer(&all->at[i]))
			return &all->at[i];
	return NULL;
}

enum rc sources_make(const struct source_maker *maker)
{
	enum tool_id id = maker->want->id;
	const struct wants_options *o = maker->options;
	const char *asked = o->source[id];
	struct pinned_files p =
		pinned_files_make(maker, maker->facts->machine.os, wants_arch(maker->facts));
	const struct names *listed = o->profile ? &o->profile->tool[id].sources : NULL;
	enum rc rc = asked ? add_asked(maker, &p, asked) : RC_OK;
	bool compiled = is_compiled(id, asked);

	for (size_t i = 0; !rc && !compiled && listed && i < listed->n; i++) {
		rc = add_asked(maker, &p, listed->at[i]);
		compiled = is_compiled(id, listed->at[i]);
	}
	if (rc || compiled)
		return rc;
	if (!listed || !listed->n)
		add_default(maker, &p);
	add_mirrors(maker, &p);
	drop_doubles(&maker->want->sources);
	if (tool_kind_of(id)->delivery == DELIVERY_RELEASE)
		say_no_source(maker, &p);
	return RC_OK;
}
