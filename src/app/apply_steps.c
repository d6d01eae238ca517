/* What goready apply says on its way: the plan, each step, each check of the proof. */
#include "app/apply_private.h"

#include "app/report.h"
#include "app/report_file.h"
#include "base/i18n.h"
#include "ui/json_out.h"

bool apply_wants_json(const struct applying *a)
{
	return a->app->request.json || report_file_wants_json();
}

void apply_out_json(const struct applying *a, const struct json *line)
{
	report_file_event(line);
	if (a->app->request.json)
		json_out_line(line);
}

static void add_amount(struct arena *mem, struct json *json, const char *key, uint64_t amount)
{
	if (amount)
		json_add_number(mem, json, key, (double)amount);
	else
		json_add_null(mem, json, key);
}

static void step_json(const struct applying *a, const struct run_event *event)
{
	struct arena *mem = a->app->machine;
	struct json *json = json_new_object(mem);

	json_add_string(mem, json, "event", "step");
	json_add_string(mem, json, "id", event->step->id);
	json_add_string(mem, json, "state", step_state_name(event->state));
	add_amount(mem, json, "bytes", event->bytes);
	add_amount(mem, json, "total", event->total);
	json_add_number(mem, json, "ms", event->ms);
	json_add_text(mem, json, "error", event->error ? event->error->text : NULL);
	if (event->note)
		json_add_text(mem, json, "note", event->note);
	if (event->state != STATE_PROGRESS) /* how far it was is no news in a file */
		report_file_event(json);
	if (a->app->request.json)
		json_out_line(json);
}

static void apply_say_progress(struct applying *a, const struct run_event *event)
{
	const char *summary = step_summary(event->step, event->otherwise);
	int percent = quarters_news(a->app->machine, &a->quarters, event->step, event->bytes,
				    event->total);

	if (!percent)
		return;
	heartbeat_said(&a->beat);
	app_say(_("Working. %s: %d percent."), summary, percent);
}

static void say_step(struct applying *a, const struct run_event *event)
{
	const char *summary = step_summary(event->step, event->otherwise);

	if (event->note)
		app_say(_("Note. %s"), event->note);
	switch (event->state) {
	case STATE_STARTED:
		app_say(_("Working. %s."), summary);
		break;
	case STATE_PROGRESS:
		apply_say_progress(a, event);
		break;
	case STATE_DONE:
		app_say(_("Done. %s."), summary);
		break;
	case STATE_FAILED:
		app_say(_("Problem. %s: %s"), summary, event->error ? event->error->text : "");
		break;
	case STATE_ROLLED_BACK:
		app_say(_("Done. Taken back: %s."), summary);
		break;
	case STATE_WAITING:
	case STATE_SKIPPED:
	case STATE_CANCELLED:
		break;
	}
}

static void tell_verdict(struct applying *a, const struct json *verdict)
{
	apply_out_json(a, verdict);
	if (a->app->request.json)
		return;
	app_say(_("%s. %s: %s"), json_bool(verdict, "ok", false) ? _("OK") : _("Problem"),
		json_string(verdict, "title") ? json_string(verdict, "title")
					      : json_string(verdict, "id"),
		json_string(verdict, "evidence") ? json_string(verdict, "evidence") : "");
}

static void tell_step(struct applying *a, const struct run_event *event)
{
	if (apply_wants_json(a))
		step_json(a, event);
	if (!a->app->request.json)
		say_step(a, event);
}

/* Beside how far it is. */
static bool is_told(const struct run_event *event)
{
	return event->note || event->state == STATE_STARTED || event->state == STATE_DONE ||
	       event->state == STATE_FAILED || event->state == STATE_ROLLED_BACK;
}

void apply_seen(void *ctx, const struct event *event)
{
	struct applying *a = ctx;

	if (event->kind != EVENT_STEP)
		return;
	trace_step(&a->trace, event->step);
	if (event->step->verdict || is_told(event->step))
		heartbeat_said(&a->beat);
	if (event->step->verdict)
		tell_verdict(a, event->step->verdict);
	else
		tell_step(a, event->step);
}

void apply_meanwhile(void *ctx)
{
	heartbeat_tick(&((struct applying *)ctx)->beat);
}

/* Nothing is said while sudo asks. */
void apply_lend(void *ctx, bool lent, const char *why)
{
	struct applying *a = ctx;

	a->beat.silent = lent;
	if (lent)
		app_say("%s", why);
}

void apply_tell_plan(struct applying *a)
{
	struct view v;

	if (apply_wants_json(a))
		apply_out_json(a, plan_json(a->app->machine, &a->drive.wizard.plan));
	if (a->app->request.json)
		return;
	wizard_view(&a->drive.wizard, a->app->machine, &v);
	v.actions.n = 0; /* nobody is asked */
	v.step = v.steps = 0;
	app_print(&v);
}
