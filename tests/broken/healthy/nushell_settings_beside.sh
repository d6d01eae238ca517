# nushell was tried: its files are there, it is not.
break_it()
{
	mkdir -p .config/nushell && printf '%s\n' '$env.GOROOT = "/opt/go"' '$env.PATH = ($env.PATH | prepend "/opt/go/bin")' >.config/nushell/env.nu
	printf '%s\n' 'source ~/.cache/starship/init.nu' >.config/nushell/config.nu
}
