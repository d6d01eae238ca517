/* goready explain: which rules know an error text, and which of them hold here. */
#include "app/app.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/report.h"
#include "base/i18n.h"

enum { MOST_TEXT = 256 << 10 };

static const char *error_text(struct app *app)
{
	struct names words = { .at = (const char **)app->request.words, .n = app->request.word_n };
	struct str s = { .mem = app->machine };
	char buffer[4096];
	ssize_t n;

	if (words.n)
		return str_join(app->machine, &words, " ");
	if (isatty(STDIN_FILENO))
		app_say("%s", _("Paste the error text, then press Ctrl-D on a line of its own."));
	while (s.n < MOST_TEXT && (n = read(STDIN_FILENO, buffer, sizeof(buffer))) > 0)
		str_add_bytes(&s, buffer, (size_t)n);
	return str_text(&s);
}

static bool knows(const struct rule *rule, const char *text)
{
	for (size_t i = 0; rule->symptoms && rule->symptoms[i]; i++)
		if (strstr(text, rule->symptoms[i]))
			return true;
	return false;
}

static size_t tell_causes(const struct app *app, const char *text, struct view *v)
{
	size_t n = 0;

	for (size_t i = 0; i < app->findings.n; i++) {
		const struct finding *f = &app->findings.at[i];

		if (!knows(f->rule, text))
			continue;
		n++;
		view_status(v, SAY_PROBLEM, f->title, "[%s]", f->rule->id);
		for (size_t k = 0; k < f->evidence.n; k++)
			view_text(v, "%s", f->evidence.at[k]);
		if (f->remedy)
			view_text(v, _("What to do: %s"), f->remedy);
	}
	return n;
}

static bool holds(const struct app *app, const struct rule *rule)
{
	for (size_t i = 0; i < app->findings.n; i++)
		if (app->findings.at[i].rule == rule)
			return true;
	return false;
}

static void tell_other(const struct rule *rule, struct view *v)
{
	if (!rule->by_symptom_only) {
		view_status(v, SAY_NOTE, _(rule->title),
			    _("[%s] is a known cause, but does not hold here"), rule->id);
		return;
	}
	view_status(v, SAY_PROBLEM, _(rule->title), "[%s]", rule->id);
	view_text(v, _("What to do: %s"), _(rule->advice));
}

static size_t tell_others(const struct app *app, const char *text, struct view *v)
{
	const struct rule *rule;
	size_t n = 0;

	for (size_t i = 0; (rule = rules_at(i)); i++)
		if (knows(rule, text) && !holds(app, rule)) {
			n++;
			tell_other(rule, v);
		}
	return n;
}

int command_explain(struct app *app)
{
	struct err e = { 0 };
	const char *text;
	struct view v;
	size_t causes, others;

	if (app_look(app, &e))
		return app_fail(&e);
	text = error_text(app);
	view_open(&v, app->machine, "explain");
	causes = tell_causes(app, text, &v);
	others = tell_others(app, text, &v);
	if (causes)
		view_text(
			&v, "%s",
			_("'goready fix' repairs what can be repaired; it shows everything first."));
	else if (others)
		view_text(&v, "%s", _("None of the known causes holds in this terminal now."));
	else
		view_text(
			&v, "%s",
			_("No rule knows this text. 'goready doctor' looks at the whole machine."));
	app_print(&v);
	return causes ? EXIT_PROBLEMS : EXIT_OK;
}
