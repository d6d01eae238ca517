/* The helper process that unpacks; see unpack.h. The only file with libarchive. */
#include "archive/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "base/str.h"
#include "archive/digest.h"
#include "archive/gunzip.h"
#include "base/sandbox.h"
#include "archive/unpack_tree.h"

enum { BLOCK = 64 * 1024, PROGRESS_MS = 100 };

/* Go's archives unpack to 4 times their size, protoc's to 5. Nothing of what arrives is checked yet,
 * so a megabyte of zeros must not fill the disk; small files may be all text. */
enum { MOST_RATIO = 20, RATIO_COUNTS_FROM = 16 << 20 };

struct unpack {
	const struct kind *kind;
	const char *prefix; /* "" for none */
	struct arena *mem;
	struct tree tree;
	struct archive *archive;
	struct gunzip *gunzip; /* NULL where libarchive reads the descriptor itself */
	const char *h1;        /* NULL where not wanted */
	struct names go_mods;
	size_t entries;
	int64_t told; /* when progress was last printed */
};

/* What differs between the archives goready takes. */
struct kind {
	const char *name;
	bool tar;
	bool modes; /* the archive says them */
	bool h1;
	bool (*wanted)(const char *name);  /* NULL: all */
	bool (*program)(const char *name); /* NULL: none */
	const char *below;                 /* put in front of names */
};

/* cmd/go sets the execute bits of the module's files below these two (toolchain/select.go). */
static bool is_go_program(const char *name)
{
	return str_starts(name, "bin/") || str_starts(name, "pkg/tool/");
}

static bool is_protoc(const char *name)
{
	return str_equal(name, "bin/protoc") || str_equal(name, "bin/protoc.exe");
}

static bool is_well_known_proto(const char *name)
{
	return str_starts(name, "google/protobuf/") && str_ends(name, ".proto");
}

static const struct kind kinds[] = {
	{ .name = "tar.gz", .tar = true, .modes = true, .below = "" },
	{ .name = "go-module", .h1 = true, .program = is_go_program, .below = "" },
	{ .name = "protoc-zip", .program = is_protoc, .below = "" },
	{ .name = "jar-protos", .wanted = is_well_known_proto, .below = "include" },
};

static const struct kind *find_kind(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_equal(kinds[i].name, name))
			return &kinds[i];
	return NULL;
}

static void unpack_tell(const struct unpack *u, const char *extra)
{
	printf("{%s\"entries\":%zu,\"bytes\":%llu", extra, u->entries,
	       (unsigned long long)u->tree.bytes);
}

static void tell_progress(struct unpack *u)
{
	int64_t now = clock_ms();

	if (now - u->told < PROGRESS_MS)
		return;
	u->told = now;
	unpack_tell(u, "");
	puts("}");
	fflush(stdout);
}

static enum rc archive_failed(struct unpack *u, struct err *e)
{
	const char *text = archive_error_string(u->archive);

	return err_set(e, RC_ARCHIVE, _("the archive cannot be unpacked: %s"),
		       text ? text : _("it is cut off"));
}

/* ---- what comes in ------------------------------------------------------------------------------ */

#ifdef GOREADY_ISAL
static la_ssize_t read_inflated(struct archive *archive, void *unpack, const void **ret_data)
{
	const char *why = "";
	ssize_t n = gunzip_read(((struct unpack *)unpack)->gunzip, ret_data, &why);

	if (n < 0)
		archive_set_error(archive, EINVAL, "%s", why);
	return n;
}

static int open_gzip(struct unpack *u)
{
	u->gunzip = gunzip_open(u->mem, STDIN_FILENO);
	return archive_read_open(u->archive, u, NULL, read_inflated, NULL);
}

static uint64_t bytes_read(const struct unpack *u)
{
	return u->gunzip ? gunzip_bytes(u->gunzip) : (uint64_t)archive_filter_bytes(u->archive, -1);
}
#else
static int open_gzip(struct unpack *u)
{
	archive_read_support_filter_gzip(u->archive);
	return archive_read_open_fd(u->archive, STDIN_FILENO, BLOCK);
}

static uint64_t bytes_read(const struct unpack *u)
{
	return (uint64_t)archive_filter_bytes(u->archive, -1);
}
#endif

/* ---- one entry ----------------------------------------------------------------------------------
 */

static bool unpacks_to_too_much(const struct unpack *u)
{
	return u->tree.bytes > RATIO_COUNTS_FROM && u->tree.bytes / MOST_RATIO > bytes_read(u);
}

static enum rc copy_data(struct unpack *u, struct tree_file *f, struct err *e)
{
	const void *data;
	size_t n;
	la_int64_t offset, expected = 0;
	int status;

	while ((status = archive_read_data_block(u->archive, &data, &n, &offset)) == ARCHIVE_OK) {
		enum rc rc;

		if (offset != expected) /* a sparse file: not in any archive that goready wants */
			return err_set(e, RC_ARCHIVE, "%s",
				       _("the archive holds a file with holes"));
		rc = tree_write(f, data, n, e);
		if (rc)
			return rc;
		if (unpacks_to_too_much(u))
			return err_set(e, RC_ARCHIVE,
				       _("the archive unpacks to more than %d times its size"),
				       MOST_RATIO);
		expected += (la_int64_t)n;
		tell_progress(u);
	}
	return status == ARCHIVE_EOF ? RC_OK : archive_failed(u, e);
}

static mode_t mode_of(const struct unpack *u, struct archive_entry *entry, const char *name)
{
	if (u->kind->modes)
		return archive_entry_perm(entry) & 0755;
	return u->kind->program && u->kind->program(name) ? 0755 : 0644;
}

/*
 * As UTF-8 whatever the locale is: in the C locale libarchive warns of other names and gives none.
 * Go's archive has one (test/fixedbugs/issue27836.dir).
 */
static const char *unpack_name_of(struct archive_entry *entry)
{
	const char *name = archive_entry_pathname_utf8(entry);

	return name ? name : archive_entry_pathname(entry);
}

static const char *target_of(struct archive_entry *entry)
{
	const char *target = archive_entry_symlink_utf8(entry);

	return target ? target : archive_entry_symlink(entry);
}

static enum rc unpack_file(struct unpack *u, struct archive_entry *entry, const char *name,
			   struct err *e)
{
	const char *place = *u->kind->below ? path_join(u->mem, u->kind->below, name) : name;
	struct tree_file f;
	enum rc rc = tree_begin_file(&u->tree, place, mode_of(u, entry, name), &f, e);

	if (rc)
		return rc;
	rc = copy_data(u, &f, e);
	if (rc) {
		tree_abandon_file(&f);
		return rc;
	}
	rc = tree_end_file(&f, e);
	if (u->kind->h1 && str_equal(path_name(place), "_go.mod"))
		list_push(u->mem, &u->go_mods, arena_strdup(u->mem, place));
	return rc;
}

static const char *without_slashes(struct arena *mem, const char *name)
{
	size_t n = strlen(name);

	while (n && name[n - 1] == '/')
		n--;
	return arena_strndup(mem, name, n);
}

static enum rc strip_prefix(const struct unpack *u, const char *name, const char **ret,
			    struct err *e)
{
	size_t n = strlen(u->prefix);

	/* `tar -C FOLDER .` puts it before each. */
	if (!n && u->kind->tar && name && str_starts(name, "./"))
		name += strspn(name + 1, "/") + 1;
	if (!name || strlen(name) > 1000)
		return err_set(e, RC_ARCHIVE, "%s",
			       _("the archive holds a name that cannot be used"));
	if (strncmp(name, u->prefix, n) == 0)
		*ret = name + n;
	else if (strlen(name) + 1 == n && strncmp(name, u->prefix, n - 1) == 0)
		*ret = ""; /* the folder itself, without its slash */
	else
		return err_set(e, RC_ARCHIVE, _("the archive holds %.200s, which is not below %s"),
			       name, u->prefix);
	return RC_OK;
}

static enum rc unpack_entry(struct unpack *u, struct archive_entry *entry, struct err *e)
{
	const char *name = NULL;
	enum rc rc = strip_prefix(u, unpack_name_of(entry), &name, e);
	mode_t type = archive_entry_filetype(entry);

	if (rc || !*name)
		return rc;
	if (++u->entries > TREE_ENTRIES_MOST)
		return err_set(e, RC_ARCHIVE, _("the archive holds more than %d entries"),
			       TREE_ENTRIES_MOST);
	if (u->kind->wanted && !u->kind->wanted(name))
		return RC_OK;
	if (archive_entry_hardlink(entry))
		type = 0;
	if (type == AE_IFREG)
		return unpack_file(u, entry, name, e);
	if (type == AE_IFDIR)
		return tree_add_folder(&u->tree, without_slashes(u->mem, name), e);
	if (type == AE_IFLNK)
		return tree_add_link(&u->tree, name, target_of(entry), e);
	return err_set(e, RC_ARCHIVE,
		       _("the archive holds something that is no file, folder or link: %.200s"),
		       name);
}

/* ---- all of it
 * ------------------------------------------------------------------------------------ */

static enum rc open_stdin(struct unpack *u, struct err *e)
{
	int status;

	u->archive = archive_read_new();
	if (!u->archive)
		return err_set(e, RC_INTERNAL, "%s", _("the archive library cannot be started"));
	if (u->kind->tar) {
		archive_read_support_format_tar(u->archive);
		status = open_gzip(u);
	} else {
		archive_read_support_format_zip_streamable(u->archive);
		status = archive_read_open_fd(u->archive, STDIN_FILENO, BLOCK);
	}
	if (status != ARCHIVE_OK)
		return archive_failed(u, e);
	return RC_OK;
}

static enum rc unpack_entries(struct unpack *u, struct err *e)
{
	struct archive_entry *entry;
	int status;

	while ((status = archive_read_next_header(u->archive, &entry)) == ARCHIVE_OK ||
	       status == ARCHIVE_WARN) { /* of names in another character set: name_of judges */
		enum rc rc = unpack_entry(u, entry, e);

		if (rc)
			return rc;
		tell_progress(u);
	}
	if (status != ARCHIVE_EOF)
		return archive_failed(u, e);
	if (!u->tree.item_count)
		return err_set(e, RC_ARCHIVE, "%s",
			       _("the archive holds none of the files expected"));
	return RC_OK;
}

/* Go's own tree names its modules' files _go.mod, so that they can lie in a module. */
static enum rc restore_go_mods(struct unpack *u, struct err *e)
{
	for (size_t i = 0; i < u->go_mods.n; i++) {
		const char *from = u->go_mods.at[i];
		const char *to = arena_fmt(u->mem, "%.*sgo.mod",
					   (int)(strlen(from) - strlen("_go.mod")), from);
		enum rc rc;

		if (tree_has(&u->tree, to))
			continue;
		rc = tree_copy_file(&u->tree, from, to, e);
		if (rc)
			return rc;
	}
	return RC_OK;
}

/* What follows the last entry (a zip's directory) is read too: the writer also hashes it. */
static void drain(void)
{
	char buffer[16384];
	ssize_t n;

	do
		n = read(STDIN_FILENO, buffer, sizeof(buffer));
	while (n > 0 || (n < 0 && errno == EINTR));
}

static enum rc unpack_all(struct unpack *u, struct err *e)
{
	enum rc rc = open_stdin(u, e);

	if (!rc)
		rc = unpack_entries(u, e);
	if (!rc && u->kind->h1)
		u->h1 = tree_h1(&u->tree,
				u->prefix); /* before files are added that are not in it */
	if (!rc)
		rc = restore_go_mods(u, e);
	if (!rc) {
		drain();
		rc = tree_write_list(&u->tree, e);
	}
	archive_read_free(u->archive);
	return rc;
}

static int tell_end(struct unpack *u, enum rc rc, const struct err *e)
{
	struct json *line;

	if (!rc) {
		unpack_tell(u, "\"done\":true,");
		putchar(',');
		if (u->h1)
			printf("\"h1\":\"%s\"}\n", u->h1);
		else
			puts("\"h1\":null}");
	} else {
		line = json_new_object(u->mem);
		json_add_text(u->mem, line, "error", e->text);
		json_add_text(u->mem, line, "hint", err_remedy(e));
		json_add_string(u->mem, line, "rc", rc_id(rc));
		printf("%s\n", json_print(u->mem, line, false));
	}
	return fflush(stdout) || rc ? 1 : 0;
}

/* What is loaded from files when it is first used: afterwards there are none. */
static void load_everything(void)
{
	struct sha256 *digest = sha256_open();
	char unused[65];

	sha256_close(digest, unused);
	(void)_("the archive cannot be unpacked: %s");
	(void)setlocale(LC_CTYPE, "C.UTF-8"); /* names are UTF-8 whatever the user's files are */
	tzset();
}

int unpack_main(int argc, char **argv)
{
	struct unpack u = { .mem = arena_open("unpacking", (size_t)256 << 20) };
	struct err e = { .rc = RC_OK };
	enum rc rc;
	int status;

	u.kind = argc >= 2 ? find_kind(argv[0]) : NULL;
	u.prefix = argc >= 3 ? argv[2] : "";
	umask(022);
	if (!u.kind)
		rc = err_set(&e, RC_USAGE, "%s", "unpack KIND FOLDER [PREFIX]");
	else
		rc = tree_open(&u.tree, u.mem, argv[1], &e);
	if (!rc) {
		load_everything();
		struct sandbox sandbox = sandbox_enter(u.tree.fd, argv[1]);

		disk_start(&u.tree.disk);
		sandbox_seal(&sandbox);
		rc = unpack_all(&u, &e);
		tree_close(&u.tree);
	}
	status = tell_end(&u, rc, &e);
	arena_close(u.mem);
	return status;
}
