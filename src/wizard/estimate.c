#include "wizard/estimate.h"

/* A step that takes longer than it usually does is not done: it stays at nine tenths. */
static double share_by_time(const struct wizard *w, const struct step_progress *progress)
{
	double usual = plan_step_seconds_now(progress->step, progress->otherwise);
	double share = usual > 0 ? wizard_step_seconds(w, progress) / usual : 0;

	return share < 0.9 ? share : 0.9;
}

static size_t proof_steps(void)
{
	size_t n = 0;

	while (proof_step_at("hello", n))
		n++;
	return n;
}

/* Of the proof: compiling what it needs, of which nobody knows but by the clock how far it is; then its checks. */
static double share_warmed(const struct wizard *w, const struct step_progress *proof, int until)
{
	double usual = plan_step_seconds_now(proof->step, proof->otherwise);
	double share = usual > 0 ? (until - w->proof.since) / 1000.0 / usual : 0;

	if (!w->proof.since)
		return 0;
	return share < 0.6 ? share : 0.6;
}

static double share_checked(const struct wizard *w, const struct step_progress *proof)
{
	double warmed = share_warmed(w, proof, proof->began);

	return warmed + (1 - warmed) * (double)w->proof.verdicts.n / (double)(proof_steps() + 1);
}

static double share_done(const struct wizard *w, const struct step_progress *progress)
{
	bool proves = progress->step->kind->flags & STEP_PROVES;

	switch (progress->state) {
	case STATE_WAITING:
		return proves ? share_warmed(w, progress, w->run.ms) : 0;
	case STATE_STARTED:
	case STATE_PROGRESS:
		break;
	case STATE_DONE:
	case STATE_FAILED:
	case STATE_SKIPPED:
	case STATE_CANCELLED:
	case STATE_ROLLED_BACK:
		return 1;
	}
	if (proves)
		return share_checked(w, progress);
	if (progress->total > 0)
		return (double)progress->bytes / (double)progress->total;
	return share_by_time(w, progress);
}

/* A folder or a link takes no time worth counting, but it is a step on the way. */
static double weight(const struct step_progress *progress)
{
	return 0.1 + plan_step_seconds_now(progress->step, progress->otherwise);
}

/* Of what was guessed and what it took: a guess that is far off is not believed any further. A quick beginning
 * is believed half, since what was told is not taken back. */
static double pace(const struct wizard *w, double done)
{
	double pace = w->run.ms / 1000.0 / (done > 0 ? done : 1);

	if (w->run.ms < 5000 || done < 5)
		return 1;
	return pace < 0.5 ? 0.5 : pace > 4 ? 4 : pace;
}

static struct estimate estimate_now(const struct wizard *w)
{
	double all = 0, done = 0, left = 0, steps = 0;
	struct estimate estimate = { 0 };

	for (size_t i = 0; i < w->run.progress.n; i++) {
		const struct step_progress *progress = &w->run.progress.at[i];

		all += weight(progress);
		done += weight(progress) * share_done(w, progress);
		left += plan_step_seconds_now(progress->step, progress->otherwise) *
			(1 - share_done(w, progress));
		steps += plan_step_seconds(progress->step);
	}
	if (all <= 0)
		return estimate;
	estimate.percent = (int)(done * 100 / all);
	if (estimate.percent > 99)
		estimate.percent = 99;
	if (steps > 0) /* so that it begins with what Review has said */
		left *= plan_seconds(&w->plan) / steps;
	estimate.seconds_left = (int)(left * pace(w, done));
	return estimate;
}

/* Of what was told there is no way back: it may be less, or it takes longer: there is more to
 * do, or so many minutes were said that long ago. */
enum { LATE_SECONDS = 60 };

/* What is less than one is one. */
static int minutes(int seconds)
{
	return seconds > 60 ? (seconds + 59) / 60 : 1;
}

struct estimate wizard_estimate(const struct wizard *w)
{
	struct estimate estimate = estimate_now(w);

	if (!w->run.told.any)
		return estimate;
	if (estimate.percent < w->run.told.percent)
		estimate.percent = w->run.told.percent;
	estimate.late = estimate.seconds_left >= w->run.told.seconds_left + LATE_SECONDS ||
			w->run.ms - w->run.told.since >
				minutes(w->run.told.seconds_left) * LATE_SECONDS * 1000;
	if (estimate.seconds_left > w->run.told.seconds_left)
		estimate.seconds_left = w->run.told.seconds_left;
	return estimate;
}

void estimate_tell(struct wizard *w)
{
	struct estimate estimate = wizard_estimate(w);

	if (!w->run.told.any || minutes(estimate.seconds_left) < minutes(w->run.told.seconds_left))
		w->run.told.since = w->run.ms;
	w->run.told.any = true;
	w->run.told.percent = estimate.percent;
	w->run.told.seconds_left = estimate.seconds_left;
}

int wizard_step_seconds(const struct wizard *w, const struct step_progress *progress)
{
	if (progress->state != STATE_STARTED && progress->state != STATE_PROGRESS)
		return progress->ms / 1000;
	return (w->run.ms - progress->began) / 1000;
}

bool wizard_is_warming(const struct wizard *w)
{
	bool proof = false;

	if (!wizard_is_changing(w))
		return false;
	for (size_t i = 0; i < w->run.progress.n; i++) {
		const struct step_progress *progress = &w->run.progress.at[i];

		if (progress->step->kind->flags & STEP_PROVES)
			proof = progress->state == STATE_WAITING;
		else if (progress->state != STATE_DONE)
			return false;
	}
	return proof;
}
