// Input devices (/dev/input/event*) by name, where there is no udev.
#pragma once

// Opens the device of that name for reading without blocking, waiting for it to appear; -1 after the deadline (µs, 0 = none).
int open_evdev(const char *name, double deadline);
