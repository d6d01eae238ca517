/* journal_place's half for a file that was made in staging. */
#ifndef JOURNAL_PLACE_H
#define JOURNAL_PLACE_H

#include "journal/record.h"

enum rc place_file(struct journal *j, const char *step, const char *from, const char *to,
		   struct err *e);

#endif
