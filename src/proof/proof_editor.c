/* Steps of the proofs that do what an editor does: gopls is asked, and dlv stops the server. */
#include "base/environment.h"
#include "base/i18n.h"
#include "proof/proof_internal.h"

enum { VERSION_SECONDS = 20, ASK_SECONDS = 200 };

/* gopls makes its caches at every start: in the temp folder here. */
#define OWN_CACHES "XDG_CACHE_HOME={programs}/cache", "GOPLSCACHE={programs}/cache"

/* As an editor finds it: by its own setting, then on PATH, then where `go install` puts it. */
static const char *tool_of_editor(struct proof *p, const char *name)
{
	const struct facts *f = p->spec->facts;
	const char *setting = arena_fmt(p->mem, "go.alternateTools %s", name), *path;

	for (size_t i = 0; i < f->editors.settings.n; i++)
		if (str_equal(f->editors.settings.at[i].name, setting) &&
		    f->editors.settings.at[i].there)
			return f->editors.settings.at[i].path;
	path = host_which(p->spec->host, p->mem, environment_value(&p->env, "PATH"), name);
	if (path || !f->places.go_bin)
		return path;
	path = path_join(p->mem, f->places.go_bin, name);
	return host_is_file(p->spec->host, path) ? path : NULL;
}

static bool find(struct proof *p, const char *name, struct outcome *ret)
{
	const char *path = tool_of_editor(p, name);
	const char *words[] = { path, "version", NULL };
	const char *set[] = { OWN_CACHES, NULL };
	struct said said;

	if (!path) {
		ret->ends = true;
		return proof_lacks_tool(p, name, ret);
	}
	return proof_run_with(p, words, set, VERSION_SECONDS, ret, &said);
}

bool proof_finds_gopls(struct proof *p, struct outcome *ret)
{
	return find(p, "gopls", ret);
}

bool proof_finds_dlv(struct proof *p, struct outcome *ret)
{
	return find(p, "dlv", ret);
}

/* Go's own cache stays where it is, or all would be built anew. */
bool proof_asks_gopls(struct proof *p, struct outcome *ret)
{
	const char *words[] = { "{programs}/asks", tool_of_editor(p, "gopls"), NULL };
	const char *set[] = { OWN_CACHES,
			      arena_fmt(p->mem, "GOCACHE=%s", proof_setting(p, "GOCACHE")), NULL };
	struct said said;

	return proof_run_with(p, words, set, ASK_SECONDS, ret, &said);
}

bool proof_stops_in_handler(struct proof *p, struct outcome *ret)
{
	const char *words[] = { "{programs}/stops", tool_of_editor(p, "dlv"), "{programs}/server",
				"{programs}/client", NULL };
	struct said said;

	return proof_run_with(p, words, NULL, ASK_SECONDS, ret, &said);
}
