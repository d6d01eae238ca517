# GOPATH in a folder of its own.
break_it()
{
	mkdir -p code && mv go code/go
	echo 'export GOPATH="$HOME/code/go" PATH="$HOME/code/go/bin:$PATH"' >>.zshrc
}
