#include "host/binary.h"

#include "base/str.h"

void binary_read(struct arena *mem, const struct binary_source *source, struct binary *ret)
{
	(void)mem;
	(void)source;
	*ret = (struct binary){ .format = BINARY_OTHER };
}

bool binary_runs_on(const struct binary *b, enum os os, enum arch arch)
{
	if (b->format == BINARY_SCRIPT)
		return true;
	for (int i = 0; i < b->arch_n; i++)
		if (b->os == os && b->archs[i] == arch)
			return true;
	return false;
}

const char *binary_arch_text(struct arena *mem, const struct binary *b)
{
	struct names names = { 0 };

	for (int i = 0; i < b->arch_n; i++)
		if (arch_name(b->archs[i]))
			list_push(mem, &names, arch_name(b->archs[i]));
	return names.n ? str_join(mem, &names, " and ") : NULL;
}
