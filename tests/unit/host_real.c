#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

#include "host/host.h"

static struct host *h;
static struct arena *mem;
static struct err e;

static void begin(void)
{
	h = host_real();
	mem = test_arena();
	e = (struct err){ 0 };
}

static struct file_info look(const char *name)
{
	struct file_info info = { 0 };

	assert_ok(h->lstat(h, mem, test_path(name), &info, &e), &e);
	return info;
}

static size_t names_in(const char *name)
{
	struct dir_entries entries = { 0 };

	assert_ok(h->list(h, mem, test_path(name), &entries, &e), &e);
	return entries.n;
}

TEST(what_is_missing_is_no_error)
{
	struct file_info info = { .type = FILE_OTHER };

	begin();
	test_write("file", "x");
	assert_int_equal(look("nothing").type, FILE_NONE);
	assert_int_equal(look("file/below").type, FILE_NONE);
	assert_int_equal(symlink("nowhere", test_path("dangling")), 0);
	assert_int_equal(look("dangling").type, FILE_LINK);
	assert_string_equal(look("dangling").target, "nowhere");
	assert_ok(h->stat(h, mem, test_path("dangling"), &info, &e), &e);
	assert_int_equal(info.type, FILE_NONE);
}

TEST(reading_follows_links_and_refuses_more_than_asked_for)
{
	struct bytes content = { "untouched", 9 };

	begin();
	test_write("file", "12345");
	assert_int_equal(symlink("file", test_path("link")), 0);
	assert_rc(RC_LIMIT, h->read(h, mem, test_path("link"), 4, &content, &e), &e);
	assert_bytes(BYTES("untouched"), content);
	assert_ok(h->read(h, mem, test_path("link"), 5, &content, &e), &e);
	assert_bytes(BYTES("12345"), content);
}

TEST(a_pipe_or_folder_in_place_of_a_file_is_refused_without_waiting)
{
	struct bytes content = { 0 };

	begin();
	assert_int_equal(mkfifo(test_path("pipe"), 0600), 0);
	assert_rc(RC_IO, h->read(h, mem, test_path("pipe"), 100, &content, &e), &e);
	assert_rc(RC_IO, h->read(h, mem, test_folder(), 100, &content, &e), &e);
	assert_contains(e.text, "not a regular file");
}

TEST(files_of_proc_are_read_though_they_say_they_are_empty)
{
	struct bytes content = { 0 };

	begin();
	if (access("/proc/self/status", R_OK) != 0)
		skip_because("there is no /proc here");
	assert_ok(h->read(h, mem, "/proc/self/status", 1 << 20, &content, &e), &e);
	assert_contains(content.at, "Pid:");
}

TEST(a_list_is_sorted_and_without_dots)
{
	struct dir_entries entries = { 0 };

	begin();
	test_write("d/b", "");
	test_write("d/a/x", "");
	assert_int_equal(symlink("b", test_path("d/c")), 0);
	assert_ok(h->list(h, mem, test_path("d"), &entries, &e), &e);
	assert_int_equal(entries.n, 3);
	assert_string_equal(entries.at[0].name, "a");
	assert_int_equal(entries.at[0].type, FILE_FOLDER);
	assert_int_equal(entries.at[1].type, FILE_REGULAR);
	assert_int_equal(entries.at[2].type, FILE_LINK);
}

TEST(replacing_makes_a_new_file_with_the_mode_asked_for)
{
	begin();
	assert_ok(h->replace(h, test_path("new"), BYTES("text"), 0640, &e), &e);
	assert_bytes(BYTES("text"), test_read(test_path("new")));
	assert_int_equal(look("new").mode, 0640);
}

TEST(replacing_goes_through_links_and_leaves_them_links)
{
	begin();
	test_write("dotfiles/zshrc", "old");
	assert_int_equal(symlink("dotfiles/zshrc", test_path("one")), 0);
	assert_int_equal(symlink(test_path("one"), test_path("two")), 0);
	assert_ok(h->replace(h, test_path("two"), BYTES("new"), 0600, &e), &e);
	assert_bytes(BYTES("new"), test_read(test_path("dotfiles/zshrc")));
	assert_int_equal(look("two").type, FILE_LINK);
	assert_int_equal(look("one").type, FILE_LINK);
	assert_int_equal(names_in("dotfiles"), 1);
}

TEST(replacing_through_a_dangling_link_makes_its_target)
{
	begin();
	test_write("d/other", "");
	assert_int_equal(symlink("d/target", test_path("link")), 0);
	assert_ok(h->replace(h, test_path("link"), BYTES("new"), 0600, &e), &e);
	assert_bytes(BYTES("new"), test_read(test_path("d/target")));
	assert_int_equal(look("link").type, FILE_LINK);
}

TEST(links_in_a_circle_are_an_error)
{
	begin();
	assert_int_equal(symlink("b", test_path("a")), 0);
	assert_int_equal(symlink("a", test_path("b")), 0);
	assert_rc(RC_IO, h->replace(h, test_path("a"), BYTES("new"), 0600, &e), &e);
	assert_contains(e.text, "loop");
}

TEST(replacing_keeps_mode_and_makes_a_new_inode)
{
	struct file_info before, after;

	begin();
	test_write_bytes("f", BYTES("old"), 0444);
	before = look("f");
	assert_ok(h->replace(h, test_path("f"), BYTES("new"), 0755, &e), &e);
	after = look("f");
	assert_int_equal(after.mode, 0444);
	assert_int_equal(after.uid, before.uid);
	assert_int_not_equal(after.inode, before.inode);
}

TEST(replacing_keeps_a_strange_owner)
{
	begin();
	if (geteuid() != 0)
		skip_because("only root gives files away");
	test_write("f", "old");
	assert_int_equal(chown(test_path("f"), 1234, 4321), 0);
	assert_int_equal(chmod(test_path("f"), 04751), 0);
	assert_ok(h->replace(h, test_path("f"), BYTES("new"), 0644, &e), &e);
	assert_int_equal(look("f").uid, 1234);
	assert_int_equal(look("f").gid, 4321);
	assert_int_equal(look("f").mode, 04751);
}

#ifdef __linux__
TEST(replacing_keeps_extended_attributes)
{
	char value[10] = "";

	begin();
	test_write("f", "old");
	if (setxattr(test_path("f"), "user.note", "mine", 5, 0) != 0)
		skip_because("this file system keeps no extended attributes");
	assert_ok(h->replace(h, test_path("f"), BYTES("new"), 0644, &e), &e);
	assert_int_equal(getxattr(test_path("f"), "user.note", value, sizeof(value)), 5);
	assert_string_equal(value, "mine");
	assert_true(h->has_xattr(h, test_path("f"), "user.note"));
	assert_false(h->has_xattr(h, test_path("f"), "user.other"));
}

/* acl(5) in its binary form (linux/posix_acl_xattr.h): version 2, then tag, permissions, id. */
TEST(replacing_keeps_an_access_control_list)
{
	static const unsigned char list[] = {
		2,    0, 0, 0,                         /* version */
		0x01, 0, 6, 0, 0xff, 0xff, 0xff, 0xff, /* owner rw */
		0x02, 0, 4, 0, 0xd2, 0x04, 0,    0,    /* user 1234 r */
		0x04, 0, 4, 0, 0xff, 0xff, 0xff, 0xff, /* group r */
		0x10, 0, 4, 0, 0xff, 0xff, 0xff, 0xff, /* mask r */
		0x20, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, /* others none */
	};
	unsigned char value[100];

	begin();
	test_write("f", "old");
	if (setxattr(test_path("f"), "system.posix_acl_access", list, sizeof(list), 0) != 0)
		skip_because("this file system keeps no access control lists");
	assert_ok(h->replace(h, test_path("f"), BYTES("new"), 0644, &e), &e);
	assert_int_equal(getxattr(test_path("f"), "system.posix_acl_access", value, sizeof(value)),
			 sizeof(list));
	assert_memory_equal(value, list, sizeof(list));
}

TEST(a_folders_default_list_is_not_put_on_a_file_that_had_none)
{
	static const unsigned char list[] = {
		2,    0,    0,    0, /* version */
		0x01, 0,    7,    0,    0xff, 0xff, 0xff, 0xff, 0x02, 0,    7,    0,    0xd2, 0x04,
		0,    0,    0x04, 0,    5,    0,    0xff, 0xff, 0xff, 0xff, 0x10, 0,    7,    0,
		0xff, 0xff, 0xff, 0xff, 0x20, 0,    5,    0,    0xff, 0xff, 0xff, 0xff,
	};

	begin();
	test_write("d/f", "old");
	if (setxattr(test_path("d"), "system.posix_acl_default", list, sizeof(list), 0) != 0)
		skip_because("this file system keeps no access control lists");
	assert_ok(h->replace(h, test_path("d/f"), BYTES("new"), 0644, &e), &e);
	assert_int_equal(getxattr(test_path("d/f"), "system.posix_acl_access", NULL, 0), -1);
	assert_int_equal(look("d/f").mode, 0644);
}

TEST(a_full_disk_leaves_the_old_file_and_nothing_else)
{
	begin();
	/* /dev/full's file system cannot be used as a folder; a small tmpfs needs root. */
	if (geteuid() != 0 || mkdir(test_path("small"), 0755) != 0 ||
	    system(arena_fmt(mem, "mount -t tmpfs -o size=64k tmpfs %s 2>/dev/null",
			     test_path("small"))) != 0)
		skip_because("only root makes a small file system");
	test_write("small/f", "old");
	assert_rc(RC_NO_SPACE,
		  h->replace(h, test_path("small/f"),
			     (struct bytes){ arena_alloc(mem, 200000), 200000 }, 0644, &e),
		  &e);
	assert_bytes(BYTES("old"), test_read(test_path("small/f")));
	assert_int_equal(names_in("small"), 1);
	assert_int_equal(system(arena_fmt(mem, "umount %s", test_path("small"))), 0);
}
#endif

TEST(a_folder_in_the_way_is_an_error_and_stays)
{
	begin();
	test_write("d/x", "");
	assert_rc(RC_IO, h->replace(h, test_path("d"), BYTES("new"), 0644, &e), &e);
	assert_int_equal(look("d").type, FILE_FOLDER);
	assert_int_equal(names_in("."), 2); /* d and the test's home */
}

TEST(a_folder_without_the_right_to_write_is_denied)
{
	uid_t was = geteuid();
	enum rc rc;

	begin();
	test_write("d/f", "old");
	assert_int_equal(chmod(test_path("d"), 0555), 0);
	assert_int_equal(chmod(test_folder(), 0755), 0);
	if (was == 0) /* root may always: be nobody for a moment */
		assert_int_equal(seteuid(65534), 0);
	rc = h->replace(h, test_path("d/f"), BYTES("new"), 0644, &e);
	assert_int_equal(seteuid(was), 0);
	assert_rc(RC_DENIED, rc, &e);
	assert_int_equal(names_in("d"), 1);
	assert_bytes(BYTES("old"), test_read(test_path("d/f")));
}

TEST(a_link_is_switched_over_what_was_there)
{
	begin();
	assert_ok(h->link(h, test_path("go"), "first", &e), &e);
	assert_ok(h->link(h, test_path("go"), "second", &e), &e);
	assert_string_equal(look("go").target, "second");
	test_write("file", "");
	assert_ok(h->link(h, test_path("file"), "third", &e), &e);
	assert_string_equal(look("file").target, "third");
}

TEST(missing_parents_are_announced_before_they_are_made)
{
	struct str seen = { .mem = test_arena() };

	begin();
	assert_ok(host_make_folders(h, mem, test_path("a/b/c"), 0755, NULL, NULL, &e), &e);
	assert_true(host_is_folder(h, test_path("a/b/c")));
	assert_int_equal(seen.n, 0);
}

static enum rc note(void *ctx, const char *path, struct err *err)
{
	(void)err;
	assert_false(host_exists(host_real(), path));
	str_fmt(ctx, "%s ", path_name(path));
	return RC_OK;
}

static enum rc refuse(void *ctx, const char *path, struct err *err)
{
	(void)ctx;
	(void)path;
	return err_set(err, RC_JOURNAL, "no");
}

TEST(each_new_folder_is_told_outermost_first_and_before_it_exists)
{
	struct str seen = { .mem = test_arena() };

	begin();
	test_write("a/file", "");
	assert_ok(host_make_folders(h, mem, test_path("a/b/c"), 0755, note, &seen, &e), &e);
	assert_string_equal(str_text(&seen), "b c ");
	assert_rc(RC_JOURNAL, host_make_folders(h, mem, test_path("x/y"), 0755, refuse, NULL, &e),
		  &e);
	assert_false(host_exists(h, test_path("x")));
	assert_rc(RC_EXISTS, host_make_folders(h, mem, test_path("a/file/b"), 0755, NULL, NULL, &e),
		  &e);
}

TEST(a_tree_is_removed_without_following_links_out_of_it)
{
	uid_t was = geteuid();
	enum rc rc;

	begin();
	test_write("keep/me", "x");
	test_write("tree/a/b/c", "x");
	assert_int_equal(symlink(test_path("keep"), test_path("tree/a/out")), 0);
	assert_int_equal(chmod(test_path("tree/a/b"), 0555), 0);
	if (was == 0) { /* root may always: be nobody for a moment */
		assert_int_equal(chmod(test_folder(), 0777), 0);
		assert_int_equal(system(arena_fmt(mem, "chown -R 65534 %s", test_path("tree"))), 0);
		assert_int_equal(seteuid(65534), 0);
	}
	rc = host_remove_tree(h, mem, test_path("tree"), &e);
	assert_int_equal(seteuid(was), 0);
	assert_ok(rc, &e);
	assert_false(host_exists(h, test_path("tree")));
	assert_true(host_exists(h, test_path("keep/me")));
	assert_ok(host_remove_tree(h, mem, test_path("tree"), &e), &e);
	assert_int_equal(symlink("keep", test_path("link")), 0);
	assert_ok(host_remove_tree(h, mem, test_path("link"), &e), &e);
	assert_true(host_exists(h, test_path("keep/me")));
}

TEST(which_skips_folders_and_what_may_not_run)
{
	const char *path;

	begin();
	test_write("one/tool/x", "");
	test_write_bytes("two/tool", BYTES("x"), 0644);
	test_write_bytes("three/tool", BYTES("x"), 0755);
	path = arena_fmt(mem, "relative::%s:%s:%s", test_path("one"), test_path("two"),
			 test_path("three"));
	assert_string_equal(host_which(h, mem, path, "tool"), test_path("three/tool"));
	assert_null(host_which(h, mem, path, "other"));
	assert_null(host_which(h, mem, NULL, "tool"));
}

static struct command_result run(struct command command, ...)
{
	struct command_result result = { 0 };
	const char *arg;
	va_list ap;

	va_start(ap, command);
	while ((arg = va_arg(ap, const char *)))
		list_push(mem, &command.argv, arg);
	va_end(ap);
	assert_ok(h->run(h, mem, &command, &result, &e), &e);
	return result;
}

TEST(a_command_gives_status_and_both_outputs)
{
	struct command_result r;

	begin();
	r = run((struct command){ 0 }, "sh", "-c", "echo out; echo bad >&2; exit 3", NULL);
	assert_int_equal(r.status, 3);
	assert_bytes(BYTES("out\n"), r.out);
	assert_bytes(BYTES("bad\n"), r.err);
	assert_false(r.timed_out);
}

TEST(a_command_reads_nothing_runs_at_the_root_and_has_no_terminal)
{
	struct command_result r;

	begin();
	r = run((struct command){ 0 }, "sh", "-c",
		"cat; pwd; (: </dev/tty) 2>/dev/null && echo terminal", NULL);
	assert_bytes(BYTES("/\n"), r.out);
}

TEST(a_program_that_is_not_there_gives_127_and_why)
{
	struct command_result r;

	begin();
	r = run((struct command){ 0 }, "/nonexistent/tool", NULL);
	assert_int_equal(r.status, 127);
	assert_int_equal(r.start_errno, ENOENT);
	test_write_bytes("not-a-program", BYTES("x"), 0644);
	r = run((struct command){ 0 }, test_path("not-a-program"), NULL);
	assert_int_equal(r.start_errno, EACCES);
	test_write_bytes("text", BYTES("no magic"), 0755);
	r = run((struct command){ 0 }, test_path("text"), NULL);
	assert_int_equal(r.start_errno, ENOEXEC);
}

TEST(programs_are_looked_up_on_the_path_of_the_given_environment)
{
	struct names env = { 0 };
	struct command_result r;

	begin();
	test_write_bytes("bin/own-tool", BYTES("#!/bin/sh\necho $0 $GOREADY_X $Y\n"), 0755);
	list_push(mem, &env, arena_fmt(mem, "PATH=/nonexistent:%s", test_path("bin")));
	list_push(mem, &env, "Y=yes");
	r = run((struct command){ .env = &env }, "own-tool", NULL);
	assert_string_equal(r.out.at, arena_fmt(mem, "%s yes\n", test_path("bin/own-tool")));
}

TEST(our_own_settings_are_not_passed_on)
{
	struct command_result r;

	begin();
	setenv("GOREADY_SECRET", "1", 1);
	setenv("OTHER_SETTING", "2", 1);
	r = run((struct command){ 0 }, "sh", "-c", "echo ${GOREADY_SECRET-unset} $OTHER_SETTING",
		NULL);
	unsetenv("GOREADY_SECRET");
	assert_bytes(BYTES("unset 2\n"), r.out);
}

TEST(a_command_over_its_time_is_ended_with_its_children)
{
	struct command_result r;
	const char *held;

	begin();
	held = test_pipe("held");
	r = run((struct command){ .seconds = 1 }, "sh", "-c",
		arena_fmt(mem, "exec 9<>%s; sleep 60 & sleep 60", held), NULL);
	assert_true(r.timed_out);
	assert_int_equal(r.status, 128 + 15);
	assert_true(test_pipe_is_let_go(held));
}

TEST(output_beyond_the_limit_is_read_and_dropped)
{
	struct command_result r;

	begin();
	r = run((struct command){ .most = 1000 }, "sh", "-c", "yes | head -c 3000000; echo end >&2",
		NULL);
	assert_int_equal(r.status, 0);
	assert_int_equal(r.out.n, 1000);
	assert_bytes(BYTES("end\n"), r.err);
}

TEST(this_machine_says_what_it_is)
{
	struct system_info system = { 0 };
	struct process self = { 0 };
	struct disk_info disk = { 0 };

	begin();
	assert_ok(h->system(h, mem, &system, &e), &e);
	assert_int_equal(system.os, h->os);
	assert_int_equal(system.uid, getuid());
	assert_true(system.memory > 1000000 && system.processors > 0);
	assert_ok(h->process(h, mem, 0, &self, &e), &e);
	assert_int_equal(self.pid, getpid());
	assert_int_equal(self.parent, getppid());
	assert_string_equal(self.path, host_own_path(mem));
	assert_ok(h->disk(h, mem, test_path("not/yet/there"), &disk, &e), &e);
	assert_true(disk.free_bytes > 0 && disk.type);
	assert_true(h->in_group(
		h, str_trim(mem, run((struct command){ 0 }, "id", "-gn", NULL).out.at)));
	assert_false(h->in_group(h, "no-such-group"));
	assert_rc(RC_NOT_FOUND, h->process(h, mem, 999999999, &self, &e), &e);
}

#ifdef __linux__
/* This program again, as a copy that removes itself. */
static void exec_copy(const char *filter)
{
	struct bytes own;

	if (h->read(h, mem, host_own_path(mem), 256 << 20, &own, &e) != RC_OK)
		_exit(1);
	test_write_bytes("copy", own, 0755);
	setenv("REMOVES_ITSELF", test_path("copy"), 1);
	/* Its report is none of this program's. */
	if (freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr))
		execl(test_path("copy"), test_path("copy"), filter, (char *)NULL);
	_exit(1);
}

TEST(a_program_that_was_replaced_meanwhile_can_still_be_started)
{
	const char *copy = getenv("REMOVES_ITSELF");
	int status = -1;
	pid_t pid;

	if (getenv("GOREADY_TEST_EMULATED"))
		skip_because("the emulator says where the program is");
	begin();
	if (copy) {
		unlink(copy);
		assert_int_equal(0, access(host_own_path(mem), X_OK));
		return;
	}
	pid = fork();
	if (pid == 0)
		exec_copy("a_program_that_was_replaced*");
	waitpid(pid, &status, 0);
	assert_int_equal(0, status);
}
#endif
