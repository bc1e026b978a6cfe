// Clients and ports of the ALSA sequencer by name. What fails here ends the program with a sentence.
#pragma once
#include <alsa/asoundlib.h>
#include <stdbool.h>

// What others may do with our port, or we with theirs.
#define SOURCE (SND_SEQ_PORT_CAP_READ | SND_SEQ_PORT_CAP_SUBS_READ)
#define SINK (SND_SEQ_PORT_CAP_WRITE | SND_SEQ_PORT_CAP_SUBS_WRITE)

snd_seq_t *open_seq(const char *client_name);

int create_port(snd_seq_t *seq, const char *name, unsigned int capability);

// ADDRESS is CLIENT:PORT, both by name or number, or one name: of a client (its first port that fits), or else of a port.
bool find_port(snd_seq_t *seq, const char *address, unsigned int capability, snd_seq_addr_t *found);

// The same, waiting for it to appear; false after the deadline (µs, 0 = none).
bool wait_for_port(snd_seq_t *seq, const char *address, unsigned int capability, double deadline, snd_seq_addr_t *found);

// Waits until somebody is subscribed to our port (capability SOURCE) or sends to it (SINK).
bool wait_for_subscriber(snd_seq_t *seq, int port, unsigned int capability, double deadline);

// Connect our port with another; a connection that is there already is as good.
void subscribe_to(snd_seq_t *seq, snd_seq_addr_t source, int to_our_port);
void subscribe_them(snd_seq_t *seq, int from_our_port, snd_seq_addr_t sink);

// Sleeps in poll until events have come, and fetches them; false after the deadline.
bool wait_for_events(snd_seq_t *seq, double deadline);

// The next of the events that wait_for_events fetched; NULL after the last.
snd_seq_event_t *next_event(snd_seq_t *seq);

// Sends at once to the subscribers of our port.
void send_now(snd_seq_t *seq, int port, snd_seq_event_t *event);
