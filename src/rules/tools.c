/* Questions about tools that several topics ask. */
#include "rules/rule.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "wants/brew.h"

bool fault_is_skipped(enum tool_fault fault)
{
	switch (fault) {
	case FAULT_FOLDER:
	case FAULT_DANGLING:
	case FAULT_NOT_EXECUTABLE:
	case FAULT_NO_INTERPRETER:
		return true;
	case FAULT_NONE:
	case FAULT_WRONG_OS:
	case FAULT_WRONG_ARCH:
	case FAULT_NO_LIBRARY:
	case FAULT_LEGACY:
	case FAULT_FOREIGN:
	case FAULT_BROKEN_TREE:
	case FAULT_MIXED_TREE:
	case FAULT_CANNOT_RUN:
		break;
	}
	return false;
}

bool fault_is_foreign_cpu(enum tool_fault fault)
{
	return fault == FAULT_WRONG_ARCH || fault == FAULT_WRONG_OS;
}

/* go install puts what it builds for another machine into a folder of that machine's name: ~/go/bin/linux_arm64. */
bool is_installed_for_another(const struct rule_input *in, const struct tool *tool)
{
	return fault_is_foreign_cpu(tool->fault) && !tool_is_on_path(in->facts, tool) &&
	       strchr(path_name(path_folder(in->mem, tool->path)), '_');
}

bool tool_is_on_path(const struct facts *f, const struct tool *tool)
{
	return tool->new_shell_index >= 0 || (tool->path_index >= 0 && !f->path.new_shell_asked);
}

bool tool_is_gone(const struct facts *f, const struct tool *tool)
{
	if (tool->id == TOOL_GO)
		return fault_is_skipped(tool->fault) && tool->fault != FAULT_NOT_EXECUTABLE;
	return tool->fault == FAULT_DANGLING && path_is_within(tool->path, f->places.bin);
}

const struct tool *tool_first(const struct facts *f, enum tool_id id)
{
	const struct tool *first = facts_resolve(f, id);

	if (first)
		return first;
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id && tool_is_on_path(f, tool) && !tool->windows &&
		    !tool_is_gone(f, tool))
			return tool;
	}
	return NULL;
}

const struct tool *tool_anywhere(const struct facts *f, enum tool_id id)
{
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id && tool->fault == FAULT_NONE && !tool->windows &&
		    tool->origin != ORIGIN_TOOLCHAIN_MODULE)
			return tool;
	}
	return NULL;
}

/* Homebrew has it, and none of it is linked into its bin: as after `brew unlink`, or where another file was in
 * the way (Homebrew/brew, keg.rb). */
static const struct keg *unlinked_keg(const struct rule_input *in, enum tool_id id)
{
	const struct keg *keg = wants_way(&in->wants->tool[id]) == METHOD_HOMEBREW
					? wants_keg(in->wants, id)
					: NULL;
	const char *program =
		keg ? arena_fmt(in->mem, "%s/bin/%s", in->wants->brew->prefix, tool_name(id))
		    : NULL;

	for (size_t i = 0; keg && i < in->facts->tools.n; i++)
		if (str_equal(in->facts->tools.at[i].path, program) &&
		    !brew_is_anothers_link(&in->facts->tools.at[i]))
			return NULL;
	return keg;
}

/* The Go that runs is a manager's shim, and the manager has not heard of what that Go installed. */
static const struct tool *unshimmed(const struct rule_input *in, enum tool_id id)
{
	const struct tool *go = tool_first(in->facts, TOOL_GO);
	const struct tools *all = &in->facts->surroundings.unshimmed;

	for (size_t i = 0; go && strstr(go->path, "/shims/") && i < all->n; i++)
		if (all->at[i].id == id && all->at[i].origin == go->origin &&
		    all->at[i].fault == FAULT_NONE)
			return &all->at[i];
	return NULL;
}

static bool lacks_its_shim(const struct rule_input *in, struct finding *found)
{
	const struct tool *tool = unshimmed(in, found->tool);

	if (!tool)
		return false;
	evidence(in, found, "%s", tool_text(in, tool));
	evidence(in, found, _("%s has no shim of it yet"), origin_name(tool->origin));
	heal_tool(in, found, found->tool);
	found->remedy = arena_fmt(in->mem, _("Let it make the shim: %s. Or: %s"),
				  origin_reshim(tool->origin), found->remedy);
	return true;
}

void evidence_left_gos(const struct rule_input *in, struct finding *found)
{
	const struct surroundings *s = &in->facts->surroundings;

	for (size_t i = 0; i < s->left_gos.n; i++) {
		const char *manager = origin_name(s->left_gos.at[i].manager);

		evidence(in, found, _("%s is left of %s, which is gone: no shell finds it"),
			 shown(in, s->left_gos.at[i].path), manager);
	}
}

/* Nothing on PATH that another rule would speak of, and nothing elsewhere. */
bool tool_is_missing(const struct rule_input *in, struct finding *found)
{
	const struct facts *f = in->facts;
	enum tool_id id = found->tool;

	if (!f->path.set && !f->tools.n && !f->path.new_shell.n)
		return false; /* nobody looked */
	if (tool_first(f, id) || tool_anywhere(f, id) || unlinked_keg(in, id) || unshimmed(in, id))
		return false;
	evidence(in, found, _("%s was not found"), tool_name(id));
	for (size_t i = 0; i < f->tools.n; i++) {
		const struct tool *tool = &f->tools.at[i];

		if (tool->id == id)
			evidence(in, found, _("of no use: %s"),
				 fault_is_skipped(tool->fault) ? tool_fault_sentence(in, tool)
							       : tool_text(in, tool));
	}
	if (id == TOOL_GO)
		evidence_left_gos(in, found);
	heal_tool(in, found, id);
	return true;
}

static bool names_folder(const struct rule_input *in, const char *line, const char *folder)
{
	static const char *const homes[] = { "$HOME", "${HOME}", "~" };
	const char *below = path_below(folder, in->facts->places.home);

	for (size_t i = 0; below && i < sizeof(homes) / sizeof(homes[0]); i++)
		if (strstr(line, arena_fmt(in->mem, "%s%s", homes[i], below)))
			return true;
	return strstr(line, folder) != NULL;
}

/* And no CDPATH. */
static bool has_the_word(const char *line, const char *word)
{
	for (const char *at = strstr(line, word); at; at = strstr(at + 1, word))
		if ((at == line || !(isalnum((unsigned char)at[-1]) || at[-1] == '_')) &&
		    !(isalnum((unsigned char)at[strlen(word)]) || at[strlen(word)] == '_'))
			return true;
	return false;
}

static const struct assignment *line_of_path(const struct rule_input *in, const char *file,
					     int line)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		if (a->line == line && str_equal(a->file, file) && str_equal(a->name, "PATH"))
			return a;
	}
	return NULL;
}

static bool is_set_for_shells(const struct facts *f, const char *variable)
{
	const struct setting *s = facts_setting(f, variable);

	return s && (s->environment || s->start_file);
}

/* `PATH=$PATH:$GOPATH/bin`, and a shell has no GOPATH: what Go takes for it, or go env -w says, no shell knows. */
static bool is_made_of_nothing(const struct rule_input *in, const char *value, const char *folder)
{
	return path_equal(folder, in->facts->places.go_bin) &&
	       !is_set_for_shells(in->facts, "GOPATH") &&
	       (strstr(value, "$GOPATH/bin") || strstr(value, "${GOPATH}/bin"));
}

/* Of a line that was to put the folder on PATH, why it does not; NULL: it is none. */
static const char *why_without_effect(const struct rule_input *in, const struct start_file *file,
				      int n, const char *text, const char *folder)
{
	const struct assignment *a = line_of_path(in, file->path, n);
	const struct file_end *end = &file->end;

	if (a && a->value && is_made_of_nothing(in, a->value, folder))
		return arena_fmt(in->mem,
				 _("%s line %d uses $GOPATH, which is not set in a shell: %s"),
				 shown(in, file->path), n, printable(in, str_trim(in->mem, text)));
	if (!names_folder(in, text, folder))
		return NULL;
	if (a && end->line && n > end->line && !end->unset && !end->goes_on)
		return arena_fmt(
			in->mem,
			_("%s line %d names that folder, and the file ends at line %d: %s"),
			shown(in, file->path), n, end->line,
			printable(in, str_trim(in->mem, text)));
	return a ? NULL
		 : arena_fmt(in->mem, _("%s line %d names that folder, and does not set PATH: %s"),
			     shown(in, file->path), n, printable(in, str_trim(in->mem, text)));
}

/* `readonly PATH` above it, `export $PATH:$HOME/go/bin`, `setenv PATH ...`, `path=...` in bash, a # that stayed in front: the line was to
 * put it on PATH, and does not. */
static void name_line_without_effect(const struct rule_input *in, struct finding *found,
				     const char *folder)
{
	struct start_file_list files = start_files_once(in);
	struct bytes line;

	for (size_t i = 0; i < files.n; i++) {
		const struct start_file *file = files.at[i];
		size_t at = 0;

		if (file->end.path_line && start_file_is_read(in, file)) {
			evidence_at(in, found, file->path, file->end.path_line,
				    file->end.path_text);
			return;
		}
		for (int n = 1;
		     start_file_is_read(in, file) && next_line(file->content, &at, &line); n++) {
			const char *text = arena_strndup(in->mem, line.at, line.n), *why;

			if (!has_the_word(text, "PATH") && !has_the_word(text, "path"))
				continue;
			why = why_without_effect(in, file, n, text, folder);
			if (!why)
				continue;
			evidence(in, found, "%s", why);
			seen_at(in, found, file->path, n);
			return;
		}
	}
}

/* One that exists, and neither this process nor new shells find any. */
bool tool_is_off_path(const struct rule_input *in, struct finding *found)
{
	const struct facts *f = in->facts;
	const struct tool *kept, *there = tool_anywhere(f, found->tool);
	const struct keg *keg = there ? NULL : unlinked_keg(in, found->tool);

	if (tool_first(f, found->tool))
		return false;
	if (!wants_kept(in->wants, f, found->tool) && lacks_its_shim(in, found))
		return true;
	if (!there && !keg)
		return false;
	if (keg) {
		evidence(in, found, _("Homebrew has it in %s; %s/bin has no link to it"),
			 keg->folder, in->wants->brew->prefix);
		heal_tool(in, found, found->tool);
		return true;
	}
	kept = wants_kept(in->wants, f, found->tool);
	evidence(in, found, "%s", tool_text(in, kept ? kept : there));
	evidence(in, found, _("no entry of PATH holds %s"), tool_name(found->tool));
	name_line_without_effect(in, found, path_folder(in->mem, (kept ? kept : there)->path));
	heal_tool(in, found, found->tool);
	return true;
}

static void heal_by_path(const struct rule_input *in, struct finding *found,
			 const struct tool *kept)
{
	const struct tool *first = tool_first(in->facts, kept->id);

	found->heal = HEAL_PATH;
	found->value = path_folder(in->mem, kept->path);
	found->automatic = true;
	if (first && first != kept && kept->version)
		remedy(in, found,
		       _("Put %s, where %s %s is, in front of PATH in the shell start files; goready does that."),
		       shown(in, found->value), tool_title(kept->id), kept->version);
	else
		remedy(in, found,
		       _("Put %s in front of PATH in the shell start files; goready does that and keeps this %s."),
		       shown(in, found->value), tool_title(kept->id));
}

/* The manager of what is there is not overlooked: its own command is named too. */
static void remedy_by_archive(const struct rule_input *in, struct finding *found,
			      const struct tool_want *want)
{
	const struct tool *first = tool_first(in->facts, want->id);
	const char *stay = manager_sentence(in->mem, first, want->version);
	const struct keg *keg = wants_keg(in->wants, want->id);

	if (!stay && first)
		stay = distro_sentence(in->mem, first);
	if (!stay && keg && keg->pinned) /* why brew upgrade is not what is said */
		stay = want->method_reason;
	remedy(in, found, _("Install %s %s; goready does that, with its checksum checked."),
	       tool_title(want->id), want->version);
	if (stay)
		found->remedy = str_sentences(in->mem, found->remedy, stay);
}

static void remedy_by_brew(const struct rule_input *in, struct finding *found,
			   const struct tool_want *want)
{
	enum brew_verb verb = wants_brew_verb(in->mem, in->wants, in->facts, want->id);

	if (verb == BREW_LINK)
		remedy(in, found, _("Link what Homebrew has installed: brew link %s"),
		       want->formula);
	else
		remedy(in, found, _("Install %s with Homebrew: brew %s %s"), tool_title(want->id),
		       brew_verb_name(verb), want->formula);
}

/* chmod opens what its mode closes, and nothing else. */
static void remedy_of_closed(const struct rule_input *in, struct finding *found,
			     const struct closed_path *closed)
{
	if (closed->foreign)
		remedy(in, found, _("Run: %s. Never run go install with sudo."),
		       arena_fmt(in->mem, "sudo chown -R \"$(id -un)\" %s",
				 typed(in, facts_foreign_around(in->facts, closed->path))));
	else if (closed->by_mode)
		remedy(in, found,
		       _("Open the folder first, then let goready install it: chmod u+rwx %s"),
		       typed(in, closed->path));
	else
		remedy(in, found,
		       _("Its mode lets you in, so chmod does not help. On a network drive, log in to it again; on a Mac an access list may keep you out: ls -lde %s"),
		       typed(in, closed->path));
}

static void remedy_of_what_is_in_the_way(const struct rule_input *in, struct finding *found,
					 const struct tool *tool)
{
	const char *path = typed(in, tool->path);

	if (tool->fault == FAULT_FOLDER)
		remedy(in, found,
		       _("Move the folder away, then let goready install it: mv %s %s.old"), path,
		       path);
	else if (tool->of_another_user)
		remedy(in, found, _("Run: %s. Never run go install with sudo."),
		       arena_fmt(in->mem, "sudo chown \"$(id -un)\" %s", path));
	else
		remedy(in, found, _("Run: %s"), arena_fmt(in->mem, "chmod u+rwx %s", path));
}

void heal_tool(const struct rule_input *in, struct finding *found, enum tool_id id)
{
	const struct tool *kept = wants_kept(in->wants, in->facts, id);
	const struct tool_want *want = &in->wants->tool[id];
	enum method way = wants_way(want);
	const struct closed_path *closed = facts_closed_around(in->facts, in->facts->places.go_bin);
	const struct tool *in_the_way = tool_kind_of(id)->delivery == DELIVERY_GO_INSTALL
						? facts_in_the_way(in->mem, in->facts, id)
						: NULL;

	found->tool = id;
	if (kept && kept != facts_resolve(in->facts, id)) {
		heal_by_path(in, found, kept);
		return;
	}
	if (want->no_source && way != METHOD_HOMEBREW) {
		remedy(in, found, "%s", want->no_source);
		return;
	}
	if (in_the_way) {
		remedy_of_what_is_in_the_way(in, found, in_the_way);
		return;
	}
	if (tool_kind_of(id)->delivery == DELIVERY_GO_INSTALL &&
	    in->facts->environment.go_bin_barred.path) {
		const char *file = typed(in, in->facts->environment.go_bin_barred.path);

		remedy(in, found, _("Move it away: mv %s %s.old"), file, file);
		return;
	}
	if (tool_kind_of(id)->delivery == DELIVERY_GO_INSTALL && closed &&
	    !(closed->read_only && closed->by_mode)) { /* which is seen into, and opened first */
		remedy_of_closed(in, found, closed);
		return;
	}
	if (!kept && way == METHOD_KEEP) { /* the profile's or the user's word */
		remedy(in, found,
		       _("You chose to keep what is there: install %s %s yourself, or let goready do it."),
		       tool_title(id), want->version);
		return;
	}
	found->heal = HEAL_INSTALL;
	found->automatic = true;
	if (way == METHOD_HOMEBREW) {
		remedy_by_brew(in, found, want);
		return;
	}
	remedy_by_archive(in, found, want);
}

bool tool_is_of_another_cpu(const struct rule_input *in, struct finding *found, enum tool_id id)
{
	const struct tool *tool = facts_resolve(in->facts, id);

	if (!tool || !fault_is_foreign_cpu(tool->fault))
		return false;
	evidence(in, found, "%s", tool_text(in, tool));
	evidence(in, found, _("this machine is %s"), machine_text(in));
	heal_tool(in, found, id);
	return true;
}
