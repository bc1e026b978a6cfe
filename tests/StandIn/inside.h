// What the stand-in's files share with each other; nothing of it is for the program under test.
#pragma once

#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__((visibility("default")))

typedef uint8_t Boolean;
typedef uint16_t UniChar;
typedef int64_t CFIndex;
typedef int32_t OSStatus;
typedef uint64_t ItemCount;
typedef const void *CFTypeRef;
typedef struct { CFIndex location, length; } CFRange;
typedef struct { double x, y; } CGPoint;
typedef struct { double x, y, width, height; } CGRect;

// ---- trace.c: one lock over everything (recursive; never held while the program's callbacks run) ----

void lock(void);
void unlock(void);
void await_news(void);                          // waits, with the lock held once, until something was recorded
bool await_news_until(uint64_t monotonic_ns);   // false: the time has come
void news(void);
uint64_t monotonic_ns(void);
uint64_t thread_serial(void);                   // of the calling thread; unlike pthread_self never used twice
bool on_main_thread(void);
bool on_first_thread(void);

__attribute__((format(printf, 1, 2))) void violation(const char *format, ...);
__attribute__((format(printf, 1, 2))) void note(const char *format, ...);

struct text { char *at; size_t length, room; };
__attribute__((format(printf, 2, 3))) void text_add(struct text *text, const char *format, ...);
int32_t text_out(struct text *text, char *to, int32_t size); // copies, frees, returns the whole length

struct probe { const char *name; atomic_long calls; atomic_uint_fast64_t thread; atomic_bool listed; struct probe *next; };
bool enter(struct probe *here, int32_t *status); // true: a script says what to answer
int64_t probe_calls(const char *name);
void trace_reset(void);

#define COUNTED_AS(label) do { static struct probe here_ = { .name = (label) }; int32_t status_; (void)enter(&here_, &status_); } while (0)
#define COUNTED() COUNTED_AS(__func__)
#define SCRIPTED_AS(label, type)                                                                                                           \
    do {                                                                                                                                   \
        static struct probe here_ = { .name = (label) };                                                                                   \
        int32_t status_;                                                                                                                   \
        if (enter(&here_, &status_)) return (type)(intptr_t)status_;                                                                       \
    } while (0)
#define SCRIPTED(type) SCRIPTED_AS(__func__, type)
#define SCRIPTED_VOID(label) \
    do { static struct probe here_ = { .name = (label) }; int32_t status_; if (enter(&here_, &status_)) return; } while (0)

// ---- objects.c: CoreFoundation's and Objective-C's objects, counted ----

enum kind {
    K_STRING, K_NUMBER, K_BOOLEAN, K_DATA, K_ARRAY, K_DICTIONARY, K_SET, K_RUN_LOOP, K_SOURCE, K_TIMER, K_MACH_PORT, K_CENTER,
    K_EVENT_SOURCE, K_EVENT, K_INPUT_SOURCE, K_HID_MANAGER, K_HID_DEVICE, K_PORT, K_NSOBJECT, K_KINDS, K_ANY = -1
};

struct object {
    const void *isa;        // toll-free bridging: an Objective-C message may be sent to every one
    uint32_t magic;
    int16_t kind;
    bool immortal;
    int32_t client, inner;  // references the program holds, references this library holds
    uint32_t epoch;         // which standin_reset it came after
    const char *from;       // the function that handed it to the program
    size_t size;
    struct object *next;
};

void *object_new(enum kind kind, size_t size);
void *object_check(const void *object, int kind, const char *function); // NULL and a violation, if it is none or gone
bool object_known(const void *object);
void *hold(const void *object);             // one reference of this library's; returns its argument, NULL passes
void drop(const void *object);
void *give(void *object, const char *from); // one reference to the program
void object_retain(void *object, const char *function);
bool object_release(void *object, const char *function);
void hand_to_pool(void *object);            // the program's reference becomes the library's
extern void (*const finalizers[K_KINDS])(void *);
extern const char *const kind_names[K_KINDS];
void finalize_string(void *), finalize_array(void *), finalize_dictionary(void *), finalize_data(void *);
void finalize_source(void *), finalize_timer(void *), finalize_event(void *), finalize_hid(void *), finalize_hid_device(void *),
    finalize_nsobject(void *);
void objects_reset(void);
const void *class_of_kind(int kind);        // objc.c

// ---- corefoundation.c ----

struct string { struct object object; CFIndex length; char *utf8; UniChar units[]; };
struct string *string_new(const char *utf8);
struct string *string_constant(const char *utf8);
const char *string_text(const void *string, const char *function); // UTF-8, lives as long as the string
bool equal(const void *one, const void *other);
void *number_new(int64_t value);
bool number_value(const void *number, int64_t *value);
void *data_new(const void *bytes, size_t length);
void *dictionary_new(void);
void dictionary_set(void *dictionary, const void *key, const void *value);
void dictionary_put(void *dictionary, const char *key, void *value); // takes over the value's reference
void *dictionary_get(const void *dictionary, const void *key);
void dictionary_remove(void *dictionary, const void *key);
void *dictionary_copy(const void *dictionary);
int64_t dictionary_count(const void *dictionary);
void dictionary_entry(const void *dictionary, int64_t index, void **key, void **value);
void *array_new(const void *const *values, int64_t count);
int64_t array_count(const void *array);
void *array_at(const void *array, int64_t index);
void *set_new(const void *const *values, int64_t count);
void corefoundation_begin(void);
extern const void *kCFRunLoopDefaultMode, *kCFRunLoopCommonModes, *kCFBooleanTrue, *kCFBooleanFalse;

// ---- runloop.c ----

struct runloop;
struct runloop *runloop_current(void);
struct runloop *runloop_main(void);
void runloop_post(struct runloop *loop, void (*job)(void *), void *argument); // run in the default mode, without the lock; wakes the loop
void runloop_post_owned(struct runloop *loop, void (*job)(void *), void *argument); // the argument is malloc's: freed if the job never runs
void runloop_post_at(struct runloop *loop, uint64_t due_ns, void (*job)(void *), void *argument); // owned too
void runloop_wake(struct runloop *loop);
void *inner_source_new(void (*perform)(void *), void *info); // a run loop source that serves this library
void source_signal(void *source);                            // and wakes every loop that it is in
void runloop_begin(void);
void runloop_reset(void);
void main_thread_is_here(bool set);

// ---- worker.c: foreign threads the program didn't make ----

enum worker { W_RECEIVE, W_SYSEX, W_OTHER, W_COUNT };
void worker_post(enum worker worker, uint64_t due_ns, void (*job)(void *), void *argument);
void worker_drop(enum worker worker, bool (*which)(void (*job)(void *), void *argument, void *context), void *context);
bool worker_is_here(enum worker worker);
void worker_drain(enum worker worker);

// ---- the rest ----

void block_check(const void *block, const char *function);
#define BLOCK_INVOKE(block) (*(void *const *)((const char *)(block) + 16))

void coremidi_begin(void), coremidi_reset(void), midi_flow_reset(void), midi_packets_reset(void);
void coregraphics_begin(void), coregraphics_reset(void);
void hiservices_begin(void), hiservices_reset(void);
void hitoolbox_begin(void), hitoolbox_reset(void);
void coreaudio_begin(void), coreaudio_reset(void);
void iokit_begin(void), iokit_reset(void);
void objc_begin(void), objc_reset(void);
void libsystem_begin(void), libsystem_reset(void), darwin_files_reset(void), darwin_processes_reset(void);

uint64_t mach_absolute_time(void);
uint64_t mach_to_ns(uint64_t ticks);
void post_distributed(const char *name);
void *system_event_new(int64_t subtype, int64_t data1, int64_t data2, uint64_t flags); // coregraphics.c
void objc_class(const char *name, const char *super, bool main_only);                   // objc.c, for appkit.c
void objc_method(const char *name, bool of_class, const char *selector, void *implementation);
void *objc_instance(const char *name);                                                  // one of ours, no reference yet
void *objc_pooled(void *object);                                                        // the innermost pool's; returns it
void *objc_method_of(const void *receiver, const char *selector);
bool objc_selector_good(const void *selector);
void appkit_begin(void), appkit_reset(void);
#define HELD 6
struct nsobject { struct object object; void *held[HELD]; int64_t numbers[HELD]; char extra[]; };
