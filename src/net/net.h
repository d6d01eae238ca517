/*
 * Transfers over HTTPS (plain HTTP to loopback only). libcurl, and with it all that reads a server's
 * bytes as TLS and HTTP, is in a helper process (`goready --helper net`, one for all transfers of a
 * loop), which may write no file and start no program (base/sandbox.h). What it says comes over a
 * pipe (net_wire.h); should a server bring it down, that is a broken connection here. Here libcurl takes
 * addresses apart (net_url.c), and reads the dates of an answer's head (net_answer.c), no more.
 *
 * A transfer goes to a part file, and each byte, kept or new, to `data`, in order. It resumes from
 * the part (If-Range with the ETag or Last-Modified kept beside it, PART.json); a server that
 * ignores the range starts again: `restart` is called and the part emptied. A broken connection, a
 * time-out, 429 and 5xx are tried again after 1, 2 and 4 s, or when Retry-After says (seconds or a
 * date), within 30 s. A source slower than 50 KB/s for 15 s is given up where `may_be_slow` is false.
 * Certificates: CURL_CA_BUNDLE, SSL_CERT_FILE, SSL_CERT_DIR, then the system's. Proxies as curl does.
 * Redirects: at most 10, never from https to http.
 *
 * With `look_ms`, where a server gives a connection less than the link could carry, others bring what
 * is further on: up to four in all, of the same entity (ETag or Last-Modified, and length), into
 * PART.1 and so on (net_ranges.c). A connection by which the link brings no more is ended again.
 *
 * A small answer (JSON, probing a source) needs no part: leave `part` NULL and take `data`.
 */
#ifndef NET_NET_H
#define NET_NET_H

#include "loop/loop.h"

struct transfer;
struct transfer_result;
struct transfer_spec {
	const char *url;
	const char *part; /* file for the bytes, kept on failure; NULL: nothing kept */
	uint64_t expect;  /* size, 0 unknown: more bytes than this (or 2 GiB) is an error */
	uint64_t most;    /* stop after this many bytes and call it done (probing); 0: all */
	int seconds;      /* limit in all; 0: none */
	int retries;      /* -1: the usual 3 */
	/* 0: one connection. Else what it brings is looked at so often, and where it is slow others
	 * bring what is further on in the file; `data` gets it in order all the same. */
	int look_ms;
	bool may_be_slow;
	bool head; /* a HEAD request */
	/* False: the consumer failed, stop with RC_CANCELLED. */
	bool (*data)(void *ctx, const void *data, size_t n);
	void (*restart)(void *ctx);                                  /* forget all data so far */
	void (*progress)(void *ctx, uint64_t bytes, uint64_t total); /* total 0: unknown */
	/* Called once; rc RC_OK or why not: UNREACHABLE, TLS, HTTP_STATUS, NOT_ARCHIVE (an HTML
	 * page where the name says an archive), TRUNCATED, TIMEOUT, CANCELLED, LIMIT, IO, NO_SPACE.
	 */
	void (*done)(void *ctx, enum rc rc, const struct err *e, const struct transfer_result *);
	void *ctx;
};
struct transfer_result {
	int status;       /* HTTP status, 0 none */
	uint64_t bytes;   /* in all */
	uint64_t resumed; /* of them, kept from before */
	int ms;
	bool several;             /* connections brought the bytes, or runs */
	const char *content_type; /* may be NULL; valid during the call */
	bool no_name;             /* the last try failed as the host's name is not known */
	bool no_proxy;            /* or the proxy's is not */
	bool bad_time;            /* or the certificate is not valid at the time of this clock */
};

/* The program that is started as the helper: this one. Before the first transfer; not copied. */
void net_use_helper(const char *program);
/* Its main function; returns the exit status. */
int net_helper_main(void);

/* NULL and *e for an address that is not allowed (http: to other than loopback, file:, ...). */
struct transfer *net_get(struct loop *loop, const struct transfer_spec *spec, struct err *e);
void net_cancel(struct transfer *transfer);             /* done is called with RC_CANCELLED */
void net_pause(struct transfer *transfer, bool paused); /* what is on its way still comes */
/* PART, PART.json and those beside them stay after every end but NOT_ARCHIVE and LIMIT, also after
 * success (a complete part is fed through `data` without a request). Who has used it, or found a
 * wrong checksum, forgets it: they are removed. */
void net_forget(const char *part);
/* May goready fetch from here at all? https, or http to 127.0.0.0/8, [::1], localhost. */
bool net_url_allowed(const char *url);
/* Files in which systems keep all their certificate authorities, up to a NULL: the usual one of each
 * distribution first. */
extern const char *const net_authority_files[];

#endif
