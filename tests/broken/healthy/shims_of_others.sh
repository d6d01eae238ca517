# pyenv, rbenv and nvm, each with its lines, its shims in front, and no Go among them.
shell=bash
break_it()
{
	local tool
	for tool in pyenv rbenv; do
		mkdir -p ".$tool/shims" ".$tool/bin"
		printf '#!/bin/sh\n[ "$1" != init ] || echo "export PATH=\\"$HOME/.%s/shims:\\$PATH\\"; export %s_SHELL=bash"\n' "$tool" "${tool^^}" >".$tool/bin/$tool"
		printf '#!/bin/sh\nexec true\n' >".$tool/shims/$tool-python"
		chmod 755 ".$tool/bin/$tool" ".$tool/shims/$tool-python"
	done
	mkdir -p .nvm && printf 'nvm() { :; }\nexport PATH="$HOME/.nvm/versions/node/v22.1.0/bin:$PATH"\n' >.nvm/nvm.sh
	cp /etc/skel/.profile .profile && tail -n 1 .zshrc >>.bashrc && rm .zshrc
	cat >>.bashrc <<'RC'
export PYENV_ROOT="$HOME/.pyenv"
command -v pyenv >/dev/null || export PATH="$PYENV_ROOT/bin:$PATH"
eval "$(pyenv init -)"
eval "$("$HOME/.rbenv/bin/rbenv" init - bash)"
export NVM_DIR="$HOME/.nvm"
[ -s "$NVM_DIR/nvm.sh" ] && \. "$NVM_DIR/nvm.sh"  # This loads nvm
[ -s "$NVM_DIR/bash_completion" ] && \. "$NVM_DIR/bash_completion"
. "$HOME/.cargo/env" 2>/dev/null || true
RC
}
