/* Which findings are consequences of others: the cause is told first, and they stand under it. */
#include "rules/rule.h"

#include <string.h>

#include "shell/uses.h"

/* ---- is it so here? ---- */

static bool always(const struct rule_input *in, const struct finding *cause,
		   const struct finding *other)
{
	(void)in;
	(void)cause;
	(void)other;
	return true;
}

/* The file whose place or make the finding is about; NULL. */
static const char *tool_path(const struct rule_input *in, const struct finding *f)
{
	const struct tool *tool = f->tool < TOOL_N ? tool_anywhere(in->facts, f->tool) : f->program;

	return tool ? tool->path : NULL;
}

static const char *tool_folder(const struct rule_input *in, const struct finding *f)
{
	const char *path = tool_path(in, f);

	return path ? path_folder(in->mem, path) : NULL;
}

/* Of the Homebrew that is not on PATH, or is for another CPU. */
static bool in_that_brew(const struct rule_input *in, const struct finding *cause,
			 const struct finding *other)
{
	bool off_path = str_equal(cause->rule->id, "brew.not-on-path");
	const struct tool *used =
		!off_path && other->tool < TOOL_N ? facts_resolve(in->facts, other->tool) : NULL;
	const char *path = used ? used->path : tool_path(in, other);

	if (used && used->origin != ORIGIN_HOMEBREW) /* /usr/local is everybody's */
		return false;
	for (size_t i = 0; path && i < in->facts->brew.brews.n; i++) {
		const struct brew *brew = &in->facts->brew.brews.at[i];
		bool meant =
			off_path ? brew->new_shell_index < 0 : brew->arch != in->facts->machine.cpu;

		if (meant && path_is_within(path, brew->prefix))
			return true;
	}
	return false;
}

/* The folder of the tool is what an entry of PATH was to be. */
static bool by_that_entry(const struct rule_input *in, const struct finding *cause,
			  const struct finding *other)
{
	const char *folder = tool_folder(in, other);

	(void)cause;
	if (!folder)
		return false;
	path_entries_each(e, in->facts)
	{
		if (path_equal(path_entry_meant(in, e), folder) ||
		    path_equal(path_entry_moved(in, e), folder) || path_entry_joins(in, e, folder))
			return true;
		if (e->bad_byte >= 0 &&
		    (strstr(e->text, folder) || strstr(e->text, path_name(folder))))
			return true;
	}
	return false;
}

/* What the start files put on PATH lies in a home that is not there. */
static bool by_another_home(const struct rule_input *in, const struct finding *cause,
			    const struct finding *other)
{
	(void)in;
	(void)other;
	return str_equal(cause->variable, "HOME");
}

/* Folders that are not there are worth a note, unless they are of a home that was renamed. */
static bool by_an_old_home(const struct rule_input *in, const struct finding *cause,
			   const struct finding *other)
{
	(void)in;
	(void)other;
	return cause->level > LEVEL_NOTE;
}

static bool of_an_old_home(const struct rule_input *in, const struct finding *cause,
			   const struct finding *other)
{
	return by_an_old_home(in, other, cause);
}

static bool by_that_old_home(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	return by_an_old_home(in, cause, other) && by_that_entry(in, cause, other);
}

/* The start file that is wrong is the one that puts the folder on PATH. */
static bool by_that_file(const struct rule_input *in, const struct finding *cause,
			 const struct finding *other)
{
	const char *folder = tool_folder(in, other);

	if (folder && str_equal(cause->rule->id, "rc.other-shell") && unread_line_with(in, folder))
		return true;
	start_files_each (file, in->facts)
		for (size_t k = 0; folder && k < cause->where.n; k++)
			if (str_equal(cause->where.at[k].file, file->path) &&
			    names_hold(&file->puts, folder))
				return true;
	return false;
}

/* The file that is not read puts Homebrew's own folder on PATH. */
static bool by_brew_in_that_file(const struct rule_input *in, const struct finding *cause,
				 const struct finding *other)
{
	const struct brew *brew = in->wants->brew;

	(void)cause;
	(void)other;
	return brew && rules_unread_file_with(in, path_join(in->mem, brew->prefix, "bin"));
}

/* A line of another Mac's: the Homebrew that it starts is gone, and the one that is here has no line. */
static bool by_a_line_of_brew(const struct rule_input *in, const struct finding *cause,
			      const struct finding *other)
{
	const struct shell_facts *shell = &in->facts->shell;

	(void)cause;
	(void)other;
	for (size_t i = 0; i < shell->stale.n; i++)
		if (str_equal(path_name(shell->stale.at[i].missing), "brew") &&
		    strstr(shell->stale.at[i].text, "shellenv"))
			return true;
	return false;
}

/* The line as it was meant would put the folder on PATH. */
static bool by_what_was_meant(const struct rule_input *in, const struct finding *cause,
			      const struct finding *other)
{
	const char *folder = tool_folder(in, other);
	const char *home = in->facts->places.home;

	if (!folder)
		return false;
	if (path_is_within(folder, home)) /* $HOME, ~ or the name itself may stand there */
		folder = path_below(folder, home);
	for (size_t i = 0; i < cause->changes.n; i++) {
		const char *meant = cause->changes.at[i].text;

		if (meant && strstr(meant, "PATH") && strstr(meant, folder))
			return true;
	}
	return false;
}

/* Homebrew's line without the signs is one that puts it on PATH. */
static bool by_the_line_meant_for_brew(const struct rule_input *in, const struct finding *cause,
				       const struct finding *other)
{
	const struct brew *brew = in->wants->brew;

	(void)other;
	for (size_t i = 0; brew && i < cause->changes.n; i++) {
		const char *meant = cause->changes.at[i].text;

		if (meant && strstr(meant, path_join(in->mem, brew->prefix, "bin")))
			return true;
	}
	return false;
}

/* `. ~/.bashrc` with a sign behind it: the file that would put the folder on PATH is not taken in. */
static bool by_a_file_it_was_to_take_in(const struct rule_input *in, const struct finding *cause,
					const struct finding *other)
{
	const char *folder = tool_folder(in, other);
	const struct shell *shell = facts_login_shell(in->facts);

	for (size_t i = 0; folder && shell && i < shell->files.n; i++)
		for (size_t k = 0; k < cause->changes.n; k++) {
			const char *meant = cause->changes.at[k].text;

			if (meant && strstr(meant, shell->files.at[i].name) &&
			    (strstr(meant, ". ") || strstr(meant, "source ")) &&
			    names_hold(&shell->files.at[i].puts, folder))
				return true;
		}
	return false;
}

/* The same, of whatever that file puts on PATH: a shell that reads it by itself is no terminal of a login. */
static bool by_a_file_that_puts_on_path(const struct rule_input *in, const struct finding *cause,
					const struct finding *other)
{
	const struct shell *shell = facts_login_shell(in->facts);
	struct line_uses uses = { 0 };

	(void)other;
	for (size_t k = 0; shell && k < cause->changes.n; k++)
		if (cause->changes.at[k].text)
			line_uses_parse(in->mem, bytes_of(cause->changes.at[k].text),
					shell_kind(shell->id), &uses);
	for (size_t k = 0; k < uses.n; k++)
		for (size_t i = 0; i < shell->files.n; i++)
			if (!uses.at[k].runs && shell->files.at[i].puts.n &&
			    str_equal(path_name(uses.at[k].what), shell->files.at[i].name))
				return true;
	return false;
}

/* A quote or an if that was left open: the shell names the file's end, and nobody sees where it begins. */
static bool is_left_open(const struct finding *cause, struct bytes text, int line)
{
	struct bytes one;
	size_t at = 0;
	int n = 0;

	while (next_line(text, &at, &one))
		n++;
	return str_equal(cause->rule->id, "rc.syntax") && line >= n;
}

/* What stands below the line is not read, and would put the folder on PATH. */
static bool by_what_stands_below(const struct rule_input *in, const struct finding *cause,
				 const struct finding *other)
{
	const char *folder = tool_folder(in, other);
	const char *below = folder ? path_below(folder, in->facts->places.home) : NULL;

	for (size_t k = 0; folder && k < cause->where.n; k++) {
		const struct start_file *file =
			facts_start_file(in->facts, cause->where.at[k].file);
		struct bytes line;
		size_t at = 0;
		int from = cause->where.at[k].line;

		if (file && is_left_open(cause, file->content, from))
			from = 0;
		for (int number = 1; file && next_line(file->content, &at, &line); number++) {
			const char *text =
				line_without_zeros(in->mem, line, utf16_mark(file->content));
			bool itself = memchr(line.at, 0, line.n) != NULL;

			if (number > from - itself && strstr(text, "PATH") &&
			    strstr(text, below ? below : folder))
				return true;
		}
	}
	return false;
}

static bool by_what_stands_in_utf16(const struct rule_input *in, const struct finding *cause,
				    const struct finding *other)
{
	return !cause->changes.n && by_what_stands_below(in, cause, other);
}

/* The file ends where it takes in what is gone. */
static bool by_what_it_ends_without(const struct rule_input *in, const struct finding *cause,
				    const struct finding *other)
{
	const struct shell_facts *shell = &in->facts->shell;

	for (size_t i = 0; i < shell->stale.n; i++)
		if (line_ends_without_it(shell->stale.at[i].text) &&
		    by_what_stands_below(in, cause, other))
			return true;
	return false;
}

/* The power failed while it was written: what stood in it nobody knows. */
static bool by_what_was_lost(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	const struct start_file *file = facts_start_file(in->facts, cause->about_name);

	(void)other;
	for (size_t i = 0; file && i < file->content.n; i++)
		if (file->content.at[i] && !strchr("\r\n", file->content.at[i]))
			return false;
	return file && file->content.n && start_file_is_read(in, file);
}

static bool by_a_template(const struct rule_input *in, const struct finding *cause,
			  const struct finding *other)
{
	const struct start_file *file = facts_start_file(in->facts, cause->about_name);

	(void)other;
	return file && start_file_is_template(in, file);
}

static bool by_a_link_to_nowhere(const struct rule_input *in, const struct finding *cause,
				 const struct finding *other)
{
	(void)other;
	return finding_is_link_to_nowhere(in, cause);
}

/* The line as it was meant would set PATH. */
static bool path_was_meant(const struct rule_input *in, const struct finding *cause,
			   const struct finding *other)
{
	(void)in;
	(void)other;
	for (size_t i = 0; i < cause->changes.n; i++)
		if (cause->changes.at[i].text && strstr(cause->changes.at[i].text, "PATH="))
			return true;
	return false;
}

/* What the terminal has nobody knows: its shell ended, or waits. */
static bool terminal_did_not_answer(const struct rule_input *in, const struct finding *cause,
				    const struct finding *other)
{
	(void)cause;
	(void)other;
	for (size_t i = 0; i < in->observed->shells.n; i++) {
		const struct resolved *r = &in->observed->shells.at[i];

		if (r->shell == in->facts->shell.login && r->mode == MODE_LOGIN_INTERACTIVE)
			return r->asked && !r->path_text;
	}
	return false;
}

/* PATH, or a variable that a line of PATH names. */
static bool is_in_path(const struct rule_input *in, const char *name)
{
	const struct shell_facts *shell = &in->facts->shell;
	const char *plain = arena_fmt(in->mem, "$%s", name);
	const char *braces = arena_fmt(in->mem, "${%s}", name);

	if (str_equal(name, "PATH"))
		return true;
	for (size_t i = 0; i < shell->assignments.n; i++) {
		const struct assignment *a = &shell->assignments.at[i];

		if (str_equal(a->name, "PATH") &&
		    (strstr(a->text, plain) || strstr(a->text, braces)))
			return true;
	}
	return false;
}

/* One of the lines that are wrong sets PATH, or a part of it. */
static bool by_that_line(const struct rule_input *in, const struct finding *cause,
			 const struct finding *other)
{
	const struct shell_facts *shell = &in->facts->shell;

	(void)other;
	for (size_t k = 0; k < cause->where.n; k++)
		for (size_t i = 0; i < shell->assignments.n; i++)
			if (is_in_path(in, shell->assignments.at[i].name) &&
			    str_equal(shell->assignments.at[i].file, cause->where.at[k].file) &&
			    shell->assignments.at[i].line == cause->where.at[k].line)
				return true;
	return false;
}

/* The line that is wrong is the one that sets the variable. */
static bool by_the_same_line(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)in;
	for (size_t k = 0; k < cause->where.n; k++)
		for (size_t i = 0; i < other->assignments.n; i++)
			if (other->assignments.at[i]->line == cause->where.at[k].line &&
			    str_equal(other->assignments.at[i]->file, cause->where.at[k].file))
				return true;
	return false;
}

/* The line as it was meant names the folder of Go's programs: nobody has looked there. */
static bool go_bin_was_meant(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)in;
	(void)other;
	for (size_t i = 0; i < cause->changes.n; i++)
		if (cause->changes.at[i].text && (strstr(cause->changes.at[i].text, "GOPATH") ||
						  strstr(cause->changes.at[i].text, "GOBIN")))
			return true;
	return false;
}

/* By its mode, or by its owner. */
static bool keeps_out(const struct finding *cause, const struct closed_path *closed)
{
	return closed && closed->foreign == str_equal(cause->rule->id, "fs.foreign-owner");
}

/* Somebody else's folder that may be read: what is in it is found. */
static bool hides(const struct finding *cause, const struct closed_path *closed)
{
	return keeps_out(cause, closed) && !(closed->foreign && closed->read_only);
}

/* It lies in a folder that is closed to the user: what its own mode is plays no part. */
static bool in_closed_folder(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	const struct tools *tools = &in->facts->tools;

	if (other->program)
		return hides(cause, facts_closed_around(in->facts, other->program->path));
	for (size_t i = 0; i < tools->n; i++)
		if (tools->at[i].id == other->tool &&
		    hides(cause, facts_closed_around(in->facts, tools->at[i].path)))
			return true;
	return false;
}

/* What nobody finds may be in a folder of PATH that nobody looks into; go install puts nothing there. */
static bool path_is_closed(const struct rule_input *in, const struct finding *cause,
			   const struct finding *other)
{
	const struct environment_facts *e = &in->facts->environment;

	(void)other;
	for (size_t i = 0; i < e->closed.n; i++)
		if (!e->closed.at[i].start_file && keeps_out(cause, &e->closed.at[i]) &&
		    !path_is_within(in->facts->places.go_bin, e->closed.at[i].path))
			return true;
	return false;
}

/* Nobody knows what stands in it, and its shell does not read it. */
static bool start_file_is_closed(const struct rule_input *in, const struct finding *cause,
				 const struct finding *other)
{
	const struct environment_facts *e = &in->facts->environment;

	(void)other;
	for (size_t i = 0; i < e->closed.n; i++)
		if (e->closed.at[i].start_file && keeps_out(cause, &e->closed.at[i]))
			return true;
	return false;
}

/* Of all that is in there nobody sees anything. */
static bool go_bin_is_closed(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)other;
	return keeps_out(cause, facts_closed_around(in->facts, in->facts->places.go_bin));
}

static bool go_bin_is_barred(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)cause;
	(void)other;
	return in->facts->environment.go_bin_barred.path != NULL;
}

static bool of_the_same_file(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)in;
	for (size_t i = 0; i < cause->where.n; i++)
		if (str_equal(cause->where.at[i].file, other->about_name))
			return true;
	return false;
}

static bool at_the_same_line(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)in;
	for (size_t i = 0; i < cause->where.n; i++)
		for (size_t k = 0; k < other->where.n; k++)
			if (cause->where.at[i].line == other->where.at[k].line &&
			    str_equal(cause->where.at[i].file, other->where.at[k].file))
				return true;
	return false;
}

static bool of_the_same_tool(const struct rule_input *in, const struct finding *cause,
			     const struct finding *other)
{
	(void)in;
	return cause->tool == other->tool && cause->program == other->program;
}

/* A line that leaves $PATH out takes away whatever was put there before it. */
static bool by_a_line_without_path(const struct rule_input *in, const struct finding *cause,
				   const struct finding *other)
{
	(void)in;
	(void)other;
	return cause->assignments.n > 0;
}

/* ---- the table ---- */

/* What follows from what; `other` as in rules_are. */
static const struct consequence {
	const char *cause, *other;
	bool (*follows)(const struct rule_input *in, const struct finding *cause,
			const struct finding *other);
} consequences[] = {
	{ "arch.translated", "brew.intel-on-arm", always },
	{ "path.no-system", "brew.not-on-path", by_a_line_without_path },
	{ "path.no-system", "*.off-path", by_a_line_without_path },
	{ "path.no-system", "path.relative", path_was_meant },
	{ "path.no-system", "path.tilde", path_was_meant },
	{ "path.no-system", "*.off-path", path_was_meant },
	{ "rc.other-shell", "brew.not-on-path", by_brew_in_that_file },
	{ "rc.stale-source", "brew.not-on-path", by_a_line_of_brew },
	{ "rc.bytes", "brew.not-on-path", by_the_line_meant_for_brew },
	{ "brew.not-on-path", "*.off-path", in_that_brew },
	{ "brew.not-on-path", "*.missing", in_that_brew },
	{ "brew.intel-on-arm", "brew.missing", always },
	{ "brew.intel-on-arm", "brew.order", always },
	{ "brew.intel-on-arm", "*.wrong-arch", in_that_brew },
	{ "brew.intel-on-arm", "*.shadowed", in_that_brew },
	{ "brew.intel-on-arm", "*.too-old", in_that_brew },
	{ "brew.intel-on-arm", "*.outdated", in_that_brew },
	{ "brew.order", "*.wrong-arch", in_that_brew },
	{ "brew.broken-keg", "protoc.cannot-run", always },
	{ "brew.broken-keg", "*.not-runnable", of_the_same_tool },
	{ "brew.broken-keg", "*.missing", of_the_same_tool },
	{ "rc.bytes", "path.bytes", by_that_line },
	{ "rc.bytes", "goenv.*", by_the_same_line },
	{ "fs.closed", "*.off-path", start_file_is_closed },
	{ "fs.closed", "rc.unwritable", start_file_is_closed },
	{ "fs.foreign-owner", "*.off-path", start_file_is_closed },
	{ "fs.foreign-owner", "rc.unwritable", start_file_is_closed },
	{ "fs.foreign-owner", "rc.other-shell", start_file_is_closed },
	{ "fs.closed", "rc.other-shell", start_file_is_closed },
	{ "rc.unwritable", "*.off-path", by_a_link_to_nowhere },
	{ "rc.unwritable", "rc.other-shell", by_a_link_to_nowhere },
	{ "rc.syntax", "*.off-path", by_a_template },
	{ "rc.syntax", "rc.other-shell", by_a_template },
	{ "rc.syntax", "path.relative", by_a_template },
	{ "rc.syntax", "path.relative", at_the_same_line },
	{ "rc.syntax", "goenv.*", by_the_same_line },
	{ "rc.syntax", "plugin.missing", go_bin_was_meant },
	{ "rc.syntax", "*.off-path", by_what_was_meant },
	{ "rc.stale-source", "*.off-path", by_what_it_ends_without },
	{ "path.tilde", "*.off-path", by_that_entry },
	{ "path.joined", "*.off-path", by_that_entry },
	{ "path.bytes", "*.off-path", by_that_entry },
	{ "goenv.gopath", "plugin.off-path", by_that_entry },
	{ "path.dangling", "*.off-path", by_that_old_home },
	{ "path.dangling", "rc.other-shell", by_an_old_home },
	{ "rc.syntax", "*.off-path", by_that_file },
	{ "rc.syntax", "*.off-path", by_what_stands_below },
	{ "rc.bytes", "*.off-path", by_that_file },
	{ "rc.bytes", "*.off-path", by_what_was_meant },
	{ "rc.bytes", "*.off-path", by_a_file_it_was_to_take_in },
	{ "rc.bytes", "rc.stale-source", at_the_same_line },
	{ "rc.bytes", "path.stale-session", by_a_file_that_puts_on_path },
	{ "rc.bytes", "*.off-path", by_what_stands_in_utf16 },
	{ "rc.bytes", "*.off-path", by_what_was_lost },
	{ "rc.bytes", "rc.other-shell", by_what_was_lost },
	{ "rc.bytes", "rc.other-shell", path_was_meant },
	{ "rc.syntax", "*.off-path", terminal_did_not_answer },
	{ "rc.syntax", "rc.slow", terminal_did_not_answer },
	{ "rc.syntax", "rc.other-shell", terminal_did_not_answer },
	{ "rc.slow", "*.off-path", terminal_did_not_answer },
	{ "rc.slow", "rc.other-shell", terminal_did_not_answer },
	{ "rc.wrong-file", "*.off-path", by_that_file },
	{ "rc.other-shell", "*.off-path", by_that_file },
	{ "rc.resets-path", "brew.not-on-path", always },
	{ "rc.resets-path", "*.off-path", always },
	{ "rc.resets-path", "rc.differs", always },
	{ "rc.bytes", "rc.syntax", of_the_same_file },
	{ "go.too-old-for-os", "go.too-old", always },
	{ "go.too-old-for-os", "go.unsupported", always },
	{ "go.too-old", "go.unsupported", always },
	{ "gotool.no-uuid", "plugin.outdated", of_the_same_tool },
	{ "go.shim-without-version", "go.shadowed", always },
	{ "go.shim-without-version", "go.too-old", always },
	{ "go.shim-without-version", "go.unsupported", always },
	{ "goenv.toolchain-local", "go.toolchain-unavailable", always },
	{ "goenv.target-forced", "plugin.off-path", always },
	{ "goenv.target-forced", "plugin.wrong-arch", always },
	{ "goenv.target-forced", "gotool.wrong-arch", always },
	{ "goenv.gobin", "plugin.off-path", always },
	{ "goenv.gopath", "plugin.off-path", always },
	{ "goenv.gopath", "plugin.missing", go_bin_is_barred },
	{ "goenv.gopath", "path.dangling", of_an_old_home },
	{ "goenv.cache", "*.off-path", by_another_home },
	{ "goenv.cache", "rc.other-shell", by_another_home },
	{ "environment.dyld", "protoc.cannot-run", always },
	{ "fs.foreign-owner", "goenv.cache", always },
	{ "fs.foreign-owner", "plugin.missing", go_bin_is_closed },
	{ "fs.foreign-owner", "*.missing", path_is_closed },
	{ "fs.foreign-owner", "*.not-runnable", in_closed_folder },
	{ "fs.foreign-owner", "*.cannot-run", in_closed_folder },
	{ "fs.foreign-owner", "*.off-path", in_closed_folder },
	{ "fs.closed", "plugin.missing", go_bin_is_closed },
	{ "fs.closed", "*.missing", path_is_closed },
	{ "fs.closed", "*.not-runnable", in_closed_folder },
	{ "fs.closed", "*.cannot-run", in_closed_folder },
	{ "fs.closed", "*.off-path", in_closed_folder },
	{ "net.no-resolver", "net.offline", always },
	{ "net.no-resolver", "net.blocked", always },
	{ "net.offline", "net.blocked", always },
	{ "net.offline", "goenv.proxy", always },
	{ "net.offline", "brew.mirror", always },
	{ "net.proxy-dead", "net.offline", always },
	{ "net.proxy-dead", "net.blocked", always },
	{ "net.proxy-dead", "goenv.proxy", always },
	{ "net.clock", "net.intercepted", always },
	{ "net.no-ca", "net.intercepted", always },
};

static const struct finding *cause_of(const struct rule_input *in, const struct findings *found,
				      const struct finding *other)
{
	for (size_t i = 0; i < sizeof(consequences) / sizeof(consequences[0]); i++) {
		const struct consequence *c = &consequences[i];

		if (!rules_are(c->other, other->rule->id))
			continue;
		for (size_t k = 0; k < found->n; k++)
			if (str_equal(found->at[k].rule->id, c->cause) &&
			    c->follows(in, &found->at[k], other))
				return &found->at[k];
	}
	return NULL;
}

/* Behind its cause, and that behind its own. */
static void add_with_consequences(struct arena *mem, const struct findings *all,
				  const size_t *causes, size_t i, struct findings *into)
{
	list_push(mem, into, all->at[i]);
	for (size_t k = 0; k < all->n; k++)
		if (causes[k] == i)
			add_with_consequences(mem, all, causes, k, into);
}

/* What makes a problem is one. */
static void weigh(struct findings *found, const size_t *causes, size_t i)
{
	for (size_t at = i; causes[at] < found->n; at = causes[at])
		if (found->at[causes[at]].level < found->at[at].level)
			found->at[causes[at]].level = found->at[at].level;
}

/* A cause stands where the first of what follows from it would: of a Go that is not found the start file is told
 * before protoc is. What weighs more is told first, whatever its topic is. */
void findings_group(const struct rule_input *in, struct findings *found)
{
	size_t *causes = arena_alloc(in->mem, (found->n + 1) * sizeof(*causes));
	bool *placed = arena_alloc(in->mem, (found->n + 1) * sizeof(*placed));
	struct findings grouped = { 0 };

	for (size_t i = 0; i < found->n; i++) {
		const struct finding *cause = cause_of(in, found, &found->at[i]);

		found->at[i].under = cause ? cause->rule : NULL;
		causes[i] = cause ? (size_t)(cause - found->at) : found->n;
	}
	for (size_t i = 0; i < found->n; i++)
		weigh(found, causes, i);
	for (int level = LEVEL_PROBLEM; level >= LEVEL_OK; level--) {
		for (size_t i = 0; i < found->n; i++) {
			size_t root = i;

			while (causes[root] < found->n)
				root = causes[root];
			if (!placed[root] && (int)found->at[root].level == level) {
				add_with_consequences(in->mem, found, causes, root, &grouped);
				placed[root] = true;
			}
		}
	}
	*found = grouped;
}
