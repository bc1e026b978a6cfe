#!/bin/sh
# Builds the stand-in of the macOS libraries: build.sh OUTDIR [--asan] [--check] [--without SYMBOL,SYMBOL]
#   --asan   with AddressSanitizer and UndefinedBehaviorSanitizer (who loads it must have libasan loaded first)
#   --check  builds the self-test too and runs it
#   --without  leaves symbols out, as an older macOS does
# Thread-local variables are of the initial-exec model: LeakSanitizer trips over those of a library loaded late.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
usage='usage: build.sh OUTDIR [--asan] [--check] [--without SYMBOL,SYMBOL]'
out=
check=no
sanitize=
without=
while [ $# -gt 0 ]; do
  case $1 in
    --asan) sanitize='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer' ;;
    --check) check=yes ;;
    --without) shift; without=${1:?$usage} ;;
    -*) echo "$usage" >&2; exit 2 ;;
    *) out=$1 ;;
  esac
  shift
done
if [ -z "$out" ]; then
  echo "$usage" >&2
  exit 2
fi
mkdir -p "$out"
script=
if [ -n "$without" ]; then
  printf '{ local: %s; };\n' "$(echo "$without" | sed 's/,/; /g')" >"$out/without.map"
  script="-Wl,--version-script=$out/without.map"
fi
cc=${CC:-$(command -v gcc || command -v clang)}
flags='-std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -O1 -g -fPIC -fvisibility=hidden -ftls-model=initial-exec -Wall -Wextra -Werror -pthread'
# shellcheck disable=SC2086 # lists of options
"$cc" $flags $sanitize -shared -Wl,-Bsymbolic -Wl,-z,defs $script -o "$out/libstandin.so" "$here"/trace.c "$here"/objects.c "$here"/worker.c \
  "$here"/corefoundation.c "$here"/runloop.c "$here"/coremidi.c "$here"/midi_packets.c "$here"/midi_flow.c "$here"/coregraphics.c \
  "$here"/hiservices.c "$here"/hitoolbox.c "$here"/coreaudio.c "$here"/objc.c "$here"/appkit.c "$here"/iokit.c "$here"/libsystem.c "$here"/kqueue.c "$here"/darwin_files.c "$here"/darwin_processes.c "$here"/control.c
if [ "$check" = yes ]; then
  # shellcheck disable=SC2086
  "$cc" $flags $sanitize -o "$out/selftest" "$here"/selftest.c -ldl
  "$out/selftest" "$out/libstandin.so"
fi
