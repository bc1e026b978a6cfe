// What midi_latency and key_latency have in common: the options, a sequencer client "Latency" whose port "out" plays
// notes to the program under test, and the measuring itself. They differ in what the answer is.
#pragma once
#include "seq_port.h"

struct probe {
    const char *from, *to;
    int count, note, warm_up;
    double interval_us, timeout;
    double deadline; // for the connections, µs
    snd_seq_t *seq;
    int out;
};

#define PROBE_OPTIONS_USAGE \
    "  --count N        pairs of note-on and note-off, one at a time (1000)\n" \
    "  --interval-us U  rest after each (1000)\n" \
    "  --note N         the note that is sent (60)\n" \
    "  --warm-up N      pairs before those that count (10)\n" \
    "  --timeout S      for the connections (60)\n\n" \
    "exit: 0; 1 where answers were lost; 2 usage; 3 not connected in time\n"

// Reads the options (ends the program on wrong ones) and creates the client and its port "out".
void probe_open(struct probe *probe, int argc, char **argv, const char *usage);

// Connects "out" to --from, or waits until the program subscribes to it.
void probe_connect(struct probe *probe);

// Whether the answer came before the deadline (µs).
typedef bool wait_for_answer(void *answers, double deadline);

// Throws away what has come and is not wanted: late answers, releases.
typedef void forget_answers(void *answers);

// Plays the notes, prints the times; the exit code.
int probe_run(struct probe *probe, wait_for_answer *wait, forget_answers *forget, void *answers);

// "What did not happen within N s" and exit 3.
_Noreturn void probe_gives_up(const struct probe *probe, const char *what);
