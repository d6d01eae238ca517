#include "tool/topic.h"

#include <stddef.h>

#include "base/i18n.h"

const char *topic_name(enum topic topic)
{
	static const char *const names[TOPIC_N] = {
		[TOPIC_MACHINE] = "machine", [TOPIC_HOMEBREW] = "homebrew",
		[TOPIC_GO] = "go",           [TOPIC_GOENV] = "goenv",
		[TOPIC_PROTOC] = "protoc",   [TOPIC_PLUGINS] = "plugins",
		[TOPIC_TOOLS] = "tools",     [TOPIC_PATH] = "path",
		[TOPIC_NETWORK] = "network", [TOPIC_DISK] = "disk",
		[TOPIC_PROJECT] = "project",
	};

	return topic < TOPIC_N ? names[topic] : NULL;
}

const char *topic_title(enum topic topic)
{
	switch (topic) {
	case TOPIC_MACHINE:
		return _("Machine");
	case TOPIC_HOMEBREW:
		return _("Homebrew");
	case TOPIC_GO:
		return _("Go");
	case TOPIC_GOENV:
		return _("Go's settings");
	case TOPIC_PROTOC:
		return _("protoc");
	case TOPIC_PLUGINS:
		return _("Plugins of protoc");
	case TOPIC_TOOLS:
		return _("More tools");
	case TOPIC_PATH:
		return _("PATH");
	case TOPIC_NETWORK:
		return _("Network");
	case TOPIC_DISK:
		return _("Disk");
	case TOPIC_PROJECT:
		return _("Project");
	case TOPIC_N:
		break;
	}
	return NULL;
}
