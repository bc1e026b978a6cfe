// Processes as Darwin numbers them: posix_spawn with attributes behind pointers, signals, waitid, limits, users.
#include "inside.h"
#include "standin.h"
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <sys/wait.h>

int darwin_error(int error);

// ---- signals ----

static int host_signal(int number) {
    static const uint8_t host[32] = { 0, SIGHUP, SIGINT, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, 0, SIGFPE, SIGKILL, SIGBUS, SIGSEGV, SIGSYS,
        SIGPIPE, SIGALRM, SIGTERM, SIGURG, SIGSTOP, SIGTSTP, SIGCONT, SIGCHLD, SIGTTIN, SIGTTOU, SIGIO, SIGXCPU, SIGXFSZ, SIGVTALRM,
        SIGPROF, SIGWINCH, 0, SIGUSR1, SIGUSR2 };
    return number < 0 || number > 31 ? -1 : host[number];
}

int darwin_kill(int pid, int number) __asm__("kill");
EXPORT int darwin_kill(int pid, int number) {
    SCRIPTED_AS("kill", int);
    return number == 0 || host_signal(number) > 0 ? (int)syscall(SYS_kill, pid, host_signal(number)) : (errno = EINVAL, -1);
}

int darwin_killpg(int group, int number) __asm__("killpg");
EXPORT int darwin_killpg(int group, int number) {
    SCRIPTED_AS("killpg", int);
    if (group < 0) return errno = EINVAL, -1;
    return number == 0 || host_signal(number) > 0 ? (int)syscall(SYS_kill, -group, host_signal(number)) : (errno = EINVAL, -1);
}

struct darwin_siginfo {
    int32_t signal, error, code, pid;
    uint32_t user;
    int32_t status;
    void *address;
    int64_t value, band;
    uint64_t pad[7];
};
_Static_assert(sizeof(struct darwin_siginfo) == 104, "Darwin's siginfo_t");

int darwin_waitid(int kind, uint32_t id, struct darwin_siginfo *to, int options) __asm__("waitid");
EXPORT int darwin_waitid(int kind, uint32_t id, struct darwin_siginfo *to, int options) {
    SCRIPTED_AS("waitid", int);
    static const struct {
        int darwin, host;
    } bits[] = { { 1, WNOHANG }, { 4, WEXITED }, { 8, WSTOPPED }, { 0x10, WCONTINUED }, { 0x20, WNOWAIT } };
    int host = 0;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) host |= (options & bits[i].darwin) != 0 ? bits[i].host : 0;
    siginfo_t info = { 0 };
    if (syscall(SYS_waitid, kind, id, &info, host, NULL) != 0) return -1;
    if (to == NULL) return 0;
    memset(to, 0, sizeof *to);
    if (info.si_pid == 0) return 0;
    *to = (struct darwin_siginfo){ .signal = 20, .code = info.si_code, .pid = info.si_pid, .user = info.si_uid, .status = info.si_status };
    return 0;
}

// ---- posix_spawn ----

enum { SET_GROUP = 2, SET_DEFAULT = 4, SET_MASK = 8, SET_EXEC = 0x40, SUSPENDED = 0x80, SET_SID = 0x400, CLOEXEC_DEFAULT = 0x4000 };
struct action { int kind, fd, other, flags, mode; char *path; struct action *next; };
enum { A_DUP, A_OPEN, A_CLOSE, A_INHERIT, A_CHDIR };
struct actions { uint32_t magic; struct action *first; };
struct attributes { uint32_t magic; int16_t flags; int32_t group; uint32_t defaults, mask; };
#define ACTIONS 0xAC710115u
#define ATTRIBUTES 0xA7751B07u

#define SPAWN(name, parameters) int darwin_##name parameters __asm__(#name); EXPORT int darwin_##name parameters

SPAWN(posix_spawn_file_actions_init, (struct actions **to)) {
    *to = calloc(1, sizeof **to);
    (*to)->magic = ACTIONS;
    return 0;
}

static struct actions *actions_check(struct actions **at, const char *function) {
    if (at != NULL && *at != NULL && (*at)->magic == ACTIONS) return *at;
    violation("%s: file actions that were not begun (they are a pointer on Darwin)", function);
    return NULL;
}

SPAWN(posix_spawn_file_actions_destroy, (struct actions **at)) {
    struct actions *actions = actions_check(at, "posix_spawn_file_actions_destroy");
    if (actions == NULL) return EINVAL;
    while (actions->first != NULL) {
        struct action *gone = actions->first;
        actions->first = gone->next;
        free(gone->path);
        free(gone);
    }
    free(actions);
    *at = NULL;
    return 0;
}

static int add(struct actions **at, struct action what, const char *function) {
    struct actions *actions = actions_check(at, function);
    if (actions == NULL) return EINVAL;
    struct action *action = malloc(sizeof *action), **end = &actions->first;
    *action = what;
    while (*end != NULL) end = &(*end)->next;
    *end = action;
    return 0;
}

SPAWN(posix_spawn_file_actions_adddup2, (struct actions * *at, int fd, int to)) {
    return add(at, (struct action){ .kind = A_DUP, .fd = fd, .other = to }, "posix_spawn_file_actions_adddup2");
}
SPAWN(posix_spawn_file_actions_addclose, (struct actions * *at, int fd)) {
    return add(at, (struct action){ .kind = A_CLOSE, .fd = fd }, "posix_spawn_file_actions_addclose");
}
SPAWN(posix_spawn_file_actions_addinherit_np, (struct actions * *at, int fd)) {
    return add(at, (struct action){ .kind = A_INHERIT, .fd = fd }, "posix_spawn_file_actions_addinherit_np");
}
SPAWN(posix_spawn_file_actions_addchdir_np, (struct actions * *at, const char *path)) {
    return add(at, (struct action){ .kind = A_CHDIR, .path = strdup(path) }, "posix_spawn_file_actions_addchdir_np");
}
SPAWN(posix_spawn_file_actions_addchdir, (struct actions * *at, const char *path)) {
    return add(at, (struct action){ .kind = A_CHDIR, .path = strdup(path) }, "posix_spawn_file_actions_addchdir");
}

SPAWN(posix_spawn_file_actions_addopen, (struct actions **at, int fd, const char *path, int flags, uint16_t mode)) {
    return add(at, (struct action){ .kind = A_OPEN, .fd = fd, .path = strdup(path), .flags = flags, .mode = mode },
        "posix_spawn_file_actions_addopen");
}

SPAWN(posix_spawnattr_init, (struct attributes **to)) {
    *to = calloc(1, sizeof **to);
    (*to)->magic = ATTRIBUTES;
    return 0;
}

static struct attributes *attributes_check(struct attributes **at, const char *function) {
    if (at != NULL && *at != NULL && (*at)->magic == ATTRIBUTES) return *at;
    violation("%s: attributes that were not begun (they are a pointer on Darwin)", function);
    return NULL;
}

SPAWN(posix_spawnattr_destroy, (struct attributes **at)) {
    struct attributes *attributes = attributes_check(at, "posix_spawnattr_destroy");
    if (attributes == NULL) return EINVAL;
    free(attributes);
    *at = NULL;
    return 0;
}

SPAWN(posix_spawnattr_setflags, (struct attributes **at, int16_t flags)) {
    struct attributes *attributes = attributes_check(at, "posix_spawnattr_setflags");
    if (attributes == NULL) return EINVAL;
    if ((flags & ~(1 | SET_GROUP | SET_DEFAULT | SET_MASK | SET_EXEC | SUSPENDED | SET_SID | CLOEXEC_DEFAULT)) != 0)
        violation("posix_spawnattr_setflags: 0x%x is not Darwin's", (unsigned)flags);
    attributes->flags = flags;
    return 0;
}

SPAWN(posix_spawnattr_setpgroup, (struct attributes **at, int group)) {
    struct attributes *attributes = attributes_check(at, "posix_spawnattr_setpgroup");
    return attributes == NULL ? EINVAL : (attributes->group = group, 0);
}

SPAWN(posix_spawnattr_setsigdefault, (struct attributes **at, const uint32_t *set)) {
    struct attributes *attributes = attributes_check(at, "posix_spawnattr_setsigdefault");
    return attributes == NULL ? EINVAL : (attributes->defaults = *set, 0);
}

SPAWN(posix_spawnattr_setsigmask, (struct attributes **at, const uint32_t *set)) {
    struct attributes *attributes = attributes_check(at, "posix_spawnattr_setsigmask");
    return attributes == NULL ? EINVAL : (attributes->mask = *set, 0);
}

static int32_t disclaimed;
EXPORT int responsibility_spawnattrs_setdisclaim(struct attributes **at, int on) {
    disclaimed += on != 0;
    return attributes_check(at, "responsibility_spawnattrs_setdisclaim") == NULL ? EINVAL : 0;
}

static void keep_open(int fd) {
    int flags = fcntl(fd, F_GETFD);
    if (flags >= 0) fcntl(fd, F_SETFD, flags & ~FD_CLOEXEC);
}

int darwin_open(const char *path, int flags, int mode) __asm__("open");

// In the child: nothing that takes a lock.
static int act(const struct action *a) {
    int fd;
    switch (a->kind) {
    case A_DUP:
        if (a->fd == a->other) return keep_open(a->fd), 0;
        return dup2(a->fd, a->other) < 0 ? errno : 0;
    case A_CLOSE: return close(a->fd) != 0 ? errno : 0;
    case A_INHERIT: return keep_open(a->fd), 0;
    case A_CHDIR: return chdir(a->path) != 0 ? errno : 0;
    default:
        fd = openat(AT_FDCWD, a->path,
            (a->flags & 3) | ((a->flags & 0x200) != 0 ? O_CREAT : 0) | ((a->flags & 0x400) != 0 ? O_TRUNC : 0) |
                ((a->flags & 8) != 0 ? O_APPEND : 0),
            a->mode);
        if (fd < 0) return errno;
        if (fd != a->fd && (dup2(fd, a->fd) < 0 || close(fd) != 0)) return errno;
        return 0;
    }
}

static void set_from(uint32_t bits, sigset_t *to) {
    sigemptyset(to);
    for (int i = 1; i < 32; i++)
        if ((bits >> (i - 1) & 1) != 0 && host_signal(i) > 0) sigaddset(to, host_signal(i));
}

static int child(const char *path, const struct actions *actions, const struct attributes *attributes, char *const *arguments,
    char *const *environment, bool search) {
    int16_t flags = attributes == NULL ? 0 : attributes->flags;
    if ((flags & SET_SID) != 0 && setsid() < 0) return errno;
    if ((flags & SET_GROUP) != 0 && setpgid(0, attributes->group) != 0) return errno;
    if ((flags & CLOEXEC_DEFAULT) != 0) syscall(SYS_close_range, 0, ~0u, 4 /* CLOSE_RANGE_CLOEXEC */);
    for (const struct action *a = actions == NULL ? NULL : actions->first; a != NULL; a = a->next) {
        int error = act(a);
        if (error != 0) return error;
    }
    sigset_t set;
    if ((flags & SET_DEFAULT) != 0) {
        set_from(attributes->defaults, &set);
        for (int i = 1; i < 32; i++)
            if (sigismember(&set, i) == 1) signal(i, SIG_DFL);
    }
    sigemptyset(&set);
    if ((flags & SET_MASK) != 0) set_from(attributes->mask, &set);
    if ((flags & SET_MASK) != 0) sigprocmask(SIG_SETMASK, &set, NULL);
    if ((flags & SUSPENDED) != 0) raise(SIGSTOP);
    if (search) execvpe(path, arguments, environment);
    else execve(path, arguments, environment);
    return errno;
}

static int spawn(int *pid, const char *path, struct actions **at, struct attributes **with, char *const *arguments,
    char *const *environment, bool search) {
    const struct actions *actions = at == NULL ? NULL : actions_check(at, "posix_spawn");
    const struct attributes *attributes = with == NULL ? NULL : attributes_check(with, "posix_spawn");
    if ((at != NULL && actions == NULL) || (with != NULL && attributes == NULL)) return EINVAL;
    int told[2], error = 0;
    if (pipe2(told, O_CLOEXEC) != 0) return darwin_error(errno);
    pid_t made = fork();
    if (made == 0) {
        // Out of the way of every descriptor that the actions name.
        int report = fcntl(told[1], F_DUPFD_CLOEXEC, 500);
        error = child(path, actions, attributes, arguments, environment, search);
        if (write(report, &error, sizeof error) < 0) _exit(126);
        _exit(127);
    }
    int failed = made < 0 ? errno : 0;
    close(told[1]);
    if (failed == 0 && read(told[0], &error, sizeof error) == sizeof error) {
        failed = error;
        waitpid(made, NULL, 0);
    }
    close(told[0]);
    if (failed == 0 && pid != NULL) *pid = made;
    return darwin_error(failed);
}

SPAWN(posix_spawn,
    (int *pid, const char *path, struct actions **at, struct attributes **with, char *const *arguments, char *const *environment)) {
    SCRIPTED_AS("posix_spawn", int);
    return spawn(pid, path, at, with, arguments, environment, false);
}

SPAWN(posix_spawnp,
    (int *pid, const char *path, struct actions **at, struct attributes **with, char *const *arguments, char *const *environment)) {
    SCRIPTED_AS("posix_spawnp", int);
    return spawn(pid, path, at, with, arguments, environment, true);
}

EXPORT int32_t standin_disclaimed(void) { return disclaimed; }

// ---- limits, names, users ----

static const int host_limits[9] = { RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_AS, RLIMIT_MEMLOCK,
    RLIMIT_NPROC, RLIMIT_NOFILE };
#define DARWIN_INFINITY 0x7FFFFFFFFFFFFFFFu

int darwin_getrlimit(int what, uint64_t *to) __asm__("getrlimit");
EXPORT int darwin_getrlimit(int what, uint64_t *to) {
    SCRIPTED_AS("getrlimit", int);
    if (what < 0 || what > 8) return errno = EINVAL, -1;
    struct rlimit host;
    if (syscall(SYS_prlimit64, 0, host_limits[what], NULL, &host) != 0) return -1;
    to[0] = host.rlim_cur == RLIM_INFINITY ? DARWIN_INFINITY : host.rlim_cur;
    to[1] = host.rlim_max == RLIM_INFINITY ? DARWIN_INFINITY : host.rlim_max;
    return 0;
}

int darwin_setrlimit(int what, const uint64_t *from) __asm__("setrlimit");
EXPORT int darwin_setrlimit(int what, const uint64_t *from) {
    SCRIPTED_AS("setrlimit", int);
    if (what < 0 || what > 8) return errno = EINVAL, -1;
    struct rlimit host = { from[0] >= DARWIN_INFINITY ? RLIM_INFINITY : from[0], from[1] >= DARWIN_INFINITY ? RLIM_INFINITY : from[1] };
    return (int)syscall(SYS_prlimit64, 0, host_limits[what], &host, NULL);
}

int darwin_uname(char (*to)[256]) __asm__("uname");
EXPORT int darwin_uname(char (*to)[256]) {
    SCRIPTED_AS("uname", int);
    static const char *const fields[5] = { "Darwin", "player.local", "24.6.0", "Darwin Kernel Version 24.6.0 (stand-in)", "arm64" };
    for (int i = 0; i < 5; i++) snprintf(to[i], 256, "%s", fields[i]);
    return 0;
}

struct darwin_passwd { char *name, *password; uint32_t user, group; int64_t change; char *class, *full, *home, *shell; int64_t expire; };
_Static_assert(offsetof(struct darwin_passwd, home) == 48, "Darwin's struct passwd");

int darwin_getpwuid_r(uint32_t user, struct darwin_passwd *to, char *buffer, size_t size, struct darwin_passwd **result) __asm__(
    "getpwuid_r");
EXPORT int darwin_getpwuid_r(uint32_t user, struct darwin_passwd *to, char *buffer, size_t size, struct darwin_passwd **result) {
    SCRIPTED_AS("getpwuid_r", int);
    *result = NULL;
    static char path[] = "/etc/passwd";
    FILE *file = fopen(path, "r");
    if (file == NULL) return errno;
    struct passwd host, *found = NULL;
    int error = 0;
    while ((error = fgetpwent_r(file, &host, buffer, size, &found)) == 0 && found->pw_uid != user) found = NULL;
    fclose(file);
    if (found == NULL) return error == ENOENT ? 0 : darwin_error(error);
    *to = (struct darwin_passwd){ found->pw_name, found->pw_passwd, found->pw_uid, found->pw_gid, 0, (char *)(uintptr_t) "",
        found->pw_gecos, found->pw_dir, found->pw_shell, 0 };
    *result = to;
    return 0;
}

static size_t copy_path(const char *text, char *to, size_t size) {
    size_t length = strlen(text) + 1;
    if (to != NULL && size > 0) snprintf(to, size, "%s", text);
    return length;
}

size_t darwin_confstr(int name, char *to, size_t size) __asm__("confstr");
EXPORT size_t darwin_confstr(int name, char *to, size_t size) {
    SCRIPTED_AS("confstr", size_t);
    const char *temporary = getenv("TMPDIR");
    if (name >= 65536 && name <= 65538)
        return copy_path(temporary != NULL ? temporary : "/tmp/", to, size); // USER_DIR, USER_TEMP_DIR, USER_CACHE_DIR
    return errno = EINVAL, 0;
}

long darwin_sysconf(int name) __asm__("sysconf");
EXPORT long darwin_sysconf(int name) {
    SCRIPTED_AS("sysconf", long);
    switch (name) {
    case 5: return getdtablesize();                                  // OPEN_MAX
    case 29: return 16384;                                           // PAGESIZE, as on Apple silicon
    case 57: case 58: {                                              // NPROCESSORS_CONF, _ONLN
        cpu_set_t set;
        return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    }
    default: return violation("sysconf: %d is none the stand-in knows", name), errno = EINVAL, -1;
    }
}

// PROC_PIDTBSDINFO 3: parent, user, name, start.
struct bsd_info {
    uint32_t flags, status, exit, pid, parent, user, group, real_user, real_group, saved_user, saved_group, reserved;
    char comm[16], name[32];
    uint32_t files, process_group, job, device, terminal; int32_t nice; uint64_t start_seconds, start_micros;
};
_Static_assert(sizeof(struct bsd_info) == 136, "struct proc_bsdinfo");

EXPORT int proc_pidinfo(int pid, int flavor, uint64_t argument, void *to, int size) {
    SCRIPTED(int);
    (void)argument;
    if (flavor != 3) return violation("proc_pidinfo: flavor %d is none the stand-in knows", flavor), errno = EINVAL, 0;
    if (size < (int)sizeof(struct bsd_info)) return errno = ENOMEM, 0;
    char path[40], line[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) return errno = ESRCH, 0;
    size_t length = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[length] = 0;
    char *begin = strchr(line, '('), *end = strrchr(line, ')');
    if (begin == NULL || end == NULL) return errno = ESRCH, 0;
    *end = 0;
    char state;
    int parent, group;
    unsigned long long start = 0;
    if (sscanf(end + 2, "%c %d %d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &state, &parent, &group, &start) !=
        4)
        return errno = ESRCH, 0;
    struct timespec now, up;
    host_clock_gettime(CLOCK_REALTIME, &now);
    host_clock_gettime(CLOCK_BOOTTIME, &up);
    uint64_t booted = (uint64_t)(now.tv_sec - up.tv_sec) * 1000000u + (uint64_t)(now.tv_nsec / 1000) - (uint64_t)(up.tv_nsec / 1000),
             began = booted + start * 10000u;
    struct bsd_info info = { .status = state == 'Z' ? 5 : 2,
        .pid = (uint32_t)pid,
        .parent = (uint32_t)parent,
        .user = getuid(),
        .group = getgid(),
        .real_user = getuid(),
        .real_group = getgid(),
        .process_group = (uint32_t)group,
        .start_seconds = began / 1000000u,
        .start_micros = began % 1000000u };
    snprintf(info.comm, sizeof info.comm, "%s", begin + 1);
    snprintf(info.name, sizeof info.name, "%s", begin + 1);
    memcpy(to, &info, sizeof info);
    return (int)sizeof info;
}

// ---- local sockets: an address begins with its length ----

static int with_address(long call, int fd, const uint8_t *address, uint32_t length) {
    uint8_t host[128] = { 0 };
    if (length < 3 || length > 108 || address[1] != 1 || address[0] < 2) return (int)syscall(call, fd, address, length);
    host[0] = 1;
    memcpy(host + 2, address + 2, length - 2);
    return (int)syscall(call, fd, host, length < 108 ? length + 1 : length);
}

int darwin_bind(int fd, const void *address, uint32_t length) __asm__("bind");
EXPORT int darwin_bind(int fd, const void *address, uint32_t length) {
    SCRIPTED_AS("bind", int);
    return with_address(SYS_bind, fd, address, length);
}

int darwin_connect(int fd, const void *address, uint32_t length) __asm__("connect");
EXPORT int darwin_connect(int fd, const void *address, uint32_t length) {
    SCRIPTED_AS("connect", int);
    return with_address(SYS_connect, fd, address, length);
}

void darwin_processes_reset(void) { disclaimed = 0; }
