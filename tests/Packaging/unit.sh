# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# systemd's unit.

unit=systemd/conductor.service

systemd_takes_it() {
  command -v systemd-analyze >/dev/null || need systemd
  sed 's|^ExecStart=/usr/bin/conductor|ExecStart=/bin/true|' $unit >"$here/conductor.service"
  ask env XDG_RUNTIME_DIR="$here" systemd-analyze verify --user --man=no "$here/conductor.service"
  same 0 "$status"
  same "" "$answer"
}

unit_says() { # LINE
  grep -qxF "$1" $unit
}

test_that 'systemd-analyze has nothing to say of the unit' systemd_takes_it
for line in ExecStart=/usr/bin/conductor Restart=on-failure 'RestartPreventExitStatus=2 4' KillMode=process WantedBy=default.target; do
  test_that "The unit says $line" unit_says "$line"
done
# Every Shell would inherit it: PrivateTmp, say, would hide the socket.
no_sandbox() { ! grep -nE '^(Private|Protect|Restrict|NoNewPrivileges|SystemCall|ReadOnly|Inaccessible|MemoryDeny|DynamicUser|User=)' $unit; }
test_that 'The unit has no sandbox' no_sandbox
