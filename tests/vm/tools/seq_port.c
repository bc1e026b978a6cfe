#include "seq_port.h"
#include "clock.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>

static const double look_again_us = 10000;

static int check(int result, const char *function)
{
    if (result < 0) {
        fprintf(stderr, "%s: %s\n", function, snd_strerror(result));
        exit(1);
    }
    return result;
}

snd_seq_t *open_seq(const char *client_name)
{
    snd_seq_t *seq;
    check(snd_seq_open(&seq, "default", SND_SEQ_OPEN_DUPLEX, SND_SEQ_NONBLOCK), "snd_seq_open");
    check(snd_seq_set_client_name(seq, client_name), "snd_seq_set_client_name");
    return seq;
}

int create_port(snd_seq_t *seq, const char *name, unsigned int capability)
{
    return check(snd_seq_create_simple_port(seq, name, capability, SND_SEQ_PORT_TYPE_MIDI_GENERIC | SND_SEQ_PORT_TYPE_APPLICATION),
                 "snd_seq_create_simple_port");
}

static bool is_called(const char *wanted, const char *name, int number)
{
    char *end;
    long wanted_number = strtol(wanted, &end, 10);
    return strcmp(wanted, name) == 0 || (end != wanted && *end == '\0' && wanted_number == number);
}

// Either name may be NULL: any.
static bool find_named(snd_seq_t *seq, const char *client_name, const char *port_name, unsigned int capability, snd_seq_addr_t *found)
{
    snd_seq_client_info_t *client;
    snd_seq_port_info_t *port;
    snd_seq_client_info_alloca(&client);
    snd_seq_port_info_alloca(&port);

    snd_seq_client_info_set_client(client, -1);
    while (snd_seq_query_next_client(seq, client) >= 0) {
        int id = snd_seq_client_info_get_client(client);
        if (client_name != NULL && !is_called(client_name, snd_seq_client_info_get_name(client), id))
            continue;
        snd_seq_port_info_set_client(port, id);
        snd_seq_port_info_set_port(port, -1);
        while (snd_seq_query_next_port(seq, port) >= 0) {
            if ((snd_seq_port_info_get_capability(port) & capability) != capability)
                continue;
            if (port_name != NULL && !is_called(port_name, snd_seq_port_info_get_name(port), snd_seq_port_info_get_port(port)))
                continue;
            *found = *snd_seq_port_info_get_addr(port);
            return true;
        }
    }
    return false;
}

bool find_port(snd_seq_t *seq, const char *address, unsigned int capability, snd_seq_addr_t *found)
{
    const char *colon = strchr(address, ':');
    if (colon == NULL)
        return find_named(seq, address, NULL, capability, found) || find_named(seq, NULL, address, capability, found);

    char client[256];
    snprintf(client, sizeof client, "%.*s", (int)(colon - address), address);
    return find_named(seq, client, colon + 1, capability, found);
}

bool wait_for_port(snd_seq_t *seq, const char *address, unsigned int capability, double deadline, snd_seq_addr_t *found)
{
    while (!find_port(seq, address, capability, found)) {
        if (left_ms(deadline) == 0)
            return false;
        sleep_us(look_again_us);
    }
    return true;
}

static bool has_subscriber(snd_seq_t *seq, int port, unsigned int capability)
{
    snd_seq_port_info_t *info;
    snd_seq_port_info_alloca(&info);
    check(snd_seq_get_port_info(seq, port, info), "snd_seq_get_port_info");
    return (capability == SOURCE ? snd_seq_port_info_get_read_use(info) : snd_seq_port_info_get_write_use(info)) > 0;
}

bool wait_for_subscriber(snd_seq_t *seq, int port, unsigned int capability, double deadline)
{
    while (!has_subscriber(seq, port, capability)) {
        if (left_ms(deadline) == 0)
            return false;
        sleep_us(look_again_us);
    }
    return true;
}

void subscribe_to(snd_seq_t *seq, snd_seq_addr_t source, int to_our_port)
{
    int result = snd_seq_connect_from(seq, to_our_port, source.client, source.port);
    if (result != -EBUSY)
        check(result, "snd_seq_connect_from");
}

void subscribe_them(snd_seq_t *seq, int from_our_port, snd_seq_addr_t sink)
{
    int result = snd_seq_connect_to(seq, from_our_port, sink.client, sink.port);
    if (result != -EBUSY)
        check(result, "snd_seq_connect_to");
}

// One read() per wake-up: fetches what is there into alsa-lib's buffer; whether that is anything.
static bool fetch_events(snd_seq_t *seq)
{
    int result = snd_seq_event_input_pending(seq, 1);
    if (result == -EAGAIN)
        return false;
    if (result == -ENOSPC) {
        fputs("the sequencer lost events: our queue was full\n", stderr);
        return false;
    }
    return check(result, "snd_seq_event_input_pending") > 0;
}

bool wait_for_events(snd_seq_t *seq, double deadline)
{
    struct pollfd descriptor;
    snd_seq_poll_descriptors(seq, &descriptor, 1, POLLIN);
    while (snd_seq_event_input_pending(seq, 0) <= 0) {
        int ready = poll(&descriptor, 1, left_ms(deadline));
        if (ready == 0)
            return false;
        if (ready > 0 && fetch_events(seq))
            return true;
    }
    return true;
}

snd_seq_event_t *next_event(snd_seq_t *seq)
{
    snd_seq_event_t *event = NULL;
    if (snd_seq_event_input_pending(seq, 0) > 0)
        check(snd_seq_event_input(seq, &event), "snd_seq_event_input");
    return event;
}

void send_now(snd_seq_t *seq, int port, snd_seq_event_t *event)
{
    snd_seq_ev_set_source(event, port);
    snd_seq_ev_set_subs(event);
    snd_seq_ev_set_direct(event);
    check(snd_seq_event_output_direct(seq, event), "snd_seq_event_output_direct");
}
