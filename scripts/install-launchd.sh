#!/usr/bin/env bash
# Lets launchd start Conductor at login, asks how it is, and takes it away again. Runs with the bash that macOS has (3.2).
set -euo pipefail

usage() {
  cat <<'END'
Usage: scripts/install-launchd.sh install [--program PATH]
       scripts/install-launchd.sh uninstall
       scripts/install-launchd.sh status

install     writes ~/Library/LaunchAgents/com.amiable.conductor.plist and starts the service; again after an upgrade does no harm
uninstall   stops and removes it; says what it removed and what only you can remove
status      asks launchd, and shows the log's last lines; exit status 0 where it runs, 1 where it doesn't

  --program PATH   the daemon; without it the `conductor` of your PATH, else the one beside this script's folder

`conductorctl service` does the same from inside. The service is yours alone: never with sudo. Homebrew's own service (`brew
services`) has the same label, so that there are never two.
END
}

label=com.amiable.conductor
here=$(cd "$(dirname "$0")/.." && pwd)
template=$here/launchd/$label.plist

fail() { printf 'install-launchd.sh: %s\n' "$*" >&2; exit 1; }

wrong_usage() { usage >&2; exit 2; }

# The path that stays from version to version: a Cellar path would start the old version, or nothing, after the next upgrade.
stable() { # PATH
  local prefix
  case "$1" in
    */Cellar/*)
      prefix=$(brew --prefix 2>/dev/null) || prefix=${1%%/Cellar/*}
      printf '%s\n' "$prefix/opt/conductor/bin/conductor" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

absolute() { # PATH
  case "$1" in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "$(cd "$(dirname "$1")" && pwd)" "$(basename "$1")" ;;
  esac
}

find_program() {
  local found
  for found in "$(command -v conductor || true)" "$here/bin/conductor" "$here/artifacts/bin/conductor"; do
    if [ -n "$found" ] && [ -x "$found" ]; then printf '%s\n' "$found"; return; fi
  done
  fail "there is no conductor in your PATH: name the daemon with --program PATH"
}

# Text that sed puts into XML as it is.
escaped() { printf '%s' "$1" | sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/[\\&|]/\\&/g'; }

filled_in() { # PROGRAM
  sed -e "s|/opt/homebrew/opt/conductor/bin/conductor|$(escaped "$1")|" -e "s|/Users/YOU|$(escaped "$HOME")|" "$template"
}

printed() { launchctl print "$target" 2>/dev/null; }

# The line "name = value" of the job itself; what belongs to its parts is indented further.
value() { # NAME
  awk -v name="$1" -F ' = ' '{ sub(/^\t/, "", $1) } $1 == name && NF > 1 { print $2; exit }'
}

# Homebrew's plists name every kind of session; this one only the one with a desktop.
is_homebrews() { [ -e "$plist" ] && grep -q '<string>LoginWindow</string>' "$plist"; }

refuse_homebrews() { # VERB
  if is_homebrews; then fail "Homebrew manages the service: let it, or first run: brew services stop conductor"; fi
}

# launchctl answers before the job is gone, and what is not gone can't be loaded.
unload() {
  printed >/dev/null || return 0
  launchctl bootout "$target" 2>/dev/null || true
  wait_until is_unloaded || fail "launchd does not let go of the service; log out and in, then try again"
}

is_unloaded() { ! printed >/dev/null; }

is_settled() { [ "$(printed | value state)" = running ] || [ -n "$(ended_badly)" ]; }

# For at most ten seconds.
wait_until() { # CONDITION
  local tries=50
  until "$1"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.2
  done
}

# How it ended; nothing where it never did, or well.
ended_badly() {
  local job code signal
  job=$(printed) || return 0
  signal=$(value 'last terminating signal' <<<"$job")
  code=$(value 'last exit code' <<<"$job")
  case "$signal:$code" in
    :0 | :'(never exited)' | :) ;;
    :*) echo "ended with exit status $code" ;;
    *) echo "was ended by a signal ($signal)" ;;
  esac
}

show_log() {
  [ -s "$log" ] || return 0
  echo "The last lines of $log:"
  tail -n 10 "$log" | sed 's/^/  /'
}

# What launchd says, not what was asked of it: only a state of "running" with a pid is called running.
status() {
  local job state pid bad
  if ! job=$(printed); then
    if [ -e "$plist" ]; then echo "The service is installed, but launchd has not loaded it: $0 install"
    else echo "The service is not installed."; fi
    return 1
  fi
  state=$(value state <<<"$job")
  pid=$(value pid <<<"$job")
  if [ "$state" = running ] && [ "${pid:-0}" -gt 0 ] 2>/dev/null; then
    echo "The service runs (PID $pid)."
    show_log
    return 0
  fi
  bad=$(ended_badly)
  if [ -n "$bad" ]; then echo "The service does not run: it $bad."
  else echo "The service does not run (launchd says: ${state:-nothing})."; fi
  show_log
  return 1
}

install() {
  local program
  refuse_homebrews
  program=$(stable "$(absolute "${1:-$(find_program)}")")
  [ -x "$program" ] || fail "there is no program $program"
  "$program" --version >/dev/null 2>&1 || fail "$program does not answer to --version as conductor does"
  [ -r "$template" ] || fail "$template is missing"

  mkdir -p "$agents" "$logs"
  chmod 700 "$logs"
  filled_in "$program" >"$plist.new"
  if command -v plutil >/dev/null; then plutil -lint -s "$plist.new" || fail "plutil refuses $plist.new"; fi
  if [ -e "$plist" ] && ! cmp -s "$plist" "$plist.new"; then
    cp -p "$plist" "$plist.bak"
    echo "What was there before is now $plist.bak"
  fi
  mv -f "$plist.new" "$plist"
  echo "Wrote $plist for $program"

  unload
  launchctl enable "$target" || true   # somebody may have disabled it, and bootstrap would say no more than "error 5"
  launchctl bootstrap "$domain" "$plist" || fail "launchd refuses the service; where this is not your own desktop's Terminal (ssh, say), log in at the screen"
  wait_until is_settled || true
  if ! status; then return 1; fi
  echo "It starts at every login from now on. When macOS asks, allow $program to press keys:"
  echo "System Settings > Privacy & Security > Accessibility"
}

uninstall() {
  local removed=()
  refuse_homebrews
  if printed >/dev/null; then
    unload
    removed+=("the running service $target")
  fi
  for file in "$plist" "$plist.bak"; do
    if [ -e "$file" ]; then
      rm -f "$file"
      removed+=("$file")
    fi
  done
  if [ ${#removed[@]} = 0 ]; then echo "There was no service."
  else
    echo "Removed:"
    printf '  %s\n' "${removed[@]}"
  fi
  echo "Left, because it is yours:"
  for left in "$logs" "${XDG_CONFIG_HOME:-$HOME/.config}/conductor"; do
    if [ -e "$left" ]; then echo "  $left"; fi
  done
  echo "  Conductor's entries in System Settings > Privacy & Security > Accessibility and Input Monitoring:"
  echo "  only you can remove them, with the minus sign"
}

verb=${1:-}
program=
case "$verb" in
  -h | --help) usage; exit 0 ;;
  install)
    case "${2:-}" in
      '') [ $# = 1 ] || wrong_usage ;;
      --program) { [ $# = 3 ] && [ -n "$3" ]; } || wrong_usage; program=$3 ;;
      *) wrong_usage ;;
    esac ;;
  uninstall | status) [ $# = 1 ] || wrong_usage ;;
  *) wrong_usage ;;
esac

[ "$(uname -s)" = Darwin ] || fail "launchd is macOS's, and this is $(uname -s): here it is conductorctl service, or systemctl --user enable --now conductor"
user=$(id -u)
[ "$user" != 0 ] || fail "the service is a user's, and this is root: run this as the user who plays, without sudo"

domain=gui/$user
target=$domain/$label
agents=$HOME/Library/LaunchAgents
plist=$agents/$label.plist
logs=$HOME/Library/Logs/Conductor
log=$logs/conductor.log

case "$verb" in
  install) install "$program" ;;
  uninstall) uninstall ;;
  status) status ;;
esac
