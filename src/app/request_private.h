/* The two halves of request_parse: request.c takes the words, request_check.c says whether they go together. */
#ifndef APP_REQUEST_PRIVATE_H
#define APP_REQUEST_PRIVATE_H

#include "app/commands.h"

/* Who asks for help is told of nothing else that is wrong, but a language that cannot be spoken. The language becomes
 * its own name ("zh" is zh_CN). */
enum rc request_check(struct request *r, const char *(*variable)(const char *name), struct err *e);

#endif
