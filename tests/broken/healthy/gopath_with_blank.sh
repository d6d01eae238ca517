# GOPATH in a folder whose name has a blank and letters that are not ASCII.
break_it()
{
	mkdir -p 'Meine Dateien/Übung' && mv go 'Meine Dateien/Übung/go'
	echo 'export GOPATH="$HOME/Meine Dateien/Übung/go"; export PATH="$GOPATH/bin:$PATH"' >>.zshrc
}
