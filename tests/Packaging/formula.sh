# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# Homebrew's formula.

sum=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef

fill_in() { # FILE
  printf '%s  %s\n' "${sum//0/f}" conductor_1.2.3-1_amd64.deb $sum conductor-1.2.3-macos-universal.zip >"$here/SHA256SUMS"
  scripts/formula.sh 1.2.3 "$here/SHA256SUMS" some/where >"$1"
}

ruby_reads_it() {
  command -v ruby >/dev/null || need ruby
  ruby -c packaging/homebrew/conductor.rb
  fill_in "$here/conductor.rb"
  ruby -c "$here/conductor.rb"
}

all_is_filled_in() {
  fill_in "$here/conductor.rb"
  ! grep -n '@' "$here/conductor.rb"
  grep -qF "sha256 \"$sum\"" "$here/conductor.rb"
  grep -qF 'url "https://github.com/some/where/releases/download/v1.2.3/conductor-1.2.3-macos-universal.zip"' "$here/conductor.rb"
  same 'class Conductor < Formula' "$(head -n 1 "$here/conductor.rb")"
}

# A formula's methods are recorded by stand-ins for Homebrew's, and its own test is run with a program.
is_read_by_a_stand_in_for_homebrew() {
  command -v ruby >/dev/null || need ruby
  fill_in "$here/conductor.rb"
  mkdir -p "$here/prefix" "$here/archive/bin" "$here/archive/share/man/man1"
  touch "$here"/archive/bin/conductor{,ctl} "$here/archive/share/man/man1/conductor.1"
  (cd "$here/archive" && ruby "$OLDPWD/tests/Packaging/homebrew.rb" install "$here/conductor.rb" "$here/prefix")
  diff - "$here/prefix/recorded" <<END
bin bin/conductor
bin bin/conductorctl
man1 share/man/man1/conductor.1
service environment_variables PATH: $here/prefix/bin:$here/prefix/sbin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
service error_log_path $here/prefix/var/log/conductor.log
service keep_alive successful_exit: false
service log_path $here/prefix/var/log/conductor.log
service name macos: com.amiable.conductor, linux: conductor
service process_type interactive
service run $here/prefix/opt/conductor/bin/conductor
END
}

its_own_test_passes() {
  command -v ruby >/dev/null || need ruby
  [ -x artifacts/bin/conductor ] || skip 'needs the programs: scripts/publish.sh'
  fill_in "$here/conductor.rb"
  sed -i "s/1\\.2\\.3/$(artifacts/bin/conductor --version)/g" "$here/conductor.rb"
  mkdir -p "$here/prefix/bin"
  cp artifacts/bin/conductor{,ctl} "$here/prefix/bin/"
  HOME=$here XDG_CONFIG_HOME=$here/.config ruby tests/Packaging/homebrew.rb test "$here/conductor.rb" "$here/prefix"
}

its_own_test_can_fail() {
  command -v ruby >/dev/null || need ruby
  [ -x artifacts/bin/conductor ] || skip 'needs the programs: scripts/publish.sh'
  fill_in "$here/conductor.rb"
  mkdir -p "$here/prefix/bin"
  cp artifacts/bin/conductor{,ctl} "$here/prefix/bin/"
  ask ruby tests/Packaging/homebrew.rb test "$here/conductor.rb" "$here/prefix"
  same 1 "$status"
  has "$answer" '1.2.3'
}

refuses() { # SENTENCE ARGUMENTS...
  printf '%s  %s\n' ${sum%?} conductor-1.2.3-macos-universal.zip >"$here/short"
  local sentence=$1
  shift
  ask env -u GITHUB_REPOSITORY scripts/formula.sh "${@//@HERE@/$here}"
  same 1 "$status"
  has "$answer" "$sentence"
}

test_that 'Ruby reads the formula' ruby_reads_it
test_that 'The formula has every placeholder filled in' all_is_filled_in
test_that 'The formula installs programs and manuals, and its service is as the agent' is_read_by_a_stand_in_for_homebrew
test_that "The formula's own test passes with the programs" its_own_test_passes
test_that "The formula's own test fails with programs of another version" its_own_test_can_fail
test_that 'A formula without a checksum is refused' refuses 'has no SHA-256' 1.2.4 @HERE@/short some/where
test_that 'A formula with half a checksum is refused' refuses 'has no SHA-256' 1.2.3 @HERE@/short some/where
test_that 'A formula of no version is refused' refuses 'is no version' v1 @HERE@/short some/where
test_that 'A formula of no repository is refused' refuses 'OWNER/REPOSITORY' 1.2.3 @HERE@/short
