/* ELF: System V ABI, chapters 4 and 5, and elf(5). */
#include "binary/binary_internal.h"

#include <string.h>

#include "base/str.h"

enum {
	PT_LOAD_ = 1,
	PT_DYNAMIC_ = 2,
	PT_INTERP_ = 3,
	PF_X_ = 1,
	PF_W_ = 2,
	DT_NEEDED_ = 1,
	DT_STRTAB_ = 5,
	DT_STRSZ_ = 10,
	HEADERS_MOST = 4096,
};

struct elf {
	const struct binary_source *source;
	bool big, wide; /* wide: 64 bits */
	uint64_t table, sections;
	unsigned table_n, table_size, sections_n, sections_size, names_index;
};

struct program_header {
	uint32_t type, flags;
	uint64_t offset, address, size;
};

static uint64_t address_at(const struct elf *f, const unsigned char *at)
{
	return f->wide ? number_64(at, f->big) : number_32(at, f->big);
}

static enum arch arch_of(unsigned machine, const struct elf *f)
{
	switch (machine) {
	case 3:
		return ARCH_386;
	case 21:
		return f->big ? ARCH_OTHER : ARCH_PPC64LE;
	case 22:
		return f->wide ? ARCH_S390X : ARCH_OTHER;
	case 40:
		return ARCH_ARM;
	case 62:
		return ARCH_AMD64;
	case 183:
		return ARCH_ARM64;
	case 243:
		return f->wide ? ARCH_RISCV64 : ARCH_OTHER;
	default:
		return ARCH_OTHER;
	}
}

/* EI_OSABI: Linux programs say 0 (System V) or 3; FreeBSD 9, OpenBSD 12 and the like are others. */
static enum os os_of(unsigned char abi)
{
	return abi == 0 || abi == 3 ? OS_LINUX : OS_OTHER;
}

static bool read_header(struct elf *f, struct binary *ret)
{
	unsigned char head[64];

	if (!source_read(f->source, 0, head, 16) || head[4] < 1 || head[4] > 2 || head[5] < 1 ||
	    head[5] > 2)
		return false;
	f->wide = head[4] == 2;
	f->big = head[5] == 2;
	if (!source_read(f->source, 0, head, f->wide ? 64 : 52))
		return false;
	ret->format = BINARY_ELF;
	ret->os = os_of(head[7]);
	ret->bits = f->wide ? 64 : 32;
	binary_add_arch(ret, arch_of(number_16(head + 18, f->big), f));
	f->table = address_at(f, head + (f->wide ? 32 : 28));
	f->sections = address_at(f, head + (f->wide ? 40 : 32));
	f->table_size = number_16(head + (f->wide ? 54 : 42), f->big);
	f->table_n = number_16(head + (f->wide ? 56 : 44), f->big);
	f->sections_size = number_16(head + (f->wide ? 58 : 46), f->big);
	f->sections_n = number_16(head + (f->wide ? 60 : 48), f->big);
	f->names_index = number_16(head + (f->wide ? 62 : 50), f->big);
	return true;
}

static bool program_header_at(const struct elf *f, unsigned i, struct program_header *ret)
{
	unsigned char h[56];
	size_t n = f->wide ? 56 : 32;

	if (f->table_size < n || i >= f->table_n || i >= HEADERS_MOST ||
	    f->table > f->source->size ||
	    !source_read(f->source, f->table + (uint64_t)i * f->table_size, h, n))
		return false;
	ret->type = number_32(h, f->big);
	ret->flags = number_32(h + (f->wide ? 4 : 24), f->big);
	ret->offset = address_at(f, h + (f->wide ? 8 : 4));
	ret->address = address_at(f, h + (f->wide ? 16 : 8));
	ret->size = address_at(f, h + (f->wide ? 32 : 16));
	return true;
}

static struct segments load_segments(struct arena *mem, const struct elf *f)
{
	struct segments all = { 0 };
	struct program_header h;

	for (unsigned i = 0; program_header_at(f, i, &h); i++)
		if (h.type == PT_LOAD_ && h.size)
			list_push(mem, &all, ((struct segment){ h.address, h.offset, h.size }));
	return all;
}

struct dynamic {
	uint64_t strings, strings_size;
	LIST(uint64_t) needed; /* offsets in the strings */
};

static void read_dynamic(struct arena *mem, const struct elf *f, const struct program_header *h,
			 struct dynamic *ret)
{
	size_t size = f->wide ? 16 : 8;
	uint64_t most = h->size < TABLE_MOST ? h->size : TABLE_MOST;
	unsigned char entry[16];

	for (uint64_t at = 0; at + size <= most && h->offset <= f->source->size; at += size) {
		uint64_t tag, value;

		if (!source_read(f->source, h->offset + at, entry, size))
			return;
		tag = address_at(f, entry);
		value = address_at(f, entry + size / 2);
		if (tag == 0)
			return;
		if (tag == DT_STRTAB_)
			ret->strings = value;
		else if (tag == DT_STRSZ_)
			ret->strings_size = value;
		else if (tag == DT_NEEDED_ && ret->needed.n < NEEDS_MOST)
			list_push(mem, &ret->needed, value);
	}
}

static void read_needs(struct arena *mem, const struct elf *f, const struct program_header *h,
		       const struct segments *all, struct binary *ret)
{
	struct dynamic d = { 0 };
	uint64_t strings;

	read_dynamic(mem, f, h, &d);
	if (!segments_offset(all, d.strings, &strings))
		return;
	for (size_t i = 0; i < d.needed.n; i++) {
		uint64_t at = d.needed.at[i];
		const char *name = NULL;

		if (at < d.strings_size && at <= UINT64_MAX - strings)
			name = source_text(mem, f->source, strings + at, d.strings_size - at);
		if (name)
			list_push(mem, &ret->needs, name);
	}
}

struct section {
	uint32_t name;
	uint64_t address, offset, size;
};

static bool section_at(const struct elf *f, unsigned i, struct section *ret)
{
	unsigned char h[64];
	size_t n = f->wide ? 64 : 40;

	if (f->sections_size < n || i >= f->sections_n || i >= HEADERS_MOST ||
	    f->sections > f->source->size ||
	    !source_read(f->source, f->sections + (uint64_t)i * f->sections_size, h, n))
		return false;
	ret->name = number_32(h, f->big);
	ret->address = address_at(f, h + (f->wide ? 16 : 12));
	ret->offset = address_at(f, h + (f->wide ? 24 : 16));
	ret->size = address_at(f, h + (f->wide ? 32 : 20));
	return true;
}

static bool find_section(const struct elf *f, const char *name, struct segment *ret)
{
	struct section names, s;
	size_t n = strlen(name) + 1;
	char found[32];

	if (!section_at(f, f->names_index, &names))
		return false;
	for (unsigned i = 0; section_at(f, i, &s); i++) {
		if (s.name >= names.size || names.offset > f->source->size ||
		    !source_read(f->source, names.offset + s.name, found, n) ||
		    memcmp(found, name, n) != 0)
			continue;
		*ret = (struct segment){ s.address, s.offset, s.size };
		return true;
	}
	return false;
}

/* Go's linker names a section; without sections it is the first segment of data (debug/buildinfo).
 */
static struct segment go_window(const struct elf *f)
{
	struct segment window = { 0 };
	struct program_header h;

	if (find_section(f, ".go.buildinfo", &window))
		return window;
	for (unsigned i = 0; program_header_at(f, i, &h); i++)
		if (h.type == PT_LOAD_ && (h.flags & (PF_X_ | PF_W_)) == PF_W_)
			return (struct segment){ h.address, h.offset, h.size };
	return window;
}

void elf_read(struct arena *mem, const struct binary_source *s, struct binary *ret)
{
	struct elf f = { .source = s };
	struct go_place place = { .source = s };
	struct program_header h;

	if (!read_header(&f, ret))
		return;
	place.segments = load_segments(mem, &f);
	for (size_t i = 0; i < place.segments.n; i++)
		ret->cut_off |= place.segments.at[i].size > s->size ||
				place.segments.at[i].offset > s->size - place.segments.at[i].size;
	for (unsigned i = 0; program_header_at(&f, i, &h); i++) {
		if (h.type == PT_INTERP_ && !ret->interpreter)
			ret->interpreter = source_text(mem, s, h.offset, h.size);
		else if (h.type == PT_DYNAMIC_ && !ret->needs.n)
			read_needs(mem, &f, &h, &place.segments, ret);
	}
	place.window = go_window(&f);
	place.bits = ret->bits;
	place.big = f.big;
	ret->go = go_build_read(mem, &place);
	/* FreeBSD's and others' Go programs say so themselves; their ABI byte may be 0. */
	if (ret->go && ret->go->goos && !str_equal(ret->go->goos, "linux"))
		ret->os = os_parse(ret->go->goos);
}
