#include "wants/goprivate.h"

#include <fnmatch.h>
#include <string.h>

/* The first n elements; NULL: it has fewer. */
static const char *first_elements(struct arena *mem, const char *module, size_t n)
{
	const char *end = module;

	for (; n; n--) {
		if (!*end)
			return NULL;
		end += *end == '/';
		end += strcspn(end, "/");
	}
	return arena_strndup(mem, module, (size_t)(end - module));
}

static bool matches(struct arena *mem, const char *glob, const char *module)
{
	size_t n = strlen(glob), elements = 1;
	const char *prefix;

	if (n && glob[n - 1] == '/')
		glob = arena_strndup(mem, glob, n - 1);
	for (const char *at = glob; (at = strchr(at, '/')); at++)
		elements++;
	prefix = first_elements(mem, module, elements);
	return *glob && prefix && fnmatch(glob, prefix, FNM_PATHNAME) == 0;
}

static bool covers(struct arena *mem, const char *patterns, const char *module)
{
	struct names all = str_split(mem, patterns ? patterns : "", ',');

	for (size_t i = 0; i < all.n; i++)
		if (matches(mem, all.at[i], module))
			return true;
	return false;
}

bool goprivate_may_cover(struct arena *mem, const char *patterns, const char *module)
{
	struct names all = str_split(mem, patterns ? patterns : "", ',');

	for (size_t i = 0; i < all.n; i++)
		if (strstr(all.at[i], "masked"))
			return true;
	return covers(mem, patterns, module);
}

bool goprivate_covers_public(struct arena *mem, const char *patterns)
{
	static const char *const modules[] = { "google.golang.org/grpc",
					       "google.golang.org/protobuf", "golang.org/x/net",
					       "github.com/golang/protobuf" };

	for (size_t i = 0; i < sizeof(modules) / sizeof(modules[0]); i++)
		if (covers(mem, patterns, modules[i]))
			return true;
	return false;
}

bool is_public_module_host(const char *host)
{
	static const char *const hosts[] = { "github.com",         "gitlab.com",   "bitbucket.org",
					     "gitee.com",          "codeberg.org", "git.sr.ht",
					     "gitea.com",          "gitcode.com",  "golang.org",
					     "go.googlesource.com" };

	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
		if (str_equal(host, hosts[i]))
			return true;
	return false;
}

const char *goprivate_part(struct arena *mem, const char *module)
{
	struct str part = { .mem = mem };
	size_t n = strcspn(module, "/@");

	if (module[n] == '/' && is_public_module_host(arena_strndup(mem, module, n)))
		n += 1 + strcspn(module + n + 1, "/@");
	for (size_t i = 0; i < n; i++) {
		bool capital = module[i] == '!' && module[i + 1] >= 'a' && module[i + 1] <= 'z';

		i += capital;
		str_add_char(&part, capital ? (char)(module[i] - 'a' + 'A') : module[i]);
	}
	return str_text(&part);
}
