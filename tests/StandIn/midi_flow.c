// CoreMIDI's ports: what comes in on the receive thread, what goes out is written down.
#include "midi.h"
#include "standin.h"

struct midi_port *ports;
static bool late_callbacks;
static uint64_t longest_read;
static int64_t reads;
static int32_t sysex_block, sysex_pause;
static int32_t gone_status;
static uint32_t list_number;
static uint32_t world; // a reset makes what is under way void

struct entry { struct standin_sent about; uint64_t due; uint8_t *bytes; };
static struct entry *sent;
static int32_t sent_count, sent_room;

static void record(uint32_t how, uint32_t port, uint32_t endpoint, const struct packet *packets, int32_t count) {
    uint64_t now = mach_absolute_time();
    lock();
    list_number++;
    for (int32_t i = 0; i < count; i++) {
        if (sent_count == sent_room) {
            sent_room = sent_room * 2 + 64;
            sent = realloc(sent, (size_t)sent_room * sizeof *sent);
        }
        struct entry *e = &sent[sent_count++];
        e->about = (struct standin_sent){ .stamp = packets[i].stamp,
            .at = now,
            .thread = thread_serial(),
            .endpoint = endpoint,
            .port = port,
            .length = packets[i].length,
            .how = how,
            .list = list_number };
        e->due = packets[i].stamp > now ? monotonic_ns() + mach_to_ns(packets[i].stamp - now) : 0;
        e->bytes = malloc(packets[i].length + 1);
        memcpy(e->bytes, packets[i].bytes, packets[i].length);
    }
    news();
    unlock();
}

// ---- ports ----

static struct midi_port *port_find(uint32_t ref) {
    for (struct midi_port *p = ports; p != NULL; p = p->next)
        if (p->ref == ref && p->alive) return p;
    return NULL;
}

static OSStatus port_create(uint32_t client, const void *name, bool input, int form, int32_t protocol, void *proc, void *refcon,
    uint32_t *to, const char *function) {
    if (to == NULL) return violation("%s: nowhere to put the port", function), midi_param_error;
    *to = 0;
    if (name == NULL || object_check(name, K_STRING, function) == NULL) return midi_param_error;
    if (input && proc == NULL) return violation("%s: nobody to read", function), midi_param_error;
    lock();
    OSStatus status = server_dead ? midi_message_send_error : midi_client_find(client) == NULL ? midi_invalid_client : 0;
    if (status == 0) {
        struct midi_port *port = calloc(1, sizeof *port);
        *port = (struct midi_port){ .ref = midi_new_ref(),
            .client = client,
            .alive = true,
            .input = input,
            .form = form,
            .protocol = protocol,
            .proc = proc,
            .refcon = refcon,
            .next = ports };
        ports = port;
        *to = port->ref;
    }
    unlock();
    return status;
}

EXPORT OSStatus MIDIInputPortCreate(uint32_t client, const void *name, void *read, void *refcon, uint32_t *to) {
    SETUP_CALL();
    return port_create(client, name, true, form_packets, 0, read, refcon, to, "MIDIInputPortCreate");
}

EXPORT OSStatus MIDIInputPortCreateWithBlock(uint32_t client, const void *name, uint32_t *to, void *block) {
    SETUP_CALL();
    block_check(block, "MIDIInputPortCreateWithBlock");
    return port_create(client, name, true, form_packets_block, 0, block, NULL, to, "MIDIInputPortCreateWithBlock");
}

EXPORT OSStatus MIDIInputPortCreateWithProtocol(uint32_t client, const void *name, int32_t protocol, uint32_t *to, void *block) {
    SETUP_CALL();
    block_check(block, "MIDIInputPortCreateWithProtocol");
    if (protocol != 1 && protocol != 2) return violation("MIDIInputPortCreateWithProtocol: protocol %d", protocol), midi_param_error;
    return port_create(client, name, true, form_events_block, protocol, block, NULL, to, "MIDIInputPortCreateWithProtocol");
}

EXPORT OSStatus MIDIOutputPortCreate(uint32_t client, const void *name, uint32_t *to) {
    SETUP_CALL();
    return port_create(client, name, false, form_none, 0, NULL, NULL, to, "MIDIOutputPortCreate");
}

EXPORT OSStatus MIDIPortDispose(uint32_t ref) {
    SETUP_CALL();
    lock();
    struct midi_port *port = server_dead ? NULL : port_find(ref);
    if (port != NULL) port->alive = false;
    OSStatus status = server_dead ? midi_message_send_error : port != NULL ? 0 : midi_invalid_port;
    unlock();
    return status;
}

EXPORT OSStatus MIDIPortConnectSource(uint32_t ref, uint32_t source, void *refcon) {
    SETUP_CALL();
    OSStatus status = 0;
    lock();
    struct midi_port *port = port_find(ref);
    struct midi_object *endpoint = midi_find(source);
    if (server_dead) status = midi_message_send_error;
    else if (port == NULL || !port->input) status = midi_invalid_port;
    else if (endpoint == NULL) status = midi_unknown_endpoint;
    else if (endpoint->type != type_source) status = midi_wrong_endpoint_type;
    else {
        int32_t at = 0;
        while (at < port->count && port->connections[at].source != source) at++;
        if (at == port->count) {
            if (port->count == port->room) {
                port->room = port->room * 2 + 8;
                port->connections = realloc(port->connections, (size_t)port->room * sizeof *port->connections);
            }
            port->count++;
        }
        port->connections[at] = (struct connection){ source, refcon };
        news();
    }
    unlock();
    return status;
}

static bool disconnect(struct midi_port *port, uint32_t source) {
    for (int32_t i = 0; i < port->count; i++) {
        if (port->connections[i].source != source) continue;
        port->connections[i] = port->connections[--port->count];
        return true;
    }
    return false;
}

EXPORT OSStatus MIDIPortDisconnectSource(uint32_t ref, uint32_t source) {
    SETUP_CALL();
    lock();
    struct midi_port *port = port_find(ref);
    OSStatus status = server_dead ? midi_message_send_error : port == NULL || !port->input ? midi_invalid_port
        : disconnect(port, source) ? 0 : midi_find(source) == NULL ? midi_unknown_endpoint : midi_no_connection;
    news();
    unlock();
    return status;
}

void midi_flow_client_gone(uint32_t client) {
    for (struct midi_port *p = ports; p != NULL; p = p->next)
        if (p->client == client) p->alive = false;
}

void midi_flow_source_gone(uint32_t source) {
    for (struct midi_port *p = ports; p != NULL; p = p->next) disconnect(p, source);
}

void midi_flow_server_gone(bool ports_too) {
    for (struct midi_port *p = ports; p != NULL; p = p->next) {
        p->count = 0;
        if (ports_too) p->alive = false;
    }
}

// ---- coming in ----

struct delivery {
    uint32_t world, port, source, destination;
    int form;
    void *proc, *refcon, *connection;
    void *list, *block;
    size_t size, room;
};

static void discard(struct delivery *d) {
    memset(d->block, 0xDD, d->room); // the list is the program's only while it is called
    free(d->block);
    free(d);
}

static bool still_wanted(const struct delivery *d) {
    if (d->world != world || server_dead) return false;
    if (late_callbacks) return true;
    if (d->destination != 0) return midi_find(d->destination) != NULL;
    struct midi_port *port = port_find(d->port);
    for (int32_t i = 0; port != NULL && i < port->count; i++)
        if (port->connections[i].source == d->source) return true;
    return false;
}

static void deliver(void *argument) {
    struct delivery *d = argument;
    lock();
    bool wanted = still_wanted(d);
    unlock();
    if (wanted) {
        uint64_t start = monotonic_ns();
        if (d->form == form_packets) {
            ((void (*)(const void *, void *, void *))(uintptr_t)d->proc)(d->list, d->refcon, d->connection);
        } else {
            ((void (*)(const void *, const void *, void *))(uintptr_t)BLOCK_INVOKE(d->proc))(d->proc, d->list, d->connection);
        }
        uint64_t took = monotonic_ns() - start;
        lock();
        reads++;
        if (took > longest_read) longest_read = took;
        unlock();
    }
    discard(d);
}

static void queue(int form, void *proc, void *refcon, void *connection, uint32_t port, uint32_t source, uint32_t destination,
    int32_t protocol, const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count, uint64_t due) {
    struct delivery *d = calloc(1, sizeof *d);
    *d = (struct delivery){ .world = world, .port = port, .source = source, .destination = destination, .form = form, .proc = proc,
        .refcon = refcon, .connection = connection };
    if (form == form_events_block) {
        d->list = d->block = events_build(bytes, lengths, stamps, count, protocol == 0 ? 1 : protocol, &d->size);
        d->room = d->size;
    } else {
        d->list = packets_build(bytes, lengths, stamps, count, &d->size, &d->block, &d->room);
    }
    worker_post(W_RECEIVE, due, deliver, d);
}

static int32_t to_ports(uint32_t source, const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count) {
    int32_t told = 0;
    for (struct midi_port *p = ports; p != NULL; p = p->next) {
        if (!p->alive || !p->input) continue;
        for (int32_t i = 0; i < p->count; i++) {
            if (p->connections[i].source != source) continue;
            queue(p->form, p->proc, p->refcon, p->connections[i].refcon, p->ref, source, 0, p->protocol, bytes, lengths, stamps, count, 0);
            told++;
        }
    }
    return told;
}

EXPORT int32_t standin_fire_packets(uint32_t source, const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count) {
    uint64_t *times = malloc((size_t)(count + 1) * sizeof *times);
    for (int32_t i = 0; i < count; i++) times[i] = stamps == NULL || stamps[i] == STANDIN_NOW ? mach_absolute_time() : stamps[i];
    lock();
    int32_t told = server_dead || midi_find(source) == NULL ? 0 : to_ports(source, bytes, lengths, times, count);
    unlock();
    free(times);
    return told;
}

EXPORT int32_t standin_fire(uint32_t source, const uint8_t *bytes, int32_t length, uint64_t stamp) {
    uint32_t one = (uint32_t)length;
    return standin_fire_packets(source, bytes, &one, &stamp, 1);
}

EXPORT int32_t standin_fire_pieces(uint32_t source, const uint8_t *bytes, int32_t length, int32_t piece, int32_t per_list, uint64_t stamp) {
    int32_t told = 0;
    while (length > 0) {
        uint32_t lengths[256];
        uint64_t stamps[256];
        int32_t count = 0, taken = 0;
        while (count < (per_list < 256 ? per_list : 256) && taken < length) {
            lengths[count] = (uint32_t)(length - taken < piece ? length - taken : piece);
            stamps[count] = stamp;
            taken += (int32_t)lengths[count++];
        }
        told = standin_fire_packets(source, bytes, lengths, stamps, count);
        bytes += taken;
        length -= taken;
    }
    return told;
}

// A list as it is, right or wrong.
EXPORT int32_t standin_fire_raw(uint32_t source, const uint8_t *list, int32_t size) {
    int32_t told = 0;
    lock();
    for (struct midi_port *p = ports; p != NULL && !server_dead; p = p->next) {
        for (int32_t i = 0; p->alive && p->form == form_packets && i < p->count; i++) {
            if (p->connections[i].source != source) continue;
            struct delivery *d = calloc(1, sizeof *d);
            *d = (struct delivery){ .world = world, .port = p->ref, .source = source, .form = p->form, .proc = p->proc, .refcon = p->refcon,
                .connection = p->connections[i].refcon, .room = (size_t)size + 512 };
            d->block = aligned_alloc(64, (d->room + 63) / 64 * 64);
            memset(d->block, 0xA5, d->room);
            d->list = (char *)d->block + 4;
            memcpy(d->list, list, (size_t)size);
            worker_post(W_RECEIVE, 0, deliver, d);
            told++;
        }
    }
    unlock();
    return told;
}

EXPORT void standin_drain(void) {
    worker_drain(W_RECEIVE);
    worker_drain(W_SYSEX);
    worker_drain(W_OTHER);
}

EXPORT void standin_set_late_callbacks(int32_t on) { late_callbacks = on != 0; }
EXPORT uint64_t standin_longest_read_ns(void) { return longest_read; }
EXPORT int64_t standin_reads(void) { return reads; }

EXPORT int32_t standin_connections(uint32_t source) {
    int32_t count = 0;
    lock();
    for (struct midi_port *p = ports; p != NULL; p = p->next)
        for (int32_t i = 0; p->alive && i < p->count; i++)
            if (source == 0 || p->connections[i].source == source) count++;
    unlock();
    return count;
}

EXPORT int32_t standin_wait_connections(uint32_t source, int32_t count, int32_t ms) {
    uint64_t end = monotonic_ns() + (uint64_t)ms * 1000000u;
    lock();
    while (standin_connections(source) != count && monotonic_ns() < end) await_news_until(end);
    int32_t now = standin_connections(source);
    unlock();
    return now;
}

// ---- our own virtual endpoints ----

static OSStatus endpoint_create(
    uint32_t client, const void *name, int32_t type, int form, void *proc, void *refcon, uint32_t *to, const char *function) {
    if (to == NULL) return violation("%s: nowhere to put the endpoint", function), midi_param_error;
    *to = 0;
    if (name == NULL || object_check(name, K_STRING, function) == NULL) return midi_param_error;
    if (type == type_destination && proc == NULL) return violation("%s: nobody to read", function), midi_param_error;
    lock();
    OSStatus status = server_dead ? midi_message_send_error : midi_client_find(client) == NULL ? midi_invalid_client : 0;
    if (status == 0) {
        struct midi_object *endpoint = midi_endpoint_new(type, name, client);
        endpoint->form = form;
        endpoint->proc = proc;
        endpoint->refcon = refcon;
        *to = endpoint->ref;
    }
    unlock();
    return status;
}

EXPORT OSStatus MIDISourceCreate(uint32_t client, const void *name, uint32_t *to) {
    SETUP_CALL();
    return endpoint_create(client, name, type_source, form_packets, NULL, NULL, to, "MIDISourceCreate");
}

EXPORT OSStatus MIDISourceCreateWithProtocol(uint32_t client, const void *name, int32_t protocol, uint32_t *to) {
    SETUP_CALL();
    if (protocol != 1 && protocol != 2) return violation("MIDISourceCreateWithProtocol: protocol %d", protocol), midi_param_error;
    return endpoint_create(client, name, type_source, form_events_block, NULL, NULL, to, "MIDISourceCreateWithProtocol");
}

EXPORT OSStatus MIDIDestinationCreate(uint32_t client, const void *name, void *read, void *refcon, uint32_t *to) {
    SETUP_CALL();
    return endpoint_create(client, name, type_destination, form_packets, read, refcon, to, "MIDIDestinationCreate");
}

EXPORT OSStatus MIDIDestinationCreateWithBlock(uint32_t client, const void *name, uint32_t *to, void *block) {
    SETUP_CALL();
    block_check(block, "MIDIDestinationCreateWithBlock");
    return endpoint_create(client, name, type_destination, form_packets_block, block, NULL, to, "MIDIDestinationCreateWithBlock");
}

EXPORT OSStatus MIDIDestinationCreateWithProtocol(uint32_t client, const void *name, int32_t protocol, uint32_t *to, void *block) {
    SETUP_CALL();
    block_check(block, "MIDIDestinationCreateWithProtocol");
    if (protocol != 1 && protocol != 2) return violation("MIDIDestinationCreateWithProtocol: protocol %d", protocol), midi_param_error;
    return endpoint_create(client, name, type_destination, form_events_block, block, NULL, to, "MIDIDestinationCreateWithProtocol");
}

static void loop_back(struct midi_object *endpoint, const struct packet *packets, int32_t count) {
    uint64_t now = mach_absolute_time();
    for (int32_t i = 0; i < count; i++) {
        uint64_t due = packets[i].stamp > now && midi_integer(endpoint, kMIDIPropertyAdvanceScheduleTimeMuSec) == 0
            ? monotonic_ns() + mach_to_ns(packets[i].stamp - now) : 0;
        uint64_t stamp = packets[i].stamp != 0 ? packets[i].stamp : now;
        queue(endpoint->form, endpoint->proc, endpoint->refcon, NULL, 0, 0, endpoint->ref, 1, packets[i].bytes, &packets[i].length, &stamp,
            1, due);
    }
}

static OSStatus check_target(uint32_t port, uint32_t destination, struct midi_object **endpoint) {
    struct midi_port *p = port_find(port);
    *endpoint = midi_find(destination);
    if (server_dead) return midi_message_send_error;
    if (p == NULL || p->input) return midi_invalid_port;
    if (*endpoint == NULL) return gone_status;
    return (*endpoint)->type == type_destination ? 0 : midi_wrong_endpoint_type;
}

EXPORT OSStatus MIDISend(uint32_t port, uint32_t destination, const void *list) {
    SCRIPTED(OSStatus);
    struct packet *packets;
    int32_t count = packets_read(list, "MIDISend", &packets);
    struct midi_object *endpoint;
    lock();
    OSStatus status = count < 0 ? midi_param_error : check_target(port, destination, &endpoint);
    if (status == 0) {
        packets_check_messages(packets, count, &endpoint->open_sysex, "MIDISend");
        record(STANDIN_BY_SEND, port, destination, packets, count);
        if (endpoint->proc != NULL) loop_back(endpoint, packets, count);
    }
    unlock();
    free(packets);
    return status;
}

EXPORT OSStatus MIDISendEventList(uint32_t port, uint32_t destination, const void *list) {
    SCRIPTED(OSStatus);
    struct packet *packets;
    int32_t count = events_read(list, "MIDISendEventList", &packets);
    struct midi_object *endpoint;
    lock();
    OSStatus status = count < 0 ? midi_param_error : check_target(port, destination, &endpoint);
    if (status == 0) record(STANDIN_BY_SEND_EVENTS, port, destination, packets, count);
    unlock();
    free(packets);
    return status;
}

static OSStatus check_source(uint32_t source) {
    struct midi_object *endpoint = midi_find(source);
    if (server_dead) return midi_message_send_error;
    if (endpoint == NULL) return gone_status;
    return endpoint->type == type_source && endpoint->client != 0 ? 0 : midi_wrong_endpoint_type;
}

EXPORT OSStatus MIDIReceived(uint32_t source, const void *list) {
    SCRIPTED(OSStatus);
    struct packet *packets;
    int32_t count = packets_read(list, "MIDIReceived", &packets);
    lock();
    OSStatus status = count < 0 ? midi_param_error : check_source(source);
    if (status == 0) {
        uint64_t now = mach_absolute_time();
        packets_check_messages(packets, count, &midi_find(source)->open_sysex, "MIDIReceived");
        for (int32_t i = 0; i < count; i++) {
            if (packets[i].stamp == 0) violation("MIDIReceived: time stamp 0, which is not \"now\" here");
            else if (packets[i].stamp < now && mach_to_ns(now - packets[i].stamp) > 5000000000u)
                note("MIDIReceived: a time stamp of more than 5 s ago");
            to_ports(source, packets[i].bytes, &packets[i].length, &packets[i].stamp, 1);
        }
        record(STANDIN_BY_RECEIVED, 0, source, packets, count);
    }
    unlock();
    free(packets);
    return status;
}

EXPORT OSStatus MIDIReceivedEventList(uint32_t source, const void *list) {
    SCRIPTED(OSStatus);
    struct packet *packets;
    int32_t count = events_read(list, "MIDIReceivedEventList", &packets);
    lock();
    OSStatus status = count < 0 ? midi_param_error : check_source(source);
    for (int32_t i = 0; i < count && status == 0; i++)
        if (packets[i].stamp == 0) violation("MIDIReceivedEventList: time stamp 0, which is not \"now\" here");
    if (status == 0) record(STANDIN_BY_RECEIVED_EVENTS, 0, source, packets, count);
    unlock();
    free(packets);
    return status;
}

static bool is_scheduled(void (*run)(void *), void *argument, void *context) {
    struct delivery *d = argument;
    uint32_t destination = *(uint32_t *)context;
    if (run != deliver || d->destination == 0 || (destination != 0 && d->destination != destination)) return false;
    discard(d);
    return true;
}

EXPORT OSStatus MIDIFlushOutput(uint32_t destination) {
    SCRIPTED(OSStatus);
    lock();
    uint64_t now = monotonic_ns();
    OSStatus status = server_dead ? midi_message_send_error : destination != 0 && midi_find(destination) == NULL ? gone_status : 0;
    if (status == 0) {
        for (int32_t i = 0; i < sent_count; i++)
            if (sent[i].due > now && (destination == 0 || sent[i].about.endpoint == destination)) sent[i].about.flushed = 1;
        worker_drop(W_RECEIVE, is_scheduled, &destination);
    }
    unlock();
    return status;
}

// ---- SysEx in the background ----

struct sysex_request {
    uint32_t destination;
    const uint8_t *data;
    uint32_t left;
    Boolean complete;
    uint8_t reserved[3];
    void (*done)(struct sysex_request *);
    void *refcon;
};
_Static_assert(sizeof(struct sysex_request) == 40 && offsetof(struct sysex_request, done) == 24, "MIDISysexSendRequest");

static void send_sysex(void *argument) {
    struct sysex_request *request = argument;
    const uint8_t *from = request->data;
    uint32_t whole = request->left;
    uint8_t *copy = malloc(whole + 1);
    memcpy(copy, from, whole);
    while (request->left > 0 && !*(volatile Boolean *)&request->complete) {
        lock();
        bool there = midi_find(request->destination) != NULL && !server_dead;
        unlock();
        if (!there) break;
        uint32_t now = request->left < (uint32_t)sysex_block ? request->left : (uint32_t)sysex_block;
        if (memcmp(request->data, copy + (whole - request->left), now) != 0)
            violation("MIDISendSysex: the bytes changed before they were sent");
        request->data += now;
        request->left -= now;
        if (sysex_pause > 0) {
            uint64_t until = monotonic_ns() + (uint64_t)sysex_pause * 1000u;
            lock();
            while (monotonic_ns() < until) await_news_until(until);
            unlock();
        }
    }
    struct packet one = { 0, copy, whole - request->left };
    if (one.length > 0) record(STANDIN_BY_SYSEX, 0, request->destination, &one, 1);
    free(copy);
    request->complete = 1;
    if (request->done != NULL) request->done(request);
}

EXPORT OSStatus MIDISendSysex(struct sysex_request *request) {
    SCRIPTED(OSStatus);
    if (request == NULL || (request->data == NULL && request->left > 0))
        return violation("MIDISendSysex: no request or no bytes"), midi_param_error;
    if (request->complete != 0) violation("MIDISendSysex: complete is %d already", request->complete);
    if (request->left == 0 || request->data[0] != 0xF0) violation("MIDISendSysex: the bytes don't begin with F0");
    lock();
    struct midi_object *endpoint = midi_find(request->destination);
    OSStatus status = server_dead                          ? midi_message_send_error
                      : endpoint == NULL                   ? gone_status
                      : endpoint->type != type_destination ? midi_wrong_endpoint_type
                                                           : 0;
    unlock();
    if (status == 0) worker_post(W_SYSEX, 0, send_sysex, request);
    return status;
}

EXPORT void standin_set_sysex_pace(int32_t block, int32_t pause_us) {
    sysex_block = block > 0 ? block : 1;
    sysex_pause = pause_us;
}

EXPORT void standin_set_gone_status(int32_t status) { gone_status = status; }

// ---- read-outs ----

static bool matches(const struct entry *e, uint32_t endpoint) { return endpoint == 0 || e->about.endpoint == endpoint; }

EXPORT int32_t standin_sent_count(uint32_t endpoint) {
    int32_t count = 0;
    lock();
    for (int32_t i = 0; i < sent_count; i++) count += matches(&sent[i], endpoint);
    unlock();
    return count;
}

EXPORT int32_t standin_sent(uint32_t endpoint, int32_t index, struct standin_sent *about, uint8_t *bytes, int32_t size) {
    int32_t length = -1;
    lock();
    for (int32_t i = 0; i < sent_count; i++) {
        if (!matches(&sent[i], endpoint) || index-- != 0) continue;
        if (about != NULL) *about = sent[i].about;
        length = (int32_t)sent[i].about.length;
        if (bytes != NULL) memcpy(bytes, sent[i].bytes, (size_t)(length < size ? length : size));
        break;
    }
    unlock();
    return length;
}

EXPORT int32_t standin_sent_bytes(uint32_t endpoint, uint8_t *bytes, int32_t size) {
    int32_t total = 0;
    lock();
    for (int32_t i = 0; i < sent_count; i++) {
        if (!matches(&sent[i], endpoint)) continue;
        int32_t length = (int32_t)sent[i].about.length;
        if (bytes != NULL && total < size) memcpy(bytes + total, sent[i].bytes, (size_t)(length < size - total ? length : size - total));
        total += length;
    }
    unlock();
    return total;
}

EXPORT void standin_sent_clear(void) {
    lock();
    for (int32_t i = 0; i < sent_count; i++) free(sent[i].bytes);
    sent_count = 0;
    unlock();
}

EXPORT int32_t standin_wait_sent(uint32_t endpoint, int32_t count, int32_t ms) {
    uint64_t end = monotonic_ns() + (uint64_t)ms * 1000000u;
    lock();
    int32_t now = standin_sent_count(endpoint);
    while (now < count && monotonic_ns() < end) {
        await_news_until(end);
        now = standin_sent_count(endpoint);
    }
    unlock();
    return now;
}

void midi_flow_reset(void) {
    standin_sent_clear();
    while (ports != NULL) {
        struct midi_port *gone = ports;
        ports = gone->next;
        free(gone->connections);
        free(gone);
    }
    world++;
    late_callbacks = false;
    longest_read = 0;
    reads = 0;
    sysex_block = 256;
    sysex_pause = 0;
    gone_status = midi_unknown_endpoint;
}
