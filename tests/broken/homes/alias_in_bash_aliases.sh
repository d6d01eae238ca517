# protoc of a container, in the file that Debian's .bashrc takes in.
shell=bash finds=rc.alias where=.bash_aliases
break_it() { echo 'alias protoc="docker run --rm -v $PWD:/defs namely/protoc-all"' >.bash_aliases; }
