/* What report_file.c has made by markdown.c: views and sentences as Markdown. */
#ifndef APP_REPORT_FILE_PRIVATE_H
#define APP_REPORT_FILE_PRIVATE_H

#include "view/view.h"

const char *markdown_view(struct arena *mem, const struct view *v);
const char *markdown_sentence(struct arena *mem, const char *text);
/* A block of code; `language` colours it where it is shown. */
const char *markdown_code(struct arena *mem, const char *language, const char *text);

#endif
