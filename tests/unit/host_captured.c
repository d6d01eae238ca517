#include "test.h"

#include <errno.h>
#include <unistd.h>

#include "capture/capture.h"

static struct arena *mem;
static struct err e;

static struct host *machine(const char *text)
{
	struct json *root;
	struct host *h = NULL;

	mem = test_arena();
	e = (struct err){ 0 };
	assert_ok(json_parse(mem, bytes_of(text), &root, &e), &e);
	assert_ok(host_captured_open(mem, root, &h, &e), &e);
	return h;
}

static void assert_refused(const char *text, const char *why)
{
	struct json *root;
	struct host *h = NULL;

	mem = test_arena();
	assert_ok(json_parse(mem, bytes_of(text), &root, &e), &e);
	assert_rc(RC_SYNTAX, host_captured_open(mem, root, &h, &e), &e);
	assert_contains(e.text, why);
	assert_null(h);
}

static struct file_info look(struct host *h, const char *path)
{
	struct file_info info = { 0 };

	assert_ok(h->lstat(h, mem, path, &info, &e), &e);
	return info;
}

static const char *content(struct host *h, const char *path)
{
	struct bytes b = { 0 };

	assert_ok(h->read(h, mem, path, 1000, &b, &e), &e);
	return b.at;
}

#define LINUX "{\"schema\":1,\"system\":{\"os\":\"linux\"},"

TEST(the_example_of_the_readme_is_a_machine)
{
	const char *readme = test_fixture("machines/README.md").at;
	const char *from = strstr(readme, "```json\n") + 8, *real = NULL;
	struct binary b = { 0 };
	struct command command = { 0 };
	struct command_result result = { 0 };
	struct host *h =
		machine(arena_strndup(test_arena(), from, (size_t)(strstr(from, "```\n") - from)));

	assert_int_equal(h->os, OS_LINUX);
	assert_true(h->captured);
	assert_string_equal(h->getenv(h, "HOME"), "/home/user");
	assert_string_equal(content(h, "/home/user/.bashrc"),
			    "# start file\nexport PATH=$HOME/go/bin:$PATH\n");
	assert_int_equal(look(h, "/home/user/.bashrc").mode, 0600);
	assert_int_equal(look(h, "/home/user/.bashrc").uid, 1000);
	assert_int_equal(look(h, "/etc/os-release").uid, 0);
	assert_ok(h->realpath(h, mem, "/bin/go", &real, &e), &e);
	assert_string_equal(real, "/usr/lib/go-1.22/bin/go");
	assert_ok(h->binary(h, mem, "/bin/go", &b, &e), &e);
	assert_string_equal(b.go->version, "1.22.2");
	assert_string_equal(host_which(h, mem, h->getenv(h, "PATH"), "go"), "/usr/bin/go");
	list_push(mem, &command.argv, "/usr/bin/protoc");
	list_push(mem, &command.argv, "--version");
	assert_ok(h->run(h, mem, &command, &result, &e), &e);
	assert_string_equal(result.out.at, "libprotoc 3.21.12\n");
	assert_int_equal(host_captured_unrecorded(h), 0);
}

TEST(a_text_from_that_machine_names_the_home_that_the_capture_has)
{
	struct host *h = machine("{\"schema\": 1, \"system\": {\"os\": \"darwin\"},"
				 "\"files\": {\"/Users/other/x\": \"\", \"~/go\": \"\"}}");

	assert_string_equal(host_captured_text(mem, h,
					       "open /Users/jane.doe/go: no; /Users/other/x "
					       "/Users/Shared/y /Users/user/z /opt/Users/a"),
			    "open /Users/user/go: no; /Users/other/x /Users/Shared/y /Users/user/z "
			    "/opt/Users/a");
	/* A name with which another one begins is a name. */
	assert_string_equal(host_captured_text(mem, h, "/Users/li/x /Users/Share/y /Users/S"),
			    "/Users/user/x /Users/user/y /Users/user");
	/* A home of which a start file or Go's settings still speak is no new name of the captured one. */
	h = machine("{\"schema\": 1, \"system\": {\"os\": \"darwin\"}, \"files\": {"
		    "\"~/Library/Application Support/go/env\": \"GOPATH=/Users/anna/go\\n\"}}");
	assert_string_equal(host_captured_text(mem, h, "mkdir /Users/anna: no; /Users/ann/x"),
			    "mkdir /Users/anna: no; /Users/user/x");
	h = machine("{\"schema\": 1, \"system\": {\"os\": \"linux\"}, \"home\": \"/root\"}");
	assert_string_equal(host_captured_text(mem, h, "/home/jane/x"), "/home/jane/x");
}

TEST(what_is_not_named_does_not_exist)
{
	struct host *h = machine(LINUX "\"files\":{\"/usr/bin/ls\":\"x\",\"/gone\":null}}");
	struct bytes b = { 0 };
	struct dir_entries entries = { 0 };

	assert_int_equal(look(h, "/usr/bin/cat").type, FILE_NONE);
	assert_int_equal(look(h, "/gone/below").type, FILE_NONE);
	assert_int_equal(look(h, "/usr/bin/ls/below").type, FILE_NONE);
	assert_rc(RC_NOT_FOUND, h->read(h, mem, "/nowhere", 10, &b, &e), &e);
	assert_rc(RC_NOT_FOUND, h->list(h, mem, "/nowhere", &entries, &e), &e);
	assert_int_equal(host_captured_unrecorded(h), 0);
}

TEST(outside_the_roots_only_what_is_said_is_known)
{
	struct host *h = machine(LINUX "\"roots\":[\"/usr\"],\"files\":{\"/etc/a\":\"x\","
				       "\"/etc/no\":null,\"/opt\":{\"list\":{\"in\":\"file\"}},"
				       "\"/big\":{\"size\":5}}}");
	struct file_info info = { 0 };
	struct bytes b = { 0 };
	struct dir_entries entries = { 0 };

	assert_int_equal(look(h, "/etc/no").type, FILE_NONE);
	assert_int_equal(look(h, "/usr/x").type, FILE_NONE);
	assert_int_equal(look(h, "/opt/out").type, FILE_NONE);
	assert_ok(h->list(h, mem, "/opt", &entries, &e), &e);
	assert_int_equal(entries.n, 1);
	assert_int_equal(host_captured_unrecorded(h), 0);
	assert_rc(RC_UNRECORDED, h->lstat(h, mem, "/etc/b", &info, &e), &e);
	assert_rc(RC_UNRECORDED, h->lstat(h, mem, "/opt/in", &info, &e), &e);
	assert_rc(RC_UNRECORDED, h->read(h, mem, "/big", 10, &b, &e), &e);
	assert_rc(RC_UNRECORDED, h->list(h, mem, "/etc", &entries, &e), &e);
	assert_int_equal(host_captured_unrecorded(h), 4);
	assert_string_equal(host_captured_first_unrecorded(h), "lstat /etc/b");
}

TEST(links_are_followed_on_the_way_and_circles_lead_nowhere)
{
	struct host *h = machine(LINUX "\"files\":{\"/bin\":{\"link\":\"usr/bin\"},"
				       "\"/usr/bin/vi\":{\"link\":\"/etc/alternatives/vi\"},"
				       "\"/etc/alternatives/vi\":{\"link\":\"../../usr/bin/vim\"},"
				       "\"/usr/bin/vim\":\"x\",\"/a\":{\"link\":\"b\"},"
				       "\"/b\":{\"link\":\"a\"}}}");
	const char *real = NULL;
	struct file_info info = { .type = FILE_OTHER };

	assert_ok(h->realpath(h, mem, "/bin/vi", &real, &e), &e);
	assert_string_equal(real, "/usr/bin/vim");
	assert_string_equal(look(h, "/bin/vi").target, "/etc/alternatives/vi");
	assert_ok(h->stat(h, mem, "/a", &info, &e), &e);
	assert_int_equal(info.type, FILE_NONE);
	assert_rc(RC_NOT_FOUND, h->realpath(h, mem, "/a", &real, &e), &e);
	assert_true(look(h, "/bin/vim").inode == look(h, "/usr/bin/vim").inode);
}

TEST(owner_and_mode_decide_what_may_be_done)
{
	struct host *h = machine(
		LINUX "\"files\":{\"~/mine\":{\"text\":\"x\",\"mode\":\"0400\"},"
		      "\"/root/secret/x\":\"y\",\"/root\":{\"folder\":true,\"mode\":\"0700\"},"
		      "\"/etc/passwd\":\"z\",\"~/script\":\"#!/bin/sh\\n\","
		      "\"/mnt/tool\":{\"text\":\"#!/bin/sh\",\"may\":\"r\"}}}");
	struct bytes b = { 0 };

	assert_true(h->may(h, "/home/user/mine", R_OK));
	assert_false(h->may(h, "/home/user/mine", W_OK));
	assert_false(h->may(h, "/root/secret/x", R_OK));
	assert_rc(RC_DENIED, h->read(h, mem, "/root/secret/x", 10, &b, &e), &e);
	assert_true(h->may(h, "/etc/passwd", R_OK));
	assert_false(h->may(h, "/etc/passwd", W_OK));
	assert_true(h->may(h, "/home/user/script", X_OK));
	assert_true(h->may(h, "/home/user", R_OK | W_OK | X_OK));
	assert_false(h->may(h, "/mnt/tool", X_OK));
	h = machine("{\"schema\":1,\"home\":\"/root\",\"system\":{\"os\":\"linux\"},"
		    "\"files\":{\"/etc/shadow\":{\"text\":\"\",\"mode\":\"0000\"}}}");
	assert_true(h->may(h, "/etc/shadow", R_OK | W_OK));
	assert_false(h->may(h, "/etc/shadow", X_OK));
}

static struct command_result run(struct host *h, enum rc expected, const char *program,
				 const char *env)
{
	struct command command = { 0 };
	struct command_result result = { .status = -1 };
	struct names environment = { 0 };

	list_push(mem, &command.argv, program);
	if (env) {
		list_push(mem, &environment, env);
		command.env = &environment;
	}
	assert_rc(expected, h->run(h, mem, &command, &result, &e), &e);
	return result;
}

TEST(a_command_answers_by_its_arguments_and_environment)
{
	struct host *h = machine(
		LINUX
		"\"files\":{\"/bin/a\":\"#!x\",\"/bin/b\":\"text\",\"/bin/c\":\"#!x\"},"
		"\"commands\":[{\"argv\":[\"/bin/a\"],\"env_has\":[\"X=1\"],\"out\":[\"one\"]},"
		"{\"argv\":[\"/bin/a\"],\"env_has\":[\"X=\"],\"status\":3},"
		"{\"argv\":[\"/bin/a\"],\"err\":\"none\"}]}");

	assert_string_equal(run(h, RC_OK, "/bin/a", "X=1").out.at, "one\n");
	assert_int_equal(run(h, RC_OK, "/bin/a", "X=2").status, 3);
	assert_string_equal(run(h, RC_OK, "/bin/a", "Y=2").err.at, "none");
	assert_int_equal(run(h, RC_OK, "/bin/b", NULL).start_errno, EACCES);
	assert_int_equal(run(h, RC_OK, "/bin/nothing", NULL).start_errno, ENOENT);
	assert_int_equal(run(h, RC_OK, "nothing", "PATH=/bin").status, 127);
	assert_int_equal(host_captured_unrecorded(h), 0);
	run(h, RC_UNRECORDED, "/bin/c", NULL);
	run(h, RC_UNRECORDED, "c", "PATH=/bin");
	assert_int_equal(host_captured_unrecorded(h), 2);
	assert_string_equal(host_captured_first_unrecorded(h), "run /bin/c");
}

TEST(a_mac_says_what_its_kernel_says)
{
	struct host *h = machine(
		"{\"schema\":1,\"system\":{\"os\":\"darwin\"},\"env\":{\"SHELL\":null},"
		"\"sysctl\":{\"hw.optional.arm64\":1,\"machdep.cpu.brand_string\":\"Apple M2\"},"
		"\"processes\":[{\"pid\":7,\"parent\":5,\"self\":true},"
		"{\"pid\":5,\"parent\":1,\"path\":\"/bin/zsh\",\"translated\":true}],"
		"\"disk\":{\"~\":{\"free\":1000,\"noexec\":true}}}");
	struct process p = { 0 };
	struct disk_info d = { 0 };

	assert_string_equal(h->getenv(h, "HOME"), "/Users/user");
	assert_null(h->getenv(h, "SHELL"));
	assert_string_equal(h->sysctl(h, mem, "hw.optional.arm64"), "1");
	assert_null(h->sysctl(h, mem, "sysctl.proc_translated"));
	assert_ok(h->process(h, mem, 0, &p, &e), &e);
	assert_ok(h->process(h, mem, p.parent, &p, &e), &e);
	assert_true(p.translated);
	assert_rc(RC_NOT_FOUND, h->process(h, mem, 99, &p, &e), &e);
	assert_ok(h->disk(h, mem, "/Users/user/go", &d, &e), &e);
	assert_true(d.noexec && d.free_bytes == 1000);
	assert_ok(h->disk(h, mem, "/Users/username", &d, &e), &e);
	assert_false(d.noexec);
	assert_int_equal(host_captured_unrecorded(h), 0);
}

TEST(dates_are_understood)
{
	struct host *h = machine(LINUX "\"now\":\"2026-11-20T12:00:00Z\"}");

	assert_int_equal(h->now(h), 1795176000);
	h = machine(LINUX "\"now\":\"2000-03-01T00:00:00Z\"}");
	assert_int_equal(h->now(h), 951868800);
	h = machine(LINUX "\"now\":5}");
	assert_int_equal(h->now(h), 5);
	h = machine(LINUX "\"now\":\"1970-01-01T00:00:01Z\"}");
	assert_int_equal(h->now(h), 1);
}

TEST(attributes_and_groups_are_those_that_are_named)
{
	struct host *h =
		machine("{\"schema\":1,\"system\":{\"os\":\"darwin\",\"groups\":[\"admin\"]},"
			"\"files\":{\"/a\":{\"text\":\"\",\"xattrs\":[\"com.apple.quarantine\"]},"
			"\"/b\":{\"link\":\"a\"}}}");

	assert_true(h->has_xattr(h, "/a", "com.apple.quarantine"));
	assert_false(h->has_xattr(h, "/a", "com.apple.provenance"));
	assert_false(h->has_xattr(h, "/b", "com.apple.quarantine"));
	assert_false(h->has_xattr(h, "/c", "com.apple.quarantine"));
	assert_true(h->in_group(h, "admin"));
	assert_false(h->in_group(h, "wheel"));
}

TEST(a_captured_machine_cannot_be_changed)
{
	struct host *h = machine(LINUX "\"files\":{\"~/x\":\"y\",\"~/d/e\":\"\"}}");

	assert_rc(RC_UNSUPPORTED, h->replace(h, "/home/user/x", BYTES("z"), 0644, &e), &e);
	assert_rc(RC_UNSUPPORTED, h->remove_file(h, "/home/user/x", &e), &e);
	assert_rc(RC_UNSUPPORTED, host_remove_tree(h, mem, "/home/user/d", &e), &e);
	assert_string_equal(content(h, "/home/user/x"), "y");
}

TEST(slips_of_the_pen_are_named_with_their_line)
{
	assert_refused("{}", "schema 1");
	assert_refused("{\"schema\":1}", "system");
	assert_refused("{\"schema\":1,\n\"system\":{\"os\":\"linux\"},\n\"fils\":{}}",
		       "line 3: fils");
	assert_refused(LINUX "\"files\":{\"/x\":{\"txt\":\"\"}}}", "txt");
	assert_refused(LINUX "\"files\":{\"x\":\"\"}}", "must begin with /");
	assert_refused(LINUX "\"files\":{\"/x\":{\"mode\":\"0644\"}}}", "says neither");
	assert_refused(LINUX "\"files\":{\"/x\":{\"text\":\"\",\"mode\":\"rw\"}}}", "0644");
	assert_refused(LINUX "\"files\":{\"/x\":{\"binary\":{\"format\":\"exe\"}}}}", "format");
	assert_refused(LINUX "\"commands\":[{\"out\":\"x\"}]}", "argv");
	assert_refused(LINUX "\"now\":\"yesterday\"}", "seconds");
	assert_refused("{\"schema\":1,\n\"system\":{\"os\":\"beos\"}}",
		       "line 2: os: must be linux");
	assert_refused("{\"schema\":1,\n\"system\":{\"os\":\"linux\",\n\"uid\":\"me\"}}",
		       "line 3: uid: expected");
	assert_refused(LINUX "\"commands\":[{\"argv\":\"/bin/sh -c x\"}]}", "argv: expected");
	assert_refused(LINUX "\"processes\":[{\"pid\":1,\"translated\":1}]}", "translated");
}
