# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# The universal program, with macOS's commands played by tests/Packaging/mac. What only a Mac can show is in the workflow.

refuses_elsewhere() {
  ask scripts/build-universal.sh
  same 1 "$status"
  same 1 "$(wc -l <<<"$answer")"
  has "$answer" 'run it on a Mac'
}

# A copy of what the script needs, so that nothing is written over here.
a_mac_with_the_source() {
  need zip
  export FAKE=$here/fake PATH="$PWD/tests/Packaging/mac:$PATH" SOURCE_DATE_EPOCH=1700000000
  mkdir -p "$FAKE" "$here/source"
  cp -R scripts launchd systemd docs README.md LICENSE CHANGELOG.md Directory.Build.props Directory.Packages.props global.json "$here/source/"
  mkdir "$here/source/src"
  cd "$here/source"
  version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
  zip=artifacts/release/conductor-$version-macos-universal.zip
}

builds_ad_hoc() {
  a_mac_with_the_source
  scripts/build-universal.sh
  grep -qx "codesign --force --options runtime --timestamp=none --identifier com.amiable.conductor --sign - artifacts/release/conductor-$version-macos-universal/bin/conductor" "$FAKE/asked"
  grep -q -- '--identifier com.amiable.conductorctl --sign -' "$FAKE/asked"
  ! grep notarytool "$FAKE/asked"
  (cd artifacts/release && sha256sum -c "$(basename "$zip").sha256")
  diff - <(unzip -Z1 "$zip" | grep -v /docs/) <<END
conductor-$version-macos-universal/CHANGELOG.md
conductor-$version-macos-universal/LICENSE
conductor-$version-macos-universal/README.md
conductor-$version-macos-universal/bin/conductor
conductor-$version-macos-universal/bin/conductorctl
conductor-$version-macos-universal/launchd/com.amiable.conductor.plist
conductor-$version-macos-universal/scripts/install-launchd.sh
END
  same "$(printf '#!/bin/sh\n# conductorctl osx-arm64\necho 0.1.0\n#!/bin/sh\n# conductorctl osx-x64\necho 0.1.0\n')" \
    "$(unzip -p "$zip" "*/bin/conductorctl")"
}

builds_with_an_identity() {
  a_mac_with_the_source
  CODESIGN_IDENTITY='Developer ID Application: Somebody' NOTARY_PROFILE=mine scripts/build-universal.sh
  grep -q -- '--options runtime --timestamp --identifier com.amiable.conductor --sign Developer ID Application: Somebody' "$FAKE/asked"
  grep -qx "xcrun notarytool submit $zip --keychain-profile mine --wait" "$FAKE/asked"
}

same_zip_twice() {
  a_mac_with_the_source
  scripts/build-universal.sh
  same 20231114.221320 "$(TZ=UTC unzip -Z -T "$zip" | grep -oE '[0-9]{8}\.[0-9]{6}' | sort -u)"
  mv "$zip" "$here/first.zip"
  scripts/build-universal.sh
  cmp "$here/first.zip" "$zip"
}

takes_manuals_along() {
  a_mac_with_the_source
  mkdir -p artifacts/share/man/man1
  echo manual >artifacts/share/man/man1/conductor.1
  scripts/build-universal.sh
  unzip -Z1 "$zip" | grep -x "conductor-$version-macos-universal/share/man/man1/conductor.1"
}

notary_needs_an_identity() {
  a_mac_with_the_source
  ask env NOTARY_PROFILE=mine scripts/build-universal.sh
  same 1 "$status"
  has "$answer" 'set CODESIGN_IDENTITY'
}

test_that 'A universal program is refused where it is not macOS' refuses_elsewhere
test_that 'A universal program is joined, signed ad hoc under a fixed identifier, and packed' builds_ad_hoc
test_that 'With an identity there is a time stamp, and with a profile a notary' builds_with_an_identity
test_that 'The zip is the same twice' same_zip_twice
test_that 'Manuals are taken along where they are' takes_manuals_along
test_that 'A notary without an identity is refused' notary_needs_an_identity
