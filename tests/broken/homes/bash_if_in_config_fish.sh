# The lines of .bashrc were copied into config.fish: fish knows no then and no fi, and reads nothing of the file.
shell=fish finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' leaves=rc.syntax
says='go version' explains=rc.syntax
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish
	printf '%s\n' 'if [ -d "$HOME/go/bin" ]; then' '  export PATH="$HOME/.local/bin:$HOME/go/bin:/usr/local/go/bin:$PATH"' 'fi' >.config/fish/config.fish
}
