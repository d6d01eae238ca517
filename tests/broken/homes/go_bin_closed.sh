# chmod of the wrong folder: its own owner cannot look into ~/go/bin any more.
finds=fs.closed beside='plugin.missing plugin.off-path plugin.not-runnable'
break_it() { chmod 0 go/bin; }
