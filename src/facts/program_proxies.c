/* Proxies that programs take from settings of their own, whatever the variables of the shell say. */
#include "facts/gather.h"

#include <string.h>
#include <strings.h>

#include "base/proxy_files.h"

enum { MOST_TEXT = 1 << 20 };

/* "no_proxy" and "noProxy" name whom nothing is asked for through one. */
static bool is_of_exceptions(const char *line, const char *proxy)
{
	size_t before = (size_t)(proxy - line);

	return (before >= 2 && strncasecmp(proxy - 2, "no", 2) == 0) ||
	       (before >= 3 && strncasecmp(proxy - 3, "no", 2) == 0);
}

/* `proxy = http://127.0.0.1:7890`, `Acquire::http::Proxy "http://...";`, `"httpProxy": "http://..."` */
static void read_line_of_proxies(struct gather *g, const struct proxy_file *s, const char *file,
				 int number, const char *line)
{
	for (const char *at = line; (at = proxy_file_word(at)); at++) {
		const char *value = at + strlen("proxy");

		value += strspn(value, " \t=:\"'{");
		if (!is_of_exceptions(line, at) && strchr(value, ':'))
			list_push(g->mem, &g->f->environment.program_proxies,
				  ((struct program_proxy){
					  s->program, file, number,
					  arena_strndup(g->mem, value,
							strcspn(value, " \t\"',;}")) }));
	}
}

static void read_proxies(struct gather *g, const struct proxy_file *s, const char *file)
{
	struct bytes text, line;
	size_t at = 0;

	if (!gather_read(g, file, MOST_TEXT, &text))
		return;
	for (int number = 1; next_line(text, &at, &line); number++) {
		const char *one = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));

		if (*one != '#' && *one != ';' && !str_starts(one, "//"))
			read_line_of_proxies(g, s, file, number, one);
	}
}

void gather_program_proxies(struct gather *g)
{
	const struct proxy_file *s;

	for (size_t i = 0; (s = proxy_file_at(i)); i++) {
		const char *file = s->file[0] == '~'
					   ? path_join(g->mem, g->f->places.home, s->file + 2)
					   : s->file;
		struct dir_entries entries = { 0 };

		if (!str_ends(file, "/*")) {
			read_proxies(g, s, file);
			continue;
		}
		file = path_folder(g->mem, file);
		if (gather_list_like(g, file, "*", &entries))
			for (size_t k = 0; k < entries.n; k++)
				read_proxies(g, s, path_join(g->mem, file, entries.at[k].name));
	}
}
