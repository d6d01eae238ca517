/*
 * What goready reads from program files, as JSON: one object a line, for each path on stdin. For
 * tests/e2e/binary_reader.sh, which compares it with what other tools say.
 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "capture/captured.h"
#include "host/host.h"

static void add_go(struct arena *mem, struct json *to, const struct go_build *go)
{
	struct json *o = json_add_object(mem, to, "go");

	json_add_string(mem, o, "version", go->version);
	json_add_string(mem, o, "main", go->main);
	json_add_string(mem, o, "mod", go->mod);
	json_add_string(mem, o, "mod_version", go->mod_version);
	json_add_string(mem, o, "goos", go->goos);
	json_add_string(mem, o, "goarch", go->goarch);
}

static void show(struct arena *mem, const char *path)
{
	struct json *o = json_new_object(mem), *archs;
	struct binary b = { 0 };

	json_add_string(mem, o, "path", path);
	(void)host_real()->binary(host_real(), mem, path, &b, NULL);
	json_add_string(mem, o, "format", captured_format_name(b.format));
	json_add_string(mem, o, "os", os_name(b.os));
	archs = json_add_array(mem, o, "archs");
	for (int i = 0; i < b.arch_n; i++)
		json_add_string(mem, archs, NULL, arch_name(b.archs[i]));
	json_add_number(mem, o, "bits", b.bits);
	json_add_string(mem, o, "interpreter", b.interpreter);
	json_add_names(mem, o, "needs", &b.needs);
	json_add_names(mem, o, "rpaths", &b.rpaths);
	json_add_string(mem, o, "min_os", b.min_os);
	json_add_bool(mem, o, "signature", b.signature);
	if (b.go)
		add_go(mem, o, b.go);
	printf("%s\n", json_print(mem, o, false));
}

int main(void)
{
	char line[4096];

	while (fgets(line, sizeof(line), stdin)) {
		struct arena *mem = arena_open("binary", (size_t)64 << 20);

		line[strcspn(line, "\n")] = '\0';
		show(mem, line);
		arena_close(mem);
	}
	return 0;
}
