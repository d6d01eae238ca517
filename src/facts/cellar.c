#include "facts/cellar.h"

static const char *rack(struct arena *mem, const char *prefix, const char *formula)
{
	return arena_fmt(mem, "%s/Cellar/%s", prefix, formula);
}

static bool is_keg(const struct dir_entry *entry)
{
	return entry->type == FILE_FOLDER && entry->name[0] != '.';
}

/* Where PREFIX/opt/NAME leads, if that is a keg of this name. */
static const char *keg_in_use(struct arena *mem, struct host *h, const char *prefix,
			      const char *formula)
{
	const char *real, *cellar;

	if (h->realpath(h, mem, arena_fmt(mem, "%s/opt/%s", prefix, formula), &real, NULL) !=
		    RC_OK ||
	    h->realpath(h, mem, rack(mem, prefix, formula), &cellar, NULL) != RC_OK)
		return NULL;
	return path_is_within(real, cellar) && !str_equal(real, cellar) ? path_name(real) : NULL;
}

const char *cellar_version(struct arena *mem, struct host *h, const char *prefix,
			   const char *formula)
{
	struct dir_entries kegs = { 0 };
	const char *version = NULL, *used;

	if (h->list(h, mem, rack(mem, prefix, formula), &kegs, NULL) != RC_OK)
		return NULL;
	used = keg_in_use(mem, h, prefix, formula);
	if (used)
		return used;
	for (size_t i = 0; i < kegs.n; i++)
		if (is_keg(&kegs.at[i]) &&
		    (!version || version_compare(kegs.at[i].name, version) > 0))
			version = kegs.at[i].name;
	return version;
}

struct names cellar_formulae(struct arena *mem, struct host *h, const char *prefix)
{
	struct dir_entries racks = { 0 };
	struct names formulae = { 0 };

	if (h->list(h, mem, path_join(mem, prefix, "Cellar"), &racks, NULL) != RC_OK)
		return formulae;
	for (size_t i = 0; i < racks.n; i++)
		if (is_keg(&racks.at[i]) && cellar_version(mem, h, prefix, racks.at[i].name))
			list_push(mem, &formulae, racks.at[i].name);
	return formulae;
}

const struct json *cellar_receipt(struct arena *mem, struct host *h, const char *prefix,
				  const char *formula)
{
	const char *version = cellar_version(mem, h, prefix, formula);
	const char *path =
		arena_fmt(mem, "%s/%s/INSTALL_RECEIPT.json", rack(mem, prefix, formula), version);
	struct bytes text;
	struct json *receipt;

	if (!version || h->read(h, mem, path, 1 << 20, &text, NULL) != RC_OK ||
	    json_parse(mem, text, &receipt, NULL) != RC_OK)
		return NULL;
	return receipt;
}

static bool needs(struct arena *mem, struct host *h, const char *prefix, const char *formula,
		  const char *needed)
{
	const struct json *receipt = cellar_receipt(mem, h, prefix, formula);

	json_each (dependency, json_get(receipt, "runtime_dependencies")) {
		const char *name = json_string(dependency, "full_name");

		/* "user/tap/name" for one of a tap */
		if (name && str_equal(path_name(name), needed))
			return true;
	}
	return false;
}

struct names cellar_needed_by(struct arena *mem, struct host *h, const char *prefix,
			      const char *formula, const struct names *but)
{
	struct names all = cellar_formulae(mem, h, prefix), found = { 0 };

	for (size_t i = 0; i < all.n; i++)
		if (!str_equal(all.at[i], formula) && !names_hold(but, all.at[i]) &&
		    needs(mem, h, prefix, all.at[i], formula))
			list_push(mem, &found, all.at[i]);
	return found;
}

bool cellar_is_linked(struct host *h, struct arena *mem, const char *prefix, const char *formula)
{
	return host_exists(h, arena_fmt(mem, "%s/var/homebrew/linked/%s", prefix, formula));
}

bool cellar_is_pinned(struct host *h, struct arena *mem, const char *prefix, const char *formula)
{
	return host_exists(h, arena_fmt(mem, "%s/var/homebrew/pinned/%s", prefix, formula));
}
