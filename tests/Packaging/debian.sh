# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# Slow: the package's life in a clean Debian: installed, run, upgraded, removed, purged.

# What is there, without what dpkg and the loader note for themselves.
listing() { # ROOT
  (cd "$1" && find . -xdev -not -path './proc/*' -not -path './var/lib/dpkg/*' -not -path './var/log/*' -not -path './var/cache/*' \
    -not -path './home/*' -not -path './tmp/*' -not -path './etc/*-' | sort)
}

mirror() {
  sed -n -e 's/^URIs: *//p' -e 's/^deb \(\[[^]]*\] \)\?\(http[^ ]*\) .*/\2/p' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
    awk '/debian\/?$/ && !found { print; found = 1 } END { exit !found }' || true
}

life_in_a_clean_debian() {
  command -v dpkg-deb >/dev/null || skip 'needs dpkg-deb: Debian or Ubuntu'
  [ "$(id -u)" = 0 ] || skip 'needs root: a clean Debian is made with debootstrap and chroot'
  need debootstrap
  local suite root=$here/root deb next
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  [ -n "$(mirror)" ] || skip 'needs Debian: there is no mirror of it in /etc/apt'
  deb=$(scripts/deb.sh)
  debootstrap --variant=minbase "$suite" "$root" "$(mirror)"
  listing "$root" >"$here/before"

  # The next version: the same with a higher number.
  dpkg-deb -R "$deb" "$here/next"
  sed -i 's/^Version: .*/&.1/' "$here/next/DEBIAN/control"
  next=$here/next.deb
  dpkg-deb --root-owner-group -b "$here/next" "$next"
  mkdir -p "$root/packages"
  cp "$deb" "$root/packages/this.deb"
  cp "$next" "$root/packages/next.deb"
  cp tests/Packaging/debian-guest.sh "$root/packages/"
  # Mounts and processes of it end with it.
  unshare --mount --pid --fork --kill-child bash -ec 'mount -t proc proc "$1/proc"; exec chroot "$1" /bin/bash /packages/debian-guest.sh' - "$root"
  rm -r "$root/packages"
  listing "$root" >"$here/after"
  diff "$here/before" "$here/after"
}

test_that 'The package is installed, runs, is upgraded and goes without a trace from a clean Debian' life_in_a_clean_debian
