// Packet lists and event lists: laid out under either stepping rule, and read back with a hard eye.
#include "midi.h"
#include "standin.h"

int packet_rule;              // STANDIN_RULE_*
static int list_alignment = 4, guard_bytes = 512;

EXPORT void standin_set_rule(int32_t rule) { packet_rule = rule; }
EXPORT void standin_set_list_alignment(int32_t alignment) { list_alignment = alignment; }

static uint16_t u16_at(const uint8_t *at) { uint16_t v; memcpy(&v, at, 2); return v; }
static uint32_t u32_at(const uint8_t *at) { uint32_t v; memcpy(&v, at, 4); return v; }
static uint64_t u64_at(const uint8_t *at) { uint64_t v; memcpy(&v, at, 8); return v; }

static const uint8_t *step(const uint8_t *packet) {
    const uint8_t *next = packet + 10 + u16_at(packet + 8);
    return packet_rule == STANDIN_RULE_ARM64 ? (const uint8_t *)(((uintptr_t)next + 3) & ~(uintptr_t)3) : next;
}

// ---- lists the program writes with our help: the size it names is remembered by address ----

static struct { const void *list; uint64_t size; } written[32];
static int written_next;

static void remember(const void *list, uint64_t size) {
    lock();
    int at = -1;
    for (int i = 0; i < 32; i++)
        if (written[i].list == list) at = i;
    if (at < 0) at = written_next++ % 32;
    written[at].list = list;
    written[at].size = size;
    unlock();
}

static uint64_t remembered(const void *list) {
    uint64_t size = 0;
    for (int i = 0; i < 32; i++)
        if (written[i].list == list) size = written[i].size;
    return size;
}

void midi_packets_reset(void) {
    packet_rule = STANDIN_RULE_X86;
    list_alignment = 4;
    memset(written, 0, sizeof written);
}

EXPORT void *MIDIPacketListInit(uint8_t *list) {
    SCRIPTED(void *);
    if (list == NULL) return violation("MIDIPacketListInit: NULL"), NULL;
    if (((uintptr_t)list & 3) != 0) violation("MIDIPacketListInit: a list at %p is not 4-aligned", (void *)list);
    memset(list, 0, 4);
    remember(list, 0);
    return list + 4;
}

EXPORT void *MIDIPacketListAdd(uint8_t *list, uint64_t list_size, uint8_t *current, uint64_t stamp, uint64_t length, const uint8_t *bytes) {
    SCRIPTED(void *);
    if (list == NULL || current == NULL || (bytes == NULL && length > 0)) {
        violation("MIDIPacketListAdd: list %p, packet %p, bytes %p", (void *)list, (void *)current, (const void *)bytes);
        return NULL;
    }
    if (list_size > 65536) violation("MIDIPacketListAdd: a list of %lu bytes, 65536 is the most", (unsigned long)list_size);
    if (current < list + 4 || current > list + list_size) {
        violation("MIDIPacketListAdd: the packet %p is not inside the list %p of %lu bytes", (void *)current, (void *)list,
            (unsigned long)list_size);
        return NULL;
    }
    if (length == 0) violation("MIDIPacketListAdd: no bytes");
    remember(list, list_size);
    uint32_t count = u32_at(list);
    // Same stamp, no SysEx in either: one packet holds both.
    if (count > 0 && u64_at(current) == stamp && length > 0 && bytes[0] >= 0x80 && bytes[0] != 0xF0 && current[10] != 0xF0) {
        uint16_t had = u16_at(current + 8);
        if (had + length > 65535 || (uint64_t)(current - list) + 10 + had + length > list_size) return NULL;
        memcpy(current + 10 + had, bytes, length);
        uint16_t now = (uint16_t)(had + length);
        memcpy(current + 8, &now, 2);
        return current;
    }
    uint8_t *packet = count == 0 ? list + 4 : (uint8_t *)(uintptr_t)step(current);
    if (length > 65535 || (uint64_t)(packet - list) + 10 + length > list_size) return NULL;
    uint16_t short_length = (uint16_t)length;
    memcpy(packet, &stamp, 8);
    memcpy(packet + 8, &short_length, 2);
    if (length > 0) memcpy(packet + 10, bytes, length);
    count++;
    memcpy(list, &count, 4);
    return packet;
}

int32_t packets_read(const void *pointer, const char *function, struct packet **out) {
    const uint8_t *list = pointer;
    *out = NULL;
    if (list == NULL) return violation("%s: NULL for a packet list", function), -1;
    if (((uintptr_t)list & 3) != 0) violation("%s: a packet list at %p is not 4-aligned", function, pointer);
    uint32_t count = u32_at(list);
    if (count == 0) violation("%s: a packet list of no packets", function);
    if (count > 65536 / 10) return violation("%s: a packet list of %u packets", function, count), -1;
    lock();
    uint64_t size = remembered(list);
    unlock();
    if (size == 0) size = 65536;
    struct packet *packets = calloc(count + 1, sizeof *packets);
    const uint8_t *packet = list + 4;
    for (uint32_t i = 0; i < count; i++) {
        if ((uint64_t)(packet - list) + 10 > size || (uint64_t)(packet - list) + 10 + u16_at(packet + 8) > size) {
            violation("%s: packet %u of %u ends outside the list's %lu bytes", function, i, count, (unsigned long)size);
            free(packets);
            return -1;
        }
        packets[i] = (struct packet){ u64_at(packet), packet + 10, u16_at(packet + 8) };
        if (packets[i].length == 0) violation("%s: packet %u of %u is empty", function, i, count);
        packet = step(packet);
    }
    *out = packets;
    return (int32_t)count;
}

static int data_bytes(uint8_t status) {
    if (status < 0xC0 || (status >= 0xE0 && status < 0xF0) || status == 0xF2) return 2;
    return status < 0xE0 || status == 0xF1 || status == 0xF3 ? 1 : 0;
}

// No running status, whole messages, a SysEx alone in its packets: what the header asks of senders.
void packets_check_messages(const struct packet *packets, int32_t count, uint8_t *open, const char *function) {
    for (int32_t p = 0; p < count; p++) {
        const uint8_t *bytes = packets[p].bytes;
        uint32_t length = packets[p].length, i = 0;
        bool sysex_here = *open != 0, other_here = false;
        while (i < length) {
            uint8_t byte = bytes[i];
            if (*open != 0) {
                if (byte == 0xF7) *open = 0, i++;
                else if (byte < 0x80 || byte >= 0xF8) i++;
                else violation("%s: %02X inside a SysEx that has not ended", function, byte), *open = 0;
                continue;
            }
            if (byte < 0x80) {
                violation("%s: data byte %02X with no status before it (packet %d, byte %u)", function, byte, p, i);
                i++;
                continue;
            }
            if (byte == 0xF0) {
                *open = 1, sysex_here = true, i++;
                continue;
            }
            if (byte == 0xF7) {
                violation("%s: an end of SysEx with no beginning", function);
                i++;
                continue;
            }
            if (byte == 0xF4 || byte == 0xF5 || byte == 0xF9 || byte == 0xFD) violation("%s: undefined status %02X", function, byte);
            if (byte < 0xF8) other_here = true;
            int wanted = data_bytes(byte);
            i++;
            while (wanted > 0 && i < length && bytes[i] < 0x80) wanted--, i++;
            if (wanted > 0) violation("%s: message %02X lacks %d of its data bytes", function, byte, wanted);
        }
        if (sysex_here && other_here) violation("%s: a SysEx shares its packet with another message", function);
    }
}

// ---- lists we hand out ----

// In a block of its own, at an address that is only as aligned as asked for, with rubbish behind it: who steps too far reads it.
static uint8_t *place(size_t size, void **block, size_t *room) {
    size_t whole = (size + 64 + (size_t)guard_bytes + 63) / 64 * 64;
    uint8_t *memory = aligned_alloc(64, whole);
    memset(memory, 0xA5, whole);
    *block = memory;
    *room = whole;
    return memory + (list_alignment >= 8 ? 32 : list_alignment == 4 ? 4 : 1);
}

void *packets_build(
    const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count, size_t *size, void **block, size_t *room) {
    size_t most = 4;
    for (int32_t i = 0; i < count; i++) most += 10 + lengths[i] + 3;
    uint8_t *list = place(most, block, room), *packet = list + 4;
    memcpy(list, &count, 4);
    uint8_t *end = packet;
    for (int32_t i = 0; i < count; i++) {
        uint16_t length = (uint16_t)lengths[i];
        memcpy(packet, &stamps[i], 8);
        memcpy(packet + 8, &length, 2);
        memcpy(packet + 10, bytes, length);
        bytes += length;
        end = packet + 10 + length;
        packet = (uint8_t *)(uintptr_t)step(packet);
    }
    *size = (size_t)(end - list);
    return list;
}

// ---- event lists (universal MIDI packets, 1.0 protocol) ----

EXPORT void *MIDIEventListInit(uint8_t *list, int32_t protocol) {
    SCRIPTED(void *);
    if (list == NULL) return violation("MIDIEventListInit: NULL"), NULL;
    if (protocol != 1 && protocol != 2) violation("MIDIEventListInit: protocol %d", protocol);
    memcpy(list, &protocol, 4);
    memset(list + 4, 0, 4);
    remember(list, 0);
    return list + 8;
}

EXPORT void *MIDIEventListAdd(uint8_t *list, uint64_t list_size, uint8_t *current, uint64_t stamp, uint64_t words, const uint32_t *data) {
    SCRIPTED(void *);
    if (list == NULL || current == NULL || data == NULL || words == 0)
        return violation("MIDIEventListAdd: nothing to add or nowhere"), NULL;
    if (list_size > 65536) violation("MIDIEventListAdd: a list of %lu bytes, 65536 is the most", (unsigned long)list_size);
    if (current < list + 8 || current > list + list_size) return violation("MIDIEventListAdd: the packet is not inside the list"), NULL;
    remember(list, list_size);
    uint32_t count = u32_at(list + 4);
    if (count > 0 && u64_at(current) == stamp && u32_at(current + 8) + words <= 64) {
        uint32_t had = u32_at(current + 8), now = had + (uint32_t)words;
        if ((uint64_t)(current - list) + 12 + now * 4u > list_size) return NULL;
        memcpy(current + 12 + had * 4u, data, words * 4);
        memcpy(current + 8, &now, 4);
        return current;
    }
    uint8_t *packet = count == 0 ? list + 8 : current + 12 + 4u * u32_at(current + 8);
    if (words > 64 || (uint64_t)(packet - list) + 12 + words * 4 > list_size) return NULL;
    uint32_t short_words = (uint32_t)words;
    memcpy(packet, &stamp, 8);
    memcpy(packet + 8, &short_words, 4);
    memcpy(packet + 12, data, words * 4);
    count++;
    memcpy(list + 4, &count, 4);
    return packet;
}

int32_t events_read(const void *pointer, const char *function, struct packet **out) {
    static const uint8_t sizes[16] = { 1, 1, 1, 2, 2, 4, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4 };
    const uint8_t *list = pointer;
    *out = NULL;
    if (list == NULL) return violation("%s: NULL for an event list", function), -1;
    uint32_t protocol = u32_at(list), count = u32_at(list + 4);
    if (protocol != 1 && protocol != 2) violation("%s: an event list of protocol %u", function, protocol);
    if (count == 0 || count > 65536 / 16) return violation("%s: an event list of %u packets", function, count), -1;
    struct packet *packets = calloc(count, sizeof *packets);
    const uint8_t *packet = list + 8;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t words = u32_at(packet + 8);
        if (words == 0 || words > 64) {
            violation("%s: packet %u of %u has %u words", function, i, count, words);
            free(packets);
            return -1;
        }
        for (uint32_t w = 0; w < words; w += sizes[u32_at(packet + 12 + w * 4) >> 28])
            if (w + sizes[u32_at(packet + 12 + w * 4) >> 28] > words) violation("%s: packet %u ends inside a message", function, i);
        packets[i] = (struct packet){ u64_at(packet), packet + 12, words * 4 };
        packet += 12 + 4 * words;
    }
    *out = packets;
    return (int32_t)count;
}

// Bytes of whole messages, or of SysEx in whatever pieces, to words.
static uint32_t to_words(const uint8_t *bytes, uint32_t length, bool *in_sysex, uint32_t *words) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < length;) {
        uint8_t byte = bytes[i];
        if (byte >= 0xF8) {
            words[count++] = 0x10000000u | (uint32_t)byte << 16;
            i++;
        } else if (byte == 0xF0 || *in_sysex) {
            bool begins = byte == 0xF0, ends = false;
            if (begins) i++;
            uint8_t part[6] = { 0 };
            uint32_t n = 0;
            while (i < length && n < 6 && bytes[i] < 0x80) part[n++] = bytes[i++];
            if (i < length && bytes[i] == 0xF7) ends = true, i++;
            else if (i < length && bytes[i] >= 0x80) i++;
            uint32_t status = begins ? (ends ? 0 : 1) : ends ? 3 : 2;
            *in_sysex = !ends;
            words[count++] = 0x30000000u | status << 20 | n << 16 | (uint32_t)part[0] << 8 | part[1];
            words[count++] = (uint32_t)part[2] << 24 | (uint32_t)part[3] << 16 | (uint32_t)part[4] << 8 | part[5];
        } else if (byte >= 0x80) {
            uint32_t one = i + 1 < length ? bytes[i + 1] : 0, two = i + 2 < length ? bytes[i + 2] : 0;
            int wanted = data_bytes(byte);
            words[count++] =
                (byte >= 0xF0 ? 0x10000000u : 0x20000000u) | (uint32_t)byte << 16 | (wanted > 0 ? one << 8 : 0) | (wanted > 1 ? two : 0);
            i += 1 + (uint32_t)wanted;
        } else {
            i++;
        }
    }
    return count;
}

void *events_build(const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count, int32_t protocol, size_t *size) {
    size_t most = 8;
    for (int32_t i = 0; i < count; i++) most += (12 + lengths[i] * 8u) * (lengths[i] / 32 + 1);
    uint8_t *list = calloc(1, most), *packet = list + 8;
    uint32_t made = 0;
    bool in_sysex = bytes[0] < 0x80;
    for (int32_t i = 0; i < count; i++) {
        uint32_t *words = calloc(lengths[i] * 2 + 2, 4);
        uint32_t total = to_words(bytes, lengths[i], &in_sysex, words);
        for (uint32_t at = 0; at < total; at += 64, made++) {
            uint32_t n = total - at < 64 ? total - at : 64;
            memcpy(packet, &stamps[i], 8);
            memcpy(packet + 8, &n, 4);
            memcpy(packet + 12, words + at, n * 4);
            packet += 12 + n * 4;
        }
        free(words);
        bytes += lengths[i];
    }
    memcpy(list, &protocol, 4);
    memcpy(list + 4, &made, 4);
    *size = (size_t)(packet - list);
    return list;
}
