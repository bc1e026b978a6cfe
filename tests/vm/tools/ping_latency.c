// Measures the time from a ping to its answer over a Unix socket.
#include "clock.h"
#include "latency.h"
#include <getopt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static const char usage[] =
    "usage: ping_latency PATH [--count N] [--rate R] [--warm-up N] [--timeout S]\n\n"
    "Connects to the Unix socket PATH, sends {\"command\":\"ping\",\"args\":{}} and reads\n"
    "one line, again and again on the one connection. Prints the times from request to\n"
    "answer as one line of JSON, and how many were lost (no answer within a second,\n"
    "which ends the measuring).\n\n"
    "  --count N    requests (1000)\n"
    "  --rate R     so many a second (0: as fast as it goes)\n"
    "  --warm-up N  requests before those that count (10)\n"
    "  --timeout S  for the connection (60)\n\n"
    "exit: 0; 1 where an answer was lost; 2 usage; 3 not connected in time\n";

static const char request[] = "{\"command\":\"ping\",\"args\":{}}\n";
static const double lost_after_us = 1e6;

static int try_connect(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static int connect_to(const char *path, double deadline)
{
    int fd;
    while ((fd = try_connect(path)) < 0 && left_ms(deadline) != 0)
        sleep_us(10000);
    return fd;
}

// Whether a whole line came before the deadline.
static int read_line(int fd, double deadline)
{
    char bytes[4096];
    struct pollfd descriptor = { .fd = fd, .events = POLLIN };
    while (poll(&descriptor, 1, left_ms(deadline)) > 0) {
        ssize_t length = recv(fd, bytes, sizeof bytes, 0);
        if (length <= 0)
            return 0;
        if (bytes[length - 1] == '\n')
            return 1;
    }
    return 0;
}

// The time to the answer in µs, or -1.
static double ping(int fd)
{
    double start = now_us();
    if (send(fd, request, sizeof request - 1, MSG_NOSIGNAL) != sizeof request - 1)
        return -1;
    int answered = read_line(fd, start + lost_after_us);
    double end = now_us();
    return answered ? end - start : -1;
}

int main(int argc, char **argv)
{
    int count = 1000, warm_up = 10;
    double rate = 0, timeout = 60;
    static const struct option options[] = {
        { "count", 1, NULL, 'c' }, { "rate", 1, NULL, 'r' }, { "warm-up", 1, NULL, 'w' }, { "timeout", 1, NULL, 't' }, { 0 },
    };
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'c': count = atoi(optarg); break;
        case 'r': rate = atof(optarg); break;
        case 'w': warm_up = atoi(optarg); break;
        case 't': timeout = atof(optarg); break;
        default: fputs(usage, stderr); return 2;
        }
    }
    if (optind != argc - 1 || count < 1) {
        fputs(usage, stderr);
        return 2;
    }
    int fd = connect_to(argv[optind], deadline_after(timeout));
    if (fd < 0) {
        perror(argv[optind]);
        return 3;
    }

    struct latency latency;
    latency_start(&latency, count);
    double next = now_us();
    for (int i = -warm_up; i < count && latency.lost == 0; i++) {
        if (rate > 0)
            sleep_us((next += 1e6 / rate) - now_us());
        double us = ping(fd);
        if (us < 0)
            latency.lost++;
        else if (i >= 0)
            latency_add(&latency, us);
    }
    return latency_print(&latency);
}
