# fish that ends early for Emacs.
shell=fish
break_it()
{
	rm .zshrc && cp /etc/skel/.profile .profile
	mkdir -p .config/fish
	cat >.config/fish/config.fish <<'END'
if test "$TERM" = dumb
    exit
end
fish_add_path -g ~/.local/bin ~/go/bin /usr/local/go/bin
END
}
