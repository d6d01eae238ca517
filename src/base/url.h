/* Addresses as people and logs may see them. Pure. */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"

/* The address without user name and password; "" for NULL. */
const char *url_redact(struct arena *mem, const char *url);

#endif
