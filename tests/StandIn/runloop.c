// CFRunLoop, one per thread: version 0 sources, timers, blocks, the main queue, and the distributed notification centre.
// Two things that hurt on a Mac are kept: a signalled source doesn't wake a sleeping loop by itself, and a stop that comes
// before the loop runs is lost.
#include "inside.h"
#include "standin.h"
#include "host.h"

#include <time.h>

enum { FINISHED = 1, STOPPED = 2, TIMED_OUT = 3, HANDLED = 4 };

struct source_context {
    CFIndex version;
    void *info;
    const void *(*retain)(const void *);
    void (*release)(const void *);
    void *(*describe)(const void *);
    Boolean (*equal)(const void *, const void *);
    uint64_t (*hash)(const void *);
    void (*schedule)(void *, void *loop, const void *mode);
    void (*cancel)(void *, void *loop, const void *mode);
    void (*perform)(void *);
};
_Static_assert(sizeof(struct source_context) == 80, "CFRunLoopSourceContext");

struct source {
    struct object object;
    CFIndex order;
    struct source_context context;
    bool valid, signalled, inner;
    struct runloop *loops[4];
};

struct timer_context {
    CFIndex version;
    void *info;
    const void *(*retain)(const void *);
    void (*release)(const void *);
    void *(*describe)(const void *);
};
_Static_assert(sizeof(struct timer_context) == 40, "CFRunLoopTimerContext");

struct timer {
    struct object object;
    double fire, interval;
    CFIndex order;
    void (*callback)(void *timer, void *info);
    struct timer_context context;
    bool valid;
    struct runloop *loop;
};

struct entry { struct object *what; const void *mode; struct entry *next; };
struct task { void (*run)(void *); void *argument; uint64_t due; bool owned; struct task *next; };

struct runloop {
    struct object object;
    struct entry *entries; // sources and timers
    struct task *tasks;    // this library's own, the main queue's too
    struct task *blocks;   // CFRunLoopPerformBlock's
    bool woken, waiting;
    int depth;
    bool stopped[16];
    bool stopped_early;
    struct runloop *next;
};

static struct runloop *loops, *first_loop, *named_loop; // the process's first thread's; that of the thread named main instead
static _Thread_local struct runloop *own;

static struct runloop *runloop_make(void) {
    struct runloop *loop = object_new(K_RUN_LOOP, sizeof *loop);
    loop->object.immortal = true;
    loop->next = loops;
    loops = loop;
    return loop;
}

static struct runloop *runloop_first(void) {
    if (first_loop == NULL) first_loop = runloop_make();
    return first_loop;
}

struct runloop *runloop_current(void) {
    lock();
    if (own == NULL) own = on_first_thread() ? runloop_first() : runloop_make();
    struct runloop *loop = own;
    unlock();
    return loop;
}

struct runloop *runloop_main(void) {
    lock();
    struct runloop *loop = named_loop != NULL ? named_loop : runloop_first();
    unlock();
    return loop;
}

// The thread that calls becomes the main one, or the process's first thread is it again. What was left to do stays where it is.
void main_thread_is_here(bool set) {
    lock();
    named_loop = set ? runloop_current() : NULL;
    unlock();
}

void runloop_begin(void) {}

void runloop_wake(struct runloop *loop) {
    loop->woken = true;
    news();
}

static void append(struct task **list, void (*run)(void *), void *argument, uint64_t due, bool owned) {
    struct task *task = malloc(sizeof *task);
    *task = (struct task){ run, argument, due, owned, NULL };
    while (*list != NULL && (*list)->due <= due) list = &(*list)->next;
    task->next = *list;
    *list = task;
}

static void post(struct runloop *loop, uint64_t due, void (*run)(void *), void *argument, bool owned) {
    lock();
    append(&loop->tasks, run, argument, due, owned);
    runloop_wake(loop);
    unlock();
}

void runloop_post_at(struct runloop *loop, uint64_t due, void (*run)(void *), void *argument) { post(loop, due, run, argument, true); }
void runloop_post_owned(struct runloop *loop, void (*run)(void *), void *argument) { post(loop, 0, run, argument, true); }
void runloop_post(struct runloop *loop, void (*run)(void *), void *argument) { post(loop, 0, run, argument, false); }

static bool modes_meet(const void *mode, const void *running) {
    return equal(mode, running) || (equal(mode, kCFRunLoopCommonModes) && equal(running, kCFRunLoopDefaultMode));
}

static void *next_source(struct runloop *loop, const void *mode) {
    struct source *best = NULL;
    for (struct entry *e = loop->entries; e != NULL; e = e->next) {
        struct source *source = (struct source *)e->what;
        if (e->what->kind != K_SOURCE || !source->valid || !source->signalled || !modes_meet(e->mode, mode)) continue;
        if (best == NULL || source->order < best->order) best = source;
    }
    return best;
}

static bool has_anything(struct runloop *loop, const void *mode) {
    for (struct entry *e = loop->entries; e != NULL; e = e->next) {
        bool valid = e->what->kind == K_SOURCE ? ((struct source *)e->what)->valid : ((struct timer *)e->what)->valid;
        if (valid && modes_meet(e->mode, mode)) return true;
    }
    return loop->blocks != NULL;
}

EXPORT double CFAbsoluteTimeGetCurrent(void) {
    struct timespec now;
    host_clock_gettime(CLOCK_REALTIME, &now);
    return (double)now.tv_sec - 978307200.0 + (double)now.tv_nsec / 1e9;
}

static struct timer *due_timer(struct runloop *loop, const void *mode, double *next) {
    struct timer *first = NULL;
    for (struct entry *e = loop->entries; e != NULL; e = e->next) {
        struct timer *timer = (struct timer *)e->what;
        if (e->what->kind != K_TIMER || !timer->valid || !modes_meet(e->mode, mode)) continue;
        if (first == NULL || timer->fire < first->fire) first = timer;
    }
    if (first == NULL) return NULL;
    *next = first->fire - CFAbsoluteTimeGetCurrent();
    return *next <= 0 ? first : NULL;
}

EXPORT void CFRunLoopTimerInvalidate(void *timer);

static bool run_blocks(struct runloop *loop) {
    struct task *task = loop->blocks;
    loop->blocks = NULL;
    bool any = task != NULL;
    while (task != NULL) {
        struct task *gone = task;
        task = task->next;
        unlock();
        ((void (*)(void *))(uintptr_t)BLOCK_INVOKE(gone->argument))(gone->argument);
        lock();
        free(gone);
    }
    return any;
}

static bool run_source(struct runloop *loop, const void *mode) {
    struct source *source = next_source(loop, mode);
    if (source == NULL) return false;
    source->signalled = false;
    hold(source);
    void (*perform)(void *) = source->context.perform;
    void *info = source->context.info;
    unlock();
    if (perform != NULL) perform(info);
    lock();
    drop(source);
    return true;
}

static bool run_task(struct runloop *loop) {
    struct task *task = loop->tasks;
    if (task == NULL || task->due > monotonic_ns()) return false;
    loop->tasks = task->next;
    unlock();
    task->run(task->argument);
    lock();
    free(task);
    return true;
}

static bool run_timer(struct runloop *loop, const void *mode) {
    double wait;
    struct timer *timer = due_timer(loop, mode, &wait);
    if (timer == NULL) return false;
    hold(timer);
    void *info = timer->context.info;
    unlock();
    if (timer->callback != NULL) timer->callback(timer, info);
    lock();
    if (timer->valid && timer->interval > 0) {
        double now = CFAbsoluteTimeGetCurrent();
        while (timer->fire <= now) timer->fire += timer->interval;
    } else if (timer->valid) {
        unlock();
        CFRunLoopTimerInvalidate(timer);
        lock();
    }
    drop(timer);
    return true;
}

// Until something wakes the loop, the next timer or task is due, or the time is over.
static void nap(struct runloop *loop, const void *mode, uint64_t end) {
    double wait = 0;
    uint64_t until = end;
    due_timer(loop, mode, &wait);
    if (wait > 0) {
        uint64_t at = monotonic_ns() + (uint64_t)((wait < 1e9 ? wait : 1e9) * 1e9);
        if (at < until) until = at;
    }
    if (loop->tasks != NULL && loop->tasks->due < until) until = loop->tasks->due;
    loop->waiting = true;
    while (!loop->woken && !loop->stopped[loop->depth] && monotonic_ns() < until) {
        if (until == UINT64_MAX) await_news();
        else if (!await_news_until(until)) break;
    }
    loop->waiting = false;
    loop->woken = false;
}

static int32_t run_in_mode(struct runloop *loop, const void *mode, double seconds, bool after_source) {
    if (!has_anything(loop, mode)) return FINISHED;
    if (loop->depth == 15) return violation("CFRunLoopRunInMode: sixteen runs inside each other"), FINISHED;
    loop->depth++;
    loop->stopped[loop->depth] = false;
    if (loop->stopped_early) note("a CFRunLoopStop came before the loop ran: it has no effect, as on a Mac");
    loop->stopped_early = false;
    uint64_t end = seconds > 1e8 ? UINT64_MAX : monotonic_ns() + (uint64_t)(seconds > 0 ? seconds * 1e9 : 0);
    int32_t result = 0;
    while (result == 0) {
        bool handled = run_blocks(loop);
        bool source = run_source(loop, mode);
        if (run_task(loop)) source = true;
        bool timer = run_timer(loop, mode);
        if (loop->stopped[loop->depth]) result = STOPPED;
        else if (source && after_source) result = HANDLED;
        else if (!has_anything(loop, mode)) result = FINISHED;
        else if (monotonic_ns() >= end && (!source || seconds > 0)) result = TIMED_OUT;
        else if (!source && !timer && !handled) nap(loop, mode, end);
        if (result == 0 && loop->stopped[loop->depth]) result = STOPPED;
    }
    loop->depth--;
    return result;
}

EXPORT int32_t CFRunLoopRunInMode(const void *mode, double seconds, Boolean after_source) {
    SCRIPTED(int32_t);
    if (object_check(mode, K_STRING, "CFRunLoopRunInMode") == NULL) return FINISHED;
    if (equal(mode, kCFRunLoopCommonModes)) return violation("CFRunLoopRunInMode: the common modes are no mode to run in"), FINISHED;
    struct runloop *loop = runloop_current();
    lock();
    int32_t result = run_in_mode(loop, mode, seconds, after_source != 0);
    unlock();
    return result;
}

EXPORT void CFRunLoopRun(void) {
    COUNTED();
    struct runloop *loop = runloop_current();
    lock();
    for (int32_t result = 0; result != STOPPED && result != FINISHED;) result = run_in_mode(loop, kCFRunLoopDefaultMode, 1e10, false);
    unlock();
}

EXPORT void *CFRunLoopGetCurrent(void) {
    COUNTED();
    return runloop_current();
}

EXPORT void *CFRunLoopGetMain(void) {
    COUNTED();
    return runloop_main();
}

EXPORT void CFRunLoopStop(void *pointer) {
    COUNTED();
    struct runloop *loop = object_check(pointer, K_RUN_LOOP, "CFRunLoopStop");
    if (loop == NULL) return;
    lock();
    if (loop->depth > 0) loop->stopped[loop->depth] = true;
    else loop->stopped_early = true;
    runloop_wake(loop);
    unlock();
}

EXPORT void CFRunLoopWakeUp(void *pointer) {
    COUNTED();
    struct runloop *loop = object_check(pointer, K_RUN_LOOP, "CFRunLoopWakeUp");
    if (loop == NULL) return;
    lock();
    runloop_wake(loop);
    unlock();
}

EXPORT Boolean CFRunLoopIsWaiting(void *pointer) {
    struct runloop *loop = object_check(pointer, K_RUN_LOOP, "CFRunLoopIsWaiting");
    return loop != NULL && loop->waiting;
}

// ---- sources ----

EXPORT void *CFRunLoopSourceCreate(const void *allocator, CFIndex order, const struct source_context *context) {
    SCRIPTED(void *);
    if (allocator != NULL) violation("CFRunLoopSourceCreate: an allocator that is not the default one");
    if (context == NULL || context->version != 0) {
        violation("CFRunLoopSourceCreate: context of version %ld, only 0 is known here", context == NULL ? -1L : (long)context->version);
        return NULL;
    }
    struct source *source = object_new(K_SOURCE, sizeof *source);
    source->context = *context;
    source->order = order;
    source->valid = true;
    if (context->retain != NULL) source->context.info = (void *)(uintptr_t)context->retain(context->info);
    if (context->perform == NULL) violation("CFRunLoopSourceCreate: nothing to perform");
    return give(source, "CFRunLoopSourceCreate");
}

void *inner_source_new(void (*perform)(void *), void *info) {
    struct source *source = object_new(K_SOURCE, sizeof *source);
    source->context.perform = perform;
    source->context.info = info;
    source->valid = source->inner = true;
    return source;
}

void source_signal(void *pointer) {
    struct source *source = pointer;
    lock();
    source->signalled = true;
    for (int i = 0; i < 4; i++)
        if (source->loops[i] != NULL) runloop_wake(source->loops[i]);
    unlock();
}

EXPORT void CFRunLoopSourceSignal(void *pointer) {
    COUNTED();
    struct source *source = object_check(pointer, K_SOURCE, "CFRunLoopSourceSignal");
    if (source == NULL) return;
    lock();
    if (source->valid) source->signalled = true;
    unlock();
}

static void unlink_from(struct runloop *loop, void *what, const void *mode) {
    for (struct entry **at = &loop->entries; *at != NULL;) {
        struct entry *e = *at;
        if (e->what != what || (mode != NULL && !equal(e->mode, mode))) {
            at = &e->next;
            continue;
        }
        *at = e->next;
        drop(e->mode);
        drop(e->what);
        free(e);
    }
}

static bool is_linked(struct runloop *loop, const void *what, const void *mode) {
    for (struct entry *e = loop->entries; e != NULL; e = e->next)
        if (e->what == what && (mode == NULL || equal(e->mode, mode))) return true;
    return false;
}

static void link_to(struct runloop *loop, void *what, const void *mode) {
    struct entry *e = malloc(sizeof *e);
    *e = (struct entry){ hold(what), hold(mode), NULL };
    struct entry **end = &loop->entries;
    while (*end != NULL) end = &(*end)->next;
    *end = e;
    runloop_wake(loop);
}

EXPORT void CFRunLoopSourceInvalidate(void *pointer) {
    COUNTED();
    struct source *source = object_check(pointer, K_SOURCE, "CFRunLoopSourceInvalidate");
    if (source == NULL) return;
    lock();
    bool was = source->valid;
    source->valid = source->signalled = false;
    hold(source);
    for (int i = 0; i < 4; i++) {
        if (source->loops[i] == NULL) continue;
        unlink_from(source->loops[i], source, NULL);
        runloop_wake(source->loops[i]);
        source->loops[i] = NULL;
    }
    unlock();
    if (was && source->context.release != NULL) source->context.release(source->context.info);
    drop(source);
}

EXPORT Boolean CFRunLoopSourceIsValid(void *pointer) {
    struct source *source = object_check(pointer, K_SOURCE, "CFRunLoopSourceIsValid");
    return source != NULL && source->valid;
}

EXPORT void CFRunLoopAddSource(void *where, void *pointer, const void *mode) {
    COUNTED();
    struct runloop *loop = object_check(where, K_RUN_LOOP, "CFRunLoopAddSource");
    struct source *source = object_check(pointer, K_SOURCE, "CFRunLoopAddSource");
    if (loop == NULL || source == NULL || object_check(mode, K_STRING, "CFRunLoopAddSource") == NULL) return;
    lock();
    bool added = source->valid && !is_linked(loop, source, mode);
    if (added) {
        link_to(loop, source, mode);
        int free_slot = -1;
        for (int i = 3; i >= 0; i--) {
            if (source->loops[i] == loop) free_slot = -2;
            if (source->loops[i] == NULL && free_slot != -2) free_slot = i;
        }
        if (free_slot >= 0) source->loops[free_slot] = loop;
    }
    unlock();
    if (added && source->context.schedule != NULL) source->context.schedule(source->context.info, loop, mode);
}

EXPORT void CFRunLoopRemoveSource(void *where, void *pointer, const void *mode) {
    COUNTED();
    struct runloop *loop = object_check(where, K_RUN_LOOP, "CFRunLoopRemoveSource");
    struct source *source = object_check(pointer, K_SOURCE, "CFRunLoopRemoveSource");
    if (loop == NULL || source == NULL || object_check(mode, K_STRING, "CFRunLoopRemoveSource") == NULL) return;
    lock();
    bool removed = is_linked(loop, source, mode);
    void (*cancel)(void *, void *, const void *) = source->context.cancel;
    void *info = source->context.info;
    unlink_from(loop, source, mode);
    if (removed && object_known(source) && !is_linked(loop, source, NULL)) {
        for (int i = 0; i < 4; i++)
            if (source->loops[i] == loop) source->loops[i] = NULL;
    }
    runloop_wake(loop);
    unlock();
    if (removed && cancel != NULL) cancel(info, loop, mode);
}

void finalize_source(void *pointer) {
    struct source *source = pointer;
    if (source->valid && source->context.release != NULL) source->context.release(source->context.info);
}

// ---- timers ----

EXPORT void *CFRunLoopTimerCreate(const void *allocator, double fire, double interval, uint64_t flags, CFIndex order,
                                  void (*callback)(void *, void *), const struct timer_context *context) {
    SCRIPTED(void *);
    if (allocator != NULL) violation("CFRunLoopTimerCreate: an allocator that is not the default one");
    if (flags != 0 || callback == NULL) violation("CFRunLoopTimerCreate: flags %lx, callback %d", (unsigned long)flags, callback != NULL);
    struct timer *timer = object_new(K_TIMER, sizeof *timer);
    timer->fire = fire;
    timer->interval = interval;
    timer->order = order;
    timer->callback = callback;
    timer->valid = true;
    if (context != NULL) {
        timer->context = *context;
        if (context->version != 0) violation("CFRunLoopTimerCreate: context of version %ld", (long)context->version);
        if (context->retain != NULL) timer->context.info = (void *)(uintptr_t)context->retain(context->info);
    }
    return give(timer, "CFRunLoopTimerCreate");
}

EXPORT void CFRunLoopAddTimer(void *where, void *pointer, const void *mode) {
    COUNTED();
    struct runloop *loop = object_check(where, K_RUN_LOOP, "CFRunLoopAddTimer");
    struct timer *timer = object_check(pointer, K_TIMER, "CFRunLoopAddTimer");
    if (loop == NULL || timer == NULL || object_check(mode, K_STRING, "CFRunLoopAddTimer") == NULL) return;
    lock();
    if (timer->loop != NULL && timer->loop != loop) violation("CFRunLoopAddTimer: the timer is in another run loop");
    else if (timer->valid && !is_linked(loop, timer, mode)) timer->loop = loop, link_to(loop, timer, mode);
    unlock();
}

EXPORT void CFRunLoopTimerInvalidate(void *pointer) {
    COUNTED();
    struct timer *timer = object_check(pointer, K_TIMER, "CFRunLoopTimerInvalidate");
    if (timer == NULL) return;
    lock();
    bool was = timer->valid;
    timer->valid = false;
    hold(timer);
    if (timer->loop != NULL) {
        unlink_from(timer->loop, timer, NULL);
        runloop_wake(timer->loop);
    }
    unlock();
    if (was && timer->context.release != NULL) timer->context.release(timer->context.info);
    drop(timer);
}

EXPORT void CFRunLoopTimerSetNextFireDate(void *pointer, double fire) {
    struct timer *timer = object_check(pointer, K_TIMER, "CFRunLoopTimerSetNextFireDate");
    if (timer == NULL) return;
    lock();
    timer->fire = fire;
    if (timer->loop != NULL) runloop_wake(timer->loop);
    unlock();
}

void finalize_timer(void *pointer) {
    struct timer *timer = pointer;
    if (timer->valid && timer->context.release != NULL) timer->context.release(timer->context.info);
}

EXPORT void CFRunLoopPerformBlock(void *where, const void *mode, void *block) {
    COUNTED();
    struct runloop *loop = object_check(where, K_RUN_LOOP, "CFRunLoopPerformBlock");
    if (loop == NULL || object_check(mode, K_ANY, "CFRunLoopPerformBlock") == NULL) return;
    block_check(block, "CFRunLoopPerformBlock");
    lock();
    append(&loop->blocks, NULL, block, 0, false);
    unlock();
}

// ---- mach ports: a source whose port is called from the control side ----

struct mach_port { struct object object; void *source; };

EXPORT void *CFMachPortCreateRunLoopSource(const void *allocator, void *pointer, CFIndex order) {
    SCRIPTED(void *);
    (void)order;
    if (allocator != NULL) violation("CFMachPortCreateRunLoopSource: an allocator that is not the default one");
    struct mach_port *port = object_check(pointer, K_MACH_PORT, "CFMachPortCreateRunLoopSource");
    return port == NULL ? NULL : give(port->source, "CFMachPortCreateRunLoopSource");
}

EXPORT void CFMachPortInvalidate(void *pointer) {
    COUNTED();
    struct mach_port *port = object_check(pointer, K_MACH_PORT, "CFMachPortInvalidate");
    if (port != NULL) CFRunLoopSourceInvalidate(port->source);
}

// ---- the distributed notification centre ----

struct observer {
    const void *who;
    void (*call)(void *, void *, const void *, const void *, const void *);
    void *name;
    const void *object;
    struct observer *next;
};
static struct observer *observers;
static struct object *center;

EXPORT void *CFNotificationCenterGetDistributedCenter(void) {
    SCRIPTED(void *);
    lock();
    if (center == NULL) {
        center = object_new(K_CENTER, sizeof *center);
        center->immortal = true;
    }
    unlock();
    return center;
}

EXPORT void CFNotificationCenterAddObserver(void *where, const void *who,
    void (*call)(void *, void *, const void *, const void *, const void *), const void *name, const void *object, CFIndex suspension) {
    COUNTED();
    if (object_check(where, K_CENTER, "CFNotificationCenterAddObserver") == NULL) return;
    if (name != NULL && object_check(name, K_STRING, "CFNotificationCenterAddObserver") == NULL) return;
    if (suspension < 1 || suspension > 4) violation("CFNotificationCenterAddObserver: suspension behaviour %ld", (long)suspension);
    if (call == NULL) return violation("CFNotificationCenterAddObserver: no callback");
    struct observer *observer = malloc(sizeof *observer);
    lock();
    *observer = (struct observer){ who, call, hold(name), object, observers };
    observers = observer;
    unlock();
}

EXPORT void CFNotificationCenterRemoveObserver(void *where, const void *who, const void *name, const void *object) {
    COUNTED();
    (void)object;
    if (object_check(where, K_CENTER, "CFNotificationCenterRemoveObserver") == NULL) return;
    lock();
    for (struct observer **at = &observers; *at != NULL;) {
        struct observer *o = *at;
        if (o->who != who || (name != NULL && !equal(name, o->name))) {
            at = &o->next;
            continue;
        }
        *at = o->next;
        drop(o->name);
        free(o);
    }
    unlock();
}

static void deliver_distributed(void *argument) {
    char *text = argument;
    void *name = hold(string_new(text));
    free(text);
    lock();
    size_t count = 0;
    struct observer found[32];
    for (struct observer *o = observers; o != NULL && count < 32; o = o->next)
        if (o->name == NULL || equal(o->name, name)) found[count++] = *o;
    unlock();
    for (size_t i = 0; i < count; i++) found[i].call(center, (void *)(uintptr_t)found[i].who, name, NULL, NULL);
    drop(name);
}

void post_distributed(const char *name) { runloop_post_owned(runloop_main(), deliver_distributed, strdup(name)); }

EXPORT void standin_post_distributed(const char *name) { post_distributed(name); }

EXPORT int32_t standin_distributed_observers(void) {
    int32_t count = 0;
    lock();
    for (struct observer *o = observers; o != NULL; o = o->next) count++;
    unlock();
    return count;
}

// What this library wanted to say is forgotten; the program's own sources stay where it put them.
void runloop_reset(void) {
    for (struct runloop *loop = loops; loop != NULL; loop = loop->next) {
        while (loop->tasks != NULL) {
            struct task *gone = loop->tasks;
            loop->tasks = gone->next;
            if (gone->owned) free(gone->argument);
            free(gone);
        }
        loop->stopped_early = false;
    }
    while (observers != NULL) {
        struct observer *gone = observers;
        observers = gone->next;
        drop(gone->name);
        free(gone);
    }
}

EXPORT int32_t standin_loop_entries(void *pointer) {
    struct runloop *loop = object_check(pointer, K_RUN_LOOP, "standin_loop_entries");
    int32_t count = 0;
    lock();
    for (struct entry *e = loop == NULL ? NULL : loop->entries; e != NULL; e = e->next) count++;
    unlock();
    return count;
}
