/* Homebrew's installer as a download. */
#include "base/i18n.h"
#include "base/url.h"
#include "wants/sources.h"

struct installer {
	struct arena *mem;
	const struct brew_installer *pinned;
	const char *sha256, *checksum_from;
	struct sources *sources;
};

static void add_source(const struct installer *i, const char *url)
{
	struct source *source = list_add(i->mem, i->sources);
	bool ours = str_equal(i->sha256, i->pinned->sha256);

	source->kind = SOURCE_ARCHIVE;
	source->label = url_host(i->mem, url);
	source->checksum_from = i->checksum_from;
	source->part_n = 1;
	source->parts[0] = (struct download){
		.url = brew_address_of_commit(i->mem, url, i->pinned->commit),
		.file = arena_fmt(i->mem, "homebrew-install-%.12s.sh", i->sha256),
		.sha256 = i->sha256,
		.size = ours ? i->pinned->size : 0,
	};
}

static void add_official(const struct installer *i)
{
	for (size_t k = 0; k < i->pinned->urls.n; k++)
		add_source(i, i->pinned->urls.at[k]);
}

static enum rc add_asked(const struct installer *i, const char *text, struct err *e)
{
	const char *address, *why = NULL;

	switch (where_parse(TOOL_N, text, &address, &why)) {
	case WHERE_OFFICIAL:
		add_official(i);
		return RC_OK;
	case WHERE_ADDRESS:
		add_source(i, address);
		return RC_OK;
	case WHERE_GOPROXY:
	case WHERE_MAVEN:
	case WHERE_COMPILED:
	case WHERE_BAD:
		break;
	}
	err_set(e, RC_USAGE, "--source homebrew=%s: %s", url_redact(i->mem, text),
		why ? why : _("this is no address"));
	err_hint(e, "%s", _("Use an https: address of Homebrew's install.sh, or \"official\"."));
	return RC_USAGE;
}

enum rc brew_sources_make(struct arena *mem, const struct wants_options *o, struct sources *ret,
			  struct err *e)
{
	const struct profile *profile = o->profile;
	struct installer i = { .mem = mem,
			       .pinned = manifest_brew_installer(o->manifest),
			       .sources = ret };
	enum rc rc = RC_OK;

	if (!i.pinned)
		return RC_OK;
	i.sha256 = i.pinned->sha256;
	i.checksum_from = _("goready's manifest");
	if (profile && profile->homebrew_sha256) {
		i.sha256 = profile->homebrew_sha256;
		i.checksum_from = _("your profile");
	}
	if (o->source_brew)
		rc = add_asked(&i, o->source_brew, e);
	for (size_t k = 0; !rc && profile && k < profile->brew_sources.n; k++)
		rc = add_asked(&i, profile->brew_sources.at[k], e);
	if (!rc && (!profile || !profile->brew_sources.n))
		add_official(&i);
	return rc;
}
