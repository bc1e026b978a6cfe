// CoreAudio's hardware properties: the default output device, its volume and mute; listeners are called from a foreign thread.
#include "inside.h"
#include "standin.h"

#define CODE(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

struct address { uint32_t selector, scope, element; };
_Static_assert(sizeof(struct address) == 12, "AudioObjectPropertyAddress");

enum { unknown_property = 0x77686F3F /* who? */, bad_object = 0x216F626A /* !obj */, bad_size = 0x2173697A /* !siz */ };

typedef OSStatus listener(uint32_t, uint32_t, const struct address *, void *);
struct registration { uint32_t object; struct address address; listener *call; void *refcon; struct registration *next; };

struct device { uint32_t id; float volume; uint32_t mute; int32_t style; };
static struct device devices[4];
static int device_count;
static uint32_t default_device;
static struct registration *registrations;

static struct device *device_find(uint32_t id) {
    for (int i = 0; i < device_count; i++)
        if (devices[i].id == id) return &devices[i];
    return NULL;
}

// Where a property lives; its size, 0: nowhere.
static uint32_t locate(uint32_t object, const struct address *a, void **where, bool *settable, OSStatus *status) {
    static const char name[] = "Speakers";
    *status = unknown_property;
    *settable = false;
    if (a == NULL) return 0;
    if (object == 1) {
        *where = &default_device;
        *settable = true;
        return (a->selector == CODE('d', 'O', 'u', 't') || a->selector == CODE('s', 'O', 'u', 't')) && a->scope == CODE('g', 'l', 'o', 'b')
                   ? 4
                   : 0;
    }
    struct device *device = device_find(object);
    if (device == NULL) return *status = bad_object, 0;
    bool output = a->scope == CODE('o', 'u', 't', 'p');
    if (a->selector == CODE('l', 'n', 'a', 'm')) return *where = (void *)(uintptr_t)name, 8;
    if (!output || device->style == STANDIN_AUDIO_FIXED) return 0;
    *settable = true;
    bool main_element = a->element == 0 && device->style == STANDIN_AUDIO_PLAIN;
    bool channel = (a->element == 1 || a->element == 2) && device->style == STANDIN_AUDIO_CHANNELS;
    if (a->selector == CODE('v', 'm', 'v', 'c') && a->element == 0 && device->style == STANDIN_AUDIO_PLAIN)
        return *where = &device->volume, 4;
    if (a->selector == CODE('v', 'o', 'l', 'm') && (main_element || channel)) return *where = &device->volume, 4;
    if (a->selector == CODE('m', 'u', 't', 'e') && a->element == 0) return *where = &device->mute, 4;
    return 0;
}

struct change { uint32_t object; struct address address; };

static void tell(void *argument) {
    struct change change = *(struct change *)argument;
    free(argument);
    struct registration found[16];
    int count = 0;
    lock();
    for (struct registration *r = registrations; r != NULL && count < 16; r = r->next)
        if (r->object == change.object && r->address.selector == change.address.selector) found[count++] = *r;
    unlock();
    for (int i = 0; i < count; i++) found[i].call(change.object, 1, &change.address, found[i].refcon);
}

static void changed(uint32_t object, struct address address) {
    struct change *change = malloc(sizeof *change);
    *change = (struct change){ object, address };
    worker_post(W_OTHER, 0, tell, change);
}

static void device_changed(uint32_t id, const char *selector) {
    changed(id, (struct address){ CODE(selector[0], selector[1], selector[2], selector[3]), CODE('o', 'u', 't', 'p'), 0 });
}

EXPORT Boolean AudioObjectHasProperty(uint32_t object, const struct address *a) {
    SCRIPTED(Boolean);
    void *where;
    bool settable;
    OSStatus status;
    lock();
    bool has = locate(object, a, &where, &settable, &status) != 0;
    unlock();
    return has;
}

EXPORT OSStatus AudioObjectIsPropertySettable(uint32_t object, const struct address *a, Boolean *to) {
    SCRIPTED(OSStatus);
    void *where;
    bool settable;
    OSStatus status;
    lock();
    uint32_t size = locate(object, a, &where, &settable, &status);
    unlock();
    if (size == 0) return status;
    *to = settable;
    return 0;
}

EXPORT OSStatus AudioObjectGetPropertyDataSize(
    uint32_t object, const struct address *a, uint32_t qualifier, const void *with, uint32_t *to) {
    SCRIPTED(OSStatus);
    (void)qualifier, (void)with;
    void *where;
    bool settable;
    OSStatus status;
    lock();
    uint32_t size = locate(object, a, &where, &settable, &status);
    unlock();
    if (size == 0) return status;
    *to = size;
    return 0;
}

EXPORT OSStatus AudioObjectGetPropertyData(
    uint32_t object, const struct address *a, uint32_t qualifier, const void *with, uint32_t *size, void *to) {
    SCRIPTED(OSStatus);
    if (qualifier != 0 || with != NULL) violation("AudioObjectGetPropertyData: a qualifier of %u bytes", qualifier);
    void *where;
    bool settable;
    OSStatus status;
    lock();
    uint32_t have = locate(object, a, &where, &settable, &status);
    if (have != 0 && (size == NULL || to == NULL || *size < have)) have = 0, status = bad_size;
    if (have == 8) {
        void *name = give(string_new(where), "AudioObjectGetPropertyData");
        memcpy(to, &name, 8);
    } else if (have != 0) {
        memcpy(to, where, have);
    }
    if (have != 0) *size = have;
    unlock();
    return have != 0 ? 0 : status;
}

EXPORT OSStatus AudioObjectSetPropertyData(
    uint32_t object, const struct address *a, uint32_t qualifier, const void *with, uint32_t size, const void *from) {
    SCRIPTED(OSStatus);
    if (qualifier != 0 || with != NULL) violation("AudioObjectSetPropertyData: a qualifier of %u bytes", qualifier);
    void *where;
    bool settable;
    OSStatus status;
    lock();
    uint32_t have = locate(object, a, &where, &settable, &status);
    if (have != 0 && !settable) have = 0;
    if (have != 0 && (size != have || from == NULL)) have = 0, status = bad_size;
    if (have != 0) {
        struct device *device = device_find(object);
        memcpy(where, from, have);
        if (device != NULL && where == (void *)&device->volume && !(device->volume >= 0 && device->volume <= 1)) {
            violation("AudioObjectSetPropertyData: volume %g", (double)device->volume);
            device->volume = device->volume > 1 ? 1 : 0;
        }
        changed(object, *a);
        news();
    }
    unlock();
    return have != 0 ? 0 : status;
}

EXPORT OSStatus AudioObjectAddPropertyListener(uint32_t object, const struct address *a, listener *call, void *refcon) {
    SCRIPTED(OSStatus);
    void *where;
    bool settable;
    OSStatus status;
    if (a == NULL || call == NULL) return violation("AudioObjectAddPropertyListener: no address or nobody to call"), -50;
    lock();
    uint32_t have = locate(object, a, &where, &settable, &status);
    if (have != 0) {
        struct registration *r = malloc(sizeof *r);
        *r = (struct registration){ object, *a, call, refcon, registrations };
        registrations = r;
    }
    unlock();
    return have != 0 ? 0 : status;
}

EXPORT OSStatus AudioObjectRemovePropertyListener(uint32_t object, const struct address *a, listener *call, void *refcon) {
    SCRIPTED(OSStatus);
    lock();
    for (struct registration **at = &registrations; *at != NULL; at = &(*at)->next) {
        struct registration *r = *at;
        if (r->object != object || memcmp(&r->address, a, sizeof *a) != 0 || r->call != call || r->refcon != refcon) continue;
        *at = r->next;
        free(r);
        break;
    }
    unlock();
    return 0;
}

EXPORT uint64_t AudioConvertHostTimeToNanos(uint64_t ticks) { COUNTED(); return mach_to_ns(ticks); }
EXPORT uint64_t AudioConvertNanosToHostTime(uint64_t ns) { COUNTED(); return standin_ticks(ns); }
EXPORT uint64_t AudioGetCurrentHostTime(void) { COUNTED(); return mach_absolute_time(); }
EXPORT double AudioGetHostClockFrequency(void) { COUNTED(); return (double)standin_ticks(1000000000u); }

// ---- control ----

EXPORT uint32_t standin_audio_add(int32_t style) {
    lock();
    uint32_t id = device_count < 4 ? 0xA0000050u + (uint32_t)device_count * 7 : 0;
    if (id != 0) devices[device_count++] = (struct device){ id, 0.5f, 0, style };
    unlock();
    return id;
}

EXPORT void standin_audio_default(uint32_t id) {
    lock();
    default_device = id;
    changed(1, (struct address){ CODE('d', 'O', 'u', 't'), CODE('g', 'l', 'o', 'b'), 0 });
    unlock();
}

EXPORT void standin_audio_set(uint32_t id, float volume, int32_t mute) {
    lock();
    struct device *device = device_find(id == 0 ? default_device : id);
    if (device != NULL) {
        device->volume = volume;
        device->mute = mute != 0;
        device_changed(device->id, "vmvc");
        device_changed(device->id, "volm");
        device_changed(device->id, "mute");
    }
    unlock();
}

EXPORT int32_t standin_audio_get(uint32_t id, float *volume, int32_t *mute) {
    lock();
    struct device *device = device_find(id == 0 ? default_device : id);
    if (device != NULL) *volume = device->volume, *mute = (int32_t)device->mute;
    unlock();
    return device != NULL;
}

EXPORT void standin_audio_remove(uint32_t id) {
    lock();
    struct device *device = device_find(id);
    if (device != NULL) *device = devices[--device_count];
    if (default_device == id) standin_audio_default(device_count > 0 ? devices[0].id : 0);
    unlock();
}

EXPORT int32_t standin_audio_listeners(void) {
    int32_t count = 0;
    lock();
    for (struct registration *r = registrations; r != NULL; r = r->next) count++;
    unlock();
    return count;
}

void coreaudio_begin(void) { coreaudio_reset(); }

void coreaudio_reset(void) {
    while (registrations != NULL) {
        struct registration *gone = registrations;
        registrations = gone->next;
        free(gone);
    }
    device_count = 0;
    default_device = standin_audio_add(STANDIN_AUDIO_PLAIN);
}
