# The proxy was switched off for a flight.
finds=goenv.proxy
environment=(GOPROXY=)
says='go install example.com/x@latest' explains=goenv.proxy
break_it() { echo 'export GOPROXY=off' >>.zshrc; }
