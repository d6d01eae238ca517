# GOSUMDB misspelt.
finds=goenv.sumdb
break_it() { echo 'export GOSUMDB=of' >>.zshrc; }
