/* Where goready puts things: HOME, not the passwd entry, decides, and the XDG variables. */
#include "facts/gather.h"

/* A relative value is to be ignored (XDG Base Directory Specification, "Basics"). */
static const char *xdg(struct gather *g, const char *name, const char *otherwise)
{
	const char *value = gather_env(g, name);

	if (value && value[0] == '/')
		return path_bare(g->mem, value);
	return path_join(g->mem, g->f->places.home, otherwise);
}

static const char *absolute_env(struct gather *g, const char *name, const char *otherwise)
{
	const char *value = gather_env(g, name);

	return value && value[0] == '/' ? path_bare(g->mem, value) : otherwise;
}

void gather_places(struct gather *g)
{
	struct places *p = &g->f->places;

	p->home = absolute_env(g, "HOME", "/");
	p->data = path_join(g->mem, xdg(g, "XDG_DATA_HOME", ".local/share"), "goready");
	p->tools = path_join(g->mem, p->data, "tools");
	p->bin = path_join(g->mem, p->data, "bin");
	p->state = path_join(g->mem, xdg(g, "XDG_STATE_HOME", ".local/state"), "goready");
	p->runs = path_join(g->mem, p->state, "runs");
	p->cache = path_join(g->mem, xdg(g, "XDG_CACHE_HOME", ".cache"), "goready");
	p->config = xdg(g, "XDG_CONFIG_HOME", ".config");
	p->zdotdir = absolute_env(g, "ZDOTDIR", p->home);
	p->tmp = absolute_env(g, "TMPDIR", "/tmp");
	p->go_bin = path_join(g->mem, p->home, "go/bin"); /* golang_find_bin knows better */
}
