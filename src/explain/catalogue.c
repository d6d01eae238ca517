/* Reading the catalogue's files. */
#include "explain/catalogue.h"

#include <string.h>

#include "base/embedded.h"
#include "base/i18n.h"
#include "explain/command_match.h"
#include "explain/languages.h"

extern const struct embedded_file catalogue_files[];

struct reader {
	struct arena *mem;
	const char *file;
	int line;
	struct catalogue *c;
	struct message *message; /* the paragraph that is being read; at most one of these */
	bool answer;             /* that message is one */
	struct cause *cause;
	struct command_entry *command;
	struct system_causes *system;
	struct go_release *release;
	const char *phrase;
	struct err *e;
};

static enum rc wrong(struct reader *r, const char *what)
{
	return err_set(r->e, RC_SYNTAX, "%s:%d: %s", r->file, r->line, what);
}

static enum thing_kind kind_named(const char *name)
{
	for (int kind = 0; kind < THING_N; kind++)
		if (str_equal(name, thing_kind_name((enum thing_kind)kind)))
			return (enum thing_kind)kind;
	return THING_N;
}

/* "*.missing program", "goenv.goroot variable GOROOT", "host.memory" */
static enum rc read_means(struct reader *r, const char *keyword, const char *rest)
{
	struct names words = str_split(r->mem, rest, ' ');
	struct meaning *m = list_add(r->mem, &r->message->means);

	m->id = words.at[0];
	m->otherwise = str_equal(keyword, "otherwise");
	m->if_here = str_equal(keyword, "if-here");
	if (words.n == 1)
		return RC_OK;
	if (words.n == 2) {
		m->blank = words.at[1];
		return RC_OK;
	}
	m->about = (struct thing){ kind_named(words.at[1]), words.at[2] };
	if (words.n != 3 || m->about.kind == THING_N)
		return wrong(r, _("means ID, means ID BLANK, or means ID KIND NAME"));
	return RC_OK;
}

static enum rc read_says(struct reader *r, const char *rest)
{
	struct pattern *p;
	struct err e = { 0 };

	if ((r->answer ? pattern_parse_line : pattern_parse)(r->mem, rest, &p, &e))
		return wrong(r, e.text);
	list_push(r->mem, &r->message->says, p);
	if (!r->answer) /* those are whole lines */
		list_push(r->mem, &r->c->endings, pattern_ending(p));
	return RC_OK;
}

/* The globs of "which|where" and of "{program=dlv|gopls}" */
static struct names globs_of(struct arena *mem, const char *word)
{
	const char *equals = word[0] == '{' ? strchr(word, '=') : NULL;

	if (equals)
		word = arena_strndup(mem, equals + 1, strlen(equals + 1) - 1);
	return str_split(mem, word, '|');
}

/* "which|where {program}" */
static void read_after(struct reader *r, const char *rest)
{
	struct typed_pattern *after = list_add(r->mem, &r->message->after);
	struct names first;

	after->words = str_split(r->mem, rest, ' ');
	after->marks = pattern_marks(r->mem, &after->words);
	if (!r->answer)
		return;
	first = globs_of(r->mem, after->words.at[0]);
	for (size_t i = 0; i < first.n; i++)
		if (!names_hold(&r->c->asked, first.at[i]))
			list_push(r->mem, &r->c->asked, first.at[i]);
}

static enum rc read_of_message(struct reader *r, const char *keyword, const char *rest)
{
	if (str_equal(keyword, "after")) {
		read_after(r, rest);
		return RC_OK;
	}
	if (str_equal(keyword, "says"))
		return read_says(r, rest);
	if (str_equal(keyword, "means") || str_equal(keyword, "otherwise") ||
	    str_equal(keyword, "if-here"))
		return read_means(r, keyword, rest);
	if (str_equal(keyword, "source"))
		list_push(r->mem, &r->message->sources, rest);
	else if (str_equal(keyword, "example"))
		list_push(r->mem, &r->message->examples, rest);
	else if (str_equal(keyword, "also"))
		list_push(r->mem, &r->message->also, rest);
	else if (str_equal(keyword, "within"))
		list_push(r->mem, &r->message->within, rest);
	else if (str_equal(keyword, "only-within"))
		list_push(r->mem, &r->message->only_within, rest);
	else if (str_equal(keyword, "general") || str_equal(keyword, "settled")) {
		r->message->general = rest;
		r->message->settled = str_equal(keyword, "settled");
	} else
		return wrong(
			r,
			_("a message has says, means, if-here, otherwise, general, settled, source, example, also, after, within and only-within"));
	return RC_OK;
}

static enum rc read_of_cause(struct reader *r, const char *keyword, const char *rest)
{
	if (str_equal(keyword, "title"))
		r->cause->title = rest;
	else if (str_equal(keyword, "advice"))
		r->cause->advice = rest;
	else
		return wrong(r, _("a cause has title and advice"));
	return RC_OK;
}

static enum rc read_of_system(struct reader *r, const char *keyword, const char *rest)
{
	if (!str_equal(keyword, "has"))
		return wrong(r, _("a system has has"));
	list_push(r->mem, &r->system->has, rest);
	return RC_OK;
}

static enum rc read_of_release(struct reader *r, const char *keyword, const char *rest)
{
	struct names words = str_split(r->mem, rest, ' ');

	if (!str_equal(keyword, "has"))
		return wrong(r, _("a release has has"));
	for (size_t i = 0; i < words.n; i++)
		list_push(r->mem, &r->release->has, words.at[i]);
	return RC_OK;
}

static enum rc read_verdict(struct reader *r, const char *rest)
{
	for (int v = COMMAND_FINE; v <= COMMAND_HARMFUL; v++)
		if (str_equal(rest, command_verdict_name((enum command_verdict)v))) {
			r->command->verdict = (enum command_verdict)v;
			r->command->has_verdict = true;
			return RC_OK;
		}
	return wrong(r, _("a verdict is fine, does-nothing, outdated or harmful"));
}

/* "darwin On Apple Silicon ..." */
static void read_here(struct reader *r, const char *rest)
{
	size_t n = strcspn(rest, " ");

	*list_add(r->mem, &r->command->here) =
		(struct command_here){ arena_strndup(r->mem, rest, n), str_trim(r->mem, rest + n) };
}

static enum rc read_assigns(struct reader *r, const char *rest, bool for_good)
{
	struct names words = str_split(r->mem, rest, ' ');

	if (words.n != 2)
		return wrong(r, _("assigns NAME VALUE"));
	if (for_good)
		list_push(r->mem, &r->command->keeps, words);
	else
		list_push(r->mem, &r->command->assigns, words);
	return RC_OK;
}

static enum rc read_of_command(struct reader *r, const char *keyword, const char *rest)
{
	struct command_entry *c = r->command;

	if (str_equal(keyword, "types")) {
		struct typed_pattern *typed = list_add(r->mem, &c->types);

		typed->words = str_split(r->mem, rest, ' ');
		typed->marks = pattern_marks(r->mem, &typed->words);
	} else if (str_equal(keyword, "assigns") || str_equal(keyword, "keeps"))
		return read_assigns(r, rest, keyword[0] == 'k');
	else if (str_equal(keyword, "verdict"))
		return read_verdict(r, rest);
	else if (str_equal(keyword, "on"))
		c->on = rest;
	else if (str_equal(keyword, "unless"))
		c->unless = rest;
	else if (str_equal(keyword, "instead") || str_equal(keyword, "rather"))
		c->instead = rest;
	else if (str_equal(keyword, "why"))
		c->why = rest;
	else if (str_equal(keyword, "undo") || str_equal(keyword, "back"))
		c->undo = rest;
	else if (str_equal(keyword, "here"))
		read_here(r, rest);
	else if (str_equal(keyword, "source"))
		list_push(r->mem, &c->sources, rest);
	else if (str_equal(keyword, "example"))
		list_push(r->mem, &c->examples, rest);
	else
		return wrong(
			r,
			_("a command has types, assigns, keeps, verdict, on, unless, instead or rather, why, undo or back, here, source and example"));
	return RC_OK;
}

static enum rc end_paragraph(struct reader *r)
{
	const struct command_entry *c = r->command;

	if (c && ((!c->types.n && !c->assigns.n && !c->keeps.n) || !c->has_verdict || !c->why ||
		  !c->examples.n || !c->sources.n))
		return wrong(
			r,
			_("a command needs types, assigns or keeps, verdict, why, source and example"));
	if (c && c->verdict == COMMAND_HARMFUL && !c->undo)
		return wrong(r, _("a harmful command needs undo or back"));
	if (r->message && (!r->message->says.n || !r->message->means.n || !r->message->sources.n ||
			   !r->message->examples.n))
		return wrong(r, _("a message needs says, means, source and example"));
	if (r->message && r->answer && !r->message->after.n)
		return wrong(r, _("an answer needs after"));
	if (r->cause && (!r->cause->title || !r->cause->advice))
		return wrong(r, _("a cause needs title and advice"));
	r->message = NULL;
	r->system = NULL;
	r->release = NULL;
	r->cause = NULL;
	r->command = NULL;
	r->phrase = NULL;
	return RC_OK;
}

static enum rc read_of_phrase(struct reader *r, const char *keyword, const char *rest)
{
	if (!str_equal(keyword, "is"))
		return wrong(r, _("a phrase has lines that begin with is"));
	if (!languages_add(r->mem, r->c, r->phrase, rest))
		return wrong(r, _("the blanks of a phrase are {0} to {9}, and {0#} to {9#}"));
	return RC_OK;
}

static enum rc begin_paragraph(struct reader *r, const char *keyword, const char *rest)
{
	bool remark = str_equal(keyword, "remark");

	r->answer = str_equal(keyword, "answer");
	if (r->answer) {
		r->message = list_add(r->mem, &r->c->answers);
		*r->message = (struct message){ .name = rest, .file = r->file };
		return RC_OK;
	}
	if (remark || str_equal(keyword, "message") || str_equal(keyword, "kind")) {
		r->message = list_add(r->mem, &r->c->messages);
		*r->message = (struct message){ .name = rest,
						.file = r->file,
						.kind = remark || str_equal(keyword, "kind"),
						.remark = remark };
		return RC_OK;
	}
	if (str_equal(keyword, "phrase")) {
		r->phrase = rest;
		return RC_OK;
	}
	if (str_equal(keyword, "cause")) {
		r->cause = list_add(r->mem, &r->c->causes);
		*r->cause = (struct cause){ .id = rest };
		return RC_OK;
	}
	if (str_equal(keyword, "command")) {
		r->command = list_add(r->mem, &r->c->commands);
		*r->command = (struct command_entry){ .name = rest };
		return RC_OK;
	}
	if (str_equal(keyword, "system")) {
		r->system = list_add(r->mem, &r->c->systems);
		*r->system = (struct system_causes){ .system = rest };
		return RC_OK;
	}
	if (str_equal(keyword, "release")) {
		r->release = list_add(r->mem, &r->c->releases);
		*r->release = (struct go_release){ .version = rest };
		return RC_OK;
	}
	return wrong(
		r,
		_("a paragraph begins with message NAME, kind NAME, remark NAME, answer NAME, phrase WORDS, cause ID, command NAME, system NAME or release VERSION"));
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The keyword and what stands behind it are ended where they lie: the texts of the catalogue are copied once. */
static enum rc catalogue_read_line(struct reader *r, char *line)
{
	char *rest = line + strcspn(line, " ");

	if (!*line)
		return end_paragraph(r);
	if (line[0] == '#')
		return RC_OK;
	while (is_blank(*rest))
		*rest++ = '\0';
	if (!*rest)
		return wrong(r, _("nothing stands behind the keyword"));
	if (r->message)
		return read_of_message(r, line, rest);
	if (r->command)
		return read_of_command(r, line, rest);
	if (r->system)
		return read_of_system(r, line, rest);
	if (r->release)
		return read_of_release(r, line, rest);
	if (r->phrase)
		return read_of_phrase(r, line, rest);
	return r->cause ? read_of_cause(r, line, rest) : begin_paragraph(r, line, rest);
}

/* Ends it without the blanks around it. */
static char *trimmed_line(char *line, char *end)
{
	while (end > line && is_blank(end[-1]))
		end--;
	*end = '\0';
	while (is_blank(*line))
		line++;
	return line;
}

enum rc catalogue_parse(struct arena *mem, const char *file, struct bytes text,
			struct catalogue *ret, struct err *e)
{
	struct reader r = { .mem = mem, .file = file, .c = ret, .e = e };
	char *copy = arena_strndup(mem, text.at, text.n);
	struct bytes line;
	enum rc rc = RC_OK;

	for (size_t at = 0; !rc && next_line((struct bytes){ copy, text.n }, &at, &line);) {
		char *begin = copy + (line.at - copy);

		r.line++;
		rc = catalogue_read_line(&r, trimmed_line(begin, begin + line.n));
	}
	return rc ? rc : end_paragraph(&r);
}

const struct catalogue *catalogue_builtin(struct arena *mem)
{
	struct catalogue *c = ARENA_NEW(mem, struct catalogue);

	for (const struct embedded_file *f = catalogue_files; f->name; f++)
		if (str_ends(f->name, ".txt"))
			(void)catalogue_parse(mem, f->name,
					      (struct bytes){ (const char *)f->data, f->size }, c,
					      NULL);
	return c;
}

const struct cause *catalogue_cause(const struct catalogue *c, const char *id)
{
	for (size_t i = 0; i < c->causes.n; i++)
		if (str_equal(c->causes.at[i].id, id))
			return &c->causes.at[i];
	return NULL;
}

bool catalogue_names_hold(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++) {
		size_t n = strlen(names->at[i]);

		if (n && names->at[i][n - 1] == '*' ? strncmp(name, names->at[i], n - 1) == 0
						    : str_equal(name, names->at[i]))
			return true;
	}
	return false;
}

const char *catalogue_system(const struct catalogue *c, const char *id)
{
	for (size_t i = 0; i < c->systems.n; i++)
		if (catalogue_names_hold(&c->systems.at[i].has, id))
			return c->systems.at[i].system;
	return NULL;
}
