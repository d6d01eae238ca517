/* Settings that choose what Go itself is: GOEXPERIMENT, GOWORK, GOTOOLCHAIN, and those worth a
 * note. */
#include "rules/rule.h"

#include <string.h>

#include "base/i18n.h"

/* internal/goexperiment/flags.go of Go 1.26 and 1.27; "no" in front turns one off. Those that older
 * releases knew and today's do not stop today's builds, so they are not in the list. */
static bool is_known_experiment(const char *name)
{
	static const char *const known[] = {
		"fieldtrack",
		"preemptibleloops",
		"staticlockranking",
		"boringcrypto",
		"regabiwrappers",
		"regabiargs",
		"heapminimum512kib",
		"arenas",
		"cgocheck2",
		"loopvar",
		"newinliner",
		"dwarf5",
		"jsonv2",
		"greenteagc",
		"randomizedheapbase64",
		"runtimefreegc",
		"sizespecializedmalloc",
		"goroutineleakprofile",
		"simd",
		"runtimesecret",
		"regabi",
		"none",
		"mapsplitgroup",
	};

	if (str_starts(name, "no") && !str_equal(name, "none"))
		name += 2;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (str_equal(name, known[i]))
			return true;
	}
	return !*name;
}

static bool has_unknown_experiment(const struct rule_input *in, const char *value)
{
	struct names names = str_split(in->mem, value, ',');

	for (size_t i = 0; i < names.n; i++) {
		if (!is_known_experiment(names.at[i]))
			return true;
	}
	return false;
}

static bool experiment(const struct rule_input *in, struct finding *found)
{
	if (!variable_is_bad(in, found, has_unknown_experiment))
		return false;
	heal_unset(in, found,
		   _("No build works while it names an experiment that Go does not know."));
	return true;
}

/* "off", "auto" and absolute paths are read (cmd/go/internal/modload: FindGoWork). */
static bool is_bad_work(const struct rule_input *in, const char *value)
{
	(void)in;
	if (str_equal(value, "off") || str_equal(value, "auto"))
		return false;
	return *value != '/' || str_ends(value, "/") || !str_ends(value, ".work");
}

static bool is_lasting_work(const struct rule_input *in, const char *value)
{
	(void)in;
	return !str_equal(value, "off") && !str_equal(value, "auto");
}

static bool uses_what_is_gone(const struct rule_input *in, struct finding *found)
{
	const struct project_facts *p = &in->facts->project;
	const char *file = p->work ? typed(in, p->work) : NULL;

	for (size_t i = 0; i < p->work_gone.n; i++) {
		const struct use_gone *use = &p->work_gone.at[i];

		evidence_at(in, found, p->work, use->line, use->text);
		evidence(in, found, _("%s holds no go.mod"), use->folder);
	}
	if (!p->work_gone.n)
		return false;
	found->about_kind = "variable";
	found->about_name = "GOWORK";
	found->title = _("go.work names a folder that holds no module");
	if (p->work_gone.n == p->work_uses)
		remedy(in, found, _("No module of it is left, so move it away: mv %s %s.old"), file,
		       file);
	else
		remedy(in, found, _("Take the line out: go work edit -dropuse=%s %s"),
		       typed(in, p->work_gone.at[0].folder), file);
	return true;
}

static bool work(const struct rule_input *in, struct finding *found)
{
	struct finding bad = *found, gone = *found;

	if (uses_what_is_gone(in, found))
		return true;

	if (variable_is_bad(in, &gone, value_is_gone)) {
		*found = gone;
		found->title = _("GOWORK names a file that is gone");
		evidence(in, found,
			 _("that file does not exist, and every go command stops at it"));
		heal_unset(in, found, _("Go finds a go.work by itself in the folders above."));
		return true;
	}
	if (variable_is_bad(in, &bad, is_bad_work)) {
		*found = bad;
		heal_unset(in, found, _("Go finds a go.work by itself in the folders above."));
		return true;
	}
	if (!variable_is_bad(in, found, is_lasting_work))
		return false;
	found->level = LEVEL_WARNING;
	found->title = _("GOWORK makes every project use one workspace");
	heal_unset(
		in, found,
		_("Go finds a go.work by itself in the folders above; where that file is gone, no go command works."));
	return true;
}

/* ---- GOTOOLCHAIN (cmd/go/internal/toolchain: select.go) ---- */

static bool is_go_name(const char *name)
{
	/* "go1.22.0", "go1.27rc1", "go1.22.0-company" */
	return str_starts(name, "go1") &&
	       (name[3] == '\0' || name[3] == '.' || name[3] == 'r' || name[3] == 'b');
}

static bool is_bad_toolchain(const struct rule_input *in, const char *value)
{
	size_t n = strcspn(value, "+");
	const char *name = arena_strndup(in->mem, value, n), *suffix = value + n;

	if (str_equal(value, "auto") || str_equal(value, "path"))
		return false;
	if (*suffix && !str_equal(suffix, "+auto") && !str_equal(suffix, "+path"))
		return true;
	if (str_equal(name, "local"))
		return false;
	return strpbrk(name, "/\\") || (!is_go_name(name) && !strstr(name, "-go1"));
}

static bool toolchain_invalid(const struct rule_input *in, struct finding *found)
{
	const char *value;

	if (!variable_is_bad(in, found, is_bad_toolchain))
		return false;
	value = value_of(in, "GOTOOLCHAIN");
	heal_unset(in, found,
		   value && strspn(value, "0123456789.") == strlen(value)
			   ? arena_fmt(in->mem, _("If you want that version, the name is go%s%s."),
				       value,
				       strchr(value, '.') && !strchr(strchr(value, '.') + 1, '.')
					       ? ".0"
					       : "")
			   : _("Go knows auto, local, path and names such as go1.26.8."));
	return true;
}

static bool is_local(const struct rule_input *in, const char *value)
{
	(void)in;
	return str_equal(value, "local");
}

/* go1.20.1 and nothing behind it: go runs that one, whatever a project asks for (cmd/go/internal/toolchain,
 * select.go). */
static bool is_pinned_old(const struct rule_input *in, const char *value)
{
	return str_starts(value, "go1.") && !strchr(value, '+') &&
	       version_compare(value + 2, in->wants->tool[TOOL_GO].minimum) < 0;
}

static bool toolchain_pinned(const struct rule_input *in, struct finding *found)
{
	if (!variable_is_bad(in, found, is_pinned_old))
		return false;
	found->level = LEVEL_PROBLEM; /* whatever go is here */
	found->title = _("GOTOOLCHAIN keeps go at an old version");
	evidence(in, found, _("at least Go %s is needed"), in->wants->tool[TOOL_GO].minimum);
	heal_unset(in, found, _("Then go runs itself, or what a project asks for."));
	return true;
}

static bool toolchain_local(const struct rule_input *in, struct finding *found)
{
	const struct tool *go = facts_resolve(in->facts, TOOL_GO);
	const char *mode = facts_setting_value(in->facts, "GOTOOLCHAIN");
	struct finding pinned = *found;

	if (toolchain_pinned(in, &pinned)) {
		*found = pinned;
		return true;
	}
	if (!go || !go->version || !str_equal(mode, "local") ||
	    version_compare(go->version, in->wants->tool[TOOL_GO].minimum) >= 0)
		return false;
	if (variable_is_bad(in, found, is_local)) {
		heal_unset(in, found, _("Then go fetches the version a project asks for."));
	} else { /* a distribution's GOROOT/go.env says so */
		evidence(in, found, _("%s/go.env says GOTOOLCHAIN=local"),
			 go->goroot ? shown(in, go->goroot) : "GOROOT");
		heal_tool(in, found, TOOL_GO);
	}
	evidence(in, found, "%s", tool_text(in, go));
	return true;
}

/* ---- notes ---- */

static bool is_set(const struct rule_input *in, struct finding *found)
{
	if (!variable_is_bad(in, found, value_any))
		return false;
	found->title = arena_fmt(in->mem, _("%s is set for good"), found->variable);
	if (str_equal(found->variable, "GODEBUG"))
		remedy(in, found, "%s",
		       _("It changes how every Go program behaves here; take it out if you do not know what it is for."));
	else
		remedy(in, found, "%s",
		       _("It changes whether and how C code is compiled into Go programs; hello-gRPC needs no C."));
	return true;
}

const struct rule goenv_toolchain_rules[] = {
	{
		.id = "goenv.experiment",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOEXPERIMENT names an experiment that Go does not know"),
		.why = N_("Every build stops."),
		.holds = experiment,
		.variables = NAMES("GOEXPERIMENT"),
	},
	{
		.id = "goenv.work",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOWORK names no workspace"),
		.why = N_("Every go command stops."),
		.holds = work,
		.variables = NAMES("GOWORK"),
	},
	{
		.id = "goenv.toolchain-invalid",
		.topic = TOPIC_GOENV,
		.level = LEVEL_PROBLEM,
		.title = N_("GOTOOLCHAIN is no name that Go knows"),
		.why = N_("Every go command stops."),
		.holds = toolchain_invalid,
		.variables = NAMES("GOTOOLCHAIN"),
	},
	{
		.id = "goenv.toolchain-local",
		.topic = TOPIC_GOENV,
		.level = LEVEL_WARNING,
		.title = N_("GOTOOLCHAIN=local keeps an old Go from fetching a newer one"),
		.why = N_("Projects that ask for a newer Go do not build."),
		.holds = toolchain_local,
		.variables = NAMES("GOTOOLCHAIN"),
	},
	{
		.id = "goenv.cgo",
		.topic = TOPIC_GOENV,
		.level = LEVEL_NOTE,
		.title = N_("cgo is set for good"),
		.why = N_("It holds for every project."),
		.holds = is_set,
		.variables = NAMES("CGO_ENABLED", "CC"),
	},
	{
		.id = "goenv.debug",
		.topic = TOPIC_GOENV,
		.level = LEVEL_NOTE,
		.title = N_("GODEBUG is set for good"),
		.why = N_("It holds for every Go program."),
		.holds = is_set,
		.variables = NAMES("GODEBUG"),
	},
	{ 0 },
};
