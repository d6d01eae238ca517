# Dotfiles in a repository, linked into the home as stow and chezmoi's symlink mode do.
break_it()
{
	mkdir -p dotfiles/zsh dotfiles/bash dotfiles/fish/.config/fish .config
	mv .zshrc dotfiles/zsh/.zshrc && mv .profile dotfiles/bash/.profile && mv .bashrc dotfiles/bash/.bashrc
	echo 'fish_add_path -g ~/.local/bin ~/go/bin /usr/local/go/bin' >dotfiles/fish/.config/fish/config.fish
	ln -s dotfiles/zsh/.zshrc .zshrc && ln -s dotfiles/bash/.profile .profile && ln -s dotfiles/bash/.bashrc .bashrc
	ln -s ../dotfiles/fish/.config/fish .config/fish
}
