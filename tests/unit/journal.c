#include "test.h"

#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/temp_folder.h"
#include "host/host.h"
#include "journal/journal.h"
#include "journal/lock.h"
#include "journal/recover.h"
#include "journal/undo.h"

static struct facts *facts(void)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);

	f->places = (struct places){ .home = test_path("home"),
				     .data = test_path("home/.local/share/goready"),
				     .state = test_path("home/.local/state/goready"),
				     .cache = test_path("home/.cache/goready"),
				     .runs = test_path("home/.local/state/goready/runs") };
	return f;
}

static struct plan *plan_of(const char *id, const struct step_kind *kind)
{
	struct plan *p = ARENA_NEW(test_arena(), struct plan);
	struct step *s = list_add(test_arena(), &p->steps);

	s->id = id;
	s->kind = kind;
	s->summary = "a step";
	return p;
}

static struct journal *begin(const struct facts *f, const char *step, const struct step_kind *kind)
{
	struct journal *j = NULL;
	struct err e;

	assert_ok(journal_begin(host_real(), f, plan_of(step, kind), NULL, &j, &e), &e);
	return j;
}

static struct journal_runs read_runs(const struct facts *f)
{
	struct journal_runs runs;
	struct err e;

	assert_ok(journal_read_all(test_arena(), host_real(), &f->places, &runs, &e), &e);
	return runs;
}

static const char *journal_of(const char *id)
{
	return test_path(
		arena_fmt(test_arena(), "home/.local/state/goready/runs/%s/journal.jsonl", id));
}

static void append(const char *path, const char *text)
{
	FILE *f = fopen(path, "a");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static const char *rc_file(void)
{
	return test_path("home/.zshenv");
}

TEST(a_replaced_file_is_kept_and_what_was_done_can_be_read_back)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "shell.zshenv", &step_edit);
	struct journal_runs runs;
	struct err e;

	test_write("home/.zshenv", "old\n");
	assert_ok(journal_file(j, "shell.zshenv", rc_file(), BYTES("new\n"), 0644, &e), &e);
	assert_ok(journal_step(j, "shell.zshenv", "done", 7, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_int_equal(1, runs.n);
	assert_string_equal("0001", runs.at[0].id);
	assert_string_equal("done", runs.at[0].result);
	assert_int_equal(1, runs.at[0].effects.n);
	assert_true(runs.at[0].effects.at[0].done);
	assert_string_equal(rc_file(), runs.at[0].effects.at[0].path);
	assert_bytes(BYTES("old\n"), test_read(path_join(test_arena(), runs.at[0].folder,
							 runs.at[0].effects.at[0].before_kept)));
	assert_bytes(BYTES("new\n"), test_read(rc_file()));
}

TEST(folders_are_made_with_their_parents_and_each_is_noted)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs;
	struct err e;

	assert_ok(journal_folders(j, "folder", test_path("home/a/b/c"), 0755, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_int_equal(3, runs.at[0].effects.n);
	assert_string_equal(test_path("home/a"), runs.at[0].effects.at[0].path);
	assert_true(host_is_folder(host_real(), test_path("home/a/b/c")));
}

/* A machine on which somebody else makes each folder a moment before goready does. */
static enum rc make_after_another(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h;
	if (path_is_within(path, test_path("home/.config")))
		(void)mkdir(path, 0700);
	return host_real()->make_folder(host_real(), path, mode, e);
}

TEST(a_folder_that_another_program_made_meanwhile_serves_and_stays)
{
	struct host racing = *host_real();
	struct facts *f = facts();
	struct undo_plan undo;
	struct journal *j;
	struct err e;

	racing.make_folder = make_after_another;
	assert_ok(journal_begin(&racing, f, plan_of("folder", &step_folder), NULL, &j, &e), &e);
	assert_ok(journal_folders(j, "folder", test_path("home/.config/fish"), 0755, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	assert_ok(undo_make(test_arena(), host_real(), f, NULL, false, &undo, &e), &e);
	assert_ok(undo_run(test_arena(), host_real(), f, &undo, NULL, NULL, &e), &e);
	assert_true(host_is_folder(host_real(), test_path("home/.config/fish")));
}

TEST(a_second_run_at_the_same_time_is_refused_and_told_who_is_at_work)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder), *other = NULL;
	struct err e;

	assert_rc(RC_LOCKED,
		  journal_begin(host_real(), f, plan_of("folder", &step_folder), NULL, &other, &e),
		  &e);
	assert_contains(e.text, arena_fmt(test_arena(), "%ld", (long)getpid()));
	assert_ok(journal_end(j, "done", &e), &e);
	assert_false(lock_is_held(test_arena(), f->places.state));
	journal_close(j);
}

TEST(who_only_looks_whether_somebody_is_at_it_keeps_nobody_out)
{
	const struct facts *f = facts();
	struct arena *mem = test_arena();
	pid_t looking;
	int lock = -1;
	struct err e;

	assert_ok(host_make_folders(host_real(), mem, f->places.state, 0700, NULL, NULL, &e), &e);
	assert_ok(lock_take(mem, f->places.state, &lock, &e), &e);
	lock_release(lock);
	looking = fork();
	while (looking == 0)
		(void)lock_is_held(mem, f->places.state);
	for (int i = 0; i < 1000; i++) {
		enum rc rc = lock_take(mem, f->places.state, &lock, &e);

		if (rc)
			kill(looking, SIGKILL);
		assert_ok(rc, &e);
		lock_release(lock);
	}
	kill(looking, SIGKILL);
	waitpid(looking, NULL, 0);
}

TEST(a_plan_from_before_another_run_is_refused_and_leaves_no_trace)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder), *late = NULL;
	struct journal_runs runs;
	const char *before, *now;
	struct err e;

	assert_ok(journal_state_now(test_arena(), host_real(), &f->places, &before, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	assert_rc(RC_CHANGED,
		  journal_begin(host_real(), f, plan_of("folder", &step_folder), before, &late, &e),
		  &e);
	assert_contains(e.text, "another goready");
	assert_false(lock_is_held(test_arena(), f->places.state));
	assert_ok(journal_read_all(test_arena(), host_real(), &f->places, &runs, &e), &e);
	assert_int_equal(1, runs.n);
	assert_ok(journal_state_now(test_arena(), host_real(), &f->places, &now, &e), &e);
	assert_ok(journal_begin(host_real(), f, plan_of("folder", &step_folder), now, &late, &e),
		  &e);
	assert_ok(journal_end(late, "done", &e), &e);
	journal_close(late);
}

TEST(a_torn_last_line_is_passed_over_also_after_more_was_appended)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs;
	struct json *record = json_new_object(test_arena());
	struct err e;

	assert_ok(journal_folders(j, "folder", test_path("home/a"), 0755, &e), &e);
	journal_close(j); /* no end: broken off */
	append(journal_of("0001"), "{\"type\":\"intent\",\"n\":2,\"st");
	runs = read_runs(f);
	assert_int_equal(1, runs.at[0].effects.n);
	assert_null(runs.at[0].result);
	assert_ptr_equal(&runs.at[0], undo_unfinished(&runs));

	json_add_string(test_arena(), record, "type", "undone");
	json_add_bool(test_arena(), record, "all", true);
	assert_ok(journal_append(test_arena(), &runs.at[0], record, &e), &e);
	runs = read_runs(f);
	assert_true(runs.at[0].undone);
	assert_null(undo_unfinished(&runs));
}

TEST(a_step_that_has_lost_its_name_or_state_is_passed_over)
{
	const struct facts *f = facts();
	struct journal *j = begin(f, "shell", &step_edit);
	struct err e;

	assert_ok(journal_step(j, "shell", "done", 5, &e), &e);
	journal_close(j);
	append(journal_of("0001"), "{\"type\":\"step\",\"state\":\"done\"}\n"
				   "{\"type\":\"step\",\"step\":5,\"state\":\"done\"}\n"
				   "{\"type\":\"step\",\"step\":\"x\",\"state\":null}\n");
	assert_int_equal(read_runs(f).at[0].steps.n, 1);
}

/* Somebody else puts a link where the journal is to be, a moment before goready makes it. */
static enum rc make_with_a_link(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h;
	if (str_equal(path_name(path), "kept"))
		assert_int_equal(0, symlink(test_path("home/theirs"),
					    path_join(test_arena(), path_folder(test_arena(), path),
						      "journal.jsonl")));
	return host_real()->make_folder(host_real(), path, mode, e);
}

TEST(a_journal_is_a_new_file_and_nobodys_link)
{
	struct host meddled = *host_real();
	struct facts *f = facts();
	struct journal *j = NULL;
	struct err e;

	test_write("home/theirs", "theirs\n");
	meddled.make_folder = make_with_a_link;
	assert_rc(RC_EXISTS, journal_begin(&meddled, f, plan_of("s", &step_edit), NULL, &j, &e),
		  &e);
	assert_bytes(BYTES("theirs\n"), test_read(test_path("home/theirs")));
}

TEST(a_damaged_line_spoils_its_run_only_and_says_where_it_is)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs;
	struct undo_plan undo;
	struct err e;

	append(journal_of("0001"), "{\"type\":\"inte\n");
	assert_ok(journal_folders(j, "folder", test_path("home/a"), 0755, &e), &e);
	journal_close(j);
	j = begin(f, "folder", &step_folder);
	assert_ok(journal_folders(j, "folder", test_path("home/b"), 0755, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_int_equal(2, runs.n);
	assert_rc(RC_JOURNAL, journal_damaged(&runs.at[0], &e), &e);
	assert_contains(e.text, "0001/journal.jsonl");
	assert_contains(e.text, "line 2");
	assert_contains(err_remedy(&e), "Keep the folder");
	assert_null(undo_unfinished(&runs));
	assert_rc(RC_JOURNAL, undo_make(test_arena(), host_real(), f, "1", false, &undo, &e), &e);
	assert_ok(undo_make(test_arena(), host_real(), f, NULL, true, &undo, &e), &e);
	assert_rc(RC_JOURNAL, undo_run(test_arena(), host_real(), f, &undo, NULL, NULL, &e), &e);
	assert_contains(e.text, "0001");
	assert_false(host_exists(host_real(), test_path("home/b")));
	assert_true(host_exists(host_real(), test_path("home/a")));
}

TEST(a_record_that_a_full_disk_cut_off_does_not_swallow_the_next)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs;
	struct err e;

	append(journal_of("0001"), "{\"type\":\"step\",\"step\":\"fol");
	assert_ok(journal_folders(j, "folder", test_path("home/a"), 0755, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_null(runs.at[0].damaged);
	assert_int_equal(1, runs.at[0].effects.n);
	assert_true(runs.at[0].effects.at[0].done);
}

/* It took a minute of work and a gigabyte of memory. */
TEST(a_line_of_many_beginnings_is_damaged_and_soon_read)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs;
	struct str line = { .mem = test_arena() };
	clock_t began = clock();

	journal_close(j);
	for (int i = 0; i < 100000; i++)
		str_add(&line, "{\"type\":");
	str_add(&line, "\n");
	append(journal_of("0001"), str_text(&line));
	runs = read_runs(f);
	assert_non_null(runs.at[0].damaged);
	assert_true(clock() - began < 5 * CLOCKS_PER_SEC);
}

TEST(a_journal_of_a_newer_format_is_refused_not_misread)
{
	struct facts *f = facts();
	struct journal_runs runs;

	test_write("home/.local/state/goready/runs/0001/journal.jsonl",
		   "{\"v\":2,\"type\":\"begin\",\"id\":\"0001\",\"started\":1,\"plan\":[]}\n");
	runs = read_runs(f);
	assert_contains(runs.at[0].damaged, "newer goready");
	assert_int_equal(0, runs.at[0].effects.n);
}

/* ---- calls that fail with their work done ---- */

static enum rc replace_then_fail(struct host *h, const char *path, struct bytes content,
				 mode_t mode, struct err *e)
{
	(void)h;
	(void)host_real()->replace(host_real(), path, content, mode, NULL);
	return err_set(e, RC_IO, "the folder cannot be synced");
}

static enum rc make_folder_then_fail(struct host *h, const char *path, mode_t mode, struct err *e)
{
	enum rc rc = host_real()->make_folder(host_real(), path, mode, e);

	(void)h;
	if (!path_is_within(path, test_path("home/new")))
		return rc;
	return err_set(e, RC_IO, "the folder cannot be synced");
}

TEST(what_was_done_although_the_call_failed_is_undone)
{
	struct host failing = *host_real();
	struct facts *f = facts();
	struct undo_plan undo;
	struct journal *j;
	struct err e;

	failing.replace = replace_then_fail;
	failing.make_folder = make_folder_then_fail;
	test_write("home/.zshenv", "old\n");
	assert_ok(journal_begin(&failing, f, plan_of("s", &step_folder), NULL, &j, &e), &e);
	assert_rc(RC_IO, journal_file(j, "s", rc_file(), BYTES("new\n"), 0644, &e), &e);
	assert_rc(RC_IO, journal_folders(j, "s", test_path("home/new"), 0755, &e), &e);
	assert_ok(journal_end(j, "failed", &e), &e);
	journal_close(j);
	assert_bytes(BYTES("new\n"), test_read(rc_file()));
	assert_ok(undo_make(test_arena(), host_real(), f, NULL, false, &undo, &e), &e);
	assert_ok(undo_run(test_arena(), host_real(), f, &undo, NULL, NULL, &e), &e);
	assert_bytes(BYTES("old\n"), test_read(rc_file()));
	assert_false(host_exists(host_real(), test_path("home/new")));
}

static enum rc replace_nothing(struct host *h, const char *path, struct bytes content, mode_t mode,
			       struct err *e)
{
	(void)h, (void)path, (void)content, (void)mode;
	return err_set(e, RC_NO_SPACE, "no space");
}

TEST(what_failed_and_did_nothing_is_not_there_to_be_undone)
{
	struct host failing = *host_real();
	struct facts *f = facts();
	struct journal_runs runs;
	struct journal *j;
	struct err e;

	failing.replace = replace_nothing;
	test_write("home/.zshenv", "old\n");
	assert_ok(journal_begin(&failing, f, plan_of("s", &step_folder), NULL, &j, &e), &e);
	assert_rc(RC_NO_SPACE, journal_file(j, "s", rc_file(), BYTES("new\n"), 0644, &e), &e);
	assert_ok(journal_end(j, "failed", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_true(runs.at[0].effects.at[0].undone);
}

static enum rc refused_mode(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h, (void)mode;
	return err_set(e, RC_DENIED, "setting the mode of %s", path);
}

TEST(permissions_that_could_not_be_set_are_not_there_to_be_undone)
{
	struct host failing = *host_real();
	struct facts *f = facts();
	struct journal_runs runs;
	struct journal *j;
	struct err e;

	failing.chmod = refused_mode;
	test_write("home/go/bin/.keep", "");
	assert_ok(journal_begin(&failing, f, plan_of("s", &step_mode), NULL, &j, &e), &e);
	assert_rc(RC_DENIED, journal_mode(j, "s", test_path("home/go/bin"), 0711, &e), &e);
	assert_ok(journal_end(j, "failed", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_true(runs.at[0].effects.at[0].undone);
}

TEST(a_file_that_has_become_a_link_since_is_not_written_through)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "s", &step_edit);
	struct err e;

	test_write("home/elsewhere", "not shown\n");
	assert_int_equal(0, symlink("elsewhere", rc_file()));
	assert_rc(RC_CHANGED, journal_file(j, "s", rc_file(), BYTES("new\n"), 0644, &e), &e);
	assert_ok(journal_end(j, "failed", &e), &e);
	journal_close(j);
	assert_bytes(BYTES("not shown\n"), test_read(test_path("home/elsewhere")));
}

/* ---- after a kill ---- */

TEST(a_new_run_clears_away_what_a_killed_one_was_writing)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "s", &step_edit);
	struct err e;

	test_write("home/.zshenv", "old\n");
	assert_ok(journal_file(j, "s", rc_file(), BYTES("new\n"), 0644, &e), &e);
	assert_ok(journal_staging(j, "s", test_path("home/.local/share/goready/tools/.staging-go"),
				  &e),
		  &e);
	journal_close(j); /* killed */
	test_write("home/..zshenv.goready-123-0", "half");
	test_write("home/..zshenv.goready-mine", "the user's");
	test_write("home/..zshenv.goready-123-0.bak", "the user's too");
	test_write("home/.local/share/goready/tools/.staging-go/bin/go", "half");
	test_write("home/.local/share/goready/tools/.staging-go.files", "half");
	j = begin(f, "s", &step_edit);
	assert_ok(journal_go_on(j, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	assert_false(host_exists(host_real(), test_path("home/..zshenv.goready-123-0")));
	assert_true(host_exists(host_real(), test_path("home/..zshenv.goready-mine")));
	assert_true(host_exists(host_real(), test_path("home/..zshenv.goready-123-0.bak")));
	assert_false(
		host_exists(host_real(), test_path("home/.local/share/goready/tools/.staging-go")));
	assert_false(host_exists(host_real(),
				 test_path("home/.local/share/goready/tools/.staging-go.files")));
	assert_bytes(BYTES("new\n"), test_read(rc_file()));
}

/* What is in the temp folder is another user's. */
static enum rc lstat_anothers(struct host *h, struct arena *mem, const char *path,
			      struct file_info *ret, struct err *e)
{
	enum rc rc = host_real()->lstat(host_real(), mem, path, ret, e);

	(void)h;
	ret->uid++;
	return rc;
}

TEST(copies_of_a_process_that_is_no_more_go_and_another_users_stay)
{
	struct host shared = *host_real();
	struct facts *f = facts();
	const char *left, *in_cache; /* a proof's, where programs may not run in the temp folder */
	pid_t pid = fork();

	if (pid == 0)
		_exit(0);
	waitpid(pid, NULL, 0);
	f->places.tmp = test_path("tmp");
	in_cache = arena_fmt(test_arena(), "home/.cache/goready/goready-proof.%d.Xc4dGh", (int)pid);
	test_write(arena_fmt(test_arena(), "%s/main.go", in_cache), "package main\n");
	left = arena_fmt(test_arena(), "tmp/goready-proof.%d.Xc4dGh", (int)pid);
	test_write(arena_fmt(test_arena(), "%s/main.go", left), "package main\n");
	shared.lstat = lstat_anothers;
	recover_temp_folder(&shared, f);
	assert_true(host_is_folder(host_real(), test_path(left)));
	recover_temp_folder(host_real(), f);
	assert_false(host_exists(host_real(), test_path(left)));
	assert_false(host_exists(host_real(), test_path(in_cache)));
}

TEST(copies_that_another_machine_with_the_same_home_is_using_stay)
{
	struct facts *f = facts();
	struct dir_entries left = { 0 };
	const char *theirs, *folder;
	struct err e;
	pid_t pid;

	f->places.tmp = test_path("tmp");
	test_write("tmp/theirs", "");
	pid = fork();
	if (pid == 0)
		_exit(temp_folder_make(test_arena(), f->places.tmp, TEMP_PROOF, &folder, &e));
	waitpid(pid, NULL, 0);
	theirs = arena_fmt(test_arena(), "tmp/goready-proof.%d-0.Xc4dGh", (int)pid);
	test_write(arena_fmt(test_arena(), "%s/main.go", theirs), "package main\n");
	recover_temp_folder(host_real(), f);
	assert_true(host_is_folder(host_real(), test_path(theirs)));
	assert_ok(host_real()->list(host_real(), test_arena(), f->places.tmp, &left, &e), &e);
	assert_int_equal(2, left.n); /* and the one made here is gone */
}

/* A home was copied while goready was at work in it: what the copy's journal names is the other home's. */
TEST(what_a_copied_journal_calls_half_done_is_left_to_the_other_home)
{
	struct facts *f = facts(), *copy = ARENA_NEW(test_arena(), struct facts);
	struct journal *j = begin(f, "s", &step_edit);
	const char *staging = test_path("home/.local/share/goready/tools/.staging-go");
	struct err e;

	assert_ok(journal_staging(j, "s", staging, &e), &e);
	test_write("home/.local/share/goready/tools/.staging-go/bin/go", "under way");
	copy->places = (struct places){ .home = test_path("copy"),
					.data = test_path("copy/.local/share/goready"),
					.cache = test_path("copy/.cache/goready"),
					.state = test_path("copy/.local/state/goready"),
					.runs = test_path("copy/.local/state/goready/runs") };
	test_write_bytes("copy/.local/state/goready/runs/0001/journal.jsonl",
			 test_read(journal_of("0001")), 0600);
	assert_ok(recover_finish(host_real(), copy, &e), &e);
	assert_true(host_is_folder(host_real(), staging));
	journal_close(j);
}

static void broken_off_with_staging(struct facts *f, const char *path)
{
	struct journal *j = begin(f, "s", &step_edit);
	struct err e;

	assert_ok(journal_staging(j, "s", path, &e), &e);
	journal_close(j);
}

/* Neither by the next run, unasked, nor by undo. */
TEST(what_a_damaged_journal_calls_scratch_and_is_none_stays)
{
	const char *file = test_path("home/.staging-file"), *link = test_path("home/.staging-link"),
		   *device = test_path("home/.staging-device"), *own = test_path("home/project");
	const char *const paths[] = { file, link, device, own };
	struct facts *f = facts();
	struct journal *j;
	struct undo_plan undo;
	struct err e;

	for (size_t i = 0; i < 4; i++) {
		broken_off_with_staging(f, paths[i]);
		if (paths[i] != own)
			assert_int_equal(0, rmdir(paths[i]));
	}
	test_write("home/.staging-file", "the user's");
	test_write("home/project/main.go", "the user's");
	assert_int_equal(0, symlink(own, link));
	assert_int_equal(0, mkfifo(device, 0600)); /* any user may make one */
	j = begin(f, "s", &step_edit);
	assert_ok(journal_go_on(j, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	assert_ok(undo_make(test_arena(), host_real(), f, NULL, true, &undo, &e), &e);
	assert_ok(undo_run(test_arena(), host_real(), f, &undo, NULL, NULL, &e), &e);
	for (size_t i = 0; i < 4; i++)
		assert_true(host_exists(host_real(), paths[i]));
	assert_bytes(BYTES("the user's"), test_read(file));
	assert_bytes(BYTES("the user's"), test_read(test_path("home/project/main.go")));
}

TEST(a_run_that_goes_on_is_undone_with_the_one_that_was_broken_off)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "s", &step_edit);
	struct journal_runs runs;
	struct undo_plan undo;
	struct err e;

	test_write("home/.zshenv", "old\n");
	assert_ok(journal_file(j, "s", rc_file(), BYTES("new\n"), 0644, &e), &e);
	journal_close(j); /* killed */
	j = begin(f, "s", &step_folder);
	assert_ok(journal_go_on(j, &e), &e);
	assert_ok(journal_folders(j, "s", test_path("home/b"), 0755, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_string_equal("left", runs.at[0].result);
	assert_string_equal("0001", runs.at[1].goes_on.at[0]);
	assert_ok(undo_make(test_arena(), host_real(), f, NULL, false, &undo, &e), &e);
	assert_int_equal(2, undo.runs.n);
	assert_ok(undo_run(test_arena(), host_real(), f, &undo, NULL, NULL, &e), &e);
	assert_bytes(BYTES("old\n"), test_read(rc_file()));
	assert_false(host_exists(host_real(), test_path("home/b")));
}

/* Of goready fix, in two runs: the first opens a folder, and the second brings what was seen to be missing there. */
static void open_and_go_on(const struct facts *f, const char *first_ends, const char *step_says,
			   const char *second_ends)
{
	struct journal *j = begin(f, "s", &step_proof);
	struct err e;

	test_write("home/go/bin/x", "");
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0600));
	assert_ok(journal_mode(j, "s", test_path("home/go/bin"), 0700, &e), &e);
	assert_ok(journal_step(j, "s", "failed", 0, &e), &e);
	assert_ok(journal_end(j, first_ends, &e), &e);
	journal_close(j);
	j = begin(f, "s", &step_folder);
	assert_ok(journal_go_on(j, &e), &e);
	assert_ok(journal_folders(j, "s", test_path("home/go/bin/y"), 0755, &e), &e);
	if (step_says)
		assert_ok(journal_step(j, "s", step_says, 0, &e), &e);
	assert_ok(journal_end(j, second_ends, &e), &e);
	journal_close(j);
}

static void assert_both_go_back(const struct facts *f)
{
	struct undo_plan undo;
	struct stat st;
	struct err e;

	assert_ok(undo_make(test_arena(), host_real(), f, NULL, false, &undo, &e), &e);
	assert_int_equal(2, undo.runs.n);
	assert_ok(undo_run(test_arena(), host_real(), f, &undo, NULL, NULL, &e), &e);
	assert_int_equal(0, stat(test_path("home/go/bin"), &st));
	assert_int_equal(0600, st.st_mode & 07777);
	assert_int_equal(0, chmod(test_path("home/go/bin"), 0700));
	assert_false(host_exists(host_real(), test_path("home/go/bin/y")));
}

/* The process that opened it was killed before it looked inside, or another one comes for what is missing. */
TEST(what_a_run_has_opened_is_undone_with_what_the_next_brings_there)
{
	struct facts *f = facts();

	open_and_go_on(f, "done", NULL, "done");
	assert_both_go_back(f);
}

TEST(what_a_run_has_opened_goes_back_too_where_the_next_one_fails)
{
	struct facts *f = facts();

	open_and_go_on(f, "failed", "failed", "failed");
	assert_both_go_back(f);
}

TEST(an_unfinished_run_whose_goready_is_at_work_is_not_called_broken_off)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs = read_runs(f);

	assert_null(undo_unfinished(&runs));
	journal_close(j);
	assert_non_null(undo_unfinished(&runs));
}

TEST(a_run_left_as_it_is_is_not_asked_about_again)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	struct journal_runs runs;
	struct err e;

	journal_close(j);
	runs = read_runs(f);
	assert_ok(undo_leave(test_arena(), &runs.at[0], &e), &e);
	runs = read_runs(f);
	assert_null(undo_unfinished(&runs));
	assert_string_equal("left", runs.at[0].result);
}

TEST(ids_count_up_and_stay_in_order_past_9999)
{
	struct facts *f = facts();
	struct journal_runs runs;
	struct journal *j;
	struct err e;

	test_write("home/.local/state/goready/runs/9999/journal.jsonl",
		   "{\"v\":1,\"type\":\"begin\",\"id\":\"9999\",\"started\":1,\"plan\":[]}\n");
	j = begin(f, "folder", &step_folder);
	assert_string_equal("10000", journal_id(j));
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_string_equal("9999", runs.at[0].id);
	assert_string_equal("10000", runs.at[1].id);
}

TEST(a_path_that_is_not_utf8_survives_the_journal)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "folder", &step_folder);
	const char *odd = test_path("home/caf\xe9");
	struct journal_runs runs;
	struct err e;

	assert_ok(journal_folders(j, "folder", odd, 0755, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	assert_string_equal(odd, runs.at[0].effects.at[0].path);
}

TEST(a_tree_that_goready_did_not_make_is_not_replaced)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "go.unpack", &step_unpack);
	struct err e;
	int n;

	test_write("home/go-tree/bin/go", "theirs");
	test_write("home/staging/bin/go", "ours");
	assert_rc(RC_EXISTS,
		  journal_tree(j, "go.unpack", test_path("home/staging"), test_path("home/go-tree"),
			       NULL, &n, &e),
		  &e);
	assert_bytes(BYTES("theirs"), test_read(test_path("home/go-tree/bin/go")));
	assert_contains(err_remedy(&e), "away");
	journal_close(j);
}

TEST(the_canonical_form_has_home_as_tilde_and_neither_id_nor_time)
{
	struct facts *f = facts();
	struct journal *j = begin(f, "shell.zshenv", &step_edit);
	struct journal_runs runs;
	const char *text;
	struct err e;

	assert_ok(journal_folders(j, "shell.zshenv", test_path("home/z"), 0755, &e), &e);
	assert_ok(journal_file(j, "shell.zshenv", rc_file(), BYTES("new\n"), 0644, &e), &e);
	assert_ok(journal_link(j, "shell.zshenv", test_path("home/go"), test_path("home/tree"), &e),
		  &e);
	assert_ok(journal_step(j, "shell.zshenv", "done", 4321, &e), &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	runs = read_runs(f);
	text = json_print(test_arena(),
			  journal_canonical(test_arena(), &runs.at[0], f->places.home), false);
	assert_contains(text, "\"~/.zshenv\"");
	assert_contains(text, "\"target\":\"~/tree\"");
	assert_contains(text, "\"folders\":[\"~/z\"]");
	assert_null(strstr(text, "0001"));
	assert_null(strstr(text, "4321"));
	assert_null(strstr(text, test_folder()));
}

/* ---- old journals stay readable ---- */

static const char *with_home(struct bytes text)
{
	struct names parts = { 0 };
	const char *at = text.at, *mark;

	while ((mark = strstr(at, "@HOME@"))) {
		list_push(test_arena(), &parts,
			  arena_strndup(test_arena(), at, (size_t)(mark - at)));
		at = mark + strlen("@HOME@");
	}
	list_push(test_arena(), &parts, at);
	return str_join(test_arena(), &parts, test_path("home"));
}

TEST(a_run_journaled_in_format_1_can_be_undone)
{
	static const char *const kept[] = { "kept/5", "kept/3.files" };
	struct facts *f = facts();
	struct undo_plan plan;
	struct file_info info;
	struct err e;

	test_write("home/.local/state/goready/runs/0001/journal.jsonl",
		   with_home(test_fixture("cases/journal/v1/journal.jsonl")));
	for (size_t i = 0; i < 2; i++)
		test_write_bytes(
			arena_fmt(test_arena(), "home/.local/state/goready/runs/0001/%s", kept[i]),
			test_fixture(arena_fmt(test_arena(), "cases/journal/v1/%s", kept[i])),
			0600);
	test_write_bytes("home/data/go-1/go", BYTES("go"), 0755);
	test_write_bytes("home/.zshenv", BYTES("new\n"), 0600);
	assert_int_equal(0, symlink(test_path("home/data/go-1/go"), test_path("home/data/go")));

	assert_ok(undo_make(test_arena(), host_real(), f, NULL, false, &plan, &e), &e);
	assert_ok(undo_run(test_arena(), host_real(), f, &plan, NULL, NULL, &e), &e);
	assert_bytes(BYTES("old\n"), test_read(rc_file()));
	assert_ok(
		host_real()->lstat(host_real(), test_arena(), test_path("home/data/go"), &info, &e),
		&e);
	assert_string_equal("/old/go", info.target);
	assert_false(host_exists(host_real(), test_path("home/data/go-1")));
}
