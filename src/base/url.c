#include "base/url.h"

#include <string.h>

#include "base/str.h"

/* "?token=..." is a password too: what is asked for stays, its values go. */
static const char *without_values(struct arena *mem, const char *query)
{
	struct str shown = { .mem = mem };

	while (*query) {
		size_t n = strcspn(query, "=");

		str_add_bytes(&shown, query, n);
		query += n;
		if (!*query)
			break;
		str_add(&shown, "=(hidden)");
		query += strcspn(query, "&#");
	}
	return str_text(&shown);
}

const char *url_redact(struct arena *mem, const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;
	const char *at = NULL, *query;
	size_t n;

	if (!url)
		return arena_strdup(mem, "");
	host = host ? host + 3 : url; /* proxies, above all, are written without a scheme */
	n = strcspn(host, "/?#");
	for (size_t i = 0; i < n; i++)
		if (host[i] == '@')
			at = host + i + 1;
	if (!at)
		at = host;
	query = strchr(at, '?');
	n = query ? (size_t)(query - at) : strlen(at);
	return arena_fmt(mem, "%.*s%.*s%s", (int)(host - url), url, (int)n, at,
			 query ? without_values(mem, query) : "");
}

const char *url_host(struct arena *mem, const char *url)
{
	const char *shown = url_redact(mem, url), *host = strstr(shown, "://");

	host = host ? host + 3 : shown;
	for (const char *at = host; *at && *at != '/'; at++) {
		if (*at == '@')
			host = at + 1;
	}
	return arena_strndup(mem, host, strcspn(host, "/"));
}

const char *url_join(struct arena *mem, const char *base, const char *rest)
{
	size_t n = strlen(base);

	while (n && base[n - 1] == '/')
		n--;
	while (*rest == '/')
		rest++;
	return arena_fmt(mem, "%.*s/%s", (int)n, base, rest);
}
