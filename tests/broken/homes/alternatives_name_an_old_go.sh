# The distribution's Go by update-alternatives, before the official one.
shell=bash finds=go.too-old beside=go.shadowed
says='go version' explains=none
break_as_root() { cp -a /share/old-go /usr/lib/go-1.19 && ln -s /usr/lib/go-1.19/bin/go /etc/alternatives/go && ln -s /etc/alternatives/go /usr/bin/go; }
break_it() { cp /etc/skel/.profile .profile && rm .zshrc && echo 'export PATH=$HOME/.local/bin:$HOME/go/bin:$PATH:/usr/local/go/bin' >>.bashrc; }
