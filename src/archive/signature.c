#include "archive/signature.h"

#include <monocypher-ed25519.h>
#include <string.h>

#include "base/base64.h"
#include "base/i18n.h"

static const char armour_begin[] = "-----BEGIN SSH SIGNATURE-----";
static const char armour_end[] = "-----END SSH SIGNATURE-----";
static const char magic[] = "SSHSIG", key_type[] = "ssh-ed25519", purpose[] = "goready";

enum { KEY_SIZE = 32, SIGNATURE_SIZE = 64, HASH_SIZE = 64, VERSION = 1 };

/* ---- SSH's strings: four bytes of length, then so many bytes (RFC 4251, 5) ---- */

static bool take_number(struct bytes *from, size_t *ret)
{
	const unsigned char *at = (const unsigned char *)from->at;

	if (from->n < 4)
		return false;
	*ret = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
	from->at += 4;
	from->n -= 4;
	return true;
}

static bool take_string(struct bytes *from, struct bytes *ret)
{
	size_t n;

	if (!take_number(from, &n) || n > from->n)
		return false;
	*ret = (struct bytes){ from->at, n };
	from->at += n;
	from->n -= n;
	return true;
}

static bool take_this(struct bytes *from, const char *expected)
{
	struct bytes got;

	return take_string(from, &got) && bytes_equal(got, bytes_of(expected));
}

static void add_string(struct str *to, struct bytes bytes)
{
	char n[4] = { (char)(bytes.n >> 24), (char)(bytes.n >> 16), (char)(bytes.n >> 8),
		      (char)bytes.n };

	str_add_bytes(to, n, sizeof(n));
	str_add_bytes(to, bytes.at, bytes.n);
}

/* ---- keys ---- */

/* The blob of a line's key: what stands in a signature, too. */
static bool read_key(struct arena *mem, const char *line, struct bytes *ret_blob,
		     struct bytes *ret_key)
{
	struct names words = str_split(mem, str_trim(mem, line), ' ');
	struct bytes rest;

	if (words.n < 2 || !str_equal(words.at[0], key_type) ||
	    !base64_decode(mem, words.at[1], ret_blob))
		return false;
	rest = *ret_blob;
	return take_this(&rest, key_type) && take_string(&rest, ret_key) &&
	       ret_key->n == KEY_SIZE && !rest.n;
}

static bool find_key(struct arena *mem, const char *keys, struct bytes blob, struct bytes *ret_key)
{
	struct names lines = str_split(mem, keys, '\n');

	for (size_t i = 0; i < lines.n; i++) {
		struct bytes one;

		if (read_key(mem, lines.at[i], &one, ret_key) && bytes_equal(one, blob))
			return true;
	}
	return false;
}

bool signature_has_keys(struct arena *mem, const char *keys)
{
	struct names lines = str_split(mem, keys, '\n'); /* none of NULL */
	struct bytes blob, key;

	for (size_t i = 0; i < lines.n; i++)
		if (read_key(mem, lines.at[i], &blob, &key))
			return true;
	return false;
}

/* ---- a signature ---- */

struct parsed {
	struct bytes key_blob, reserved, signature;
};

static bool take_armour_off(struct arena *mem, struct bytes text, struct bytes *ret)
{
	const char *at = arena_strndup(mem, text.at ? text.at : "", text.n), *end;
	struct str body = { .mem = mem };

	at = str_trim(mem, at);
	end = strstr(at, armour_end);
	if (!str_starts(at, armour_begin) || !end)
		return false;
	for (at += strlen(armour_begin); at < end; at++)
		if (*at != '\n' && *at != '\r')
			str_add_bytes(&body, at, 1);
	return base64_decode(mem, str_text(&body), ret);
}

static bool parse(struct bytes blob, struct parsed *ret)
{
	struct bytes signature;
	size_t version;

	if (blob.n < strlen(magic) || memcmp(blob.at, magic, strlen(magic)) != 0)
		return false;
	blob.at += strlen(magic);
	blob.n -= strlen(magic);
	return take_number(&blob, &version) && version == VERSION &&
	       take_string(&blob, &ret->key_blob) && take_this(&blob, purpose) &&
	       take_string(&blob, &ret->reserved) && take_this(&blob, "sha512") &&
	       take_string(&blob, &signature) && !blob.n && take_this(&signature, key_type) &&
	       take_string(&signature, &ret->signature) && !signature.n &&
	       ret->signature.n == SIGNATURE_SIZE;
}

/* What was signed: not the message, but these strings and its hash. */
static struct bytes signed_bytes(struct arena *mem, struct bytes message, struct bytes reserved)
{
	struct str to = { .mem = mem };
	uint8_t hash[HASH_SIZE];

	crypto_sha512(hash, (const uint8_t *)message.at, message.n);
	str_add(&to, magic);
	add_string(&to, bytes_of(purpose));
	add_string(&to, reserved);
	add_string(&to, BYTES("sha512"));
	add_string(&to, (struct bytes){ (const char *)hash, sizeof(hash) });
	return str_bytes(&to);
}

static enum rc signature_refuse(struct err *e, const char *why)
{
	return err_set(e, RC_SIGNATURE, "%s", why);
}

enum rc signature_check(struct arena *mem, const char *keys, struct bytes message,
			struct bytes text, struct err *e)
{
	struct bytes blob, key, what;
	struct parsed parsed;

	if (!take_armour_off(mem, text, &blob) || !parse(blob, &parsed))
		return signature_refuse(
			e, _("the signature is not one that ssh-keygen makes for goready"));
	if (!find_key(mem, keys, parsed.key_blob, &key))
		return signature_refuse(e,
					_("the signature is by a key that goready does not know"));
	what = signed_bytes(mem, message, parsed.reserved);
	if (crypto_ed25519_check((const uint8_t *)parsed.signature.at, (const uint8_t *)key.at,
				 (const uint8_t *)what.at, what.n) != 0)
		return signature_refuse(e, _("the signature is one of other bytes"));
	return RC_OK;
}
