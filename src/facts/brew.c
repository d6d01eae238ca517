/* Homebrew's prefixes, from the file system alone: starting brew takes a second. */
#include "facts/gather.h"

#include <unistd.h>

static void consider_prefix(struct gather *g, const char *prefix)
{
	const struct machine_facts *m = &g->f->machine;
	const char *bin = path_join(g->mem, prefix, "bin");
	struct brew *b;

	if (!gather_is_file(g, path_join(g->mem, bin, "brew")))
		return;
	b = list_add(g->mem, &g->f->brew.brews);
	b->prefix = prefix;
	b->arch = m->cpu;
	/* On macOS the prefix says what it was built for (Homebrew, install.sh). */
	if (m->os == OS_DARWIN)
		b->arch = str_equal(prefix, "/opt/homebrew") ? ARCH_ARM64 : ARCH_AMD64;
	b->on_path = path_index_of(g->f, bin) >= 0;
	b->writable = g->host->may(g->host, prefix, W_OK);
}

void gather_brew(struct gather *g)
{
	consider_prefix(g, "/opt/homebrew");
	consider_prefix(g, "/usr/local");
	consider_prefix(g, "/home/linuxbrew/.linuxbrew");
	consider_prefix(g, path_join(g->mem, g->f->places.home, ".linuxbrew"));
}
