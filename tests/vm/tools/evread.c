// Prints what keys an input device presses and releases.
#include "clock.h"
#include "evdev.h"
#include "key_names.h"
#include <getopt.h>
#include <linux/input.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char usage[] =
    "usage: evread NAME [--count N] [--timeout S]\n\n"
    "Waits for the input device of that name, says \"ready\" on stderr when it is open,\n"
    "and prints a line for each key: number, name, \"down\", \"up\" or \"repeat\", such as\n"
    "\"30 KEY_A down\". Mouse buttons are keys too.\n\n"
    "  --count N    exit after so many\n"
    "  --timeout S  exit 3 after so many seconds\n\n"
    "exit: 0; 1 where the device went away; 2 usage; 3 timeout\n";

static const char *key_name(unsigned int code)
{
    const char *name = code < sizeof key_names / sizeof *key_names ? key_names[code] : NULL;
    return name != NULL ? name : "KEY_UNKNOWN";
}

static void print_key(const struct input_event *event)
{
    static const char *const states[] = { "up", "down", "repeat" };
    printf("%u %s %s\n", event->code, key_name(event->code), states[event->value % 3]);
    fflush(stdout);
}

// Prints until count keys have come (0 = for ever); the exit code.
static int print_keys(int fd, int count, double deadline)
{
    struct pollfd descriptor = { .fd = fd, .events = POLLIN };
    struct input_event event;
    int printed = 0;
    while (poll(&descriptor, 1, left_ms(deadline)) > 0) {
        if ((descriptor.revents & POLLIN) == 0)
            return 1;
        while (read(fd, &event, sizeof event) == sizeof event) {
            if (event.type != EV_KEY)
                continue;
            print_key(&event);
            if (++printed == count)
                return 0;
        }
    }
    return 3;
}

int main(int argc, char **argv)
{
    static const struct option options[] = { { "count", 1, NULL, 'c' }, { "timeout", 1, NULL, 't' }, { 0 } };
    int count = 0;
    double timeout = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'c': count = atoi(optarg); break;
        case 't': timeout = atof(optarg); break;
        default: fputs(usage, stderr); return 2;
        }
    }
    if (optind != argc - 1) {
        fputs(usage, stderr);
        return 2;
    }

    double deadline = deadline_after(timeout);
    int fd = open_evdev(argv[optind], deadline);
    if (fd < 0)
        return 3;
    fputs("ready\n", stderr);
    return print_keys(fd, count, deadline);
}
