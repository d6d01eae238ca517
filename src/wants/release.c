#include "wants/release.h"

#include <ctype.h>
#include <string.h>

#include "wants/wants.h"

bool h1_is_valid(const char *text)
{
	size_t n = 0;

	if (!str_starts(text, "h1:"))
		return false;
	for (text += 3; isalnum((unsigned char)text[n]) || (text[n] && strchr("+/", text[n])); n++)
		;
	return n == 43 && str_equal(text + n, "=");
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

/* A minor version that is newer than all we know needs no less than the newest of them. */
static const char *macos_for(const struct manifest *m, enum tool_id id,
			     const struct release *release)
{
	const char *known;

	if (id != TOOL_GO)
		return release->minimum_macos;
	known = manifest_minimum_macos(m, release->version);
	if (!known && m->macos.n && version_compare(release->version, m->macos.at[0].go) > 0)
		return m->macos.at[0].macos;
	return known;
}

const struct release *release_for(const struct manifest *m, enum tool_id id, const struct facts *f)
{
	const struct releases *all = &m->tool[id].releases;
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
	if (!go_version || version_compare(go_version, m->tool[TOOL_GO].minimum) >= 0)
		return NULL;
	for (size_t i = 0; i < m->older.n; i++) {
		if (version_compare(go_version, m->older.at[i].go) >= 0)
			return &m->older.at[i];
	}
	return NULL;
}

static bool builds_with(const struct go_pin *pin, const char *go_version)
{
	return !pin->needs_go || !go_version || version_compare(go_version, pin->needs_go) >= 0;
}

const struct go_pin *go_pin_for(const struct tool_pins *pins, const char *go_version)
{
	for (size_t i = 0; i < pins->versions.n; i++)
		if (builds_with(&pins->versions.at[i], go_version))
			return &pins->versions.at[i];
	return NULL;
}

const struct go_pin *go_pin_find(const struct tool_pins *pins, const char *version)
{
	for (size_t i = 0; version && i < pins->versions.n; i++)
		if (version_compare(pins->versions.at[i].version, version) == 0)
			return &pins->versions.at[i];
	return NULL;
}
