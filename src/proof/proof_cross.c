/* Steps of proofs other than hello that are more than one command. */
#include <string.h>

#include "base/environment.h"
#include "base/i18n.h"
#include "proof/proof_internal.h"

enum { BUILD_SECONDS = 1200, ASK_SECONDS = 60 };

/* A word of a row; "{programs}/x" becomes that folder's x. */
static const char *word_of(struct proof *p, const char *word)
{
	static const char mark[] = "{programs}";

	return str_starts(word, mark) ? arena_fmt(p->mem, "%s%s", p->programs, word + strlen(mark))
				      : word;
}

bool proof_run_with(struct proof *p, const char *const *words, const char *const *set, int seconds,
		    struct outcome *ret, struct said *said)
{
	const struct names before = p->env;
	bool ok;

	p->env = names_copy(p->mem, &before);
	for (; set && *set; set++) {
		const char *value = strchr(*set, '=');

		environment_set(p->mem, &p->env,
				arena_strndup(p->mem, *set, (size_t)(value - *set)),
				word_of(p, value + 1));
	}
	ret->command = (struct names){ 0 };
	for (; *words; words++)
		list_push(p->mem, &ret->command, word_of(p, *words));
	ok = proof_command(p, &ret->command, seconds, said);
	ret->evidence = proof_evidence(p, &ret->command, said);
	p->env = before;
	return ok;
}

static bool has_c_compiler(struct proof *p)
{
	const char *words[] = { "go", "env", "CC", NULL };
	struct names argv = proof_argv(p->mem, words);
	const char *cc = environment_value(&p->env, "CC");
	struct said said;

	if (!cc && proof_command(p, &argv, ASK_SECONDS, &said))
		cc = arena_strndup(p->mem, said.text, strcspn(said.text, " \n"));
	return cc && *cc &&
	       (path_is_absolute(cc) ? host_is_file(p->spec->host, cc)
				     : host_which(p->spec->host, p->mem,
						  environment_value(&p->env, "PATH"), cc) != NULL);
}

const char *proof_setting(struct proof *p, const char *name)
{
	const char *words[] = { "go", "env", name, NULL };
	struct names argv = proof_argv(p->mem, words);
	struct said said;

	return proof_command(p, &argv, ASK_SECONDS, &said) ? said.text : "";
}

/* Go as a module, and some distributions' Go, come without them. */
static bool has_own_tests(struct proof *p)
{
	const char *root = proof_setting(p, "GOROOT");

	return host_is_file(p->spec->host, path_join(p->mem, root, "src/net/net_test.go"));
}

/* Why the step cannot be tried here; NULL: it can. */
static const char *lacking(struct proof *p, const struct proof_step *step)
{
	if (step->needs_c_compiler && !has_c_compiler(p))
		return _("it needs a C compiler, and there is none");
	if (step->needs_own_tests && !has_own_tests(p))
		return _("this Go came without the tests of its library");
	return NULL;
}

bool proof_step_holds(struct proof *p, const struct proof_step *step, struct outcome *ret)
{
	struct said said;
	bool ok;

	if (step->holds)
		return step->holds(p, ret);
	ret->evidence = lacking(p, step);
	ret->skipped = ret->evidence != NULL;
	if (ret->skipped)
		return true;
	ok = proof_run_with(p, step->words, step->set, BUILD_SECONDS, ret, &said);
	if (ok && step->says)
		ret->evidence = _(step->says);
	return ok;
}

/* ---- cross ---- */

struct target {
	enum os os;
	enum arch arch;
	const char *goos, *goarch;
};

/* Builds `package` as `program`, and reads the header of what came of it. */
static bool builds_for(struct proof *p, const struct target *target, const char *package,
		       const char *program, struct outcome *ret)
{
	const char *words[] = { "go", "build", "-o", program, package, NULL };
	const char *set[] = { "CGO_ENABLED=0", arena_fmt(p->mem, "GOOS=%s", target->goos),
			      arena_fmt(p->mem, "GOARCH=%s", target->goarch), NULL };
	struct host *h = p->spec->host;
	struct binary binary = { 0 };
	const char *cpu;
	struct said said;
	struct err e = { .rc = RC_OK };

	if (!proof_run_with(p, words, set, BUILD_SECONDS, ret, &said))
		return false;
	if (h->binary(h, p->mem, program, &binary, &e)) {
		ret->evidence = arena_strdup(p->mem, e.text);
		return false;
	}
	if (binary.os == target->os && binary.arch_n == 1 && binary.archs[0] == target->arch)
		return true;
	cpu = binary_arch_text(p->mem, &binary);
	ret->evidence = arena_fmt(p->mem, _("asked for %s/%s, the header says %s/%s"), target->goos,
				  target->goarch, os_name(binary.os) ? os_name(binary.os) : "?",
				  cpu ? cpu : "?");
	return false;
}

bool proof_crosses(struct proof *p, struct outcome *ret)
{
	static const struct target targets[] = {
		{ OS_DARWIN, ARCH_AMD64, "darwin", "amd64" },
		{ OS_DARWIN, ARCH_ARM64, "darwin", "arm64" },
		{ OS_LINUX, ARCH_AMD64, "linux", "amd64" },
		{ OS_LINUX, ARCH_ARM64, "linux", "arm64" },
		{ OS_WINDOWS, ARCH_AMD64, "windows", "amd64" },
		{ OS_WINDOWS, ARCH_ARM64, "windows", "arm64" },
	};
	struct str done = { .mem = p->mem };

	for (size_t i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		const char *program = arena_fmt(p->mem, "%s/%s-%s", p->programs, targets[i].goos,
						targets[i].goarch);

		if (!builds_for(p, &targets[i], ".", program, ret))
			return false;
		str_fmt(&done, "%s%s/%s", i ? ", " : "", targets[i].goos, targets[i].goarch);
	}
	ret->evidence = str_text(&done);
	return true;
}

/* ---- container ---- */

/* For the CPU that this machine does not have: whoever deploys from a laptop needs just that. */
bool proof_crosses_for_image(struct proof *p, struct outcome *ret)
{
	static const struct target amd64 = { OS_LINUX, ARCH_AMD64, "linux", "amd64" },
				   arm64 = { OS_LINUX, ARCH_ARM64, "linux", "arm64" };
	const struct target *other = p->spec->facts->machine.cpu == ARCH_ARM64 ? &amd64 : &arm64;

	if (!builds_for(p, other, "./app", path_join(p->mem, p->programs, "app"), ret))
		return false;
	ret->evidence = arena_fmt(p->mem, _("its header says %s/%s"), other->goos, other->goarch);
	return true;
}

/* ---- web ---- */

/* Those that know --headless and --dump-dom; the paths are where macOS has applications. */
static const char *find_browser(struct proof *p)
{
	static const char *const names[] = { "chromium", "chromium-browser", "google-chrome",
					     "google-chrome-stable", "microsoft-edge" };
	static const char *const apps[] = {
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
		"/Applications/Chromium.app/Contents/MacOS/Chromium",
		"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"
	};
	const char *path = environment_value(&p->env, "PATH"), *found = NULL;

	for (size_t i = 0; !found && i < sizeof(names) / sizeof(names[0]); i++)
		found = host_which(p->spec->host, p->mem, path, names[i]);
	for (size_t i = 0; !found && i < sizeof(apps) / sizeof(apps[0]); i++)
		found = host_is_file(p->spec->host, apps[i]) ? apps[i] : NULL;
	return found;
}

bool proof_asks_by_browser(struct proof *p, struct outcome *ret)
{
	static const char *const words[] = { "{programs}/web.test", "-test.run", "^TestBrowser$",
					     "-test.count=1", NULL };
	const char *browser = find_browser(p);
	const char *set[] = { arena_fmt(p->mem, "BROWSER=%s", browser ? browser : ""), NULL };
	struct said said;

	if (!browser) {
		ret->skipped = true;
		ret->evidence = _("neither Chromium, Chrome nor Edge is here to call by");
		return true;
	}
	if (!proof_run_with(p, words, set, BUILD_SECONDS, ret, &said))
		return false;
	ret->evidence = arena_fmt(p->mem, _("%s got the reply by fetch"), path_name(browser));
	return true;
}

/* ---- static ---- */

/* macOS has no system calls for programs: there each is linked to libSystem. */
bool proof_stands_alone(struct proof *p, struct outcome *ret)
{
	struct host *h = p->spec->host;
	const char *program = path_join(p->mem, p->programs, "plain");
	struct binary binary = { 0 };
	struct err e = { .rc = RC_OK };

	if (h->binary(h, p->mem, program, &binary, &e)) {
		ret->evidence = arena_strdup(p->mem, e.text);
		return false;
	}
	if (binary.format != BINARY_ELF) {
		ret->skipped = true;
		ret->evidence = _("every program of this system is linked to its system library");
		return true;
	}
	ret->evidence = binary.interpreter || binary.needs.n
				? arena_fmt(p->mem, _("it asks for %s %s"),
					    binary.interpreter ? binary.interpreter : "",
					    str_join(p->mem, &binary.needs, " "))
				: _("its header asks for no interpreter and no library");
	return !binary.interpreter && !binary.needs.n;
}

/* ---- modules ---- */

/* Without go.sum and with an empty cache, Go has nobody else to ask. */
bool proof_asks_sumdb(struct proof *p, struct outcome *ret)
{
	static const char *const words[] = { "go", "mod", "download", NULL };
	static const char *const set[] = { "GOFLAGS=-mod=mod -modcacherw",
					   "GOMODCACHE={programs}/cache", NULL };
	struct host *h = p->spec->host;
	const char *sumdb = proof_setting(p, "GOSUMDB");
	struct said said;

	if (str_equal(sumdb, "off") || *proof_setting(p, "GONOSUMDB")) {
		ret->skipped = true;
		ret->evidence = _("GOSUMDB or GONOSUMDB says that it is not to be asked");
		return true;
	}
	(void)h->remove_file(h, path_join(p->mem, p->project, "go.sum"), NULL);
	if (!proof_run_with(p, words, set, ASK_SECONDS, ret, &said))
		return false;
	if (!host_is_folder(h, path_join(p->mem, p->programs, "cache/cache/download/sumdb"))) {
		ret->evidence = arena_fmt(p->mem, _("go did not ask %s"), sumdb);
		return false;
	}
	ret->evidence = arena_fmt(p->mem, _("%s knows the module"), sumdb);
	return true;
}

/* ---- cgo ---- */

bool proof_names_compiler(struct proof *p, struct outcome *ret)
{
	const char *cc = proof_setting(p, "CC");
	const char *words[] = { arena_strndup(p->mem, cc, strcspn(cc, " ")), "--version", NULL };
	struct said said;

	if (!*cc) {
		ret->evidence = _("go names no C compiler");
		return false;
	}
	if (!proof_run_with(p, words, NULL, ASK_SECONDS, ret, &said)) {
		if (said.not_started && !p->stopped) /* go's own words, which explain knows */
			ret->evidence = arena_fmt(p->mem, "cgo: C compiler \"%s\" not found: %s",
						  words[0], said.text);
		return false;
	}
	ret->evidence = arena_strndup(p->mem, said.text, strcspn(said.text, "\n"));
	return true;
}
