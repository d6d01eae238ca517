/* The tools that not everybody needs: asked for by name, in the newest version that the Go here builds. */
#include "machine.h"
#include "wants/manifest.h"
#include "wants/profile.h"

static enum rc made(const char *name, const char *profile, struct wants *ret, struct err *e)
{
	struct machine *m = machine_named(name);
	struct wants_options o = { .manifest = manifest_builtin(test_arena()) };
	enum rc rc = RC_OK;

	machine_look(m);
	if (profile)
		rc = profile_parse(test_arena(), bytes_of(profile), "team.json", &o.profile, e);
	return rc ? rc : wants_make(test_arena(), m->facts, &o, ret, e);
}

static void is_refused(const char *profile, const char *because)
{
	struct wants w;
	struct err e = { 0 };

	assert_int_equal(RC_PROFILE, made("healthy-debian-amd64", profile, &w, &e));
	assert_contains(e.text, because);
}

TEST(the_first_rows_are_those_with_a_name_in_the_program)
{
	assert_string_equal("go", tool_name(TOOL_GO));
	assert_string_equal("protoc", tool_name(TOOL_PROTOC));
	assert_string_equal("protoc-gen-go", tool_name(TOOL_GEN_GO));
	assert_string_equal("protoc-gen-go-grpc", tool_name(TOOL_GEN_GO_GRPC));
	assert_true(tools_end() < TOOL_N);
}

TEST(nobody_gets_what_nobody_asks_for)
{
	struct wants w;
	struct err e = { 0 };

	assert_ok(made("debian-bare", NULL, &w, &e), &e);
	tools_each (id) {
		assert_int_equal(!tool_kind_of(id)->optional, w.tool[id].wanted);
		if (tool_kind_of(id)->optional)
			assert_int_equal(METHOD_KEEP, w.tool[id].method);
	}
}

TEST(a_profile_names_a_tool_with_or_without_a_version)
{
	enum tool_id gopls = tool_find("gopls"), buf = tool_find("buf");
	struct wants w;
	struct err e = { 0 };

	assert_ok(
		made("debian-bare", "{\"tools\": {\"gopls\": true, \"buf\": \"v1.70.0\"}}", &w, &e),
		&e);
	assert_string_equal("0.24.0", w.tool[gopls].version);
	assert_false(w.tool[gopls].exact);
	assert_string_equal("1.70.0", w.tool[buf].version);
	assert_true(w.tool[buf].exact);
	assert_int_equal(METHOD_ARCHIVE, w.tool[buf].method);
}

TEST(beside_an_older_go_the_newest_that_it_builds_is_taken)
{
	struct wants w;
	struct err e = { 0 };

	assert_ok(made("debian-bare",
		       "{\"go\": {\"version\": \"1.26.8\"}, \"tools\": {\"gopls\": true}}", &w, &e),
		  &e);
	assert_string_equal("0.23.0", w.tool[tool_find("gopls")].version);
}

TEST(a_version_that_the_go_here_does_not_build_is_refused)
{
	is_refused("{\"go\": {\"version\": \"1.26.8\"},\n \"tools\": {\"gopls\": \"v0.24.0\"}}",
		   "team.json line 2: gopls 0.24.0 needs Go 1.27.0");
}

TEST(unknown_names_and_wrong_types_name_line_and_field)
{
	is_refused("{\n\"tools\": {\"goplss\": true}}", "team.json line 2: tools.goplss");
	is_refused("{\"tools\": {\"gopls\": false}}", "tools.gopls: expected true, or a version");
	is_refused("{\"tools\": {\"gopls\": 1}}", "tools.gopls: expected true, or a version");
	is_refused("{\"tools\": true}", "tools: expected");
}
