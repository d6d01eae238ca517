/* The Go project goready was started in: what its go.mod asks for. */
#include "facts/gather.h"

#include <string.h>

/* "word rest" -> rest, without a comment; NULL where the line begins otherwise. */
static const char *after_word(struct arena *mem, const char *line, const char *word)
{
	size_t n = strlen(word);
	const char *comment;

	if (strncmp(line, word, n) != 0 || (line[n] != ' ' && line[n] != '\t'))
		return NULL;
	line += n;
	comment = strstr(line, "//");
	return str_trim(mem, comment ? arena_strndup(mem, line, (size_t)(comment - line)) : line);
}

static void project_read_line(struct gather *g, const char *line)
{
	struct project_facts *p = &g->f->project;
	const char *value = after_word(g->mem, line, "require");

	if (value && *value != '(')
		line = value;
	if ((value = after_word(g->mem, line, "go")))
		p->go_line = value;
	else if ((value = after_word(g->mem, line, "toolchain")))
		p->toolchain_line = value;
	else if ((value = after_word(g->mem, line, "google.golang.org/grpc")))
		p->grpc_version = value;
	else if ((value = after_word(g->mem, line, "google.golang.org/protobuf")))
		p->protobuf_version = value;
}

/* git refuses a work tree of another owner (git-config(1), safe.directory); root may have it. */
static bool belongs_to_another(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };

	return host_exists(g->host, path_join(g->mem, folder, ".git")) &&
	       g->host->stat(g->host, g->mem, folder, &info, NULL) == RC_OK &&
	       info.type == FILE_FOLDER && info.uid != g->system.uid && g->system.uid != 0;
}

void gather_project(struct gather *g, const char *folder)
{
	struct bytes text, line;
	size_t at = 0;

	if (!folder || !gather_read(g, path_join(g->mem, folder, "go.mod"), 1 << 20, &text))
		return;
	g->f->project.folder = folder;
	g->f->places.project = folder;
	g->f->project.owner_is_other = belongs_to_another(g, folder);
	while (next_line(text, &at, &line))
		project_read_line(g, str_trim(g->mem, arena_strndup(g->mem, line.at, line.n)));
}
