// Measures the time from a note sent to the note that a program under test answers with.
#include "clock.h"
#include "probe.h"

static const char usage[] =
    "usage: midi_latency [--from ADDRESS] [--to ADDRESS] [--count N] [--interval-us U]\n"
    "                    [--note N] [--warm-up N] [--timeout S]\n\n"
    "A sequencer client \"Latency\" with the ports \"out\" and \"in\". Notes go from \"out\"\n"
    "through the program under test and come back to \"in\", any note-on being the\n"
    "answer. Prints the times from note-on to note-on, and how many were lost (no\n"
    "answer within a second), as one line of JSON. ADDRESS is CLIENT:PORT by name or\n"
    "number.\n\n"
    "  --from ADDRESS   where the notes enter the program: \"out\" is connected to it\n"
    "                   (left out: waits until the program subscribes to Latency:out)\n"
    "  --to ADDRESS     where they leave it: \"in\" is subscribed to it, once it is there\n"
    "                   (left out: waits until the program connects to Latency:in)\n"
    PROBE_OPTIONS_USAGE;

static void forget_events(void *seq)
{
    while (wait_for_events(seq, now_us()))
        while (next_event(seq) != NULL)
            ;
}

static bool wait_for_note_on(void *seq, double deadline)
{
    while (wait_for_events(seq, deadline))
        for (snd_seq_event_t *event; (event = next_event(seq)) != NULL;)
            if (event->type == SND_SEQ_EVENT_NOTEON && event->data.note.velocity > 0)
                return true;
    return false;
}

static void connect_answers(struct probe *probe, int in)
{
    snd_seq_addr_t source;
    if (probe->to == NULL) {
        if (!wait_for_subscriber(probe->seq, in, SINK, probe->deadline))
            probe_gives_up(probe, "nothing connected to Latency:in");
        return;
    }
    if (!wait_for_port(probe->seq, probe->to, SOURCE, probe->deadline, &source))
        probe_gives_up(probe, "the port of --to did not appear");
    subscribe_to(probe->seq, source, in);
}

int main(int argc, char **argv)
{
    struct probe probe;
    probe_open(&probe, argc, argv, usage);
    int in = create_port(probe.seq, "in", SINK);
    probe_connect(&probe);
    connect_answers(&probe, in);
    return probe_run(&probe, wait_for_note_on, forget_events, probe.seq);
}
