#include "plan_machine.h"

#include <string.h>

#include "shell/block.h"

struct facts *machine_bare(struct arena *mem)
{
	struct facts *f = ARENA_NEW(mem, struct facts);

	f->machine = (struct machine_facts){ .os = OS_LINUX,
					     .os_id = "debian",
					     .cpu = ARCH_AMD64,
					     .userland = ARCH_AMD64,
					     .userland_bits = 64,
					     .libc = LIBC_GLIBC };
	f->places = (struct places){ .home = "/home/ann",
				     .data = "/home/ann/.local/share/goready",
				     .tools = "/home/ann/.local/share/goready/tools",
				     .bin = "/home/ann/.local/share/goready/bin",
				     .state = "/home/ann/.local/state/goready",
				     .runs = "/home/ann/.local/state/goready/runs",
				     .cache = "/home/ann/.cache/goready",
				     .config = "/home/ann/.config",
				     .zdotdir = "/home/ann",
				     .tmp = "/tmp",
				     .go_bin = "/home/ann/go/bin" };
	f->path.set = true;
	f->path.text = "/usr/local/bin:/usr/bin:/bin";
	list_push(mem, &f->path.new_shell, "/usr/local/bin");
	list_push(mem, &f->path.new_shell, "/usr/bin");
	list_push(mem, &f->path.new_shell, "/bin");
	f->go.file = "/home/ann/.config/go/env";
	for (int s = 0; s < SHELL_N; s++)
		f->shell.shells[s].id = (enum shell_id)s;
	f->shell.login = SHELL_BASH;
	f->shell.shells[SHELL_BASH].login_shell = true;
	machine_start_file(mem, f, SHELL_BASH, ".bashrc", "# mine\n");
	machine_start_file(mem, f, SHELL_BASH, ".profile", "umask 022\n");
	f->environment.fs_known = true;
	f->environment.home_disk.free_bytes = 20000000000;
	return f;
}

struct start_file *machine_start_file(struct arena *mem, struct facts *f, enum shell_id shell,
				      const char *name, const char *content)
{
	struct shell *at = &f->shell.shells[shell];
	struct shell_home home = facts_shell_home(f);
	const char *folder = shell_kind(shell)->folder(mem, &home);
	struct start_file *file = list_add(mem, &at->files);

	at->installed = true;
	at->path = path_join(mem, "/usr/bin", shell_name(shell));
	at->has_start_file = at->has_start_file || content;
	*file = (struct start_file){ .shell = shell,
				     .name = name,
				     .path = path_join(mem, folder, name),
				     .info = { .type = content ? FILE_REGULAR : FILE_NONE },
				     .exists = content != NULL,
				     .writable = true,
				     .mode = 0644,
				     .content = bytes_of(content ? content : "") };
	return file;
}

static int new_shell_index(struct arena *mem, const struct facts *f, const char *path)
{
	for (size_t i = 0; i < f->path.new_shell.n; i++) {
		if (str_equal(f->path.new_shell.at[i], path_folder(mem, path)))
			return (int)i;
	}
	return -1;
}

struct tool *machine_tool(struct arena *mem, struct facts *f, enum tool_id id, const char *path,
			  const char *version, bool on_path)
{
	struct tool *tool = list_add(mem, &f->tools);

	if (on_path && new_shell_index(mem, f, path) < 0)
		list_push(mem, &f->path.new_shell, path_folder(mem, path));
	*tool = (struct tool){ .id = id,
			       .path = path,
			       .real_path = path,
			       .version = version,
			       .path_index = -1,
			       .new_shell_index = new_shell_index(mem, f, path) };
	if (id == TOOL_PROTOC)
		tool->includes = "/usr/include";
	return tool;
}

struct assignment *machine_line(struct arena *mem, struct facts *f, const char *file, int line,
				const char *name, const char *value, const char *text)
{
	struct assignment *a = list_add(mem, &f->shell.assignments);

	*a = (struct assignment){ .file = file,
				  .line = line,
				  .name = name,
				  .value = value,
				  .text = text,
				  .plain = true };
	return a;
}

/* ---- after ---- */

static struct start_file *find_file(struct facts *f, const char *path)
{
	for (int s = 0; s < SHELL_N; s++) {
		for (size_t i = 0; i < f->shell.shells[s].files.n; i++) {
			if (str_equal(f->shell.shells[s].files.at[i].path, path))
				return &f->shell.shells[s].files.at[i];
		}
	}
	return NULL;
}

static void after_edit(struct arena *mem, struct facts *f, const struct step *s)
{
	struct start_file *file = find_file(f, s->edit.path);

	if (s->edit.shell == SHELL_N) {
		f->go.content = s->edit.after;
		f->go.file_exists = true;
		return;
	}
	if (s->edit.own) {
		list_push(mem, &f->shell.env_files,
			  ((struct env_file){ .path = s->edit.path,
					      .exists = true,
					      .content = s->edit.after }));
		return;
	}
	if (!file) {
		const char *name = path_name(s->edit.path);

		if (s->edit.shell == SHELL_FISH)
			name = arena_fmt(mem, "conf.d/%s", name);
		file = machine_start_file(mem, f, s->edit.shell, name, "");
	}
	file->content = s->edit.after;
	file->exists = true;
	file->info.type = FILE_REGULAR;
	for (int shell = 0; shell < SHELL_N; shell++) { /* sh and bash share .profile */
		struct shell *at = &f->shell.shells[shell];

		for (size_t i = 0; i < at->files.n; i++) {
			if (str_equal(at->files.at[i].path, s->edit.path))
				at->files.at[i].content = s->edit.after;
		}
	}
}

static void after_path(struct arena *mem, struct facts *f, const struct plan *p)
{
	struct names path = { 0 };

	for (size_t i = 0; i < p->folders.n; i++)
		list_push(mem, &path, p->folders.at[i]);
	for (size_t i = 0; i < f->path.new_shell.n; i++)
		list_push(mem, &path, f->path.new_shell.at[i]);
	f->path.new_shell = path;
	for (size_t i = 0; i < f->tools.n; i++)
		f->tools.at[i].new_shell_index = new_shell_index(mem, f, f->tools.at[i].path);
}

void machine_after(struct arena *mem, struct facts *f, const struct plan *p)
{
	for (size_t i = 0; i < p->steps.n; i++) {
		const struct step *s = &p->steps.at[i];
		const char *made = s->kind == &step_link  ? s->link.path
				   : s->kind == &step_run ? s->run.into
							  : NULL;

		if (s->kind == &step_edit)
			after_edit(mem, f, s);
		for (size_t k = 0; k < f->tools.n; k++) /* replaced */
			if (made && str_equal(f->tools.at[k].path, made))
				f->tools.at[k].path = "/gone";
		if (made && !str_equal(path_name(made), "gofmt"))
			machine_tool(mem, f, s->tool, made,
				     s->kind == &step_run ? "1.99.0" : "99.0", false);
	}
	after_path(mem, f, p);
}

static bool is_size(const char *unit)
{
	return *unit == ' ' && unit[1] && strchr("KMGT", unit[1]) && unit[2] == 'B';
}

const char *machine_without_versions(struct arena *mem, const char *text)
{
	struct str out = { .mem = mem };

	for (; *text; text++) {
		size_t hex = strspn(text, "0123456789abcdef"), number = strspn(text, "0123456789.");

		if (hex >= 40) {
			str_add(&out, "HEX");
			text += hex - 1;
		} else if (number &&
			   (is_size(text + number) || (number >= 4 && memchr(text, '.', number)))) {
			str_add(&out, "N");
			text += number - 1;
		} else if (number >= 6) {
			str_add(&out, "0");
			text += number - 1;
		} else {
			str_add_char(&out, *text);
		}
	}
	return str_text(&out);
}
