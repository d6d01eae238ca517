#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "archive/digest.h"
#include "shell/block.h"
#include "journal/undo.h"
#include "host/host.h"
#include "tree.h"

#define BLOCK SHELL_BLOCK_BEGIN "\nexport PATH\n" SHELL_BLOCK_END "\n"

static const char *const journal_folders_of_home[] = { ".local/state", NULL };

static struct facts *facts(void)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);

	f->places = (struct places){ .home = test_path("home"),
				     .data = test_path("home/.local/share/goready"),
				     .state = test_path("home/.local/state/goready"),
				     .cache = test_path("home/.cache/goready"),
				     .runs = test_path("home/.local/state/goready/runs") };
	test_write("home/.local/state/.keep", "");
	return f;
}

static struct journal *begin(const struct facts *f, const char *stays)
{
	struct plan *p = ARENA_NEW(test_arena(), struct plan);
	struct step *s = list_add(test_arena(), &p->steps);
	struct journal *j = NULL;
	struct err e;

	s->id = "step";
	s->kind = &step_edit;
	s->summary = "a step";
	s->stays = stays;
	assert_ok(journal_begin(host_real(), f, p, NULL, &j, &e), &e);
	assert_ok(journal_step(j, "step", "started", 0, &e), &e);
	return j;
}

static void end(struct journal *j)
{
	struct err e;

	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
}

static struct undo_plan make(const struct facts *f, const char *run, bool all)
{
	struct undo_plan plan;
	struct err e;

	assert_ok(undo_make(test_arena(), host_real(), f, run, all, &plan, &e), &e);
	return plan;
}

static void carry_out(const struct facts *f, const struct undo_plan *plan)
{
	struct err e;

	assert_ok(undo_run(test_arena(), host_real(), f, plan, NULL, NULL, &e), &e);
}

static void assert_link(const char *path)
{
	struct stat st;

	assert_int_equal(0, lstat(path, &st));
	assert_true(S_ISLNK(st.st_mode));
}

static const char *home_text(void)
{
	return tree_text(test_path("home"), journal_folders_of_home);
}

static void edit(const struct facts *f, const char *name, const char *content)
{
	struct journal *j = begin(f, NULL);
	struct err e;

	assert_ok(journal_file(j, "step", test_path(name), bytes_of(content), 0644, &e), &e);
	end(j);
}

/* A small tree with its list, as the unpack helper leaves it. */
static void make_staging(const char *program)
{
	char sha256[65];

	test_write_bytes("home/.local/share/goready/staging/bin/go", bytes_of(program), 0755);
	test_write("home/.local/share/goready/staging/VERSION", "go1");
	assert_int_equal(0,
			 symlink("bin/go", test_path("home/.local/share/goready/staging/gonow")));
	sha256_of(bytes_of(program), sha256);
	char version[65];
	sha256_of(BYTES("go1"), version);
	test_write("home/.local/share/goready/staging.files",
		   arena_fmt(test_arena(),
			     "0644\t%s\tVERSION\n0755\t%s\tbin/go\nlink\tbin/go\tgonow\n", version,
			     sha256));
}

static void place(const struct facts *f, const char *tree)
{
	struct journal *j = begin(f, NULL);
	struct err e;
	int n;

	assert_ok(journal_tree(j, "step", test_path("home/.local/share/goready/staging"),
			       test_path(tree),
			       test_path("home/.local/share/goready/staging.files"), &n, &e),
		  &e);
	assert_ok(journal_tree_done(j, n, test_path(tree), &e), &e);
	end(j);
}

/* ---- a tree that is not all on the disk ---- */

static const char tree_path[] = "home/.local/share/goready/tools/go-1";

static bool tree_is_marked(void)
{
	return host_exists(host_real(), facts_unfinished_mark(test_arena(), test_path(tree_path)));
}

/* Killed between the two halves, and the power took what the files held. */
static void break_off_in_a_tree(const struct facts *f)
{
	struct journal *j = begin(f, NULL);
	struct err e;
	int n;

	make_staging("program");
	assert_ok(journal_tree(j, "step", test_path("home/.local/share/goready/staging"),
			       test_path(tree_path),
			       test_path("home/.local/share/goready/staging.files"), &n, &e),
		  &e);
	assert_true(tree_is_marked());
	test_write(arena_fmt(test_arena(), "%s/bin/go", tree_path), "");
	journal_close(j);
}

TEST(a_tree_whose_files_were_not_on_the_disk_is_taken_away_whole_by_undo)
{
	struct facts *f = facts();
	const char *before;
	struct undo_plan plan;

	test_write("home/.local/share/goready/other", "theirs");
	before = home_text();
	break_off_in_a_tree(f);
	plan = make(f, NULL, false);
	assert_int_equal(0, plan.items.at[0].left.n);
	carry_out(f, &plan);
	assert_false(tree_is_marked());
	assert_string_equal(before, home_text());
}

TEST(a_tree_whose_files_were_not_on_the_disk_is_gone_when_the_next_run_begins)
{
	struct facts *f = facts();
	struct journal *j;

	break_off_in_a_tree(f);
	j = begin(f, NULL);
	assert_false(tree_is_marked());
	assert_false(host_exists(host_real(), test_path(tree_path)));
	journal_close(j);
}

TEST(a_tree_that_makes_way_for_one_that_is_not_all_there_comes_back)
{
	struct facts *f = facts();
	struct journal *j;

	make_staging("older");
	place(f, tree_path);
	break_off_in_a_tree(f);
	j = begin(f, NULL);
	assert_false(tree_is_marked());
	assert_bytes(BYTES("older"),
		     test_read(test_path(arena_fmt(test_arena(), "%s/bin/go", tree_path))));
	journal_close(j);
}

TEST(the_mark_of_a_tree_that_prune_took_away_goes_with_its_folder)
{
	struct facts *f = facts();
	const char *before;
	struct undo_plan plan;
	struct err e;

	test_write("home/.local/share/goready/other", "theirs");
	before = home_text();
	make_staging("program");
	place(f, tree_path);
	assert_ok(host_remove_tree(host_real(), test_arena(), test_path(tree_path), &e), &e);
	assert_int_equal(0, mkdir(facts_unfinished_mark(test_arena(), test_path(tree_path)), 0700));
	plan = make(f, NULL, true);
	carry_out(f, &plan);
	assert_string_equal(before, home_text());
}

TEST(a_tree_that_is_all_there_has_no_mark)
{
	struct facts *f = facts();

	make_staging("program");
	place(f, tree_path);
	assert_false(tree_is_marked());
	assert_true(host_exists(host_real(), test_path(tree_path)));
}

TEST(everything_a_run_did_is_undone_byte_for_byte)
{
	struct facts *f = facts();
	const char *before;
	struct undo_plan plan;
	struct journal *j;
	struct err e;

	test_write_bytes("home/.zshenv", BYTES("caf\xe9\r\nno newline"), 0600);
	test_write_bytes("home/go/bin/protoc-gen-go", BYTES("legacy"), 0711);
	assert_int_equal(0, symlink("nowhere", test_path("home/link")));
	test_write_bytes("home/staging/protoc-gen-go", BYTES("ours"), 0755);
	before = home_text();

	j = begin(f, NULL);
	assert_ok(journal_folders(j, "step", test_path("home/.config/fish/conf.d"), 0755, &e), &e);
	assert_ok(journal_file(j, "step", test_path("home/.config/fish/conf.d/goready.fish"),
			       BYTES("new"), 0644, &e),
		  &e);
	assert_ok(journal_file(j, "step", test_path("home/.zshenv"), BYTES("changed"), 0644, &e),
		  &e);
	assert_ok(journal_link(j, "step", test_path("home/link"), "/somewhere", &e), &e);
	assert_ok(journal_link(j, "step", test_path("home/bin/go"), "/tree/go", &e) == RC_OK
			  ? RC_INTERNAL
			  : RC_OK,
		  &e); /* its folder is missing: it fails, and says so */
	test_write_bytes("home/staging2", BYTES("ours"), 0755);
	assert_ok(journal_place(j, "step", test_path("home/staging2"),
				test_path("home/go/bin/protoc-gen-go"), &e),
		  &e);
	end(j);
	assert_bytes(BYTES("ours"), test_read(test_path("home/go/bin/protoc-gen-go")));

	plan = make(f, NULL, false);
	assert_int_equal(7, plan.items.n); /* three folders, four changes */
	carry_out(f, &plan);
	assert_string_equal(before, home_text());
	assert_int_equal(0, make(f, NULL, false).runs.n);
}

TEST(the_plan_shows_the_diff_and_what_stays)
{
	struct facts *f = facts();
	struct undo_plan plan;
	const char *json;
	struct journal *j;
	struct err e;

	test_write("home/.zshenv", "old\n");
	j = begin(f, "Go's caches");
	assert_ok(journal_file(j, "step", test_path("home/.zshenv"), BYTES("old\nnew\n"), 0644, &e),
		  &e);
	end(j);
	plan = make(f, "1", false);
	assert_int_equal(1, plan.items.n);
	assert_int_equal(UNDO_RESTORE, plan.items.at[0].action);
	assert_contains(plan.items.at[0].summary, "~/.zshenv");
	assert_contains(plan.items.at[0].diff, "-new");
	json = json_print(test_arena(), undo_json(test_arena(), &plan), false);
	assert_contains(json, "-new");
	assert_contains(plan.items.at[0].diff, "old");
	assert_null(strstr(json, "old"));
	assert_int_equal(1, plan.stays.n);
	assert_string_equal("Go's caches", plan.stays.at[0]);
	assert_bytes(BYTES("old\nnew\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_file_the_user_has_edited_since_loses_our_block_only)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "alias a=b\n");
	edit(f, "home/.zshenv", "alias a=b\n" BLOCK);
	test_write("home/.zshenv", "alias a=b\n" BLOCK "alias c=d\n");
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_TAKE_BLOCK, plan.items.at[0].action);
	assert_non_null(plan.items.at[0].why);
	carry_out(f, &plan);
	assert_bytes(BYTES("alias a=b\nalias c=d\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_repaired_line_becomes_what_it_was_where_the_user_has_edited_beside_it)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "a\nexport GOROOT=/gone\nb\n");
	edit(f, "home/.zshenv", "a\nexport GOROOT=/go\nb\n" BLOCK);
	test_write("home/.zshenv", "mine\na\nexport GOROOT=/go\nb\n" BLOCK "mine too\n");
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_TAKE_BLOCK, plan.items.at[0].action);
	carry_out(f, &plan);
	assert_bytes(BYTES("mine\na\nexport GOROOT=/gone\nb\nmine too\n"),
		     test_read(test_path("home/.zshenv")));
}

TEST(a_repaired_line_that_the_user_has_changed_again_stays_and_it_is_said)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "export GOROOT=/gone\na\nb\nc\nd\ne\nf\ng\n");
	edit(f, "home/.zshenv", "export GOROOT=/go\na\nb\nc\nd\ne\nf\ng\n" BLOCK);
	test_write("home/.zshenv", "export GOROOT=/mine\na\nb\nc\nd\ne\nf\ng\n" BLOCK);
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_TAKE_BLOCK, plan.items.at[0].action);
	assert_contains(plan.items.at[0].why, "those that were changed stay");
	carry_out(f, &plan);
	assert_bytes(BYTES("export GOROOT=/mine\na\nb\nc\nd\ne\nf\ng\n"),
		     test_read(test_path("home/.zshenv")));
}

TEST(what_the_user_wrote_inside_the_block_stays)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n# >>> goready >>>\none\ntwo\n# <<< goready <<<\n");
	test_write("home/.zshenv",
		   "old\n# >>> goready >>>\none\nexport TOKEN=1\ntwo\n# <<< goready <<<\n");
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_TAKE_BLOCK, plan.items.at[0].action);
	assert_contains(plan.items.at[0].why, "written into goready's lines");
	carry_out(f, &plan);
	assert_bytes(BYTES("old\nexport TOKEN=1\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_line_that_was_taken_out_comes_back_beside_what_the_user_has_added)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.config/go/env", "GOFLAGS=-mod=vendor\n");
	edit(f, "home/.config/go/env", "");
	test_write("home/.config/go/env", "GOPROXY=direct\n");
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_bytes(BYTES("GOFLAGS=-mod=vendor\nGOPROXY=direct\n"),
		     test_read(test_path("home/.config/go/env")));
}

TEST(a_file_in_which_nothing_of_goready_is_left_is_the_users)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n" BLOCK);
	test_write("home/.zshenv", "quite another\n");
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_LEAVE, plan.items.at[0].action);
	assert_false(plan.items.at[0].open);
	assert_contains(plan.items.at[0].why, "changed");
	carry_out(f, &plan);
	assert_bytes(BYTES("quite another\n"), test_read(test_path("home/.zshenv")));
	assert_int_equal(0, make(f, NULL, false).runs.n);
}

TEST(a_damaged_marker_leaves_the_file_and_the_next_undo_finds_it)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n" BLOCK);
	test_write("home/.zshenv", "old\n# >>> goready >>>\nmine\n");
	plan = make(f, NULL, false);
	assert_true(plan.items.at[0].open);
	assert_rc(RC_CHANGED, undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	assert_contains(err_remedy(&e), "undo again");
	test_write("home/.zshenv", "old\n" BLOCK "mine\n");
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_bytes(BYTES("old\nmine\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_file_that_has_become_a_link_is_undone_where_it_leads)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n" BLOCK);
	test_write("home/dot/zshenv", "old\n" BLOCK);
	assert_int_equal(0, unlink(test_path("home/.zshenv")));
	assert_int_equal(0, symlink("dot/zshenv", test_path("home/.zshenv")));
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_bytes(BYTES("old\n"), test_read(test_path("home/dot/zshenv")));
	assert_link(test_path("home/.zshenv"));
}

TEST(a_mode_that_the_user_has_tightened_since_stays)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct stat st;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n" BLOCK);
	assert_int_equal(0, chmod(test_path("home/.zshenv"), 0600));
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_int_equal(0, stat(test_path("home/.zshenv"), &st));
	assert_int_equal(0600, st.st_mode & 07777);
	assert_bytes(BYTES("old\n"), test_read(test_path("home/.zshenv")));
}

/* As goready once wrote journals: without the mode that it gave. */
static void forget_the_mode_given(void)
{
	const char *name = "home/.local/state/goready/runs/0001/journal.jsonl";
	struct bytes text = test_read(test_path(name));
	char *copy = arena_strndup(test_arena(), text.at, text.n);
	char *mode = strstr(strstr(copy, "\"after\":{"), "\"mode\"");

	assert_non_null(mode);
	memcpy(mode, "\"once\"", 6);
	test_write(name, copy);
}

static void assert_mode_undone(mode_t expected, mode_t before, mode_t meanwhile)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct stat st;

	assert_int_equal(0, unlink(test_path("home/.zshenv")) && errno != ENOENT);
	test_write_bytes("home/.zshenv", BYTES("old\n"), before);
	edit(f, "home/.zshenv", "old\n" BLOCK);
	forget_the_mode_given();
	assert_int_equal(0, chmod(test_path("home/.zshenv"), meanwhile));
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_int_equal(0, stat(test_path("home/.zshenv"), &st));
	assert_int_equal(expected, st.st_mode & 07777);
	assert_int_equal(0, host_remove_tree(host_real(), test_arena(),
					     test_path("home/.local/state/goready"), NULL));
}

TEST(where_no_mode_was_recorded_a_tighter_one_stays_and_a_wider_one_goes)
{
	assert_mode_undone(0600, 0644, 0600);
	assert_mode_undone(0644, 0644, 0755);
	assert_mode_undone(0640, 0640, 0604); /* narrower here, wider there */
	assert_mode_undone(0640, 0640, 0640);
}

/* As the real one, as far as it comes. */
static enum rc killed_while_writing(struct host *h, const char *path, struct bytes content,
				    mode_t mode, struct err *e)
{
	(void)h, (void)path, (void)content, (void)mode, (void)e;
	test_write("home/..zshenv.goready-123-0", "half");
	_exit(0);
}

TEST(what_a_run_was_writing_when_it_was_killed_goes_where_nothing_else_is_to_be_undone)
{
	struct host killed = *host_real();
	struct facts *f = facts();
	struct undo_plan plan;
	pid_t pid;

	test_write("home/.zshenv", "old\n");
	killed.replace = killed_while_writing;
	pid = fork();
	if (pid == 0) {
		struct plan nothing = { 0 };
		struct journal *j = NULL;
		struct err e;

		assert_ok(journal_begin(&killed, f, &nothing, NULL, &j, &e), &e);
		(void)journal_file(j, "step", test_path("home/.zshenv"), BYTES("new\n"), 0644, &e);
		_exit(1);
	}
	waitpid(pid, NULL, 0);
	assert_true(host_exists(host_real(), test_path("home/..zshenv.goready-123-0")));
	plan = make(f, NULL, false);
	assert_int_equal(0, plan.items.n);
	carry_out(f, &plan);
	assert_false(host_exists(host_real(), test_path("home/..zshenv.goready-123-0")));
	assert_bytes(BYTES("old\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_file_that_stood_there_stays_where_the_user_has_emptied_it_of_the_rest)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n" BLOCK);
	test_write("home/.zshenv", BLOCK);
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_bytes(BYTES(""), test_read(test_path("home/.zshenv")));
}

static void place_program(const struct facts *f)
{
	struct journal *j = begin(f, NULL);
	struct err e;

	test_write_bytes("home/staging/protoc-gen-go", BYTES("program"), 0755);
	assert_ok(journal_place(j, "step", test_path("home/staging/protoc-gen-go"),
				test_path("home/go/bin/protoc-gen-go"), &e),
		  &e);
	end(j);
}

TEST(in_another_home_nothing_is_undone_and_under_its_old_name_it_is)
{
	struct facts *f = facts(), *moved = ARENA_NEW(test_arena(), struct facts);
	struct undo_plan plan;
	struct err e = { 0 };

	test_write("home/.profile", "mine\n");
	edit(f, "home/.profile", "mine\n" BLOCK);
	assert_int_equal(rename(test_path("home"), test_path("moved")), 0);
	moved->places = (struct places){ .home = test_path("moved"),
					 .data = test_path("moved/.local/share/goready"),
					 .state = test_path("moved/.local/state/goready"),
					 .runs = test_path("moved/.local/state/goready/runs") };
	assert_int_equal(undo_make(test_arena(), host_real(), moved, NULL, false, &plan, &e),
			 RC_CHANGED);
	assert_non_null(strstr(e.hint, "ln -s"));
	assert_int_equal(symlink(test_path("moved"), test_path("home")), 0);
	plan = make(moved, NULL, true);
	carry_out(moved, &plan);
	assert_bytes(BYTES("mine\n"), test_read(test_path("moved/.profile")));
}

/* As goready once wrote journals: without the home. */
static void forget_the_home(const char *journal)
{
	struct bytes text = test_read(test_path(journal));
	char *copy = arena_strndup(test_arena(), text.at, text.n), *home = strstr(copy, "\"home\"");

	assert_non_null(home);
	memcpy(home, "\"once\"", 6);
	test_write(journal, copy);
}

TEST(an_older_journal_says_by_its_paths_in_which_home_it_was_made)
{
	struct facts *f = facts(), *moved = ARENA_NEW(test_arena(), struct facts);
	struct undo_plan plan;
	struct err e = { 0 };

	make_staging("program");
	place(f, tree_path);
	forget_the_home("home/.local/state/goready/runs/0001/journal.jsonl");
	assert_true(make(f, NULL, false).items.n > 0);
	assert_int_equal(rename(test_path("home"), test_path("moved")), 0);
	moved->places = (struct places){ .home = test_path("moved"),
					 .data = test_path("moved/.local/share/goready"),
					 .state = test_path("moved/.local/state/goready"),
					 .runs = test_path("moved/.local/state/goready/runs") };
	assert_rc(RC_CHANGED, undo_make(test_arena(), host_real(), moved, NULL, false, &plan, &e),
		  &e);
	assert_contains(e.text, test_path("home"));
}

TEST(mode_that_goready_gave_the_same_bytes_is_taken_back)
{
	struct facts *f = facts();
	const char *before;
	struct undo_plan plan;

	test_write_bytes("home/go/bin/protoc-gen-go", BYTES("program"), 0644);
	test_write("home/staging/.keep", "");
	before = home_text();
	place_program(f);
	assert_true(!str_equal(before, home_text()));
	plan = make(f, NULL, false);
	assert_int_equal(1, plan.items.n);
	assert_string_equal("Restore the permissions of ~/go/bin/protoc-gen-go",
			    plan.items.at[0].summary);
	carry_out(f, &plan);
	assert_string_equal(before, home_text());
	assert_int_equal(0, make(f, NULL, true).items.n); /* and that was it */
}

TEST(mode_that_the_user_gave_the_same_bytes_since_stays)
{
	struct facts *f = facts();

	test_write_bytes("home/go/bin/protoc-gen-go", BYTES("program"), 0644);
	place_program(f);
	assert_int_equal(0, chmod(test_path("home/go/bin/protoc-gen-go"), 0700));
	assert_int_equal(0, make(f, NULL, false).items.n);
}

TEST(a_file_with_two_names_is_one_file_again_with_its_times)
{
	struct timespec old[2] = { { .tv_sec = 1000000000 }, { .tv_sec = 1000000000 } };
	struct facts *f = facts();
	struct undo_plan plan;
	struct stat one, other;

	test_write("home/.zshenv", "old\n");
	assert_int_equal(0, link(test_path("home/.zshenv"), test_path("home/same")));
	assert_int_equal(0, utimensat(AT_FDCWD, test_path("home/.zshenv"), old, 0));
	edit(f, "home/.zshenv", "old\n" BLOCK);
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_int_equal(0, stat(test_path("home/.zshenv"), &one));
	assert_int_equal(0, stat(test_path("home/same"), &other));
	assert_int_equal(one.st_ino, other.st_ino);
	assert_int_equal(1000000000, one.st_mtime);
}

TEST(a_tree_whose_list_is_gone_stays_and_is_not_forgotten)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	make_staging("program");
	place(f, "home/.local/share/goready/tools/go-1");
	assert_int_equal(0, unlink(test_path("home/.local/state/goready/runs/0001/kept/2.files")));
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_LEAVE, plan.items.at[0].action);
	assert_rc(RC_CHANGED, undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	assert_int_equal(1, make(f, NULL, false).runs.n);
}

TEST(folders_that_an_undo_which_was_killed_has_emptied_go_with_the_next)
{
	struct facts *f = facts();
	struct undo_plan plan;

	make_staging("program");
	place(f, "home/.local/share/goready/tools/go-1");
	assert_int_equal(0, unlink(test_path("home/.local/share/goready/tools/go-1/bin/go")));
	plan = make(f, NULL, false);
	assert_int_equal(0, plan.items.at[0].left.n);
	carry_out(f, &plan);
	assert_false(host_exists(host_real(), test_path("home/.local/share/goready/tools")));
}

static enum rc no_link(struct host *h, const char *path, const char *target, struct err *e)
{
	(void)h, (void)path, (void)target;
	return err_set(e, RC_NO_SPACE, "no space");
}

static void link_to(const struct facts *f, const char *target)
{
	struct journal *j = begin(f, NULL);
	struct err e;

	assert_ok(journal_link(j, "step", test_path("home/go"), target, &e), &e);
	end(j);
}

TEST(where_a_later_runs_part_cannot_be_undone_the_earlier_ones_is_not_forgotten)
{
	struct host failing = *host_real();
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	failing.link = no_link;
	link_to(f, "one");
	link_to(f, "two");
	plan = make(f, NULL, true);
	assert_rc(RC_NO_SPACE, undo_run(test_arena(), &failing, f, &plan, NULL, NULL, &e), &e);
	plan = make(f, NULL, true);
	carry_out(f, &plan);
	assert_false(host_exists(host_real(), test_path("home/go")));
}

static int renames_that_fail;

static enum rc no_rename(struct host *h, const char *from, const char *to, struct err *e)
{
	return renames_that_fail-- > 0 ? err_set(e, RC_IO, "renaming %s", from)
				       : host_real()->rename(h, from, to, e);
}

/* The earlier run's tree comes back when the later one's way is clear, and only then can it go. */
TEST(a_tree_waits_for_the_later_one_that_could_not_be_taken_away)
{
	struct host failing = *host_real();
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	failing.rename = no_rename;
	make_staging("program");
	place(f, tree_path);
	make_staging("program again");
	place(f, tree_path);
	plan = make(f, NULL, true);
	renames_that_fail = 1;
	assert_rc(RC_IO, undo_run(test_arena(), &failing, f, &plan, NULL, NULL, &e), &e);
	plan = make(f, NULL, true);
	carry_out(f, &plan);
	assert_false(host_exists(host_real(), test_path(tree_path)));
}

TEST(a_plan_from_before_another_goready_was_at_work_is_not_carried_out)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	test_write("home/.zshenv", "one\n");
	edit(f, "home/.zshenv", "two\n");
	plan = make(f, NULL, false);
	edit(f, "home/.bashrc", "three\n");
	assert_rc(RC_CHANGED, undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	assert_bytes(BYTES("two\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_file_changed_while_the_plan_was_shown_is_not_touched)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	test_write("home/.zshenv", "old\n");
	edit(f, "home/.zshenv", "old\n" BLOCK);
	plan = make(f, NULL, false);
	test_write("home/.zshenv", "old\n" BLOCK "mine\n");
	assert_rc(RC_CHANGED, undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	assert_bytes(BYTES("old\n" BLOCK "mine\n"), test_read(test_path("home/.zshenv")));
	plan = make(f, NULL, false); /* asked anew, it can be done */
	carry_out(f, &plan);
	assert_bytes(BYTES("old\nmine\n"), test_read(test_path("home/.zshenv")));
}

TEST(a_tree_goes_but_for_files_the_user_put_there_which_are_named)
{
	struct facts *f = facts();
	struct undo_plan plan;

	make_staging("program");
	place(f, "home/.local/share/goready/tools/go-1");
	test_write("home/.local/share/goready/tools/go-1/bin/mine", "mine");
	test_write("home/.local/share/goready/tools/go-1/VERSION", "edited");
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_REMOVE, plan.items.at[0].action);
	assert_int_equal(2, plan.items.at[0].left.n);
	assert_string_equal("VERSION", plan.items.at[0].left.at[0]);
	assert_string_equal("bin/mine", plan.items.at[0].left.at[1]);
	carry_out(f, &plan);
	assert_false(
		host_exists(host_real(), test_path("home/.local/share/goready/tools/go-1/bin/go")));
	assert_false(
		host_exists(host_real(), test_path("home/.local/share/goready/tools/go-1/gonow")));
	assert_bytes(BYTES("mine"),
		     test_read(test_path("home/.local/share/goready/tools/go-1/bin/mine")));
}

static void count(void *ctx)
{
	++*(int *)ctx;
}

TEST(whoever_waits_is_heard_of_while_a_tree_is_gone_through)
{
	const struct facts *f = facts();
	struct undo_plan plan;
	int looked_up = 0, taken_away = 0;

	make_staging("go");
	place(f, "home/.local/share/goready/tools/go-1");
	process_meanwhile(count, &looked_up);
	plan = make(f, NULL, false);
	process_meanwhile(count, &taken_away);
	carry_out(f, &plan);
	process_meanwhile(NULL, NULL);
	assert_true(looked_up > 0);
	assert_true(taken_away > 0);
}

TEST(a_broken_tree_of_ours_that_was_replaced_comes_back)
{
	struct facts *f = facts();
	const char *before;
	struct undo_plan plan;

	test_write("home/.local/share/goready/tools/go-1/VERSION", "broken");
	make_staging("program");
	before = tree_text(test_path("home/.local/share/goready/tools"), NULL);
	place(f, "home/.local/share/goready/tools/go-1");
	assert_bytes(BYTES("program"),
		     test_read(test_path("home/.local/share/goready/tools/go-1/bin/go")));
	plan = make(f, NULL, false);
	carry_out(f, &plan);
	assert_string_equal(before, tree_text(test_path("home/.local/share/goready/tools"), NULL));
}

TEST(a_run_that_a_later_one_builds_on_is_refused_by_name_and_all_undoes_both)
{
	struct facts *f = facts();
	const char *before;
	struct undo_plan plan;
	struct err e;

	test_write("home/.zshenv", "one\n");
	before = home_text();
	edit(f, "home/.zshenv", "two\n");
	edit(f, "home/.zshenv", "three\n");
	assert_rc(RC_NEEDED, undo_make(test_arena(), host_real(), f, "0001", false, &plan, &e), &e);
	assert_contains(e.text, "0002");
	plan = make(f, NULL, true);
	assert_int_equal(2, plan.items.n);
	assert_int_equal(UNDO_RESTORE, plan.items.at[1].action); /* foreseen, not as it is now */
	carry_out(f, &plan);
	assert_string_equal(before, home_text());
}

TEST(a_run_that_touched_other_things_may_be_undone_though_it_is_older)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "one\n");
	test_write("home/.bashrc", "one\n");
	edit(f, "home/.zshenv", "two\n");
	edit(f, "home/.bashrc", "two\n");
	plan = make(f, "0001", false);
	carry_out(f, &plan);
	assert_bytes(BYTES("one\n"), test_read(test_path("home/.zshenv")));
	assert_bytes(BYTES("two\n"), test_read(test_path("home/.bashrc")));
}

TEST(an_unknown_run_is_an_error_with_a_way_to_find_them)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct err e;

	assert_rc(RC_USAGE, undo_make(test_arena(), host_real(), f, "7", false, &plan, &e), &e);
	assert_contains(err_remedy(&e), "goready history");
}

TEST(undo_waits_for_no_other_goready_it_refuses)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct journal *j;
	struct err e;

	test_write("home/.zshenv", "one\n");
	edit(f, "home/.zshenv", "two\n");
	plan = make(f, NULL, false);
	j = begin(f, NULL);
	assert_rc(RC_LOCKED, undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	assert_bytes(BYTES("two\n"), test_read(test_path("home/.zshenv")));
	end(j);
}

TEST(a_kept_copy_that_is_gone_leaves_the_file_but_a_whole_block_can_go)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/.zshenv", "one\n");
	edit(f, "home/.zshenv", "two\n");
	assert_int_equal(0, unlink(test_path("home/.local/state/goready/runs/0001/kept/1")));
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_LEAVE, plan.items.at[0].action);
	assert_true(plan.items.at[0].open);
	assert_contains(plan.items.at[0].why, "kept/1");
	edit(f, "home/.bashrc", "three\n" BLOCK);
	assert_int_equal(0, chmod(test_path("home/.bashrc"), 0644));
	edit(f, "home/.profile", "mine\n");
	edit(f, "home/.profile", "mine\n" BLOCK);
	assert_int_equal(0, unlink(test_path("home/.local/state/goready/runs/0004/kept/1")));
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_TAKE_BLOCK, plan.items.at[0].action);
	carry_out(f, &plan);
	assert_bytes(BYTES("mine\n"), test_read(test_path("home/.profile")));
}

TEST(an_undo_that_is_stopped_between_items_is_a_shorter_undo_next_time)
{
	struct facts *f = facts();
	struct undo_plan plan;
	struct undoing *u = NULL;
	struct err e = { 0 };

	edit(f, "home/one", "1\n");
	edit(f, "home/two", "2\n");
	plan = make(f, NULL, true);
	assert_int_equal(2, plan.items.n);
	assert_ok(undo_begin(test_arena(), host_real(), f, &plan, NULL, NULL, &u, &e), &e);
	undo_step(u);
	assert_rc(RC_CANCELLED, undo_end(u, &e), &e);
	assert_false(host_exists(host_real(), test_path("home/two")));
	assert_true(host_exists(host_real(), test_path("home/one")));
	plan = make(f, NULL, true);
	assert_int_equal(1, plan.items.n);
	carry_out(f, &plan);
	assert_false(host_exists(host_real(), test_path("home/one")));
}

/* ---- permissions ---- */

static mode_t mode_of(const char *name)
{
	struct stat st;

	assert_int_equal(0, stat(test_path(name), &st));
	return st.st_mode & 07777;
}

static void open_folder(const struct facts *f, mode_t mode)
{
	struct journal *j = begin(f, NULL);
	struct err e;

	assert_ok(journal_mode(j, "step", test_path("home/go/bin"), mode, &e), &e);
	end(j);
}

static struct facts *facts_with_a_closed_folder(void)
{
	struct facts *f = facts();

	test_write("home/go/bin/protoc-gen-go", "theirs");
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0500));
	return f;
}

TEST(a_folder_that_was_opened_is_closed_again)
{
	struct facts *f = facts_with_a_closed_folder();
	struct undo_plan plan;

	open_folder(f, 0700);
	assert_int_equal(0700, mode_of("home/go/bin"));
	plan = make(f, NULL, false);
	assert_int_equal(1, plan.items.n);
	assert_string_equal("Restore the permissions of ~/go/bin", plan.items.at[0].summary);
	carry_out(f, &plan);
	assert_int_equal(0500, mode_of("home/go/bin"));
	assert_bytes(BYTES("theirs"), test_read(test_path("home/go/bin/protoc-gen-go")));
	assert_int_equal(0, make(f, NULL, true).items.n);
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0700));
}

TEST(permissions_that_the_user_has_changed_since_are_his)
{
	struct facts *f = facts_with_a_closed_folder();
	struct undo_plan plan;

	open_folder(f, 0700);
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0755));
	plan = make(f, NULL, false);
	assert_int_equal(UNDO_LEAVE, plan.items.at[0].action);
	assert_contains(plan.items.at[0].why, "its permissions have been changed since");
	carry_out(f, &plan);
	assert_int_equal(0755, mode_of("home/go/bin"));
}

/* It was put there while the folder was open, by a run before: it goes before the folder is closed. */
TEST(what_earlier_runs_put_into_the_folder_goes_before_it_is_closed)
{
	struct facts *f = facts();
	struct undo_plan plan;

	test_write("home/go/bin/.keep", "");
	test_write("home/staging/.keep", "");
	place_program(f);
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0500));
	open_folder(f, 0700);
	plan = make(f, NULL, true);
	assert_int_equal(2, plan.items.n);
	assert_string_equal("Restore the permissions of ~/go/bin", plan.items.at[1].summary);
	carry_out(f, &plan);
	assert_int_equal(0500, mode_of("home/go/bin"));
	assert_false(host_exists(host_real(), test_path("home/go/bin/protoc-gen-go")));
	assert_int_equal(0, make(f, NULL, true).items.n);
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0700));
}

TEST(a_link_in_the_folders_place_is_not_followed)
{
	struct facts *f = facts();
	struct journal *j = begin(f, NULL);
	struct err e;

	test_write("home/go/.keep", "");
	assert_int_equal(0, symlink("/etc", test_path("home/go/bin")));
	assert_rc(RC_CHANGED, journal_mode(j, "step", test_path("home/go/bin"), 0700, &e), &e);
	end(j);
}

/* ---- xcode-select's link ---- */

static struct undo_item developer_item(const char *before, bool still)
{
	const struct facts *f = facts();
	const char *link = test_path("xcode_select_link"), *tools = test_path("Tools");
	struct journal *j = begin(f, NULL);
	struct undo_plan plan;
	struct err e;
	int n = 0;

	assert_ok(host_real()->make_folder(host_real(), tools, 0755, &e), &e);
	if (before)
		assert_int_equal(0, symlink(before, link));
	assert_ok(journal_developer(j, "step", link, tools, &n, &e), &e);
	assert_ok(host_real()->link(host_real(), link, still ? tools : "/elsewhere", &e), &e);
	assert_ok(journal_developer_done(j, n, true, &e), &e);
	end(j);
	plan = make(f, NULL, false);
	return plan.items.n ? plan.items.at[0] : (struct undo_item){ .action = UNDO_NOTHING };
}

TEST(undo_leads_xcode_select_to_the_folder_it_led_to)
{
	struct undo_item item = developer_item(test_path("home"), true);

	assert_int_equal(UNDO_RUN, item.action);
	assert_string_equal(arena_fmt(test_arena(),
				      "/usr/bin/sudo -n /usr/bin/xcode-select --switch %s",
				      test_path("home")),
			    str_join(test_arena(), &item.command, " "));
}

TEST(a_folder_that_is_gone_comes_back_as_the_link_alone)
{
	struct undo_item item = developer_item("/Applications/Old.app/Contents/Developer", true);

	assert_int_equal(UNDO_RUN, item.action);
	assert_string_equal(arena_fmt(test_arena(),
				      "/usr/bin/sudo -n /bin/ln -sfn "
				      "/Applications/Old.app/Contents/Developer %s",
				      test_path("xcode_select_link")),
			    str_join(test_arena(), &item.command, " "));
}

TEST(xcode_select_is_left_where_somebody_has_switched_it_since)
{
	assert_int_equal(UNDO_LEAVE, developer_item(test_path("home"), false).action);
}

TEST(nothing_is_undone_where_xcode_select_had_no_link)
{
	assert_int_equal(UNDO_NOTHING, developer_item(NULL, true).action);
}
