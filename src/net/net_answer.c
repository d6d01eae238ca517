/* What a server answered: is it the file that was asked for, and does it fit what is kept. */
#include "net/net_transfer.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/i18n.h"

enum { MOST_SECONDS = 1000000 };
enum { MOST_HEAD = 256 * 1024 }; /* of all answers to one attempt, redirects with them */
static const uint64_t MOST_BYTES = (uint64_t)2 << 30;

/* err is set already. */
static bool fail(struct transfer *t, enum rc rc)
{
	(void)rc;
	t->failed = true;
	return false;
}

/* ---- the answer ---------------------------------------------------------------------------- */

static bool names_archive(const char *url)
{
	static const char *const endings[] = { ".tar.gz", ".tgz", ".zip", ".jar", ".exe", ".mod" };
	size_t n = strcspn(url, "?#");

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t m = strlen(endings[i]);

		if (n >= m && strncasecmp(url + n - m, endings[i], m) == 0)
			return true;
	}
	return false;
}

static enum rc html_came(struct transfer *t)
{
	err_set(&t->err, RC_NOT_ARCHIVE, _("%s gave a web page instead of the file"), t->shown);
	err_hint(
		&t->err, "%s",
		_("A network that asks for a login answers so. Open any page in a browser and log in, then try again."));
	return RC_NOT_ARCHIVE;
}

static bool starts_as_html(const char *text, size_t n)
{
	static const char *const marks[] = { "<!doctype", "<html", "<head" };

	while (n &&
	       (isspace((unsigned char)*text) || (unsigned char)*text >= 0x80)) /* also a BOM */
		text++, n--;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (n >= strlen(marks[i]) && strncasecmp(text, marks[i], strlen(marks[i])) == 0)
			return true;
	return false;
}

static enum rc bad_status(struct transfer *t)
{
	err_set(&t->err, RC_HTTP_STATUS, _("%s answered with status %d"), t->shown, t->status);
	t->err.status = t->status;
	if (t->status == 407)
		err_hint(&t->err, "%s",
			 _("The proxy wants a user name and password: put them in https_proxy."));
	else if (t->status == 404 || t->status == 410)
		err_hint(&t->err, "%s", _("The file is not at this address. Try another source."));
	else if (t->retry_after > LONGEST_WAIT)
		err_hint(
			&t->err,
			_("It asks to be left alone for %d seconds. Try again then, or from another source."),
			t->retry_after);
	else
		err_hint(&t->err, "%s", _("Try again later, or from another source."));
	return RC_HTTP_STATUS;
}

static bool is_html(const struct transfer *t)
{
	return strncasecmp(t->content_type, "text/html", 9) == 0;
}

static bool is_same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Two connections, one file: the same entity as the one that is being fetched, and of that the asked for end. */
static enum rc judge_ahead(struct transfer *t)
{
	bool strong = t->part.etag && part_validator(&t->part) == t->part.etag;

	if (t->status == 206 && t->has_range && t->range_from == t->bytes && t->length > 0 &&
	    t->bytes + (uint64_t)t->length == t->part.length &&
	    (strong ? is_same(t->etag, t->part.etag) : is_same(t->modified, t->part.modified)))
		return RC_OK;
	return err_set(&t->err, RC_TRUNCATED, _("%s gave another part than was asked for"),
		       t->shown);
}

/* A server may answer a range with the whole file, or with another range than was asked for. */
static enum rc judge_range(struct transfer *t)
{
	if (t->ahead)
		return judge_ahead(t);
	if (!t->bytes)
		return RC_OK;
	if (t->status == 206 && t->has_range && t->range_from == t->bytes)
		return RC_OK;
	if (t->status == 206) {
		t->anew = true;
		return err_set(&t->err, RC_TRUNCATED, _("%s gave another part than was asked for"),
			       t->shown);
	}
	return transfer_begin_anew(t);
}

static enum rc judge_length(struct transfer *t)
{
	uint64_t most = t->spec.expect ? t->spec.expect : MOST_BYTES;

	t->total = t->length > 0 ? t->bytes + (uint64_t)t->length : t->spec.expect;
	if (t->total <= most || t->spec.most)
		return RC_OK;
	return err_set(&t->err, RC_LIMIT, _("%s gave %llu bytes, more than the %llu expected"),
		       t->shown, (unsigned long long)t->total, (unsigned long long)most);
}

/* A date is one of the server's clock, which its Date tells: ours may be wrong. Either head may come first. */
static void settle_retry_after(struct transfer *t)
{
	int64_t now = t->date > 0 ? t->date : (int64_t)time(NULL);

	if (t->retry_at > now)
		t->retry_after =
			t->retry_at - now < MOST_SECONDS ? (int)(t->retry_at - now) : MOST_SECONDS;
}

static enum rc net_answer_judge(struct transfer *t)
{
	enum rc rc;

	settle_retry_after(t);
	if (t->status == 416) { /* the file there is shorter than what we keep */
		t->anew = true;
		return bad_status(t);
	}
	if (t->status < 200 || t->status >= 300)
		return bad_status(t);
	if (is_html(t) && names_archive(t->spec.url))
		return html_came(t);
	rc = judge_range(t);
	if (!rc)
		rc = judge_length(t);
	if (!rc && t->part.fd >= 0 && !t->bytes)
		rc = part_describe(&t->part, t->etag[0] ? t->etag : NULL,
				   t->modified[0] ? t->modified : NULL, t->total, &t->err);
	return rc;
}

bool transfer_judged(struct transfer *t)
{
	enum rc rc;

	if (t->judged)
		return !t->failed;
	t->judged = true;
	rc = net_answer_judge(t);
	if (!rc && !t->ahead)
		ranges_watch(t);
	return rc ? fail(t, rc) : true;
}

/* What stands behind "NAME:", without blanks around it. */
static bool find_value(const char *line, size_t n, const char *name, struct bytes *ret)
{
	size_t m = strlen(name);

	if (n <= m || strncasecmp(line, name, m) != 0 || line[m] != ':')
		return false;
	line += m + 1;
	n -= m + 1;
	for (; n && isspace((unsigned char)*line); line++, n--)
		;
	for (; n && isspace((unsigned char)line[n - 1]); n--)
		;
	*ret = (struct bytes){ line, n };
	return true;
}

/* A value that is larger than the buffer counts as none: no server needs so long a one, and nobody may
 * fill our memory. */
static bool value_of(const char *line, size_t n, const char *name, char *value, size_t room)
{
	struct bytes found;

	if (!find_value(line, n, name, &found))
		return false;
	if (found.n >= room)
		found.n = 0;
	memcpy(value, found.at, found.n);
	value[found.n] = '\0';
	return true;
}

void transfer_forget_answer(struct transfer *t)
{
	t->status = 0;
	t->length = -1;
	t->has_range = false;
	t->date = t->retry_at = 0;
	t->retry_after = 0;
	t->etag[0] = t->modified[0] = t->content_type[0] = '\0';
}

static void read_range(struct transfer *t, const char *value)
{
	t->has_range = strncasecmp(value, "bytes ", 6) == 0 && isdigit((unsigned char)value[6]);
	t->range_from = t->has_range ? strtoull(value + 6, NULL, 10) : 0;
}

/* Seconds, or a date (RFC 9110, 10.2.3). */
static void read_retry_after(struct transfer *t, const char *value)
{
	long seconds = strtol(value, NULL, 10);

	t->retry_after = seconds < MOST_SECONDS ? (int)seconds : MOST_SECONDS;
	if (!isdigit((unsigned char)value[0]))
		t->retry_at = curl_getdate(value, NULL);
}

static void read_head_line(struct transfer *t, const char *line, size_t n)
{
	char value[64];

	if (n > 5 && strncmp(line, "HTTP/", 5) == 0) { /* again after each redirect */
		const char *space = memchr(line, ' ', n);

		transfer_forget_answer(t);
		t->status = space ? atoi(space) : 0;
	} else if (value_of(line, n, "content-length", value, sizeof(value))) {
		t->length = strtoll(value, NULL, 10);
	} else if (value_of(line, n, "retry-after", value, sizeof(value))) {
		read_retry_after(t, value);
	} else if (value_of(line, n, "date", value, sizeof(value))) {
		t->date = curl_getdate(value, NULL);
	} else if (value_of(line, n, "content-range", value, sizeof(value))) {
		read_range(t, value);
	} else {
		(void)(value_of(line, n, "etag", t->etag, sizeof(t->etag)) ||
		       value_of(line, n, "last-modified", t->modified, sizeof(t->modified)) ||
		       value_of(line, n, "content-type", t->content_type, sizeof(t->content_type)));
	}
}

bool transfer_head_line(struct transfer *t, const char *line, size_t n)
{
	t->head_bytes += n;
	if (t->head_bytes > MOST_HEAD)
		return fail(t, err_set(&t->err, RC_LIMIT,
				       _("%s answered with more than %d bytes of headers"),
				       t->shown, MOST_HEAD));
	read_head_line(t, line, n);
	return true;
}

/* ---- the bytes ------------------------------------------------------------------------------- */

bool transfer_hand_over(struct transfer *t, const void *data, size_t n)
{
	if (t->spec.data && !t->spec.data(t->spec.ctx, data, n)) {
		t->cancelled = true;
		return fail(t, err_set(&t->err, RC_CANCELLED, _("the transfer from %s was stopped"),
				       t->shown));
	}
	t->bytes += n;
	return true;
}

static bool looks_right(struct transfer *t, const char *data, size_t n)
{
	size_t room = sizeof(t->first) - t->first_n;

	if (room && t->bytes < sizeof(t->first)) {
		memcpy(t->first + t->first_n, data, n < room ? n : room);
		t->first_n += n < room ? n : room;
		if (names_archive(t->spec.url) && starts_as_html(t->first, t->first_n))
			return fail(t, html_came(t));
	}
	return true;
}

static bool too_many(struct transfer *t, size_t n)
{
	uint64_t most = t->spec.expect ? t->spec.expect : MOST_BYTES;

	if (t->bytes + n <= most)
		return false;
	fail(t, err_set(&t->err, RC_LIMIT, _("%s gave more than the %llu bytes expected"), t->shown,
			(unsigned long long)most));
	return true;
}

bool transfer_body(struct transfer *t, const void *data, size_t n)
{
	enum rc rc;

	if (t->cancelled || !transfer_judged(t) || !looks_right(t, data, n))
		return false;
	if (t->spec.most && t->bytes + n > t->spec.most)
		n = (size_t)(t->spec.most - t->bytes);
	else if (too_many(t, n))
		return false;
	if (t->until && t->bytes + n > t->until)
		n = t->until > t->bytes ? (size_t)(t->until - t->bytes) : 0;
	if (t->part.fd >= 0 && (rc = part_write(&t->part, data, n, &t->err)))
		return fail(t, rc);
	if (!transfer_hand_over(t, data, n))
		return false;
	transfer_report(t, false);
	t->ended = t->spec.most && t->bytes >= t->spec.most;
	t->arrived = t->until && t->bytes >= t->until;
	return !t->ended && !t->arrived;
}
