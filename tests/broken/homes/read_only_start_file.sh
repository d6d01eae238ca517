# The start file may not be written, its folder may.
finds=goenv.goroot
break_it() { echo 'export GOROOT=/opt/go' >>.zshrc && chmod 0444 .zshrc; }
also() { check "$home: the file keeps its mode" test "$(stat -c %a "$m/home/.zshrc")" = 444; }
