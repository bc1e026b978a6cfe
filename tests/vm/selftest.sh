#!/usr/bin/env bash
# Shows that the test machine and its tools do what they promise. See usage below.
set -euo pipefail

usage() {
  cat <<'END'
usage: tests/vm/selftest.sh

Boots the test machine once, tries everything that tests rely on, and prints a
line for each. Takes under a minute; needs what install.sh installs. Exit 0
where all is well.
END
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
passed=7 # an exit code of the machine's command that nothing else gives

# The host's side: one boot, whose stdout must be the sample, whose stderr the report, and whose exit code ours.
outside() {
  local code=0
  share=$(mktemp -d)
  trap 'rm -rf "$share"' EXIT
  "$here/build.sh" "$share"
  cp "$here/selftest.sh" "$share"
  head -c 300000 /dev/urandom >"$share/sample"

  CONDUCTOR_SELFTEST="it's passed on" "$here/vm.sh" --timeout 170 --share "$share" -- \
    bash "$share/selftest.sh" --inside "$share" 2>&1 >"$share/stdout" | tee "$share/stderr" >&2 || code=$?
  [ "$code" = "$passed" ] || { echo "FAILED: exit code $code"; exit 1; }
  outside_check "stdout comes back byte for byte" cmp "$share/stdout" "$share/sample"
  outside_check "stderr comes back byte for byte" cmp "$share/stderr" "$share/report"
  outside_check "what is written outside the share vanishes" test ! -e /usr/conductor-selftest
}

outside_check() {
  local name=$1
  shift
  "$@" || { echo "FAILED: $name"; exit 1; }
  echo "ok: $name"
}

# The machine's side: each check is a function.
inside() {
  share=$1 failures=0
  PATH=$share:$PATH
  cd /tmp
  local check
  for check in devices environment inotify_on_tmp pings_over_a_socket notes_through_the_pass_through notes_to_keys \
    raw_bytes_as_messages words_there_and_back messages_line_by_line keys_as_lines hot_plug; do
    report "$check"
  done
  cat "$share/sample"
  [ $failures -gt 0 ] || exit $passed
  exit 1
}

report() {
  local name=${1//_/ } output line
  if output=$(set -e; "$1" 2>&1); then
    line="ok: $name${output:+ $output}"
  else
    line="FAILED: $name $output"
    failures=$((failures + 1))
  fi
  echo "$line" | tee -a "$share/report" >&2
}

# until_true COMMAND...: waits for a condition, 20 s at most.
until_true() {
  local deadline=$((SECONDS + 20))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || { echo "waited in vain: $*"; return 1; }
    sleep 0.05
  done
}

# start PROGRAM...: in the background, its output in out and err; ends with the check.
start() {
  "$@" >out 2>err &
  started=$!
  trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT
}

expect() {
  [ "$1" = "$2" ] || { printf 'expected:\n%s\ngot:\n%s\n' "$2" "$1"; return 1; }
}

devices() {
  test -c /dev/snd/seq
  test -c /dev/uinput
  test -c /dev/snd/midiC0D3
}

environment() {
  expect "$CONDUCTOR_SELFTEST" "it's passed on"
  expect "$(id -u) $HOME" "0 /root"
  echo written >"$share/written"
  touch /usr/conductor-selftest
}

# tail notices in time only where inotify tells it; by itself it would look again after 1000 s.
inotify_on_tmp() {
  touch watched
  start tail -s 1000 -f watched
  until_true eval 'echo seen >>watched; grep -q seen out'
  expect "$(cat err)" ""
}

pings_over_a_socket() {
  start echo_server /tmp/echo
  ping_latency /tmp/echo --count 300
}

notes_through_the_pass_through() {
  start passthrough Latency:out
  midi_latency --to passthrough:out --count 300
}

notes_to_keys() {
  start keyout Latency:out
  key_latency --to "C Keyboard" --count 300
}

raw_bytes_as_messages() {
  start seqread --from "VirMIDI 0-0" --count 5 --timeout 20
  until_true grep ready err
  printf '\x90\x24\x64\x80\x24\x00\xb1\x07\x63\xe0\x00\x40\xf0\x7e\x01\xf7' >/dev/snd/midiC0D0
  wait $started
  expect "$(cat out)" $'note-on 36 100 ch=1\nnote-off 36 0 ch=1\ncc 7 99 ch=2\npitch-bend 8192 ch=1\nsysex F0 7E 01 F7'
}

words_there_and_back() {
  local words=("note-on 36 100 ch=1" "note-off 36 0 ch=16" "poly-pressure 36 5 ch=1" "cc 7 99 ch=2" "program 3 ch=1"
    "channel-pressure 50 ch=1" "pitch-bend 16383 ch=1" clock start continue stop active-sensing reset "sysex F0 00 20 F7")
  start seqread --from Player --count ${#words[@]} --timeout 20
  seqsend --name Player "${words[@]}" sleep 5
  wait $started
  expect "$(cat out)" "$(printf '%s\n' "${words[@]}")"
}

messages_line_by_line() {
  local answer
  start seqread --name Listener --count 2 --timeout 20
  coproc seqsend --to Listener:in --stay 2>/dev/null
  echo "program 3" >&"${COPROC[1]}"
  read -r -t 20 answer <&"${COPROC[0]}"
  expect "$answer" ok
  echo "note-on 36 100 ch=17" >&"${COPROC[1]}"
  read -r -t 20 answer <&"${COPROC[0]}"
  expect "$answer" "error: a channel is 1 to 16"
  echo "program 4" >&"${COPROC[1]}"
  wait $started
  expect "$(cat out)" $'program 3 ch=1\nprogram 4 ch=1'
}

keys_as_lines() {
  start evread "C Keyboard" --count 2 --timeout 20
  local reader=$started
  keyout Player:out &
  until_true grep ready err
  seqsend --name Player note-on 36 note-off 36 sleep 5
  wait $reader
  expect "$(cat out)" $'30 KEY_A down\n30 KEY_A up'
}

hot_plug() {
  start seqread --from Player:out
  modprobe -r snd-virmidi
  expect "$(grep -c VirMIDI /proc/asound/seq/clients)" 0 || test $? = 1
  test ! -e /dev/snd/midiC0D0
  modprobe snd-virmidi midi_devs=2 id=Foo
  test -e /proc/asound/Foo
  test -c /dev/snd/midiC0D1
  test ! -e /dev/snd/midiC0D2
}

case ${1-} in
  '') outside ;;
  --inside) inside "$2" ;;
  -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
