# The administrator's file for everybody has flags of one project.
shell=bash finds=goenv.goflags where=/etc/profile.d/go.sh heals=no # the file is root's
break_as_root() { echo 'export GOFLAGS=-mod=vendor' >/etc/profile.d/go.sh; }
