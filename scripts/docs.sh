#!/usr/bin/env bash
# Writes docs/config.md anew, from docs/config.in.md and the lists of kinds.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/docs.sh [--check] [--help]

  --check   writes nothing, and fails where the page is not of today

Read the difference (git diff docs) before it is committed.
EOF
}

case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  --check) ;;
  "") export UPDATE_DOCS=1 ;;
  *) usage >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/Core.Tests -c Release -v quiet
dotnet artifacts/build/bin/Core.Tests/release/Conductor.Core.Tests.dll -noColor -class '*.ReferenceTests'
