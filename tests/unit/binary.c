#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "host/host.h"

static struct arena *mem;
static struct err e;

static struct binary inspect(const char *path)
{
	struct binary b = { 0 };

	mem = test_arena();
	assert_ok(host_real()->binary(host_real(), mem, path, &b, &e), &e);
	return b;
}

static long from_memory(void *ctx, uint64_t offset, void *into, size_t n)
{
	const struct bytes *b = ctx;

	if (offset > b->n || n > b->n - offset) /* the reader promises not to ask */
		fail_msg("read of %zu bytes at %llu in a file of %zu", n,
			 (unsigned long long)offset, b->n);
	memcpy(into, b->at + offset, n);
	return (long)n;
}

static struct binary inspect_bytes(struct arena *into, struct bytes bytes)
{
	struct binary_source source = { from_memory, &bytes, bytes.n };
	struct binary b;

	binary_read(into, &source, &b);
	return b;
}

/* ---- Go programs for other systems, built once and kept outside the checkout ---- */

static char cache[600];

__attribute__((constructor)) static void find_cache(void)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (xdg && *xdg)
		snprintf(cache, sizeof(cache), "%s/goready-tests", xdg);
	else
		snprintf(cache, sizeof(cache), "%s/.cache/goready-tests", home ? home : "/tmp");
}

static const char *run_line(const char *script)
{
	struct command command = { .seconds = 110 };
	struct command_result result = { 0 };
	struct host *h = host_real();

	list_push(mem, &command.argv, "/bin/sh");
	list_push(mem, &command.argv, "-c");
	list_push(mem, &command.argv, script);
	assert_ok(h->run(h, mem, &command, &result, &e), &e);
	return result.status ? NULL : result.out.at;
}

/* A program that go itself built; the test is skipped where there is no go. */
static const char *go_program(const char *goos, const char *goarch)
{
	const char *path, *version;

	mem = test_arena();
	version = run_line("GOENV=off GOTOOLCHAIN=local go env GOVERSION | cut -d' ' -f1");
	if (!version || !*version)
		skip_because("there is no go here");
	version = str_trim(mem, version);
	path = arena_fmt(mem, "%s/binary/hello-%s-%s-%s", cache, version, goos, goarch);
	if (access(path, R_OK) == 0)
		return path;
	test_write("hello/go.mod", "module example.test/hello\n\ngo 1.21\n");
	test_write("hello/main.go", "package main\n\nfunc main() { println(\"hello\") }\n");
	if (!run_line(arena_fmt(mem,
				"cd %s/hello && mkdir -p %s/binary && export GOCACHE=%s/go-build "
				"GOENV=off GOTOOLCHAIN=local GOFLAGS=-ldflags=-s CGO_ENABLED=0 && "
				"GOOS=%s GOARCH=%s go build -o out . && mv out %s",
				test_folder(), cache, cache, goos, goarch, path)))
		fail_msg("go build for %s/%s failed", goos, goarch);
	return path;
}

static void assert_is_go_hello(const struct binary *b, const char *goos, const char *goarch)
{
	assert_non_null(b->go);
	assert_string_equal(b->go->main, "example.test/hello");
	assert_string_equal(b->go->mod, "example.test/hello");
	assert_string_equal(b->go->mod_version, "(devel)");
	assert_string_equal(b->go->goos, goos);
	assert_string_equal(b->go->goarch, goarch);
	assert_string_equal(
		arena_fmt(mem, "go%s", b->go->version),
		str_trim(mem, run_line("GOENV=off GOTOOLCHAIN=local go env GOVERSION | cut "
				       "-d' ' -f1")));
}

TEST(a_go_program_for_apple_silicon_says_all_without_running)
{
	struct binary b = inspect(go_program("darwin", "arm64"));

	assert_int_equal(b.format, BINARY_MACHO);
	assert_int_equal(b.os, OS_DARWIN);
	assert_int_equal(b.arch_n, 1);
	assert_int_equal(b.archs[0], ARCH_ARM64);
	assert_int_equal(b.bits, 64);
	assert_true(b.signature); /* Go's linker signs for arm64 */
	assert_non_null(b.min_os);
	assert_non_null(b.sdk);
	/* Go writes it since 1.24, and some patches of 1.22 and 1.23 can */
	assert_int_not_equal(0, b.uuid);
	assert_true(b.uuid > 0 || version_compare(b.go->version, "1.24") < 0);
	assert_true(b.needs.n > 0);
	assert_string_equal(b.needs.at[0], "/usr/lib/libSystem.B.dylib");
	assert_is_go_hello(&b, "darwin", "arm64");
}

TEST(a_go_program_for_intel_macs_is_told_from_one_for_apple_silicon)
{
	struct binary b = inspect(go_program("darwin", "amd64"));

	assert_int_equal(b.archs[0], ARCH_AMD64);
	assert_false(b.signature);
	assert_is_go_hello(&b, "darwin", "amd64");
	assert_true(binary_runs_on(&b, OS_DARWIN, ARCH_AMD64));
	assert_false(binary_runs_on(&b, OS_DARWIN, ARCH_ARM64)); /* not without Rosetta */
	assert_false(binary_runs_on(&b, OS_LINUX, ARCH_AMD64));
}

TEST(a_go_program_for_linux_arm64_is_static)
{
	struct binary b = inspect(go_program("linux", "arm64"));

	assert_int_equal(b.format, BINARY_ELF);
	assert_int_equal(b.os, OS_LINUX);
	assert_int_equal(b.archs[0], ARCH_ARM64);
	assert_null(b.interpreter);
	assert_int_equal(b.needs.n, 0);
	assert_is_go_hello(&b, "linux", "arm64");
	assert_string_equal(binary_arch_text(mem, &b), "arm64");
}

/* A file that is mostly left out: {"size", "pieces": [{"at", "b64"}]}, zeros in between. */
static struct bytes sparse_fixture(const char *name)
{
	struct json *root;
	char *all;

	mem = test_arena();
	assert_ok(json_parse(mem, test_fixture(name), &root, &e), &e);
	all = arena_alloc(mem, (size_t)json_number(root, "size", 0));
	json_each (piece, json_get(root, "pieces")) {
		struct bytes bytes;

		assert_ok(json_get_bytes(mem, piece, &bytes, &e), &e);
		memcpy(all + (size_t)json_number(piece, "at", 0), bytes.at, bytes.n);
	}
	return (struct bytes){ all, (size_t)json_number(root, "size", 0) };
}

TEST(a_program_of_an_old_go_is_read_by_following_addresses)
{
	struct binary b =
		inspect_bytes(test_arena(), sparse_fixture("cases/go1.17-linux-386.json"));

	assert_int_equal(b.archs[0], ARCH_386);
	assert_int_equal(b.bits, 32);
	assert_string_equal(b.go->version, "1.17.13");
	assert_string_equal(b.go->main, "example.test/old");
	assert_string_equal(b.go->mod, "example.test/old");
	assert_string_equal(b.go->mod_version, "(devel)");
	assert_null(b.go->goos); /* not recorded then */
}

TEST(a_version_with_experiments_is_the_version)
{
	struct bytes file = sparse_fixture("cases/go1.17-linux-386.json");
	char *copy = arena_memdup(mem, file.at, file.n);

	for (size_t i = 0; i + 9 < file.n; i++)
		if (memcmp(copy + i, "go1.17.13", 9) == 0)
			memcpy(copy + i, "go1.17 X:", 9);
	assert_string_equal(inspect_bytes(mem, (struct bytes){ copy, file.n }).go->version, "1.17");
}

TEST(a_go_program_for_windows_is_one)
{
	struct binary b = inspect(go_program("windows", "amd64"));

	assert_int_equal(b.format, BINARY_PE);
	assert_int_equal(b.os, OS_WINDOWS);
	assert_int_equal(b.archs[0], ARCH_AMD64);
}

TEST(the_systems_own_programs_name_their_loader_and_libraries)
{
	struct binary b = inspect("/bin/ls");

	if (host_real()->os != OS_LINUX)
		skip_because("Mach-O files name no loader");
	assert_int_equal(b.format, BINARY_ELF);
	assert_non_null(b.interpreter);
	assert_int_equal(access(b.interpreter, X_OK), 0);
	assert_true(b.needs.n > 0);
	assert_string_equal(b.needs.at[b.needs.n - 1], "libc.so.6");
	assert_null(b.go);
	assert_true(binary_runs_on(&b, OS_LINUX, b.archs[0]));
}

/* ---- Mach-O and ELF of other makers: Go's own test files, where its sources are ---- */

static const char *go_file(const char *name)
{
	const char *path, *root;

	mem = test_arena();
	root = run_line("GOTOOLCHAIN=local GOENV=off go env GOROOT");
	if (!root)
		skip_because("go does not tell its GOROOT");
	path = arena_fmt(mem, "%s/src/debug/%s", str_trim(mem, root), name);
	if (access(path, R_OK) != 0)
		skip_because("Go's sources are not here");
	if (!str_ends(path, ".base64"))
		return path;
	if (!run_line(arena_fmt(mem, "base64 -d %s > %s/decoded", path, test_folder())))
		skip_because("base64 is not here");
	return test_path("decoded");
}

TEST(a_fat_file_has_each_of_its_cpus)
{
	struct binary b = inspect(go_file("macho/testdata/fat-gcc-386-amd64-darwin-exec.base64"));

	assert_int_equal(b.format, BINARY_FAT);
	assert_int_equal(b.arch_n, 2);
	assert_string_equal(binary_arch_text(mem, &b), "386 and amd64");
	assert_true(binary_runs_on(&b, OS_DARWIN, ARCH_AMD64));
	assert_int_equal(b.needs.n, 2);
	assert_string_equal(b.needs.at[1], "/usr/lib/libSystem.B.dylib");
}

TEST(an_old_32_bit_program_of_a_mac_is_read)
{
	struct binary b = inspect(go_file("macho/testdata/gcc-386-darwin-exec.base64"));

	assert_int_equal(b.format, BINARY_MACHO);
	assert_int_equal(b.archs[0], ARCH_386);
	assert_int_equal(b.bits, 32);
	assert_true(b.needs.n > 0);
}

TEST(a_riscv_and_a_freebsd_program_are_what_they_are)
{
	struct binary b = inspect(go_file("elf/testdata/gcc-riscv64-linux-exec"));

	assert_int_equal(b.archs[0], ARCH_RISCV64);
	assert_string_equal(b.interpreter, "/lib/ld-linux-riscv64-lp64d.so.1");
	b = inspect(go_file("elf/testdata/gcc-386-freebsd-exec"));
	assert_int_equal(b.os, OS_OTHER);
	assert_int_equal(b.bits, 32);
}

/* ---- an ELF file by hand: one segment, and of it a list of needed libraries ---- */

enum { ELF_ADDRESS = 0x400000, ELF_SIZE = 512, ELF_DYNAMIC = 200, ELF_STRINGS = 400 };

static void put_64(char *at, uint64_t value)
{
	for (int i = 0; i < 8; i++)
		at[i] = (char)(value >> 8 * i);
}

static void put_program_header(char *at, unsigned type, uint64_t offset, uint64_t size)
{
	put_64(at, type); /* and no flags */
	put_64(at + 8, offset);
	put_64(at + 16, ELF_ADDRESS + offset);
	put_64(at + 32, size);
}

/* A library "libx.so" is needed whose name lies at that address, in a segment of so many bytes. */
static struct bytes elf_by_hand(uint64_t strings, uint64_t segment)
{
	char *f = arena_alloc(test_arena(), ELF_SIZE);
	const uint64_t dynamic[] = { 5, strings, 10, 8, 1, 0, 0, 0 };

	memcpy(f, "\177ELF\2\1\1", 7);
	f[16] = 2;
	f[18] = 62;
	put_64(f + 32, 64);
	f[54] = 56;
	f[56] = 2;
	put_program_header(f + 64, 1, 0, segment);
	put_program_header(f + 120, 2, ELF_DYNAMIC, sizeof(dynamic));
	for (size_t i = 0; i < sizeof(dynamic) / sizeof(dynamic[0]); i++)
		put_64(f + ELF_DYNAMIC + 8 * i, dynamic[i]);
	memcpy(f + ELF_STRINGS, "libx.so", 8);
	return (struct bytes){ f, ELF_SIZE };
}

TEST(an_address_is_looked_up_in_its_segment_and_not_behind_its_end)
{
	struct binary b;

	mem = test_arena();
	b = inspect_bytes(mem, elf_by_hand(ELF_ADDRESS + ELF_STRINGS, ELF_SIZE));
	assert_int_equal(1, b.needs.n);
	assert_string_equal("libx.so", b.needs.at[0]);
	b = inspect_bytes(mem, elf_by_hand(ELF_ADDRESS + ELF_STRINGS, ELF_STRINGS + 1));
	assert_int_equal(1, b.needs.n);
	b = inspect_bytes(mem, elf_by_hand(ELF_ADDRESS + ELF_STRINGS, ELF_STRINGS));
	assert_int_equal(0, b.needs.n);
	b = inspect_bytes(mem, elf_by_hand(ELF_ADDRESS - 1, ELF_SIZE));
	assert_int_equal(0, b.needs.n);
}

TEST(a_file_that_ends_with_its_last_segment_is_whole_and_a_byte_before_it_is_not)
{
	struct bytes whole = elf_by_hand(ELF_ADDRESS + ELF_STRINGS, ELF_SIZE);
	struct bytes shorter = { whole.at, whole.n - 1 };

	mem = test_arena();
	assert_false(inspect_bytes(mem, whole).cut_off);
	assert_true(inspect_bytes(mem, shorter).cut_off);
}

/* ---- small files ---- */

TEST(a_script_names_its_program_with_or_without_blanks)
{
	mem = test_arena();
	assert_string_equal(inspect_bytes(mem, BYTES("#!/bin/sh\necho")).interpreter, "/bin/sh");
	assert_string_equal(inspect_bytes(mem, BYTES("#! \t/usr/bin/env bash\n")).interpreter,
			    "/usr/bin/env");
	assert_string_equal(inspect_bytes(mem, BYTES("#!/bin/sh")).interpreter, "/bin/sh");
	assert_int_equal(inspect_bytes(mem, BYTES("#!\n\n")).format, BINARY_SCRIPT);
	assert_null(inspect_bytes(mem, BYTES("#!\n\n")).interpreter);
	assert_null(binary_arch_text(mem, &(struct binary){ .format = BINARY_SCRIPT }));
}

TEST(what_is_no_program_is_other_and_an_empty_file_is_nothing)
{
	mem = test_arena();
	assert_int_equal(inspect_bytes(mem, BYTES("")).format, BINARY_NONE);
	assert_int_equal(inspect_bytes(mem, BYTES("x")).format, BINARY_OTHER);
	assert_int_equal(inspect_bytes(mem, BYTES("hello, world\n")).format, BINARY_OTHER);
	assert_int_equal(inspect_bytes(mem, BYTES("\177ELF")).format, BINARY_OTHER);
	assert_int_equal(inspect_bytes(mem, BYTES("<!DOCTYPE html>")).format, BINARY_OTHER);
	assert_int_equal(inspect_bytes(mem, BYTES("hello, world\n")).instead, INSTEAD_NOTHING);
	assert_int_equal(inspect_bytes(mem, BYTES("<!DOCTYPE html>")).instead, INSTEAD_PAGE);
	assert_int_equal(inspect_bytes(mem, BYTES("PK\3\4")).instead, INSTEAD_ARCHIVE);
	assert_int_equal(inspect_bytes(mem, BYTES("\x1f\x8b\x08\0")).instead, INSTEAD_ARCHIVE);
}

TEST(a_java_class_is_not_taken_for_a_fat_file)
{
	static const char class[] = "\xca\xfe\xba\xbe\0\0\0\x34 and then much more of it";

	mem = test_arena();
	assert_int_equal(inspect_bytes(mem, BYTES(class)).format, BINARY_OTHER);
}

/* ---- damaged files: nothing is read past the end (from_memory fails the test), nothing hangs ----
 */

static struct bytes small_program(void)
{
	return test_read(go_program("darwin", "arm64"));
}

TEST(a_file_cut_off_anywhere_gives_fewer_facts_and_never_a_read_past_the_end)
{
	struct bytes whole = small_program();
	struct arena *scratch = arena_open("cut", (size_t)64 << 20);

	for (size_t n = 0; n < whole.n; n += n < 4096 ? 7 : 50021) {
		(void)inspect_bytes(scratch, (struct bytes){ whole.at, n });
		arena_reset(scratch);
	}
	arena_close(scratch);
}

TEST(mutated_headers_never_lead_past_the_end)
{
	static const char *const systems[][2] = { { "darwin", "arm64" }, { "linux", "arm64" } };
	struct arena *scratch = arena_open("mutated", (size_t)64 << 20);
	unsigned seed = 1;

	for (int s = 0; s < 2; s++) {
		struct bytes whole = test_read(go_program(systems[s][0], systems[s][1]));
		char *copy = arena_memdup(test_arena(), whole.at, whole.n);

		for (int round = 0; round < 3000; round++) {
			size_t at[4];

			for (int i = 0; i < 4; i++) {
				seed = seed * 1103515245u + 12345u;
				at[i] = seed / 65536u % 3000u;
				copy[at[i]] = (char)(round % 3 ? seed >> 24 : 0xff);
			}
			(void)inspect_bytes(scratch, (struct bytes){ copy, whole.n });
			arena_reset(scratch);
			for (int i = 0; i < 4; i++)
				copy[at[i]] = whole.at[at[i]];
		}
	}
	arena_close(scratch);
}
