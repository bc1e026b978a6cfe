// IOKit: the HID manager with scriptable devices, power notifications with their answers, assertions.
#include "inside.h"
#include "standin.h"

#define NO_DEVICE ((int32_t)0xE00002C0)
#define NOT_OPEN ((int32_t)0xE00002CD)
#define NOT_PERMITTED ((int32_t)0xE00002E2)
#define BAD_ARGUMENT ((int32_t)0xE00002C2)
#define EXCLUSIVE ((int32_t)0xE00002C5)

typedef void device_call(void *, int32_t, void *, void *);
typedef void report_call(void *, int32_t, void *, uint32_t, uint32_t, uint8_t *, CFIndex);
typedef void gone_call(void *, int32_t, void *);

struct hid_manager {
    struct object object;
    void *matching;
    device_call *matched, *removed;
    void *matched_context, *removed_context;
    struct runloop *loop;
    bool open;
    struct hid_manager *next;
};

struct hid_device {
    struct object object;
    int32_t number;
    void *properties;
    bool present, open, seized;
    uint8_t *buffer;
    CFIndex room;
    report_call *report;
    void *report_context;
    gone_call *gone;
    void *gone_context;
    struct runloop *loop;
    struct hid_device *next;
};

static struct hid_manager *managers;
static struct hid_device *hid_devices;
static int32_t last_number, hid_access, hid_prompts;

struct report { int32_t number, type; int64_t id; int32_t length; uint8_t *bytes; struct report *next; };
static struct report *reports;
static int32_t report_count;

void finalize_hid(void *pointer) {
    lock();
    for (struct hid_manager **at = &managers; *at != NULL; at = &(*at)->next) {
        if (*at != pointer) continue;
        struct hid_manager *gone = *at;
        *at = gone->next;
        drop(gone->matching);
        break;
    }
    unlock();
}

void finalize_hid_device(void *device) { drop(((struct hid_device *)device)->properties); }

static bool fits(const struct hid_device *device, const void *wanted) {
    if (wanted == NULL) return true;
    if (((const struct object *)wanted)->kind == K_ARRAY) {
        for (int64_t i = 0; i < array_count(wanted); i++)
            if (fits(device, array_at(wanted, i))) return true;
        return false;
    }
    for (int64_t i = 0; i < dictionary_count(wanted); i++) {
        void *key, *value;
        dictionary_entry(wanted, i, &key, &value);
        void *have = dictionary_get(device->properties, key);
        if (have == NULL || !equal(have, value)) return false;
    }
    return true;
}

struct match { struct hid_manager *manager; struct hid_device *device; bool removed; };

static void tell_match(void *argument) {
    struct match m = *(struct match *)argument;
    free(argument);
    lock();
    device_call *call = m.removed ? m.manager->removed : m.manager->matched;
    void *context = m.removed ? m.manager->removed_context : m.manager->matched_context;
    unlock();
    if (call != NULL) call(context, 0, m.manager, m.device);
    drop(m.manager);
    drop(m.device);
}

static void post_match(struct hid_manager *manager, struct hid_device *device, bool removed) {
    struct match *m = malloc(sizeof *m);
    *m = (struct match){ hold(manager), hold(device), removed };
    runloop_post_owned(manager->loop, tell_match, m);
}

EXPORT void *IOHIDManagerCreate(const void *allocator, uint32_t options) {
    SCRIPTED(void *);
    if (allocator != NULL || options != 0) violation("IOHIDManagerCreate: options 0x%x", options);
    struct hid_manager *manager = object_new(K_HID_MANAGER, sizeof *manager);
    lock();
    manager->next = managers;
    managers = manager;
    unlock();
    return give(manager, "IOHIDManagerCreate");
}

static struct hid_manager *manager_check(void *manager, const char *function) { return object_check(manager, K_HID_MANAGER, function); }

EXPORT int32_t IOHIDManagerOpen(void *pointer, uint32_t options) {
    SCRIPTED(int32_t);
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerOpen");
    if (manager == NULL) return BAD_ARGUMENT;
    if (options != 0) violation("IOHIDManagerOpen: options 0x%x would take the device from everybody else", options);
    if (hid_access == 2) hid_prompts++; // unknown: the first open asks
    if (hid_access != 0) return NOT_PERMITTED;
    manager->open = true;
    return 0;
}

EXPORT int32_t IOHIDManagerClose(void *pointer, uint32_t options) {
    SCRIPTED(int32_t);
    (void)options;
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerClose");
    if (manager == NULL || !manager->open) return NOT_OPEN;
    manager->open = false;
    return 0;
}

static void set_matching(void *pointer, const void *wanted, int kind, const char *function) {
    struct hid_manager *manager = manager_check(pointer, function);
    if (manager == NULL || (wanted != NULL && object_check(wanted, kind, function) == NULL)) return;
    lock();
    hold(wanted);
    drop(manager->matching);
    manager->matching = (void *)(uintptr_t)wanted;
    for (struct hid_device *d = hid_devices; d != NULL && manager->loop != NULL; d = d->next)
        if (d->present && fits(d, wanted)) post_match(manager, d, false);
    unlock();
}

EXPORT void IOHIDManagerSetDeviceMatching(void *manager, const void *wanted) {
    COUNTED();
    set_matching(manager, wanted, K_DICTIONARY, "IOHIDManagerSetDeviceMatching");
}

EXPORT void IOHIDManagerSetDeviceMatchingMultiple(void *manager, const void *wanted) {
    COUNTED();
    set_matching(manager, wanted, K_ARRAY, "IOHIDManagerSetDeviceMatchingMultiple");
}

EXPORT void *IOHIDManagerCopyDevices(void *pointer) {
    SCRIPTED(void *);
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerCopyDevices");
    if (manager == NULL) return NULL;
    const void *found[32];
    int64_t count = 0;
    lock();
    for (struct hid_device *d = hid_devices; d != NULL && count < 32; d = d->next)
        if (d->present && fits(d, manager->matching)) found[count++] = d;
    void *set = count == 0 ? NULL : give(set_new(found, count), "IOHIDManagerCopyDevices");
    unlock();
    return set;
}

EXPORT void IOHIDManagerRegisterDeviceMatchingCallback(void *pointer, device_call *call, void *context) {
    COUNTED();
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerRegisterDeviceMatchingCallback");
    if (manager == NULL) return;
    lock();
    manager->matched = call;
    manager->matched_context = context;
    unlock();
}

EXPORT void IOHIDManagerRegisterDeviceRemovalCallback(void *pointer, device_call *call, void *context) {
    COUNTED();
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerRegisterDeviceRemovalCallback");
    if (manager == NULL) return;
    lock();
    manager->removed = call;
    manager->removed_context = context;
    unlock();
}

EXPORT void IOHIDManagerScheduleWithRunLoop(void *pointer, void *loop, const void *mode) {
    COUNTED();
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerScheduleWithRunLoop");
    if (manager == NULL || object_check(loop, K_RUN_LOOP, "IOHIDManagerScheduleWithRunLoop") == NULL) return;
    if (object_check(mode, K_STRING, "IOHIDManagerScheduleWithRunLoop") == NULL) return;
    lock();
    manager->loop = loop;
    for (struct hid_device *d = hid_devices; d != NULL; d = d->next)
        if (d->present && fits(d, manager->matching)) post_match(manager, d, false);
    unlock();
}

EXPORT void IOHIDManagerUnscheduleFromRunLoop(void *pointer, void *loop, const void *mode) {
    COUNTED();
    (void)mode;
    struct hid_manager *manager = manager_check(pointer, "IOHIDManagerUnscheduleFromRunLoop");
    if (manager != NULL && manager->loop == loop) manager->loop = NULL;
}

static struct hid_device *device_check(void *device, const char *function) { return object_check(device, K_HID_DEVICE, function); }

EXPORT int32_t IOHIDDeviceOpen(void *pointer, uint32_t options) {
    SCRIPTED(int32_t);
    struct hid_device *device = device_check(pointer, "IOHIDDeviceOpen");
    if (device == NULL) return BAD_ARGUMENT;
    if (options != 0) violation("IOHIDDeviceOpen: options 0x%x would take the device from everybody else", options);
    if (!device->present) return NO_DEVICE;
    if (device->seized) return EXCLUSIVE;
    if (hid_access != 0) return NOT_PERMITTED;
    device->open = true;
    return 0;
}

EXPORT int32_t IOHIDDeviceClose(void *pointer, uint32_t options) {
    SCRIPTED(int32_t);
    (void)options;
    struct hid_device *device = device_check(pointer, "IOHIDDeviceClose");
    if (device == NULL || !device->open) return NOT_OPEN;
    device->open = false;
    return 0;
}

EXPORT void *IOHIDDeviceGetProperty(void *pointer, const void *key) {
    SCRIPTED(void *);
    struct hid_device *device = device_check(pointer, "IOHIDDeviceGetProperty");
    if (device == NULL || object_check(key, K_STRING, "IOHIDDeviceGetProperty") == NULL) return NULL;
    return dictionary_get(device->properties, key);
}

// An open manager has its devices open.
static bool is_open(const struct hid_device *device) {
    for (struct hid_manager *m = managers; m != NULL; m = m->next)
        if (m->open && fits(device, m->matching)) return true;
    return device->open;
}

EXPORT int32_t IOHIDDeviceSetReport(void *pointer, int32_t type, CFIndex id, const uint8_t *bytes, CFIndex length) {
    SCRIPTED(int32_t);
    struct hid_device *device = device_check(pointer, "IOHIDDeviceSetReport");
    if (device == NULL || bytes == NULL || length <= 0 || length > 4096 || type < 0 || type > 2) {
        violation("IOHIDDeviceSetReport: type %d, %ld bytes", type, (long)length);
        return BAD_ARGUMENT;
    }
    if (id < 0 || id > 255 || (id != 0 && bytes[0] != id))
        violation("IOHIDDeviceSetReport: report %ld, but its first byte is %02X", (long)id, bytes[0]);
    if (worker_is_here(W_RECEIVE)) violation("IOHIDDeviceSetReport: blocks CoreMIDI's receive thread");
    lock();
    int32_t status = !device->present ? NO_DEVICE : !is_open(device) ? NOT_OPEN : 0;
    if (status == 0) {
        struct report *report = malloc(sizeof *report), **end = &reports;
        *report = (struct report){ device->number, type, id, (int32_t)length, malloc((size_t)length), NULL };
        memcpy(report->bytes, bytes, (size_t)length);
        while (*end != NULL) end = &(*end)->next;
        *end = report;
        report_count++;
        news();
    }
    unlock();
    return status;
}

EXPORT int32_t IOHIDDeviceGetReport(void *pointer, int32_t type, CFIndex id, uint8_t *to, CFIndex *length) {
    SCRIPTED(int32_t);
    (void)type;
    struct hid_device *device = device_check(pointer, "IOHIDDeviceGetReport");
    if (device == NULL || to == NULL || length == NULL || *length <= 0) return BAD_ARGUMENT;
    if (!device->present) return NO_DEVICE;
    memset(to, 0, (size_t)*length);
    to[0] = (uint8_t)id;
    return 0;
}

EXPORT void IOHIDDeviceRegisterInputReportCallback(void *pointer, uint8_t *buffer, CFIndex room, report_call *call, void *context) {
    COUNTED();
    struct hid_device *device = device_check(pointer, "IOHIDDeviceRegisterInputReportCallback");
    if (device == NULL) return;
    lock();
    device->buffer = buffer;
    device->room = room;
    device->report = call;
    device->report_context = context;
    unlock();
}

EXPORT uint32_t IOHIDDeviceGetService(void *pointer) {
    SCRIPTED(uint32_t);
    struct hid_device *device = device_check(pointer, "IOHIDDeviceGetService");
    return device == NULL ? 0 : 0xB0000000u + (uint32_t)device->number;
}

EXPORT void IOHIDDeviceScheduleWithRunLoop(void *pointer, void *loop, const void *mode) {
    COUNTED();
    struct hid_device *device = device_check(pointer, "IOHIDDeviceScheduleWithRunLoop");
    if (device == NULL || object_check(loop, K_RUN_LOOP, "IOHIDDeviceScheduleWithRunLoop") == NULL) return;
    if (object_check(mode, K_STRING, "IOHIDDeviceScheduleWithRunLoop") != NULL) device->loop = loop;
}

EXPORT void IOHIDDeviceUnscheduleFromRunLoop(void *pointer, void *loop, const void *mode) {
    COUNTED();
    (void)mode;
    struct hid_device *device = device_check(pointer, "IOHIDDeviceUnscheduleFromRunLoop");
    if (device != NULL && device->loop == loop) device->loop = NULL;
}

EXPORT void IOHIDDeviceRegisterRemovalCallback(void *pointer, gone_call *call, void *context) {
    COUNTED();
    struct hid_device *device = device_check(pointer, "IOHIDDeviceRegisterRemovalCallback");
    if (device == NULL) return;
    device->gone = call;
    device->gone_context = context;
}

EXPORT uint32_t IOHIDCheckAccess(uint32_t request) {
    SCRIPTED(uint32_t);
    if (request > 1) violation("IOHIDCheckAccess: request %u", request);
    return (uint32_t)hid_access;
}

EXPORT bool IOHIDRequestAccess(uint32_t request) {
    SCRIPTED(bool);
    (void)request;
    if (hid_access != 0) hid_prompts++;
    return hid_access == 0;
}

EXPORT int32_t IORegistryEntryGetRegistryEntryID(uint32_t entry, uint64_t *to) {
    SCRIPTED(int32_t);
    if (entry < 0xB0000000u || to == NULL) return BAD_ARGUMENT;
    *to = 0x100000000u + entry;
    return 0;
}

EXPORT int32_t IOObjectRelease(uint32_t object) {
    SCRIPTED(int32_t);
    if (object == 0) violation("IOObjectRelease: 0");
    return object == 0 ? BAD_ARGUMENT : 0;
}

// ---- power ----

struct port { struct object object; void *source; };
struct message { uint32_t kind; int64_t id; struct message *next; };
typedef void power_call(void *, uint32_t, uint32_t, void *);

static struct { struct port *port; power_call *call; void *refcon; uint32_t notifier; } power;
static struct message *messages;
static int64_t power_id, waiting_for[16];
static int32_t allowed, refused;

static void run_power(void *info) {
    (void)info;
    for (;;) {
        lock();
        struct message *m = messages;
        if (m != NULL) messages = m->next;
        power_call *call = power.call;
        void *refcon = power.refcon;
        unlock();
        if (m == NULL) return;
        if (call != NULL) call(refcon, 0xC0DE0001u, m->kind, (void *)(intptr_t)m->id);
        free(m);
    }
}

EXPORT uint32_t IORegisterForSystemPower(void *refcon, void **port, power_call *call, uint32_t *notifier) {
    SCRIPTED(uint32_t);
    if (port == NULL || call == NULL || notifier == NULL)
        return violation("IORegisterForSystemPower: port, callback and notifier are all needed"), 0;
    lock();
    power.port = hold(object_new(K_PORT, sizeof *power.port));
    power.port->source = hold(inner_source_new(run_power, NULL));
    power.call = call;
    power.refcon = refcon;
    power.notifier = *notifier = 0xC0DE0101u;
    *port = power.port;
    unlock();
    return 0xC0DE0001u;
}

EXPORT int32_t IODeregisterForSystemPower(uint32_t *notifier) {
    SCRIPTED(int32_t);
    if (notifier == NULL || *notifier != power.notifier || power.notifier == 0)
        return violation("IODeregisterForSystemPower: not what was registered"), BAD_ARGUMENT;
    lock();
    power.call = NULL;
    power.notifier = *notifier = 0;
    unlock();
    return 0;
}

static int32_t answer(uint32_t root, int64_t id, int32_t *count, const char *function) {
    if (root != 0xC0DE0001u) return violation("%s: 0x%x is not the root port", function, root), BAD_ARGUMENT;
    bool found = false;
    lock();
    for (int i = 0; i < 16; i++) {
        if (waiting_for[i] != id || id == 0) continue;
        waiting_for[i] = 0;
        found = true;
    }
    if (found) ++*count;
    else violation("%s: nobody waits for an answer to %ld", function, (long)id);
    news();
    unlock();
    return found ? 0 : BAD_ARGUMENT;
}

EXPORT int32_t IOAllowPowerChange(uint32_t root, intptr_t id) {
    SCRIPTED(int32_t);
    return answer(root, id, &allowed, "IOAllowPowerChange");
}

EXPORT int32_t IOCancelPowerChange(uint32_t root, intptr_t id) {
    SCRIPTED(int32_t);
    return answer(root, id, &refused, "IOCancelPowerChange");
}

EXPORT void *IONotificationPortGetRunLoopSource(void *pointer) {
    SCRIPTED(void *);
    struct port *port = object_check(pointer, K_PORT, "IONotificationPortGetRunLoopSource");
    return port == NULL ? NULL : port->source;
}

EXPORT void IONotificationPortDestroy(void *pointer) {
    COUNTED();
    struct port *port = object_check(pointer, K_PORT, "IONotificationPortDestroy");
    if (port == NULL) return;
    lock();
    if (power.port == port) power.port = NULL;
    drop(port->source);
    drop(port);
    unlock();
}

// ---- assertions ----

static uint32_t assertions[16], next_assertion;

EXPORT int32_t IOPMAssertionCreateWithName(const void *type, uint32_t level, const void *name, uint32_t *to) {
    SCRIPTED(int32_t);
    if (object_check(type, K_STRING, "IOPMAssertionCreateWithName") == NULL ||
        object_check(name, K_STRING, "IOPMAssertionCreateWithName") == NULL || to == NULL)
        return BAD_ARGUMENT;
    if (level != 0 && level != 255) violation("IOPMAssertionCreateWithName: level %u", level);
    lock();
    *to = 0x80008000u + ++next_assertion;
    for (int i = 0; i < 16; i++) {
        if (assertions[i] != 0) continue;
        assertions[i] = *to;
        break;
    }
    unlock();
    return 0;
}

EXPORT int32_t IOPMAssertionRelease(uint32_t id) {
    SCRIPTED(int32_t);
    bool found = false;
    lock();
    for (int i = 0; i < 16; i++)
        if (id != 0 && assertions[i] == id) assertions[i] = 0, found = true;
    unlock();
    if (!found) violation("IOPMAssertionRelease: 0x%x is none", id);
    return found ? 0 : BAD_ARGUMENT;
}

EXPORT int32_t standin_assertions(void) {
    int32_t count = 0;
    for (int i = 0; i < 16; i++) count += assertions[i] != 0;
    return count;
}

// ---- control ----

EXPORT int64_t standin_power(uint32_t message) {
    int64_t id = 0;
    lock();
    if (message == STANDIN_CAN_SLEEP || message == STANDIN_WILL_SLEEP) {
        id = 0x700000000 + ++power_id; // more than 32 bits
        waiting_for[power_id % 16] = id;
    }
    if (power.port != NULL && power.call != NULL) {
        struct message *m = malloc(sizeof *m), **end = &messages;
        *m = (struct message){ message, id, NULL };
        while (*end != NULL) end = &(*end)->next;
        *end = m;
        source_signal(power.port->source);
    }
    unlock();
    return id;
}

EXPORT int32_t standin_power_allowed(void) { return allowed; }

EXPORT int32_t standin_wait_power_allowed(int32_t count, int32_t ms) {
    uint64_t end = monotonic_ns() + (uint64_t)ms * 1000000u;
    lock();
    while (allowed < count && monotonic_ns() < end) await_news_until(end);
    int32_t now = allowed;
    unlock();
    return now;
}

EXPORT void standin_set_hid_access(int32_t access) { hid_access = access; }
EXPORT int32_t standin_hid_prompts(void) { return hid_prompts; }

EXPORT int32_t standin_hid_add(int32_t vendor, int32_t product, int32_t page, int32_t usage, const char *name) {
    struct hid_device *device = hold(object_new(K_HID_DEVICE, sizeof *device));
    lock();
    device->number = ++last_number;
    device->present = true;
    device->properties = hold(dictionary_new());
    dictionary_put(device->properties, "VendorID", number_new(vendor));
    dictionary_put(device->properties, "ProductID", number_new(product));
    dictionary_put(device->properties, "PrimaryUsagePage", number_new(page));
    dictionary_put(device->properties, "PrimaryUsage", number_new(usage));
    dictionary_put(device->properties, "Product", string_new(name));
    device->next = hid_devices;
    hid_devices = device;
    for (struct hid_manager *m = managers; m != NULL; m = m->next)
        if (m->loop != NULL && fits(device, m->matching)) post_match(m, device, false);
    int32_t number = device->number;
    unlock();
    return number;
}

static struct hid_device *numbered(int32_t number) {
    for (struct hid_device *d = hid_devices; d != NULL; d = d->next)
        if (d->number == number) return d;
    return NULL;
}

static void tell_gone(void *argument) {
    struct hid_device *device = argument;
    if (device->gone != NULL) device->gone(device->gone_context, 0, device);
    drop(device);
}

EXPORT void standin_hid_remove(int32_t number) {
    lock();
    struct hid_device *device = numbered(number);
    if (device != NULL && device->present) {
        device->present = device->open = false;
        for (struct hid_manager *m = managers; m != NULL; m = m->next)
            if (m->loop != NULL && fits(device, m->matching)) post_match(m, device, true);
        if (device->loop != NULL && device->gone != NULL) runloop_post(device->loop, tell_gone, hold(device));
    }
    unlock();
}

EXPORT void standin_hid_seize(int32_t number, int32_t on) {
    lock();
    struct hid_device *device = numbered(number);
    if (device != NULL) device->seized = on != 0;
    unlock();
}

struct input { struct hid_device *device; int32_t length; uint8_t bytes[]; };

static void tell_input(void *argument) {
    struct input *input = argument;
    struct hid_device *d = input->device;
    CFIndex length = input->length < d->room ? input->length : d->room;
    if (d->report != NULL && d->buffer != NULL) {
        memcpy(d->buffer, input->bytes, (size_t)length);
        d->report(d->report_context, 0, d, 0, input->bytes[0], d->buffer, length);
    }
    drop(d);
    free(input);
}

EXPORT int32_t standin_hid_input(int32_t number, const uint8_t *bytes, int32_t length) {
    lock();
    struct hid_device *device = numbered(number);
    struct runloop *loop = device == NULL ? NULL : device->loop;
    for (struct hid_manager *m = managers; m != NULL && loop == NULL && device != NULL; m = m->next)
        if (fits(device, m->matching)) loop = m->loop;
    if (loop != NULL && length > 0) {
        struct input *input = malloc(sizeof *input + (size_t)length);
        input->device = hold(device);
        input->length = length;
        memcpy(input->bytes, bytes, (size_t)length);
        runloop_post_owned(loop, tell_input, input);
    }
    unlock();
    return loop != NULL;
}

EXPORT int32_t standin_hid_reports(void) {
    lock();
    int32_t count = report_count;
    unlock();
    return count;
}

EXPORT int32_t standin_hid_report(int32_t index, int32_t *number, int32_t *type, int64_t *id, uint8_t *to, int32_t size) {
    int32_t length = -1;
    lock();
    for (struct report *r = reports; r != NULL; r = r->next) {
        if (index-- != 0) continue;
        if (number != NULL) *number = r->number;
        if (type != NULL) *type = r->type;
        if (id != NULL) *id = r->id;
        length = r->length;
        if (to != NULL) memcpy(to, r->bytes, (size_t)(length < size ? length : size));
    }
    unlock();
    return length;
}

void iokit_begin(void) { iokit_reset(); }

void iokit_reset(void) {
    while (hid_devices != NULL) {
        struct hid_device *gone = hid_devices;
        hid_devices = gone->next;
        gone->present = gone->open = false;
        drop(gone); // the program may still hold it
    }
    while (reports != NULL) {
        struct report *gone = reports;
        reports = gone->next;
        free(gone->bytes);
        free(gone);
    }
    while (messages != NULL) {
        struct message *gone = messages;
        messages = gone->next;
        free(gone);
    }
    report_count = 0;
    hid_access = hid_prompts = 0;
    allowed = refused = 0;
    memset(waiting_for, 0, sizeof waiting_for);
    memset(assertions, 0, sizeof assertions);
    memset(&power, 0, sizeof power);
}
