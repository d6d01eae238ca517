/* Languages: names, catalogues, and what a translation has to be. */
#include "base/embedded.h"
#include "base/foreign.h"
#include "base/i18n.h"
#include "base/own_name.h"
#include "base/po.h"
#include "app/commands.h"
#include "test.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

extern const struct embedded_file locale_files[];

static struct {
	const char *lc_all, *lc_messages, *lang, *language;
} environment;

static const char *variable(const char *name)
{
	if (strcmp(name, "LC_ALL") == 0)
		return environment.lc_all;
	if (strcmp(name, "LC_MESSAGES") == 0)
		return environment.lc_messages;
	return strcmp(name, "LANG") == 0 ? environment.lang : environment.language;
}

static struct po *parsed(const char *text)
{
	struct po *po = NULL;
	struct err e = { 0 };

	assert_ok(po_parse(test_arena(), bytes_of(text), &po, &e), &e);
	return po;
}

TEST(a_catalogue_is_read_with_plurals_and_long_texts)
{
	struct po *po =
		parsed("msgid \"\"\nmsgstr \"\"\n\"Language: xx\\n\"\n\n"
		       "#: a.c\nmsgid \"one\"\nmsgstr \"eins\"\n"
		       "msgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"%d Ding\"\n\n"
		       "msgid \"\"\n\"a\\n\"\n\"\\\"b\\\"\"\nmsgstr \"A\\n\"\n\"\\\\B\"\n\n"
		       "#, fuzzy, c-format\nmsgid \"old\"\nmsgstr \"alt\"\n\n"
		       "msgid \"new\"\nmsgstr \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"weg\"\n");

	assert_string_equal(po_find(po, "one"), "eins");
	assert_string_equal(po_find(po, "%d file"), "%d Ding");
	assert_string_equal(po_find(po, "a\n\"b\""), "A\n\\B");
	assert_null(po_find(po, "old"));
	assert_null(po_find(po, "new"));
	assert_null(po_find(po, "gone"));
	assert_null(po_find(po, ""));
	assert_string_equal(po_header(test_arena(), po, "Language"), "xx");
}

TEST(what_no_catalogue_may_hold_is_an_error_that_names_the_line)
{
	static const char *const bad[] = {
		"msgid \"a\"\nmsgid \"b\"\n",
		"msgid \"a\nmsgstr \"\"\n",
		"\"a\"\n",
		"msgid \"\\q\"\n",
		"msgid \"a\\",
		"msgid \"a\"\nmsgstr[1] \"b\"\n",
		"msgctxt \"c\"\n",
		"msgstr \"b\"\nmsgid",
	};
	struct po *po = NULL;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = { 0 };

		assert_rc(RC_SYNTAX, po_parse(test_arena(), bytes_of(bad[i]), &po, &e), &e);
		assert_contains(e.text, "line ");
	}
	assert_null(po);
}

TEST(a_language_goes_by_the_names_that_systems_give_it)
{
	static const char *const chinese[] = { "zh",      "zh_CN", "zh-cn",           "zh_CN.UTF-8",
					       "zh-Hans", "zh_SG", "zh-Hans-CN.utf8", "Chinese" };
	static const char *const none[] = { "", "z", "zh_TW", "zh-Hant", "xx", "also", ".UTF-8" };

	for (size_t i = 0; i < sizeof(chinese) / sizeof(chinese[0]); i++)
		assert_string_equal(language_known(chinese[i]), "zh_CN");
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_null(language_known(none[i]));
	assert_string_equal(language_known("en_GB.UTF-8"), "en");
	assert_string_equal(language_known("POSIX"), "en");
	assert_null(language_known(NULL));
}

TEST(the_environment_chooses_a_language_as_gettext_reads_it)
{
	static const struct {
		const char *lc_all, *lc_messages, *lang, *language, *wanted;
	} cases[] = {
		{ NULL, NULL, NULL, NULL, "en" },
		{ NULL, NULL, "zh_CN.UTF-8", NULL, "zh_CN" },
		{ "", "", "zh_CN.UTF-8", "", "zh_CN" },
		{ NULL, "en_US.UTF-8", "zh_CN.UTF-8", NULL, "en" },
		{ "zh_CN.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", NULL, "zh_CN" },
		{ NULL, NULL, "en_US.UTF-8", "fr:zh_CN:en", "zh_CN" },
		{ NULL, NULL, "zh_CN.UTF-8", "en_US:en", "en" },
		{ "C.UTF-8", NULL, "zh_CN.UTF-8", "zh_CN", "en" },
		{ NULL, NULL, NULL, "zh_CN", "en" },
		{ NULL, NULL, "zh_CN.GB18030", NULL, "en" },
		{ NULL, NULL, "zh_TW.UTF-8", NULL, "en" },
		{ NULL, NULL, "xx_XX.UTF-8", NULL, "en" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		environment.lc_all = cases[i].lc_all;
		environment.lc_messages = cases[i].lc_messages;
		environment.lang = cases[i].lang;
		environment.language = cases[i].language;
		assert_string_equal(language_wanted(variable), cases[i].wanted);
	}
}

/* Those of a machine that has this locale and no other. */
static const char *only_locale;

static char *set_only(int category, const char *name)
{
	assert_int_equal(LC_CTYPE, category);
	return str_equal(name, only_locale) ? arena_strdup(test_arena(), name) : NULL;
}

TEST(characters_of_utf8_come_by_a_name_that_the_system_has)
{
	static const char *const have[] = { "C.UTF-8", "en_US.UTF-8", "UTF-8" };

	for (size_t i = 0; i < 3; i++) {
		only_locale = have[i];
		assert_string_equal(have[i], locale_of_utf8(set_only));
	}
	only_locale = "de_DE.ISO8859-1";
	assert_null(locale_of_utf8(set_only));
}

TEST(every_language_is_a_choice_of_the_option)
{
	struct names names = language_names(test_arena());

	for (const struct option_row *row = option_rows; row->name; row++)
		if (strcmp(row->name, "--lang") == 0)
			assert_string_equal(row->choices, str_join(test_arena(), &names, " "));
}

TEST(messages_are_in_the_language_that_is_chosen)
{
	assert_string_equal(_("Machine"), "Machine");
	language_choose("zh_CN");
	assert_string_equal(_("not in any catalogue"), "not in any catalogue");
	assert_string_equal(_("Findings"), "发现的问题");
	language_choose("en");
	assert_string_equal(_("Findings"), "Findings");
}

/* ---- what a translation has to be ---- */

/* The arguments a format takes, in their order: "s d lu" of "%2$d of %1$s, %3$lu". */
static const char *arguments(const char *format)
{
	const char *kinds[16] = { 0 };
	struct str out = { .mem = test_arena() };
	int next = 0;

	for (const char *c = strchr(format, '%'); c; c = strchr(c, '%')) {
		size_t digits = strspn(c + 1, "0123456789");
		int at = digits && c[1 + digits] == '$' ? atoi(c + 1) - 1 : next++;
		size_t flags = strspn(c + 1, "0123456789$.-+ #*");
		size_t length = strspn(c + 1 + flags, "zlhj") + 1;

		if (c[1] == '%') {
			next--;
			c += 2;
			continue;
		}
		assert_true(at >= 0 && at < 16);
		kinds[at] = arena_fmt(out.mem, "%s%.*s ", strchr(c, '*') == c + flags ? "* " : "",
				      (int)length, c + 1 + flags);
		c += 1 + flags + length;
	}
	for (int i = 0; i < 16; i++)
		str_add(&out, kinds[i] ? kinds[i] : "");
	return str_text(&out);
}

static bool holds_han(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0xe4 && (unsigned char)*text <= 0xe9)
			return true;
	return false;
}

static bool holds_words(const char *text)
{
	for (; *text; text++) {
		if (*text == '%')
			text += 1 + strspn(text + 1, "0123456789$.-+ #*zlhj");
		else if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z'))
			return true;
	}
	return false;
}

/* Names, which are the same in every language. */
static bool is_a_name(const char *text)
{
	static const char *const names[] = { "Go",   "Homebrew", "PATH",  "PACKAGE@VERSION",
					     "root", "protoc",   "stderr" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(text, names[i]) == 0)
			return true;
	return false;
}

/* One cell wide in one terminal, two in the next: “ ” ‘ ’ … — × → and their like. */
static bool holds_ambiguous_signs(const char *text)
{
	static const char *const signs[] = { "“", "”", "‘", "’", "…", "—", "×", "→", "·", "●" };

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (strstr(text, signs[i]))
			return true;
	return false;
}

TEST(every_translation_is_chinese_and_takes_what_its_message_takes)
{
	const char *text, *translated;
	struct po *po = NULL;
	size_t at = 0, n = 0;

	for (const struct embedded_file *f = locale_files; f->name; f++)
		if (strcmp(f->name, "zh_CN.po") == 0) {
			po = parsed((const char *)f->data);
			/* a guess from another message's translation, which nobody is shown */
			assert_null(strstr((const char *)f->data, "#, fuzzy"));
		}
	assert_non_null(po);
	while (po_each(po, &at, &text, &translated)) {
		n++;
		if (holds_words(translated) && !holds_han(translated) && !is_a_name(translated))
			fail_msg("not Chinese: \"%s\": \"%s\"", text, translated);
		if (strcmp(arguments(text), arguments(translated)) != 0)
			fail_msg("other arguments (%s and %s): \"%s\": \"%s\"", arguments(text),
				 arguments(translated), text, translated);
		if (holds_ambiguous_signs(translated))
			fail_msg("a sign of no certain width: \"%s\"", translated);
	}
	assert_true(n > 1500);
}

TEST(an_error_in_chinese_says_what_was_done_with_a_wide_colon)
{
	struct err e = { 0 };

	language_choose("zh_CN");
	err_set(&e, RC_IO, "%s", foreign_said(test_arena(), "protoc", "it broke"));
	err_while(&e, "验证");
	assert_string_equal(e.text, "验证：protoc 输出：it broke");
	assert_int_equal(foreign_prefix(e.text), 0); /* what goready said is not protoc's */
	assert_int_equal(foreign_within(e.text), strlen("验证："));
	language_choose("en");
}

TEST(line_of_ours_is_not_taken_for_that_of_the_program_below_it)
{
	static const char *const languages[] = { "en", "zh_CN" };
	struct arena *mem = test_arena();

	for (size_t i = 0; i < 2; i++) {
		const char *theirs, *text;

		language_choose(languages[i]);
		theirs = foreign_said(mem, "protoc", "failed: go said: x");
		text = arena_fmt(mem, "失败\n%s", theirs);
		assert_int_equal(foreign_prefix(text), 0);
		assert_int_equal(foreign_within(text), 0);
		assert_true(foreign_prefix(theirs) > 0);
		assert_int_equal(foreign_within(theirs), 0); /* what it quotes is its own */
	}
	language_choose("en");
}

TEST(one_thing_has_one_name_and_the_names_it_had_are_gone)
{
	static const char *const old[] = {
		"on no PATH",
		"on no entry of PATH",
		"none of the usual places",
		"Straight to Review",
		"straight to Review",
		"does not belong there",
		"has nothing to say against",
	};
	const char *text, *translated;

	for (const struct embedded_file *f = locale_files; f->name; f++) {
		struct po *po = parsed((const char *)f->data);
		size_t at = 0;

		while (po_each(po, &at, &text, &translated))
			for (size_t i = 0; i < sizeof(old) / sizeof(old[0]); i++)
				if (strstr(text, old[i]))
					fail_msg("an old name, \"%s\": \"%s\"", old[i], text);
	}
}

static bool is_fix(const char *word, size_t n)
{
	return n == 3 && strncmp(word, "fix", n) == 0;
}

TEST(a_command_to_copy_begins_with_the_program_that_is_there)
{
	own_name_set("/share/goready", is_fix);
	assert_string_equal("'/share/goready fix' repairs it.", _("'goready fix' repairs it."));
	assert_string_equal("Then: /share/goready fix %s", _("Then: goready fix %s"));
	assert_string_equal("修复：/share/goready fix", _("修复：goready fix"));
	assert_string_equal("a | /share/goready fix; /share/goready fix",
			    _("a | goready fix; goready fix"));
	/* what goready does, and what is no command */
	assert_string_equal("let goready fix it: goready repairs",
			    _("let goready fix it: goready repairs"));
	assert_string_equal("goready can do it", _("goready can do it"));
	own_name_set("'/my tools/goready'", is_fix);
	assert_string_equal(
		"\"'/my tools/goready' fix --yes\" repairs it, and so does: '/my tools/goready' fix",
		_("'goready fix --yes' repairs it, and so does: goready fix"));
	own_name_set("'/my tools/goready'", NULL); /* another machine's */
	assert_string_equal("'goready fix' repairs it.", _("'goready fix' repairs it."));
	assert_string_equal("'/my tools/goready' undo", own_command(test_arena(), "undo"));
	own_name_set("goready", is_fix);
	assert_string_equal("'goready fix' repairs it.", _("'goready fix' repairs it."));
	assert_string_equal("goready", own_name());
}

TEST(the_program_may_be_looked_for_again_and_again)
{
	const char *first;

	own_name_set("/share/goready", is_fix);
	first = _("Then: goready fix %s");
	for (int i = 0; i < 100 * 1000; i++) {
		own_name_set("/share/goready", is_fix);
		assert_ptr_equal(first, _("Then: goready fix %s"));
	}
	own_name_set("goready", is_fix);
}
