/*
 * Faults at one chosen effect of goready's main process: a library to preload (LD_PRELOAD).
 *
 *	FAULT_COUNT=FILE   writes into FILE how many effects there were
 *	FAULT_LOG=FILE     adds a line for each: number, kind, path
 *	FAULT_AT=N         at the N-th effect (from 1) ...
 *	FAULT_DO=kill      ... the process is killed, before it
 *	FAULT_DO=torn      ... half of what is to be written is, then it is killed
 *	FAULT_DO=short:E   ... half of it is written, and the rest fails with errno E
 *	FAULT_DO=E         ... it fails with errno E; FAULT_FOR=M: and the M-1 that follow
 *	FAULT_HOLD=FILE    no file below FAULT_BELOW is taken away while FILE is there (two seconds at most), whatever
 *	                   else is asked for
 *	FAULT_FREE=BYTES   statvfs says that so many are free: a disk that fills up after it was looked at
 *
 * An effect is a call that changes the file system: open for writing, write (to regular files), fsync,
 * rename, link, mkdir, unlink, rmdir, symlink, chmod, chown, truncate. Helper processes and other
 * programs are left alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum verdict { GO_ON, FAIL, HALF };

static int active = -1; /* -1: not known yet */
static long effects, at = -1, how_many = 1;
static int error_number, kills, halves, rest_fails;
static const char *log_path, *count_path, *hold_path, *hold_below;

static long number_of(const char *name, long otherwise)
{
	const char *text = getenv(name);

	return text ? atol(text) : otherwise;
}

/* "goready\0--helper\0..." is a helper; anything else but goready is another program. */
static int is_main_process(void)
{
	char line[4096];
	long fd = syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY);
	ssize_t n = fd >= 0 ? read((int)fd, line, sizeof(line) - 1) : 0;
	size_t first;

	if (fd >= 0)
		close((int)fd);
	line[n > 0 ? n : 0] = '\0';
	first = strlen(line);
	if (first + 1 < (size_t)(n > 0 ? n : 0) && strcmp(line + first + 1, "--helper") == 0)
		return 0;
	return strstr(line, "goready") != NULL;
}

static void begin(void)
{
	const char *what = getenv("FAULT_DO");

	active = is_main_process();
	if (!active)
		return;
	what = what ? what : "";
	log_path = getenv("FAULT_LOG");
	count_path = getenv("FAULT_COUNT");
	at = number_of("FAULT_AT", -1);
	how_many = number_of("FAULT_FOR", 1);
	hold_path = getenv("FAULT_HOLD");
	hold_below = getenv("FAULT_BELOW");
	kills = strcmp(what, "kill") == 0 || strcmp(what, "torn") == 0;
	halves = strcmp(what, "torn") == 0 || strncmp(what, "short:", 6) == 0;
	error_number = atoi(halves && !kills ? what + 6 : what);
}

static void put(const char *path, int flags, const char *text)
{
	long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | flags, 0644);

	if (fd < 0)
		return;
	(void)!syscall(SYS_write, (int)fd, text, strlen(text));
	close((int)fd);
}

__attribute__((destructor)) static void tell(void)
{
	char text[32];

	if (active != 1 || !count_path)
		return;
	snprintf(text, sizeof(text), "%ld\n", effects);
	put(count_path, O_TRUNC, text);
}

static void die(void)
{
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

static int is_device(const char *path)
{
	return strncmp(path, "/dev/", 5) == 0 && strncmp(path, "/dev/shm/", 9) != 0;
}

static enum verdict judge(const char *kind, const char *path)
{
	char text[4400];

	if (active < 0)
		begin();
	if (!active || path[0] != '/' || is_device(path))
		return GO_ON;
	effects++;
	if (hold_path && hold_below && strcmp(kind, "unlink") == 0 && strstr(path, hold_below))
		for (int i = 0; i < 20 && access(hold_path, F_OK) == 0; i++)
			usleep(100 * 1000);
	if (log_path) {
		snprintf(text, sizeof(text), "%ld %s %s\n", effects, kind, path);
		put(log_path, O_APPEND, text);
	}
	if (at < 0 || effects < at || effects >= at + how_many)
		return GO_ON;
	if (halves && strcmp(kind, "write") == 0)
		return HALF;
	if (kills)
		die();
	return error_number ? FAIL : GO_ON;
}

static const char *path_of(int fd)
{
	static __thread char path[4200];
	char name[64];
	ssize_t n;

	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	n = readlink(name, path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	return path;
}

static const char *path_at(int fd, const char *name)
{
	static __thread char path[8400];

	if (*name == '/' || fd == AT_FDCWD)
		return name;
	snprintf(path, sizeof(path), "%s/%s", path_of(fd), name);
	return path;
}

#define REAL(name)                     \
	static __typeof__(name) *real; \
	if (!real)                     \
	real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define EFFECT(kind, path, call)                 \
	do {                                     \
		if (judge(kind, path) == FAIL) { \
			errno = error_number;    \
			return -1;               \
		}                                \
		return call;                     \
	} while (0)

int open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	REAL(open);
	va_start(ap, flags);
	mode = va_arg(ap, mode_t);
	va_end(ap);
	if (!(flags & (O_CREAT | O_TRUNC)))
		return real(path, flags, mode);
	EFFECT("open", path, real(path, flags, mode));
}

int openat(int fd, const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	REAL(openat);
	va_start(ap, flags);
	mode = va_arg(ap, mode_t);
	va_end(ap);
	if (!(flags & (O_CREAT | O_TRUNC)))
		return real(fd, path, flags, mode);
	EFFECT("open", path_at(fd, path), real(fd, path, flags, mode));
}

static ssize_t half(int fd, ssize_t did)
{
	if (!kills) {
		rest_fails = 1;
		return did;
	}
	fsync(fd);
	die();
	return -1;
}

ssize_t write(int fd, const void *data, size_t n)
{
	struct stat st;

	REAL(write);
	if (fd <= 2 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return real(fd, data, n);
	if (rest_fails) {
		rest_fails = 0;
		errno = error_number;
		return -1;
	}
	switch (judge("write", path_of(fd))) {
	case FAIL:
		errno = error_number;
		return -1;
	case HALF:
		return half(fd, real(fd, data, n / 2));
	case GO_ON:
		break;
	}
	return real(fd, data, n);
}

ssize_t pwrite(int fd, const void *data, size_t n, off_t offset)
{
	REAL(pwrite);
	EFFECT("write", path_of(fd), real(fd, data, n, offset));
}

int fsync(int fd)
{
	REAL(fsync);
	EFFECT("fsync", path_of(fd), real(fd));
}

int rename(const char *from, const char *to)
{
	REAL(rename);
	EFFECT("rename", to, real(from, to));
}

int link(const char *from, const char *to)
{
	REAL(link);
	EFFECT("link", to, real(from, to));
}

int mkdir(const char *path, mode_t mode)
{
	REAL(mkdir);
	EFFECT("mkdir", path, real(path, mode));
}

int unlink(const char *path)
{
	REAL(unlink);
	EFFECT("unlink", path, real(path));
}

int unlinkat(int fd, const char *path, int flags)
{
	REAL(unlinkat);
	EFFECT("unlink", path_at(fd, path), real(fd, path, flags));
}

int rmdir(const char *path)
{
	REAL(rmdir);
	EFFECT("rmdir", path, real(path));
}

int symlink(const char *target, const char *path)
{
	REAL(symlink);
	EFFECT("symlink", path, real(target, path));
}

int chmod(const char *path, mode_t mode)
{
	REAL(chmod);
	EFFECT("chmod", path, real(path, mode));
}

int fchmod(int fd, mode_t mode)
{
	REAL(fchmod);
	EFFECT("chmod", path_of(fd), real(fd, mode));
}

int fchown(int fd, uid_t owner, gid_t group)
{
	REAL(fchown);
	EFFECT("chown", path_of(fd), real(fd, owner, group));
}

int ftruncate(int fd, off_t length)
{
	REAL(ftruncate);
	EFFECT("truncate", path_of(fd), real(fd, length));
}

int statvfs(const char *path, struct statvfs *ret)
{
	static int (*real)(const char *, struct statvfs *);
	long bytes = number_of("FAULT_FREE", -1);
	int status;

	if (!real)
		*(void **)&real = dlsym(RTLD_NEXT, "statvfs");
	status = real(path, ret);
	if (status == 0 && bytes >= 0 && ret->f_frsize)
		ret->f_bfree = ret->f_bavail = (fsblkcnt_t)bytes / ret->f_frsize;
	return status;
}
