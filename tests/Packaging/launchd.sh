# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# launchd's agent and the script that installs it, with macOS's commands played by tests/Packaging/mac.

mac=$PWD/tests/Packaging/mac
label=com.amiable.conductor

# What a Mac would look like: a home, a program, and launchd's state in a folder.
a_mac() {
  export HOME="$here/home & <me>" FAKE=$here/fake PATH="$mac:$PATH" FAKE_BREW="$here/homebrew"
  mkdir -p "$HOME" "$FAKE" "$here/homebrew/opt/conductor/bin" "$here/homebrew/Cellar/conductor/0.1.0/bin"
  plist=$HOME/Library/LaunchAgents/$label.plist
  program=$here/homebrew/opt/conductor/bin/conductor
  printf '#!/bin/sh\necho 0.1.0\n' >"$program"
  chmod +x "$program"
  cp "$program" "$here/homebrew/Cellar/conductor/0.1.0/bin/"
  unset XDG_CONFIG_HOME
}

the() { ask scripts/install-launchd.sh "$@"; }

# The whole plist as sorted JSON.
read_plist() { # FILE
  python3 -c 'import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], "rb")), sort_keys=True))' "$1"
}

expected_plist() { # PROGRAM LOG
  python3 - "$1" "$2" <<'END'
import json, sys
program, log = sys.argv[1:]
print(json.dumps({
    "Label": "com.amiable.conductor",
    "ProgramArguments": [program],
    "RunAtLoad": True,
    "KeepAlive": {"SuccessfulExit": False},
    "ThrottleInterval": 10,
    "ProcessType": "Interactive",
    "LimitLoadToSessionType": "Aqua",
    "EnvironmentVariables": {"PATH": "/opt/homebrew/bin:/opt/homebrew/sbin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"},
    "StandardOutPath": log,
    "StandardErrorPath": log,
}, sort_keys=True))
END
}

template_has_every_key() {
  same "$(expected_plist /opt/homebrew/opt/conductor/bin/conductor /Users/YOU/Library/Logs/Conductor/conductor.log)" \
    "$(read_plist launchd/$label.plist)"
}

install_writes_and_starts() {
  a_mac
  the install --program "$program"
  same 0 "$status"
  has "$answer" 'The service runs (PID 4711).'
  same "$(expected_plist "$program" "$HOME/Library/Logs/Conductor/conductor.log")" "$(read_plist "$plist")"
  same 700 "$(stat -c %a "$HOME/Library/Logs/Conductor")"
  same "enable gui/501/$label" "$(grep -v print "$FAKE/asked" | head -n 1)"
  same "bootstrap gui/501 $plist" "$(grep -v print "$FAKE/asked" | tail -n 1)"
}

install_finds_the_program() {
  a_mac
  PATH="$here/homebrew/opt/conductor/bin:$PATH"
  the install
  same 0 "$status"
  has "$(cat "$plist")" "$(basename "$here/homebrew")/opt/conductor/bin/conductor"
}

install_again_loads_anew() {
  a_mac
  the install --program "$program"
  the install --program "$program"
  same 0 "$status"
  same 1 "$(grep -c "^bootout gui/501/$label" "$FAKE/asked")"
  same 2 "$(grep -c ^bootstrap "$FAKE/asked")"
  has_not "$answer" .bak
}

install_keeps_what_was_there() {
  a_mac
  mkdir -p "$(dirname "$plist")"
  echo mine >"$plist"
  the install --program "$program"
  same 0 "$status"
  same mine "$(cat "$plist.bak")"
}

cellar_becomes_the_link() {
  a_mac
  the install --program "$here/homebrew/Cellar/conductor/0.1.0/bin/conductor"
  same 0 "$status"
  has_not "$(cat "$plist")" Cellar
  same "$program" "$(python3 -c 'import plistlib, sys; print(plistlib.load(open(sys.argv[1], "rb"))["ProgramArguments"][0])' "$plist")"
}

cellar_without_brew() {
  a_mac
  unset FAKE_BREW
  the install --program "$here/homebrew/Cellar/conductor/0.1.0/bin/conductor"
  same 0 "$status"
  has_not "$(cat "$plist")" Cellar
}

nothing_is_written() { # EXIT SENTENCE
  same "$1" "$status"
  has "$answer" "$2"
  [ ! -e "$plist" ]
  [ ! -e "$plist.new" ]
}

root_is_refused() {
  a_mac
  FAKE_UID=0 the install --program "$program"
  nothing_is_written 1 'without sudo'
  [ ! -e "$FAKE/asked" ]
}

elsewhere_is_refused() { # VERB
  a_mac
  FAKE_SYSTEM=Linux the "$1"
  nothing_is_written 1 'this is Linux'
  same 1 "$(wc -l <<<"$answer")"
}

missing_program_is_refused() {
  a_mac
  the install --program "$here/nowhere"
  nothing_is_written 1 'there is no program'
}

other_program_is_refused() {
  a_mac
  printf '#!/bin/sh\nexit 3\n' >"$program"
  the install --program "$program"
  nothing_is_written 1 'does not answer to --version'
}

homebrews_is_left_alone() { # VERB
  a_mac
  mkdir -p "$(dirname "$plist")"
  echo '<array><string>Aqua</string><string>LoginWindow</string></array>' >"$plist"
  the "$1"
  same 1 "$status"
  has "$answer" 'Homebrew manages the service'
  [ -e "$plist" ]
  ! grep -v ^print "$FAKE/asked"
}

refused_bootstrap_is_told() {
  a_mac
  FAKE_BOOTSTRAP=125 the install --program "$program"
  same 1 "$status"
  has "$answer" 'launchd refuses the service'
  has_not "$answer" 'The service runs'
}

dead_is_not_called_running() { # STATE CODE SENTENCE
  a_mac
  FAKE_STATE=$1 FAKE_CODE=$2 the install --program "$program"
  same 1 "$status"
  has_not "$answer" 'The service runs'
  has "$answer" "$3"
  FAKE_STATE=$1 FAKE_CODE=$2 the status
  same 1 "$status"
  has_not "$answer" 'The service runs'
  has "$answer" "$3"
}

running_without_a_pid_is_not_running() {
  a_mac
  the install --program "$program"
  FAKE_PID='' the status
  same 1 "$status"
  has_not "$answer" 'The service runs'
}

status_shows_the_log() {
  a_mac
  the install --program "$program"
  seq -f 'line %g' 30 >"$HOME/Library/Logs/Conductor/conductor.log"
  the status
  same 0 "$status"
  has "$answer" '  line 21'
  has_not "$answer" 'line 20'
}

status_of_nothing() {
  a_mac
  the status
  same 1 "$status"
  same 'The service is not installed.' "$answer"
}

status_of_what_is_not_loaded() {
  a_mac
  the install --program "$program"
  rm "$FAKE/loaded"
  the status
  same 1 "$status"
  has "$answer" 'launchd has not loaded it'
}

uninstall_removes_and_tells() {
  a_mac
  the install --program "$program"
  mkdir -p "$HOME/.config/conductor"
  the uninstall
  same 0 "$status"
  [ ! -e "$plist" ]
  [ ! -e "$FAKE/loaded" ]
  has "$answer" "the running service gui/501/$label"
  has "$answer" "  $plist"
  has "$answer" "  $HOME/Library/Logs/Conductor"
  has "$answer" "  $HOME/.config/conductor"
  has "$answer" 'only you can remove them'
  [ -d "$HOME/.config/conductor" ]
  [ -d "$HOME/Library/Logs/Conductor" ]
}

uninstall_of_nothing() {
  a_mac
  the uninstall
  same 0 "$status"
  has "$answer" 'There was no service.'
}

uninstall_of_what_will_not_go() {
  a_mac
  the install --program "$program"
  FAKE_STUBBORN=1 the uninstall
  same 1 "$status"
  has "$answer" 'does not let go'
  [ -e "$plist" ]
}

privacy_is_never_touched() { ! git grep -n -i 'tccutil\|TCC\.db' -- scripts launchd packaging; }

nothing_is_in_tmp() { ! grep -n '/tmp' launchd/$label.plist scripts/install-launchd.sh; }

test_that 'The plist has every key with its value and no other' template_has_every_key
test_that 'An install writes the agent, escaped, and starts it' install_writes_and_starts
test_that 'An install without a path takes the conductor of PATH' install_finds_the_program
test_that 'A second install unloads the first' install_again_loads_anew
test_that 'An install keeps what somebody had written' install_keeps_what_was_there
test_that "A Cellar path becomes Homebrew's link" cellar_becomes_the_link
test_that 'A Cellar path becomes the link also without brew' cellar_without_brew
test_that 'Root is refused and launchd not asked' root_is_refused
for verb in install uninstall status; do test_that "$verb is refused where it is not macOS" elsewhere_is_refused $verb; done
test_that 'A program that is not there is refused' missing_program_is_refused
test_that 'A program that does not answer is refused' other_program_is_refused
for verb in install uninstall; do test_that "$verb leaves Homebrew's service alone" homebrews_is_left_alone $verb; done
test_that 'A bootstrap that launchd refuses is told' refused_bootstrap_is_told
test_that 'A service that ends at once is not called running' dead_is_not_called_running 'not running' 1 'ended with exit status 1'
test_that 'A service that waits for its next start is not called running' dead_is_not_called_running 'spawn scheduled' '78: EX_CONFIG' 'ended with exit status 78: EX_CONFIG'
test_that 'A running state without a pid is not called running' running_without_a_pid_is_not_running
test_that "Status shows the log's last ten lines" status_shows_the_log
test_that 'Status says where nothing is installed' status_of_nothing
test_that 'Status says where nothing is loaded' status_of_what_is_not_loaded
test_that 'Uninstall lists what it removed and what is left' uninstall_removes_and_tells
test_that 'Uninstall of nothing is no failure' uninstall_of_nothing
test_that 'Uninstall of what launchd keeps is a failure and keeps the file' uninstall_of_what_will_not_go
test_that 'Nothing touches the privacy database' privacy_is_never_touched
test_that 'Nothing lies in /tmp' nothing_is_in_tmp
