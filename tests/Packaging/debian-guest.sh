#!/bin/bash
# Runs inside the clean Debian of debian.sh. Every line must succeed.
set -eux
cd /packages
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8

dpkg -i this.deb
[ "$(dpkg-query -W -f '${db:Status-Status}' conductor)" = installed ]
conductor --version
conductorctl --version

useradd -m player
as_player() { setpriv --reuid player --regid player --clear-groups env HOME=/home/player "$@"; }
mkdir -p /home/player/.config/conductor
cat >/home/player/.config/conductor/config.toml <<'END'
[[modes]]
name = "Default"

[[modes.mappings]]
trigger = { type = "Note", note = "C2" }
action = { type = "Shell", command = "echo played >>$HOME/played" }
END
chown -R player: /home/player
as_player conductor --check

as_player conductor --backend loopback --socket /home/player/s 2>/home/player/log &
daemon=$!
for _ in $(seq 100); do [ -S /home/player/s ] && break; sleep 0.1; done
control() { as_player conductorctl --socket /home/player/s "$@"; }
control ping
control inject 'note-on C2 100'
for _ in $(seq 100); do [ -s /home/player/played ] && break; sleep 0.1; done
[ "$(cat /home/player/played)" = played ]

# Nobody's daemon is ended by an upgrade, and nobody's is begun by an installation.
dpkg -i next.deb
dpkg-query -W -f '${Version}\n' conductor | grep '\.1$'
control ping
control stop
wait $daemon
conductor --version
find /etc/systemd /home -name 'conductor.service' | grep . && exit 1
dpkg -V conductor

dpkg -r conductor
[ ! -e /usr/bin/conductor ]
dpkg -P conductor
# What is the player's stays.
[ -e /home/player/.config/conductor/config.toml ]
userdel -r player 2>/dev/null
