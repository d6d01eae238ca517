/* What findings, steps and screens are grouped by; each tool belongs to one. */
#ifndef TOOL_TOPIC_H
#define TOOL_TOPIC_H

enum topic {
	TOPIC_MACHINE,
	TOPIC_HOMEBREW,
	TOPIC_GO,
	TOPIC_GOENV,
	TOPIC_PROTOC,
	TOPIC_PLUGINS,
	TOPIC_TOOLS,
	TOPIC_PATH,
	TOPIC_NETWORK,
	TOPIC_DISK,
	TOPIC_PROJECT,
	TOPIC_N
};
const char *topic_name(enum topic topic);  /* JSON's: "goenv" */
const char *topic_title(enum topic topic); /* for people, translated */

#endif
