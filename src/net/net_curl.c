/* How libcurl is asked: one multi handle in the loop, one easy handle for each attempt. */
#include "net/net_transfer.h"

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

#include "base/i18n.h"
#include "base/url.h"

struct multi {
	struct loop *loop;
	CURLM *handle;
	struct timer *timer;
};

/* A list of authorities larger than this is a whole store: no folder is needed beside it. */
enum { STORE_BYTES = 64 * 1024 };

static enum rc unreachable(struct transfer *t, CURLcode code)
{
	struct err *e = &t->err;
	const char *detail = t->detail[0] ? t->detail : curl_easy_strerror(code);

	t->no_name = code == CURLE_COULDNT_RESOLVE_HOST;
	t->no_proxy = code == CURLE_COULDNT_RESOLVE_PROXY;
	err_set(e, RC_UNREACHABLE, _("%s cannot be reached: %s"), t->shown, detail);
	if (code == CURLE_COULDNT_RESOLVE_PROXY)
		err_hint(e, "%s",
			 _("Correct the proxy variables (https_proxy, all_proxy), or unset them."));
	return RC_UNREACHABLE;
}

static enum rc bad_certificate(struct transfer *t, CURLcode code)
{
	const char *detail = t->detail[0] ? t->detail : curl_easy_strerror(code);

	err_set(&t->err, RC_TLS, _("the certificate of %s is not accepted: %s"), t->shown, detail);
	err_hint(
		&t->err, "%s",
		_("If your network checks connections with its own certificate, set SSL_CERT_FILE to the file with that certificate. Also check the date of this computer."));
	return RC_TLS;
}

static enum rc timed_out(struct transfer *t)
{
	if (t->bytes == t->attempt_from)
		return err_set(&t->err, RC_TIMEOUT, _("%s does not answer in time"), t->shown);
	t->no_retry = !t->spec.may_be_slow; /* the caller may know a quicker source */
	return err_set(&t->err, RC_TIMEOUT, _("%s is too slow"), t->shown);
}

static enum rc explain(struct transfer *t, CURLcode code)
{
	if (t->failed)
		return t->err.rc;
	switch ((int)code) {
	case CURLE_OK:
		return RC_OK;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_ISSUER_ERROR:
		return bad_certificate(t, code);
	case CURLE_OPERATION_TIMEDOUT:
		return timed_out(t);
	case CURLE_UNSUPPORTED_PROTOCOL:
		return err_set(&t->err, RC_UNREACHABLE,
			       _("%s sends us on to an address without encryption"), t->shown);
	case CURLE_TOO_MANY_REDIRECTS:
		return err_set(&t->err, RC_UNREACHABLE, _("%s sends us on too many times"),
			       t->shown);
	case CURLE_PARTIAL_FILE:
	case CURLE_RECV_ERROR:
	case CURLE_SEND_ERROR:
	case CURLE_GOT_NOTHING:
	case CURLE_HTTP2:
	case CURLE_HTTP2_STREAM:
		return err_set(&t->err, RC_TRUNCATED,
			       _("the connection to %s broke after %llu bytes"), t->shown,
			       (unsigned long long)t->bytes);
	default:
		return unreachable(t, code);
	}
}

static void collect(struct multi *m)
{
	struct CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(m->handle, &left))) {
		CURLcode code = message->data.result;
		struct transfer *t = NULL;
		enum rc rc;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &t);
		rc = explain(t, code);
		attempt_stop(t);
		transfer_attempt_over(t, rc);
	}
}

static void act(struct multi *m, curl_socket_t fd, int mask)
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
	struct multi *m = ctx;

	m->timer = NULL;
	act(m, CURL_SOCKET_TIMEOUT, 0);
}

static int want_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *unused)
{
	struct multi *m = ctx;
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
	struct multi *m = ctx;

	(void)handle;
	loop_cancel_timer(m->loop, m->timer);
	m->timer = ms < 0 ? NULL : loop_after(m->loop, (int)ms, on_timer, m);
	return 0;
}

/* The loop is going away: transfers that still run end unheard. */
static void multi_done(void *data)
{
	struct multi *m = data;

	curl_multi_setopt(m->handle, CURLMOPT_SOCKETFUNCTION, NULL);
	curl_multi_setopt(m->handle, CURLMOPT_TIMERFUNCTION, NULL);
	curl_multi_cleanup(m->handle);
	free(m);
}

static struct multi *multi_of(struct loop *loop)
{
	struct multi *m = loop_attached(loop);

	if (m)
		return m;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	m = calloc(1, sizeof(*m));
	if (!m || !(m->handle = curl_multi_init())) {
		free(m);
		return NULL;
	}
	m->loop = loop;
	curl_multi_setopt(m->handle, CURLMOPT_SOCKETFUNCTION, want_socket);
	curl_multi_setopt(m->handle, CURLMOPT_SOCKETDATA, m);
	curl_multi_setopt(m->handle, CURLMOPT_TIMERFUNCTION, want_timer);
	curl_multi_setopt(m->handle, CURLMOPT_TIMERDATA, m);
	curl_multi_setopt(m->handle, CURLMOPT_MAXCONNECTS, 6L);
	loop_attach(loop, m, multi_done);
	return m;
}

static size_t on_head(char *data, size_t size, size_t n, void *ctx)
{
	return transfer_head_line(ctx, data, size * n) ? size * n : 0;
}

static size_t on_body(char *data, size_t size, size_t n, void *ctx)
{
	struct transfer *t = ctx;

	if (t->paused && !t->cancelled) {
		t->held = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	return transfer_body(t, data, size * n) ? size * n : 0;
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
	struct transfer *t = ctx;
	const char *url = NULL;

	curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url);
	read_address(url, &t->peer);
	tls_accept_address(config, &t->peer);
	return CURLE_OK;
}
#endif

static void set_limits(CURL *easy, const struct transfer_spec *spec)
{
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, spec->may_be_slow ? 1L : 50000L);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, spec->may_be_slow ? 30L : 15L);
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

static bool is_loopback(const char *host)
{
	struct in_addr v4;

	if (strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	    strcmp(host, "::1") == 0)
		return true;
	return inet_pton(AF_INET, host, &v4) == 1 && ntohl(v4.s_addr) >> 24 == 127;
}

/* This computer is asked directly: sent to a proxy, its plain http would go over the network after
 * all. Redirects never lead to plain http. */
static void set_proxies(struct transfer *t, CURL *easy)
{
	const char *host = url_host(t->mem, t->spec.url), *said = set_name("no_proxy");

	if (host[0] == '[')
		host = arena_strndup(t->mem, host + 1, strcspn(host + 1, "]"));
	else
		host = arena_strndup(t->mem, host, strcspn(host, ":"));
	if (!is_loopback(host))
		return;
	if (!said)
		said = set_name("NO_PROXY");
	if (!said || strcmp(said, "*") != 0) /* libcurl knows the star by itself only */
		curl_easy_setopt(
			easy, CURLOPT_NOPROXY,
			arena_fmt(t->mem, "%s%s%s", host, said ? "," : "", said ? said : ""));
}

static void set_range(struct transfer *t, CURL *easy)
{
	struct curl_slist *headers = NULL;
	char range[40];

	if (!t->bytes)
		return;
	snprintf(range, sizeof(range), "%llu-", (unsigned long long)t->bytes);
	curl_easy_setopt(easy, CURLOPT_RANGE, range);
	headers = curl_slist_append(NULL,
				    arena_fmt(t->mem, "If-Range: %s", part_validator(&t->part)));
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	t->headers = headers;
}

enum rc attempt_start(struct transfer *t, struct err *e)
{
	struct multi *m = multi_of(t->loop);
	CURL *easy = m ? curl_easy_init() : NULL;

	if (!easy)
		return err_set(e, RC_INTERNAL, "%s", _("the transfer library cannot be started"));
	t->easy = easy;
	t->detail[0] = '\0';
	curl_easy_setopt(easy, CURLOPT_URL, t->spec.url);
	curl_easy_setopt(easy, CURLOPT_PRIVATE, t);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->detail);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "goready/" GOREADY_VERSION);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_head);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(easy, CURLOPT_NOBODY, t->spec.head ? 1L : 0L);
	set_limits(easy, &t->spec);
	set_proxies(t, easy);
	set_authorities(easy);
#ifdef GOREADY_MBEDTLS
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, on_tls);
	curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, t);
#endif
	set_range(t, easy);
	curl_multi_add_handle(m->handle, easy);
	return RC_OK;
}

void attempt_stop(struct transfer *t)
{
	struct multi *m = loop_attached(t->loop);

	if (!t->easy)
		return;
	curl_multi_remove_handle(m->handle, t->easy);
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	t->easy = NULL;
	t->headers = NULL;
	t->held = false;
}

void attempt_unpause(struct transfer *t)
{
	if (t->easy && t->held)
		curl_easy_pause(t->easy, CURLPAUSE_CONT);
	t->held = false;
}

bool net_url_allowed(const char *url)
{
	CURLU *parts = curl_url();
	char *scheme = NULL, *host = NULL;
	bool allowed = false;

	if (url && parts && !curl_url_set(parts, CURLUPART_URL, url, 0) &&
	    !curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) &&
	    !curl_url_get(parts, CURLUPART_HOST, &host, 0))
		allowed = strcmp(scheme, "https") == 0 ||
			  (strcmp(scheme, "http") == 0 && is_loopback(host));
	curl_free(scheme);
	curl_free(host);
	curl_url_cleanup(parts);
	return allowed;
}
