#include "inside.h"
void hitoolbox_begin(void) {}
void hitoolbox_reset(void) {}
