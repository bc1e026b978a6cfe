#!/usr/bin/env bash
# Compares what is said of each file of tests/Corpus with what is written beside it.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'EOF'
Usage: scripts/corpus.sh [--update] [--help]

  --update   records what is said now; read the difference (git diff tests/Corpus) before it is committed
EOF
}

case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  --update) export UPDATE_CORPUS=1 ;;
  "") ;;
  *) usage >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/Core.Tests -c Release -v quiet
dotnet artifacts/build/bin/Core.Tests/release/Conductor.Core.Tests.dll -noColor -class '*.CorpusTests' -class '*.FormatCorpusTests'
