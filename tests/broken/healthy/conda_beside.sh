# conda's base environment in front, without a Go.
break_it()
{
	mkdir -p miniconda3/bin miniconda3/conda-meta miniconda3/condabin
	printf '#!/bin/sh\n' >miniconda3/bin/python && chmod 755 miniconda3/bin/python
	printf '# >>> conda initialize >>>\nexport PATH="$HOME/miniconda3/bin:$PATH"\nexport CONDA_PREFIX="$HOME/miniconda3"\n# <<< conda initialize <<<\n' >>.zshrc
}
