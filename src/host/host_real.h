/* The parts of host_real, which is split over host_real.c, host_binary.c, host_write.c and process.c.
 * Inside host only. */
#ifndef HOST_HOST_REAL_H
#define HOST_HOST_REAL_H

#include "host/host.h"

/* For reading; RC_IO where it is no regular file. The caller closes it. */
enum rc real_open_regular(const char *path, int *ret_fd, uint64_t *ret_size, struct err *e);
enum rc real_binary(struct host *h, struct arena *mem, const char *path, struct binary *ret,
		    struct err *e);

enum rc real_replace(struct host *h, const char *path, struct bytes content, mode_t mode_if_new,
		     struct err *e);
enum rc real_link(struct host *h, const char *path, const char *target, struct err *e);
enum rc real_make_folder(struct host *h, const char *path, mode_t mode, struct err *e);
enum rc real_rename(struct host *h, const char *from, const char *to, struct err *e);
enum rc real_remove_file(struct host *h, const char *path, struct err *e);
enum rc real_remove_folder(struct host *h, const char *path, struct err *e);
enum rc real_chmod(struct host *h, const char *path, mode_t mode, struct err *e);

/* host->run: blocking, with time limit and output caps, on a loop of its own. */
enum rc process_run(struct arena *mem, const struct command *command, struct command_result *ret,
		    struct err *e);
/* host->run_jobs: the same for several, on one loop. */
void process_run_jobs(struct arena *mem, const struct jobs *jobs);

#endif
