/* A plugin from its release archive where one may be had, by `go install` everywhere else. */
#include "machine.h"
#include "plan/plan.h"
#include "test.h"
#include "view_json.h"
#include "walk.h"
#include "wants/manifest.h"
#include "wants/profile.h"

#define SHA "d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b"

/* ---- where from ---- */

static const struct profile *profile_of(const char *plugins)
{
	const struct profile *profile = NULL;
	struct err e = { 0 };
	const char *text = arena_fmt(test_arena(), "{\"plugins\": {%s}}", plugins);

	assert_ok(profile_parse(test_arena(), bytes_of(text), "team.json", &profile, &e), &e);
	return profile;
}

static enum rc try_wants(const struct manifest *m, const char *plugins, struct wants *ret,
			 struct err *e)
{
	struct wants_options o = { .manifest = m ? m : manifest_builtin(test_arena()) };

	o.profile = plugins ? profile_of(plugins) : NULL;
	return wants_make(test_arena(), walk_facts("debian-bare"), &o, ret, e);
}

static struct tool_want gen_go(const struct manifest *m, const char *plugins)
{
	struct wants w;
	struct err e = { 0 };

	assert_ok(try_wants(m, plugins, &w, &e), &e);
	return w.tool[TOOL_GEN_GO];
}

/* The built-in one with the row that renew-manifest would write. */
static const struct manifest *with_archives(void)
{
	const char *before = test_read(TESTS_FOLDER "/../assets/manifest.json").at;
	const char *place = strstr(before, "\"module\": \"google.golang.org/protobuf\",\n");
	const struct manifest *m = NULL;
	struct err e = { 0 };
	const char *text;

	assert_non_null(place);
	text = arena_fmt(test_arena(),
			 "%.*s\"releases\": [{\"version\": \"1.36.12\", \"files\": [{\"os\": "
			 "\"linux\", \"arch\": \"amd64\", \"file\": \"protoc-gen-go.v1.36.12."
			 "linux.amd64.tar.gz\", \"sha256\": \"" SHA "\", \"size\": 2500000}]}], %s",
			 (int)(place - before), before, place);
	assert_ok(manifest_parse(test_arena(), bytes_of(text), &m, &e), &e);
	return m;
}

TEST(without_a_checksum_a_plugin_is_compiled)
{
	struct tool_want want = gen_go(NULL, NULL);

	assert_int_equal(METHOD_ARCHIVE, want.method);
	assert_int_equal(0, want.sources.n);
	assert_null(want.no_source);
}

TEST(with_a_row_of_the_manifest_its_archive_is_a_source)
{
	struct tool_want want = gen_go(with_archives(), NULL);

	assert_string_equal("1.36.12", want.version);
	assert_int_equal(1, want.sources.n);
	assert_string_equal("https://github.com/protocolbuffers/protobuf-go/releases/download/"
			    "v1.36.12/protoc-gen-go.v1.36.12.linux.amd64.tar.gz",
			    want.sources.at[0].parts[0].url);
	assert_string_equal("goready's manifest", want.sources.at[0].checksum_from);
	assert_int_equal(2500000, want.sources.at[0].parts[0].size);
}

TEST(another_version_than_the_rows_is_compiled)
{
	assert_int_equal(0, gen_go(with_archives(), "\"protoc-gen-go\": \"1.36.11\"").sources.n);
}

TEST(a_profile_names_an_address_and_its_checksum)
{
	struct tool_want want = gen_go(
		NULL,
		"\"protoc-gen-go-grpc\": \"v1.6.2\", \"protoc-gen-go\": {\"version\": "
		"\"v1.36.11\", \"sources\": [\"https://m.example/x/\"], \"sha256\": \"" SHA "\"}");

	assert_true(want.exact);
	assert_string_equal("https://m.example/x/protoc-gen-go.v1.36.11.linux.amd64.tar.gz",
			    want.sources.at[0].parts[0].url);
	assert_string_equal("your profile", want.sources.at[0].checksum_from);
}

TEST(goproxy_as_a_source_means_compiling)
{
	assert_int_equal(0,
			 gen_go(with_archives(), "\"protoc-gen-go\": {\"sources\": [\"goproxy\"]}")
				 .sources.n);
	/* what stands before it is tried */
	assert_int_equal(1, gen_go(with_archives(), "\"protoc-gen-go\": {\"sources\": "
						    "[\"official\", \"goproxy\", "
						    "\"https://m.example/\"]}")
				    .sources.n);
}

TEST(an_address_without_a_checksum_is_refused_with_both_remedies)
{
	struct wants w;
	struct err e = { 0 };

	assert_rc(RC_PROFILE,
		  try_wants(NULL, "\"protoc-gen-go\": {\"sources\": [\"https://m.example/\"]}", &w,
			    &e),
		  &e);
	assert_contains(e.text, "team.json line 1");
	assert_contains(err_remedy(&e), "sha256");
	assert_contains(err_remedy(&e), "goproxy");
}

/* ---- the plan ---- */

static struct plan plan_where(enum reach reach)
{
	const struct facts *f = walk_facts("debian-bare");
	struct wants_options o = { .manifest = with_archives() };
	struct plan p = { 0 };
	struct wants w;
	struct err e = { 0 };

	assert_ok(wants_make(test_arena(), f, &o, &w, &e), &e);
	w.tool[TOOL_GEN_GO].sources.at[0].reach = reach;
	assert_ok(plan_build(test_arena(), f, &w, NULL, &p, &e), &e);
	return p;
}

static const char *step_json(const struct plan *p, const char *id)
{
	const struct step *step = plan_step(p, id);

	assert_non_null(step);
	return json_print(test_arena(), step_preview_json(test_arena(), step), false);
}

TEST(the_plan_fetches_it_while_go_comes_and_names_what_is_done_otherwise)
{
	struct plan p = plan_where(REACH_UNKNOWN);
	const struct step *fetch = plan_step(&p, "plugin.protoc-gen-go.fetch");
	const struct step *put = plan_step(&p, "plugin.protoc-gen-go");

	assert_non_null(fetch);
	assert_false(names_hold(&fetch->needs, "go.unpack"));
	assert_true(names_hold(&put->needs, fetch->id) && names_hold(&put->needs, "go.unpack"));
	assert_int_equal(2500000, fetch->download);
	assert_false(put->download_unknown);
	assert_int_equal(0, plan_step_seconds(put));
	assert_contains(put->summary, "Put protoc-gen-go 1.36.12 in ~/go/bin");
	assert_contains(step_json(&p, fetch->id), "\"checksum\":\"sha256:" SHA "\"");
	assert_contains(step_json(&p, put->id), "{\"otherwise\":{\"argv\":[");
	assert_contains(step_json(&p, put->id), "protoc-gen-go@v1.36.12");
	/* the other one has no row */
	assert_null(plan_step(&p, "plugin.protoc-gen-go-grpc.fetch"));
	assert_contains(plan_step(&p, "plugin.protoc-gen-go-grpc")->summary, "Build ");
}

TEST(what_is_done_otherwise_has_words_of_its_own)
{
	struct plan p = plan_where(REACH_OK);

	assert_string_equal("Pass over the archive of protoc-gen-go 1.36.12",
			    plan_step(&p, "plugin.protoc-gen-go.fetch")->summary_otherwise);
	assert_string_equal("Build protoc-gen-go 1.36.12 and put it in ~/go/bin",
			    plan_step(&p, "plugin.protoc-gen-go")->summary_otherwise);
	assert_true(plan_step_seconds_now(plan_step(&p, "plugin.protoc-gen-go"), true) > 5);
	assert_int_equal(0, plan_step_seconds_now(plan_step(&p, "plugin.protoc-gen-go"), false));
	assert_null(plan_step(&p, "plugin.protoc-gen-go-grpc")->summary_otherwise);
}

TEST(where_its_address_does_not_answer_it_is_compiled_and_said)
{
	struct plan p = plan_where(REACH_TIMEOUT);

	assert_null(plan_step(&p, "plugin.protoc-gen-go.fetch"));
	assert_contains(plan_step(&p, "plugin.protoc-gen-go")->summary, "Build ");
	assert_true(names_hold(&p.notes, "protoc-gen-go: github.com does not answer and is passed "
					 "over; go install compiles it."));
}

TEST(an_upgrade_takes_the_archive_and_says_what_it_replaces)
{
	struct facts f = *walk_facts("healthy-debian-amd64");
	struct wants_options o = { .manifest = with_archives(), .upgrade = true };
	const struct step *fetch, *put;
	struct plan p = { 0 };
	struct wants w;
	struct err e = { 0 };

	for (size_t i = 0; i < f.tools.n; i++)
		if (f.tools.at[i].id == TOOL_GEN_GO)
			f.tools.at[i].version = "1.36.10";
	assert_ok(wants_make(test_arena(), &f, &o, &w, &e), &e);
	assert_ok(plan_build(test_arena(), &f, &w, NULL, &p, &e), &e);
	fetch = plan_step(&p, "plugin.protoc-gen-go.fetch");
	put = plan_step(&p, "plugin.protoc-gen-go");
	assert_non_null(fetch);
	assert_int_equal(UNDO_EXACT, put->undo);
	assert_contains(str_join(test_arena(), &p.notes, "\n"),
			"is replaced; goready undo brings it");
	/* the other one is as new as can be, and Go is there */
	assert_null(plan_step(&p, "plugin.protoc-gen-go-grpc"));
	assert_null(plan_step(&p, "go.fetch"));
}

static const char *said_on_review(const struct plan *p)
{
	struct view v = { .mem = test_arena() };
	struct step_page page = { .v = &v, .plan = p, .home = "/home/dev" };

	plan_review(&page, REVIEW_WORK);
	return json_print(test_arena(), view_json(test_arena(), &v), false);
}

TEST(review_has_a_download_with_its_checksum_and_no_build)
{
	struct plan p = plan_where(REACH_OK);
	const char *said = said_on_review(&p);

	assert_contains(said, "protoc-gen-go 1.36.12 from github.com, 2.5 MB; checksum: goready's "
			      "manifest");
	assert_contains(said, "\"Otherwise\"");
	assert_contains(said, "\"Build\""); /* the other's */
}

/* ---- the choice ---- */

static struct wizard *at_plugins(void)
{
	struct wizard *w = walk_begin(walk_facts("debian-bare"), NULL);

	w->manifest = w->wants_options.manifest = with_archives();
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = "route", .option = "steps" } });
	wizard_go(w, SCREEN_PLUGINS);
	return w;
}

static void choose(struct wizard *w, const char *choice, const char *option)
{
	wizard_on(w, &(struct event){ .kind = EVENT_CHOOSE,
				      .chosen = { .choice = choice, .option = option } });
}

/* What is chosen there, and what is recommended: "archive archive". */
static const char *choice_shown(const struct wizard *w, const char *id)
{
	struct view v;
	const char *recommended = "none";

	wizard_view(w, test_arena(), &v);
	for (size_t i = 0; i < v.blocks.n; i++) {
		const struct block *b = &v.blocks.at[i];

		if (b->kind != BLOCK_CHOICE || !str_equal(b->id, id))
			continue;
		for (size_t o = 0; o < b->options.n; o++)
			if (b->options.at[o].recommended)
				recommended = b->options.at[o].id;
		return arena_fmt(test_arena(), "%s %s", b->options.at[b->chosen].id, recommended);
	}
	fail_msg("no choice %s", id);
	return NULL;
}

/* As trying the archive's address would give it. */
static void address_says(struct wizard *w, enum reach reach, int status)
{
	struct address address = { .role = "protoc-gen-go", .tool = TOOL_GEN_GO };
	struct addresses addresses = { 0 };

	address.reach = reach;
	address.status = status;
	address.url = address.tried = w->wants.tool[TOOL_GEN_GO].sources.at[0].parts[0].url;
	list_push(w->mem, &addresses, address);
	wizard_on(w,
		  &(struct event){ .kind = EVENT_PROBES, .probed = { .addresses = &addresses } });
	wizard_replan(w);
}

TEST(where_an_archive_is_known_the_user_may_have_it_compiled_and_take_it_again)
{
	struct wizard *w = at_plugins();

	wizard_replan(w);
	assert_string_equal("archive archive", choice_shown(w, "protoc-gen-go.method"));
	walk_both_say(w, "From github.com, 2.5 MB to download, into ~/go/bin.");
	walk_both_say(w, "Build 1.36.12 here");
	choose(w, "protoc-gen-go.method", "compile");
	assert_string_equal("compile archive", choice_shown(w, "protoc-gen-go.method"));
	assert_null(plan_step(&w->plan, "plugin.protoc-gen-go.fetch"));
	assert_contains(plan_step(&w->plan, "plugin.protoc-gen-go")->summary, "Build ");
	/* what is known of the archive is still said */
	walk_both_say(w, "From github.com, 2.5 MB to download, into ~/go/bin.");
	choose(w, "protoc-gen-go.method", "archive");
	assert_string_equal("archive archive", choice_shown(w, "protoc-gen-go.method"));
	assert_non_null(plan_step(&w->plan, "plugin.protoc-gen-go.fetch"));
	walk_end(w);
}

TEST(where_none_is_known_compiling_is_no_choice_of_its_own)
{
	struct wizard *w = at_plugins();

	wizard_replan(w);
	assert_string_equal("archive archive", choice_shown(w, "protoc-gen-go-grpc.method"));
	walk_both_say(w, "Built by go install into ~/go/bin.");
	choose(w, "protoc-gen-go-grpc.method", "compile");
	assert_false(w->choices.compiled[TOOL_GEN_GO_GRPC]);
	walk_end(w);
}

TEST(an_archive_whose_address_answers_with_an_error_is_not_offered)
{
	struct wizard *w = at_plugins();

	wizard_replan(w);
	address_says(w, REACH_HTTP_ERROR, 404);
	assert_string_equal("compile compile", choice_shown(w, "protoc-gen-go.method"));
	walk_both_say(w, "github.com answers 404.");
	assert_true(names_hold(&w->plan.notes,
			       "protoc-gen-go: github.com answers 404 and is passed "
			       "over; go install compiles it."));
	walk_end(w);
}
