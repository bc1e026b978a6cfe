#!/usr/bin/env bash
# The machine's side of the tests. See usage below.

usage() {
  cat <<'END'
usage: agent.sh STEPS PROGRAMS...

Runs test steps: for each line "NUMBER SECONDS" on stdin the file NUMBER.sh in the
folder STEPS, in a shell of its own that knows the functions below. Answers each
with a line "STEP NUMBER CODE OUT ERR" (the lengths in bytes), then its output and
errors; code 124 where it took longer. The PROGRAMS are copied first, so that
they are read only once, and found by name. Machine.cs is the other half.
END
}

case ${1-} in
  '' | -h | --help) usage; [ $# -gt 0 ] || exit 2; exit 0 ;;
esac

steps=$1
shift
umask 022
patience=${CONDUCTOR_AGENT_PATIENCE:-60} # a variable that vm.sh passes on
unset XDG_CONFIG_HOME DEBUG NO_COLOR JOURNAL_STREAM MIDIMON_CONFIG MIDIMON_SOCKET ${!CONDUCTOR_*}
LC_ALL=C # not exported: lengths here are bytes
root=$(mktemp -d /tmp/conductor-machine.XXXXXX)
trap 'rm -rf "$root"' EXIT
mkdir "$root/bin"
cp "$@" "$root/bin"
export PATH=$root/bin:$PATH:/usr/sbin:/sbin
mkfifo "$root/never" "$root/done"
exec 8<>"$root/never" 9<>"$root/done"

# A moment, without starting a program.
pause() { read -rt 0.03 <&8 || true; }

# enter NAME: a folder and a home of its own for each test.
enter() {
  mkdir -p "$root/$1/.config/conductor"
  cd "$root/$1" || return
  export HOME=$PWD CONDUCTOR_SOCKET=$PWD/socket
}

# leave: ends what the test has started.
leave() {
  local file
  for file in *.pid; do
    [ ! -e "$file" ] || kill -KILL "$(<"$file")" 2>/dev/null
  done
  for file in *.pid; do
    [ ! -e "$file" ] || until_true test -s "${file%.pid}.code"
  done
  cd / && rm -rf "$HOME"
}

# until_true COMMAND...: waits for a condition.
until_true() {
  local deadline=$((SECONDS + patience))
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || { echo "never came: $*" >&2; return 1; }
    pause
  done
}

# has FILE TEXT: whether the file contains it.
has() { [[ $(<"$1") == *"$2"* ]]; }

# start NAME PROGRAM...: in the background; NAME.out, NAME.err, NAME.pid, and NAME.code when it has ended. A pipe NAME.in, if
# there is one, is its input, and never ends.
start() {
  local name=$1 input=/dev/null
  shift
  rm -f "$name.pid" "$name.code"
  [ ! -p "$name.in" ] || input=$name.in
  (
    "$@" 0<>"$input" 8>&- 9>&- >"$name.out" 2>"$name.err" &
    echo $! >"$name.pid"
    wait $!
    echo $? >"$name.code"
  ) &
  until_true test -s "$name.pid"
}

# wait_ready NAME: until it has said so on stderr; fails where it has ended before.
wait_ready() {
  until_true eval "has $1.err ready || [ -s $1.code ]"
  has "$1.err" ready && return
  cat "$1.err" >&2
  return 1
}

# start_conductor ARGUMENT...: until it has started; fails with what it said where it has not.
start_conductor() {
  # shellcheck disable=SC2154 # a step sets it
  start conductor "${launcher[@]}" conductor "$@"
  until_true eval "has conductor.err ' started: ' || [ -s conductor.code ]"
  has conductor.err ' started: ' && return
  cat conductor.err >&2
  return 1
}

# end NAME SIGNAL: sends it, waits for the end and prints the exit code.
end() {
  kill "-$2" "$(<"$1.pid")"
  until_true test -s "$1.code" && cat "$1.code"
}

# lines FILE COUNT: waits until it has so many, and prints it.
lines() {
  local found
  enough() { mapfile -t found <"$1" && [ ${#found[@]} -ge "$2" ]; }
  until_true enough "$@"
  cat "$1"
}

# play NAME MESSAGE...: has a player (seqsend --stay) play them, and waits until it has.
play() {
  local name=$1 before
  shift
  mapfile -t before <"$name.out"
  echo "$*" 1<>"$name.in" # opened so, it does not wait for a reader that has ended
  lines "$name.out" $((${#before[@]} + 1)) | tail -n 1
}

# until_status TEXT: until conductorctl's status has it; prints the last one seen.
until_status() {
  status_has() { conductorctl status >status.txt 2>&1; has status.txt "$1"; }
  until_true status_has "$1"
  local code=$?
  cat status.txt
  return $code
}

# switches PID: how often each of its threads has been awake.
switches() { grep -H ctxt_switches /proc/"$1"/task/*/status; }

# device_names: of all input devices.
device_names() { sed -n 's/^N: Name="\(.*\)"$/\1/p' /proc/bus/input/devices; }

run_step() {
  local number=$1 seconds=$2 step answered code
  { (. "$steps/$number.sh"); echo "$number $?" >&9; } </dev/null >"$root/out" 2>"$root/err" &
  step=$!
  while :; do
    read -rt "$seconds" answered code <&9 || { code=124; kill -KILL -- "-$step" 2>/dev/null; break; }
    [ "$answered" != "$number" ] || break
  done
  wait "$step" 2>/dev/null
  answer "$number" "$code"
}

answer() {
  local out='' err=''
  IFS= read -r -d '' out <"$root/out"
  IFS= read -r -d '' err <"$root/err"
  printf 'STEP %d %d %d %d\n%s%s' "$1" "$2" ${#out} ${#err} "$out" "$err"
}

set -m # each step is a process group
while read -r number seconds; do
  run_step "$number" "$seconds"
done
