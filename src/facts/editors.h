/* Editors, and what their settings say of Go. */
#ifndef FACTS_EDITORS_H
#define FACTS_EDITORS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/list.h"
#include "shell/shell.h"
#include "tool/tool.h"

struct editor {
	const char *name;      /* "VS Code", "VS Code's server" */
	const char *extension; /* version of the extension golang.go; NULL: it is not there */
};
/* A file that is there and says something of Go: VS Code's settings.json (of the user, of a profile, of a
 * server, of the project); what another editor is told, which is looked at and never edited. */
struct editor_file {
	const char *editor; /* "VS Code" */
	const char *id;     /* of the step that edits it: "editor.vscode"; NULL: none does */
	struct start_file file;
	bool unreadable;    /* file.why_not says why */
	const char *broken; /* why no setting was found in it: "line 3: ..."; NULL */
	bool of_project;    /* everybody's who works on it: looked at, never edited */
	bool no_gopls;      /* go.useLanguageServer is false */
};
enum editor_value {
	EDITOR_GOROOT,  /* a folder that holds bin/go */
	EDITOR_FOLDER,  /* GOPATH's kind */
	EDITOR_PROGRAM, /* a program */
	EDITOR_SDK,     /* GoLand's list: a Go that a project there can choose */
	EDITOR_TEXT,    /* another variable's value */
};
/* One that says where Go and its tools are: go.goroot, go.alternateTools, go.toolsEnvVars ... */
struct editor_setting {
	const struct editor_file *of;
	int line;         /* 1-based */
	size_t from;      /* where it begins in the file (base/jsonc.h) */
	const char *name; /* "go.goroot", "go.alternateTools dlv" */
	const char *part; /* "dlv", the variable of go.toolsEnvVars; else NULL */
	enum editor_value kind;
	const char *value; /* as it is written */
	const char *path; /* what that leads to; NULL: only the editor knows (${workspaceFolder}) */
	bool there;       /* something is at that path */
	bool can_be_made; /* EDITOR_FOLDER that is not there: by this user */
	const struct tool *program; /* at the path, or in its bin; NULL none */
};
/* An editor that was found by its settings, and started from the desktop gets another PATH than in a
 * terminal. */
struct desktop_editor {
	const char *name, *app; /* "Emacs", "/Applications/Emacs.app" */
	const char *file;       /* the settings that could tell it PATH */
	bool sets_path;         /* they do */
};
struct editor_facts {
	LIST(struct editor) editors;
	LIST(struct desktop_editor) desktop; /* macOS */
	LIST(const struct editor_file *) files;
	LIST(struct editor_setting) settings;
};

#endif
