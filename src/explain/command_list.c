/* Lists that a paste itself gives to a command: echo A B | xargs go install, xargs go install <<< "A B". */
#include "explain/command_match.h"

#include <string.h>

enum {
	LIST_MOST = 50,
	WORDS_MOST = 500, /* of a command, before and with what is given to it */
};

static void add_words(struct arena *mem, struct names *list, const char *text)
{
	struct names words = command_words(mem, text);

	for (size_t i = 0; i < words.n && list->n < LIST_MOST; i++)
		if (!is_operator(words.at[i]))
			list_push(mem, list, words.at[i]);
}

/* echo -n A B, printf '%s\n' A B */
static struct names list_of_echo(struct arena *mem, const struct names *words, size_t at,
				 size_t end)
{
	struct names list = { 0 };

	while (at < end && !glob_matches("echo|printf", words->at[at]))
		at++;
	for (at++; at < end && words->at[at][0] == '-';)
		at++;
	for (; at < end; at++)
		if (!strchr(words->at[at], '%'))
			add_words(mem, &list, words->at[at]);
	return list;
}

static void add_lines_of_heredoc(struct arena *mem, const struct names *lines, size_t at,
				 struct names *list)
{
	size_t n = heredoc_lines(mem, lines, at);

	for (size_t k = 1; k < n; k++)
		add_words(mem, list, lines->at[at + k]);
}

/* <<< "A B", <<<"A B": the words of it, and where it stands. */
static struct names list_of_here_string(struct arena *mem, const struct names *words, size_t at,
					size_t end, size_t *ret_at, size_t *ret_n)
{
	static const char sign[] = "<<<";
	struct names list = { 0 };

	for (size_t i = at; i < end; i++) {
		const char *word = words->at[i];

		if (!str_starts(word, sign))
			continue;
		*ret_at = i;
		*ret_n = word[strlen(sign)] || i + 1 == end ? 1 : 2;
		add_words(mem, &list, *ret_n == 1 ? word + strlen(sign) : words->at[i + 1]);
		break;
	}
	return list;
}

struct names command_list_given(struct arena *mem, const struct names *lines, size_t line,
				const struct names *words, size_t at, size_t *ret_at, size_t *ret_n)
{
	size_t begin = at > 0 ? at - 1 : 0;
	struct names list;

	*ret_n = 0;
	list = list_of_here_string(mem, words, at, segment_end(words, at), ret_at, ret_n);
	if (list.n || at < 2 || !str_equal(words->at[at - 1], "|")) {
		if (!list.n)
			add_lines_of_heredoc(mem, lines, line, &list);
		return list;
	}
	while (begin > 0 && !is_operator(words->at[begin - 1]))
		begin--;
	list = list_of_echo(mem, words, begin, at - 1);
	if (!list.n)
		add_lines_of_heredoc(mem, lines, line, &list);
	return list;
}

/* What -I NAME and -I{} put the words in the place of; NULL: they stand at the end. */
static const char *place_of(const struct names *words, size_t at, size_t end)
{
	for (size_t i = at; i < end; i++)
		if (str_starts(words->at[i], "-I"))
			return words->at[i][2] ? words->at[i] + 2
			       : i + 1 < end   ? words->at[i + 1]
					       : NULL;
	return NULL;
}

static const char *put_in_place(struct arena *mem, const char *word, const char *place,
				const char *item)
{
	const char *at = strstr(word, place);

	return arena_fmt(mem, "%.*s%s%s", (int)(at - word), word, item, at + strlen(place));
}

/* The place of xargs in the segment; `end`: there is none. */
static size_t xargs_in(const struct names *words, size_t at, size_t end)
{
	while (at < end && !str_equal(words->at[at], "xargs"))
		at++;
	return at;
}

static void add_items(struct arena *mem, struct names *to, const struct names *list)
{
	for (size_t i = 0; i < list->n; i++)
		list_push(mem, to, list->at[i]);
}

void one_command_for_a_list(struct arena *mem, const struct names *lines, struct pipeline *p)
{
	struct names whole = { 0 };
	bool given = false;

	if (p->words.n > WORDS_MOST || !names_hold(&p->words, "xargs"))
		return;
	for (size_t at = 0, end; at < p->words.n; at = end + 1) {
		size_t xargs, skip_at = 0, skip_n = 0, command;
		struct names list = { 0 };
		const char *place = NULL;

		end = segment_end(&p->words, at);
		xargs = xargs_in(&p->words, at, end);
		command = command_begin(&p->words, at, end);
		if (xargs < end && command < end)
			list = command_list_given(mem, lines, p->line, &p->words, at, &skip_at,
						  &skip_n);
		place = list.n ? place_of(&p->words, xargs, command) : NULL;
		given = given || list.n;
		for (size_t i = at; i < end; i++) {
			const char *word = p->words.at[i];

			if (list.n && skip_n && i >= skip_at && i < skip_at + skip_n)
				continue;
			if (place && i >= command && strstr(word, place))
				for (size_t k = 0; k < list.n && whole.n < WORDS_MOST; k++)
					list_push(mem, &whole,
						  put_in_place(mem, word, place, list.at[k]));
			else
				list_push(mem, &whole, word);
		}
		if (!place)
			add_items(mem, &whole, &list);
		if (end < p->words.n)
			list_push(mem, &whole, p->words.at[end]);
	}
	if (!given)
		return;
	p->words = whole;
	p->filled = str_join(mem, &whole, " ");
}
