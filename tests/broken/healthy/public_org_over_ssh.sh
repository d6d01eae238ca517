# Everything of GitHub by ssh, and no module is private.
break_it() { printf '[url "ssh://git@github.com/"]\n\tinsteadOf = https://github.com/\n' >.gitconfig; }
