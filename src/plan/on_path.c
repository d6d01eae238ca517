/* Which folders come to PATH, for what is installed, what only needs a place there, and what stays. */
#include "plan/build.h"

#include "base/i18n.h"

static const char *brew_bin(struct builder *b)
{
	return b->w->brew_prefix ? path_join(b->mem, b->w->brew_prefix, "bin") : NULL;
}

/* Does a new shell find another of that name before it would look into Homebrew's folder? */
static bool is_found_before(struct builder *b, enum tool_id id, int brew_index)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *tool = &b->f->tools.at[i];

		if (tool->id == id && tool->new_shell_index >= 0 &&
		    tool->new_shell_index < brew_index)
			return true;
	}
	return false;
}

static const char *formula_bin(struct builder *b, enum tool_id id)
{
	return arena_fmt(b->mem, "%s/opt/%s/bin", b->w->brew->prefix, b->w->tool[id].formula);
}

/* Where Homebrew is on PATH and nothing stands before it, no start file has to change. Where another's
 * program does, the formula's own folder comes first, which holds nothing else (Homebrew/brew, keg.rb:
 * opt/NAME): with all of PREFIX/bin every other command would change hands. */
const char *build_brew_folder(struct builder *b, enum tool_id id)
{
	const struct brew *brew = b->w->brew;

	if (b->brew_to_path)
		return brew_bin(b);
	if (brew && is_found_before(b, id, brew->new_shell_index))
		return formula_bin(b, id);
	return NULL;
}

/* This Homebrew has to come first, for what is installed or by a finding: its whole folder is meant. */
static bool brew_comes_first(struct builder *b, const char *folder)
{
	const struct findings *findings = b->o->findings;

	if (b->brew_to_path && str_equal(folder, brew_bin(b)))
		return true;
	for (size_t i = 0; findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (found->heal == HEAL_BREW_PATH && build_acts(b, found) &&
		    str_equal(folder, path_join(b->mem, found->value, "bin")))
			return true;
	}
	return false;
}

/* Folders in which many programs lie: to move one of them in front of PATH would change more than
 * the tool it is about. */
static bool is_shared(struct builder *b, const char *folder)
{
	static const char *const system[] = {
		"/usr/bin", "/bin",      "/usr/local/bin",    "/usr/sbin",
		"/sbin",    "/snap/bin", "/opt/homebrew/bin", "/opt/local/bin"
	};
	static const char *const own[] = { "bin", ".local/bin" };

	if (brew_comes_first(b, folder))
		return false;
	for (size_t i = 0; i < sizeof(system) / sizeof(system[0]); i++) {
		if (str_equal(folder, system[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		if (str_equal(folder, path_join(b->mem, b->f->places.home, own[i])))
			return true;
	}
	for (size_t i = 0; i < b->f->brew.brews.n; i++) {
		const char *prefix = b->f->brew.brews.at[i].prefix;

		if (prefix && str_equal(folder, path_join(b->mem, prefix, "bin")))
			return true;
	}
	return false;
}

void build_on_path(struct builder *b, enum tool_id id)
{
	const struct tool *tool = b->kept[id];
	const char *folder = path_folder(b->mem, tool->path);
	bool ours = path_is_within(tool->path, b->f->places.tools);

	if (ours || is_shared(b, folder)) {
		build_link_kept(b, tool);
		build_note(b, _("Kept: %s. A link in %s leads to it."), build_tool_text(b, tool),
			   build_tilde(b, b->f->places.bin));
		return;
	}
	b->plan->tool_folder[id] = folder;
	build_note(b, _("Kept: %s. It is only put on PATH."), build_tool_text(b, tool));
}

void build_brew_folders(struct builder *b)
{
	tools_each (id) {
		if (b->by_brew[id] && !b->plan->tool_folder[id])
			b->plan->tool_folder[id] = brew_bin(b);
	}
}

static void add_folder(struct builder *b, const char *folder)
{
	if (!names_hold(&b->folders, folder))
		list_push(b->mem, &b->folders, folder);
}

static bool uses(struct builder *b, const char *folder)
{
	tools_each (id) {
		const struct tool *kept = b->kept[id];

		if (str_equal(b->plan->tool_folder[id], folder) ||
		    (kept && !b->planned[id] && str_equal(path_folder(b->mem, kept->path), folder)))
			return true;
	}
	return false;
}

/* What an earlier run of goready put on PATH stays there. */
static void add_old_folders(struct builder *b)
{
	start_files_each (file, b->f) {
		struct names old = facts_block_folders(b->mem, b->f, file->shell, file->content);

		for (size_t i = 0; i < old.n; i++)
			add_folder(b, old.at[i]);
	}
}

/* What shellenv puts on PATH (Homebrew/brew, cmd/shellenv.sh). */
static void add_brew(struct builder *b, const char *prefix)
{
	const char *bin = path_join(b->mem, prefix, "bin");

	if (names_hold(&b->extra, bin))
		return;
	list_push(b->mem, &b->extra, bin);
	list_push(b->mem, &b->extra, path_join(b->mem, prefix, "sbin"));
}

/* The Go bin folder that GOBIN names, and others that a finding names, without a tool to bring. */
static void add_extra(struct builder *b)
{
	const struct findings *findings = b->o->findings;

	if (b->brew_to_path)
		add_brew(b, b->w->brew_prefix);
	if (b->brew_to_path && b->by_brew[TOOL_GO]) /* where `go install` will put programs */
		list_push(b->mem, &b->extra, b->f->places.go_bin);
	for (size_t i = 0; findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (found->heal == HEAL_BREW_PATH && build_acts(b, found))
			add_brew(b, found->value);
		if (found->heal == HEAL_PATH && path_is_absolute(found->value) &&
		    build_acts(b, found) && !is_shared(b, found->value) &&
		    (found->tool == TOOL_N ||
		     (!b->planned[found->tool] && !b->path_only[found->tool])))
			list_push(b->mem, &b->extra, found->value);
	}
}

static bool puts_anything(const struct builder *b)
{
	tools_each (id) {
		if (b->plan->tool_folder[id])
			return true;
	}
	return b->extra.n > 0;
}

/* Whoever gets tools by goready will want to type its name again. */
static bool goready_comes_too(const struct builder *b)
{
	bool any = puts_anything(b);

	tools_each (id)
		any |= b->planned[id];
	return b->o->own_link && any;
}

static void choose_folders(struct builder *b)
{
	b->folders = (struct names){ 0 };
	if (uses(b, b->f->places.bin) || goready_comes_too(b))
		add_folder(b, b->f->places.bin);
	if (uses(b, b->f->places.go_bin))
		add_folder(b, b->f->places.go_bin);
	tools_each (id) {
		if (b->plan->tool_folder[id])
			add_folder(b, b->plan->tool_folder[id]);
	}
	for (size_t i = 0; i < b->extra.n; i++)
		add_folder(b, b->extra.at[i]);
	add_old_folders(b);
}

static bool holds_another(struct builder *b, const char *folder, enum tool_id id)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *other = &b->f->tools.at[i];

		if (other->id == id && str_equal(path_folder(b->mem, other->path), folder))
			return true;
	}
	return false;
}

/* A folder that comes to the front may hold a worse copy of a tool that stays where it is. */
static bool would_be_shadowed(struct builder *b, const struct tool *kept)
{
	const char *own = path_folder(b->mem, kept->path);

	for (size_t i = 0; i < b->folders.n && !str_equal(b->folders.at[i], own); i++) {
		if (holds_another(b, b->folders.at[i], kept->id))
			return true;
	}
	return false;
}

/* That new shells find it is declined. */
static bool is_left_off_path(const struct builder *b, enum tool_id id)
{
	const struct findings *left = b->o->left;

	for (size_t i = 0; left && i < left->n; i++)
		if (left->at[i].tool == id && left->at[i].heal == HEAL_PATH)
			return true;
	return false;
}

/* Where a block is written anyhow, it names the folders of the tools that stay too: a line in
 * .zshrc, or the PATH this process was given, does not reach every kind of shell. */
static void keep_on_path(struct builder *b)
{
	tools_each (id) {
		const struct tool *kept = b->kept[id];
		const char *folder = kept ? path_folder(b->mem, kept->path) : NULL;

		if (kept && !b->plan->tool_folder[id] && !is_left_off_path(b, id) &&
		    !origin_is_managed(kept->origin) && !is_shared(b, folder))
			b->plan->tool_folder[id] = folder;
	}
}

static void protect_kept(struct builder *b)
{
	tools_each (id) {
		if (b->kept[id] && would_be_shadowed(b, b->kept[id]))
			build_link_kept(b, b->kept[id]);
	}
}

/* Homebrew's folder stays where it is, and a manager's shims that come to the front for a plugin hold an old go. */
static void protect_brewed(struct builder *b)
{
	tools_each (id) {
		bool shadowed = false;

		for (size_t i = 0; i < b->folders.n; i++)
			shadowed |= holds_another(b, b->folders.at[i], id);
		if (b->by_brew[id] && b->w->brew && !b->plan->tool_folder[id] && shadowed)
			b->plan->tool_folder[id] = formula_bin(b, id);
	}
}

/* As doctor says it of the same tool. */
static void note_manager(struct builder *b, const struct tool *tool)
{
	const char *stay = manager_sentence(b->mem, tool, b->w->tool[tool->id].version);

	if (stay)
		build_note(b, "%s", stay);
}

/* Other copies stay; it is said which, since an old one that keeps appearing is a riddle. */
static void note_others(struct builder *b)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *tool = &b->f->tools.at[i];
		const char *folder = path_folder(b->mem, tool->path);

		if (!b->planned[tool->id] || b->w->tool[tool->id].aside ||
		    tool->new_shell_index < 0 || tool->windows ||
		    str_equal(folder, b->plan->tool_folder[tool->id]) ||
		    (b->by_brew[tool->id] && str_equal(folder, brew_bin(b))))
			continue;
		build_note(b, _("Kept, but no longer first on PATH: %s."),
			   build_tool_text(b, tool));
		if (tool == facts_resolve(b->f, tool->id))
			note_manager(b, tool);
	}
}

void build_path_folders(struct builder *b)
{
	add_extra(b);
	choose_folders(b);
	if (puts_anything(b)) {
		keep_on_path(b);
		choose_folders(b);
		protect_kept(b);
		protect_brewed(b);
		choose_folders(b);
	}
	note_others(b);
}
