/* Which GOPROXY, GOSUMDB and GOPRIVATE hold: the one that was asked for, else the user's own, else Go's. */
#include "wants/choose.h"

#include <string.h>

#include "wants/goproxy.h"
#include "wants/release.h"
#include "wants/profile.h"

/* GOROOT/go.env of every official Go (go.dev/src/go.env). */
#define GO_DEFAULT_GOSUMDB "sum.golang.org"

static const char *own_setting(const struct facts *f, const char *name, const char *go_default)
{
	const struct setting *s = facts_setting(f, name);
	const char *value;

	if (!s)
		return NULL;
	value = s->value ? s->value : s->start_file;
	if (!value || !*value || s->origin == SETTING_DEFAULT)
		value = s->start_file;
	if (!value || !*value)
		return NULL;
	/* Every official Go has a go.env that says its defaults: nobody chose those. */
	if (s->origin == SETTING_GOROOT_FILE && str_equal(value, go_default))
		return NULL;
	return value;
}

/* "off", and a list without entries: nothing could be installed with that (rule goenv.proxy). */
static bool serves_nothing(struct arena *mem, const char *goproxy)
{
	return !goproxy_split(mem, goproxy).n && !strstr(goproxy, "direct");
}

static const char *own_goproxy(struct arena *mem, const struct facts *f, const struct manifest *m)
{
	const char *own = own_setting(f, "GOPROXY", m->default_goproxy);

	if (own)
		own = goproxy_repaired(mem, own);
	return own && !serves_nothing(mem, own) ? own : NULL;
}

void choose_goproxy(struct arena *mem, const struct facts *f, const struct wants_options *o,
		    struct wants *w)
{
	const char *own = own_goproxy(mem, f, o->manifest);
	const char *chosen = o->goproxy ? o->goproxy : o->profile ? o->profile->goproxy : NULL;

	w->goproxy_set = chosen || own;
	w->goproxy = chosen ? chosen : own ? own : o->manifest->default_goproxy;
	w->goproxy_from_profile = chosen && !str_equal(chosen, own);
	w->goproxy_for_good = w->goproxy_from_profile && o->goproxy_for_good;
	w->gosumdb = own_setting(f, "GOSUMDB", GO_DEFAULT_GOSUMDB);
	if (!w->gosumdb)
		w->gosumdb = manifest_mirror_sumdb(o->manifest, chosen);
	w->goprivate = own_setting(f, "GOPRIVATE", NULL);
}

const char *wants_goproxy(struct arena *mem, const struct facts *f, const struct wants_options *o)
{
	struct wants w = { 0 };

	choose_goproxy(mem, f, o, &w);
	return w.goproxy;
}
