# The XDG folders are moved.
break_it()
{
	mkdir -p .xdg/config/go .xdg/cache .xdg/data && mv .cache/go-build .xdg/cache/
	echo 'GOPROXY=https://goproxy.cn,direct' >.xdg/config/go/env
	printf '%s\n' 'export XDG_CONFIG_HOME="$HOME/.xdg/config" XDG_CACHE_HOME="$HOME/.xdg/cache" XDG_DATA_HOME="$HOME/.xdg/data"' >>.zshrc
}
environment=(GOPROXY= XDG_CONFIG_HOME=/home/dev/.xdg/config XDG_CACHE_HOME=/home/dev/.xdg/cache XDG_DATA_HOME=/home/dev/.xdg/data)
proves=no
