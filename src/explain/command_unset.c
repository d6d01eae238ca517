/* Lines of PATH that add a folder of a variable which is set nowhere: $GOPATH/bin is then /bin. */
#include "explain/command_match.h"

#include <string.h>

#include "facts/facts.h"

static const char *const names[] = { "GOPATH", "GOROOT", "GOBIN" };
enum { NAMES_N = sizeof(names) / sizeof(names[0]) };

/* Sets another command of the paste it, or what may: eval "$(goenv init -)", . ~/.gvm/scripts/gvm; or is it for
 * another machine: if [ -n "$CI" ]? */
static bool may_be_set_by(const struct pipelines *paste, const char *name)
{
	for (size_t i = 0; i < paste->n; i++) {
		const char *text = paste->at[i].text;
		const char *at = strstr(text, name);

		for (; at; at = strstr(at + 1, name))
			if (strchr("= ", at[strlen(name)]) && at[strlen(name)] && at > text &&
			    at[-1] == ' ')
				return true;
		if (str_starts(text, "eval ") || str_starts(text, "if ") || str_find(text, "gvm") ||
		    (str_starts(text, name) && text[strlen(name)] == '='))
			return true;
	}
	return false;
}

static bool is_set_here(const struct facts *f, const char *name)
{
	const struct setting *setting = facts_setting(f, name);

	return setting->environment || setting->start_file || setting->where;
}

/* The variable that a folder begins with, $GOPATH/bin, "${GOPATH}/bin", '$GOPATH/bin'; NULL. */
static const char *variable_of(const char *folder, size_t n)
{
	size_t sign = n > 1 && folder[0] == '\\' && folder[1] == '$';
	size_t at = sign + 1;
	size_t brace = n > at && folder[at] == '{';

	for (size_t i = 0; i < NAMES_N && folder[sign] == '$'; i++) {
		size_t length = strlen(names[i]), end = at + brace + length + brace;

		if (end <= n && strncmp(folder + at + brace, names[i], length) == 0 &&
		    (!brace || folder[end - 1] == '}') && (end == n || folder[end] == '/'))
			return names[i];
	}
	return NULL;
}

static bool is_path_itself(const char *folder, size_t n)
{
	while (n && strchr("\\${", folder[0])) {
		folder++;
		n--;
	}
	return (n == 4 || (n == 5 && folder[4] == '}')) && strncmp(folder, "PATH", 4) == 0;
}

/* Of a value of PATH whose folders are all of such variables: the first of them; NULL. */
static const char *unset_in(const struct facts *f, const struct pipelines *paste, const char *value)
{
	const char *first = NULL;

	for (size_t n; *value; value += n + (value[n] != '\0')) {
		const char *name;

		n = strcspn(value, ": \"'");
		if (n == 0 || is_path_itself(value, n)) {
			if (value[n] != ':')
				break;
			continue;
		}
		name = variable_of(value, n);
		if (!name || is_set_here(f, name) || may_be_set_by(paste, name))
			return NULL;
		first = first ? first : name;
		if (value[n] != ':')
			break;
	}
	return first;
}

/* Does the line nothing but set PATH, or write a line and read it? PATH=$GOPATH/bin:$PATH protoc ... starts something. */
static bool only_sets(const struct names *words)
{
	for (size_t at = 0, end; at < words->n; at = end + 1) {
		size_t begin;

		end = segment_end(words, at);
		begin = command_begin(words, at, end);
		if (begin < end &&
		    !glob_matches("export|declare|typeset|echo|printf|tee|cat|source|.|exec",
				  words->at[begin]))
			return false;
	}
	return true;
}

const char *command_unset_on_path(const struct facts *f, const struct pipelines *paste,
				  const struct pipeline *p)
{
	for (size_t i = 0; i < p->words.n; i++) {
		const char *word = p->words.at[i], *at = strstr(word, "PATH=");

		if (!at || (at > word && at[-1] != ' ')) /* itself, or in a line that is written */
			continue;
		at += strlen("PATH=");
		return only_sets(&p->words) ? unset_in(f, paste, at + strspn(at, "\"'")) : NULL;
	}
	return NULL;
}

/* What does the same whatever is set: $HOME/go in the place of $GOPATH. */
static const char *folder_instead(const struct facts *f, const char *name)
{
	bool by_go = facts_setting(f, "GOPATH")->go_env_file;

	if (str_equal(name, "GOROOT"))
		return "/usr/local/go";
	if (str_equal(name, "GOBIN"))
		return by_go ? "$(go env GOPATH)/bin" : "$HOME/go/bin";
	return by_go ? "$(go env GOPATH)" : "$HOME/go";
}

const char *command_with_folders(struct arena *mem, const struct facts *f, const char *go_bin,
				 const char *text)
{
	struct str s = { .mem = mem };

	while (*text) {
		size_t n = strcspn(text, "/: \"'");
		const char *name = strchr("\\$", *text) ? variable_of(text, n) : NULL, *folder;

		if (!name) {
			str_add_char(&s, *text++);
			continue;
		}
		folder = folder_instead(f, name);
		if (*text == '\\' && folder[0] == '$')
			str_add_char(&s, '\\');
		text += n;
		if (str_equal(name, "GOROOT") && str_starts(text, "/bin") && go_bin) {
			folder = go_bin;
			text += strlen("/bin");
		}
		str_add(&s, folder);
	}
	return str_text(&s);
}
