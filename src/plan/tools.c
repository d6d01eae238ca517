/* What is installed, what stays as it is, and what only needs a place on PATH. */
#include "plan/build.h"
#include "shell/block.h"
#include "shell/quote.h"

#include "base/i18n.h"

/* `fix` leaves alone what no finding asks for. */
static bool tools_is_asked_for(const struct builder *b, enum tool_id id)
{
	const struct findings *findings = b->o->findings;

	if (!b->o->repair_only)
		return true;
	for (size_t i = 0; findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (found->tool == id && (found->heal == HEAL_INSTALL || found->heal == HEAL_PATH ||
					  found->heal == HEAL_BREW_REINSTALL))
			return true;
	}
	return false;
}

/* `fix` of a broken keg mends it where it is, by whatever way the tool would come otherwise. */
static bool keg_is_mended(const struct builder *b, enum tool_id id)
{
	const struct findings *findings = b->o->findings;

	for (size_t i = 0; b->o->repair_only && findings && i < findings->n; i++) {
		const struct finding *found = &findings->at[i];

		if (found->tool == id && found->heal == HEAL_BREW_REINSTALL && found->automatic)
			return true;
	}
	return false;
}

static bool is_in_brew(const struct builder *b, const struct tool *tool)
{
	return b->w->brew && path_is_within(tool->path, b->w->brew->prefix) &&
	       tool->origin == ORIGIN_HOMEBREW;
}

/* wants say another method than METHOD_KEEP for a good tool only where a newer one is asked for
 * (--upgrade, or the user's choice); the same version is not installed twice. */
static bool is_fine(const struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];
	const struct tool *kept = b->kept[id];

	if (!kept || !wants_satisfied(b->w, b->f, id))
		return false;
	switch (wants_way(want)) {
	case METHOD_ARCHIVE:
		return kept->version && version_compare(kept->version, want->version) == 0;
	case METHOD_HOMEBREW:
		return is_in_brew(b, kept) && !b->w->upgrade;
	case METHOD_KEEP:
	case METHOD_N:
		break;
	}
	return true;
}

static void plan_install(struct builder *b, enum tool_id id, bool by_brew)
{
	b->planned[id] = true;
	b->by_brew[id] = by_brew;
	b->kept[id] = NULL;
}

/* Another one beside that in use: a tree and nothing else, unless it is here already. */
static void decide_aside(struct builder *b, enum tool_id id)
{
	b->planned[id] = wants_way(&b->w->tool[id]) == METHOD_ARCHIVE;
	b->kept[id] = facts_resolve(b->f, id);
}

/* go install renames its program to the place: not over a folder, and whose that is nobody knows. */
static enum rc check_place(struct builder *b, enum tool_id id)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *tool = &b->f->tools.at[i];

		if (tool->id != id || tool->fault != FAULT_FOLDER ||
		    !str_equal(path_folder(b->mem, tool->path), b->f->places.go_bin))
			continue;
		err_set(b->e, RC_EXISTS, _("%s is a folder"), build_tilde(b, tool->path));
		err_hint(b->e, _("Move it away first: mv %s %s.old"), build_tilde(b, tool->path),
			 build_tilde(b, tool->path));
		return RC_EXISTS;
	}
	return RC_OK;
}

/* The user's own folder, but its mode keeps even him out: what is in it nobody knows. */
static enum rc check_open(struct builder *b)
{
	const struct names *closed = &b->f->environment.closed;
	struct str command = { .mem = b->mem };

	for (size_t i = 0; i < closed->n; i++)
		if (path_is_within(b->f->places.go_bin, closed->at[i]))
			str_fmt(&command, " %s", shell_word(b->mem, SHELL_SH, closed->at[i]));
	if (!command.n)
		return RC_OK;
	err_set(b->e, RC_DENIED, _("go install may not write to %s: its permissions keep you out"),
		build_tilde(b, b->f->places.go_bin));
	err_hint(b->e, _("Run this, then goready again: chmod u+rwx%s"), str_text(&command));
	return RC_DENIED;
}

static enum rc decide(struct builder *b, enum tool_id id)
{
	const struct tool_want *want = &b->w->tool[id];

	if (want->aside) {
		decide_aside(b, id);
		return RC_OK;
	}

	if (!want->wanted && !(b->o->repair_only && tools_is_asked_for(b, id)))
		return RC_OK;
	if (want->left) {
		b->kept[id] = wants_satisfied(b->w, b->f, id) ? facts_resolve(b->f, id) : NULL;
		return RC_OK;
	}
	b->kept[id] = wants_kept(b->w, b->f, id);
	if (keg_is_mended(b, id)) {
		plan_install(b, id, true);
		return RC_OK;
	}
	if (!tools_is_asked_for(b, id) || is_fine(b, id))
		return RC_OK;
	switch (wants_way(want)) {
	case METHOD_HOMEBREW:
	case METHOD_ARCHIVE:
		plan_install(b, id, wants_way(want) == METHOD_HOMEBREW);
		if (tool_kind_of(id)->delivery != DELIVERY_GO_INSTALL || b->by_brew[id])
			return RC_OK;
		return check_open(b) ? b->e->rc : check_place(b, id);
	case METHOD_KEEP:
	case METHOD_N:
		break;
	}
	if (b->kept[id])
		b->path_only[id] = true;
	else if (want->no_source && tool_kind_of(id)->optional)
		build_note(b, _("%s is left out: %s"), tool_title(id), want->no_source);
	else if (want->no_source)
		build_note(
			b,
			_("%s stays as it is, although it is older than what goready knows to work: %s"),
			tool_title(id), want->no_source);
	else
		build_note(
			b,
			_("%s is left as it is, as you asked. The proof will not pass without one that works; choose to install it if you change your mind."),
			tool_title(id));
	return RC_OK;
}

static bool builds_with_go(const struct builder *b)
{
	tools_each (id)
		if (b->planned[id] && !b->by_brew[id] &&
		    tool_kind_of(id)->delivery == DELIVERY_GO_INSTALL)
			return true;
	return false;
}

/* The Go that is here and compiles, on PATH or not. */
static const struct tool *go_here(const struct builder *b)
{
	const struct tool *kept = b->kept[TOOL_GO];

	return kept || !b->w->tool[TOOL_GO].left ? kept : wants_kept(b->w, b->f, TOOL_GO);
}

static enum rc need_go(struct builder *b)
{
	enum method method = b->w->tool[TOOL_GO].method;
	enum rc rc;

	if (!builds_with_go(b))
		return RC_OK;
	if (b->planned[TOOL_GO] || go_here(b))
		return RC_OK;
	if (method == METHOD_ARCHIVE || method == METHOD_HOMEBREW) {
		plan_install(b, TOOL_GO, method == METHOD_HOMEBREW);
		return RC_OK;
	}
	if (b->w->tool[TOOL_GO].no_source)
		return build_no_source(b, TOOL_GO);
	rc = err_set(b->e, RC_NOT_FOUND, _("the plugins are built with Go, and no Go here works"));
	if (b->w->tool[TOOL_GO].left)
		err_hint(b->e, "%s",
			 _("First: goready install go. For all that gRPC needs: goready apply"));
	else
		err_hint(b->e,
			 _("Let goready install Go too: choose the method \"archive\" for it."));
	return rc;
}

/* ---- Homebrew's folder on PATH ---- */

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

static bool brew_comes_to_path(const struct builder *b)
{
	tools_each (id)
		if (b->by_brew[id] && (!b->w->brew || b->w->brew->new_shell_index < 0))
			return true;
	return false;
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
		return arena_fmt(b->mem, "%s/opt/%s/bin", brew->prefix, b->w->tool[id].formula);
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

static void put_on_path(struct builder *b, enum tool_id id)
{
	const struct tool *tool = b->kept[id];
	const char *folder = path_folder(b->mem, tool->path);
	bool ours = path_is_within(tool->path, b->f->places.tools);

	if (ours || is_shared(b, folder))
		build_link_kept(b, tool);
	else
		b->plan->tool_folder[id] = folder;
	build_note(b, _("Kept: %s. It is only put on PATH."), build_tool_text(b, tool));
}

static enum rc build_tool(struct builder *b, enum tool_id id)
{
	if (!b->planned[id])
		return RC_OK;
	if (b->by_brew[id])
		return build_brew(b, id);
	if (tool_kind_of(id)->delivery == DELIVERY_RELEASE)
		return build_install(b, id);
	build_go_program(b, id);
	return RC_OK;
}

static enum rc build_delivered(struct builder *b, enum delivery delivery)
{
	enum rc rc = RC_OK;

	tools_each (id)
		if (!rc && tool_kind_of(id)->delivery == delivery)
			rc = build_tool(b, id);
	return rc;
}

/* Go comes before what it compiles. */
static enum rc tools_install(struct builder *b)
{
	enum rc rc;

	if (go_here(b))
		b->go_program = go_here(b)->path;
	rc = build_delivered(b, DELIVERY_RELEASE);
	if (rc)
		return rc;
	tools_each (id)
		if (b->path_only[id])
			put_on_path(b, id);
	return build_delivered(b, DELIVERY_GO_INSTALL);
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
	for (int s = 0; s < SHELL_N; s++) {
		const struct shell *shell = &b->f->shell.shells[s];

		for (size_t i = 0; i < shell->files.n; i++) {
			struct names old = facts_block_folders(b->mem, b->f, shell->id,
							       shell->files.at[i].content);

			for (size_t k = 0; k < old.n; k++)
				add_folder(b, old.at[k]);
		}
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

static bool holds_another(struct builder *b, const char *folder, const struct tool *kept)
{
	for (size_t i = 0; i < b->f->tools.n; i++) {
		const struct tool *other = &b->f->tools.at[i];

		if (other->id == kept->id && str_equal(path_folder(b->mem, other->path), folder))
			return true;
	}
	return false;
}

/* A folder that comes to the front may hold a worse copy of a tool that stays where it is. */
static bool would_be_shadowed(struct builder *b, const struct tool *kept)
{
	const char *own = path_folder(b->mem, kept->path);

	for (size_t i = 0; i < b->folders.n && !str_equal(b->folders.at[i], own); i++) {
		if (holds_another(b, b->folders.at[i], kept))
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
		    tool->new_shell_index < 0 ||
		    str_equal(folder, b->plan->tool_folder[tool->id]) ||
		    (b->by_brew[tool->id] && str_equal(folder, brew_bin(b))))
			continue;
		build_note(b, _("Kept, but no longer first on PATH: %s."),
			   build_tool_text(b, tool));
		if (tool == facts_resolve(b->f, tool->id))
			note_manager(b, tool);
	}
}

/* `fix brew.missing`, whatever else. */
static bool brew_is_asked_for(const struct builder *b)
{
	const struct findings *findings = b->o->findings;

	for (size_t i = 0; findings && i < findings->n; i++) {
		if (findings->at[i].heal == HEAL_BREW && findings->at[i].automatic &&
		    build_acts(b, &findings->at[i]))
			return true;
	}
	return false;
}

void build_brew_folders(struct builder *b)
{
	tools_each (id) {
		if (b->by_brew[id] && !b->plan->tool_folder[id])
			b->plan->tool_folder[id] = brew_bin(b);
	}
}

enum rc build_tools(struct builder *b)
{
	enum rc rc = RC_OK;

	tools_each (id)
		if (!rc)
			rc = decide(b, id);
	if (!rc)
		rc = need_go(b);
	b->brew_to_path = !rc && brew_comes_to_path(b);
	if (!rc && brew_is_asked_for(b))
		rc = build_brew_installer(b);
	if (!rc)
		rc = tools_install(b);
	if (rc)
		return rc;
	if (!b->o->repair_only && !b->w->tool[TOOL_GO].left)
		build_link_gofmt(b);
	add_extra(b);
	choose_folders(b);
	if (puts_anything(b)) {
		keep_on_path(b);
		choose_folders(b);
		protect_kept(b);
		choose_folders(b);
	}
	note_others(b);
	return RC_OK;
}
