#include "rules/rule.h"

#include "base/i18n.h"

static bool is_64_bit(enum arch arch)
{
	return arch == ARCH_AMD64 || arch == ARCH_ARM64 || arch == ARCH_RISCV64 ||
	       arch == ARCH_PPC64LE || arch == ARCH_S390X;
}

static bool userland_32bit(const struct rule_input *in, struct finding *found)
{
	const struct machine_facts *machine = &in->facts->machine;
	bool all = true;

	if (!is_64_bit(machine->cpu) || machine->userland_bits != 32)
		return false;
	for (int id = 0; id < TOOL_N; id++)
		all = all && wants_satisfied(in->wants, in->facts, (enum tool_id)id);
	if (all)
		found->level = LEVEL_NOTE;
	evidence(in, found, _("the kernel is for %s, /bin/sh is a 32-bit program (%s)"),
		 arch_name(machine->cpu), arch_name(machine->userland));
	remedy(in, found, "%s",
	       _("For 32-bit ARM there is Go (linux-armv6l), but no release of protoc: install the "
		 "distribution's (sudo apt-get install protobuf-compiler), or a 64-bit system."));
	return true;
}

#define MIB ((uint64_t)1024 * 1024)

static bool memory(const struct rule_input *in, struct finding *found)
{
	uint64_t memory_size = in->facts->machine.memory;

	/* Compiling grpc takes about 400 MB for each compiler that runs at once. */
	if (!memory_size || memory_size >= 1536 * MIB)
		return false;
	if (memory_size >= 900 * MIB)
		found->level = LEVEL_NOTE;
	evidence(in, found, _("%s of memory, %d processors"), size_text(in->mem, memory_size),
		 in->facts->machine.processors);
	remedy(in, found, "%s",
	       _("Let Go compile one package at a time: go env -w GOFLAGS=-p=1; or add swap "
		 "space."));
	return true;
}

static bool no_compiler(const struct rule_input *in, struct finding *found)
{
	const char *enabled = value_of(in, "CGO_ENABLED"), *cc = value_of(in, "CC");

	if (in->facts->environment.c_compiler || in->facts->machine.os != OS_LINUX)
		return false;
	if (!cc && !str_equal(enabled, "1"))
		return false;
	evidence(in, found, "%s",
		 cc ? arena_fmt(in->mem, _("CC=%s is set, and no C compiler was found"), cc)
		    : _("CGO_ENABLED=1 is set, and no C compiler was found"));
	remedy(in, found, "%s",
	       _("Install one (Debian, Ubuntu: sudo apt-get install gcc libc6-dev), or unset the "
		 "variable: hello-gRPC needs no C."));
	return true;
}

const struct rule machine_rules[] = {
	{
		.id = "arch.userland-32bit",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_PROBLEM,
		.title = N_("A 32-bit system runs on a 64-bit kernel"),
		.why = N_("uname names the kernel's CPU; programs for it do not start here."),
		.holds = userland_32bit,
		.symptoms = SYMPTOMS("exec format error", "Exec format error",
				     "No such file or directory"),
	},
	{
		.id = "host.memory",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("There is little memory"),
		.why = N_("The system stops compilers that run side by side."),
		.holds = memory,
		.symptoms = SYMPTOMS("signal: killed", "cannot allocate memory"),
	},
	{
		.id = "cgo.no-compiler",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("cgo is wanted, but there is no C compiler"),
		.why = N_("Packages with C code, and with CGO_ENABLED=1 the standard library's, do "
			  "not build."),
		.holds = no_compiler,
		.symptoms =
			SYMPTOMS("C compiler \"gcc\" not found", "C compiler \"clang\" not found"),
	},
	{ 0 },
};
