/*
 * Which messages of the catalogue stand in a text: those that name their program's own words, or else the first kind of
 * message that matches, or else what was cut off in its middle.
 */
#include "explain/read.h"

#include <stdlib.h>

#include "explain/command_match.h"

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

static int by_place(const void *a, const void *b)
{
	const struct found *one = a, *other = b;

	if (one->match.from != other->match.from)
		return one->match.from < other->match.from ? -1 : 1;
	if (one->message != other->message) /* as they stand in the catalogue */
		return one->message < other->message ? -1 : 1;
	return one->match.to > other->match.to ? -1 : one->match.to < other->match.to;
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

struct founds messages_find(struct arena *mem, const struct explanation *x,
			    const struct haystack *h)
{
	struct founds all = { 0 };

	find_messages(mem, x->catalogue, h, &all);
	leave_out_what_stands_alone(&all);
	if (all.n)
		find_kind_within(mem, x->catalogue, h, &all);
	else
		find_kind(mem, x, h, &all);
	if (!all.n)
		find_cut_off(mem, x->catalogue, h, &all);
	if (all.n)
		qsort(all.at, all.n, sizeof(all.at[0]), by_place);
	return all;
}

/* Does the message count, or is it told by another whose words are around or inside of it? They are
 * sorted by where they begin. */
bool messages_count(const struct founds *all, size_t i)
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
