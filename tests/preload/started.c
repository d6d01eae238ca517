/*
 * Notes what the program starts: a line a command, its words as JSON, in the file that GOREADY_STARTED
 * names. Preloaded in tests; what others start is theirs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef int execve_function(const char *path, char *const argv[], char *const env[]);

enum { MOST = 16 << 10 };

static execve_function *real;

/* Not after a fork, where another thread may have held the loader's lock. */
__attribute__((constructor)) static void find_real(void)
{
	real = (execve_function *)dlsym(RTLD_NEXT, "execve");
}

static void add(char *line, size_t *n, const char *text, size_t length)
{
	if (*n + length < MOST)
		memcpy(line + *n, text, length);
	*n += length;
}

/* Names of files and options hold neither quotes nor backslashes; scripts for shells do. */
static void add_word(char *line, size_t *n, const char *word)
{
	add(line, n, *n > 1 ? ", \"" : "\"", *n > 1 ? 3 : 1);
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			add(line, n, "\\", 1);
		add(line, n,
		    *word == '\n'   ? "\\n"
		    : *word == '\t' ? "\\t"
				    : word,
		    *word == '\n' || *word == '\t' ? 2 : 1);
	}
	add(line, n, "\"", 1);
}

static int is_the_program(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);

	path[n > 0 ? n : 0] = '\0';
	return strstr(path, "/goready") != NULL;
}

static void note(char *const argv[])
{
	const char *file = getenv("GOREADY_STARTED");
	char line[MOST] = "[";
	size_t n = 1;
	int fd = file ? open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666) : -1;

	for (int i = 0; fd >= 0 && argv[i]; i++)
		add_word(line, &n, argv[i]);
	add(line, &n, "]\n", 2);
	if (fd < 0)
		return;
	if (n >= MOST || write(fd, line, n) != (ssize_t)n)
		abort();
	close(fd);
}

int execve(const char *path, char *const argv[], char *const env[])
{
	if (access(path, X_OK) == 0 && is_the_program())
		note(argv);
	return real(path, argv, env);
}
