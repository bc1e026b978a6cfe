// This library exports Darwin's clock_gettime, pthread_setname_np, getsockopt, open and others under their own names. What it
// needs of Linux's under the same names it asks the kernel for, so that it never calls itself.
#pragma once
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static inline void host_clock_gettime(clockid_t clock, struct timespec *to) { syscall(SYS_clock_gettime, clock, to); }
