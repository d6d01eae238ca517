#include "sample_views.h"

static const char *const titles[SAMPLE_STEPS] = { "Welcome", "Machine", "Go",  "Shell files",
						  "Review",  "Apply",   "Done" };

static void set_route(struct view *v, int at)
{
	for (int i = 0; i < SAMPLE_STEPS; i++)
		view_way_point(v, titles[i], i == at);
	view_title(v, titles[at]);
	v->step = at + 1;
	v->steps = SAMPLE_STEPS;
}

static void add_everywhere(struct view *v)
{
	view_action(v, ACTION_DETAILS, NULL, true);
	view_action(v, ACTION_LOG, NULL, true);
	view_action(v, ACTION_HELP, NULL, true);
	view_action(v, ACTION_QUIT, NULL, true);
}

static void welcome(struct view *v, const struct sample_state *s)
{
	struct block *b;

	view_text(v, "goready sets up Go and gRPC on this machine and proves that they work.");
	view_field(v, "Tools", "Go 1.27.2, protoc 36.1, protoc-gen-go, protoc-gen-go-grpc");
	view_field(v, "Download", "72.4 MB, about 2 minutes");
	view_field(v, "Password", "not needed");
	view_field(v, "Undo", "everything, at any time, with: goready undo");
	b = view_choice(v, "route", "How shall we begin?", s->route);
	view_option(v, b, "recommended", "Recommended setup",
		    "Tries the download addresses, starts your shells once, and goes straight to "
		    "Review.")
		->recommended = true;
	view_option(v, b, "steps", "Step by step", "The same, with a page for each topic.");
	view_option(v, b, "look", "Only look",
		    "Tells what is there. Nothing is started or changed.");
	view_action(v, ACTION_NEXT, "Next: Machine", true);
}

static void machine(struct view *v)
{
	view_heading(v, "This machine");
	view_field(v, "System", "Debian GNU/Linux 12 (bookworm), Linux 6.1");
	view_field(v, "Processor", "amd64, 2 cores");
	view_field(v, "Memory", "3.8 GB");
	view_heading(v, "What is there");
	view_status(v, SAY_PROBLEM, "Go",
		    "go1.19.8 in /usr/bin/go is older than 1.24, which the plugins need");
	view_status(v, SAY_PROBLEM, "protoc", "not found");
	view_status(v, SAY_WARNING, "GOROOT", "set in ~/.zshrc line 14; it is never needed");
	view_status(v, SAY_OK, "Shells", "zsh, bash, fish");
	view_status(v, SAY_NOTE, "Network", "not tried yet");
	view_action(v, ACTION_NEXT, "Next: Go", true);
	view_action(v, ACTION_BACK, "Back: Welcome", true);
}

static void go(struct view *v, const struct sample_state *s)
{
	struct option *o;
	struct block *b;

	view_status(v, SAY_PROBLEM, "Go", "go1.19.8 is older than 1.24");
	b = view_choice(v, "method", "How should Go be installed?", s->method);
	view_option(v, b, "archive", "Official archive",
		    "go1.27.2.linux-amd64.tar.gz from go.dev, 72.4 MB.")
		->recommended = true;
	o = view_option(v, b, "keep", "Keep /usr/bin/go", NULL);
	o->disabled = true;
	o->why_disabled = "It is too old for the plugins.";
	view_option(v, b, "module", "Toolchain module", "The same Go from your GOPROXY.");
	b = view_choice(v, "proxy", "Where should Go's modules come from?", s->proxy);
	view_option(v, b, "default", "proxy.example", NULL)->recommended = true;
	view_option(v, b, "mirror", "goproxy.cn", "A mirror that answered in 40 ms.");
	view_action(v, ACTION_NEXT, "Next: Shell files", true);
	view_action(v, ACTION_BACK, "Back: Machine", true);
}

static void shell(struct view *v, const struct sample_state *s)
{
	static const char *const columns_at[] = { "Shell", "Mode", "go", "protoc" };
	static const char *const rows_at[][4] = {
		{ "zsh", "login", "/usr/bin/go", "not found" },
		{ "bash", "interactive", "/usr/bin/go", "not found" },
		{ "bash", "script", "inherits", "inherits" },
	};
	struct names columns = { 0 };
	struct block *b;

	for (size_t i = 0; i < 4; i++)
		list_push(v->mem, &columns, columns_at[i]);
	b = view_table(v, "What new shells find", &columns);
	for (size_t i = 0; i < 3; i++) {
		struct names cells = { 0 };

		for (size_t k = 0; k < 4; k++)
			list_push(v->mem, &cells, rows_at[i][k]);
		view_row(v, b, &cells);
	}
	b = view_choice(v, "shells", "Which shells should find the tools?", -1);
	b->several = true;
	b->chosen_set = s->shells;
	view_option(v, b, "zsh", "zsh", "Your login shell.");
	view_option(v, b, "bash", "bash", NULL);
	view_option(v, b, "fish", "fish", NULL);
	view_action(v, ACTION_NEXT, "Next: Review", true);
	view_action(v, ACTION_BACK, "Back: Go", true);
}

static void review(struct view *v)
{
	static const char *const argv_at[] = {
		"go", "install", "google.golang.org/protobuf/cmd/protoc-gen-go@v1.36.12"
	};
	struct names argv = { 0 };

	for (size_t i = 0; i < 3; i++)
		list_push(v->mem, &argv, argv_at[i]);
	view_text(v, "Nothing has been changed so far. These steps will be taken:");
	view_heading(v, "Downloads");
	view_field(v, "Go 1.27.2", "72.4 MB from go.dev, checked by SHA-256. Undo is exact.");
	view_field(v, "protoc 36.1", "3.4 MB from github.com, checked by SHA-256. Undo is exact.");
	view_heading(v, "Commands");
	view_command(v, "Builds the plugin that writes Go code:", &argv);
	view_heading(v, "Changes to files");
	view_diff(
		v, "~/.zshrc",
		"--- a/.zshrc\n+++ b/.zshrc\n@@ -10,6 +10,5 @@\n autoload -Uz compinit\n compinit\n"
		"-export GOROOT=/usr/local/go-1.19\n export EDITOR=vim\n",
		1, 2);
	view_diff(v, "~/.zshenv",
		  "--- /dev/null\n+++ b/.zshenv\n@@ -0,0 +1,4 @@\n+# >>> goready >>>\n"
		  "+export PATH=\"$HOME/.local/share/goready/bin:$PATH\"\n+# <<< goready <<<\n+\n",
		  2, 2);
	view_action(v, ACTION_APPLY, "Apply these 6 steps", true);
	view_action(v, ACTION_BACK, "Back: Shell files", true);
}

static void apply(struct view *v, const struct sample_state *s)
{
	bool over = s->percent >= 100;
	struct block *b = view_progress(v, "all", over ? SAY_DONE : SAY_WORKING, "All steps");

	b->done = (uint64_t)s->percent * 6 / 100;
	b->total = 6;
	b = view_progress(v, "go", over ? SAY_DONE : SAY_WORKING, "Download Go");
	b->done = (uint64_t)s->percent * 724000;
	b->total = 72400000;
	b->bytes = true;
	b->per_second = over ? 0 : 5200000;
	b->seconds_left = over ? -1 : (100 - s->percent) / 7;
	view_status(v, SAY_DONE, "Folder", "~/.local/share/goready");
	if (over)
		view_text(v, "Go 1.27.2 and protoc 36.1 are installed.");
	v->busy = !over;
	view_action(v, ACTION_NEXT, "Next: Done", over);
	view_action(v, ACTION_CANCEL, "Cancel", !over);
}

static void done(struct view *v)
{
	view_status(v, SAY_OK, "Server", "answered \"hello, gopher\" in 3 ms");
	view_line(v, "For the terminal that is open, paste this line:", "eval \"$(goready env)\"");
	view_action(v, ACTION_LEAVE, "Leave", true);
	view_action(v, ACTION_KEEP_PROJECT, NULL, true);
}

static void help(struct view *v)
{
	view_title(v, "Help");
	v->keys = true;
	for (int i = 1; i <= 20; i++)
		view_text(v, "Paragraph %d of the help. It says what this page is for.", i);
	view_action(v, ACTION_CLOSE, NULL, true);
}

static void quit(struct view *v)
{
	view_title(v, "Quit?");
	view_text(v, "Nothing has been changed. Your answers are forgotten.");
	view_action(v, ACTION_CLOSE, "Stay", true);
	view_action(v, ACTION_QUIT, "Quit", true)->yes = true;
}

static void chinese(struct view *v)
{
	struct block *b;

	view_title(v, "安装 Go 语言");
	view_text(v, "goready 会在这台机器上安装 Go 和 gRPC "
		     "工具链，并用一个真正运行的例子证明它们可以工作。"
		     "在你同意之前，不会写入任何文件。");
	view_status(v, SAY_PROBLEM, "编译器",
		    "/usr/bin/go 的版本 1.19.8 太旧，插件需要 1.24 或更高的版本");
	view_status(v, SAY_OK, "网络", "代理 goproxy.cn 可用");
	b = view_choice(v, "method", "用哪种方式安装？", 0);
	view_option(v, b, "archive", "官方压缩包", "校验 SHA-256 之后才会使用。")->recommended =
		true;
	view_option(v, b, "module", "从 GOPROXY 获取工具链模块", NULL);
	view_action(v, ACTION_NEXT, "下一步", true);
}

void sample_view(struct view *v, struct arena *mem, enum sample which,
		 const struct sample_state *state)
{
	static const char *const ids[SAMPLE_N] = {
		"welcome", "machine", "go",   "shell", "review",
		"apply",   "done",    "help", "quit",  "chinese"
	};

	view_open(v, mem, ids[which]);
	if (which < SAMPLE_STEPS)
		set_route(v, (int)which);
	if (which == SAMPLE_WELCOME)
		welcome(v, state);
	else if (which == SAMPLE_MACHINE)
		machine(v);
	else if (which == SAMPLE_GO)
		go(v, state);
	else if (which == SAMPLE_SHELL)
		shell(v, state);
	else if (which == SAMPLE_REVIEW)
		review(v);
	else if (which == SAMPLE_APPLY)
		apply(v, state);
	else if (which == SAMPLE_DONE)
		done(v);
	else if (which == SAMPLE_HELP)
		help(v);
	else if (which == SAMPLE_QUIT)
		quit(v);
	else
		chinese(v);
	if (which < SAMPLE_STEPS)
		add_everywhere(v);
}

bool sample_is_command(const struct view *v, const char *line)
{
	for (size_t i = 0; i < v->blocks.n; i++)
		if (v->blocks.at[i].kind == BLOCK_COMMAND && str_equal(v->blocks.at[i].text, line))
			return true;
	return false;
}
