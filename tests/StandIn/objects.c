// Objects with two counts: the program's references and this library's own. So a release too many by the program is seen even of
// something the library still holds, and a leak is what the program still holds. Nothing released is given back to malloc at
// once: it is poisoned and kept a while, so that a later use is a line in the report and not a crash.
#include "inside.h"
#include "standin.h"

#if defined(__SANITIZE_ADDRESS__)
#define ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASAN 1
#endif
#endif
#ifdef ASAN
#include <sanitizer/asan_interface.h>
#endif

#define LIVE 0x0b1ec701u
#define DEAD 0xdeadc0deu
#define QUARANTINE 200000 // dead objects that are kept

const char *const kind_names[K_KINDS] = {
    "CFString", "CFNumber", "CFBoolean", "CFData", "CFArray", "CFDictionary", "CFSet", "CFRunLoop", "CFRunLoopSource", "CFRunLoopTimer",
    "CFMachPort", "CFNotificationCenter", "CGEventSource", "CGEvent", "TISInputSource", "IOHIDManager", "IOHIDDevice", "IONotificationPort",
    "NSObject",
};

void (*const finalizers[K_KINDS])(void *) = {
    [K_STRING] = finalize_string, [K_DATA] = finalize_data, [K_ARRAY] = finalize_array, [K_SET] = finalize_array,
    [K_DICTIONARY] = finalize_dictionary, [K_SOURCE] = finalize_source, [K_TIMER] = finalize_timer, [K_EVENT] = finalize_event,
    [K_HID_MANAGER] = finalize_hid, [K_HID_DEVICE] = finalize_hid_device, [K_NSOBJECT] = finalize_nsobject,
};

static struct { int64_t given, gone, retains, releases, over; } tally[K_KINDS];
static uint32_t epoch;

// Every address ever handed out that malloc doesn't have back: open addressing, power of two.
static const struct object **table;
static size_t table_room, table_used;
static const struct object gravestone;

static size_t slot_of(const void *object) { return (size_t)(((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 20) & (table_room - 1); }

static bool table_has(const void *object) {
    if (table_room == 0) return false;
    for (size_t i = slot_of(object);; i = (i + 1) & (table_room - 1)) {
        if (table[i] == object) return true;
        if (table[i] == NULL) return false;
    }
}

static void table_place(const struct object *object) {
    size_t i = slot_of(object);
    while (table[i] != NULL) i = (i + 1) & (table_room - 1);
    table[i] = object;
    table_used++;
}

static void table_add(const struct object *object) {
    if ((table_used + 1) * 2 > table_room) {
        const struct object **old = table;
        size_t room = table_room;
        table_room = room == 0 ? 4096 : room * 2;
        table = calloc(table_room, sizeof *table);
        table_used = 0;
        for (size_t i = 0; i < room; i++)
            if (old[i] != NULL && old[i] != &gravestone) table_place(old[i]);
        free(old);
    }
    table_place(object);
}

static void table_remove(const void *object) {
    for (size_t i = slot_of(object); table[i] != NULL; i = (i + 1) & (table_room - 1)) {
        if (table[i] != object) continue;
        table[i] = &gravestone;
        return;
    }
}

void *object_new(enum kind kind, size_t size) {
    struct object *object = calloc(1, size);
    object->magic = LIVE;
    object->kind = (int16_t)kind;
    object->size = size;
    lock();
    object->epoch = epoch;
    object->isa = class_of_kind(kind);
    table_add(object);
    unlock();
    return object;
}

bool object_known(const void *object) {
    lock();
    bool known = ((uintptr_t)object & 7) == 0 && table_has(object) && ((const struct object *)object)->magic == LIVE;
    unlock();
    return known;
}

void *object_check(const void *pointer, int kind, const char *function) {
    if (pointer == NULL) {
        violation("%s: NULL where an object is needed", function);
        return NULL;
    }
    lock();
    const struct object *object = NULL;
    if (((uintptr_t)pointer & 7) != 0 || !table_has(pointer)) {
        violation("%s: %p is no object", function, pointer);
    } else {
        object = pointer;
        if (object->magic != LIVE) {
            violation("%s: use of a %s after its last release", function, kind_names[object->kind]);
            object = NULL;
        } else if (kind != K_ANY && object->kind != kind) {
            violation("%s: a %s where a %s is needed", function, kind_names[object->kind], kind_names[kind]);
            object = NULL;
        }
    }
    unlock();
    return (void *)(uintptr_t)object;
}

static struct object *oldest, *newest;
static size_t kept;

static void bury(struct object *object) {
    if (finalizers[object->kind] != NULL) finalizers[object->kind](object);
    object->magic = DEAD;
    char *body = (char *)object + sizeof *object;
    size_t length = object->size - sizeof *object;
    memset(body, 0xDB, length);
#ifdef ASAN
    __asan_poison_memory_region(body, length);
#endif
    object->next = NULL;
    if (newest != NULL) newest->next = object;
    else oldest = object;
    newest = object;
    if (++kept <= QUARANTINE) return;
    struct object *last = oldest;
    oldest = last->next;
    kept--;
    table_remove(last);
#ifdef ASAN
    __asan_unpoison_memory_region((char *)last + sizeof *last, last->size - sizeof *last);
#endif
    free(last);
}

void *hold(const void *pointer) {
    if (pointer == NULL) return NULL;
    struct object *object = (struct object *)(uintptr_t)pointer;
    lock();
    object->inner++;
    unlock();
    return object;
}

void drop(const void *pointer) {
    if (pointer == NULL) return;
    struct object *object = (struct object *)(uintptr_t)pointer;
    lock();
    if (--object->inner == 0 && object->client == 0 && !object->immortal) bury(object);
    unlock();
}

void *give(void *pointer, const char *from) {
    struct object *object = pointer;
    if (object == NULL) return NULL;
    lock();
    if (!object->immortal) {
        if (object->client++ == 0) tally[object->kind].given++;
        object->from = from;
        object->epoch = epoch;
    }
    unlock();
    return object;
}

void object_retain(void *pointer, const char *function) {
    struct object *object = pointer;
    lock();
    if (!object->immortal) {
        if (object->client++ == 0) {
            tally[object->kind].given++;
            object->from = function;
            object->epoch = epoch;
        }
        tally[object->kind].retains++;
    }
    unlock();
}

static const char *label(struct object *object) {
    return object->kind == K_STRING ? string_text(object, "label") : "";
}

static bool let_go(struct object *object, const char *function) {
    if (object->immortal) return true;
    if (object->client == 0) {
        tally[object->kind].over++;
        violation("%s: a %s \"%s\" released more often than it was retained", function, kind_names[object->kind], label(object));
        return false;
    }
    if (--object->client == 0) tally[object->kind].gone++;
    return true;
}

bool object_release(void *pointer, const char *function) {
    struct object *object = pointer;
    lock();
    bool good = let_go(object, function);
    if (good && !object->immortal) {
        tally[object->kind].releases++;
        if (object->client == 0 && object->inner == 0) bury(object);
    }
    unlock();
    return good;
}

void hand_to_pool(void *pointer) {
    struct object *object = pointer;
    lock();
    if (let_go(object, "autorelease")) object->inner++;
    unlock();
}

// ---- read-outs ----

EXPORT int64_t standin_live(const char *kind) {
    int64_t live = 0;
    lock();
    for (size_t i = 0; i < table_room; i++) {
        const struct object *object = table[i];
        if (object == NULL || object == &gravestone || object->magic != LIVE || object->client == 0 || object->epoch != epoch) continue;
        if (kind == NULL || strcmp(kind, kind_names[object->kind]) == 0) live++;
    }
    unlock();
    return live;
}

EXPORT int32_t standin_balance_text(char *to, int32_t size) {
    struct text out = { 0 };
    lock();
    for (int k = 0; k < K_KINDS; k++) {
        if (tally[k].given == 0 && tally[k].over == 0) continue;
        text_add(&out, "%s: %ld handed out, %ld given back, %ld live, %ld retains, %ld releases, %ld over-released\n", kind_names[k],
                 (long)tally[k].given, (long)tally[k].gone, (long)standin_live(kind_names[k]), (long)tally[k].retains,
                 (long)tally[k].releases, (long)tally[k].over);
    }
    unlock();
    return text_out(&out, to, size);
}

EXPORT int32_t standin_leaks_text(char *to, int32_t size) {
    struct text out = { 0 };
    int lines = 0;
    lock();
    for (size_t i = 0; i < table_room && lines < 200; i++) {
        struct object *object = (struct object *)(uintptr_t)table[i];
        if (object == NULL || object == &gravestone || object->magic != LIVE || object->client == 0 || object->epoch != epoch) continue;
        text_add(&out, "%s \"%s\" from %s, %d held\n", kind_names[object->kind], label(object), object->from, object->client);
        lines++;
    }
    unlock();
    return text_out(&out, to, size);
}

void objects_reset(void) {
    epoch++;
    memset(tally, 0, sizeof tally);
}
