/* What the rules say about the captured machines in tests/machines. */
#include "machine.h"
#include "plan_machine.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_healthy(const char *name)
{
	return str_starts(name, "healthy-");
}

TEST(nothing_above_a_note_is_said_of_a_healthy_machine)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = machine_named(names.at[i]);

		if (!is_healthy(names.at[i]))
			continue;
		machine_look(m);
		if (findings_count(&m->findings, LEVEL_PROBLEM) ||
		    findings_count(&m->findings, LEVEL_WARNING))
			fail_msg("%s:\n%s", m->name, machine_report(m));
	}
}

TEST(each_other_machine_has_a_problem)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = machine_named(names.at[i]);

		if (is_healthy(names.at[i]))
			continue;
		machine_look(m);
		if (getenv("GOREADY_SHOW"))
			printf("==== %s\n%s", m->name, machine_report(m));
		if (!findings_count(&m->findings, LEVEL_PROBLEM))
			fail_msg("%s, named as not healthy, has no problem:\n%s", m->name,
				 machine_report(m));
	}
}

/* A Mac is not at hand: what is said of the captured ones is read as text. */
TEST(each_mac_gets_the_findings_of_its_golden_file)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = machine_named(names.at[i]);
		struct arena *mem = test_arena();

		machine_look(m);
		if (m->facts->machine.os == OS_DARWIN)
			assert_snapshot(arena_fmt(mem, "%s/findings.txt", m->name),
					machine_without_versions(mem, machine_report(m)));
	}
}

TEST(every_finding_has_evidence_a_remedy_and_a_reason)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = machine_named(names.at[i]);

		machine_look(m);
		for (size_t j = 0; j < m->findings.n; j++) {
			const struct finding *f = &m->findings.at[j];

			if (!f->evidence.n || !f->remedy || !f->title || !f->rule->why)
				fail_msg("%s: %s lacks evidence, remedy, title or reason", m->name,
					 f->rule->id);
			if (f->automatic && f->heal == HEAL_NONE)
				fail_msg("%s: %s is automatic without a way to heal", m->name,
					 f->rule->id);
		}
	}
}

TEST(ids_are_told_once_and_every_row_is_complete)
{
	const struct rule *rule;

	for (size_t i = 0; (rule = rules_at(i)); i++) {
		assert_ptr_equal(rule, rules_find(rule->id));
		assert_non_null(strchr(rule->id, '.'));
		assert_true(rule->title && rule->why);
		assert_true(rule->by_symptom_only || rule->holds);
		assert_true(rule->level > LEVEL_OK);
	}
	assert_null(rules_find("no.such-rule"));
}

TEST(findings_are_told_as_json_by_the_documented_names)
{
	struct machine *m = machine_named("goroot-stale-zshrc");
	const struct json *list, *one;

	machine_look(m);
	list = findings_json(test_arena(), &m->findings);
	one = list->first;
	assert_int_equal(m->findings.n, json_count(list));
	assert_string_equal("goenv.goroot", json_string(one, "id"));
	assert_string_equal("goenv", json_string(one, "topic"));
	assert_string_equal("problem", json_string(one, "level"));
	assert_non_null(json_string(one, "title"));
	assert_non_null(json_string(one, "why"));
	assert_contains(json_get(one, "evidence")->first->string, "~/.zshrc line 3");
	assert_non_null(json_string(json_get(one, "fix"), "summary"));
	assert_true(json_bool(json_get(one, "fix"), "automatic", false));
	assert_string_equal("variable", json_string(json_get(one, "about"), "kind"));
	assert_string_equal("GOROOT", json_string(json_get(one, "about"), "name"));
	assert_int_equal(JSON_NULL, json_get(one, "under")->type);
	assert_contains(json_string(json_get(one, "where")->first, "file"), "/.zshrc");
	assert_int_equal(3, json_int(json_get(one, "where")->first, "line", 0));
}

TEST(a_consequence_stands_behind_its_cause_and_names_it)
{
	struct machine *m = machine_named("renamed-user");
	const struct json *list;
	bool cause = false, consequence = false;

	machine_look(m);
	list = findings_json(test_arena(), &m->findings);
	json_each (one, list) {
		cause = cause || str_equal(json_string(one, "id"), "goenv.gopath");
		if (!str_equal(json_string(one, "id"), "plugin.off-path"))
			continue;
		assert_true(cause);
		assert_string_equal("goenv.gopath", json_string(one, "under"));
		consequence = true;
	}
	assert_true(consequence);
}

TEST(what_stops_somebody_is_told_before_what_only_might)
{
	struct names names = machine_names();

	for (size_t i = 0; i < names.n; i++) {
		struct machine *m = machine_named(names.at[i]);
		enum level before = LEVEL_PROBLEM;

		machine_look(m);
		for (size_t k = 0; k < m->findings.n; k++) {
			const struct finding *f = &m->findings.at[k];

			if (f->under)
				continue;
			if (f->level > before)
				fail_msg("%s, %s:\n%s", m->name, f->rule->id, machine_report(m));
			before = f->level;
		}
	}
}
