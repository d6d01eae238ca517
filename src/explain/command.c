/* Finding command lines in a paste, and their words. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>

/* ---- what stands in front of a command ---- */

static const char *after_timestamp(const char *line)
{
	size_t n = strcspn(line, " ");

	return n >= 19 && isdigit((unsigned char)line[0]) && line[4] == '-' && line[7] == '-' &&
			       (line[10] == 'T') && line[n]
		       ? line + n + 1
		       : line;
}

/* "#12 0.345 ", "#11 [linux/amd64 builder 4/6] " */
static const char *after_build_step(const char *line)
{
	size_t n;

	if (line[0] != '#' || !isdigit((unsigned char)line[1]))
		return line;
	n = 1 + strspn(line + 1, "0123456789");
	if (line[n] != ' ')
		return line;
	line += n + 1;
	n = strspn(line, "0123456789.");
	return n && line[n] == ' ' ? line + n + 1 : line;
}

static const char *after_brackets(const char *line)
{
	const char *end = strchr(line, ']');

	if (line[0] == '#' && line[1] == '#' && line[2] == '[' && end)
		return end + 1 + strspn(end + 1, " ");
	if (line[0] == '[' && end && end - line < 40 && end[1] == ' ' && end[2])
		return end + 2;
	return line;
}

const char *line_without_prefix(const char *line)
{
	static const char *const words[] = { "task: ", "RUN ", "+ ", "==> ", "make: " };
	const char *before;

	do {
		before = line;
		line = after_brackets(after_build_step(after_timestamp(line)));
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (str_starts(line, words[i]))
				line += strlen(words[i]);
	} while (line != before);
	return line;
}

/* Does this begin a prompt? "user@host dir ", "(base) user@box:~", "~/src ", "PS C:\x" */
static bool is_prompt_text(const char *line, size_t n)
{
	enum { MOST = 70 };

	if (n == 0)
		return true;
	if (n > MOST || strchr("'\"=", line[0]))
		return false;
	return line[0] == '~' || line[0] == '(' || line[0] == '/' || str_starts(line, "PS ") ||
	       memchr(line, '@', n) || (isdigit((unsigned char)line[0]) && memchr(line, ':', n)) ||
	       line[0] == ' ';
}

static const char *after_arrow(const char *line)
{
	static const char *const arrows[] = { "\xe2\x9d\xaf ", "\xe2\x9e\x9c ", "\xce\xbb " };

	for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++) {
		const char *found = strstr(line, arrows[i]);

		if (found && found - line < 70) {
			found += strlen(arrows[i]);
			found += strspn(found, " ");
			/* robbyrussell's: an arrow, the folder, then the command */
			return found;
		}
	}
	return NULL;
}

/* Behind the prompt, or NULL where there is none. */
static const char *after_prompt(const char *line)
{
	const char *arrow = after_arrow(line);

	if (arrow)
		return arrow;
	for (size_t i = 0; i < 80 && line[i]; i++) {
		bool root = line[i] == '#' && memchr(line, '@', i);

		if (!strchr("$%>", line[i]) && !root)
			continue;
		if (line[i + 1] == ' ' && is_prompt_text(line, i))
			return line + i + 1 + strspn(line + i + 1, " ");
		if (!root && line[i] != '>' && line[i] != '$' && line[i] != '%')
			break;
	}
	return NULL;
}

/* ---- words ---- */

struct splitter {
	struct arena *mem;
	struct names words;
	struct str word;
	bool in_word;
};

static void end_word(struct splitter *s)
{
	if (s->in_word)
		list_push(s->mem, &s->words, str_text(&s->word));
	s->word = (struct str){ .mem = s->mem };
	s->in_word = false;
}

static void add_char(struct splitter *s, char c)
{
	str_add_char(&s->word, c);
	s->in_word = true;
}

/* Up to the closing quote, which may be missing in a paste. */
static const char *take_quoted(struct splitter *s, const char *at)
{
	char quote = *at++;

	s->in_word = true;
	for (; *at && *at != quote; at++) {
		if (*at == '\\' && quote == '"' && at[1])
			at++;
		if (*at == '~') /* the shell leaves it as it is */
			str_add_char(&s->word, '\\');
		str_add_char(&s->word, *at);
	}
	return *at ? at + 1 : at;
}

/* $(...) and `...` are one piece of a word. */
static const char *take_substitution(struct splitter *s, const char *at)
{
	int depth = 0;

	do {
		depth += *at == '(';
		depth -= *at == ')';
		add_char(s, *at++);
	} while (*at && (depth > 0 || at[-1] == '$'));
	return at;
}

static const char *take_operator(struct splitter *s, const char *at)
{
	size_t n = at[1] == at[0] && at[0] != ';' ? 2 : 1;

	end_word(s);
	list_push(s->mem, &s->words, arena_strndup(s->mem, at, n));
	return at + n;
}

struct names command_words(struct arena *mem, const char *text)
{
	struct splitter s = { .mem = mem, .word = { .mem = mem } };

	for (const char *at = text; *at;) {
		if (*at == '\'' || *at == '"') {
			at = take_quoted(&s, at);
		} else if (*at == '\\' && at[1]) {
			add_char(&s, at[1]);
			at += 2;
		} else if (*at == '$' && at[1] == '(') {
			at = take_substitution(&s, at);
		} else if (strchr(" \t\n", *at)) {
			end_word(&s);
			at++;
		} else if (*at == '#' && !s.in_word) {
			break;
		} else if (strchr("|;&", *at)) {
			at = take_operator(&s, at);
		} else {
			add_char(&s, *at++);
		}
	}
	end_word(&s);
	return s.words;
}

/* ---- which lines are commands ---- */

static bool is_assignment(const char *word)
{
	size_t n = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");

	return n > 0 && word[n] == '=' && !isdigit((unsigned char)word[0]);
}

/* Without a prompt only what begins like the commands of articles is taken for one. */
static bool is_command_word(const char *word)
{
	static const char known[] =
		" go brew export sudo curl wget protoc apt apt-get cp mv rm chown chmod xattr"
		" csrutil nvram set setx snap dnf yum pacman xcode-select arch eval source unset"
		" git npm pip pip3 echo ln spctl softwareupdate asdf mise goctl buf alias make sh"
		" bash setenv launchctl defaults which unzip tar apk zypper gvm goenv nix nix-env"
		" conda mamba gem cargo dotnet yarn pnpm ruby ulimit codesign dpkg rehash mkdir"
		" nvm ./configure fish_add_path /bin/sh /bin/bash /bin/zsh /usr/bin/ruby"
		" xcodebuild DevToolsSecurity docker wsl wsl.exe hash printf systemctl code cursor"
		" add-apt-repository apt-add-repository ldconfig chsh cd grpcurl"
		" update-alternatives killall pkill env printenv vim vi nano touch podman docker-compose"
		" python python3 npx choco scoop winget /usr/bin/arch ./all.bash ./make.bash grep"
		" ls cat sysctl lsof nvim su kratos hz kitex wire mockgen swag golangci-lint"
		" file lipo otool sed find head tail type whereis uname id whoami df du ps ping"
		" nslookup dig getent openssl ssh ssh-keygen ssh-add scp gpg kubectl helm"
		" minikube colima cmake gcc clang g++ node java mvn ./gradlew pwd sw_vers lscpu"
		" tee diff stat strings readelf shasum sha256sum service crontab kill"
		" evans ghz grpcui bazel mage just staticcheck gopls dlv goimports gofmt ninja"
		" lsb_release groups dep glide govendor godep ";
	size_t n = strlen(word);

	if (!n || strchr(word, ' '))
		return false;
	for (const char *at = known; (at = strstr(at, word)); at++)
		if (at[-1] == ' ' && at[n] == ' ')
			return true;
	return is_assignment(word) || str_starts(word, "$env:");
}

/* "npm ERR! code 1", "git version 2.39.2": what a program says may begin with its name too. */
static bool is_said_by_it(const struct names *words)
{
	static const char *const said[] = { "ERR!", "error", "WARN", "warn", "notice" };
	static const char *const who[] = { "npm", "yarn", "pnpm" };

	if (words->n > 2 && str_equal(words->at[1], "version"))
		return isdigit((unsigned char)words->at[2][0]) || str_starts(words->at[2], "go1.");
	for (size_t i = 0; words->n > 1 && i < sizeof(who) / sizeof(who[0]); i++)
		for (size_t k = 0; k < sizeof(said) / sizeof(said[0]); k++)
			if (str_equal(words->at[0], who[i]) && str_equal(words->at[1], said[k]))
				return true;
	return false;
}

static const char *joined(struct arena *mem, const struct names *lines, size_t *at,
			  const char *first)
{
	struct str s = { .mem = mem };
	const char *line = first;

	while (str_ends(line, "\\") && *at + 1 < lines->n) {
		str_add_bytes(&s, line, strlen(line) - 1);
		line = lines->at[++*at];
	}
	str_add(&s, line);
	return str_text(&s);
}

/* GOPATH="/home/u/go", or `set GOPATH=C:\go` on Windows: a command, or a line of what go env prints. */
static bool may_be_of_go_env(const struct pipeline *p)
{
	bool windows = p->words.n == 2 && str_equal(p->words.at[0], "set");

	return !p->prompted && ((p->words.n == 1 && is_assignment(p->words.at[0])) ||
				(windows && is_assignment(p->words.at[1])));
}

static bool asks_go_env(const struct pipeline *p)
{
	return p->words.n == 2 && str_equal(p->words.at[0], "go") &&
	       str_equal(p->words.at[1], "env");
}

/* What go env printed was typed by nobody. An article has a few such lines, go env two dozen. */
static void leave_out_go_env(struct pipelines *all)
{
	enum { FEW = 6 };
	size_t assignments = 0, n = 0;
	bool asked = false;

	for (size_t i = 0; i < all->n; i++)
		assignments += may_be_of_go_env(&all->at[i]);
	for (size_t i = 0; i < all->n; i++) {
		struct pipeline p = all->at[i];

		asked = asked || asks_go_env(&p);
		if (!may_be_of_go_env(&p) || (!asked && assignments < FEW))
			all->at[n++] = p;
	}
	all->n = n;
}

struct pipelines commands_in(struct arena *mem, const struct names *lines)
{
	struct pipelines found = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		const char *line = line_without_prefix(lines->at[i]);
		const char *command = after_prompt(line);
		struct pipeline p = { .prompted = command != NULL, .line = i };

		p.text = joined(mem, lines, &i, command ? command : line);
		p.words = command_words(mem, p.text);
		p.known = p.words.n && is_command_word(p.words.at[0]) && !is_said_by_it(&p.words);
		if (p.words.n && (p.prompted || p.known))
			list_push(mem, &found, p);
	}
	leave_out_go_env(&found);
	return found;
}
