/*
 * Commands of a project that ask protoc-gen-go for plugins=grpc, which it takes no more; gogo's generators do.
 *
 *	if (old_commands_may_be_in("Makefile"))
 *		... is_old_command("Makefile", "\tprotoc --go_out=plugins=grpc:. a.proto")
 */
#ifndef BASE_OLD_COMMAND_H
#define BASE_OLD_COMMAND_H

#include <stdbool.h>

bool old_commands_may_be_in(const char *name); /* of a file, without its folder */
/* No comment; of a file of Go only what stands behind //go:generate. */
bool is_old_command(const char *file, const char *line);
/* go install github.com/golang/protobuf/protoc-gen-go@v1.3.5: that one takes it. */
bool installs_old_generator(const char *line);

#endif
