/* Between net_url.c and net_curl.c: hosts. Private to net. */
#ifndef NET_NET_URL_H
#define NET_NET_URL_H

#include <stdbool.h>

/* This computer: 127.0.0.0/8, ::1 (also in brackets), localhost. */
bool host_is_loopback(const char *host);

#endif
