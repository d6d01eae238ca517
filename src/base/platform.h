/* Systems and CPUs, by the names Go gives them (GOOS, GOARCH); that is also what JSON says. */
#ifndef BASE_PLATFORM_H
#define BASE_PLATFORM_H

enum os { OS_UNKNOWN, OS_LINUX, OS_DARWIN, OS_WINDOWS, OS_OTHER };
enum arch {
	ARCH_UNKNOWN,
	ARCH_AMD64,
	ARCH_ARM64,
	ARCH_386,
	ARCH_ARM,
	ARCH_RISCV64,
	ARCH_PPC64LE,
	ARCH_S390X,
	ARCH_OTHER,
};

const char *os_name(enum os os);       /* "linux", "darwin", "windows"; NULL where unknown */
const char *arch_name(enum arch arch); /* "amd64", "arm64"; NULL where unknown */
enum os os_parse(const char *name);    /* GOOS's names */
/* GOARCH's names, and "x86_64", "aarch64", "i686", "armv7l" and the like. */
enum arch arch_parse(const char *name);

#endif
