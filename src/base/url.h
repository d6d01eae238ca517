/* Addresses as people and logs may see them. Pure. */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/arena.h"

/* The address without user name and password (also where it has no scheme), and without the values
 * of what is asked for (?token=...); "" for NULL. */
const char *url_redact(struct arena *mem, const char *url);
/* "mirror.example:8080" of "https://user@mirror.example:8080/x"; what is no address, as it is. */
const char *url_host(struct arena *mem, const char *url);
/* Joins with exactly one slash. */
const char *url_join(struct arena *mem, const char *base, const char *rest);

#endif
