/* The first lines of errors that users see lead to the rules that can be their cause. */
#include "test.h"

#include "explain/explain.h"
#include "rules/rules.h"

static bool leads_to(const struct catalogue *catalogue, const char *text, const char *id)
{
	struct arena *mem = test_arena();
	struct explanation x = explain_read(mem, catalogue, bytes_of(text));

	assert_non_null(rules_find(id));
	for (size_t i = 0; i < x.meanings.n; i++) {
		const struct meaning *m = &x.meanings.at[i];

		if (str_equal(m->id, id) ||
		    (str_starts(m->id, "*.") &&
		     str_equal(rules_program_id(mem, m->id + 2, m->about.name), id)))
			return true;
	}
	return false;
}

TEST(error_texts_lead_to_their_causes)
{
	static const char *const lines[][2] = {
		{ "bash: go: command not found", "go.missing" },
		{ "zsh: command not found: go", "go.off-path" },
		{ "zsh: command not found: go", "path.stale-session" },
		{ "go: errors parsing go.mod:\ngo.mod:3: invalid go version '1.22.0': must match "
		  "format "
		  "1.23",
		  "go.too-old" },
		{ "go.mod:5: unknown directive: toolchain", "go.too-old" },
		{ "compile: version \"go1.19.3\" does not match go tool version \"go1.19.8\"",
		  "go.mixed-tree" },
		{ "compile: version \"go1.19.3\" does not match go tool version \"go1.19.8\"",
		  "goenv.goroot" },
		{ "go: download go1.28 for linux/amd64: toolchain not available",
		  "go.toolchain-unavailable" },
		{ "go: cannot find GOROOT directory: /usr/local/go", "goenv.goroot" },
		{ "package fmt is not in GOROOT (/usr/lib/go/src/fmt)", "goenv.goroot" },
		{ "go: cannot install cross-compiled binaries when GOBIN is set",
		  "goenv.target-forced" },
		{ "go: cannot install, GOBIN must be an absolute path", "goenv.gobin" },
		{ "go: GOPATH entry cannot start with shell metacharacter '~': \"~/go\"",
		  "goenv.gopath" },
		{ "go: modules disabled by GO111MODULE=off; see 'go help modules'",
		  "goenv.modules-off" },
		{ "go: parsing $GOFLAGS: non-flag \"mod=mod\"", "goenv.goflags" },
		{ "go: x@v1: cannot query module due to -mod=vendor", "goenv.goflags" },
		{ "module lookup disabled by GOPROXY=off", "goenv.proxy" },
		{ "dial tcp: lookup proxy.example: no such host", "goenv.proxy" },
		{ "go: unknown GOEXPERIMENT pac", "goenv.experiment" },
		{ "build cache is required, but could not be located", "goenv.cache" },
		{ "go: invalid GOWORK: not an absolute path", "goenv.work" },
		{ "go: invalid GOTOOLCHAIN \"1.22\"", "goenv.toolchain-invalid" },
		{ "go: m requires go >= 1.25.0 (running go 1.22.5; GOTOOLCHAIN=local)",
		  "goenv.toolchain-local" },
		{ "bash: protoc: command not found", "protoc.missing" },
		{ "bash: /usr/local/bin/protoc: cannot execute binary file: Exec format error",
		  "protoc.wrong-arch" },
		{ "bash: /usr/local/bin/protoc: cannot execute: required file not found",
		  "protoc.cannot-run" },
		{ "a.proto:1:1: Expected top-level statement (e.g. \"message\").",
		  "protoc.outdated" },
		{ "google/protobuf/timestamp.proto: File not found.", "protoc.no-includes" },
		{ "protoc-gen-go: program not found or is not executable", "plugin.missing" },
		{ "protoc-gen-go: program not found or is not executable", "plugin.off-path" },
		{ "protoc-gen-go: program not found or is not executable", "plugin.not-runnable" },
		{ "--go_out: protoc-gen-go: Plugin failed with status code 2.",
		  "plugin.wrong-arch" },
		{ "--go_out: protoc-gen-go: Plugin output is unparseable: Usage",
		  "plugin.foreign" },
		{ "hasn't been updated to support editions yet", "plugin.outdated" },
		{ "undefined: grpc.SupportPackageIsVersion9", "plugin.ahead-of-grpc" },
		{ "bash: ls: command not found", "path.no-system" },
		{ "protoc: symbol lookup error: protoc: undefined symbol", "environment.dyld" },
		{ "proxyconnect tcp: dial tcp 127.0.0.1:7890: connect: connection refused",
		  "net.proxy-dead" },
		{ "x509: certificate signed by unknown authority", "net.intercepted" },
		{ "x509: certificate signed by unknown authority", "net.no-ca" },
		{ "x509: certificate has expired or is not yet valid: current time 2019",
		  "net.clock" },
		{ "verifying module: checksum mismatch", "net.checksum-mismatch" },
		{ "cgo: C compiler \"gcc\" not found: exec: \"gcc\"", "cgo.no-compiler" },
		{ "go build google.golang.org/grpc: compile: signal: killed", "host.memory" },
		{ "write /home/u/x: no space left on device", "fs.space" },
		{ "fork/exec /tmp/go-build1/b001/exe/x: permission denied", "fs.noexec-tmp" },
		{ "could not create module cache: mkdir /home/u/go/pkg: permission denied",
		  "fs.foreign-owner" },
		{ "Error: Cannot install under Rosetta 2 in ARM default prefix (/opt/homebrew)!",
		  "arch.translated" },
		{ "zsh: command not found: brew", "brew.missing" },
		{ "zsh: command not found: brew", "brew.not-on-path" },
		{ "Error: Cannot install in Homebrew on ARM processor in Intel default prefix "
		  "(/usr/local)!",
		  "brew.intel-on-arm" },
		{ "Error: Cannot install in Homebrew on ARM processor in Intel default prefix "
		  "(/usr/local)!",
		  "brew.order" },
		{ "Error: The following directories are not writable by your user:",
		  "brew.unwritable" },
		{ "dyld[812]: Library not loaded: /opt/homebrew/opt/abseil/lib/libabsl.dylib",
		  "brew.broken-keg" },
		{ "(mach-o file, but is an incompatible architecture (have 'x86_64', need "
		  "'arm64'))",
		  "brew.broken-keg" },
		{ "Need sudo access on macOS (e.g. the user ann needs to be an Administrator)!",
		  "brew.no-admin" },
		{ "zsh compinit: insecure directories, run compaudit for list.", "brew.compinit" },
		{ "xcrun: error: invalid active developer path (/Library/Developer/"
		  "CommandLineTools), missing xcrun",
		  "clt.missing" },
		{ "You have not agreed to the Xcode license agreements.", "clt.licence" },
		{ "\"protoc\" cannot be opened because Apple cannot check it for malicious "
		  "software.",
		  "protoc.quarantined" },
		{ "zsh: bad CPU type in executable: protoc", "protoc.wrong-arch" },
		{ "--go_out: protoc-gen-go: Plugin killed by signal 9.", "plugin.killed" },
		{ "gopls: can not run under Rosetta, check that the installed build of Go",
		  "gotool.wrong-arch" },
		{ "dyld[99]: Library not loaded: libz.1.dylib", "environment.dyld" },
	};

	const struct catalogue *catalogue = catalogue_builtin(test_arena());

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		if (!leads_to(catalogue, lines[i][0], lines[i][1]))
			fail_msg("\"%s\" does not lead to %s", lines[i][0], lines[i][1]);
	}
}

TEST(what_is_known_by_its_message_only_has_advice)
{
	const struct rule *rule;

	for (size_t i = 0; (rule = rules_at(i)); i++)
		assert_true(!rule->by_symptom_only || rule->advice);
}

static bool is_meant_by_a_message(const struct catalogue *c, const char *id)
{
	for (size_t i = 0; i < c->messages.n; i++)
		for (size_t k = 0; k < c->messages.at[i].means.n; k++) {
			const char *means = c->messages.at[i].means.at[k].id;
			const char *family = str_starts(means, "*.") ? means + 1 : NULL;

			if (str_equal(means, id) || (family && str_ends(id, family)))
				return true;
		}
	return false;
}

static void add_unknown(const struct catalogue *c, const struct message *m, struct str *ret)
{
	for (size_t i = 0; i < m->means.n; i++) {
		const char *id = m->means.at[i].id;

		if (!str_starts(id, "*.") && !rules_find(id) && !catalogue_cause(c, id))
			str_fmt(ret, "%s of %s; ", id, m->name);
	}
}

TEST(each_cause_that_a_message_means_is_a_rule_or_has_its_own_words)
{
	const struct catalogue *c = catalogue_builtin(test_arena());
	struct str unknown = { .mem = test_arena() };

	for (size_t i = 0; i < c->messages.n; i++)
		add_unknown(c, &c->messages.at[i], &unknown);
	for (size_t i = 0; i < c->answers.n; i++)
		add_unknown(c, &c->answers.at[i], &unknown);
	for (size_t i = 0; i < c->causes.n; i++)
		if (!is_meant_by_a_message(c, c->causes.at[i].id))
			str_fmt(&unknown, "nothing means %s; ", c->causes.at[i].id);
	if (unknown.n)
		fail_with(str_text(&unknown));
}

TEST(each_cause_of_one_system_is_a_cause)
{
	const struct catalogue *c = catalogue_builtin(test_arena());

	for (size_t i = 0; i < c->systems.n; i++) {
		const struct system_causes *s = &c->systems.at[i];

		assert_true(str_equal(s->system, os_name(OS_DARWIN)) ||
			    str_equal(s->system, os_name(OS_LINUX)));
		for (size_t k = 0; k < s->has.n; k++)
			if (!str_ends(s->has.at[k], "*") && !rules_find(s->has.at[k]) &&
			    !catalogue_cause(c, s->has.at[k]))
				fail_msg("%s is no cause", s->has.at[k]);
	}
	assert_string_equal(catalogue_system(c, "clt.licence"), "darwin");
	assert_null(catalogue_system(c, "go.missing"));
}

TEST(an_unrelated_text_leads_nowhere)
{
	struct explanation x = explain_read(test_arena(), catalogue_builtin(test_arena()),
					    BYTES("ok  \texample.com/hello\t0.012s"));

	assert_int_equal(x.meanings.n, 0);
	assert_false(x.known);
}
