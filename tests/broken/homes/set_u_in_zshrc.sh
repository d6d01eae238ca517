# zsh in the strict mode of scripts: at a variable that is not set it reads no further.
finds=rc.syntax beside='rc.slow rc.other-shell go.off-path protoc.off-path plugin.off-path' where='.zshrc line 1: setopt no_unset'
says='go version' explains=rc.syntax
break_it()
{
	cp /etc/skel/.profile .profile
	sed -i '1i setopt no_unset\nexport KUBE_TAG="$CLUSTER_NAME"' .zshrc
}
