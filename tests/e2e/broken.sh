#!/bin/bash
# Some of the broken homes, looked at, and some healthy ones: one of each kind that once was overlooked
# or seen where it is not. tests/long/broken.sh repairs them too.
exec bash "$(dirname "$0")/../broken/run" --look go_of_snap_without_snapd goos_goarch_on_one_line goroot_in_fish \
	legacy_plugin_by_zshrc plugin_only_prints path_with_nbsp own_tools_deleted \
	mise protoc_wrapper
