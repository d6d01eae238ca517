# A package of conda brought a hook that sets GOROOT; the package is gone, the hook stayed.
shell=bash finds=goenv.goroot where=activate.d/go.sh heals=no # a hook of another program's
break_it()
{
	mkdir -p miniconda3/etc/conda/activate.d && echo 'export GOROOT=$HOME/miniconda3/go' >miniconda3/etc/conda/activate.d/go.sh
	echo 'for hook in ~/miniconda3/etc/conda/activate.d/*.sh; do . "$hook"; done' >>.bashrc && cp .zshrc line && cat line >>.bashrc && rm line .zshrc
}
