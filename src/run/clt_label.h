/*
 * What Apple's softwareupdate says, read. Pure.
 *
 * `softwareupdate -l` lists the command line tools only while a placeholder file says that somebody
 * asked for them (Homebrew/install, install.sh), in one of two forms:
 *
 *	* Label: Command Line Tools for Xcode-14.1
 *		Title: Command Line Tools for Xcode, Version: 14.1, Size: 687455KiB, Recommended: YES
 *	   * Command Line Tools (macOS High Sierra version 10.13) for Xcode-9.1
 *		Command Line Tools (macOS High Sierra version 10.13) for Xcode (9.1), 177264K [recommended]
 */
#ifndef RUN_CLT_LABEL_H
#define RUN_CLT_LABEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct clt_label {
	const char *label; /* as `softwareupdate -i` takes it */
	uint64_t size;     /* bytes; 0 unknown */
};
/* The newest of those listed; false: none. */
bool clt_label_find(struct arena *mem, const char *text, struct clt_label *ret);
/* The last percentage in what it wrote: "Downloading: 12.50%" gives 12; -1: none. */
int clt_percent(const char *text, size_t n);

#endif
