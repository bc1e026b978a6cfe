// Prints the MIDI messages that come from a port, as words.
#include "clock.h"
#include "seq_port.h"
#include "seq_words.h"
#include <getopt.h>
#include <stdlib.h>

static const char usage[] =
    "usage: seqread [--from ADDRESS] [--name CLIENT] [--port NAME] [--count N] [--timeout S]\n\n"
    "Creates a sequencer port, subscribes it to --from, says \"ready\" on stderr, and\n"
    "prints each message as a line: note-on 36 100 ch=1, cc 7 99 ch=2, ...\n\n"
    "  --from ADDRESS  CLIENT:PORT by name or number, or a client's or port's name;\n"
    "                  waits for it (left out: whoever connects is heard)\n"
    "  --name CLIENT   name of the client (seqread)\n"
    "  --port NAME     name of the port (in)\n"
    "  --count N       exit after so many\n"
    "  --timeout S     exit 3 after so many seconds\n\n"
    "exit: 0; 1 error; 2 usage; 3 timeout\n";

// That somebody came or went is no message.
static bool is_message(const snd_seq_event_t *event)
{
    return event->type != SND_SEQ_EVENT_PORT_SUBSCRIBED && event->type != SND_SEQ_EVENT_PORT_UNSUBSCRIBED;
}

// Prints until count messages have come (0 = for ever); the exit code.
static int print_messages(snd_seq_t *seq, int count, double deadline)
{
    int printed = 0;
    while (wait_for_events(seq, deadline)) {
        for (snd_seq_event_t *event; (event = next_event(seq)) != NULL;) {
            if (!is_message(event))
                continue;
            print_message(stdout, event);
            putchar('\n');
            fflush(stdout);
            if (++printed == count)
                return 0;
        }
    }
    return 3;
}

int main(int argc, char **argv)
{
    const char *from = NULL, *name = "seqread", *port = "in";
    int count = 0;
    double timeout = 0;
    static const struct option options[] = {
        { "from", 1, NULL, 'f' }, { "name", 1, NULL, 'n' }, { "port", 1, NULL, 'p' }, { "count", 1, NULL, 'c' },
        { "timeout", 1, NULL, 't' }, { 0 },
    };
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'f': from = optarg; break;
        case 'n': name = optarg; break;
        case 'p': port = optarg; break;
        case 'c': count = atoi(optarg); break;
        case 't': timeout = atof(optarg); break;
        default: fputs(usage, stderr); return 2;
        }
    }
    if (optind < argc) {
        fputs(usage, stderr);
        return 2;
    }

    double deadline = deadline_after(timeout);
    snd_seq_t *seq = open_seq(name);
    int in = create_port(seq, port, SINK);
    snd_seq_addr_t source;
    if (from != NULL) {
        if (!wait_for_port(seq, from, SOURCE, deadline, &source))
            return 3;
        subscribe_to(seq, source, in);
    }
    fputs("ready\n", stderr);
    return print_messages(seq, count, deadline);
}
