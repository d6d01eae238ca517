/*
 * go vet on the generated package alone. By itself it reads all of grpc and the standard library too, in 300
 * processes, for what it may learn of their functions: nine seconds of processor time in ten. So go says
 * where the compiled packages are, which the build needs too, and vet gets the configuration that go would
 * write for it (golang.org/x/tools/go/analysis/unitchecker), with nothing learned in it.
 */
#include <string.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"

enum { GO_SECONDS = 1200 };

#define PACKAGE "example.com/hello/hellopb"

static const char *const list_words[] = { "go",        "list", "-export",
					  "-deps",     "-f",   "{{.ImportPath}} {{.Export}}",
					  "./hellopb", NULL };

/* Each line says a package and its file; `unsafe` has none, and what go says beside that has no path. */
static void add_packages(struct arena *mem, struct json *config, const char *listed)
{
	struct json *names = json_add_object(mem, config, "ImportMap");
	struct json *files = json_add_object(mem, config, "PackageFile");

	while (*listed) {
		size_t n = strcspn(listed, "\n"), end = strcspn(listed, " \n");
		const char *name = arena_strndup(mem, listed, end);

		json_add_string(mem, names, name, name);
		if (end + 1 < n && listed[end + 1] == '/')
			json_add_string(mem, files, name,
					arena_strndup(mem, listed + end + 1, n - end - 1));
		listed += n;
		listed += *listed == '\n';
	}
}

static enum rc write_config(struct proof *p, const char *listed, const char *path, struct err *e)
{
	struct arena *mem = p->mem;
	struct json *config = json_new_object(mem), *files;
	const char *folder = path_join(mem, p->project, "hellopb");

	json_add_string(mem, config, "ID", PACKAGE);
	json_add_string(mem, config, "Compiler", "gc");
	json_add_string(mem, config, "Dir", folder);
	json_add_string(mem, config, "ImportPath", PACKAGE);
	files = json_add_array(mem, config, "GoFiles");
	json_add_string(mem, files, NULL, path_join(mem, folder, "hello.pb.go"));
	json_add_string(mem, files, NULL, path_join(mem, folder, "hello_grpc.pb.go"));
	add_packages(mem, config, listed);
	json_add_string(mem, config, "VetxOutput", arena_fmt(mem, "%s.facts", path));
	return p->spec->host->replace(p->spec->host, path, bytes_of(json_print(mem, config, false)),
				      0644, e);
}

bool proof_vets(struct proof *p, struct outcome *ret)
{
	const char *config = path_join(p->mem, p->folder, "vet.cfg");
	const char *words[] = { "go", "tool", "vet", config, NULL };
	struct said said;
	struct err e;
	bool ok;

	ret->command = proof_argv(p->mem, list_words);
	ok = proof_go(p, &ret->command, GO_SECONDS, &said);
	if (ok && write_config(p, said.text, config, &e)) {
		ret->evidence = arena_strdup(p->mem, e.text);
		return false;
	}
	if (ok) {
		ret->command = proof_argv(p->mem, words);
		ok = proof_go(p, &ret->command, GO_SECONDS, &said);
	}
	ret->evidence =
		ok ? _("go vet found no problems") : proof_evidence(p, &ret->command, &said);
	return ok;
}
