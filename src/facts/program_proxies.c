/* Proxies that programs take from settings of their own, whatever the variables of the shell say. */
#include "facts/gather.h"

#include "base/proxy_files.h"

enum { MOST_TEXT = 1 << 20 };

static void read_proxies(struct gather *g, const struct proxy_file *s, const char *file)
{
	struct bytes text, line;
	size_t at = 0;

	if (!gather_read(g, file, MOST_TEXT, &text))
		return;
	for (int number = 1; next_line(text, &at, &line); number++) {
		const char *rest = arena_strndup(g->mem, line.at, line.n);
		struct proxy_setting one;

		while (proxy_setting_next(g->mem, &rest, &one))
			list_push(
				g->mem, &g->f->environment.program_proxies,
				((struct program_proxy){ s->program, file, number, one.address }));
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
