/* Judging a command line, whatever its words: it ends, its parts are the whole, and a part is nowhere worse than it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "explain/explain.h"
#include "facts/facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(struct arena *mem, const struct catalogue *catalogue, const struct pipeline *p,
		  struct command_machine machine)
{
	struct command_match whole, one;
	bool known = command_find(mem, &catalogue->commands, p, machine, &whole);
	struct pipelines parts = command_parts(mem, p);
	size_t words = 0;

	for (size_t i = 0; i < parts.n; i++) {
		words += parts.at[i].words.n;
		if (command_find(mem, &catalogue->commands, &parts.at[i], machine, &one) &&
		    (!known || !one.why))
			abort();
	}
	if (words > p->words.n || (known && !whole.why))
		abort();
	(void)command_unknown(mem, &catalogue->commands, p, machine);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct catalogue *catalogue;
	static struct arena *lasting;
	struct arena *mem = arena_open("fuzz", 256u << 20);
	struct facts facts = { .places = { .home = "/home/u" }, .machine = { .os = OS_LINUX } };
	enum { MOST = 1000 }; /* what is longer says nothing new, and takes long */
	struct pipeline p = { .text = arena_strndup(mem, (const char *)data,
						    size < MOST ? size : MOST) };

	if (!lasting) {
		lasting = arena_open("catalogue", 64u << 20);
		catalogue = catalogue_builtin(lasting);
	}
	p.filled = p.text;
	p.words = command_words(mem, p.text);
	for (int os = OS_LINUX; os <= OS_DARWIN; os++)
		judge(mem, catalogue, &p,
		      (struct command_machine){ .os = (enum os)os, .cpu = ARCH_ARM64 });
	(void)command_lost(mem, &facts, &p.words);
	(void)command_other_manager(mem, &facts, &p);
	arena_close(mem);
	return 0;
}
