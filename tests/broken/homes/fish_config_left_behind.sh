# XDG_CONFIG_HOME was moved, and config.fish stayed where it was.
shell=fish finds=rc.other-shell beside='go.off-path protoc.off-path plugin.off-path' where=.config/fish/config.fish
environment=(XDG_CONFIG_HOME=/home/dev/.settings)
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish .settings/fish .settings/go && ln -s ../../.config/go/telemetry .settings/go/telemetry
	echo 'set -gx PATH ~/.local/bin ~/go/bin /usr/local/go/bin $PATH' >.config/fish/config.fish
	echo 'set -gx EDITOR vi' >.settings/fish/config.fish
}
