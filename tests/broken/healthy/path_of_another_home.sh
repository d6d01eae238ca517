# A folder of scripts in the home of somebody else, and their programs, which are here too.
break_it() { printf 'export PATH="$PATH:/home/ann/scripts:/home/ann/go/bin"\n' >>.zshrc; }
