# umask 755, which is a mode and no mask: what is made can neither be read nor entered.
finds=fs.closed where='.zshrc line'
break_it() { echo 'umask 755' >>.zshrc; }
