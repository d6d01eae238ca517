/*
 * Apple's command line tools and Xcode, by their files. git, clang and xcrun of /usr/bin are stubs
 * that open a window where the tools are missing, so none of them is ever started; pkgutil only
 * reads receipts.
 */
#include "facts/gather.h"

#include <stdlib.h>
#include <string.h>

#define TOOLS "/Library/Developer/CommandLineTools"
#define XCODE "/Applications/Xcode.app/Contents/Developer"

/* "version: 16.1.0.0.1.1729049160" of pkgutil(1) --pkg-info. */
static const char *receipt_version(struct gather *g)
{
	static const char key[] = "version:";
	struct names env = gather_scrubbed_env(g);
	struct command command = { .env = &env, .seconds = 5, .most = 4096 };
	struct command_result result = { 0 };
	struct bytes line;
	size_t at = 0;

	list_push(g->mem, &command.argv, "/usr/sbin/pkgutil");
	list_push(g->mem, &command.argv, "--pkg-info=com.apple.pkg.CLTools_Executables");
	if (g->host->run(g->host, g->mem, &command, &result, NULL) != RC_OK || result.status)
		return NULL;
	while (next_line(result.out, &at, &line)) {
		const char *text = arena_strndup(g->mem, line.at, line.n);

		if (str_starts(text, key))
			return str_trim(g->mem, text + strlen(key));
	}
	return NULL;
}

/* DEVELOPER_DIR, which may name the application too (xcode-select(1)). One that leads nowhere is this
 * terminal's trouble ("xcrun: error: missing DEVELOPER_DIR path"), and no folder. */
static const char *find_named(struct gather *g)
{
	const char *set = gather_env(g, "DEVELOPER_DIR");

	if (!set || !*set)
		return NULL;
	if (!host_is_folder(g->host, set)) {
		g->f->clt.variable_gone = set;
		return NULL;
	}
	return str_ends(set, ".app") ? path_join(g->mem, set, "Contents/Developer") : set;
}

/* DEVELOPER_DIR, the link that `xcode-select --switch` writes, else Xcode in its usual place, else
 * the tools (xcode-select(1)). */
static const char *find_active(struct gather *g)
{
	const char *set = find_named(g);
	struct file_info info = { 0 };

	if (set)
		return set;
	if (g->host->lstat(g->host, g->mem, "/var/db/xcode_select_link", &info, NULL) == RC_OK &&
	    info.type == FILE_LINK && info.target)
		return info.target;
	if (host_is_folder(g->host, XCODE))
		return XCODE;
	return g->f->clt.tools ? TOOLS : NULL;
}

static bool holds(struct bytes text, const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i + n <= text.n; i++)
		if (memcmp(text.at + i, key, n) == 0)
			return true;
	return false;
}

/* The string behind a key of a property list in XML; NULL: it has none, or the list is binary. */
static const char *plist_string(struct arena *mem, struct bytes plist, const char *key)
{
	const char *text = arena_strndup(mem, plist.at, plist.n);
	const char *at = strstr(text, arena_fmt(mem, "<key>%s</key>", key));
	const char *end;

	at = at ? strstr(at, "<string>") : NULL;
	at = at ? at + strlen("<string>") : NULL;
	end = at ? strchr(at, '<') : NULL;
	return end ? str_trim(mem, arena_strndup(mem, at, (size_t)(end - at))) : NULL;
}

/* "EA1821", of a list in XML or binary alike; NULL. */
static const char *licence_name(struct arena *mem, struct bytes plist)
{
	for (size_t i = 0; i + 3 < plist.n; i++) {
		size_t n = 2;

		while (i + n < plist.n && plist.at[i + n] >= '0' && plist.at[i + n] <= '9')
			n++;
		if (memcmp(plist.at + i, "EA", 2) == 0 && n > 4)
			return arena_strndup(mem, plist.at + i, n);
	}
	return NULL;
}

/* Was that of this Xcode agreed to? Its own name says so; else an agreement of an older release is for that one. */
static bool is_agreed_to(struct gather *g, struct bytes agreed, const char *version_key)
{
	const char *contents = path_folder(g->mem, g->f->clt.xcode), *name = NULL, *to, *version;
	struct bytes text;

	if (gather_read(g, path_join(g->mem, contents, "Resources/LicenseInfo.plist"), 1 << 20,
			&text))
		name = licence_name(g->mem, text);
	if (name)
		return holds(agreed, name);
	to = plist_string(g->mem, agreed, version_key);
	if (!to || !gather_read(g, path_join(g->mem, contents, "version.plist"), 1 << 20, &text))
		return true;
	version = plist_string(g->mem, text, "CFBundleShortVersionString");
	return !version || atoi(to) >= atoi(version);
}

/* Xcode notes which licence was agreed to in its preferences, binary or not
 * (Homebrew/brew, os/mac/xcode.rb asks xcodebuild, which would open a window). */
static void find_licence(struct gather *g)
{
	/* betas have a key of their own */
	static const char *const keys[] = { "IDEXcodeVersionForAgreedToGMLicense",
					    "IDEXcodeVersionForAgreedToBetaLicense" };
	struct clt_facts *c = &g->f->clt;
	struct bytes text;

	if (!c->xcode || !str_equal(c->active, c->xcode))
		return;
	c->licence_known = true;
	if (!gather_read(g, "/Library/Preferences/com.apple.dt.Xcode.plist", 1 << 20, &text))
		return;
	for (size_t i = 0; i < 2; i++)
		c->licence_accepted |= holds(text, keys[i]) && is_agreed_to(g, text, keys[i]);
}

void gather_clt(struct gather *g)
{
	struct clt_facts *c = &g->f->clt;

	if (g->f->machine.os != OS_DARWIN)
		return;
	c->known = true;
	c->tools = gather_is_file(g, TOOLS "/usr/bin/clang") &&
		   gather_is_file(g, TOOLS "/usr/bin/git");
	if (c->tools)
		c->version = receipt_version(g);
	c->active = find_active(g);
	c->active_gone = c->active && !host_is_folder(g->host, c->active);
	if (c->active && str_ends(c->active, ".app/Contents/Developer"))
		c->xcode = c->active_gone ? NULL : c->active;
	else if (host_is_folder(g->host, XCODE))
		c->xcode = XCODE;
	find_licence(g);
}
