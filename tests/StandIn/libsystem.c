// libSystem's clock, main queue and small questions. Names that Linux's libc has too reach libc through the dynamic linker.
#include "inside.h"
#include "standin.h"
#include "host.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// numer in the upper half, denom in the lower one: read together.
static atomic_uint_fast64_t timebase = (125ull << 32) | 3;
static atomic_int_fast64_t offset_ns, slept_ns;

static uint64_t clock_ns(clockid_t clock) {
    struct timespec now;
    host_clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t to_ticks(uint64_t ns) {
    uint64_t base = atomic_load(&timebase);
    return (uint64_t)((unsigned __int128)ns * (uint32_t)base / (base >> 32));
}

uint64_t mach_to_ns(uint64_t ticks) {
    uint64_t base = atomic_load(&timebase);
    return (uint64_t)((unsigned __int128)ticks * (base >> 32) / (uint32_t)base);
}

EXPORT uint64_t mach_absolute_time(void) { return to_ticks(clock_ns(CLOCK_MONOTONIC) + (uint64_t)atomic_load(&offset_ns)); }

// Goes on through sleep, and the control side can let the machine sleep.
EXPORT uint64_t mach_continuous_time(void) {
    return to_ticks(clock_ns(CLOCK_BOOTTIME) + (uint64_t)atomic_load(&offset_ns) + (uint64_t)atomic_load(&slept_ns));
}

EXPORT uint64_t mach_approximate_time(void) { return mach_absolute_time(); }

EXPORT int32_t mach_timebase_info(uint32_t *info) {
    SCRIPTED(int32_t);
    uint64_t base = atomic_load(&timebase);
    info[0] = (uint32_t)(base >> 32);
    info[1] = (uint32_t)base;
    return 0;
}

static uint64_t ticks_to_deadline(uint64_t ticks) {
    uint64_t now = mach_absolute_time();
    return monotonic_ns() + (ticks > now ? mach_to_ns(ticks - now) : 0);
}

EXPORT int32_t mach_wait_until(uint64_t deadline) {
    SCRIPTED(int32_t);
    uint64_t until = ticks_to_deadline(deadline);
    struct timespec when = { (time_t)(until / 1000000000u), (long)(until % 1000000000u) };
    return clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, NULL) == EINTR ? 14 : 0;
}

// Darwin's clock numbers: REALTIME 0, MONOTONIC 6, MONOTONIC_RAW 4, UPTIME_RAW 8, PROCESS_CPUTIME 12, THREAD_CPUTIME 16.
static clockid_t host_clock(int clock) {
    switch (clock) {
    case 0: return CLOCK_REALTIME;
    case 4: case 5: case 6: return CLOCK_BOOTTIME;
    case 8: case 9: return CLOCK_MONOTONIC;
    case 12: return CLOCK_PROCESS_CPUTIME_ID;
    case 16: return CLOCK_THREAD_CPUTIME_ID;
    default: return -1;
    }
}

EXPORT uint64_t clock_gettime_nsec_np(int clock) {
    clockid_t host = host_clock(clock);
    if (host == -1) return 0;
    uint64_t extra = host == CLOCK_MONOTONIC || host == CLOCK_BOOTTIME ? (uint64_t)atomic_load(&offset_ns) : 0;
    return clock_ns(host) + extra + (host == CLOCK_BOOTTIME ? (uint64_t)atomic_load(&slept_ns) : 0);
}

int darwin_clock_gettime(int clock, struct timespec *to) __asm__("clock_gettime");
EXPORT int darwin_clock_gettime(int clock, struct timespec *to) {
    if (host_clock(clock) == -1) return errno = EINVAL, -1;
    uint64_t ns = clock_gettime_nsec_np(clock);
    *to = (struct timespec){ (time_t)(ns / 1000000000u), (long)(ns % 1000000000u) };
    return 0;
}

EXPORT void standin_set_timebase(uint32_t numer, uint32_t denom) { atomic_store(&timebase, (uint64_t)numer << 32 | denom); }
EXPORT void standin_set_time_offset(int64_t ns) { atomic_store(&offset_ns, ns); }
EXPORT void standin_sleep_machine(int64_t ns) { atomic_fetch_add(&slept_ns, ns); }
EXPORT uint64_t standin_ticks(uint64_t ns) { return to_ticks(ns); }

// ---- threads ----

EXPORT int pthread_main_np(void) { return on_main_thread(); }

EXPORT int pthread_threadid_np(void *thread, uint64_t *id) {
    (void)thread;
    *id = (uint64_t)syscall(SYS_gettid);
    return 0;
}

// On Darwin a thread names only itself.
int darwin_pthread_setname_np(const char *name) __asm__("pthread_setname_np");
EXPORT int darwin_pthread_setname_np(const char *name) {
    return prctl(PR_SET_NAME, name) == 0 ? 0 : EINVAL;
}

static struct { uint64_t thread; uint32_t class; int32_t relative; } qualities[64];
static int quality_count;

EXPORT int pthread_set_qos_class_self_np(uint32_t class, int relative) {
    SCRIPTED(int);
    if (class != 0x21 && class != 0x19 && class != 0x15 && class != 0x11 && class != 0x09 && class != 0) {
        violation("pthread_set_qos_class_self_np: class 0x%x", class);
        return EINVAL;
    }
    if (relative > 0 || relative < -15) return violation("pthread_set_qos_class_self_np: relative priority %d", relative), EINVAL;
    lock();
    if (quality_count < 64) {
        qualities[quality_count].thread = thread_serial();
        qualities[quality_count].class = class;
        qualities[quality_count++].relative = relative;
    }
    unlock();
    return 0;
}

EXPORT int32_t standin_qos_count(void) { return quality_count; }

EXPORT uint32_t standin_qos(int32_t index, uint64_t *thread) {
    if (index < 0 || index >= quality_count) return 0;
    if (thread != NULL) *thread = qualities[index].thread;
    return qualities[index].class;
}

EXPORT uint32_t mach_thread_self(void) { return (uint32_t)syscall(SYS_gettid); }
EXPORT uint32_t pthread_mach_thread_np(void *thread) { (void)thread; return (uint32_t)syscall(SYS_gettid); }
EXPORT uint32_t mach_task_self_ = 0x103;

EXPORT int32_t mach_port_deallocate(uint32_t task, uint32_t port) {
    (void)task, (void)port;
    return 0;
}

// THREAD_TIME_CONSTRAINT_POLICY 2 (4 words), THREAD_PRECEDENCE_POLICY 3 (1 word), THREAD_EXTENDED_POLICY 1 (1 word).
EXPORT int32_t thread_policy_set(uint32_t thread, uint32_t flavor, const uint32_t *policy, uint32_t count) {
    SCRIPTED(int32_t);
    (void)thread;
    if (policy == NULL || (flavor == 2 ? count != 4 : count != 1))
        return violation("thread_policy_set: flavor %u with %u words", flavor, count), 4;
    return 0;
}

// ---- the main queue ----

EXPORT char _dispatch_main_q[64];

struct dispatched { void *context; void (*run)(void *); };

static void run_dispatched(void *argument) {
    struct dispatched d = *(struct dispatched *)argument;
    free(argument);
    d.run(d.context);
}

static void dispatch(uint64_t due, void *queue, void *context, void (*run)(void *), const char *function) {
    if (queue != _dispatch_main_q) return violation("%s: the queue %p is not &_dispatch_main_q", function, queue);
    if (run == NULL) return violation("%s: nothing to run", function);
    struct dispatched *d = malloc(sizeof *d);
    *d = (struct dispatched){ context, run };
    runloop_post_at(runloop_main(), due, run_dispatched, d);
}

EXPORT void dispatch_async_f(void *queue, void *context, void (*run)(void *)) {
    COUNTED();
    dispatch(0, queue, context, run, "dispatch_async_f");
}

EXPORT uint64_t dispatch_time(uint64_t when, int64_t delta_ns) {
    if (when == UINT64_MAX) return when;
    uint64_t base = when == 0 ? mach_absolute_time() : when;
    return delta_ns >= 0 ? base + to_ticks((uint64_t)delta_ns) : base - to_ticks((uint64_t)-delta_ns);
}

EXPORT void dispatch_after_f(uint64_t when, void *queue, void *context, void (*run)(void *)) {
    COUNTED();
    dispatch(when == 0 ? 0 : when == UINT64_MAX ? UINT64_MAX : ticks_to_deadline(when), queue, context, run, "dispatch_after_f");
}

// ---- processes and peers ----

EXPORT int proc_pidpath(int pid, void *to, uint32_t size) {
    SCRIPTED(int);
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/exe", pid);
    if (size > 4096) return errno = EOVERFLOW, 0; // PROC_PIDPATHINFO_MAXSIZE
    ssize_t length = size == 0 ? 0 : readlink(link, to, size - 1);
    if (length <= 0) return 0;
    ((char *)to)[length] = 0;
    return (int)length;
}

EXPORT int proc_name(int pid, void *to, uint32_t size) {
    SCRIPTED(int);
    char path[64], name[64];
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) return errno = ESRCH, 0;
    size_t length = fread(name, 1, sizeof name - 1, file);
    fclose(file);
    while (length > 0 && name[length - 1] == '\n') length--;
    if (length >= size) length = size == 0 ? 0 : size - 1;
    memcpy(to, name, length);
    if (size > 0) ((char *)to)[length] = 0;
    return (int)length;
}

EXPORT int getpeereid(int fd, uint32_t *user, uint32_t *group) {
    SCRIPTED(int);
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (syscall(SYS_getsockopt, fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return -1;
    *user = peer.uid;
    *group = peer.gid;
    return 0;
}

// Darwin's levels and options where they are other numbers: SOL_LOCAL 0 with LOCAL_PEERCRED 1 and LOCAL_PEERPID 2, SOL_SOCKET 0xFFFF.
static int host_option(int option) {
    static const struct { int darwin, host; } options[] = {
        { 0x0004, SO_REUSEADDR }, { 0x0008, SO_KEEPALIVE }, { 0x1001, SO_SNDBUF }, { 0x1002, SO_RCVBUF }, { 0x1005, SO_SNDTIMEO },
        { 0x1006, SO_RCVTIMEO }, { 0x1007, SO_ERROR }, { 0x1008, SO_TYPE },
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (options[i].darwin == option) return options[i].host;
    return -1;
}

int darwin_getsockopt(int fd, int level, int option, void *to, uint32_t *size) __asm__("getsockopt");
EXPORT int darwin_getsockopt(int fd, int level, int option, void *to, uint32_t *size) {
    SCRIPTED_AS("getsockopt", int);
    struct ucred peer;
    socklen_t room = sizeof peer;
    if (level == 0 && (option == 1 || option == 2)) {
        if (syscall(SYS_getsockopt, fd, SOL_SOCKET, SO_PEERCRED, &peer, &room) != 0) return -1;
        if (option == 2) {
            if (*size < 4) return errno = EINVAL, -1;
            memcpy(to, &peer.pid, 4);
            *size = 4;
            return 0;
        }
        uint32_t credentials[19] = { 0, peer.uid, 1, peer.gid }; // struct xucred: version, uid, ngroups (short), groups[16]
        uint32_t take = *size < sizeof credentials ? *size : (uint32_t)sizeof credentials;
        memcpy(to, credentials, take);
        *size = take;
        return 0;
    }
    if (level == 0xFFFF) {
        if (option == 0x1022) return memset(to, 0, *size), 0; // SO_NOSIGPIPE
        level = SOL_SOCKET;
        if ((option = host_option(option)) < 0) return errno = ENOPROTOOPT, -1;
    }
    return (int)syscall(SYS_getsockopt, fd, level, option, to, size);
}

int darwin_setsockopt(int fd, int level, int option, const void *from, uint32_t size) __asm__("setsockopt");
EXPORT int darwin_setsockopt(int fd, int level, int option, const void *from, uint32_t size) {
    SCRIPTED_AS("setsockopt", int);
    if (level == 0xFFFF) {
        if (option == 0x1022) return 0;
        level = SOL_SOCKET;
        if ((option = host_option(option)) < 0) return errno = ENOPROTOOPT, -1;
    }
    return (int)syscall(SYS_setsockopt, fd, level, option, from, size);
}

EXPORT int *__error(void) { return &errno; }

EXPORT int _NSGetExecutablePath(char *to, uint32_t *size) {
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0) return -1;
    path[length] = 0;
    if ((uint32_t)length + 1 > *size) return *size = (uint32_t)length + 1, -1;
    memcpy(to, path, (size_t)length + 1);
    return 0;
}

static char translated[8] = "";

EXPORT int sysctlbyname(const char *name, void *to, size_t *size, const void *from, size_t from_size) {
    SCRIPTED(int);
    (void)from_size;
    if (from != NULL) return errno = EPERM, -1;
    static const struct { const char *name, *text; } texts[] = {
        { "kern.osproductversion", "15.6" }, { "kern.osversion", "24G84" }, { "kern.osrelease", "24.6.0" }, { "hw.model", "Mac16,1" },
        { "kern.ostype", "Darwin" }, { "hw.machine", "arm64" }, { "machdep.cpu.brand_string", "Apple M4" },
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(texts[i].name, name) != 0) continue;
        size_t needed = strlen(texts[i].text) + 1;
        if (to == NULL) return *size = needed, 0;
        if (*size < needed) return errno = ENOMEM, -1;
        memcpy(to, texts[i].text, needed);
        return *size = needed, 0;
    }
    int32_t number = strcmp(name, "sysctl.proc_translated") == 0 ? translated[0] : strcmp(name, "hw.ncpu") == 0 ? 2 : -1;
    if (number < 0) return errno = ENOENT, -1;
    if (to != NULL) {
        if (*size < 4) return errno = ENOMEM, -1;
        memcpy(to, &number, 4);
    }
    return *size = 4, 0;
}

EXPORT void standin_set_translated(int32_t on) { translated[0] = on != 0; }

void libsystem_begin(void) {}

void libsystem_reset(void) {
    atomic_store(&timebase, (125ull << 32) | 3);
    atomic_store(&offset_ns, 0);
    atomic_store(&slept_ns, 0);
    quality_count = 0;
    translated[0] = 0;
}
