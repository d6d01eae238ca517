/*
 * Certificates for addresses. A released goready for Linux holds Mbed TLS, which libcurl 7.88 has
 * compare names alone: a certificate for "IP Address: 192.0.2.1" (RFC 5280, 4.2.1.6, iPAddress) would be
 * refused there. All else of the verification is the library's.
 */
#ifdef GOREADY_MBEDTLS
#include "net/net_fetch.h"

#include <mbedtls/oid.h>
#include <mbedtls/ssl.h>
#include <string.h>

enum { IP_ADDRESS = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 7 };

static bool is_for(const mbedtls_x509_crt *certificate, const struct peer_address *peer)
{
	const mbedtls_x509_sequence *name = &certificate->subject_alt_names;

	if (!peer->n ||
	    !mbedtls_x509_crt_has_ext_type(certificate, MBEDTLS_X509_EXT_SUBJECT_ALT_NAME))
		return false;
	for (; name; name = name->next)
		if (name->buf.tag == IP_ADDRESS && name->buf.len == peer->n &&
		    memcmp(name->buf.p, peer->bytes, peer->n) == 0)
			return true;
	return false;
}

/* Called for each certificate of a chain; depth 0 is the server's own. */
static int on_certificate(void *ctx, mbedtls_x509_crt *certificate, int depth, uint32_t *flags)
{
	if (depth == 0 && is_for(certificate, ctx))
		*flags &= ~(uint32_t)MBEDTLS_X509_BADCERT_CN_MISMATCH;
	return 0;
}

void tls_accept_address(void *config, struct peer_address *peer)
{
	mbedtls_ssl_conf_verify(config, on_certificate, peer);
}
#else
typedef int net_mbedtls_is_not_here;
#endif
