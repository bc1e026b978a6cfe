// The classes of Foundation and AppKit that a daemon with a menu needs. What is on screen on a Mac is written down here.
#include "inside.h"
#include "standin.h"

#include <unistd.h>

EXPORT const void *NSPasteboardTypeString, *NSWorkspaceDidActivateApplicationNotification, *NSWorkspaceApplicationKey,
    *NSWorkspaceDidWakeNotification, *NSWorkspaceWillSleepNotification, *NSWorkspaceSessionDidBecomeActiveNotification,
    *NSWorkspaceSessionDidResignActiveNotification;
EXPORT void *NSApp;

typedef struct nsobject *id;
typedef const char *sel;
#define IMP(function) ((void *)(uintptr_t)(function))

static id workspace, workspace_center, default_center, application, process, pasteboard, status_bar;
static struct { char bundle[128], name[128], path[256]; int32_t pid; } front_truth, front_cache;
static struct text opened;
static int32_t activities, status_items, policy;
static uint64_t activity_options;
static bool stop_asked, stopped, terminated;
static void *app_source;

static void keep(id self, int slot, const void *value) {
    lock();
    hold(value);
    drop(self->held[slot]);
    self->held[slot] = (void *)(uintptr_t)value;
    unlock();
}

// ---- Foundation's values: CoreFoundation's objects ----

static void *string_with_utf8(id self, sel cmd, const char *text) {
    (void)self, (void)cmd;
    if (text == NULL) return violation("+[NSString stringWithUTF8String:]: NULL"), NULL;
    return objc_pooled(string_new(text));
}

static const char *string_utf8(id self, sel cmd) { return string_text(self, cmd); }
static uint64_t string_length(struct string *self, sel cmd) { (void)cmd; return (uint64_t)self->length; }

static void string_characters(struct string *self, sel cmd, UniChar *to, CFRange range) {
    if (range.location < 0 || range.length < 0 || range.location + range.length > self->length)
        return violation("-[NSString %s]: range", cmd);
    memcpy(to, self->units + range.location, (size_t)range.length * 2);
}

static void *dictionary_object(id self, sel cmd, const void *key) { (void)cmd; return key == NULL ? NULL : dictionary_get(self, key); }
static uint64_t dictionary_size(id self, sel cmd) { (void)cmd; return (uint64_t)dictionary_count(self); }
static uint64_t array_size(id self, sel cmd) { (void)cmd; return (uint64_t)array_count(self); }

static void *array_object(id self, sel cmd, uint64_t index) {
    if (index >= (uint64_t)array_count(self))
        return violation("-[NSArray %s]: %lu of %ld", cmd, (unsigned long)index, (long)array_count(self)), NULL;
    return array_at(self, (int64_t)index);
}

static int64_t number_long(id self, sel cmd) {
    (void)cmd;
    int64_t value = 0;
    number_value(self, &value);
    return value;
}

static void *url_with_string(id self, sel cmd, const void *string) {
    (void)self;
    if (object_check(string, K_STRING, cmd) == NULL) return NULL;
    id url = objc_instance("NSURL");
    url->held[0] = hold(string);
    return objc_pooled(url);
}

static void *held_zero(id self, sel cmd) { (void)cmd; return self->held[0]; }
static void *held_one(id self, sel cmd) { (void)cmd; return self->held[1]; }

// ---- notifications ----

struct watcher { id center, observer; sel selector; void *name, *object; struct watcher *next; };
static struct watcher *watchers;

static void center_add(id self, sel cmd, id observer, sel selector, const void *name, void *object) {
    if (!objc_selector_good(selector)) return violation("-[NSNotificationCenter %s]: %p is no selector", cmd, (const void *)selector);
    if (objc_method_of(observer, selector) == NULL) violation("-[NSNotificationCenter %s]: the observer has no %s", cmd, selector);
    if (name != NULL && object_check(name, K_STRING, cmd) == NULL) return;
    if (self == default_center) note("an observer on the default centre hears nothing of NSWorkspace's");
    struct watcher *w = malloc(sizeof *w);
    lock();
    *w = (struct watcher){ self, observer, selector, hold(name), object, watchers }; // the observer isn't retained
    watchers = w;
    unlock();
}

static void center_remove(id self, sel cmd, id observer) {
    (void)cmd;
    lock();
    for (struct watcher **at = &watchers; *at != NULL;) {
        struct watcher *w = *at;
        if (w->center != self || w->observer != observer) {
            at = &w->next;
            continue;
        }
        *at = w->next;
        drop(w->name);
        free(w);
    }
    unlock();
}

struct news_of { const void *name; id application; };

static void post_to_watchers(const void *name, id running) {
    id notification = hold(objc_instance("NSNotification"));
    notification->held[0] = hold(name);
    notification->held[1] = hold(dictionary_new());
    if (running != NULL) dictionary_set(notification->held[1], NSWorkspaceApplicationKey, running);
    notification->held[2] = hold(workspace);
    struct watcher found[32];
    int count = 0;
    lock();
    for (struct watcher *w = watchers; w != NULL && count < 32; w = w->next)
        if (w->center == workspace_center && (w->name == NULL || equal(w->name, name)) && (w->object == NULL || w->object == workspace))
            found[count++] = *w;
    unlock();
    for (int i = count - 1; i >= 0; i--) {
        void (*call)(id, sel, id) = (void (*)(id, sel, id))(uintptr_t)objc_method_of(found[i].observer, found[i].selector);
        if (call == NULL) violation("a notification to an observer that is gone or has no %s", found[i].selector);
        else call(found[i].observer, found[i].selector, notification);
    }
    drop(notification);
}

// ---- NSWorkspace ----

static id running_new(void) {
    id running = objc_instance("NSRunningApplication");
    running->held[0] = front_cache.bundle[0] != 0 ? hold(string_new(front_cache.bundle)) : NULL;
    running->held[1] = hold(string_new(front_cache.name));
    id url = hold(objc_instance("NSURL"));
    url->held[0] = hold(string_new(front_cache.path));
    running->held[2] = url;
    running->numbers[0] = front_cache.pid;
    return running;
}

static void *shared_workspace(id self, sel cmd) { (void)self, (void)cmd; return workspace; }
static void *workspace_centre(id self, sel cmd) { (void)self, (void)cmd; return workspace_center; }
static void *default_centre(id self, sel cmd) { (void)self, (void)cmd; return default_center; }

// A cache that only the main run loop feeds.
static void *frontmost(id self, sel cmd) {
    (void)self, (void)cmd;
    lock();
    id running = front_cache.pid == 0 ? NULL : running_new();
    unlock();
    return objc_pooled(running);
}

static signed char workspace_open(id self, sel cmd, id url) {
    (void)self;
    if (object_check(url, K_NSOBJECT, cmd) == NULL || url->held[0] == NULL) return 0;
    lock();
    text_add(&opened, "%s\n", string_text(url->held[0], cmd));
    unlock();
    return 1;
}

static int32_t running_pid(id self, sel cmd) { (void)cmd; return (int32_t)self->numbers[0]; }
static void *running_url(id self, sel cmd) { (void)cmd; return self->held[2]; }

static void move_front(void *argument) {
    (void)argument;
    lock();
    front_cache = front_truth;
    id running = front_cache.pid == 0 ? NULL : hold(running_new());
    unlock();
    post_to_watchers(NSWorkspaceDidActivateApplicationNotification, running);
    drop(running);
}

EXPORT void standin_set_frontmost(const char *bundle, const char *name, const char *path, int32_t pid) {
    lock();
    snprintf(front_truth.bundle, sizeof front_truth.bundle, "%s", bundle == NULL ? "" : bundle);
    snprintf(front_truth.name, sizeof front_truth.name, "%s", name == NULL ? "" : name);
    snprintf(front_truth.path, sizeof front_truth.path, "%s", path == NULL ? "" : path);
    front_truth.pid = pid;
    unlock();
    runloop_post(runloop_main(), move_front, NULL);
}

static void post_plain(void *name) { post_to_watchers(name, NULL); }

EXPORT void standin_workspace(int32_t what) {
    const void *names[] = { NSWorkspaceWillSleepNotification, NSWorkspaceDidWakeNotification, NSWorkspaceSessionDidBecomeActiveNotification,
        NSWorkspaceSessionDidResignActiveNotification };
    if (what >= 0 && what < 4) runloop_post(runloop_main(), post_plain, (void *)(uintptr_t)names[what]);
}

EXPORT int32_t standin_workspace_observers(void) {
    int32_t count = 0;
    lock();
    for (struct watcher *w = watchers; w != NULL; w = w->next) count++;
    unlock();
    return count;
}

EXPORT int32_t standin_opened_text(char *to, int32_t size) {
    struct text out = { 0 };
    lock();
    if (opened.length > 0) text_add(&out, "%s", opened.at);
    unlock();
    return text_out(&out, to, size);
}

// ---- NSApplication ----

void *CFRunLoopGetMain(void);
int32_t CFRunLoopRunInMode(const void *mode, double seconds, Boolean after_source);
void CFRunLoopAddSource(void *loop, void *source, const void *mode);
void CFRunLoopRemoveSource(void *loop, void *source, const void *mode);

static void nothing(void *info) { (void)info; }

EXPORT signed char NSApplicationLoad(void) {
    SCRIPTED(signed char);
    if (!on_main_thread()) violation("NSApplicationLoad: off the main thread");
    return 1;
}

static void *shared_application(id self, sel cmd) {
    (void)self, (void)cmd;
    return NSApp = application;
}

static signed char application_policy(id self, sel cmd, int64_t wanted) {
    (void)self, (void)cmd;
    if (wanted < 0 || wanted > 2) return violation("-[NSApplication setActivationPolicy:]: %ld", (long)wanted), 0;
    policy = (int32_t)wanted;
    return 1;
}

// As on a Mac a CFRunLoopStop doesn't end it, and stop: needs one more event.
static void application_run(id self, sel cmd) {
    (void)self, (void)cmd;
    app_source = hold(inner_source_new(nothing, NULL));
    CFRunLoopAddSource(CFRunLoopGetMain(), app_source, kCFRunLoopDefaultMode);
    stopped = false;
    while (!stopped) CFRunLoopRunInMode(kCFRunLoopDefaultMode, 1e9, 1);
    CFRunLoopRemoveSource(CFRunLoopGetMain(), app_source, kCFRunLoopDefaultMode);
    drop(app_source);
    app_source = NULL;
    stop_asked = false;
}

static void after_event(void *argument) {
    (void)argument;
    lock();
    if (stop_asked || terminated) stopped = true;
    if (app_source != NULL) source_signal(app_source);
    unlock();
}

static void application_stop(id self, sel cmd, void *sender) { (void)self, (void)cmd, (void)sender; stop_asked = true; }

static void application_terminate(id self, sel cmd, void *sender) {
    (void)self, (void)cmd, (void)sender;
    terminated = true;
    note("-[NSApplication terminate:]: the process would exit here");
    runloop_post(runloop_main(), after_event, NULL);
}

static void application_post(id self, sel cmd, id event, signed char at_start) {
    (void)self, (void)at_start;
    if (object_check(event, K_NSOBJECT, cmd) != NULL) runloop_post(runloop_main(), after_event, NULL);
}

static void *application_next(id self, sel cmd, uint64_t mask, void *until, void *mode, signed char dequeue) {
    (void)self, (void)cmd, (void)mask, (void)until, (void)mode, (void)dequeue;
    return NULL;
}

static void one_argument(id self, sel cmd, void *argument) { (void)self, (void)cmd, (void)argument; }
static void no_argument(id self, sel cmd) { (void)self, (void)cmd; }
EXPORT int32_t standin_activation_policy(void) { return policy; }
EXPORT int32_t standin_terminated(void) { return terminated; }

// ---- NSEvent: what the media keys need ----

static void *event_other(id self, sel cmd, int64_t type, CGPoint where, uint64_t flags, double stamp, int64_t window, void *context,
    int16_t subtype, int64_t data1, int64_t data2) {
    (void)self;
    if ((type != 14 && type != 15) || where.x != 0 || where.y != 0 || stamp != 0 || window != 0 || context != NULL)
        violation("+[NSEvent %s]: type %ld at %g,%g, stamp %g, window %ld", cmd, (long)type, where.x, where.y, stamp, (long)window);
    if (type == 14 && (subtype != 8 || data2 != -1)) violation("+[NSEvent %s]: subtype %d, data2 %ld", cmd, subtype, (long)data2);
    id event = objc_instance("NSEvent");
    event->held[0] = hold(system_event_new(subtype, data1, data2, flags));
    return objc_pooled(event);
}

static void *event_with_cg(id self, sel cmd, void *cg) {
    (void)self;
    if (object_check(cg, K_EVENT, cmd) == NULL) return NULL;
    id event = objc_instance("NSEvent");
    event->held[0] = hold(cg);
    return objc_pooled(event);
}

// ---- NSProcessInfo ----

struct version { int64_t major, minor, patch; };
static void *shared_process(id self, sel cmd) { (void)self, (void)cmd; return process; }
static struct version process_version(id self, sel cmd) { (void)self, (void)cmd; return (struct version){ 15, 6, 0 }; }

static void *process_begin(id self, sel cmd, uint64_t options, const void *reason) {
    (void)self;
    if (object_check(reason, K_STRING, cmd) == NULL) return NULL;
    lock();
    activities++;
    activity_options = options;
    unlock();
    id token = objc_instance("NSObject");
    token->numbers[0] = 0xAC71;
    return objc_pooled(token);
}

static void process_end(id self, sel cmd, id token) {
    (void)self;
    if (object_check(token, K_NSOBJECT, cmd) == NULL) return;
    if (token->numbers[0] != 0xAC71) return violation("-[NSProcessInfo endActivity:]: no activity, or ended before");
    token->numbers[0] = 0;
    lock();
    activities--;
    unlock();
}

EXPORT int32_t standin_activities(uint64_t *options) {
    if (options != NULL) *options = activity_options;
    return activities;
}

// ---- NSPasteboard ----

static void *general_pasteboard(id self, sel cmd) { (void)self, (void)cmd; return pasteboard; }
static int64_t pasteboard_clear(id self, sel cmd) { (void)cmd; keep(self, 0, NULL); return ++self->numbers[0]; }

static signed char pasteboard_set(id self, sel cmd, const void *string, const void *type) {
    if (object_check(string, K_STRING, cmd) == NULL || object_check(type, K_STRING, cmd) == NULL) return 0;
    if (!equal(type, NSPasteboardTypeString)) violation("-[NSPasteboard setString:forType:]: an unknown type");
    keep(self, 0, string);
    return 1;
}

static void *pasteboard_get(id self, sel cmd, const void *type) { (void)cmd, (void)type; return self->held[0]; }

EXPORT int32_t standin_pasteboard(char *to, int32_t size) {
    struct text out = { 0 };
    lock();
    if (pasteboard->held[0] != NULL) text_add(&out, "%s", string_text(pasteboard->held[0], "standin_pasteboard"));
    unlock();
    return text_out(&out, to, size);
}

EXPORT void standin_set_pasteboard(const char *text) { keep(pasteboard, 0, text == NULL ? NULL : string_new(text)); }

// ---- the menu bar ----

static void *system_bar(id self, sel cmd) { (void)self, (void)cmd; return status_bar; }

static void *bar_item(id self, sel cmd, double length) {
    (void)self;
    if (length != -1.0 && length != -2.0 && length <= 0) violation("-[NSStatusBar %s]: length %g", cmd, length);
    id item = objc_instance("NSStatusItem");
    item->held[0] = hold(objc_instance("NSStatusBarButton"));
    lock();
    status_items++;
    unlock();
    return objc_pooled(item); // who doesn't retain it loses it with the pool
}

static void bar_remove(id self, sel cmd, id item) {
    (void)self;
    if (object_check(item, K_NSOBJECT, cmd) != NULL) status_items--;
}

static void set_zero(id self, sel cmd, void *value) { (void)cmd; keep(self, 0, value); }
static void set_one(id self, sel cmd, void *value) { (void)cmd; keep(self, 1, value); }
static void set_two(id self, sel cmd, void *value) { (void)cmd; keep(self, 2, value); }
static void set_byte(id self, sel cmd, signed char value) { (void)cmd; self->numbers[0] = value; }
static void set_number(id self, sel cmd, int64_t value) { (void)cmd; self->numbers[1] = value; }
static void set_size(id self, sel cmd, CGPoint size) { (void)cmd; self->numbers[2] = (int64_t)size.x; self->numbers[3] = (int64_t)size.y; }
static int64_t get_number(id self, sel cmd) { (void)cmd; return self->numbers[1]; }

static void *image_symbol(id self, sel cmd, const void *name, const void *description) {
    (void)self, (void)description;
    return object_check(name, K_STRING, cmd) == NULL ? NULL : objc_pooled(objc_instance("NSImage"));
}

static void *init_with(id self, sel cmd, void *value) { (void)cmd; keep(self, 0, value); return self; }

static void *item_init(id self, sel cmd, const void *title, sel action, const void *key) {
    if (object_check(title, K_STRING, cmd) == NULL || object_check(key, K_STRING, cmd) == NULL) return self;
    if (action != NULL && !objc_selector_good(action)) violation("-[NSMenuItem %s]: %p is no selector", cmd, (const void *)action);
    keep(self, 0, title);
    self->numbers[4] = (int64_t)(intptr_t)action;
    return self;
}

static void *item_separator(id self, sel cmd) { (void)self, (void)cmd; return objc_pooled(objc_instance("NSMenuItem")); }
static void item_target(id self, sel cmd, void *target) { (void)cmd; self->numbers[5] = (int64_t)(intptr_t)target; } // weak

static void menu_add(id self, sel cmd, id item) {
    if (object_check(item, K_NSOBJECT, cmd) == NULL) return;
    void *items[256];
    lock();
    int64_t count = self->held[5] == NULL ? 0 : array_count(self->held[5]);
    for (int64_t i = 0; i < count && i < 255; i++) items[i] = array_at(self->held[5], i);
    items[count < 255 ? count++ : 254] = item;
    keep(self, 5, array_new((const void *const *)items, count));
    unlock();
}

static void menu_clear(id self, sel cmd) { (void)cmd; keep(self, 5, NULL); }

EXPORT int32_t standin_status_items(void) { return status_items; }

// ---- the table ----

static void add_methods(void) {
    const struct { const char *class; bool of_class; const char *selector; void *implementation; } methods[] = {
        { "NSString", true, "stringWithUTF8String:", IMP(string_with_utf8) },
        { "NSString", false, "UTF8String", IMP(string_utf8) },
        { "NSString", false, "length", IMP(string_length) },
        { "NSString", false, "getCharacters:range:", IMP(string_characters) },
        { "NSDictionary", false, "objectForKey:", IMP(dictionary_object) },
        { "NSDictionary", false, "count", IMP(dictionary_size) },
        { "NSArray", false, "count", IMP(array_size) },
        { "NSArray", false, "objectAtIndex:", IMP(array_object) },
        { "NSNumber", false, "longValue", IMP(number_long) },
        { "NSNumber", false, "longLongValue", IMP(number_long) },
        { "NSURL", true, "URLWithString:", IMP(url_with_string) },
        { "NSURL", true, "fileURLWithPath:", IMP(url_with_string) },
        { "NSURL", false, "path", IMP(held_zero) },
        { "NSURL", false, "absoluteString", IMP(held_zero) },
        { "NSNotification", false, "name", IMP(held_zero) },
        { "NSNotification", false, "userInfo", IMP(held_one) },
        { "NSNotificationCenter", true, "defaultCenter", IMP(default_centre) },
        { "NSNotificationCenter", false, "addObserver:selector:name:object:", IMP(center_add) },
        { "NSNotificationCenter", false, "removeObserver:", IMP(center_remove) },
        { "NSWorkspace", true, "sharedWorkspace", IMP(shared_workspace) },
        { "NSWorkspace", false, "notificationCenter", IMP(workspace_centre) },
        { "NSWorkspace", false, "frontmostApplication", IMP(frontmost) },
        { "NSWorkspace", false, "openURL:", IMP(workspace_open) },
        { "NSRunningApplication", false, "bundleIdentifier", IMP(held_zero) },
        { "NSRunningApplication", false, "localizedName", IMP(held_one) },
        { "NSRunningApplication", false, "processIdentifier", IMP(running_pid) },
        { "NSRunningApplication", false, "executableURL", IMP(running_url) },
        { "NSApplication", true, "sharedApplication", IMP(shared_application) },
        { "NSApplication", false, "setActivationPolicy:", IMP(application_policy) },
        { "NSApplication", false, "run", IMP(application_run) },
        { "NSApplication", false, "stop:", IMP(application_stop) },
        { "NSApplication", false, "terminate:", IMP(application_terminate) },
        { "NSApplication", false, "finishLaunching", IMP(no_argument) },
        { "NSApplication", false, "setDelegate:", IMP(one_argument) },
        { "NSApplication", false, "activateIgnoringOtherApps:", IMP(set_byte) },
        { "NSApplication", false, "postEvent:atStart:", IMP(application_post) },
        { "NSApplication", false, "sendEvent:", IMP(one_argument) },
        { "NSApplication", false, "nextEventMatchingMask:untilDate:inMode:dequeue:", IMP(application_next) },
        { "NSEvent", true,
            "otherEventWithType:location:modifierFlags:timestamp:windowNumber:context:subtype:data1:data2:", IMP(event_other) },
        { "NSEvent", true, "eventWithCGEvent:", IMP(event_with_cg) },
        { "NSEvent", false, "CGEvent", IMP(held_zero) },
        { "NSProcessInfo", true, "processInfo", IMP(shared_process) },
        { "NSProcessInfo", false, "operatingSystemVersion", IMP(process_version) },
        { "NSProcessInfo", false, "beginActivityWithOptions:reason:", IMP(process_begin) },
        { "NSProcessInfo", false, "endActivity:", IMP(process_end) },
        { "NSPasteboard", true, "generalPasteboard", IMP(general_pasteboard) },
        { "NSPasteboard", false, "clearContents", IMP(pasteboard_clear) },
        { "NSPasteboard", false, "setString:forType:", IMP(pasteboard_set) },
        { "NSPasteboard", false, "stringForType:", IMP(pasteboard_get) },
        { "NSStatusBar", true, "systemStatusBar", IMP(system_bar) },
        { "NSStatusBar", false, "statusItemWithLength:", IMP(bar_item) },
        { "NSStatusBar", false, "removeStatusItem:", IMP(bar_remove) },
        { "NSStatusItem", false, "button", IMP(held_zero) },
        { "NSStatusItem", false, "setMenu:", IMP(set_one) },
        { "NSStatusItem", false, "setVisible:", IMP(set_byte) },
        { "NSStatusItem", false, "setAutosaveName:", IMP(set_two) },
        { "NSStatusBarButton", false, "setTitle:", IMP(set_zero) },
        { "NSStatusBarButton", false, "setImage:", IMP(set_one) },
        { "NSStatusBarButton", false, "setToolTip:", IMP(set_two) },
        { "NSImage", true, "imageWithSystemSymbolName:accessibilityDescription:", IMP(image_symbol) },
        { "NSImage", false, "initWithData:", IMP(init_with) },
        { "NSImage", false, "setTemplate:", IMP(set_byte) },
        { "NSImage", false, "setSize:", IMP(set_size) },
        { "NSMenu", false, "initWithTitle:", IMP(init_with) },
        { "NSMenu", false, "addItem:", IMP(menu_add) },
        { "NSMenu", false, "removeAllItems", IMP(menu_clear) },
        { "NSMenu", false, "setAutoenablesItems:", IMP(set_byte) },
        { "NSMenu", false, "setDelegate:", IMP(one_argument) },
        { "NSMenuItem", true, "separatorItem", IMP(item_separator) },
        { "NSMenuItem", false, "initWithTitle:action:keyEquivalent:", IMP(item_init) },
        { "NSMenuItem", false, "setTarget:", IMP(item_target) },
        { "NSMenuItem", false, "setEnabled:", IMP(set_byte) },
        { "NSMenuItem", false, "setState:", IMP(set_number) },
        { "NSMenuItem", false, "setTag:", IMP(set_number) },
        { "NSMenuItem", false, "tag", IMP(get_number) },
        { "NSMenuItem", false, "setSubmenu:", IMP(set_two) },
        { "NSMenuItem", false, "setTitle:", IMP(set_zero) },
    };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        objc_method(methods[i].class, methods[i].of_class, methods[i].selector, methods[i].implementation);
}

static id immortal(const char *class) {
    id object = objc_instance(class);
    object->object.immortal = true;
    return object;
}

void appkit_begin(void) {
    static const char *const anywhere[] = { "NSURL", "NSNotification", "NSNotificationCenter", "NSWorkspace", "NSRunningApplication",
        "NSProcessInfo", "NSPasteboard" };
    static const char *const on_main[] = { "NSEvent", "NSApplication", "NSStatusBar", "NSStatusItem", "NSStatusBarButton", "NSImage",
        "NSMenu", "NSMenuItem" };
    for (size_t i = 0; i < sizeof anywhere / sizeof *anywhere; i++) objc_class(anywhere[i], "NSObject", false);
    for (size_t i = 0; i < sizeof on_main / sizeof *on_main; i++) objc_class(on_main[i], "NSObject", true);
    add_methods();
    const struct { const void **symbol; const char *text; } names[] = {
        { &NSPasteboardTypeString, "standin.PasteboardTypeString" },
        { &NSWorkspaceApplicationKey, "standin.WorkspaceApplicationKey" },
        { &NSWorkspaceDidActivateApplicationNotification, "standin.DidActivateApplication" },
        { &NSWorkspaceDidWakeNotification, "standin.DidWake" },
        { &NSWorkspaceWillSleepNotification, "standin.WillSleep" },
        { &NSWorkspaceSessionDidBecomeActiveNotification, "standin.SessionDidBecomeActive" },
        { &NSWorkspaceSessionDidResignActiveNotification, "standin.SessionDidResignActive" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) *names[i].symbol = string_constant(names[i].text);
    workspace = immortal("NSWorkspace");
    workspace_center = immortal("NSNotificationCenter");
    default_center = immortal("NSNotificationCenter");
    application = immortal("NSApplication");
    process = immortal("NSProcessInfo");
    pasteboard = immortal("NSPasteboard");
    status_bar = immortal("NSStatusBar");
    appkit_reset();
}

void appkit_reset(void) {
    while (watchers != NULL) {
        struct watcher *gone = watchers;
        watchers = gone->next;
        drop(gone->name);
        free(gone);
    }
    memset(&front_truth, 0, sizeof front_truth);
    snprintf(front_truth.bundle, sizeof front_truth.bundle, "com.apple.finder");
    snprintf(front_truth.name, sizeof front_truth.name, "Finder");
    snprintf(front_truth.path, sizeof front_truth.path, "/System/Library/CoreServices/Finder.app/Contents/MacOS/Finder");
    front_truth.pid = 321;
    front_cache = front_truth;
    free(opened.at);
    memset(&opened, 0, sizeof opened);
    activities = status_items = 0;
    policy = -1;
    activity_options = 0;
    stop_asked = terminated = false;
    if (pasteboard != NULL) keep(pasteboard, 0, NULL);
    NSApp = NULL;
}
