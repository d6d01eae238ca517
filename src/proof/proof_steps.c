#include <string.h>

#include "base/i18n.h"
#include "proof/proof_internal.h"
#include "wants/go_environment.h"

enum { GENERATE_SECONDS = 60, GO_SECONDS = 1200 };

static const char *search(struct proof *p, const struct names *env, const char *name)
{
	return host_which(p->spec->host, p->mem, environment_value(env, "PATH"), name);
}

struct names proof_missing_tools(struct proof *p, const struct names *env)
{
	struct names missing = { 0 };

	required_tools_each (id)
		if (!search(p, env, tool_name(id)))
			list_push(p->mem, &missing, tool_name(id));
	return missing;
}

static const char *tilde(struct proof *p, const char *path)
{
	return path_tilde(p->mem, path, p->spec->facts->places.home);
}

bool proof_tools_are_found(struct proof *p, struct outcome *ret)
{
	struct names missing = proof_missing_tools(p, &p->env);
	struct str found = { .mem = p->mem };

	required_tools_each (id) {
		const char *path = search(p, &p->env, tool_name(id));

		if (path)
			str_fmt(&found, "%s%s", found.n ? _(", ") : "", tilde(p, path));
	}
	for (size_t i = 0; i < p->notes.n; i++)
		str_fmt(&found, "\n%s", p->notes.at[i]);
	ret->evidence = missing.n ? arena_fmt(p->mem, _("not found on PATH: %s"),
					      str_join(p->mem, &missing, _(", ")))
				  : str_text(&found);
	return !missing.n;
}

/* What a command said, or in its place why there is nothing. */
const char *proof_evidence(struct proof *p, const struct names *command, const struct said *said)
{
	if (said->timed_out)
		return arena_fmt(p->mem, _("it took too long and was stopped\n%s"),
				 proof_excerpt(p->mem, command->at[0], said->text));
	if (said->not_started)
		return said->text;
	if (*said->text)
		return proof_excerpt(p->mem, command->at[0], said->text);
	return arena_fmt(p->mem, _("it ended with status %d and said nothing"), said->status);
}

static bool made(struct proof *p, const char *name)
{
	return host_exists(p->spec->host, path_join(p->mem, p->project, name));
}

bool proof_code_is_generated(struct proof *p, struct outcome *ret)
{
	static const char *const words[] = { "protoc",
					     "--go_out=.",
					     "--go_opt=module=example.com/hello",
					     "--go-grpc_out=.",
					     "--go-grpc_opt=module=example.com/hello",
					     "hello.proto",
					     NULL };
	struct said said;
	bool ok;

	ret->command = proof_argv(p->mem, words);
	ok = proof_command(p, &ret->command, GENERATE_SECONDS, &said);
	ret->evidence = proof_evidence(p, &ret->command, &said);
	if (!ok)
		return false;
	ok = made(p, "hellopb/hello.pb.go") && made(p, "hellopb/hello_grpc.pb.go");
	ret->evidence = ok ? _("hello.pb.go and hello_grpc.pb.go are made")
			   : _("protoc ended well, but hello.pb.go or hello_grpc.pb.go is missing");
	return ok;
}

static bool programs_are_built(struct proof *p, struct outcome *ret)
{
	const char *words[] = { "go",       "build",    "-o", arena_fmt(p->mem, "%s/", p->programs),
				"./server", "./client", NULL };
	struct said said;
	bool ok;

	ret->command = proof_argv(p->mem, words);
	ok = proof_go(p, &ret->command, GO_SECONDS, &said);
	ret->evidence =
		ok ? _("server and client are built") : proof_evidence(p, &ret->command, &said);
	return ok;
}

static bool is_for_this_machine(struct proof *p, const char *name, const char **ret_evidence)
{
	const struct machine_facts *machine = &p->spec->facts->machine;
	const char *path = path_join(p->mem, p->programs, name);
	struct host *h = p->spec->host;
	struct binary binary = { 0 };
	struct err e;
	const char *cpu;

	if (h->binary(h, p->mem, path, &binary, &e)) {
		*ret_evidence = arena_strdup(p->mem, e.text);
		return false;
	}
	cpu = binary_arch_text(p->mem, &binary);
	*ret_evidence = arena_fmt(p->mem, _("%s is built for %s/%s; this machine is %s/%s"), name,
				  os_name(binary.os) ? os_name(binary.os) : "?", cpu ? cpu : "?",
				  os_name(machine->os), arch_name(machine->cpu));
	/* A 32-bit user land on a 64-bit kernel builds for itself, and that is right there. */
	return binary_runs_on(&binary, machine->os, machine->cpu) ||
	       binary_runs_on(&binary, machine->os, machine->userland);
}

static bool programs_fit_the_machine(struct proof *p, struct outcome *ret)
{
	return is_for_this_machine(p, "client", &ret->evidence) &&
	       is_for_this_machine(p, "server", &ret->evidence);
}

const struct proof_step proof_steps[] = {
	{ .id = "tools",
	  .title = N_("Find go, protoc and both plugins"),
	  .remedy = N_("Start goready and let it repair PATH, or look at: goready doctor"),
	  .holds = proof_tools_are_found },
	{ .id = "generate",
	  .title = N_("Generate Go code from hello.proto"),
	  .remedy = N_(
		  "Look at protoc and its plugins: 'goready doctor'. What the message means: goready explain"),
	  .holds = proof_code_is_generated },
	{ .id = "vet",
	  .title = N_("Check the code with go vet"),
	  .remedy = N_(
		  "Look at Go and its settings: 'goready doctor --network'. What the message means: goready explain"),
	  .holds = proof_vets },
	{ .id = "build",
	  .title = N_("Build the server and the client"),
	  .remedy = N_(
		  "Look at Go and its settings: 'goready doctor --network'. What the message means: goready explain"),
	  .holds = programs_are_built },
	{ .id = "cpu",
	  .title = N_("Compare the programs' CPU with the machine's"),
	  .remedy = N_(
		  "Take GOOS and GOARCH out of the start files and of Go's settings: goready fix"),
	  .holds = programs_fit_the_machine },
	{ .id = "serve",
	  .title = N_("Start the server"),
	  .remedy = N_(
		  "See whether programs may run in the temporary folder and may listen on 127.0.0.1: goready doctor"),
	  .holds = proof_serve },
	{ .id = "unary",
	  .title = N_("Call SayHello and check the reply"),
	  .remedy = N_(
		  "A firewall or security program may keep programs from 127.0.0.1; allow it there."),
	  .holds = proof_unary },
	{ .id = "stream",
	  .title = N_("Call Count and check the stream"),
	  .remedy = N_(
		  "A firewall or security program may keep programs from 127.0.0.1; allow it there."),
	  .holds = proof_stream },
	{ .id = "shutdown",
	  .title = N_("Stop the server cleanly"),
	  .remedy = N_("Try again: 'goready prove'. If it stays so, please report it."),
	  .holds = proof_shutdown },
	{ .id = NULL },
};

const struct proof_step *proof_step_named(const struct proof *p, const char *id)
{
	for (const struct proof_step *s = p->kind->steps; s->id; s++) {
		if (str_equal(s->id, id))
			return s;
	}
	return NULL;
}
