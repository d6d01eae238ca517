#ifdef __linux__
#define _GNU_SOURCE /* syncfs */
#endif
#include "base/sync.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int sync_once(int fd)
{
#ifdef F_FULLFSYNC
	if (fcntl(fd, F_FULLFSYNC) == 0)
		return 0;
#endif
	return fsync(fd);
}

int sync_to_disk(int fd)
{
	int failed;

	do
		failed = sync_once(fd);
	while (failed && errno == EINTR);
	return failed;
}

int sync_where_possible(int fd)
{
	int failed = sync_to_disk(fd);

	return failed && (errno == EINVAL || errno == ENOTSUP) ? 0 : failed;
}

int sync_file_system(int fd)
{
#ifdef __linux__
	return syncfs(fd);
#else
	sync();
	return sync_to_disk(fd); /* what sync() has sent on its way is in the drive's cache */
#endif
}
