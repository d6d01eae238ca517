#include "base/temp_folder.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h> /* mkdtemp, on macOS */

#include "base/i18n.h"
#include "base/str.h"

static const char *const kinds[TEMP_N] = {
	[TEMP_SHELLS] = "goready-shells.",
	[TEMP_REHEARSAL] = "goready-rehearsal.",
	[TEMP_PROOF] = "goready-proof.",
};

/* Of its name, which is nobody's business. */
static unsigned long machine_number(void)
{
	char name[256] = "";

	(void)gethostname(name, sizeof(name) - 1);
	return (uint32_t)hash_bytes(HASH_BEGIN, bytes_of(name));
}

enum rc temp_folder_make(struct arena *mem, const char *tmp, enum temp_folder kind,
			 const char **ret_folder, struct err *e)
{
	char *folder = arena_fmt(mem, "%s/%s%ld-%lx.XXXXXX", tmp, kinds[kind], (long)getpid(),
				 machine_number());
	enum rc rc;

	if (mkdtemp(folder)) {
		*ret_folder = folder;
		return RC_OK;
	}
	rc = err_errno(e, _("a folder in %s cannot be made"), tmp);
	err_hint(e, "%s", _("Set TMPDIR to a folder that can be written."));
	return rc;
}

pid_t temp_folder_owner(const char *name)
{
	for (int kind = 0; kind < TEMP_N; kind++) {
		char *end;
		long pid;

		if (!str_starts(name, kinds[kind]))
			continue;
		pid = strtol(name + strlen(kinds[kind]), &end, 10);
		if (*end == '-' && strtoul(end + 1, &end, 16) != machine_number())
			return 0;
		return pid > 0 && pid <= INT_MAX && *end == '.' ? (pid_t)pid : 0;
	}
	return 0;
}
