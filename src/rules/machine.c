#include "rules/rule.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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
	required_tools_each (id)
		all = all && wants_satisfied(in->wants, in->facts, id);
	if (all)
		found->level = LEVEL_NOTE;
	evidence(in, found, _("the kernel is for %s, /bin/sh is a 32-bit program (%s)"),
		 arch_name(machine->cpu), arch_name(machine->userland));
	remedy(in, found, "%s",
	       _("For 32-bit ARM there is Go (linux-armv6l), but no release of protoc: install the distribution's (sudo apt-get install protobuf-compiler), or a 64-bit system."));
	return true;
}

/* ---- Rosetta ---- */

static const char *translated_name(const struct rule_input *in)
{
	const char *path = in->facts->machine.translated_by;

	return path ? path_name(path) : NULL;
}

static void say_translated(const struct rule_input *in, struct finding *found)
{
	const struct machine_facts *machine = &in->facts->machine;

	for (size_t i = 0; i < machine->ancestry.n; i++) {
		const struct process *p = &machine->ancestry.at[i];

		if (!p->translated)
			continue;
		if (i == 0)
			evidence(in, found, _("goready itself runs translated (process %ld)"),
				 (long)p->pid);
		else
			evidence(in, found, _("process %ld, %s, runs translated"), (long)p->pid,
				 p->path ? shown(in, p->path) : "?");
	}
	if (!found->evidence.n)
		evidence(in, found, "%s", _("this process, or one that started it, is translated"));
	if (machine->translated_by)
		evidence(in, found, _("the outermost of them is %s"),
			 shown(in, machine->translated_by));
}

/* The application has a tick in Finder's window (support.apple.com/102527); an Intel-only one has
 * none. */
static bool translated(const struct rule_input *in, struct finding *found)
{
	const struct machine_facts *machine = &in->facts->machine;
	const char *name = translated_name(in);

	if (machine->os != OS_DARWIN || machine->cpu != ARCH_ARM64 || !machine->translated)
		return false;
	say_translated(in, found);
	if (str_ends(name, ".app"))
		remedy(in, found,
		       _("Quit %s, select it in Finder, choose File > Get Info and untick \"Open using Rosetta\"; where there is no such box, install its edition for Apple silicon. Then open it again. goready itself starts native programs only."),
		       machine->translated_by);
	else if (str_starts(name, "tmux") || str_starts(name, "screen"))
		remedy(in, found,
		       _("Its server was started translated: end it (%s), and start it anew from a native terminal, with a native program. goready itself starts native programs only."),
		       str_starts(name, "tmux") ? "tmux kill-server" : "screen -X quit");
	else
		remedy(in, found,
		       _("Look for \"arch -x86_64\" in the start files of your shell and in your terminal's settings, and take it out; then open a new terminal. The outermost translated program is %s. goready itself starts native programs only."),
		       machine->translated_by ? shown(in, machine->translated_by) : "?");
	return true;
}

#define MIB ((uint64_t)1024 * 1024)

/* `ulimit -v 300000`, `ulimit -S -v 300000`: addresses in KiB. Go sets aside more of them than it uses. */
static bool leaves_too_few_addresses(const char *line)
{
	bool addresses = false;

	if (!str_starts(line, "ulimit "))
		return false;
	for (line = strchr(line, ' '); *(line += strspn(line, " \t")) == '-';
	     line += strcspn(line, " \t"))
		addresses = addresses || memchr(line, 'v', strcspn(line, " \t"));
	return addresses && isdigit((unsigned char)*line) &&
	       strtoull(line, NULL, 10) < 2048 * (MIB / 1024);
}

static bool memory_is_limited(const struct rule_input *in, struct finding *found)
{
	struct lines_read r = { .in = in };

	while (lines_read_next(&r)) {
		if (r.line.depth || !leaves_too_few_addresses(r.line.trimmed))
			continue;
		evidence_at(in, found, r.file->path, r.line.number, r.line.trimmed);
		heal_line(in, found, r.file, r.line.number, r.line.text, NULL);
	}
	if (!found->evidence.n)
		return false;
	found->level = LEVEL_PROBLEM;
	found->title = _("A start file leaves programs too little memory");
	remedy(in, found, "%s",
	       _("Take that line out, or set a limit of 4 GB and more, and open a new terminal: go and its compiler stop where they cannot set aside about 2 GB of addresses."));
	return true;
}

static bool memory(const struct rule_input *in, struct finding *found)
{
	uint64_t memory_size = in->facts->machine.memory;

	if (memory_is_limited(in, found))
		return true;
	/* Compiling grpc takes about 400 MB for each compiler that runs at once. */
	if (!memory_size || memory_size >= 1536 * MIB)
		return false;
	if (memory_size >= 900 * MIB)
		found->level = LEVEL_NOTE;
	evidence(in, found, _("%s of memory, %d processors"), size_text(in->mem, memory_size),
		 in->facts->machine.processors);
	remedy(in, found, "%s",
	       _("Let Go compile one package at a time: go env -w GOFLAGS=-p=1; or add swap space."));
	return true;
}

/* With CC set, go does not choose whether to do without C. */
static void compiler_is_gone(const struct rule_input *in, struct finding *found)
{
	found->level = LEVEL_PROBLEM;
	found->title = _("CC names a C compiler that is gone");
	found->variable = "CC";
	variable_is_bad(in, found, value_any); /* names the line that sets it */
	if (!found->assignments.n && strstr(in->facts->environment.c_compiler_gone, "-conda-")) {
		remedy(in, found, "%s",
		       _("An environment of conda sets it: install its compilers there (conda install c-compiler), or leave it (conda deactivate). hello-gRPC needs no C."));
		return;
	}
	heal_unset(in, found,
		   _("Then Go takes gcc or clang, or does without: hello-gRPC needs no C."));
}

static bool no_compiler(const struct rule_input *in, struct finding *found)
{
	const char *enabled = value_of(in, "CGO_ENABLED"), *cc = value_of(in, "CC");

	if (str_equal(enabled, "0"))
		return false;
	if (in->facts->environment.c_compiler_gone) {
		compiler_is_gone(in, found);
		return true;
	}
	if (in->facts->environment.c_compiler || in->facts->machine.os != OS_LINUX)
		return false;
	if (cc ? !strpbrk(cc, " \t\"'$") : !str_equal(enabled, "1"))
		return false; /* one word: it is there, or was told of as gone */
	if (str_equal(enabled, "1"))
		found->level = LEVEL_PROBLEM; /* go does without C only where it may choose */
	evidence(in, found, "%s",
		 cc ? arena_fmt(in->mem, _("CC=%s is set, and no C compiler was found"), cc)
		    : _("CGO_ENABLED=1 is set, and no C compiler was found"));
	remedy(in, found, "%s",
	       _("Install one (Debian, Ubuntu: sudo apt-get install gcc libc6-dev), or unset the variable: hello-gRPC needs no C."));
	return true;
}

const struct rule machine_rules[] = {
	{
		.id = "arch.translated",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("This terminal runs under Rosetta"),
		.why = N_(
			"What is started from it takes this Mac for an Intel one: brew refuses, and tools for the wrong CPU get installed."),
		.holds = translated,
	},
	{
		.id = "arch.userland-32bit",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_PROBLEM,
		.title = N_("A 32-bit system runs on a 64-bit kernel"),
		.why = N_("uname names the kernel's CPU; programs for it do not start here."),
		.holds = userland_32bit,
	},
	{
		.id = "host.memory",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("There is little memory"),
		.why = N_("The system stops compilers that run side by side."),
		.holds = memory,
	},
	{
		.id = "cgo.no-compiler",
		.topic = TOPIC_MACHINE,
		.level = LEVEL_WARNING,
		.title = N_("cgo is wanted, but there is no C compiler"),
		.why = N_(
			"Packages with C code, and with CGO_ENABLED=1 the standard library's, do not build."),
		.holds = no_compiler,
	},
	{ 0 },
};
