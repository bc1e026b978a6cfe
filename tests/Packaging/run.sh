#!/usr/bin/env bash
# Tests everything that installs Conductor. See usage below.
set -uo pipefail
cd "$(dirname "$0")/../.."

usage() {
  cat <<'END'
Usage: tests/Packaging/run.sh [--all] [FILE]... [--help]

Runs the tests of scripts, plist, formula, unit and package, those of tests/Packaging/FILE.sh where FILEs are named, and ends
with a line "Total: N, Errors: 0, Failed: N, Skipped: N". Installs what they need on Debian and Ubuntu.

  --all   also what is slow: the package built twice, installed, upgraded and purged in a clean Debian, and arm64's programs run
          by an emulator
END
}

all=
files=()
for argument; do
  case "$argument" in
    -h | --help) usage; exit 0 ;;
    --all) all=1 ;;
    -*) usage >&2; exit 2 ;;
    *) files+=("$argument") ;;
  esac
done
if [ ${#files[@]} = 0 ]; then
  files=(scripts launchd universal formula unit deb)
  [ -z "$all" ] || files+=(reproducible debian arm64)
fi

total=0 failed=0 skipped=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Runs a function in a shell of its own, in which the first command that fails ends the test. 77 skips; the last line says why.
test_that() { # SENTENCE FUNCTION [ARGUMENT]...
  local sentence=$1 status
  shift
  total=$((total + 1))
  rm -rf "$scratch/here" && mkdir "$scratch/here"
  # shellcheck disable=SC2034 # the tests use it
  (set -e; here=$scratch/here; "$@") >"$scratch/log" 2>&1 </dev/null
  status=$?
  case "$status" in
    0) ;;
    77) skipped=$((skipped + 1)); echo "    $sentence [SKIP]: $(tail -n 1 "$scratch/log")" ;;
    *) failed=$((failed + 1)); echo "    $sentence [FAIL]: exit status $status"; tail -n 40 "$scratch/log" | sed 's/^/      /' ;;
  esac
}

skip() { echo "$*"; exit 77; }

same() { # EXPECTED ACTUAL
  [ "$1" = "$2" ] || { printf 'expected: %s\n     got: %s\n' "$1" "$2"; return 1; }
}

has() { # TEXT PART
  case "$1" in *"$2"*) ;; *) printf 'not there: %s\n in: %s\n' "$2" "$1"; return 1 ;; esac
}

has_not() { # TEXT PART
  case "$1" in *"$2"*) printf 'there: %s\n in: %s\n' "$2" "$1"; return 1 ;; esac
}

# The command's output, whatever it says at its end, which is then in $status.
ask() { # COMMAND...
  status=0
  answer=$("$@" 2>&1) || status=$?
  printf '%s\n' "$answer"
}

# Installs Debian packages that are missing; skips the test where that can't be.
need() { # PACKAGE...
  local package missing=()
  command -v apt-get >/dev/null || skip "needs $*, which are installed only on Debian and its relatives"
  for package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" ||
    { "${as_root[@]}" apt-get update -q && "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}"; } ||
    skip "needs ${missing[*]}, which could not be installed"
}

for file in "${files[@]}"; do
  # shellcheck source=/dev/null
  . "tests/Packaging/$file.sh"
done
echo "Total: $total, Errors: 0, Failed: $failed, Skipped: $skipped"
[ "$failed" = 0 ]
