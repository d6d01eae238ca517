#include "wants/self_release.h"

#include <string.h>

#include "base/i18n.h"
#include "base/outside.h"
#include "wants/release.h"

enum { DIGITS = 64 };

extern const unsigned char release_keys[]; /* embedded */
extern const size_t release_keys_size;

const char *self_release_keys(struct arena *mem)
{
	return arena_strndup(mem, (const char *)release_keys, release_keys_size);
}

/* "DIGITS  NAME" or "DIGITS *NAME" */
static bool self_release_read_line(struct arena *mem, const char *line, const char **ret_sum,
				   const char **ret_name)
{
	line = str_trim(mem, line);
	if (strlen(line) < DIGITS + 3 || line[DIGITS] != ' ' ||
	    (line[DIGITS + 1] != ' ' && line[DIGITS + 1] != '*'))
		return false;
	*ret_sum = outside_sha256(mem, arena_strndup(mem, line, DIGITS));
	*ret_name = line + DIGITS + 2;
	return *ret_sum != NULL;
}

static bool is_for(struct arena *mem, const char *file, enum os os, enum arch arch,
		   struct self_release *ret)
{
	const char *end = arena_fmt(mem, "-%s-%s.tar.gz", os_name(os), arch_name(arch));
	size_t start = strlen("goready-"), n = strlen(file);

	if (!outside_name(file) || !str_starts(file, "goready-") || !str_ends(file, end) ||
	    n <= start + strlen(end))
		return false;
	ret->version = arena_strndup(mem, file + start, n - start - strlen(end));
	ret->name = arena_strndup(mem, file, n - strlen(".tar.gz"));
	ret->file = file;
	return strspn(ret->version, "0123456789") > 0;
}

static enum rc no_list(const char *where, struct err *e)
{
	err_set(e, RC_NOT_ARCHIVE, _("what %s gives as SHA256SUMS is no list of checksums"), where);
	err_hint(
		e, "%s",
		_("Nothing was changed. Look whether the address or folder is that of a release, and whether this network wants a login first."));
	return RC_NOT_ARCHIVE;
}

static enum rc not_for_this(const char *where, enum os os, enum arch arch, struct err *e)
{
	err_set(e, RC_UNSUPPORTED, _("SHA256SUMS of %s lists no goready for %s-%s"), where,
		os_name(os) ? os_name(os) : "-", arch_name(arch) ? arch_name(arch) : "-");
	err_hint(
		e, "%s",
		_("Nothing was changed. Name a folder or address that holds a release for this machine: --from WHERE"));
	return RC_UNSUPPORTED;
}

enum rc self_release_find(struct arena *mem, struct bytes sums, const char *where, enum os os,
			  enum arch arch, struct self_release *ret, struct err *e)
{
	struct names lines = { 0 };
	struct self_release best = { 0 };
	bool any = false;

	if (!memchr(sums.at ? sums.at : "", '\0', sums.n))
		lines = str_split(mem, arena_strndup(mem, sums.at ? sums.at : "", sums.n), '\n');
	for (size_t i = 0; i < lines.n; i++) {
		struct self_release one = { 0 };
		const char *name;

		if (!self_release_read_line(mem, lines.at[i], &one.sha256, &name))
			continue;
		any = true;
		if (is_for(mem, name, os, arch, &one) &&
		    (!best.version || version_compare(one.version, best.version) > 0))
			best = one;
	}
	if (!any)
		return no_list(where, e);
	if (!best.version)
		return not_for_this(where, os, arch, e);
	*ret = best;
	return RC_OK;
}
