/* Distributions: how a newer package comes, and how it goes, in their own words. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tool/tool.h"

/* One version in each release, so that a newer one is not promised. Packages: packages.debian.org,
 * packages.fedoraproject.org, archlinux.org/packages, pkgs.alpinelinux.org, software.opensuse.org. */
struct distro {
	const char *ids[4]; /* of os-release */
	/* These alone of them; NULL: all others. */
	bool (*only)(const struct distro_release *release);
	const char *upgrade, *remove, *add; /* the package follows */
	const char *managers; /* that its articles call, between blanks; its own comes first */
	bool whole;           /* but for `upgrade`, which brings all that is newer */
	const char *go, *protoc;
	const char *includes; /* protoc's .proto files; NULL: they come with it */
};

/* Fedora Silverblue and its kin. */
static bool is_ostree(const struct distro_release *release)
{
	return release->ostree;
}

/* dnf came with version 8 of RHEL and its likes, and with Amazon Linux 2022; Amazon's first ones are called 2018.03
 * and 2. Fedora has had it for ever. */
static bool is_before_dnf(const struct distro_release *release)
{
	int version = release->version ? atoi(release->version) : 0;

	if (str_equal(release->id, "fedora") || version < 1)
		return false;
	return version < 8 || (str_equal(release->id, "amzn") && version < 2022);
}

static const struct distro distros[] = {
	{ .ids = { "debian", "ubuntu" },
	  .upgrade = "sudo apt-get install --only-upgrade",
	  .remove = "sudo apt-get remove",
	  .add = "sudo apt-get install",
	  .managers = " apt-get apt aptitude ",
	  .go = "golang-go",
	  .protoc = "protobuf-compiler",
	  .includes = "libprotobuf-dev" },
	{ .ids = { "fedora", "rhel", "centos" },
	  .only = is_ostree,
	  .upgrade = "rpm-ostree upgrade",
	  .remove = "rpm-ostree uninstall",
	  .add = "rpm-ostree install",
	  .managers = " rpm-ostree dnf yum ",
	  .whole = true,
	  .go = "golang",
	  .protoc = "protobuf-compiler",
	  .includes = "protobuf-devel" },
	{ .ids = { "fedora", "rhel", "centos" },
	  .only = is_before_dnf,
	  .upgrade = "sudo yum update",
	  .remove = "sudo yum remove",
	  .add = "sudo yum install",
	  .managers = " yum dnf ",
	  .go = "golang",
	  .protoc = "protobuf-compiler",
	  .includes = "protobuf-devel" },
	{ .ids = { "fedora", "rhel", "centos" },
	  .upgrade = "sudo dnf upgrade",
	  .remove = "sudo dnf remove",
	  .add = "sudo dnf install",
	  .managers = " dnf yum microdnf ",
	  .go = "golang",
	  .protoc = "protobuf-compiler",
	  .includes = "protobuf-devel" },
	{ .ids = { "arch" }, /* its packages are only ever upgraded together */
	  .upgrade = "sudo pacman -Syu",
	  .remove = "sudo pacman -R",
	  .add = "sudo pacman -S",
	  .managers = " pacman yay paru ",
	  .go = "go",
	  .protoc = "protobuf" },
	{ .ids = { "alpine" }, /* comes with doas, not sudo */
	  .upgrade = "doas apk add -u",
	  .remove = "doas apk del",
	  .add = "doas apk add",
	  .managers = " apk ",
	  .go = "go",
	  .protoc = "protoc",
	  .includes = "protobuf-dev" },
	{ .ids = { "opensuse", "suse", "sles" },
	  .upgrade = "sudo zypper update",
	  .remove = "sudo zypper remove",
	  .add = "sudo zypper install",
	  .managers = " zypper ",
	  .go = "go",
	  .protoc = "protobuf-devel" },
};

/* Is it one of the words? */
static bool is_called_so(const struct distro *d, const char *words)
{
	while (words && *words) {
		size_t n = strcspn(words, " ");

		for (size_t i = 0; i < sizeof(d->ids) / sizeof(d->ids[0]) && d->ids[i]; i++)
			if (strlen(d->ids[i]) == n && strncmp(words, d->ids[i], n) == 0)
				return true;
		words += n + strspn(words + n, " ");
	}
	return false;
}

const struct distro *distro_of(const struct distro_release *release)
{
	/* what it is before what it is like */
	const char *const words[] = { release->id, release->like };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < sizeof(distros) / sizeof(distros[0]); i++)
			if (is_called_so(&distros[i], words[k]) &&
			    (!distros[i].only || distros[i].only(release)))
				return &distros[i];
	return NULL;
}

static bool has_manager(const struct distro *d, const char *program)
{
	return str_is_among(d->managers, program, strlen(program));
}

const char *distro_manager_for(struct arena *mem, const struct distro_release *release,
			       const char *program)
{
	const struct distro *own = distro_of(release);

	if (!own || has_manager(own, program))
		return NULL;
	for (size_t i = 0; i < sizeof(distros) / sizeof(distros[0]); i++)
		if (has_manager(&distros[i], program))
			return arena_strndup(mem, own->managers + 1,
					     strcspn(own->managers + 1, " "));
	return NULL;
}

/* Below /usr/lib are other packages too, as Debian's golang-1.24-go and openSUSE's go1.24: none is named for them. */
static const char *distro_package(const struct tool *tool)
{
	if (!tool->distro ||
	    !(path_is_within(tool->path, "/usr/bin") || path_is_within(tool->path, "/bin")))
		return NULL;
	return tool->id == TOOL_GO       ? tool->distro->go
	       : tool->id == TOOL_PROTOC ? tool->distro->protoc
					 : NULL;
}

const char *distro_remove_command(struct arena *mem, const struct tool *tool)
{
	const char *package = distro_package(tool);

	return package ? arena_fmt(mem, "%s %s", tool->distro->remove, package) : NULL;
}

const char *distro_includes_command(struct arena *mem, const struct tool *protoc)
{
	if (!protoc->distro || !protoc->distro->includes)
		return NULL;
	return arena_fmt(mem, "%s %s", protoc->distro->add, protoc->distro->includes);
}

const char *distro_sentence(struct arena *mem, const struct tool *tool)
{
	const struct distro *d = tool->distro;
	const char *package = distro_package(tool), *upgrade;

	if (!package)
		return NULL;
	upgrade = d->whole ? d->upgrade : arena_fmt(mem, "%s %s", d->upgrade, package);
	return arena_fmt(
		mem,
		_("The %s that comes first now is %s and may stay; the newest of this release: %s; to remove it: %s %s"),
		tool_title(tool->id), origin_text(tool->origin), upgrade, d->remove, package);
}
