// Measures the time from a note sent to the key that a program under test presses.
#include "clock.h"
#include "evdev.h"
#include "probe.h"
#include <linux/input.h>
#include <poll.h>
#include <unistd.h>

static const char usage[] =
    "usage: key_latency --to DEVICE [--from ADDRESS] [--count N] [--interval-us U]\n"
    "                   [--note N] [--warm-up N] [--timeout S]\n\n"
    "A sequencer client \"Latency\" with the port \"out\". Notes go from it to the program\n"
    "under test, whose input device presses a key, any key being the answer. Prints\n"
    "the times from note-on to key press, and how many were lost (no press within a\n"
    "second), as one line of JSON.\n\n"
    "  --from ADDRESS   where the notes enter the program (CLIENT:PORT by name or\n"
    "                   number): \"out\" is connected to it (left out: waits until the\n"
    "                   program subscribes to Latency:out)\n"
    "  --to DEVICE      name of the input device that presses, once it is there\n"
    PROBE_OPTIONS_USAGE;

static bool read_event(int fd, struct input_event *event)
{
    return read(fd, event, sizeof *event) == sizeof *event;
}

static void forget_keys(void *fd)
{
    struct input_event event;
    while (read_event(*(int *)fd, &event))
        ;
}

static bool wait_for_press(void *fd, double deadline)
{
    struct input_event event;
    struct pollfd descriptor = { .fd = *(int *)fd, .events = POLLIN };
    while (poll(&descriptor, 1, left_ms(deadline)) > 0) {
        if ((descriptor.revents & POLLIN) == 0)
            return false;
        while (read_event(descriptor.fd, &event))
            if (event.type == EV_KEY && event.value == 1)
                return true;
    }
    return false;
}

int main(int argc, char **argv)
{
    struct probe probe;
    probe_open(&probe, argc, argv, usage);
    if (probe.to == NULL) {
        fputs(usage, stderr);
        return 2;
    }
    probe_connect(&probe);
    int fd = open_evdev(probe.to, probe.deadline);
    if (fd < 0)
        probe_gives_up(&probe, "the input device of --to did not appear");
    return probe_run(&probe, wait_for_press, forget_keys, &fd);
}
