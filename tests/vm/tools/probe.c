#include "probe.h"
#include "clock.h"
#include "latency.h"
#include <getopt.h>
#include <stdlib.h>

static const double lost_after_us = 1e6;

static _Noreturn void wrong_usage(const char *usage)
{
    fputs(usage, stderr);
    exit(2);
}

void probe_open(struct probe *probe, int argc, char **argv, const char *usage)
{
    static const struct option options[] = {
        { "from", 1, NULL, 'f' }, { "to", 1, NULL, 't' }, { "count", 1, NULL, 'c' }, { "interval-us", 1, NULL, 'i' },
        { "note", 1, NULL, 'n' }, { "warm-up", 1, NULL, 'w' }, { "timeout", 1, NULL, 's' }, { 0 },
    };
    *probe = (struct probe){ .count = 1000, .note = 60, .warm_up = 10, .interval_us = 1000, .timeout = 60 };
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'f': probe->from = optarg; break;
        case 't': probe->to = optarg; break;
        case 'c': probe->count = atoi(optarg); break;
        case 'i': probe->interval_us = atof(optarg); break;
        case 'n': probe->note = atoi(optarg); break;
        case 'w': probe->warm_up = atoi(optarg); break;
        case 's': probe->timeout = atof(optarg); break;
        default: wrong_usage(usage);
        }
    }
    if (optind < argc || probe->count < 1 || probe->note < 0 || probe->note > 127)
        wrong_usage(usage);

    probe->deadline = deadline_after(probe->timeout);
    probe->seq = open_seq("Latency");
    probe->out = create_port(probe->seq, "out", SOURCE);
}

_Noreturn void probe_gives_up(const struct probe *probe, const char *what)
{
    fprintf(stderr, "%s within %g s\n", what, probe->timeout);
    exit(3);
}

void probe_connect(struct probe *probe)
{
    snd_seq_addr_t sink;
    if (probe->from == NULL) {
        if (!wait_for_subscriber(probe->seq, probe->out, SOURCE, probe->deadline))
            probe_gives_up(probe, "nothing subscribed to Latency:out");
        return;
    }
    if (!wait_for_port(probe->seq, probe->from, SINK, probe->deadline, &sink))
        probe_gives_up(probe, "the port of --from did not appear");
    subscribe_them(probe->seq, probe->out, sink);
}

static void play(struct probe *probe, int velocity)
{
    snd_seq_event_t event;
    snd_seq_ev_clear(&event);
    if (velocity > 0)
        snd_seq_ev_set_noteon(&event, 0, probe->note, velocity);
    else
        snd_seq_ev_set_noteoff(&event, 0, probe->note, 0);
    send_now(probe->seq, probe->out, &event);
}

// One note: the time to its answer in µs, or -1.
static double measure(struct probe *probe, wait_for_answer *wait, forget_answers *forget, void *answers)
{
    forget(answers);
    double start = now_us();
    play(probe, 100);
    bool answered = wait(answers, start + lost_after_us);
    double end = now_us();

    play(probe, 0);
    sleep_us(probe->interval_us);
    return answered ? end - start : -1;
}

int probe_run(struct probe *probe, wait_for_answer *wait, forget_answers *forget, void *answers)
{
    struct latency latency;
    latency_start(&latency, probe->count);
    for (int i = -probe->warm_up; i < probe->count; i++) {
        double us = measure(probe, wait, forget, answers);
        if (i < 0)
            continue;
        if (us < 0)
            latency.lost++;
        else
            latency_add(&latency, us);
    }
    snd_seq_close(probe->seq);
    return latency_print(&latency);
}
