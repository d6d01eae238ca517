#include "test.h"

#include "run/clt_label.h"

static struct clt_label found(const char *text)
{
	struct clt_label label = { 0 };

	assert_true(clt_label_find(test_arena(), text, &label));
	return label;
}

TEST(label_and_size_are_read_as_macos_lists_them)
{
	struct clt_label label =
		found("Software Update Tool\n\nFinding available software\n"
		      "Software Update found the following new or updated software:\n"
		      "* Label: Command Line Tools for Xcode-14.1\n"
		      "\tTitle: Command Line Tools for Xcode, Version: 14.1, Size: 687455KiB, "
		      "Recommended: YES, \n");

	assert_string_equal("Command Line Tools for Xcode-14.1", label.label);
	assert_int_equal(687455ull * 1024, label.size);
}

TEST(label_of_macos_10_13_is_read_too)
{
	struct clt_label label =
		found("   * Command Line Tools (macOS High Sierra version 10.13) for Xcode-9.1\n"
		      "\tCommand Line Tools (macOS High Sierra version 10.13) for Xcode (9.1), "
		      "177264K [recommended]\n");

	assert_string_equal("Command Line Tools (macOS High Sierra version 10.13) for Xcode-9.1",
			    label.label);
	assert_int_equal(177264ull * 1024, label.size);
}

TEST(newest_of_several_is_taken_and_no_system_update)
{
	struct clt_label label =
		found("* Label: macOS Sequoia 15.7-24G222\n"
		      "\tTitle: macOS Sequoia 15.7, Version: 15.7, Size: 6687455KiB\n"
		      "* Label: Command Line Tools for Xcode-16.10\n"
		      "\tTitle: Command Line Tools for Xcode, Version: 16.10, Size: 800000KiB\n"
		      "* Label: Command Line Tools for Xcode-16.2\n"
		      "\tTitle: Command Line Tools for Xcode, Version: 16.2, Size: 700000KiB\n");

	assert_string_equal("Command Line Tools for Xcode-16.10", label.label);
	assert_int_equal(800000ull * 1024, label.size);
}

TEST(label_of_macos_26_has_a_version_before_its_dash_and_a_beta_is_the_last_resort)
{
	struct clt_label label =
		found("* Label: Command Line Tools for Xcode 26.1-26.1\n"
		      "\tTitle: Command Line Tools for Xcode 26.1, Version: 26.1, Size: 900000KiB\n"
		      "* Label: Command Line Tools beta 2 for Xcode 26.2-26.2\n"
		      "\tTitle: Command Line Tools beta 2 for Xcode 26.2, Version: 26.2, Size: "
		      "910000KiB\n");

	assert_string_equal("Command Line Tools for Xcode 26.1-26.1", label.label);
	label = found("* Label: Command Line Tools beta 4 for Xcode 27-27.0\n"
		      "\tTitle: Command Line Tools beta 4, Version: 27.0, Size: 910000KiB\n");
	assert_string_equal("Command Line Tools beta 4 for Xcode 27-27.0", label.label);
	assert_int_equal(910000ull * 1024, label.size);
}

TEST(no_tools_listed_is_no_label)
{
	struct clt_label label = { 0 };

	assert_false(clt_label_find(test_arena(), "No new software available.\n", &label));
	assert_false(clt_label_find(test_arena(), "", &label));
	assert_null(label.label);
}

TEST(last_percentage_counts)
{
	static const char text[] = "Downloading: 12.50%\rDownloading: 47%\r";

	assert_int_equal(47, clt_percent(text, sizeof(text) - 1));
	assert_int_equal(12, clt_percent(text, 19));
	assert_int_equal(-1, clt_percent("%", 1));
	assert_int_equal(-1, clt_percent("Installing", 10));
	assert_int_equal(-1, clt_percent("250%", 4));
}
