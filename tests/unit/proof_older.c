/* The proof's project where Go is older than the usual minimum. */
#include "machine.h"

#include "base/embedded.h"
#include "proof/proof_internal.h"

extern const struct embedded_file hello_files[], hello_older_files[];

static const char *embedded(const struct embedded_file *f, const char *name)
{
	while (f->name && !str_equal(f->name, name))
		f++;
	assert_non_null(f->name);
	return arena_strndup(test_arena(), (const char *)f->data, f->size);
}

static const char *written(const struct wants *w, const char *name)
{
	struct facts f = { .places = { .tmp = test_path("tmp") } };
	struct proof_spec spec = { .host = host_real(), .facts = &f, .wants = w };
	struct proof p = { .mem = test_arena(), .spec = &spec, .kind = proof_kinds };
	struct bytes bytes;
	struct err e = { 0 };

	assert_ok(proof_folder_open(&p, &e), &e);
	assert_ok(proof_project_write(&p, &e), &e);
	assert_ok(spec.host->read(spec.host, p.mem, path_join(p.mem, p.project, name), 1 << 20,
				  &bytes, &e),
		  &e);
	proof_folder_close(&p);
	return arena_strndup(test_arena(), bytes.at, bytes.n);
}

static const struct wants *wants_on_macos(const char *version)
{
	struct machine *m = machine_named("air-macos12");

	machine_json(m, "sysctl", "kern.osproductversion",
		     arena_fmt(test_arena(), "\"%s\"", version));
	machine_look(m);
	return &m->wants;
}

TEST(go_mod_asks_for_what_the_older_go_can_build)
{
	const struct wants *w = wants_on_macos("11.7.10");
	const char *mod = written(w, "go.mod");

	assert_contains(mod, arena_fmt(test_arena(), "\ngo %s\n", w->older_go));
	assert_contains(mod, arena_fmt(test_arena(), "google.golang.org/grpc %s", w->grpc_version));
	assert_contains(
		mod, arena_fmt(test_arena(), "google.golang.org/protobuf %s", w->protobuf_version));
	assert_contains(written(w, "go.sum"),
			arena_fmt(test_arena(), "google.golang.org/grpc %s h1:", w->grpc_version));
	assert_string_equal(embedded(hello_older_files, "go.mod"), mod);
}

TEST(elsewhere_it_is_the_usual_one_and_the_rest_of_the_project_is_the_same)
{
	const struct wants *usual = wants_on_macos("13.5"), *older = wants_on_macos("11.7");

	assert_string_equal(embedded(hello_files, "go.mod"), written(usual, "go.mod"));
	assert_string_equal(written(usual, "server/main.go"), written(older, "server/main.go"));
	assert_string_equal(written(usual, "hello.proto"), written(older, "hello.proto"));
}
