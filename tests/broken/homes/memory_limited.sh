# A company's profile limits the memory of each program.
finds=host.memory
says='go version' explains=host.memory
break_it() { echo 'ulimit -v 300000' >>.zshrc; }
