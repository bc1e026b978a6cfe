// Plays MIDI messages, given as words, from a port of its own.
#include "clock.h"
#include "seq_port.h"
#include "seq_words.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: seqsend [--name CLIENT] [--port NAME] [--to ADDRESS] [--wait-subscriber]\n"
    "               [--timeout S] [--stay] [MESSAGE...]\n\n"
    "Creates a sequencer port, waits until somebody subscribes to it (or connects it\n"
    "to --to), and plays the messages: note-on 36 100, note-off 36, cc 7 99,\n"
    "pitch-bend 8192, program 3, channel-pressure 50, poly-pressure 36 50, start, stop,\n"
    "continue, clock, active-sensing, reset, sysex F0 7E F7; ch=2 behind one is its\n"
    "channel (1). Two more words: sleep MS, and wait-subscriber.\n\n"
    "  --name CLIENT      name of the client (seqsend)\n"
    "  --port NAME        name of the port (out)\n"
    "  --to ADDRESS       connect to this port, CLIENT:PORT by name or number, once it is\n"
    "                     there\n"
    "  --wait-subscriber  wait for one, even with --to or without messages\n"
    "  --timeout S        for each such wait (60)\n"
    "  --stay             then read further messages from stdin until it closes, and\n"
    "                     answer each line with \"ok\" or \"error: ...\" (says \"ready\" on\n"
    "                     stderr when the port is there)\n\n"
    "exit: 0; 1 error; 2 usage; 3 nobody subscribed in time\n";

struct options {
    const char *name, *port, *to;
    bool wait_subscriber, stay;
    double timeout;
};

struct player {
    snd_seq_t *seq;
    int port;
    double timeout; // for each wait, s
};

enum { max_words = 4096 };

static bool wait_for_listener(struct player *player)
{
    return wait_for_subscriber(player->seq, player->port, SOURCE, deadline_after(player->timeout));
}

// Plays the first message of the words; how many words it took, or 0 and a sentence in problem.
static int play_one(struct player *player, char **words, int count, char problem[128])
{
    if (strcmp(words[0], "wait-subscriber") == 0) {
        if (wait_for_listener(player))
            return 1;
        snprintf(problem, 128, "nobody subscribed within %g s", player->timeout);
        return 0;
    }
    if (strcmp(words[0], "sleep") == 0 && count > 1) {
        sleep_us(atof(words[1]) * 1000);
        return 2;
    }
    snd_seq_event_t event;
    unsigned char bytes[256];
    int used = read_message(words, count, &event, bytes, problem);
    if (used > 0)
        send_now(player->seq, player->port, &event);
    return used;
}

// Plays the messages of a text (which it cuts up); false and a sentence in problem where one is wrong.
static bool play(struct player *player, char *text, char problem[128])
{
    static char *words[max_words];
    int count = 0, used;
    for (char *word = strtok(text, " \t\r\n"); word != NULL; word = strtok(NULL, " \t\r\n")) {
        if (count == max_words) {
            snprintf(problem, 128, "more than %d words at once", max_words);
            return false;
        }
        words[count++] = word;
    }
    for (int at = 0; at < count; at += used)
        if ((used = play_one(player, words + at, count - at, problem)) == 0)
            return false;
    return true;
}

static void play_stdin(struct player *player)
{
    char *line = NULL, problem[128];
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0) {
        if (play(player, line, problem))
            puts("ok");
        else
            printf("error: %s\n", problem);
        fflush(stdout);
    }
    free(line);
}

static char *joined(char **words, int count)
{
    size_t length = 1;
    for (int i = 0; i < count; i++)
        length += strlen(words[i]) + 1;
    char *text = calloc(length, 1);
    for (int i = 0; text != NULL && i < count; i++)
        strcat(strcat(text, words[i]), " ");
    return text;
}

static _Noreturn void wrong_usage(void)
{
    fputs(usage, stderr);
    exit(2);
}

// The words behind the options stay in argv, from optind.
static struct options read_options(int argc, char **argv)
{
    struct options read = { .name = "seqsend", .port = "out", .timeout = 60 };
    static const struct option options[] = {
        { "name", 1, NULL, 'n' }, { "port", 1, NULL, 'p' }, { "to", 1, NULL, 't' }, { "wait-subscriber", 0, NULL, 'w' },
        { "timeout", 1, NULL, 's' }, { "stay", 0, NULL, 'k' }, { 0 },
    };
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (option) {
        case 'n': read.name = optarg; break;
        case 'p': read.port = optarg; break;
        case 't': read.to = optarg; break;
        case 'w': read.wait_subscriber = true; break;
        case 's': read.timeout = atof(optarg); break;
        case 'k': read.stay = true; break;
        default: wrong_usage();
        }
    }
    if (optind == argc && !read.stay)
        wrong_usage();
    return read;
}

static void connect_to(struct player *player, const char *address)
{
    snd_seq_addr_t sink;
    if (!wait_for_port(player->seq, address, SINK, deadline_after(player->timeout), &sink)) {
        fprintf(stderr, "%s did not appear within %g s\n", address, player->timeout);
        exit(3);
    }
    subscribe_them(player->seq, player->port, sink);
}

int main(int argc, char **argv)
{
    struct options options = read_options(argc, argv);
    struct player player = { .seq = open_seq(options.name), .timeout = options.timeout };
    player.port = create_port(player.seq, options.port, SOURCE);
    if (options.stay)
        fputs("ready\n", stderr);
    if (options.to != NULL)
        connect_to(&player, options.to);

    bool wait = options.wait_subscriber || (options.to == NULL && optind < argc);
    if (wait && !wait_for_listener(&player)) {
        fprintf(stderr, "nobody subscribed within %g s\n", player.timeout);
        return 3;
    }
    char problem[128];
    if (!play(&player, joined(argv + optind, argc - optind), problem)) {
        fprintf(stderr, "%s\n", problem);
        return 1;
    }
    if (options.stay)
        play_stdin(&player);
    snd_seq_close(player.seq);
    return 0;
}
