/* Writing a captured machine: the opposite of captured_load.c, with what must stay private taken
 * out. */
#include "capture/captured.h"

#include "base/base64.h"
#include "base/mask.h"
#include "base/old_command.h"
#include "base/proxy_files.h"
#include "base/utf8.h"

struct writer {
	struct arena *mem;
	const struct captured *c;
	const struct mask *m;
};

static const char *shown(const struct writer *w, const char *text)
{
	return text ? mask_text(w->m, bytes_of(text)).at : NULL;
}

static void add_given(const struct writer *w, struct json *to, const char *key, const char *text)
{
	if (text)
		json_add_string(w->mem, to, key, shown(w, text));
}

static void add_system(const struct writer *w, struct json *root)
{
	const struct system_info *s = &w->c->system;
	struct json *to = json_add_object(w->mem, root, "system");

	json_add_string(w->mem, to, "os", os_name(s->os));
	add_given(w, to, "kernel", s->kernel);
	add_given(w, to, "machine", s->machine);
	json_add_number(w->mem, to, "memory", (double)s->memory);
	json_add_number(w->mem, to, "processors", s->processors);
	json_add_number(w->mem, to, "uid", s->uid);
	if (w->c->gid != s->uid)
		json_add_number(w->mem, to, "gid", w->c->gid);
	if (w->c->groups.n)
		json_add_names(w->mem, to, "groups", &w->c->groups);
	json_add_string(w->mem, to, "user", s->uid == 0 ? "root" : "user");
	add_given(w, to, "passwd_shell", s->passwd_shell);
}

static void add_env(const struct writer *w, struct json *root)
{
	struct json *to = json_add_object(w->mem, root, "env");

	for (size_t i = 0; i < w->c->env.n; i++) {
		const struct recorded_value *v = &w->c->env.at[i];

		if (v->value)
			json_add_bytes(w->mem, to, shown(w, v->name),
				       bytes_of(mask_value(w->m, v->name, v->value)));
		else
			json_add_null(w->mem, to, v->name);
	}
}

/* A project's files are private wherever it lies. System files assign nothing of the user's, and what they assign (os-release) is what we look for.
 */
static bool is_private(const struct writer *w, const char *path)
{
	if (captured_is_below(path, w->c->home) ||
	    (w->c->project && captured_is_below(path, w->c->project)))
		return true;
	return captured_is_below(path, "/etc") && !str_equal(path, "/etc/os-release");
}

/* The project's too, wherever that lies. */
static bool is_settings(const char *path)
{
	return str_ends(path, "/settings.json") || str_ends(path, "/coc-settings.json") ||
	       str_ends(path, "/extensions/extensions.json");
}

static bool is_of_git(const char *path)
{
	return str_ends(path, "/.gitconfig") || str_ends(path, "/git/config") ||
	       str_ends(path, "/.git/config") || str_ends(path, "/gitconfig");
}

static bool is_of_another_editor(const char *path)
{
	static const char *const ends[] = { "/languages.toml",
					    ".lua",
					    "/init.vim",
					    "/.vimrc",
					    "/vimrc",
					    "/.emacs",
					    ".el",
					    "/.spacemacs",
					    "/workspace.xml",
					    "/go.sdk.xml",
					    "/project.default.xml" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (str_ends(path, ends[i]))
			return true;
	return false;
}

/* Of a project's code only who wrote it: the comment at its beginning. */
static struct bytes beginning_of_generated(struct bytes text)
{
	struct bytes line;
	size_t at = 0, end = 0;

	for (; next_line(text, &at, &line) && str_starts(line.at, "//"); end = at)
		;
	return (struct bytes){ text.at, end < text.n ? end : text.n };
}

/* Of a project's scripts only the lines that a rule speaks of; the others are left empty, so that these keep their
 * numbers. */
static struct bytes old_commands_of(struct arena *mem, const char *path, struct bytes text)
{
	struct str s = { .mem = mem };
	struct bytes line;
	size_t kept = 0;

	for (size_t at = 0; next_line(text, &at, &line);) {
		const char *words = str_trim(mem, arena_strndup(mem, line.at, line.n));

		bool is_spoken_of = is_old_command(path, words) || installs_old_generator(words);

		str_fmt(&s, "%s\n", is_spoken_of ? words : "");
		kept = is_spoken_of ? s.n : kept;
	}
	return (struct bytes){ str_text(&s), kept };
}

/* Of settings that hold passwords, too, only the proxies' addresses, each on its line. */
static struct bytes addresses_of_proxies(struct arena *mem, struct bytes text)
{
	struct str s = { .mem = mem };
	struct bytes line;

	for (size_t at = 0; next_line(text, &at, &line); str_add(&s, "\n")) {
		const char *rest = arena_strndup(mem, line.at, line.n);
		struct proxy_setting one;
		const char *between = "";

		for (; proxy_setting_next(mem, &rest, &one); between = " ")
			str_fmt(&s, "%s%s = %s", between, one.key, one.address);
	}
	return str_bytes(&s);
}

static bool is_project_script(const struct writer *w, const char *path)
{
	return w->c->project && captured_is_below(path, w->c->project) &&
	       old_commands_may_be_in(path_name(path));
}

static void add_content(const struct writer *w, struct json *to, const char *path,
			struct bytes content)
{
	struct bytes text =
		str_ends(path, ".pb.go") ? mask_text(w->m, beginning_of_generated(content))
		: is_project_script(w, path)
			? mask_text(w->m, old_commands_of(w->mem, path, content))
		: is_of_another_editor(path) ? mask_editor_lines(w->m, content)
		: is_settings(path)          ? mask_settings(w->m, content)
		: is_of_git(path)            ? mask_git(w->m, content)
		: proxy_file_is(path) ? mask_text(w->m, addresses_of_proxies(w->mem, content))
		: is_private(w, path) ? mask_file(w->m, content)
				      : mask_text(w->m, content);

	if (utf8_valid(text))
		json_add_string(w->mem, to, "text", text.n ? text.at : "");
	else
		json_add_string(w->mem, to, "b64", base64_encode(w->mem, text));
}

static const char *cpu_name(enum arch arch)
{
	return arch_name(arch) ? arch_name(arch) : "other";
}

static void add_archs(const struct writer *w, struct json *to, const struct binary *b)
{
	struct json *list;

	if (b->arch_n == 1)
		json_add_string(w->mem, to, "arch", cpu_name(b->archs[0]));
	if (b->arch_n < 2)
		return;
	list = json_add_array(w->mem, to, "arch");
	for (int i = 0; i < b->arch_n; i++)
		json_add_string(w->mem, list, NULL, cpu_name(b->archs[i]));
}

static void add_paths(const struct writer *w, struct json *to, const char *key,
		      const struct names *paths)
{
	struct json *list;

	if (!paths->n)
		return;
	list = json_add_array(w->mem, to, key);
	for (size_t i = 0; i < paths->n; i++)
		json_add_string(w->mem, list, NULL, shown(w, paths->at[i]));
}

static void add_binary(const struct writer *w, struct json *file, const struct binary *b)
{
	struct json *to = json_add_object(w->mem, file, "binary"), *go;

	json_add_string(w->mem, to, "format", captured_format_name(b->format));
	if (os_name(b->os))
		json_add_string(w->mem, to, "os", os_name(b->os));
	add_archs(w, to, b);
	if (b->bits)
		json_add_number(w->mem, to, "bits", b->bits);
	add_given(w, to, "interpreter", b->interpreter);
	add_paths(w, to, "needs", &b->needs);
	add_paths(w, to, "rpaths", &b->rpaths);
	add_given(w, to, "min_os", b->min_os);
	add_given(w, to, "sdk", b->sdk);
	if (b->uuid)
		json_add_bool(w->mem, to, "uuid", b->uuid > 0);
	if (b->instead)
		json_add_string(w->mem, to, "instead", captured_instead_name(b->instead));
	if (b->cut_off)
		json_add_bool(w->mem, to, "cut_off", true);
	if (b->signature)
		json_add_bool(w->mem, to, "signature", true);
	if (!b->go)
		return;
	go = json_add_object(w->mem, to, "go");
	add_given(w, go, "version", b->go->version);
	add_given(w, go, "main", b->go->main);
	add_given(w, go, "mod", b->go->mod);
	add_given(w, go, "mod_version", b->go->mod_version);
	add_given(w, go, "goos", b->go->goos);
	add_given(w, go, "goarch", b->go->goarch);
}

static const char *type_name(enum file_type type)
{
	switch (type) {
	case FILE_REGULAR:
		return "file";
	case FILE_FOLDER:
		return "folder";
	case FILE_LINK:
		return "link";
	case FILE_NONE:
	case FILE_OTHER:
		break;
	}
	return "other";
}

/* The names in a project's folders are its owner's: those of what was read, of generated code, and the way to them. */
static bool is_to_be_seen(struct arena *mem, const struct node *n)
{
	if (n->type == FILE_REGULAR && n->has_content && old_commands_may_be_in(n->name))
		return old_commands_of(mem, n->name, n->content).n > 0;
	if (n->type != FILE_FOLDER)
		return !n->type_only || str_ends(n->name, ".pb.go");
	for (const struct node *child = n->first; child; child = child->next)
		if (child->type != FILE_NONE && is_to_be_seen(mem, child))
			return true;
	return false;
}

static bool is_in_project(const struct writer *w, const char *path)
{
	return w->c->project && captured_is_below(path, w->c->project) &&
	       !str_equal(path, w->c->project);
}

static void add_list(const struct writer *w, struct json *file, const struct node *n)
{
	struct json *to = json_add_object(w->mem, file, "list");

	for (const struct node *child = n->first; child; child = child->next)
		if (child->type != FILE_NONE && !json_get(to, shown(w, child->name)) &&
		    (!is_in_project(w, captured_path(w->mem, child)) ||
		     is_to_be_seen(w->mem, child)))
			json_add_string(w->mem, to, shown(w, child->name), type_name(child->type));
}

static mode_t usual_mode(const struct node *n)
{
	if (n->type == FILE_FOLDER || n->binary)
		return 0755;
	if (n->type == FILE_LINK)
		return 0777;
	if (n->has_content && n->content.n > 2 && n->content.at[0] == '#' &&
	    n->content.at[1] == '!')
		return 0755;
	return 0644;
}

static void add_rights(const struct writer *w, struct json *file, const struct node *n, bool users)
{
	uid_t uid = users ? w->c->system.uid : 0;
	gid_t gid = users ? w->c->gid : 0;

	if (n->mode != usual_mode(n) && n->type != FILE_LINK)
		json_add_string(w->mem, file, "mode", arena_fmt(w->mem, "%04o", (unsigned)n->mode));
	if (n->uid != uid)
		json_add_number(w->mem, file, "uid", n->uid);
	if (n->gid != gid)
		json_add_number(w->mem, file, "gid", n->gid);
	if (n->may)
		json_add_string(w->mem, file, "may", n->may);
	if (n->xattrs.n)
		json_add_names(w->mem, file, "xattrs", &n->xattrs);
}

static void add_kind(const struct writer *w, struct json *file, const struct node *n,
		     const char *path)
{
	switch (n->type) {
	case FILE_NONE:
		break;
	case FILE_LINK:
		json_add_string(w->mem, file, "link", shown(w, n->target ? n->target : ""));
		break;
	case FILE_FOLDER:
		if (n->listed)
			add_list(w, file, n);
		else
			json_add_bool(w->mem, file, "folder", true);
		break;
	case FILE_OTHER:
		json_add_bool(w->mem, file, "other", true);
		break;
	case FILE_REGULAR:
		if (n->has_content)
			add_content(w, file, path, n->content);
		else
			json_add_number(w->mem, file, "size", (double)n->size);
		if (n->binary && (!n->has_content || n->binary->format != BINARY_SCRIPT))
			add_binary(w, file, n->binary);
		break;
	}
}

static void add_node(const struct writer *w, struct json *files, const struct node *n)
{
	const char *path = captured_path(w->mem, n), *key = mask_path(w->m, path);
	bool known = !n->implied && !n->type_only && !json_get(files, key);

	if ((n->type == FILE_FOLDER || is_project_script(w, path)) && is_in_project(w, path) &&
	    !is_to_be_seen(w->mem, n))
		return;
	if (known && n->type == FILE_NONE) {
		json_add_null(w->mem, files, key);
	} else if (known) {
		struct json *file = json_add_object(w->mem, files, key);

		add_kind(w, file, n, path);
		add_rights(w, file, n, captured_is_below(path, w->c->home));
	}
	for (const struct node *child = n->first; child; child = child->next)
		add_node(w, files, child);
}

static void add_output(const struct writer *w, struct json *to, const struct recorded_command *r,
		       const char *key, struct bytes text)
{
	bool version = r->argv.n == 2 && str_equal(r->argv.at[1], "--version");

	if (text.n)
		json_add_bytes(w->mem, to, key,
			       version ? mask_version_answer(w->m, text) : mask_script(w->m, text));
}

static void add_command(const struct writer *w, struct json *list, const struct recorded_command *r)
{
	struct json *to = json_add_object(w->mem, list, NULL), *argv;

	argv = json_add_array(w->mem, to, "argv");
	for (size_t i = 0; i < r->argv.n; i++)
		json_add_string(w->mem, argv, NULL, mask_path(w->m, r->argv.at[i]));
	if (r->env_has.n)
		json_add_names(w->mem, to, "env_has", &r->env_has);
	if (r->result.status)
		json_add_number(w->mem, to, "status", r->result.status);
	add_output(w, to, r, "out", r->result.out);
	add_output(w, to, r, "err", r->result.err);
	if (r->result.timed_out)
		json_add_bool(w->mem, to, "timed_out", true);
	if (r->result.start_errno)
		json_add_number(w->mem, to, "start_errno", r->result.start_errno);
}

/* Those that look at the environment first: the first that fits counts. */
static void add_commands(const struct writer *w, struct json *root)
{
	struct json *list = json_add_array(w->mem, root, "commands");

	for (size_t i = w->c->commands.n; i-- > 0;)
		if (w->c->commands.at[i].env_has.n)
			add_command(w, list, &w->c->commands.at[i]);
	for (size_t i = 0; i < w->c->commands.n; i++)
		if (!w->c->commands.at[i].env_has.n)
			add_command(w, list, &w->c->commands.at[i]);
}

static void add_processes(const struct writer *w, struct json *root)
{
	struct json *list = json_add_array(w->mem, root, "processes");

	for (size_t i = 0; i < w->c->processes.n; i++) {
		const struct recorded_process *p = &w->c->processes.at[i];
		struct json *to = json_add_object(w->mem, list, NULL);

		json_add_number(w->mem, to, "pid", p->process.pid);
		json_add_number(w->mem, to, "parent", p->process.parent);
		if (p->process.path)
			json_add_string(w->mem, to, "path", mask_path(w->m, p->process.path));
		if (p->process.translated)
			json_add_bool(w->mem, to, "translated", true);
		if (p->self)
			json_add_bool(w->mem, to, "self", true);
	}
}

static void add_disks(const struct writer *w, struct json *root)
{
	struct json *all = json_add_object(w->mem, root, "disk");

	for (size_t i = 0; i < w->c->disks.n; i++) {
		const struct recorded_disk *d = &w->c->disks.at[i];
		const char *key = mask_path(w->m, d->path);
		struct json *to;

		if (json_get(all, key))
			continue;
		to = json_add_object(w->mem, all, key);
		json_add_number(w->mem, to, "free", (double)d->info.free_bytes);
		if (d->info.noexec)
			json_add_bool(w->mem, to, "noexec", true);
		if (d->info.read_only)
			json_add_bool(w->mem, to, "read_only", true);
		json_add_string(w->mem, to, "type", d->info.type);
	}
}

static void add_sysctl(const struct writer *w, struct json *root)
{
	struct json *to = json_add_object(w->mem, root, "sysctl");

	for (size_t i = 0; i < w->c->sysctl.n; i++)
		json_add_string(w->mem, to, w->c->sysctl.at[i].name,
				shown(w, w->c->sysctl.at[i].value));
}

struct json *captured_json(struct arena *mem, const struct captured *c, const struct mask *m)
{
	struct writer w = { mem, c, m };
	struct json *root = json_new_object(mem), *files;

	json_add_number(mem, root, "schema", 1);
	add_system(&w, root);
	json_add_string(mem, root, "home", m->new_home);
	if (c->project)
		json_add_string(mem, root, "project", shown(&w, c->project));
	json_add_number(mem, root, "now", (double)c->now);
	add_env(&w, root);
	json_add_array(mem, root, "roots");
	files = json_add_object(mem, root, "files");
	if (c->root)
		add_node(&w, files, c->root);
	add_commands(&w, root);
	add_sysctl(&w, root);
	add_processes(&w, root);
	add_disks(&w, root);
	return root;
}
