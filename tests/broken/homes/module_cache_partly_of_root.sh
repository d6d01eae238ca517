# sudo go get, once: a folder deep in the module cache is root's.
finds=fs.foreign-owner heals=no where=google.golang.org
says='cd /tmp && mkdir x && cd x && go mod init example.com/x && go get google.golang.org/grpc@v1.50.0' explains=fs.foreign-owner
break_as_root() { chown -R root:root /home/dev/go/pkg/mod/cache/download/google.golang.org; }
