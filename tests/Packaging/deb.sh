# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# The package for this machine's architecture. Its programs are those that scripts/publish.sh has made.

package() {
  [ -x artifacts/bin/conductor ] || skip 'needs the programs: scripts/publish.sh'
  need binutils
  deb=$scratch/conductor.deb
  [ -e "$deb" ] || cp "$(scripts/deb.sh)" "$deb"
}

# Owner, mode and path of everything, without what other scripts may add.
contents_are_these() {
  package
  diff - <(dpkg-deb -c "$deb" | awk '{ print $1, $2, $6 }' | grep -vE '/share/(man|bash-completion|zsh|fish)/' | sort -k 3) <<END
drwxr-xr-x root/root ./
drwxr-xr-x root/root ./usr/
drwxr-xr-x root/root ./usr/bin/
-rwxr-xr-x root/root ./usr/bin/conductor
-rwxr-xr-x root/root ./usr/bin/conductorctl
drwxr-xr-x root/root ./usr/lib/
drwxr-xr-x root/root ./usr/lib/modules-load.d/
-rw-r--r-- root/root ./usr/lib/modules-load.d/conductor.conf
drwxr-xr-x root/root ./usr/lib/systemd/
drwxr-xr-x root/root ./usr/lib/systemd/user/
-rw-r--r-- root/root ./usr/lib/systemd/user/conductor.service
drwxr-xr-x root/root ./usr/lib/udev/
drwxr-xr-x root/root ./usr/lib/udev/rules.d/
-rw-r--r-- root/root ./usr/lib/udev/rules.d/60-conductor-uinput.rules
drwxr-xr-x root/root ./usr/share/
drwxr-xr-x root/root ./usr/share/doc/
drwxr-xr-x root/root ./usr/share/doc/conductor/
-rw-r--r-- root/root ./usr/share/doc/conductor/changelog.Debian.gz
-rw-r--r-- root/root ./usr/share/doc/conductor/changelog.gz
-rw-r--r-- root/root ./usr/share/doc/conductor/config.md
-rw-r--r-- root/root ./usr/share/doc/conductor/copyright
END
}

depends_on_what_it_is_linked_with() {
  package
  newest=$(objdump -T artifacts/bin/conductor artifacts/bin/conductorctl | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)
  same "libc6 (>= ${newest#GLIBC_})" "$(dpkg-deb -f "$deb" Depends)"
  same 'libasound2t64 | libasound2' "$(dpkg-deb -f "$deb" Recommends)"
}

lintian_is_content() {
  package
  need lintian
  ask lintian --allow-root --fail-on error,warning \
    --suppress-tags initial-upload-closes-no-bugs,no-manual-page "$deb"
  same 0 "$status"
  has_not "$answer" 'W: '
  has_not "$answer" 'E: '
}

checksums_hold() {
  package
  dpkg-deb -R "$deb" "$here/root"
  cd "$here/root"
  md5sum -c --quiet DEBIAN/md5sums
  same "$(find . -type f -not -path './DEBIAN/*' | wc -l)" "$(wc -l <DEBIAN/md5sums)"
}

packed_twice_is_the_same() {
  package
  cmp "$deb" "$(umask 077 && TZ=Asia/Tokyo LC_ALL=C.UTF-8 scripts/deb.sh)"
}

# 73-seat-late.rules is where uaccess is looked at, and files are read in the order of their names.
rule_comes_in_time() {
  package
  dpkg-deb -x "$deb" "$here/root"
  rule=$(ls "$here/root/usr/lib/udev/rules.d")
  [[ $rule < 73-seat-late.rules ]]
  grep -qx 'KERNEL=="uinput", SUBSYSTEM=="misc", TAG+="uaccess", OPTIONS+="static_node=uinput"' "$here/root/usr/lib/udev/rules.d/$rule"
  grep -qx uinput "$here/root/usr/lib/modules-load.d/conductor.conf"
}

udev_takes_the_rule() {
  udevadm verify --help >/dev/null 2>&1 || skip "this udevadm has no verify"
  udevadm verify --resolve-names=never packaging/deb/60-conductor-uinput.rules
}

manuals_and_completions_go_along() {
  [ -x artifacts/bin/conductor ] || skip 'needs the programs: scripts/publish.sh'
  share=artifacts/share
  [ ! -e $share ] || skip "there is an $share already"
  mkdir -p $share/{man/man1,bash-completion/completions,zsh/site-functions,fish/vendor_completions.d}
  trap 'rm -rf $share' EXIT
  echo .TH >$share/man/man1/conductor.1
  echo true | tee $share/bash-completion/completions/conductorctl $share/fish/vendor_completions.d/conductorctl.fish >$share/zsh/site-functions/_conductorctl
  deb=$(scripts/deb.sh)
  for file in man/man1/conductor.1.gz bash-completion/completions/conductorctl zsh/vendor-completions/_conductorctl fish/vendor_completions.d/conductorctl.fish; do
    dpkg-deb -c "$deb" | grep -F " ./usr/share/$file"
  done
  rm "$deb"
}

# Nobody gets a daemon unasked.
nothing_is_enabled() { ! grep -nE 'enable|preset' packaging/deb/postinst packaging/deb/prerm packaging/deb/postrm; }

if command -v dpkg-deb >/dev/null; then
  test_that 'The package holds these files' contents_are_these
  test_that 'The package depends on what its programs are linked with' depends_on_what_it_is_linked_with
  test_that 'Lintian has nothing to say' lintian_is_content
  test_that "The package's checksums hold and are whole" checksums_hold
  test_that 'The package is the same, packed twice under another umask and time zone' packed_twice_is_the_same
  test_that 'The udev rule comes before uaccess is looked at' rule_comes_in_time
  test_that 'udevadm takes the rule' udev_takes_the_rule
  test_that 'Manuals and completions go along' manuals_and_completions_go_along
  test_that "The package's scripts enable nothing" nothing_is_enabled
else
  test_that 'The package' skip 'needs dpkg-deb: Debian or Ubuntu'
fi
