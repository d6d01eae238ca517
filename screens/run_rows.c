/*
 * A run as its user sees it: one row for each tool, one for the files, one for the proof, from the
 * start to the end. The steps behind a row, such as folders and links, are in the log and in Details.
 */
#include "common.h"
#include "wizard/estimate.h"

#include <string.h>

/* Shares and times are told in these, or each second would be news. */
enum { PERCENT_STEP = 5, SHARE_STEP = 10, SECONDS_STEP = 15 };

struct run_row {
	const struct step_progress *first, *moving, *failed, *left_out;
	size_t steps, done;
	int ms;
	bool fetched, built;
};

static bool is_alone(const struct step *step)
{
	return step->tool == TOOL_N && step->kind->part != REVIEW_FILES;
}

static bool are_one_row(const struct step *a, const struct step *b)
{
	if (a == b)
		return true;
	if (is_alone(a) || is_alone(b))
		return false;
	return a->tool == b->tool && (a->tool != TOOL_N || a->kind->part == b->kind->part);
}

/* Folders are made in a blink, for what comes after them: they have a row where that fails only. */
static bool has_no_row(const struct step_progress *progress)
{
	return (progress->step->kind->flags & STEP_MAKES_FOLDERS) &&
	       progress->state != STATE_FAILED;
}

static void row_take(struct run_row *row, const struct step_progress *progress)
{
	row->first = row->first ? row->first : progress;
	row->steps++;
	row->ms += progress->ms;
	row->fetched |= progress->step->kind->fetches != NULL;
	row->built |= (progress->step->kind->flags & STEP_COMPILES) &&
		      (progress->otherwise || !progress->step->summary_otherwise);
	switch (progress->state) {
	case STATE_WAITING:
		break;
	case STATE_STARTED:
	case STATE_PROGRESS:
		row->moving = progress;
		break;
	case STATE_DONE:
		row->done++;
		break;
	case STATE_FAILED:
		row->failed = progress;
		break;
	case STATE_SKIPPED:
	case STATE_CANCELLED:
	case STATE_ROLLED_BACK:
		row->left_out = progress;
		break;
	}
}

/* The row that begins with this step; false where an earlier one has it. */
static bool row_at(const struct wizard *w, size_t at, struct run_row *ret)
{
	const struct step_progress *all = w->run.progress.at;

	*ret = (struct run_row){ 0 };
	if (has_no_row(&all[at]))
		return false;
	for (size_t i = 0; i < w->run.progress.n; i++) {
		if (has_no_row(&all[i]) || !are_one_row(all[at].step, all[i].step))
			continue;
		if (i < at)
			return false;
		row_take(ret, &all[i]);
	}
	return true;
}

static const char *row_label(const struct wizard *w, struct arena *mem, const struct run_row *row)
{
	const struct step *step = row->first->step;

	if (step->tool != TOOL_N)
		return tool_short_name(w, mem, step->tool);
	if (step->kind->flags & STEP_PROVES)
		return _("Proof");
	if (step->kind->part == REVIEW_FILES)
		return arena_fmt(mem, P_("%zu file", "%zu files", row->steps), row->steps);
	return step->summary;
}

/* ---- what each does ---- */

static bool is_in_cache(const struct step *step)
{
	return step->kind->fetches && fetch_is_here(step->kind->fetches(step)->source);
}

static const char *download_text(struct arena *mem, const struct step_progress *progress)
{
	int share;

	if (is_in_cache(progress->step))
		return _("checking");
	if (!progress->total)
		return _("downloading");
	share = (int)(progress->bytes * 100 / progress->total) / SHARE_STEP * SHARE_STEP;

	if (share > 0)
		return arena_fmt(mem, _("downloading, %d%% of %s"), share,
				 size_text(mem, progress->total));
	return arena_fmt(mem, _("downloading %s"), size_text(mem, progress->total));
}

static const char *time_spent(const struct wizard *w, struct arena *mem,
			      const struct step_progress *progress)
{
	int so_far = wizard_step_seconds(w, progress) / SECONDS_STEP * SECONDS_STEP;
	int usual = plan_step_seconds_now(progress->step, progress->otherwise);

	if (so_far && usual)
		return arena_fmt(mem, _("%d s so far, usually %d"), so_far, usual);
	if (so_far)
		return arena_fmt(mem, _("%d s so far"), so_far);
	return usual ? arena_fmt(mem, _("usually %d s"), usual) : "";
}

/* After its download, what is left for a tool is to unpack and link it. */
static const char *moving_text(const struct wizard *w, struct arena *mem, const struct run_row *row)
{
	const char *text;

	if (row->moving->step->kind->flags & STEP_COUNTS_BYTES)
		return download_text(mem, row->moving);
	text = time_spent(w, mem, row->moving);
	return *text || !row->fetched ? text : _("unpacking");
}

static const char *moving_words(const struct step_progress *progress)
{
	if (is_in_cache(progress->step))
		return _("checking");
	return progress->step->kind->flags & STEP_COUNTS_BYTES ? _("downloading") : "";
}

static const char *done_words(const struct run_row *row)
{
	if (row->built)
		return _("built and in place");
	return row->fetched ? _("checked and in place") : _("in place");
}

static const char *done_text(struct arena *mem, const struct run_row *row)
{
	const char *what = done_words(row);

	return row->ms < 1000 ? what : arena_fmt(mem, _("%s, %d s"), what, row->ms / 1000);
}

static const char *left_out_text(const struct step_progress *progress)
{
	if (progress->state == STATE_ROLLED_BACK)
		return _("taken back");
	return progress->state == STATE_CANCELLED ? _("stopped") : _("left out");
}

static bool is_proof(const struct run_row *row)
{
	return row->first->step->kind->flags & STEP_PROVES;
}

/* Its modules are fetched as soon as Go is there, and compiled when nothing else is left. */
static void say_waiting_row(const struct wizard *w, struct view *v, const char *label,
			    const struct run_row *row)
{
	int so_far = (w->run.ms - w->proof.since) / 1000 / SECONDS_STEP * SECONDS_STEP;

	if (!is_proof(row))
		view_status(v, SAY_WAITING, label, "%s", "")->later = true;
	else if (!wizard_is_warming(w))
		view_status(v, SAY_WAITING, label, "%s", _("its modules come along"))->later = true;
	else if (so_far > 0)
		view_status(v, SAY_WORKING, label, _("compiling what it needs, %d s so far"),
			    so_far)
			->spoken = _("compiling what it needs");
	else
		view_status(v, SAY_WORKING, label, "%s", _("compiling what it needs"));
}

/* A checksum is told by its beginning: whole it takes a line, and a minute to hear. The log has all of it. */
enum { CHECKSUM = 64, BEGINNING = 12 };

static const char *without_checksums(struct arena *mem, const char *text)
{
	struct str s = { .mem = mem };

	while (*text) {
		size_t n = strspn(text, "0123456789abcdef");

		if (n == CHECKSUM)
			str_fmt(&s, "%.*s...", BEGINNING, text);
		else if (n)
			str_add_bytes(&s, text, n);
		else
			str_add_char(&s, *text);
		text += n ? n : 1;
	}
	return str_text(&s);
}

static void say_failed_row(struct view *v, const char *label, const struct step_progress *failed)
{
	const char *why = without_checksums(v->mem, failed->error.text);
	bool says_from_where = failed->step->kind->fetches && strstr(why, "://");

	if (says_from_where || str_equal(label, failed->step->summary))
		view_status(v, SAY_PROBLEM, label, "%s", why);
	else
		view_status(v, SAY_PROBLEM, label, _("%s: %s"),
			    step_summary(failed->step, failed->otherwise), why);
	if (failed->error.rc == RC_CHECKSUM) /* addresses and hashes are to be seen */
		v->blocks.at[v->blocks.n - 1].spoken = _("what came has the wrong checksum");
}

static void say_row(const struct wizard *w, struct view *v, const struct run_row *row)
{
	const char *label = row_label(w, v->mem, row);

	if (row->failed)
		say_failed_row(v, label, row->failed);
	else if (row->left_out)
		view_status(v, SAY_SKIPPED, label, "%s", left_out_text(row->left_out))->later =
			row->left_out->state == STATE_SKIPPED; /* all of them are said at the end */
	else if (row->done == row->steps)
		view_status(v, SAY_DONE, label, "%s", done_text(v->mem, row))->spoken =
			done_words(row);
	else if (row->moving)
		view_status(v, SAY_WORKING, label, "%s", moving_text(w, v->mem, row))->spoken =
			moving_words(row->moving);
	else if (row->done)
		view_status(v, SAY_WORKING, label, "%s", row->fetched ? _("unpacking") : "")
			->spoken = "";
	else
		say_waiting_row(w, v, label, row);
}

/* What waited for something that failed: one row for all of it, so that what can be done stands on the
 * page as well. */
static bool is_left_out(const struct wizard *w, const struct run_row *row)
{
	if (wizard_is_changing(w) || row->failed || row->done == row->steps)
		return false;
	return !row->left_out || row->left_out->state == STATE_SKIPPED;
}

enum { MANY_LEFT_OUT = 4 }; /* to hear each of them */

static void say_left_out(struct view *v, const struct names *left_out)
{
	size_t more = left_out->n - 1;

	if (!left_out->n)
		return;
	view_status(v, SAY_SKIPPED, _("Left out"), "%s", text_list(v->mem, left_out));
	if (left_out->n >= MANY_LEFT_OUT)
		v->blocks.at[v->blocks.n - 1].spoken =
			arena_fmt(v->mem, P_("%s and %zu more", "%s and %zu more", more),
				  left_out->at[0], more);
}

static void say_run_notes(const struct wizard *w, struct view *v)
{
	for (size_t i = 0; i < w->run.progress.n; i++) {
		const struct step_progress *progress = &w->run.progress.at[i];

		if (progress->note)
			view_text(v, "%s", progress->note);
	}
}

void say_run_rows(const struct wizard *w, struct view *v)
{
	struct names left_out = { 0 };
	struct run_row row;

	for (size_t i = 0; i < w->run.progress.n; i++) {
		if (!row_at(w, i, &row))
			continue;
		if (is_left_out(w, &row))
			list_push(v->mem, &left_out, row_label(w, v->mem, &row));
		else
			say_row(w, v, &row);
	}
	say_left_out(v, &left_out);
	say_run_notes(w, v);
}

/* ---- all of it ---- */

static const char *left_text(struct arena *mem, const struct estimate *estimate)
{
	int seconds = estimate->seconds_left, minutes = (seconds + 59) / 60;

	if (estimate->late)
		return _("it takes longer than usual");
	if (seconds < 50)
		return _("less than a minute left");
	return arena_fmt(mem, P_("about %d minute left", "about %d minutes left", minutes),
			 minutes);
}

void say_whole_run(const struct wizard *w, struct view *v)
{
	struct estimate estimate = wizard_estimate(w);
	int percent = estimate.percent / PERCENT_STEP * PERCENT_STEP;
	struct block *block;

	if (!wizard_is_changing(w))
		return;
	block = view_progress(v, "all", SAY_WORKING, NULL);
	block->done = (uint64_t)estimate.percent;
	block->total = 100;
	block->text = w->phase == PHASE_STOPPING ? _("Stopping")
						 : arena_fmt(v->mem, _("%d%%, %s"), percent,
							     left_text(v->mem, &estimate));
	if (w->phase != PHASE_STOPPING)
		block->spoken = arena_fmt(v->mem, "%d%%", estimate.percent / 25 * 25);
}
