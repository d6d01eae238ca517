/* How libcurl is asked, in the helper: one multi handle in the loop, one easy handle for each attempt. */
#include "net/net_fetch.h"

#ifdef __APPLE__
#define CURL_DISABLE_DEPRECATION /* the options that macOS 10.15's libcurl knows are the old ones */
#endif
#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/url.h"
#include "net/net_url.h"

struct fetcher {
	struct loop *loop;
	struct fetch_events events;
	CURLM *handle;
	struct timer *timer;
};

/* A list of authorities larger than this is a whole store: no folder is needed beside it. */
enum { STORE_BYTES = 64 * 1024 };

/* OpenSSL and what is like it, Mbed TLS in two ages, Apple's: none of them gives a code of its own. Each has a sign that
 * no host's name can have: expired.example.com is a host as others are. */
static bool speaks_of_time(const char *words)
{
	static const char *const says[] = { "has expired", "expired certificate",
					    "_EXPIRED",    "not yet valid",
					    "_FUTURE",     "in the future" };

	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++)
		if (strstr(words, says[i]))
			return true;
	return false;
}

/* An answer without a head (HTTP/0.9), or of a version that nobody knows, has the code of an address that is not
 * fetched from, whose words name its protocol: lib/http.c, lib/url.c. */
static enum attempt_end end_of(CURLcode code, const char *words)
{
	switch ((int)code) {
	case CURLE_OK:
		return END_WHOLE;
	case CURLE_PEER_FAILED_VERIFICATION:
		return speaks_of_time(words) ? END_CERTIFICATE_TIME : END_CERTIFICATE;
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_ISSUER_ERROR:
		return END_CERTIFICATE;
	case CURLE_OPERATION_TIMEDOUT:
		return END_TIME;
	case CURLE_UNSUPPORTED_PROTOCOL:
		return strstr(words, "Protocol \"") ? END_SENT_AWAY : END_NO_HTTP;
	case CURLE_TOO_MANY_REDIRECTS:
		return END_REDIRECTS;
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return END_BROKEN;
	case CURLE_COULDNT_RESOLVE_HOST:
		return END_NO_NAME;
	case CURLE_COULDNT_RESOLVE_PROXY:
		return END_NO_PROXY;
	default:
		return END_UNREACHABLE;
	}
}

static void collect(struct fetcher *m)
{
	struct CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(m->handle, &left))) {
		CURLcode code = message->data.result;
		struct fetch *f = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &f);
		if (!f->detail[0])
			snprintf(f->detail, sizeof(f->detail), "%s", curl_easy_strerror(code));
		m->events.end(m->events.ctx, f, end_of(code, f->detail));
	}
}

static void act(struct fetcher *m, curl_socket_t fd, int mask)
{
	int running;

	curl_multi_socket_action(m->handle, fd, mask, &running);
	collect(m);
}

static void on_socket(void *ctx, int fd, int events)
{
	int mask = (events & LOOP_READ ? CURL_CSELECT_IN : 0) |
		   (events & LOOP_WRITE ? CURL_CSELECT_OUT : 0);

	act(ctx, fd, mask);
}

static void on_timer(void *ctx)
{
	struct fetcher *m = ctx;

	m->timer = NULL;
	act(m, CURL_SOCKET_TIMEOUT, 0);
}

static int want_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *unused)
{
	struct fetcher *m = ctx;
	int events = 0;

	(void)easy;
	(void)unused;
	if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
		events |= LOOP_READ;
	if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
		events |= LOOP_WRITE;
	if (events)
		loop_watch(m->loop, fd, events, on_socket, m);
	else
		loop_unwatch(m->loop, fd);
	return 0;
}

static int want_timer(CURLM *handle, long ms, void *ctx)
{
	struct fetcher *m = ctx;

	(void)handle;
	loop_cancel_timer(m->loop, m->timer);
	m->timer = ms < 0 ? NULL : loop_after(m->loop, (int)ms, on_timer, m);
	return 0;
}

struct fetcher *fetcher_open(struct loop *loop, const struct fetch_events *events)
{
	struct fetcher *m = calloc(1, sizeof(*m));

	curl_global_init(CURL_GLOBAL_DEFAULT);
	if (!m || !(m->handle = curl_multi_init())) {
		free(m);
		return NULL;
	}
	m->loop = loop;
	m->events = *events;
	curl_multi_setopt(m->handle, CURLMOPT_SOCKETFUNCTION, want_socket);
	curl_multi_setopt(m->handle, CURLMOPT_SOCKETDATA, m);
	curl_multi_setopt(m->handle, CURLMOPT_TIMERFUNCTION, want_timer);
	curl_multi_setopt(m->handle, CURLMOPT_TIMERDATA, m);
	curl_multi_setopt(m->handle, CURLMOPT_MAXCONNECTS, 6L);
	return m;
}

void fetcher_close(struct fetcher *m)
{
	curl_multi_setopt(m->handle, CURLMOPT_SOCKETFUNCTION, NULL);
	curl_multi_setopt(m->handle, CURLMOPT_TIMERFUNCTION, NULL);
	curl_multi_cleanup(m->handle);
	free(m);
}

static size_t on_head(char *data, size_t size, size_t n, void *ctx)
{
	struct fetch *f = ctx;
	struct fetcher *m = f->fetcher;

	m->events.head(m->events.ctx, f, data, size * n);
	return size * n;
}

static size_t on_body(char *data, size_t size, size_t n, void *ctx)
{
	struct fetch *f = ctx;
	struct fetcher *m = f->fetcher;

	if (f->paused)
		return CURL_WRITEFUNC_PAUSE;
	m->events.body(m->events.ctx, f, data, size * n);
	return size * n;
}

static const char *set_name(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

/* The places Go looks at as well (crypto/x509, root_linux.go and root_bsd.go). */
const char *const net_authority_files[] = {
	"/etc/ssl/certs/ca-certificates.crt",                /* Debian, Alpine, Arch */
	"/etc/pki/tls/certs/ca-bundle.crt",                  /* Fedora */
	"/etc/ssl/ca-bundle.pem",                            /* openSUSE */
	"/etc/pki/tls/cacert.pem",                           /* OpenELEC */
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", /* CentOS, RHEL 7 */
	"/etc/ssl/cert.pem",                                 /* macOS, BSD, Alpine */
	NULL,
};

/* A file with all authorities, should libcurl's own place not be there: the library built into a
 * released goready has none. */
static const char *system_store(void)
{
	const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

	if (info->age >= CURLVERSION_TENTH && info->cainfo && access(info->cainfo, R_OK) == 0)
		return info->cainfo;
	for (const char *const *file = net_authority_files; *file; file++)
		if (access(*file, R_OK) == 0)
			return *file;
	return NULL;
}

/*
 * The library reads none of these variables itself. libcurl keeps one parsed store for all
 * transfers only where no folder is given (cached_x509_store in its lib/vtls/openssl.c); four
 * copies would cost megabytes, so the folder is named only beside a short list.
 */
static void set_authorities(CURL *easy)
{
	const char *file = set_name("CURL_CA_BUNDLE");
	const char *folder = set_name("SSL_CERT_DIR");
	struct stat st;

	if (!file)
		file = set_name("SSL_CERT_FILE");
	if (file) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, file);
		if (stat(file, &st) == 0 && st.st_size > STORE_BYTES)
			curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
		else if (folder)
			curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
	} else if (folder) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, NULL);
		curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
	} else if ((file = system_store())) {
		curl_easy_setopt(easy, CURLOPT_CAINFO, file);
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	}
}

#ifdef GOREADY_MBEDTLS
static void read_address(const char *url, struct peer_address *ret)
{
	CURLU *parts = curl_url();
	char *host = NULL;

	ret->n = 0;
	if (url && parts && !curl_url_set(parts, CURLUPART_URL, url, 0) &&
	    !curl_url_get(parts, CURLUPART_HOST, &host, 0)) {
		host[strcspn(host, "]")] = '\0';
		if (inet_pton(AF_INET, host, ret->bytes) == 1)
			ret->n = 4;
		else if (host[0] == '[' && inet_pton(AF_INET6, host + 1, ret->bytes) == 1)
			ret->n = 16;
	}
	curl_free(host);
	curl_url_cleanup(parts);
}

/* The address of this very request: it may have been sent on. */
static CURLcode on_tls(CURL *easy, void *config, void *ctx)
{
	struct fetch *f = ctx;
	const char *url = NULL;

	curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
	read_address(url, &f->peer);
	tls_accept_address(config, &f->peer);
	return CURLE_OK;
}
#endif

static void set_limits(CURL *easy, bool may_be_slow)
{
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, may_be_slow ? 1L : 50000L);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, may_be_slow ? 30L : 15L);
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 10L);
	/* A program for macOS runs with the library of the machine: 7.64.1 in 10.15, and later. */
#if LIBCURL_VERSION_NUM >= 0x075500 && !defined(__APPLE__)
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https"); /* net_url_allowed judged it */
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
#else
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
	curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, (long)CURLPROTO_HTTPS);
#endif
	/* One stream a connection: bytes arrive as fast, and no HTTP/2 windows are held in memory.
	 */
	curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2); /* or later */
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

/* This computer is asked directly: sent to a proxy, its plain http would go over the network after
 * all. Redirects never lead to plain http. */
static void set_proxies(struct fetch *f, CURL *easy)
{
	const char *host = url_host(f->mem, f->url), *said = set_name("no_proxy");

	if (host[0] == '[')
		host = arena_strndup(f->mem, host + 1, strcspn(host + 1, "]"));
	else
		host = arena_strndup(f->mem, host, strcspn(host, ":"));
	if (!host_is_loopback(host))
		return;
	if (!said)
		said = set_name("NO_PROXY");
	if (!said || strcmp(said, "*") != 0) /* libcurl knows the star by itself only */
		curl_easy_setopt(
			easy, CURLOPT_NOPROXY,
			arena_fmt(f->mem, "%s%s%s", host, said ? "," : "", said ? said : ""));
}

static void set_range(struct fetch *f, CURL *easy)
{
	char range[40];

	if (!f->how.from)
		return;
	snprintf(range, sizeof(range), "%llu-", (unsigned long long)f->how.from);
	curl_easy_setopt(easy, CURLOPT_RANGE, range);
	f->headers = curl_slist_append(NULL, arena_fmt(f->mem, "If-Range: %s", f->validator));
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, (struct curl_slist *)f->headers);
}

bool fetch_start(struct fetcher *m, struct fetch *f)
{
	CURL *easy = curl_easy_init();

	if (!easy)
		return false;
	f->fetcher = m;
	f->easy = easy;
	curl_easy_setopt(easy, CURLOPT_URL, f->url);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, f);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, f->detail);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "goready/" GOREADY_VERSION);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, f);
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, f);
	curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)FRAME_MOST); /* a frame a call */
	curl_easy_setopt(easy, CURLOPT_NOBODY, f->how.head ? 1L : 0L);
	set_limits(easy, f->how.may_be_slow);
	set_proxies(f, easy);
	set_authorities(easy);
#ifdef GOREADY_MBEDTLS
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, f);
#endif
	set_range(f, easy);
	/* No memory: nobody would call back. */
	if (curl_multi_add_handle(m->handle, easy) != CURLM_OK) {
		curl_easy_cleanup(easy);
		curl_slist_free_all(f->headers);
		return false;
	}
	return true;
}

void fetch_stop(struct fetch *f)
{
	curl_multi_remove_handle(f->fetcher->handle, f->easy);
	curl_easy_cleanup(f->easy);
	curl_slist_free_all(f->headers);
}

/* Paused by on_body: what is told to libcurl before it has connected, it forgets. */
void fetch_pause(struct fetch *f, bool paused)
{
	f->paused = paused;
	if (!paused)
		curl_easy_pause(f->easy, CURLPAUSE_CONT);
}
