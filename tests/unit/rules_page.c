/* docs/rules.md is made by the program, and is what it makes today. */
#include "test.h"

#include "app/help.h"

TEST(the_page_of_rules_in_docs_is_what_the_tables_say)
{
	struct bytes page = test_fixture("../docs/rules.md");

	if (!str_equal(help_rules(test_arena()), arena_strndup(test_arena(), page.at, page.n)))
		fail_msg("it is older than the tables. goready --helper rules >docs/rules.md");
}
