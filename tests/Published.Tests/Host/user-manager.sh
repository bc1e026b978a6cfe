# shellcheck shell=bash disable=SC2034,SC2044 # cgroups have plain names; a count needs no name
# A user manager of systemd for a user of this test's own, with a journal, in a mount namespace that vanishes with it.
# Run by: unshare --mount bash user-manager.sh HOME SCENARIO, as root. SCENARIO is bash text that is run as that user.
set -euo pipefail
home=$1 scenario=$2 uid=12345 name=conductor-test group=conductortest$$.slice

# Where systemd and its tools look for what they need, without touching this machine's own.
mount --make-rprivate /
for folder in /run /var/log; do mount -t tmpfs -o mode=755 none $folder; done
mkdir -p /run/systemd/system /run/systemd/journal "/run/user/$uid" /var/log/journal
touch /run/systemd/journal/flushed # to /var/log, where each user has a journal of his own
cp /etc/passwd "/run/systemd/passwd"
echo "$name:x:$uid:$uid::$home:/bin/bash" >>/run/systemd/passwd
mount --bind /run/systemd/passwd /etc/passwd
chown "$uid:$uid" "/run/user/$uid"
chmod 700 "/run/user/$uid"
chown -R "$uid:$uid" "$home"

# A part of the tree of control groups that the manager may divide, in each of the hierarchies that it looks at; by its name the
# journal knows whose it is.
roots=()
for root in /sys/fs/cgroup /sys/fs/cgroup/unified /sys/fs/cgroup/systemd; do
  [ -e "$root/cgroup.procs" ] || continue
  mkdir -p "$root/$group/user@$uid.service"
  chown -R "$uid:$uid" "$root/$group"
  roots+=("$root")
done

/usr/lib/systemd/systemd-journald >/dev/null 2>&1 &
journal=$!
finish() {
  kill "$journal" 2>/dev/null || true
  for root in "${roots[@]}"; do
    for pid in $(find "$root/$group" -name cgroup.procs -exec cat {} +); do kill -KILL "$pid" 2>/dev/null || true; done
    for try in 1 2 3 4 5 6 7 8 9 10; do
      find "$root/$group" -depth -type d -exec rmdir {} + 2>/dev/null && break
      sleep 0.1
    done
  done
}
trap finish EXIT

(
  for root in "${roots[@]}"; do echo $BASHPID >"$root/$group/user@$uid.service/cgroup.procs"; done
  exec setpriv --reuid=$uid --regid=$uid --clear-groups env -i HOME="$home" USER=$name PATH="$PATH" LC_ALL=C.UTF-8 bash -c '
    export XDG_RUNTIME_DIR=/run/user/$(id -u)
    /usr/lib/systemd/systemd --user >"$HOME/manager.log" 2>&1 &
    manager=$!
    for try in $(seq 200); do
      systemctl --user is-system-running >/dev/null 2>&1 && break
      kill -0 $manager 2>/dev/null || { cat "$HOME/manager.log" >&2; exit 99; }
      sleep 0.05
    done
    status=0
    (eval "$1") || status=$?
    kill $manager
    wait $manager 2>/dev/null || true
    exit $status' bash "$scenario"
)
