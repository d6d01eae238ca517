# A company's modules by ssh, as its guide says.
break_it()
{
	printf '[url "git@github.com:corp/"]\n\tinsteadOf = https://github.com/corp/\n' >.gitconfig
	echo 'export GOPRIVATE=github.com/corp/*' >>.zshrc
}
