/* The table of measures. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/environment.h"
#include "base/i18n.h"
#include "proof/bench_internal.h"

enum { BUILD_SECONDS = 1200, SECONDS = 60, STARTS = 20 };

static bool run(struct bench *b, const struct names *argv, int seconds, struct said *said,
		struct samples *ret)
{
	struct arena *mem = b->proof.mem;
	int64_t start = clock_us();

	if (!proof_command(&b->proof, argv, seconds, said)) {
		err_set(b->error, RC_COMMAND, "%s\n%s", str_join(mem, argv, " "),
			proof_evidence(&b->proof, argv, said));
		err_hint(b->error, "%s", _("Look for the cause: goready prove"));
		return false;
	}
	list_push(mem, ret, (double)(clock_us() - start) / 1e6);
	return true;
}

static void set_variables(struct bench *b, const char *cache, int workers)
{
	struct arena *mem = b->proof.mem;

	b->proof.env = names_copy(mem, &b->env);
	environment_set(mem, &b->proof.env, "GOCACHE", cache);
	if (workers)
		environment_set(mem, &b->proof.env, "GOMAXPROCS", arena_fmt(mem, "%d", workers));
}

static bool build(struct bench *b, const char *cache, int workers, struct samples *ret)
{
	struct arena *mem = b->proof.mem;
	const char *words[] = { "go",
				"build",
				arena_fmt(mem, "-p=%d", workers),
				"-o",
				path_join(mem, b->proof.programs, "server"),
				"./server",
				NULL };
	struct names argv = proof_argv(mem, words);
	struct said said;

	set_variables(b, cache, workers);
	if (!run(b, &argv, BUILD_SECONDS, &said, ret))
		return false;
	b->peak_memory = (double)said.peak_memory;
	return true;
}

/* The cache of the first is what the warm builds start from. */
static bool build_cold(struct bench *b, const struct measure *m, int workers, struct samples *ret)
{
	const char *cache = arena_fmt(b->proof.mem, "%s/cache.%d", b->proof.folder, ++b->caches);
	bool ok = build(b, cache, workers, ret);

	(void)m;
	if (workers != b->spec->facts->machine.processors)
		b->peak_memory = 0;
	if (!b->warm)
		b->warm = cache;
	else
		(void)host_remove_tree(b->spec->host, b->proof.mem, cache, NULL);
	return ok;
}

static bool peak_memory(struct bench *b, const struct measure *m, int workers, struct samples *ret)
{
	(void)m;
	(void)workers;
	if (b->peak_memory > 0)
		list_push(b->proof.mem, ret, b->peak_memory);
	b->peak_memory = 0;
	return true;
}

/* A package of hello's changes, so that it is compiled, and the server linked. */
static bool build_warm(struct bench *b, const struct measure *m, int workers, struct samples *ret)
{
	struct arena *mem = b->proof.mem;
	struct host *h = b->spec->host;
	const char *path = path_join(mem, b->proof.project, "greeter/greeter.go");
	struct bytes bytes;

	(void)m;
	if (!b->source && h->read(h, mem, path, 1 << 20, &bytes, b->error))
		return false;
	if (!b->source)
		b->source = bytes.at;
	b->changes++;
	bytes = bytes_of(
		arena_fmt(mem, "%s\nvar Changed%d = %d\n", b->source, b->changes, b->changes));
	if (h->replace(h, path, bytes, 0644, b->error) || !build(b, b->warm, workers, ret))
		return false;
	b->peak_memory = 0;
	return true;
}

static bool time_command(struct bench *b, const struct measure *m, int workers, struct samples *ret)
{
	struct names argv = proof_argv(b->proof.mem, m->words);
	struct said said;

	set_variables(b, b->warm, workers);
	return run(b, &argv, SECONDS, &said, ret);
}

static bool time_starts(struct bench *b, const struct measure *m, int workers, struct samples *ret)
{
	for (int i = 0; i < STARTS; i++)
		if (!time_command(b, m, workers, ret))
			return false;
	return true;
}

/* A program of ours says it, in nanoseconds. */
static bool time_goroutines(struct bench *b, const struct measure *m, int workers,
			    struct samples *ret)
{
	struct names argv = proof_argv(b->proof.mem, m->words);
	struct samples whole = { 0 };
	struct bytes line;
	struct said said;
	size_t at = 0;

	set_variables(b, b->warm, workers);
	if (!run(b, &argv, SECONDS, &said, &whole))
		return false;
	while (next_line(bytes_of(said.text), &at, &line))
		list_push(b->proof.mem, ret, strtod(line.at, NULL) / 1e9);
	return true;
}

static bool size_of_server(struct bench *b, const struct measure *m, int workers,
			   struct samples *ret)
{
	struct host *h = b->spec->host;
	struct file_info info;

	(void)m;
	(void)workers;
	if (h->stat(h, b->proof.mem, path_join(b->proof.mem, b->proof.programs, "server"), &info,
		    b->error))
		return false;
	list_push(b->proof.mem, ret, (double)info.size);
	return true;
}

#define WORDS(...)                \
	(const char *const[])     \
	{                         \
		__VA_ARGS__, NULL \
	}

const struct measure measures[] = {
	{ .about = { "build.cold", N_("Build with an empty cache"), BENCH_SECONDS, false },
	  .by_workers = true,
	  .slow = true,
	  .take = build_cold },
	{ .about = { "build.memory", N_("Memory of that build's largest process"), BENCH_BYTES,
		     false },
	  .take = peak_memory },
	{ .about = { "server.size", N_("Size of the server"), BENCH_BYTES, true },
	  .take = size_of_server },
	{ .about = { "build.warm", N_("Build after a change"), BENCH_SECONDS, false },
	  .by_workers = true,
	  .take = build_warm },
	{ .about = { "go.list", "go list -deps", BENCH_SECONDS, false },
	  .take = time_command,
	  .words = WORDS("go", "list", "-deps", "./...") },
	{ .about = { "protoc", N_("protoc without a plugin"), BENCH_SECONDS, false },
	  .take = time_starts,
	  .words = WORDS("protoc", "--descriptor_set_out=hello.pb", "hello.proto") },
	{ .about = { "protoc.plugins", N_("protoc with both plugins"), BENCH_SECONDS, false },
	  .take = time_starts,
	  .words = WORDS("protoc", "--go_out=.", "--go_opt=module=example.com/hello",
			 "--go-grpc_out=.", "--go-grpc_opt=module=example.com/hello",
			 "hello.proto") },
	/* An empty request, since there is nothing on its input. */
	{ .about = { "protoc-gen-go", N_("protoc-gen-go with nothing to do"), BENCH_SECONDS,
		     false },
	  .take = time_starts,
	  .words = WORDS("protoc-gen-go") },
	{ .about = { "protoc-gen-go-grpc", N_("protoc-gen-go-grpc with nothing to do"),
		     BENCH_SECONDS, false },
	  .take = time_starts,
	  .words = WORDS("protoc-gen-go-grpc") },
	{ .about = { "goroutine", N_("Start of a goroutine"), BENCH_SECONDS, false },
	  .take = time_goroutines,
	  .words = WORDS("go", "run", "./goroutines") },
	{ .about = { NULL, NULL, BENCH_SECONDS, false } },
};

const struct measure_about *measure_at(size_t i)
{
	for (size_t k = 0; k <= i; k++)
		if (!measures[k].about.id)
			return NULL;
	return &measures[i].about;
}
