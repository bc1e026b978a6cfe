#!/usr/bin/env bash
# Publishes conductor and conductorctl as native programs into artifacts/bin. Does nothing where nothing has changed since.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/publish.sh [--help]

Installs what the native build lacks on Debian and Ubuntu (clang, zlib1g-dev; asks for sudo only where that is needed)
and publishes conductor and conductorctl into artifacts/bin. A second run without changes is done at once.
EOF
}

case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  "") ;;
  *) usage >&2; exit 2 ;;
esac

out=artifacts/bin
stamp=$out/.stamp

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

install_tools() {
  command -v apt-get >/dev/null || return 0
  local missing
  missing=$(missing_packages clang zlib1g-dev)
  [ -n "$missing" ] || return 0
  echo "Installing $(echo $missing) for the native build..." >&2
  # shellcheck disable=SC2086 # one word per package
  as_root apt-get install -y -q $missing >&2 || { as_root apt-get update -q >&2 && as_root apt-get install -y -q $missing >&2; }
}

rid() {
  local os arch
  case "$(uname -s)" in Darwin) os=osx ;; *) os=linux ;; esac
  case "$(uname -m)" in arm64 | aarch64) arch=arm64 ;; *) arch=x64 ;; esac
  echo "$os-$arch"
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
now=$(inputs | cksum)
if [ -x $out/conductor ] && [ -x $out/conductorctl ] && [ "$(cat $stamp 2>/dev/null)" = "$now" ]; then
  exit 0
fi

install_tools
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
mkdir -p $out
for project in Daemon Ctl; do
  echo "Publishing $project..." >&2
  dotnet publish "src/$project/$project.csproj" -c Release -r "$(rid)" -o "artifacts/build/publish/$project" -v quiet --nologo >&2
done
# A running program's file can't be written over, but it can be replaced.
for program in artifacts/build/publish/Daemon/conductor artifacts/build/publish/Ctl/conductorctl; do
  cp "$program" "$out/.new" && mv -f "$out/.new" "$out/$(basename "$program")"
done
echo "$now" >$stamp
