/* Between the measures (bench_measures.c) and who calls them in rounds (bench.c). */
#ifndef PROOF_BENCH_INTERNAL_H
#define PROOF_BENCH_INTERNAL_H

#include "proof/bench.h"
#include "proof/proof_internal.h"

struct bench {
	struct proof proof; /* folder, project, environment, commands */
	const struct bench_spec *spec;
	struct names env;
	const char *warm;    /* the build cache of the first cold build; NULL: not yet */
	double peak_memory;  /* of the last cold build with all processors; 0: taken */
	const char *source;  /* hello's greeter as it was */
	int changes, caches; /* so many so far */
	struct err *error;
};

struct measure {
	struct measure_about about;
	bool by_workers; /* once for each number of them */
	bool slow; /* once; again only after the rounds that give the others their intervals */
	/* One round: a value, or many of which percentiles are kept. None is no failure; false is, and
	 * bench->error says it. */
	bool (*take)(struct bench *b, const struct measure *m, int workers, struct samples *ret);
	const char *const *words; /* of what is started, for those that time a command */
};
extern const struct measure
	measures[]; /* a NULL id ends it; the first builds what the others need */

#endif
