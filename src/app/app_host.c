#include "app/app.h"

/* In a file of its own, so that a test program that brings another machine takes its place. */
struct host *app_host(void)
{
	return host_real();
}
