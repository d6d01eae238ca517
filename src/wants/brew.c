#include "wants/brew.h"

#include <string.h>

#include "base/i18n.h"
#include "wants/wants.h"

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
	if (f->brew.no_install) /* install.sh */
		return _(
			"/etc/homebrew/brew.no_install is here, with which the administrator of this machine forbids installing Homebrew.");
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

/* ---- what brew is asked to do ---- */

static const char *const verb_names[] = {
	[BREW_INSTALL] = "install",
	[BREW_LINK] = "link",
	[BREW_REINSTALL] = "reinstall",
	[BREW_UPGRADE] = "upgrade",
};

const char *brew_verb_name(enum brew_verb verb)
{
	return verb_names[verb];
}

bool brew_verb_named(const char *name, enum brew_verb *ret)
{
	for (size_t verb = 0; verb < sizeof(verb_names) / sizeof(verb_names[0]); verb++) {
		if (!str_equal(verb_names[verb], name))
			continue;
		*ret = (enum brew_verb)verb;
		return true;
	}
	return false;
}

const struct keg *wants_keg(const struct wants *w, enum tool_id id)
{
	for (size_t i = 0; w->brew && i < w->brew->kegs.n; i++)
		if (str_equal(w->brew->kegs.at[i].name, w->tool[id].formula))
			return &w->brew->kegs.at[i];
	return NULL;
}

static bool is_too_old(struct arena *mem, const struct tool_want *want, const struct keg *keg)
{
	const char *version = arena_strndup(mem, keg->version, strcspn(keg->version, "_"));

	return want->minimum && version_compare(version, want->minimum) < 0;
}

bool brew_is_anothers_link(const struct tool *tool)
{
	return tool->fault == FAULT_DANGLING && tool->link && !strstr(tool->link, "Cellar/");
}

enum brew_verb wants_brew_verb(struct arena *mem, const struct wants *w, const struct facts *f,
			       enum tool_id id)
{
	const struct keg *keg = wants_keg(w, id);
	bool lacks_libraries = keg && id == TOOL_PROTOC && w->brew->missing_libraries.n;
	const char *program;

	if (!keg)
		return BREW_INSTALL;
	program = arena_fmt(mem, "%s/bin/%s", w->brew->prefix, tool_name(id));
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id && str_equal(tool->path, program) &&
		    !brew_is_anothers_link(tool) && !lacks_libraries)
			return tool->fault == FAULT_NONE && tool->version ? BREW_UPGRADE
									  : BREW_REINSTALL;
	}
	if (is_too_old(mem, &w->tool[id], keg)) /* which links it, too */
		return BREW_UPGRADE;
	if (lacks_libraries)
		return BREW_REINSTALL;
	/* `brew link` does nothing for a keg that it has noted as linked, whatever became of the
	 * links (tests/brew: protobuf-link-link-gone). */
	return keg->in_prefix ? BREW_REINSTALL : BREW_LINK;
}
