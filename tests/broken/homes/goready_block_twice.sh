# Dotfiles of two machines were merged: goready's block stands there twice, and once without its end.
finds=rc.block
break_it()
{
	local i
	for i in 1 2; do
		printf '%s\n' '# >>> goready >>>' \
			'if [ -r "$HOME/.local/share/goready/env.sh" ]; then . "$HOME/.local/share/goready/env.sh"; fi' \
			'# <<< goready <<<' "export EDITOR_$i=vi"
	done >>.zshrc
	echo '# >>> goready >>>' >>.zshrc
}
