# A template of chezmoi was copied as it is.
finds=rc.syntax beside='go.off-path protoc.off-path plugin.off-path rc.other-shell path.relative' leaves='rc.syntax path.relative'
break_it()
{
	cp /etc/skel/.profile .profile
	printf '%s\n' '{{- if eq .chezmoi.os "linux" }}' 'export PATH="{{ .chezmoi.homeDir }}/.local/bin:{{ .chezmoi.homeDir }}/go/bin:/usr/local/go/bin:$PATH"' '{{- end }}' 'alias ll="ls -l"' >.zshrc
}
