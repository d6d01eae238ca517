/* By which method tools come where nobody chose one, and what is said of it. */
#include "machine.h"
#include "wants/manifest.h"

static const struct wants *wants_of(const char *name, const char *profile)
{
	struct machine *m = machine_named(name);

	m->profile = profile;
	machine_look(m);
	return &m->wants;
}

static void is_homebrew(const struct wants *w, enum tool_id id, const char *because)
{
	assert_int_equal(METHOD_HOMEBREW, w->tool[id].method);
	assert_contains(w->tool[id].method_reason, because);
}

static void is_usual(const struct wants *w, enum tool_id id, enum method method,
		     const char *because)
{
	assert_int_equal(method, w->tool[id].method);
	assert_int_equal(method, w->tool[id].usual);
	assert_non_null(w->tool[id].method_reason);
	assert_contains(w->tool[id].method_reason, because);
}

TEST(on_a_new_apple_silicon_mac_homebrew_is_usual_for_all)
{
	const struct wants *w = wants_of("m2-out-of-the-box", NULL);

	assert_null(w->brew);
	assert_null(w->no_brew);
	assert_string_equal("/opt/homebrew", w->brew_prefix);
	required_tools_each (id)
		is_homebrew(w, id, "password once");
	assert_string_equal("protobuf", w->tool[TOOL_PROTOC].formula);
	assert_null(w->tool[TOOL_PROTOC].formula_version);
}

TEST(without_administrator_rights_archives_are_usual_and_the_reason_is_said)
{
	const struct wants *w = wants_of("m2-no-admin", NULL);

	is_usual(w, TOOL_GO, METHOD_ARCHIVE, "needs an administrator");
	is_usual(w, TOOL_PROTOC, METHOD_ARCHIVE, "needs an administrator");
}

TEST(on_intel_macs_and_old_systems_archives_are_usual)
{
	is_usual(wants_of("intel-mac", NULL), TOOL_GO, METHOD_ARCHIVE, "Intel Macs");
	is_usual(wants_of("air-macos12", NULL), TOOL_GO, METHOD_ARCHIVE, "macOS 14 and newer");
}

TEST(on_linux_archives_are_usual_and_homebrew_can_be_chosen)
{
	const struct wants *w =
		wants_of("healthy-linuxbrew", "{\"protoc\": {\"version\": \"36.0\", "
					      "\"method\": \"homebrew\"}}");

	assert_int_equal(METHOD_HOMEBREW, w->tool[TOOL_PROTOC].method);
	assert_int_equal(METHOD_ARCHIVE, w->tool[TOOL_PROTOC].usual);
	assert_null(w->tool[TOOL_PROTOC].method_reason);
	is_usual(wants_of("debian-bare", NULL), TOOL_GO, METHOD_ARCHIVE, "no password");
}

TEST(a_native_homebrew_of_the_user_is_used_for_what_is_missing)
{
	const struct wants *w = wants_of("m1-broken-dylibs", NULL);

	assert_int_equal(METHOD_KEEP, w->tool[TOOL_GO].method);
	is_homebrew(w, TOOL_PROTOC, "comes from Homebrew here");
	assert_string_equal("35.1", w->tool[TOOL_PROTOC].formula_version);
}

TEST(a_homebrew_of_somebody_else_is_left_alone)
{
	struct machine *m = machine_named("m1-broken-dylibs");

	machine_json(m, "files", "/opt/homebrew/Cellar",
		     "{\"folder\": true, \"uid\": 502, \"gid\": 80, \"mode\": \"0755\"}");
	machine_look(m);
	is_usual(&m->wants, TOOL_PROTOC, METHOD_ARCHIVE, "may not write to /opt/homebrew");
}

TEST(an_intel_homebrew_is_never_the_one_that_is_used)
{
	const struct wants *w = wants_of("m3-intel-homebrew-only", NULL);

	assert_null(w->brew);
	assert_string_equal("/opt/homebrew", w->brew_prefix);
	is_homebrew(w, TOOL_GO, "Its installer");
	assert_string_equal("/opt/homebrew", wants_of("m1-two-homebrews", NULL)->brew->prefix);
}

TEST(plugins_that_go_install_made_are_renewed_by_it)
{
	const struct wants *w = wants_of("m2pro-migrated", NULL);

	is_homebrew(w, TOOL_PROTOC, "Homebrew");
	is_homebrew(w, TOOL_GEN_GO_GRPC, "Homebrew");
	is_usual(w, TOOL_GEN_GO, METHOD_ARCHIVE, "Go bin folder");
}

TEST(homebrew_is_not_installed_for_protoc_alone)
{
	const struct wants *w = wants_of("m1-protoc-3.20", NULL);

	assert_int_equal(METHOD_KEEP, w->tool[TOOL_GO].method);
	is_usual(w, TOOL_PROTOC, METHOD_ARCHIVE, "Go does not come from it");
}

TEST(who_has_gos_own_package_and_no_homebrew_gets_the_newer_archive)
{
	const struct wants *w = wants_of("mac-macos26-go-1.22.5", NULL);

	is_usual(w, TOOL_GO, METHOD_ARCHIVE, "The Go here is an official release");
	is_usual(w, TOOL_PROTOC, METHOD_ARCHIVE, "Go does not come from it");
}

TEST(where_the_company_forbids_homebrew_archives_are_usual_and_it_is_said)
{
	struct machine *m = machine_named("m2-out-of-the-box");

	machine_json(m, "files", "/private/etc/homebrew/brew.no_install", "\"\"");
	machine_look(m);
	is_usual(&m->wants, TOOL_GO, METHOD_ARCHIVE, "brew.no_install");
	is_usual(&m->wants, TOOL_PROTOC, METHOD_ARCHIVE, "brew.no_install");
}

TEST(an_exact_version_or_a_named_source_asks_for_the_archive)
{
	const struct wants *w =
		wants_of("m2-out-of-the-box", "{\"go\": {\"version\": \"1.26.8\"}, \"protoc\": "
					      "{\"sources\": [\"official\"]}}");

	is_usual(w, TOOL_GO, METHOD_ARCHIVE, "exact version");
	is_usual(w, TOOL_PROTOC, METHOD_ARCHIVE, "source");
}

TEST(the_profile_may_choose_either_method)
{
	const struct wants *w = wants_of("m2-out-of-the-box", "{\"method\": \"archive\"}");

	required_tools_each (id)
		assert_int_equal(METHOD_ARCHIVE, w->tool[id].method);
	assert_int_equal(METHOD_HOMEBREW, w->tool[TOOL_GO].usual);
	w = wants_of("debian-bare", "{\"method\": \"homebrew\"}");
	assert_int_equal(METHOD_HOMEBREW, w->tool[TOOL_GO].method);
	assert_string_equal("/home/linuxbrew/.linuxbrew", w->brew_prefix);
}

TEST(the_pinned_installer_has_a_commit_a_checksum_and_addresses)
{
	const struct brew_installer *i = manifest_brew_installer(manifest_builtin(test_arena()));

	assert_int_equal(40, strlen(i->commit));
	assert_int_equal(64, strlen(i->sha256));
	assert_true(i->urls.n >= 1);
	for (size_t n = 0; n < i->urls.n; n++)
		assert_contains(i->urls.at[n], "{commit}");
}
