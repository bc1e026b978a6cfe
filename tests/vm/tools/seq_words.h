// MIDI messages as words, the same that gesture scripts use: note-on 36 100, cc 7 99 ch=2, sysex F0 7E 7F F7.
#pragma once
#include <alsa/asoundlib.h>

// Reads one message from words[0…count); how many words it took, or 0 and a sentence in problem. A sysex's bytes are kept
// in bytes, which must live until the event is sent.
int read_message(char **words, int count, snd_seq_event_t *event, unsigned char bytes[256], char problem[128]);

// The message as one line without its end; what is no message as "event TYPE".
void print_message(FILE *file, const snd_seq_event_t *event);
