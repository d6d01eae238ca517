/* Apple's command line tools: by their files; no stub is ever started. */
#ifndef FACTS_CLT_H
#define FACTS_CLT_H

#include <stdbool.h>

struct clt_facts {
	bool known; /* macOS */
	bool tools; /* /Library/Developer/CommandLineTools/usr/bin/clang and git are there */
	const char *version;       /* of the receipt; NULL unknown */
	const char *active;        /* where xcode-select leads; NULL none */
	bool active_gone;          /* that folder does not exist: xcrun fails */
	const char *variable_gone; /* DEVELOPER_DIR, which leads nowhere; NULL: it does not */
	const char *xcode;         /* Xcode's Developer folder; NULL none */
	bool licence_known, licence_accepted; /* Xcode's */
};

#endif
