# sudo vi ~/.zshrc with a strict umask: zsh may not read it any more.
finds=fs.foreign-owner beside='rc.other-shell go.off-path protoc.off-path plugin.off-path rc.unwritable'
where=.zshrc heals=partly leaves=fs.foreign-owner
break_as_root() { cp /etc/skel/.profile /home/dev/.profile; chown root:root /home/dev/.zshrc && chmod 600 /home/dev/.zshrc; }
