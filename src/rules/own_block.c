/* goready's block in a start file: doubled, damaged, or with lines in it that are somebody else's. */
#include "rules/rule.h"

#include "base/i18n.h"
#include "shell/block.h"

static const char *line_text(const struct rule_input *in, struct bytes text, int wanted)
{
	struct bytes line;
	size_t at = 0;

	for (int number = 1; next_line(text, &at, &line); number++)
		if (number == wanted)
			return arena_strndup(in->mem, line.at, line.n);
	return "";
}

static void change(const struct rule_input *in, struct finding *found,
		   const struct start_file *file, int number, const char *becomes)
{
	heal_line(in, found, file, number, line_text(in, file->content, number), becomes);
	seen_at(in, found, file->path, number);
	found->about_kind = "file";
	found->about_name = file->path;
}

/* Blank, a comment or marker, or a line that the first block has as well; else it is somebody's own. */
static bool is_of_a_block(const struct rule_input *in, const struct start_file *file, int number)
{
	struct shell_block block = shell_block_first(file->content);
	const char *text = str_trim(in->mem, line_text(in, file->content, number));

	for (int n = block.first_line; block.found && n <= block.last_line; n++)
		if (str_equal(text, str_trim(in->mem, line_text(in, file->content, n))))
			return true;
	return !*text || *text == '#';
}

static bool look_for_surplus(const struct rule_input *in, struct finding *found,
			     const struct start_file *file)
{
	struct block_lines all = shell_block_surplus(in->mem, file->content), lines = { 0 };

	for (size_t i = 0; i < all.n; i++)
		if (is_of_a_block(in, file, all.at[i]))
			list_push(in->mem, &lines, all.at[i]);
	for (size_t i = 0; i < lines.n; i++)
		change(in, found, file, lines.at[i], NULL);
	if (lines.n)
		evidence(
			in, found,
			P_("%s line %d is a part of a goready block that is doubled or damaged, with %zu line",
			   "%s line %d is a part of a goready block that is doubled or damaged, with %zu lines",
			   lines.n),
			shown(in, file->path), lines.at[0], lines.n);
	return lines.n > 0;
}

/* They go below the block, in their order: it is written anew whole. */
static void look_for_foreign(const struct rule_input *in, struct finding *found,
			     const struct start_file *file)
{
	struct block_lines lines =
		shell_block_foreign(in->mem, file->shell, file->content, in->facts->places.home);
	struct shell_block block = shell_block_first(file->content);
	struct str below = { .mem = in->mem };

	if (!lines.n)
		return;
	str_add(&below, line_text(in, file->content, block.last_line));
	for (size_t i = 0; i < lines.n; i++) {
		const char *text = line_text(in, file->content, lines.at[i]);

		evidence(in, found, _("%s line %d, inside of goready's block: %s"),
			 shown(in, file->path), lines.at[i], printable(in, text));
		str_fmt(&below, "\n%s", text);
		change(in, found, file, lines.at[i], NULL);
	}
	change(in, found, file, block.last_line, str_text(&below));
}

static bool own_block(const struct rule_input *in, struct finding *found)
{
	struct start_file_list files = start_files_once(in);
	bool surplus = false;

	for (size_t i = 0; i < files.n; i++) {
		if (look_for_surplus(in, found, files.at[i]))
			surplus = true;
		else
			look_for_foreign(in, found, files.at[i]);
	}
	if (!found->evidence.n)
		return false;
	found->level = surplus ? LEVEL_WARNING : LEVEL_NOTE;
	if (found->changes.n && !found->automatic) {
		remedy(in, found, "%s",
		       _("goready may not write there: make the file writable, or take those lines out by hand."));
		return true;
	}
	remedy(in, found,
	       surplus ? _("Let one whole block be left, shown as a diff: goready fix rc.block")
		       : _("Let those lines stand below the block, shown as a diff: goready fix rc.block"));
	return true;
}

const struct rule own_block_rules[] = {
	{
		.id = "rc.block",
		.topic = TOPIC_PATH,
		.level = LEVEL_WARNING,
		.title = N_("goready's block in a start file is not as goready wrote it"),
		.why = N_(
			"A doubled or damaged one cannot be renewed, and what others write into it goes with it."),
		.holds = own_block,
	},
	{ 0 },
};
