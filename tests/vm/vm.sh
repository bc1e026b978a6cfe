#!/usr/bin/env bash
# shellcheck disable=SC2054 # qemu wants commas
# Runs one command in a virtual machine with a real ALSA sequencer and uinput. See usage below; guest-init is the other half.
set -euo pipefail

usage() {
  cat <<'END'
usage: tests/vm/vm.sh [--smp N] [--counted] [--timeout SECONDS] [--share DIR] [--stdin]
                      -- COMMAND...
       tests/vm/vm.sh --check

Boots a virtual machine (QEMU, no KVM needed, some seconds), runs one command in
it as root and gives back its stdout, stderr and exit code. One argument is a
bash command line; several are a program and its arguments, taken as they are.

  --smp N          virtual processors (2); measure latency with 1
  --counted        one processor whose time is the instructions it has executed,
                   250 million a second: the same figures on any machine, however
                   busy; what memory and caches cost is not in them
  --timeout S      for everything, the boot included (600)
  --share DIR      writable inside, at the same path (the current directory);
                   the command starts in the current directory where that lies
                   in DIR, and otherwise in DIR
  --stdin          the command gets our stdin; without, it gets /dev/null
  --check          say whether this can work here, exit 0 or 1

Inside: all files of this machine, read-only below a layer that vanishes; fresh
/tmp, /run, /dev/shm; /dev/snd/seq, /dev/uinput, four VirMIDI ports, modprobe;
the network is loopback. HOME is /root; PATH and variables that begin with
CONDUCTOR_ are passed on. What the command leaves running ends with it.

Exit: the command's; 124 after --timeout; 125 where the machine failed; 2 usage.

  CONDUCTOR_VM_CACHE          where install.sh put the kernel
  CONDUCTOR_VM_ACCEL          QEMU's -accel (tcg,thread=multi), such as kvm
  CONDUCTOR_VM_BOOT_SECONDS   a boot that takes longer is begun anew, twice (60)
END
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${CONDUCTOR_VM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/conductor-vm}
accel=${CONDUCTOR_VM_ACCEL:-tcg,thread=multi}
boot_seconds=${CONDUCTOR_VM_BOOT_SECONDS:-60}
boots=3
command_path=$PATH
PATH="$PATH:/usr/sbin:/sbin" # modprobe, for users who don't have it

say() { printf 'vm.sh: %s\n' "$*" >&2; }

wrong_usage() {
  say "$*"
  usage >&2
  exit 2
}

reason_it_cannot_work() {
  local program
  if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    echo "the machine is a Linux x86-64 one with this system's programs, and this is $(uname -sm)"
    return
  fi
  for program in qemu-system-x86_64 busybox cpio modprobe setsid setpriv; do
    command -v "$program" >/dev/null || { echo "$program is missing: run tests/vm/install.sh"; return; }
  done
  [ -s "$cache/kernel/version" ] || echo "no kernel in $cache: run tests/vm/install.sh"
}

check() {
  local reason
  reason=$(reason_it_cannot_work)
  echo "${reason:-the test machine can run here}"
  [ -z "$reason" ]
}

smp=2 timeout=600 share=$PWD stdin=no counted=()
while [ $# -gt 0 ]; do
  case $1 in
    --smp | --timeout | --share)
      [ $# -gt 1 ] || wrong_usage "$1 needs a value"
      printf -v "${1#--}" %s "$2"
      shift 2
      ;;
    --stdin) stdin=yes; shift ;;
    --counted) counted=(-icount shift=2,sleep=on) smp=1 accel=tcg,thread=single; shift ;;
    --check) check; exit ;;
    -h | --help) usage; exit 0 ;;
    --) shift; break ;;
    *) wrong_usage "unknown option: $1 (the command stands after --)" ;;
  esac
done
[ $# -gt 0 ] || wrong_usage "no command"
[[ $smp =~ ^[1-9][0-9]*$ ]] || wrong_usage "--smp takes a number, not $smp"
[[ $timeout =~ ^[1-9][0-9]*$ ]] || wrong_usage "--timeout takes a number of seconds, not $timeout"
share=$(realpath -e -- "$share") && [ -d "$share" ] || wrong_usage "--share takes a directory"
[ "$share" != / ] || wrong_usage "--share takes a directory below the root"
reason=$(reason_it_cannot_work)
[ -z "$reason" ] || { say "$reason"; exit 125; }
kernel=$(realpath "$cache/kernel")

run=$(mktemp -d "${TMPDIR:-/tmp}/conductor-vm.XXXXXX")
qemu='' feeder='' streams=() last_words=''

cleanup() {
  stop_machine
  kill $feeder "${streams[@]}" 2>/dev/null || true
  rm -rf "$run"
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

quoted() {
  local word words=''
  for word; do words+=" '${word//\'/\'\\\'\'}'"; done
  printf %s "${words# }"
}

# The command with its folder and environment, as one line of sh for guest-init.
command_line() {
  local name directory environment
  directory=$(pwd -P)
  [[ $directory/ == "$share"/* ]] || directory=$share
  environment=("PATH=$command_path" HOME=/root USER=root LANG=C.UTF-8 XDG_RUNTIME_DIR=/run/user/0)
  for name in $(compgen -e CONDUCTOR_); do environment+=("$name=${!name}"); done
  [ $# -gt 1 ] || set -- bash -c "$1"
  printf 'cd %s && exec env -i %s\n' "$(quoted "$directory")" "$(quoted "${environment[@]}" "$@")"
}

# busybox, guest-init, the job, and the drivers up to the host's files, numbered in the order of loading.
make_initrd() {
  local root=$run/initrd applet module number=10
  mkdir -p "$root"/{bin,dev,proc,sys,host,written,root,job,modules}
  cp "$(command -v busybox)" "$root/bin/busybox"
  for applet in sh cat chmod chroot insmod ip ln mkdir mkfifo mount setsid sleep; do
    ln -s busybox "$root/bin/$applet"
  done
  cp "$here/guest-init" "$root/init"
  printf 'share=%s\nkernel=%s\nstdin=%s\n' "$(quoted "$share")" "$(quoted "$kernel")" "$stdin" >"$root/job/settings"
  command_line "$@" >"$root/job/command"
  while read -r _ module _; do
    case $module in
      *.xz) xz -dc "$module" >"$root/modules/$number.ko" ;;
      *) cp "$module" "$root/modules/$number.ko" ;;
    esac
    number=$((number + 1))
  done < <(modprobe -d "$kernel" -S "$(cat "$kernel/version")" -a --show-depends \
    virtio_pci virtio_console 9pnet_virtio 9p overlay | awk '$1 == "insmod" && !seen[$2]++')
  (cd "$root" && find . | cpio --quiet -o -H newc) >"$run/initrd.cpio"
}

# QEMU's own stdout is the status port: it says "started" and "exit N", and its end is the machine's end. A session of its
# own keeps the terminal's Ctrl+C for us.
start_machine() {
  local share_option=${share//,/,,} arguments
  arguments=(
    -accel "$accel" "${counted[@]}" -cpu max -machine pc,hpet=off -m 1536 -smp "$smp" -nodefaults -display none -no-reboot
    -kernel "$kernel/vmlinux" -initrd "$run/initrd.cpio"
    -append "console=ttyS0 quiet panic=-1 tsc=reliable clocksource=tsc mitigations=off nokaslr norandmaps audit=0 apparmor=0 random.trust_cpu=on"
    -serial "file:$run/console"
    -fsdev local,id=host,path=/,security_model=none,multidevs=remap,readonly=on
    -device virtio-9p-pci,fsdev=host,mount_tag=host
    -fsdev "local,id=share,path=$share_option,security_model=none,multidevs=remap"
    -device virtio-9p-pci,fsdev=share,mount_tag=share
    -device virtio-serial-pci
    -chardev file,id=status,path=/dev/stdout -device virtserialport,chardev=status,name=status
    -chardev "file,id=stdout,path=$run/stdout" -device virtserialport,chardev=stdout,name=stdout
    -chardev "file,id=stderr,path=$run/stderr" -device virtserialport,chardev=stderr,name=stderr
  )
  [ $stdin = no ] ||
    arguments+=(-chardev stdio,id=stdin,signal=off -device virtserialport,chardev=stdin,name=stdin)
  exec {status}< <(exec setsid setpriv --pdeathsig KILL qemu-system-x86_64 "${arguments[@]}" <&"$input" 2>"$run/qemu")
  qemu=$!
}

# Ends QEMU in its own time (it hands over all output first), by force where that takes long.
stop_machine() {
  local line code=0
  [ -n "$qemu" ] || return 0
  kill "$qemu" 2>/dev/null || true
  while :; do
    read -r -t 5 -u "$status" line || { code=$?; break; }
    last_words+=" $line"
  done
  [ $code -le 128 ] || kill -KILL "$qemu" 2>/dev/null || true
  wait "$qemu" 2>/dev/null || true
  exec {status}<&-
  qemu=''
}

# The files grow as the command writes; both tails end when QEMU has.
stream_output() {
  tail -c +1 -s 0.05 -f --pid="$qemu" "$run/stdout" & streams+=($!)
  tail -c +1 -s 0.05 -f --pid="$qemu" "$run/stderr" >&2 & streams+=($!)
}

finish() {
  local code=$1
  shift
  stop_machine
  [ ${#streams[@]} -eq 0 ] || wait "${streams[@]}" || true
  streams=()
  if [ $# -gt 0 ]; then say "$*"; fi
  exit "$code"
}

machine_failed() {
  stop_machine
  { tail -n 15 "$run/console" "$run/qemu" || true; } >&2 2>/dev/null
  finish 125 "$*"
}

# Reads the next line from the machine; fails after so many seconds, or where the machine ended.
hear() {
  local seconds=$1
  line=''
  [ "$seconds" -gt 0 ] && read -r -t "$seconds" -u "$status" line
}

make_initrd "$@"

# QEMU reads only once the command can, so a second boot finds all of it; and what it does to its stdin is done to a pipe.
if [ $stdin = yes ]; then
  exec {input}< <(exec cat <&0)
  feeder=$!
else
  exec {input}</dev/null
fi

deadline=$((SECONDS + timeout))
for ((boot = 1; ; boot++)); do
  start_machine
  left=$((deadline - SECONDS))
  if hear $((left < boot_seconds ? left : boot_seconds)); then break; fi
  stop_machine
  [ -z "$last_words" ] || machine_failed "the machine was given up just when the command began"
  [ $SECONDS -lt $deadline ] || finish 124 "the machine did not boot within $timeout seconds (--timeout)"
  [ $boot -lt $boots ] || machine_failed "the machine did not boot, $boots times"
  say "the machine did not boot (the command has not run); trying again"
done

stream_output
if hear $((deadline - SECONDS)); then finish "${line#exit }"; fi
[ $SECONDS -lt $deadline ] || finish 124 "the command did not end within $timeout seconds (--timeout), the boot included"
machine_failed "the machine ended before the command did"
