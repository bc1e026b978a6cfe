#!/usr/bin/env bash
# Compiles tests/vm/tools. See usage below.
set -euo pipefail

usage() {
  cat <<'END'
usage: tests/vm/build.sh OUTDIR

Compiles the C programs of tests/vm/tools into OUTDIR, those whose sources are
newer than what is there. Each tells its usage with --help. gcc and the headers
of alsa-lib come with install.sh.
END
}

case "${1---help}" in
  -h | --help) usage; [ $# -gt 0 ] || exit 2; exit 0 ;;
  -*) usage >&2; exit 2 ;;
esac

sources=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/tools
out=$1
mkdir -p "$out"

# Each number's name from the kernel's list, as an array; of two names the later one (BTN_LEFT, not BTN_MOUSE).
make_key_names() {
  echo 'static const char *const key_names[] = {'
  gcc -E -dD -include linux/input-event-codes.h -x c /dev/null |
    awk '$1 == "#define" && $2 ~ /^(KEY|BTN)_/ && $3 ~ /^(0x[0-9a-f]+|[0-9]+)$/ && $2 !~ /_MAX$/ { name[$3] = $2 }
         END { for (number in name) printf "    [%s] = \"%s\",\n", number, name[number] }'
  echo '};'
}

# Whether the first file is missing, or older than one of the others.
is_older() {
  local file=$1 other
  shift
  for other; do
    [ "$file" -nt "$other" ] || return 0
  done
  return 1
}

# compile PROGRAM PART...: PROGRAM.c with the parts' .c files.
compile() {
  local program=$1 inputs
  inputs=("${@/%/.c}")
  inputs=("${inputs[@]/#/$sources/}")
  is_older "$out/$program" "${inputs[@]}" "$sources"/*.h "${BASH_SOURCE[0]}" || return 0
  gcc -O2 -std=gnu11 -Wall -Wextra -Werror -I "$out" -o "$out/$program" "${inputs[@]}" -lasound
}

if is_older "$out/key_names.h" "${BASH_SOURCE[0]}"; then
  make_key_names >"$out/key_names.h.new"
  mv "$out/key_names.h.new" "$out/key_names.h"
fi
compile passthrough seq_port
compile keyout seq_port
compile midi_latency probe latency seq_port
compile key_latency probe latency seq_port evdev
compile evread evdev
compile seqsend seq_port seq_words
compile seqread seq_port seq_words
compile echo_server
compile ping_latency latency
