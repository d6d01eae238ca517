# chmod of the wrong folder: its own owner cannot look into ~/go/bin any more.
finds=fs.closed beside='plugin.missing plugin.off-path plugin.not-runnable' heals=no # what is in it nobody sees
break_it() { chmod 0 go/bin; }
