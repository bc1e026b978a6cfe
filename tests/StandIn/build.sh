#!/bin/sh
# Builds the stand-in of the macOS libraries: build.sh OUTDIR [--asan] [--check]
#   --asan   with AddressSanitizer and UndefinedBehaviorSanitizer (who loads it must have libasan loaded first)
#   --check  builds the self-test too and runs it
# Thread-local variables are of the initial-exec model: LeakSanitizer trips over those of a library loaded late.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=
check=no
sanitize=
for argument in "$@"; do
  case $argument in
    --asan) sanitize='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer' ;;
    --check) check=yes ;;
    -*) echo "usage: build.sh OUTDIR [--asan] [--check]" >&2; exit 2 ;;
    *) out=$argument ;;
  esac
done
if [ -z "$out" ]; then
  echo "usage: build.sh OUTDIR [--asan] [--check]" >&2
  exit 2
fi
mkdir -p "$out"
cc=${CC:-$(command -v gcc || command -v clang)}
flags='-std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -O1 -g -fPIC -fvisibility=hidden -ftls-model=initial-exec -Wall -Wextra -Werror -pthread'
# shellcheck disable=SC2086 # lists of options
"$cc" $flags $sanitize -shared -Wl,-Bsymbolic -Wl,-z,defs -o "$out/libstandin.so" "$here"/trace.c "$here"/objects.c "$here"/worker.c \
  "$here"/corefoundation.c "$here"/runloop.c "$here"/coremidi.c "$here"/midi_packets.c "$here"/midi_flow.c "$here"/coregraphics.c \
  "$here"/hiservices.c "$here"/hitoolbox.c "$here"/coreaudio.c "$here"/objc.c "$here"/appkit.c "$here"/iokit.c "$here"/libsystem.c "$here"/kqueue.c "$here"/control.c
if [ "$check" = yes ]; then
  # shellcheck disable=SC2086
  "$cc" $flags $sanitize -o "$out/selftest" "$here"/selftest.c -ldl
  "$out/selftest" "$out/libstandin.so"
fi
