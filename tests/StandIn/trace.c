// The lock, the list of what was wrong, call counts and scripted answers.
#include "inside.h"
#include "standin.h"
#include "host.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t everything;
static pthread_cond_t told;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make_lock(void) {
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&everything, &recursive);
    pthread_condattr_t monotonic;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&told, &monotonic);
}

void lock(void) {
    pthread_once(&once, make_lock);
    pthread_mutex_lock(&everything);
}

void unlock(void) { pthread_mutex_unlock(&everything); }

// One condition for all who wait, run loops and workers too: simple, and the number of threads is small.
void news(void) { pthread_cond_broadcast(&told); }

void await_news(void) { pthread_cond_wait(&told, &everything); }

bool await_news_until(uint64_t ns) {
    struct timespec when = { (time_t)(ns / 1000000000u), (long)(ns % 1000000000u) };
    return pthread_cond_timedwait(&told, &everything, &when) == 0;
}

uint64_t monotonic_ns(void) {
    struct timespec now;
    host_clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static _Thread_local uint64_t own_serial;
static atomic_uint_fast64_t last_serial;
static atomic_uint_fast64_t main_serial; // 0: the process's first thread

uint64_t thread_serial(void) {
    if (own_serial == 0) own_serial = atomic_fetch_add(&last_serial, 1) + 1;
    return own_serial;
}

bool on_first_thread(void) { return (pid_t)syscall(SYS_gettid) == getpid(); }

bool on_main_thread(void) {
    uint64_t set = atomic_load(&main_serial);
    return set != 0 ? set == thread_serial() : on_first_thread();
}

EXPORT void standin_set_main_thread(void) {
    atomic_store(&main_serial, thread_serial());
    main_thread_is_here(true);
}

EXPORT void standin_clear_main_thread(void) {
    atomic_store(&main_serial, 0);
    main_thread_is_here(false);
}

EXPORT uint64_t standin_thread(void) { return thread_serial(); }

// ---- texts ----

void text_add(struct text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        if (text->length + (size_t)length + 1 > text->room) {
            text->room = (text->length + (size_t)length + 1) * 2;
            text->at = realloc(text->at, text->room);
        }
        vsnprintf(text->at + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

int32_t text_out(struct text *text, char *to, int32_t size) {
    int32_t length = (int32_t)text->length;
    if (to != NULL && size > 0) {
        size_t take = text->length < (size_t)size - 1 ? text->length : (size_t)size - 1;
        if (take > 0) memcpy(to, text->at, take);
        to[take] = 0;
    }
    free(text->at);
    *text = (struct text){ 0 };
    return length;
}

static struct { struct text lines; int32_t count; } violations, notes;

static void say(struct text *lines, const char *format, va_list arguments) {
    char line[512];
    vsnprintf(line, sizeof line, format, arguments);
    if (lines->length < 200000) text_add(lines, "%s\n", line);
}

void violation(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    lock();
    violations.count++;
    say(&violations.lines, format, arguments);
    news();
    unlock();
    va_end(arguments);
}

void note(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    lock();
    notes.count++;
    say(&notes.lines, format, arguments);
    news();
    unlock();
    va_end(arguments);
}

static int32_t copy_lines(struct text *lines, char *to, int32_t size) {
    struct text copy = { 0 };
    lock();
    if (lines->length > 0) text_add(&copy, "%s", lines->at);
    unlock();
    return text_out(&copy, to, size);
}

EXPORT int32_t standin_violations(void) {
    lock();
    int32_t count = violations.count;
    unlock();
    return count;
}

EXPORT int32_t standin_violations_text(char *to, int32_t size) { return copy_lines(&violations.lines, to, size); }

EXPORT int32_t standin_notes_text(char *to, int32_t size) { return copy_lines(&notes.lines, to, size); }

// ---- calls and scripts ----

static struct probe *probes;

struct script { char *function; int32_t status, skip, times; struct script *next; };
static struct script *scripts;
static atomic_int script_count;

static bool scripted(const char *name, int32_t *status) {
    for (struct script *s = scripts; s != NULL; s = s->next) {
        if (s->times == 0 || strcmp(s->function, name) != 0) continue;
        if (s->skip > 0) {
            s->skip--;
            continue;
        }
        if (s->times > 0) s->times--;
        *status = s->status;
        return true;
    }
    return false;
}

bool enter(struct probe *here, int32_t *status) {
    atomic_fetch_add(&here->calls, 1);
    atomic_store(&here->thread, thread_serial());
    if (!atomic_load(&here->listed)) {
        lock();
        if (!atomic_exchange(&here->listed, true)) {
            here->next = probes;
            probes = here;
        }
        unlock();
    }
    if (atomic_load(&script_count) == 0) return false;
    lock();
    bool found = scripted(here->name, status);
    if (found) news();
    unlock();
    return found;
}

int64_t probe_calls(const char *name) {
    int64_t calls = 0;
    lock();
    for (struct probe *p = probes; p != NULL; p = p->next)
        if (strcmp(p->name, name) == 0) calls += atomic_load(&p->calls);
    unlock();
    return calls;
}

EXPORT int64_t standin_calls(const char *function) { return probe_calls(function); }

EXPORT uint64_t standin_called_on(const char *function) {
    uint64_t thread = 0;
    lock();
    for (struct probe *p = probes; p != NULL; p = p->next)
        if (strcmp(p->name, function) == 0 && atomic_load(&p->calls) > 0) thread = atomic_load(&p->thread);
    unlock();
    return thread;
}

EXPORT int32_t standin_calls_text(char *to, int32_t size) {
    struct text out = { 0 };
    lock();
    for (struct probe *p = probes; p != NULL; p = p->next)
        if (atomic_load(&p->calls) > 0) text_add(&out, "%s %ld\n", p->name, atomic_load(&p->calls));
    unlock();
    return text_out(&out, to, size);
}

EXPORT void standin_fail_after(const char *function, int32_t skip, int32_t status, int32_t times) {
    struct script *s = malloc(sizeof *s);
    *s = (struct script){ strdup(function), status, skip, times, NULL };
    lock();
    struct script **end = &scripts;
    while (*end != NULL) end = &(*end)->next;
    *end = s;
    atomic_fetch_add(&script_count, 1);
    unlock();
}

EXPORT void standin_fail(const char *function, int32_t status, int32_t times) { standin_fail_after(function, 0, status, times); }

EXPORT void standin_clear_failures(void) {
    lock();
    while (scripts != NULL) {
        struct script *gone = scripts;
        scripts = gone->next;
        free(gone->function);
        free(gone);
    }
    atomic_store(&script_count, 0);
    unlock();
}

// The functions that are only counted don't tell news, so this one looks again every few milliseconds.
EXPORT int64_t standin_wait_calls(const char *function, int64_t count, int32_t ms) {
    uint64_t end = monotonic_ns() + (uint64_t)ms * 1000000u;
    lock();
    int64_t calls = probe_calls(function);
    while (calls < count && monotonic_ns() < end) {
        uint64_t look = monotonic_ns() + 2000000u;
        await_news_until(look < end ? look : end);
        calls = probe_calls(function);
    }
    unlock();
    return calls;
}

void trace_reset(void) {
    standin_clear_failures();
    for (struct probe *p = probes; p != NULL; p = p->next) atomic_store(&p->calls, 0);
    free(violations.lines.at);
    free(notes.lines.at);
    memset(&violations, 0, sizeof violations);
    memset(&notes, 0, sizeof notes);
}
