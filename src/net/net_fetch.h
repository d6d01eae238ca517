/*
 * In the helper: between net_helper.c (what the program wants, what it is told) and net_curl.c (how libcurl
 * is asked). Private to these.
 */
#ifndef NET_NET_FETCH_H
#define NET_NET_FETCH_H

#include "loop/loop.h"
#include "net/net.h"
#include "net/net_wire.h"

struct fetcher;

/* A server that is named by its address: 4 or 16 bytes; 0 where it has a name. */
struct peer_address {
	unsigned char bytes[16];
	size_t n;
};

/* One attempt. */
struct fetch {
	struct fetch *next;
	struct arena *mem;
	uint32_t id;
	const char *url, *validator;
	struct frame_start how;
	bool paused;

	struct fetcher *fetcher;
	void *easy; /* CURL * */
	void *headers;
	char detail[256]; /* libcurl's words */
	struct peer_address peer;
};

/* Called from the loop, from fetch_pause, or from fetch_stop. */
struct fetch_events {
	void (*head)(void *ctx, struct fetch *f, const char *line, size_t n);
	void (*body)(void *ctx, struct fetch *f, const char *data, size_t n);
	/* libcurl is done with it: fetch_stop is next. */
	void (*end)(void *ctx, struct fetch *f, enum attempt_end how);
	void *ctx;
};

/* NULL where libcurl cannot be started. */
struct fetcher *fetcher_open(struct loop *loop, const struct fetch_events *events);
void fetcher_close(struct fetcher *fetcher);
/* False where libcurl has no memory left. */
bool fetch_start(struct fetcher *fetcher, struct fetch *f);
void fetch_stop(struct fetch *f);
void fetch_pause(struct fetch *f, bool paused);

/* net_mbedtls.c: a certificate for this address is one for the server. */
void tls_accept_address(void *config, struct peer_address *peer);

#endif
