# tar -xzf go.tar.gz in ~: the tree is ~/go, where GOPATH is too. Go gets along with that.
break_it() { cp -a /usr/local/go/. go/; }
break_as_root() { rm -rf /usr/local/go; }
