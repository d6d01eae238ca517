/* Between the parts of concern.c; nobody else includes it. */
#ifndef EXPLAIN_CONCERN_H
#define EXPLAIN_CONCERN_H

#include "explain/judge.h"

/* Is the finding about the thing? */
struct question {
	const struct explain_input *in;
	const struct explanation *x;
	const struct finding *f;
	const struct thing *about; /* its name is NULL where the text's blanks took nothing */
	const char *program;       /* the one that the finding is about; NULL: none */
};

/* ---- what the text speaks of, wherever that stands (concern_text.c) ---- */

bool speaks_of_its_program(const struct question *q); /* or it has none */
bool speaks_of_its_tap(const struct question *q);
bool speaks_of_its_library(const struct question *q); /* or of its program */
bool speaks_of_its_go_program(const struct question *q);
bool speaks_of_its_flags(const struct question *q);
bool speaks_of_its_folder(const struct question *q);
bool speaks_of_a_foreign_folder(const struct question *q);
bool speaks_of_protoc(const struct question *q);
bool speaks_of_homebrew(const struct question *q);
bool names_another_download(const struct question *q);
bool names_another_plugin(const struct question *q);
bool names_another_manager(const struct question *q);
bool names_another_start_file(const struct question *q);
bool has_a_compiler_that_speaks(const struct question *q);

/* ---- where the thing is a path (concern_path.c) ---- */

bool is_a_program_it_tells_of(const struct question *q);
bool is_a_file_of_its_lines(const struct question *q);
bool is_a_file_or_in_its_lines(const struct question *q);
bool is_sourced_and_gone(const struct question *q); /* or a file of its lines */
bool is_the_compiler_gone(const struct question *q);
bool is_of_another_owner(const struct question *q);
bool is_below_what_it_names(const struct question *q); /* or that itself */
bool is_of_the_temporary_folder(const struct question *q);
bool is_closed_to_you(const struct question *q);
bool is_of_its_value(const struct question *q);
bool may_be_of_windows(const struct question *q);
bool is_on_a_disk_of_windows(const struct question *q);
bool is_of_homebrew(const struct question *q);
bool may_be_of_its_go(const struct question *q);

/* ---- settings of editors (concern_editor.c) ---- */

bool is_told_of_its_setting(const struct question *q);
bool speaks_of_the_editors_go(const struct question *q);

/* The thing is a path: that folder, or in it; either may begin with ~. (concern_path.c) */
bool is_in_folder(const struct question *q, const char *folder);
/* Is a word of that line of evidence so? (concern_text.c) */
bool evidence_has_word(const struct question *q, const char *evidence,
		       bool (*is)(const struct question *q, const char *word));
/* "~/go/bin/dlv (1.22.1)": a finding about several programs has their paths in its evidence. */
bool finding_tells_of(const struct finding *f, const char *program);
bool is_of_a_name(char c);

#endif
