# .zshrc is home-manager's, in Nix's store, and has no Go in it.
finds=go.off-path beside='protoc.off-path plugin.off-path rc.other-shell rc.unwritable'
says='go version' explains=go.off-path
break_as_root() { mkdir -p /nix/store/aaaabbbbccccddddeeeeffffgggghhhh-home-manager-files && printf 'typeset -U path\nautoload -U compinit && compinit -u\nPROMPT="%%~ "\n' >/nix/store/aaaabbbbccccddddeeeeffffgggghhhh-home-manager-files/.zshrc && chmod 444 /nix/store/*/.zshrc; }
break_it() { cp /etc/skel/.profile .profile && ln -sf /nix/store/aaaabbbbccccddddeeeeffffgggghhhh-home-manager-files/.zshrc .zshrc; }
