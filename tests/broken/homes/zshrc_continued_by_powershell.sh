# WSL, and PowerShell's >>: what it added to .zshrc is UTF-16.
finds=rc.bytes beside='go.off-path protoc.off-path plugin.off-path rc.syntax rc.other-shell' where='UTF-16'
break_it() { cp /etc/skel/.profile .profile; line=$(cat .zshrc); echo 'alias ll="ls -l"' >.zshrc; printf '%s\r\n' "$line" | iconv -f UTF-8 -t UTF-16LE >>.zshrc; }
