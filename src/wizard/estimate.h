/*
 * How far a run is, and about how long it takes from here: from what each step usually takes, and from
 * how quick this machine and line have been so far. Pure; the time comes in by EVENT_TICK.
 */
#ifndef WIZARD_ESTIMATE_H
#define WIZARD_ESTIMATE_H

#include "wizard/wizard.h"

struct estimate {
	int percent;      /* below 100 until the run has ended */
	int seconds_left; /* about; what was told never rises */
	bool late;        /* it takes longer than that was */
};
struct estimate wizard_estimate(const struct wizard *w);
/* After each event of a run: what wizard_estimate gives from now on is what was told. */
void estimate_tell(struct wizard *w);
/* Seconds since the step began; 0 where it has not. */
int wizard_step_seconds(const struct wizard *w, const struct step_progress *progress);
/* Nothing but the proof is left, and what it needs is compiled: no step moves meanwhile. */
bool wizard_is_warming(const struct wizard *w);

#endif
