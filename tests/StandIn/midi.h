// What the CoreMIDI files share.
#pragma once
#include "inside.h"

enum {
    midi_param_error = -50,
    midi_no_server = -2,
    midi_invalid_client = -10830,
    midi_invalid_port = -10831,
    midi_wrong_endpoint_type = -10832,
    midi_no_connection = -10833,
    midi_unknown_endpoint = -10834,
    midi_unknown_property = -10835,
    midi_wrong_property_type = -10836,
    midi_message_send_error = -10838,
    midi_server_start_error = -10839,
    midi_wrong_thread = -10841,
    midi_object_not_found = -10842,
    midi_id_not_unique = -10843,
};

enum { type_device = 0, type_entity = 1, type_source = 2, type_destination = 3 };

struct midi_object {
    uint32_t ref;
    int32_t type;
    struct midi_object *parent, *next;
    void *properties;
    bool present;         // the server has it
    bool seen;            // the program's view of the setup has it
    bool virtual;         // an endpoint without an entity: another program's or our own
    uint32_t client;      // our own virtual endpoint: whose
    void *proc, *refcon;  // our own virtual destination: who reads
    int form;             // how proc is called
    uint8_t open_sysex;   // what was sent to it so far ends inside a SysEx
};

enum { form_none, form_packets, form_packets_block, form_events_block };

struct midi_client {
    uint32_t ref;
    bool alive, lost;
    void (*notify)(const void *, void *);
    void *refcon;
    const void *block;
    struct midi_client *next;
};

struct connection { uint32_t source; void *refcon; };
struct midi_port {
    uint32_t ref, client;
    bool alive, input;
    int form;
    int32_t protocol;
    void *proc, *refcon;
    struct connection *connections;
    int32_t count, room;
    struct midi_port *next;
};

extern bool server_dead;
extern struct midi_port *ports;
extern int packet_rule;
struct midi_object *midi_find(uint32_t ref);          // present in the server
bool midi_ref_was_used(uint32_t ref);
struct midi_client *midi_client_find(uint32_t ref);
uint32_t midi_new_ref(void);
void midi_check_thread(const char *function);
void midi_own_endpoint_gone(struct midi_object *endpoint);
struct midi_object *midi_endpoint_new(int32_t type, const void *name, uint32_t client);
void midi_flow_client_gone(uint32_t client);
void midi_flow_source_gone(uint32_t source);
void midi_flow_server_gone(bool ports_too);
bool midi_destination_of_ours(uint32_t ref);
int64_t midi_integer(struct midi_object *object, const void *key);
void midi_remove_endpoint(struct midi_object *endpoint);

// midi_packets.c
struct packet { uint64_t stamp; const uint8_t *bytes; uint32_t length; };
int32_t packets_read(const void *list, const char *function, struct packet **packets); // checked; the caller frees
void packets_check_messages(const struct packet *packets, int32_t count, uint8_t *open_sysex, const char *function);
size_t packets_size(const uint32_t *lengths, int32_t count);
void *packets_build(
    const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count, size_t *size, void **block, size_t *room);
int32_t events_read(const void *list, const char *function, struct packet **packets);
void *events_build(const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count, int32_t protocol, size_t *size);

#define SETUP_CALL() do { SCRIPTED(OSStatus); midi_check_thread(__func__); } while (0)

extern const void *kMIDIPropertyName, *kMIDIPropertyDisplayName, *kMIDIPropertyManufacturer, *kMIDIPropertyModel, *kMIDIPropertyUniqueID,
    *kMIDIPropertyOffline, *kMIDIPropertyPrivate, *kMIDIPropertyDriverOwner, *kMIDIPropertyAdvanceScheduleTimeMuSec;
