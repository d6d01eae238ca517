/* Mach-O: Apple's mach-o/loader.h, mach-o/fat.h and mach/machine.h. */
#include "binary/binary_internal.h"

#include <string.h>

#include "base/str.h"

#define MAGIC_FAT 0xcafebabeu
#define MAGIC_FAT_64 0xcafebabfu
#define REQUIRED 0x80000000u /* LC_REQ_DYLD: dyld must understand the command */
/* As read with the big end first: the file's own order is told by which of these it is. */
#define MAGIC_32_LITTLE 0xcefaedfeu
#define MAGIC_64_LITTLE 0xcffaedfeu
#define MAGIC_32_BIG 0xfeedfaceu
#define MAGIC_64_BIG 0xfeedfacfu

enum {
	FAT_MOST = 0x2a, /* Java classes have the same magic and a version from 0x2d on there */
	LC_SEGMENT_ = 0x1,
	LC_LOAD_DYLIB_ = 0xc,
	LC_SEGMENT_64_ = 0x19,
	LC_UUID_ = 0x1b,
	LC_RPATH_ = 0x1c,
	LC_CODE_SIGNATURE_ = 0x1d,
	LC_VERSION_MIN_MACOSX_ = 0x24,
	LC_BUILD_VERSION_ = 0x32,
	COMMANDS_MOST = 10000,
	SECTIONS_MOST = 1000,
	PROTECTION_READ_WRITE = 3,
};

/* One CPU's part of a file; offsets in it count from its beginning. */
struct slice {
	const struct binary_source *outer;
	uint64_t offset;
};

struct macho {
	const struct binary_source *source;
	bool big, wide;
	struct go_place place;
	bool window_is_section;
};

static long slice_read_at(void *ctx, uint64_t offset, void *into, size_t n)
{
	const struct slice *slice = ctx;

	return slice->outer->read_at(slice->outer->ctx, slice->offset + offset, into, n);
}

static enum arch arch_of(uint32_t type)
{
	switch (type) {
	case 0x01000007:
		return ARCH_AMD64;
	case 0x0100000c:
		return ARCH_ARM64;
	case 7:
		return ARCH_386;
	case 12:
		return ARCH_ARM;
	default:
		return ARCH_OTHER;
	}
}

static const char *version_text(struct arena *mem, uint32_t v)
{
	if (v & 0xff)
		return arena_fmt(mem, "%u.%u.%u", v >> 16, v >> 8 & 0xff, v & 0xff);
	return arena_fmt(mem, "%u.%u", v >> 16, v >> 8 & 0xff);
}

/* A section of a segment command; Go's own has a name that says so. */
static void take_section(struct macho *f, const unsigned char *s)
{
	uint64_t address = f->wide ? number_64(s + 32, f->big) : number_32(s + 32, f->big);
	uint64_t size = f->wide ? number_64(s + 40, f->big) : number_32(s + 36, f->big);
	uint32_t offset = number_32(s + (f->wide ? 48 : 40), f->big);

	/* Sixteen bytes, of which the name fills fourteen. */
	if (strncmp((const char *)s, "__go_buildinfo", 16) != 0)
		return;
	f->place.window = (struct segment){ address, offset, size };
	f->window_is_section = true;
}

static void take_segment(struct arena *mem, struct macho *f, const unsigned char *at, size_t n)
{
	size_t head = f->wide ? 72 : 56, size = f->wide ? 80 : 68;
	struct segment s;
	uint32_t most, first, sections;

	if (n < head)
		return;
	s.address = f->wide ? number_64(at + 24, f->big) : number_32(at + 24, f->big);
	s.offset = f->wide ? number_64(at + 40, f->big) : number_32(at + 32, f->big);
	s.size = f->wide ? number_64(at + 48, f->big) : number_32(at + 36, f->big);
	most = number_32(at + (f->wide ? 56 : 40), f->big);
	first = number_32(at + (f->wide ? 60 : 44), f->big);
	sections = number_32(at + (f->wide ? 64 : 48), f->big);
	if (s.size)
		list_push(mem, &f->place.segments, s);
	/* Without the section: the first segment of plain data (debug/buildinfo). */
	if (!f->place.window.size && s.size && most == PROTECTION_READ_WRITE &&
	    first == PROTECTION_READ_WRITE)
		f->place.window = s;
	for (uint32_t i = 0; i < sections && i < SECTIONS_MOST && !f->window_is_section; i++) {
		if ((size_t)(i + 1) * size > n - head)
			return;
		take_section(f, at + head + i * size);
	}
}

/* dylib_command and rpath_command: the text's place in the command, then other numbers; the text
 * ends with NUL or with the command. */
static void take_text(struct arena *mem, const struct macho *f, const unsigned char *at, size_t n,
		      struct names *into)
{
	uint32_t place;
	size_t length;

	if (n < 12 || into->n >= NEEDS_MOST)
		return;
	place = number_32(at + 8, f->big);
	if (place < 12 || place >= n)
		return;
	length = strnlen((const char *)at + place, n - place);
	if (length && length < TEXT_MOST)
		list_push(mem, into, arena_strndup(mem, (const char *)at + place, length));
}

static void take_command(struct arena *mem, struct macho *f, const unsigned char *at, size_t n,
			 struct binary *ret)
{
	switch (number_32(at, f->big) & ~REQUIRED) {
	case LC_SEGMENT_:
		if (!f->wide)
			take_segment(mem, f, at, n);
		break;
	case LC_SEGMENT_64_:
		if (f->wide)
			take_segment(mem, f, at, n);
		break;
	case LC_LOAD_DYLIB_:
		take_text(mem, f, at, n, &ret->needs);
		break;
	case LC_RPATH_:
		take_text(mem, f, at, n, &ret->rpaths);
		break;
	case LC_CODE_SIGNATURE_:
		ret->signature = true;
		break;
	case LC_VERSION_MIN_MACOSX_:
		if (n >= 12)
			ret->min_os = version_text(mem, number_32(at + 8, f->big));
		if (n >= 16 && number_32(at + 12, f->big))
			ret->sdk = version_text(mem, number_32(at + 12, f->big));
		break;
	case LC_BUILD_VERSION_: /* platform 1 is macOS */
		if (n >= 16 && number_32(at + 8, f->big) == 1)
			ret->min_os = version_text(mem, number_32(at + 12, f->big));
		if (n >= 20 && number_32(at + 8, f->big) == 1 && number_32(at + 16, f->big))
			ret->sdk = version_text(mem, number_32(at + 16, f->big));
		break;
	case LC_UUID_:
		ret->uuid = 1;
		break;
	default:
		break;
	}
}

/* How many bytes of load commands a header announces, 0 where it lies. */
static uint32_t commands_size(const struct macho *f, const unsigned char *head)
{
	uint32_t size = number_32(head + 20, f->big);

	return size <= TABLE_MOST && number_32(head + 16, f->big) <= COMMANDS_MOST ? size : 0;
}

static void read_commands(struct arena *mem, struct macho *f, const unsigned char *head,
			  struct binary *ret)
{
	uint32_t size = commands_size(f, head), count = number_32(head + 16, f->big);
	size_t start = f->wide ? 32 : 28;
	unsigned char *all;

	if (!size || size > f->source->size)
		return;
	all = arena_alloc(mem, size);
	if (!source_read(f->source, start, all, size))
		return;
	ret->uuid = -1;
	for (size_t at = 0; count && size - at >= 8; count--) {
		uint32_t n = number_32(all + at + 4, f->big);

		if (n < 8 || n > size - at)
			return;
		take_command(mem, f, all + at, n, ret);
		at += n;
	}
}

/* One CPU. */
static void read_thin(struct arena *mem, const struct binary_source *s, struct binary *ret)
{
	struct macho f = { .source = s };
	unsigned char head[32];
	uint32_t magic;

	if (!source_read(s, 0, head, 28))
		return;
	magic = number_32(head, true);
	f.big = magic == MAGIC_32_BIG || magic == MAGIC_64_BIG;
	f.wide = magic == MAGIC_64_LITTLE || magic == MAGIC_64_BIG;
	if (!f.big && !f.wide && magic != MAGIC_32_LITTLE)
		return;
	ret->format = BINARY_MACHO;
	ret->os = OS_DARWIN;
	ret->bits = f.wide ? 64 : 32;
	binary_add_arch(ret, arch_of(number_32(head + 4, f.big)));
	read_commands(mem, &f, head, ret);
	f.place.source = s;
	f.place.bits = ret->bits;
	f.place.big = f.big;
	ret->go = go_build_read(mem, &f.place);
}

static void read_slice(struct arena *mem, const struct binary_source *s, uint64_t offset,
		       uint64_t size, struct binary *ret)
{
	struct slice slice = { s, offset };
	struct binary_source inner = { slice_read_at, &slice, size };

	if (offset <= s->size && size <= s->size - offset)
		read_thin(mem, &inner, ret);
}

/* The CPUs come from the table; all else from the first part that can be read. */
static void read_fat(struct arena *mem, const struct binary_source *s, bool wide,
		     struct binary *ret)
{
	size_t size = wide ? 32 : 20;
	struct binary first = { 0 };
	unsigned char h[32];
	uint32_t count;

	if (!source_read(s, 4, h, 4))
		return;
	count = number_32(h, true);
	if (count == 0 || count > FAT_MOST)
		return;
	for (uint32_t i = 0; i < count && source_read(s, 8 + (uint64_t)i * size, h, size); i++) {
		uint64_t offset = wide ? number_64(h + 8, true) : number_32(h + 8, true);
		uint64_t length = wide ? number_64(h + 16, true) : number_32(h + 12, true);

		binary_add_arch(ret, arch_of(number_32(h, true)));
		if (first.format == BINARY_NONE)
			read_slice(mem, s, offset, length, &first);
	}
	if (!ret->arch_n)
		return;
	ret->format = BINARY_FAT;
	ret->os = OS_DARWIN;
	ret->bits = first.bits;
	ret->needs = first.needs;
	ret->rpaths = first.rpaths;
	ret->min_os = first.min_os;
	ret->sdk = first.sdk;
	ret->uuid = first.uuid;
	ret->signature = first.signature;
	ret->go = first.go;
}

void macho_read(struct arena *mem, const struct binary_source *s, uint32_t magic,
		struct binary *ret)
{
	if (magic == MAGIC_FAT || magic == MAGIC_FAT_64)
		read_fat(mem, s, magic == MAGIC_FAT_64, ret);
	else
		read_thin(mem, s, ret);
}
