#!/usr/bin/env bash
# Installs what tests/vm needs. See usage below.
set -euo pipefail

usage() {
  cat <<'END'
usage: tests/vm/install.sh [--help]

Installs the packages that the test machine and its C tools need, and unpacks a
Linux kernel (the one linux-image-amd64 depends on; it is not installed) into
the cache. Does nothing, quickly, where all is there already.

  CONDUCTOR_VM_CACHE   the cache (default: ${XDG_CACHE_HOME:-~/.cache}/conductor-vm);
                       remove it to get the newest kernel the next time

Debian and its relatives on x86-64; packages are installed with sudo where
you are not root.
END
}

case "${1-}" in
  '') ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

PATH="$PATH:/usr/sbin:/sbin"
cache=${CONDUCTOR_VM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/conductor-vm}
packages=(qemu-system-x86 busybox-static cpio kmod xz-utils alsa-utils evtest libasound2-dev gcc libc6-dev)

fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
  done
}

# Runs an apt command; where it fails, the package lists may be missing or old: once more with new ones.
with_fresh_lists() {
  "$@" && return
  as_root apt-get update >&2
  "$@"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2
}

kernel_package() {
  apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | grep -m 1 .
}

download_kernel() {
  local package
  package=$(kernel_package) && apt-get -o APT::Sandbox::User=root download "$package" >&2
}

# The kernel unpacks itself at boot, which takes seconds in an emulator; do it once, here. Where the payload of the
# bzImage is not what Debian's is (xz, then four bytes of length; Documentation/arch/x86/boot.rst), the image boots too.
extract_vmlinux() {
  local image=$1 setup_sectors offset length
  setup_sectors=$(od -An -tu1 -j $((0x1f1)) -N 1 "$image")
  offset=$(od -An -tu4 -j $((0x248)) -N 4 "$image")
  length=$(od -An -tu4 -j $((0x24c)) -N 4 "$image")
  dd if="$image" bs=1M iflag=skip_bytes,count_bytes skip=$(((setup_sectors + 1) * 512 + offset)) count=$((length - 4)) \
    status=none | xz -dc 2>/dev/null
}

unpack_kernel() {
  local work=$1 version
  (cd "$work" && with_fresh_lists download_kernel) ||
    fail "no kernel could be downloaded: 'apt-cache depends linux-image-amd64' must name one (Debian, x86-64)"
  dpkg -x "$work"/linux-image-*.deb "$work/package"

  mkdir "$work/kernel"
  version=$(basename "$work"/package/boot/vmlinuz-*)
  version=${version#vmlinuz-}
  extract_vmlinux "$work/package/boot/vmlinuz-$version" >"$work/kernel/vmlinux" ||
    cp "$work/package/boot/vmlinuz-$version" "$work/kernel/vmlinux"
  if [ -d "$work/package/usr/lib/modules" ]; then mv "$work/package/usr/lib" "$work/kernel/lib"
  else mv "$work/package/lib" "$work/kernel/lib"; fi
  depmod -b "$work/kernel" "$version"
  printf '%s\n' "$version" >"$work/kernel/version"
}

[ "$(uname -sm)" = 'Linux x86_64' ] || fail "the test machine is a Linux x86-64 one, this is $(uname -sm)"
command -v apt-get >/dev/null || fail "apt-get is missing; install by hand: ${packages[*]}"

mapfile -t missing < <(missing_packages)
if [ ${#missing[@]} -gt 0 ]; then
  with_fresh_lists install_packages "${missing[@]}" || fail "could not install: ${missing[*]}"
fi

if [ ! -e "$cache/kernel/version" ]; then
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/unpack.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  unpack_kernel "$work"
  rm -rf "$cache/kernel"
  mv -T "$work/kernel" "$cache/kernel"
fi
