/*
 * What several kinds of step say alike. For the files step_*.c, and for nobody else.
 */
#ifndef PLAN_STEP_PARTS_H
#define PLAN_STEP_PARTS_H

#include "base/i18n.h"
#include "plan/plan.h"
#include "view/view.h"

/* ---- in JSON ---- */

void preview_path(struct arena *mem, struct json *to, const char *path, const char *target);
void preview_command(struct arena *mem, struct json *to, const struct names *argv,
		     const struct names *env);
void preview_words(struct arena *mem, struct json *to, const char *words); /* between spaces */

/* ---- on a page ---- */

const char *page_path(const struct step_page *page, const char *path); /* home as ~ */
/* Short, as one would type it; Details has the program's whole path and the environment. */
void say_short_command(const struct step_page *page, const char *label, const struct names *argv);
void say_words(const struct step_page *page, const char *words); /* between spaces */
void say_whole_command(const struct step_page *page, const struct names *argv,
		       const struct names *env);
/* The paths of all steps of the kind in one field, at the first of them. */
void say_places_once(const struct step_page *page, const struct step *s, const char *label,
		     const char *(*path_of)(const struct step *s));
/* The n-th step of its kind in the plan, from 1. */
size_t step_number(const struct step_page *page, const struct step *s);

#endif
