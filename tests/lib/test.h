/*
 * Tests are sentences:
 *
 *	#include "test.h"
 *
 *	TEST(block_with_damaged_end_marker_is_refused)
 *	{
 *		struct arena *mem = test_arena();
 *		assert_rc(RC_MARKERS, shell_block_find(BYTES("..."), ".zshrc", &block, &e), &e);
 *	}
 *
 * One file is one program; each TEST registers itself, and tests/lib/test.c has main. Each test
 * gets an empty folder of its own (test_folder()), an arena, and HOME and XDG_* that lead into that
 * folder, so that nothing of the machine's user is ever touched. All of it is gone after the test.
 */
#ifndef TEST_H
#define TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

void test_register(const char *name, void (*run)(void **state));

#define TEST(name)                                                     \
	static void name(void **state);                                \
	__attribute__((constructor)) static void register_##name(void) \
	{                                                              \
		test_register(#name, name);                            \
	}                                                              \
	static void name(__attribute__((unused)) void **cmocka_state)

/* Fails with all of a long list, of which cmocka's own message has the first kilobyte. */
void fail_with(const char *mistakes);

/* Leaves the test; the reason stands in the line that tests/run prints. */
#define skip_because(reason)                             \
	do {                                             \
		print_message("because %s\n", (reason)); \
		skip();                                  \
	} while (0)

bool test_has_program(const char *name); /* on PATH */
/* For tests that start what not every machine has. */
#define test_needs(name)             \
	if (!test_has_program(name)) \
	skip_because(arena_fmt(test_arena(), "%s is not installed", (name)))

struct arena *test_arena(void);
const char *test_folder(void);                       /* absolute, links resolved */
const char *test_path(const char *name);             /* test_folder()/name */
void test_write(const char *name, const char *text); /* below test_folder(), parents made */
void test_write_bytes(const char *name, struct bytes bytes, unsigned mode);
struct bytes test_read(const char *path); /* absolute; fails the test if it cannot */
/* A pipe with a name, which `exec 9<>NAME` in a script holds open; whether all that did have ended, or do so within
 * twenty seconds. */
const char *test_pipe(const char *name); /* its path */
bool test_pipe_is_let_go(const char *path);
/* stderr goes to test_path(name) until what this gives is restored. */
int test_divert_stderr(const char *name);
void test_restore_stderr(int kept);
/* A file of the checkout: tests/NAME. */
struct bytes test_fixture(const char *name);

/* Fails with e's text where rc differs. */
#define assert_rc(expected, call, e) \
	assert_rc_at((expected), (call), (e), #call, __FILE__, __LINE__)
#define assert_ok(call, e) assert_rc_at(RC_OK, (call), (e), #call, __FILE__, __LINE__)
void assert_rc_at(enum rc expected, enum rc got, const struct err *e, const char *call,
		  const char *file, int line);
#define assert_bytes(expected, got) assert_bytes_at((expected), (got), __FILE__, __LINE__)
void assert_bytes_at(struct bytes expected, struct bytes got, const char *file, int line);
#define assert_contains(text, piece) assert_contains_at((text), (piece), __FILE__, __LINE__)
void assert_contains_at(const char *text, const char *piece, const char *file, int line);
/* Compares with tests/snap/NAME; with GOREADY_SNAP=write the file is (re)written instead. */
void assert_snapshot(const char *name, const char *text);

#endif
