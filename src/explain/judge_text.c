/* What is decided by the text and a fact or two, without a rule of doctor. */
#include "explain/judge.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/url.h"
#include "wants/goprivate.h"

/* protoc asks for a plugin that nobody has: the option is misspelt, with _ for -. */
static bool judge_option_name(struct arena *mem, const struct explain_input *in,
			      const struct explanation *x, struct hypothesis *h)
{
	const char *name = h->about.name ? h->about.name : "";
	const struct named_program *p = explain_program(x, name);
	const char *meant = rules_plugin_meant(mem, name);

	(void)in;
	if (!meant || (p && p->found.n))
		return false;
	list_push(mem, &h->evidence,
		  arena_fmt(mem, _("no plugin is called %s; there is one called %s"), name, meant));
	return true;
}

/* $(GOPATH)/bin/protoc-gen-go with GOPATH empty. */
static bool judge_empty_gopath(struct arena *mem, const struct explain_input *in,
			       const struct explanation *x, struct hypothesis *h)
{
	const char *path = h->about.name ? h->about.name : "";

	(void)in;
	(void)x;
	if (!*path) /* "GOPATH is empty": the text itself says it */
		return true;
	if (!str_equal(path_folder(mem, path), "/bin"))
		return false;
	list_push(mem, &h->evidence,
		  arena_fmt(mem, _("%s is what $(GOPATH)/bin/%s gives where GOPATH is empty"), path,
			    path_name(path)));
	return true;
}

/* The proxy's 404 names no module; doctor knows which of the project's are private. */
static bool takes_private_module(const struct explain_input *in, const struct explanation *x,
				 struct hypothesis *h)
{
	for (size_t i = 0; i < in->findings->n; i++) {
		const struct finding *f = &in->findings->at[i];

		if (str_equal(f->rule->id, "goenv.private") &&
		    explain_speaks_of(x, f->about_name)) {
			hypothesis_take_finding(h, f);
			return true;
		}
	}
	return false;
}

/* The public database was asked for a module that it cannot fetch. */
static bool judge_private(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h)
{
	const char *module = h->about.name ? h->about.name : "";
	const char *host = arena_strndup(mem, module, strcspn(module, "/@"));
	const char *part = goprivate_part(mem, module);
	const char *set = facts_setting_value(in->facts, "GOPRIVATE");

	h->about = (struct thing){ THING_HOST, *host ? host : NULL };
	if (set)
		list_push(mem, &h->evidence, arena_fmt(mem, "GOPRIVATE=%s", set));
	if (!*host)
		return takes_private_module(in, x, h);
	if (set && goprivate_may_cover(mem, set, module))
		return false;
	list_push(mem, &h->evidence,
		  arena_fmt(mem, _("GOPRIVATE does not name %s, so it counts as public"), part));
	h->remedy =
		arena_fmt(mem, "go env -w GOPRIVATE=%s%s%s", set ? set : "", set ? "," : "", part);
	return true;
}

/* Loopback, "this network", multicast and reserved addresses (RFC 6890) answer nobody's name. */
static bool judge_poisoned(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, struct hypothesis *h)
{
	const char *address = h->about.name ? h->about.name : "";
	int first = atoi(address);

	(void)in;
	(void)x;
	h->about = (struct thing){ 0 };
	/* where the text names no address, nothing speaks for it */
	if (address[0] < '0' || address[0] > '9' || strcspn(address, ".") > 3 ||
	    (first > 0 && first != 127 && first < 224))
		return false;
	list_push(mem, &h->evidence, arena_fmt(mem, _("the name led to %s"), address));
	return true;
}

/* The file that go env -w writes: GOENV says which, or that there is none. */
static bool judge_env_file(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, struct hypothesis *h)
{
	const struct go_settings *go = &in->facts->go;
	const char *path = h->about.name;

	(void)x;
	h->about = (struct thing){ THING_VARIABLE, "GOENV" };
	if (!go->file) {
		list_push(mem, &h->evidence, "GOENV=off");
		return true;
	}
	if (!path || !path_is_within(go->file, path))
		return false;
	if (go->file_why_not) {
		list_push(mem, &h->evidence, arena_fmt(mem, "%s: %s", go->file, go->file_why_not));
		if (!go->file_by_variable)
			h->remedy = _(
				"ls -ld on the file and on the folders around it says whose they are, and which of them your user may not enter or read.");
		return true;
	}
	if (go->file_exists || !go->file_by_variable)
		return false;
	list_push(mem, &h->evidence, arena_fmt(mem, "GOENV=%s", go->file));
	list_push(mem, &h->evidence, arena_fmt(mem, _("%s does not exist"), go->file));
	return true;
}

/* Does a line name that host and port, as curl ("HOST port 7890") or all others write them? */
static bool text_names_address(struct arena *mem, const struct explanation *x, const char *host,
			       const char *port)
{
	const char *forms[] = { arena_fmt(mem, "%s:%s", host, port),
				arena_fmt(mem, "%s port %s", host, port) };

	for (size_t i = 0; i < x->lines.n; i++)
		for (size_t k = 0; k < sizeof(forms) / sizeof(forms[0]); k++) {
			const char *at = strstr(x->lines.at[i], forms[k]);

			if (at && !isdigit((unsigned char)at[strlen(forms[k])]))
				return true;
		}
	return false;
}

/* "https_proxy names 127.0.0.1:7890 (~/.zshrc line 3)"; where: NULL, no line is known. */
static const char *names_address(struct arena *mem, const struct explain_input *in,
				 const char *variable, const char *address,
				 const struct assignment *where)
{
	return where ? arena_fmt(mem, _("%s names %s (%s line %d)"), variable, address,
				 path_tilde(mem, where->file, in->facts->places.home), where->line)
		     : arena_fmt(mem, _("%s names %s"), variable, address);
}

/* "HOST:PORT" of a setting. */
static bool names_proxy(struct arena *mem, const struct explanation *x, const char *address)
{
	size_t n = strcspn(address, ":");
	const char *host = arena_strndup(mem, address, n), *port;

	if (address[n] != ':' || n == 0)
		return false;
	port = arena_strndup(mem, address + n + 1, strspn(address + n + 1, "0123456789"));
	return text_names_address(mem, x, host, port) ||
	       (str_equal(host, "localhost") && text_names_address(mem, x, "127.0.0.1", port)) ||
	       (str_equal(host, "127.0.0.1") && text_names_address(mem, x, "localhost", port)) ||
	       explain_speaks_of(x, arena_fmt(mem, "resolve proxy: %s", host));
}

/* A refusal that another program met has nothing to do with these settings. */
static bool is_of_program(const struct explanation *x, const char *program)
{
	static const char *const words[][2] = {
		{ "git", "unable to access" }, { "git", "Cloning into" },
		{ "apt", "InRelease" },        { "apt", "Failed to fetch" },
		{ "apt", "E: Unable to" },     { "wget", "Connecting to" },
		{ "pip", "urllib3" },          { "docker", "daemon" },
		{ "docker", "registry" },
	};

	if (explain_speaks_of(x, program))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (size_t k = 0; str_equal(words[i][0], program) && k < x->lines.n; k++)
			if (strstr(x->lines.at[k], words[i][1]))
				return true;
	return false;
}

static const char *how_to_unset(struct arena *mem, const struct explain_input *in,
				const struct program_proxy *p)
{
	const char *file = path_tilde(mem, p->file, in->facts->places.home);

	if (str_equal(p->program, "git"))
		return arena_fmt(
			mem,
			_("Start the proxy, or take what names it out of %s: git config --global --unset http.proxy, and https.proxy where that is set (git config --show-origin --get-regexp proxy names all of them)."),
			file);
	return arena_fmt(mem, _("Start the proxy, or take what names it out of %s."), file);
}

/* The same of the settings of the program that the text is of. */
static void judge_program_proxy(struct arena *mem, const struct explain_input *in,
				const struct explanation *x, bool of_git, struct hypothesis *h)
{
	const struct environment_facts *e = &in->facts->environment;

	for (size_t i = 0; i < e->program_proxies.n; i++) {
		const struct program_proxy *p = &e->program_proxies.at[i];
		const char *address = url_host(mem, p->value);

		if (str_equal(p->program, "git") != of_git || !names_proxy(mem, x, address) ||
		    !is_of_program(x, p->program))
			continue;
		list_push(mem, &h->evidence,
			  arena_fmt(mem, _("%s names the proxy %s for %s (line %d)"),
				    path_tilde(mem, p->file, in->facts->places.home), address,
				    p->program, p->line));
		h->remedy = how_to_unset(mem, in, p);
	}
}

/* The text says that nothing answers at an address, and a proxy variable has it: nobody needs to try it. */
static bool judge_proxy(struct arena *mem, const struct explain_input *in,
			const struct explanation *x, struct hypothesis *h)
{
	const struct environment_facts *environment = &in->facts->environment;

	for (size_t i = 0; i < environment->proxies.n; i++) {
		const struct proxy_variable *proxy = &environment->proxies.at[i];
		const char *address = url_host(mem, proxy->value);

		if (names_proxy(mem, x, address))
			list_push(mem, &h->evidence,
				  names_address(mem, in, proxy->name, address, proxy->where));
	}
	if (h->evidence.n)
		h->remedy = _(
			"Start the proxy, correct its address, or unset these variables if there is none any more.");
	else
		judge_program_proxy(mem, in, x, false, h);
	return h->evidence.n > 0;
}

static bool judge_git_proxy(struct arena *mem, const struct explain_input *in,
			    const struct explanation *x, struct hypothesis *h)
{
	judge_program_proxy(mem, in, x, true, h);
	return h->evidence.n > 0;
}

/* The text says that it failed at a host, and Homebrew is told to ask it: nobody needs to try it. */
static bool judge_brew_mirror(struct arena *mem, const struct explain_input *in,
			      const struct explanation *x, struct hypothesis *h)
{
	static const char *const names[] = { "HOMEBREW_API_DOMAIN", "HOMEBREW_BOTTLE_DOMAIN",
					     "HOMEBREW_ARTIFACT_DOMAIN", "HOMEBREW_BREW_GIT_REMOTE",
					     "HOMEBREW_CORE_GIT_REMOTE" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct assignment *line = brew_variable_line(in->facts, names[i]);
		const char *value = brew_variable(in->facts, names[i]);
		const char *host;

		if (!value && line && line->plain)
			value = line->value;
		host = value ? url_host(mem, value) : NULL;
		if (host && *host && explain_speaks_of(x, host))
			list_push(mem, &h->evidence, names_address(mem, in, names[i], host, line));
	}
	if (h->evidence.n)
		h->remedy = _(
			"Take these lines out where they are set, or let them name a mirror that answers; then open a new terminal and run: brew update");
	return h->evidence.n > 0;
}

/* A program in a folder that only another shell's start file puts on PATH. */
static bool judge_other_shell(struct arena *mem, const struct explain_input *in,
			      const struct explanation *x, struct hypothesis *h)
{
	const struct rule_input rules = { in->facts, in->observed, in->wants, in->wants->manifest,
					  mem };
	const struct named_program *p = explain_program(x, h->about.name ? h->about.name : "");
	enum shell_id login = in->facts->shell.login;

	h->title = _("The lines that put it on PATH are in a file that your shell does not read");
	for (size_t i = 0; p && i < p->found.n; i++) {
		const struct tool *t = &p->found.at[i];
		const char *file;

		if (t->new_shell_index >= 0 || t->fault != FAULT_NONE)
			continue;
		file = rules_unread_file_with(&rules, path_folder(mem, t->path));
		if (!file)
			continue;
		list_push(mem, &h->evidence,
			  arena_fmt(mem, _("%s puts %s on PATH, and %s does not read it"),
				    path_tilde(mem, file, in->facts->places.home),
				    path_tilde(mem, path_folder(mem, t->path),
					       in->facts->places.home),
				    shell_name(login)));
		h->remedy = arena_fmt(
			mem,
			_("Move those lines to a file that %s reads; 'goready fix' does that by its own block."),
			shell_name(login));
		return true;
	}
	return false;
}

/* ---- what doctor looks for only where somebody wants it; who has the text does ---- */

static bool judge_no_tools_of_apple(struct arena *mem, const struct explain_input *in,
				    const struct explanation *x, struct hypothesis *h)
{
	const struct clt_facts *clt = &in->facts->clt;

	(void)x;
	if (!clt->known || clt->tools || clt->xcode)
		return false;
	list_push(mem, &h->evidence,
		  _("/Library/Developer/CommandLineTools/usr/bin/clang does not exist"));
	h->remedy = _(
		"Run xcode-select --install, and agree in the window that opens. hello-gRPC does not need them; git does.");
	return true;
}

static bool judge_no_compiler(struct arena *mem, const struct explain_input *in,
			      const struct explanation *x, struct hypothesis *h)
{
	static const char usual[] = " cc gcc g++ clang clang++ ";

	(void)x;
	if (h->about.kind != THING_PROGRAM || !h->about.name || in->facts->machine.os != OS_LINUX ||
	    in->facts->environment.c_compiler ||
	    !str_is_among(usual, h->about.name, strlen(h->about.name)))
		return false;
	list_push(mem, &h->evidence, _("neither cc nor gcc nor clang is on PATH"));
	h->remedy = _(
		"Install one (Debian, Ubuntu: sudo apt-get install gcc libc6-dev), or build without C: CGO_ENABLED=0. hello-gRPC needs no C.");
	return true;
}

static bool judge_torn_tree(struct arena *mem, const struct explain_input *in,
			    const struct explanation *x, struct hypothesis *h)
{
	(void)in;
	if (!h->about.name || !names_hold(&x->gone, h->about.name) ||
	    !explain_is_standard_package(&h->about) || explain_came_later(&h->about))
		return false;
	list_push(mem, &h->evidence, arena_fmt(mem, _("%s does not exist"), h->about.name));
	h->remedy = _(
		"Delete that tree and unpack Go anew into an empty folder; 'goready install go' brings one of its own.");
	return true;
}

/* ---- the rows ---- */

struct text_judge {
	const char *id;
	bool (*holds)(struct arena *mem, const struct explain_input *in,
		      const struct explanation *x, struct hypothesis *h);
};

/* Without a rule of doctor. */
static const struct text_judge text_judges[] = {
	{ "usage.option-name", judge_option_name },
	{ "project.empty-gopath", judge_empty_gopath },
	{ "goenv.private", judge_private },
	{ "net.poisoned", judge_poisoned },
	{ "rc.other-shell", judge_other_shell },
	{ "goenv.file", judge_env_file },
	{ 0 },
};

/* Where these do not hold, no fact of this machine decides. */
static const struct text_judge else_elsewhere[] = {
	{ "usage.git-proxy", judge_git_proxy },
	{ 0 },
};

/* Where doctor has found nothing. */
static const struct text_judge wanted_judges[] = {
	{ "clt.missing", judge_no_tools_of_apple }, { "cgo.no-compiler", judge_no_compiler },
	{ "go.mixed-tree", judge_torn_tree },       { "net.proxy-dead", judge_proxy },
	{ "brew.mirror", judge_brew_mirror },       { 0 },
};

static const struct text_judge *judge_of(const struct text_judge *judge, const char *id)
{
	while (judge->id && !str_equal(judge->id, id))
		judge++;
	return judge->id ? judge : NULL;
}

bool explain_judge_wanted(struct arena *mem, const struct explain_input *in,
			  const struct explanation *x, struct hypothesis *h)
{
	const struct text_judge *judge = judge_of(wanted_judges, h->id);

	if (!judge || !judge->holds(mem, in, x, h))
		return false;
	h->verdict = HYPOTHESIS_HOLDS;
	h->title = _(rules_find(h->id)->title);
	return true;
}

/* ---- packages of one's own module ---- */

/* "github.com/acme/shop" of "github.com/acme/shop/cmd/server: ..." */
static const char *repository_of(struct arena *mem, const char *import)
{
	size_t n = 0, end = strcspn(import, ": \t");

	for (int part = 0; part < 3 && n < end; part++)
		n += strcspn(import + n + (part > 0), "/: \t") + (part > 0);
	return arena_strndup(mem, import, n);
}

/* "X imports", and behind it or in the next line what is not found: a package of the same repository is no other's. */
static bool is_of_the_importers_module(struct arena *mem, const struct explanation *x)
{
	static const char imports[] = " imports";

	for (size_t i = 0; i < x->lines.n; i++) {
		const char *line = x->lines.at[i], *end = strstr(line, imports), *begin = end;
		const char *missing;

		if (!end)
			continue;
		while (begin > line && begin[-1] != ' ')
			begin--;
		missing = str_trim(mem, end + strlen(imports));
		if (!*missing && i + 1 < x->lines.n)
			missing = str_trim(mem, x->lines.at[i + 1]);
		if (strchr(missing, '/') &&
		    str_equal(repository_of(mem, begin), repository_of(mem, missing)))
			return true;
	}
	return false;
}

/* What is said of a module of others; a package of one's own that is not there has no go get. */
static bool judge_own_package(struct arena *mem, const struct explanation *x, struct hypothesis *h)
{
	static const char of_others[] =
		" project.module-typo project.private-module project.missing-module ";
	static const char id[] = "project.no-such-package";
	const struct cause *cause = catalogue_cause(x->catalogue, id);

	if (!str_is_among(of_others, h->id, strlen(h->id)) || !cause ||
	    !is_of_the_importers_module(mem, x))
		return false;
	*h = (struct hypothesis){ .id = id,
				  .verdict = HYPOTHESIS_ELSEWHERE,
				  .title = _(cause->title),
				  .remedy = _(cause->advice) };
	return true;
}

bool explain_judge_by_text(struct arena *mem, const struct explain_input *in,
			   const struct explanation *x, struct hypothesis *h)
{
	const struct cause *cause = catalogue_cause(x->catalogue, h->id);
	const struct text_judge *judge = judge_of(text_judges, h->id);
	bool known = judge != NULL;

	if (!judge)
		judge = judge_of(else_elsewhere, h->id);
	if (!judge)
		return judge_own_package(mem, x, h);
	h->title = cause ? _(cause->title) : NULL;
	if (judge->holds(mem, in, x, h))
		h->verdict = HYPOTHESIS_HOLDS;
	else if (!known)
		return false;
	else
		h->verdict = HYPOTHESIS_RULED_OUT;
	if (h->verdict == HYPOTHESIS_HOLDS && cause && !h->remedy)
		h->remedy = _(cause->advice);
	return true;
}

static const char *title_of(const struct catalogue *catalogue, const char *id)
{
	const struct rule *rule = rules_find(id);
	const struct cause *cause = catalogue_cause(catalogue, id);

	return rule ? _(rule->title) : cause ? _(cause->title) : NULL;
}

bool explain_judge_by_system(struct arena *mem, const struct explain_input *in,
			     const struct explanation *x, struct hypothesis *h)
{
	const char *system = catalogue_system(x->catalogue, h->id);
	enum os os = in->facts->machine.os;

	if (!system || str_equal(system, os_name(os)))
		return false;
	h->verdict = HYPOTHESIS_RULED_OUT;
	h->of_another_system = true;
	h->title = title_of(x->catalogue, h->id);
	list_push(mem, &h->evidence,
		  arena_fmt(mem, _("this is %s"), os == OS_DARWIN ? "macOS" : "Linux"));
	return true;
}
