# .zlogin, which login shells read last, sets PATH as an old tutorial has it.
finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path rc.differs' where=.zlogin
says='go version' explains=rc.resets-path
break_it() { echo 'export PATH=/usr/local/bin:/usr/bin:/bin' >.zlogin; }
