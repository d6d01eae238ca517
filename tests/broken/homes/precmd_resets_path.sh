# A prompt of the company's brings PATH back each time.
finds=rc.resets-path beside='go.off-path protoc.off-path plugin.off-path rc.differs' where=.zshrc
says='company_prompt; go version' explains=rc.resets-path
break_it() { printf '%s\n' 'company_prompt() {' '  export PATH=/usr/local/bin:/usr/bin:/bin' '  PS1="%~ "' '}' 'autoload -Uz add-zsh-hook' 'add-zsh-hook precmd company_prompt' >>.zshrc; }
