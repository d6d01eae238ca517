# .zprofile was saved with carriage returns: zsh asks for commands that are named \r.
finds=rc.bytes beside='rc.syntax rc.other-shell go.off-path protoc.off-path plugin.off-path path.bytes'
break_it() { cp /etc/skel/.profile .profile; printf 'if [ -d ~/go ]; then\r\n%s\r\nfi\r\n' "$(cat .zshrc)" >.zprofile; echo 'alias ll="ls -l"' >.zshrc; }
