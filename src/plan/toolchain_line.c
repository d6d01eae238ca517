/*
 * goready use VERSION --here: the toolchain line of this project's go.mod or go.work, by which go itself takes
 * that version (go.dev/doc/toolchain; cmd/go/internal/toolchain, select.go). It is a minimum, so there is
 * not always something that it could do: that is said in place of an edit.
 */
#include "plan/build.h"

#include <string.h>

#include "base/i18n.h"
#include "shell/block.h"
#include "wants/agreeing.h"
#include "wants/release.h"

/* Which Go it is here by now, and by what. */
struct chosen {
	const char *version;
	const char *by; /* a sentence, translated */
};

/* ---- what keeps the line from being written, or from doing anything ---- */

static enum rc find_no_file(struct builder *b, const struct toolchain_file *t)
{
	err_set(b->e, RC_NOT_FOUND, _("there is no go.mod and no go.work in %s, nor above it"),
		t && t->folder ? build_tilde(b, t->folder) : _("this folder"));
	err_hint(
		b->e,
		_("Go into the folder of your project, or begin one here: go mod init example.com/NAME. Without either, GOTOOLCHAIN=go%s in front of a command takes that Go, and a profile names the one that a whole machine is to have: goready help profile."),
		b->w->here);
	return RC_NOT_FOUND;
}

static enum rc find_no_go(struct builder *b)
{
	err_set(b->e, RC_NOT_FOUND,
		_("there is no Go here that works, and it is Go that reads the line"));
	err_hint(b->e, _("First bring one: goready use %s"), b->w->here);
	return RC_NOT_FOUND;
}

static const char *edit_command(struct builder *b, const struct toolchain_file *t, const char *what,
				const char *version)
{
	return arena_fmt(b->mem, "go %s edit -%s%s", t->is_work ? "work" : "mod", what, version);
}

static enum rc file_is_closed(struct builder *b, const struct toolchain_file *t)
{
	const struct start_file *file = &t->file;

	err_set(b->e, RC_DENIED, _("%s cannot be edited: %s"), build_tilde(b, file->path),
		file->why_not ? file->why_not : _("it may not be written"));
	err_hint(b->e, _("Make it a file of yours that may be written; or run: %s"),
		 edit_command(b, t, "toolchain=go", b->w->here));
	return RC_DENIED;
}

static enum rc go_line_is_newer(struct builder *b, const struct toolchain_file *t)
{
	err_set(b->e, RC_UNSUPPORTED, _("%s line %d asks for at least Go %s, and %s is older"),
		build_tilde(b, t->file.path), t->go.number, t->go.word, b->w->here);
	err_hint(
		b->e,
		_("Name a newer Go; or, where its code and its modules compile with the older one, lower that line first: %s"),
		edit_command(b, t, "go=", version_minor(b->mem, b->w->here)));
	return RC_UNSUPPORTED;
}

static enum rc is_no_minimum(struct builder *b, const struct chosen *base)
{
	err_set(b->e, RC_UNSUPPORTED,
		_("a toolchain line is a minimum, and Go %s is newer than %s, so go would stay with it: %s"),
		base->version, b->w->here, base->by);
	err_hint(
		b->e,
		_("For one command: GOTOOLCHAIN=go%s go build (or export it in the project's .envrc, if you have direnv). For all projects: goready use %s"),
		b->w->here, b->w->here);
	return RC_UNSUPPORTED;
}

static enum rc has_no_toolchains(struct builder *b, const struct tool *go)
{
	err_set(b->e, RC_UNSUPPORTED, _("Go %s reads no toolchain line; Go 1.21 is the first"),
		go->version);
	err_hint(b->e, _("For all projects: goready use %s"), b->w->here);
	return RC_UNSUPPORTED;
}

/* "~/.bashrc line 3", "your environment" */
static const char *place_of(struct builder *b, const struct setting *s)
{
	if (s->where)
		return arena_fmt(b->mem, _("%s line %d"), build_tilde(b, s->where->file),
				 s->where->line);
	if (s->origin == SETTING_GO_ENV_FILE)
		return build_tilde(b, b->f->go.file);
	return s->origin == SETTING_GOROOT_FILE ? _("Go's own go.env") : _("your environment");
}

/* 1.28, which go refuses in such a line (cmd/go/internal/toolchain/select.go: "a language version but not a
 * toolchain version"); releases have been called 1.21.0 and not 1.21 since then. */
static bool is_language_version(const char *version)
{
	return strspn(version, "0123456789.") == strlen(version) &&
	       strchr(version, '.') == strrchr(version, '.') && go_knows_toolchains(version);
}

static enum rc is_not_whole(struct builder *b)
{
	err_set(b->e, RC_UNSUPPORTED,
		_("goready does not know which release of Go %s is the newest"), b->w->here);
	err_hint(b->e, _("Name it whole, as in: goready use %s.1 --here"), b->w->here);
	return RC_UNSUPPORTED;
}

/* Once it is on PATH so, go obeys the line. */
static enum rc is_not_on_path(struct builder *b, const struct setting *s)
{
	const char *version = b->w->here;

	err_set(b->e, RC_UNSUPPORTED,
		_("with GOTOOLCHAIN=%s (%s) go fetches nothing: what a toolchain line names it takes from PATH alone, as go%s, and goready finds no such Go"),
		s->value, place_of(b, s), version);
	err_hint(
		b->e,
		_("Bring it there, then start goready again: go install golang.org/dl/go%s@latest && go%s download"),
		version, version);
	return RC_UNSUPPORTED;
}

static enum rc is_held(struct builder *b, const struct setting *s)
{
	if (go_looks_on_path(s->value))
		return is_not_on_path(b, s);
	err_set(b->e, RC_UNSUPPORTED,
		_("GOTOOLCHAIN=%s (%s) keeps go from obeying a toolchain line"), s->value,
		place_of(b, s));
	err_hint(
		b->e,
		s->origin == SETTING_ENVIRONMENT
			? _("Take it out there and open a new terminal, then start goready again; or, for one command: GOTOOLCHAIN=go%s go build")
			: _("Run: go env -w GOTOOLCHAIN=auto, then start goready again; or, for one command: GOTOOLCHAIN=go%s go build"),
		b->w->here);
	return RC_UNSUPPORTED;
}

/* ---- which Go it is without the line ---- */

static struct chosen base_of(struct builder *b, const struct tool *go, const struct setting *s)
{
	const char *named = go_named_by(b->mem, s ? s->value : NULL);

	if (named)
		return (struct chosen){ named, arena_fmt(b->mem, _("GOTOOLCHAIN=%s (%s) names it"),
							 s->value, place_of(b, s)) };
	return (struct chosen){ go->version,
				arena_fmt(b->mem, _("%s is in use"), build_tool_text(b, go)) };
}

static void choose_newer(struct builder *b, const struct toolchain_file *t,
			 const struct toolchain_line *line, struct chosen *best)
{
	const char *version = line->word;

	if (!line->number)
		return;
	if (str_starts(version, "go"))
		version += 2;
	if (*version < '0' || *version > '9' || version_compare(version, best->version) <= 0)
		return; /* "toolchain default" */
	*best = (struct chosen){ version, arena_fmt(b->mem, _("%s line %d asks for it"),
						    build_tilde(b, t->file.path), line->number) };
}

/* ---- the line ---- */

static const char *line_end(const char *line)
{
	return str_ends(line, "\r") ? "\r" : "";
}

/* The word alone: blanks, comment and line ending stay. */
static const char *with_word(struct builder *b, const struct toolchain_line *line)
{
	const char *at =
		strstr(line->text + strspn(line->text, " \t") + strlen("toolchain"), line->word);

	return arena_fmt(b->mem, "%.*s%sgo%s%s", (int)(at - line->text), line->text,
			 *line->word ? "" : " ", b->w->here, at + strlen(line->word));
}

/* Where `go mod edit -toolchain` puts it: behind the go line, with an empty line between. */
static enum rc write_line(struct builder *b, const struct toolchain_file *t, struct file_edit *edit)
{
	const struct toolchain_line *old = &t->toolchain;
	const struct toolchain_line *hint = t->go.number ? &t->go : &t->module;
	const char *end = line_end(hint->number ? hint->text : ""), *text;

	if (old->number)
		return shell_line_rewrite(b->mem, edit->after, old->number, bytes_of(old->text),
					  with_word(b, old), &edit->after, b->e);
	text = arena_fmt(b->mem, "toolchain go%s", b->w->here);
	if (hint->number)
		return shell_line_rewrite(
			b->mem, edit->after, hint->number, bytes_of(hint->text),
			arena_fmt(b->mem, "%s\n%s\n%s%s", hint->text, end, text, end), &edit->after,
			b->e);
	edit->after = bytes_of(arena_fmt(b->mem, "%s\n\n%.*s", text, (int)edit->after.n,
					 edit->after.n ? edit->after.at : ""));
	return RC_OK;
}

static struct file_edit *new_edit(struct builder *b, const struct start_file *file,
				  struct edits *edits)
{
	struct file_edit *edit = list_add(b->mem, edits);

	*edit = (struct file_edit){ .id = EDIT_TOOLCHAIN,
				    .name = file->name,
				    .at = file,
				    .path = file->path,
				    .target = file->target ? file->target : file->path,
				    .before = file->content,
				    .after = file->content,
				    .existed = true,
				    .mode = file->mode,
				    .shell = SHELL_N };
	list_push(b->mem, &edit->repairs, arena_fmt(b->mem, "toolchain go%s", b->w->here));
	return edit;
}

static bool is_fetched(struct builder *b)
{
	for (size_t i = 0; i < b->f->tools.n; i++)
		if (b->f->tools.at[i].origin == ORIGIN_TOOLCHAIN_MODULE &&
		    str_equal(b->f->tools.at[i].version, b->w->here))
			return true;
	return false;
}

static void explain_it(struct builder *b, const struct chosen *base)
{
	const char *goproxy = facts_setting_value(b->f, "GOPROXY");

	if (str_equal(base->version, b->w->here))
		build_note(b, _("Go %s is what is in use."), b->w->here);
	else if (go_looks_on_path(facts_setting_value(b->f, "GOTOOLCHAIN")))
		build_note(b, _("go takes Go %s from PATH, where it is called go%s."), b->w->here,
			   b->w->here);
	else if (is_fetched(b))
		build_note(b, _("Go's module cache has Go %s already."), b->w->here);
	else if (str_equal(goproxy, "off"))
		build_note(b, _("GOPROXY=off keeps go from fetching Go %s: go will fail here."),
			   b->w->here);
	else if (str_equal(facts_setting_value(b->f, "GOSUMDB"), "off"))
		build_note(
			b,
			_("GOSUMDB=off keeps go from checking Go %s, and it takes none unchecked: go will fail here."),
			b->w->here);
	else
		build_note(
			b,
			_("goready fetches nothing for it: the next go command here gets Go %s as a module, about 80 MB, through GOPROXY into Go's module cache."),
			b->w->here);
	build_note(
		b,
		_("The line is a minimum: when a newer Go comes into use, it is taken here too. GOTOOLCHAIN=go%s in front of a command takes exactly that one, without any line."),
		b->w->here);
}

enum rc build_toolchain_line(struct builder *b, struct edits *edits)
{
	const struct toolchain_file *t = b->f->project.toolchain_file;
	const struct setting *s = facts_setting(b->f, "GOTOOLCHAIN");
	const struct tool *go = facts_resolve(b->f, TOOL_GO);
	const char *mode = s && s->value && *s->value ? s->value : NULL;
	struct chosen base, now;

	if (!t || !t->file.path)
		return find_no_file(b, t);
	if (!go || go->fault != FAULT_NONE || !go->version)
		return find_no_go(b);
	if (!go_knows_toolchains(go->version))
		return has_no_toolchains(b, go);
	if (t->unreadable)
		return file_is_closed(b, t);
	if (t->go.number && version_compare(t->go.word, b->w->here) > 0)
		return go_line_is_newer(b, t);
	if (is_language_version(b->w->here))
		return is_not_whole(b);
	now = base = base_of(b, go, s);
	/* "toolchain default" switches off the go line, too (cmd/go/internal/toolchain/select.go). */
	if (go_fetches_toolchains(mode) && !str_equal(t->toolchain.word, "default")) {
		choose_newer(b, t, &t->go, &now);
		choose_newer(b, t, &t->toolchain, &now);
	}
	if (str_equal(now.version, b->w->here)) {
		b->plan->in_place = arena_fmt(b->mem, _("Go %s is what go takes here already: %s."),
					      b->w->here, now.by);
		return RC_OK;
	}
	if (!go_fetches_toolchains(mode) &&
	    !(go_looks_on_path(mode) && go_is_in_sdk(b->f, b->w->here)))
		return is_held(b, s);
	if (version_compare(base.version, b->w->here) > 0)
		return is_no_minimum(b, &base);
	if (!t->file.exists || !t->file.writable)
		return file_is_closed(b, t);
	explain_it(b, &base);
	return write_line(b, t, new_edit(b, &t->file, edits));
}
