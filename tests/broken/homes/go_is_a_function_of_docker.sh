# go by docker, as a function that somebody wrote for one project.
finds=rc.alias leaves=rc.alias where='.zshrc line'
break_it() { printf '%s\n' 'go() {' '  docker run --rm -v "$PWD:/src" -w /src golang:1.12 go "$@"' '}' >>.zshrc; }
