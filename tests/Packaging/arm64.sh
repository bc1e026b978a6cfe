# shellcheck shell=bash disable=SC2154,SC2164 # run.sh sets what is used, and -e
# Slow: arm64's package, and its programs run by an emulator.

arm64_package() {
  command -v dpkg-deb >/dev/null || skip 'needs dpkg-deb: Debian or Ubuntu'
  need gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
  deb=$(scripts/deb.sh arm64)
  same arm64 "$(dpkg-deb -f "$deb" Architecture)"
  dpkg-deb -x "$deb" "$here/root"
}

on_arm64() { # PROGRAM ARGUMENT...
  local program=$here/root/usr/bin/$1
  shift
  qemu-aarch64-static -L /usr/aarch64-linux-gnu "$program" "$@"
}

arm64_runs() {
  arm64_package
  same "$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)" "$(on_arm64 conductor --version)"
  export HOME=$here
  unset XDG_CONFIG_HOME
  printf '[[modes]]\nname = "Default"\n\n[[modes.mappings]]\ntrigger = { type = "Note", note = "C2" }\naction = { type = "Shell", command = "true" }\n' >"$here/config.toml"
  on_arm64 conductor --check --config "$here/config.toml" | grep 'Config is valid'
  printf 'modes = 3\n' >"$here/wrong.toml"
  ask on_arm64 conductor --check --config "$here/wrong.toml"
  same 1 "$status"

  on_arm64 conductor --backend loopback --config "$here/config.toml" --socket "$here/s" 2>"$here/log" &
  daemon=$!
  trap 'kill $daemon 2>/dev/null || true' EXIT
  for _ in $(seq 300); do
    [ ! -S "$here/s" ] || break
    sleep 0.1
  done
  cat "$here/log"
  on_arm64 conductorctl --socket "$here/s" ping | grep Pong
  on_arm64 conductorctl --socket "$here/s" inject 'note-on C2 100'
  on_arm64 conductorctl --socket "$here/s" stop | grep 'stopped gracefully'
  wait $daemon
}

test_that 'The programs for arm64 start, check a file, and a daemon answers, plays and stops' arm64_runs
