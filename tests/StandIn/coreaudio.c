#include "inside.h"
void coreaudio_begin(void) {}
void coreaudio_reset(void) {}
