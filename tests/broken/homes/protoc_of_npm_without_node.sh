# npm's protoc: node came from a version manager that is gone.
shell=bash finds=protoc.cannot-run
says='protoc --version' explains=tool.missing
break_it()
{
	rm -r .local/include .local/bin/protoc && mkdir -p .local/lib/node_modules/grpc-tools/bin
	printf '#!/usr/bin/env node\nrequire("child_process").execFile(__dirname + "/protoc")\n' >.local/lib/node_modules/grpc-tools/bin/protoc.js
	chmod 755 .local/lib/node_modules/grpc-tools/bin/protoc.js && ln -s ../lib/node_modules/grpc-tools/bin/protoc.js .local/bin/protoc
}
