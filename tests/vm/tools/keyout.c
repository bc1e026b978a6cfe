// The MIDI-to-key program that any other can be measured against: as little code as ALSA and uinput allow.
#include "seq_port.h"
#include <fcntl.h>
#include <linux/uinput.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char usage[] =
    "usage: keyout SOURCE\n\n"
    "Subscribes to the sequencer port SOURCE (CLIENT:PORT by name or number; waits for\n"
    "it). A note-on presses the A key of the uinput device \"C Keyboard\", a note-off\n"
    "releases it. Runs until it is killed.\n";

static int create_keyboard(void)
{
    int fd = open("/dev/uinput", O_WRONLY | O_CLOEXEC);
    struct uinput_setup setup = { .id = { .bustype = BUS_VIRTUAL, .vendor = 1, .product = 1 } };
    strcpy(setup.name, "C Keyboard");
    if (fd < 0 || ioctl(fd, UI_SET_EVBIT, EV_KEY) < 0 || ioctl(fd, UI_SET_KEYBIT, KEY_A) < 0 ||
        ioctl(fd, UI_DEV_SETUP, &setup) < 0 || ioctl(fd, UI_DEV_CREATE) < 0) {
        perror("/dev/uinput");
        _exit(1);
    }
    return fd;
}

static void set_key(int keyboard, int down)
{
    struct input_event events[] = {
        { .type = EV_KEY, .code = KEY_A, .value = down },
        { .type = EV_SYN, .code = SYN_REPORT },
    };
    if (write(keyboard, events, sizeof events) != sizeof events)
        perror("write to uinput");
}

int main(int argc, char **argv)
{
    if (argc != 2 || argv[1][0] == '-') {
        fputs(usage, stderr);
        return 2;
    }
    int keyboard = create_keyboard();
    snd_seq_t *seq = open_seq("keyout");
    int in = create_port(seq, "in", SINK);
    snd_seq_addr_t source;
    wait_for_port(seq, argv[1], SOURCE, 0, &source);
    subscribe_to(seq, source, in);

    while (wait_for_events(seq, 0)) {
        for (snd_seq_event_t *event; (event = next_event(seq)) != NULL;) {
            int is_on = event->type == SND_SEQ_EVENT_NOTEON && event->data.note.velocity > 0;
            if (is_on || event->type == SND_SEQ_EVENT_NOTEON || event->type == SND_SEQ_EVENT_NOTEOFF)
                set_key(keyboard, is_on);
        }
    }
    return 0;
}
