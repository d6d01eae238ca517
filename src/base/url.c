#include "base/url.h"

#include <string.h>

const char *url_redact(struct arena *mem, const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;
	const char *at = NULL;
	size_t n;

	if (!host)
		return arena_strdup(mem, url ? url : "");
	host += 3;
	n = strcspn(host, "/?#");
	for (size_t i = 0; i < n; i++)
		if (host[i] == '@')
			at = host + i + 1;
	if (!at)
		return arena_strdup(mem, url);
	return arena_fmt(mem, "%.*s%s", (int)(host - url), url, at);
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
