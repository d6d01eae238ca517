# No module is checked, as an article had it.
finds=goenv.checks-off leaves=goenv.checks-off # somebody may have a reason
break_it() { echo 'export GONOSUMDB="*" GOINSECURE="*"' >>.zshrc; }
