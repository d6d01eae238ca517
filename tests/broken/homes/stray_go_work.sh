# A workspace was tried in the home folder and forgotten: each project below it is in it.
finds=goenv.work heals=no where=/home/dev/go.work
says='go list ./...' explains=goenv.work
break_it() { printf 'go 1.26\n\nuse ./old-service\n' >go.work; }
