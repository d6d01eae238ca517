/*
 * Signatures of releases: `ssh-keygen -Y sign -n goready -f KEY SHA256SUMS` makes SHA256SUMS.sig, and here
 * it is checked (OpenSSH's PROTOCOL.sshsig; Ed25519 and SHA-512 only, which is what it makes of an
 * ed25519 key).
 *
 * Keys are lines as in an id_ed25519.pub: "ssh-ed25519 BASE64 COMMENT". Empty lines, and those with #
 * in front, are passed over. signature.c is the only file with Monocypher.
 */
#ifndef ARCHIVE_SIGNATURE_H
#define ARCHIVE_SIGNATURE_H

#include "base/err.h"
#include "base/str.h"

/* Is there a key among them? */
bool signature_has_keys(struct arena *mem, const char *keys);
/* SIGNATURE: `text` is no such signature, or one of other bytes, or by a key that is not among them. */
enum rc signature_check(struct arena *mem, const char *keys, struct bytes message,
			struct bytes text, struct err *e);

#endif
