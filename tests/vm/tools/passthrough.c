// The pass-through that any router of MIDI can be measured against: as little code as ALSA allows.
#include "seq_port.h"
#include <stdlib.h>

static const char usage[] =
    "usage: passthrough SOURCE [TRANSPOSE]\n\n"
    "Subscribes to the sequencer port SOURCE (CLIENT:PORT by name or number; waits for\n"
    "it) and sends each note, transposed by +1 or TRANSPOSE semitones, to the\n"
    "subscribers of its own port \"passthrough:out\". Runs until it is killed.\n";

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3 || argv[1][0] == '-') {
        fputs(usage, stderr);
        return 2;
    }
    int transpose = argc == 3 ? atoi(argv[2]) : 1;

    snd_seq_t *seq = open_seq("passthrough");
    int in = create_port(seq, "in", SINK), out = create_port(seq, "out", SOURCE);
    snd_seq_addr_t source;
    wait_for_port(seq, argv[1], SOURCE, 0, &source);
    subscribe_to(seq, source, in);

    while (wait_for_events(seq, 0)) {
        for (snd_seq_event_t *event; (event = next_event(seq)) != NULL;) {
            if (event->type != SND_SEQ_EVENT_NOTEON && event->type != SND_SEQ_EVENT_NOTEOFF)
                continue;
            event->data.note.note = (event->data.note.note + transpose) & 127;
            send_now(seq, out, event);
        }
    }
    return 0;
}
