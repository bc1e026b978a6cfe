// kqueue over epoll, so that the descriptor can be polled like a real one: one knote per (ident, filter), each with a descriptor
// of its own inside the epoll set (timerfd, eventfd, pidfd), one inotify for all of a queue's vnodes.
#include "inside.h"
#include "standin.h"
#include "host.h"

#include <errno.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

struct event { uint64_t ident; int16_t filter; uint16_t flags; uint32_t fflags; int64_t data; void *udata; };
_Static_assert(sizeof(struct event) == 32, "Darwin's struct kevent");

enum { F_READ = -1, F_WRITE = -2, F_VNODE = -4, F_PROC = -5, F_SIGNAL = -6, F_TIMER = -7, F_USER = -10 };
enum { EV_ADD = 1, EV_DELETE = 2, EV_ENABLE = 4, EV_DISABLE = 8, EV_ONESHOT = 0x10, EV_CLEAR = 0x20, EV_RECEIPT = 0x40, EV_DISPATCH = 0x80,
    EV_ERROR = 0x4000, EV_EOF = 0x8000 };
enum { N_DELETE = 1, N_WRITE = 2, N_EXTEND = 4, N_ATTRIB = 8, N_LINK = 0x10, N_RENAME = 0x20 };
#define N_EXIT 0x80000000u
#define N_EXITSTATUS 0x04000000u
#define N_TRIGGER 0x01000000u
#define N_CONTROL 0xC0000000u

struct knote {
    struct event e;
    uint32_t id;
    int fd;           // in the epoll set; -1: the queue's inotify
    bool ours;        // close fd with the knote
    bool disabled, gone;
    int watch;        // inotify's
    uint32_t pending; // vnode and user: what happened; signal: how often
    int64_t size;
    uint64_t links, device, inode; // vnode: of the file that was watched
    struct knote *next;
};

struct queue { int epoll, inotify, rest; uint32_t next_id; struct knote *knotes; struct queue *next; };
static struct queue *queues;

static struct queue *queue_find(int fd) {
    for (struct queue *q = queues; q != NULL; q = q->next)
        if (q->epoll == fd) return q;
    return NULL;
}

static void knote_free(struct queue *q, struct knote *n) {
    for (struct knote **at = &q->knotes; *at != NULL; at = &(*at)->next) {
        if (*at != n) continue;
        *at = n->next;
        break;
    }
    bool watched = false;
    for (struct knote *other = q->knotes; other != NULL; other = other->next) watched |= n->watch >= 0 && other->watch == n->watch;
    if (n->watch >= 0 && !watched) inotify_rm_watch(q->inotify, n->watch);
    if (n->fd >= 0) epoll_ctl(q->epoll, EPOLL_CTL_DEL, n->fd, NULL);
    if (n->ours) close(n->fd);
    free(n);
}

static void queue_free(struct queue *q, bool close_epoll) {
    if (!close_epoll) q->epoll = -1;
    while (q->knotes != NULL) knote_free(q, q->knotes);
    if (q->inotify >= 0) close(q->inotify);
    if (q->rest >= 0) close(q->rest);
    if (close_epoll) close(q->epoll);
    for (struct queue **at = &queues; *at != NULL; at = &(*at)->next) {
        if (*at != q) continue;
        *at = q->next;
        break;
    }
    free(q);
}

// A queue is closed with libc's close, which nobody tells us: those whose descriptor is no epoll any more are swept here.
static void sweep(int reused) {
    for (struct queue *q = queues, *next; q != NULL; q = next) {
        next = q->next;
        char link[40], target[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", q->epoll);
        ssize_t length = readlink(link, target, sizeof target - 1);
        target[length < 0 ? 0 : length] = 0;
        if (q->epoll == reused || strcmp(target, "anon_inode:[eventpoll]") != 0) queue_free(q, false);
    }
}

EXPORT int kqueue(void) {
    SCRIPTED(int);
    int fd = epoll_create1(EPOLL_CLOEXEC);
    if (fd < 0) return -1;
    struct queue *q = calloc(1, sizeof *q);
    lock();
    sweep(fd);
    *q = (struct queue){ fd, -1, -1, 1, NULL, queues };
    queues = q;
    unlock();
    return fd;
}

static int watch_fd(struct queue *q, struct knote *n, uint32_t events) {
    struct epoll_event e = { .events = n->disabled ? 0 : events, .data.u64 = n->id };
    if (epoll_ctl(q->epoll, EPOLL_CTL_ADD, n->fd, &e) == 0) return 0;
    if (errno == EEXIST && epoll_ctl(q->epoll, EPOLL_CTL_MOD, n->fd, &e) == 0) return 0;
    return errno;
}

static int arm_timer(struct knote *n) {
    uint64_t ns = (uint64_t)n->e.data;
    uint32_t unit = n->e.fflags & 7;
    if (n->e.data < 0) return EINVAL;
    if ((n->e.fflags & 0x100) != 0) ns = mach_to_ns((uint64_t)n->e.data);
    else ns *= unit == 1 ? 1000000000u : unit == 2 ? 1000u : unit == 4 ? 1u : 1000000u;
    bool absolute = (n->e.fflags & 8) != 0, once = absolute || (n->e.flags & EV_ONESHOT) != 0;
    if (absolute && (n->e.fflags & 0x100) != 0) {
        uint64_t now = mach_absolute_time();
        ns = (uint64_t)n->e.data > now ? mach_to_ns((uint64_t)n->e.data - now) : 1;
    } else if (absolute) {
        struct timespec now;
        host_clock_gettime(CLOCK_REALTIME, &now);
        uint64_t wall = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
        ns = ns > wall ? ns - wall : 1;
    }
    if (ns == 0) ns = 1;
    struct itimerspec when = { .it_value = { (time_t)(ns / 1000000000u), (long)(ns % 1000000000u) } };
    if (!once) when.it_interval = when.it_value;
    return timerfd_settime(n->fd, 0, &when, NULL) == 0 ? 0 : errno;
}

// The watch of what an open descriptor leads to: the one that is there already, as long as it is the same file.
static int inotify_of(struct queue *q, int fd, mode_t mode) {
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    uint32_t mask = IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF;
    mask |= S_ISDIR(mode) ? IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO : IN_MODIFY;
    return inotify_add_watch(q->inotify, path, mask);
}

static int watch_vnode(struct queue *q, struct knote *n) {
    struct stat about;
    if (fstat((int)n->e.ident, &about) != 0) return errno;
    if (q->inotify < 0) {
        q->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
        if (q->inotify < 0) return errno;
        struct epoll_event e = { .events = EPOLLIN, .data.u64 = 0 };
        if (epoll_ctl(q->epoll, EPOLL_CTL_ADD, q->inotify, &e) != 0) return errno;
    }
    n->size = about.st_size;
    n->links = about.st_nlink;
    n->device = about.st_dev;
    n->inode = about.st_ino;
    n->watch = inotify_of(q, (int)n->e.ident, about.st_mode);
    return n->watch < 0 ? errno : 0;
}

static bool is_zombie(pid_t pid) {
    char path[40], line[512];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) return true;
    size_t length = fread(line, 1, sizeof line - 1, file);
    fclose(file);
    line[length] = 0;
    char *end = strrchr(line, ')');
    return end != NULL && (end[2] == 'Z' || end[2] == 'X');
}

static int knote_start(struct queue *q, struct knote *n) {
    struct stat about;
    switch (n->e.filter) {
    case F_READ:
    case F_WRITE:
        if (fstat((int)n->e.ident, &about) != 0) return errno;
        n->fd = (int)n->e.ident;
        if (n->e.filter == F_WRITE) {
            n->fd = dup(n->fd); // an epoll set takes each descriptor once
            n->ours = true;
        }
        if (S_ISREG(about.st_mode)) { // always ready: an event that stays
            n->fd = eventfd(1, EFD_CLOEXEC | EFD_NONBLOCK);
            n->ours = true;
        }
        return watch_fd(q, n, (n->e.filter == F_READ ? EPOLLIN | EPOLLRDHUP : EPOLLOUT) | ((n->e.flags & EV_CLEAR) != 0 ? EPOLLET : 0));
    case F_VNODE:
        n->e.flags |= EV_CLEAR;
        return watch_vnode(q, n);
    case F_PROC:
        if (is_zombie((pid_t)n->e.ident)) return ESRCH; // as on Darwin: who has exited isn't found, reaped or not
        n->fd = (int)syscall(SYS_pidfd_open, (pid_t)n->e.ident, 0);
        if (n->fd < 0) return errno;
        n->ours = true;
        return watch_fd(q, n, EPOLLIN);
    case F_TIMER: {
        n->fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
        if (n->fd < 0) return errno;
        n->ours = true;
        int error = arm_timer(n);
        return error != 0 ? error : watch_fd(q, n, EPOLLIN);
    }
    case F_USER:
    case F_SIGNAL:
        n->fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (n->fd < 0) return errno;
        n->ours = true;
        return watch_fd(q, n, EPOLLIN);
    default:
        return EINVAL;
    }
}

static struct knote *knote_find(struct queue *q, uint64_t ident, int16_t filter) {
    for (struct knote *n = q->knotes; n != NULL; n = n->next)
        if (n->e.ident == ident && n->e.filter == filter && !n->gone) return n;
    return NULL;
}

static void raise_user(struct knote *n) {
    uint64_t one = 1;
    if (write(n->fd, &one, sizeof one) < 0) violation("kqueue: an event counter is full");
}

static void touch_user(struct knote *n, const struct event *e) {
    uint32_t bits = e->fflags & 0x00FFFFFFu;
    switch (e->fflags & N_CONTROL) {
    case 0x40000000u: n->e.fflags &= bits; break;
    case 0x80000000u: n->e.fflags |= bits; break;
    case N_CONTROL: n->e.fflags = bits; break;
    default: break;
    }
    if ((e->fflags & N_TRIGGER) == 0) return;
    n->e.data = e->data;
    raise_user(n);
}

static bool is_stale(const struct knote *n);
static bool is_reborn(struct queue *q, const struct knote *n);

static int change_one(struct queue *q, const struct event *e) {
    struct knote *n = knote_find(q, e->ident, e->filter);
    if (n != NULL && (is_stale(n) || is_reborn(q, n))) {
        knote_free(q, n);
        n = NULL;
    }
    if ((e->flags & EV_DELETE) != 0) {
        if (n == NULL) return ENOENT;
        knote_free(q, n);
        return 0;
    }
    if (n == NULL && (e->flags & EV_ADD) == 0) return ENOENT;
    bool fresh = n == NULL;
    if (fresh) {
        n = calloc(1, sizeof *n);
        n->e = *e;
        n->e.flags &= EV_ONESHOT | EV_CLEAR | EV_DISPATCH;
        n->disabled = (e->flags & EV_DISABLE) != 0;
        n->fd = n->watch = -1;
        n->id = q->next_id++;
        if (e->filter == F_USER) n->e.fflags = 0;
        n->next = q->knotes;
        q->knotes = n;
        int error = knote_start(q, n);
        if (error != 0) {
            knote_free(q, n);
            return error;
        }
    } else if ((e->flags & EV_ADD) != 0) {
        n->e.udata = e->udata;
        if (e->filter != F_USER) n->e.fflags = e->fflags;
        if (e->filter == F_TIMER) {
            n->e.data = e->data;
            int error = arm_timer(n);
            if (error != 0) return error;
        }
        if (e->filter == F_READ || e->filter == F_WRITE) return knote_start(q, n); // its descriptor may be another file by now
    }
    if (e->filter == F_USER) touch_user(n, e);
    if (!fresh && (e->flags & (EV_ENABLE | EV_DISABLE)) != 0) {
        n->disabled = (e->flags & EV_DISABLE) != 0;
        if (n->fd >= 0) watch_fd(q, n, e->filter == F_WRITE ? EPOLLOUT : EPOLLIN);
    }
    return 0;
}

// ---- what happened ----

// A descriptor that was closed takes its knote with it on Darwin, whatever has its number by now.
static bool is_stale(const struct knote *n) {
    struct stat about;
    return n->e.filter == F_VNODE && (fstat((int)n->e.ident, &about) != 0 || about.st_dev != n->device || about.st_ino != n->inode);
}

// The number may belong to a new file that got the old one's inode; inotify has let go of the old one then.
static bool is_reborn(struct queue *q, const struct knote *n) {
    struct stat about;
    return n->e.filter == F_VNODE && fstat((int)n->e.ident, &about) == 0 && inotify_of(q, (int)n->e.ident, about.st_mode) != n->watch;
}

static uint32_t vnode_bits(struct knote *n, const struct inotify_event *i) {
    struct stat about = { 0 };
    uint32_t bits = 0;
    if (is_stale(n) || fstat((int)n->e.ident, &about) != 0) return 0;
    if ((i->mask & (IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)) != 0) bits |= N_WRITE;
    if ((i->mask & IN_MODIFY) != 0) bits |= N_WRITE;
    if ((i->mask & IN_MODIFY) != 0 && about.st_size > n->size) bits |= N_EXTEND;
    if ((i->mask & IN_MOVE_SELF) != 0) bits |= N_RENAME;
    if ((i->mask & IN_DELETE_SELF) != 0) bits |= N_DELETE;
    if ((i->mask & IN_ATTRIB) != 0 && i->len == 0) bits |= about.st_nlink == 0 ? N_DELETE : about.st_nlink == n->links ? N_ATTRIB : 0;
    if (about.st_nlink != n->links) bits |= N_LINK;
    n->size = about.st_size;
    n->links = about.st_nlink;
    return bits;
}

static void read_inotify(struct queue *q) {
    _Alignas(8) char buffer[8192];
    ssize_t length;
    while ((length = read(q->inotify, buffer, sizeof buffer)) > 0) {
        for (char *at = buffer; at < buffer + length;) {
            struct inotify_event *i = (struct inotify_event *)at;
            at += sizeof *i + i->len;
            for (struct knote *n = q->knotes; n != NULL; n = n->next)
                if (n->watch == i->wd && (i->mask & IN_IGNORED) == 0) n->pending |= vnode_bits(n, i) & n->e.fflags;
        }
    }
}

static bool fill(struct queue *q, struct knote *n, uint32_t happened, struct event *out) {
    uint64_t counter = 0;
    *out = n->e;
    out->flags &= (uint16_t)~(EV_RECEIPT);
    out->data = 0;
    switch (n->e.filter) {
    case F_READ:
    case F_WRITE: {
        int available = 0;
        struct stat about;
        if (n->fd != (int)n->e.ident && n->e.filter == F_READ) { // a regular file: until its end
            if (fstat((int)n->e.ident, &about) != 0) return false;
            out->data = about.st_size - lseek((int)n->e.ident, 0, SEEK_CUR);
            return out->data != 0;
        }
        ioctl((int)n->e.ident, n->e.filter == F_READ ? FIONREAD : TIOCOUTQ, &available);
        out->data = n->e.filter == F_READ ? available : 65536 - available;
        if ((happened & (EPOLLHUP | EPOLLRDHUP)) != 0) out->flags |= EV_EOF;
        return true;
    }
    case F_VNODE:
        out->fflags = n->pending;
        n->pending = 0;
        return out->fflags != 0;
    case F_PROC: {
        out->fflags = n->e.fflags & (N_EXIT | N_EXITSTATUS);
        siginfo_t info = { 0 };
        if ((n->e.fflags & N_EXITSTATUS) != 0 && syscall(SYS_waitid, P_PIDFD, n->fd, &info, WEXITED | WNOHANG | WNOWAIT, NULL) == 0 &&
            info.si_pid != 0)
            out->data = info.si_code == CLD_EXITED ? info.si_status << 8 : info.si_status | (info.si_code == CLD_DUMPED ? 0x80 : 0);
        out->flags |= EV_EOF | EV_ONESHOT;
        n->e.flags |= EV_ONESHOT;
        return true;
    }
    case F_TIMER:
        if (read(n->fd, &counter, sizeof counter) != sizeof counter) return false;
        out->data = (int64_t)counter;
        return true;
    case F_USER:
        out->data = n->e.data;
        if ((n->e.flags & (EV_CLEAR | EV_ONESHOT)) == 0) return true;
        return read(n->fd, &counter, sizeof counter) == sizeof counter;
    case F_SIGNAL:
        if (read(n->fd, &counter, sizeof counter) != sizeof counter) return false;
        out->data = (int64_t)counter;
        return true;
    default:
        (void)q;
        return false;
    }
}

static int take(struct queue *q, struct knote *n, uint32_t happened, struct event *out) {
    if (n->disabled || !fill(q, n, happened, out)) return 0;
    if ((n->e.flags & EV_ONESHOT) != 0) {
        knote_free(q, n);
    } else if ((n->e.flags & EV_DISPATCH) != 0) {
        n->disabled = true;
        if (n->fd >= 0) watch_fd(q, n, 0);
    }
    return 1;
}

static int collect(struct queue *q, const struct epoll_event *ready, int count, struct event *out, int room) {
    int made = 0;
    for (int i = 0; i < count; i++)
        if (ready[i].data.u64 == 0) read_inotify(q);
    for (struct knote *n = q->knotes, *next; n != NULL && made < room; n = next) {
        next = n->next;
        if (n->e.filter == F_VNODE && n->pending != 0) made += take(q, n, 0, &out[made]);
    }
    for (int i = 0; i < count && made < room; i++) {
        for (struct knote *n = q->knotes; n != NULL; n = n->next) {
            if (n->id != ready[i].data.u64) continue;
            made += take(q, n, ready[i].events, &out[made]);
            break;
        }
    }
    return made;
}

// What was read from inotify and found no room in the answer keeps the queue readable for whoever polls it.
static void mark_rest(struct queue *q) {
    bool left = false;
    uint64_t one = 1;
    for (struct knote *n = q->knotes; n != NULL; n = n->next) left |= n->e.filter == F_VNODE && n->pending != 0 && !n->disabled;
    if (left && q->rest < 0) {
        q->rest = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
        struct epoll_event e = { .events = EPOLLIN, .data.u64 = UINT64_MAX };
        epoll_ctl(q->epoll, EPOLL_CTL_ADD, q->rest, &e);
    }
    if (q->rest < 0) return;
    ssize_t done = read(q->rest, &one, sizeof one);
    one = 1;
    if (left) done = write(q->rest, &one, sizeof one);
    (void)done;
}

EXPORT int kevent(int fd, const struct event *changes, int change_count, struct event *events, int room, const struct timespec *timeout) {
    SCRIPTED(int);
    int errors = 0;
    lock();
    struct queue *q = queue_find(fd);
    if (q == NULL) {
        unlock();
        return errno = EBADF, -1;
    }
    for (int i = 0; i < change_count; i++) {
        int error = change_one(q, &changes[i]);
        if (error == 0 && (changes[i].flags & EV_RECEIPT) == 0) continue;
        if (errors < room) {
            events[errors] = changes[i];
            events[errors].flags = EV_ERROR;
            events[errors++].data = error;
        } else if (error != 0) {
            unlock();
            return errno = error, -1;
        }
    }
    unlock();
    if (errors > 0 || room == 0) return errors;
    uint64_t end = timeout == NULL ? UINT64_MAX : monotonic_ns() + (uint64_t)timeout->tv_sec * 1000000000u + (uint64_t)timeout->tv_nsec;
    for (;;) {
        uint64_t now = monotonic_ns(), left = end > now ? end - now : 0;
        struct timespec wait = { (time_t)(left / 1000000000u), (long)(left % 1000000000u) };
        struct epoll_event ready[64];
        lock();
        if (queue_find(fd) != q) {
            unlock();
            return errno = EBADF, -1;
        }
        int made = collect(q, NULL, 0, events, room);
        mark_rest(q);
        unlock();
        if (made > 0) return made;
        int count = epoll_pwait2(fd, ready, room < 64 ? room : 64, end == UINT64_MAX ? NULL : &wait, NULL);
        if (count < 0) return -1;
        lock();
        made = queue_find(fd) == q ? collect(q, ready, count, events, room) : 0;
        if (queue_find(fd) == q) mark_rest(q);
        unlock();
        if (made > 0 || (count == 0 && monotonic_ns() >= end)) return made;
    }
}

// A signal, as far as the queues are concerned; none is raised.
EXPORT void standin_signal(int32_t number) {
    lock();
    for (struct queue *q = queues; q != NULL; q = q->next) {
        struct knote *n = knote_find(q, (uint64_t)number, F_SIGNAL);
        if (n != NULL) raise_user(n);
    }
    unlock();
}

EXPORT int32_t standin_knotes(int32_t fd) {
    int32_t count = 0;
    lock();
    struct queue *q = queue_find(fd);
    for (struct knote *n = q == NULL ? NULL : q->knotes; n != NULL; n = n->next) count++;
    unlock();
    return count;
}
