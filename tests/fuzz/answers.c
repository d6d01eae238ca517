/* What servers answer: headers, a release's SHA256SUMS, addresses. What comes out of it is plain names
 * and versions. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/outside.h"
#include "base/url.h"
#include "facts/facts.h"
#include "net/net.h"
#include "net/net_transfer.h"
#include "wants/self_release.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_head(struct arena *mem, struct bytes text)
{
	struct transfer t = { .mem = mem, .shown = "https://h.example" };
	struct bytes line;
	size_t at = 0;

	t.spec.url = "https://h.example/f.tar.gz";
	t.part.fd = -1;
	while (next_line(text, &at, &line))
		if (!transfer_head_line(&t, line.at, line.n))
			break;
	(void)transfer_judged(&t);
	if (strlen(t.etag) >= sizeof(t.etag))
		abort();
}

static void read_sums(struct arena *mem, struct bytes text)
{
	struct self_release release = { 0 };
	struct err e;

	if (self_release_find(mem, text, "here", OS_LINUX, ARCH_AMD64, &release, &e))
		return;
	if (!outside_name(release.file) || !outside_name(release.version) ||
	    !outside_sha256(mem, release.sha256))
		abort();
}

static void read_address(struct arena *mem, struct bytes text)
{
	const char *url = arena_strndup(mem, text.at, text.n);

	(void)net_url_allowed(url);
	(void)url_redact(mem, url);
	(void)url_host(mem, url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *mem = arena_open("fuzz", (size_t)64 << 20);
	struct bytes text = { arena_memdup(mem, data, size), size };

	arena_on_exhausted(abort);
	read_head(mem, text);
	read_sums(mem, text);
	read_address(mem, text);
	arena_close(mem);
	return 0;
}
