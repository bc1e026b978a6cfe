#!/usr/bin/env bash
# Runs inside the machine (tests/vm/vm.sh --smp 1): latency of conductor beside the least that C needs, in turn, in one boot.
# Usage: bench-guest.sh BIN TOOLS COUNT; one line of JSON a figure.
set -euo pipefail
bin=$1 tools=$2 count=$3
work=$(mktemp -d)
export HOME=$work
cd "$work"
background=

start() { "$@" 2>>"$work/log" >/dev/null & background=$!; }
finish() { kill "$background" 2>/dev/null || true; wait "$background" 2>/dev/null || true; background=; }
trap 'finish; rm -rf "$work"' EXIT

figure() { printf '{"what":"%s","value":%s,"unit":"%s"}\n' "$1" "$2" "$3"; }
# The number behind "key": of a line of JSON.
field() { sed -nE "s/.*\"$1\":([0-9.]+).*/\1/p"; }
# Voluntary and other switches of every thread.
switches() { cat /proc/"$1"/task/*/status | awk '/ctxt_switches/ { n += $2 } END { print n }'; }

wait_for_daemon() {
  for _ in $(seq 600); do "$bin/conductorctl" --socket "$work/s" ping >/dev/null 2>&1 && return; sleep 0.05; done
  cat "$work/log" >&2
  exit 1
}

daemon() { # CONFIG
  cat >"$work/config.toml"
  start "$bin/conductor" --config "$work/config.toml" --socket "$work/s" --backend alsa
  wait_for_daemon
}

report() { # NAME RESULT
  figure "$1 p50" "$(field p50_us <<<"$2")" us
  figure "$1 p99" "$(field p99_us <<<"$2")" us
  figure "$1 lost" "$(field lost <<<"$2")" messages
}

midi() {
  start "$tools/passthrough" Latency:out
  report "round $1: note to note, C" "$("$tools/midi_latency" --to passthrough:out --count "$count")"
  finish
  daemon <<'EOF'
[device]
name = "Latency:out"
[[global_mappings]]
trigger = { type = "Note", note = "any" }
action = { type = "SendMidi", port = "Answer", create = true, message_type = "NoteOn" }
EOF
  local before after result
  before=$(switches "$background")
  result=$("$tools/midi_latency" --to "Conductor:Answer" --count "$count" --warm-up 0)
  after=$(switches "$background")
  report "round $1: note to note, conductor" "$result"
  figure "round $1: context switches a press (note-on and note-off)" "$(awk "BEGIN { print ($after - $before) / $count }")" switches
  finish
}

key() {
  start "$tools/keyout" Latency:out
  report "round $1: note to key, C" "$("$tools/key_latency" --to "C Keyboard" --count "$count")"
  finish
  daemon <<'EOF'
[device]
name = "Latency:out"
[[global_mappings]]
trigger = { type = "Note", note = "any" }
action = { type = "Keystroke", keys = "a", hold = true }
EOF
  report "round $1: note to key, conductor" "$("$tools/key_latency" --to "Conductor Keyboard" --count "$count")"
  finish
}

ping() {
  start "$tools/echo_server" "$work/echo"
  report "round $1: ping, C" "$("$tools/ping_latency" "$work/echo" --count "$count")"
  finish
  daemon </dev/null
  report "round $1: ping, conductor" "$("$tools/ping_latency" "$work/s" --count "$count")"
  finish
}

for round in 1 2 3; do
  midi $round
  key $round
  ping $round
done
