/* What stands around the tools: git, compilers and their headers, the resolver. */
#include "rules/rule.h"

#include <ctype.h>
#include <string.h>

#include "base/i18n.h"
#include "wants/goprivate.h"

/* ---- git ---- */

static bool modules_come_direct(const struct rule_input *in)
{
	const char *proxy = value_of(in, "GOPROXY"), *variable;

	return (proxy && str_starts(proxy, "direct")) || modules_past_proxies(in, &variable);
}

static bool git_missing(const struct rule_input *in, struct finding *found)
{
	if (in->facts->surroundings.git || !modules_come_direct(in) ||
	    in->facts->machine.os != OS_LINUX)
		return false;
	evidence(in, found, _("no entry of PATH holds git"));
	evidence(in, found, _("Go's settings have modules come directly, not through a proxy"));
	remedy(in, found,
	       _("Install git with the system's package manager, or let modules come through a proxy."));
	return true;
}

/* safe.directory names it, or what it lies in; git wants the top of the work tree, which may be above the module. */
static bool is_trusted(const struct rule_input *in, const char *folder)
{
	const struct names *trusts = &in->facts->surroundings.git_trusts;

	for (size_t i = 0; i < trusts->n; i++) {
		const char *one = trusts->at[i];
		bool below = str_ends(one, "/*");

		if (str_equal(one, "*") ||
		    path_is_within(folder,
				   arena_strndup(in->mem, one, strlen(one) - (below ? 2 : 0))))
			return true;
	}
	return false;
}

static bool dubious_ownership(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *project = &in->facts->project;

	if (!project->folder || !project->owner_is_other || is_trusted(in, project->folder))
		return false;
	evidence(in, found, _("%s belongs to another user"), shown(in, project->folder));
	remedy(in, found, "git config --global --add safe.directory %s", project->folder);
	return true;
}

bool git_rewrite_is_of_one_owner(const struct rule_input *in, const struct git_rewrite *r)
{
	const char *from = r->from + strlen("https://");
	size_t host = strcspn(from, "/");

	return (from[host] && from[host + 1]) ||
	       !is_public_module_host(arena_strndup(in->mem, from, host));
}

static bool rewrites(const struct rule_input *in, struct finding *found)
{
	const struct surroundings *s = &in->facts->surroundings;
	size_t n = 0;

	for (size_t i = 0; i < s->git_rewrites.n; i++) {
		const struct git_rewrite *r = &s->git_rewrites.at[i];

		if (!str_starts(r->from, "https://") || strstr(r->to, "https://") ||
		    git_rewrite_is_of_one_owner(in, r))
			continue;
		evidence(in, found, _("%s line %d: every address below %s is fetched as %s"),
			 shown(in, r->file), r->line, r->from, r->to);
		seen_at(in, found, r->file, r->line);
		n++;
	}
	if (n)
		remedy(in, found,
		       _("Restrict insteadOf to your own organisation (https://HOST/ORGANISATION/), or let modules come through a proxy."));
	return n > 0;
}

/* ---- compilers ---- */

/* conda brings its own clang and ld, which cannot read Apple's SDK (conda-forge/clang-compiler). */
static bool foreign_compiler(const struct rule_input *in, struct finding *found)
{
	const char *path = in->facts->environment.foreign_compiler, *folder;

	if (!path)
		return false;
	folder = path_folder(in->mem, path);
	evidence(in, found, _("entry %zu of PATH is %s, before the system's compiler"),
		 (size_t)path_index_of(in->facts, folder) + 1, shown(in, folder));
	evidence(in, found, _("it holds %s"), path_name(path));
	remedy(in, found,
	       _("Leave that environment (conda deactivate), or put its folder behind /usr/bin. hello-gRPC needs no C compiler."));
	return true;
}

static bool no_headers(const struct rule_input *in, struct finding *found)
{
	const struct surroundings *s = &in->facts->surroundings;

	if (!s->headers_known || s->headers || in->facts->machine.os != OS_LINUX)
		return false;
	evidence(in, found, _("the C compiler %s is there, /usr/include/stdlib.h is not"),
		 in->facts->environment.c_compiler);
	remedy(in, found,
	       _("Install the C library's headers (Debian, Ubuntu: libc6-dev; Fedora: glibc-devel; Alpine: musl-dev). hello-gRPC does not need them."));
	return true;
}

static bool broken_tools(const struct rule_input *in, struct finding *found)
{
	const struct surroundings *s = &in->facts->surroundings;

	if (!s->headers_known || s->headers || in->facts->machine.os != OS_DARWIN)
		return false;
	evidence(in, found, _("clang is there, the SDK's headers are not"));
	remedy(in, found,
	       _("Install the command line tools anew: sudo rm -rf /Library/Developer/CommandLineTools, then xcode-select --install. hello-gRPC does not need them."));
	return true;
}

/* Homebrew's own table (Library/Homebrew/os/mac/xcode.rb: CLT.minimum_version). */
static const char *oldest_tools(const char *macos)
{
	static const char *const table[][2] = { { "26", "26.0" }, { "15", "16.0" },
						{ "14", "15.0" }, { "13", "14.0" },
						{ "12", "13.0" }, { "11", "12.5" } };

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (version_compare(macos, table[i][0]) >= 0)
			return table[i][1];
	return NULL;
}

static bool outdated_tools(const struct rule_input *in, struct finding *found)
{
	const struct clt_facts *clt = &in->facts->clt;
	const char *macos = in->facts->machine.os_version;
	const char *oldest = macos ? oldest_tools(macos) : NULL;

	if (!clt->known || !clt->version || !oldest || version_compare(clt->version, oldest) >= 0)
		return false;
	evidence(in, found,
		 _("the command line tools are of version %s; macOS %s wants %s or newer"),
		 clt->version, macos, oldest);
	remedy(in, found,
	       _("Update them: softwareupdate --list, then softwareupdate --install with the label it shows. To remove them is the last resort."));
	return true;
}

/* ---- names ---- */

static bool no_resolver(const struct rule_input *in, struct finding *found)
{
	const struct surroundings *s = &in->facts->surroundings;

	if (!s->resolver_known || s->resolver)
		return false;
	if (s->resolver_gone)
		evidence(in, found, _("/etc/resolv.conf leads to %s, which is not there"),
			 shown(in, s->resolver_gone));
	else
		evidence(in, found, _("/etc/resolv.conf is missing, or names no server"));
	if (in->facts->machine.wsl)
		remedy(in, found, "%s",
		       _("Let WSL write the file again: take generateResolvConf=false out of /etc/wsl.conf, sudo rm -f /etc/resolv.conf, and wsl --shutdown in Windows; or write it by hand: a line 'nameserver ADDRESS'."));
	else if (s->resolver_gone && strstr(s->resolver_gone, "/systemd/"))
		remedy(in, found, "%s",
		       _("Start what writes it: sudo systemctl enable --now systemd-resolved; or put a file with a line 'nameserver ADDRESS' in the place of the link."));
	else
		remedy(in, found,
		       _("Give the machine or container a resolver: a line 'nameserver ADDRESS' in /etc/resolv.conf (docker run --dns ADDRESS)."));
	return true;
}

/* ---- aliases ---- */

/* The line that begins at `at`, without its indentation; memory is only taken for one that is meant:
 * start files can be of any length. */
static struct bytes line_at(struct bytes text, size_t at)
{
	struct bytes line = { text.at + at, 0 };

	while (at < text.n && (*line.at == ' ' || *line.at == '\t')) {
		line.at++;
		at++;
	}
	while (at + line.n < text.n && line.at[line.n] != '\n')
		line.n++;
	return line;
}

static bool line_starts(struct bytes line, const char *word, const char *name, const char *ends)
{
	size_t n = strlen(word), name_n = strlen(name);

	return line.n > n + name_n && memcmp(line.at, word, n) == 0 &&
	       memcmp(line.at + n, name, name_n) == 0 && strchr(ends, line.at[n + name_n]);
}

/* go() {, go () (, function go, def go [] {: without what follows the name */
static bool makes_function(struct bytes line, const char *name)
{
	static const char *const words[] = { "function ",      "def ", "def --env ",
					     "def --wrapped ", "",     "export def " };
	size_t name_n = strlen(name);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t at = strlen(words[i]), end = at + name_n;

		if (line.n < end || memcmp(line.at, words[i], at) != 0 ||
		    memcmp(line.at + at, name, name_n) != 0)
			continue;
		if (*words[i])
			return line.n == end || strchr(" \t\r({[;", line.at[end]);
		while (end < line.n && line.at[end] == ' ')
			end++;
		return end < line.n && line.at[end] == '(';
	}
	return false;
}

static bool makes_alias(struct bytes line, const char *name)
{
	return line_starts(line, "alias ", name, "= ") || makes_function(line, name);
}

/* "command go", "env go": a function that goes on to the program itself. */
static bool goes_on_to_program(const struct rule_input *in, struct bytes text, const char *name)
{
	static const char *const words[] = { "command ", "env ",       "exec ",  "\\",
					     "^",        "whence -p ", "which ", "type -P " };
	const struct tool *used = facts_resolve(in->facts, tool_find(name));
	const char *body = arena_strndup(in->mem, text.at, text.n);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *called = arena_fmt(in->mem, "%s%s", words[i], name);

		for (const char *at = body; (at = strstr(at, called)); at++)
			if (strchr(" \t\n;)\"", at[strlen(called)]))
				return true;
	}
	return used && strstr(body, used->path);
}

/* From its first line to the bracket or the word that ends it. */
static struct bytes function_at(struct bytes text, size_t at)
{
	struct bytes body = { text.at + at, 0 };
	struct bytes line;
	size_t end = at;

	while (next_line(text, &end, &line)) {
		body.n = (size_t)(line.at + line.n - body.at);
		if (line.at > body.at && line.n &&
		    (*line.at == '}' || *line.at == ')' ||
		     memcmp(line.at, "end", line.n < 3 ? line.n : 3) == 0))
			break;
		if (line.at == body.at && memchr(line.at, '}', line.n))
			break;
	}
	return body;
}

/* The command of an alias, without its quotes; NULL: a function, or more than one alias stands there. */
static const char *alias_command(const struct rule_input *in, const char *line)
{
	const char *at = str_starts(line, "alias ") ? strpbrk(line + strlen("alias "), "= ") : NULL;
	size_t n;

	if (!at)
		return NULL;
	at += 1 + strspn(at + 1, " ");
	n = strlen(at);
	if (*at == '\'' || *at == '"') {
		if (n < 2 || strchr(at + 1, *at) != at + n - 1)
			return NULL;
		return arena_strndup(in->mem, at + 1, n - 2);
	}
	return strpbrk(at, ";&|#\\'\"`(") ? NULL : at;
}

static bool is_one_of(const char *const *words, const char *word)
{
	while (*words && !str_equal(*words, word))
		words++;
	return *words != NULL;
}

/* "grc go", "nice -n 10 go", "GOFLAGS=-v go": the same program runs in the end. */
static bool calls_itself(const struct rule_input *in, const char *command, const char *name)
{
	const char *const *starters =
		NAMES("command", "builtin", "env", "exec", "nocorrect", "noglob", "time", "nice",
		      "ionice", "taskset", "stdbuf", "unbuffer", "rlwrap", "grc", "sudo",
		      "caffeinate", "proxychains", "proxychains4", "torsocks");
	struct names words = str_split(in->mem, command, ' ');

	for (size_t i = 0; i < words.n; i++) {
		const char *word = words.at[i][0] == '\\' ? words.at[i] + 1 : words.at[i];

		if (str_equal(word, name))
			return true;
		if (*word && *word != '-' && !isdigit((unsigned char)*word) && !strchr(word, '=') &&
		    !is_one_of(starters, word))
			return false;
	}
	return false;
}

/* Where it is indented an `if` may stand around it, which must not become empty. */
static void take_alias_out(const struct rule_input *in, struct finding *found,
			   const struct start_file *file, int number, struct bytes line)
{
	const char *start = line.at;
	struct assignment *at = ARENA_NEW(in->mem, struct assignment);

	while (start > file->content.at && start[-1] != '\n')
		start--;
	*at = (struct assignment){ .file = file->path, .line = number, .name = "", .value = "" };
	at->text = arena_strndup(in->mem, start, (size_t)(line.at + line.n - start));
	list_push(in->mem, &found->changes,
		  ((struct line_change){
			  .line = at,
			  .text = start == line.at ? NULL
						   : arena_fmt(in->mem, "%.*s:",
							       (int)(line.at - start), start) }));
	found->heal = HEAL_LINES;
	found->automatic = file->writable;
}

/* fish makes a function of an alias; nu hides both. */
static void say_how_to_forget(const struct rule_input *in, struct finding *found,
			      enum shell_id shell, const char *name, bool function)
{
	const char *command = shell == SHELL_FISH ? "functions -e"
			      : shell == SHELL_NU ? "hide"
			      : function          ? "unset -f"
						  : "unalias";

	remedy(in, found,
	       function
		       ? _("Take the function out of the start file, or give it another name. In this terminal: %s")
		       : _("Take that line out of the start file, or give the alias another name. In this terminal: %s"),
	       arena_fmt(in->mem, "%s %s", command, name));
}

static bool alias_in(const struct rule_input *in, struct finding *found,
		     const struct start_file *file, const char *name)
{
	int number = 1;

	for (size_t at = 0; file->exists && at < file->content.n; number++) {
		struct bytes line = line_at(file->content, at);

		if (makes_alias(line, name)) {
			const char *text =
				str_trim(in->mem, arena_strndup(in->mem, line.at, line.n));
			const char *command = alias_command(in, text);

			bool function = makes_function(line, name);

			if (function ? goes_on_to_program(in, function_at(file->content, at), name)
				     : command && calls_itself(in, command, name))
				found->level = LEVEL_NOTE;
			else if (command)
				take_alias_out(in, found, file, number, line);
			evidence_at(in, found, file->path, number, text);
			say_how_to_forget(in, found, file->shell, name, function);
			return true;
		}
		at = (size_t)(line.at + line.n - file->content.at) + 1;
	}
	return false;
}

static bool alias_of(const struct rule_input *in, struct finding *found, const char *name)
{
	const struct shell_facts *facts = &in->facts->shell;

	start_files_each (file, in->facts)
		if (alias_in(in, found, file, name))
			return true;
	for (size_t i = 0; i < facts->others.n; i++)
		if (alias_in(in, found, &facts->others.at[i], name))
			return true;
	return false;
}

static bool alias(const struct rule_input *in, struct finding *found)
{
	const char *name = found->tool < TOOL_N ? tool_name(found->tool) : "go";

	if (!alias_of(in, found, name))
		return false;
	found->title = arena_fmt(in->mem, _("%s is an alias or a function in your terminal"), name);
	return true;
}

const struct rule surrounding_rules[] = {
	{
		.id = "git.missing",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("git is not installed"),
		.why = N_("Modules that do not come through a proxy are fetched with it."),
		.holds = git_missing,
	},
	{
		.id = "git.dubious-ownership",
		.topic = TOPIC_PROJECT,
		.level = LEVEL_WARNING,
		.title = N_("git refuses this work tree: it belongs to another user"),
		.why = N_("go build asks git for the version it stamps, and stops with it."),
		.holds = dubious_ownership,
		.looks_at = LOOKS_AT_PROJECT,
	},
	{
		.id = "git.insteadof",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_NOTE,
		.title = N_("git fetches every https address of a host by ssh"),
		.why = N_("Public modules that come directly then need your ssh key."),
		.holds = rewrites,
	},
	{
		.id = "cgo.foreign-compiler",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_NOTE,
		.title = N_("conda's compiler comes before the system's"),
		.why = N_("Go programs with C in them may not link with it."),
		.holds = foreign_compiler,
	},
	{
		.id = "cgo.no-headers",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_NOTE,
		.title = N_("The C library's headers are not installed"),
		.why = N_("Go programs with C in them do not build."),
		.holds = no_headers,
	},
	{
		.id = "clt.broken",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("Apple's command line tools are incomplete"),
		.why = N_("Go programs with C in them do not build."),
		.holds = broken_tools,
	},
	{
		.id = "clt.outdated",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("Apple's command line tools are older than this macOS wants"),
		.why = N_("Homebrew refuses to install with them."),
		.holds = outdated_tools,
	},
	{
		.id = "net.no-resolver",
		.topic = TOPIC_NETWORK,
		.level = LEVEL_WARNING,
		.title = N_("No name server is set"),
		.why = N_("No host's name can be looked up, so that nothing can be fetched."),
		.holds = no_resolver,
	},
	{
		.id = "rc.alias",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("A tool's name is an alias"),
		.why = N_("The terminal then runs something else under that name."),
		.tools = TOOLS_ALL,
		.holds = alias,
	},
	{ 0 },
};
