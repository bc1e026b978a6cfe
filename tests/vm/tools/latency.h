// Collects round-trip times and prints them as one JSON line.
#pragma once

struct latency {
    double *samples; // µs
    int count, capacity, lost;
};

void latency_start(struct latency *latency, int capacity);
void latency_add(struct latency *latency, double us);

// {"count":100,"lost":0,"min_us":81.2,"p50_us":90.0,"p90_us":99.1,"p99_us":120.4,"max_us":133.7}
// Returns the exit code: 0, or 1 where answers were lost or there are none.
int latency_print(struct latency *latency);
