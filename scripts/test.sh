#!/usr/bin/env bash
# Runs every test and ends with a line "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/test.sh [--all] [--help]

Installs what the tests need (Debian, Ubuntu), publishes the programs, runs everything, and ends with a line
"N passed, N failed, N skipped". Exit status 0 where nothing failed.

  --all   also what is slow (up to an hour), for before a release and for a nightly job

Tests that need an ALSA sequencer and uinput use this machine's where it has them, else a virtual machine (QEMU). Where
neither is possible they are skipped with the reason; with --all, or with CI=true in the environment, that is a failure.
EOF
}

all=
case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  --all) all=1; export TESTS_ALL=1 ;;
  "") ;;
  *) usage >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
passed=0 failed=0 skipped=0
results=artifacts/test-results
tools=artifacts/vm-tools
rm -rf "$results"
mkdir -p "$results"

say() { printf '\n== %s\n' "$*"; }

# Counts a run by the runner's own summary; a run without one has failed.
count() { # NAME LOG STATUS
  local summary total bad skip
  summary=$(grep -aoE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$2" | tail -n 1 || true)
  if [ -z "$summary" ]; then
    echo "$1: the run gave no summary (exit status $3)"
    failed=$((failed + 1))
    return
  fi
  read -r total bad skip < <(sed -E 's/Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+)/\1 \2+\3 \4/' <<<"$summary")
  bad=$((bad))
  if [ "$bad" = 0 ] && [ "$3" != 0 ]; then bad=1 total=$((total + 1)); fi
  passed=$((passed + total - bad - skip)) failed=$((failed + bad)) skipped=$((skipped + skip))
}

# Runs a test assembly, with "vm" inside the virtual machine.
run() { # WHERE PROJECT [RUNNER OPTIONS]
  local where=$1 project=$2 log status=0
  shift 2
  say "$project${where#here}"
  log=$results/$project$([ "$where" = here ] || echo .vm).txt
  set -- dotnet "artifacts/build/bin/$project/release/Conductor.$project.dll" -noColor "$@"
  if [ "$where" = here ]; then "$@" >"$log" 2>&1 </dev/null || status=$?
  else tests/vm/vm.sh --timeout 900 -- "cd $PWD && DOTNET_gcServer=0 $*" >"$log" 2>&1 </dev/null || status=$?
  fi
  # What passed is one line; what didn't is shown as it is.
  grep -aE 'Total: [0-9]+|\[FAIL\]|\[SKIP\]' "$log" || true
  [ "$status" = 0 ] || tail -n 200 "$log"
  count "$project" "$log" "$status"
}

install() {
  scripts/publish.sh
  if command -v apt-get >/dev/null && [ "$(uname -s)" = Linux ]; then tests/vm/install.sh || say 'No virtual machine here'; fi
}

has_sequencer() { [ -c /dev/snd/seq ] && [ -w /dev/snd/seq ] && [ -w /dev/uinput ]; }

say 'Installing and building'
install
dotnet build Conductor.sln -c Release -v quiet
if command -v gcc >/dev/null && [ "$(uname -s)" = Linux ]; then tests/vm/build.sh "$tools" || say 'The C tools can not be built here'; fi

# What stands in for macOS's libraries, and its own test.
if command -v gcc >/dev/null && [ "$(uname -sm)" = 'Linux x86_64' ]; then
  if tests/StandIn/build.sh artifacts/standin --check; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
  tests/StandIn/build.sh artifacts/standin-old --without CGPreflightPostEventAccess,CGRequestPostEventAccess,IORegisterForSystemPower,CFNotificationCenterAddObserver
  tests/StandIn/build.sh artifacts/standin-mute --without MIDIClientCreate
  [ -z "$all" ] || tests/StandIn/build.sh artifacts/standin-asan --asan
  # And the daemon over it as native as a user has it.
  dotnet publish tests/MacHost/MacHost.csproj -c Release -r linux-x64 -o artifacts/build/publish/MacHost -v quiet --nologo
fi

slow=()
[ -n "$all" ] || slow=(-trait- tier=slow)
for project in Core.Tests Ipc.Tests Native.Tests Ctl.Tests IpcServer.Tests Daemon.Tests Platform.Tests MacOS.Tests; do
  run here "$project" ${slow[@]+"${slow[@]}"}
done

# Once more with a Mac that lacks some symbols.
if [ -e artifacts/standin-old/libstandin.so ]; then CONDUCTOR_STANDIN=$PWD/artifacts/standin-old/libstandin.so run here MacOS.Tests -class '*OldMacTests'; fi
if [ -e artifacts/standin-mute/libstandin.so ]; then CONDUCTOR_STANDIN=$PWD/artifacts/standin-mute/libstandin.so run here MacOS.Tests -class '*NoMidiTests'; fi

if [ "$(uname -s)" != Linux ]; then say "Alsa.Tests and Published.Tests are Linux's"
elif has_sequencer; then run here Alsa.Tests
elif reason=$(tests/vm/vm.sh --check 2>&1); then
  run vm Alsa.Tests
  run vm Platform.Tests -class '*UinputTests'
else
  say "Alsa.Tests: $reason"
  if [ -n "$all" ] || [ "${CI:-}" = true ]; then failed=$((failed + 1)); else run here Alsa.Tests; fi
fi

[ "$(uname -s)" != Linux ] || run here Published.Tests ${slow[@]+"${slow[@]}"}

if [ "$(uname -s)" = Linux ]; then
  say Packaging
  status=0
  tests/Packaging/run.sh ${all:+--all} >"$results/Packaging.txt" 2>&1 </dev/null || status=$?
  cat "$results/Packaging.txt"
  count Packaging "$results/Packaging.txt" "$status"
fi

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
