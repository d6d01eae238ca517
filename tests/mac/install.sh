#!/bin/bash
# What plays Homebrew's installer (Homebrew/install, install.sh): it checks what the real one checks,
# in its words, and makes the prefix with the stand-in brew (docs/facts.md, Homebrew).
set -u

abort()
{
	printf '%s\n' "$@" >&2
	exit 1
}

say() { printf '==> %s\n' "$*"; }

[ -n "${BASH_VERSION:-}" ] || abort "Bash is required to interpret this script."
[[ -z ${POSIXLY_CORRECT+1} ]] ||
	abort 'Bash must not run in POSIX mode. Please unset POSIXLY_CORRECT and try again.'
[[ -z ${INTERACTIVE-} || -z ${NONINTERACTIVE-} ]] ||
	abort 'Both `$INTERACTIVE` and `$NONINTERACTIVE` are set. Please unset at least one variable and try again.'
[ ! -e /etc/homebrew/brew.no_install ] || abort "Homebrew cannot be installed because /etc/homebrew/brew.no_install exists!"
[ "$(/usr/bin/uname)" = Darwin ] || abort "Homebrew is only supported on macOS and Linux."

if [[ -z ${NONINTERACTIVE-} ]]; then
	if [[ -n ${CI-} ]]; then
		echo 'Running in non-interactive mode because `$CI` is set.'
		NONINTERACTIVE=1
	elif [[ ! -t 0 ]]; then
		echo 'Running in non-interactive mode because `stdin` is not a TTY.'
		NONINTERACTIVE=1
	fi
fi

[ "$EUID" != 0 ] || abort "Don't run this as root!"

# -n only for the first look: what is called later may ask, on the terminal.
sudo=(/usr/bin/sudo)
[[ -z ${SUDO_ASKPASS-} ]] || sudo+=(-A)
have_sudo()
{
	if [[ -n ${NONINTERACTIVE-} ]]; then
		"${sudo[@]}" -n -l mkdir >/dev/null 2>&1
	else
		"${sudo[@]}" -v && "${sudo[@]}" -l mkdir >/dev/null 2>&1
	fi
}
# Unless sudo had a time stamp before, it has none afterwards.
if /usr/bin/sudo -n -v 2>/dev/null; then :; else trap '/usr/bin/sudo -k' EXIT; fi

say 'Checking for `sudo` access (which may request your password)...'
user=$(id -un)
if ! have_sudo; then
	abort "Need sudo access on macOS (e.g. the user $user needs to be an Administrator)!"
fi

case $(/usr/bin/uname -m) in
arm64) prefix=/opt/homebrew ;;
x86_64) prefix=/usr/local ;;
*) abort "Homebrew is only supported on Intel and ARM processors!" ;;
esac

say "This script will install:"
repository=$prefix
[ "$prefix" != /usr/local ] || repository=$prefix/Homebrew
printf '%s\n' "$prefix/bin/brew" "$prefix/share/doc/homebrew" "$repository"
tools=/Library/Developer/CommandLineTools
needs_tools=
if [ ! -e "$tools/usr/bin/git" ]; then
	needs_tools=1
	say "The Xcode Command Line Tools will be installed."
fi
if [[ -z ${NONINTERACTIVE-} ]]; then
	printf '\nPress RETURN/ENTER to continue or any other key to abort:\n'
	IFS= read -rsn1 key
	[ -z "$key" ] || exit 1
fi

execute_sudo()
{
	say "/usr/bin/sudo $*"
	"${sudo[@]}" "$@" || abort "Failed during: /usr/bin/sudo $*"
}

if [ -n "$needs_tools" ]; then
	say "Searching online for the Command Line Tools"
	placeholder=/tmp/.com.apple.dt.CommandLineTools.installondemand.in-progress
	execute_sudo /usr/bin/touch "$placeholder"
	label=$(/usr/sbin/softwareupdate -l 2>/dev/null |
		sed -n 's/^ *\* Label: \(Command Line Tools.*\)$/\1/p' | tail -n 1)
	if [ -n "$label" ]; then
		say "Installing $label"
		execute_sudo /usr/sbin/softwareupdate -i "$label"
		execute_sudo /usr/bin/xcode-select --switch "$tools"
	fi
	execute_sudo /bin/rm -f "$placeholder"
	[ -e "$tools/usr/bin/git" ] || abort "The Command Line Tools were not installed."
fi

[ -d "$prefix" ] || execute_sudo /bin/mkdir -p "$prefix"
if [ "$prefix" = /opt/homebrew ]; then
	execute_sudo /bin/chown "$user:admin" "$prefix"
else
	for folder in bin etc include lib opt sbin share var Cellar Caskroom Frameworks Homebrew; do
		execute_sudo /bin/mkdir -p "$prefix/$folder"
		execute_sudo /bin/chown "$user:admin" "$prefix/$folder"
	done
fi
say "Downloading and installing Homebrew..."
/usr/bin/python3 -I /usr/lib/mac/brew --make-prefix "$prefix" || abort "Failed during: brew update"
if [ "$prefix" = /opt/homebrew ] && [ -d /etc/paths.d ]; then
	echo "$prefix/bin" | "${sudo[@]}" /usr/bin/tee /etc/paths.d/homebrew >/dev/null
fi

say "Installation successful!"
echo
say "Next steps:"
printf '%s\n' "- Run these commands in your terminal to add Homebrew to your PATH:" \
	"    echo >> $HOME/.zprofile" \
	"    echo 'eval \"\$($prefix/bin/brew shellenv zsh)\"' >> $HOME/.zprofile" \
	"    eval \"\$($prefix/bin/brew shellenv zsh)\"" \
	"- Run brew help to get started" "- Further documentation:" "    https://docs.brew.sh"
