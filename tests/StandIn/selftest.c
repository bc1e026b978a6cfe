// Exercises the stand-in as the program does: loaded by dlopen, every name looked up.
#include "standin.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void *library;
static int failures, checks;

static void *sym(const char *name) {
    void *found = dlsym(library, name);
    if (found == NULL) {
        fprintf(stderr, "no symbol %s\n", name);
        exit(1);
    }
    return found;
}

#define S(name) ((__typeof__(&name))sym(#name))
#define DATA(name) (*(void **)sym(#name))
#define CHECK(what) do { checks++; if (!(what)) { failures++; fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); } } while (0)

typedef struct { int64_t location, length; } range;
typedef struct { double x, y; } point;
typedef struct { double x, y, width, height; } rect;
typedef struct { uint64_t ident; int16_t filter; uint16_t flags; uint32_t fflags; int64_t data; void *udata; } event;

void *CFStringCreateWithCString(void *, const char *, uint32_t);
void *CFStringCreateWithCharacters(void *, const uint16_t *, int64_t);
int64_t CFStringGetLength(void *);
void CFStringGetCharacters(void *, range, uint16_t *);
uint8_t CFStringGetCString(void *, char *, int64_t, uint32_t);
void *CFRetain(void *);
void CFRelease(void *);
void *CFNumberCreate(void *, int64_t, const void *);
uint8_t CFNumberGetValue(void *, int64_t, void *);
void *CFDictionaryCreate(void *, const void **, const void **, int64_t, void *, void *);
void *CFDictionaryGetValue(void *, void *);
uint8_t CFEqual(void *, void *);
void *CFRunLoopGetCurrent(void);
void CFRunLoopRun(void);
int32_t CFRunLoopRunInMode(void *, double, uint8_t);
void CFRunLoopStop(void *);
void CFRunLoopWakeUp(void *);
void *CFRunLoopSourceCreate(void *, int64_t, void *);
void CFRunLoopSourceSignal(void *);
void CFRunLoopSourceInvalidate(void *);
void CFRunLoopAddSource(void *, void *, void *);
void *CFRunLoopTimerCreate(void *, double, double, uint64_t, int64_t, void (*)(void *, void *), void *);
void CFRunLoopAddTimer(void *, void *, void *);
void CFRunLoopTimerInvalidate(void *);
double CFAbsoluteTimeGetCurrent(void);
void *CFNotificationCenterGetDistributedCenter(void);
void CFNotificationCenterAddObserver(void *, const void *, void (*)(void *, void *, void *, void *, void *), void *, void *, int64_t);
int32_t MIDIClientCreate(void *, void (*)(const void *, void *), void *, uint32_t *);
int32_t MIDIClientDispose(uint32_t);
int32_t MIDIInputPortCreate(uint32_t, void *, void (*)(const void *, void *, void *), void *, uint32_t *);
int32_t MIDIInputPortCreateWithProtocol(uint32_t, void *, int32_t, uint32_t *, void *);
int32_t MIDIOutputPortCreate(uint32_t, void *, uint32_t *);
int32_t MIDIPortConnectSource(uint32_t, uint32_t, void *);
int32_t MIDIPortDispose(uint32_t);
uint64_t MIDIGetNumberOfSources(void);
uint32_t MIDIGetSource(uint64_t);
uint64_t MIDIGetNumberOfDevices(void);
int32_t MIDIObjectGetStringProperty(uint32_t, void *, void **);
int32_t MIDIObjectGetIntegerProperty(uint32_t, void *, int32_t *);
int32_t MIDISend(uint32_t, uint32_t, const void *);
int32_t MIDIReceived(uint32_t, const void *);
int32_t MIDISourceCreate(uint32_t, void *, uint32_t *);
void *MIDIPacketListInit(void *);
void *MIDIPacketListAdd(void *, uint64_t, void *, uint64_t, uint64_t, const uint8_t *);
uint64_t mach_absolute_time(void);
int32_t mach_timebase_info(uint32_t *);
void dispatch_async_f(void *, void *, void (*)(void *));
int kqueue(void);
int kevent(int, const event *, int, event *, int, const struct timespec *);
void *CGEventSourceCreate(int32_t);
void CGEventSourceSetUserData(void *, int64_t);
void *CGEventCreateKeyboardEvent(void *, uint16_t, bool);
void CGEventSetFlags(void *, uint64_t);
void CGEventKeyboardSetUnicodeString(void *, uint64_t, const uint16_t *);
void CGEventPost(uint32_t, void *);
void *CGEventCreateMouseEvent(void *, uint32_t, point, uint32_t);
void *CGEventCreate(void *);
point CGEventGetLocation(void *);
rect CGDisplayBounds(uint32_t);
uint32_t CGMainDisplayID(void);
bool CGPreflightPostEventAccess(void);
bool CGRequestPostEventAccess(void);
void *CGSessionCopyCurrentDictionary(void);
uint8_t AXIsProcessTrustedWithOptions(void *);

static void *text(const char *utf8) { return S(CFStringCreateWithCString)(NULL, utf8, 0x08000100); }

static int32_t violations(void) { return S(standin_violations)(); }

static void start(const char *name) {
    S(standin_reset)();
    (void)name;
}

static void end(const char *name, int32_t expected) {
    if (violations() != expected || S(standin_live)(NULL) != 0) {
        char lines[4000];
        failures++;
        S(standin_violations_text)(lines, sizeof lines);
        fprintf(stderr, "%s: %d violations, %d expected, %ld objects live\n%s", name, violations(), expected, (long)S(standin_live)(NULL), lines);
        S(standin_leaks_text)(lines, sizeof lines);
        fputs(lines, stderr);
    }
}

static void strings(void) {
    start("strings");
    void *s = text("Ä\xF0\x9F\x8E\xB9z");
    CHECK(S(CFStringGetLength)(s) == 4);
    uint16_t units[4];
    S(CFStringGetCharacters)(s, (range){ 0, 4 }, units);
    CHECK(units[0] == 0xC4 && units[1] == 0xD83C && units[2] == 0xDFB9 && units[3] == 'z');
    char bytes[16];
    CHECK(S(CFStringGetCString)(s, bytes, sizeof bytes, 0x08000100) && strcmp(bytes, "Ä\xF0\x9F\x8E\xB9z") == 0);
    CHECK(!S(CFStringGetCString)(s, bytes, sizeof bytes, 0x0600));
    CHECK(!S(CFStringGetCString)(s, bytes, 4, 0x08000100));
    CHECK(S(CFStringCreateWithCString)(NULL, "Ä", 0x0600) == NULL);
    CHECK(text("\xC3") == NULL && text("\xED\xA0\x80") == NULL && text("\xC0\x80") == NULL);
    void *same = S(CFStringCreateWithCharacters)(NULL, units, 4);
    CHECK(S(CFEqual)(s, same));
    CHECK(S(CFRetain)(s) == s);
    S(CFRelease)(s), S(CFRelease)(s), S(CFRelease)(same);
    CHECK(violations() == 0);
    S(CFRelease)(s);
    CHECK(violations() == 1); // after its last release
    S(CFRelease)(DATA(kCFRunLoopDefaultMode));
    CHECK(S(CFStringGetLength)((void *)0x1234567800) == 0);
    end("strings", 2);
}

static void values(void) {
    start("values");
    int64_t wide = -0x123456789A;
    int32_t narrow = -7, back;
    void *a = S(CFNumberCreate)(NULL, 4, &wide), *b = S(CFNumberCreate)(NULL, 3, &narrow);
    CHECK(S(CFNumberGetValue)(b, 3, &back) && back == -7);
    CHECK(!S(CFNumberGetValue)(a, 3, &back));
    CHECK(S(CFNumberGetValue)(b, 4, &wide) && wide == -7);
    void *k = text("key"), *other = text("key");
    const void *keys[] = { k }, *items[] = { b };
    void *d = S(CFDictionaryCreate)(NULL, keys, items, 1, sym("kCFTypeDictionaryKeyCallBacks"), sym("kCFTypeDictionaryValueCallBacks"));
    CHECK(S(CFDictionaryGetValue)(d, other) == b);
    S(CFRelease)(b);
    CHECK(S(CFNumberGetValue)(S(CFDictionaryGetValue)(d, other), 3, &back) && back == -7);
    S(CFRelease)(b); // only the dictionary holds it
    CHECK(violations() == 1);
    S(CFRelease)(d), S(CFRelease)(k), S(CFRelease)(other), S(CFRelease)(a);
    end("values", 1);
}

static int performed;
static void *loop;
static void perform(void *info) { performed += *(int *)info; }
static void stop_now(void *timer, void *info) { (void)timer, (void)info; S(CFRunLoopStop)(loop); }
static void posted(void *context) { performed += *(int *)context; }

struct context { int64_t version; void *info; void *between[7]; void (*perform)(void *); };

static void *from_elsewhere(void *source) {
    S(CFRunLoopSourceSignal)(source);
    S(CFRunLoopWakeUp)(loop);
    return NULL;
}

static void runloop(void) {
    start("runloop");
    performed = 0;
    loop = S(CFRunLoopGetCurrent)();
    void *mode = DATA(kCFRunLoopDefaultMode);
    S(CFRunLoopRun)(); // nothing to wait for: returns
    CHECK(S(CFRunLoopRunInMode)(mode, 0, 1) == 1);
    int amount = 5;
    struct context context = { 0, &amount, { 0 }, perform };
    void *source = S(CFRunLoopSourceCreate)(NULL, 0, &context);
    S(CFRunLoopAddSource)(loop, source, DATA(kCFRunLoopCommonModes));
    CHECK(S(CFRunLoopRunInMode)(mode, 0, 1) == 3);
    S(CFRunLoopSourceSignal)(source);
    CHECK(S(CFRunLoopRunInMode)(mode, 0, 1) == 4 && performed == 5);
    S(dispatch_async_f)(sym("_dispatch_main_q"), &amount, posted);
    CHECK(S(CFRunLoopRunInMode)(mode, 0, 0) == 3 && performed == 10);
    pthread_t thread;
    pthread_create(&thread, NULL, from_elsewhere, source);
    CHECK(S(CFRunLoopRunInMode)(mode, 10, 1) == 4 && performed == 15);
    pthread_join(thread, NULL);
    S(CFRunLoopStop)(loop); // too early: lost
    void *timer = S(CFRunLoopTimerCreate)(NULL, S(CFAbsoluteTimeGetCurrent)() + 0.005, 0, 0, 0, stop_now, NULL);
    S(CFRunLoopAddTimer)(loop, timer, mode);
    S(CFRunLoopRun)();
    S(CFRunLoopSourceInvalidate)(source);
    S(CFRelease)(source), S(CFRelease)(timer);
    CHECK(S(standin_loop_entries)(loop) == 0);
    end("runloop", 0);
}

static int notices[5], removed_has_name;
static void notify(const void *message, void *refcon) {
    int32_t id;
    uint32_t size, child;
    memcpy(&id, message, 4), memcpy(&size, (const char *)message + 4, 4);
    CHECK(refcon == (void *)0x123456789ABCDEF0);
    if (id > 0 && id < 5) notices[id]++;
    if (id == 3) {
        memcpy(&child, (const char *)message + 16, 4);
        void *name = NULL;
        if (S(MIDIObjectGetStringProperty)(child, DATA(kMIDIPropertyName), &name) == 0) removed_has_name++;
    }
    CHECK(id == 1 ? size == 8 : size == 24);
}

static uint8_t got[100000];
static volatile int got_count, got_lists, got_bad_refcon;
static uint64_t got_stamp;
static int rule;
static void read_packets(const void *list, void *refcon, void *connection) {
    uint32_t count;
    memcpy(&count, list, 4);
    const uint8_t *packet = (const uint8_t *)list + 4;
    if (refcon != (void *)-2 || connection != (void *)0x7766554433221100) got_bad_refcon++;
    for (uint32_t i = 0; i < count; i++) {
        uint16_t length;
        memcpy(&length, packet + 8, 2);
        memcpy(&got_stamp, packet, 8);
        memcpy(got + got_count, packet + 10, length);
        got_count += length;
        packet += 10 + length;
        if (rule == STANDIN_RULE_ARM64) packet = (const uint8_t *)(((uintptr_t)packet + 3) & ~(uintptr_t)3);
    }
    got_lists++;
}

static int words_read;
struct literal { void *isa; int32_t flags, reserved; void *invoke; const uint64_t *descriptor; };
static void read_events(struct literal *block, const void *list, void *connection) {
    uint32_t word;
    CHECK(block->flags == 1 << 28 && connection == (void *)9);
    memcpy(&word, (const char *)list + 8 + 12, 4);
    words_read = word == 0x20903C40 ? 1 : -1;
}

static void *wrong_thread(void *unused) {
    S(MIDIGetNumberOfSources)();
    return unused;
}

static void pump(void) {
    void *mode = DATA(kCFRunLoopDefaultMode);
    while (S(standin_notices_pending)() > 0) S(CFRunLoopRunInMode)(mode, 0, 0);
}

static void midi(void) {
    start("midi");
    memset(notices, 0, sizeof notices);
    got_count = got_lists = 0;
    int amount = 0;
    struct context context = { 0, &amount, { 0 }, perform };
    void *source = S(CFRunLoopSourceCreate)(NULL, 0, &context), *current = S(CFRunLoopGetCurrent)();
    S(CFRunLoopAddSource)(current, source, DATA(kCFRunLoopDefaultMode));

    uint32_t pad_out, pad = S(standin_add_pair)("Pad", "Pad Port 1", "Maker", "Model", -5, -6, &pad_out);
    CHECK(S(MIDIGetNumberOfSources)() == 1);
    void *name = text("Test");
    uint32_t client, in, out, own;
    CHECK(S(MIDIClientCreate)(NULL, notify, NULL, &client) == -50);
    S(standin_fail)("MIDIClientCreate", -2, 2);
    CHECK(S(MIDIClientCreate)(name, notify, NULL, &client) == -2 && S(MIDIClientCreate)(name, notify, NULL, &client) == -2);
    CHECK(S(MIDIClientCreate)(name, notify, (void *)0x123456789ABCDEF0, &client) == 0 && client > 0x90000000u);
    CHECK(S(MIDIInputPortCreate)(client, name, read_packets, (void *)-2, &in) == 0);
    CHECK(S(MIDIOutputPortCreate)(client, name, &out) == 0);
    CHECK(S(MIDIPortConnectSource)(in, pad, (void *)0x7766554433221100) == 0);
    CHECK(S(MIDIPortConnectSource)(in, pad_out, NULL) == -10832);

    uint32_t key = S(standin_add_source)("Keys", "Keys", "Maker", "K", 77);
    CHECK(S(MIDIGetNumberOfSources)() == 1); // stale
    pump();
    CHECK(S(MIDIGetNumberOfSources)() == 2 && S(MIDIGetSource)(1) == key && S(MIDIGetNumberOfDevices)() == 2);
    CHECK(notices[2] == 3 && notices[1] == 1);
    void *shown = NULL;
    int32_t unique = 0;
    CHECK(S(MIDIObjectGetStringProperty)(pad, DATA(kMIDIPropertyDisplayName), &shown) == 0);
    CHECK(S(standin_live)("CFString") == 2);
    S(CFRelease)(shown);
    CHECK(S(MIDIObjectGetIntegerProperty)(pad, DATA(kMIDIPropertyUniqueID), &unique) == 0 && unique == -5);
    CHECK(S(MIDIObjectGetStringProperty)(pad, DATA(kMIDIPropertyUniqueID), &shown) == -10836);
    S(standin_remove)(key);
    CHECK(S(MIDIGetNumberOfSources)() == 2); // stale again
    pump();
    CHECK(S(MIDIGetNumberOfSources)() == 1 && notices[3] == 3 && removed_has_name == 0);

    uint8_t bytes[] = { 0x90, 60, 64, 0xF0, 1, 2, 3, 4, 5, 0xF7, 0xF8 };
    uint32_t lengths[] = { 3, 5, 2, 1 };
    uint64_t stamps[] = { 0, 0x8000000000000001u, 5, 6 };
    for (rule = STANDIN_RULE_X86; rule <= STANDIN_RULE_ARM64; rule++) {
        got_count = 0;
        S(standin_set_rule)(rule);
        CHECK(S(standin_fire_packets)(pad, bytes, lengths, stamps, 4) == 1);
        S(standin_drain)();
        CHECK(got_count == 11 && memcmp((void *)got, bytes, 11) == 0 && got_stamp == 6);
    }
    rule = STANDIN_RULE_X86;
    S(standin_set_rule)(rule);
    got_count = got_lists = 0;
    CHECK(S(standin_fire_pieces)(pad, bytes + 3, 7, 2, 2, STANDIN_NOW) == 1);
    S(standin_drain)();
    CHECK(got_count == 7 && got_lists == 2 && memcmp((void *)got, bytes + 3, 7) == 0);
    CHECK(got_bad_refcon == 0);

    uint64_t descriptor[2] = { 0, 32 };
    struct literal block = { sym("_NSConcreteGlobalBlock"), 1 << 28, 0, read_events, descriptor };
    uint32_t events;
    CHECK(S(MIDIInputPortCreateWithProtocol)(client, name, 1, &events, &block) == 0);
    CHECK(S(MIDIPortConnectSource)(events, pad, (void *)9) == 0);
    CHECK(S(standin_fire)(pad, bytes, 3, 0) == 2);
    S(standin_drain)();
    CHECK(words_read == 1);

    _Alignas(4) uint8_t list[64];
    void *packet = S(MIDIPacketListInit)(list);
    packet = S(MIDIPacketListAdd)(list, sizeof list, packet, 0, 3, bytes);
    CHECK(packet != NULL);
    CHECK(S(MIDIPacketListAdd)(list, sizeof list, packet, 7, 60, list) == NULL);
    packet = S(MIDIPacketListAdd)(list, sizeof list, packet, 7, 7, bytes + 3);
    CHECK(packet != NULL && S(MIDISend)(out, pad_out, list) == 0);
    struct standin_sent about;
    uint8_t back[16];
    CHECK(S(standin_sent)(pad_out, 1, &about, back, sizeof back) == 7 && about.stamp == 7 && back[0] == 0xF0);
    CHECK(S(MIDISend)(out, pad, list) == -10832 && S(MIDISend)(in, pad_out, list) == -10831);
    CHECK(S(MIDISourceCreate)(client, name, &own) == 0 && S(MIDIGetNumberOfSources)() == 2);
    CHECK(S(MIDIPortConnectSource)(in, own, (void *)0x7766554433221100) == 0);
    got_count = 0;
    packet = S(MIDIPacketListAdd)(list, sizeof list, S(MIDIPacketListInit)(list), S(mach_absolute_time)(), 3, bytes);
    CHECK(S(MIDIReceived)(own, list) == 0);
    S(standin_drain)();
    CHECK(got_count == 3 && violations() == 0);
    packet = S(MIDIPacketListAdd)(list, sizeof list, S(MIDIPacketListInit)(list), 0, 2, bytes);
    CHECK(S(MIDIReceived)(own, list) == 0 && violations() == 2); // stamp 0, and a byte too few

    pthread_t thread;
    pthread_create(&thread, NULL, wrong_thread, NULL);
    pthread_join(thread, NULL);
    char lines[200];
    S(standin_wrong_thread_text)(lines, sizeof lines);
    CHECK(S(standin_wrong_thread)() == 1 && strcmp(lines, "MIDIGetNumberOfSources 1\n") == 0);

    S(standin_storm)("Storm", "Maker", 99, 50, 0, 1);
    S(standin_storm_join)();
    pump();
    CHECK(S(MIDIGetNumberOfSources)() == 3);

    S(standin_server_dies)();
    CHECK(S(MIDIGetNumberOfSources)() == 0 && S(MIDISend)(out, pad_out, list) == -10838);
    CHECK(S(MIDIClientCreate)(name, notify, NULL, &events) == -2);
    S(standin_server_returns)(0);
    CHECK(S(MIDIPortConnectSource)(in, pad, NULL) == -10831);
    CHECK(S(MIDIClientCreate)(name, notify, (void *)0x123456789ABCDEF0, &client) == 0);
    pump();
    CHECK(S(MIDIGetNumberOfSources)() == 2);
    CHECK(S(MIDIClientDispose)(client) == 0);
    CHECK(S(MIDIClientCreate)(name, notify, NULL, &client) == -50);
    S(CFRelease)(name);
    S(CFRunLoopSourceInvalidate)(source);
    S(CFRelease)(source);
    end("midi", 2);
}

static void graphics(void) {
    start("graphics");
    void *source = S(CGEventSourceCreate)(0);
    S(CGEventSourceSetUserData)(source, -0x123456789A);
    void *e = S(CGEventCreateKeyboardEvent)(source, 0x24, true);
    S(CGEventSetFlags)(e, 0x800100000);
    S(CGEventPost)(0, e);
    S(CFRelease)(e);
    e = S(CGEventCreateMouseEvent)(source, 5, (point){ -3.5, 1e6 }, 0);
    S(CGEventPost)(1, e);
    S(CFRelease)(e);
    struct standin_event about;
    CHECK(S(standin_event)(0, &about) && about.keycode == 0x24 && about.down == 1 && about.flags == 0x800100000 && about.user == -0x123456789A);
    CHECK(S(standin_event)(1, &about) && about.type == 5 && about.x == -3.5 && about.y == 1e6 && about.flags_set == 0);
    e = S(CGEventCreate)(NULL);
    point where = S(CGEventGetLocation)(e);
    CHECK(where.x == -3.5 && where.y == 1e6);
    S(CFRelease)(e);
    uint16_t units[21] = { 'a' };
    e = S(CGEventCreateKeyboardEvent)(NULL, 0, false);
    S(CGEventKeyboardSetUnicodeString)(e, 21, units);
    S(standin_set_post_access)(0);
    S(CGEventPost)(0, e);
    CHECK(!S(CGPreflightPostEventAccess)() && !S(CGRequestPostEventAccess)() && S(standin_post_prompts)() == 1);
    CHECK(S(standin_events)() == 2 && S(standin_events_ignored)() == 1);
    S(CFRelease)(e), S(CFRelease)(source);
    CHECK(S(CGDisplayBounds)(S(CGMainDisplayID)()).width == 1512);
    void *session = S(CGSessionCopyCurrentDictionary)();
    CHECK(session != NULL);
    S(CFRelease)(session);
    S(standin_set_session)(0, 0, 0);
    CHECK(S(CGSessionCopyCurrentDictionary)() == NULL);
    const void *keys[] = { DATA(kAXTrustedCheckOptionPrompt) }, *items[] = { DATA(kCFBooleanTrue) };
    void *options = S(CFDictionaryCreate)(NULL, keys, items, 1, sym("kCFTypeDictionaryKeyCallBacks"), sym("kCFTypeDictionaryValueCallBacks"));
    S(standin_set_trusted)(0);
    CHECK(!S(AXIsProcessTrustedWithOptions)(options) && S(standin_trust_prompts)() == 1);
    S(CFRelease)(options);
    end("graphics", 1);
}

static int distributed;
static void heard(void *center, void *observer, void *name, void *object, void *info) {
    (void)center, (void)object, (void)info;
    distributed += observer == (void *)-9 && S(CFStringGetLength)(name) == 2;
}

static void notification(void) {
    start("notification");
    int amount = 0;
    struct context context = { 0, &amount, { 0 }, perform };
    void *source = S(CFRunLoopSourceCreate)(NULL, 0, &context), *name = text("hi");
    S(CFRunLoopAddSource)(S(CFRunLoopGetCurrent)(), source, DATA(kCFRunLoopDefaultMode));
    S(CFNotificationCenterAddObserver)(S(CFNotificationCenterGetDistributedCenter)(), (void *)-9, heard, name, NULL, 4);
    S(standin_post_distributed)("hi");
    S(standin_post_distributed)("other");
    S(CFRunLoopRunInMode)(DATA(kCFRunLoopDefaultMode), 0, 0);
    CHECK(distributed == 1);
    S(CFRunLoopSourceInvalidate)(source);
    S(CFRelease)(source), S(CFRelease)(name);
    end("notification", 0);
}

static void clocks(void) {
    start("clocks");
    uint32_t base[2];
    CHECK(S(mach_timebase_info)(base) == 0 && base[0] == 125 && base[1] == 3);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double ns = (double)now.tv_sec * 1e9 + (double)now.tv_nsec, ticks = (double)S(mach_absolute_time)() * 125 / 3;
    CHECK(ticks >= ns - 1e3 && ticks < ns + 30e9);
    end("clocks", 0);
}

static int wait_one(int q, event *e, int ms) {
    struct timespec wait = { ms / 1000, ms % 1000 * 1000000L };
    return S(kevent)(q, NULL, 0, e, 1, &wait);
}

static int change(int q, uint64_t ident, int16_t filter, uint16_t flags, uint32_t fflags, int64_t data) {
    event e = { ident, filter, flags, fflags, data, (void *)0xABCDEF0123456789 };
    return S(kevent)(q, &e, 1, NULL, 0, NULL);
}

static void queues(void) {
    start("queues");
    int q = S(kqueue)(), pipes[2];
    event e;
    CHECK(q >= 0 && pipe(pipes) == 0);
    CHECK(change(q, (uint64_t)pipes[0], -1, 1, 0, 0) == 0 && wait_one(q, &e, 0) == 0);
    CHECK(write(pipes[1], "abc", 3) == 3);
    struct pollfd p = { q, POLLIN, 0 };
    CHECK(poll(&p, 1, 0) == 1);
    CHECK(wait_one(q, &e, 1000) == 1 && e.filter == -1 && e.data == 3 && e.udata == (void *)0xABCDEF0123456789);
    CHECK(change(q, (uint64_t)pipes[0], -1, 8, 0, 0) == 0 && wait_one(q, &e, 0) == 0);
    CHECK(change(q, (uint64_t)pipes[0], -1, 4, 0, 0) == 0 && wait_one(q, &e, 0) == 1);
    close(pipes[1]);
    CHECK(wait_one(q, &e, 1000) == 1 && (e.flags & 0x8000) != 0);
    CHECK(change(q, (uint64_t)pipes[0], -1, 2, 0, 0) == 0);
    CHECK(change(q, (uint64_t)pipes[0], -1, 2, 0, 0) == -1 && errno == ENOENT);

    CHECK(change(q, 0x123456789A, -10, 1 | 0x20, 0, 0) == 0 && wait_one(q, &e, 0) == 0);
    CHECK(change(q, 0x123456789A, -10, 0, 0x01000000, 0) == 0);
    CHECK(wait_one(q, &e, 1000) == 1 && e.ident == 0x123456789A && wait_one(q, &e, 0) == 0);

    CHECK(change(q, 7, -7, 1 | 0x10, 4, 1000000) == 0 && wait_one(q, &e, 5000) == 1 && e.filter == -7 && e.data == 1 && wait_one(q, &e, 0) == 0);

    char path[] = "/tmp/standin-XXXXXX";
    int file = mkstemp(path);
    CHECK(change(q, (uint64_t)file, -4, 1 | 0x20, 0x3F, 0) == 0);
    CHECK(write(file, "x", 1) == 1 && wait_one(q, &e, 1000) == 1 && (e.fflags & 2) != 0);
    unlink(path);
    CHECK(wait_one(q, &e, 1000) == 1 && (e.fflags & 1) != 0);
    close(file);

    char folder[] = "/tmp/standin-XXXXXX", inside[64], moved[64];
    CHECK(mkdtemp(folder) != NULL);
    snprintf(inside, sizeof inside, "%s/a", folder);
    snprintf(moved, sizeof moved, "%s/b", folder);
    int directory = open(folder, O_RDONLY);
    CHECK(change(q, (uint64_t)directory, -4, 1 | 0x20, 2, 0) == 0);
    int made = open(inside, O_CREAT | O_WRONLY, 0600);
    CHECK(wait_one(q, &e, 1000) == 1 && e.fflags == 2 && wait_one(q, &e, 0) == 0);
    CHECK(write(made, "y", 1) == 1 && wait_one(q, &e, 0) == 0); // a folder doesn't speak of its files' bytes
    CHECK(rename(inside, moved) == 0 && wait_one(q, &e, 1000) == 1);
    close(made), unlink(moved), rmdir(folder), close(directory);

    pid_t child = fork();
    if (child == 0) {
        struct timespec nap = { 0, 50000000 };
        nanosleep(&nap, NULL);
        _exit(3);
    }
    CHECK(change(q, (uint64_t)child, -5, 1, 0x84000000, 0) == 0);
    CHECK(wait_one(q, &e, 5000) == 1 && e.filter == -5 && (e.fflags & 0x80000000) != 0 && e.data == 3 << 8);
    CHECK(change(q, (uint64_t)child, -5, 1, 0x80000000, 0) == -1 && errno == ESRCH);
    waitpid(child, NULL, 0);

    event bad[2] = { { 99999, -1, 1, 0, 0, NULL }, { 1, -10, 1 | 0x40, 0, 0, NULL } }, answers[2];
    CHECK(S(kevent)(q, bad, 2, answers, 2, NULL) == 2 && answers[0].flags == 0x4000 && answers[0].data == EBADF && answers[1].data == 0);
    close(q);
    close(pipes[0]);
    int other = S(kqueue)();
    CHECK(S(standin_knotes)(other) == 0);
    close(other);
    end("queues", 0);
}

int main(int count, char **arguments) {
    library = dlopen(count > 1 ? arguments[1] : "./libstandin.so", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    strings();
    values();
    runloop();
    midi();
    graphics();
    notification();
    clocks();
    queues();
    printf("%d checks, %d failures\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
