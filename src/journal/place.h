/* journal_place's two halves: what was made in staging is a tree or a file. */
#ifndef JOURNAL_PLACE_H
#define JOURNAL_PLACE_H

#include "journal/record.h"

enum rc place_file(struct journal *j, const char *step, const char *from, const char *to,
		   struct err *e);
enum rc place_tree(struct journal *j, const char *step, const char *from, const char *to,
		   const char *files, struct err *e);

#endif
