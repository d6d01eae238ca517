/* The manifest of pinned releases, and --latest. */
#include "test.h"
#include "wants/latest.h"
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

	assert_string_equal("1.26.8", manifest_go_patch(m, "1.26"));
	assert_null(manifest_go_patch(m, "1.2"));
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
	assert_string_equal("https://a.example/google.golang.org/protobuf/@v/list", r.at[2].url);
	assert_string_equal("https://b.example/google.golang.org/protobuf/@v/list", r.at[3].url);
	assert_string_equal("protoc-gen-go-grpc", r.at[5].id);
	assert_int_equal(6, r.n);
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
