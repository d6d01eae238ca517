/*
 * tests/cases/explain/reports.json: texts that people asked others about, on machines with that fault. Each is
 * read as it is, and as terminals, chats and logs hand it on.
 */
#include "test.h"

#include <ctype.h>
#include <string.h>

#include "base/base64.h"
#include "base/embedded.h"
#include "capture/capture.h"
#include "explain/explain.h"
#include "machine.h"
#include "wants/manifest.h"

extern const struct embedded_file catalogue_files[];

static const struct json *case_file(const char *name)
{
	struct json *root;
	struct err e = { 0 };

	assert_ok(json_parse(test_arena(), test_fixture(name), &root, &e), &e);
	return root;
}

static const struct json *reports(void)
{
	return case_file("cases/explain/reports.json");
}

/* What the machine of the report has besides, or has not: {"env": {...}, "files": {...}, "gone": [...]} */
static void change_machine(struct json *capture, const struct json *with)
{
	struct machine m = { .capture = capture };

	json_each (one, json_get(with, "env"))
		machine_env(&m, one->key, one->string);
	json_each (one, json_get(with, "gone"))
		machine_gone(&m, one->string);
	json_each (one, json_get(with, "files"))
		machine_file(&m, one->key, one->string);
}

/* One of the machines beside the reports, or "machines/NAME", one that other tests have too. */
static struct host *machine_of(const struct json *report)
{
	struct arena *mem = test_arena();
	const char *name = json_string(report, "machine");
	struct json *capture;
	struct host *host;
	struct err e = { 0 };

	if (!strchr(name, '/'))
		name = arena_fmt(mem, "cases/explain/machines/%s", name);
	assert_ok(json_parse(mem, test_fixture(name), &capture, &e), &e);
	change_machine(capture, json_get(report, "with"));
	assert_ok(host_captured_open(mem, capture, &host, &e), &e);
	return host;
}

struct looked_at {
	const struct catalogue *catalogue;
	struct host *host;
	const struct facts *facts;
	struct wants wants;
	struct findings findings;
};

static struct looked_at look_at_machine(const struct catalogue *catalogue,
					const struct json *report)
{
	struct arena *mem = test_arena();
	struct looked_at at = { .catalogue = catalogue, .host = machine_of(report) };
	struct wants_options options = { .manifest = manifest_builtin(mem) };
	struct rule_input in = { .mem = mem, .manifest = options.manifest };
	struct err e = { 0 };

	at.facts = facts_gather(mem, at.host, &(struct facts_options){ 0 });
	assert_ok(wants_make(mem, at.facts, &options, &at.wants, &e), &e);
	in.facts = at.facts;
	in.wants = &at.wants;
	at.findings = rules_check(&in);
	return at;
}

/* Many texts are of the same machine. */
struct machines LIST_OF(struct {
	const char *name;
	struct looked_at at;
});

static struct looked_at look(struct machines *machines, const struct catalogue *catalogue,
			     const struct json *report)
{
	const char *name = json_string(report, "machine");
	struct looked_at at;

	for (size_t i = 0; !json_get(report, "with") && i < machines->n; i++)
		if (str_equal(machines->at[i].name, name))
			return machines->at[i].at;
	at = look_at_machine(catalogue, report);
	if (json_get(report, "with"))
		return at;
	list_add(test_arena(), machines);
	machines->at[machines->n - 1].name = name;
	machines->at[machines->n - 1].at = at;
	return at;
}

/* As `goready explain --from` does. */
static struct explanation explain(const struct looked_at *at, struct bytes text)
{
	return explain_text(test_arena(), at->host, text,
			    &(struct explain_input){ .facts = at->facts,
						     .wants = &at->wants,
						     .findings = &at->findings,
						     .catalogue = at->catalogue,
						     .named_here = host_captured_text });
}

static struct bytes text_of(const struct json *report)
{
	struct bytes bytes;
	const char *coded = json_string(report, "text_b64");

	if (!coded)
		return bytes_of(json_string(report, "text"));
	assert_true(base64_decode(test_arena(), coded, &bytes));
	return bytes;
}

/* ---- is the answer right? ---- */

static bool has(const struct json *list, const char *id)
{
	json_each (one, list)
		if (str_equal(one->string, id))
			return true;
	return false;
}

static const struct hypothesis *hypothesis_of(const struct explanation *x, const char *id,
					      enum hypothesis_verdict verdict)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (str_equal(x->hypotheses.at[i].id, id) && x->hypotheses.at[i].verdict == verdict)
			return &x->hypotheses.at[i];
	return NULL;
}

static bool one_is_named(const struct explanation *x, const struct json *report)
{
	const struct json *holds = json_get(report, "holds");
	bool open = json_get(report, "network") || json_get(report, "project");

	json_each (id, holds) {
		if (hypothesis_of(x, id->string, HYPOTHESIS_HOLDS))
			return true;
		if (has(json_get(report, "elsewhere"), id->string) &&
		    hypothesis_of(x, id->string, HYPOTHESIS_ELSEWHERE))
			return true;
		if (open && hypothesis_of(x, id->string, HYPOTHESIS_NOT_LOOKED))
			return true;
	}
	return json_count(holds) == 0;
}

static const char *forbidden(const struct explanation *x, const struct json *report)
{
	struct arena *mem = test_arena();

	json_each (never, json_get(report, "never"))
		for (size_t i = 0; i < x->hypotheses.n; i++) {
			const struct hypothesis *h = &x->hypotheses.at[i];
			const char *about =
				arena_fmt(mem, "%s:%s", h->id, h->about.name ? h->about.name : "");

			if (h->verdict == HYPOTHESIS_HOLDS &&
			    (str_equal(h->id, never->string) || str_equal(about, never->string)))
				return never->string;
			if (h->remedy && strchr(never->string, ' ') &&
			    strstr(h->remedy, never->string))
				return never->string;
		}
	return NULL;
}

/* Of a text that names no cause: one that is said all the same. */
static const char *said_of_nothing(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS ||
		    x->hypotheses.at[i].verdict == HYPOTHESIS_ELSEWHERE)
			return x->hypotheses.at[i].id;
	return NULL;
}

/* Of a text that only says that something failed: what is claimed all the same. */
static const char *claimed_of_the_general(const struct explanation *x)
{
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_ELSEWHERE &&
		    !x->hypotheses.at[i].general)
			return x->hypotheses.at[i].id;
	return x->known ? "that it is known" : NULL;
}

static const char *mistake_in(const struct explanation *x, const struct json *report)
{
	const struct json *holds = json_get(report, "holds");
	const char *never = forbidden(x, report);

	if (never)
		return arena_fmt(test_arena(), "%s is said", never);
	if (json_get(report, "nothing") && said_of_nothing(x))
		return arena_fmt(test_arena(), "%s is said", said_of_nothing(x));
	if (json_get(report, "general") && claimed_of_the_general(x))
		return arena_fmt(test_arena(), "%s is claimed", claimed_of_the_general(x));
	if (!one_is_named(x, report))
		return "its cause is not named";
	for (size_t i = 0; i < x->hypotheses.n; i++)
		if (x->hypotheses.at[i].verdict == HYPOTHESIS_HOLDS &&
		    !has(holds, x->hypotheses.at[i].id) &&
		    !has(json_get(report, "elsewhere"), x->hypotheses.at[i].id))
			return arena_fmt(test_arena(), "%s is said to hold",
					 x->hypotheses.at[i].id);
	json_each (id, json_get(report, "elsewhere"))
		if (!hypothesis_of(x, id->string, HYPOTHESIS_ELSEWHERE) &&
		    !hypothesis_of(x, id->string, HYPOTHESIS_HOLDS))
			return arena_fmt(test_arena(), "%s is not named", id->string);
	return NULL;
}

/* ---- how texts come ---- */

static const char *phrases(void)
{
	for (const struct embedded_file *f = catalogue_files; f->name; f++)
		if (str_equal(f->name, "languages.txt"))
			return (const char *)f->data;
	fail_msg("no languages.txt");
	return NULL;
}

static struct bytes each_word_coloured(struct bytes text)
{
	struct str s = { .mem = test_arena() };

	str_add(&s, "\033[31m");
	for (size_t i = 0; i < text.n; i++) {
		str_add_char(&s, text.at[i]);
		if (text.at[i] == ' ')
			str_add(&s, "\033[0m\033[1;31m");
	}
	return str_bytes(&s);
}

static struct bytes with_blanks(struct bytes text, const char *blank)
{
	struct str s = { .mem = test_arena() };

	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] == ' ')
			str_add(&s, blank);
		else
			str_add_char(&s, text.at[i]);
	return str_bytes(&s);
}

static struct bytes with_no_break_blanks(struct bytes text)
{
	return with_blanks(text, "\xc2\xa0");
}

static struct bytes with_doubled_blanks(struct bytes text)
{
	return with_blanks(text, "  ");
}

static struct bytes in_capitals(struct bytes text)
{
	struct str s = { .mem = test_arena() };

	for (size_t i = 0; i < text.n; i++)
		str_add_char(&s, (char)toupper((unsigned char)text.at[i]));
	return str_bytes(&s);
}

static struct bytes cut_at_40_columns(struct bytes text)
{
	struct str s = { .mem = test_arena() };
	size_t column = 0;

	for (size_t i = 0; i < text.n; i++) {
		if (column == 40 && text.at[i] != '\n') {
			str_add_char(&s, '\n');
			column = 0;
		}
		column = text.at[i] == '\n' ? 0 : column + 1;
		str_add_char(&s, text.at[i]);
	}
	return str_bytes(&s);
}

/* The capture calls its home user's; a person's own name is longer or shorter than that. */
static struct bytes of_another_home_cut(struct bytes text)
{
	struct str s = { .mem = test_arena() };

	for (size_t i = 0; i < text.n; i++) {
		str_add_char(&s, text.at[i]);
		if (i + 6 < text.n && memcmp(text.at + i, "/user/", 6) == 0) {
			str_add(&s, "christopher");
			i += 4;
		}
	}
	return cut_at_40_columns(str_bytes(&s));
}

static struct bytes as_a_quotation(struct bytes text)
{
	struct str s = { .mem = test_arena() };

	str_add(&s, "> ");
	for (size_t i = 0; i < text.n; i++) {
		str_add_char(&s, text.at[i]);
		if (text.at[i] == '\n')
			str_add(&s, "> ");
	}
	return str_bytes(&s);
}

static struct bytes as_json(struct bytes text)
{
	struct json *list = json_new_array(test_arena());

	json_add_string(test_arena(), list, NULL, arena_strndup(test_arena(), text.at, text.n));
	return bytes_of(json_print(test_arena(), list, false));
}

/* The words of `english` in another language of languages.txt, the `nth` there is; NULL: it has not so many. */
static const char *in_language(const char *english, size_t nth)
{
	struct arena *mem = test_arena();
	const char *at = strstr(phrases(), arena_fmt(mem, "phrase %s\nis ", english));

	for (at = at ? strchr(at, '\n') + 1 : NULL; at && str_starts(at, "is "); at++) {
		if (nth-- == 0)
			return arena_strndup(mem, at + 3, strcspn(at + 3, "\n"));
		at = strchr(at, '\n');
	}
	return NULL;
}

/* What a shell there would have said; NULL: there is no such language. */
static const char *by_another_shell(const char *text, size_t nth)
{
	static const char *const words[] = { "command not found", "Permission denied",
					     "No such file or directory" };
	struct str s = { .mem = test_arena() };
	bool any = false;

	while (*text) {
		const char *other = NULL;

		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && !other; i++)
			if (str_starts(text, words[i])) {
				other = in_language(words[i], nth);
				text += other ? strlen(words[i]) : 0;
			}
		any = any || other;
		if (other)
			str_add(&s, other);
		else
			str_add_char(&s, *text++);
	}
	return any ? str_text(&s) : NULL;
}

static const struct {
	const char *name;
	struct bytes (*change)(struct bytes text);
} mutations[] = {
	{ "each word coloured", each_word_coloured },
	{ "with no-break blanks", with_no_break_blanks },
	{ "with doubled blanks", with_doubled_blanks },
	{ "in capitals", in_capitals },
	{ "cut at 40 columns", cut_at_40_columns },
	{ "of another home, cut at 40 columns", of_another_home_cut },
	{ "as a quotation", as_a_quotation },
	{ "as JSON", as_json },
};

static void check_languages(const struct looked_at *at, const struct json *report,
			    struct str *mistakes)
{
	enum { MOST = 20 };

	for (size_t nth = 0; json_string(report, "text") && nth < MOST; nth++) {
		const char *text = by_another_shell(json_string(report, "text"), nth);
		struct explanation x;

		if (!text)
			continue;
		x = explain(at, bytes_of(text));
		if (mistake_in(&x, report))
			str_fmt(mistakes, "%s, as %s: %s\n", json_string(report, "id"), text,
				mistake_in(&x, report));
	}
}

static void check(const struct json *list, struct str *mistakes)
{
	const struct catalogue *catalogue = catalogue_builtin(test_arena());
	struct machines machines = { 0 };

	json_each (report, list) {
		struct looked_at at = look(&machines, catalogue, report);
		struct bytes text = text_of(report);
		struct explanation x = explain(&at, text);

		if (mistake_in(&x, report))
			str_fmt(mistakes, "%s: %s\n", json_string(report, "id"),
				mistake_in(&x, report));
		for (size_t i = 0; i < sizeof(mutations) / sizeof(mutations[0]); i++) {
			if (json_string(report, "text_b64") &&
			    (mutations[i].change == in_capitals || mutations[i].change == as_json))
				continue; /* bytes of no encoding */
			x = explain(&at, mutations[i].change(text));
			if (mistake_in(&x, report))
				str_fmt(mistakes, "%s, %s: %s\n", json_string(report, "id"),
					mutations[i].name, mistake_in(&x, report));
		}
		check_languages(&at, report, mistakes);
	}
}

TEST(each_text_is_explained_however_it_comes)
{
	struct str mistakes = { .mem = test_arena() };

	check(json_get(reports(), "texts"), &mistakes);
	if (mistakes.n)
		fail_with(str_text(&mistakes));
}

TEST(another_fault_of_the_machine_is_not_taken_for_the_cause)
{
	struct str mistakes = { .mem = test_arena() };

	check(json_get(reports(), "probes"), &mistakes);
	if (mistakes.n)
		fail_with(str_text(&mistakes));
}

/* Of a paste: what is said of each of its commands. */
static void check_verdicts(const struct json *report, const struct explanation *x)
{
	const struct json *wanted = json_get(report, "verdicts");
	struct str got = { .mem = test_arena() }, want = { .mem = test_arena() };

	json_each (one, wanted)
		str_fmt(&want, " %s", one->string);
	for (size_t i = 0; i < x->commands.n; i++)
		str_fmt(&got, " %s", command_verdict_name(x->commands.at[i].verdict));
	if (wanted && !str_equal(str_text(&got), str_text(&want)))
		fail_msg("%s:%s, not%s", json_string(report, "id"), str_text(&got),
			 str_text(&want));
}

/* Of the first command, which stands as it was typed or in a chat's or a tool's hands. */
static const char *wrong_verdict(const struct json *report, const struct looked_at *at,
				 struct bytes text)
{
	struct explanation x = explain(at, text);
	const char *verdict =
		x.commands.n ? command_verdict_name(x.commands.at[0].verdict) : "none";

	return str_equal(verdict, json_string(report, "verdict")) ||
			       has(json_get(report, "also"), verdict)
		       ? NULL
		       : verdict;
}

/* A name alone: behind a quotation's mark it is what was typed at a prompt. */
static bool is_one_word(const struct json *report)
{
	return !strchr(json_string(report, "text"), ' ');
}

static void check_commands_handed_on(const struct json *list, struct str *mistakes)
{
	const struct catalogue *catalogue = catalogue_builtin(test_arena());
	struct machines machines = { 0 };

	json_each (report, list) {
		struct looked_at at = look(&machines, catalogue, report);
		struct bytes text = text_of(report);

		for (size_t i = 0; json_string(report, "verdict") && !is_one_word(report) &&
				   i < sizeof(mutations) / sizeof(mutations[0]);
		     i++) {
			struct bytes changed = mutations[i].change(text);

			if (mutations[i].change == in_capitals ||
			    mutations[i].change == cut_at_40_columns ||
			    mutations[i].change == of_another_home_cut)
				continue; /* which is another command */
			if (wrong_verdict(report, &at, changed))
				str_fmt(mistakes, "%s, %s: %s\n", json_string(report, "text"),
					mutations[i].name, wrong_verdict(report, &at, changed));
		}
	}
}

static void check_commands(const struct json *list)
{
	const struct catalogue *catalogue = catalogue_builtin(test_arena());
	struct machines machines = { 0 };

	json_each (report, list) {
		struct looked_at at = look(&machines, catalogue, report);
		struct explanation x = explain(&at, text_of(report));
		const char *verdict =
			x.commands.n ? command_verdict_name(x.commands.at[0].verdict) : "none";

		check_verdicts(report, &x);
		if (json_string(report, "verdict") &&
		    !str_equal(verdict, json_string(report, "verdict")) &&
		    !has(json_get(report, "also"), verdict))
			fail_msg("%s: %s", json_string(report, "text"), verdict);
		if (json_string(report, "says") &&
		    (!x.commands.n || !strstr(x.commands.at[0].why, json_string(report, "says"))))
			fail_msg("%s: it does not say: %s", json_string(report, "text"),
				 json_string(report, "says"));
		if (json_string(report, "replaced_by") &&
		    (!x.commands.n ||
		     !str_equal(json_string(report, "replaced_by"), x.commands.at[0].instead)))
			fail_msg("%s: another command is to be typed instead",
				 json_string(report, "text"));
	}
}

TEST(each_command_gets_its_verdict)
{
	check_commands(json_get(reports(), "commands"));
}

TEST(each_command_of_an_article_gets_its_verdict)
{
	check_commands(json_get(case_file("cases/explain/commands.json"), "commands"));
}

TEST(each_command_gets_its_verdict_however_it_comes)
{
	struct str mistakes = { .mem = test_arena() };

	check_commands_handed_on(json_get(reports(), "commands"), &mistakes);
	check_commands_handed_on(json_get(case_file("cases/explain/commands.json"), "commands"),
				 &mistakes);
	if (mistakes.n)
		fail_with(str_text(&mistakes));
}

/* seen.json: what people showed others in public; a text on a machine at a time, as it is. */
TEST(what_was_seen_in_public_is_explained)
{
	const struct json *seen = case_file("cases/explain/seen.json");
	const struct catalogue *catalogue = catalogue_builtin(test_arena());
	struct machines machines = { 0 };
	struct str mistakes = { .mem = test_arena() };

	json_each (report, json_get(seen, "texts")) {
		struct looked_at at = look(&machines, catalogue, report);
		struct explanation x = explain(&at, text_of(report));

		if (mistake_in(&x, report))
			str_fmt(&mistakes, "%s: %s\n", json_string(report, "id"),
				mistake_in(&x, report));
	}
	if (mistakes.n)
		fail_with(str_text(&mistakes));
	check_commands(json_get(seen, "commands"));
}

/* ---- what only says that something failed, and what only another system has ---- */

static const char general_catalogue[] = "kind any-line\n"
					"says at line {word}\n"
					"means test.line\n"
					"general The text says that it failed\n"
					"source test\n"
					"example at line 3\n\n"
					"kind a-full-disk\n"
					"says disk full\n"
					"means test.disk\n"
					"source test\n"
					"example disk full\n\n"
					"message stopped\n"
					"says it stopped\n"
					"means test.line\n"
					"general The text says that it stopped\n"
					"source test\n"
					"example it stopped\n\n"
					"message no-name\n"
					"says no name given\n"
					"means test.name\n"
					"source test\n"
					"example no name given\n\n"
					"cause test.line\ntitle A line\nadvice Mend it\n\n"
					"cause test.name\ntitle No name\nadvice Give one\n\n"
					"cause test.disk\ntitle Full\nadvice Make room\n";

static struct explanation explain_on(const char *machine, const struct catalogue *catalogue,
				     const char *text)
{
	struct json *report;
	struct looked_at at;
	struct err e = { 0 };

	assert_ok(json_parse(test_arena(),
			     bytes_of(arena_fmt(test_arena(), "{\"machine\":\"%s\"}", machine)),
			     &report, &e),
		  &e);
	at = look_at_machine(catalogue, report);
	return explain(&at, bytes_of(text));
}

static struct explanation explain_by_the_general(const char *text)
{
	struct catalogue c = { 0 };
	struct err e = { 0 };

	assert_ok(catalogue_parse(test_arena(), "test", bytes_of(general_catalogue), &c, &e), &e);
	return explain_on("healthy-debian.json", &c, text);
}

TEST(what_names_no_cause_is_repeated_and_not_known)
{
	struct explanation x = explain_by_the_general("at line 12");

	assert_int_equal(x.hypotheses.n, 1);
	assert_string_equal(x.hypotheses.at[0].general, "The text says that it failed");
	assert_string_equal(x.hypotheses.at[0].evidence.at[0], x.hypotheses.at[0].general);
	assert_int_equal(x.hypotheses.at[0].verdict, HYPOTHESIS_ELSEWHERE);
	assert_false(x.known);
}

TEST(a_cause_that_is_told_comes_in_the_place_of_what_names_none)
{
	struct explanation x = explain_by_the_general("it stopped\nno name given");

	assert_true(x.known);
	assert_int_equal(x.hypotheses.n, 1);
	assert_string_equal(x.hypotheses.at[0].id, "test.name");
	assert_null(x.hypotheses.at[0].general);
}

TEST(a_kind_that_names_no_cause_is_asked_last)
{
	struct explanation x = explain_by_the_general("at line 12: disk full");

	assert_true(x.known);
	assert_int_equal(x.hypotheses.n, 1);
	assert_string_equal(x.hypotheses.at[0].id, "test.disk");
}

TEST(what_only_a_mac_can_have_is_ruled_out_by_that)
{
	const struct catalogue *c = catalogue_builtin(test_arena());
	const char *text = "xcrun: error: invalid active developer path "
			   "(/Library/Developer/CommandLineTools), missing xcrun";
	struct explanation x = explain_on("healthy-debian.json", c, text);
	const struct hypothesis *h = hypothesis_of(&x, "clt.missing", HYPOTHESIS_RULED_OUT);

	assert_non_null(h);
	assert_string_equal(h->evidence.at[0], "this is Linux");
	assert_true(h->of_another_system);
	x = explain_on("healthy-mac.json", c, text);
	h = hypothesis_of(&x, "clt.missing", HYPOTHESIS_RULED_OUT);
	assert_true(!h || !h->evidence.n);
}

TEST(what_goready_brings_is_installed_by_it)
{
	const struct catalogue *c = catalogue_builtin(test_arena());
	struct explanation x =
		explain_on("machines/debian-bare.json", c, "zsh: command not found: buf");
	const struct hypothesis *h = hypothesis_of(&x, "tool.missing", HYPOTHESIS_HOLDS);

	assert_non_null(h);
	assert_non_null(strstr(h->remedy, "goready install buf"));
}
