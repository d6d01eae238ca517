/* Profiles, field by field. */
#include "test.h"

#include "wants/profile.h"
#include "wants/wants.h"

#define SHA "d0f743b33e8d8945e6b1f432edd15785c70507121d6e2a723b21285eddf8b57b"
#define H1 "h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM="

static const struct profile *parsed(const char *text)
{
	const struct profile *p = NULL;
	struct err e = { 0 };

	assert_ok(profile_parse(test_arena(), bytes_of(text), "team.json", &p, &e), &e);
	return p;
}

static void refused(const char *text, const char *message)
{
	const struct profile *p = NULL;
	struct err e = { 0 };

	assert_rc(RC_PROFILE, profile_parse(test_arena(), bytes_of(text), "team.json", &p, &e), &e);
	assert_contains(e.text, message);
	assert_true(err_remedy(&e)[0]);
	assert_null(p);
}

TEST(every_field_of_the_documented_profile_is_read)
{
	const struct profile *p =
		parsed("{\"schema\": 1, \"method\": \"archive\",\n"
		       " \"go\": {\"version\": \"1.26.8\", \"sources\": "
		       "[\"https://mirror.example/go/{file}\", "
		       "\"goproxy\", \"official\"], \"sha256\": \"" SHA "\", \"h1\": \"" H1 "\"},\n"
		       " \"protoc\": {\"version\": \"36.1\", \"method\": \"keep\", \"sources\": "
		       "[\"maven:https://mirror.example/maven2\"],\n"
		       "  \"sha256\": {\"protoc-36.1-linux-x86_64.zip\": \"" SHA "\"}},\n"
		       " \"plugins\": {\"protoc-gen-go\": \"v1.36.12\", \"protoc-gen-go-grpc\": "
		       "\"v1.6.2\"},\n"
		       " \"homebrew\": {\"sources\": [\"https://mirror.example/install.sh\"], "
		       "\"sha256\": \"" SHA "\"},\n"
		       " \"goproxy\": \"https://mirror.example/modules,direct\",\n"
		       " \"shells\": [\"zsh\", \"fish\"]}");

	assert_string_equal("1.26.8", p->tool[TOOL_GO].version);
	assert_int_equal(METHOD_ARCHIVE, p->tool[TOOL_GO].method);
	assert_int_equal(3, p->tool[TOOL_GO].sources.n);
	assert_string_equal(SHA, profile_checksum(&p->tool[TOOL_GO].sha256, "any.tar.gz"));
	assert_string_equal(H1, profile_checksum(&p->tool[TOOL_GO].h1, "any.zip"));
	assert_int_equal(METHOD_KEEP, p->tool[TOOL_PROTOC].method);
	assert_string_equal(SHA, profile_checksum(&p->tool[TOOL_PROTOC].sha256,
						  "protoc-36.1-linux-x86_64.zip"));
	assert_null(profile_checksum(&p->tool[TOOL_PROTOC].sha256, "other.zip"));
	assert_string_equal("1.6.2", p->tool[TOOL_GEN_GO_GRPC].version);
	assert_string_equal("https://mirror.example/install.sh", p->brew_sources.at[0]);
	assert_string_equal(SHA, p->homebrew_sha256);
	assert_string_equal("https://mirror.example/modules,direct", p->goproxy);
	assert_true(p->shells_set && p->shell[SHELL_ZSH] && p->shell[SHELL_FISH]);
	assert_false(p->shell[SHELL_BASH]);
}

TEST(an_empty_profile_asks_for_nothing)
{
	const struct profile *p = parsed("{}");

	assert_null(p->tool[TOOL_GO].version);
	assert_false(p->tool[TOOL_GO].method_set);
	assert_false(p->shells_set);
}

TEST(unknown_fields_name_file_line_and_field)
{
	refused("{\n \"schema\": 1,\n \"colour\": true\n}", "team.json line 3: colour:");
	refused("{\n \"go\": {\n  \"verison\": \"1.26.8\"\n }\n}", "team.json line 3: go.verison:");
	refused("{\"plugins\": {\"protoc-gen-doc\": \"v1.5.1\"}}", "plugins.protoc-gen-doc:");
	refused("{\"protoc\": {\"h1\": \"" H1 "\"}}", "protoc.h1:");
	refused("{\"homebrew\": {\"version\": \"5\"}}", "homebrew.version:");
	refused("{\"homebrew\": {\"sources\": [\"goproxy\"]}}", "homebrew.sources:");
}

TEST(wrong_types_say_what_was_expected_and_found)
{
	refused("{\n \"go\": {\"version\": 1.26}\n}",
		"line 2: go.version: expected a string, found a number");
	refused("{\"go\": \"1.26.8\"}", "go: expected an object, found a string");
	refused("{\"shells\": \"zsh\"}", "shells: expected a list, found a string");
	refused("{\"schema\": \"1\"}", "schema: expected a number");
	refused("{\"go\": {\"sources\": [1]}}", "go.sources: expected a string");
	refused("[]", "expected an object, found a list");
}

TEST(wrong_values_are_refused)
{
	refused("{\"schema\": 2}", "schema");
	refused("{\"method\": \"snap\"}", "method: expected \"keep\", \"archive\" or \"homebrew\"");
	refused("{\"shells\": [\"tcsh\"]}", "shells");
	refused("{\"go\": {\"version\": \"latest\"}}", "go.version: expected an exact version");
	refused("{\"go\": {\"version\": \"1.26.8; rm\"}}", "go.version");
	refused("{\"go\": {\"sha256\": \"abc\"}}", "go.sha256: expected a SHA-256");
	refused("{\"go\": {\"h1\": \"" SHA "\"}}", "go.h1");
	refused("{\"go\": {\"sources\": []}}", "go.sources: must not be empty");
	refused("{\"go\": {\"version\": \"\"}}", "go.version: must not be empty");
}

TEST(plain_http_serves_loopback_only)
{
	parsed("{\"go\": {\"sources\": [\"http://127.0.0.1:8080/{file}\"]}}");
	parsed("{\"protoc\": {\"sources\": [\"maven:http://localhost:8080/maven2\"]}}");
	parsed("{\"goproxy\": \"http://localhost:3000,direct\"}");
	refused("{\"go\": {\"sources\": [\"http://mirror.example/{file}\"]}}", "go.sources");
	refused("{\"protoc\": {\"sources\": [\"maven:http://mirror.example\"]}}", "protoc.sources");
	refused("{\"goproxy\": \"http://proxy.example\"}", "goproxy");
	refused("{\"go\": {\"sources\": [\"file:///srv/go/{file}\"]}}", "go.sources");
}

TEST(sources_that_do_not_fit_the_tool_are_refused)
{
	refused("{\"protoc\": {\"sources\": [\"goproxy\"]}}", "only Go comes through GOPROXY");
	refused("{\"go\": {\"sources\": [\"maven:https://mirror.example\"]}}", "only protoc");
}

TEST(broken_json_names_the_line)
{
	refused("{\n \"go\": {\n", "team.json");
	refused("{\"go\": {}, \"go\": {}}", "team.json");
}

TEST(the_method_of_a_tool_counts_more_than_the_one_for_all)
{
	const struct profile *p =
		parsed("{\"protoc\": {\"method\": \"keep\"}, \"method\": \"archive\"}");

	assert_int_equal(METHOD_KEEP, p->tool[TOOL_PROTOC].method);
	assert_int_equal(METHOD_ARCHIVE, p->tool[TOOL_GO].method);
}
