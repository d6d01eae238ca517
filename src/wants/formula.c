#include "wants/formula.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/url.h"
#include "wants/wants.h"

const char *formula_api(const struct facts *f, const char *usual)
{
	const char *set = brew_variable(f, "HOMEBREW_API_DOMAIN");

	return set ? set : usual;
}

const char *formula_url(struct arena *mem, const char *api, const char *formula)
{
	return url_join(mem, api, arena_fmt(mem, "formula/%s.json", formula));
}

/* Newest first: a bottle of an older macOS serves a newer one, not the other way round
 * (Homebrew/brew, macos_version.rb and extend/os/mac/utils/bottles.rb). */
static const struct {
	int major;
	const char *name;
} macos_names[] = {
	{ 27, "golden_gate" }, { 26, "tahoe" },    { 15, "sequoia" }, { 14, "sonoma" },
	{ 13, "ventura" },     { 12, "monterey" }, { 11, "big_sur" },
};

static bool has_mac_bottle(struct arena *mem, const struct json *files, const struct facts *f)
{
	int here = f->machine.os_version ? atoi(f->machine.os_version) : 0;
	bool arm = wants_arch(f) == ARCH_ARM64;

	for (size_t i = 0; i < sizeof(macos_names) / sizeof(macos_names[0]); i++) {
		const char *tag = arena_fmt(mem, "%s%s", arm ? "arm64_" : "", macos_names[i].name);

		if (macos_names[i].major <= here && json_get(files, tag))
			return true;
	}
	return false;
}

static bool has_bottle(struct arena *mem, const struct json *files, const struct facts *f)
{
	if (json_get(files, "all"))
		return true;
	if (f->machine.os == OS_DARWIN)
		return has_mac_bottle(mem, files, f);
	return json_get(files, wants_arch(f) == ARCH_ARM64 ? "arm64_linux" : "x86_64_linux") !=
	       NULL;
}

enum rc formula_read(struct arena *mem, struct bytes body, const struct facts *f,
		     struct formula *ret, struct err *e)
{
	struct json *root;
	enum rc rc = json_parse(mem, body, &root, e);
	const struct json *stable, *bottle;

	if (rc)
		return err_while(e, "%s", _("reading Homebrew's answer"));
	stable = json_get(root, "versions");
	bottle = json_get(json_get(root, "bottle"), "stable");
	if (!json_string(root, "name") || !json_string(stable, "stable"))
		return err_set(e, RC_SYNTAX, "%s",
			       _("Homebrew's answer names no formula and no stable version"));
	ret->name = json_string(root, "name");
	ret->version = json_string(stable, "stable");
	ret->bottled = has_bottle(mem, json_get(bottle, "files"), f);
	return RC_OK;
}
