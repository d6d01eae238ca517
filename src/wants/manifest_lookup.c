/* What the manifest answers; manifest.c reads it. */
#include <ctype.h>
#include <string.h>

#include "wants/release.h"

const char *manifest_goready_releases(const struct manifest *m)
{
	return m->goready_releases;
}

/* Modules write their versions with a v, people and programs mostly without. */
static const char *bare_version(const char *version)
{
	return version && version[0] == 'v' ? version + 1 : version;
}

const char *manifest_minimum(const struct manifest *m, enum tool_id id)
{
	return bare_version(m->tool[id].minimum);
}

const char *manifest_version(const struct manifest *m, enum tool_id id)
{
	const struct tool_pins *pins = &m->tool[id];

	if (pins->versions.n)
		return bare_version(pins->versions.at[0].version);
	return pins->releases.n ? pins->releases.at[0].version : NULL;
}

struct names manifest_goproxies(struct arena *mem, const struct manifest *m)
{
	struct names urls = { 0 };

	for (size_t i = 0; i < m->goproxies.n; i++)
		list_push(mem, &urls, m->goproxies.at[i].url);
	return urls;
}

struct names manifest_maven_repositories(const struct manifest *m)
{
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

const char *manifest_security_go(struct arena *mem, const struct manifest *m, const char *from,
				 const char *to)
{
	const char *minor = version_minor(mem, from);

	for (size_t i = 0; i < m->security_go.n; i++) {
		const char *version = m->security_go.at[i];

		if (str_equal(version_minor(mem, version), minor) &&
		    version_compare(version, from) > 0 && version_compare(version, to) <= 0)
			return version;
	}
	return NULL;
}

bool manifest_go_is_abandoned(struct arena *mem, const struct manifest *m, const char *version)
{
	const char *minor = version_minor(mem, version);

	/* Newer than what this goready was built with is not abandoned. */
	return m->supported_go.n && !names_hold(&m->supported_go, minor) &&
	       version_compare(minor, m->supported_go.at[0]) < 0;
}

static bool is_of_minor(const char *version, const char *minor)
{
	size_t n = strlen(minor);

	return strncmp(version, minor, n) == 0 && !isdigit((unsigned char)version[n]);
}

static void take_newer(const char **newest, const char *version, const char *begin)
{
	if (is_of_minor(version, begin) && (!*newest || version_compare(version, *newest) > 0))
		*newest = version;
}

const char *manifest_newest_of(const struct manifest *m, enum tool_id id, const char *version)
{
	const struct tool_pins *pins = &m->tool[id];
	const char *newest = NULL;

	for (size_t i = 0; i < pins->releases.n; i++)
		take_newer(&newest, pins->releases.at[i].version, version);
	for (size_t i = 0; i < pins->versions.n; i++)
		take_newer(&newest, bare_version(pins->versions.at[i].version), version);
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

const char *brew_address_of_commit(struct arena *mem, const char *url, const char *commit)
{
	const char *at = strstr(url, "{commit}");

	if (!at)
		return url;
	return arena_fmt(mem, "%.*s%s%s", (int)(at - url), url, commit, at + strlen("{commit}"));
}

const char *manifest_brew_uninstaller(struct arena *mem, const struct manifest *m)
{
	if (!m->brew_uninstaller || !m->brew_installer.commit)
		return NULL;
	return brew_address_of_commit(mem, m->brew_uninstaller, m->brew_installer.commit);
}
