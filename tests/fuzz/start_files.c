/* Whatever stands in the files that a login reads, looking at the machine comes to an end. */
#include <stdint.h>
#include <stdlib.h>

#include "base/base64.h"
#include "capture/capture.h"
#include "facts/facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A home, and the files that have the input in them. */
static const char *const read_at_login[] = {
	".bashrc",
	".profile",
	".zshenv",
	".zshrc",
	".pam_environment",
	".config/fish/config.fish",
	".config/fish/fish_variables",
	".config/environment.d/a.conf",
	".config/go/env",
	"Library/LaunchAgents/a.plist",
};

static struct json *machine_make(struct arena *mem, const char *system, const char *content)
{
	struct json *root = json_new_object(mem), *files;
	struct json *about = json_add_object(mem, root, "system");
	struct json *env = json_add_object(mem, root, "env");

	json_add_number(mem, root, "schema", 1);
	json_add_string(mem, about, "os", system);
	json_add_string(mem, about, "machine", "x86_64");
	json_add_number(mem, about, "uid", 1000);
	json_add_string(mem, root, "home", "/home/user");
	json_add_string(mem, env, "PATH", "/usr/bin:/bin");
	json_add_string(mem, env, "SHELL", "/bin/bash");
	files = json_add_object(mem, root, "files");
	for (size_t i = 0; i < sizeof(read_at_login) / sizeof(read_at_login[0]); i++) {
		const char *path = path_join(mem, "/home/user", read_at_login[i]);

		json_add_string(mem, json_add_object(mem, files, path), "b64", content);
	}
	return root;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const systems[] = { "linux", "darwin" };

	arena_on_exhausted(abort); /* so that the input is kept */
	for (size_t i = 0; i < sizeof(systems) / sizeof(systems[0]); i++) {
		struct arena *mem = arena_open("fuzz", (size_t)256 << 20);
		struct bytes content = { (const char *)data, size };
		struct host *host;
		struct err e;

		if (host_captured_open(mem,
				       machine_make(mem, systems[i], base64_encode(mem, content)),
				       &host, &e))
			abort();
		facts_gather(mem, host, NULL);
		arena_close(mem);
	}
	return 0;
}
