// The Objective-C runtime: classes, selectors, dispatch, retain counts and autorelease pools. A message goes through a jump, not
// a call, so that every shape of arguments arrives as it was sent. appkit.c has the classes that do something.
#include "inside.h"
#include "standin.h"

struct method { const char *selector; void *implementation; struct method *next; };

struct class {
    const void *isa; // the metaclass; a metaclass's is the root's
    struct class *super;
    char *name;
    struct method *methods;
    size_t ivars;
    bool meta, registered, main_only, theirs;
    struct class *next;
};

static struct class *classes;

// ---- selectors ----

static struct selector { struct selector *next; char text[]; } *selectors;

EXPORT const char *sel_registerName(const char *text) {
    if (text == NULL) return violation("sel_registerName: NULL"), NULL;
    lock();
    struct selector *s = selectors;
    while (s != NULL && strcmp(s->text, text) != 0) s = s->next;
    if (s == NULL) {
        s = malloc(sizeof *s + strlen(text) + 1);
        strcpy(s->text, text);
        s->next = selectors;
        selectors = s;
    }
    unlock();
    return s->text;
}

bool objc_selector_good(const void *selector) {
    lock();
    struct selector *s = selectors;
    while (s != NULL && s->text != selector) s = s->next;
    unlock();
    return s != NULL;
}

EXPORT const char *sel_getName(const char *selector) { return selector; }

// ---- classes ----

static struct class *class_find(const char *name) {
    for (struct class *c = classes; c != NULL; c = c->next)
        if (!c->meta && c->registered && strcmp(c->name, name) == 0) return c;
    return NULL;
}

static bool is_class(const void *pointer) {
    for (struct class *c = classes; c != NULL; c = c->next)
        if (c == pointer) return true;
    return false;
}

static struct class *class_make(const char *name, struct class *super) {
    struct class *meta = calloc(1, sizeof *meta), *class = calloc(1, sizeof *class);
    class->name = meta->name = strdup(name);
    class->isa = meta;
    class->super = super;
    class->ivars = super != NULL ? super->ivars : 0;
    class->main_only = meta->main_only = super != NULL && super->main_only;
    meta->meta = true;
    meta->super = super != NULL ? (struct class *)(uintptr_t)super->isa : class; // the root's metaclass inherits from the root
    struct class *root = class;
    while (root->super != NULL) root = root->super;
    meta->isa = root->isa;
    class->next = meta;
    meta->next = classes;
    classes = class;
    return class;
}

static bool method_add(struct class *class, const char *selector, void *implementation, bool replace) {
    for (struct method *m = class->methods; m != NULL; m = m->next) {
        if (m->selector != selector) continue;
        if (replace) m->implementation = implementation;
        return false;
    }
    struct method *m = malloc(sizeof *m);
    *m = (struct method){ selector, implementation, class->methods };
    class->methods = m;
    return true;
}

static struct method *method_find(const struct class *class, const char *selector) {
    for (; class != NULL; class = class->super)
        for (struct method *m = class->methods; m != NULL; m = m->next)
            if (m->selector == selector) return m;
    return NULL;
}

void objc_class(const char *name, const char *super, bool main_only) {
    struct class *class = class_make(name, super == NULL ? NULL : class_find(super));
    class->registered = true;
    class->main_only = ((struct class *)(uintptr_t)class->isa)->main_only = main_only;
}

void objc_method(const char *name, bool of_class, const char *selector, void *implementation) {
    struct class *class = class_find(name);
    method_add(of_class ? (struct class *)(uintptr_t)class->isa : class, sel_registerName(selector), implementation, true);
}

const void *class_of_kind(int kind) {
    static const char *const names[K_KINDS] = {
        [K_STRING] = "NSString", [K_NUMBER] = "NSNumber", [K_BOOLEAN] = "NSNumber", [K_DATA] = "NSData", [K_ARRAY] = "NSArray",
        [K_DICTIONARY] = "NSDictionary", [K_SET] = "NSSet",
    };
    static const void *known[K_KINDS];
    if (known[kind] == NULL) known[kind] = class_find(names[kind] != NULL ? names[kind] : "NSObject");
    return known[kind];
}

EXPORT void *objc_getClass(const char *name) {
    SCRIPTED(void *);
    if (name == NULL) return NULL;
    lock();
    struct class *class = class_find(name);
    unlock();
    if (class == NULL) note("objc_getClass: no class \"%s\" here", name);
    return class;
}

EXPORT void *objc_lookUpClass(const char *name) {
    lock();
    struct class *class = name == NULL ? NULL : class_find(name);
    unlock();
    return class;
}

static struct class *class_check(const void *pointer, const char *function) {
    lock();
    bool good = is_class(pointer);
    unlock();
    if (!good) violation("%s: %p is no class", function, pointer);
    return good ? (struct class *)(uintptr_t)pointer : NULL;
}

EXPORT void *objc_allocateClassPair(void *super, const char *name, size_t extra) {
    SCRIPTED(void *);
    if (extra > 4096 || name == NULL) return violation("objc_allocateClassPair: %lu extra bytes", (unsigned long)extra), NULL;
    if (super != NULL && class_check(super, "objc_allocateClassPair") == NULL) return NULL;
    lock();
    struct class *class = class_find(name) != NULL ? NULL : class_make(name, super);
    if (class != NULL) class->theirs = true;
    unlock();
    if (class == NULL) note("objc_allocateClassPair: there is a class \"%s\" already", name);
    return class;
}

EXPORT void objc_registerClassPair(void *pointer) {
    COUNTED();
    struct class *class = class_check(pointer, "objc_registerClassPair");
    if (class == NULL) return;
    if (class->registered) violation("objc_registerClassPair: %s is registered already", class->name);
    class->registered = true;
}

EXPORT void objc_disposeClassPair(void *pointer) {
    COUNTED();
    struct class *class = class_check(pointer, "objc_disposeClassPair");
    if (class != NULL) class->registered = false;
}

static bool types_good(const char *types, const char *function) {
    if (types != NULL && strlen(types) >= 3 && strchr(types, '@') != NULL && strchr(types, ':') != NULL) return true;
    violation("%s: types \"%s\"", function, types == NULL ? "NULL" : types);
    return false;
}

EXPORT signed char class_addMethod(void *pointer, const char *selector, void *implementation, const char *types) {
    SCRIPTED(signed char);
    struct class *class = class_check(pointer, "class_addMethod");
    if (class == NULL || implementation == NULL || !types_good(types, "class_addMethod")) return 0;
    if (!objc_selector_good(selector)) return violation("class_addMethod: %p is no registered selector", (const void *)selector), 0;
    lock();
    bool added = method_add(class, selector, implementation, false);
    unlock();
    return added;
}

EXPORT void *class_replaceMethod(void *pointer, const char *selector, void *implementation, const char *types) {
    SCRIPTED(void *);
    struct class *class = class_check(pointer, "class_replaceMethod");
    if (class == NULL || implementation == NULL || !types_good(types, "class_replaceMethod")) return NULL;
    lock();
    struct method *old = method_find(class, selector);
    void *before = old != NULL ? old->implementation : NULL;
    method_add(class, selector, implementation, true);
    unlock();
    return before;
}

EXPORT void *class_getInstanceMethod(void *pointer, const char *selector) {
    struct class *class = class_check(pointer, "class_getInstanceMethod");
    return class == NULL ? NULL : method_find(class, selector);
}

EXPORT signed char class_addProtocol(void *pointer, const void *protocol) {
    struct class *class = class_check(pointer, "class_addProtocol");
    if (protocol == NULL) violation("class_addProtocol: NULL");
    return class != NULL && protocol != NULL;
}

EXPORT const void *objc_getProtocol(const char *name) { return name == NULL ? NULL : sel_registerName(name); }

EXPORT signed char class_addIvar(void *pointer, const char *name, size_t size, uint8_t alignment, const char *types) {
    struct class *class = class_check(pointer, "class_addIvar");
    if (class == NULL || name == NULL || types == NULL || size > 4096 || alignment > 6)
        return violation("class_addIvar: size %lu, alignment %u", (unsigned long)size, alignment), 0;
    if (class->registered) return violation("class_addIvar: %s is registered already", class->name), 0;
    class->ivars += size;
    return 1;
}

EXPORT const void *object_getClass(const void *pointer) {
    if (pointer == NULL) return NULL;
    lock();
    const void *class = is_class(pointer) || object_known(pointer) ? *(const void *const *)pointer : NULL;
    unlock();
    if (class == NULL) violation("object_getClass: %p is no object", pointer);
    return class;
}

EXPORT const char *class_getName(const void *pointer) {
    struct class *class = pointer == NULL ? NULL : class_check(pointer, "class_getName");
    return class == NULL ? "nil" : class->name;
}

EXPORT const char *object_getClassName(const void *pointer) { return class_getName(object_getClass(pointer)); }

static struct nsobject *instance_make(struct class *class) {
    struct nsobject *object = object_new(K_NSOBJECT, sizeof *object + class->ivars);
    object->object.isa = class;
    return object;
}

void *objc_instance(const char *name) {
    lock();
    void *object = instance_make(class_find(name));
    unlock();
    return object;
}

void finalize_nsobject(void *pointer) {
    struct nsobject *object = pointer;
    for (int i = 0; i < HELD; i++) drop(object->held[i]);
}

EXPORT void *class_createInstance(void *pointer, size_t extra) {
    SCRIPTED(void *);
    struct class *class = class_check(pointer, "class_createInstance");
    if (class == NULL || extra > 4096) return NULL;
    if (!class->registered) violation("class_createInstance: %s is not registered", class->name);
    return give(instance_make(class), "class_createInstance");
}

// ---- dispatch ----

__attribute__((naked)) static void nil_answer(void) {
    __asm__("xorl %eax, %eax\n\txorl %edx, %edx\n\tpxor %xmm0, %xmm0\n\tpxor %xmm1, %xmm1\n\tret");
}

// Called by the trampolines below, with every argument register saved around it.
__attribute__((used, visibility("hidden"))) void *objc_find(const void *receiver, const char *selector) {
    void *found = (void *)(uintptr_t)nil_answer;
    if (receiver == NULL) return found;
    lock();
    if (!objc_selector_good(selector)) {
        violation("objc_msgSend: %p is no registered selector", (const void *)selector);
    } else if (is_class(receiver) || object_check(receiver, K_ANY, selector) != NULL) {
        const struct class *class = *(const struct class *const *)receiver;
        struct method *method = method_find(class, selector);
        if (method == NULL) violation("%c[%s %s]: unrecognized selector", class->meta ? '+' : '-', class->name, selector);
        else found = method->implementation;
        if (class->main_only && !on_main_thread()) violation("[%s %s]: off the main thread", class->name, selector);
    }
    unlock();
    return found;
}

void *objc_method_of(const void *receiver, const char *selector) {
    lock();
    struct method *method =
        object_known(receiver) || is_class(receiver) ? method_find(*(const struct class *const *)receiver, selector) : NULL;
    unlock();
    return method == NULL ? NULL : method->implementation;
}

#define TRAMPOLINE(receiver, selector)                                                                                                          \
    __asm__(                                                                                                                                    \
        "pushq %rbp\n\tmovq %rsp, %rbp\n\tsubq $192, %rsp\n\t"                                                                                  \
        "movq %rdi, (%rsp)\n\tmovq %rsi, 8(%rsp)\n\tmovq %rdx, 16(%rsp)\n\tmovq %rcx, 24(%rsp)\n\tmovq %r8, 32(%rsp)\n\tmovq %r9, 40(%rsp)\n\t" \
        "movq %rax, 48(%rsp)\n\tmovups %xmm0, 64(%rsp)\n\tmovups %xmm1, 80(%rsp)\n\tmovups %xmm2, 96(%rsp)\n\tmovups %xmm3, 112(%rsp)\n\t"      \
        "movups %xmm4, 128(%rsp)\n\tmovups %xmm5, 144(%rsp)\n\tmovups %xmm6, 160(%rsp)\n\tmovups %xmm7, 176(%rsp)\n\t"                          \
        "movq " receiver "(%rsp), %rdi\n\tmovq " selector "(%rsp), %rsi\n\tcall objc_find\n\tmovq %rax, %r11\n\t"                               \
        "movq (%rsp), %rdi\n\tmovq 8(%rsp), %rsi\n\tmovq 16(%rsp), %rdx\n\tmovq 24(%rsp), %rcx\n\tmovq 32(%rsp), %r8\n\tmovq 40(%rsp), %r9\n\t" \
        "movq 48(%rsp), %rax\n\tmovups 64(%rsp), %xmm0\n\tmovups 80(%rsp), %xmm1\n\tmovups 96(%rsp), %xmm2\n\tmovups 112(%rsp), %xmm3\n\t"      \
        "movups 128(%rsp), %xmm4\n\tmovups 144(%rsp), %xmm5\n\tmovups 160(%rsp), %xmm6\n\tmovups 176(%rsp), %xmm7\n\t"                          \
        "leave\n\tjmpq *%r11")

EXPORT __attribute__((naked)) void objc_msgSend(void) { TRAMPOLINE("0", "8"); }
EXPORT __attribute__((naked)) void objc_msgSend_stret(void) { TRAMPOLINE("8", "16"); }

// ---- autorelease pools ----

struct pool { void **objects; int count, room; struct pool *below; };
static _Thread_local struct pool *pools;
static int64_t pushes, pops;

EXPORT void *objc_autoreleasePoolPush(void) {
    COUNTED();
    struct pool *pool = calloc(1, sizeof *pool);
    pool->below = pools;
    pools = pool;
    lock();
    pushes++;
    unlock();
    return pool;
}

static void pool_drain(struct pool *pool) {
    for (int i = pool->count - 1; i >= 0; i--) drop(pool->objects[i]);
    free(pool->objects);
    free(pool);
}

EXPORT void objc_autoreleasePoolPop(void *token) {
    COUNTED();
    struct pool *found = pools;
    while (found != NULL && found != token) found = found->below;
    if (found == NULL) return violation("objc_autoreleasePoolPop: %p is no pool of this thread", token);
    while (pools != NULL) { // those above it go with it
        struct pool *top = pools;
        pools = top->below;
        lock();
        pops++;
        unlock();
        pool_drain(top);
        if (top == token) break;
    }
}

EXPORT int64_t standin_open_pools(void) {
    lock();
    int64_t open = pushes - pops;
    unlock();
    return open;
}

void *objc_pooled(void *object) {
    if (object == NULL) return NULL;
    if (pools == NULL) {
        violation("autorelease of a %s with no pool in place: it leaks", ((struct class *)(uintptr_t)((struct object *)object)->isa)->name);
        return hold(object);
    }
    if (pools->count == pools->room) {
        pools->room = pools->room * 2 + 8;
        pools->objects = realloc(pools->objects, (size_t)pools->room * sizeof *pools->objects);
    }
    pools->objects[pools->count++] = hold(object);
    return object;
}

EXPORT void *objc_retain(void *object) {
    COUNTED();
    if (object == NULL || is_class(object)) return object;
    if (object_check(object, K_ANY, "objc_retain") != NULL) object_retain(object, "objc_retain");
    return object;
}

EXPORT void objc_release(void *object) {
    COUNTED();
    if (object == NULL || is_class(object)) return;
    if (object_check(object, K_ANY, "objc_release") != NULL) object_release(object, "objc_release");
}

EXPORT void *objc_autorelease(void *object) {
    COUNTED();
    if (object == NULL || object_check(object, K_ANY, "objc_autorelease") == NULL) return object;
    objc_pooled(object);
    hand_to_pool(object); // the program's reference; the pool has its own
    drop(object);
    return object;
}

EXPORT void *objc_setUncaughtExceptionHandler(void *handler) {
    static void *before;
    void *old = before;
    before = handler;
    return old;
}

// ---- NSObject ----

static void *alloc(struct class *class) {
    if (class_check(class, "alloc") == NULL) return NULL;
    if (!class->registered) violation("+[%s alloc]: the class is not registered", class->name);
    return give(instance_make(class), "alloc");
}

static void *object_alloc(void *self, const char *selector) { (void)selector; return alloc(self); }
static void *object_init(void *self, const char *selector) { (void)selector; return self; }
static void *object_retain_message(void *self, const char *selector) { (void)selector; return objc_retain(self); }
static void object_release_message(void *self, const char *selector) { (void)selector; objc_release(self); }
static void *object_autorelease(void *self, const char *selector) { (void)selector; return objc_autorelease(self); }
static const void *object_class(void *self, const char *selector) { (void)selector; return object_getClass(self); }
static const void *class_class(void *self, const char *selector) { (void)selector; return self; }

static signed char object_responds(void *self, const char *selector, const char *asked) {
    (void)selector;
    return objc_method_of(self, asked) != NULL;
}

static signed char object_is_kind(void *self, const char *selector, const void *class) {
    (void)selector;
    for (const struct class *c = object_getClass(self); c != NULL; c = c->super)
        if (c == class) return 1;
    return 0;
}

static signed char object_is_equal(void *self, const char *selector, const void *other) { (void)selector; return equal(self, other); }
static uint64_t object_retain_count(struct object *self, const char *selector) {
    (void)selector;
    return (uint64_t)(self->client + self->inner);
}

struct perform { void *receiver; const char *selector; void *with; bool done; };

static void perform_now(void *argument) {
    struct perform *p = argument;
    void *(*call)(void *, const char *, void *) =
        (void *(*)(void *, const char *, void *))(uintptr_t)objc_method_of(p->receiver, p->selector);
    if (call != NULL) call(p->receiver, p->selector, p->with);
    else violation("performSelectorOnMainThread: unrecognized selector %s", p->selector);
}

static void perform_later(void *argument) {
    struct perform *p = argument;
    perform_now(p);
    drop(p->receiver);
    drop(p->with);
    free(p);
}

static void perform_and_tell(void *argument) {
    perform_now(argument);
    lock();
    ((struct perform *)argument)->done = true;
    news();
    unlock();
}

static void object_perform_on_main(void *self, const char *selector, const char *what, void *with, signed char wait) {
    (void)selector;
    if (!objc_selector_good(what)) return violation("performSelectorOnMainThread: %p is no selector", (const void *)what);
    struct perform now = { self, what, with, false };
    if (wait != 0 && on_main_thread()) return perform_now(&now);
    if (wait != 0) {
        runloop_post(runloop_main(), perform_and_tell, &now);
        lock();
        while (!now.done) await_news();
        unlock();
        return;
    }
    struct perform *later = malloc(sizeof *later);
    *later = (struct perform){ hold(self), what, hold(with), false };
    runloop_post_owned(runloop_main(), perform_later, later);
}

static void *pool_init(struct nsobject *self, const char *selector) {
    (void)selector;
    self->numbers[0] = (int64_t)(intptr_t)objc_autoreleasePoolPush();
    return self;
}

static void pool_release(struct nsobject *self, const char *selector) {
    (void)selector;
    objc_autoreleasePoolPop((void *)(intptr_t)self->numbers[0]);
    objc_release(self);
}

void objc_begin(void) {
    static const char *const plain[] = { "NSString", "NSNumber", "NSData", "NSArray", "NSDictionary", "NSSet", "NSAutoreleasePool" };
    objc_class("NSObject", NULL, false);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) objc_class(plain[i], "NSObject", false);
    const struct { bool of_class; const char *selector; void *implementation; } methods[] = {
        { true, "alloc", (void *)(uintptr_t)object_alloc },
        { true, "new", (void *)(uintptr_t)object_alloc },
        { true, "class", (void *)(uintptr_t)class_class },
        { false, "init", (void *)(uintptr_t)object_init },
        { false, "retain", (void *)(uintptr_t)object_retain_message },
        { false, "release", (void *)(uintptr_t)object_release_message },
        { false, "autorelease", (void *)(uintptr_t)object_autorelease },
        { false, "class", (void *)(uintptr_t)object_class },
        { false, "respondsToSelector:", (void *)(uintptr_t)object_responds },
        { false, "isKindOfClass:", (void *)(uintptr_t)object_is_kind },
        { false, "isEqual:", (void *)(uintptr_t)object_is_equal },
        { false, "retainCount", (void *)(uintptr_t)object_retain_count },
        { false, "performSelectorOnMainThread:withObject:waitUntilDone:", (void *)(uintptr_t)object_perform_on_main },
    };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        objc_method("NSObject", methods[i].of_class, methods[i].selector, methods[i].implementation);
    objc_method("NSAutoreleasePool", false, "init", (void *)(uintptr_t)pool_init);
    objc_method("NSAutoreleasePool", false, "drain", (void *)(uintptr_t)pool_release);
    objc_method("NSAutoreleasePool", false, "release", (void *)(uintptr_t)pool_release);
    appkit_begin();
}

// The program's classes stay: a class's name is taken until the process ends, as on a Mac.
void objc_reset(void) {
    appkit_reset();
    pushes = pops = 0;
}
