# An if without its fi: what stands below is not read.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell' leaves="rc.syntax"
break_it()
{
	cp /etc/skel/.profile .profile
	printf 'if [ -d ~/go ]; then\n  export EDITOR=vi\n%s\n' "$(cat .zshrc)" >.zshrc.new && mv .zshrc.new .zshrc
}
