// Monotonic time in microseconds, and waiting by it.
#pragma once
#include <time.h>

static inline double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static inline void sleep_us(double us)
{
    if (us <= 0)
        return;
    struct timespec t = { (time_t)(us / 1e6), (long)(us - (double)(time_t)(us / 1e6) * 1e6) * 1000 };
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &t, &t) != 0)
        ;
}

// What is left until the deadline, for poll(): at least 0, and -1 (for ever) where there is no deadline (0).
static inline int left_ms(double deadline_us)
{
    if (deadline_us == 0)
        return -1;
    double left = (deadline_us - now_us()) / 1e3;
    return left <= 0 ? 0 : (int)left + 1;
}

// A number of seconds as the user wrote it → the deadline; 0 stays "none".
static inline double deadline_after(double seconds)
{
    return seconds == 0 ? 0 : now_us() + seconds * 1e6;
}
