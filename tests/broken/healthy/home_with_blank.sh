# A home with a blank and an umlaut in its name.
environment=("HOME=/home/dev/Jörg Müller")
proves=no # the caches that whole_home filled are for the other name
break_it() { cd /home/dev && mkdir "$HOME" && mv .[a-z]* go "$HOME/"; }
