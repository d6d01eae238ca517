/*
 * src/host/os_darwin.c on Linux: the system's calls are played, so that what a Mac's own may answer is
 * tried: attributes that nobody may write, groups within groups, a processor that translates.
 */
#include "darwin.h"
#include "test.h"

#include <errno.h>
#include <grp.h>
#include <unistd.h>

#include "host/host.h"

/* ---- attributes: a file has some, a copy gets those that may be written ---- */

enum { MOST_ATTRIBUTES = 4 };

struct attribute {
	const char *name, *value;
	int why_not_read, why_not_written; /* errno; 0: it may be */
};

static struct attribute attributes[MOST_ATTRIBUTES];
static struct names written;
static int why_no_access_list;
static bool whole_copy_works;

int fcopyfile(int from, int to, void *state, unsigned flags)
{
	(void)from;
	(void)to;
	(void)state;
	errno = flags == COPYFILE_ACL ? why_no_access_list : EPERM;
	return errno && !(flags == COPYFILE_XATTR && whole_copy_works) ? -1 : 0;
}

static const struct attribute *attribute_named(const char *name)
{
	for (size_t i = 0; i < MOST_ATTRIBUTES && attributes[i].name; i++)
		if (str_equal(attributes[i].name, name))
			return &attributes[i];
	return NULL;
}

ssize_t flistxattr(int fd, char *names, size_t size, int options)
{
	size_t n = 0;

	(void)fd;
	(void)options;
	for (size_t i = 0; i < MOST_ATTRIBUTES && attributes[i].name; i++) {
		size_t length = strlen(attributes[i].name) + 1;

		assert_in_range(n + length, 1, size);
		memcpy(names + n, attributes[i].name, length);
		n += length;
	}
	return (ssize_t)n;
}

ssize_t fgetxattr(int fd, const char *name, void *value, size_t size, uint32_t position,
		  int options)
{
	const struct attribute *a = attribute_named(name);

	(void)fd;
	(void)position;
	(void)options;
	errno = a ? a->why_not_read : ENODATA;
	if (errno)
		return -1;
	if (value)
		memcpy(value, a->value, size);
	return (ssize_t)strlen(a->value);
}

ssize_t getxattr(const char *path, const char *name, void *value, size_t size, uint32_t position,
		 int options)
{
	(void)path;
	assert_int_equal(XATTR_NOFOLLOW, options);
	return fgetxattr(-1, name, value, size, position, options);
}

int fsetxattr(int fd, const char *name, const void *value, size_t size, uint32_t position,
	      int options)
{
	(void)fd;
	(void)position;
	(void)options;
	errno = attribute_named(name)->why_not_written;
	if (errno)
		return -1;
	list_push(test_arena(), &written,
		  arena_fmt(test_arena(), "%s=%.*s", name, (int)size, (const char *)value));
	return 0;
}

/* ---- groups, as a directory knows them ---- */

static gid_t group_by_directory;
static bool no_directory;

int mbr_uid_to_uuid(uid_t id, unsigned char uuid[16])
{
	memset(uuid, 0, 16);
	memcpy(uuid, &id, sizeof(id));
	return no_directory ? ENOENT : 0;
}

int mbr_gid_to_uuid(gid_t id, unsigned char uuid[16])
{
	return mbr_uid_to_uuid(id, uuid);
}

int mbr_check_membership(const unsigned char user[16], const unsigned char group[16], int *ret)
{
	uid_t uid = getuid();

	*ret = memcmp(user, &uid, sizeof(uid)) == 0 &&
	       memcmp(group, &group_by_directory, sizeof(group_by_directory)) == 0;
	return 0;
}

/* ---- the kernel ---- */

static bool translated;

int sysctlbyname(const char *name, void *old, size_t *size, void *value, size_t value_size)
{
	static const char version[] = "26.1";
	int32_t yes = 1;
	int64_t memory = (int64_t)16 << 30;
	const void *from = str_equal(name, "hw.optional.arm64")       ? (const void *)&yes
			   : str_equal(name, "hw.memsize")            ? (const void *)&memory
			   : str_equal(name, "kern.osproductversion") ? (const void *)version
								      : NULL;
	size_t n = from == &yes ? sizeof(yes) : from == &memory ? sizeof(memory) : sizeof(version);

	(void)value;
	(void)value_size;
	if (!from)
		return -1;
	assert_in_range(n, 1, *size);
	memcpy(old, from, n);
	*size = n;
	return 0;
}

int sysctl(int *name, unsigned count, void *old, size_t *size, void *value, size_t value_size)
{
	struct kinfo_proc info = { .kp_proc.p_flag = translated ? 0x20000 : 0,
				   .kp_eproc.e_ppid = 1 };

	(void)count;
	(void)value;
	(void)value_size;
	if (name[3] == 7) { /* has ended: nothing is written (sysctl(3)) */
		*size = 0;
		return 0;
	}
	memcpy(old, &info, sizeof(info));
	return 0;
}

int proc_pidpath(int pid, void *path, uint32_t size)
{
	(void)size;
	strcpy(path, "/Applications/iTerm.app/Contents/MacOS/iTerm2");
	return pid == 8 ? 0 : (int)strlen(path);
}

int _NSGetExecutablePath(char *path, uint32_t *size)
{
	(void)size;
	strcpy(path, "/usr/bin/../bin/env");
	return 0;
}

int statfs(const char *path, struct statfs *ret)
{
	(void)path;
	*ret = (struct statfs){ .f_flags = MNT_NOEXEC, .f_fstypename = "apfs" };
	return 0;
}

/* ---- the disk ---- */

static int full_syncs, syncs, why_no_full_sync;

int darwin_fcntl(int fd, int command, ...);
int darwin_fsync(int fd);

int darwin_fcntl(int fd, int command, ...)
{
	(void)fd;
	assert_int_equal(51, command); /* F_FULLFSYNC */
	full_syncs++;
	errno = why_no_full_sync;
	return errno ? -1 : 0;
}

int darwin_fsync(int fd)
{
	(void)fd;
	syncs++;
	return 0;
}

/* ---- tests ---- */

static struct host *h;
static struct err e;

static void begin(void)
{
	h = host_real();
	e = (struct err){ 0 };
	memset(attributes, 0, sizeof(attributes));
	written = (struct names){ 0 };
	why_no_access_list = 0;
	whole_copy_works = no_directory = translated = false;
	test_write(".zprofile", "old");
}

static enum rc edit(void)
{
	return h->replace(h, test_path(".zprofile"), BYTES("new"), 0644, &e);
}

TEST(an_attribute_that_only_the_system_may_write_stops_no_edit)
{
	begin();
	attributes[0] = (struct attribute){ "com.apple.provenance", "abc", 0, EPERM };
	attributes[1] = (struct attribute){ "org.example.note", "mine", 0, 0 };
	attributes[2] = (struct attribute){ "com.apple.macl", "", EPERM, EPERM };
	assert_ok(edit(), &e);
	assert_bytes(BYTES("new"), test_read(test_path(".zprofile")));
	assert_string_equal("org.example.note=mine", str_join(test_arena(), &written, " "));
}

TEST(an_attribute_of_the_users_that_cannot_be_kept_leaves_the_file_as_it_was)
{
	begin();
	attributes[0] = (struct attribute){ "com.apple.provenance", "abc", 0, EPERM };
	attributes[1] = (struct attribute){ "org.example.note", "mine", 0, ENOSPC };
	assert_int_not_equal(RC_OK, edit());
	assert_contains(e.text, "org.example.note");
	assert_bytes(BYTES("old"), test_read(test_path(".zprofile")));
}

TEST(an_empty_attribute_is_kept_and_none_is_looked_at_where_all_are_copied_at_once)
{
	begin();
	attributes[0] = (struct attribute){ "org.example.empty", "", 0, 0 };
	assert_ok(edit(), &e);
	assert_string_equal("org.example.empty=", str_join(test_arena(), &written, " "));
	written = (struct names){ 0 };
	whole_copy_works = true;
	assert_ok(edit(), &e);
	assert_int_equal(0, written.n);
}

TEST(a_disk_without_access_lists_is_no_reason_and_a_list_that_is_lost_is)
{
	begin();
	why_no_access_list = ENOTSUP;
	assert_ok(edit(), &e);
	why_no_access_list = EPERM;
	assert_int_not_equal(RC_OK, edit());
}

TEST(quarantine_is_asked_of_the_file_itself)
{
	begin();
	attributes[0] = (struct attribute){ "com.apple.quarantine", "0081;", 0, 0 };
	assert_true(h->has_xattr(h, test_path(".zprofile"), "com.apple.quarantine"));
	assert_false(h->has_xattr(h, test_path(".zprofile"), "com.apple.provenance"));
}

/* A group of this machine that this user is not in, neither by getgroups nor by its list. */
static const char *foreign_group(void)
{
	static const char *const names[] = { "games", "mail", "news", "daemon", "bin" };
	const char *found = NULL;

	no_directory = true;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !found; i++)
		if (getgrnam(names[i]) && !h->in_group(h, names[i]))
			found = names[i];
	no_directory = false;
	return found;
}

TEST(who_is_in_a_group_by_a_group_within_it_is_in_it)
{
	const char *group;

	begin();
	group = foreign_group();
	if (!group)
		skip_because("this user is in all groups");
	group_by_directory = getgrnam(group)->gr_gid;
	assert_true(h->in_group(h, group));
	group_by_directory++;
	assert_false(h->in_group(h, group));
}

TEST(without_a_directory_the_groups_of_the_process_count)
{
	begin();
	no_directory = true;
	assert_true(h->in_group(h, getgrgid(getgid())->gr_name));
}

TEST(values_of_sysctl_are_text_whatever_their_size)
{
	begin();
	assert_int_equal(OS_DARWIN, h->os);
	assert_string_equal("1", h->sysctl(h, test_arena(), "hw.optional.arm64"));
	assert_string_equal("17179869184", h->sysctl(h, test_arena(), "hw.memsize"));
	assert_string_equal("26.1", h->sysctl(h, test_arena(), "kern.osproductversion"));
	assert_null(h->sysctl(h, test_arena(), "sysctl.proc_translated"));
}

TEST(a_process_under_rosetta_is_known_by_its_own_flag)
{
	struct process p = { 0 };

	begin();
	translated = true;
	assert_ok(h->process(h, test_arena(), 6, &p, &e), &e);
	assert_true(p.translated);
	assert_string_equal("/Applications/iTerm.app/Contents/MacOS/iTerm2", p.path);
	translated = false;
	assert_ok(h->process(h, test_arena(), 8, &p, &e), &e);
	assert_false(p.translated);
	assert_null(p.path);
	assert_rc(RC_NOT_FOUND, h->process(h, test_arena(), 7, &p, &e), &e);
}

TEST(a_disk_where_nothing_may_run_is_seen)
{
	struct disk_info disk = { 0 };

	begin();
	assert_ok(h->disk(h, test_arena(), test_folder(), &disk, &e), &e);
	assert_true(disk.noexec);
	assert_false(disk.read_only);
	assert_string_equal("apfs", disk.type);
	assert_string_equal("/usr/bin/env", host_own_path(test_arena()));
}

/* fsync(2) of macOS gives the bytes to the disk, which may keep them in its own memory. */
TEST(a_file_is_synced_through_the_disks_own_memory)
{
	begin();
	full_syncs = syncs = why_no_full_sync = 0;
	assert_ok(edit(), &e);
	assert_true(full_syncs >= 2); /* the file, and its folder */
	assert_int_equal(0, syncs);
}

TEST(a_network_disk_that_knows_no_full_sync_is_synced_as_it_can)
{
	begin();
	full_syncs = syncs = 0;
	why_no_full_sync = ENOTSUP;
	assert_ok(edit(), &e);
	assert_int_equal(full_syncs, syncs);
	assert_true(syncs >= 2);
	why_no_full_sync = 0;
}
