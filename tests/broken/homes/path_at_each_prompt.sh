# PROMPT_COMMAND brings the old PATH back after all that the start files did.
shell=bash finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path rc.differs'
where='.bashrc line 3, in the function of_the_office'
break_it()
{
	printf '%s\n' '# ~/.bashrc' 'of_the_office() {' '  PATH=/usr/local/bin:/usr/bin:/bin' '}' \
		'PROMPT_COMMAND=of_the_office' >.bashrc
}
