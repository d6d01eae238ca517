/* What a machine should have: versions, methods, sources, shells. */
#include "base/url.h"
#include "machine.h"
#include "wants/goproxy.h"
#include "wants/manifest.h"
#include "wants/probe.h"
#include "wants/profile.h"
#include "wants/release.h"

#define SHA "d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b"
#define H1 "h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM="

static struct machine *looked(const char *name, const char *profile)
{
	struct machine *m = machine_named(name);

	m->profile = profile;
	machine_look(m);
	return m;
}

static enum rc made(struct machine *m, const char *profile, const char *go, const char *protoc,
		    struct wants *ret, struct err *e)
{
	struct wants_options o = { .manifest = manifest_builtin(test_arena()),
				   .source = { [TOOL_GO] = go, [TOOL_PROTOC] = protoc } };

	if (profile)
		assert_ok(
			profile_parse(test_arena(), bytes_of(profile), "team.json", &o.profile, e),
			e);
	return wants_make(test_arena(), m->facts, &o, ret, e);
}

/* The sources that need nobody's word, as "kind address". */
static const char *own_sources(const struct tool_want *want)
{
	struct str s = { .mem = test_arena() };

	for (size_t i = 0; i < want->sources.n; i++) {
		const struct source *source = &want->sources.at[i];

		if (!source->offered)
			str_fmt(&s, "%s\n", source->parts[0].url);
	}
	return str_text(&s);
}

TEST(a_bare_machine_gets_the_pinned_versions_from_the_official_archives)
{
	struct machine *m = looked("debian-bare", NULL);
	const struct tool_want *go = &m->wants.tool[TOOL_GO];

	assert_int_equal(METHOD_ARCHIVE, go->method);
	assert_string_equal("1.27.2", go->version);
	assert_string_equal("https://go.dev/dl/go1.27.2.linux-amd64.tar.gz\n"
			    "https://golang.google.cn/dl/go1.27.2.linux-amd64.tar.gz\n"
			    "https://dl.google.com/go/go1.27.2.linux-amd64.tar.gz\n",
			    own_sources(go));
	assert_string_equal("tar.gz", go->sources.at[0].parts[0].unpack);
	assert_string_equal("go/", go->sources.at[0].parts[0].prefix);
	assert_string_equal("goready's manifest", go->sources.at[0].checksum_from);
	assert_string_equal("https://github.com/protocolbuffers/protobuf/releases/download/v36.1/"
			    "protoc-36.1-linux-x86_64.zip\n",
			    own_sources(&m->wants.tool[TOOL_PROTOC]));
	assert_string_equal("google.golang.org/grpc/cmd/protoc-gen-go-grpc",
			    m->wants.tool[TOOL_GEN_GO_GRPC].package);
	assert_false(m->wants.goproxy_set);
	assert_string_equal(m->manifest->default_goproxy, m->wants.goproxy);
}

TEST(public_mirrors_are_offered_and_never_first)
{
	struct machine *m = looked("debian-bare", NULL);

	for (int id = 0; id <= TOOL_PROTOC; id++) {
		const struct sources *sources = &m->wants.tool[id].sources;

		assert_false(sources->at[0].offered);
		assert_true(sources->at[sources->n - 1].offered);
	}
}

TEST(a_goproxy_of_the_user_serves_the_toolchain_module)
{
	struct machine *m = machine_named("debian-bare");
	const struct source *source;

	machine_env(m, "GOPROXY",
		    "https://me:pw@proxy.example/go/, mirror.example|https://c.example,off");
	machine_look(m);
	source = &m->wants.tool[TOOL_GO].sources.at[3];
	assert_true(m->wants.goproxy_set);
	assert_int_equal(SOURCE_GOPROXY, source->kind);
	assert_string_equal("https://me:pw@proxy.example/go/golang.org/toolchain/@v/"
			    "v0.0.1-go1.27.2.linux-amd64.zip",
			    source->parts[0].url);
	assert_string_equal("GOPROXY proxy.example", source->label);
	assert_string_equal("go-module", source->parts[0].unpack);
	assert_string_equal("golang.org/toolchain@v0.0.1-go1.27.2.linux-amd64/",
			    source->parts[0].prefix);
	assert_string_equal("h1:N6Xv/1OLzI0jVVkUwkrxHRZc/GCTARUo6idcngKwlDE=", source->parts[0].h1);
	assert_null(source->parts[0].sha256);
	assert_false(source[0].only_after_404);
	assert_true(source[1].only_after_404);  /* after a comma */
	assert_false(source[2].only_after_404); /* after a bar */
	assert_contains(source[1].parts[0].url, "https://mirror.example/golang.org/");
}

TEST(gos_own_default_proxy_does_not_count_as_set)
{
	struct machine *m = looked("healthy-debian-amd64", NULL);

	assert_false(m->wants.goproxy_set);
}

TEST(goproxy_off_leaves_gos_default_for_this_run)
{
	struct machine *m = machine_named("debian-bare");

	machine_env(m, "GOPROXY", "off");
	machine_look(m);
	assert_string_equal(m->manifest->default_goproxy, m->wants.goproxy);
	assert_false(m->wants.goproxy_set);
}

TEST(sources_of_a_profile_stand_in_the_place_of_the_built_in_ones)
{
	struct machine *m = looked(
		"debian-bare",
		"{\"go\": {\"version\": \"1.26.8\", \"sources\": [\"https://m.example/go/{file}\", "
		"\"https://n.example/go/\", \"official\"]},"
		" \"protoc\": {\"sources\": [\"maven:https://m.example/maven2/\"]}}");
	const struct tool_want *go = &m->wants.tool[TOOL_GO], *protoc = &m->wants.tool[TOOL_PROTOC];

	assert_true(go->exact);
	assert_string_equal("https://m.example/go/go1.26.8.linux-amd64.tar.gz\n"
			    "https://n.example/go/go1.26.8.linux-amd64.tar.gz\n"
			    "https://go.dev/dl/go1.26.8.linux-amd64.tar.gz\n"
			    "https://golang.google.cn/dl/go1.26.8.linux-amd64.tar.gz\n"
			    "https://dl.google.com/go/go1.26.8.linux-amd64.tar.gz\n",
			    own_sources(go));
	assert_int_equal(66897291, go->sources.at[0].parts[0].size);
	assert_string_equal("https://m.example/maven2/com/google/protobuf/protoc/4.36.1/"
			    "protoc-4.36.1-linux-x86_64.exe\n",
			    own_sources(protoc));
	assert_int_equal(2, protoc->sources.at[0].part_n);
	assert_null(protoc->sources.at[0].parts[0].unpack);
	assert_string_equal("jar-protos", protoc->sources.at[0].parts[1].unpack);
	assert_string_equal("protobuf-java-4.36.1.jar", protoc->sources.at[0].parts[1].file);
}

TEST(source_of_the_command_line_comes_first)
{
	struct machine *m = looked("debian-bare", NULL);
	struct wants w;
	struct err e = { 0 };

	assert_ok(made(m, NULL, "goproxy", "maven:https://m.example/maven2", &w, &e), &e);
	assert_int_equal(SOURCE_GOPROXY, w.tool[TOOL_GO].sources.at[0].kind);
	assert_int_equal(SOURCE_MAVEN, w.tool[TOOL_PROTOC].sources.at[0].kind);
	assert_int_equal(SOURCE_ARCHIVE, w.tool[TOOL_PROTOC].sources.at[1].kind);
	assert_rc(RC_USAGE, made(m, NULL, "ftp://x.example", NULL, &w, &e), &e);
	assert_contains(e.text, "--source go=");
	assert_rc(RC_USAGE, made(m, NULL, NULL, "goproxy", &w, &e), &e);
}

TEST(a_checksum_in_the_profile_counts_in_the_place_of_the_manifests)
{
	struct machine *m =
		looked("debian-bare", "{\"protoc\": {\"version\": \"36.1\", \"sha256\": \"" SHA
				      "\", \"sources\": [\"https://m.example/{file}\", "
				      "\"maven:https://m.example/maven2\"]}}");
	const struct sources *sources = &m->wants.tool[TOOL_PROTOC].sources;

	assert_string_equal(SHA, sources->at[0].parts[0].sha256);
	assert_string_equal("your profile", sources->at[0].checksum_from);
	assert_int_equal(0, sources->at[0].parts[0].size); /* the manifest's is of other bytes */
	assert_string_equal("goready's manifest", sources->at[1].checksum_from);
	assert_int_equal(10618944, sources->at[1].parts[0].size);
}

TEST(an_unknown_version_needs_a_checksum)
{
	struct machine *m = looked("debian-bare", NULL);
	struct wants w;
	struct err e = { 0 };

	assert_rc(RC_PROFILE, made(m, "{\"go\":\n{\"version\": \"1.25.1\"}}", NULL, NULL, &w, &e),
		  &e);
	assert_contains(e.text, "team.json line 2");
	assert_contains(e.text, "1.25.1");
	assert_rc(RC_PROFILE,
		  made(m,
		       "{\"go\": {\"version\": \"1.25.1\", \"sources\": "
		       "[\"https://m.example/{file}\"]}}",
		       NULL, NULL, &w, &e),
		  &e);
	assert_ok(made(m, "{\"go\": {\"version\": \"1.25.1\", \"sha256\": \"" SHA "\"}}", NULL,
		       NULL, &w, &e),
		  &e);
	assert_contains(own_sources(&w.tool[TOOL_GO]), "go.dev/dl/go1.25.1.linux-amd64.tar.gz");
	assert_ok(made(m,
		       "{\"go\": {\"version\": \"1.25.1\", \"h1\": \"" H1
		       "\", \"sources\": [\"goproxy\"]}}",
		       NULL, NULL, &w, &e),
		  &e);
	assert_contains(own_sources(&w.tool[TOOL_GO]), "v0.0.1-go1.25.1.linux-amd64.zip");
}

TEST(what_is_there_and_good_is_kept)
{
	struct machine *m = looked("healthy-debian-amd64", NULL);

	required_tools_each (id) {
		assert_int_equal(METHOD_KEEP, m->wants.tool[id].method);
		assert_true(wants_satisfied(&m->wants, m->facts, id));
	}
	assert_int_equal(0, wants_probes(test_arena(), m->facts, &m->wants).n);
	assert_true(wants_probes_all(test_arena(), &m->wants).n > 5);
}

TEST(a_good_go_off_path_is_kept_and_not_satisfying)
{
	struct machine *m = looked("go-off-path", NULL);

	assert_int_equal(METHOD_KEEP, m->wants.tool[TOOL_GO].method);
	assert_false(wants_satisfied(&m->wants, m->facts, TOOL_GO));
	assert_string_equal("/usr/local/go/bin/go", wants_kept(&m->wants, m->facts, TOOL_GO)->path);
}

/* A vendor's build calls itself 1.26.8-vendor: it will do, but not where 1.26.8 itself is here. */
TEST(an_exact_version_is_the_one_of_that_very_name_where_that_is_here)
{
	struct machine *m = looked("go-off-path", "{\"go\": {\"version\": \"1.26.8\"}}");
	struct facts f = *m->facts;
	struct tool *vendor, *official;

	for (size_t i = 0; i < 2; i++)
		*list_add(test_arena(), &f.tools) =
			*wants_kept(&looked("go-off-path", NULL)->wants, m->facts, TOOL_GO);
	vendor = &f.tools.at[f.tools.n - 2];
	official = vendor + 1;
	vendor->version = "1.26.8-vendor";
	vendor->path = "/opt/vendor/bin/go";
	vendor->path_index = vendor->new_shell_index = 0;
	official->version = "1.26.9";
	official->path = "/home/user/go-1.26.8/bin/go";
	assert_string_equal(vendor->path, wants_kept(&m->wants, &f, TOOL_GO)->path);
	assert_true(wants_satisfied(&m->wants, &f, TOOL_GO));
	official->version = "1.26.8";
	assert_string_equal(official->path, wants_kept(&m->wants, &f, TOOL_GO)->path);
	assert_false(wants_satisfied(&m->wants, &f, TOOL_GO));
}

TEST(an_exact_version_replaces_a_newer_one)
{
	struct machine *m = looked("healthy-debian-amd64", "{\"go\": {\"version\": \"1.26.8\"}}");

	assert_int_equal(METHOD_ARCHIVE, m->wants.tool[TOOL_GO].method);
	assert_int_equal(METHOD_KEEP, m->wants.tool[TOOL_PROTOC].method);
}

TEST(upgrade_replaces_what_is_older_than_the_manifest)
{
	struct machine *m = looked("healthy-debian-amd64", NULL);
	struct wants_options o = { .manifest = m->manifest, .upgrade = true };
	struct wants w;
	struct err e = { 0 };

	for (size_t i = 0; i < m->facts->tools.n; i++) {
		if (m->facts->tools.at[i].id == TOOL_GO)
			m->facts->tools.at[i].version = "1.26.8";
	}
	assert_ok(wants_make(test_arena(), m->facts, &o, &w, &e), &e);
	assert_int_equal(METHOD_ARCHIVE, w.tool[TOOL_GO].method);
	assert_int_equal(METHOD_KEEP, w.tool[TOOL_PROTOC].method);
	o.upgrade = false;
	assert_ok(wants_make(test_arena(), m->facts, &o, &w, &e), &e);
	assert_int_equal(METHOD_KEEP, w.tool[TOOL_GO].method);
}

TEST(a_machine_without_a_release_of_protoc_is_told_so)
{
	struct machine *m = looked("raspberry-pi-os-32bit", NULL);

	assert_contains(m->wants.tool[TOOL_PROTOC].no_source,
			"No protoc is released for linux/arm");
	assert_contains(m->wants.tool[TOOL_GO].no_source, "--latest");
	assert_int_equal(0, m->wants.tool[TOOL_PROTOC].sources.n);
	assert_int_equal(METHOD_KEEP,
			 m->wants.tool[TOOL_PROTOC].method); /* the distribution's runs */
	assert_int_equal(METHOD_ARCHIVE, m->wants.tool[TOOL_GO].method); /* 1.19 serves nobody */
}

TEST(goproxy_as_a_source_needs_a_proxy_in_the_list)
{
	struct machine *m = machine_named("debian-bare");
	struct wants w;
	struct err e = { 0 };

	machine_env(m, "GOPROXY", "direct");
	machine_look(m);
	assert_rc(RC_USAGE, made(m, NULL, "goproxy", NULL, &w, &e), &e);
	assert_contains(e.text, "GOPROXY=direct");
}

static struct machine *mac_with(const char *os_version)
{
	struct machine *m = machine_named("air-macos12");

	machine_json(m, "sysctl", "kern.osproductversion",
		     arena_fmt(test_arena(), "\"%s\"", os_version));
	machine_look(m);
	return m;
}

TEST(each_macos_from_11_on_gets_the_newest_that_runs_there)
{
	static const struct {
		const char *macos, *go, *protoc, *grpc_plugin, *grpc;
	} sets[] = {
		{ "11.0", "1.24.13", "33.5", "1.6.1", "v1.80.0" },
		{ "11.7.10", "1.24.13", "33.5", "1.6.1", "v1.80.0" },
		{ "12.7.6", "1.26.8", "36.1", "1.6.2", "v1.85.0" },
		{ "13.0", "1.27.2", "36.1", "1.6.2", "v1.85.0" },
		{ "26.1", "1.27.2", "36.1", "1.6.2", "v1.85.0" },
	};

	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		const struct wants *w = &mac_with(sets[i].macos)->wants;

		assert_string_equal(sets[i].go, w->tool[TOOL_GO].version);
		assert_string_equal(sets[i].protoc, w->tool[TOOL_PROTOC].version);
		assert_string_equal("1.36.12", w->tool[TOOL_GEN_GO].version);
		assert_string_equal(sets[i].grpc_plugin, w->tool[TOOL_GEN_GO_GRPC].version);
		assert_string_equal(sets[i].grpc, w->grpc_version);
		assert_true(version_compare(w->tool[TOOL_GO].version, w->tool[TOOL_GO].minimum) >=
			    0);
		assert_true(w->tool[TOOL_GO].sources.n && w->tool[TOOL_PROTOC].sources.n);
	}
}

TEST(a_profile_that_names_an_older_go_gets_plugins_that_build_with_it)
{
	const char *profile = "{\"go\": {\"version\": \"1.25.4\", \"sha256\": \"" SHA "\"}}";
	struct machine *m = looked("debian-bare", profile);

	assert_string_equal("1.25.4", m->wants.tool[TOOL_GO].version);
	assert_string_equal("1.6.1", m->wants.tool[TOOL_GEN_GO_GRPC].version);
	assert_string_equal("v1.80.0", m->wants.grpc_version);
	assert_string_equal("1.24.0", m->wants.older_go);
	assert_null(looked("debian-bare", NULL)->wants.older_go);
}

TEST(homebrew_is_refused_with_a_remedy_where_there_is_none_for_the_system)
{
	struct machine *m = looked("alpine", NULL);
	struct wants w;
	struct err e = { 0 };

	assert_rc(RC_UNSUPPORTED, made(m, "{\"method\": \"homebrew\"}", NULL, NULL, &w, &e), &e);
	assert_contains(err_remedy(&e), "archive");
}

TEST(shells_are_the_profiles_else_the_login_shell_and_those_in_use)
{
	struct machine *m = looked("debian-bare", NULL);
	struct wants w;
	struct err e = { 0 };

	assert_true(m->wants.shell[SHELL_BASH]);
	assert_false(m->wants.shells_chosen);
	assert_ok(made(m, "{\"shells\": [\"sh\"]}", NULL, NULL, &w, &e), &e);
	assert_true(w.shells_chosen && w.shell[SHELL_SH] && !w.shell[SHELL_BASH]);
}

TEST(a_proxy_of_the_profile_is_offered_for_good_where_it_differs)
{
	struct machine *m = looked("debian-bare", "{\"goproxy\": \"https://goproxy.cn,direct\"}");

	assert_true(m->wants.goproxy_from_profile && m->wants.goproxy_set);
	assert_string_equal("https://goproxy.cn,direct", m->wants.goproxy);
	assert_string_equal("sum.golang.google.cn", m->wants.gosumdb);
	m = machine_named("debian-bare");
	m->profile = "{\"goproxy\": \"https://goproxy.cn,direct\"}";
	machine_env(m, "GOPROXY", "https://goproxy.cn,direct");
	machine_look(m);
	assert_false(m->wants.goproxy_from_profile);
}

TEST(everything_that_will_be_fetched_is_tried)
{
	struct machine *m = looked("debian-bare", NULL);
	struct probes probes = wants_probes(test_arena(), m->facts, &m->wants);
	size_t go = 0, protoc = 0, goproxy = 0, sumdb = 0, mirror = 0;

	for (size_t i = 0; i < probes.n; i++) {
		const char *role = probes.at[i].role;

		go += str_equal(role, "go");
		protoc += str_equal(role, "protoc");
		goproxy += str_equal(role, "goproxy");
		sumdb += str_equal(role, "sumdb");
		mirror += str_equal(role, "mirror");
		assert_int_equal(probes.at[i].tool != TOOL_N, probes.at[i].head);
	}
	assert_int_equal(3, go);
	assert_int_equal(1, protoc);
	assert_int_equal(1, goproxy);
	assert_int_equal(1, sumdb);
	assert_true(mirror >= 3);
}

TEST(goproxy_lists_are_read_as_go_reads_them)
{
	struct goproxy_entries e =
		goproxy_split(test_arena(), " a.example ,,https://b.example|direct,x");

	assert_int_equal(2, e.n);
	assert_string_equal("https://a.example", e.at[0].url);
	assert_false(e.at[0].next_on_any_error);
	assert_true(e.at[1].next_on_any_error);
	assert_int_equal(0, goproxy_split(test_arena(), "off").n);
	assert_int_equal(0, goproxy_split(test_arena(), " , ").n);
	assert_int_equal(0, goproxy_split(test_arena(), NULL).n);
}

TEST(addresses_are_joined_with_one_slash)
{
	assert_string_equal("https://a.example/b/c",
			    url_join(test_arena(), "https://a.example/b/", "/c"));
	assert_string_equal("https://a.example/b/c",
			    url_join(test_arena(), "https://a.example/b", "c"));
}
