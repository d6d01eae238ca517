#include "base/platform.h"

#include <stddef.h>
#include <string.h>

static const char *const os_names[] = {
	[OS_LINUX] = "linux",
	[OS_DARWIN] = "darwin",
	[OS_WINDOWS] = "windows",
	[OS_OTHER] = "other",
};

static const char *const arch_names[] = {
	[ARCH_AMD64] = "amd64", [ARCH_ARM64] = "arm64",     [ARCH_386] = "386",
	[ARCH_ARM] = "arm",     [ARCH_RISCV64] = "riscv64", [ARCH_PPC64LE] = "ppc64le",
	[ARCH_S390X] = "s390x", [ARCH_OTHER] = "other",
};

/* What uname, dpkg and release file names call them. */
static const struct {
	const char *name;
	enum arch arch;
} arch_aliases[] = {
	{ "x86_64", ARCH_AMD64 },    { "aarch64", ARCH_ARM64 }, { "aarch_64", ARCH_ARM64 },
	{ "arm64e", ARCH_ARM64 },    { "i386", ARCH_386 },      { "i686", ARCH_386 },
	{ "armv6l", ARCH_ARM },      { "armv7l", ARCH_ARM },    { "armhf", ARCH_ARM },
	{ "ppc64el", ARCH_PPC64LE },
};

const char *os_name(enum os os)
{
	return os_names[os];
}

const char *arch_name(enum arch arch)
{
	return arch_names[arch];
}

enum os os_parse(const char *name)
{
	for (size_t i = OS_LINUX; name && i <= OS_OTHER; i++)
		if (strcmp(name, os_names[i]) == 0)
			return (enum os)i;
	return name && *name ? OS_OTHER : OS_UNKNOWN;
}

enum arch arch_parse(const char *name)
{
	if (!name || !*name)
		return ARCH_UNKNOWN;
	for (size_t i = ARCH_AMD64; i <= ARCH_OTHER; i++)
		if (strcmp(name, arch_names[i]) == 0)
			return (enum arch)i;
	for (size_t i = 0; i < sizeof(arch_aliases) / sizeof(arch_aliases[0]); i++)
		if (strcmp(name, arch_aliases[i].name) == 0)
			return arch_aliases[i].arch;
	return ARCH_OTHER;
}
