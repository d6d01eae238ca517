/* Facts as `doctor --json` shows them: an unknown value is null, never absent. */
#include "facts/gather.h"

static const char *libc_name(enum libc libc)
{
	switch (libc) {
	case LIBC_GLIBC:
		return "glibc";
	case LIBC_MUSL:
		return "musl";
	case LIBC_SYSTEM:
		return "system";
	case LIBC_UNKNOWN:
		break;
	}
	return NULL;
}

struct json *facts_machine_json(struct arena *mem, const struct facts *f)
{
	const struct machine_facts *m = &f->machine;
	struct json *o = json_new_object(mem);

	json_add_string(mem, o, "os", os_name(m->os));
	json_add_string(mem, o, "os_version", m->os_version);
	json_add_string(mem, o, "arch", arch_name(m->userland ? m->userland : m->cpu));
	json_add_string(mem, o, "cpu", arch_name(m->cpu)); /* of the hardware */
	json_add_string(mem, o, "kernel", m->kernel);
	json_add_string(mem, o, "libc", libc_name(m->libc));
	json_add_number(mem, o, "wsl", m->wsl);
	json_add_string(mem, o, "container", m->container);
	json_add_bool(mem, o, "translated", m->translated);
	json_add_string(mem, o, "translated_by", m->translated_by);
	return o;
}

/* GOARCH's name; a fat file has a list, a script null. */
static void add_arch(struct arena *mem, struct json *o, const struct binary *b)
{
	struct json *list;

	if (b->arch_n <= 1) {
		json_add_string(mem, o, "arch", b->arch_n ? arch_name(b->archs[0]) : NULL);
		return;
	}
	list = json_add_array(mem, o, "arch");
	for (int i = 0; i < b->arch_n; i++)
		json_add_string(mem, list, NULL, arch_name(b->archs[i]));
}

struct json *facts_tools_json(struct arena *mem, const struct facts *f)
{
	struct json *list = json_new_array(mem);

	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *t = &f->tools.at[i];
		struct json *o = json_add_object(mem, list, NULL);

		json_add_string(mem, o, "name", tool_name(t->id));
		json_add_string(mem, o, "path", t->path);
		json_add_string(mem, o, "real_path", t->real_path);
		json_add_string(mem, o, "version", t->version);
		add_arch(mem, o, &t->binary);
		json_add_string(mem, o, "os", os_name(t->binary.os));
		json_add_string(mem, o, "source", origin_name(t->origin));
	}
	return list;
}

struct json *facts_brew_json(struct arena *mem, const struct facts *f)
{
	struct json *list = json_new_array(mem);

	for (size_t i = 0; i < f->brew.brews.n; i++) {
		const struct brew *b = &f->brew.brews.at[i];
		struct json *o = json_add_object(mem, list, NULL), *kegs;

		json_add_string(mem, o, "prefix", b->prefix);
		json_add_string(mem, o, "arch", arch_name(b->arch));
		json_add_bool(mem, o, "on_path", b->on_path);
		json_add_bool(mem, o, "writable", b->writable);
		kegs = json_add_array(mem, o, "formulae");
		for (size_t k = 0; k < b->kegs.n; k++) {
			struct json *keg = json_add_object(mem, kegs, NULL);

			json_add_string(mem, keg, "name", b->kegs.at[k].name);
			json_add_string(mem, keg, "version", b->kegs.at[k].version);
			json_add_bool(mem, keg, "linked", b->kegs.at[k].linked);
		}
	}
	return list;
}
