/* Archives as the helper process gets them: from a pipe, into an empty folder. */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/digest.h"
#include "archive/unpack.h"

struct entry {
	const char *name, *content, *target, *hard;
	mode_t type, mode;
};

static struct archive_entry *entry_new(const struct entry *from)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, from->name);
	archive_entry_set_filetype(entry, from->type ? from->type : AE_IFREG);
	archive_entry_set_perm(entry, from->mode ? from->mode : 0644);
	if (from->target)
		archive_entry_set_symlink(entry, from->target);
	if (from->hard)
		archive_entry_set_hardlink(entry, from->hard);
	if (from->content)
		archive_entry_set_size(entry, (la_int64_t)strlen(from->content));
	return entry;
}

static struct bytes pack(bool zip, const struct entry *entries)
{
	enum { ROOM = 1 << 20 };
	char *room = arena_alloc(test_arena(), ROOM);
	struct archive *a = archive_write_new();
	size_t used = 0;

	if (zip)
		archive_write_set_format_zip(a);
	else
		archive_write_set_format_pax_restricted(a);
	if (!zip)
		archive_write_add_filter_gzip(a);
	assert_int_equal(ARCHIVE_OK, archive_write_open_memory(a, room, ROOM, &used));
	for (const struct entry *e = entries; e->name; e++) {
		struct archive_entry *entry = entry_new(e);

		archive_write_header(a, entry);
		if (e->content)
			archive_write_data(a, e->content, strlen(e->content));
		archive_entry_free(entry);
	}
	archive_write_close(a);
	archive_write_free(a);
	return (struct bytes){ room, used };
}

static int helper(const char *kind, const char *folder, const char *prefix, int in)
{
	const char *argv[] = { kind, folder, prefix };
	int out = open(test_path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	dup2(in, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	return unpack_main(prefix ? 3 : 2, (char **)(uintptr_t)argv);
}

/* Its exit status; what it printed is in *ret_out. */
static int unpack(const char *kind, struct bytes archive, const char *prefix, const char **ret_out)
{
	const char *folder = test_path("tree");
	int ends[2], status;
	pid_t pid;

	mkdir(folder, 0755);
	assert_int_equal(0, pipe(ends));
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		close(ends[1]);
		_exit(helper(kind, folder, prefix, ends[0]));
	}
	close(ends[0]);
	for (size_t at = 0; at < archive.n;) {
		ssize_t n = write(ends[1], archive.at + at, archive.n - at);

		if (n <= 0)
			break;
		at += (size_t)n;
	}
	close(ends[1]);
	waitpid(pid, &status, 0);
	*ret_out = test_read(test_path("out")).at;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static void assert_mode(unsigned expected, const char *name)
{
	struct stat st;

	assert_int_equal(0, lstat(test_path(name), &st));
	assert_int_equal(expected, st.st_mode & 07777);
}

static void assert_refused(const struct entry *entries, const char *reason)
{
	const char *out;

	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(1, unpack("tar.gz", pack(false, entries), NULL, &out));
	assert_contains(out, "\"rc\":\"broken-archive\"");
	assert_contains(out, reason);
}

TEST(a_release_is_unpacked_without_its_first_folder)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "go/", .type = AE_IFDIR, .mode = 0755 },
		{ .name = "go/bin/go", .content = "program", .mode = 0777 },
		{ .name = "go/VERSION", .content = "go1.26.8\n", .mode = 0644 },
		{ .name = "go/empty/", .type = AE_IFDIR, .mode = 0755 },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("tar.gz", pack(false, entries), "go/", &out));
	assert_contains(out, "{\"done\":true,\"entries\":3,\"bytes\":16,\"h1\":null}");
	assert_bytes(BYTES("program"), test_read(test_path("tree/bin/go")));
	assert_mode(0755, "tree/bin/go");
	assert_mode(0644, "tree/VERSION");
	assert_mode(0755, "tree/empty");
}

TEST(a_dot_before_each_name_is_no_folder)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "./", .type = AE_IFDIR, .mode = 0755 },
		{ .name = "./plugin", .content = "program", .mode = 0755 },
		{ .name = "./doc/README.md", .content = "words", .mode = 0644 },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("tar.gz", pack(false, entries), NULL, &out));
	assert_bytes(BYTES("program"), test_read(test_path("tree/plugin")));
	assert_bytes(BYTES("words"), test_read(test_path("tree/doc/README.md")));
}

TEST(behind_it_a_name_that_climbs_out_is_refused_all_the_same)
{
	static const struct entry climbing[] = { { .name = "./../x", .content = "1" },
						 { .name = 0 } };
	static const struct entry absolute[] = { { .name = ".//etc/x", .content = "1" },
						 { .name = 0 } };
	const char *out;

	assert_refused(climbing, "");
	/* A double slash is none of an absolute name: it stays inside. */
	assert_int_equal(0, unpack("tar.gz", pack(false, absolute), NULL, &out));
	assert_true(access(test_path("tree/etc/x"), F_OK) == 0);
}

/* Longer than what is handed over at once. */
static const char *long_text(void)
{
	enum { LINES = 20000 };
	struct str s = { .mem = test_arena() };

	for (int i = 0; i < LINES; i++)
		str_fmt(&s, "line %d\n", i);
	return str_text(&s);
}

TEST(files_of_any_length_lie_in_their_folders_in_whatever_order_they_come)
{
	const char *out, *text = long_text();
	const struct entry entries[] = {
		{ .name = "a/b/c/one", .content = text, .mode = 0755 },
		{ .name = "a/bc/two", .content = "", .mode = 0600 },
		{ .name = "a/b/three", .content = "3", .mode = 0444 },
		{ .name = "four", .content = "4", .mode = 0644 },
		{ .name = "a/b/c/five", .content = text, .mode = 0644 },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("tar.gz", pack(false, entries), NULL, &out));
	assert_bytes(bytes_of(text), test_read(test_path("tree/a/b/c/one")));
	assert_bytes(BYTES(""), test_read(test_path("tree/a/bc/two")));
	assert_bytes(BYTES("3"), test_read(test_path("tree/a/b/three")));
	assert_bytes(BYTES("4"), test_read(test_path("tree/four")));
	assert_bytes(bytes_of(text), test_read(test_path("tree/a/b/c/five")));
	assert_mode(0755, "tree/a/b/c/one");
	assert_mode(0600, "tree/a/bc/two");
	assert_mode(0444, "tree/a/b/three");
}

TEST(folders_deeper_than_any_of_an_archive_of_ours_are_refused)
{
	struct str s = { .mem = test_arena() };

	for (int i = 0; i < 65; i++)
		str_fmt(&s, "%d/", i);
	str_fmt(&s, "file");
	assert_refused((struct entry[]){ { .name = str_text(&s), .content = "x" }, { .name = 0 } },
		       "cannot be used");
}

TEST(the_list_beside_the_tree_names_each_file_with_mode_and_digest)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "b", .content = "b", .mode = 0755 },
		{ .name = "a", .content = "a", .mode = 0644 },
		{ .name = "d/l", .type = AE_IFLNK, .target = "../a", .mode = 0777 },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("tar.gz", pack(false, entries), NULL, &out));
	assert_bytes(
		BYTES("0644\tca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\ta\n"
		      "0755\t3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d\tb\n"
		      "link\t../a\td/l\n"),
		test_read(test_path("tree.files")));
}

TEST(a_toolchain_module_gets_execute_bits_go_mod_files_and_its_h1)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "m@v1/bin/go", .content = "program" },
		{ .name = "m@v1/pkg/tool/linux_amd64/link", .content = "linker" },
		{ .name = "m@v1/src/_go.mod", .content = "module std\n" },
		{ .name = "m@v1/src/a.go", .content = "package a\n" },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("go-module", pack(true, entries), "m@v1/", &out));
	assert_contains(out, "\"h1\":\"h1:AVl//juCpHd7OM1VKEET1arPSE9bqZ3yQlbNVQ8TRDw=\"");
	assert_mode(0755, "tree/bin/go");
	assert_mode(0755, "tree/pkg/tool/linux_amd64/link");
	assert_mode(0644, "tree/src/a.go");
	assert_bytes(BYTES("module std\n"), test_read(test_path("tree/src/go.mod")));
	assert_bytes(BYTES("module std\n"), test_read(test_path("tree/src/_go.mod")));
	assert_contains(test_read(test_path("tree.files")).at, "\tsrc/go.mod\n");
}

/* Expected value computed with golang.org/x/mod/sumdb/dirhash.Hash1 over the same two files. */
TEST(the_h1_is_what_go_computes_and_does_not_depend_on_the_order)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "xyz", .content = "data for xyz" },
		{ .name = "abc", .content = "data for abc" },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("go-module", pack(true, entries), NULL, &out));
	assert_contains(out, "\"h1\":\"h1:EP6WfDoQTSk9klnxcjriWJOGztueJUywHNmWeq+efB8=\"");
}

TEST(protoc_is_a_program_and_its_includes_are_not)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "bin/protoc", .content = "program" },
		{ .name = "include/google/protobuf/any.proto", .content = "any" },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("protoc-zip", pack(true, entries), NULL, &out));
	assert_mode(0755, "tree/bin/protoc");
	assert_mode(0644, "tree/include/google/protobuf/any.proto");
}

TEST(of_a_jar_only_the_well_known_protos_are_taken)
{
	const char *out;
	static const struct entry entries[] = {
		{ .name = "META-INF/MANIFEST.MF", .content = "x" },
		{ .name = "com/google/protobuf/Any.class", .content = "x" },
		{ .name = "google/protobuf/any.proto", .content = "any" },
		{ .name = 0 },
	};

	assert_int_equal(0, unpack("jar-protos", pack(true, entries), NULL, &out));
	assert_bytes(BYTES("any"), test_read(test_path("tree/include/google/protobuf/any.proto")));
	assert_int_not_equal(0, access(test_path("tree/META-INF"), F_OK));
	assert_int_not_equal(0, access(test_path("tree/com"), F_OK));
}

TEST(a_name_that_climbs_out_is_refused)
{
	assert_refused((struct entry[]){ { .name = "../evil", .content = "x" }, { .name = 0 } },
		       "leads out");
	assert_int_not_equal(0, access(test_path("evil"), F_OK));
}

TEST(a_name_that_climbs_out_after_the_prefix_is_refused)
{
	const char *out;
	static const struct entry entries[] = { { .name = "go/../../evil", .content = "x" },
						{ .name = 0 } };

	assert_int_equal(1, unpack("tar.gz", pack(false, entries), "go/", &out));
	assert_contains(out, "broken-archive");
	assert_int_not_equal(0, access(test_path("evil"), F_OK));
}

TEST(an_absolute_name_is_refused)
{
	assert_refused((struct entry[]){ { .name = "/tmp/evil", .content = "x" }, { .name = 0 } },
		       "absolute");
}

TEST(a_link_out_of_the_tree_is_refused)
{
	assert_refused((struct entry[]){ { .name = "l", .type = AE_IFLNK, .target = "../x" },
					 { .name = 0 } },
		       "link that leads out");
}

TEST(an_absolute_link_is_refused)
{
	assert_refused((struct entry[]){ { .name = "l", .type = AE_IFLNK, .target = "/etc/passwd" },
					 { .name = 0 } },
		       "link that leads out");
}

TEST(a_link_that_goes_down_and_up_again_is_refused)
{
	assert_refused((struct entry[]){ { .name = "l", .type = AE_IFLNK, .target = "a/../../x" },
					 { .name = 0 } },
		       "link that leads out");
}

TEST(a_file_through_a_link_is_refused)
{
	assert_refused((struct entry[]){ { .name = "d/x", .content = "x" },
					 { .name = "l", .type = AE_IFLNK, .target = "d" },
					 { .name = "l/y", .content = "x" },
					 { .name = 0 } },
		       "no folder");
	assert_int_not_equal(0, access(test_path("tree/d/y"), F_OK));
}

TEST(a_name_twice_is_refused)
{
	assert_refused((struct entry[]){ { .name = "x", .content = "1" },
					 { .name = "x", .content = "2" },
					 { .name = 0 } },
		       "twice");
}

TEST(hard_links_and_devices_are_refused)
{
	assert_refused((struct entry[]){ { .name = "x", .content = "1" },
					 { .name = "y", .hard = "x" },
					 { .name = 0 } },
		       "no file, folder or link");
}

/* A header of the old tar: a hard link that has a size, which makes libarchive call it a file. */
static struct bytes link_with_bytes(void)
{
	enum { BLOCK = 512 };
	char *tar = arena_alloc(test_arena(), 6 * BLOCK), *link = tar + 2 * BLOCK;
	static const char *const names[] = { "x", "y" };

	for (int i = 0; i < 2; i++) {
		char *head = tar + i * 2 * BLOCK;
		unsigned sum = 0;

		snprintf(head, 100, "%s", names[i]);
		snprintf(head + 100, 8, "%07o", 0644);
		snprintf(head + 124, 12, "%011o", 3);
		head[156] = i ? '1' : '0';
		if (i)
			snprintf(link + 157, 100, "x");
		memcpy(head + 257, "ustar\00000", 8);
		memset(head + 148, ' ', 8);
		for (int k = 0; k < BLOCK; k++)
			sum += (unsigned char)head[k];
		snprintf(head + 148, 8, "%06o", sum);
		memcpy(head + BLOCK, "abc", 3);
	}
	return (struct bytes){ tar, 6 * BLOCK };
}

TEST(a_hard_link_that_has_bytes_is_refused_too)
{
	struct bytes tar = link_with_bytes();
	size_t used = 0, room = 1 << 16;
	char *packed = arena_alloc(test_arena(), room);
	struct archive *a = archive_write_new();
	struct archive_entry *entry = entry_new(&(struct entry){ .name = "tar" });
	const char *out;

	archive_write_set_format_raw(a);
	archive_write_add_filter_gzip(a);
	assert_int_equal(ARCHIVE_OK, archive_write_open_memory(a, packed, room, &used));
	archive_write_header(a, entry);
	archive_write_data(a, tar.at, tar.n);
	archive_entry_free(entry);
	archive_write_close(a);
	archive_write_free(a);
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(1, unpack("tar.gz", (struct bytes){ packed, used }, NULL, &out));
	assert_contains(out, "no file, folder or link");
}

TEST(a_named_pipe_is_refused)
{
	assert_refused((struct entry[]){ { .name = "p", .type = AE_IFIFO }, { .name = 0 } },
		       "no file, folder or link");
}

TEST(a_name_with_a_line_break_is_refused)
{
	assert_refused((struct entry[]){ { .name = "a\nb", .content = "1" }, { .name = 0 } },
		       "cannot be used");
}

TEST(an_archive_without_the_expected_folder_is_refused)
{
	const char *out;
	static const struct entry entries[] = { { .name = "other/x", .content = "x" },
						{ .name = 0 } };

	assert_int_equal(1, unpack("tar.gz", pack(false, entries), "go/", &out));
	assert_contains(out, "not below go/");
}

TEST(an_archive_that_is_cut_off_is_refused)
{
	struct bytes archive;
	const char *out;
	char *text = arena_alloc(test_arena(), 200001);

	for (int i = 0; i < 200000; i++)
		text[i] = (char)('a' + (i * 31 + i / 7) % 23);
	archive = pack(false, (struct entry[]){ { .name = "x", .content = text }, { .name = 0 } });
	archive.n /= 2;
	assert_int_equal(1, unpack("tar.gz", archive, NULL, &out));
	assert_contains(out, "broken-archive");
}

static struct bytes one_file(const char *content)
{
	return pack(false, (struct entry[]){ { .name = "x", .content = content }, { .name = 0 } });
}

TEST(an_archive_that_ends_anywhere_in_its_data_is_refused)
{
	struct bytes whole = one_file("some words, which do not repeat");
	const char *out;

	for (size_t n = 0; n < whole.n - 8; n += 7) { /* 8: the checksum and the length */
		assert_int_equal(1, unpack("tar.gz", (struct bytes){ whole.at, n }, NULL, &out));
		assert_contains(out, "broken-archive");
		assert_int_equal(0,
				 system(arena_fmt(test_arena(), "rm -r '%s'", test_path("tree"))));
	}
	assert_int_equal(0, unpack("tar.gz", whole, NULL, &out));
}

#ifdef GOREADY_ISAL /* libarchive's own filter does not look at it */
TEST(a_gzip_whose_checksum_is_wrong_is_refused)
{
	struct bytes archive = one_file("content");
	const char *out;

	((char *)(uintptr_t)archive.at)[archive.n - 8] ^= 1;
	assert_int_equal(1, unpack("tar.gz", archive, NULL, &out));
	assert_contains(out, "gzip decompression failed");
}
#endif

/* As `cat one.gz two.gz` gives it; and a disk's padding after it. */
TEST(several_gzips_in_a_row_are_one_archive)
{
	enum { HALF = 1500 };
	char text[2 * HALF + 1] = "";
	char *room = arena_alloc(test_arena(), 64 * 1024);
	struct bytes tar;
	const char *out;
	int status;

	for (int i = 0; i < 2 * HALF; i++)
		text[i] = (char)('a' + (i * 31 + i / 7) % 23);
	test_write_bytes("archive", one_file(text), 0644);
	status = system(arena_fmt(test_arena(),
				  "cd '%s' && gzip -dc archive >tar && { head -c 2000 tar | gzip; "
				  "tail -c +2001 tar | gzip; printf 'no gzip'; } >archive",
				  test_path(".")));
	assert_int_equal(0, status);
	tar = test_read(test_path("archive"));
	memcpy(room, tar.at, tar.n);
	assert_int_equal(0, unpack("tar.gz", (struct bytes){ room, tar.n }, NULL, &out));
	assert_bytes(BYTES(text), test_read(test_path("tree/x")));
}

TEST(a_tar_that_was_not_compressed_is_unpacked_too)
{
	struct bytes archive = one_file("content");
	const char *out;

	test_write_bytes("archive", archive, 0644);
	assert_int_equal(0, system(arena_fmt(test_arena(), "cd '%s' && gzip -dc archive >tar",
					     test_path("."))));
	assert_int_equal(0, unpack("tar.gz", test_read(test_path("tar")), NULL, &out));
	assert_bytes(BYTES("content"), test_read(test_path("tree/x")));
}

TEST(bytes_that_are_no_archive_are_refused)
{
	const char *out;

	assert_int_equal(1, unpack("protoc-zip", BYTES("<html>log in</html>"), NULL, &out));
	assert_contains(out, "\"error\":");
	assert_int_equal(1, unpack("tar.gz", BYTES(""), NULL, &out));
}

TEST(a_folder_that_is_not_empty_is_refused)
{
	const char *out;

	test_write("tree/mine", "keep");
	assert_int_equal(1, unpack("tar.gz", BYTES("x"), NULL, &out));
	assert_contains(out, "\"rc\":\"exists\"");
	assert_bytes(BYTES("keep"), test_read(test_path("tree/mine")));
}

TEST(an_unknown_kind_of_archive_is_refused)
{
	const char *out;

	assert_int_equal(1, unpack("rar", BYTES("x"), NULL, &out));
	assert_contains(out, "\"rc\":\"usage\"");
}

/* A hundred kilobytes of compressed zeros. */
TEST(an_archive_that_unpacks_to_far_more_than_its_size_is_refused)
{
	enum { SIZE = 100 << 20, ROOM = 1 << 20 };
	char *zeros = arena_alloc(test_arena(), ROOM), *room = arena_alloc(test_arena(), ROOM);
	struct archive *a = archive_write_new();
	struct archive_entry *entry =
		entry_new(&(struct entry){ .name = "go/zeros", .content = "" });
	size_t used = 0;
	const char *out;
	struct stat st;

	archive_write_set_format_pax_restricted(a);
	archive_write_add_filter_gzip(a);
	assert_int_equal(ARCHIVE_OK, archive_write_open_memory(a, room, ROOM, &used));
	archive_entry_set_size(entry, SIZE);
	archive_write_header(a, entry);
	for (int i = 0; i < SIZE / ROOM; i++)
		archive_write_data(a, zeros, ROOM);
	archive_entry_free(entry);
	archive_write_close(a);
	archive_write_free(a);
	assert_int_not_equal(0, unpack("tar.gz", (struct bytes){ room, used }, "go/", &out));
	assert_contains(out, "more than 20 times its size");
	assert_int_equal(0, stat(test_path("tree/zeros"), &st));
	assert_true(st.st_size < 20 << 20);
}
