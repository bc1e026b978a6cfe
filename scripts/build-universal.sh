#!/usr/bin/env bash
# Builds the programs for both kinds of Mac in one file, signs them and packs them. Runs with the bash that macOS has (3.2).
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'END'
Usage: scripts/build-universal.sh [--help]

Publishes conductor and conductorctl for arm64 and x64 Macs, joins each pair with lipo, signs them, and packs them into
artifacts/release/conductor-VERSION-macos-universal.zip with its SHA-256 beside it. Needs macOS with Xcode's command line tools.

  CODESIGN_IDENTITY   the identity to sign with, e.g. "Developer ID Application: ..." (default: ad hoc; then macOS forgets at every
                      upgrade that Conductor may press keys)
  NOTARY_PROFILE      a profile that `xcrun notarytool store-credentials` has made: the zip is notarized. Needs an identity
END
}

fail() { printf 'build-universal.sh: %s\n' "$*" >&2; exit 1; }

case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  "") ;;
  *) usage >&2; exit 2 ;;
esac
[ "$(uname -s)" = Darwin ] || fail "a universal program is made with macOS's own tools, and this is $(uname -s): run it on a Mac"
for tool in lipo codesign zip shasum; do
  command -v "$tool" >/dev/null || fail "$tool is missing: xcode-select --install"
done

identity=${CODESIGN_IDENTITY:--}
if [ -n "${NOTARY_PROFILE:-}" ] && [ "$identity" = - ]; then fail "Apple notarizes only what a Developer ID has signed: set CODESIGN_IDENTITY"; fi
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
release=artifacts/release
name=conductor-$version-macos-universal
root=$release/$name
zip=$release/$name.zip
export TZ=UTC

# The identifier never changes: macOS remembers permissions by it, and by who signed.
sign() { # PROGRAM IDENTIFIER
  local time=--timestamp
  [ "$identity" != - ] || time=--timestamp=none
  codesign --force --options runtime "$time" --identifier "$2" --sign "$identity" "$1"
  codesign --verify --strict "$1"
}

join() { # PROGRAM
  lipo -create "artifacts/bin/osx-arm64/$1" "artifacts/bin/osx-x64/$1" -output "$root/bin/$1"
  lipo "$root/bin/$1" -verify_arch arm64 x86_64
  sign "$root/bin/$1" "com.amiable.$1"
}

scripts/publish.sh osx-arm64 osx-x64
rm -rf "$root" "$zip" "$zip.sha256"
mkdir -p "$root/bin" "$root/scripts" "$root/launchd"
join conductor
join conductorctl
"$root/bin/conductor" --version >/dev/null || fail "the program that was built does not start"

cp README.md LICENSE CHANGELOG.md "$root/"
cp -R docs "$root/docs"
cp scripts/install-launchd.sh "$root/scripts/"
cp launchd/com.amiable.conductor.plist "$root/launchd/"
# Manuals and completions: made by other scripts, and taken along where they have been.
if [ -d artifacts/share ]; then cp -R artifacts/share "$root/share"; fi

# Sorted, with one time and without what only this machine knows: the zip differs only where its content does.
find "$root" -exec touch -h -t "$(perl -MPOSIX -e 'print strftime("%Y%m%d%H%M.%S", gmtime(shift))' "$SOURCE_DATE_EPOCH")" {} +
(cd "$release" && find "$name" -type f | LC_ALL=C sort | zip -X -q -@ "$name.zip")
if [ -n "${NOTARY_PROFILE:-}" ]; then xcrun notarytool submit "$zip" --keychain-profile "$NOTARY_PROFILE" --wait; fi
(cd "$release" && shasum -a 256 "$name.zip" >"$name.zip.sha256")
[ "$identity" != - ] || echo "Signed ad hoc: macOS forgets at every upgrade that Conductor may press keys. See CODESIGN_IDENTITY in --help." >&2
echo "$zip"
