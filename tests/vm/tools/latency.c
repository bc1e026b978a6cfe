#include "latency.h"
#include <stdio.h>
#include <stdlib.h>

void latency_start(struct latency *latency, int capacity)
{
    *latency = (struct latency){ calloc(capacity, sizeof(double)), 0, capacity, 0 };
    if (latency->samples == NULL) {
        perror("calloc");
        exit(1);
    }
}

void latency_add(struct latency *latency, double us)
{
    if (latency->count < latency->capacity)
        latency->samples[latency->count++] = us;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The nearest-rank percentile of the sorted samples.
static double percentile(const struct latency *latency, int percent)
{
    return latency->count == 0 ? 0 : latency->samples[(latency->count * percent + 99) / 100 - 1];
}

int latency_print(struct latency *latency)
{
    qsort(latency->samples, latency->count, sizeof(double), ascending);
    printf("{\"count\":%d,\"lost\":%d,\"min_us\":%.1f,\"p50_us\":%.1f,\"p90_us\":%.1f,\"p99_us\":%.1f,\"max_us\":%.1f}\n",
           latency->count, latency->lost, latency->count == 0 ? 0 : latency->samples[0], percentile(latency, 50),
           percentile(latency, 90), percentile(latency, 99), percentile(latency, 100));
    fflush(stdout);
    return latency->count == 0 || latency->lost > 0;
}
