/*
 * What can be wrong with a machine. A rule is one table row and one function over facts and wants;
 * pure. Ids are public (doctor --json, fix ID, explain) and stay as they are.
 *
 * One file per topic (go.c, goenv.c, protoc.c, path.c, network.c, disk.c, wsl.c ...), each
 * with a static table; rules.c joins the tables.
 */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "facts/facts.h"
#include "tool/topic.h"
#include "wants/wants.h"

enum level { LEVEL_OK, LEVEL_NOTE, LEVEL_WARNING, LEVEL_PROBLEM };
const char *level_name(enum level level); /* JSON's: "problem" */

/* How the plan heals it: what plan_build looks at. */
enum heal {
	HEAL_NONE,       /* a person must; `remedy` says what */
	HEAL_INSTALL,    /* bring the wanted version of `tool` */
	HEAL_PATH,       /* the rc block puts `tool`'s folder in front */
	HEAL_UNSET,      /* take out the assignment(s) of `variable` */
	HEAL_SET,        /* assign `value` to `variable` where it was assigned */
	HEAL_PATH_ENTRY, /* repair the PATH assignment (`assignment`) to `value` */
	HEAL_LINES,      /* `changes` */
	HEAL_MODE,       /* open what is closed to its owner (facts.h: environment.closed) */
	HEAL_EDITOR,     /* take `settings` out of the files that they stand in */
	HEAL_GOPROXY,    /* a mirror that answers */
	/* Homebrew's; `value` is the prefix, and for the last the formula */
	HEAL_BREW,           /* Homebrew itself, by its installer */
	HEAL_BREW_PATH,      /* its shellenv line in the rc block, in front */
	HEAL_BREW_REINSTALL, /* pour the formula anew, with what it needs */
	HEAL_GO_TOOLS, /* build go_tools of another CPU anew (facts.h: a native machine has none) */
};

struct line_seen {
	const char *file;
	int line; /* 1-based */
	int last; /* the last line of the file among those seen so far */
};

/* A line of a file, and what it is to be. */
struct line_change {
	const struct assignment *line;
	const char *text; /* NULL: it is taken out */
	struct bytes was; /* where no string can hold the line */
};

struct finding {
	const struct rule *rule;
	enum level level; /* the rule's, or milder/stronger by case (go.too-old) */
	struct names
		evidence;   /* sentences: file and line, PATH entry and its number, the CPU ... */
	const char *remedy; /* what to do, one or two sentences; translated */
	enum heal heal;
	enum tool_id tool;          /* TOOL_N none */
	const struct tool *program; /* a plugin of protoc that has no row; NULL none */
	const char *variable, *value;
	/* HEAL_SET, HEAL_PATH_ENTRY: the new value; HEAL_PATH: the folder; HEAL_GOPROXY: a mirror
	 * or NULL */
	LIST(const struct assignment *) assignments; /* lines to repair (plain ones only heal) */
	bool automatic;                              /* goready can do it */
	/* What it is about where no tool, program or variable says so: "file", its path. */
	const char *about_kind, *about_name;
	LIST(struct line_seen) where; /* files and lines that evidence names */
	const struct rule *under;     /* another finding's, of which this is a consequence; NULL */
	LIST(struct line_change) changes;             /* HEAL_LINES */
	LIST(const struct editor_setting *) settings; /* HEAL_EDITOR */
	const char *title; /* the rule's, translated, or one that names the tool or the variable */
	bool declined;     /* it is to stay as it is: the user said so */
	const char *
		declined_with; /* title of another finding, which they said it of; NULL: of this one */
};
struct findings LIST_OF(struct finding);

struct rule_input {
	const struct facts *facts;
	const struct observed *observed; /* NULL: nothing yet; a rule always gets one */
	const struct wants *wants;
	const struct manifest *manifest;
	struct arena *mem;
};

/* Of which tools a rule is asked, one by one. */
enum rule_tools {
	TOOLS_NONE, /* asked once */
	TOOLS_ALL,
	TOOLS_REQUIRED,
	TOOLS_PLUGINS,    /* of protoc, that have a row */
	TOOLS_ANY_PLUGIN, /* and those that have none: found->program */
	TOOLS_PLUGINS_AND_ONCE, /* of protoc, that have a row, and once for what is no tool of goready's */
	TOOLS_OPTIONAL,         /* the others that not everybody needs */
};

/* What a rule decides by. Nobody looks at the last three unasked, and that it does not hold then says nothing. */
enum rule_looks_at {
	LOOKS_AT_MACHINE,
	LOOKS_AT_ADDRESSES, /* tried: doctor --network */
	LOOKS_AT_SHELLS,    /* what they answer: doctor --shells */
	LOOKS_AT_PROJECT,   /* the one around the folder that goready was started in */
};

struct rule {
	const char *id; /* "go.missing" */
	enum topic topic;
	enum level level;
	const char *title; /* N_(): "Go is not installed" */
	const char *why;   /* N_(): why it matters, one sentence */
	/* Fills in evidence, remedy, heal ...; false: does not hold, ret is dropped. `found` has
	 * level set to the rule's, tool TOOL_N. */
	bool (*holds)(const struct rule_input *in, struct finding *found);
	/* A rule about several tools or variables is asked once for each, with found->tool or
	 * found->variable set, and may so give several findings. */
	enum rule_tools tools;
	const char *const *variables; /* NULL-ended; or NULL */
	enum rule_looks_at looks_at;
	bool by_symptom_only; /* nothing to look for beforehand: `explain` and failed steps find it
			       */
	const char *advice; /* N_(): for those, what to do; else NULL (a finding has its remedy) */
};

/* What `go install` takes to build a Go program of another CPU anew: "golang.org/x/tools/gopls@v0.20.0";
 * NULL: it is fine, or does not say what it was built from. */
const char *go_tool_package(struct arena *mem, const struct facts *f, const struct tool *tool);

/* Any program, by name: does it suffer from "missing", "off-path", "not-runnable", "cannot-run",
 * "wrong-arch", "shadowed" or "killed"? `all`: facts_programs. Fills in title, evidence and remedy where it
 * holds, else as evidence the fact that rules it out. */
bool rules_program(const struct rule_input *in, const char *family, const char *name,
		   const struct tools *all, struct finding *found);
/* The rule's id for that program: "plugin.missing" for protoc-gen-x, "tool.missing" for gopls. */
const char *rules_program_id(struct arena *mem, const char *family, const char *name);
/* The plugin of goready's table that `name` spells with _ for -; NULL: none. */
const char *rules_plugin_meant(struct arena *mem, const char *name);

/* The start file that puts the folder on PATH, where the login shell reads it neither by itself nor by
 * another; NULL: none, or one that is read does. */
const char *rules_unread_file_with(const struct rule_input *in, const char *folder);

/* Table order: the order doctor prints, within a level. */
const struct rule *rules_at(size_t i); /* NULL past the end */
const struct rule *rules_find(const char *id);
/* Is it the one, or one of them? "*.off-path": of any tool; "goenv.*": any of a variable; "*": any. */
bool rules_are(const char *pattern, const char *id);
/* Does it look at what the shells answer? */
bool rules_need_shells(const char *id);
/* Problems, then warnings, then notes; consequences stand behind their cause, which `under` names. */
struct findings rules_check(const struct rule_input *in);
size_t findings_count(const struct findings *f, enum level level);
/* What it is about: "program", "variable", "file" ... and its name; false: nothing in particular. */
bool finding_about(const struct finding *f, const char **ret_kind, const char **ret_name);
/* The same rule, about the same: of two looks at the machine. */
bool finding_is_same(const struct finding *a, const struct finding *b);
/* The same as "about" of a JSON object: {"kind","name"}, or null. */
void finding_add_about(struct arena *mem, struct json *object, const struct finding *f);
struct json *findings_json(struct arena *mem, const struct findings *f);

#endif
