/*
 * Inside shell: a row lists its start files, each looked at as it is added.
 *
 *	start_files_add(s, s->home.home, ".profile");
 */
#ifndef SHELL_START_FILES_H
#define SHELL_START_FILES_H

#include "shell/shell.h"

struct start_files {
	struct arena *mem;
	struct host *host;
	struct shell_home home; /* a row may find that its files lie elsewhere */
	uid_t uid;
	struct shell *shell; /* files are added to it */
};

void start_files_add(struct start_files *s, const char *folder, const char *name);
void start_files_add_named(struct start_files *s, const char *name, const char *path);
/* The folder was moved: one that lies where it was is read no more. Call it after all that are read. */
void start_files_add_unread(struct start_files *s, const char *folder, const char *name);
/* What is at file->path; of s only mem, host and uid count. False where it cannot be read. For files that
 * are no shell's, too. */
bool start_file_look(struct start_files *s, struct start_file *file);

#endif
