/* A Go project, where goready was started in one. */
#ifndef FACTS_PROJECT_H
#define FACTS_PROJECT_H

#include <stdbool.h>

#include "base/list.h"
#include "shell/shell.h"

/* A line of go.mod that requires a module. */
struct project_module {
	const char *path, *version; /* as `replace` lines make it; NULL: a folder takes its place */
	int line;
	const char *
		fetched; /* the module that go fetches for it: its own path, or that of a `replace` line */
	bool in_database; /* Go's public checksum database has answered for it; where git's settings rewrite addresses */
};
enum project_plugin_how {
	PLUGIN_BY_TOOL_LINE,   /* value: its package, in go.mod's `tool` or in tools.go */
	PLUGIN_BY_BUF_REMOTE,  /* "buf.build/protocolbuffers/go:v1.36.6" */
	PLUGIN_BY_BUF_COMMAND, /* "go tool protoc-gen-go"; one word alone: looked for on PATH */
};
/* A line in which the project says which program a plugin is; other tools have such lines too. */
struct project_plugin {
	enum project_plugin_how how;
	const char *value, *file;
	int line;
};
/* A *.pb.go of the project, by its first lines. */
struct generated_file {
	const char *path;
	int line;                     /* that names the plugin, 1-based */
	const char *plugin, *version; /* "protoc-gen-go", "1.28.1" */
	const char *protoc; /* "3.21.12", "29.3", as protoc says it of itself; NULL not told */
};
/* A command of the project that writes plugins=grpc, in a Makefile, a script or a go:generate line. */
struct old_command {
	const char *file;
	int line;
	const char *text;
};
/* One of the lines that choose the toolchain; number 0: there is none. */
struct toolchain_line {
	int number;       /* 1-based */
	const char *text; /* the whole line, without its newline */
	const char *word; /* "1.26", "go1.26.8" */
};
/* The file whose lines they are, where goready was started: go.work, else go.mod. */
struct toolchain_file {
	const char *folder;     /* where goready was started; NULL not known */
	struct start_file file; /* .path NULL: there is neither */
	bool unreadable;        /* file.why_not says why */
	bool is_work;
	struct toolchain_line module, go, toolchain;
};
/* A line of go.work whose folder holds no go.mod. */
struct use_gone {
	const char *folder; /* as it is written */
	int line;
	const char *text;
};
struct project_facts {
	const char *folder; /* that holds go.mod; NULL: none */
	const char *go_line, *toolchain_line;
	/* The file that says which Go runs here, and its lines: go.work's where one is in effect, else those above. */
	const char *asks, *asks_go, *asks_toolchain;
	/* The go.work in effect: here, or for whatever lies in the home; NULL none. */
	const char *work;
	size_t work_uses;
	LIST(struct use_gone) work_gone;
	LIST(struct project_module) modules;
	LIST(struct project_plugin) plugins;   /* buf.gen.yaml's first */
	LIST(struct generated_file) generated; /* the first few */
	LIST(struct old_command) old_commands; /* likewise */
	bool old_generator; /* one of its commands installs the plugin that takes them */
	const char *buf;    /* buf.gen.yaml; NULL: there is none */
	const struct toolchain_file *toolchain_file; /* where facts_options ask for it; else NULL */
	bool owner_is_other; /* a git work tree that belongs to another user: git refuses it */
};
/* The version that go.mod has of a module; NULL: it requires none, or it is not known. */
const char *project_requires(const struct project_facts *p, const char *module);

#endif
