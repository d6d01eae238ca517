/* Which values are shown, and what any text loses: the home folder, the name, what is secret in it. */
#include "base/mask_pieces.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

bool mask_shows(const char *name)
{
	static const char *const secret[] = { "TOKEN",  "SECRET", "PASSW", "AUTH",
					      "CREDEN", "KEY",    "COOKIE" };
	static const char *const whole[] = {
		"PATH",
		"path",
		"fpath",
		"fish_user_paths",
		"HOME",
		"SHELL",
		"ZDOTDIR",
		"USER_ZDOTDIR",
		"KITTY_ORIG_ZDOTDIR",
		"GHOSTTY_ZSH_ZDOTDIR",
		"JETBRAINS_INTELLIJ_ORIGINAL_ZDOTDIR",
		"THEIA_ORIGINAL_ZDOTDIR",
		"CONDA_PREFIX",
		"__conda_setup", /* conda init: which conda is asked */
		"__mamba_setup",
		"DEVELOPER_DIR",
		"ASDF_GOLANG_VERSION",
		"MISE_GO_VERSION",
		"TMPDIR",
		"TERM",
		"LANG",
		"http_proxy",
		"https_proxy",
		"all_proxy",
		"no_proxy",
		"HTTP_PROXY",
		"ALL_PROXY",
		"NO_PROXY",
		"SSL_CERT_DIR",
		"SSL_CERT_FILE",
		"CURL_CA_BUNDLE",
		"NO_COLOR",
		"HTTPS_PROXY",
		"go",
		"gofmt",
		"protoc",
	};
	static const char *const begins[] = { "GO",  "CGO_", "HOMEBREW_", "XDG_",
					      "LC_", "WSL",  "goready_" };

	for (size_t i = 0; i < sizeof(secret) / sizeof(secret[0]); i++)
		if (mask_has_piece(name, secret[i]))
			return false;
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		if (str_equal(name, whole[i]))
			return true;
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (str_starts(name, begins[i]))
			return true;
	return false;
}

/* ---- home, name, addresses ---- */

/* Names that are also words of the trade would leave nothing readable, and tell nothing. */
static bool is_common(const char *user)
{
	static const char *const common[] = {
		"root",   "user",   "users",   "go",      "home",    "usr",       "bin",
		"lib",    "etc",    "local",   "opt",     "path",    "admin",     "staff",
		"wheel",  "sudo",   "brew",    "zsh",     "bash",    "fish",      "git",
		"github", "code",   "dev",     "test",    "proto",   "protoc",    "google",
		"golang", "python", "conda",   "mise",    "asdf",    "nix",       "share",
		"sbin",   "tmp",    "var",     "src",     "build",   "work",      "data",
		"macos",  "linux",  "darwin",  "apple",   "library", "system",    "homebrew",
		"ubuntu", "debian", "docker",  "private", "config",  "cache",     "version",
		"http",   "https",  "file",    "text",    "true",    "false",     "main",
		"mod",    "gopath", "default", "world",   "vscode",  "linuxbrew",
	};

	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (strcasecmp(user, common[i]) == 0)
			return true;
	return false;
}

static bool stands_before(struct bytes text, size_t at, const char *words)
{
	size_t n = strlen(words);

	return at >= n && memcmp(text.at + at - n, words, n) == 0;
}

/* The name, in whatever case, as a word of its own; one of the trade only where home folders are. */
static size_t name_at(const char *name, struct bytes text, size_t at)
{
	size_t n = name ? strlen(name) : 0;

	if (!n || n > text.n - at || strncasecmp(text.at + at, name, n) != 0 ||
	    (at + n < text.n && isalnum((unsigned char)text.at[at + n])) ||
	    (at && isalnum((unsigned char)text.at[at - 1])))
		return 0;
	return !is_common(name) || stands_before(text, at, "/home/") ||
			       stands_before(text, at, "/Users/")
		       ? n
		       : 0;
}

/* An account may be called otherwise than its home folder: both are the person's. */
static size_t user_name(const struct mask *m, struct bytes text, size_t at)
{
	size_t n = name_at(m->user, text, at);

	return n || !m->home ? n : name_at(path_name(m->home), text, at);
}

static bool hides_home(const struct mask *m)
{
	return m->home && !str_equal(m->home, m->new_home) && !str_equal(m->home, "/");
}

struct bytes mask_text(const struct mask *m, struct bytes text)
{
	struct str s = { .mem = m->mem };

	for (size_t i = 0; i < text.n;) {
		bool begins = i == 0 || !mask_is_word(text.at[i - 1]);
		size_t secret = mask_secret_option(m, text, i);
		size_t query = secret ? 0 : mask_query_value(m, text, i);

		if (secret && secret < text.n) {
			str_add_bytes(&s, text.at + i, secret - i);
			str_add(&s, MASKED);
			i = secret + mask_word_length(text, secret);
		} else if (query) {
			str_add_bytes(&s, text.at + i, query - i);
			str_add(&s, MASKED);
			i = query;
			while (i < text.n && !strchr(" \t\r\n\"'`&;,|)", text.at[i]))
				i++;
		} else if (begins && mask_bare_user_info(text, i)) {
			i += mask_bare_user_info(text, i);
		} else if (begins && mask_mail_address(text, i)) {
			str_add(&s, MASKED);
			i += mask_mail_address(text, i);
		} else if (hides_home(m) && mask_at_word(text, i, m->home)) {
			str_add(&s, m->new_home);
			i += strlen(m->home);
		} else if (user_name(m, text, i)) {
			str_add(&s, "user");
			i += user_name(m, text, i);
		} else if (text.n - i >= 3 && memcmp(text.at + i, "://", 3) == 0) {
			str_add(&s, "://");
			i += 3;
			i += mask_user_info(text, i);
		} else {
			str_add_char(&s, text.at[i++]);
		}
	}
	return str_bytes(&s);
}

const char *mask_path(const struct mask *m, const char *path)
{
	const char *text = mask_text(m, bytes_of(path)).at;
	size_t n = m->new_home ? strlen(m->new_home) : 0;

	if (n > 1 && strncmp(text, m->new_home, n) == 0 && (!text[n] || text[n] == '/'))
		return arena_fmt(m->mem, "~%s", text + n);
	return text;
}

/* ---- hosts ---- */

bool mask_names_hosts(const char *name)
{
	static const char *const names[] = { "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOINSECURE" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* How much of a pattern says nothing of anybody: "*.com", a public host. */
static size_t public_part(struct bytes one)
{
	static const char *const hosts[] = { "github.com",    "gitlab.com",
					     "bitbucket.org", "gitee.com",
					     "golang.org",    "google.golang.org",
					     "go.uber.org",   "gopkg.in",
					     "*.com",         "go.googlesource.com" };
	size_t n = 0;

	while (n < one.n && strchr("*?./", one.at[n]))
		n++;
	if (n == one.n)
		return one.n;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		n = strlen(hosts[i]);
		if (n > one.n || memcmp(one.at, hosts[i], n) != 0)
			continue;
		if (n == one.n)
			return n;
		if (one.at[n] == '/')
			return n + 1 + (one.n == n + 2 && one.at[n + 1] == '*');
	}
	return 0;
}

/* Of a capture that is written anew. */
static bool is_masked_host(const char *host)
{
	const char *rest = str_starts(host, MASKED "-") ? host + strlen(MASKED "-") : "x";

	return str_equal(host, MASKED) || !rest[strspn(rest, "0123456789")];
}

static void add_masked_host(const struct mask *m, struct str *s, const char *host)
{
	size_t i = 0;

	if (is_masked_host(host)) {
		str_add(s, host);
		return;
	}
	str_add(s, MASKED);
	if (!m->hosts)
		return;
	while (i < m->hosts->n && !str_equal(m->hosts->at[i], host))
		i++;
	if (i == m->hosts->n)
		list_push(m->mem, m->hosts, host);
	str_fmt(s, "-%zu", i + 1);
}

/* "$GOPRIVATE", "${GOPRIVATE:-": up to what may be a host. */
static size_t name_of_variable(struct bytes value, size_t i)
{
	size_t n = 1;

	if (i + n < value.n && value.at[i + n] == '{')
		n++;
	while (i + n < value.n && mask_is_word(value.at[i + n]))
		n++;
	while (n > 1 && value.at[i + 1] == '{' && i + n < value.n &&
	       strchr(":-+=?", value.at[i + n]))
		n++;
	return n;
}

const char *mask_hosts(const struct mask *m, struct bytes value)
{
	struct str s = { .mem = m->mem };

	for (size_t i = 0, n; i < value.n; i += n) {
		size_t shows;

		for (n = 0; i + n < value.n && !strchr(",\"' $()}", value.at[i + n]);)
			n++;
		if (!n) {
			n = value.at[i] == '$' ? name_of_variable(value, i) : 1;
			str_add_bytes(&s, value.at + i, n);
			continue;
		}
		shows = public_part((struct bytes){ value.at + i, n });
		if (!shows && strchr("./", value.at[i])) /* ends a name of a variable before it */
			shows = 1;
		str_add_bytes(&s, value.at + i, shows);
		if (shows < n)
			add_masked_host(m, &s,
					arena_strndup(m->mem, value.at + i + shows, n - shows));
	}
	return str_text(&s);
}

/* ---- a value ---- */

const char *mask_value(const struct mask *m, const char *name, const char *value)
{
	if (!*value)
		return value;
	if (mask_names_hosts(name))
		return mask_hosts(m, bytes_of(value));
	return mask_shows(name) ? mask_text(m, bytes_of(value)).at : MASKED;
}
