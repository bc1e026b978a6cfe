#!/usr/bin/env bash
# Publishes conductor and conductorctl as native programs. Does nothing where nothing has changed since.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/publish.sh [RID]... [--help]

Installs what the native build lacks on Debian and Ubuntu (clang, zlib1g-dev; asks for sudo only where that is needed)
and publishes conductor and conductorctl into artifacts/bin. A second run without changes is done at once.

  RID   for this system instead, into artifacts/bin/RID: linux-x64 or linux-arm64 on Linux (a cross compiler is installed
        for the other one), osx-x64 or osx-arm64 on macOS
EOF
}

for argument; do
  case "$argument" in
    -h | --help) usage; exit 0 ;;
    linux-x64 | linux-arm64 | osx-x64 | osx-arm64) ;;
    *) usage >&2; exit 2 ;;
  esac
done

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else
    echo "There is no sudo here: as root, run: $*" >&2
    return 1
  fi
}

# Says which of the Debian packages given are missing.
missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || echo "$package"
  done
}

own_rid() {
  local os arch
  case "$(uname -s)" in Darwin) os=osx ;; *) os=linux ;; esac
  case "$(uname -m)" in arm64 | aarch64) arch=arm64 ;; *) arch=x64 ;; esac
  echo "$os-$arch"
}

# The Debian packages that a build for this system takes.
tools_for() { # RID
  echo clang zlib1g-dev
  [ "$1" != "$(own_rid)" ] || return 0
  case "$1" in
    linux-arm64) echo gcc-aarch64-linux-gnu libc6-dev-arm64-cross ;;
    linux-x64) echo gcc-x86-64-linux-gnu libc6-dev-amd64-cross ;;
  esac
}

install_tools() { # RID
  command -v apt-get >/dev/null || return 0
  local missing
  # shellcheck disable=SC2046 # one word per package
  missing=$(missing_packages $(tools_for "$1"))
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086 # one word per package
  echo "Installing" $missing "for the native build..." >&2
  # shellcheck disable=SC2086 # one word per package
  as_root apt-get install -y -q $missing >&2 || { as_root apt-get update -q >&2 && as_root apt-get install -y -q $missing >&2; }
}

# Everything the programs are made of.
inputs() {
  find src systemd launchd Directory.Build.props Directory.Packages.props global.json scripts/publish.sh -type f \
    -not -path '*/bin/*' -not -path '*/obj/*' -print0 | sort -z | xargs -0 cksum
  dotnet --version
}

command -v dotnet >/dev/null || {
  echo "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download" >&2
  exit 1
}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
now=$(inputs | cksum)

publish() { # RID OUT
  local rid=$1 out=$2 project program
  if [ -x "$out/conductor" ] && [ -x "$out/conductorctl" ] && [ "$(cat "$out/.stamp" 2>/dev/null)" = "$now" ]; then return; fi
  install_tools "$rid"
  mkdir -p "$out"
  for project in Daemon Ctl; do
    echo "Publishing $project for $rid..." >&2
    dotnet publish "src/$project/$project.csproj" -c Release -r "$rid" -o "artifacts/build/publish/$rid/$project" -v quiet --nologo >&2
  done
  # A running program's file can't be written over, but it can be replaced.
  for program in Daemon/conductor Ctl/conductorctl; do
    cp "artifacts/build/publish/$rid/$program" "$out/.new" && mv -f "$out/.new" "$out/${program#*/}"
  done
  echo "$now" >"$out/.stamp"
}

if [ $# = 0 ]; then publish "$(own_rid)" artifacts/bin; fi
for rid; do publish "$rid" "artifacts/bin/$rid"; done
