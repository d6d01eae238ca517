# In a mount and process namespace of its own: put a test machine together and run a command in it.
#	unshare --mount --pid --fork sh enter.sh DIR UID:GID FOLDER COMMAND...
# DIR as testbed_machine makes it: lower (the layers' names), upper, work, root, home.
# UID:GID may be `namespace`: root of a user namespace of its own. Such a root may mount a
# binfmt_misc that is nobody else's (Linux 6.7), and none can be had once chroot has been called.
set -eu
dir=$1 ids=$2 folder=$3
shift 3
root=$dir/root
mount --make-rprivate /
mount -t overlay goready-test \
	-o "lowerdir=$(cat "$dir/lower"),upperdir=$dir/upper,workdir=$dir/work" "$root"
mount --bind "$dir/home" "$root/home/dev"
mount -t proc proc "$root/proc"
# Of the host's devices those that programs open, and its terminals: nothing else of it is within reach.
mount -t tmpfs -o mode=755 goready-test "$root/dev"
for device in null zero full random urandom tty; do
	: >"$root/dev/$device"
	mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount --bind /dev/pts "$root/dev/pts"
mknod -m 666 "$root/dev/ptmx" c 5 2 # Linux looks for pts beside the node itself
mount -t tmpfs -o mode=1777 goready-test "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
for fd in 0:stdin 1:stdout 2:stderr; do ln -s "/proc/self/fd/${fd%%:*}" "$root/dev/${fd#*:}"; done
mount -t sysfs -o ro sysfs "$root/sys" 2>/dev/null || :
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -L /etc/hosts "$root/etc/hosts" # sudo looks up the name of the machine
if [ -d "$dir/share" ]; then # what a test wants to hand over: mirror's certificate, a checkout
	mkdir -p "$root/share"
	mount --bind "$dir/share" "$root/share"
fi
cd "$root"
if [ "$ids" = namespace ]; then
	# Who is in it writes a map of one user only; we write one of all, as soon as it is there.
	(
		ours=$(readlink proc/self/ns/user)
		while [ "$(readlink proc/$$/ns/user)" = "$ours" ]; do sleep 0.05; done
		for map in uid_map gid_map; do echo 0 0 4294967295 >proc/$$/$map; done
	) &
	exec unshare --user --mount --root=. --wd="$folder" \
		sh -c 'until [ "$(id -u)" = 0 ]; do sleep 0.05; done; exec "$@"' sh "$@"
fi
exec chroot --userspec="$ids" . sh -c 'cd "$1" && shift && exec "$@"' sh "$folder" "$@"
