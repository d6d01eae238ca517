# HOME was set to the data disk once; the disk is gone.
finds=goenv.cache beside='go.off-path protoc.off-path plugin.off-path rc.other-shell'
says='go list std >/dev/null && go build -o /dev/null std' explains=goenv.cache
break_it() { sed -i '1i export HOME=/data/dev' .zshrc; }
