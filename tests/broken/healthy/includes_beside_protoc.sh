# protoc looks for include beside itself first: unpacked so, it is whole.
break_it() { mv .local/include .local/bin/include; }
