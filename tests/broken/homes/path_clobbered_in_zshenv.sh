# A conda block in .zshenv sets PATH without what it was before.
finds=path.no-system beside='rc.other-shell'
break_it()
{
	mkdir -p miniconda3/bin miniconda3/conda-meta
	printf '# >>> conda initialize >>>\nexport PATH="$HOME/miniconda3/bin"\n# <<< conda initialize <<<\n' >.zshenv
}
