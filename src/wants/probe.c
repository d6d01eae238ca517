#include "wants/probe.h"

#include "base/url.h"
#include "net/net.h"
#include "wants/formula.h"
#include "wants/goproxy.h"
#include "wants/release.h"

static void add_probe(struct arena *mem, struct probes *probes, const char *role, const char *url,
		      enum tool_id tool)
{
	struct probe *probe;

	if (!net_url_allowed(url))
		return;
	probe = list_add(mem, probes);
	probe->role = role;
	probe->url = url;
	probe->tool = tool;
	probe->head = tool != TOOL_N;
}

static const char *module_probe(struct arena *mem, const char *proxy, const struct wants *w)
{
	return url_join(
		mem, proxy,
		arena_fmt(mem, "google.golang.org/protobuf/@v/%s.info", w->protobuf_version));
}

static void probe_goproxy(struct arena *mem, const struct wants *w, struct probes *probes)
{
	struct goproxy_entries entries = goproxy_split(mem, w->goproxy);

	if (!entries.n)
		return;
	add_probe(mem, probes, "goproxy", module_probe(mem, entries.at[0].url, w), TOOL_N);
	/* 200 where the proxy passes the database on, else go asks it directly
	 * (go.dev/design/25530-sumdb, "Proxying a Checksum Database"). */
	add_probe(mem, probes, "sumdb",
		  url_join(mem, entries.at[0].url, "sumdb/sum.golang.org/supported"), TOOL_N);
}

static void probe_mirrors(struct arena *mem, const struct manifest *m, const struct wants *w,
			  struct probes *probes)
{
	for (size_t i = 0; m && i < m->goproxies.n; i++)
		add_probe(mem, probes, "mirror", module_probe(mem, m->goproxies.at[i].url, w),
			  TOOL_N);
}

/* Not only where it is the method: the wizard shows what each way would bring. On Linux a Homebrew
 * that is not there is nobody's question. */
static bool brew_may_serve(const struct facts *f, const struct wants *w)
{
	return w->brew_prefix && !w->no_brew && (w->brew || f->machine.os == OS_DARWIN);
}

static void probe_formulae(struct arena *mem, const struct facts *f, const struct wants *w,
			   struct probes *probes)
{
	const char *api = formula_api(f, w->manifest->brew_api);

	tools_each (id) {
		const struct tool_want *want = &w->tool[id];
		size_t n = probes->n;

		if (!api || !want->formula || want->method == METHOD_KEEP ||
		    (want->method != METHOD_HOMEBREW && !brew_may_serve(f, w)))
			continue;
		add_probe(mem, probes, "brew", formula_url(mem, api, want->formula), TOOL_N);
		if (probes->n > n)
			probes->at[n].formula = true;
	}
}

/* Only where nothing else is set: who names a mirror has one. */
static void probe_brew_mirrors(struct arena *mem, const struct facts *f, const struct wants *w,
			       struct probes *probes)
{
	bool any = false;

	for (size_t i = 0; i < probes->n; i++)
		any = any || probes->at[i].formula;
	for (size_t i = 0; any && i < w->manifest->brew_mirrors.n; i++)
		if (!brew_variable(f, "HOMEBREW_API_DOMAIN"))
			add_probe(
				mem, probes, "brew-mirror",
				formula_url(mem, w->manifest->brew_mirrors.at[i].api_domain, "go"),
				TOOL_N);
}

static struct probes make_probes(struct arena *mem, const struct facts *f, const struct wants *w,
				 bool kept_too)
{
	struct probes probes = { 0 };
	bool modules = kept_too;

	tools_each (id) {
		const struct tool_want *want = &w->tool[id];

		if (want->method == METHOD_KEEP && !kept_too)
			continue;
		modules = true;
		for (size_t i = 0; i < want->sources.n; i++) {
			const struct source *source = &want->sources.at[i];

			add_probe(mem, &probes, source->offered ? "mirror" : tool_name(id),
				  source->parts[0].url, id);
		}
	}
	if (modules) {
		probe_goproxy(mem, w, &probes);
		probe_mirrors(mem, w->manifest, w, &probes);
	}
	if (f) {
		probe_formulae(mem, f, w, &probes);
		probe_brew_mirrors(mem, f, w, &probes);
	}
	return probes;
}

struct probes wants_probes(struct arena *mem, const struct facts *f, const struct wants *w)
{
	return make_probes(mem, f, w, false);
}

struct probes wants_probes_all(struct arena *mem, const struct wants *w)
{
	return make_probes(mem, NULL, w, true);
}

struct address probe_address(struct arena *mem, const struct probe *probe)
{
	return (struct address){ .role = probe->role,
				 .url = url_redact(mem, probe->url),
				 .tried = arena_strdup(mem, probe->url), /* wants are made anew */
				 .tool = probe->tool };
}
