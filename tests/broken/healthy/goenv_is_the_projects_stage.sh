# GOENV names the stage of an application; Go reads a file of that name where there is one.
break_it() { echo 'export GOENV=production' >>.zshrc; }
