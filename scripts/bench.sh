#!/usr/bin/env bash
# Measures what docs/performance.md promises and prints it as a table; nothing here passes or fails.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/bench.sh [--no-vm] [--count N] [--help]

Prints the project's figures as a table with the machine's name and the date. Comparisons are with a C program, or with
the TOML library's bare event loop, in the same run. Latency of MIDI and keys is measured in the virtual machine with one
processor (tests/vm), once by the clock and once "counted", where a microsecond is 250 instructions; or with --no-vm left
out.

  --count N   presses a round (1000)
EOF
}

vm=1 count=1000
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --no-vm) vm= ; shift ;;
    --count) count=${2:?}; shift 2 ;;
    *) usage >&2; exit 2 ;;
  esac
done

scripts/publish.sh
[ -z "$vm" ] || tests/vm/install.sh >&2
tests/vm/build.sh artifacts/vm-tools >&2
dotnet publish tests/Benchmarks -c Release -r "$(uname -m | sed -e 's/x86_64/linux-x64/' -e 's/aarch64/linux-arm64/')" -o artifacts/build/publish/Benchmarks -v quiet --nologo >&2

bin=$PWD/artifacts/bin tools=$PWD/artifacts/vm-tools benchmarks=$PWD/artifacts/build/publish/Benchmarks/Conductor.Benchmarks
work=$(mktemp -d)
daemon="" echo_server=""
finish() { kill $daemon $echo_server 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

figure() { printf '{"what":"%s","value":%s,"unit":"%s"}\n' "$1" "$2" "$3"; }
field() { sed -nE "s/.*\"$1\":([0-9.]+).*/\1/p"; }
resident() { awk '/VmRSS/ { printf "%.2f", $2 / 1024 }' "/proc/$1/status"; }
switches() { cat /proc/"$1"/task/*/status | awk '/ctxt_switches/ { n += $2 } END { print n }'; }

# The least time from exec to the first answer: the client tries again and again.
start_to_ping() {
  local begin end
  begin=$(date +%s%N)
  HOME=$work "$bin/conductor" --config "$work/config.toml" --socket "$work/first" --backend loopback 2>/dev/null &
  local pid=$!
  until "$tools/ping_latency" "$work/first" --count 1 --rate 0 >/dev/null 2>&1; do :; done
  end=$(date +%s%N)
  kill $pid
  wait $pid 2>/dev/null || true
  awk "BEGIN { printf \"%.1f\", ($end - $begin) / 1e6 }"
}

# A process from exec to exit, with what it takes to start it from here.
validate_small() {
  local begin
  for _ in {1..21}; do
    begin=$(date +%s%N)
    "$bin/conductorctl" validate "$work/small.toml" >/dev/null
    echo $(($(date +%s%N) - begin))
  done | sort -n | awk 'NR == 11 { printf "%.1f", $1 / 1e6 }'
}

config() { # MAPPINGS
  echo '[[modes]]'
  echo 'name = "Default"'
  for ((i = 0; i < $1; i++)); do
    printf '[[modes.mappings]]\ntrigger = { type = "Note", note = %d, velocity_min = %d }\naction = { type = "ModeChange", mode = "Default" }\n' $((i % 128)) $((100 - i / 128 % 100))
  done
}

run_host() {
  "$benchmarks"

  config 15 >"$work/config.toml"
  for round in 1 2 3 4 5; do figure "start to first ping, round $round" "$(start_to_ping)" ms; done

  HOME=$work "$bin/conductor" --config "$work/config.toml" --socket "$work/s" --backend loopback 2>/dev/null &
  daemon=$!
  "$tools/echo_server" "$work/echo" & echo_server=$!
  until "$tools/ping_latency" "$work/s" --count 1 --rate 0 >/dev/null 2>&1; do :; done
  until [ -S "$work/echo" ]; do :; done

  local before
  before=$(switches $daemon)
  sleep 10
  figure 'idle for 10 s: wake-ups of any thread' $(($(switches $daemon) - before)) wake-ups
  figure 'resident, idle' "$(resident $daemon)" MB

  local result
  for round in 1 2 3; do
    result=$("$tools/ping_latency" "$work/echo" --count 2000 --rate 500)
    figure "ping, C echo server, p50, round $round" "$(field p50_us <<<"$result")" us
    figure "ping, C echo server, p99, round $round" "$(field p99_us <<<"$result")" us
    result=$("$tools/ping_latency" "$work/s" --count 2000 --rate 500)
    figure "ping, conductor, p50, round $round" "$(field p50_us <<<"$result")" us
    figure "ping, conductor, p99, round $round" "$(field p99_us <<<"$result")" us
  done

  "$benchmarks" load "$work/s" 1000000 100 20000
  figure 'resident, after 1,000,000 messages, 100 reloads, 20,000 pings' "$(resident $daemon)" MB
  sleep 6
  figure 'the same, 6 s later' "$(resident $daemon)" MB
  figure 'engine latency in the daemon, p99' "$("$bin/conductorctl" --socket "$work/s" status --json | sed -nE 's/.*"p99":([0-9.]+).*/\1/p')" us

  for mappings in 15 1000 10000; do
    config $mappings >"$work/config.toml"
    local best=
    for _ in 1 2 3 4 5; do
      result=$("$bin/conductorctl" --socket "$work/s" --json reload | sed -nE 's/.*"duration_ms":([0-9.]+).*/\1/p')
      best=$(awk "BEGIN { print (\"$best\" == \"\" || $result < ${best:-0}) ? $result : ${best:-0} }")
    done
    figure "reload in the daemon, $mappings mappings, best of 5" "$best" ms
  done

  # What 10,000 mappings leave behind once the file is small again.
  figure 'resident, 10,000 mappings just loaded' "$(resident $daemon)" MB
  config 15 >"$work/config.toml"
  "$bin/conductorctl" --socket "$work/s" --quiet reload
  sleep 6
  figure 'resident, 15 mappings again, 6 s later' "$(resident $daemon)" MB

  config 15 >"$work/small.toml"
  for round in 1 2 3; do figure "conductorctl validate of 15 mappings, median of 21 processes, round $round" "$(validate_small)" ms; done

  figure 'conductor, size' "$(stat -c %s "$bin/conductor" | awk '{ printf "%.2f", $1 / 1e6 }')" MB
  figure 'conductorctl, size' "$(stat -c %s "$bin/conductorctl" | awk '{ printf "%.2f", $1 / 1e6 }')" MB
}

{
  run_host
  if [ -n "$vm" ]; then
    tests/vm/vm.sh --smp 1 --timeout 900 -- tests/vm/bench-guest.sh "$bin" "$tools" "$count"
    tests/vm/vm.sh --counted --timeout 900 -- tests/vm/bench-guest.sh "$bin" "$tools" $((count / 4)) | sed 's/"what":"/&counted, /'
  fi
} >"$work/figures"

echo "$(uname -sm), $(nproc) processors, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(date -u +%Y-%m-%d), load $(cut -d' ' -f1 /proc/loadavg)"
echo
echo '| what | value | unit |'
echo '|---|---|---|'
sed -E 's/\{"what":"([^"]*)","value":([^,]*),"unit":"([^"]*)"\}/| \1 | \2 | \3 |/' "$work/figures"
