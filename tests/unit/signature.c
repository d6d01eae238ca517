/* Signatures of releases, made by ssh-keygen with a key that the test throws away. */
#include "test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/self_install.h"
#include "archive/digest.h"
#include "archive/signature.h"

static const char sums_path[] = "release/SHA256SUMS", signature_path[] = "release/SHA256SUMS.sig";

static void run(const char *command)
{
	if (system(arena_fmt(test_arena(), "cd %s && { %s; } >said 2>&1 </dev/null", test_path("."),
			     command)))
		fail_msg("%s: %s", command, test_read(test_path("said")).at);
}

static const char *make_key(const char *name)
{
	run(arena_fmt(test_arena(), "ssh-keygen -q -t ed25519 -N '' -C throw-away -f %s", name));
	return test_read(test_path(arena_fmt(test_arena(), "%s.pub", name))).at;
}

static void sign(const char *key, const char *purpose)
{
	(void)unlink(test_path(signature_path));
	run(arena_fmt(test_arena(), "ssh-keygen -q -Y sign -f %s -n %s release/SHA256SUMS", key,
		      purpose));
}

/* A folder with a release in it; its archive need not be one to be looked at. */
static void make_release(void)
{
	char sha256[65];

	test_write("release/goready-9.9.9-linux-amd64.tar.gz", "an archive");
	sha256_of(BYTES("an archive"), sha256);
	test_write(sums_path,
		   arena_fmt(test_arena(), "%s  goready-9.9.9-linux-amd64.tar.gz\n", sha256));
}

static enum rc check(const char *keys, struct err *e)
{
	return signature_check(test_arena(), keys, test_read(test_path(sums_path)),
			       test_read(test_path(signature_path)), e);
}

static const char *begin(void)
{
	const char *key;

	make_release();
	key = make_key("key");
	sign("key", "goready");
	return arena_fmt(test_arena(), "# who signs\n\n%s", key);
}

TEST(a_signature_by_one_of_the_keys_is_right)
{
	const char *keys;
	struct err e = { 0 };

	test_needs("ssh-keygen");
	keys = begin();
	assert_ok(check(keys, &e), &e);
	keys = arena_fmt(test_arena(), "%s%s", make_key("older"), keys);
	assert_ok(check(keys, &e), &e);
}

TEST(a_changed_list_and_another_key_are_refused)
{
	const char *keys;
	struct err e = { 0 };

	test_needs("ssh-keygen");
	keys = begin();
	assert_rc(RC_SIGNATURE, check(make_key("other"), &e), &e);
	assert_contains(e.text, "a key that goready does not know");
	test_write(sums_path, arena_fmt(test_arena(), "%s\n", test_read(test_path(sums_path)).at));
	assert_rc(RC_SIGNATURE, check(keys, &e), &e);
	assert_contains(e.text, "other bytes");
	assert_contains(err_remedy(&e), "SHA256SUMS.sig");
}

TEST(a_signature_for_another_purpose_is_refused)
{
	const char *keys;
	struct err e = { 0 };

	test_needs("ssh-keygen");
	keys = begin();
	sign("key", "file");
	assert_rc(RC_SIGNATURE, check(keys, &e), &e);
}

/* Cut off anywhere, or with any byte changed: never right, and never read past its end. */
TEST(a_damaged_signature_is_refused_wherever_the_damage_is)
{
	struct bytes right;
	const char *keys;
	struct err e = { 0 };

	test_needs("ssh-keygen");
	keys = begin();
	right = test_read(test_path(signature_path));
	for (size_t i = 0; i + 1 < right.n; i++) {
		char *text = arena_memdup(test_arena(), right.at, right.n + 1);
		struct bytes cut = { arena_strndup(test_arena(), text, i), i };

		assert_rc(RC_SIGNATURE,
			  signature_check(test_arena(), keys, test_read(test_path(sums_path)), cut,
					  &e),
			  &e);
		if (text[i] == '\n' || text[i] == '=')
			continue;
		text[i] = text[i] == 'A' ? 'B' : 'A';
		if (signature_check(test_arena(), keys, test_read(test_path(sums_path)),
				    (struct bytes){ text, right.n }, &e) == RC_OK)
			fail_msg("byte %zu may be changed", i);
	}
}

TEST(keys_that_are_none_are_none)
{
	assert_false(signature_has_keys(test_arena(), NULL));
	assert_false(signature_has_keys(test_arena(), "# ssh-ed25519 AAAA\n\nssh-rsa AAAA x\n"));
	assert_false(signature_has_keys(test_arena(), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA x\n"));
}

/* ---- a release that is looked at ---- */

static enum rc look(const char *keys, struct self_source *ret, struct err *e)
{
	struct arena *mem = test_arena();
	struct facts *f = ARENA_NEW(mem, struct facts);
	struct app *app = ARENA_NEW(mem, struct app);

	f->machine = (struct machine_facts){ .os = OS_LINUX, .userland = ARCH_AMD64 };
	f->places = (struct places){ .home = test_path("home"),
				     .data = test_path("home/.local/share/goready"),
				     .bin = test_path("home/.local/share/goready/bin"),
				     .cache = test_path("home/.cache/goready") };
	*app = (struct app){ .mem = mem, .machine = mem, .host = host_real(), .facts = f };
	return self_look(app, test_path("release"), keys, ret, e);
}

TEST(a_release_is_taken_with_its_signature_only_once_there_is_a_key)
{
	struct self_source source = { 0 };
	const char *keys;
	struct err e = { 0 };

	test_needs("ssh-keygen");
	keys = begin();
	assert_ok(look(keys, &source, &e), &e);
	assert_string_equal("9.9.9", source.release.version);
	assert_contains(source.checksum_from, "whose signature is right");
	assert_int_equal(0, unlink(test_path(signature_path)));
	assert_rc(RC_SIGNATURE, look(keys, &source, &e), &e);
	assert_contains(e.text, "no signature that could be read");
	assert_ok(look("# no key yet\n", &source, &e), &e);
	assert_null(strstr(source.checksum_from, "signature"));
}

TEST(a_release_whose_list_was_changed_is_refused_before_it_is_read)
{
	struct self_source source = { 0 };
	const char *keys;
	struct err e = { 0 };

	test_needs("ssh-keygen");
	keys = begin();
	test_write(sums_path, "<html>");
	assert_rc(RC_SIGNATURE, look(keys, &source, &e), &e);
	assert_null(source.release.version);
}
