/*
 * Descriptors: writing all of something, and waiting.
 *
 * Waiting is by poll(2), and by select(2) where poll cannot tell.
 * macOS's poll answers POLLNVAL at once for a descriptor that was opened as /dev/tty, though it is open
 * and can be read (`curl ... | sh` starts programs with `</dev/tty`; fzf, compio and others met it). So
 * POLLNVAL alone is no hang-up: whoever waits for a terminal calls this.
 */
#ifndef BASE_DESCRIPTOR_H
#define BASE_DESCRIPTOR_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

/* Whatever it takes; false with errno set. */
bool fd_write_all(int fd, const void *data, size_t n);
/* All from `first` to `last`: closed, or by the next exec. For a child that was just forked. */
void fds_close(int first, int last);
void fds_close_on_exec(int first, int last);
/* As poll(2). With select's answer a hang-up shows as POLLIN: the read then says so. */
int fds_wait(struct pollfd *fds, size_t n, int ms);
/* False for an open descriptor for which poll says that there is none. */
bool fd_can_be_polled(int fd);
/* Is this descriptor a terminal, and may we read from it? One in the background is stopped by the system when it
 * does: `goready ... &`, Ctrl-Z and bg, timeout(1). */
bool fd_is_terminal_of_ours(int fd);

#endif
