/* The Go project goready was started in: what its go.mod asks for, and which plugins it names itself. */
#include "facts/gather.h"

#include <ctype.h>
#include <string.h>

struct go_mod {
	struct gather *g;
	const char *path, *block; /* of "require (", NULL outside */
	int line;
	struct names
		replaced; /* module, version (NULL: a folder) and new path, one behind the other */
};

const char *project_requires(const struct project_facts *p, const char *module)
{
	for (size_t i = 0; i < p->modules.n; i++)
		if (str_equal(p->modules.at[i].path, module))
			return p->modules.at[i].version;
	return NULL;
}

static void add_plugin(struct gather *g, enum project_plugin_how how, const char *value,
		       const char *file, int line)
{
	list_push(g->mem, &g->f->project.plugins,
		  ((struct project_plugin){ how, value, file, line }));
}

/* The first word of *rest, without quotation marks; *rest goes on behind it. */
static const char *next_word(struct arena *mem, const char **rest)
{
	const char *from = *rest + strspn(*rest, " \t");
	size_t n = strcspn(from, " \t");

	*rest = from + n;
	if (n > 1 && (from[0] == '"' || from[0] == '`') && from[n - 1] == from[0])
		return arena_strndup(mem, from + 1, n - 2);
	return arena_strndup(mem, from, n);
}

/* "v1.64.0"; NULL: something else, as where a capture masks it. */
static const char *version_word(struct arena *mem, const char **rest)
{
	const char *word = next_word(mem, rest);

	return word[0] == 'v' && word[1] >= '0' && word[1] <= '9' ? word : NULL;
}

/* "OLD [v1] => NEW [v2]" (go.dev/ref/mod, replace directive) */
static void read_replace(struct go_mod *m, const char *rest)
{
	const char *old = next_word(m->g->mem, &rest), *arrow = strstr(rest, "=>");
	const char *version, *path;

	if (!arrow)
		return;
	arrow += strlen("=>");
	path = next_word(m->g->mem, &arrow);
	version = version_word(m->g->mem, &arrow);
	list_push(m->g->mem, &m->replaced, old);
	list_push(m->g->mem, &m->replaced, version);
	list_push(m->g->mem, &m->replaced, path);
}

static void read_directive(struct go_mod *m, const char *directive, const char *rest)
{
	struct project_facts *p = &m->g->f->project;
	const char *first = next_word(m->g->mem, &rest);

	if (str_equal(directive, "go"))
		p->go_line = first;
	else if (str_equal(directive, "toolchain"))
		p->toolchain_line = first;
	else if (str_equal(directive, "require"))
		list_push(m->g->mem, &p->modules,
			  ((struct project_module){ first, version_word(m->g->mem, &rest), m->line,
						    first, false }));
	else if (str_equal(directive, "tool"))
		add_plugin(m->g, PLUGIN_BY_TOOL_LINE, first, m->path, m->line);
	else if (str_equal(directive, "replace"))
		read_replace(m, arena_fmt(m->g->mem, "%s %s", first, rest));
}

static void read_line(struct go_mod *m, const char *line)
{
	struct arena *mem = m->g->mem;
	const char *comment = strstr(line, "//"), *rest, *word;

	if (comment)
		line = arena_strndup(mem, line, (size_t)(comment - line));
	rest = line = str_trim(mem, line);
	if (m->block && str_equal(line, ")"))
		m->block = NULL;
	else if (m->block && *line)
		read_directive(m, m->block, line);
	if (m->block || !*line || *line == ')')
		return;
	word = next_word(mem, &rest);
	rest = str_trim(mem, rest);
	if (str_equal(rest, "("))
		m->block = word;
	else
		read_directive(m, word, rest);
}

/* What is replaced by a folder has no version that is known. */
static void apply_replaced(struct go_mod *m)
{
	struct project_facts *p = &m->g->f->project;

	for (size_t i = 0; i < p->modules.n; i++)
		for (size_t k = 0; k + 2 < m->replaced.n; k += 3)
			if (str_equal(p->modules.at[i].path, m->replaced.at[k])) {
				p->modules.at[i].version = m->replaced.at[k + 1];
				p->modules.at[i].fetched = m->replaced.at[k + 2];
			}
}

static void read_go_mod(struct gather *g, const char *path, struct bytes text)
{
	struct go_mod m = { .g = g, .path = path };
	struct bytes line;
	size_t at = 0;

	while (next_line(text, &at, &line)) {
		m.line++;
		read_line(&m, arena_strndup(g->mem, line.at, line.n));
	}
	apply_replaced(&m);
}

/* ---- tools.go ---- */

/* `_ "google.golang.org/protobuf/cmd/protoc-gen-go"`: how tools were pinned before Go 1.24. */
static void read_tools_go(struct gather *g, const char *path)
{
	struct bytes text, line;
	size_t at = 0;
	int number = 0;

	if (!gather_read(g, path, 1 << 20, &text))
		return;
	while (next_line(text, &at, &line)) {
		const char *words = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		const char *first;

		number++;
		if (str_starts(words, "import "))
			words += strlen("import ");
		first = next_word(g->mem, &words);
		if (str_equal(first, "_"))
			add_plugin(g, PLUGIN_BY_TOOL_LINE, next_word(g->mem, &words), path, number);
	}
}

/* ---- buf.gen.yaml ---- */

/* A value without its comment, quotation marks and, of a list in one line, its brackets and commas. */
static const char *plain_value(struct gather *g, const char *value)
{
	struct str s = { .mem = g->mem };
	bool blank = false;

	for (; *value && !(*value == '#' && blank); value++) {
		blank = *value == ' ' || *value == '\t' || *value == ',';
		if (strchr("\"'[]", *value))
			continue;
		if (blank && (!s.n || str_text(&s)[s.n - 1] == ' '))
			continue;
		str_add(&s, blank ? " " : arena_strndup(g->mem, value, 1));
	}
	return str_trim(g->mem, str_text(&s));
}

struct buf_gen {
	struct gather *g;
	const char *path;
	int line;
	int list_line;   /* of "local:", whose words follow, one a line; 0: none do */
	struct str list; /* those so far */
};

static void end_list(struct buf_gen *b)
{
	if (b->list_line && b->list.n)
		add_plugin(b->g, PLUGIN_BY_BUF_COMMAND, str_text(&b->list), b->path, b->list_line);
	b->list_line = 0;
	b->list = (struct str){ .mem = b->g->mem };
}

/* buf.build/docs/configuration/v2/buf-gen-yaml: remote, local; v1: plugin and name. */
static void read_buf_value(struct buf_gen *b, const char *key, const char *value)
{
	struct gather *g = b->g;

	if (str_starts(value, "buf.build/"))
		add_plugin(g, PLUGIN_BY_BUF_REMOTE, value, b->path, b->line);
	else if (str_equal(key, "local:") && !*value)
		b->list_line = b->line;
	else if (str_equal(key, "local:"))
		add_plugin(g, PLUGIN_BY_BUF_COMMAND, value, b->path, b->line);
	else if (*value && !str_equal(key, "remote:")) /* version 1 leaves the beginning away */
		add_plugin(g, PLUGIN_BY_BUF_COMMAND, arena_fmt(g->mem, "protoc-gen-%s", value),
			   b->path, b->line);
}

static void read_buf_line(struct buf_gen *b, const char *line)
{
	static const char *const keys[] = { "remote:", "local:", "plugin:", "name:" };
	bool item = str_starts(line, "-");

	if (item)
		line = str_trim(b->g->mem, line + 1);
	if (item && b->list_line && !strstr(line, ": ") && !str_ends(line, ":")) {
		str_fmt(&b->list, "%s%s", b->list.n ? " " : "", plain_value(b->g, line));
		return;
	}
	end_list(b);
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (str_starts(line, keys[i]))
			read_buf_value(b, keys[i], plain_value(b->g, line + strlen(keys[i])));
}

static void read_buf(struct gather *g, const char *path)
{
	struct buf_gen b = { .g = g, .path = path, .list = { .mem = g->mem } };
	struct bytes text, line;
	size_t at = 0;

	if (!gather_read(g, path, 1 << 20, &text))
		return;
	g->f->project.buf = path;
	while (next_line(text, &at, &line)) {
		b.line++;
		read_buf_line(&b, str_trim(g->mem, arena_strndup(g->mem, line.at, line.n)));
	}
	end_list(&b);
}

/* ---- the folder ---- */

/* git refuses a work tree of another owner (git-config(1), safe.directory); root may have it. */
static bool belongs_to_another(struct gather *g, const char *folder)
{
	struct file_info info = { 0 };

	return host_exists(g->host, path_join(g->mem, folder, ".git")) &&
	       g->host->stat(g->host, g->mem, folder, &info, NULL) == RC_OK &&
	       info.type == FILE_FOLDER && info.uid != g->system.uid && g->system.uid != 0;
}

/* As go looks for it: here, then in the folders above; not in the temp folder itself
 * (cmd/go/internal/modload, findModuleRoot). NULL: there is none. */
static const char *with_go_mod(struct gather *g, const char *folder, struct bytes *ret)
{
	const char *temp = gather_env(g, "TMPDIR") ? gather_env(g, "TMPDIR") : "/tmp";

	for (int i = 0; i < 64; i++) {
		if (!str_equal(folder, path_bare(g->mem, temp)) &&
		    gather_read(g, path_join(g->mem, folder, "go.mod"), 1 << 20, ret))
			return folder;
		if (str_equal(folder, "/"))
			return NULL;
		folder = path_folder(g->mem, folder);
	}
	return NULL;
}

/* go goes by go.work's lines and not by go.mod's (cmd/go/internal/toolchain, modGoToolchain). */
static void read_who_asks(struct gather *g, const char *work)
{
	struct project_facts *p = &g->f->project, of_mod = *p;
	struct bytes text;

	p->asks = path_join(g->mem, p->folder, "go.mod");
	p->asks_go = p->go_line;
	p->asks_toolchain = p->toolchain_line;
	if (!work || !gather_read(g, work, 1 << 20, &text))
		return;
	*p = (struct project_facts){ 0 };
	read_go_mod(g, work, text);
	of_mod.asks = work;
	of_mod.asks_go = p->go_line;
	of_mod.asks_toolchain = p->toolchain_line;
	*p = of_mod;
}

/* go keeps what the database answered (modfetch/sumdb.go); capitals are written as "!" and the small letter. */
static const char *kept_answer(struct gather *g, const struct project_module *one)
{
	const char *cache = facts_setting_value(g->f, "GOMODCACHE");
	struct str s = { .mem = g->mem };

	if (path_is_absolute(cache))
		str_add(&s, cache);
	else
		str_fmt(&s, "%s/pkg/mod", path_folder(g->mem, g->f->places.go_bin));
	str_add(&s, "/cache/download/sumdb/sum.golang.org/lookup/");
	for (const char *at = one->fetched; *at; at++)
		if (isupper((unsigned char)*at))
			str_fmt(&s, "!%c", tolower((unsigned char)*at));
		else
			str_add_char(&s, *at);
	str_fmt(&s, "@%s", one->version);
	return str_text(&s);
}

/* A private module is in no public database. */
static void look_for_module(struct gather *g, const char *use, int line, const char *text)
{
	struct project_facts *p = &g->f->project;
	const char *folder =
		path_is_absolute(use) ? use : path_join(g->mem, path_folder(g->mem, p->work), use);

	p->work_uses++;
	if (!gather_is_file(g, path_join(g->mem, folder, "go.mod")))
		list_push(g->mem, &p->work_gone, ((struct use_gone){ use, line, text }));
}

/* `use ./a`, and the lines of `use (...)` (go.dev/ref/mod, go.work files). */
static void read_uses(struct gather *g)
{
	bool in_uses = false;
	struct bytes file, line;
	size_t at = 0;

	if (!gather_read(g, g->f->project.work, 1 << 20, &file))
		return;
	for (int number = 1; next_line(file, &at, &line); number++) {
		const char *text = str_trim(g->mem, arena_strndup(g->mem, line.at, line.n));
		const char *comment = strstr(text, "//"), *rest, *word;

		rest = str_trim(g->mem,
				arena_strndup(g->mem, text,
					      comment ? (size_t)(comment - text) : strlen(text)));
		word = next_word(g->mem, &rest);
		if (str_equal(word, "use") && !in_uses)
			word = next_word(g->mem, &rest);
		else if (!in_uses)
			continue;
		if (str_equal(word, "(") || str_equal(word, ")"))
			in_uses = *word == '(';
		else if (*word)
			look_for_module(g, word, number, text);
	}
}

/* Without one here, one in the home is of whatever lies below. */
static void gather_uses(struct gather *g, const char *work)
{
	const char *named = facts_setting_value(g->f, "GOWORK");

	if (!work && (!named || !*named))
		work = path_join(g->mem, g->f->places.home, "go.work");
	if (!work || !gather_is_file(g, work))
		return;
	g->f->project.work = work;
	read_uses(g);
}

static void look_up_modules(struct gather *g)
{
	struct project_facts *p = &g->f->project;

	for (size_t i = 0; g->f->surroundings.git_rewrites.n && i < p->modules.n; i++)
		if (p->modules.at[i].version)
			p->modules.at[i].in_database =
				gather_is_file(g, kept_answer(g, &p->modules.at[i]));
}

void gather_project_folder(struct gather *g, const char *folder)
{
	g->f->places.project = folder ? with_go_mod(g, folder, &g->go_mod) : NULL;
}

void gather_project(struct gather *g, const char *folder)
{
	const char *work = folder ? toolchain_work_file(g, folder) : NULL;

	gather_uses(g, work);
	folder = g->f->places.project;
	if (!folder)
		return;
	g->f->project.folder = folder;
	g->f->project.owner_is_other = belongs_to_another(g, folder);
	read_buf(g, path_join(g->mem, folder, "buf.gen.yaml"));
	read_go_mod(g, path_join(g->mem, folder, "go.mod"), g->go_mod);
	read_who_asks(g, work);
	read_tools_go(g, path_join(g->mem, folder, "tools.go"));
	read_tools_go(g, path_join(g->mem, folder, "tools/tools.go"));
	gather_generated(g);
	look_up_modules(g);
}
