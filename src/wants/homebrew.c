/* Homebrew as a method: where it belongs, and whether it can serve here. */
#include "wants/homebrew.h"

#include <string.h>

#include "base/i18n.h"
#include "base/url.h"
#include "wants/profile.h"
#include "wants/release.h"

/* Bottles are built for one prefix, and install.sh chooses it by system and CPU (Homebrew/install,
 * install.sh). There is none for 32-bit systems. */
const char *wants_brew_prefix(const struct facts *f)
{
	enum arch arch = wants_arch(f);

	if (arch != ARCH_ARM64 && arch != ARCH_AMD64)
		return NULL;
	if (f->machine.os == OS_LINUX)
		return f->machine.libc == LIBC_MUSL ? NULL : "/home/linuxbrew/.linuxbrew";
	if (f->machine.os != OS_DARWIN)
		return NULL;
	return arch == ARCH_ARM64 ? "/opt/homebrew" : "/usr/local";
}

const struct brew *wants_brew(const struct facts *f)
{
	const char *prefix = wants_brew_prefix(f);
	const struct brew *other = NULL;

	for (size_t i = 0; prefix && i < f->brew.brews.n; i++) {
		const struct brew *brew = &f->brew.brews.at[i];

		if (str_equal(brew->prefix, prefix))
			return brew;
		/* On Linux another prefix works too, if slowly: formulae are built from source
		 * there. */
		if (f->machine.os == OS_LINUX && brew->arch == wants_arch(f))
			other = brew;
	}
	return other;
}

const struct brew *wants_intel_brew(const struct facts *f)
{
	bool arm = f->machine.os == OS_DARWIN && f->machine.cpu == ARCH_ARM64;

	for (size_t i = 0; arm && i < f->brew.brews.n; i++)
		if (f->brew.brews.at[i].arch == ARCH_AMD64)
			return &f->brew.brews.at[i];
	return NULL;
}

/* ---- its installer ---- */

static const char *with_commit(struct arena *mem, const char *url, const char *commit)
{
	const char *at = strstr(url, "{commit}");

	if (!at)
		return url;
	return arena_fmt(mem, "%.*s%s%s", (int)(at - url), url, commit, at + strlen("{commit}"));
}

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
		.url = with_commit(i->mem, url, i->pinned->commit),
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
	if (o->source_homebrew)
		rc = add_asked(&i, o->source_homebrew, e);
	for (size_t k = 0; !rc && profile && k < profile->homebrew_sources.n; k++)
		rc = add_asked(&i, profile->homebrew_sources.at[k], e);
	if (!rc && (!profile || !profile->homebrew_sources.n))
		add_official(&i);
	return rc;
}

const char *manifest_brew_uninstaller(struct arena *mem, const struct manifest *m)
{
	if (!m->brew_uninstaller || !m->brew_installer.commit)
		return NULL;
	return with_commit(mem, m->brew_uninstaller, m->brew_installer.commit);
}

bool wants_brew_password(const struct facts *f)
{
	if (wants_brew(f) || f->machine.root)
		return false;
	return f->machine.os == OS_DARWIN || !f->brew.may_make_prefix;
}

static const char *no_administrator(const struct facts *f)
{
	if (f->machine.root && !f->machine.container)
		return _("Homebrew does not run as root.");
	if (f->machine.os == OS_DARWIN && f->machine.admin_known && !f->machine.admin)
		return _(
			"There is no Homebrew, and its installer needs an administrator, which you are not.");
	if (f->machine.os == OS_LINUX && !f->environment.sudo && !f->brew.may_make_prefix)
		return _("There is no Homebrew, and its installer needs sudo, which is not here.");
	return NULL;
}

const char *wants_no_brew(struct arena *mem, const struct facts *f)
{
	const struct brew *brew = wants_brew(f);

	if (!wants_brew_prefix(f))
		return _("There is no Homebrew for this system.");
	if (!brew)
		return no_administrator(f);
	if (f->machine.root && !f->machine.container) /* brew.sh, check-run-command-as-root */
		return _("Homebrew does not run as root.");
	if (!brew->writable)
		return arena_fmt(mem, _("You may not write to %s, so brew cannot install there."),
				 brew->prefix);
	return NULL;
}
