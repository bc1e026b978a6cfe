#!/usr/bin/env bash
# From a fresh clone to a running Conductor: build, start, play a phrase, show what each note did.
set -euo pipefail
started_in=$PWD
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/run.sh [--config FILE] [--socket PATH] [--help]

Builds conductor and conductorctl into artifacts/bin where something has changed (installing what the build lacks on
Debian and Ubuntu; asks for sudo only where that is needed), starts the daemon on the built-in starter configuration,
plays a short phrase into it, shows what each note did and in how many microseconds, and leaves the daemon running in
the foreground: play your controller, or stop it with Ctrl-C.

  --config FILE   your configuration instead of the starter
  --socket PATH   the control socket (default: one of its own, so that a daemon at work is left alone)
EOF
}

# Paths are meant from where the user is.
whole() { case "$1" in /*) echo "$1" ;; *) echo "$started_in/$1" ;; esac; }

config=
socket=${TMPDIR:-/tmp}/conductor-run-$(id -u).sock
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --config) config=$(whole "${2:?--config needs a file}"); shift 2 ;;
    --socket) socket=$(whole "${2:?--socket needs a path}"); shift 2 ;;
    *) usage >&2; exit 2 ;;
  esac
done

scripts/publish.sh

bin=$PWD/artifacts/bin
ctl() { "$bin/conductorctl" --socket "$socket" "$@"; }
play() { ctl --quiet inject "$1" >/dev/null 2>&1; }
work=$(mktemp -d)
daemon="" monitor=""
finish() {
  [ -z "$monitor" ] || kill "$monitor" 2>/dev/null || true
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if [ -n "$config" ]; then "$bin/conductor" --config "$config" --socket "$socket" &
else
  # An empty place for configuration: the starter, whatever this user has of their own.
  XDG_CONFIG_HOME=$work "$bin/conductor" --socket "$socket" &
fi
daemon=$!

for _ in $(seq 100); do
  # Ours, and no other that is at work there: that one would play the phrase.
  [ "$(cat "$socket.lock" 2>/dev/null)" = "$daemon" ] && ctl ping >/dev/null 2>&1 && break
  kill -0 "$daemon" 2>/dev/null || { wait "$daemon"; exit $?; }
  sleep 0.1
done

backend=$(ctl status --json | sed -nE 's/.*"backend":"([a-z]+)".*/\1/p')
echo
case "$backend" in
  loopback) echo "No MIDI sequencer here: the daemon runs on loopback, and only 'conductorctl inject' plays." ;;
  *) echo "MIDI comes from $backend: every input is listened to." ;;
esac
echo "A short phrase, and what each note does:"
echo

"$bin/conductorctl" --socket "$socket" monitor >"$work/monitor" &   # no function: its process is the one to end
monitor=$!
# The monitor's first line comes with the first note that it hears.
for _ in $(seq 50); do
  play "cc 127 0"
  [ -s "$work/monitor" ] && break
  sleep 0.05
done

for message in "note-on C2 90" "note-off C2" "note-on D2 110" "note-off D2" "note-on C2 90" "note-on E2 80" "note-off C2" "note-off E2" "cc 64 127"; do
  play "$message"
done
play "note-on E2 70"
# The starter's long press takes 600 ms: the phrase ends when it has fired.
for _ in $(seq 60); do
  grep -q 'long press' "$work/monitor" && break
  [ -n "$config" ] && break
  sleep 0.05
done
play "note-off E2"
for _ in $(seq 40); do
  [ "$(grep -c 'note-off 40' "$work/monitor")" -ge 2 ] && break
  sleep 0.05
done
kill "$monitor" 2>/dev/null || true
wait "$monitor" 2>/dev/null || true
monitor=
grep -v 'cc 127' "$work/monitor" | grep -v 'CC 127' || true

echo
ctl status
echo
echo "The daemon runs in the foreground; watch it from another terminal with"
echo "  $bin/conductorctl --socket $socket monitor"
echo "Ctrl-C ends it."
wait "$daemon"
