# unzip -d ~/.local/bin/protoc: a folder has the program's name.
finds=protoc.cannot-run
says='protoc --version' explains=protoc.cannot-run
break_it()
{
	mkdir -p x/bin && mv .local/bin/protoc x/bin/ && mv .local/include x/ && mv x .local/bin/protoc
}
