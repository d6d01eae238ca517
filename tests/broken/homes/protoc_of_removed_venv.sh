# pip's protoc, and the Python environment that it belongs to was deleted.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it()
{
	rm -r .local/include
	printf '#!/home/dev/venvs/grpc/bin/python3\nimport sys\nfrom grpc_tools.protoc import entrypoint\nsys.exit(entrypoint())\n' >.local/bin/protoc
}
