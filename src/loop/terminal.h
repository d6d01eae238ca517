/*
 * The controlling terminal, and who may talk on it.
 *
 * A terminal has one process group in front; only that one reads from it. goready gives that place
 * to a child that asks the user something itself (sudo), and takes it back (tcsetpgrp(3)).
 */
#ifndef LOOP_TERMINAL_H
#define LOOP_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>

/* Is there one that a child could ask on? */
bool terminal_is_there(void);
/* Puts a process group in front. Async-signal-safe: a child calls it for itself before exec. */
void terminal_give(pid_t group);
/* The caller's own group is in front again, and the terminal's modes are as terminal_remember saw
 * them (a sudo that was killed leaves echo off). */
void terminal_remember(void);
void terminal_take_back(void);

#endif
