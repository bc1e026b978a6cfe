#!/usr/bin/env bash
# Prints Homebrew's formula for a release.
set -euo pipefail

usage() {
  cat <<'END'
Usage: scripts/formula.sh VERSION CHECKSUMS [OWNER/REPOSITORY]

Prints packaging/homebrew/conductor.rb with version, checksum and repository filled in, ready for a tap's Formula/conductor.rb.

  VERSION            without a v, e.g. 0.1.0
  CHECKSUMS          a file of lines "SHA256  NAME" with conductor-VERSION-macos-universal.zip among them
  OWNER/REPOSITORY   on GitHub, where the release lies (default: GITHUB_REPOSITORY from the environment)
END
}

fail() { printf 'formula.sh: %s\n' "$*" >&2; exit 1; }

case "${1:-}" in -h | --help) usage; exit 0 ;; esac
if [ $# -lt 2 ] || [ $# -gt 3 ]; then usage >&2; exit 2; fi
version=$1 checksums=$2 repository=${3:-${GITHUB_REPOSITORY:-}}
formula=$(dirname "$0")/../packaging/homebrew/conductor.rb
archive=conductor-$version-macos-universal.zip

[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+([-.][0-9A-Za-z.]+)?$ ]] || fail "$version is no version: 0.1.0, say"
[[ $repository =~ ^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$ ]] || fail "name the repository on GitHub as OWNER/REPOSITORY"
[ -r "$checksums" ] || fail "$checksums can't be read"
sum=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' "$checksums")
[[ $sum =~ ^[0-9a-f]{64}$ ]] || fail "$checksums has no SHA-256 of $archive"

sed -e '1{/^# The formula of a tap/d;}' -e "s|@VERSION@|$version|g" -e "s|@SHA256@|$sum|" -e "s|@REPOSITORY@|$repository|g" "$formula"
