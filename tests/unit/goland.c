/* What GoLand's files say of Go, of a dozen kinds; and what stays out of a capture. */
#include "machine.h"

#include <time.h>
#include <unistd.h>

#include "base/mask.h"

#define SDKS "/home/user/.config/JetBrains/GoLand2026.2/options/go.sdk.xml"
#define PROJECT "/home/user/src/app"
#define WORKSPACE PROJECT "/.idea/workspace.xml"
#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/* "LINE VALUE" of each setting, in a row. */
static const char *told(const char *path, const char *text)
{
	struct machine *m = machine_named("healthy-debian-amd64");
	struct str s = { .mem = test_arena() };
	const struct editor_facts *f;

	machine_file(m, PROJECT "/go.mod", "module a\n\ngo 1.26\n");
	machine_file(m, path, text);
	m->project = PROJECT;
	machine_look(m);
	f = &m->facts->editors;
	for (size_t i = 0; i < f->settings.n; i++)
		str_fmt(&s, "%s%d %s", s.n ? "; " : "", f->settings.at[i].line,
			f->settings.at[i].path);
	return str_text(&s);
}

static const char *goroot(const char *component)
{
	return told(WORKSPACE,
		    arena_fmt(test_arena(), HEAD "<project version=\"4\">\n%s\n</project>\n",
			      component));
}

TEST(a_project_s_goroot_is_a_url)
{
	assert_string_equal("3 /usr/local/go",
			    goroot("  <component name=\"GOROOT\" url=\"file:///usr/local/go\" />"));
}

TEST(attributes_stand_in_any_order_and_quotes)
{
	assert_string_equal("3 /usr/local/go",
			    goroot("<component url = 'file:///usr/local/go/'\tname='GOROOT'/>"));
}

TEST(a_tag_may_take_several_lines)
{
	assert_string_equal(
		"4 /opt/go",
		goroot("\n<component\r\n  name=\"GOROOT\"\r\n  url=\"file:///opt/go\"/>"));
}

TEST(entities_are_signs)
{
	assert_string_equal(
		"3 /opt/a&b \"c\"",
		goroot("<component name=\"GOROOT\" url=\"file:///opt/a&amp;b &quot;c&quot;\"/>"));
}

TEST(what_is_commented_out_does_not_count)
{
	assert_string_equal("4 /new",
			    goroot("<!-- <component name=\"GOROOT\" url=\"file:///old\"/> -->\n"
				   "<component name=\"GOROOT\" url=\"file:///new\"/>"));
}

TEST(its_words_for_folders_are_known)
{
	assert_string_equal(
		"3 /home/user/sdk/go1.26.8",
		goroot("<component name=\"GOROOT\" url=\"file://$USER_HOME$/sdk/go1.26.8\"/>"));
	assert_string_equal(
		"3 /home/user/src/app/.go",
		goroot("<component name=\"GOROOT\" url=\"file://$PROJECT_DIR$/.go\"/>"));
}

TEST(what_only_the_program_or_another_machine_knows_is_passed_over)
{
	assert_string_equal("",
			    goroot("<component name=\"GOROOT\" url=\"file://$GOLAND_HOME$/go\"/>"));
	assert_string_equal("", goroot("<component name=\"GOROOT\" url=\"file://C:/Go\"/>"));
	assert_string_equal(
		"",
		goroot("<component name=\"GOROOT\" url=\"file:////wsl$/Debian/usr/local/go\"/>"));
	assert_string_equal("", goroot("<component name=\"GOROOT\" url=\"\"/>"));
	assert_string_equal("", goroot("<component name=\"GOROOT\"/>"));
}

TEST(a_file_that_breaks_off_says_what_it_says)
{
	assert_string_equal("1 /a",
			    told(WORKSPACE, "<component name=\"GOROOT\" url=\"file:///a\"/>\n"
					    "<component name=\"GOROOT\" url=\"file:///b"));
	assert_string_equal("", told(WORKSPACE, "<!-- "));
	assert_string_equal("", told(WORKSPACE, ""));
}

TEST(the_list_of_gos_is_read_and_no_other_list)
{
	assert_string_equal(
		"6 /usr/local/go; 7 /home/user/sdk/go1.22",
		told(SDKS, "<application>\r\n  <component name=\"GoSdkList\">\r\n    <sdk-path>\r\n"
			   "      <set>\r\n\r\n"
			   "        <option value=\"/usr/local/go\" />\r\n"
			   "        <option value=\"$USER_HOME$/sdk/go1.22\" />\r\n"
			   "      </set>\r\n    </sdk-path>\r\n  </component>\r\n"
			   "  <component name=\"Other\"><option value=\"/x\" /></component>\r\n"
			   "</application>\r\n"));
}

TEST(a_byte_order_mark_is_no_matter)
{
	assert_string_equal(
		"1 /a",
		told(WORKSPACE, "\xef\xbb\xbf<component name=\"GOROOT\" url=\"file:///a\"/>"));
}

TEST(new_projects_have_a_goroot_of_their_own)
{
	assert_string_equal(
		"1 /a",
		told("/home/user/.config/JetBrains/GoLand2026.2/options/project.default.xml",
		     "<component name=\"GOROOT\" url=\"file:///a\"/>"));
}

TEST(the_newest_of_several_versions_counts)
{
	struct machine *m = machine_named("healthy-debian-amd64");

	machine_file(m, "/home/user/.config/JetBrains/GoLand2025.3/options/go.sdk.xml",
		     "<component name=\"GoSdkList\"><option value=\"/old\"/></component>");
	machine_file(m, "/home/user/.config/JetBrains/GoLand2026.10/options/go.sdk.xml",
		     "<component name=\"GoSdkList\"><option value=\"/new\"/></component>");
	machine_file(m, "/home/user/.config/JetBrains/GoLand2026.9/options/go.sdk.xml",
		     "<component name=\"GoSdkList\"><option value=\"/older\"/></component>");
	machine_look(m);
	assert_int_equal(1, (int)m->facts->editors.settings.n);
	assert_string_equal("/new", m->facts->editors.settings.at[0].path);
}

/* A project's file is anybody's: nothing in it may take longer the more of it there is. */
TEST(a_file_with_many_tags_is_read_at_once)
{
	struct str s = { .mem = test_arena() };
	clock_t begun = clock();

	for (int i = 0; i < 200000; i++)
		str_add(&s, "<a>\n");
	str_add(&s, "<component name=\"GOROOT\" url=\"file:///opt/go\"/>");
	assert_string_equal("200001 /opt/go", told(WORKSPACE, str_text(&s)));
	assert_true((clock() - begun) / CLOCKS_PER_SEC < 5);
}

TEST(a_capture_shows_of_other_editors_what_names_go)
{
	struct mask mask = {
		.mem = test_arena(), .home = "/home/ann", .user = "ann", .new_home = "/home/user"
	};

	assert_string_equal(
		"\n  \"path\": \"/home/user/go/bin/gopls\"\n\n",
		mask_editor_lines(&mask, BYTES("// hunter2\n"
					       "  \"path\": \"/home/ann/go/bin/gopls\"\n"
					       "token = \"hunter2\"\n"))
			.at);
	assert_string_equal(
		"<component name=\"GOROOT\" url=\"file:///a\"/>\n\n<component name=\"GoSdkList\">\n"
		"<option value=\"/home/user/go\"/>\n\n\n",
		mask_editor_lines(
			&mask,
			BYTES("<component name=\"GOROOT\" url=\"file:///a\"/>\n<x y=\"hunter2\"/>\n"
			      "<component name=\"GoSdkList\">\n<option value=\"/home/ann/go\"/>\n"
			      "</component>\n<option value=\"hunter2\"/>\n"))
			.at);
}
