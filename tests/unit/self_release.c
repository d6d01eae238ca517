/* Which of a release's files is for this machine, and the plan that puts it in place. */
#include <string.h>

#include "plan/self_install.h"
#include "test.h"
#include "wants/manifest.h"
#include "wants/self_release.h"
#include "wants/wants.h"

#define SUM_A "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SUM_B "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static enum rc find(const char *sums, struct self_release *ret, struct err *e)
{
	return self_release_find(test_arena(), bytes_of(sums), "mirror.example", OS_LINUX,
				 ARCH_AMD64, ret, e);
}

TEST(the_line_for_this_machine_is_found_among_others)
{
	struct self_release r = { 0 };
	struct err e = { 0 };

	assert_ok(find(SUM_A "  goready-0.2.0-darwin-amd64.tar.gz\n" SUM_B
			     "  goready-0.2.0-linux-amd64.tar.gz\n" SUM_A "  sbom.spdx.json\n",
		       &r, &e),
		  &e);
	assert_string_equal(r.version, "0.2.0");
	assert_string_equal(r.name, "goready-0.2.0-linux-amd64");
	assert_string_equal(r.file, "goready-0.2.0-linux-amd64.tar.gz");
	assert_string_equal(r.sha256, SUM_B);
}

TEST(the_newest_version_wins_whatever_the_order)
{
	struct self_release r = { 0 };
	struct err e = { 0 };

	assert_ok(find(SUM_A " *goready-0.10.0-linux-amd64.tar.gz\r\n" SUM_B
			     "  goready-0.9.1-linux-amd64.tar.gz\r\n",
		       &r, &e),
		  &e);
	assert_string_equal(r.version, "0.10.0");
	assert_string_equal(r.sha256, SUM_A);
}

TEST(a_list_without_this_machine_is_refused_with_its_name)
{
	struct self_release r = { .version = "untouched" };
	struct err e = { 0 };

	assert_int_equal(find(SUM_A "  goready-0.2.0-linux-arm64.tar.gz\n", &r, &e),
			 RC_UNSUPPORTED);
	assert_non_null(strstr(e.text, "linux-amd64"));
	assert_string_equal(r.version, "untouched");
}

TEST(a_login_page_is_no_list_of_checksums)
{
	struct self_release r;
	struct err e = { 0 };

	assert_int_equal(find("<!DOCTYPE html>\n<html><body>Log in.</body></html>\n", &r, &e),
			 RC_NOT_ARCHIVE);
	assert_int_equal(find("", &r, &e), RC_NOT_ARCHIVE);
	assert_non_null(strstr(e.text, "mirror.example"));
}

TEST(names_that_lead_elsewhere_are_not_taken)
{
	static const char *const lists[] = {
		SUM_A "  goready-/../../x-linux-amd64.tar.gz\n",
		SUM_A "  ../goready-0.2.0-linux-amd64.tar.gz\n",
		SUM_A "  goready-0.2.0 x-linux-amd64.tar.gz\n",
		SUM_A "  goready--linux-amd64.tar.gz\n",
		SUM_A "  goready-..-linux-amd64.tar.gz\n",
		SUM_A "  goready-0.2.0-linux-amd64.tar.gz.sig\n",
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct self_release r;
		struct err e = { 0 };

		assert_int_equal(find(lists[i], &r, &e), RC_UNSUPPORTED);
	}
}

TEST(a_checksum_that_is_too_short_is_no_checksum)
{
	struct self_release r;
	struct err e = { 0 };

	assert_int_equal(find("0123abcd  goready-0.2.0-linux-amd64.tar.gz\n", &r, &e),
			 RC_NOT_ARCHIVE);
}

TEST(the_new_program_runs_before_anything_leads_to_it)
{
	struct facts f = { .places = { .home = "/home/dev",
				       .data = "/home/dev/.local/share/goready",
				       .bin = "/home/dev/.local/share/goready/bin" } };
	struct self_source from = {
		.release = { .version = "0.2.0",
			     .name = "goready-0.2.0-linux-amd64",
			     .file = "goready-0.2.0-linux-amd64.tar.gz",
			     .sha256 = SUM_A },
		.url = "https://mirror.example/goready-0.2.0-linux-amd64.tar.gz",
		.label = "mirror.example",
		.checksum_from = "SHA256SUMS of mirror.example",
		.cache = "/home/dev/.cache/goready",
		.linked = "../app/goready-0.1.0/bin/goready"
	};
	struct plan plan;
	const struct step *fetch, *tried, *tree, *link, *man;

	plan_self(test_arena(), &f, &from, &plan);
	fetch = plan_step(&plan, "goready.fetch");
	tried = plan_step(&plan, "goready.try");
	tree = plan_step(&plan, "goready.unpack");
	link = plan_step(&plan, "goready.link");
	man = plan_step(&plan, "goready.man");
	assert_int_equal(plan.steps.n, 5);
	assert_string_equal(fetch->fetch.source->parts[0].sha256, SUM_A);
	assert_string_equal(
		tried->run.argv.at[0],
		"/home/dev/.local/share/goready/app/.staging-goready-0.2.0/bin/goready");
	assert_string_equal(tried->needs.at[0], fetch->id);
	assert_string_equal(tree->needs.at[0], tried->id);
	assert_string_equal(tree->unpack.tree, "/home/dev/.local/share/goready/app/goready-0.2.0");
	assert_string_equal(link->needs.at[0], tree->id);
	assert_string_equal(link->link.path, "/home/dev/.local/share/goready/bin/goready");
	assert_string_equal(link->link.target, "../app/goready-0.2.0/bin/goready");
	assert_string_equal(link->link.before, "../app/goready-0.1.0/bin/goready");
	assert_string_equal(man->link.path, "/home/dev/.local/share/goready/man");
	assert_string_equal(man->link.target, "app/goready-0.2.0/share/man");
	assert_null(man->link.before);
	for (size_t i = 0; i < plan.steps.n; i++)
		assert_int_equal(plan.steps.at[i].undo, UNDO_EXACT);
}

TEST(a_folder_man_that_somebody_made_is_left_alone)
{
	struct facts f = { .places = { .data = "/home/dev/.local/share/goready",
				       .bin = "/home/dev/.local/share/goready/bin" } };
	struct self_source from = { .release = { .version = "0.2.0",
						 .name = "goready-0.2.0-linux-amd64" },
				    .man_is_theirs = true };
	struct plan plan;

	plan_self(test_arena(), &f, &from, &plan);
	assert_non_null(plan_step(&plan, "goready.link"));
	assert_null(plan_step(&plan, "goready.man"));
}

TEST(the_usual_address_of_releases_is_known)
{
	assert_true(
		str_starts(manifest_goready_releases(manifest_builtin(test_arena())), "https://"));
}
