# Left over from a cross build: two variables on one line.
finds=goenv.target-forced
break_it() { echo 'export GOOS=windows GOARCH=amd64' >>.zshrc; }
