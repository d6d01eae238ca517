# Two faults: a line that goready repairs, and folders of root's, which it does not touch.
finds=goenv.goroot beside=fs.foreign-owner heals=partly leaves=fs.foreign-owner
break_it() { echo 'export GOROOT=/opt/go' >>.zshrc; }
break_as_root() { chown root:root /home/dev/go/pkg /home/dev/.cache/go-build; }
