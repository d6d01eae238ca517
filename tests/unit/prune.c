#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "journal/journal.h"
#include "journal/prune.h"

static struct facts *facts_with_a_tree(void)
{
	struct facts *f = ARENA_NEW(test_arena(), struct facts);

	f->places = (struct places){ .home = test_path("home"),
				     .data = test_path("home/goready"),
				     .tools = test_path("home/goready/tools"),
				     .cache = test_path("home/cache"),
				     .state = test_path("home/state"),
				     .runs = test_path("home/state/runs") };
	test_write("home/goready/tools/go-1.26.8/bin/go", "old");
	return f;
}

static enum rc prune(struct host *h, const struct facts *f, struct err *e)
{
	struct prune_plan plan;

	assert_ok(prune_make(test_arena(), h, f, &plan, e), e);
	assert_int_equal(1, plan.items.n);
	return prune_run(test_arena(), h, f, &plan, e);
}

static struct journal *begin(const struct facts *f)
{
	struct plan *plan = ARENA_NEW(test_arena(), struct plan);
	struct journal *j = NULL;
	struct step *s = list_add(test_arena(), &plan->steps);
	struct err e;

	s->id = "go.link";
	s->kind = &step_link;
	s->summary = "a step";
	assert_ok(journal_begin(host_real(), f, plan, NULL, &j, &e), &e);
	return j;
}

/* A run that leads a link away from a tree, by that target. */
static const char *given_up_by(const char *target)
{
	struct facts *f = facts_with_a_tree();
	struct journal *j = begin(f);
	struct prune_plan plan;
	struct err e;

	test_write("home/goready/bin/.keep", "");
	(void)unlink(test_path("home/goready/bin/go"));
	assert_int_equal(0, symlink(target, test_path("home/goready/bin/go")));
	assert_ok(journal_link(j, "go.link", test_path("home/goready/bin/go"),
			       "../tools/go-1.27.2/bin/go", &e),
		  &e);
	assert_ok(journal_end(j, "done", &e), &e);
	journal_close(j);
	assert_ok(prune_make(test_arena(), host_real(), f, &plan, &e), &e);
	assert_int_equal(1, plan.items.n);
	return plan.items.at[0].gives_up;
}

static bool is_there(const char *name)
{
	return host_exists(host_real(), test_path(name));
}

static enum rc no_room(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h, (void)mode;
	return err_set(e, RC_NO_SPACE, "making the folder %s", path);
}

static enum rc no_right(struct host *h, const char *path, mode_t mode, struct err *e)
{
	(void)h, (void)mode;
	return err_set(e, RC_DENIED, "making the folder %s", path);
}

TEST(a_tree_that_nobody_uses_goes_and_leaves_no_mark)
{
	struct err e;

	assert_ok(prune(host_real(), facts_with_a_tree(), &e), &e);
	assert_false(is_there("home/goready/tools/go-1.26.8"));
	assert_false(is_there("home/goready/tools/.unfinished-go-1.26.8"));
}

TEST(a_mark_that_a_killed_prune_has_left_goes_with_the_next)
{
	const struct facts *f = facts_with_a_tree();
	struct err e;

	assert_ok(host_remove_tree(host_real(), test_arena(),
				   test_path("home/goready/tools/go-1.26.8"), &e),
		  &e);
	assert_int_equal(0, mkdir(test_path("home/goready/tools/.unfinished-go-1.26.8"), 0700));
	assert_ok(prune(host_real(), f, &e), &e);
	assert_false(is_there("home/goready/tools/.unfinished-go-1.26.8"));
}

TEST(what_is_beside_the_downloads_in_one_folder_of_all_is_no_download)
{
	struct facts *f = facts_with_a_tree();
	struct prune_plan plan;
	struct err e;

	f->places.cache = f->places.state = f->places.data;
	test_write("home/goready/env.sh", "PATH=x\n");
	test_write("home/goready/lock", "1\n");
	test_write("home/goready/go1.26.8.linux-amd64.tar.gz.part.json", "{}");
	assert_ok(prune_make(test_arena(), host_real(), f, &plan, &e), &e);
	assert_int_equal(2, plan.items.n);
	assert_string_equal("go1.26.8.linux-amd64.tar.gz.part.json",
			    path_name(plan.items.at[1].path));
}

TEST(a_full_disk_has_no_room_for_the_mark_and_is_freed_all_the_same)
{
	struct host full = *host_real();
	struct err e;

	full.make_folder = no_room;
	assert_ok(prune(&full, facts_with_a_tree(), &e), &e);
	assert_false(is_there("home/goready/tools/go-1.26.8"));
}

TEST(where_no_mark_can_be_made_otherwise_the_tree_stays_whole)
{
	struct host closed = *host_real();
	struct err e;

	closed.make_folder = no_right;
	assert_rc(RC_DENIED, prune(&closed, facts_with_a_tree(), &e), &e);
	assert_true(is_there("home/goready/tools/go-1.26.8/bin/go"));
}

TEST(the_run_that_led_away_from_a_tree_is_named_however_its_link_was_written)
{
	assert_string_equal("0001", given_up_by("../tools/go-1.26.8/bin/go"));
}

TEST(the_run_is_named_where_the_link_led_there_by_a_whole_path)
{
	assert_string_equal("0001", given_up_by(test_path("home/goready/tools/go-1.26.8/bin/go")));
}

TEST(a_run_that_led_away_from_another_tree_gives_nothing_up)
{
	assert_null(given_up_by("../tools/go-1.26.80/bin/go"));
}
