#include "evdev.h"
#include "clock.h"
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int has_name(const char *name_file, const char *name)
{
    char line[256] = "";
    FILE *file = fopen(name_file, "re");
    if (file == NULL)
        return 0;
    if (fgets(line, sizeof line, file) != NULL)
        line[strcspn(line, "\n")] = '\0';
    fclose(file);
    return strcmp(line, name) == 0;
}

// /sys/class/input/event3/device/name → /dev/input/event3
static int open_node(const char *name_file)
{
    char node[64];
    int number;
    if (sscanf(name_file, "/sys/class/input/event%d/", &number) != 1)
        return -1;
    snprintf(node, sizeof node, "/dev/input/event%d", number);
    int fd = open(node, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0 && errno != ENOENT && errno != ENODEV) {
        perror(node);
        exit(1);
    }
    return fd;
}

static int try_open(const char *name)
{
    int fd = -1;
    glob_t names;
    if (glob("/sys/class/input/event*/device/name", 0, NULL, &names) != 0)
        return -1;
    for (size_t i = 0; i < names.gl_pathc && fd < 0; i++)
        if (has_name(names.gl_pathv[i], name))
            fd = open_node(names.gl_pathv[i]);
    globfree(&names);
    return fd;
}

int open_evdev(const char *name, double deadline)
{
    int fd;
    while ((fd = try_open(name)) < 0) {
        if (left_ms(deadline) == 0)
            return -1;
        sleep_us(10000);
    }
    return fd;
}
