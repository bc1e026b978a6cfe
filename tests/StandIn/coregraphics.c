// CoreGraphics' events: made, changed, posted and written down in order. Nothing is typed anywhere.
#include "inside.h"
#include "standin.h"

struct event_source { struct object object; int32_t state, keyboard; int64_t user; double suppression; };
struct field { uint32_t field; int64_t whole; double real; };
struct event {
    struct object object;
    struct standin_event about;
    struct field fields[24];
    int field_count;
    void *source;
};

static struct standin_event *posted;
static int32_t posted_count, posted_room, ignored;
static int post_access, listen_access, post_prompts, listen_prompts;
static uint64_t held_flags;
static CGPoint cursor;
static CGRect display;
static bool made_one;
static int session; // 0 none, 1 there
static bool on_console, locked;
static int32_t secure_input_pid;
static bool keys[128];

// ---- sources ----

EXPORT void *CGEventSourceCreate(int32_t state) {
    SCRIPTED(void *);
    if (state != -1 && state != 0 && state != 1) return violation("CGEventSourceCreate: state %d", state), NULL;
    struct event_source *source = object_new(K_EVENT_SOURCE, sizeof *source);
    source->state = state;
    source->keyboard = 40;
    source->suppression = 0.25;
    return give(source, "CGEventSourceCreate");
}

static struct event_source *source_check(void *source, const char *function) { return object_check(source, K_EVENT_SOURCE, function); }

EXPORT void CGEventSourceSetLocalEventsSuppressionInterval(void *pointer, double seconds) {
    COUNTED();
    struct event_source *source = source_check(pointer, "CGEventSourceSetLocalEventsSuppressionInterval");
    if (source == NULL) return;
    if (seconds < 0 || seconds > 10) violation("CGEventSourceSetLocalEventsSuppressionInterval: %g s", seconds);
    source->suppression = seconds;
}

EXPORT void CGEventSourceSetUserData(void *pointer, int64_t user) {
    COUNTED();
    struct event_source *source = source_check(pointer, "CGEventSourceSetUserData");
    if (source != NULL) source->user = user;
}

EXPORT int64_t CGEventSourceGetUserData(void *pointer) {
    struct event_source *source = source_check(pointer, "CGEventSourceGetUserData");
    return source != NULL ? source->user : 0;
}

EXPORT uint64_t CGEventSourceFlagsState(int32_t state) {
    SCRIPTED(uint64_t);
    (void)state;
    return held_flags;
}

EXPORT bool CGEventSourceKeyState(int32_t state, uint16_t key) {
    SCRIPTED(bool);
    (void)state;
    return key < 128 && keys[key];
}

EXPORT void CGEventSourceSetKeyboardType(void *pointer, uint32_t type) {
    struct event_source *source = source_check(pointer, "CGEventSourceSetKeyboardType");
    if (source != NULL) source->keyboard = (int32_t)type;
}

EXPORT uint32_t CGEventSourceGetKeyboardType(void *pointer) {
    struct event_source *source = source_check(pointer, "CGEventSourceGetKeyboardType");
    return source != NULL ? (uint32_t)source->keyboard : 0;
}

// ---- events ----

static struct event *event_make(void *source, uint32_t type, const char *function) {
    if (source != NULL && source_check(source, function) == NULL) return NULL;
    struct event *event = object_new(K_EVENT, sizeof *event);
    event->source = hold(source);
    event->about.type = type;
    event->about.flags = held_flags; // what the user holds leaks in, unless flags are set
    event->about.x = cursor.x;
    event->about.y = cursor.y;
    event->about.button = -1;
    event->about.keycode = -1;
    return event;
}

void finalize_event(void *event) { drop(((struct event *)event)->source); }

EXPORT void *CGEventCreate(void *source) {
    SCRIPTED(void *);
    return give(event_make(source, 0, "CGEventCreate"), "CGEventCreate");
}

EXPORT void *CGEventCreateKeyboardEvent(void *source, uint16_t key, bool down) {
    SCRIPTED(void *);
    if (!made_one && !on_main_thread())
        violation("CGEventCreateKeyboardEvent: the first one is made off the main thread, where it can reach TIS");
    made_one = true;
    if (key > 127) violation("CGEventCreateKeyboardEvent: key code 0x%x", key);
    struct event *event = event_make(source, down ? 10 : 11, "CGEventCreateKeyboardEvent");
    if (event == NULL) return NULL;
    if (key >= 0x36 && key <= 0x3F) event->about.type = 12; // modifiers: FlagsChanged
    event->about.keycode = key;
    event->about.down = down;
    return give(event, "CGEventCreateKeyboardEvent");
}

EXPORT void *CGEventCreateMouseEvent(void *source, uint32_t type, CGPoint where, uint32_t button) {
    SCRIPTED(void *);
    if (!((type >= 1 && type <= 7) || (type >= 25 && type <= 27))) violation("CGEventCreateMouseEvent: type %u", type);
    if (button > 31) violation("CGEventCreateMouseEvent: button %u", button);
    struct event *event = event_make(source, type, "CGEventCreateMouseEvent");
    if (event == NULL) return NULL;
    event->about.x = where.x;
    event->about.y = where.y;
    event->about.button = (int32_t)button;
    event->about.down = type == 1 || type == 3 || type == 25;
    return give(event, "CGEventCreateMouseEvent");
}

EXPORT void *CGEventCreateScrollWheelEvent2(void *source, uint32_t unit, uint32_t count, int32_t one, int32_t two, int32_t three) {
    SCRIPTED(void *);
    if (unit > 1 || count < 1 || count > 3) violation("CGEventCreateScrollWheelEvent2: unit %u, %u wheels", unit, count);
    struct event *event = event_make(source, 22, "CGEventCreateScrollWheelEvent2");
    if (event == NULL) return NULL;
    event->about.wheels[0] = one;
    event->about.wheels[1] = count > 1 ? two : 0;
    event->about.wheels[2] = count > 2 ? three : 0;
    event->about.unit = (int32_t)unit;
    return give(event, "CGEventCreateScrollWheelEvent2");
}

EXPORT void *CGEventCreateScrollWheelEvent(void *source, uint32_t unit, uint32_t count, int32_t one, ...) {
    violation("CGEventCreateScrollWheelEvent: variadic, its arguments don't arrive on Apple silicon");
    return CGEventCreateScrollWheelEvent2(source, unit, count, one, 0, 0);
}

static struct event *event_check(void *event, const char *function) { return object_check(event, K_EVENT, function); }

EXPORT void CGEventSetFlags(void *pointer, uint64_t flags) {
    COUNTED();
    struct event *event = event_check(pointer, "CGEventSetFlags");
    if (event == NULL) return;
    event->about.flags = flags;
    event->about.flags_set = 1;
}

EXPORT uint64_t CGEventGetFlags(void *pointer) {
    struct event *event = event_check(pointer, "CGEventGetFlags");
    return event != NULL ? event->about.flags : 0;
}

EXPORT CGPoint CGEventGetLocation(void *pointer) {
    struct event *event = event_check(pointer, "CGEventGetLocation");
    return event != NULL ? (CGPoint){ event->about.x, event->about.y } : (CGPoint){ 0, 0 };
}

EXPORT void CGEventSetLocation(void *pointer, CGPoint where) {
    struct event *event = event_check(pointer, "CGEventSetLocation");
    if (event != NULL) event->about.x = where.x, event->about.y = where.y;
}

EXPORT void CGEventSetType(void *pointer, uint32_t type) {
    struct event *event = event_check(pointer, "CGEventSetType");
    if (event != NULL) event->about.type = type;
}

EXPORT uint32_t CGEventGetType(void *pointer) {
    struct event *event = event_check(pointer, "CGEventGetType");
    return event != NULL ? event->about.type : 0;
}

EXPORT void CGEventSetTimestamp(void *pointer, uint64_t stamp) {
    struct event *event = event_check(pointer, "CGEventSetTimestamp");
    if (event != NULL) event->about.stamp = stamp;
}

EXPORT uint64_t CGEventGetTimestamp(void *pointer) {
    struct event *event = event_check(pointer, "CGEventGetTimestamp");
    return event != NULL ? event->about.stamp : 0;
}

EXPORT void CGEventKeyboardSetUnicodeString(void *pointer, uint64_t length, const UniChar *units) {
    COUNTED();
    struct event *event = event_check(pointer, "CGEventKeyboardSetUnicodeString");
    if (event == NULL) return;
    if (length > 1 << 20 || (units == NULL && length > 0))
        return violation("CGEventKeyboardSetUnicodeString: %lu units", (unsigned long)length);
    uint32_t kept = length > 20 ? 20 : (uint32_t)length;
    if (length > 20) violation("CGEventKeyboardSetUnicodeString: %lu units, the 20 first are kept", (unsigned long)length);
    if (kept > 0 && units[kept - 1] >= 0xD800 && units[kept - 1] < 0xDC00)
        violation("CGEventKeyboardSetUnicodeString: the text ends inside a surrogate pair");
    memset(event->about.text, 0, sizeof event->about.text);
    if (kept > 0) memcpy(event->about.text, units, kept * 2u);
    event->about.text_length = kept;
    event->about.text_given = (uint32_t)length;
}

static struct field *field_of(struct event *event, uint32_t field, bool make) {
    for (int i = 0; i < event->field_count; i++)
        if (event->fields[i].field == field) return &event->fields[i];
    if (!make || event->field_count == 24) return NULL;
    event->fields[event->field_count] = (struct field){ .field = field };
    return &event->fields[event->field_count++];
}

static void set_field(void *pointer, uint32_t number, int64_t whole, double real, const char *function) {
    struct event *event = event_check(pointer, function);
    if (event == NULL) return;
    if (number > 200) violation("%s: field %u", function, number);
    struct field *field = field_of(event, number, true);
    if (field == NULL) return;
    field->whole = whole;
    field->real = real;
    if (number == 9) event->about.keycode = (int32_t)whole;
    if (number == 1) event->about.clicks = (int32_t)whole;
    if (number == 3) event->about.button = (int32_t)whole;
    if (number == 4) event->about.dx = (int32_t)whole;
    if (number == 5) event->about.dy = (int32_t)whole;
    if (number == 8) event->about.repeat = (int32_t)whole;
    if (number == 42) event->about.user = whole;
}

EXPORT void CGEventSetIntegerValueField(void *pointer, uint32_t field, int64_t value) {
    COUNTED();
    set_field(pointer, field, value, (double)value, "CGEventSetIntegerValueField");
}

EXPORT void CGEventSetDoubleValueField(void *pointer, uint32_t field, double value) {
    COUNTED();
    set_field(pointer, field, (int64_t)value, value, "CGEventSetDoubleValueField");
}

EXPORT int64_t CGEventGetIntegerValueField(void *pointer, uint32_t number) {
    COUNTED();
    struct event *event = event_check(pointer, "CGEventGetIntegerValueField");
    if (event == NULL) return 0;
    struct field *field = field_of(event, number, false);
    if (field != NULL) return field->whole;
    if (number == 9) return event->about.keycode < 0 ? 0 : event->about.keycode;
    if (number == 42 && event->source != NULL) return ((struct event_source *)event->source)->user;
    if (number >= 11 && number <= 13) return event->about.wheels[number - 11];
    return number == 3 && event->about.button > 0 ? event->about.button : 0;
}

EXPORT double CGEventGetDoubleValueField(void *pointer, uint32_t number) {
    struct event *event = event_check(pointer, "CGEventGetDoubleValueField");
    struct field *field = event == NULL ? NULL : field_of(event, number, false);
    return field != NULL ? field->real : 0;
}

// What the media keys post: an event of AppKit's. objc.c makes it.
void *system_event_new(int64_t subtype, int64_t data1, int64_t data2, uint64_t flags) {
    struct event *event = event_make(NULL, 14, "NSEvent");
    event->about.flags = flags;
    event->about.flags_set = 1;
    event->about.subtype = (int32_t)subtype;
    event->about.data1 = data1;
    event->about.data2 = data2;
    return event;
}

static void post(int32_t tap, int32_t pid, void *pointer, const char *function) {
    struct event *event = event_check(pointer, function);
    if (event == NULL) return;
    lock();
    struct standin_event about = event->about;
    about.tap = tap;
    about.pid = pid;
    about.at = mach_absolute_time();
    about.thread = thread_serial();
    about.main_thread = on_main_thread();
    if (event->source != NULL) {
        struct event_source *source = event->source;
        if (about.user == 0) about.user = source->user;
        about.source_state = source->state;
        about.suppression = source->suppression;
    } else {
        about.source_state = -2;
    }
    if (!post_access) {
        ignored++; // as on a Mac without the grant: no error, no event
    } else {
        if (posted_count == posted_room) {
            posted_room = posted_room * 2 + 64;
            posted = realloc(posted, (size_t)posted_room * sizeof *posted);
        }
        posted[posted_count++] = about;
        if (about.type == 5 || about.type == 6 || about.type == 7 || about.type == 27) cursor = (CGPoint){ about.x, about.y };
        if (about.keycode >= 0 && about.keycode < 128 && (about.type == 10 || about.type == 11 || about.type == 12))
            keys[about.keycode] = about.down;
    }
    news();
    unlock();
}

EXPORT void CGEventPost(uint32_t tap, void *event) {
    SCRIPTED_VOID("CGEventPost");
    if (tap > 2) violation("CGEventPost: tap %u", tap);
    post((int32_t)tap, 0, event, "CGEventPost");
}

EXPORT void CGEventPostToPid(int32_t pid, void *event) {
    SCRIPTED_VOID("CGEventPostToPid");
    post(-1, pid, event, "CGEventPostToPid");
}

// ---- taps ----

struct mach_port { struct object object; void *source; };
static struct mach_port *tap;
static void *(*tap_call)(void *, uint32_t, void *, void *);
static void *tap_refcon, *tap_event;

static void run_tap(void *info) {
    (void)info;
    lock();
    struct event *event = tap_event;
    tap_event = NULL;
    unlock();
    if (event == NULL || tap_call == NULL) return;
    tap_call(NULL, event->about.type, event, tap_refcon);
    drop(event);
}

EXPORT void *CGEventTapCreate(
    uint32_t where, uint32_t place, uint32_t options, uint64_t mask, void *(*call)(void *, uint32_t, void *, void *), void *refcon) {
    SCRIPTED(void *);
    if (where > 2 || place > 1 || options > 1 || mask == 0 || call == NULL)
        violation("CGEventTapCreate: where %u, place %u, options %u", where, place, options);
    if (!listen_access) return NULL;
    lock();
    tap = object_new(K_MACH_PORT, sizeof *tap);
    tap->source = hold(inner_source_new(run_tap, NULL));
    tap_call = call;
    tap_refcon = refcon;
    unlock();
    return give(tap, "CGEventTapCreate");
}

EXPORT void CGEventTapEnable(void *pointer, bool on) {
    COUNTED();
    (void)on;
    object_check(pointer, K_MACH_PORT, "CGEventTapEnable");
}

EXPORT void standin_tap_event(uint32_t type, uint16_t key, uint64_t flags) {
    lock();
    if (tap != NULL) {
        struct event *event = hold(event_make(NULL, type, "tap"));
        event->about.keycode = key;
        event->about.flags = flags;
        tap_event = event;
        source_signal(tap->source);
    }
    unlock();
}

// ---- permissions, displays, the session ----

EXPORT bool CGPreflightPostEventAccess(void) { SCRIPTED(bool); return post_access != 0; }
EXPORT bool CGPreflightListenEventAccess(void) { SCRIPTED(bool); return listen_access != 0; }

EXPORT bool CGRequestPostEventAccess(void) {
    SCRIPTED(bool);
    lock();
    if (!post_access) post_prompts++;
    unlock();
    return post_access != 0;
}

EXPORT bool CGRequestListenEventAccess(void) {
    SCRIPTED(bool);
    lock();
    if (!listen_access) listen_prompts++;
    unlock();
    return listen_access != 0;
}

EXPORT int32_t CGWarpMouseCursorPosition(CGPoint where) {
    SCRIPTED(int32_t);
    cursor = where;
    return 0;
}

EXPORT uint32_t CGMainDisplayID(void) { SCRIPTED(uint32_t); return 0xC0000001u; }

EXPORT CGRect CGDisplayBounds(uint32_t id) {
    COUNTED();
    if (id != 0xC0000001u) return violation("CGDisplayBounds: display 0x%x", id), (CGRect){ 0 };
    return display;
}

EXPORT void *CGSessionCopyCurrentDictionary(void) {
    SCRIPTED(void *);
    if (session == 0) return NULL;
    void *dictionary = dictionary_new();
    dictionary_put(dictionary, "kCGSSessionUserIDKey", number_new(501));
    dictionary_put(dictionary, "kCGSSessionUserNameKey", string_new("player"));
    dictionary_put(dictionary, "kCGSSessionOnConsoleKey", (void *)(uintptr_t)(on_console ? kCFBooleanTrue : kCFBooleanFalse));
    dictionary_put(dictionary, "kCGSessionLoginDoneKey", (void *)(uintptr_t)kCFBooleanTrue);
    if (locked) dictionary_put(dictionary, "CGSSessionScreenIsLocked", (void *)(uintptr_t)kCFBooleanTrue);
    if (secure_input_pid != 0) dictionary_put(dictionary, "kCGSSessionSecureInputPID", number_new(secure_input_pid));
    return give(dictionary, "CGSessionCopyCurrentDictionary");
}

// ---- control ----

EXPORT void standin_set_post_access(int32_t on) { post_access = on != 0; }
EXPORT void standin_set_listen_access(int32_t on) { listen_access = on != 0; }
EXPORT int32_t standin_post_prompts(void) { return post_prompts; }
EXPORT int32_t standin_listen_prompts(void) { return listen_prompts; }
EXPORT void standin_set_held_flags(uint64_t flags) { held_flags = flags; }
EXPORT void standin_set_cursor(double x, double y) { cursor = (CGPoint){ x, y }; }
EXPORT void standin_get_cursor(double *x, double *y) { *x = cursor.x, *y = cursor.y; }
EXPORT void standin_set_display(double x, double y, double width, double height) { display = (CGRect){ x, y, width, height }; }

EXPORT void standin_set_session(int32_t there, int32_t console, int32_t screen_locked) {
    session = there != 0;
    on_console = console != 0;
    locked = screen_locked != 0;
}

void coregraphics_secure_input(int32_t pid) { secure_input_pid = pid; }

EXPORT int32_t standin_events(void) {
    lock();
    int32_t count = posted_count;
    unlock();
    return count;
}

EXPORT int32_t standin_events_ignored(void) {
    lock();
    int32_t count = ignored;
    unlock();
    return count;
}

EXPORT int32_t standin_event(int32_t index, struct standin_event *to) {
    lock();
    bool there = index >= 0 && index < posted_count;
    if (there) *to = posted[index];
    unlock();
    return there;
}

EXPORT int32_t standin_events_text(char *to, int32_t size) {
    struct text out = { 0 };
    lock();
    for (int32_t i = 0; i < posted_count; i++) {
        struct standin_event *e = &posted[i];
        text_add(&out, "tap %d type %u", e->tap, e->type);
        if (e->keycode >= 0) text_add(&out, " key 0x%02x %s", (unsigned)e->keycode, e->down ? "down" : "up");
        if (e->button >= 0) text_add(&out, " button %d at %g,%g clicks %d", e->button, e->x, e->y, e->clicks);
        if (e->type == 22) text_add(&out, " wheels %d %d", e->wheels[0], e->wheels[1]);
        if (e->type == 14) text_add(&out, " subtype %d data1 0x%lx", e->subtype, (unsigned long)e->data1);
        text_add(&out, " flags 0x%lx%s", (unsigned long)e->flags, e->flags_set ? "" : " (not set)");
        if (e->text_length > 0) {
            text_add(&out, " text");
            for (uint32_t u = 0; u < e->text_length; u++) text_add(&out, " %04X", e->text[u]);
        }
        text_add(&out, "\n");
    }
    unlock();
    return text_out(&out, to, size);
}

EXPORT void standin_events_clear(void) {
    lock();
    posted_count = ignored = 0;
    unlock();
}

EXPORT int32_t standin_wait_events(int32_t count, int32_t ms) {
    uint64_t end = monotonic_ns() + (uint64_t)ms * 1000000u;
    lock();
    while (posted_count < count && monotonic_ns() < end) await_news_until(end);
    int32_t now = posted_count;
    unlock();
    return now;
}

void coregraphics_begin(void) { coregraphics_reset(); }

void coregraphics_reset(void) {
    standin_events_clear();
    post_access = listen_access = 1;
    post_prompts = listen_prompts = 0;
    held_flags = 0;
    cursor = (CGPoint){ 100.5, 200.25 };
    display = (CGRect){ 0, 0, 1512, 982 };
    made_one = false;
    session = 1;
    on_console = true;
    locked = false;
    secure_input_pid = 0;
    tap = NULL;
    tap_call = NULL;
    tap_event = NULL;
    memset(keys, 0, sizeof keys);
}
