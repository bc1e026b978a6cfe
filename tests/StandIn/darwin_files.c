// Files as Darwin numbers and lays them out: open's flags, fcntl's commands, struct stat of 64-bit inodes, struct statfs.
// On osx-x64 the plain names are the old 32-bit-inode ones and $INODE64 is what a program wants; here both answer alike and the
// plain ones leave a note.
#include "inside.h"
#include "standin.h"
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statfs.h>

static atomic_bool darwin_errno;

EXPORT void standin_set_darwin_errno(int32_t on) { atomic_store(&darwin_errno, on != 0); }

int darwin_error(int error) {
    static const struct { int host, darwin; } numbers[] = {
        { EAGAIN, 35 }, { EDEADLK, 11 }, { EINPROGRESS, 36 }, { EALREADY, 37 }, { ENOTSOCK, 38 }, { EMSGSIZE, 40 }, { ENOTSUP, 45 },
        { EADDRINUSE, 48 }, { EADDRNOTAVAIL, 49 }, { ECONNRESET, 54 }, { EISCONN, 56 }, { ENOTCONN, 57 }, { ETIMEDOUT, 60 },
        { ECONNREFUSED, 61 }, { ELOOP, 62 }, { ENAMETOOLONG, 63 }, { ENOTEMPTY, 66 }, { EDQUOT, 69 }, { ENOLCK, 77 }, { ENOSYS, 78 },
        { EOVERFLOW, 84 }, { ECANCELED, 89 },
    };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && atomic_load(&darwin_errno); i++)
        if (numbers[i].host == error) return numbers[i].darwin;
    return error;
}

static int answered(int result) {
    if (result < 0) errno = darwin_error(errno);
    return result;
}

// ---- open ----

static int host_flags(int flags, bool *nonsense) {
    static const struct { int darwin, host; } bits[] = {
        { 0x4, O_NONBLOCK },
        { 0x8, O_APPEND },
        { 0x10, 0 },
        { 0x20, 0 },
        { 0x80, O_SYNC },
        { 0x100, O_NOFOLLOW },
        { 0x200, O_CREAT },
        { 0x400, O_TRUNC },
        { 0x800, O_EXCL },
        { 0x8000, 0 },
        { 0x20000, O_NOCTTY },
        { 0x100000, O_DIRECTORY },
        { 0x200000, O_PATH | O_NOFOLLOW },
        { 0x400000, O_DSYNC },
        { 0x1000000, O_CLOEXEC },
        { 0x20000000, O_NOFOLLOW },
    };
    int host = flags & 3;
    flags &= ~3;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
        if ((flags & bits[i].darwin) == 0) continue;
        host |= bits[i].host;
        flags &= ~bits[i].darwin;
    }
    *nonsense = flags != 0;
    return host;
}

static int open_at(int directory, const char *path, int flags, int mode, const char *function) {
    bool nonsense;
    int host = host_flags(flags, &nonsense);
    if (nonsense) violation("%s: flags 0x%x are not Darwin's", function, (unsigned)flags);
    if (directory == -2) directory = AT_FDCWD;
    int fd = openat(directory, path, host, mode & 07777);
    if (fd < 0 && errno == EACCES && (flags & 0x8000) != 0) fd = openat(directory, path, host | O_PATH);
    if (fd >= 0 && (flags & 0x30) != 0 && flock(fd, ((flags & 0x20) != 0 ? LOCK_EX : LOCK_SH) | ((flags & 4) != 0 ? LOCK_NB : 0)) != 0) {
        int error = errno;
        close(fd);
        errno = error;
        fd = -1;
    }
    return answered(fd);
}

int darwin_open(const char *path, int flags, int mode) __asm__("open");
EXPORT int darwin_open(const char *path, int flags, int mode) {
    SCRIPTED_AS("open", int);
    return open_at(AT_FDCWD, path, flags, mode, "open");
}

int darwin_openat(int directory, const char *path, int flags, int mode) __asm__("openat");
EXPORT int darwin_openat(int directory, const char *path, int flags, int mode) {
    SCRIPTED_AS("openat", int);
    return open_at(directory, path, flags, mode, "openat");
}

// ---- fcntl ----

struct darwin_flock { int64_t start, length; int32_t pid; int16_t type, whence; };
_Static_assert(sizeof(struct darwin_flock) == 24, "Darwin's struct flock");

static int lock_file(int fd, int command, struct darwin_flock *lock) {
    static const short types[4] = { 0, F_RDLCK, F_UNLCK, F_WRLCK };
    if (lock == NULL || lock->type < 1 || lock->type > 3)
        return violation("fcntl: a struct flock of type %d", lock == NULL ? -1 : lock->type), errno = EINVAL, -1;
    struct flock host = { .l_type = types[lock->type], .l_whence = lock->whence, .l_start = lock->start, .l_len = lock->length };
    int result = fcntl(fd, command, &host);
    if (result == 0 && (command == F_GETLK || command == F_OFD_GETLK)) {
        lock->type = host.l_type == F_RDLCK ? 1 : host.l_type == F_WRLCK ? 3 : 2;
        lock->pid = host.l_pid;
        lock->start = host.l_start;
        lock->length = host.l_len;
    }
    return result;
}

static int path_of(int fd, char *to) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, to, 1023);
    if (length < 0) return errno = EBADF, -1;
    to[length] = 0;
    return 0;
}

static int64_t syncs;

int darwin_fcntl(int fd, int command, intptr_t argument) __asm__("fcntl");
EXPORT int darwin_fcntl(int fd, int command, intptr_t argument) {
    SCRIPTED_AS("fcntl", int);
    bool nonsense;
    int flags, host;
    switch (command) {
    case 0: case 1: case 2: return answered(fcntl(fd, command, (int)argument));
    case 3: // F_GETFL
        if ((flags = fcntl(fd, F_GETFL)) < 0) return answered(-1);
        return (flags & 3) | ((flags & O_NONBLOCK) != 0 ? 4 : 0) | ((flags & O_APPEND) != 0 ? 8 : 0) | ((flags & O_SYNC) != 0 ? 0x80 : 0);
    case 4: // F_SETFL
        host = host_flags((int)argument, &nonsense);
        if (nonsense) violation("fcntl: F_SETFL with 0x%lx, which is not Darwin's", (unsigned long)argument);
        return answered(fcntl(fd, F_SETFL, host));
    case 7: return answered(lock_file(fd, F_GETLK, (struct darwin_flock *)argument));
    case 8: return answered(lock_file(fd, F_SETLK, (struct darwin_flock *)argument));
    case 9: return answered(lock_file(fd, F_SETLKW, (struct darwin_flock *)argument));
    case 90: return answered(lock_file(fd, F_OFD_SETLK, (struct darwin_flock *)argument));
    case 91: return answered(lock_file(fd, F_OFD_SETLKW, (struct darwin_flock *)argument));
    case 92: return answered(lock_file(fd, F_OFD_GETLK, (struct darwin_flock *)argument));
    case 42:
    case 44:
    case 45:
    case 48:
    case 73: return fcntl(fd, F_GETFD) < 0 ? answered(-1) : 0; // hints: PREALLOCATE, RDADVISE, RDAHEAD, NOCACHE, SETNOSIGPIPE
    case 50: return answered(path_of(fd, (char *)argument)); // F_GETPATH
    case 51: case 85: // F_FULLFSYNC, F_BARRIERFSYNC
        lock();
        syncs++;
        unlock();
        return answered(fsync(fd));
    case 67: return answered(fcntl(fd, F_DUPFD_CLOEXEC, (int)argument));
    default:
        violation("fcntl: command %d is none the stand-in knows", command);
        return errno = EINVAL, -1;
    }
}

EXPORT int64_t standin_full_syncs(void) { return syncs; }

// ---- stat ----

struct darwin_time { int64_t seconds, nanoseconds; };
struct darwin_stat {
    int32_t device;
    uint16_t mode, links;
    uint64_t inode;
    uint32_t user, group;
    int32_t special;
    struct darwin_time accessed, modified, changed, born;
    int64_t size, blocks;
    int32_t block_size;
    uint32_t flags, generation;
    int32_t spare;
    int64_t spares[2];
};
_Static_assert(
    sizeof(struct darwin_stat) == 144 && offsetof(struct darwin_stat, size) == 96 && offsetof(struct darwin_stat, modified) == 48,
    "Darwin's struct stat");

static int stat_at(int directory, const char *path, int flags, struct darwin_stat *to) {
    struct statx about;
    if (statx(directory, path, flags, STATX_BASIC_STATS | STATX_BTIME, &about) != 0) return answered(-1);
    *to = (struct darwin_stat){
        .device = (int32_t)(about.stx_dev_major << 24 | about.stx_dev_minor),
        .mode = about.stx_mode,
        .links = (uint16_t)(about.stx_nlink > 65535 ? 65535 : about.stx_nlink),
        .inode = about.stx_ino,
        .user = about.stx_uid,
        .group = about.stx_gid,
        .special = (int32_t)(about.stx_rdev_major << 24 | about.stx_rdev_minor),
        .accessed = { about.stx_atime.tv_sec, about.stx_atime.tv_nsec },
        .modified = { about.stx_mtime.tv_sec, about.stx_mtime.tv_nsec },
        .changed = { about.stx_ctime.tv_sec, about.stx_ctime.tv_nsec },
        .born = { about.stx_btime.tv_sec, about.stx_btime.tv_nsec },
        .size = (int64_t)about.stx_size,
        .blocks = (int64_t)about.stx_blocks,
        .block_size = (int32_t)about.stx_blksize,
    };
    return 0;
}

static atomic_bool said_old;
static void old_name(const char *name) {
    if (!atomic_exchange(&said_old, true)) note("%s: on osx-x64 this name is the one of 32-bit inodes, %s$INODE64 is wanted", name, name);
}

#define BOTH(type, name, parameters, arguments) \
    type darwin_##name parameters __asm__(#name); \
    EXPORT type darwin_##name parameters { SCRIPTED_AS(#name, type); old_name(#name); return name##_either arguments; } \
    type darwin_##name##_64 parameters __asm__(#name "$INODE64"); \
    EXPORT type darwin_##name##_64 parameters { SCRIPTED_AS(#name, type); return name##_either arguments; }

static int stat_either(const char *path, struct darwin_stat *to) { return stat_at(AT_FDCWD, path, 0, to); }
static int lstat_either(const char *path, struct darwin_stat *to) { return stat_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW, to); }
static int fstat_either(int fd, struct darwin_stat *to) { return stat_at(fd, "", AT_EMPTY_PATH, to); }
static int fstatat_either(int directory, const char *path, struct darwin_stat *to, int flags) {
    if ((flags & ~0x20) != 0) violation("fstatat: flags 0x%x are not Darwin's", (unsigned)flags);
    return stat_at(directory == -2 ? AT_FDCWD : directory, path, (flags & 0x20) != 0 ? AT_SYMLINK_NOFOLLOW : 0, to);
}

BOTH(int, stat, (const char *path, struct darwin_stat *to), (path, to))
BOTH(int, lstat, (const char *path, struct darwin_stat *to), (path, to))
BOTH(int, fstat, (int fd, struct darwin_stat *to), (fd, to))
BOTH(int, fstatat, (int directory, const char *path, struct darwin_stat *to, int flags), (directory, path, to, flags))

struct darwin_statfs {
    uint32_t block_size;
    int32_t io_size;
    uint64_t blocks, free, available, files, free_files;
    int32_t id[2];
    uint32_t owner, type, flags, subtype;
    char type_name[16], mounted_on[1024], mounted_from[1024];
    uint32_t more_flags, reserved[7];
};
_Static_assert(sizeof(struct darwin_statfs) == 2168 && offsetof(struct darwin_statfs, type_name) == 72, "Darwin's struct statfs");

static char forced_type[16];
static int forced_remote = -1;

static int fill_statfs(const struct statfs *host, struct darwin_statfs *to) {
    bool remote = host->f_type == 0x6969 || host->f_type == (int)0xFF534D42 || host->f_type == 0x517B || host->f_type == (int)0xFE534D42;
    if (forced_remote >= 0) remote = forced_remote != 0;
    memset(to, 0, sizeof *to);
    to->block_size = (uint32_t)host->f_bsize;
    to->io_size = (int32_t)host->f_bsize;
    to->blocks = host->f_blocks, to->free = host->f_bfree, to->available = host->f_bavail, to->files = host->f_files,
    to->free_files = host->f_ffree;
    memcpy(to->id, &host->f_fsid, 8);
    to->flags = remote ? 0 : 0x1000; // MNT_LOCAL
    snprintf(to->type_name, sizeof to->type_name, "%s", forced_type[0] != 0 ? forced_type : remote ? "smbfs" : "apfs");
    snprintf(to->mounted_on, sizeof to->mounted_on, "/");
    snprintf(to->mounted_from, sizeof to->mounted_from, "/dev/disk3s1s1");
    return 0;
}

static int statfs_either(const char *path, struct darwin_statfs *to) {
    struct statfs host;
    return statfs(path, &host) == 0 ? fill_statfs(&host, to) : answered(-1);
}

static int fstatfs_either(int fd, struct darwin_statfs *to) {
    struct statfs host;
    return fstatfs(fd, &host) == 0 ? fill_statfs(&host, to) : answered(-1);
}

BOTH(int, statfs, (const char *path, struct darwin_statfs *to), (path, to))
BOTH(int, fstatfs, (int fd, struct darwin_statfs *to), (fd, to))

EXPORT void standin_set_filesystem(const char *type, int32_t remote) {
    snprintf(forced_type, sizeof forced_type, "%s", type == NULL ? "" : type);
    forced_remote = remote;
}

// ---- names that move ----

int darwin_unlinkat(int directory, const char *path, int flags) __asm__("unlinkat");
EXPORT int darwin_unlinkat(int directory, const char *path, int flags) {
    SCRIPTED_AS("unlinkat", int);
    return answered((int)syscall(SYS_unlinkat, directory == -2 ? AT_FDCWD : directory, path, (flags & 0x80) != 0 ? AT_REMOVEDIR : 0));
}

EXPORT int renameatx_np(int from_directory, const char *from, int to_directory, const char *to, uint32_t flags) {
    SCRIPTED(int);
    if ((flags & ~6u) != 0) violation("renameatx_np: flags 0x%x", flags);
    unsigned host = ((flags & 2) != 0 ? RENAME_EXCHANGE : 0u) | ((flags & 4) != 0 ? RENAME_NOREPLACE : 0u);
    return answered((int)syscall(
        SYS_renameat2, from_directory == -2 ? AT_FDCWD : from_directory, from, to_directory == -2 ? AT_FDCWD : to_directory, to, host));
}

EXPORT int renamex_np(const char *from, const char *to, uint32_t flags) { return renameatx_np(AT_FDCWD, from, AT_FDCWD, to, flags); }

void darwin_files_reset(void) {
    standin_set_darwin_errno(0);
    standin_set_filesystem(NULL, -1);
    atomic_store(&said_old, false);
    syncs = 0;
}
