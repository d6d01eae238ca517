/* Apple's command line tools, by their files: starting a stub such as /usr/bin/clang to find out
 * would open a window (xcode-select(1)). */
#include "rules/rule.h"

#include "base/i18n.h"

static const char *cgo_wish(const struct rule_input *in)
{
	const char *cc = value_of(in, "CC");

	if (cc)
		return arena_fmt(in->mem, _("CC=%s is set"), cc);
	if (str_equal(value_of(in, "CGO_ENABLED"), "1"))
		return _("CGO_ENABLED=1 is set");
	return NULL;
}

/* After an upgrade of macOS, or once Xcode was thrown away: git and clang fail for everybody. */
static bool clt_gone(const struct rule_input *in, struct finding *found)
{
	const struct clt_facts *clt = &in->facts->clt;

	evidence(in, found, _("xcode-select leads to %s, which does not exist"), clt->active);
	remedy(in, found, "%s",
	       clt->tools || clt->xcode
		       ? _("Run sudo xcode-select --reset; git and clang then find the tools that are there.")
		       : _("Run xcode-select --install, and agree in the window that opens. hello-gRPC does not need them; git does."));
	return true;
}

/* "xcrun: error: missing DEVELOPER_DIR path", whatever xcode-select says. */
static bool variable_gone(const struct rule_input *in, struct finding *found)
{
	struct places_set places = places_of(in, "DEVELOPER_DIR");
	const struct assignment *line = NULL;

	for (size_t i = 0; i < places.n && !line; i++)
		line = places.at[i].where;
	found->title = _("DEVELOPER_DIR leads to nothing");
	if (line)
		evidence_line(in, found, line);
	evidence(in, found, _("DEVELOPER_DIR=%s, which does not exist"),
		 in->facts->clt.variable_gone);
	if (line)
		remedy(in, found, _("Take line %d out of %s, and open a new terminal."), line->line,
		       shown(in, line->file));
	else
		remedy(in, found, "%s",
		       _("Run unset DEVELOPER_DIR, and take it out of where it is set."));
	return true;
}

static bool clt_missing(const struct rule_input *in, struct finding *found)
{
	const struct clt_facts *clt = &in->facts->clt;
	const char *wish = cgo_wish(in);

	if (clt->variable_gone)
		return variable_gone(in, found);
	if (clt->active_gone)
		return clt_gone(in, found);
	if (!clt->known || clt->tools || clt->xcode || !wish)
		return false;
	evidence(in, found, "%s",
		 _("/Library/Developer/CommandLineTools/usr/bin/clang does not exist"));
	evidence(in, found, "%s", wish);
	if (clt->active)
		evidence(in, found, _("xcode-select leads to %s"), clt->active);
	remedy(in, found, "%s",
	       _("Run xcode-select --install, and agree in the window that opens; or unset the variable: hello-gRPC needs no C compiler."));
	return true;
}

static bool licence(const struct rule_input *in, struct finding *found)
{
	const struct clt_facts *clt = &in->facts->clt;

	if (!clt->known || !clt->xcode || !clt->licence_known || clt->licence_accepted)
		return false;
	/* With the command line tools active, nothing asks for Xcode's licence. */
	if (clt->tools && clt->active && !path_is_within(clt->active, clt->xcode))
		return false;
	evidence(in, found, _("%s is in use, and its licence has not been accepted"), clt->xcode);
	remedy(in, found, "%s",
	       _("Read and accept it: 'sudo xcodebuild -license'. Or use the command line tools: sudo xcode-select --switch /Library/Developer/CommandLineTools"));
	return true;
}

const struct rule clt_rules[] = {
	{
		.id = "clt.missing",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("Apple's command line tools are missing"),
		.why = N_(
			"They hold git and the C compiler; Go programs without C code need no compiler."),
		.holds = clt_missing,
	},
	{
		.id = "clt.licence",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("Xcode's licence has not been accepted"),
		.why = N_("Its compilers and its git refuse to start until then."),
		.holds = licence,
	},
	{ 0 },
};
