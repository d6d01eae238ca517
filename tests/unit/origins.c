/* The table of who may have brought a tool. */
#include "test.h"

#include "tool/tool.h"

TEST(each_origin_has_a_name_a_text_and_a_place_in_both_schemas)
{
	const char *doctor = test_fixture("../docs/schemas/doctor.json").at;
	const char *list = test_fixture("../docs/schemas/list.json").at;

	for (int i = 0; i < ORIGIN_N; i++) {
		const char *name = origin_name((enum origin)i);

		assert_non_null(name);
		assert_true(i == ORIGIN_UNKNOWN || origin_text((enum origin)i));
		assert_contains(doctor, arena_fmt(test_arena(), "\"%s\"", name));
		assert_contains(list, arena_fmt(test_arena(), "\"%s\"", name));
	}
}

TEST(a_manager_is_known_by_its_folders)
{
	assert_int_equal(ORIGIN_ASDF, origin_of_path("/home/ann/.asdf/shims/go"));
	assert_int_equal(ORIGIN_MISE, origin_of_path("/home/ann/.local/share/mise/shims/go"));
	assert_int_equal(ORIGIN_GOENV, origin_of_path("/home/ann/.goenv/versions/1.27.2/bin/go"));
	assert_int_equal(ORIGIN_NIX, origin_of_path("/nix/store/abc-go-1.27/bin/go"));
	assert_int_equal(ORIGIN_UNKNOWN, origin_of_path("/usr/local/go/bin/go"));
	assert_int_equal(ORIGIN_UNKNOWN, origin_of_path(NULL));
}

TEST(a_newer_version_comes_in_the_words_of_the_manager)
{
	struct tool go = { .id = TOOL_GO, .path = "/p/go", .origin = ORIGIN_ASDF };
	struct tool nix = { .id = TOOL_GO, .path = "/run/x/go", .origin = ORIGIN_NIX };
	struct tool protoc = { .id = TOOL_PROTOC, .path = "/p/protoc", .origin = ORIGIN_MISE };

	assert_string_equal("asdf install golang 1.27.2 && asdf set -u golang 1.27.2",
			    manager_command(test_arena(), &go, "1.27.2"));
	assert_null(manager_command(test_arena(), &go, NULL));
	assert_string_equal("mise use -g protoc@36.1",
			    manager_command(test_arena(), &protoc, "36.1"));
	assert_null(manager_command(test_arena(), &nix, "1.27.2"));
	nix.path = "/home/ann/.nix-profile/bin/go";
	assert_string_equal("nix profile upgrade go",
			    manager_command(test_arena(), &nix, "1.27.2"));
}
