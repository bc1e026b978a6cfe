#!/usr/bin/env bash
# Builds Debian packages. The same commit gives the same bytes, wherever it lies and whoever builds it with the same tools.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'END'
Usage: scripts/deb.sh [amd64|arm64]... [--help]

Publishes the programs (scripts/publish.sh) and packs them into artifacts/release/conductor_VERSION_ARCH.deb, without an
architecture for this machine's. Needs dpkg-deb and objdump, and on another architecture's behalf a cross compiler, which is
installed. Prints the packages' paths.

  SOURCE_DATE_EPOCH     the time that stands in the package (default: the last commit's)
  CONDUCTOR_MAINTAINER  who answers for it (default: "The Conductor authors <maintainers@conductor.invalid>")
END
}

fail() { printf 'deb.sh: %s\n' "$*" >&2; exit 1; }

for argument; do
  case "$argument" in
    -h | --help) usage; exit 0 ;;
    amd64 | arm64) ;;
    *) usage >&2; exit 2 ;;
  esac
done
command -v dpkg-deb >/dev/null || fail "dpkg-deb is missing: packages for Debian are built on Debian or Ubuntu"
command -v objdump >/dev/null || fail "objdump is missing: apt-get install binutils"

own=$(dpkg --print-architecture)
upstream=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
version=$upstream-1
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
maintainer=${CONDUCTOR_MAINTAINER:-The Conductor authors <maintainers@conductor.invalid>}
export TZ=UTC LC_ALL=C
umask 022

objdump_for() { # ARCH
  case "$1" in
    "$own") echo objdump ;;
    amd64) echo x86_64-linux-gnu-objdump ;;
    arm64) echo aarch64-linux-gnu-objdump ;;
  esac
}

# What the programs are linked with: the C library, of the version that has the newest symbol they name. libasound is loaded at run
# time, where it is there, and only recommended.
depends() { # ARCH PROGRAM...
  local tool other newest
  tool=$(objdump_for "$1")
  shift
  other=$("$tool" -p "$@" | sed -n 's/^ *NEEDED *//p' | grep -vE '^(libc|libm|ld-linux-.*)\.so\.[0-9]$' || true)
  [ -z "$other" ] || fail "the programs are linked with $other: name its package in depends()"
  newest=$("$tool" -T "$@" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
  echo "libc6 (>= ${newest#GLIBC_})"
}

# put MODE FILE TARGET
put() { install -D -m "$1" "$2" "$root/$3"; }

compressed() { # TARGET, from standard input
  mkdir -p "$root/$(dirname "$1")"
  gzip -9n >"$root/$1"
  chmod 644 "$root/$1"
}

# Made by other scripts, and taken along where they have been.
put_manuals_and_completions() {
  local file section page
  for file in artifacts/share/man/man[1-8]/*.[1-8]; do
    [ -e "$file" ] || continue
    section=$(basename "$(dirname "$file")") page=$(basename "$file")
    compressed "usr/share/man/$section/$page.gz" <"$file"
  done
  for file in artifacts/share/bash-completion/completions/*; do
    [ ! -e "$file" ] || put 644 "$file" "usr/share/bash-completion/completions/$(basename "$file")"
  done
  for file in artifacts/share/zsh/site-functions/_*; do
    [ ! -e "$file" ] || put 644 "$file" "usr/share/zsh/vendor-completions/$(basename "$file")"
  done
  for file in artifacts/share/fish/vendor_completions.d/*.fish; do
    [ ! -e "$file" ] || put 644 "$file" "usr/share/fish/vendor_completions.d/$(basename "$file")"
  done
}

put_papers() {
  local paper=usr/share/doc/conductor line
  mkdir -p "$root/$paper"
  while IFS= read -r line; do
    if [ "$line" != @LICENSE@ ]; then printf '%s\n' "$line"
    else sed -e '1,/^Copyright/d' -e 's/^$/./' -e 's/^/ /' LICENSE | sed 1d
    fi
  done <packaging/deb/copyright >"$root/$paper/copyright"
  chmod 644 "$root/$paper/copyright"
  compressed "$paper/changelog.gz" <CHANGELOG.md
  compressed "$paper/changelog.Debian.gz" <<END
conductor ($version) unstable; urgency=medium

  * Conductor $upstream; changelog.gz says what is new.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
  put 644 docs/config.md "$paper/config.md"
}

put_control() { # ARCH
  local size
  mkdir "$root/DEBIAN"
  size=$(find "$root" -type f -not -path '*/DEBIAN/*' -printf '%s\n' | awk '{ kilobytes += int(($1 + 1023) / 1024) } END { print kilobytes }')
  sed -e "s|@VERSION@|$version|" -e "s|@ARCHITECTURE@|$1|" -e "s|@MAINTAINER@|$maintainer|" -e "s|@SIZE@|$size|" \
    -e "s|@DEPENDS@|$(depends "$1" "$root/usr/bin/conductor" "$root/usr/bin/conductorctl")|" packaging/deb/control >"$root/DEBIAN/control"
  for script in postinst prerm postrm; do install -m 755 "packaging/deb/$script" "$root/DEBIAN/$script"; done
  (cd "$root" && find . -type f -not -path './DEBIAN/*' -printf '%P\0' | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
  chmod 644 "$root/DEBIAN/control" "$root/DEBIAN/md5sums"
}

build() { # ARCH
  local arch=$1 programs deb
  case "$arch" in
    "$own") scripts/publish.sh; programs=artifacts/bin ;;
    amd64) scripts/publish.sh linux-x64; programs=artifacts/bin/linux-x64 ;;
    arm64) scripts/publish.sh linux-arm64; programs=artifacts/bin/linux-arm64 ;;
  esac
  root=$work/$arch
  mkdir "$root"
  put 755 $programs/conductor usr/bin/conductor
  put 755 $programs/conductorctl usr/bin/conductorctl
  put 644 systemd/conductor.service usr/lib/systemd/user/conductor.service
  put 644 packaging/deb/60-conductor-uinput.rules usr/lib/udev/rules.d/60-conductor-uinput.rules
  put 644 packaging/deb/modules-load.conf usr/lib/modules-load.d/conductor.conf
  put_manuals_and_completions
  put_papers
  put_control "$arch"
  deb=artifacts/release/conductor_${version}_$arch.deb
  # Times are SOURCE_DATE_EPOCH's, and entries sorted, by dpkg-deb itself.
  dpkg-deb --root-owner-group -Zxz -z6 --threads-max=1 -b "$root" "$deb" >&2
  echo "$deb"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p artifacts/release
[ $# -gt 0 ] || set -- "$own"
for arch; do build "$arch"; done
