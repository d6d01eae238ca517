/* What does not answer, and the public mirrors that do: they are offered, never taken unasked. */
#include "wizard/wizard.h"

#include "base/i18n.h"
#include "base/url.h"
#include "wants/manifest.h"

static const struct address *first_address(const struct wizard *w, const char *role, bool good)
{
	for (size_t i = 0; i < w->observed.addresses.n; i++) {
		const struct address *address = &w->observed.addresses.at[i];

		if (str_equal(address->role, role) && (address->reach == REACH_OK) == good)
			return address;
	}
	return NULL;
}

static const char *manifest_proxy_at(const struct wizard *w, const char *url)
{
	struct names proxies = manifest_goproxies(w->plan_mem, w->manifest);

	for (size_t i = 0; i < proxies.n; i++)
		if (str_starts(url, proxies.at[i]))
			return arena_strdup(w->mem, proxies.at[i]);
	return NULL;
}

const char *wizard_mirror(const struct wizard *w)
{
	for (size_t i = 0; i < w->observed.addresses.n; i++) {
		const struct address *address = &w->observed.addresses.at[i];
		const char *proxy = NULL;

		if (str_equal(address->role, "mirror") && address->reach == REACH_OK)
			proxy = manifest_proxy_at(w, address->url);
		if (proxy)
			return proxy;
	}
	return NULL;
}

const char *wizard_dead_proxy(const struct wizard *w)
{
	const struct address *dead = first_address(w, "goproxy", false);

	return dead && !first_address(w, "goproxy", true) ? dead->url : NULL;
}

const struct brew_mirror *wizard_brew_mirror(const struct wizard *w)
{
	const struct address *good = first_address(w, "brew-mirror", true);
	struct brew_mirrors all = manifest_brew_mirrors(w->manifest);

	for (size_t i = 0; good && i < all.n; i++)
		if (str_starts(good->url, all.at[i].api_domain))
			return &all.at[i];
	return NULL;
}

const char *wizard_dead_brew(const struct wizard *w)
{
	const char *dead = NULL;

	for (size_t i = 0; i < w->observed.addresses.n; i++) {
		const struct address *address = &w->observed.addresses.at[i];

		if (!str_equal(address->role, "brew"))
			continue;
		if (address->reach == REACH_OK || address_lacks_only_it(address))
			return NULL;
		dead = dead ? dead : address->url;
	}
	return dead;
}

static bool uses_brew(const struct wizard *w)
{
	tools_each (id)
		if (w->choices.method[id] == METHOD_HOMEBREW)
			return true;
	return false;
}

/* Did one of the user's own sources of a tool answer (or, offered, a public mirror)? */
static bool archive_answers(const struct wizard *w, enum tool_id id, bool offered)
{
	for (size_t i = 0; i < w->observed.addresses.n; i++) {
		const struct address *address = &w->observed.addresses.at[i];

		if (address->tool == id && address->reach == REACH_OK &&
		    str_equal(address->role, "mirror") == offered)
			return true;
	}
	return false;
}

bool wizard_short_of_sources(const struct wizard *w, enum tool_id id)
{
	return w->choices.method[id] == METHOD_ARCHIVE && !archive_answers(w, id, false) &&
	       archive_answers(w, id, true);
}

/* Was there an address of the tool's own to try, and did none answer? */
static bool own_sources_are_silent(const struct wizard *w, enum tool_id id)
{
	bool tried = false;

	if (tool_kind_of(id)->delivery != DELIVERY_RELEASE)
		return false; /* it is compiled then */
	for (size_t i = 0; i < w->observed.addresses.n; i++) {
		const struct address *address = &w->observed.addresses.at[i];

		tried |= address->tool == id && !str_equal(address->role, "mirror");
	}
	return tried && w->choices.method[id] == METHOD_ARCHIVE && !archive_answers(w, id, false);
}

static bool is_of_mirror(const struct address *address)
{
	return str_ends(address->role, "mirror");
}

static bool mirrors_are_known(const struct wizard *w)
{
	for (size_t i = 0; i < w->observed.addresses.n; i++)
		if (is_of_mirror(&w->observed.addresses.at[i]))
			return true;
	return w->mirrors_tried;
}

static bool anything_is_to_come(const struct wizard *w)
{
	return w->looked && !w->unattended && !(w->plan_ok && w->plan.steps.n == 0);
}

bool wizard_system_proxy_may_serve(const struct wizard *w)
{
	if (!anything_is_to_come(w) || !w->facts->environment.system_proxy ||
	    facts_proxy_is_set(w->facts))
		return false;
	for (size_t i = 0; i < w->observed.addresses.n; i++)
		if (w->observed.addresses.at[i].reach != REACH_OK)
			return true;
	return false;
}

void wizard_use_system_proxy(struct wizard *w, bool yes)
{
	bool was_used = w->facts->environment.system_proxy_used;
	enum system_proxy chosen = yes ? PROXY_YES : PROXY_NO;

	if (w->choices.system_proxy == chosen)
		return;
	w->choices.system_proxy = chosen;
	w->facts = yes ? facts_with_system_proxy(w->mem, w->facts)
		       : facts_without_system_proxy(w->mem, w->facts);
	wizard_replan(w);
	if (yes)
		wizard_wish(w, WISH_LOOK, _("Trying the proxy"));
	else if (was_used)
		wizard_wish(w, WISH_LOOK, _("Trying the addresses without the proxy"));
}

static bool something_is_silent(const struct wizard *w)
{
	tools_each (id)
		if (own_sources_are_silent(w, id))
			return true;
	return wizard_dead_proxy(w) || (uses_brew(w) && wizard_dead_brew(w));
}

bool wizard_needed_is_silent(const struct wizard *w)
{
	return anything_is_to_come(w) && something_is_silent(w) &&
	       (w->choices.mirror == MIRROR_UNDECIDED || w->choices.mirror == MIRROR_NO);
}

bool wizard_mirrors_may_serve(const struct wizard *w)
{
	if (!anything_is_to_come(w) || mirrors_are_known(w))
		return false;
	/* first whether it answers by the proxy */
	if (wizard_system_proxy_may_serve(w) && w->choices.system_proxy == PROXY_UNDECIDED)
		return false;
	return something_is_silent(w);
}

bool wizard_mirrors_suggested(const struct wizard *w)
{
	return anything_is_to_come(w) && !mirrors_are_known(w) && w->observed.addresses.n &&
	       str_equal(language_chosen(), "zh_CN");
}

void wizard_try_mirrors(struct wizard *w, bool yes)
{
	w->choices.prefer_mirrors = yes && !wizard_mirrors_may_serve(w);
	w->choices.try_mirrors = yes ? TRY_YES : TRY_NO;
	wizard_replan(w);
	if (yes)
		wizard_wish(w, WISH_LOOK, _("Trying the public mirrors"));
}

static void add_host(struct arena *mem, struct names *hosts, const char *url)
{
	const char *host = url_host(mem, url);

	if (host && !names_hold(hosts, host))
		list_push(mem, hosts, host);
}

struct names wizard_mirror_hosts(const struct wizard *w, struct arena *mem, bool answering)
{
	struct names hosts = { 0 }, proxies = manifest_goproxies(mem, w->manifest);
	struct names maven = manifest_maven_repositories(w->manifest);

	for (size_t i = 0; answering && i < w->observed.addresses.n; i++) {
		const struct address *address = &w->observed.addresses.at[i];

		if (is_of_mirror(address) && address->reach == REACH_OK)
			add_host(mem, &hosts, address->url);
	}
	if (answering)
		return hosts;
	for (size_t i = 0; i < proxies.n; i++)
		add_host(mem, &hosts, proxies.at[i]);
	for (size_t i = 0; i < maven.n; i++)
		add_host(mem, &hosts, maven.at[i]);
	return hosts;
}

bool wizard_mirror_wanted(const struct wizard *w)
{
	if (!anything_is_to_come(w))
		return false;
	if (w->choices.prefer_mirrors && w->mirrors_tried)
		return wizard_mirror(w) || wizard_brew_mirror(w);
	tools_each (id)
		if (wizard_short_of_sources(w, id))
			return true;
	if (uses_brew(w) && wizard_dead_brew(w) && wizard_brew_mirror(w))
		return true;
	return wizard_dead_proxy(w) && wizard_mirror(w);
}
