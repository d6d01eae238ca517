/* Which kind of file it is, and the kinds that take a few lines: scripts and Windows programs. */
#include "binary/binary_internal.h"

#include <string.h>

#include "base/str.h"

bool source_read(const struct binary_source *s, uint64_t offset, void *into, size_t n)
{
	if (offset > s->size || n > s->size - offset)
		return false;
	return s->read_at(s->ctx, offset, into, n) == (long)n;
}

const char *source_text(struct arena *mem, const struct binary_source *s, uint64_t offset,
			uint64_t most)
{
	char text[TEXT_MOST];
	const char *end;
	size_t n = sizeof(text);

	if (offset >= s->size)
		return NULL;
	if (n > s->size - offset)
		n = (size_t)(s->size - offset);
	if (n > most)
		n = (size_t)most;
	if (!source_read(s, offset, text, n))
		return NULL;
	end = memchr(text, '\0', n);
	return end && end != text ? arena_strndup(mem, text, (size_t)(end - text)) : NULL;
}

uint16_t number_16(const unsigned char *at, bool big)
{
	return (uint16_t)(big ? at[0] << 8 | at[1] : at[1] << 8 | at[0]);
}

uint32_t number_32(const unsigned char *at, bool big)
{
	uint32_t first = number_16(at, big), second = number_16(at + 2, big);

	return big ? first << 16 | second : second << 16 | first;
}

uint64_t number_64(const unsigned char *at, bool big)
{
	uint64_t first = number_32(at, big), second = number_32(at + 4, big);

	return big ? first << 32 | second : second << 32 | first;
}

bool segments_offset(const struct segments *all, uint64_t address, uint64_t *ret)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct segment *s = &all->at[i];

		if (address >= s->address && address - s->address < s->size &&
		    s->offset <= UINT64_MAX - (address - s->address)) {
			*ret = s->offset + (address - s->address);
			return true;
		}
	}
	return false;
}

void binary_add_arch(struct binary *b, enum arch arch)
{
	if (b->arch_n < (int)(sizeof(b->archs) / sizeof(b->archs[0])))
		b->archs[b->arch_n++] = arch;
}

/* "#!interpreter [argument]"; execve(2) looks at the first line only, and so do we. */
static void read_script(struct arena *mem, const struct binary_source *s, struct binary *ret)
{
	char line[513];
	size_t n = s->size < sizeof(line) - 1 ? (size_t)s->size : sizeof(line) - 1;
	char *at, *end;

	if (!source_read(s, 0, line, n))
		return;
	line[n] = '\0';
	ret->format = BINARY_SCRIPT;
	at = line + 2 + strspn(line + 2, " \t");
	end = at + strcspn(at, " \t\n");
	if (end > at)
		ret->interpreter = arena_strndup(mem, at, (size_t)(end - at));
}

/* "MZ", and at 0x3c where "PE\0\0" and the COFF header are (Microsoft's PE format, "MS-DOS Stub").
 */
static void read_pe(const struct binary_source *s, struct binary *ret)
{
	unsigned char at[4], head[6];

	ret->format = BINARY_PE;
	ret->os = OS_WINDOWS;
	if (!source_read(s, 0x3c, at, 4) || !source_read(s, number_32(at, false), head, 6) ||
	    memcmp(head, "PE\0\0", 4) != 0)
		return;
	switch (number_16(head + 4, false)) {
	case 0x8664:
		binary_add_arch(ret, ARCH_AMD64);
		ret->bits = 64;
		break;
	case 0xaa64:
		binary_add_arch(ret, ARCH_ARM64);
		ret->bits = 64;
		break;
	case 0x014c:
		binary_add_arch(ret, ARCH_386);
		ret->bits = 32;
		break;
	default:
		binary_add_arch(ret, ARCH_OTHER);
	}
}

/* By its first byte or two. Other text may be a shell's, without #!. */
static enum binary_instead instead_of_program(const unsigned char *magic)
{
	if (magic[0] == '<')
		return INSTEAD_PAGE;
	if (memcmp(magic, "PK", 2) == 0 || memcmp(magic, "\x1f\x8b", 2) == 0)
		return INSTEAD_ARCHIVE;
	return INSTEAD_NOTHING;
}

void binary_read(struct arena *mem, const struct binary_source *source, struct binary *ret)
{
	unsigned char magic[4];

	*ret = (struct binary){ .format = BINARY_NONE };
	if (source->size == 0 || !source_read(source, 0, magic, source->size < 4 ? 1 : 4))
		return;
	ret->format = BINARY_OTHER;
	if (source->size < 4)
		return;
	if (memcmp(magic, "\177ELF", 4) == 0)
		elf_read(mem, source, ret);
	else if (memcmp(magic, "#!", 2) == 0)
		read_script(mem, source, ret);
	else if (memcmp(magic, "MZ", 2) == 0)
		read_pe(source, ret);
	else if (instead_of_program(magic))
		ret->instead = instead_of_program(magic);
	else
		macho_read(mem, source, number_32(magic, true), ret);
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
