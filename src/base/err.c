#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/utf8.h"

#define RC_ID(name, text) [RC_##name] = text,
static const char *const ids[RC_COUNT] = { RC_TABLE(RC_ID) };
#undef RC_ID

/* What a user can do about each; the place that fails may know better (err_hint). */
static const char *const hints[RC_COUNT] = {
	[RC_OK] = "",
	[RC_IO] = N_("Look at the path and the reason above, correct it, and run goready again."),
	[RC_NOT_FOUND] = N_("Check the name, or make the file, and run goready again."),
	[RC_EXISTS] = N_("Move what stands there out of the way, and run goready again."),
	[RC_DENIED] =
		N_("Give yourself access to that path, and run goready again. No root is needed."),
	[RC_READ_ONLY] = N_(
		"Choose a place that can be written: set HOME to it, or the variable that 'goready help files' names."),
	[RC_NO_SPACE] = N_("Free some space on that disk, and run goready again."),
	[RC_CHANGED] = N_(
		"The file changed after it was shown. Run goready again to see it as it is now."),
	[RC_MARKERS] =
		N_("Repair or delete goready's marker lines in that file, and run goready again."),
	[RC_SYNTAX] = N_("Correct the file at that line, and run goready again."),
	[RC_PROFILE] = N_("Correct the profile; 'goready help profile' lists its fields."),
	[RC_USAGE] = N_("'goready --help' lists the commands and options."),
	[RC_CHECKSUM] = N_(
		"The download was discarded. Try another source, or check the checksum in your profile."),
	[RC_SIGNATURE] = N_(
		"Nothing was changed. Get the release from where goready publishes it; a copy needs SHA256SUMS.sig beside SHA256SUMS, as it was published."),
	[RC_NOT_ARCHIVE] = N_(
		"A sign-in page of the network may be in the way: open a browser, sign in, and run goready again."),
	[RC_ARCHIVE] = N_("The archive cannot be used. Try another source."),
	[RC_TRUNCATED] =
		N_("Run goready again: what has arrived is kept, and the download goes on there."),
	[RC_UNREACHABLE] = N_("Check the network and the proxy variables, then try again."),
	[RC_HTTP_STATUS] = N_("Try again later."),
	[RC_TLS] = N_(
		"If your network inspects traffic, set SSL_CERT_FILE to its certificate. goready never switches the check off."),
	[RC_COMMAND] =
		N_("The command's output is in the log of this run; 'goready history' names it."),
	[RC_TIMEOUT] = N_("Try again, perhaps when less is going on."),
	[RC_CANCELLED] = N_("Run goready again to go on."),
	[RC_LOCKED] = N_("Wait until the other goready has ended, and run this again."),
	[RC_JOURNAL] =
		N_("Look at the file that is named; without a journal goready changes nothing."),
	[RC_NEEDED] = N_("Undo the later run first, or use 'goready undo --all'."),
	[RC_UNSUPPORTED] = N_("'goready help machines' says what exists for which machine."),
	[RC_LIMIT] = N_("It is larger than goready accepts. Check that it is the file you mean."),
	[RC_UNRECORDED] = N_("Make the capture again with this version of goready."),
	[RC_INTERNAL] = N_(
		"This is a mistake in goready. 'goready capture' makes a file for a bug report."),
};

/* A text that fills its room was perhaps cut: not within a character. */
static void end_whole(char *text, size_t room)
{
	size_t n = strlen(text), last = n;
	uint32_t point;

	if (n + 1 < room)
		return;
	while (last && n - last < 4 && ((unsigned char)text[last - 1] & 0xc0) == 0x80)
		last--;
	if (last && (unsigned char)text[last - 1] >= 0xc0 &&
	    !utf8_decode(text + last - 1, n - last + 1, &point))
		text[last - 1] = '\0';
}

enum rc err_set(struct err *e, enum rc rc, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return rc;
	e->rc = rc;
	e->status = 0;
	e->hint[0] = '\0';
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	end_whole(e->text, sizeof(e->text));
	return rc;
}

static enum rc rc_of_errno(int number)
{
	switch (number) {
	case ENOENT:
	case ENOTDIR:
		return RC_NOT_FOUND;
	case EEXIST:
	case ENOTEMPTY:
		return RC_EXISTS;
	case EACCES:
	case EPERM:
		return RC_DENIED;
	case EROFS:
		return RC_READ_ONLY;
	case ENOSPC:
	case EDQUOT:
		return RC_NO_SPACE;
	default:
		return RC_IO;
	}
}

/* Reasons that people meet, as the C library has them in English; the others stay as they are. */
static const char *reason(int number)
{
	static const struct {
		int number;
		const char *text;
	} known[] = {
		{ EPERM, N_("Operation not permitted") },
		{ ENOENT, N_("No such file or directory") },
		{ EIO, N_("Input/output error") },
		{ ENXIO, N_("No such device or address") },
		{ EACCES, N_("Permission denied") },
		{ EBUSY, N_("Device or resource busy") },
		{ EEXIST, N_("File exists") },
		{ ENOTDIR, N_("Not a directory") },
		{ EISDIR, N_("Is a directory") },
		{ EMFILE, N_("Too many open files") },
		{ ETXTBSY, N_("Text file busy") },
		{ EFBIG, N_("File too large") },
		{ ENOSPC, N_("No space left on device") },
		{ EROFS, N_("Read-only file system") },
		{ EPIPE, N_("Broken pipe") },
		{ ENAMETOOLONG, N_("File name too long") },
		{ ELOOP, N_("Too many levels of symbolic links") },
		{ ENOTEMPTY, N_("Directory not empty") },
		{ EDQUOT, N_("Disk quota exceeded") },
		{ ETIMEDOUT, N_("Connection timed out") },
		{ ECONNREFUSED, N_("Connection refused") },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].number == number)
			return _(known[i].text);
	return strerror(number);
}

enum rc err_errno(struct err *e, const char *fmt, ...)
{
	int number = errno;
	size_t n;
	va_list ap;

	if (!e)
		return rc_of_errno(number);
	e->rc = rc_of_errno(number);
	e->status = 0;
	e->hint[0] = '\0';
	va_start(ap, fmt);
	vsnprintf(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	n = strlen(e->text);
	snprintf(e->text + n, sizeof(e->text) - n, "%s%s", _(": "), reason(number));
	end_whole(e->text, sizeof(e->text));
	return e->rc;
}

enum rc err_while(struct err *e, const char *fmt, ...)
{
	char context[sizeof(e->text)];
	size_t n, most, rest;
	va_list ap;

	if (!e)
		return RC_INTERNAL;
	va_start(ap, fmt);
	vsnprintf(context, sizeof(context), fmt, ap);
	va_end(ap);
	most = sizeof(context) - strlen(context);
	n = strlen(strncat(context, _(": "), most - 1));
	if (n + 1 >= sizeof(e->text))
		return e->rc;
	rest = strlen(e->text);
	if (n + rest >= sizeof(e->text))
		rest = sizeof(e->text) - n - 1;
	memmove(e->text + n, e->text, rest);
	e->text[n + rest] = '\0';
	memcpy(e->text, context, n);
	end_whole(e->text, sizeof(e->text));
	return e->rc;
}

void err_hint(struct err *e, const char *fmt, ...)
{
	va_list ap;

	if (!e)
		return;
	va_start(ap, fmt);
	vsnprintf(e->hint, sizeof(e->hint), fmt, ap);
	va_end(ap);
	end_whole(e->hint, sizeof(e->hint));
}

const char *err_remedy(const struct err *e)
{
	if (e->hint[0])
		return e->hint;
	return e->rc > RC_OK && e->rc < RC_COUNT ? _(hints[e->rc]) : _(hints[RC_INTERNAL]);
}

const char *rc_id(enum rc rc)
{
	return rc >= RC_OK && rc < RC_COUNT ? ids[rc] : "unknown";
}

enum rc rc_named(const char *id, enum rc otherwise)
{
	for (int rc = RC_OK + 1; id && rc < RC_COUNT; rc++)
		if (strcmp(ids[rc], id) == 0)
			return (enum rc)rc;
	return otherwise;
}
