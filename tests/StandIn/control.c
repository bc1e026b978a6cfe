// Beginning, starting over, and blocks.
#include "inside.h"
#include "standin.h"

EXPORT void *_NSConcreteGlobalBlock[32], *_NSConcreteStackBlock[32], *_NSConcreteMallocBlock[32];

struct block { void *isa; int32_t flags, reserved; void *invoke; const struct { uint64_t reserved, size; } *descriptor; };
_Static_assert(sizeof(struct block) == 32, "block literal");

// A block made by hand: what the runtime would look at.
void block_check(const void *pointer, const char *function) {
    const struct block *block = pointer;
    if (block == NULL) return violation("%s: NULL for a block", function);
    if (block->isa != _NSConcreteGlobalBlock && block->isa != _NSConcreteStackBlock && block->isa != _NSConcreteMallocBlock)
        violation("%s: the block's isa %p is not the address of a block class", function, block->isa);
    if (block->isa == _NSConcreteGlobalBlock && (block->flags & 1 << 28) == 0)
        violation("%s: a global block without its flag (0x%x)", function, (unsigned)block->flags);
    if (block->invoke == NULL || block->descriptor == NULL) violation("%s: a block without invoke or descriptor", function);
    else if (block->descriptor->size < 32)
        violation("%s: the block's descriptor says %lu bytes", function, (unsigned long)block->descriptor->size);
}

__attribute__((constructor)) static void begin(void) {
    lock();
    objc_begin();
    corefoundation_begin();
    runloop_begin();
    coremidi_begin();
    midi_flow_reset();
    midi_packets_reset();
    coregraphics_begin();
    hiservices_begin();
    hitoolbox_begin();
    coreaudio_begin();
    iokit_begin();
    libsystem_begin();
    unlock();
}

EXPORT void standin_reset(void) {
    standin_storm_join();
    lock();
    midi_flow_reset(); // what is under way is void from here on
    unlock();
    standin_drain();
    lock();
    runloop_reset();
    coremidi_reset();
    midi_packets_reset();
    coregraphics_reset();
    hiservices_reset();
    hitoolbox_reset();
    coreaudio_reset();
    iokit_reset();
    objc_reset();
    libsystem_reset();
    darwin_files_reset();
    darwin_processes_reset();
    trace_reset();
    objects_reset();
    unlock();
}
