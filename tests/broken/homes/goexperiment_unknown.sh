# An experiment that this Go does not know.
finds=goenv.experiment
says='go version; go list std' explains=goenv.experiment
break_it() { echo 'export GOEXPERIMENT=fasterloops' >>.zshrc; }
