/* The table of proofs: each a small project of assets/proofs and the steps that prove it. */
#include "base/embedded.h"
#include "base/i18n.h"
#include "proof/proof_internal.h"

extern const struct embedded_file hello_files[], proof_grpc_files[], proof_mtls_files[],
	proof_web_files[], proof_cgo_files[], proof_tests_files[], proof_modules_files[],
	proof_plain_files[], proof_container_files[], proof_std_files[], proof_editor_files[],
	proof_buf_files[], proof_gateway_files[];

#define WORDS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

#define LOOK_AT_GO \
	N_("Look at Go and its settings: 'goready doctor --network'. What the message means: goready explain")
#define LOOK_AT_C N_("Look at the C compiler and its libraries: goready doctor")
#define LOOK_AT_LOOPBACK \
	N_("A firewall or security program may keep programs from 127.0.0.1; allow it there.")

/* One test of a test program that an earlier step has built. */
#define ONE_TEST(program, test, step, what, sentence)                                              \
	{                                                                                          \
		.id = step, .title = what, .remedy = LOOK_AT_LOOPBACK,                             \
		.words = WORDS("{programs}/" program, "-test.run", "^" test "$", "-test.count=1"), \
		.says = sentence                                                                   \
	}

static const struct proof_step grpc_steps[] = {
	{ .id = "tools",
	  .title = N_("Find go, protoc and both plugins"),
	  .remedy = N_("Start goready and let it repair PATH, or look at: goready doctor"),
	  .holds = proof_tools_are_found },
	{ .id = "generate",
	  .title = N_("Generate Go code from talk.proto"),
	  .remedy = N_(
		  "Look at protoc and its plugins: 'goready doctor'. What the message means: goready explain"),
	  .words = WORDS("protoc", "--go_out=.", "--go_opt=module=example.com/hello",
			 "--go-grpc_out=.", "--go-grpc_opt=module=example.com/hello", "talk.proto"),
	  .says = N_("protoc and both plugins made the code") },
	{ .id = "build",
	  .title = N_("Build a server with its tests"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-c", "-o", "{programs}/talk.test", "."),
	  .says = N_("it is built") },
	ONE_TEST("talk.test", "TestUnary", "unary", N_("Call once, and get one reply"),
		 N_("the reply came")),
	ONE_TEST("talk.test", "TestServerStream", "server-stream",
		 N_("Call once, and get a stream of replies"), N_("all came, in order")),
	ONE_TEST("talk.test", "TestClientStream", "client-stream",
		 N_("Send a stream, and get one reply"), N_("all arrived, in order")),
	ONE_TEST("talk.test", "TestBothStreams", "both-streams",
		 N_("Stream in both directions at once"), N_("each message was answered")),
	ONE_TEST("talk.test", "TestDeadline", "deadline", N_("Let a deadline pass"),
		 N_("the call ended in time, with DeadlineExceeded")),
	ONE_TEST("talk.test", "TestMetadata", "metadata", N_("Send metadata there and back"),
		 N_("it came back")),
	ONE_TEST("talk.test", "TestErrorDetails", "error-details", N_("Get an error with details"),
		 N_("code and details came")),
	ONE_TEST("talk.test", "TestHealth", "health", N_("Ask the health service"),
		 N_("it says SERVING")),
	ONE_TEST("talk.test", "TestReflection", "reflection",
		 N_("Ask the server which services it has"), N_("it names them")),
	{ .id = "grpcurl",
	  .title = N_("Ask the same with grpcurl"),
	  .remedy = LOOK_AT_LOOPBACK,
	  .holds = proof_asks_by_grpcurl },
	{ .id = NULL },
};

static const struct proof_step mtls_steps[] = {
	{ .id = "build",
	  .title = N_("Build a server and its callers"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-c", "-o", "{programs}/mtls.test", "."),
	  .says = N_("it is built") },
	ONE_TEST("mtls.test", "TestMutual", "mutual",
		 N_("Call with a certificate of the same authority"),
		 N_("both sides accepted each other")),
	ONE_TEST("mtls.test", "TestWithoutCertificate", "none", N_("Call without a certificate"),
		 N_("the server refused it, as it should")),
	ONE_TEST("mtls.test", "TestWrongAuthority", "wrong-authority",
		 N_("Call with a certificate of another authority"),
		 N_("both sides refused it, as they should")),
	ONE_TEST("mtls.test", "TestExpired", "expired", N_("Call with an expired certificate"),
		 N_("the server refused it, as it should")),
	{ .id = NULL },
};

static const struct proof_step web_steps[] = {
	{ .id = "build",
	  .title = N_("Build a server that browsers can call"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-c", "-o", "{programs}/web.test", "."),
	  .says = N_("it is built") },
	ONE_TEST("web.test", "TestFrames", "frames", N_("Call over HTTP/1.1, as gRPC-Web"),
		 N_("reply and status came, each in its frame")),
	ONE_TEST("web.test", "TestError", "error", N_("Get an error over gRPC-Web"),
		 N_("the status came")),
	{ .id = "browser",
	  .title = N_("Call from a page in a browser"),
	  .remedy = N_(
		  "Start that browser once by hand, and see whether it opens pages of 127.0.0.1."),
	  .holds = proof_asks_by_browser },
	{ .id = NULL },
};

static const struct proof_step cgo_steps[] = {
	{ .id = "compiler",
	  .title = N_("Find the C compiler that Go uses"),
	  .remedy = LOOK_AT_C,
	  .holds = proof_names_compiler },
	{ .id = "link",
	  .title = N_("Build a program with the system's zlib"),
	  .remedy = N_(
		  "It needs zlib's headers (Debian: zlib1g-dev; Fedora: zlib-devel; macOS: the command line tools). What the message means: goready explain"),
	  .words = WORDS("go", "build", "-o", "{programs}/zlib", "."),
	  .set = WORDS("CGO_ENABLED=1"),
	  .says = N_("C and Go are linked together") },
	{ .id = "run",
	  .title = N_("Call zlib from Go"),
	  .remedy = LOOK_AT_C,
	  .words = WORDS("{programs}/zlib") },
	{ .id = NULL },
};

static const struct proof_step tests_steps[] = {
	{ .id = "vet",
	  .title = N_("Check the code with go vet"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "vet", "./..."),
	  .says = N_("go vet found no problems") },
	{ .id = "test",
	  .title = N_("Run the tests"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-count=1", "./...") },
	{ .id = "race",
	  .title = N_("Run the tests with the race detector"),
	  .remedy = LOOK_AT_C,
	  .words = WORDS("go", "test", "-race", "-count=1", "./..."),
	  .needs_c_compiler = true },
	/* A number of inputs: with a time, a busy machine's go before 1.27 ends in "context deadline exceeded"
	 * though no input broke it (golang/go#75804). */
	{ .id = "fuzz",
	  .title = N_("Fuzz with 5,000 inputs"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-run=^$", "-fuzz=FuzzString", "-fuzztime=5000x"),
	  .says = N_("no input broke it") },
	{ .id = "cover",
	  .title = N_("Measure the coverage of the tests"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-count=1", "-cover", "./...") },
	{ .id = "profile",
	  .title = N_("Take a profile"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-run=^$", "-bench=.", "-benchtime=200ms",
			 "-cpuprofile=cpu.out", "-o", "{programs}/reverse.test"),
	  .says = N_("the benchmark ran") },
	{ .id = "pprof",
	  .title = N_("Read it with go tool pprof"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "tool", "pprof", "-top", "-nodecount=3", "cpu.out"),
	  .says = N_("it is readable") },
	{ .id = NULL },
};

static const struct proof_step modules_steps[] = {
	{ .id = "download",
	  .title = N_("Fetch a module"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "mod", "download"),
	  .says = N_("it is here") },
	{ .id = "verify",
	  .title = N_("Compare the modules here with their checksums"),
	  .remedy = N_(
		  "A module in the cache was changed; 'go clean -modcache' removes it, and go fetches it anew."),
	  .words = WORDS("go", "mod", "verify") },
	{ .id = "run",
	  .title = N_("Build a program with it"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "run", ".") },
	{ .id = "vulnerabilities",
	  .title = N_("Look for known security holes with govulncheck"),
	  .remedy = N_(
		  "See whether vuln.go.dev can be reached. Where your company has a copy of that database: export GOVULNDB=ADDRESS"),
	  .holds = proof_asks_govulncheck },
	/* Last: it takes the project's checksums away, to have them asked for. */
	{ .id = "sumdb",
	  .title = N_("Ask the checksum database"),
	  .remedy = N_("Look at GOSUMDB, GOPROXY and the network: goready doctor --network"),
	  .holds = proof_asks_sumdb },
	{ .id = NULL },
};

static const struct proof_step cross_steps[] = {
	{ .id = "targets",
	  .title = N_("Build for six systems and read the headers"),
	  .remedy = LOOK_AT_GO,
	  .holds = proof_crosses },
	{ .id = NULL },
};

static const struct proof_step static_steps[] = {
	{ .id = "build",
	  .title = N_("Build a program without C"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "build", "-o", "{programs}/plain", "."),
	  .set = WORDS("CGO_ENABLED=0"),
	  .says = N_("it is built") },
	{ .id = "header",
	  .title = N_("See what it needs to start"),
	  .remedy = N_(
		  "Something makes Go link with C: look at GOFLAGS and CGO_ENABLED: goready doctor"),
	  .holds = proof_stands_alone },
	{ .id = "run",
	  .title = N_("Start it"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("{programs}/plain") },
	{ .id = NULL },
};

#define HELLO_WITH_ITS_CODE                                                                                           \
	{ .id = "tools",                                                                                              \
	  .title = N_("Find go, protoc and both plugins"),                                                            \
	  .remedy = N_("Start goready and let it repair PATH, or look at: goready doctor"),                           \
	  .holds = proof_tools_are_found },                                                                           \
	{                                                                                                             \
		.id = "generate", .title = N_("Generate Go code from hello.proto"),                                   \
		.remedy = N_(                                                                                         \
			"Look at protoc and its plugins: 'goready doctor'. What the message means: goready explain"), \
		.holds = proof_code_is_generated                                                                      \
	}

static const struct proof_step gopls_steps[] = {
	{ .id = "find",
	  .title = N_("Find gopls, as an editor does"),
	  .remedy = N_("Build it again: go install golang.org/x/tools/gopls@latest"),
	  .holds = proof_finds_gopls },
	HELLO_WITH_ITS_CODE,
	{ .id = "build",
	  .title = N_("Build a program that asks as editors ask"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "build", "-o", "{programs}/asks", "./asks"),
	  .says = N_("it is built") },
	{ .id = "ask",
	  .title = N_("Ask gopls for a definition and a completion"),
	  .remedy = N_(
		  "See whether gopls fits this Go: 'goready doctor'. What the message means: goready explain"),
	  .holds = proof_asks_gopls },
	{ .id = NULL },
};

static const struct proof_step debug_steps[] = {
	{ .id = "find",
	  .title = N_("Find dlv, as an editor does"),
	  .remedy = N_("Build it again: go install github.com/go-delve/delve/cmd/dlv@latest"),
	  .holds = proof_finds_dlv },
	HELLO_WITH_ITS_CODE,
	{ .id = "build",
	  .title = N_("Build the server for debugging"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "build", "-gcflags=example.com/hello/...=-N -l", "-o", "{programs}/",
			 "./server", "./client", "./stops"),
	  .says = N_("it is built") },
	{ .id = "stop",
	  .title = N_("Stop in a call, read a variable, go on"),
	  .remedy = N_(
		  "See whether dlv fits this Go: 'goready doctor'. On a Mac, debugging has to be allowed once: 'sudo DevToolsSecurity -enable'. What the message means: goready explain"),
	  .holds = proof_stops_in_handler },
	{ .id = NULL },
};

static const struct proof_step container_steps[] = {
	{ .id = "build",
	  .title = N_("Build what makes the image"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "build", "-o", "{programs}/container", "."),
	  .says = N_("it is built") },
	{ .id = "program",
	  .title = N_("Build a program for Linux on the other CPU"),
	  .remedy = LOOK_AT_GO,
	  .holds = proof_crosses_for_image },
	{ .id = "image",
	  .title = N_("Put it into an empty image, without a daemon"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("{programs}/container", "write", "{programs}/image", "{programs}/app"),
	  .says = N_("an OCI layout, as podman and skopeo read it") },
	{ .id = "read",
	  .title = N_("Read the image back"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("{programs}/container", "read", "{programs}/image") },
	{ .id = NULL },
};

/* A slice that takes seconds, and needs neither a network nor a newer go line than the project's. */
#define OWN_TESTS(package, tests, step, what)                                                                                                                \
	{                                                                                                                                                    \
		.id = step, .title = what,                                                                                                                   \
		.remedy = N_(                                                                                                                                \
			"This Go is damaged, or does not fit this system. Install it again: 'goready install go'. What the message means: goready explain"), \
		.words = WORDS("go", "test", "-short", "-count=1", "-run", tests, package),                                                                  \
		.needs_own_tests = true                                                                                                                      \
	}

static const struct proof_step std_steps[] = {
	OWN_TESTS("runtime",
		  "^(TestChan|TestSelect|TestGcDeepNesting|TestGcMap|TestStackMem|TestMapAppend|"
		  "TestFinalizer)",
		  "runtime", N_("Test memory, goroutines and channels")),
	OWN_TESTS("net",
		  "^(TestParse|TestConnClose|TestListenerClose|TestTCPConcurrentAccept|"
		  "TestUnixConnLocal|TestPipe|TestBuffers|TestReadTimeout)",
		  "net", N_("Test sockets")),
	OWN_TESTS("crypto/tls",
		  "^(TestMarshalUnmarshal|TestTLSUniqueMatches|TestHairpinInClose|TestKeyUpdate|"
		  "TestRenegotiationExtension|TestClone)",
		  "tls", N_("Test encryption")),
	{ .id = NULL },
};

static const struct proof_step buf_steps[] = {
	{ .id = "find",
	  .title = N_("Find buf"),
	  .remedy = N_("Build it again: go install github.com/bufbuild/buf/cmd/buf@latest"),
	  .holds = proof_finds_buf },
	{ .id = "lint",
	  .title = N_("Check a .proto file with buf lint"),
	  .remedy = N_("Look at what buf says. What the message means: goready explain"),
	  .words = WORDS("buf", "lint"),
	  .set = WORDS("BUF_CACHE_DIR={programs}/cache"),
	  .says = N_("buf lint found no problems") },
	{ .id = "generate",
	  .title = N_("Generate Go code with buf generate"),
	  .remedy = N_(
		  "Look at protoc's plugins, which buf starts: 'goready doctor'. What the message means: goready explain"),
	  .words = WORDS("buf", "generate"),
	  .set = WORDS("BUF_CACHE_DIR={programs}/cache"),
	  .says = N_("buf and both plugins made the code") },
	{ .id = "build",
	  .title = N_("Build a service with it"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "build", "./..."),
	  .says = N_("it is built") },
	{ .id = NULL },
};

static const struct proof_step gateway_steps[] = {
	{ .id = "find",
	  .title = N_("Find protoc's plugin for gateways"),
	  .remedy = N_(
		  "Build it again: go install github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-grpc-gateway@latest"),
	  .holds = proof_finds_gateway },
	{ .id = "generate",
	  .title = N_("Generate Go code and a gateway from hello.proto"),
	  .remedy = N_(
		  "Look at protoc and its plugins: 'goready doctor'. What the message means: goready explain"),
	  .words = WORDS("protoc", "--go_out=.", "--go_opt=module=example.com/gateway",
			 "--go-grpc_out=.", "--go-grpc_opt=module=example.com/gateway",
			 "--grpc-gateway_out=.", "--grpc-gateway_opt=module=example.com/gateway",
			 "--grpc-gateway_opt=generate_unbound_methods=true", "hello.proto"),
	  .says = N_("protoc and its three plugins made the code") },
	{ .id = "build",
	  .title = N_("Build a server with a gateway in front"),
	  .remedy = LOOK_AT_GO,
	  .words = WORDS("go", "test", "-c", "-o", "{programs}/gateway.test", "."),
	  .says = N_("it is built") },
	ONE_TEST("gateway.test", "TestHello", "json", N_("Call with JSON over HTTP"),
		 N_("the reply came as JSON")),
	ONE_TEST("gateway.test", "TestError", "error", N_("Get an error as JSON"),
		 N_("status and message came")),
	{ .id = NULL },
};

const struct proof_kind proof_kinds[] = {
	{ .about = { "hello", N_("Hello over gRPC"),
		     N_("generates, vets, builds, starts and calls a gRPC server") },
	  .files = hello_files,
	  .steps = proof_steps },
	{ .about = { "grpc", N_("gRPC at work"),
		     N_("all four kinds of calls, deadline, metadata, error details, health, reflection") },
	  .files = proof_grpc_files,
	  .grpc = true,
	  .steps = grpc_steps },
	{ .about = { "mtls", N_("Mutual TLS"),
		     N_("certificates of an authority made for it; wrong and expired ones are refused") },
	  .files = proof_mtls_files,
	  .grpc = true,
	  .steps = mtls_steps },
	{ .about = { "web", N_("gRPC from a browser"),
		     N_("gRPC-Web over HTTP/1.1, and by fetch in a browser where there is one") },
	  .files = proof_web_files,
	  .grpc = true,
	  .steps = web_steps },
	{ .about = { "cgo", N_("C from Go"), N_("links the system's zlib and calls it") },
	  .files = proof_cgo_files,
	  .steps = cgo_steps },
	{ .about = { "tests", N_("Tests"),
		     N_("vet, test, race detector, fuzzing, coverage, a profile read back") },
	  .files = proof_tests_files,
	  .steps = tests_steps },
	{ .about = { "modules", N_("Modules"),
		     N_("fetches one, verifies it, and asks the checksum database") },
	  .files = proof_modules_files,
	  .steps = modules_steps },
	{ .about = { "cross", N_("Other systems"),
		     N_("builds for darwin, linux and windows on amd64 and arm64, and reads the headers") },
	  .files = proof_plain_files,
	  .steps = cross_steps },
	{ .about = { "static", N_("Alone in a container"),
		     N_("a program without interpreter and libraries, as an empty image needs it") },
	  .files = proof_plain_files,
	  .steps = static_steps },
	{ .about = { "gopls", N_("gopls in an editor"),
		     N_("gopls answers for a definition and a completion in the hello project") },
	  .files = proof_editor_files,
	  .hello = true,
	  .steps = gopls_steps },
	{ .about = { "debug", N_("Debugging"),
		     N_("dlv stops the hello server in a call, reads a variable and lets it go on") },
	  .files = proof_editor_files,
	  .hello = true,
	  .steps = debug_steps },
	{ .about = { "container", N_("An image for the other CPU"),
		     N_("an empty image with one program in it, made without a daemon and read back") },
	  .files = proof_container_files,
	  .steps = container_steps },
	{ .about = { "std", N_("Go's own tests"),
		     N_("a slice of the tests of runtime, net and crypto/tls; a minute where nothing is compiled yet") },
	  .files = proof_std_files,
	  .steps = std_steps },
	{ .about = { "buf", N_("buf in place of protoc"),
		     N_("buf lint and buf generate on a .proto file, and the code builds") },
	  .files = proof_buf_files,
	  .grpc = true,
	  .steps = buf_steps },
	{ .about = { "gateway", N_("JSON in front of gRPC"),
		     N_("a gateway made by protoc-gen-grpc-gateway answers JSON for a gRPC server") },
	  .files = proof_gateway_files,
	  .steps = gateway_steps },
	{ .about = { NULL, NULL, NULL } },
};
