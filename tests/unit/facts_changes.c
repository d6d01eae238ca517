/* What doctor --since compares: two looks at one machine. */
#include "test.h"

#include "facts/changes.h"
#include "plan_machine.h"

static struct facts *machine(void)
{
	struct facts *f = machine_bare(test_arena());

	machine_tool(test_arena(), f, TOOL_GO, "/usr/local/go/bin/go", "1.26.8", true);
	machine_start_file(test_arena(), f, SHELL_ZSH, ".zshrc", "# mine\nalias ll='ls -l'\n");
	return f;
}

static struct changes between(const struct facts *before, const struct facts *now)
{
	return facts_changes(test_arena(), before, now);
}

static void assert_change(const struct change *c, enum change_kind kind, const char *name,
			  const char *before, const char *now)
{
	assert_int_equal(kind, c->kind);
	assert_string_equal(name, c->name);
	assert_true(str_equal(before, c->before));
	assert_true(str_equal(now, c->now));
}

TEST(a_machine_that_is_as_it_was_has_no_changes)
{
	assert_int_equal(0, between(machine(), machine()).n);
}

TEST(another_version_and_a_tool_that_is_gone_are_named)
{
	struct facts *now = machine_bare(test_arena());
	struct changes c;

	machine_start_file(test_arena(), now, SHELL_ZSH, ".zshrc", "alias ll='ls -l'\n");
	machine_tool(test_arena(), now, TOOL_GO, "/usr/local/go/bin/go", "1.27.2", true);
	c = between(machine(), now);
	assert_int_equal(1, c.n);
	assert_change(&c.at[0], CHANGE_TOOL, "/usr/local/go/bin/go", "1.26.8", "1.27.2");
	c = between(machine(), machine_bare(test_arena()));
	assert_change(&c.at[0], CHANGE_TOOL, "/usr/local/go/bin/go", "1.26.8", NULL);
}

/* A link to one of two trees, and the other tree, as facts lists them. */
static struct facts *two_trees(const char *used, const char *other)
{
	struct facts *f = machine_bare(test_arena());
	struct tool *link = machine_tool(test_arena(), f, TOOL_GO, "/home/u/bin/go", used, true);

	link->real_path = arena_fmt(test_arena(), "/home/u/tools/go-%s/bin/go", used);
	machine_tool(test_arena(), f, TOOL_GO,
		     arena_fmt(test_arena(), "/home/u/tools/go-%s/bin/go", other), other, false);
	return f;
}

TEST(a_tree_that_comes_into_use_is_neither_gone_nor_new)
{
	struct changes c = between(two_trees("1.27.2", "1.26.8"), two_trees("1.26.8", "1.27.2"));

	assert_int_equal(1, c.n);
	assert_change(&c.at[0], CHANGE_TOOL, "/home/u/bin/go", "1.27.2", "1.26.8");
}

TEST(a_folder_that_came_in_front_is_one_change_and_not_the_order_of_all_behind_it)
{
	struct facts *before = machine(), *now = machine();
	const char *was[] = { "/usr/bin", "/bin" }, *is[] = { "/opt/x", "/usr/bin", "/bin" };
	struct changes c;

	before->path.new_shell = (struct names){ .at = was, .n = 2 };
	now->path.new_shell = (struct names){ .at = is, .n = 3 };
	c = between(before, now);
	assert_int_equal(1, c.n);
	assert_change(&c.at[0], CHANGE_PATH, "/opt/x", NULL, "1");
}

TEST(an_entry_that_moved_forward_is_named_with_both_places)
{
	struct facts *before = machine(), *now = machine();
	const char *was[] = { "/usr/bin", "/bin", "/opt/x" },
		   *is[] = { "/opt/x", "/usr/bin", "/bin" };
	struct changes c;

	before->path.new_shell = (struct names){ .at = was, .n = 3 };
	now->path.new_shell = (struct names){ .at = is, .n = 3 };
	c = between(before, now);
	assert_int_equal(1, c.n);
	assert_change(&c.at[0], CHANGE_PATH, "/opt/x", "3", "1");
}

TEST(a_line_of_a_start_file_counts_and_its_comments_do_not)
{
	struct facts *now = machine_bare(test_arena());
	struct changes c;

	machine_tool(test_arena(), now, TOOL_GO, "/usr/local/go/bin/go", "1.26.8", true);
	machine_start_file(test_arena(), now, SHELL_ZSH, ".zshrc",
			   "# another word\n\nalias ll='ls -l'\nexport GOFLAGS=-mod=mod\n");
	c = between(machine(), now);
	assert_int_equal(1, c.n);
	assert_change(&c.at[0], CHANGE_LINE, "~/.zshrc", NULL, "export GOFLAGS=-mod=mod");
}

TEST(what_only_the_terminal_of_one_look_has_on_its_path_is_no_change)
{
	struct facts *before = machine(), *now = machine();
	const char *was[] = { "/usr/bin" }, *is[] = { "/usr/bin", "/usr/local/bin" };

	before->path.new_shell = (struct names){ .at = was, .n = 1 };
	now->path.new_shell = (struct names){ .at = is, .n = 2 };
	list_push(test_arena(), &now->path.entries,
		  ((struct path_entry){ .text = "/usr/local/bin" }));
	assert_int_equal(0, between(before, now).n);
}
