/* GOFLAGS: flags that each go command gets. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"

/* Does its name hold a quotation mark? Go takes them around a whole flag only: -ldflags='-s -w' is two. */
static bool is_torn(const char *flag)
{
	char first = flag[strcspn(flag, "='\"")];

	return first == '\'' || first == '"';
}

/* The flags of all its commands: it refuses one that is of none of them. Tried with Go 1.26 and 1.27; a newer one
 * may have more. */
static const char known_flags[] =
	" "
	"C a artifacts asan asmflags bench benchmem benchtime blockprofile blockprofilerate "
	"buildmode buildvcs c cache changed compat compiled compiler count cover covermode "
	"coverpkg coverprofile cpu cpuprofile d debug-actiongraph debug-runtime-trace "
	"debug-trace deps diff dropexclude dropgodebug dropignore dropreplace droprequire "
	"dropretract droptool dropuse e exclude exec export f failfast find fix fmt fullpath "
	"fuzz fuzzcache fuzzminimizetime fuzztime gccgoflags gcflags go godebug i ignore "
	"insecure installsuffix json ldflags linkshared list m memprofile memprofilerate mod "
	"modcache modcacherw modfile module msan mutexprofile mutexprofilefraction n o outputdir "
	"overlay p parallel pgo pkgdir print r race replace require retract retracted reuse run "
	"short shuffle skip t tags test testcache timeout tool toolchain toolexec trace trimpath "
	"u use v vendor versions vet w work x ";

/* -ldflags=-w -s is two flags, and -s is no command's. */
static bool is_of_no_command(const struct rule_input *in, const char *name)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	size_t n = strcspn(name, "=");

	if (!go || !go->version || version_compare(go->version, "1.28") >= 0 ||
	    str_starts(name, "test."))
		return false;
	return !str_is_among(known_flags, name, n);
}

/* Those that make go env write or take out what it was asked for; no other command has them but `go mod edit`. */
static bool changes_settings(const char *name)
{
	return str_equal(name, "w") || str_equal(name, "u") || str_equal(name, "changed");
}

/* They take C with them, and go stops where it finds no compiler. */
static bool lacks_its_compiler(const struct rule_input *in, const char *name)
{
	return (str_equal(name, "race") || str_equal(name, "msan") || str_equal(name, "asan")) &&
	       in->facts->machine.os == OS_LINUX && !in->facts->environment.c_compiler;
}

/* ---- what a flag may be (tried with Go 1.26) ---- */

static bool is_boolean(const char *value)
{
	static const char words[] = " 1 t T TRUE true True 0 f F FALSE false False ";

	return str_is_among(words, value, strlen(value));
}

static bool is_boolean_or_auto(const char *value)
{
	return is_boolean(value) || str_equal(value, "auto");
}

/* strconv.ParseInt takes 0x4 and 1_000 as well. */
static bool is_number(const char *value)
{
	const char *at = value + (*value == '-' || *value == '+');

	return *at && at[strspn(at, "0123456789abcdefxoABCDEFXO_")] == '\0' && *at >= '0' &&
	       *at <= '9';
}

static bool is_above_zero(const char *value)
{
	return is_number(value) && *value != '-' && value[strspn(value, "+0")] != '\0';
}

/* "10m", "1h30m"; 0 alone needs no unit. */
static bool is_duration(const char *value)
{
	size_t n = strlen(value);

	return str_equal(value, "0") || (n > 1 && strchr("smh", value[n - 1]));
}

static bool is_mod(const char *value)
{
	return !*value || str_is_among(" mod readonly vendor ", value, strlen(value));
}

static bool is_compiler(const char *value)
{
	return str_is_among(" gc gccgo ", value, strlen(value));
}

static bool is_build_mode(const char *value)
{
	static const char words[] = " archive c-archive c-shared default exe pie plugin shared ";

	return str_is_among(words, value, strlen(value));
}

static bool is_cover_mode(const char *value)
{
	return str_is_among(" set count atomic ", value, strlen(value));
}

/* "-N -l", or "all=-N" for some packages, with blanks around it (cmd/go/internal/load: PerPackageFlag). */
static bool is_for_packages(const char *value)
{
	value += strspn(value, " \t\r\n");
	return !*value || *value == '-' || strchr(value, '=');
}

static bool is_anything(const char *value)
{
	(void)value;
	return true;
}

/* Flags of go build and go test; one that stands alone means "true" where that is a value. */
static const struct {
	const char *names;
	bool (*takes)(const char *value);
} kinds_of_flags[] = {
	{ " a asan benchmem cover failfast fullpath linkshared modcacherw msan n race short trimpath "
	  "v work x ",
	  is_boolean },
	{ " buildvcs ", is_boolean_or_auto },
	{ " p ", is_above_zero },
	{ " count parallel blockprofilerate memprofilerate mutexprofilefraction ", is_number },
	{ " timeout ", is_duration },
	{ " mod ", is_mod },
	{ " compiler ", is_compiler },
	{ " buildmode ", is_build_mode },
	{ " covermode ", is_cover_mode },
	{ " asmflags gccgoflags gcflags ldflags ", is_for_packages },
	{ " coverpkg coverprofile installsuffix overlay pgo pkgdir tags toolexec ", is_anything },
};

/* -C has to come first on the command line, and GOFLAGS never does. */
static bool has_a_wrong_value(const char *name)
{
	size_t n = strcspn(name, "=");
	bool (*takes)(const char *value) = NULL;

	for (size_t i = 0; i < sizeof(kinds_of_flags) / sizeof(kinds_of_flags[0]); i++)
		if (str_is_among(kinds_of_flags[i].names, name, n))
			takes = kinds_of_flags[i].takes;
	if (!takes)
		return n == 1 && *name == 'C';
	if (name[n])
		return !takes(name + n + 1);
	return takes != is_boolean && takes != is_boolean_or_auto;
}

/* Flags that go refuses (cmd/go/internal/base: InitGOFLAGS), and -insecure and -mod=vendor, which stop it in
 * places where nobody thinks of them. */
static bool is_bad_flag(const struct rule_input *in, const char *flag)
{
	const char *name = flag + strspn(flag, "-");

	return *flag != '-' || name - flag > 2 || !*name || *name == '=' || is_torn(flag) ||
	       str_starts(name, "mod=vendor") || str_starts(flag, "-modfile") ||
	       str_starts(flag, "-insecure") || changes_settings(name) ||
	       lacks_its_compiler(in, name) || is_of_no_command(in, name) ||
	       has_a_wrong_value(name);
}

/* Words, or flags that stand whole in quotation marks (cmd/internal/quoted: Split). *at is then behind it; "" where
 * such a mark stays open, and NULL at the end. */
static const char *next_flag(struct arena *mem, const char **at)
{
	static const char blanks[] = " \t\r\n";
	const char *value = *at + strspn(*at, blanks), *end;
	bool quoted = *value == '\'' || *value == '"';

	if (!*value)
		return NULL;
	end = quoted ? strchr(value + 1, *value) : value + strcspn(value, blanks);
	*at = end ? end + quoted : value + strlen(value);
	return end ? arena_strndup(mem, value + quoted, (size_t)(end - value) - quoted) : "";
}

static bool has_bad_flag(const struct rule_input *in, const char *value)
{
	const char *flag;

	while ((flag = next_flag(in->mem, &value)))
		if (is_bad_flag(in, flag))
			return true;
	return false;
}

/* In a workspace every build refuses it (cmd/go, modload: setDefaultBuildMod). */
static bool lets_go_mod_change(const struct rule_input *in, const char *value)
{
	const char *flag, *mod = NULL;

	while ((flag = next_flag(in->mem, &value)))
		if (str_starts(flag + strspn(flag, "-"), "mod="))
			mod = strchr(flag, '=') + 1;
	return str_equal(mod, "mod");
}

static bool stops_a_workspace(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *p = &in->facts->project;

	if (!p->work || !variable_is_bad(in, found, lets_go_mod_change))
		return false;
	found->title = _("GOFLAGS holds -mod=mod, which does not go with a workspace");
	evidence(in, found, _("here %s is in force"), shown(in, p->work));
	heal_unset(in, found, _("Give such flags to the one command that needs them."));
	return true;
}

static bool goflags(const struct rule_input *in, struct finding *found)
{
	struct finding bad = *found;

	if (variable_is_bad(in, &bad, has_bad_flag)) {
		*found = bad;
		heal_unset(in, found, _("Give such flags to the one command that needs them."));
		return true;
	}
	if (stops_a_workspace(in, found))
		return true;
	if (!variable_is_bad(in, found, lets_go_mod_change))
		return false;
	found->level = LEVEL_NOTE;
	found->title = _("GOFLAGS lets every build change go.mod");
	remedy(in, found, "%s",
	       _("In a workspace (go.work) every build stops at -mod=mod: give it to the one command that needs it."));
	return true;
}

const struct rule goflags_rules[] = {
	{
		.id = "goenv.goflags",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOFLAGS holds what breaks other commands"),
		.why = N_("Every go command gets these flags, also where they make no sense."),
		.holds = goflags,
		.variables = NAMES("GOFLAGS"),
	},
	{ 0 },
};
