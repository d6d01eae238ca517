# PATH by a function that adds each folder once, and files of one's own below .bashrc.d.
shell=bash
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .bashrc.d
	cat >>.bashrc <<'RC'
pathmunge() {
    case ":${PATH}:" in
        *:"$1":*) ;;
        *) if [ "$2" = "after" ]; then PATH=$PATH:$1; else PATH=$1:$PATH; fi ;;
    esac
}
if [ -d ~/.bashrc.d ]; then
    for rc in ~/.bashrc.d/*; do
        if [ -f "$rc" ]; then . "$rc"; fi
    done
fi
unset rc
RC
	printf '%s\n' 'pathmunge /usr/local/go/bin after' 'pathmunge "$HOME/go/bin"' 'pathmunge "$HOME/.local/bin"' 'export PATH' >.bashrc.d/go
}
