# conda's environment has an old Go, and its block stands last.
finds=go.too-old beside=go.shadowed
says='go version' explains=none
break_it()
{
	mkdir -p miniconda3/bin miniconda3/conda-meta && cp -a /share/old-go miniconda3/go && ln -s ../go/bin/go miniconda3/bin/go
	printf '# >>> conda initialize >>>\nexport PATH="$HOME/miniconda3/bin:$PATH"\nexport CONDA_PREFIX="$HOME/miniconda3"\n# <<< conda initialize <<<\n' >>.zshrc
}
