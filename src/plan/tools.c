/* What is installed, what stays as it is, and what only needs a place on PATH (on_path.c). */
#include "plan/build.h"

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

/* go install renames its program to the place: not over a folder, and whose that is nobody knows; nor over what
 * nobody may read, for undo could not bring it back. */
static enum rc check_place(struct builder *b, enum tool_id id)
{
	const struct tool *tool = facts_in_the_way(b->mem, b->f, id);
	const char *path = tool ? build_tilde(b, tool->path) : NULL;
	const char *word = tool ? build_word(b, tool->path) : NULL;

	if (!tool)
		return RC_OK;
	if (tool->fault == FAULT_FOLDER) {
		err_set(b->e, RC_EXISTS, _("%s is a folder"), path);
		err_hint(b->e, _("Move it away first: mv %s %s.old"), word, word);
		return RC_EXISTS;
	}
	err_set(b->e, RC_DENIED, _("%s may not be read, so no copy of it could be kept"), path);
	if (tool->of_another_user)
		err_hint(b->e, _("Run: %s. Never run go install with sudo."),
			 arena_fmt(b->mem, "sudo chown \"$(id -un)\" %s", word));
	else
		err_hint(b->e, _("Run: %s"), arena_fmt(b->mem, "chmod u+rwx %s", word));
	return RC_DENIED;
}

/* The user's own folder, but its mode keeps even him out: what is in it nobody knows. */
static enum rc check_open(struct builder *b)
{
	const struct closed_path *closed = facts_closed_around(b->f, b->f->places.go_bin);

	if (b->f->environment.go_bin_barred.path) {
		const char *file = build_tilde(b, b->f->environment.go_bin_barred.path);

		err_set(b->e, RC_EXISTS,
			b->f->environment.go_bin_barred.by_link
				? _("%s is a link that leads to no folder, and go install needs the folder %s")
				: _("%s is a file, and go install needs the folder %s"),
			file, build_tilde(b, b->f->places.go_bin));
		file = build_word(b, b->f->environment.go_bin_barred.path);
		err_hint(b->e, _("Move it away: mv %s %s.old"), file, file);
		return RC_EXISTS;
	}
	if (!closed || (closed->read_only && closed->by_mode && plan_count(b->plan, &step_mode)))
		return RC_OK;
	err_set(b->e, RC_DENIED, _("go install may not write to %s: its permissions keep you out"),
		build_tilde(b, b->f->places.go_bin));
	if (closed->foreign)
		err_hint(b->e, _("Run: %s. Never run go install with sudo."),
			 arena_fmt(b->mem, "sudo chown -R \"$(id -un)\" %s",
				   build_word(b, facts_foreign_around(b->f, closed->path))));
	else if (closed->by_mode)
		err_hint(b->e, _("'goready fix' opens it. By hand: chmod u+rwx %s"),
			 build_word(b, closed->path));
	else
		err_hint(
			b->e,
			_("Its mode lets you in, so chmod does not help. On a network drive, log in to it again; on a Mac an access list may keep you out: ls -lde %s"),
			build_word(b, closed->path));
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
		if (wants_way(want) == METHOD_ARCHIVE && build_opens_to(b, id))
			return RC_OK; /* it may lie there already */
		plan_install(b, id, wants_way(want) == METHOD_HOMEBREW);
		if (tool_kind_of(id)->delivery != DELIVERY_GO_INSTALL || b->by_brew[id])
			return RC_OK;
		return check_open(b) ? b->e->rc : check_place(b, id);
	case METHOD_KEEP:
	case METHOD_N:
		break;
	}
	if (b->kept[id])
		b->path_only[id] = !build_opens_to(b, id);
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
			 _("First: 'goready install go'. For all that gRPC needs: goready apply"));
	else
		err_hint(b->e,
			 _("Let goready install Go too: choose the method \"archive\" for it."));
	return rc;
}

/* Agreed to by a profile or a setting, which may have been made for what is fetched by now. */
static void note_goproxy_off(struct builder *b)
{
	if (str_equal(b->w->goproxy, "off") && builds_with_go(b))
		build_note(
			b, "%s",
			_("GOPROXY is off: what is built takes modules from Go's own cache alone, and stops where one is not in there."));
}

static bool brew_comes_to_path(const struct builder *b)
{
	tools_each (id)
		if (b->by_brew[id] && (!b->w->brew || b->w->brew->new_shell_index < 0))
			return true;
	return false;
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
			build_on_path(b, id);
	return build_delivered(b, DELIVERY_GO_INSTALL);
}

/* Not of a Go that is merely joined: whoever asks for an upgrade is told what it is for. */
static void note_security(struct builder *b)
{
	const struct tool *go = facts_resolve(b->f, TOOL_GO);
	const struct tool_want *want = &b->w->tool[TOOL_GO];
	const char *why;

	if (!go || !b->w->upgrade || !b->planned[TOOL_GO] || want->aside)
		return;
	why = wants_security(b->mem, b->w->manifest, go, wants_version(want));
	if (why)
		build_note(b, _("Security: Go %s is here, and %s."), go->version, why);
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

enum rc build_tools(struct builder *b)
{
	enum rc rc = RC_OK;

	tools_each (id)
		if (!rc)
			rc = decide(b, id);
	if (!rc)
		rc = need_go(b);
	if (!rc)
		note_goproxy_off(b);
	if (!rc)
		note_security(b); /* first: Review does not read them all */
	b->brew_to_path = !rc && brew_comes_to_path(b);
	if (!rc && brew_is_asked_for(b))
		rc = build_brew_installer(b);
	if (!rc)
		rc = tools_install(b);
	if (rc)
		return rc;
	if ((!b->o->repair_only || b->o->goes_on) && !b->w->tool[TOOL_GO].left)
		build_link_gofmt(b);
	build_path_folders(b);
	return RC_OK;
}
