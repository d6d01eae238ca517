/*
 * Archives, read from a stream in a helper process: the program itself, started as
 * `goready --helper unpack KIND FOLDER [PREFIX]` with the archive on stdin (main calls
 * unpack_main). unpack.c is the only file with libarchive; unpack_tree.c writes.
 *
 * It enters the sandbox (sandbox.h) before it reads the first byte. It has two threads: one reads, inflates and
 * hashes, the other makes the files (unpack_disk.h).
 *
 * Into FOLDER (empty, exists) go regular files, folders and relative links that stay inside; any
 * other kind of entry, an absolute or climbing name, a name twice or more than 64 folders deep, a link
 * out of the tree, more than 100,000 entries, 4 GiB, or 20 times what was read (from 16 MiB on) is a
 * broken archive. PREFIX is taken off every name and must be there ("go/" of Go's archive). Modes: what the archive says, masked by 0755; a zip read as a stream has
 * none (docs/facts.md, Go), so the kind says which files are programs.
 *
 * Kinds: "tar.gz" (Go's release); "go-module" (zip of golang.org/toolchain: execute bits for bin/
 * and pkg/tool/, each _go.mod copied to go.mod, and the h1 directory hash computed); "protoc-zip"
 * (bin/protoc is a program); "jar-protos" (only google/protobuf/ *.proto, below include/).
 *
 * stdout, one JSON object a line: {"entries":n,"bytes":n} from time to time, and at the end
 * {"done":true,"entries":n,"bytes":n,"h1":"h1:..."|null} or
 * {"error":"...","hint":"...","rc":"broken-archive"}. Beside FOLDER, FOLDER.files lists each file:
 * mode, SHA-256 or link target, name; sorted by name; the journal keeps it. A line of it is
 * MODE<tab>SHA256<tab>NAME (mode in four octal digits) or link<tab>TARGET<tab>NAME; names hold no
 * control characters. Nothing is synced: run/task_unpack.c sees to that when the tree is in its place.
 */
#ifndef ARCHIVE_UNPACK_H
#define ARCHIVE_UNPACK_H

#include "base/arena.h"

/* argv after "--helper unpack"; returns the exit status. */
int unpack_main(int argc, char **argv);
/* FOLDER.files. */
const char *unpack_list_path(struct arena *mem, const char *folder);

#endif
