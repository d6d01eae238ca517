/* Steps that need tools which not everybody has. */
#include "base/environment.h"
#include "base/i18n.h"
#include "proof/proof_internal.h"

enum { VERSION_SECONDS = 20, SCAN_SECONDS = 200 };

/* buf makes a cache at every start: in the temp folder here. */
static const char *const own_cache[] = { "BUF_CACHE_DIR={programs}/cache", NULL };

static const char *on_path(struct proof *p, const char *name)
{
	return host_which(p->spec->host, p->mem, environment_value(&p->env, "PATH"), name);
}

bool proof_lacks_tool(struct proof *p, const char *name, struct outcome *ret)
{
	ret->skipped = true;
	ret->evidence =
		arena_fmt(p->mem, _("%s is not installed. To install it: goready apply --with %s"),
			  name, name);
	return true;
}

static bool find(struct proof *p, const char *name, struct outcome *ret)
{
	const char *words[] = { name, "--version", NULL };
	struct said said;

	if (on_path(p, name))
		return proof_run_with(p, words, own_cache, VERSION_SECONDS, ret, &said);
	ret->ends = true;
	return proof_lacks_tool(p, name, ret);
}

bool proof_finds_buf(struct proof *p, struct outcome *ret)
{
	return find(p, "buf", ret);
}

bool proof_finds_gateway(struct proof *p, struct outcome *ret)
{
	return find(p, "protoc-gen-grpc-gateway", ret);
}

bool proof_asks_by_grpcurl(struct proof *p, struct outcome *ret)
{
	static const char *const words[] = { "{programs}/talk.test", "-test.run", "^TestGrpcurl$",
					     "-test.count=1", NULL };
	const char *grpcurl = on_path(p, "grpcurl");
	const char *set[] = { arena_fmt(p->mem, "GRPCURL=%s", grpcurl ? grpcurl : ""), NULL };
	struct said said;

	if (!grpcurl)
		return proof_lacks_tool(p, "grpcurl", ret);
	if (!proof_run_with(p, words, set, VERSION_SECONDS, ret, &said))
		return false;
	ret->evidence = _("grpcurl list names them");
	return true;
}

/* Of a company, or of who cannot reach vuln.go.dev: gopls takes this variable, govulncheck only the option
 * (x/vuln, internal/scan/flags.go). Status 3: it has found holes that the code reaches; that is about the module, not the toolchain, and
 * so it works (x/vuln, cmd/govulncheck, doc.go). */
bool proof_asks_govulncheck(struct proof *p, struct outcome *ret)
{
	const char *database = environment_value(&p->env, "GOVULNDB");
	const char *usual[] = { "govulncheck", "./...", NULL };
	const char *other[] = { "govulncheck", "-db", database, "./...", NULL };
	bool moved = database && *database;
	struct said said;

	if (!on_path(p, usual[0]))
		return proof_lacks_tool(p, usual[0], ret);
	if (proof_run_with(p, moved ? other : usual, NULL, SCAN_SECONDS, ret, &said))
		return true;
	return said.status == 3 && !said.timed_out;
}
