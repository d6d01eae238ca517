/* What a blank of each type takes: the characters that a thing of it is made of, and the names that it may have. */
#include "explain/pattern_private.h"

#include <string.h>

const char *thing_kind_name(enum thing_kind kind)
{
	static const char *const names[] = {
		[THING_PROGRAM] = "program", [THING_PATH] = "path",
		[THING_HOST] = "host",       [THING_MODULE] = "module",
		[THING_VERSION] = "version", [THING_VARIABLE] = "variable",
		[THING_OPTION] = "option",   [THING_FILE] = "file",
		[THING_SHELL] = "shell",     [THING_KNOWN] = "known",
		[THING_PROXY] = "proxyport", [THING_WORD] = "word",
		[THING_TEXT] = "text",       [THING_NUMBER] = "number",
	};

	return kind < THING_N ? names[kind] : "unknown";
}

bool thing_may_hold(enum thing_kind kind, uint32_t c)
{
	switch (kind) {
	case THING_PROGRAM:
	case THING_KNOWN:
	case THING_SHELL:
		return is_ascii_letter_or_digit(c) || (c < 0x80 && strchr("._+-@[", (int)c) && c);
	case THING_HOST:
		return is_ascii_letter_or_digit(c) || c == '.' || c == '-';
	case THING_VERSION:
		return is_ascii_letter_or_digit(c) || c == '.' || c == '-' || c == '+';
	case THING_VARIABLE:
		return is_ascii_letter_or_digit(c) || c == '_';
	case THING_OPTION:
		return is_ascii_letter_or_digit(c) || c == '_' || c == '-';
	case THING_MODULE:
		return is_ascii_letter_or_digit(c) || (c && c < 0x80 && strchr("./_-~@+!", (int)c));
	case THING_PATH:
	case THING_FILE:
		return c != '\'' && c != ':' && c != ',' && c != '(' && c != ')' && c != ';' &&
		       c != '<' && c != '>' && c != '|';
	case THING_WORD:
		return c != '\'';
	case THING_PROXY:
	case THING_NUMBER:
		return c >= '0' && c <= '9';
	case THING_TEXT:
	case THING_N:
		break;
	}
	return true;
}

/* What developers' messages name by its bare name, and what is hardly ever meant otherwise. */
static bool is_known_program(const char *name)
{
	static const char *const names[] = {
		"go",          "gofmt",       "protoc",        "buf",    "git",     "gcc",
		"cc",          "clang",       "g++",           "make",   "cmake",   "brew",
		"curl",        "wget",        "unzip",         "tar",    "xz",      "docker",
		"dlv",         "gopls",       "goimports",     "goctl",  "grpcurl", "evans",
		"staticcheck", "mockgen",     "stringer",      "wire",   "asdf",    "mise",
		"goenv",       "gvm",         "golangci-lint", "grpcui", "xcrun",   "pkg-config",
		"ghz",         "govulncheck", "gotestsum",     "air",    "gobind",  "gomobile",
		"go-bindata",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (str_equal(name, names[i]))
			return true;
	return str_starts(name, "protoc-gen-") && name[strlen("protoc-gen-")];
}

/* "executable file not found in $PATH": words that stand in front of it without being its name. */
static bool is_word_of_a_message(const char *name)
{
	static const char *const words[] = { "file",      "it",       "is",          "was",
					     "not",       "binary",   "plugin",      "executable",
					     "which",     "program",  "command",     "tool",
					     "error",     "and",      "or",          "version",
					     "path",      "module",   "package",     "folder",
					     "directory", "compiler", "interpreter", "library",
					     "toolchain", "name",     "they",        "them" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_equal(name, words[i]))
			return true;
	return false;
}

/* What Clash, V2Ray, Shadowsocks, Surge, Privoxy, polipo and squid listen at unless they are told otherwise. */
static bool is_port_of_a_proxy(const char *port)
{
	static const char ports[] =
		" 1080 1081 1082 1086 1087 1089 2080 2081 3128 6152 6153 7070 7078 7890 7891 7892 7893 7897 "
		"7898 7899 8118 8123 8889 10080 10808 10809 10810 12333 12334 15732 15235 20170 20171 20172 "
		"33210 33211 58591 ";
	const char *at = strlen(port) > 3 ? strstr(ports, port) : NULL;

	return at && at[-1] == ' ' && at[strlen(port)] == ' ';
}

bool thing_may_be(enum thing_kind kind, const char *name)
{
	switch (kind) {
	case THING_PATH:
		return strchr(name, '/') || name[0] == '~' || strchr(name, '\\');
	case THING_FILE:
		return strchr(name, '.') || strchr(name, '/');
	case THING_HOST:
	case THING_MODULE:
		return strchr(name, '.') && name[0] != '.' && name[0] != '-';
	case THING_VERSION:
		return strpbrk(name, "0123456789");
	case THING_SHELL: {
		static const char *const shells[] = { "bash", "zsh",   "fish",   "sh",    "dash",
						      "ash",  "ksh",   "nu",     "-bash", "-zsh",
						      "-sh",  "-fish", "busybox" };

		for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++)
			if (str_equal(name, shells[i]))
				return true;
		return false;
	}
	case THING_KNOWN:
		return is_known_program(name);
	case THING_PROXY:
		return is_port_of_a_proxy(name);
	case THING_PROGRAM: /* "zsh:1: command not found: go": a line's number is none */
		return name[strspn(name, "0123456789")] != '\0' && !is_word_of_a_message(name);
	case THING_VARIABLE:
	case THING_OPTION:
	case THING_WORD:
	case THING_TEXT:
	case THING_NUMBER:
	case THING_N:
		break;
	}
	return true;
}
