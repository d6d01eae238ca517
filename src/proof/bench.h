/*
 * What this machine's toolchain takes: a table of measures over the hello project, each taken in
 * several rounds; the report as JSON and SVG; two reports compared.
 *
 * bench_run works in a temp folder with a build cache of its own, with what a new terminal gives, as
 * proofs do (modules come from Go's module cache, and are fetched into it where they are missing).
 * Blocking, as long as spec.seconds say; all else is pure.
 */
#ifndef PROOF_BENCH_H
#define PROOF_BENCH_H

#include "base/statistics.h"
#include "facts/facts.h"
#include "loop/loop.h"
#include "wants/wants.h"

enum bench_unit { BENCH_SECONDS, BENCH_BYTES };

/* One of the table. */
struct measure_about {
	const char *id;    /* "build.cold": in JSON */
	const char *title; /* N_() */
	enum bench_unit unit;
	bool exact; /* the same in each round: no chance in it */
};
const struct measure_about *measure_at(size_t i); /* NULL: past the last */

/* What one measure gave with so many workers. */
struct series {
	const struct measure_about *measure;
	int workers; /* 0: it has none */
	int percent; /* 50, 95: of many starts in each round; 0: one value in each round */
	struct samples samples; /* a round each */
};

struct bench_report {
	const char *made;        /* "2026-11-26" */
	const char *os, *arch;   /* Go's names; arch is what its programs are built for */
	const char *cpu;         /* "Apple M2 Pro"; NULL unknown */
	const char *go, *protoc; /* versions; NULL unknown */
	int processors;
	uint64_t memory;
	bool translated;            /* measured under Rosetta */
	struct names left_out;      /* what the time was too short for, translated; not in JSON */
	LIST(struct series) series; /* in the table's order, fewer workers first */
};

struct bench_spec {
	struct host *host;
	const struct facts *facts;
	const struct wants *wants;
	struct loop *loop; /* its signals end the run: RC_CANCELLED, and *signal says which */
	int *signal;
	int seconds; /* nothing is begun that would not end in this time, but for a first round */
	/* NULL titles: a further round of those measures. */
	void (*working)(void *ctx, const char *title, int round);
	void *ctx;
};
enum rc bench_run(struct arena *mem, const struct bench_spec *spec, struct bench_report *ret,
		  struct err *e);

/* "Apple M2 Pro, darwin/arm64, Go 1.27.2, 2026-11-26" */
const char *bench_machine(struct arena *mem, const struct bench_report *report);
const char *series_title(struct arena *mem, const struct series *series); /* translated */
/* "12.3 s", "4.1 ms", "820 ns", "15.3 MB" */
const char *bench_value(struct arena *mem, enum bench_unit unit, double value);

struct json *bench_json(struct arena *mem, const struct bench_report *report);
/* Measures that this goready does not know are left out. */
enum rc bench_parse(struct arena *mem, struct bytes text, struct bench_report *ret, struct err *e);

/* The same series of another report; NULL: it has none. */
const struct series *bench_find(const struct bench_report *report, const struct series *like);
enum difference {
	DIFFERENCE_NONE,    /* no more than chance gives */
	DIFFERENCE_UNKNOWN, /* too few rounds to tell */
	DIFFERENCE_REAL,    /* of 20 such findings, 19 are no chance */
};
struct comparison {
	enum difference difference;
	double ratio;  /* of the medians, a to b */
	double chance; /* as samples_chance says */
};
struct comparison series_compare(struct arena *mem, const struct series *a, const struct series *b);

/* A picture that stands alone, light or dark as its reader is; `against` may be NULL. */
const char *bench_svg(struct arena *mem, const struct bench_report *report,
		      const struct bench_report *against);

#endif
