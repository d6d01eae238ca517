/*
 * Errors: a code, a sentence, and what to do about it.
 *
 * A function that can fail returns `enum rc` (RC_OK is 0) and takes `struct err *` last; on failure
 * its outputs are untouched. The place that fails says what happened (err_set), each caller may add
 * what it was doing (err_while), and only `app` shows it:
 *
 *	installing protoc: fetching https://...: the checksum differs
 *	What to do: ...
 *
 * One table (err.c) holds each code's printed name, meaning and hint: true in the wizard, where another address is
 * typed, and in every command, so they name no option. `e` may be NULL where the
 * caller does not care, and then a code that came through err_while is INTERNAL: it was in `e`.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#define RC_TABLE(X)                                                                            \
	X(OK, "ok")                                                                            \
	X(IO, "input-output") /* a system call failed; the text says which and why */          \
	X(NOT_FOUND, "not-found")                                                              \
	X(EXISTS, "exists")                                                                    \
	X(DENIED, "permission-denied")                                                         \
	X(READ_ONLY, "read-only")                                                              \
	X(NO_SPACE, "no-space")                                                                \
	X(CHANGED, "changed")         /* no longer the file that was shown */                  \
	X(MARKERS, "damaged-markers") /* goready's block in a shell file is damaged */         \
	X(SYNTAX, "syntax")           /* a file does not parse */                              \
	X(PROFILE, "profile")         /* the profile is invalid */                             \
	X(USAGE, "usage")                                                                      \
	X(CHECKSUM, "checksum")          /* wrong bytes: stop, try no other source unasked */  \
	X(SIGNATURE, "signature")        /* none, or not by a key that is known */             \
	X(NOT_ARCHIVE, "not-an-archive") /* HTML or the like came instead */                   \
	X(ARCHIVE, "broken-archive")     /* or a hostile one */                                \
	X(TRUNCATED, "cut-off")          /* the connection broke; the part is kept */          \
	X(UNREACHABLE, "unreachable")                                                          \
	X(HTTP_STATUS, "http-status")                                                          \
	X(TLS, "certificate")                                                                  \
	X(COMMAND, "command-failed")                                                           \
	X(TIMEOUT, "time-out")                                                                 \
	X(CANCELLED, "cancelled")                                                              \
	X(LOCKED, "locked")           /* another goready is at work */                         \
	X(JOURNAL, "journal")         /* the journal cannot be read or written */              \
	X(NEEDED, "needed")           /* a later run builds on this one */                     \
	X(UNSUPPORTED, "unsupported") /* nothing exists for this machine */                    \
	X(LIMIT, "limit")             /* larger than a hard maximum */                         \
	X(UNRECORDED, "unrecorded")   /* a captured machine was asked what it does not hold */ \
	X(INTERNAL, "internal")

#define RC_ENUM(name, text) RC_##name,
enum rc { RC_TABLE(RC_ENUM) RC_COUNT };
#undef RC_ENUM

struct err {
	enum rc rc;
	int status;      /* RC_HTTP_STATUS: which; else 0 */
	char text[1200]; /* the sentence with its context, UTF-8, no newline at the end */
	char hint[500];  /* "" where the code's own hint serves */
};

/* Starts an error: sets code and sentence, forgets an older one; returns rc. */
enum rc err_set(struct err *e, enum rc rc, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same for a failed system call: adds strerror(errno), the usual ones translated, and
 * picks the code by errno
 * (ENOENT: NOT_FOUND, EACCES and EPERM: DENIED, EROFS: READ_ONLY, ENOSPC and EDQUOT: NO_SPACE ...)
 */
enum rc err_errno(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Puts "CONTEXT: " in front; returns the code, so `return err_while(e, ...)` reads well. */
enum rc err_while(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* A remedy that fits better than the code's own. */
void err_hint(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What to do: e's own hint or its code's; translated, never empty. */
const char *err_remedy(const struct err *e);
/* The printed id of a code: "checksum". */
const char *rc_id(enum rc rc);
/* The code that is printed so, as another process of ours says it; `otherwise` where there is none. */
enum rc rc_named(const char *id, enum rc otherwise);

#endif
