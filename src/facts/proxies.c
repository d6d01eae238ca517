/* Proxies: what variables name, and what macOS has in its settings. */
#include "facts/gather.h"

#include <string.h>

static void find_proxies(struct gather *g)
{
	static const char *const names[] = { "http_proxy",  "HTTP_PROXY", "https_proxy",
					     "HTTPS_PROXY", "all_proxy",  "ALL_PROXY",
					     "no_proxy",    "NO_PROXY" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct assignment *where = gather_last_line(g, names[i]);
		const char *value = gather_env(g, names[i]);

		if (!value && where && where->plain)
			value = assignment_expand(g, where->value);
		if (value && *value)
			list_push(g->mem, &g->f->environment.proxies,
				  ((struct proxy_variable){
					  .name = names[i], .value = value, .where = where }));
	}
}

/* "  HTTPSPort : 8080" */
static const char *scutil_value(struct gather *g, struct bytes text, const char *name)
{
	struct bytes line;
	size_t n = strlen(name);

	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));

		if (strncmp(one, name, n) == 0 && strncmp(one + n, " : ", 3) == 0)
			return one + n + 3;
	}
	return NULL;
}

static const char *scutil_proxy(struct gather *g, struct bytes text, const char *kind,
				const char *scheme)
{
	struct arena *mem = g->mem;
	const char *on = scutil_value(g, text, arena_fmt(mem, "%sEnable", kind));
	const char *host = scutil_value(g, text, arena_fmt(mem, "%sProxy", kind));
	const char *port = scutil_value(g, text, arena_fmt(mem, "%sPort", kind));

	if (!str_equal(on, "1") || !host)
		return NULL;
	return arena_fmt(mem, "%s://%s%s%s", scheme, host, port ? ":" : "", port ? port : "");
}

static bool is_part_of_address(const char *text)
{
	return *text && !text[strspn(text, "0123456789.")];
}

/* How no_proxy says it, which curl and Go read: "*.local" is ".local", "169.254/16" "169.254.0.0/16", and
 * "10.*" "10.0.0.0/8"; NULL: it has no word for it. */
static const char *exception_in_variables(struct gather *g, const char *host)
{
	const char *slash = strchr(host, '/'), *star = strchr(host, '*');
	const char *address = arena_strndup(g->mem, host,
					    slash  ? (size_t)(slash - host)
					    : star ? (size_t)(star - host)
						   : strlen(host));
	struct names parts;
	int given;

	if (str_equal(host, "*") || (!slash && !star))
		return host;
	if (star == host)
		return strchr(host + 1, '*') || !host[1] ? NULL : host + 1;
	if (!is_part_of_address(address) || (star && star[1]))
		return NULL;
	parts = str_split(g->mem, path_bare(g->mem, address), '.');
	given = (int)parts.n - (star ? 1 : 0);
	for (size_t i = (size_t)given; i < 4; i++)
		address = arena_fmt(g->mem, "%s%s0", address, str_ends(address, ".") ? "" : ".");
	return slash ? arena_fmt(g->mem, "%s%s", address, slash)
		     : arena_fmt(g->mem, "%s/%d", address, 8 * given);
}

/* "    0 : *.local" in the list of what goes without the proxy. */
static struct names scutil_exceptions(struct gather *g, struct bytes text)
{
	struct names hosts = { 0 };
	struct bytes line;
	bool inside = false;

	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		const char *host = inside ? strstr(one, " : ") : NULL;

		if (str_starts(one, "ExceptionsList :"))
			inside = true;
		else if (one[0] == '}')
			inside = false;
		else if (host && exception_in_variables(g, host + 3))
			list_push(g->mem, &hosts, exception_in_variables(g, host + 3));
	}
	return hosts;
}

/* What browsers use, and programs of the command line do not (scutil(8)). */
static void find_system_proxy(struct gather *g)
{
	struct environment_facts *e = &g->f->environment;
	struct names env = gather_scrubbed_env(g);
	struct command command = { .env = &env, .seconds = 5, .most = 64 << 10 };
	struct command_result result = { 0 };
	struct names exceptions;

	if (g->f->machine.os != OS_DARWIN || !gather_is_file(g, "/usr/sbin/scutil"))
		return;
	list_push(g->mem, &command.argv, "/usr/sbin/scutil");
	list_push(g->mem, &command.argv, "--proxy");
	if (g->host->run(g->host, g->mem, &command, &result, NULL) != RC_OK || result.status)
		return;
	e->system_proxy = scutil_proxy(g, result.out, "HTTPS", "http");
	if (!e->system_proxy)
		e->system_proxy = scutil_proxy(g, result.out, "SOCKS", "socks5h");
	exceptions = scutil_exceptions(g, result.out);
	if (names_hold(&exceptions, "*"))
		e->system_proxy = NULL; /* everything goes without it */
	else if (exceptions.n)
		e->system_no_proxy = str_join(g->mem, &exceptions, ",");
	if (str_equal(scutil_value(g, result.out, "ProxyAutoConfigEnable"), "1"))
		e->system_proxy_file = scutil_value(g, result.out, "ProxyAutoConfigURLString");
}

bool facts_proxy_is_set(const struct facts *f)
{
	for (size_t i = 0; i < f->environment.proxies.n; i++)
		if (!str_equal(f->environment.proxies.at[i].name, "no_proxy") &&
		    !str_equal(f->environment.proxies.at[i].name, "NO_PROXY"))
			return true;
	return false;
}

const struct facts *facts_with_system_proxy(struct arena *mem, const struct facts *f)
{
	const struct environment_facts *e = &f->environment;
	const struct proxy_variable variables[] = {
		{ .name = "https_proxy", .value = e->system_proxy },
		{ .name = "http_proxy", .value = e->system_proxy },
		{ .name = "no_proxy", .value = e->system_no_proxy }
	};
	struct facts *with;

	if (!e->system_proxy || facts_proxy_is_set(f))
		return f;
	with = arena_memdup(mem, f, sizeof(*f));
	with->environment.system_proxy_used = true;
	memset(&with->environment.proxies, 0, sizeof(with->environment.proxies));
	for (size_t i = 0; i < e->proxies.n; i++)
		list_push(mem, &with->environment.proxies, e->proxies.at[i]);
	for (size_t i = 0; i < (e->proxies.n || !e->system_no_proxy ? 2 : 3); i++)
		list_push(mem, &with->environment.proxies, variables[i]);
	return with;
}

const struct facts *facts_without_system_proxy(struct arena *mem, const struct facts *f)
{
	const struct environment_facts *e = &f->environment;
	struct facts *without;

	if (!e->system_proxy_used)
		return f;
	without = arena_memdup(mem, f, sizeof(*f));
	without->environment.system_proxy_used = false;
	memset(&without->environment.proxies, 0, sizeof(without->environment.proxies));
	for (size_t i = 0; i < e->proxies.n; i++)
		if (e->proxies.at[i].value != e->system_proxy &&
		    e->proxies.at[i].value != e->system_no_proxy)
			list_push(mem, &without->environment.proxies, e->proxies.at[i]);
	return without;
}

void gather_proxies(struct gather *g)
{
	find_proxies(g);
	find_system_proxy(g);
}
