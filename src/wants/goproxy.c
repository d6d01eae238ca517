#include "wants/goproxy.h"

#include <string.h>

#include "base/url.h"

/* cmd/go/internal/modfetch/proxy.go: proxyList. */
static const char *goproxy_address(struct arena *mem, const char *entry)
{
	if (strpbrk(entry, ".:/") && !strstr(entry, ":/") && *entry != '/')
		return arena_fmt(mem, "https://%s", entry);
	return entry;
}

struct goproxy_entries goproxy_split(struct arena *mem, const char *goproxy)
{
	struct goproxy_entries entries = { 0 };

	while (goproxy && *goproxy) {
		size_t n = strcspn(goproxy, ",|");
		const char *text = str_trim(mem, arena_strndup(mem, goproxy, n));
		struct goproxy_entry *entry;

		if (str_equal(text, "off") || str_equal(text, "direct"))
			break;
		if (*text) {
			entry = list_add(mem, &entries);
			entry->url = goproxy_address(mem, text);
			entry->next_on_any_error = goproxy[n] == '|';
		}
		goproxy += n + (goproxy[n] != '\0');
	}
	return entries;
}

const char *goproxy_repaired(struct arena *mem, const char *goproxy)
{
	static const struct {
		const char *wrong, *right;
	} signs[] = {
		{ "https://", "https://" },
		{ "http://", "http://" },
		{ "https//", "https://" }, /* what was lost of it */
		{ "https:/", "https://" },
		{ "http//", "http://" },
		{ "http:/", "http://" },
		{ "\xef\xbc\x8c", "," }, /* full-width comma */
		{ "\xe3\x80\x81", "," }, /* ideographic comma */
		{ "\xef\xbd\x9c", "|" }, /* full-width bar */
		{ "\xef\xbc\x9a", ":" }, /* full-width colon */
		{ "\xe2\x80\x9c", "" },
		{ "\xe2\x80\x9d", "" }, /* curly quotes */
		{ "\xc2\xa0", "" },     /* no-break space */
		{ ";", "," },
		{ "\"", "" },
		{ "'", "" },
		{ " ", "" },
		{ "\t", "" },
		{ "\r", "" },
	};
	struct str s = { .mem = mem };

	while (*goproxy) {
		size_t i = 0, n = sizeof(signs) / sizeof(signs[0]);

		while (i < n && !str_starts(goproxy, signs[i].wrong))
			i++;
		if (i == n) {
			str_add_char(&s, *goproxy++);
			continue;
		}
		str_add(&s, signs[i].right);
		goproxy += strlen(signs[i].wrong);
	}
	return str_text(&s);
}

/* Parts are addresses, "direct", "off"; the separators , and | mean different things: kept. */
const char *goproxy_redacted(struct arena *mem, const char *list)
{
	struct str out = { .mem = mem };

	if (!list)
		return NULL;
	while (*list) {
		size_t n = strcspn(list, ",|");
		const char *part = arena_strndup(mem, list, n);

		str_add(&out, url_redact(mem, part));
		if (list[n])
			str_add_char(&out, list[n++]);
		list += n;
	}
	return str_text(&out);
}
