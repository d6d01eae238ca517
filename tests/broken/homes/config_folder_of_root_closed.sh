# sudo nvim with umask 077 made ~/.config: go env -w cannot write.
finds=fs.foreign-owner heals=no where=.config
says='go env -w GOPRIVATE=git.corp.example' explains=fs.foreign-owner
break_as_root() { rm -rf /home/dev/.config && mkdir /home/dev/.config && chown root:root /home/dev/.config && chmod 700 /home/dev/.config; }
