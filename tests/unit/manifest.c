/* The manifest of pinned releases, and --latest. */
#include "test.h"
#include "wants/latest.h"
#include "wants/profile.h"
#include "wants/wants.h"
#include "wants/manifest.h"

#include "wants/release.h"

static const char go_json[] =
	"[{\"version\":\"go1.28.1\",\"stable\":true,\"files\":["
	"{\"filename\":\"go1.28.1.src.tar.gz\",\"os\":\"\",\"arch\":\"\",\"version\":\"go1.28.1\","
	"\"sha256\":\"1111111111111111111111111111111111111111111111111111111111111111\",\"size\":"
	"1,"
	"\"kind\":\"source\"},"
	"{\"filename\":\"go1.28.1.linux-amd64.tar.gz\",\"os\":\"linux\",\"arch\":\"amd64\","
	"\"version\":"
	"\"go1.28.1\",\"sha256\":"
	"\"2222222222222222222222222222222222222222222222222222222222222222\","
	"\"size\":70000000,\"kind\":\"archive\"},"
	"{\"filename\":\"go1.28.1.linux-armv6l.tar.gz\",\"os\":\"linux\",\"arch\":\"armv6l\","
	"\"version\":"
	"\"go1.28.1\",\"sha256\":"
	"\"3333333333333333333333333333333333333333333333333333333333333333\","
	"\"size\":69000000,\"kind\":\"archive\"}]},"
	"{\"version\":\"go1.27.2\",\"stable\":true,\"files\":["
	"{\"filename\":\"go1.27.2.linux-amd64.tar.gz\",\"os\":\"linux\",\"arch\":\"amd64\","
	"\"version\":"
	"\"go1.27.2\",\"sha256\":"
	"\"ecbadb99091a3f46e31f5f934b068b1864eafa7995211b39eaddf76996045fe5\","
	"\"size\":68000000,\"kind\":\"archive\"}]}]";

static const struct manifest *with_latest(const struct latest_answer *answers, size_t n)
{
	const struct manifest *m = NULL;
	struct err e = { 0 };

	assert_ok(manifest_with_latest(test_arena(), manifest_builtin(test_arena()), answers, n, &m,
				       &e),
		  &e);
	return m;
}

TEST(the_embedded_manifest_knows_all_four_machines)
{
	static const struct {
		enum os os;
		enum arch arch;
	} machines[] = { { OS_LINUX, ARCH_AMD64 },
			 { OS_LINUX, ARCH_ARM64 },
			 { OS_DARWIN, ARCH_AMD64 },
			 { OS_DARWIN, ARCH_ARM64 } };
	const struct manifest *m = manifest_builtin(test_arena());

	for (size_t i = 0; i < 4; i++) {
		const struct release_file *go = release_file_for(&m->tool[TOOL_GO].releases.at[0],
								 machines[i].os, machines[i].arch);
		const struct release_file *protoc = release_file_for(
			&m->tool[TOOL_PROTOC].releases.at[0], machines[i].os, machines[i].arch);

		assert_true(go && go->sha256 && go->module_h1);
		assert_true(protoc && protoc->sha256 && protoc->maven_sha256);
	}
	assert_true(version_compare(manifest_version(m, TOOL_GO), manifest_minimum(m, TOOL_GO)) >
		    0);
	assert_int_equal('1', manifest_version(m, TOOL_GEN_GO)[0]); /* no v */
}

TEST(a_manifest_with_a_broken_checksum_is_refused_with_its_line)
{
	const struct manifest *m = NULL;
	struct err e = { 0 };

	assert_rc(RC_SYNTAX,
		  manifest_parse(
			  test_arena(),
			  BYTES("{\"schema\": 1, \"go\": {\"urls\": [\"https://go.dev/{file}\"],\n"
				"\"releases\": [{\"version\": \"1.27.2\", \"files\": [{\"os\": "
				"\"linux\", \"arch\": \"amd64\", \"file\": \"x\",\n"
				"\"sha256\": \"abc\"}]}]}}"),
			  &m, &e),
		  &e);
	assert_contains(e.text, "line 3");
	assert_null(m);
}

TEST(patches_and_minimums_are_looked_up_by_minor_version)
{
	const struct manifest *m = manifest_builtin(test_arena());

	assert_string_equal("1.26.8", manifest_newest_of(m, TOOL_GO, "1.26"));
	assert_null(manifest_newest_of(m, TOOL_GO, "1.2"));
	assert_string_equal("36.1", manifest_newest_of(m, TOOL_PROTOC, "36"));
	assert_string_equal("1.36.12", manifest_newest_of(m, TOOL_GEN_GO, "1.36"));
	assert_string_equal("13", manifest_minimum_macos(m, "1.27.2"));
	assert_null(manifest_minimum_macos(m, "1.2.7"));
}

TEST(a_security_release_is_one_of_the_same_minor_version)
{
	struct arena *mem = test_arena();
	const struct manifest *m = manifest_builtin(mem);

	assert_string_equal("1.26.6", manifest_security_go(mem, m, "1.26.2", "1.27.2"));
	assert_null(manifest_security_go(mem, m, "1.26.7", "1.27.2"));
	assert_null(manifest_security_go(mem, m, "1.26", "1.26"));
	/* what 1.25.13 mended too */
	assert_null(manifest_security_go(mem, m, "1.25.14", "1.26.6"));
}

TEST(mirrors_name_their_checksum_database)
{
	const struct manifest *m = manifest_builtin(test_arena());

	assert_string_equal("sum.golang.google.cn",
			    manifest_mirror_sumdb(m, "https://goproxy.cn,direct"));
	assert_null(manifest_mirror_sumdb(m, "https://goproxy.cn.example"));
	assert_null(manifest_mirror_sumdb(m, NULL));
}

TEST(latest_brings_a_newer_go_and_keeps_what_is_known_of_older_ones)
{
	struct latest_answer answer = { "go", bytes_of(go_json) };
	const struct manifest *m = with_latest(&answer, 1);
	const struct release_file *newer, *known;

	assert_string_equal("1.28.1", manifest_version(m, TOOL_GO));
	newer = release_file_for(&m->tool[TOOL_GO].releases.at[0], OS_LINUX, ARCH_ARM);
	assert_string_equal("go1.28.1.linux-armv6l.tar.gz", newer->file);
	assert_null(newer->module_h1);
	known = release_file_for(release_find(&m->tool[TOOL_GO].releases, "1.27.2"), OS_LINUX,
				 ARCH_AMD64);
	assert_non_null(known->module_h1);
	assert_int_equal(68000000, known->size);
	assert_non_null(release_find(&m->tool[TOOL_GO].releases, "1.26.8"));
	assert_string_equal("1.28", m->supported_go.at[0]);
	assert_string_equal("1.27", m->supported_go.at[1]);
}

TEST(latest_from_a_mirror_that_lags_behind_changes_nothing)
{
	struct latest_answer answer = {
		"go", BYTES("[{\"version\":\"go1.20\",\"stable\":true,\"files\":[{\"filename\":"
			    "\"go1.20.linux-amd64.tar.gz\",\"os\":\"linux\",\"arch\":\"amd64\","
			    "\"sha256\":"
			    "\"2222222222222222222222222222222222222222222222222222222222222222\","
			    "\"kind\":\"archive\"}]}]")
	};

	assert_string_equal("1.27.2", manifest_version(with_latest(&answer, 1), TOOL_GO));
}

TEST(latest_takes_plugin_versions_but_no_pseudo_versions)
{
	struct latest_answer answers[] = {
		{ "protoc-gen-go", BYTES("v1.9.0\nv1.37.0\nv1.38.0-rc.1\nv1.36.12\n") },
		{ "protoc-gen-go-grpc", BYTES("v1.1.0\nv1.7.0-20261101000000-abcdef\n") },
	};
	const struct manifest *m = with_latest(answers, 2);

	assert_string_equal("1.37.0", manifest_version(m, TOOL_GEN_GO));
	assert_string_equal("1.6.2", manifest_version(m, TOOL_GEN_GO_GRPC));
}

TEST(latest_that_answers_with_something_else_is_an_error_with_a_remedy)
{
	struct latest_answer page = { "go", BYTES("<!DOCTYPE html><title>Log in</title>") };
	struct latest_answer empty = { "go", BYTES("[]") };
	const struct manifest *m = NULL;
	struct err e = { 0 };

	assert_rc(RC_SYNTAX,
		  manifest_with_latest(test_arena(), manifest_builtin(test_arena()), &page, 1, &m,
				       &e),
		  &e);
	assert_contains(err_remedy(&e), "without --latest");
	assert_rc(RC_SYNTAX,
		  manifest_with_latest(test_arena(), manifest_builtin(test_arena()), &empty, 1, &m,
				       &e),
		  &e);
	assert_null(m);
}

TEST(latest_asks_go_dev_and_the_proxies_of_the_list)
{
	struct wants_options o = { .manifest = manifest_builtin(test_arena()) };
	struct latest_requests r =
		latest_requests(test_arena(), &o, "https://a.example/,https://b.example,direct");

	assert_string_equal("https://go.dev/dl/?mode=json", r.at[0].url);
	assert_string_equal("https://golang.google.cn/dl/?mode=json", r.at[1].url);
	assert_string_equal("https://go.dev/doc/devel/release", r.at[2].url);
	assert_string_equal("https://golang.google.cn/doc/devel/release", r.at[3].url);
	assert_string_equal("https://api.github.com/repos/protocolbuffers/protobuf/releases/latest",
			    r.at[4].url);
	assert_string_equal("https://a.example/google.golang.org/protobuf/@v/list", r.at[5].url);
	assert_string_equal("https://b.example/google.golang.org/protobuf/@v/list", r.at[6].url);
	assert_string_equal("protoc-gen-go-grpc", r.at[8].id);
	assert_int_equal(9, r.n);
}

TEST(latest_asks_about_what_is_named_and_about_go_for_a_projects_line)
{
	struct wants_options o = { .manifest = manifest_builtin(test_arena()) };
	struct latest_requests r;

	tools_each (id)
		o.left[id] = id != TOOL_PROTOC;
	r = latest_requests(test_arena(), &o, "https://a.example");
	assert_int_equal(1, r.n);
	assert_string_equal("protoc", r.at[0].id);
	o.left[TOOL_PROTOC] = true;
	assert_int_equal(0, latest_requests(test_arena(), &o, "https://a.example").n);
	o.here = "1.28";
	assert_string_equal("go", latest_requests(test_arena(), &o, NULL).at[0].id);
}

TEST(latest_asks_for_all_gos_where_one_is_meant_that_is_not_known)
{
	struct wants_options o = { .manifest = manifest_builtin(test_arena()), .here = "1.25" };
	struct profile profile = { 0 };

	assert_contains(latest_requests(test_arena(), &o, NULL).at[0].url, "&include=all");
	o.here = NULL;
	o.profile = &profile;
	profile.tool[TOOL_GO].version = "1.26.3";
	assert_contains(latest_requests(test_arena(), &o, NULL).at[0].url, "&include=all");
	profile.tool[TOOL_GO].version = "1.26.8";
	assert_string_equal("https://go.dev/dl/?mode=json",
			    latest_requests(test_arena(), &o, NULL).at[0].url);
	tools_each (id)
		o.left[id] = id != TOOL_PROTOC;
	profile.tool[TOOL_PROTOC].version = "34.0";
	assert_contains(latest_requests(test_arena(), &o, NULL).at[0].url, "/releases/tags/v34.0");
}

#define DIGEST "sha256:2222222222222222222222222222222222222222222222222222222222222222"

static struct latest_answer of_github(const char *tag, const char *digest)
{
	const char *version = *tag == 'v' ? tag + 1 : "37.2";
	const char *text = arena_fmt(
		test_arena(),
		"{\"tag_name\":\"%s\",\"assets\":["
		"{\"name\":\"protobuf-37.2.tar.gz\",\"digest\":\"" DIGEST "\",\"size\":5},"
		"{\"name\":\"protoc-%s-linux-x86_64.zip\",\"digest\":\"%s\",\"size\":3300000},"
		"{\"name\":\"protoc-%s-osx-aarch_64.zip\",\"digest\":null,\"size\":2}]}",
		tag, version, digest, version);

	return (struct latest_answer){ "protoc", bytes_of(text) };
}

TEST(latest_brings_a_newer_protoc_with_githubs_checksums)
{
	struct latest_answer answer = of_github("v37.2", DIGEST);
	const struct manifest *m = with_latest(&answer, 1);
	const struct release *newest = &m->tool[TOOL_PROTOC].releases.at[0];

	assert_string_equal("37.2", newest->version);
	assert_int_equal(1, newest->files.n); /* what has no checksum is none */
	assert_string_equal("protoc-37.2-linux-x86_64.zip", newest->files.at[0].file);
	assert_string_equal(DIGEST + 7, newest->files.at[0].sha256);
	assert_string_equal("12", newest->minimum_macos);
	assert_non_null(release_find(&m->tool[TOOL_PROTOC].releases, "36.1"));
}

TEST(an_older_protoc_of_github_comes_behind_and_no_release_is_an_error)
{
	struct latest_answer same = of_github("v36.1", DIGEST), older = of_github("v33.0", DIGEST);
	struct latest_answer wrong[] = { of_github("../37", DIGEST),
					 of_github("v37.2", "md5:1"),
					 { "protoc", BYTES("{\"message\":\"Not Found\"}") } };
	const struct manifest *m;

	assert_non_null(
		with_latest(&same, 1)->tool[TOOL_PROTOC].releases.at[0].files.at[0].maven_sha256);
	m = with_latest(&older, 1);
	assert_string_equal("36.1", manifest_version(m, TOOL_PROTOC));
	assert_non_null(release_find(&m->tool[TOOL_PROTOC].releases, "33.0"));
	for (size_t i = 0; i < 3; i++) {
		struct err e = { 0 };

		assert_rc(RC_SYNTAX,
			  manifest_with_latest(test_arena(), manifest_builtin(test_arena()),
					       &wrong[i], 1, &m, &e),
			  &e);
		assert_contains(err_remedy(&e), "without --latest");
	}
}

TEST(latest_reads_in_gos_history_which_releases_fix_security_problems)
{
	struct latest_answer answer = {
		"go-history",
		BYTES("<h2>go1.28.0 (released 2027-02-10)</h2><p>Go 1.28.0 is a major release."
		      "<p id=\"go1.28.1\">\ngo1.28.1\n(planned for 2027-03-05) will include security "
		      "fixes to <code>net</code>.</p>\n<p>go1.27.8\n(released 2027-02-03)\n\n\tincludes "
		      "a <b>security</b>\n\tfix to the <code>net/http</code> package</p><p>go1.27.9 "
		      "(released 2027-02-10) includes fixes to <code>os</code></p><p>go1.26.6 (released "
		      "2026-09-01) includes security fixes to it</p><p>go1.9.4 (released 2018-02-07) "
		      "includes a security fix to &ldquo;go get&rdquo;")
	};
	struct arena *mem = test_arena();
	const struct manifest *built = manifest_builtin(mem), *m = with_latest(&answer, 1);

	assert_int_equal(built->security_go.n + 2, m->security_go.n); /* 1.26.6 was known */
	assert_string_equal("1.27.8", m->security_go.at[0]);
	assert_string_equal("1.9.4", m->security_go.at[m->security_go.n - 1]);
	assert_string_equal("1.27.8", manifest_security_go(mem, m, "1.27.2", "1.27.9"));
	assert_null(manifest_security_go(mem, m, "1.27.8", "1.28.1"));
}

#define SUM "5634c0bec510f4b73affc56971ffd31fe9c6066c8002d2c7ca609f87d5ad4eb8"

/* A list server's words become parts of paths. */
TEST(latest_takes_no_version_that_is_a_path)
{
	static const char *const lists[] = {
		"[{\"version\":\"go1.99.0/../../../../pwned\",\"stable\":true,\"files\":[{"
		"\"filename\":\"go1.99.0.linux-amd64.tar.gz\",\"os\":\"linux\",\"arch\":\"amd64\","
		"\"sha256\":\"" SUM "\",\"size\":-1,\"kind\":\"archive\"}]}]",
		"[{\"version\":\"go1.99.0\",\"stable\":true,\"files\":[{"
		"\"filename\":\"../go1.99.0.linux-amd64.tar.gz\",\"os\":\"linux\",\"arch\":\"amd64\","
		"\"sha256\":\"" SUM "\",\"size\":1,\"kind\":\"archive\"}]}]",
	};
	struct arena *mem = test_arena();

	for (size_t i = 0; i < 2; i++) {
		struct latest_answer answer = { "go", bytes_of(lists[i]) };
		const struct manifest *m;
		struct err e = { 0 };

		assert_int_equal(RC_SYNTAX, manifest_with_latest(mem, manifest_builtin(mem),
								 &answer, 1, &m, &e));
	}
}

TEST(latest_takes_no_plugin_version_that_is_a_path)
{
	struct latest_answer answer = { "protoc-gen-go", BYTES("v1.99.0/../x\nv..9\n") };
	const struct manifest *m;
	struct err e = { 0 };

	assert_int_equal(RC_SYNTAX,
			 manifest_with_latest(test_arena(), manifest_builtin(test_arena()), &answer,
					      1, &m, &e));
}
