/* A text's messages and commands: what they mean, before any fact is looked at. */
#include "explain/judge.h"

#include <stdlib.h>
#include <string.h>

#include "explain/command_match.h"
#include "explain/cut.h"
#include "explain/languages.h"
#include "explain/text.h"

struct found {
	const struct message *message;
	struct pattern_match match;
};
struct founds LIST_OF(struct found);

enum { MATCHES_MOST = 40 }; /* of one message: a log repeats itself */

/* Told before with a name in it: "mkdir {path}: permission denied" says more than {text} does there. */
static bool is_said_there(const struct founds *all, const struct found *one)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].message == one->message &&
		    all->at[i].match.from == one->match.from &&
		    all->at[i].match.to == one->match.to)
			return true;
	return false;
}

/* The longest of what a message says at one place: "go: command not found" is part of "sudo: go:
 * command not found". */
static void find_message(struct arena *mem, const struct message *m, const struct haystack *h,
			 struct founds *ret)
{
	for (size_t i = 0; i < m->says.n; i++) {
		size_t at = 0, times = 0;
		struct found found = { .message = m };

		while (times++ < MATCHES_MOST &&
		       pattern_find(mem, m->says.at[i], h, at, &found.match)) {
			if (!is_said_there(ret, &found))
				list_push(mem, ret, found);
			at = found.match.from + 1 > found.match.to ? found.match.from + 1
								   : found.match.to;
		}
	}
}

static void find_messages(struct arena *mem, const struct catalogue *c, const struct haystack *h,
			  struct founds *ret)
{
	for (size_t i = 0; i < c->messages.n; i++)
		if (!c->messages.at[i].kind)
			find_message(mem, &c->messages.at[i], h, ret);
}

static size_t length_of(const struct pattern_match *m)
{
	return m->to - m->from;
}

/* Of a message that was cut off, its longest words are enough; of several, the one that has more. */
static void find_cut_off(struct arena *mem, const struct catalogue *c, const struct haystack *h,
			 struct founds *ret)
{
	for (size_t i = 0; i < c->messages.n; i++) {
		const struct message *m = &c->messages.at[i];
		struct found found = { .message = m };

		for (size_t k = 0; !m->kind && k < m->says.n; k++)
			if (pattern_find_words(mem, m->says.at[k], h, &found.match)) {
				list_push(mem, ret, found);
				break;
			}
	}
	for (size_t i = 1; i < ret->n; i++)
		if (length_of(&ret->at[i].match) > length_of(&ret->at[0].match))
			ret->at[0] = ret->at[i];
	ret->n = ret->n > 0;
}

static bool is_part_of(const struct pattern_match *a, const struct pattern_match *b)
{
	return b->from <= a->from && a->to <= b->to && b->to - b->from > a->to - a->from;
}

static bool stands_within(const struct message *a, const struct message *b)
{
	return catalogue_names_hold(&a->within, b->name) ||
	       catalogue_names_hold(&a->only_within, b->name);
}

/* Does `a` say more of the same than `b`, whose words are around it? A remark takes nothing from what it stands in. */
static bool says_more_than(const struct found *a, const struct found *b)
{
	return a->message != b->message && !a->message->remark && b->match.from <= a->match.from &&
	       a->match.to <= b->match.to && stands_within(a->message, b->message) &&
	       (is_part_of(&a->match, &b->match) || !stands_within(b->message, a->message));
}

/* "npm ERR! ..." begins like a command, and is none that articles pass on. */
static bool is_in_the_table(struct arena *mem, const struct explanation *x,
			    const struct pipeline *p)
{
	struct command_match m;

	for (int os = OS_LINUX; os <= OS_DARWIN; os++)
		if (command_find(mem, &x->catalogue->commands, p,
				 (struct command_machine){ .os = (enum os)os, .cpu = ARCH_AMD64 },
				 &m))
			return true;
	return false;
}

/* "curl -OL https://x/go1.27.darwin-arm64.tar.gz": what stands in a command says nothing of itself. */
static bool is_of_a_command(struct arena *mem, const struct explanation *x, size_t line)
{
	for (size_t i = 0; i < x->pipelines.n; i++) {
		const struct pipeline *p = &x->pipelines.at[i];

		if (p->line == line && p->known && p->prompted)
			return is_in_the_table(mem, x, p);
	}
	return false;
}

static void leave_out_commands(struct arena *mem, const struct explanation *x, struct founds *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		if (!is_of_a_command(mem, x, all->at[i].match.line))
			all->at[n++] = all->at[i];
	all->n = n;
}

enum { KINDS_OF_A_CAUSE, KINDS_GENERAL, KINDS_OF_REMARKS, KINDS_N };

static int order_of(const struct message *kind)
{
	return kind->remark ? KINDS_OF_REMARKS : kind->general ? KINDS_GENERAL : KINDS_OF_A_CAUSE;
}

/* The first kind that matches: those above say more than those below, a general one less, a remark least. */
static void find_kind(struct arena *mem, const struct explanation *x, const struct haystack *h,
		      struct founds *ret)
{
	const struct catalogue *c = x->catalogue;

	for (int order = 0; order < KINDS_N; order++)
		for (size_t i = 0; !ret->n && i < c->messages.n; i++) {
			const struct message *m = &c->messages.at[i];

			if (!m->kind || m->only_within.n || order_of(m) != order)
				continue;
			find_message(mem, m, h, ret);
			leave_out_commands(mem, x, ret);
		}
}

static bool is_within_one_of(const struct message *kind, const struct founds *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (stands_within(kind, all->at[i].message))
			return true;
	return false;
}

/* "fatal: unable to access 'https://...': SSL certificate problem": what git says is open, and the kind
 * that stands inside of it says more. */
static void find_kind_within(struct arena *mem, const struct catalogue *c, const struct haystack *h,
			     struct founds *ret)
{
	size_t before = ret->n;

	for (size_t i = 0; ret->n == before && i < c->messages.n; i++)
		if (c->messages.at[i].kind && is_within_one_of(&c->messages.at[i], ret))
			find_message(mem, &c->messages.at[i], h, ret);
}

static bool may_stand_within(const struct message *m)
{
	return m->within.n || m->only_within.n;
}

/* Does the message count, or is it told by another whose words are around or inside of it? They are
 * sorted by where they begin. */
static bool counts(const struct founds *all, size_t i)
{
	const struct found *one = &all->at[i];
	bool is_within = false;

	for (size_t k = 0; k < all->n && all->at[k].match.from <= one->match.to; k++) {
		if (all->at[k].match.to < one->match.from)
			continue;
		if (says_more_than(&all->at[k], one))
			return false;
		is_within = is_within || says_more_than(one, &all->at[k]);
	}
	for (size_t k = 0; k < all->n && all->at[k].match.from <= one->match.from; k++) {
		const struct found *other = &all->at[k];

		if (is_part_of(&one->match, &other->match) && !says_more_than(one, other) &&
		    (!is_within || may_stand_within(other->message)))
			return false;
	}
	return is_within || !one->message->only_within.n;
}

static bool same_thing(const struct thing *a, const struct thing *b)
{
	return a->name == b->name || (a->kind == b->kind && str_equal(a->name, b->name));
}

/* What one message tells only in general, and another as its cause, is a cause. */
static void add_meaning(struct arena *mem, struct explanation *x, const struct meaning *m,
			struct thing about, const char *general)
{
	for (size_t i = 0; i < x->meanings.n; i++) {
		struct meaning *known = &x->meanings.at[i];

		if (str_equal(known->id, m->id) && same_thing(&known->about, &about)) {
			known->otherwise = known->otherwise && m->otherwise;
			known->if_here = known->if_here && m->if_here;
			known->general = general ? known->general : NULL;
			return;
		}
	}
	*list_add(mem, &x->meanings) = (struct meaning){ .id = m->id,
							 .about = about,
							 .otherwise = m->otherwise,
							 .if_here = m->if_here,
							 .general = general };
}

/* What is sourced is no program. */
static bool is_lines_of_a_shell(const char *name)
{
	return str_ends(name, ".sh") || str_ends(name, ".bash") || str_ends(name, ".zsh") ||
	       str_ends(name, ".fish") || str_ends(name, "rc") || str_ends(name, "profile");
}

/* "[[: not found" is a word of another shell. */
static bool is_program_name(const char *name)
{
	bool letters = false;

	for (const char *c = name; *c; c++)
		letters = letters || (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
			  (unsigned char)*c > 0x7f;
	return letters && !is_lines_of_a_shell(name);
}

/* "./build.sh" and "bin/tool" are files of the folder they were typed in, which PATH says nothing of;
 * plugins of protoc are looked for by their name wherever a project keeps them. go starts its compiler, and what
 * it has built for a test, by their paths alone. */
static bool is_a_file_of_its_folder(const struct thing *thing)
{
	if (thing->kind != THING_PATH)
		return false;
	if (strstr(thing->name, "/pkg/tool/") || strstr(thing->name, "/go-build"))
		return true;
	return !strchr("/~$%", thing->name[0]) && strchr(thing->name, '/') &&
	       !str_starts(path_name(thing->name), "protoc-gen-");
}

/* "sh: /home/user/My: No such file": a path that was cut at its blank, or a file that is no program. */
static bool is_in_no_folder_of_programs(struct arena *mem, const struct thing *thing)
{
	static const char folders[] = " bin sbin libexec shims ";
	const char *folder;

	if (thing->kind != THING_PATH || thing->name[0] != '/' ||
	    str_starts(path_name(thing->name), "protoc"))
		return false;
	folder = path_name(path_folder(mem, thing->name));
	return !strstr(folders, arena_fmt(mem, " %s ", folder));
}

/* What names a program may stand in a path, or without the prefix that protoc's plugins have. */
static struct thing as_program(struct arena *mem, struct thing thing)
{
	const char *name = thing.name;

	if (thing.kind == THING_PATH || thing.kind == THING_PROGRAM || thing.kind == THING_KNOWN)
		name = path_name(name);
	else if (thing.kind == THING_WORD && !strchr(name, '/'))
		name = str_starts(name, "protoc-gen-") ? name
						       : arena_fmt(mem, "protoc-gen-%s", name);
	if (name[0] == '-' && name[1])
		name++; /* a login shell's argv[0] */
	if (str_equal(name, "gofmt"))
		name = "go"; /* where one is the other is */
	return (struct thing){ THING_PROGRAM, name };
}

/* What the blank "path" took, or "path2", the second of that type; nothing where the words that
 * matched have no such blank. */
static struct thing one_thing(const struct things *things, const char *blank)
{
	size_t n = strlen(blank);
	size_t left = n && blank[n - 1] == '2' ? 2 : 1;

	n -= left == 2;
	for (size_t i = 0; i < things->n; i++) {
		const char *kind = thing_kind_name(things->at[i].kind);

		if (strlen(kind) == n && strncmp(kind, blank, n) == 0 && --left == 0)
			return things->at[i];
	}
	return (struct thing){ 0 };
}

static struct thing thing_of(struct arena *mem, const struct things *things, const char *blanks)
{
	struct names all = str_split(mem, blanks, '|');
	struct thing thing = { 0 };

	for (size_t i = 0; i < all.n && !thing.name; i++)
		thing = one_thing(things, all.at[i]);
	return thing;
}

/* "sudo make install": what it starts is looked for on root's PATH. */
static bool is_below_sudo(const struct explanation *x, size_t line)
{
	static const char starters[] =
		"make|gmake|just|task|mage|ninja|npm|yarn|pnpm|sh|bash|zsh|./*|*/*|*.sh|protoc|buf|go";
	const struct names *words = NULL;
	size_t at = 1;

	for (size_t i = 0; i < x->pipelines.n && x->pipelines.at[i].line < line; i++)
		if (x->pipelines.at[i].prompted || x->pipelines.at[i].line == 0)
			words = &x->pipelines.at[i].words;
	if (!words || words->n < 2 || !str_equal(words->at[0], "sudo"))
		return false;
	while (at + 1 < words->n && words->at[at][0] == '-')
		at++;
	return glob_matches(starters, words->at[at]);
}

static void add_meanings(struct arena *mem, struct explanation *x, const struct found *found)
{
	const struct message *m = found->message;
	bool below_sudo = is_below_sudo(x, found->match.line);

	for (size_t i = 0; i < m->means.n; i++) {
		struct thing about = m->means.at[i].about;
		if (m->means.at[i].blank)
			about = thing_of(mem, &found->match.things, m->means.at[i].blank);
		if (m->means.at[i].blank && m->means.at[i].otherwise && !about.name)
			continue;
		if (about.kind == THING_KNOWN)
			about.kind = THING_PROGRAM;
		if (str_starts(m->means.at[i].id, "*.")) {
			if (!about.name)
				continue; /* about any program, and the text names none */
			if (is_a_file_of_its_folder(&about) ||
			    (str_equal(m->means.at[i].id, "*.missing") &&
			     is_in_no_folder_of_programs(mem, &about)))
				continue;
			about = as_program(mem, about);
			if (!is_program_name(about.name))
				continue;
			if (below_sudo && str_equal(m->means.at[i].id, "*.missing"))
				add_meaning(mem, x, &(struct meaning){ .id = "path.sudo" }, about,
					    NULL);
		}
		add_meaning(mem, x, &m->means.at[i], about, m->general);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct found *one = a, *other = b;

	if (one->match.from != other->match.from)
		return one->match.from < other->match.from ? -1 : 1;
	if (one->message != other->message) /* as they stand in the catalogue */
		return one->message < other->message ? -1 : 1;
	return one->match.to > other->match.to ? -1 : one->match.to < other->match.to;
}

static void add_program(struct arena *mem, struct explanation *x, const struct thing *about)
{
	if (about->kind != THING_PROGRAM || !about->name || strchr(about->name, '/') ||
	    !is_program_name(about->name))
		return;
	for (size_t i = 0; i < x->programs.n; i++)
		if (str_equal(x->programs.at[i].name, about->name))
			return;
	*list_add(mem, &x->programs) = (struct named_program){ .name = about->name };
}

/* What an article or a file has beside its commands: comments, headings, keys, Chinese sentences. */
static bool is_beside_commands(const char *line, bool prompted)
{
	static const char *const marks[] = {
		"#",      "//",       "```",     "<!--",       "- name:",  "- uses:",   "EOF",
		"uses: ", "with: ",   "image: ", "runs-on: ",  "on: ",     "name: ",    "stage: ",
		"FROM ",  "WORKDIR ", "COPY ",   "ENTRYPOINT", ".PHONY: ", "version: ", "shell: ",
	};
	size_t n = strlen(line);

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (str_starts(line, marks[i]))
			return true;
	if (n == 0 || line[n - 1] == ':' || str_ends(line, ": |") || str_ends(line, ": >"))
		return true;
	if (!prompted && (unsigned char)line[0] >= 0xc3)
		return true; /* a sentence of another language */
	for (size_t i = 0; !prompted && i < n; i++)
		if ((unsigned char)line[i] >= 0xe3 && (unsigned char)line[i] < 0xf0)
			return true;
	return false;
}

/* exit 1, return, local name=value */
static bool is_word_of_a_script(const struct names *words)
{
	const char *rest = words->n > 1 ? words->at[1] : "0";

	if (glob_matches("exit|return|break|continue|shift|wait|sleep", words->at[0]))
		return words->n <= 2 && strspn(rest, "-0123456789$?") == strlen(rest);
	return glob_matches("local|declare|typeset|readonly|trap|let", words->at[0]) &&
	       words->n > 1 && (strchr(rest, '=') || str_equal(words->at[0], "trap"));
}

/* done, else, }, "install_go() {": nothing that is started. */
static bool is_syntax(struct arena *mem, const char *line)
{
	struct names words = command_words(mem, line);

	return words.n &&
	       (command_begin(&words, 0, words.n) == words.n || is_word_of_a_script(&words) ||
		str_ends(line, "()") || str_ends(line, "() {"));
}

struct passage { /* lines of an article, one after the other */
	size_t first;
	size_t end; /* of the lines that were looked at */
};

/* A sentence of an article; where commands stand behind prompts, what follows one directly is what it printed. */
static bool is_told(struct passage *p, const struct names *lines, size_t i, bool prompted)
{
	for (; p->end <= i; p->end++)
		if (!is_line_of_article(lines->at[p->end]))
			p->first = p->end + 1;
	return p->first <= i && (!prompted || p->first == 0 || !lines->at[p->first - 1][0]);
}

/* Every line with words in it is a command, goes on with the one before, or only tells of it. */
static bool are_only_commands(struct arena *mem, const struct names *lines, bool prompted)
{
	bool goes_on = false;
	struct passage passage = { 0 };

	for (size_t i = 0; i < lines->n; i++) {
		struct names one = { 0 };
		size_t written = heredoc_lines(mem, lines, i) + quoted_lines(lines, i);

		list_push(mem, &one, lines->at[i]);
		if (!goes_on && !is_beside_commands(lines->at[i], prompted) &&
		    !is_told(&passage, lines, i, prompted) && !is_syntax(mem, lines->at[i]) &&
		    !commands_in(mem, &one).n)
			return false;
		goes_on = str_ends(lines->at[i], "\\");
		i += written;
	}
	return true;
}

static bool is_prompted(const struct pipelines *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].prompted)
			return true;
	return false;
}

static void complete_last(struct arena *mem, const struct catalogue *c, struct names *lines)
{
	size_t last = lines->n;

	while (last > 0 && !lines->at[last - 1][0])
		last--;
	if (last > 0)
		lines->at[last - 1] = cut_completed(mem, c, lines->at[last - 1]);
}

/* Commands and nothing else: "go build x: cannot find it" is a message for all that. */
static bool was_typed(struct arena *mem, const struct explanation *x, const struct names *lines)
{
	for (size_t i = 0; i < x->pipelines.n; i++)
		for (size_t k = 0; k + 1 < x->pipelines.at[i].words.n; k++)
			if (str_ends(x->pipelines.at[i].words.at[k], ":"))
				return false;
	return x->only_commands && are_all_commands(mem, lines);
}

/* What says nothing outside of other words must not keep the kinds from being asked. */
static void leave_out_what_stands_alone(struct founds *all)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++) {
		bool is_within = !all->at[i].message->only_within.n;

		for (size_t k = 0; k < all->n && !is_within; k++)
			is_within = says_more_than(&all->at[i], &all->at[k]);
		if (is_within)
			all->at[n++] = all->at[i];
	}
	all->n = n;
}

static void find_said(struct arena *mem, struct explanation *x, struct haystack *h,
		      struct founds *all)
{
	find_messages(mem, x->catalogue, h, all);
	leave_out_what_stands_alone(all);
	if (all->n)
		find_kind_within(mem, x->catalogue, h, all);
	else
		find_kind(mem, x, h, all);
	if (!all->n)
		find_cut_off(mem, x->catalogue, h, all);
}

/* How much was found: a message says more than a kind of message, and a general one least. */
enum told { TOLD_NOTHING, TOLD_A_KIND, TOLD_A_MESSAGE };

static enum told told_by(const struct explanation *x, const struct founds *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].message->kind)
			return TOLD_A_MESSAGE;
	return x->known ? TOLD_A_KIND : TOLD_NOTHING;
}

static struct explanation read_lines(struct arena *mem, const struct catalogue *catalogue,
				     const struct names *pasted, enum told *ret_told)
{
	struct explanation x = { .catalogue = catalogue };
	struct names lines = lines_in_english(mem, catalogue, pasted);
	struct haystack *h;
	struct founds all = { 0 };

	complete_last(mem, catalogue, &lines);
	h = haystack_make(mem, &lines);
	x.lines = lines;
	x.pipelines = commands_in(mem, pasted);
	x.only_commands =
		x.pipelines.n && are_only_commands(mem, pasted, is_prompted(&x.pipelines));
	if (!was_typed(mem, &x, pasted))
		find_said(mem, &x, h, &all);
	/* In the order of the text, so that the first message is spoken of first. */
	if (all.n)
		qsort(all.at, all.n, sizeof(all.at[0]), by_place);
	for (size_t i = 0; i < all.n; i++)
		if (counts(&all, i)) {
			add_meanings(mem, &x, &all.at[i]);
			x.known = x.known || !all.at[i].message->general ||
				  all.at[i].message->settled;
		}
	for (size_t i = 0; i < x.meanings.n; i++)
		add_program(mem, &x, &x.meanings.at[i].about);
	x.only_commands = x.only_commands && !all.n;
	*ret_told = told_by(&x, &all);
	return x;
}

/* Lines of nearly one length look wrapped and may not be: then as they were written they say more. */
struct explanation explain_read_pasted(struct arena *mem, const struct catalogue *catalogue,
				       struct pasted pasted)
{
	enum told told, told_as_written = TOLD_NOTHING;
	struct explanation x = read_lines(mem, catalogue, &pasted.lines, &told);

	if (told < TOLD_A_MESSAGE && pasted.as_written.n) {
		struct explanation y =
			read_lines(mem, catalogue, &pasted.as_written, &told_as_written);

		if (told_as_written > told ||
		    (told_as_written == told && y.pipelines.n > x.pipelines.n))
			x = y;
	}
	x.cut = pasted.cut;
	return x;
}

struct explanation explain_read(struct arena *mem, const struct catalogue *catalogue,
				struct bytes text)
{
	return explain_read_pasted(mem, catalogue, pasted_read(mem, text));
}
