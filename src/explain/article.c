/* What an article says around its commands. */
#include "explain/command.h"

#include <ctype.h>
#include <string.h>

#include "explain/words.h"

enum { LONGEST = 20 }; /* of the words that are looked for */

struct counted {
	size_t words;
	size_t of_sentences; /* the, to, your */
	size_t of_messages;  /* error, failed, not */
};

/* In small letters, without the signs around it. */
static void read_word(const char *at, size_t n, char ret[LONGEST + 1])
{
	size_t length = 0;

	while (n && !isalpha((unsigned char)*at))
		at++, n--;
	while (n && !isalpha((unsigned char)at[n - 1]))
		n--;
	for (; length < n && length < LONGEST; length++)
		ret[length] = (char)tolower((unsigned char)at[length]);
	ret[length] = '\0';
}

static struct counted count_words(const char *line)
{
	struct counted c = { 0 };
	char word[LONGEST + 1];

	while (*line) {
		size_t n = strcspn(line, " ");

		read_word(line, n, word);
		c.words++;
		c.of_sentences += words_have("sentence", word);
		c.of_messages += words_have("message", word);
		line += n + strspn(line + n, " ");
	}
	return c;
}

bool is_line_of_article(const char *line)
{
	enum { HEADING = 6, SENTENCE = 3 };
	const char *at = line + strspn(line, "0123456789.)-*> ");
	struct counted c = count_words(at);
	bool capital = isupper((unsigned char)*at);

	if (!isalpha((unsigned char)*at) || c.of_messages)
		return false;
	if (c.words >= SENTENCE && c.of_sentences)
		return capital || strchr(".!?,;:", line[strlen(line) - 1]);
	return capital && c.words <= HEADING && !strpbrk(at, "=/\\:$|<>\"");
}
