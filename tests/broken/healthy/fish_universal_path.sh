# fish keeps its folders in a universal variable.
shell=fish
break_it()
{
	cp /etc/skel/.profile .profile && rm .zshrc && mkdir -p .config/fish
	printf '# This file contains fish universal variable definitions.\n# VERSION: 3.0\nSETUVAR fish_user_paths:/home/dev/\\x2elocal/bin\\x1e/home/dev/go/bin\\x1e/usr/local/go/bin\n' >.config/fish/fish_variables
}
