# The company's image has the proxy switched off in the go.env of Go's tree.
finds=goenv.proxy heals=no # the tree is root's
environment=(GOPROXY=)
where=go.env
break_as_root() { sed 's/^GOPROXY=.*/GOPROXY=off/' /usr/local/go/go.env >/usr/local/go/go.env.new && mv /usr/local/go/go.env.new /usr/local/go/go.env; }
