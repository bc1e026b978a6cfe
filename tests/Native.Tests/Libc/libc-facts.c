/*
 * What the headers say: glibc's and linux-libc-dev's, the same for x86-64 and arm64 where no two numbers are given.
 * The compiler checks it against the headers:
 *
 *     gcc -fsyntax-only libc-facts.c
 *     aarch64-linux-gnu-gcc -fsyntax-only libc-facts.c
 *
 * LibcFactsTests reads the same lines and checks the transcription in src/Native.Libc against them. A constant that is added
 * there without a line here fails that test.
 */
#define _GNU_SOURCE
#include <stddef.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/uinput.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __aarch64__
#define ARM64 1
#else
#define ARM64 0
#endif

#define SIZE(type, bytes) _Static_assert(sizeof(type) == (bytes), #type);
#define OFFSET(type, member, bytes) _Static_assert(offsetof(type, member) == (bytes), #type "." #member);
#define VALUE(name, number) _Static_assert((long)(name) == (number), #name);
#define VALUES(name, x64, arm64) _Static_assert((long)(name) == (ARM64 ? (arm64) : (x64)), #name);

/* <errno.h> */
VALUE(EPERM, 1)
VALUE(ENOENT, 2)
VALUE(ESRCH, 3)
VALUE(EINTR, 4)
VALUE(EIO, 5)
VALUE(ENXIO, 6)
VALUE(E2BIG, 7)
VALUE(ENOEXEC, 8)
VALUE(EBADF, 9)
VALUE(ECHILD, 10)
VALUE(EAGAIN, 11)
VALUE(ENOMEM, 12)
VALUE(EACCES, 13)
VALUE(EFAULT, 14)
VALUE(EBUSY, 16)
VALUE(EEXIST, 17)
VALUE(EXDEV, 18)
VALUE(ENODEV, 19)
VALUE(ENOTDIR, 20)
VALUE(EISDIR, 21)
VALUE(EINVAL, 22)
VALUE(ENFILE, 23)
VALUE(EMFILE, 24)
VALUE(ENOTTY, 25)
VALUE(ETXTBSY, 26)
VALUE(EFBIG, 27)
VALUE(ENOSPC, 28)
VALUE(ESPIPE, 29)
VALUE(EROFS, 30)
VALUE(EMLINK, 31)
VALUE(EPIPE, 32)
VALUE(ERANGE, 34)
VALUE(ENAMETOOLONG, 36)
VALUE(ENOLCK, 37)
VALUE(ENOSYS, 38)
VALUE(ENOTEMPTY, 39)
VALUE(ELOOP, 40)
VALUE(EPROTO, 71)
VALUE(EOVERFLOW, 75)
VALUE(ENOTSOCK, 88)
VALUE(EMSGSIZE, 90)
VALUE(EPROTOTYPE, 91)
VALUE(EOPNOTSUPP, 95)
VALUE(EADDRINUSE, 98)
VALUE(EADDRNOTAVAIL, 99)
VALUE(ECONNABORTED, 103)
VALUE(ECONNRESET, 104)
VALUE(ENOBUFS, 105)
VALUE(ENOTCONN, 107)
VALUE(ETIMEDOUT, 110)
VALUE(ECONNREFUSED, 111)
VALUE(ESTALE, 116)
VALUE(EDQUOT, 122)

/* <fcntl.h>, <sys/file.h> */
VALUE(O_RDONLY, 0)
VALUE(O_WRONLY, 1)
VALUE(O_RDWR, 2)
VALUE(O_CREAT, 0x40)
VALUE(O_EXCL, 0x80)
VALUE(O_NOCTTY, 0x100)
VALUE(O_TRUNC, 0x200)
VALUE(O_NONBLOCK, 0x800)
VALUE(O_CLOEXEC, 0x80000)
VALUE(O_PATH, 0x200000)
VALUE(AT_FDCWD, -100)
VALUE(F_SETFD, 2)
VALUE(FD_CLOEXEC, 1)
VALUE(F_GETFL, 3)
VALUE(F_SETFL, 4)
VALUE(F_SETSIG, 10)
VALUE(F_SETLEASE, 1024)
VALUE(F_RDLCK, 0)
VALUE(F_UNLCK, 2)
VALUE(W_OK, 2)
VALUE(LOCK_SH, 1)
VALUE(LOCK_EX, 2)
VALUE(LOCK_NB, 4)
VALUE(LOCK_UN, 8)
VALUES(O_DIRECTORY, 0x10000, 0x4000)
VALUES(O_NOFOLLOW, 0x20000, 0x8000)

/* <linux/uinput.h> */
SIZE(struct input_event, 24)
OFFSET(struct input_event, time, 0)
OFFSET(struct input_event, type, 16)
OFFSET(struct input_event, code, 18)
OFFSET(struct input_event, value, 20)
SIZE(struct input_id, 8)
OFFSET(struct input_id, bustype, 0)
OFFSET(struct input_id, vendor, 2)
OFFSET(struct input_id, product, 4)
OFFSET(struct input_id, version, 6)
SIZE(struct uinput_setup, 92)
OFFSET(struct uinput_setup, id, 0)
OFFSET(struct uinput_setup, name, 8)
OFFSET(struct uinput_setup, ff_effects_max, 88)
VALUE(UINPUT_MAX_NAME_SIZE, 80)
VALUE(UI_DEV_CREATE, 0x5501)
VALUE(UI_DEV_DESTROY, 0x5502)
VALUE(UI_DEV_SETUP, 0x405c5503)
VALUE(UI_SET_EVBIT, 0x40045564)
VALUE(UI_SET_KEYBIT, 0x40045565)
VALUE(UI_SET_RELBIT, 0x40045566)
VALUE(BUS_VIRTUAL, 0x6)
VALUE(EV_SYN, 0x0)
VALUE(EV_KEY, 0x1)
VALUE(EV_REL, 0x2)
VALUE(SYN_REPORT, 0)
VALUE(REL_X, 0x0)
VALUE(REL_Y, 0x1)
VALUE(REL_HWHEEL, 0x6)
VALUE(REL_WHEEL, 0x8)
VALUE(BTN_LEFT, 0x110)
VALUE(BTN_RIGHT, 0x111)
VALUE(BTN_MIDDLE, 0x112)

/* <poll.h> */
SIZE(struct pollfd, 8)
OFFSET(struct pollfd, fd, 0)
OFFSET(struct pollfd, events, 4)
OFFSET(struct pollfd, revents, 6)
VALUE(POLLIN, 0x1)
VALUE(POLLOUT, 0x4)
VALUE(POLLERR, 0x8)
VALUE(POLLHUP, 0x10)
VALUE(POLLNVAL, 0x20)

/* <signal.h> */
SIZE(sigset_t, 128)
SIZE(struct sigaction, 152)
OFFSET(struct sigaction, sa_handler, 0)
OFFSET(struct sigaction, sa_mask, 8)
OFFSET(struct sigaction, sa_flags, 136)
OFFSET(struct sigaction, sa_restorer, 144)
VALUE(SIGHUP, 1)
VALUE(SIGINT, 2)
VALUE(SIGQUIT, 3)
VALUE(SIGKILL, 9)
VALUE(SIGPIPE, 13)
VALUE(SIGTERM, 15)
VALUE(SIGSTOP, 19)
VALUE(SIGCHLD, 17)
VALUE(SIGCONT, 18)
VALUE(SIGTSTP, 20)
VALUE(SIGTTIN, 21)
VALUE(SIGTTOU, 22)
VALUE(SIGURG, 23)
VALUE(SIGWINCH, 28)
VALUE(SIG_DFL, 0)
VALUE(SIG_IGN, 1)

/* <spawn.h> */
SIZE(posix_spawnattr_t, 336)
SIZE(posix_spawn_file_actions_t, 80)
VALUE(POSIX_SPAWN_SETPGROUP, 0x2)
VALUE(POSIX_SPAWN_SETSIGDEF, 0x4)
VALUE(POSIX_SPAWN_SETSIGMASK, 0x8)

/* <sys/eventfd.h> */
VALUE(EFD_CLOEXEC, 0x80000)
VALUE(EFD_NONBLOCK, 0x800)

/* <sys/inotify.h> */
SIZE(struct inotify_event, 16)
OFFSET(struct inotify_event, wd, 0)
OFFSET(struct inotify_event, mask, 4)
OFFSET(struct inotify_event, cookie, 8)
OFFSET(struct inotify_event, len, 12)
VALUE(IN_CLOEXEC, 0x80000)
VALUE(IN_NONBLOCK, 0x800)
VALUE(IN_MODIFY, 0x2)
VALUE(IN_ATTRIB, 0x4)
VALUE(IN_CLOSE_WRITE, 0x8)
VALUE(IN_MOVED_FROM, 0x40)
VALUE(IN_MOVED_TO, 0x80)
VALUE(IN_CREATE, 0x100)
VALUE(IN_DELETE, 0x200)
VALUE(IN_DELETE_SELF, 0x400)
VALUE(IN_MOVE_SELF, 0x800)
VALUE(IN_UNMOUNT, 0x2000)
VALUE(IN_Q_OVERFLOW, 0x4000)
VALUE(IN_IGNORED, 0x8000)
VALUE(IN_ISDIR, 0x40000000)
VALUE(IN_ONLYDIR, 0x1000000)
VALUE(IN_DONT_FOLLOW, 0x2000000)
VALUE(IN_EXCL_UNLINK, 0x4000000)

/* <sched.h> */
SIZE(struct sched_param, 4)
OFFSET(struct sched_param, sched_priority, 0)
VALUE(SCHED_RR, 2)
VALUE(SCHED_RESET_ON_FORK, 0x40000000)

/* <sys/mman.h> */
VALUE(MADV_DONTNEED, 4)

/* <sys/socket.h>, <sys/un.h> */
SIZE(struct sockaddr_un, 110)
OFFSET(struct sockaddr_un, sun_family, 0)
OFFSET(struct sockaddr_un, sun_path, 2)
SIZE(struct ucred, 12)
OFFSET(struct ucred, pid, 0)
OFFSET(struct ucred, uid, 4)
OFFSET(struct ucred, gid, 8)
VALUE(AF_UNIX, 1)
VALUE(SOCK_STREAM, 1)
VALUE(SOCK_NONBLOCK, 0x800)
VALUE(SOCK_CLOEXEC, 0x80000)
VALUE(SOL_SOCKET, 1)
VALUE(SO_PEERCRED, 17)
VALUE(SO_SNDTIMEO, 21)
VALUE(MSG_NOSIGNAL, 0x4000)

/* <sys/stat.h>, <fcntl.h> */
SIZE(struct statx_timestamp, 16)
OFFSET(struct statx_timestamp, tv_sec, 0)
OFFSET(struct statx_timestamp, tv_nsec, 8)
SIZE(struct statx, 256)
OFFSET(struct statx, stx_mask, 0)
OFFSET(struct statx, stx_blksize, 4)
OFFSET(struct statx, stx_attributes, 8)
OFFSET(struct statx, stx_nlink, 16)
OFFSET(struct statx, stx_uid, 20)
OFFSET(struct statx, stx_gid, 24)
OFFSET(struct statx, stx_mode, 28)
OFFSET(struct statx, stx_ino, 32)
OFFSET(struct statx, stx_size, 40)
OFFSET(struct statx, stx_blocks, 48)
OFFSET(struct statx, stx_attributes_mask, 56)
OFFSET(struct statx, stx_atime, 64)
OFFSET(struct statx, stx_btime, 80)
OFFSET(struct statx, stx_ctime, 96)
OFFSET(struct statx, stx_mtime, 112)
OFFSET(struct statx, stx_rdev_major, 128)
OFFSET(struct statx, stx_rdev_minor, 132)
OFFSET(struct statx, stx_dev_major, 136)
OFFSET(struct statx, stx_dev_minor, 140)
VALUE(AT_SYMLINK_NOFOLLOW, 0x100)
VALUE(AT_EMPTY_PATH, 0x1000)
VALUE(STATX_BASIC_STATS, 0x7ff)
VALUE(S_IFMT, 0xf000)
VALUE(S_IFSOCK, 0xc000)
VALUE(S_IFLNK, 0xa000)
VALUE(S_IFREG, 0x8000)
VALUE(S_IFBLK, 0x6000)
VALUE(S_IFDIR, 0x4000)
VALUE(S_IFCHR, 0x2000)
VALUE(S_IFIFO, 0x1000)

/* <sys/wait.h>, <sys/syscall.h> */
VALUE(WNOHANG, 0x1)
VALUE(SYS_pidfd_open, 434)

/* <time.h>, <sys/time.h> */
SIZE(struct timespec, 16)
OFFSET(struct timespec, tv_sec, 0)
OFFSET(struct timespec, tv_nsec, 8)
SIZE(struct timeval, 16)
OFFSET(struct timeval, tv_sec, 0)
OFFSET(struct timeval, tv_usec, 8)
