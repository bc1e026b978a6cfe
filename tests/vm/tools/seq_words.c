#include "seq_words.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum shape { note, control, value, bend, bare };

static const struct word {
    const char *name;
    snd_seq_event_type_t type;
    enum shape shape;
    int required, allowed; // numbers behind it
    int otherwise;         // the last number where it is left out
} words_known[] = {
    { "note-on", SND_SEQ_EVENT_NOTEON, note, 1, 2, 100 },
    { "note-off", SND_SEQ_EVENT_NOTEOFF, note, 1, 2, 0 },
    { "poly-pressure", SND_SEQ_EVENT_KEYPRESS, note, 2, 2, 0 },
    { "cc", SND_SEQ_EVENT_CONTROLLER, control, 2, 2, 0 },
    { "program", SND_SEQ_EVENT_PGMCHANGE, value, 1, 1, 0 },
    { "channel-pressure", SND_SEQ_EVENT_CHANPRESS, value, 1, 1, 0 },
    { "pitch-bend", SND_SEQ_EVENT_PITCHBEND, bend, 1, 1, 0 },
    { "clock", SND_SEQ_EVENT_CLOCK, bare, 0, 0, 0 },
    { "start", SND_SEQ_EVENT_START, bare, 0, 0, 0 },
    { "continue", SND_SEQ_EVENT_CONTINUE, bare, 0, 0, 0 },
    { "stop", SND_SEQ_EVENT_STOP, bare, 0, 0, 0 },
    { "active-sensing", SND_SEQ_EVENT_SENSING, bare, 0, 0, 0 },
    { "reset", SND_SEQ_EVENT_RESET, bare, 0, 0, 0 },
};
static const int word_count = sizeof words_known / sizeof *words_known;

static const struct word *word_named(const char *name)
{
    for (int i = 0; i < word_count; i++)
        if (strcmp(words_known[i].name, name) == 0)
            return &words_known[i];
    return NULL;
}

static const struct word *word_for(snd_seq_event_type_t type)
{
    for (int i = 0; i < word_count; i++)
        if (words_known[i].type == type)
            return &words_known[i];
    return NULL;
}

// ALSA's bend is -8192…8191, MIDI's and ours 0…16383.
static void set_numbers(snd_seq_event_t *event, const struct word *word, int channel, const int numbers[2])
{
    switch (word->shape) {
    case note:
        event->data.note.channel = channel;
        event->data.note.note = numbers[0];
        event->data.note.velocity = numbers[1];
        break;
    case control:
        event->data.control.channel = channel;
        event->data.control.param = numbers[0];
        event->data.control.value = numbers[1];
        break;
    case value:
    case bend:
        event->data.control.channel = channel;
        event->data.control.value = word->shape == bend ? numbers[0] - 8192 : numbers[0];
        break;
    case bare:
        break;
    }
}

static int read_sysex(char **words, int count, snd_seq_event_t *event, unsigned char bytes[256], char problem[128])
{
    int used = 1, length = 0;
    for (; used < count && length < 256; used++) {
        char *end;
        long byte = strtol(words[used], &end, 16);
        if (end == words[used] || *end != '\0' || byte < 0 || byte > 255)
            break;
        bytes[length++] = byte;
        if (byte == 0xF7) {
            snd_seq_ev_set_sysex(event, length, bytes);
            return used + 1;
        }
    }
    snprintf(problem, 128, "sysex wants bytes in hex that end with F7, at most 256");
    return 0;
}

int read_message(char **words, int count, snd_seq_event_t *event, unsigned char bytes[256], char problem[128])
{
    snd_seq_ev_clear(event);
    if (strcmp(words[0], "sysex") == 0)
        return read_sysex(words, count, event, bytes, problem);

    const struct word *word = word_named(words[0]);
    if (word == NULL) {
        snprintf(problem, 128, "no such message: %.80s", words[0]);
        return 0;
    }

    int used = 1, given = 0, channel = 1;
    int numbers[2] = { word->otherwise, word->otherwise };
    for (; used < count && given < word->allowed && isdigit((unsigned char)words[used][0]); used++) {
        numbers[given] = atoi(words[used]);
        if (numbers[given++] > (word->shape == bend ? 16383 : 127)) {
            snprintf(problem, 128, "out of range: %.80s", words[used]);
            return 0;
        }
    }
    if (given < word->required) {
        snprintf(problem, 128, "%s wants %d numbers", word->name, word->required);
        return 0;
    }
    if (used < count && strncmp(words[used], "ch=", 3) == 0) {
        channel = atoi(words[used++] + 3);
        if (channel < 1 || channel > 16) {
            snprintf(problem, 128, "a channel is 1 to 16");
            return 0;
        }
    }
    event->type = word->type;
    snd_seq_ev_set_fixed(event);
    set_numbers(event, word, channel - 1, numbers);
    return used;
}

static void print_sysex(FILE *file, const snd_seq_event_t *event)
{
    const unsigned char *bytes = event->data.ext.ptr;
    fputs("sysex", file);
    for (unsigned int i = 0; i < event->data.ext.len; i++)
        fprintf(file, " %02X", bytes[i]);
}

void print_message(FILE *file, const snd_seq_event_t *event)
{
    if (event->type == SND_SEQ_EVENT_SYSEX) {
        print_sysex(file, event);
        return;
    }
    const struct word *word = word_for(event->type);
    if (word == NULL) {
        fprintf(file, "event %d", event->type);
        return;
    }
    fputs(word->name, file);
    switch (word->shape) {
    case note: fprintf(file, " %d %d ch=%d", event->data.note.note, event->data.note.velocity, event->data.note.channel + 1); break;
    case control: fprintf(file, " %d %d ch=%d", event->data.control.param, event->data.control.value, event->data.control.channel + 1); break;
    case value: fprintf(file, " %d ch=%d", event->data.control.value, event->data.control.channel + 1); break;
    case bend: fprintf(file, " %d ch=%d", event->data.control.value + 8192, event->data.control.channel + 1); break;
    case bare: break;
    }
}
