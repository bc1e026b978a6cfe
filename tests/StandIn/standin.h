// The macOS libraries' stand-in for Linux x86-64: the control side.
//
// One shared object exports what CoreFoundation, CoreMIDI, CoreGraphics, HIServices, HIToolbox, CoreAudio, IOKit, the
// Objective-C runtime and libSystem export, so that the whole macOS adapter of this program can run here. It was written from
// prototypes and layouts, never from the C# that calls it.
//
// It can show: that entry points resolve; the order, number and register class of arguments (osx-x64 and linux-x64 share one
// calling convention); returned widths; callbacks from threads the program didn't make; packets under both stepping rules;
// constants dereferenced once and tables passed by address; retains and releases in balance, over-release and use after
// release; behaviour on scripted errors, storms, removal in any order, SysEx in pieces, callbacks during dispose; setup calls
// from the wrong thread; what a stale enumeration does.
//
// It can't show: the real CoreMIDI, MIDIServer, TCC, AppKit or their timing; what is different on Apple silicon (variadics,
// packed stack arguments, extension by the caller); that a symbol exists on macOS; Mach-O, signing, launchd. Where the
// documents were silent it guesses, and then rather against the program: see each function.
//
// Build: build.sh OUTDIR [--asan] [--check] [--without SYMBOL,SYMBOL] -> OUTDIR/libstandin.so; --without leaves symbols out, for
// an older macOS. Load it with dlopen (NativeLibrary.Load) and answer with it for every "/System/Library/..." path,
// "/usr/lib/libobjc.A.dylib" and "/usr/lib/libSystem.B.dylib"; never preload it, it has its own open, kill and others. The
// sanitized one wants LD_PRELOAD="libasan.so libubsan.so" and, under .NET,
// ASAN_OPTIONS=detect_leaks=0:handle_segv=0:use_sigaltstack=0.
//
// A test: standin_reset; plug something in; on the thread that is to be main, standin_set_main_thread and the adapter's start;
// then script, fire and wait (standin_wait_..., standin_drain), stop the adapter, and at the end ask for standin_violations,
// standin_wrong_thread, standin_live and standin_open_pools: all 0.
//
// Everything is thread-safe. Texts are UTF-8; a text read-out copies at most `size` bytes, terminates them, and returns the
// whole length. Anything not for the program under test begins with standin_.
#pragma once

#include <stdint.h>

// ---- beginning, threads ----

void standin_reset(void);              // as just loaded; objects the program still holds no longer count. Not while it runs
void standin_set_main_thread(void);    // the calling thread is "the main thread" from now on (else: the process's first)
void standin_clear_main_thread(void);
uint64_t standin_thread(void);         // the calling thread's number, as in the records
void standin_drain(void);              // until everything due on the library's own threads has been called

// ---- what was wrong ----

int32_t standin_violations(void);      // what no Mac forgives: how often
int32_t standin_violations_text(char *to, int32_t size);
int32_t standin_notes_text(char *to, int32_t size); // odd, but not wrong by itself
int64_t standin_wrong_thread(void);    // CoreMIDI setup calls off the first client's thread
int32_t standin_wrong_thread_text(char *to, int32_t size); // "MIDIPortConnectSource 3" a line

int64_t standin_live(const char *kind); // objects the program holds ("CFString"; NULL: all)
int32_t standin_balance_text(char *to, int32_t size);
int32_t standin_leaks_text(char *to, int32_t size); // what it holds and where it came from
int64_t standin_calls(const char *function);
uint64_t standin_called_on(const char *function); // the thread that called it last; 0: nobody did
int32_t standin_calls_text(char *to, int32_t size);
int64_t standin_wait_calls(const char *function, int64_t count, int32_t ms); // returns the count reached

// ---- scripted answers: `times` calls (-1: all) after `skip` good ones answer `status` (pointers: 0 is NULL) ----

void standin_fail(const char *function, int32_t status, int32_t times);
void standin_fail_after(const char *function, int32_t skip, int32_t status, int32_t times);
void standin_clear_failures(void);

// ---- clock ----

void standin_set_timebase(uint32_t numer, uint32_t denom); // 125/3 at the start, as on Apple silicon
void standin_set_time_offset(int64_t ns);                  // the clock as if the machine had been up so much longer
void standin_sleep_machine(int64_t ns);                    // mach_continuous_time goes ahead, mach_absolute_time doesn't
uint64_t standin_ticks(uint64_t ns);

// ---- MIDI: what is plugged in. Each source or destination comes with a device and an entity of its own ----

uint32_t standin_add_source(const char *name, const char *display, const char *manufacturer, const char *model, int32_t unique);
uint32_t standin_add_destination(const char *name, const char *display, const char *manufacturer, const char *model, int32_t unique);
uint32_t standin_add_pair(const char *name, const char *display, const char *manufacturer, const char *model, int32_t source_unique,
                          int32_t destination_unique, uint32_t *destination); // one device with both; returns the source
uint32_t standin_add_virtual_source(const char *name, int32_t unique); // another program's: no device, no entity
uint32_t standin_add_virtual_destination(const char *name, int32_t unique);
int32_t standin_remove(uint32_t ref);  // with its whole device; 0: there was none
int32_t standin_rename(uint32_t ref, const char *name, const char *display);
int32_t standin_set_offline(uint32_t ref, int32_t on); // the whole device
int32_t standin_set_private(uint32_t ref, int32_t on);
int32_t standin_set_string(uint32_t ref, const char *key, const char *value); // "manufacturer", "model" ... or a text of one's own
int32_t standin_set_integer(uint32_t ref, const char *key, int32_t value);
int32_t standin_remove_property(uint32_t ref, const char *key);
uint32_t standin_device_of(uint32_t ref);
uint32_t standin_find_source(const char *name); // the program's own virtual ones too
uint32_t standin_find_destination(const char *name);
int32_t standin_unique_id(uint32_t ref);
int32_t standin_clients(void);
int32_t standin_connections(uint32_t source); // 0: all sources
int32_t standin_wait_connections(uint32_t source, int32_t count, int32_t ms);

enum {
    STANDIN_NOTIFY_ALL,       // device, entity, endpoints, then SetupChanged
    STANDIN_NOTIFY_SETUP,     // only SetupChanged
    STANDIN_NOTIFY_BACKWARDS, // SetupChanged first, then the objects in the other order
    STANDIN_NOTIFY_NOTHING,   // the view moves and nobody is told
};
void standin_set_notifications(int32_t style);
void standin_set_ref_reuse(int32_t on);      // a new object may get a gone one's ref
int32_t standin_notices_pending(void);
int32_t standin_wait_notices(int32_t ms);    // until none is pending: 1
void standin_post_io_error(uint32_t device, int32_t error);
void standin_post_notification(int32_t id, int32_t size);

// From a thread of its own: a source comes and goes `times` times; `leave`: the last one stays.
void standin_storm(const char *name, const char *manufacturer, int32_t unique, int32_t times, int32_t pause_us, int32_t leave);
void standin_storm_join(void);

void standin_server_dies(void);              // creates -2, everything else -10838, nothing is enumerated, nothing delivered
void standin_server_returns(
    int32_t keep_clients); // 0: clients and ports from before are invalid; own virtual endpoints are gone either way

// ---- MIDI: what comes in, on CoreMIDI's receive thread. Returns how many ports get it ----

#define STANDIN_NOW UINT64_MAX               // as a time stamp: when it is fired
enum { STANDIN_RULE_X86, STANDIN_RULE_ARM64 };
void standin_set_rule(int32_t rule);         // how packets follow each other in every list, ours and the program's
void standin_set_list_alignment(int32_t alignment); // 8; 4: only 4-aligned (at the start)
void standin_set_late_callbacks(int32_t on); // what is under way arrives even after disconnect and dispose

int32_t standin_fire(uint32_t source, const uint8_t *bytes, int32_t length, uint64_t stamp);
int32_t standin_fire_packets(uint32_t source, const uint8_t *bytes, const uint32_t *lengths, const uint64_t *stamps, int32_t count);
int32_t standin_fire_pieces(uint32_t source, const uint8_t *bytes, int32_t length, int32_t piece, int32_t per_list, uint64_t stamp);
int32_t standin_fire_raw(uint32_t source, const uint8_t *list, int32_t size); // a list as it is, right or wrong
int64_t standin_reads(void);                 // callbacks made
uint64_t standin_longest_read_ns(void);

// ---- MIDI: what went out ----

enum { STANDIN_BY_SEND, STANDIN_BY_SYSEX, STANDIN_BY_RECEIVED, STANDIN_BY_SEND_EVENTS, STANDIN_BY_RECEIVED_EVENTS };
struct standin_sent {
    uint64_t stamp;     // as in the packet
    uint64_t at;        // mach time of the call
    uint64_t thread;
    uint32_t endpoint;  // the destination; of MIDIReceived the own source
    uint32_t port;
    uint32_t length;
    uint32_t how;       // STANDIN_BY_*
    uint32_t list;      // number of the call
    uint32_t flushed;   // taken back by MIDIFlushOutput before its time
};
int32_t standin_sent_count(uint32_t endpoint); // packets; 0: all endpoints
int32_t standin_sent(
    uint32_t endpoint, int32_t index, struct standin_sent *about, uint8_t *bytes, int32_t size); // the packet's length; -1: none
int32_t standin_sent_bytes(uint32_t endpoint, uint8_t *bytes, int32_t size); // all of them in a row
void standin_sent_clear(void);
int32_t standin_wait_sent(uint32_t endpoint, int32_t count, int32_t ms);
void standin_set_gone_status(int32_t status);  // to an endpoint that is gone: -10834 at the start
void standin_set_sysex_pace(int32_t block, int32_t pause_us);

// ---- keys, mouse, permissions ----

struct standin_event {
    uint64_t at, thread, flags, stamp;
    int64_t user;          // the source's user data (or the event's field 42)
    int64_t data1, data2;  // type 14 (media keys)
    double x, y, suppression;
    int32_t tap;           // -1: to a pid
    int32_t pid;
    uint32_t type;
    int32_t keycode;       // -1: none
    int32_t down;
    int32_t flags_set;     // CGEventSetFlags was called
    int32_t button, clicks, dx, dy, repeat;
    int32_t wheels[3], unit;
    int32_t subtype;
    int32_t source_state;  // -2: no source
    int32_t main_thread;
    uint32_t text_length, text_given;
    uint16_t text[20];
};
int32_t standin_events(void);
int32_t standin_event(int32_t index, struct standin_event *to);
int32_t standin_events_text(char *to, int32_t size); // "tap 0 type 10 key 0x00 down flags 0x100000" a line
int32_t standin_events_ignored(void);                // posted without the grant
void standin_events_clear(void);
int32_t standin_wait_events(int32_t count, int32_t ms);
void standin_set_held_flags(uint64_t flags);         // modifiers the user holds: they leak into events whose flags aren't set
void standin_set_cursor(double x, double y);
void standin_get_cursor(double *x, double *y);
void standin_set_display(double x, double y, double width, double height);
void standin_tap_event(uint32_t type, uint16_t key, uint64_t flags);

void standin_set_post_access(int32_t on);            // CGPreflightPostEventAccess; granted at the start, like the others
void standin_set_listen_access(int32_t on);
void standin_set_trusted(int32_t on);                // AXIsProcessTrusted
int32_t standin_post_prompts(void);                  // how often the user was asked
int32_t standin_listen_prompts(void);
int32_t standin_trust_prompts(void);
void standin_set_session(int32_t there, int32_t console, int32_t locked); // CGSessionCopyCurrentDictionary; there 0: NULL
void standin_post_distributed(const char *name);     // to the distributed centre's observers, on the main run loop
int32_t standin_distributed_observers(void);
int32_t standin_loop_entries(void *loop);            // sources and timers of a CFRunLoop

int32_t standin_set_layout(const char *name); // "US", "French", "German", "none" (an input method without layout data); tells the observers
void standin_set_secure_input(int32_t pid);          // 0: off; the pid stands in the session's dictionary

// ---- Objective-C, AppKit ----

int64_t standin_open_pools(void);                    // autorelease pools pushed and not popped, on all threads
void standin_set_frontmost(const char *bundle, const char *name, const char *path, int32_t pid); // seen when the main run loop has run
enum { STANDIN_WORKSPACE_WILL_SLEEP, STANDIN_WORKSPACE_DID_WAKE, STANDIN_WORKSPACE_SESSION_ACTIVE, STANDIN_WORKSPACE_SESSION_RESIGNED };
void standin_workspace(int32_t what);                // posts NSWorkspace's notification, on the main run loop
int32_t standin_workspace_observers(void);
int32_t standin_opened_text(char *to, int32_t size); // what openURL: was asked for
int32_t standin_activation_policy(void);             // -1: never set
int32_t standin_terminated(void);
int32_t standin_activities(uint64_t *options);       // NSProcessInfo's, begun and not ended
int32_t standin_pasteboard(char *to, int32_t size);
void standin_set_pasteboard(const char *text);
int32_t standin_status_items(void);

// ---- CoreAudio ----

enum { STANDIN_AUDIO_PLAIN, STANDIN_AUDIO_CHANNELS, STANDIN_AUDIO_FIXED }; // 'vmvc' and 'volm'; 'volm' of channels 1 and 2 only; no volume
uint32_t standin_audio_add(int32_t style);           // at the start there is one, plain, at 0.5
void standin_audio_default(uint32_t id);
void standin_audio_set(uint32_t id, float volume, int32_t mute); // 0: the default device; listeners are called from a foreign thread
int32_t standin_audio_get(uint32_t id, float *volume, int32_t *mute);
void standin_audio_remove(uint32_t id);
int32_t standin_audio_listeners(void);

// ---- IOKit ----

#define STANDIN_CAN_SLEEP 0xE0000270u
#define STANDIN_WILL_SLEEP 0xE0000280u
#define STANDIN_WILL_POWER_ON 0xE0000320u
#define STANDIN_HAS_POWERED_ON 0xE0000300u
int64_t standin_power(uint32_t message);             // through the notification port's source; the id an answer needs (0: none)
int32_t standin_power_allowed(void);                 // IOAllowPowerChange with an id that waited
int32_t standin_wait_power_allowed(int32_t count, int32_t ms);
int32_t standin_assertions(void);

void standin_set_hid_access(int32_t access);         // 0 granted (at the start), 1 denied, 2 unknown
int32_t standin_hid_prompts(void);
int32_t standin_hid_add(int32_t vendor, int32_t product, int32_t page, int32_t usage, const char *name); // its number
void standin_hid_remove(int32_t number);
void standin_hid_seize(int32_t number, int32_t on);  // another program has it for itself
int32_t standin_hid_input(int32_t number, const uint8_t *bytes, int32_t length);
int32_t standin_hid_reports(void);                   // IOHIDDeviceSetReport
int32_t standin_hid_report(int32_t index, int32_t *number, int32_t *type, int64_t *id, uint8_t *to, int32_t size); // length; -1: none

// ---- libSystem ----

// Exported under Darwin's names with Darwin's numbers and layouts: open, openat, fcntl, stat, lstat, fstat, fstatat, statfs, fstatfs
// (and $INODE64), unlinkat, renamex_np, kill, waitid, posix_spawn, get/setrlimit, get/setsockopt, bind, connect, uname, getpwuid_r,
// confstr, sysconf, clock_gettime, pthread_setname_np, kqueue, kevent, proc_*. Every other name reaches Linux's libc.
void standin_set_darwin_errno(int32_t on);           // those above set errno as Darwin numbers it (EAGAIN 35); at the start as Linux does
void standin_set_filesystem(const char *type, int32_t remote); // of every statfs ("smbfs", 1); NULL, -1: as it is ("apfs", local)
int64_t standin_full_syncs(void);                    // F_FULLFSYNC
int32_t standin_disclaimed(void);                    // responsibility_spawnattrs_setdisclaim
void standin_signal(int32_t number);                 // for EVFILT_SIGNAL
int32_t standin_knotes(int32_t kqueue);
int32_t standin_qos_count(void);
uint32_t standin_qos(int32_t index, uint64_t *thread);
void standin_set_translated(int32_t on);             // sysctl.proc_translated (Rosetta)
