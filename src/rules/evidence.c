#include "rules/rule.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mask.h"
#include "shell/quote.h"
#include "wants/go_environment.h"
#include "wants/goproxy.h"

void evidence(const struct rule_input *in, struct finding *found, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	list_push(in->mem, &found->evidence, arena_vfmt(in->mem, fmt, ap));
	va_end(ap);
}

void remedy(const struct rule_input *in, struct finding *found, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	found->remedy = arena_vfmt(in->mem, fmt, ap);
	va_end(ap);
}

const char *shown(const struct rule_input *in, const char *path)
{
	if (!path || !in->facts->places.home)
		return path;
	return path_tilde(in->mem, path, in->facts->places.home);
}

const char *typed(const struct rule_input *in, const char *path)
{
	return path_word(in->mem, path, in->facts->places.home);
}

static const char *place_text(const struct rule_input *in, const struct tool *tool)
{
	if (tool->new_shell_index >= 0 && tool->path_index < 0)
		return _("on the PATH of new shells only");
	if (tool->path_index >= 0)
		return arena_fmt(in->mem, _("entry %d of PATH"), tool->path_index + 1);
	return _("not on PATH");
}

const char *tool_text(const struct rule_input *in, const struct tool *tool)
{
	const char *arch = binary_arch_text(in->mem, &tool->binary);
	const char *os = os_name(tool->binary.os), *origin = origin_text(tool->origin);
	struct str s = { .mem = in->mem };

	str_fmt(&s, _("%s: "), shown(in, tool->path));
	if (tool->version)
		str_fmt(&s, _("version %s, "), tool->version);
	if (arch && os && tool->binary.os != in->facts->machine.os)
		str_fmt(&s, _("built for %s/%s, "), os, arch);
	else if (arch)
		str_fmt(&s, _("built for %s, "), arch);
	if (origin)
		str_fmt(&s, _("%s, "), origin);
	str_add(&s, place_text(in, tool));
	if (tool->real_path && !str_equal(tool->real_path, tool->path))
		str_fmt(&s, _(", leads to %s"), shown(in, tool->real_path));
	return str_text(&s);
}

static const char *assignment_text(const struct rule_input *in, const struct assignment *a)
{
	const char *text = str_trim(in->mem, a->text ? a->text : "");

	if (strstr(text, "://")) /* a user name and a password may stand in an address */
		text = arena_fmt(in->mem, "%s=%s", a->name, goproxy_redacted(in->mem, a->value));
	else if (strchr(text, '@')) /* or in one without its scheme */
		text = mask_text(&(struct mask){ .mem = in->mem }, bytes_of(text)).at;
	if (a->function)
		return arena_fmt(in->mem, _("%s line %d, in the function %s: %s"),
				 shown(in, a->file), a->line, printable(in, a->function),
				 printable(in, text));
	return arena_fmt(in->mem, _("%s line %d: %s"), shown(in, a->file), a->line,
			 printable(in, text));
}

/* Most files are read from top to bottom: behind the last line that was seen of one there is no need to
 * look through all of them again, which may be thousands. */
void seen_at(const struct rule_input *in, struct finding *found, const char *file, int line)
{
	const struct line_seen *at = found->where.at;
	size_t n = found->where.n;
	struct line_seen seen = { .file = file, .line = line, .last = line };

	if (!n || !str_equal(at[n - 1].file, file) || at[n - 1].last >= line) {
		for (size_t i = 0; i < n; i++) {
			if (!str_equal(at[i].file, file))
				continue;
			if (at[i].line == line)
				return;
			seen.last = at[i].last > seen.last ? at[i].last : seen.last;
		}
	}
	list_push(in->mem, &found->where, seen);
}

void evidence_at(const struct rule_input *in, struct finding *found, const char *file, int line,
		 const char *text)
{
	evidence(in, found, _("%s line %d: %s"), shown(in, file), line, printable(in, text));
	seen_at(in, found, file, line);
}

void evidence_line(const struct rule_input *in, struct finding *found, const struct assignment *a)
{
	evidence(in, found, "%s", assignment_text(in, a));
	seen_at(in, found, a->file, a->line);
}

const char *machine_text(const struct rule_input *in)
{
	const char *os = os_name(in->facts->machine.os), *arch = arch_name(wants_arch(in->facts));

	return arena_fmt(in->mem, "%s/%s", os ? os : "?", arch ? arch : "?");
}
