// Threads of this library's own: CoreMIDI's receive thread, the one that sends SysEx, and one for everything else that calls the
// program from a thread it didn't make.
#include "inside.h"
#include "standin.h"
#include "host.h"

struct job { void (*run)(void *); void *argument; uint64_t due; struct job *next; };

static struct { struct job *first; bool started, busy; uint64_t serial; } workers[W_COUNT];

static void *work(void *argument) {
    static const char *const names[W_COUNT] = { "standin-receive", "standin-sysex", "standin-other" };
    intptr_t which = (intptr_t)argument;
    prctl(PR_SET_NAME, names[which]);
    lock();
    workers[which].serial = thread_serial();
    for (;;) {
        struct job *job = workers[which].first;
        if (job == NULL) {
            await_news();
            continue;
        }
        if (job->due > monotonic_ns()) {
            await_news_until(job->due);
            continue;
        }
        workers[which].first = job->next;
        workers[which].busy = true;
        unlock();
        job->run(job->argument);
        free(job);
        lock();
        workers[which].busy = false;
        news();
    }
    return NULL;
}

void worker_post(enum worker which, uint64_t due, void (*run)(void *), void *argument) {
    struct job *job = malloc(sizeof *job);
    *job = (struct job){ run, argument, due, NULL };
    lock();
    if (!workers[which].started) {
        workers[which].started = true;
        pthread_t thread;
        pthread_attr_t detached;
        pthread_attr_init(&detached);
        pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
        pthread_create(&thread, &detached, work, (void *)(intptr_t)which);
        pthread_attr_destroy(&detached);
    }
    struct job **at = &workers[which].first;
    while (*at != NULL && (*at)->due <= due) at = &(*at)->next;
    job->next = *at;
    *at = job;
    news();
    unlock();
}

void worker_drop(enum worker which, bool (*match)(void (*run)(void *), void *argument, void *context), void *context) {
    lock();
    for (struct job **at = &workers[which].first; *at != NULL;) {
        struct job *job = *at;
        if (!match(job->run, job->argument, context)) {
            at = &job->next;
            continue;
        }
        *at = job->next;
        free(job);
    }
    unlock();
}

bool worker_is_here(enum worker which) { return workers[which].started && workers[which].serial == thread_serial(); }

// Until everything that is due has been done and its callback has returned.
void worker_drain(enum worker which) {
    if (worker_is_here(which)) return;
    lock();
    while (workers[which].busy || (workers[which].first != NULL && workers[which].first->due <= monotonic_ns())) await_news();
    unlock();
}
