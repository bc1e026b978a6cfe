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
#include <sys/stat.h>
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
        fprintf(stderr, "%s: %d violations, %d expected, %ld objects live\n%s", name, violations(), expected, (long)S(standin_live)(NULL),
            lines);
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
    CHECK(S(standin_called_on)("MIDIGetNumberOfSources") != S(standin_thread)() && S(standin_called_on)("MIDISend") == S(standin_thread)());
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

static _Atomic int firing;
static void *fire_on(void *source) {
    uint8_t note[] = { 0x90, 60, 64 };
    while (firing) S(standin_fire)((uint32_t)(uintptr_t)source, note, 3, STANDIN_NOW);
    return NULL;
}

int32_t MIDIPortDisconnectSource(uint32_t, uint32_t);
static void counted(const void *list, void *refcon, void *connection) { (void)list, (void)refcon, (void)connection; }

// Everything at once: sources come and go, bytes come in, ports are made, connected and disposed of meanwhile.
static void storms(void) {
    start("storms");
    int amount = 0;
    struct context context = { 0, &amount, { 0 }, perform };
    void *source = S(CFRunLoopSourceCreate)(NULL, 0, &context), *name = text("Test");
    S(CFRunLoopAddSource)(S(CFRunLoopGetCurrent)(), source, DATA(kCFRunLoopDefaultMode));
    uint32_t client, pad = S(standin_add_source)("Pad", "Pad", "Maker", "Model", 0x7FFFFFFF);
    CHECK(S(MIDIClientCreate)(name, NULL, NULL, &client) == 0);
    for (int style = STANDIN_NOTIFY_ALL; style <= STANDIN_NOTIFY_NOTHING; style++) {
        S(standin_set_notifications)(style);
        S(standin_set_ref_reuse)(style % 2);
        S(standin_set_late_callbacks)(style / 2);
        firing = 1;
        pthread_t thread;
        pthread_create(&thread, NULL, fire_on, (void *)(uintptr_t)pad);
        S(standin_storm)("Storm", "Maker", -1, 40, 50, 0);
        for (int round = 0; round < 40; round++) {
            uint32_t port;
            CHECK(S(MIDIInputPortCreate)(client, name, counted, NULL, &port) == 0 && S(MIDIPortConnectSource)(port, pad, NULL) == 0);
            for (uint64_t i = 0; i < S(MIDIGetNumberOfSources)(); i++) {
                void *shown = NULL;
                if (S(MIDIObjectGetStringProperty)(S(MIDIGetSource)(i), DATA(kMIDIPropertyName), &shown) == 0) S(CFRelease)(shown);
            }
            pump();
            if (round % 2 == 0) CHECK(S(MIDIPortDisconnectSource)(port, pad) == 0);
            CHECK(S(MIDIPortDispose)(port) == 0);
        }
        S(standin_storm_join)();
        firing = 0;
        pthread_join(thread, NULL);
        pump();
        CHECK(S(MIDIGetNumberOfSources)() == 1 && S(standin_unique_id)(S(MIDIGetSource)(0)) == 0x7FFFFFFF);
    }
    S(standin_drain)();
    CHECK(S(standin_wrong_thread)() == 0);
    S(CFRelease)(name);
    S(CFRunLoopSourceInvalidate)(source);
    S(CFRelease)(source);
    end("storms", 0);
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
    CHECK(S(standin_event)(0, &about) && about.keycode == 0x24 && about.down == 1 && about.flags == 0x800100000 &&
          about.user == -0x123456789A);
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
    void *options =
        S(CFDictionaryCreate)(NULL, keys, items, 1, sym("kCFTypeDictionaryKeyCallBacks"), sym("kCFTypeDictionaryValueCallBacks"));
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

    CHECK(change(q, 7, -7, 1 | 0x10, 4, 1000000) == 0 && wait_one(q, &e, 5000) == 1 && e.filter == -7 && e.data == 1 &&
          wait_one(q, &e, 0) == 0);

    char path[] = "/tmp/standin-XXXXXX";
    int file = mkstemp(path);
    CHECK(change(q, (uint64_t)file, -4, 1 | 0x20, 0x3F, 0) == 0);
    CHECK(write(file, "x", 1) == 1 && wait_one(q, &e, 1000) == 1 && (e.fflags & 2) != 0);
    unlink(path);
    CHECK(wait_one(q, &e, 1000) == 1 && (e.fflags & 1) != 0);
    close(file);

    for (int i = 0; i < 40; i++) { // on ext4 each new file gets the inode of the one before, and its descriptor's number, too
        char again[64];
        snprintf(again, sizeof again, "%s-%d", path, i);
        file = open(again, O_CREAT | O_RDWR, 0600);
        CHECK(change(q, (uint64_t)file, -4, 1 | 0x20, 0x3F, 0) == 0);
        CHECK(write(file, "x", 1) == 1 && wait_one(q, &e, 0) == 1 && e.ident == (uint64_t)file && (e.fflags & 2) != 0);
        close(file);
        unlink(again);
    }

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
    int watched = open(moved, O_RDONLY);
    CHECK(change(q, (uint64_t)watched, -4, 1 | 0x20, 0x3F, 0) == 0);
    CHECK(write(made, "more", 4) == 4 && wait_one(q, &e, 1000) == 1 && e.ident == (uint64_t)watched && (e.fflags & 6) == 6);
    CHECK(fchmod(made, 0640) == 0 && wait_one(q, &e, 1000) == 1 && (e.fflags & 8) != 0);
    int fresh = open(inside, O_CREAT | O_WRONLY, 0600);
    CHECK(wait_one(q, &e, 1000) == 1 && e.ident == (uint64_t)directory);
    int second_watch = open(folder, O_RDONLY);
    CHECK(change(q, (uint64_t)second_watch, -4, 1 | 0x20, 2, 0) == 0);
    unlink(inside);
    CHECK(wait_one(q, &e, 1000) == 1 && poll(&p, 1, 0) == 1); // one of two is told, the queue stays readable
    CHECK(wait_one(q, &e, 0) == 1 && poll(&p, 1, 0) == 0);
    close(second_watch);
    close(open(inside, O_CREAT | O_WRONLY, 0600));
    CHECK(wait_one(q, &e, 1000) == 1 && e.ident == (uint64_t)directory);
    CHECK(rename(inside, moved) == 0); // a save by replacing: the old file is gone, its folder changed
    event two[2];
    struct timespec second = { 1, 0 };
    int told = S(kevent)(q, NULL, 0, two, 2, &second);
    for (int i = 0; i < told; i++)
        CHECK(two[i].ident == (uint64_t)directory ? two[i].fflags == 2 : two[i].ident == (uint64_t)watched && (two[i].fflags & 1) != 0);
    CHECK(told == 2 || wait_one(q, &e, 1000) == 1);
    close(watched), close(fresh), close(made), unlink(moved), rmdir(folder), close(directory);
    while (wait_one(q, &e, 0) == 1) CHECK(e.filter == -4 || e.filter == -1);

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

// ---- Objective-C ----

void *objc_getClass(const char *);
const char *sel_registerName(const char *);
void *objc_allocateClassPair(void *, const char *, size_t);
void objc_registerClassPair(void *);
signed char class_addMethod(void *, const char *, void *, const char *);
void *objc_autoreleasePoolPush(void);
void objc_autoreleasePoolPop(void *);
signed char NSApplicationLoad(void);
void *objc_retain(void *);
void objc_release(void *);

#define SEND(type, ...) ((type(*)(__VA_ARGS__))sym("objc_msgSend"))
static void *class_named(const char *name) { return S(objc_getClass)(name); }
static const char *sel(const char *name) { return S(sel_registerName)(name); }

static int woken;
static void on_wake(void *self, const char *selector, void *notification) {
    void *name = SEND(void *, void *, const char *)(notification, sel("name"));
    woken += self != NULL && strcmp(selector, "onWake:") == 0 && S(CFEqual)(name, DATA(NSWorkspaceDidWakeNotification));
}

static double wide_arguments(
    void *self, const char *selector, int64_t a, double b, int64_t c, double d, int64_t e, int64_t f, int16_t g, int64_t h) {
    (void)self, (void)selector;
    return a == -1 && b == 0.5 && c == -3 && d == 2.25 && e == 5 && f == 1LL << 40 && g == -7 && h == -0x123456789A ? 4.5 : 0;
}

static void objective(void) {
    start("objective");
    int amount = 0;
    struct context context = { 0, &amount, { 0 }, perform };
    void *source = S(CFRunLoopSourceCreate)(NULL, 0, &context);
    S(CFRunLoopAddSource)(S(CFRunLoopGetCurrent)(), source, DATA(kCFRunLoopDefaultMode));
    void *pool = S(objc_autoreleasePoolPush)();
    CHECK(S(NSApplicationLoad)() == 1);
    void *class = S(objc_allocateClassPair)(class_named("NSObject"), "SelfTestTarget", 0);
    CHECK(S(class_addMethod)(class, sel("onWake:"), (void *)on_wake, "v@:@") == 1);
    CHECK(S(class_addMethod)(class, sel("wide:"), (void *)wide_arguments, "d@:") == 1);
    S(objc_registerClassPair)(class);
    void *target = SEND(void *, void *, const char *)(SEND(void *, void *, const char *)(class, sel("alloc")), sel("init"));
    CHECK((SEND(double, void *, const char *, int64_t, double, int64_t, double, int64_t, int64_t, int16_t, int64_t)(
              target, sel("wide:"), -1, 0.5, -3, 2.25, 5, 1LL << 40, -7, -0x123456789A)) == 4.5);
    void *workspace = SEND(void *, void *, const char *)(class_named("NSWorkspace"), sel("sharedWorkspace"));
    void *center = SEND(void *, void *, const char *)(workspace, sel("notificationCenter"));
    SEND(void, void *, const char *, void *, const char *, void *, void *)
    (center, sel("addObserver:selector:name:object:"), target, sel("onWake:"), DATA(NSWorkspaceDidWakeNotification), NULL);
    S(standin_workspace)(STANDIN_WORKSPACE_WILL_SLEEP);
    S(standin_workspace)(STANDIN_WORKSPACE_DID_WAKE);
    CHECK(woken == 0);
    S(CFRunLoopRunInMode)(DATA(kCFRunLoopDefaultMode), 0, 0);
    CHECK(woken == 1);
    S(standin_set_frontmost)("com.example.synth", "Synth", "/Applications/Synth", 4242);
    void *front = SEND(void *, void *, const char *)(workspace, sel("frontmostApplication"));
    CHECK((SEND(int32_t, void *, const char *)(front, sel("processIdentifier"))) == 321);
    S(CFRunLoopRunInMode)(DATA(kCFRunLoopDefaultMode), 0, 0);
    front = SEND(void *, void *, const char *)(workspace, sel("frontmostApplication"));
    CHECK((SEND(int32_t, void *, const char *)(front, sel("processIdentifier"))) == 4242);
    CHECK(strcmp(SEND(const char *, void *, const char *)(
                     SEND(void *, void *, const char *)(front, sel("bundleIdentifier")), sel("UTF8String")),
              "com.example.synth") == 0);
    CHECK((SEND(void *, void *, const char *)(NULL, sel("bundleIdentifier"))) == NULL);
    void *event = SEND(void *, void *, const char *, int64_t, point, int64_t, double, int64_t, void *, int16_t, int64_t, int64_t)(
        class_named("NSEvent"), sel("otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2:"), 14,
        (point){ 0, 0 }, 0xA00, 0, 0, NULL, 8, 16 << 16 | 0xA00, -1);
    S(CGEventPost)(0, SEND(void *, void *, const char *)(event, sel("CGEvent")));
    struct standin_event about;
    CHECK(S(standin_event)(0, &about) && about.type == 14 && about.subtype == 8 && about.data1 == (16 << 16 | 0xA00) && about.data2 == -1);
    void *text_object = SEND(void *, void *, const char *, const char *)(class_named("NSString"), sel("stringWithUTF8String:"), "kept");
    S(objc_retain)(text_object);
    CHECK(S(standin_open_pools)() == 1 && violations() == 0);
    S(objc_autoreleasePoolPop)(pool);
    CHECK(S(CFStringGetLength)(text_object) == 4);
    S(objc_release)(text_object);
    SEND(void, void *, const char *, void *)(center, sel("removeObserver:"), target);
    S(objc_release)(target);
    CHECK(S(standin_open_pools)() == 0 && violations() == 0);
    SEND(void *, void *, const char *)(class_named("NSWorkspace"), sel("notThere"));
    CHECK(violations() == 1);
    S(CFRunLoopSourceInvalidate)(source);
    S(CFRelease)(source);
    end("objective", 1);
}

// ---- IOKit, CoreAudio, layouts ----

uint32_t IORegisterForSystemPower(void *, void **, void (*)(void *, uint32_t, uint32_t, void *), uint32_t *);
int32_t IOAllowPowerChange(uint32_t, intptr_t);
int32_t IODeregisterForSystemPower(uint32_t *);
void *IONotificationPortGetRunLoopSource(void *);
void IONotificationPortDestroy(void *);
void *IOHIDManagerCreate(void *, uint32_t);
void IOHIDManagerSetDeviceMatching(void *, void *);
void IOHIDManagerRegisterDeviceMatchingCallback(void *, void (*)(void *, int32_t, void *, void *), void *);
void IOHIDManagerScheduleWithRunLoop(void *, void *, void *);
int32_t IOHIDManagerOpen(void *, uint32_t);
int32_t IOHIDDeviceSetReport(void *, int32_t, int64_t, const uint8_t *, int64_t);
int32_t AudioObjectGetPropertyData(uint32_t, const uint32_t *, uint32_t, const void *, uint32_t *, void *);
int32_t AudioObjectSetPropertyData(uint32_t, const uint32_t *, uint32_t, const void *, uint32_t, const void *);
void *TISCopyCurrentKeyboardLayoutInputSource(void);
void *TISGetInputSourceProperty(void *, void *);
const uint8_t *CFDataGetBytePtr(void *);
int32_t UCKeyTranslate(const void *, uint16_t, uint16_t, uint32_t, uint32_t, uint32_t, uint32_t *, uint64_t, uint64_t *, uint16_t *);

static uint32_t root;
static void *found_device;
static void on_power(void *refcon, uint32_t service, uint32_t kind, void *argument) {
    CHECK(refcon == (void *)-3 && service != 0);
    if (kind == STANDIN_WILL_SLEEP) CHECK(S(IOAllowPowerChange)(root, (intptr_t)argument) == 0);
}
static void on_device(void *ctx, int32_t result, void *sender, void *device) {
    CHECK(ctx == (void *)-4 && result == 0 && sender != NULL);
    found_device = device;
}

static void hardware(void) {
    start("hardware");
    void *loop_here = S(CFRunLoopGetCurrent)(), *mode = DATA(kCFRunLoopDefaultMode), *port = NULL;
    uint32_t notifier = 0;
    root = S(IORegisterForSystemPower)((void *)-3, &port, on_power, &notifier);
    CHECK(root != 0 && port != NULL && notifier != 0);
    S(CFRunLoopAddSource)(loop_here, S(IONotificationPortGetRunLoopSource)(port), mode);
    int64_t id = S(standin_power)(STANDIN_WILL_SLEEP);
    S(standin_power)(STANDIN_HAS_POWERED_ON);
    CHECK(id > 0xFFFFFFFF && S(CFRunLoopRunInMode)(mode, 0, 0) == 3 && S(standin_power_allowed)() == 1);

    int32_t vendor = 0x17CC, number;
    void *key = text("VendorID"), *value = S(CFNumberCreate)(NULL, 3, &vendor);
    const void *keys[] = { key }, *values_[] = { value };
    void *wanted =
        S(CFDictionaryCreate)(NULL, keys, values_, 1, sym("kCFTypeDictionaryKeyCallBacks"), sym("kCFTypeDictionaryValueCallBacks"));
    void *manager = S(IOHIDManagerCreate)(NULL, 0);
    S(IOHIDManagerSetDeviceMatching)(manager, wanted);
    S(IOHIDManagerRegisterDeviceMatchingCallback)(manager, on_device, (void *)-4);
    S(IOHIDManagerScheduleWithRunLoop)(manager, loop_here, mode);
    CHECK(S(IOHIDManagerOpen)(manager, 0) == 0);
    S(standin_hid_add)(0x1234, 1, 1, 6, "Other");
    number = S(standin_hid_add)(0x17CC, 0x1700, 0xFF00, 1, "MK3");
    S(CFRunLoopRunInMode)(mode, 0, 0);
    CHECK(found_device != NULL);
    uint8_t report[81] = { 0x80 }, back[81];
    int64_t report_id = 0;
    int32_t from = 0, type = 0;
    CHECK(S(IOHIDDeviceSetReport)(found_device, 1, 0x80, report, 81) == 0);
    CHECK(S(standin_hid_report)(0, &from, &type, &report_id, back, 81) == 81 && from == number && type == 1 && report_id == 0x80);
    S(standin_hid_remove)(number);
    CHECK(S(IOHIDDeviceSetReport)(found_device, 1, 0x80, report, 81) == (int32_t)0xE00002C0);
    S(IODeregisterForSystemPower)(&notifier);
    S(IONotificationPortDestroy)(port);
    S(CFRelease)(manager), S(CFRelease)(wanted), S(CFRelease)(value), S(CFRelease)(key);

    uint32_t out[] = { 0x644F7574, 0x676C6F62, 0 }, volume[] = { 0x766D7663, 0x6F757470, 0 }, device = 0, size = 4;
    float level = 0;
    CHECK(S(AudioObjectGetPropertyData)(1, out, 0, NULL, &size, &device) == 0 && device > 0x80000000u);
    CHECK(S(AudioObjectGetPropertyData)(device, volume, 0, NULL, &size, &level) == 0 && level == 0.5f);
    level = 0.75f;
    int32_t mute;
    CHECK(
        S(AudioObjectSetPropertyData)(device, volume, 0, NULL, 4, &level) == 0 && S(standin_audio_get)(0, &level, &mute) && level == 0.75f);
    CHECK(S(AudioObjectGetPropertyData)(device + 1, volume, 0, NULL, &size, &level) == 0x216F626A);

    void *layout = S(TISCopyCurrentKeyboardLayoutInputSource)();
    const void *data = S(CFDataGetBytePtr)(S(TISGetInputSourceProperty)(layout, DATA(kTISPropertyUnicodeKeyLayoutData)));
    uint32_t dead = 0;
    uint64_t length = 0;
    uint16_t units[4];
    CHECK(S(UCKeyTranslate)(data, 0x00, 0, 2, 40, 0, &dead, 4, &length, units) == 0 && length == 1 && units[0] == 'A');
    CHECK(S(UCKeyTranslate)(data, 0x0E, 0, 8, 40, 0, &dead, 4, &length, units) == 0 && length == 0 && dead != 0);
    CHECK(S(UCKeyTranslate)(data, 0x0E, 0, 0, 40, 0, &dead, 4, &length, units) == 0 && length == 1 && units[0] == 0xE9 && dead == 0);
    S(CFRelease)(layout);
    S(standin_drain)();
    end("hardware", 0);
}

// ---- files and processes ----

#undef fcntl
#undef stat
#undef open
struct darwin_stat {
    int32_t device;
    uint16_t mode, links;
    uint64_t inode;
    uint32_t user, group;
    char between[68];
    int64_t size;
    char rest[40];
};

static void files(void) {
    start("files");
    int (*darwin_open)(const char *, int, int) = (int (*)(const char *, int, int))sym("open");
    int (*darwin_fcntl)(int, int, void *) = (int (*)(int, int, void *))sym("fcntl");
    int (*darwin_stat)(const char *, struct darwin_stat *) = (int (*)(const char *, struct darwin_stat *))sym("stat$INODE64");
    int (*darwin_statfs)(const char *, char *) = (int (*)(const char *, char *))sym("statfs$INODE64");
    char path[] = "/tmp/standin-XXXXXX", back[1024], about[2168];
    int placed = mkstemp(path);
    CHECK(write(placed, "12345", 5) == 5);
    close(placed);
    CHECK(darwin_open(path, 0x200 | 0x800 | 1, 0600) == -1 && errno == EEXIST);
    int fd = darwin_open(path, 1 | 8 | 0x1000000, 0);
    CHECK(fd >= 0 && fcntl(fd, F_GETFD) == FD_CLOEXEC && (fcntl(fd, F_GETFL) & O_APPEND) != 0);
    CHECK(darwin_fcntl(fd, 51, NULL) == 0 && S(standin_full_syncs)() == 1);
    CHECK(darwin_fcntl(fd, 50, back) == 0 && strcmp(back, path) == 0);
    struct darwin_stat stat_ = { 0 };
    CHECK(
        sizeof stat_ == 144 && darwin_stat(path, &stat_) == 0 && stat_.size == 5 && (stat_.mode & 0777) == 0600 && stat_.user == getuid());
    CHECK(darwin_statfs("/tmp", about) == 0 && strcmp(about + 72, "apfs") == 0);
    close(fd);
    unlink(path);
    int fds[2];
    uint32_t user = 99999, group;
    int (*getpeereid_)(int, uint32_t *, uint32_t *) = (int (*)(int, uint32_t *, uint32_t *))sym("getpeereid");
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0 && getpeereid_(fds[0], &user, &group) == 0 && user == getuid());
    int32_t pid = 0;
    uint32_t size = 4;
    CHECK(((int (*)(int, int, int, void *, uint32_t *))sym("getsockopt"))(fds[0], 0, 2, &pid, &size) == 0 && pid == getpid());
    close(fds[0]), close(fds[1]);

    void *actions = NULL, *attributes = NULL;
    int pipes[2], status = 0;
    CHECK(pipe(pipes) == 0);
    CHECK(((int (*)(void **))sym("posix_spawn_file_actions_init"))(&actions) == 0);
    CHECK(((int (*)(void **, int, int))sym("posix_spawn_file_actions_adddup2"))(&actions, pipes[1], 1) == 0);
    CHECK(((int (*)(void **))sym("posix_spawnattr_init"))(&attributes) == 0);
    CHECK(((int (*)(void **, int16_t))sym("posix_spawnattr_setflags"))(&attributes, 0x4400) == 0);
    char *arguments[] = { "sh", "-c", "ls /proc/self/fd | wc -l; exit 9", NULL }, *environment[] = { "PATH=/bin:/usr/bin", NULL };
    int (*spawn)(int *, const char *, void **, void **, char **, char **) =
        (int (*)(int *, const char *, void **, void **, char **, char **))sym("posix_spawn");
    CHECK(spawn(&pid, "/bin/nothing", &actions, &attributes, arguments, environment) == ENOENT);
    CHECK(spawn(&pid, "/bin/sh", &actions, &attributes, arguments, environment) == 0);
    CHECK(waitpid(pid, &status, 0) == pid && WEXITSTATUS(status) == 9);
    close(pipes[1]);
    CHECK(read(pipes[0], back, sizeof back) > 0 && atoi(back) <= 4);
    close(pipes[0]);
    ((int (*)(void **))sym("posix_spawn_file_actions_destroy"))(&actions);
    ((int (*)(void **))sym("posix_spawnattr_destroy"))(&attributes);
    end("files", 0);
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
    storms();
    graphics();
    notification();
    clocks();
    queues();
    objective();
    hardware();
    files();
    printf("%d checks, %d failures\n", checks, failures);
    return failures == 0 ? 0 : 1;
}
