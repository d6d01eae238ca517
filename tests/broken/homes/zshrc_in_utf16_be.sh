# Saved by an editor of Windows as "Unicode big endian": a byte of its Chinese looks like a newline's.
finds=rc.bytes beside='go.off-path protoc.off-path plugin.off-path rc.syntax rc.other-shell' where='UTF-16'
break_it()
{
	cp /etc/skel/.profile .profile
	{ printf '\376\377' && printf '# 上海的代理\r\nexport CITY="上"\r\n%s\r\n' "$(cat .zshrc)" | iconv -f UTF-8 -t UTF-16BE; } >.zshrc.new
	mv .zshrc.new .zshrc
}
also() { check "$home: its Chinese is whole" cmp <(in_machine "$m" -- head -n 2 .zshrc) <(printf '# 上海的代理\nexport CITY="上"\n'); }
