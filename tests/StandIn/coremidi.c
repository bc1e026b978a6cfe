// CoreMIDI's setup: clients, devices, entities, endpoints, their properties and the notifications.
// The server's truth and the program's view of it are two things: the view moves only while the thread that made the first
// client runs its run loop, as on a Mac.
#include "midi.h"

#include "standin.h"

#include <time.h>

EXPORT const void *kMIDIPropertyName, *kMIDIPropertyDisplayName, *kMIDIPropertyManufacturer, *kMIDIPropertyModel, *kMIDIPropertyUniqueID,
    *kMIDIPropertyDeviceID, *kMIDIPropertyOffline, *kMIDIPropertyPrivate, *kMIDIPropertyDriverOwner, *kMIDIPropertyDriverVersion,
    *kMIDIPropertyMaxSysExSpeed, *kMIDIPropertyAdvanceScheduleTimeMuSec, *kMIDIPropertyIsEmbeddedEntity, *kMIDIPropertyConnectionUniqueID,
    *kMIDIPropertyProtocolID, *kMIDIPropertyReceiveChannels, *kMIDIPropertyTransmitChannels;

bool server_dead;
static struct midi_object *objects;
static struct midi_client *clients;
static struct runloop *notify_loop;
static uint64_t owner;        // the first client's thread
static bool poisoned;         // the last client was disposed
static int32_t next_unique;
static uint32_t next_ref;
static bool reuse_refs;
static uint32_t free_refs[64];
static int free_ref_count;
static int notification_style;

static struct { char name[48]; int64_t count; } wrong_thread[64];
static int64_t wrong_thread_total;

void midi_check_thread(const char *function) {
    lock();
    if (owner != 0 && thread_serial() != owner) {
        wrong_thread_total++;
        for (int i = 0; i < 64; i++) {
            if (wrong_thread[i].count == 0) snprintf(wrong_thread[i].name, sizeof wrong_thread[i].name, "%s", function);
            if (strcmp(wrong_thread[i].name, function) != 0) continue;
            wrong_thread[i].count++;
            break;
        }
        news();
    }
    if (worker_is_here(W_RECEIVE)) violation("%s: called on CoreMIDI's receive thread", function);
    unlock();
}

EXPORT int64_t standin_wrong_thread(void) {
    lock();
    int64_t total = wrong_thread_total;
    unlock();
    return total;
}

EXPORT int32_t standin_wrong_thread_text(char *to, int32_t size) {
    struct text out = { 0 };
    lock();
    for (int i = 0; i < 64 && wrong_thread[i].count > 0; i++) text_add(&out, "%s %ld\n", wrong_thread[i].name, (long)wrong_thread[i].count);
    unlock();
    return text_out(&out, to, size);
}

// ---- objects ----

uint32_t midi_new_ref(void) {
    if (reuse_refs && free_ref_count > 0) return free_refs[--free_ref_count];
    return next_ref += 4;
}

bool midi_ref_was_used(uint32_t ref) { return ref > 0x90000000u && ref <= next_ref && ref % 4 == 0; }

struct midi_object *midi_find(uint32_t ref) {
    for (struct midi_object *o = objects; o != NULL; o = o->next)
        if (o->ref == ref && o->present) return o;
    return NULL;
}

static struct midi_object *find_seen(uint32_t ref) {
    for (struct midi_object *o = objects; o != NULL; o = o->next)
        if (o->ref == ref && o->seen) return o;
    return NULL;
}

static struct midi_object *object_make(int32_t type, struct midi_object *parent) {
    struct midi_object *object = calloc(1, sizeof *object);
    object->ref = midi_new_ref();
    object->type = type;
    object->parent = parent;
    object->properties = hold(dictionary_new());
    object->present = true;
    struct midi_object **end = &objects;
    while (*end != NULL) end = &(*end)->next;
    *end = object;
    return object;
}

static void put(struct midi_object *object, const void *key, void *value) {
    hold(value);
    dictionary_set(object->properties, key, value);
    drop(value);
}

static void put_text(struct midi_object *object, const void *key, const char *text) {
    if (text != NULL) put(object, key, string_new(text));
}

int64_t midi_integer(struct midi_object *object, const void *key) {
    int64_t value = 0;
    number_value(dictionary_get(object->properties, key), &value);
    return value;
}

static bool unique_taken(int32_t unique, const struct midi_object *but) {
    for (struct midi_object *o = objects; o != NULL; o = o->next)
        if (o != but && o->present && midi_integer(o, kMIDIPropertyUniqueID) == unique) return true;
    return false;
}

// Signs on both sides, for nobody to take one for granted.
static int32_t make_unique(void) {
    do next_unique = (int32_t)((uint32_t)next_unique * 1664525u + 1013904223u);
    while (next_unique == 0 || unique_taken(next_unique, NULL));
    return next_unique;
}

// ---- notifications ----

struct notice {
    int32_t id;            // 0: only the view moves
    uint32_t object, parent;
    int32_t type, parent_type;
    void *name;            // PropertyChanged, IOError: NULL
    int32_t error;
    struct midi_object *target;
    int show;              // -1 leave, 0 hide, 1 show
    bool finish;           // the target can be forgotten
    int32_t raw_size;
    struct notice *next;
};

static struct notice *notices;

static void apply(struct notice *n) {
    if (n->target == NULL) return;
    if (n->show >= 0) n->target->seen = n->show != 0;
    if (!n->finish) return;
    struct midi_object **at = &objects;
    while (*at != n->target) at = &(*at)->next;
    *at = n->target->next;
    if (reuse_refs && free_ref_count < 64) free_refs[free_ref_count++] = n->target->ref;
    drop(n->target->properties);
    free(n->target);
}

static void call_clients(struct notice *n) {
    uint32_t size = n->raw_size > 0 ? (uint32_t)n->raw_size : n->id == 1 || n->id == 5 || n->id == 6 ? 8 : n->id == 7 ? 16 : 24;
    uint64_t *message = malloc((size + 7) / 8 * 8);
    memset(message, 0xA5, (size + 7) / 8 * 8);
    char *at = (char *)message;
    memcpy(at, &n->id, 4);
    memcpy(at + 4, &size, 4);
    if (n->id == 2 || n->id == 3) {
        memcpy(at + 8, &n->parent, 4), memcpy(at + 12, &n->parent_type, 4), memcpy(at + 16, &n->object, 4), memcpy(at + 20, &n->type, 4);
    } else if (n->id == 4) {
        memcpy(at + 8, &n->object, 4), memcpy(at + 12, &n->type, 4), memcpy(at + 16, &n->name, 8);
    } else if (n->id == 7) {
        memcpy(at + 8, &n->object, 4), memcpy(at + 12, &n->error, 4);
    }
    uint32_t told[64];
    int count = 0;
    for (struct midi_client *c = clients; c != NULL && count < 64; c = c->next)
        if (c->alive && !c->lost) told[count++] = c->ref;
    for (int i = 0; i < count; i++) {
        struct midi_client *c = midi_client_find(told[i]);
        if (c == NULL || (c->notify == NULL && c->block == NULL)) continue;
        void (*notify)(const void *, void *) = c->notify;
        void *refcon = c->refcon;
        const void *block = c->block;
        unlock();
        if (notify != NULL) notify(message, refcon);
        else ((void (*)(const void *, const void *))(uintptr_t)BLOCK_INVOKE(block))(block, message);
        lock();
    }
    memset(message, 0xDD, (size + 7) / 8 * 8);
    free(message);
}

static void deliver_notice(void *argument) {
    (void)argument;
    lock();
    struct notice *n = notices;
    if (n != NULL) {
        notices = n->next;
        apply(n);
        if (n->id != 0 && !server_dead) call_clients(n);
        drop(n->name);
        free(n);
        news();
    }
    unlock();
}

static bool any_client(void) {
    for (struct midi_client *c = clients; c != NULL; c = c->next)
        if (c->alive && !c->lost) return true;
    return false;
}

static void tell(struct notice what) {
    struct notice *n = malloc(sizeof *n);
    *n = what;
    n->next = NULL;
    hold(n->name);
    if (notify_loop == NULL) {
        apply(n);
        drop(n->name);
        free(n);
        return;
    }
    struct notice **end = &notices;
    while (*end != NULL) end = &(*end)->next;
    *end = n;
    runloop_post(notify_loop, deliver_notice, NULL);
}

static void tell_setup(void) {
    if (notification_style != STANDIN_NOTIFY_NOTHING) tell((struct notice){ .id = 1 });
}

static void tell_object(int32_t id, struct midi_object *object, bool finish) {
    struct notice n = { .id = notification_style == STANDIN_NOTIFY_SETUP || notification_style == STANDIN_NOTIFY_NOTHING ? 0 : id,
        .object = object->ref, .type = object->type, .target = object, .show = id == 2, .finish = finish };
    n.parent = object->parent != NULL ? object->parent->ref : 0;
    n.parent_type = object->parent != NULL ? object->parent->type : -1;
    tell(n);
}

static void tell_property(struct midi_object *object, const void *key, int show) {
    struct notice n = { .id = notification_style == STANDIN_NOTIFY_SETUP || notification_style == STANDIN_NOTIFY_NOTHING ? 0 : 4,
        .object = object->ref, .type = object->type, .name = (void *)(uintptr_t)key, .target = object, .show = show };
    tell(n);
}

// ---- clients ----

struct midi_client *midi_client_find(uint32_t ref) {
    for (struct midi_client *c = clients; c != NULL; c = c->next)
        if (c->ref == ref && c->alive && !c->lost) return c;
    return NULL;
}

static OSStatus client_create(const void *name, void (*notify)(const void *, void *), const void *block, void *refcon, uint32_t *to,
                              const char *function) {
    if (to == NULL) return violation("%s: nowhere to put the client", function), midi_param_error;
    *to = 0;
    if (name == NULL || object_check(name, K_STRING, function) == NULL) return midi_param_error;
    lock();
    OSStatus status = poisoned ? midi_param_error : server_dead ? midi_no_server : 0;
    if (notify_loop == NULL) notify_loop = runloop_current(), owner = thread_serial(); // the first call, whether it succeeds or not
    if (status == 0) {
        struct midi_client *client = calloc(1, sizeof *client);
        *client = (struct midi_client){
            .ref = midi_new_ref(), .alive = true, .notify = notify, .refcon = refcon, .block = block, .next = clients
        };
        clients = client;
        *to = client->ref;
    }
    unlock();
    return status;
}

EXPORT OSStatus MIDIClientCreate(const void *name, void (*notify)(const void *, void *), void *refcon, uint32_t *to) {
    SETUP_CALL();
    return client_create(name, notify, NULL, refcon, to, "MIDIClientCreate");
}

EXPORT OSStatus MIDIClientCreateWithBlock(const void *name, uint32_t *to, const void *block) {
    SETUP_CALL();
    if (block != NULL) block_check(block, "MIDIClientCreateWithBlock");
    return client_create(name, NULL, block, NULL, to, "MIDIClientCreateWithBlock");
}

EXPORT OSStatus MIDIClientDispose(uint32_t ref) {
    SETUP_CALL();
    lock();
    struct midi_client *client = midi_client_find(ref);
    if (client != NULL) {
        client->alive = false;
        midi_flow_client_gone(ref);
        for (struct midi_object *o = objects, *next; o != NULL; o = next) {
            next = o->next;
            if (o->client == ref && o->present) midi_remove_endpoint(o);
        }
        if (!any_client()) {
            poisoned = true;
            note("the last client was disposed: no other can be made in this process");
        }
    }
    unlock();
    return client != NULL ? 0 : midi_invalid_client;
}

// ---- enumeration: the program's view ----

static bool listed(const struct midi_object *o, int32_t type) {
    return o->type == type && o->seen && (!o->present || midi_integer((struct midi_object *)(uintptr_t)o, kMIDIPropertyOffline) == 0);
}

static ItemCount count_of(int32_t type, const struct midi_object *parent, bool endpoints) {
    ItemCount count = 0;
    lock();
    for (struct midi_object *o = objects; o != NULL && !server_dead; o = o->next) {
        if (endpoints ? listed(o, type) : o->seen && o->type == type && (parent == NULL || o->parent == parent)) count++;
    }
    unlock();
    return count;
}

static uint32_t nth_of(int32_t type, ItemCount index, const struct midi_object *parent, bool endpoints) {
    uint32_t ref = 0;
    lock();
    for (struct midi_object *o = objects; o != NULL && !server_dead; o = o->next) {
        if (!(endpoints ? listed(o, type) : o->seen && o->type == type && (parent == NULL || o->parent == parent))) continue;
        if (index-- != 0) continue;
        ref = o->ref;
        break;
    }
    unlock();
    return ref;
}

static ItemCount child_count(uint32_t ref, int32_t parent_type, int32_t type) {
    lock();
    struct midi_object *parent = find_seen(ref);
    ItemCount count = parent == NULL || parent->type != parent_type ? 0 : count_of(type, parent, false);
    unlock();
    return count;
}

static uint32_t child_at(uint32_t ref, int32_t parent_type, int32_t type, ItemCount index) {
    lock();
    struct midi_object *parent = find_seen(ref);
    uint32_t child = parent == NULL || parent->type != parent_type ? 0 : nth_of(type, index, parent, false);
    unlock();
    return child;
}

#define VIEW_CALL(type) do { SCRIPTED(type); midi_check_thread(__func__); } while (0)

EXPORT ItemCount MIDIGetNumberOfDevices(void) { VIEW_CALL(ItemCount); return count_of(type_device, NULL, false); }
EXPORT uint32_t MIDIGetDevice(ItemCount index) { VIEW_CALL(uint32_t); return nth_of(type_device, index, NULL, false); }
EXPORT ItemCount MIDIDeviceGetNumberOfEntities(uint32_t device) {
    VIEW_CALL(ItemCount);
    return child_count(device, type_device, type_entity);
}
EXPORT uint32_t MIDIDeviceGetEntity(uint32_t device, ItemCount i) {
    VIEW_CALL(uint32_t);
    return child_at(device, type_device, type_entity, i);
}
EXPORT ItemCount MIDIEntityGetNumberOfSources(uint32_t entity) {
    VIEW_CALL(ItemCount);
    return child_count(entity, type_entity, type_source);
}
EXPORT uint32_t MIDIEntityGetSource(uint32_t entity, ItemCount i) {
    VIEW_CALL(uint32_t);
    return child_at(entity, type_entity, type_source, i);
}
EXPORT ItemCount MIDIEntityGetNumberOfDestinations(uint32_t entity) {
    VIEW_CALL(ItemCount);
    return child_count(entity, type_entity, type_destination);
}
EXPORT uint32_t MIDIEntityGetDestination(uint32_t entity, ItemCount i) {
    VIEW_CALL(uint32_t);
    return child_at(entity, type_entity, type_destination, i);
}
EXPORT ItemCount MIDIGetNumberOfSources(void) { VIEW_CALL(ItemCount); return count_of(type_source, NULL, true); }
EXPORT uint32_t MIDIGetSource(ItemCount index) { VIEW_CALL(uint32_t); return nth_of(type_source, index, NULL, true); }
EXPORT ItemCount MIDIGetNumberOfDestinations(void) { VIEW_CALL(ItemCount); return count_of(type_destination, NULL, true); }
EXPORT uint32_t MIDIGetDestination(ItemCount index) { VIEW_CALL(uint32_t); return nth_of(type_destination, index, NULL, true); }
EXPORT ItemCount MIDIGetNumberOfExternalDevices(void) { VIEW_CALL(ItemCount); return 0; }
EXPORT uint32_t MIDIGetExternalDevice(ItemCount index) { VIEW_CALL(uint32_t); (void)index; return 0; }

static OSStatus parent_of(uint32_t ref, bool endpoint, uint32_t *to) {
    if (to == NULL) return midi_param_error;
    *to = 0;
    OSStatus status = midi_object_not_found;
    lock();
    struct midi_object *object = server_dead ? NULL : midi_find(ref);
    if (object != NULL && (endpoint ? object->type >= type_source : object->type == type_entity) && object->parent != NULL) {
        *to = object->parent->ref;
        status = 0;
    }
    unlock();
    return status;
}

EXPORT OSStatus MIDIEntityGetDevice(uint32_t entity, uint32_t *to) { SETUP_CALL(); return parent_of(entity, false, to); }
EXPORT OSStatus MIDIEndpointGetEntity(uint32_t endpoint, uint32_t *to) { SETUP_CALL(); return parent_of(endpoint, true, to); }

// ---- properties ----

static OSStatus get(uint32_t ref, const void *key, int kind, void **to, const char *function) {
    if (object_check(key, K_STRING, function) == NULL || to == NULL) return midi_param_error;
    OSStatus status = 0;
    lock();
    struct midi_object *object = midi_find(ref);
    void *value = NULL;
    if (server_dead) status = midi_message_send_error;
    else if (object == NULL) status = midi_object_not_found;
    else if ((value = dictionary_get(object->properties, key)) == NULL && object->parent != NULL && kind == K_STRING
             && !equal(key, kMIDIPropertyDisplayName)) value = dictionary_get(object->parent->properties, key);
    if (status == 0 && value == NULL) status = midi_unknown_property;
    if (status == 0 && ((struct object *)value)->kind != kind) status = midi_wrong_property_type;
    if (status == 0) *to = value;
    unlock();
    return status;
}

static OSStatus get_object(uint32_t ref, const void *key, int kind, void **to, const char *function) {
    lock();
    OSStatus status = get(ref, key, kind, to, function);
    if (status == 0) give(*to, function);
    unlock();
    return status;
}

EXPORT OSStatus MIDIObjectGetIntegerProperty(uint32_t ref, const void *key, int32_t *to) {
    SETUP_CALL();
    void *value = NULL;
    int64_t whole = 0;
    lock();
    OSStatus status = get(ref, key, K_NUMBER, &value, "MIDIObjectGetIntegerProperty");
    if (status == 0) number_value(value, &whole);
    if (status == 0 && to != NULL) *to = (int32_t)whole;
    unlock();
    return status;
}

EXPORT OSStatus MIDIObjectGetStringProperty(uint32_t ref, const void *key, void **to) {
    SETUP_CALL();
    return get_object(ref, key, K_STRING, to, "MIDIObjectGetStringProperty");
}

EXPORT OSStatus MIDIObjectGetDataProperty(uint32_t ref, const void *key, void **to) {
    SETUP_CALL();
    return get_object(ref, key, K_DATA, to, "MIDIObjectGetDataProperty");
}

EXPORT OSStatus MIDIObjectGetDictionaryProperty(uint32_t ref, const void *key, void **to) {
    SETUP_CALL();
    return get_object(ref, key, K_DICTIONARY, to, "MIDIObjectGetDictionaryProperty");
}

EXPORT OSStatus MIDIObjectGetProperties(uint32_t ref, void **to, Boolean deep) {
    SETUP_CALL();
    (void)deep;
    if (to == NULL) return midi_param_error;
    lock();
    struct midi_object *object = server_dead ? NULL : midi_find(ref);
    if (object != NULL) *to = give(dictionary_copy(object->properties), "MIDIObjectGetProperties");
    unlock();
    return object != NULL ? 0 : midi_object_not_found;
}

static OSStatus set(uint32_t ref, const void *key, void *value, const char *function) {
    hold(value);
    OSStatus status = object_check(key, K_STRING, function) == NULL ? midi_param_error : 0;
    lock();
    struct midi_object *object = midi_find(ref);
    if (status == 0 && server_dead) status = midi_message_send_error;
    else if (status == 0 && object == NULL) status = midi_object_not_found;
    if (status == 0 && equal(key, kMIDIPropertyUniqueID)) {
        int64_t unique = 0;
        number_value(value, &unique);
        if (unique == 0) status = midi_param_error;
        else if (unique_taken((int32_t)unique, object)) status = midi_id_not_unique;
    }
    if (status == 0) {
        dictionary_set(object->properties, key, value);
        tell_property(object, key, -1);
    }
    unlock();
    drop(value);
    return status;
}

EXPORT OSStatus MIDIObjectSetIntegerProperty(uint32_t ref, const void *key, int32_t value) {
    SETUP_CALL();
    return set(ref, key, number_new(value), "MIDIObjectSetIntegerProperty");
}

EXPORT OSStatus MIDIObjectSetStringProperty(uint32_t ref, const void *key, const void *value) {
    SETUP_CALL();
    struct string *string = object_check(value, K_STRING, "MIDIObjectSetStringProperty");
    if (string == NULL) return midi_param_error;
    return set(ref, key, string_new(string_text(string, "MIDIObjectSetStringProperty")), "MIDIObjectSetStringProperty");
}

EXPORT OSStatus MIDIObjectSetDataProperty(uint32_t ref, const void *key, void *value) {
    SETUP_CALL();
    if (object_check(value, K_DATA, "MIDIObjectSetDataProperty") == NULL) return midi_param_error;
    return set(ref, key, value, "MIDIObjectSetDataProperty");
}

EXPORT OSStatus MIDIObjectRemoveProperty(uint32_t ref, const void *key) {
    SETUP_CALL();
    if (object_check(key, K_STRING, "MIDIObjectRemoveProperty") == NULL) return midi_param_error;
    OSStatus status = 0;
    lock();
    struct midi_object *object = server_dead ? NULL : midi_find(ref);
    if (object == NULL) status = midi_object_not_found;
    else if (dictionary_get(object->properties, key) == NULL) status = midi_unknown_property;
    else dictionary_remove(object->properties, key), tell_property(object, key, -1);
    unlock();
    return status;
}

EXPORT OSStatus MIDIObjectFindByUniqueID(int32_t unique, uint32_t *to, int32_t *type) {
    SETUP_CALL();
    OSStatus status = midi_object_not_found;
    lock();
    for (struct midi_object *o = objects; o != NULL && !server_dead; o = o->next) {
        if (!o->present || !o->seen || midi_integer(o, kMIDIPropertyUniqueID) != unique) continue;
        if (to != NULL) *to = o->ref;
        if (type != NULL) *type = o->type;
        status = 0;
        break;
    }
    unlock();
    return status;
}

EXPORT OSStatus MIDIRestart(void) {
    SETUP_CALL();
    note("MIDIRestart was called: every program's I/O stops for a moment");
    lock();
    tell_setup();
    unlock();
    return 0;
}

// ---- our own virtual endpoints ----

struct midi_object *midi_endpoint_new(int32_t type, const void *name, uint32_t client) {
    struct midi_object *endpoint = object_make(type, NULL);
    endpoint->virtual = endpoint->seen = true;
    endpoint->client = client;
    put(endpoint, kMIDIPropertyName, string_new(string_text(name, "name")));
    put(endpoint, kMIDIPropertyDisplayName, string_new(string_text(name, "name")));
    put(endpoint, kMIDIPropertyUniqueID, number_new(make_unique()));
    put(endpoint, kMIDIPropertyOffline, number_new(0));
    put(endpoint, kMIDIPropertyPrivate, number_new(0));
    if (type == type_destination) put(endpoint, kMIDIPropertyAdvanceScheduleTimeMuSec, number_new(0));
    tell_object(2, endpoint, false);
    tell_setup();
    return endpoint;
}

void midi_remove_endpoint(struct midi_object *endpoint) {
    endpoint->present = false;
    midi_flow_source_gone(endpoint->ref);
    if (endpoint->client != 0) endpoint->seen = false; // what one does oneself one sees at once
    tell_object(3, endpoint, true);
    tell_setup();
}

EXPORT OSStatus MIDIEndpointDispose(uint32_t ref) {
    SETUP_CALL();
    OSStatus status = 0;
    lock();
    struct midi_object *endpoint = midi_find(ref);
    if (server_dead) status = midi_message_send_error;
    else if (endpoint == NULL || endpoint->client == 0) status = midi_unknown_endpoint;
    else midi_remove_endpoint(endpoint);
    unlock();
    return status;
}

// ---- control: what is plugged in ----

EXPORT void standin_set_notifications(int32_t style) { notification_style = style; }
EXPORT void standin_set_ref_reuse(int32_t on) { reuse_refs = on != 0; }

static struct midi_object *add_device(const char *name, const char *manufacturer, const char *model) {
    struct midi_object *device = object_make(type_device, NULL);
    put_text(device, kMIDIPropertyName, name);
    put_text(device, kMIDIPropertyManufacturer, manufacturer);
    put_text(device, kMIDIPropertyModel, model);
    put(device, kMIDIPropertyUniqueID, number_new(make_unique()));
    put(device, kMIDIPropertyOffline, number_new(0));
    put_text(device, kMIDIPropertyDriverOwner, "com.apple.AppleMIDIUSBDriver");
    struct midi_object *entity = object_make(type_entity, device);
    put_text(entity, kMIDIPropertyName, name);
    put(entity, kMIDIPropertyUniqueID, number_new(make_unique()));
    put(entity, kMIDIPropertyOffline, number_new(0));
    return entity;
}

static struct midi_object *add_endpoint(struct midi_object *entity, int32_t type, const char *name, const char *display, int32_t unique) {
    struct midi_object *endpoint = object_make(type, entity);
    endpoint->virtual = entity == NULL;
    put_text(endpoint, kMIDIPropertyName, name);
    put_text(endpoint, kMIDIPropertyDisplayName, display != NULL ? display : name);
    put(endpoint, kMIDIPropertyUniqueID, number_new(unique != 0 ? unique : make_unique()));
    put(endpoint, kMIDIPropertyOffline, number_new(0));
    put(endpoint, kMIDIPropertyPrivate, number_new(0));
    if (entity != NULL) {
        void *value = dictionary_get(entity->parent->properties, kMIDIPropertyManufacturer);
        if (value != NULL) put(endpoint, kMIDIPropertyManufacturer, value);
        value = dictionary_get(entity->parent->properties, kMIDIPropertyModel);
        if (value != NULL) put(endpoint, kMIDIPropertyModel, value);
    }
    return endpoint;
}

static void tell_added(struct midi_object *entity, struct midi_object *first, struct midi_object *second) {
    bool backwards = notification_style == STANDIN_NOTIFY_BACKWARDS;
    if (backwards) tell_setup();
    struct midi_object *order[4] = { entity != NULL ? entity->parent : NULL, entity, first, second };
    for (int i = 0; i < 4; i++) {
        struct midi_object *o = order[backwards ? 3 - i : i];
        if (o != NULL) tell_object(2, o, false);
    }
    if (!backwards) tell_setup();
}

static uint32_t add_one(int32_t type, const char *name, const char *display, const char *manufacturer, const char *model, int32_t unique) {
    lock();
    struct midi_object *entity = add_device(name, manufacturer, model);
    struct midi_object *endpoint = add_endpoint(entity, type, name, display, unique);
    tell_added(entity, endpoint, NULL);
    uint32_t ref = endpoint->ref;
    unlock();
    return ref;
}

EXPORT uint32_t standin_add_source(const char *name, const char *display, const char *manufacturer, const char *model, int32_t unique) {
    return add_one(type_source, name, display, manufacturer, model, unique);
}

EXPORT uint32_t standin_add_destination(
    const char *name, const char *display, const char *manufacturer, const char *model, int32_t unique) {
    return add_one(type_destination, name, display, manufacturer, model, unique);
}

EXPORT uint32_t standin_add_pair(const char *name, const char *display, const char *manufacturer, const char *model, int32_t source_unique,
                                 int32_t destination_unique, uint32_t *destination) {
    lock();
    struct midi_object *entity = add_device(name, manufacturer, model);
    struct midi_object *source = add_endpoint(entity, type_source, name, display, source_unique);
    struct midi_object *sink = add_endpoint(entity, type_destination, name, display, destination_unique);
    tell_added(entity, source, sink);
    if (destination != NULL) *destination = sink->ref;
    uint32_t ref = source->ref;
    unlock();
    return ref;
}

static uint32_t add_virtual(int32_t type, const char *name, int32_t unique) {
    lock();
    struct midi_object *endpoint = add_endpoint(NULL, type, name, name, unique);
    tell_added(NULL, endpoint, NULL);
    uint32_t ref = endpoint->ref;
    unlock();
    return ref;
}

EXPORT uint32_t standin_add_virtual_source(const char *name, int32_t unique) { return add_virtual(type_source, name, unique); }
EXPORT uint32_t standin_add_virtual_destination(const char *name, int32_t unique) { return add_virtual(type_destination, name, unique); }

static int collect(struct midi_object *device, struct midi_object **to, int room) {
    int count = 0;
    for (struct midi_object *o = objects; o != NULL && count < room; o = o->next) {
        struct midi_object *top = o;
        while (top->parent != NULL) top = top->parent;
        if (top == device && o->present) to[count++] = o;
    }
    return count;
}

static struct midi_object *device_of(struct midi_object *object) {
    while (object->parent != NULL) object = object->parent;
    return object;
}

// The whole device goes, endpoints first; its properties are gone before anybody is told.
EXPORT int32_t standin_remove(uint32_t ref) {
    lock();
    struct midi_object *object = midi_find(ref);
    if (object != NULL) {
        struct midi_object *all[32];
        int count = collect(device_of(object), all, 32);
        bool backwards = notification_style == STANDIN_NOTIFY_BACKWARDS;
        for (int i = 0; i < count; i++) {
            all[i]->present = false;
            midi_flow_source_gone(all[i]->ref);
        }
        if (backwards) tell_setup();
        struct notice hidden[32];
        for (int i = 0; i < count; i++) {
            struct midi_object *o = all[backwards ? i : count - 1 - i];
            tell_object(3, o, false);
            hidden[i] = (struct notice){ .target = all[count - 1 - i], .show = -1, .finish = true };
        }
        for (int i = 0; i < count; i++) tell(hidden[i]);
        if (!backwards) tell_setup();
    }
    unlock();
    return object != NULL;
}

EXPORT int32_t standin_rename(uint32_t ref, const char *name, const char *display) {
    lock();
    struct midi_object *object = midi_find(ref);
    if (object != NULL) {
        if (name != NULL) put_text(object, kMIDIPropertyName, name), tell_property(object, kMIDIPropertyName, -1);
        if (display != NULL) put_text(object, kMIDIPropertyDisplayName, display), tell_property(object, kMIDIPropertyDisplayName, -1);
        tell_setup();
    }
    unlock();
    return object != NULL;
}

static const void *key_named(const char *name) {
    const struct { const char *name; const void *key; } keys[] = {
        { "name", kMIDIPropertyName }, { "displayName", kMIDIPropertyDisplayName }, { "manufacturer", kMIDIPropertyManufacturer },
        { "model", kMIDIPropertyModel }, { "uniqueID", kMIDIPropertyUniqueID }, { "offline", kMIDIPropertyOffline },
        { "private", kMIDIPropertyPrivate }, { "driver", kMIDIPropertyDriverOwner },
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(name, keys[i].name) == 0) return keys[i].key;
    return NULL;
}

static int32_t set_from_outside(uint32_t ref, const char *name, void *value, bool whole_device) {
    hold(value);
    const void *key = key_named(name);
    void *made = key == NULL ? hold(string_new(name)) : NULL;
    if (key == NULL) key = made;
    lock();
    struct midi_object *object = midi_find(ref), *all[32];
    int count = object == NULL ? 0 : whole_device ? collect(device_of(object), all, 32) : (all[0] = object, 1);
    for (int i = 0; i < count; i++) {
        dictionary_set(all[i]->properties, key, value);
        tell_property(all[i], key, -1);
    }
    if (count > 0) tell_setup();
    unlock();
    drop(made);
    drop(value);
    return count > 0;
}

EXPORT int32_t standin_set_string(uint32_t ref, const char *key, const char *value) {
    return set_from_outside(ref, key, string_new(value), false);
}
EXPORT int32_t standin_set_integer(uint32_t ref, const char *key, int32_t value) {
    return set_from_outside(ref, key, number_new(value), false);
}
EXPORT int32_t standin_set_private(uint32_t ref, int32_t on) { return set_from_outside(ref, "private", number_new(on != 0), false); }
EXPORT int32_t standin_set_offline(uint32_t ref, int32_t on) { return set_from_outside(ref, "offline", number_new(on != 0), true); }

EXPORT int32_t standin_remove_property(uint32_t ref, const char *name) {
    const void *key = key_named(name);
    lock();
    struct midi_object *object = midi_find(ref);
    if (object != NULL && key != NULL) dictionary_remove(object->properties, key);
    unlock();
    return object != NULL && key != NULL;
}

EXPORT uint32_t standin_device_of(uint32_t ref) {
    lock();
    struct midi_object *object = midi_find(ref);
    uint32_t device = object != NULL ? device_of(object)->ref : 0;
    unlock();
    return device;
}

static uint32_t find_named(int32_t type, const char *name) {
    uint32_t ref = 0;
    lock();
    for (struct midi_object *o = objects; o != NULL; o = o->next) {
        if (o->type != type || !o->present) continue;
        void *value = dictionary_get(o->properties, kMIDIPropertyName);
        if (value != NULL && strcmp(string_text(value, "find"), name) == 0) ref = o->ref;
    }
    unlock();
    return ref;
}

EXPORT uint32_t standin_find_source(const char *name) { return find_named(type_source, name); }
EXPORT uint32_t standin_find_destination(const char *name) { return find_named(type_destination, name); }

EXPORT int32_t standin_unique_id(uint32_t ref) {
    lock();
    struct midi_object *object = midi_find(ref);
    int64_t unique = object != NULL ? midi_integer(object, kMIDIPropertyUniqueID) : 0;
    unlock();
    return (int32_t)unique;
}

EXPORT int32_t standin_clients(void) {
    int32_t count = 0;
    lock();
    for (struct midi_client *c = clients; c != NULL; c = c->next)
        if (c->alive && !c->lost) count++;
    unlock();
    return count;
}

EXPORT int32_t standin_notices_pending(void) {
    int32_t count = 0;
    lock();
    for (struct notice *n = notices; n != NULL; n = n->next) count++;
    unlock();
    return count;
}

EXPORT int32_t standin_wait_notices(int32_t ms) {
    uint64_t end = monotonic_ns() + (uint64_t)ms * 1000000u;
    lock();
    while (notices != NULL && monotonic_ns() < end) await_news_until(end);
    bool done = notices == NULL;
    unlock();
    return done;
}

EXPORT void standin_post_io_error(uint32_t device, int32_t error) {
    lock();
    tell((struct notice){ .id = 7, .object = device, .error = error });
    unlock();
}

// An id this program has never heard of, of whatever size.
EXPORT void standin_post_notification(int32_t id, int32_t size) {
    lock();
    tell((struct notice){ .id = id, .raw_size = size < 8 ? 8 : size });
    unlock();
}

// ---- control: the server ----

EXPORT void standin_server_dies(void) {
    lock();
    server_dead = true;
    news();
    unlock();
}

EXPORT void standin_server_returns(int32_t keep_clients) {
    lock();
    if (server_dead) {
        server_dead = false;
        midi_flow_server_gone(keep_clients == 0);
        for (struct midi_object *o = objects, *next; o != NULL; o = next) {
            next = o->next;
            if (o->client == 0 || !o->present) continue;
            o->present = o->seen = false;
            tell((struct notice){ .target = o, .show = 0, .finish = true });
        }
        for (struct midi_client *c = clients; c != NULL && keep_clients == 0; c = c->next) c->lost = true;
        tell_setup();
    }
    news();
    unlock();
}

// ---- control: storms ----

struct storm { char *name, *manufacturer; int32_t unique, times, pause; bool leave; pthread_t thread; };
static struct storm *storm;

static void pause_us(int32_t us) {
    struct timespec wait = { us / 1000000, us % 1000000 * 1000L };
    if (us > 0) nanosleep(&wait, NULL);
}

static void *rage(void *argument) {
    struct storm *s = argument;
    for (int32_t i = 0; i < s->times; i++) {
        uint32_t ref = standin_add_source(s->name, s->name, s->manufacturer, s->name, s->unique);
        pause_us(s->pause);
        if (s->leave && i == s->times - 1) break;
        standin_remove(ref);
        pause_us(s->pause);
    }
    return NULL;
}

EXPORT void standin_storm(const char *name, const char *manufacturer, int32_t unique, int32_t times, int32_t pause, int32_t leave) {
    standin_storm_join();
    storm = malloc(sizeof *storm);
    *storm = (struct storm){ strdup(name), strdup(manufacturer), unique, times, pause, leave != 0, 0 };
    pthread_create(&storm->thread, NULL, rage, storm);
}

EXPORT void standin_storm_join(void) {
    if (storm == NULL) return;
    pthread_join(storm->thread, NULL);
    free(storm->name);
    free(storm->manufacturer);
    free(storm);
    storm = NULL;
}

// ---- beginning and start over ----

void coremidi_begin(void) {
    const struct { const void **symbol; const char *text; } names[] = {
        { &kMIDIPropertyName, "name" }, { &kMIDIPropertyDisplayName, "displayName" }, { &kMIDIPropertyManufacturer, "manufacturer" },
        { &kMIDIPropertyModel, "model" }, { &kMIDIPropertyUniqueID, "uniqueID" }, { &kMIDIPropertyDeviceID, "deviceID" },
        { &kMIDIPropertyOffline, "offline" }, { &kMIDIPropertyPrivate, "private" }, { &kMIDIPropertyDriverOwner, "driver" },
        { &kMIDIPropertyDriverVersion, "driverVersion" }, { &kMIDIPropertyMaxSysExSpeed, "maxSysExSpeed" },
        { &kMIDIPropertyAdvanceScheduleTimeMuSec, "advanceScheduleTimeMuSec" }, { &kMIDIPropertyIsEmbeddedEntity, "embedded" },
        { &kMIDIPropertyConnectionUniqueID, "connUniqueID" }, { &kMIDIPropertyProtocolID, "protocol" },
        { &kMIDIPropertyReceiveChannels, "receiveChannels" }, { &kMIDIPropertyTransmitChannels, "transmitChannels" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[64];
        snprintf(text, sizeof text, "standin.%s", names[i].text); // not Apple's text: nobody may write it down
        *names[i].symbol = string_constant(text);
    }
    coremidi_reset();
}

void coremidi_reset(void) {
    while (objects != NULL) {
        struct midi_object *gone = objects;
        objects = gone->next;
        drop(gone->properties);
        free(gone);
    }
    while (clients != NULL) {
        struct midi_client *gone = clients;
        clients = gone->next;
        free(gone);
    }
    while (notices != NULL) {
        struct notice *gone = notices;
        notices = gone->next;
        drop(gone->name);
        free(gone);
    }
    server_dead = poisoned = reuse_refs = false;
    notify_loop = NULL;
    owner = 0;
    next_unique = -1640531527;
    if (next_ref == 0) next_ref = 0x90000000u;
    free_ref_count = 0;
    notification_style = STANDIN_NOTIFY_ALL;
    memset(wrong_thread, 0, sizeof wrong_thread);
    wrong_thread_total = 0;
}
