/*
 * Commands of a project that ask protoc-gen-go for plugins=grpc, which it takes no more; gogo's generators do.
 *
 *	if (old_commands_may_be_in("Makefile")) ... is_old_command("\tprotoc --go_out=plugins=grpc:. a.proto")
 */
#ifndef BASE_OLD_COMMAND_H
#define BASE_OLD_COMMAND_H

#include <stdbool.h>

bool old_commands_may_be_in(const char *name); /* of a file, without its folder */
bool is_old_command(const char *line);         /* no comment, but for //go:generate */

#endif
