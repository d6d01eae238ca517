/* Which plugins and protoc wrote the project's *.pb.go: their first lines say so. And which of its commands ask for
 * them in a way that no plugin of today takes. */
#include "facts/gather.h"

#include <string.h>

#include "base/old_command.h"

/* A project may be a company's whole code: a look, and no search. */
enum {
	MOST_FOLDERS = 200,
	MOST_DEPTH = 6,
	MOST_FILES = 8,
	MOST_SCRIPTS = 40,
	MOST_BYTES = 256 << 10
};

struct search {
	struct gather *g;
	int folders, files, scripts;
};

/* "// \tprotoc-gen-go v1.28.1", "// - protoc             v3.21.12"; NULL: another line, or "(unknown)". */
static const char *version_behind(struct arena *mem, const char *line, const char *name)
{
	size_t n = strlen(name);

	line += strspn(line, "/ \t-");
	if (strncmp(line, name, n) != 0 || (line[n] != ' ' && line[n] != '\t'))
		return NULL;
	line += n;
	line += strspn(line, " \t");
	return line[0] == 'v' && line[1] >= '0' && line[1] <= '9'
		       ? arena_strndup(mem, line + 1, strcspn(line + 1, " \t\r"))
		       : NULL;
}

/* protoc tells plugins 5.29.3 where it calls itself 29.3 (protobuf.dev/support/version-support). */
static const char *protoc_version(struct arena *mem, const char *told)
{
	const char *dot = told ? strchr(told, '.') : NULL;

	return dot && told[0] >= '4' && dot == told + 1 ? arena_strdup(mem, dot + 1) : told;
}

static void read_generated(struct search *s, const char *path)
{
	static const char *const plugins[] = { "protoc-gen-go", "protoc-gen-go-grpc" };
	struct arena *mem = s->g->mem;
	struct generated_file one = { .path = path };
	struct bytes text, line;

	s->files++;
	if (!gather_read(s->g, path, MOST_BYTES, &text))
		return;
	for (size_t at = 0; next_line(text, &at, &line) && str_starts(line.at, "//");) {
		const char *words = arena_strndup(mem, line.at, line.n), *version;

		one.line += one.plugin == NULL;
		for (size_t i = 0; i < sizeof(plugins) / sizeof(plugins[0]); i++)
			if ((version = version_behind(mem, words, plugins[i]))) {
				one.plugin = plugins[i];
				one.version = version;
			}
		if ((version = version_behind(mem, words, "protoc")))
			one.protoc = protoc_version(mem, version);
	}
	if (one.plugin)
		list_push(mem, &s->g->f->project.generated, one);
}

/* ---- plugins=grpc ---- */

static void read_commands(struct search *s, const char *path)
{
	struct arena *mem = s->g->mem;
	struct str words = { .mem = mem };
	struct bytes text, line;
	int number = 0;

	s->scripts++;
	if (!gather_read(s->g, path, MOST_BYTES, &text))
		return;
	for (size_t at = 0; next_line(text, &at, &line);) {
		number++;
		words.n = 0;
		str_add_bytes(&words, line.at, line.n);
		s->g->f->project.old_generator =
			s->g->f->project.old_generator || installs_old_generator(str_text(&words));
		if (is_old_command(path, str_text(&words)))
			list_push(mem, &s->g->f->project.old_commands,
				  ((struct old_command){ path, number,
							 str_trim(mem, str_text(&words)) }));
	}
}

/* ---- the folders ---- */

static bool is_passed_over(const char *name)
{
	static const char *const names[] = { "vendor", "node_modules", "testdata", "third_party" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal(name, names[i]))
			return true;
	return name[0] == '.' || name[0] == '_';
}

static void search(struct search *s, const char *folder, int depth)
{
	struct gather *g = s->g;
	struct dir_entries all = { 0 };

	if (depth > MOST_DEPTH || s->folders++ >= MOST_FOLDERS ||
	    g->host->list(g->host, g->mem, folder, &all, NULL) != RC_OK)
		return;
	for (size_t i = 0; i < all.n && s->files < MOST_FILES; i++)
		if (all.at[i].type == FILE_REGULAR && str_ends(all.at[i].name, ".pb.go"))
			read_generated(s, path_join(g->mem, folder, all.at[i].name));
	for (size_t i = 0; i < all.n && s->scripts < MOST_SCRIPTS; i++)
		if (all.at[i].type == FILE_REGULAR && old_commands_may_be_in(all.at[i].name))
			read_commands(s, path_join(g->mem, folder, all.at[i].name));
	for (size_t i = 0; i < all.n && (s->files < MOST_FILES || s->scripts < MOST_SCRIPTS); i++)
		if (all.at[i].type == FILE_FOLDER && !is_passed_over(all.at[i].name))
			search(s, path_join(g->mem, folder, all.at[i].name), depth + 1);
}

void gather_generated(struct gather *g)
{
	struct search s = { .g = g };

	if (project_requires(&g->f->project, "google.golang.org/protobuf") ||
	    project_requires(&g->f->project, "google.golang.org/grpc"))
		search(&s, g->f->project.folder, 0);
}
