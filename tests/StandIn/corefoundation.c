// CoreFoundation's values: strings, numbers, data and the collections. Type ids and hashes are wider than 32 bits on purpose.
#include "inside.h"
#include "standin.h"

enum { UTF8 = 0x08000100, UTF16 = 0x0100, UTF16BE = 0x10000100, UTF16LE = 0x14000100, ASCII = 0x0600 };

struct number { struct object object; bool real; int64_t whole; double value; int64_t type; };
struct boolean { struct object object; bool value; };
struct data { struct object object; CFIndex length; uint8_t bytes[]; };
struct array { struct object object; CFIndex count; bool counted; const void **values; };
struct dictionary { struct object object; CFIndex count, room; bool semantic, counted, mutable; const void **keys, **values; };

// Addresses, not values, are what the program passes of these three.
struct callbacks { CFIndex version; void *functions[5]; };
EXPORT struct callbacks kCFTypeDictionaryKeyCallBacks, kCFTypeDictionaryValueCallBacks, kCFTypeArrayCallBacks;
EXPORT const void *kCFAllocatorDefault;
EXPORT const void *kCFBooleanTrue, *kCFBooleanFalse;
EXPORT const void *kCFRunLoopDefaultMode, *kCFRunLoopCommonModes, *NSDefaultRunLoopMode;

static void *boolean_new(bool value) {
    struct boolean *boolean = object_new(K_BOOLEAN, sizeof *boolean);
    boolean->value = value;
    boolean->object.immortal = true;
    return boolean;
}

void corefoundation_begin(void) {
    kCFBooleanTrue = boolean_new(true);
    kCFBooleanFalse = boolean_new(false);
    kCFRunLoopDefaultMode = string_constant("kCFRunLoopDefaultMode");
    kCFRunLoopCommonModes = string_constant("kCFRunLoopCommonModes");
    NSDefaultRunLoopMode = kCFRunLoopDefaultMode;
}

// ---- every object ----

EXPORT CFTypeRef CFRetain(CFTypeRef object) {
    COUNTED();
    void *checked = object_check(object, K_ANY, "CFRetain");
    if (checked != NULL) object_retain(checked, "CFRetain");
    return object;
}

EXPORT void CFRelease(CFTypeRef object) {
    COUNTED();
    void *checked = object_check(object, K_ANY, "CFRelease");
    if (checked != NULL) object_release(checked, "CFRelease");
}

EXPORT CFIndex CFGetRetainCount(CFTypeRef object) {
    struct object *checked = object_check(object, K_ANY, "CFGetRetainCount");
    if (checked == NULL) return 0;
    return checked->immortal ? INT64_MAX : checked->client + checked->inner;
}

static uint64_t type_id(int kind) { return 0x100000000u + 7 + (uint64_t)kind; }

EXPORT uint64_t CFGetTypeID(CFTypeRef object) {
    struct object *checked = object_check(object, K_ANY, "CFGetTypeID");
    return checked == NULL ? 0 : type_id(checked->kind);
}

EXPORT uint64_t CFStringGetTypeID(void) { return type_id(K_STRING); }
EXPORT uint64_t CFNumberGetTypeID(void) { return type_id(K_NUMBER); }
EXPORT uint64_t CFBooleanGetTypeID(void) { return type_id(K_BOOLEAN); }
EXPORT uint64_t CFDataGetTypeID(void) { return type_id(K_DATA); }
EXPORT uint64_t CFArrayGetTypeID(void) { return type_id(K_ARRAY); }
EXPORT uint64_t CFDictionaryGetTypeID(void) { return type_id(K_DICTIONARY); }
EXPORT uint64_t CFSetGetTypeID(void) { return type_id(K_SET); }

static bool equal_numbers(const struct number *one, const struct number *other) {
    return one->real || other->real ? (one->real ? one->value : (double)one->whole) == (other->real ? other->value : (double)other->whole)
                                    : one->whole == other->whole;
}

static bool equal_dictionaries(const struct dictionary *one, const struct dictionary *other) {
    if (one->count != other->count) return false;
    for (CFIndex i = 0; i < one->count; i++) {
        void *value = dictionary_get(other, one->keys[i]);
        if (value == NULL || !equal(value, one->values[i])) return false;
    }
    return true;
}

bool equal(const void *one, const void *other) {
    if (one == other) return true;
    if (!object_known(one) || !object_known(other)) return false;
    const struct object *a = one, *b = other;
    if (a->kind != b->kind) return false;
    switch (a->kind) {
    case K_STRING: {
        const struct string *x = one, *y = other;
        return x->length == y->length && memcmp(x->units, y->units, (size_t)x->length * 2) == 0;
    }
    case K_NUMBER: return equal_numbers(one, other);
    case K_DATA: {
        const struct data *x = one, *y = other;
        return x->length == y->length && memcmp(x->bytes, y->bytes, (size_t)x->length) == 0;
    }
    case K_ARRAY: {
        const struct array *x = one, *y = other;
        if (x->count != y->count) return false;
        for (CFIndex i = 0; i < x->count; i++)
            if (!equal(x->values[i], y->values[i])) return false;
        return true;
    }
    case K_DICTIONARY: return equal_dictionaries(one, other);
    default: return false;
    }
}

EXPORT Boolean CFEqual(CFTypeRef one, CFTypeRef other) {
    return object_check(one, K_ANY, "CFEqual") != NULL && object_check(other, K_ANY, "CFEqual") != NULL && equal(one, other);
}

EXPORT uint64_t CFHash(CFTypeRef object) {
    struct object *checked = object_check(object, K_ANY, "CFHash");
    if (checked == NULL) return 0;
    uint64_t hash = 0xcbf29ce484222325u;
    if (checked->kind == K_STRING) {
        const struct string *string = object;
        for (CFIndex i = 0; i < string->length; i++) hash = (hash ^ string->units[i]) * 0x100000001b3u;
    } else if (checked->kind == K_NUMBER) {
        hash ^= (uint64_t)((const struct number *)object)->whole * 0x9E3779B97F4A7C15u;
    } else {
        hash ^= (uintptr_t)object;
    }
    return hash;
}

static void describe(const void *object, struct text *out) {
    const struct object *o = object;
    if (o->kind == K_STRING) text_add(out, "%s", string_text(object, "CFCopyDescription"));
    else if (o->kind == K_NUMBER && !((const struct number *)object)->real)
        text_add(out, "%ld", (long)((const struct number *)object)->whole);
    else if (o->kind == K_NUMBER) text_add(out, "%g", ((const struct number *)object)->value);
    else if (o->kind == K_BOOLEAN) text_add(out, "%s", ((const struct boolean *)object)->value ? "true" : "false");
    else if (o->kind == K_DATA) text_add(out, "<CFData %ld bytes>", (long)((const struct data *)object)->length);
    else text_add(out, "<%s %p>", kind_names[o->kind], object);
}

EXPORT CFTypeRef CFCopyDescription(CFTypeRef object) {
    SCRIPTED(CFTypeRef);
    if (object_check(object, K_ANY, "CFCopyDescription") == NULL) return NULL;
    struct text out = { 0 };
    describe(object, &out);
    void *string = string_new(out.at == NULL ? "" : out.at);
    free(out.at);
    return give(string, "CFCopyDescription");
}

EXPORT void CFShow(CFTypeRef object) {
    if (object_check(object, K_ANY, "CFShow") == NULL) return;
    struct text out = { 0 };
    describe(object, &out);
    fprintf(stderr, "%s\n", out.at == NULL ? "" : out.at);
    free(out.at);
}

// ---- strings ----

static struct string *string_of_units(const UniChar *units, CFIndex length) {
    struct string *string = object_new(K_STRING, sizeof(struct string) + (size_t)length * 2 + 2);
    string->length = length;
    if (length > 0) memcpy(string->units, units, (size_t)length * 2);
    return string;
}

void finalize_string(void *string) { free(((struct string *)string)->utf8); }

// Strict UTF-8; -1 where it isn't any.
static CFIndex decode_utf8(const uint8_t *bytes, size_t length, UniChar *units) {
    CFIndex count = 0;
    for (size_t i = 0; i < length;) {
        uint8_t lead = bytes[i];
        int more = lead < 0x80                   ? 0
                   : lead >= 0xC2 && lead < 0xE0 ? 1
                   : lead >= 0xE0 && lead < 0xF0 ? 2
                   : lead >= 0xF0 && lead < 0xF5 ? 3
                                                 : -1;
        if (more < 0 || i + (size_t)more >= length) return -1;
        uint32_t point = more == 0 ? lead : lead & (0x3Fu >> more);
        for (int k = 1; k <= more; k++) {
            if ((bytes[i + (size_t)k] & 0xC0) != 0x80) return -1;
            point = point << 6 | (bytes[i + (size_t)k] & 0x3Fu);
        }
        if ((more == 2 && point < 0x800) || (more == 3 && (point < 0x10000 || point > 0x10FFFF)) || (point >= 0xD800 && point < 0xE000))
            return -1;
        i += (size_t)more + 1;
        if (point >= 0x10000) {
            units[count++] = (UniChar)(0xD800 + ((point - 0x10000) >> 10));
            units[count++] = (UniChar)(0xDC00 + ((point - 0x10000) & 0x3FF));
        } else {
            units[count++] = (UniChar)point;
        }
    }
    return count;
}

// One code point at index; 0xFFFFFFFF for half a surrogate pair.
static uint32_t point_at(const UniChar *units, CFIndex length, CFIndex index, int *used) {
    UniChar unit = units[index];
    *used = 1;
    if (unit < 0xD800 || unit >= 0xE000) return unit;
    if (unit >= 0xDC00 || index + 1 >= length || units[index + 1] < 0xDC00 || units[index + 1] >= 0xE000) return 0xFFFFFFFFu;
    *used = 2;
    return 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (units[index + 1] - 0xDC00u);
}

static int encode_utf8(uint32_t point, uint8_t *to) {
    if (point < 0x80) return to[0] = (uint8_t)point, 1;
    if (point < 0x800) return to[0] = (uint8_t)(0xC0 | point >> 6), to[1] = (uint8_t)(0x80 | (point & 0x3F)), 2;
    if (point < 0x10000) {
        to[0] = (uint8_t)(0xE0 | point >> 12), to[1] = (uint8_t)(0x80 | (point >> 6 & 0x3F)), to[2] = (uint8_t)(0x80 | (point & 0x3F));
        return 3;
    }
    to[0] = (uint8_t)(0xF0 | point >> 18), to[1] = (uint8_t)(0x80 | (point >> 12 & 0x3F));
    to[2] = (uint8_t)(0x80 | (point >> 6 & 0x3F)), to[3] = (uint8_t)(0x80 | (point & 0x3F));
    return 4;
}

static struct string *string_decoded(const void *bytes, size_t length, uint32_t encoding, const char *function) {
    if (encoding == UTF16 || encoding == UTF16LE || encoding == UTF16BE) {
        if (length % 2 != 0) return NULL;
        struct string *string = object_new(K_STRING, sizeof(struct string) + length + 2);
        string->length = (CFIndex)(length / 2);
        for (size_t i = 0; i < length / 2; i++) {
            const uint8_t *b = (const uint8_t *)bytes + i * 2;
            string->units[i] = encoding == UTF16BE ? (UniChar)(b[0] << 8 | b[1]) : (UniChar)(b[1] << 8 | b[0]);
        }
        return string;
    }
    if (encoding != UTF8 && encoding != ASCII) {
        violation("%s: encoding 0x%x is none the stand-in knows", function, encoding);
        return NULL;
    }
    UniChar *units = malloc((length + 1) * 2);
    CFIndex count = decode_utf8(bytes, length, units);
    if (encoding == ASCII && count != (CFIndex)length) count = -1;
    struct string *string = count < 0 ? NULL : string_of_units(units, count);
    free(units);
    return string;
}

struct string *string_new(const char *utf8) {
    struct string *string = string_decoded(utf8, strlen(utf8), UTF8, "string_new");
    return string != NULL ? string : string_of_units(NULL, 0);
}

struct string *string_constant(const char *utf8) {
    struct string *string = string_new(utf8);
    string->object.immortal = true;
    return string;
}

const char *string_text(const void *pointer, const char *function) {
    struct string *string = object_check(pointer, K_STRING, function);
    if (string == NULL) return "";
    lock();
    if (string->utf8 == NULL) {
        char *to = string->utf8 = malloc((size_t)string->length * 3 + 1);
        for (CFIndex i = 0; i < string->length;) {
            int used;
            uint32_t point = point_at(string->units, string->length, i, &used);
            to += encode_utf8(point == 0xFFFFFFFFu ? 0xFFFD : point, (uint8_t *)to);
            i += used;
        }
        *to = 0;
    }
    unlock();
    return string->utf8;
}

EXPORT CFTypeRef CFStringCreateWithCString(CFTypeRef allocator, const char *text, uint32_t encoding) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFStringCreateWithCString: an allocator that is not the default one");
    if (text == NULL) return NULL;
    return give(string_decoded(text, strlen(text), encoding, "CFStringCreateWithCString"), "CFStringCreateWithCString");
}

EXPORT CFTypeRef CFStringCreateWithCharacters(CFTypeRef allocator, const UniChar *units, CFIndex length) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFStringCreateWithCharacters: an allocator that is not the default one");
    if (length < 0 || length > 1 << 28 || (units == NULL && length > 0)) {
        violation("CFStringCreateWithCharacters: %ld units at %p", (long)length, (const void *)units);
        return NULL;
    }
    return give(string_of_units(units, length), "CFStringCreateWithCharacters");
}

EXPORT CFTypeRef CFStringCreateWithBytes(CFTypeRef allocator, const uint8_t *bytes, CFIndex length, uint32_t encoding, Boolean external) {
    SCRIPTED(CFTypeRef);
    (void)external;
    if (allocator != NULL) violation("CFStringCreateWithBytes: an allocator that is not the default one");
    if (length < 0 || length > 1 << 28 || (bytes == NULL && length > 0)) {
        violation("CFStringCreateWithBytes: %ld bytes at %p", (long)length, (const void *)bytes);
        return NULL;
    }
    return give(string_decoded(bytes, (size_t)length, encoding, "CFStringCreateWithBytes"), "CFStringCreateWithBytes");
}

EXPORT CFIndex CFStringGetLength(CFTypeRef pointer) {
    struct string *string = object_check(pointer, K_STRING, "CFStringGetLength");
    return string == NULL ? 0 : string->length;
}

static bool range_good(const struct string *string, CFRange range, const char *function) {
    if (range.location >= 0 && range.length >= 0 && range.location <= string->length && range.length <= string->length - range.location)
        return true;
    violation("%s: range {%ld, %ld} of a string of %ld", function, (long)range.location, (long)range.length, (long)string->length);
    return false;
}

EXPORT void CFStringGetCharacters(CFTypeRef pointer, CFRange range, UniChar *to) {
    struct string *string = object_check(pointer, K_STRING, "CFStringGetCharacters");
    if (string == NULL || !range_good(string, range, "CFStringGetCharacters")) return;
    memcpy(to, string->units + range.location, (size_t)range.length * 2);
}

// As on a Mac NULL for what is stored in bytes there, so that the way round it is walked.
EXPORT const UniChar *CFStringGetCharactersPtr(CFTypeRef pointer) {
    struct string *string = object_check(pointer, K_STRING, "CFStringGetCharactersPtr");
    if (string == NULL) return NULL;
    for (CFIndex i = 0; i < string->length; i++)
        if (string->units[i] >= 0x80) return string->units;
    return NULL;
}

EXPORT const char *CFStringGetCStringPtr(CFTypeRef pointer, uint32_t encoding) {
    (void)encoding;
    object_check(pointer, K_STRING, "CFStringGetCStringPtr");
    return NULL;
}

EXPORT CFIndex CFStringGetBytes(
    CFTypeRef pointer, CFRange range, uint32_t encoding, uint8_t loss, Boolean external, uint8_t *to, CFIndex room, CFIndex *used) {
    (void)external;
    struct string *string = object_check(pointer, K_STRING, "CFStringGetBytes");
    CFIndex bytes = 0, converted = 0;
    if (string != NULL && range_good(string, range, "CFStringGetBytes")) {
        CFIndex end = range.location + range.length;
        for (CFIndex i = range.location; i < end;) {
            int step, length;
            uint8_t buffer[4];
            uint32_t point = point_at(string->units, end, i, &step);
            if (encoding == UTF16 || encoding == UTF16LE || encoding == UTF16BE) {
                UniChar unit = string->units[i];
                step = 1, length = 2;
                buffer[0] = (uint8_t)(encoding == UTF16BE ? unit >> 8 : unit),
                buffer[1] = (uint8_t)(encoding == UTF16BE ? unit : unit >> 8);
            } else if (encoding == UTF8 || encoding == ASCII) {
                if (point == 0xFFFFFFFFu || (encoding == ASCII && point > 0x7F)) {
                    if (loss == 0) break;
                    point = loss;
                }
                length = encode_utf8(point, buffer);
            } else {
                violation("CFStringGetBytes: encoding 0x%x is none the stand-in knows", encoding);
                break;
            }
            if (to != NULL && bytes + length > room) break;
            if (to != NULL) memcpy(to + bytes, buffer, (size_t)length);
            bytes += length;
            i += step;
            converted += step;
        }
    }
    if (used != NULL) *used = bytes;
    return converted;
}

EXPORT Boolean CFStringGetCString(CFTypeRef pointer, char *to, CFIndex room, uint32_t encoding) {
    SCRIPTED(Boolean);
    struct string *string = object_check(pointer, K_STRING, "CFStringGetCString");
    if (string == NULL || to == NULL || room <= 0) return 0;
    CFIndex used = 0, converted = CFStringGetBytes(pointer, (CFRange){ 0, string->length }, encoding, 0, 0, (uint8_t *)to, room - 1, &used);
    to[converted == string->length ? used : 0] = 0;
    return converted == string->length;
}

EXPORT CFIndex CFStringGetMaximumSizeForEncoding(CFIndex length, uint32_t encoding) {
    return encoding == UTF8 ? length * 3 : encoding == ASCII ? length : length * 2;
}

EXPORT CFIndex CFStringCompare(CFTypeRef one, CFTypeRef other, uint64_t flags) {
    struct string *a = object_check(one, K_STRING, "CFStringCompare"), *b = object_check(other, K_STRING, "CFStringCompare");
    if (a == NULL || b == NULL) return 0;
    for (CFIndex i = 0; i < a->length && i < b->length; i++) {
        UniChar x = a->units[i], y = b->units[i];
        if ((flags & 1) != 0) x = x >= 'A' && x <= 'Z' ? (UniChar)(x + 32) : x, y = y >= 'A' && y <= 'Z' ? (UniChar)(y + 32) : y;
        if (x != y) return x < y ? -1 : 1;
    }
    return a->length == b->length ? 0 : a->length < b->length ? -1 : 1;
}

// ---- numbers and booleans ----

static int number_size(int64_t type) {
    static const int8_t sizes[17] = { 0, 1, 2, 4, 8, 4, 8, 1, 2, 4, 8, 8, 4, 8, 8, 8, 8 };
    return type >= 1 && type <= 16 ? sizes[type] : 0;
}

static bool number_is_real(int64_t type) { return type == 5 || type == 6 || type == 12 || type == 13 || type == 16; }

void *number_new(int64_t value) {
    struct number *number = object_new(K_NUMBER, sizeof *number);
    number->whole = value;
    number->type = 4;
    return number;
}

bool number_value(const void *pointer, int64_t *value) {
    const struct object *object = pointer;
    if (object == NULL || object->kind != K_NUMBER) return false;
    const struct number *number = pointer;
    *value = number->real ? (int64_t)number->value : number->whole;
    return true;
}

EXPORT CFTypeRef CFNumberCreate(CFTypeRef allocator, CFIndex type, const void *value) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFNumberCreate: an allocator that is not the default one");
    int size = number_size(type);
    if (size == 0 || value == NULL) {
        violation("CFNumberCreate: type %ld, value at %p", (long)type, value);
        return NULL;
    }
    struct number *number = object_new(K_NUMBER, sizeof *number);
    number->type = type;
    number->real = number_is_real(type);
    if (number->real) {
        float narrow;
        if (size == 4) memcpy(&narrow, value, 4), number->value = narrow;
        else memcpy(&number->value, value, 8);
    } else {
        int8_t b;
        int16_t s;
        int32_t i;
        if (size == 1) memcpy(&b, value, 1), number->whole = b;
        else if (size == 2) memcpy(&s, value, 2), number->whole = s;
        else if (size == 4) memcpy(&i, value, 4), number->whole = i;
        else memcpy(&number->whole, value, 8);
    }
    return give(number, "CFNumberCreate");
}

EXPORT Boolean CFNumberGetValue(CFTypeRef pointer, CFIndex type, void *to) {
    SCRIPTED(Boolean);
    struct number *number = object_check(pointer, K_NUMBER, "CFNumberGetValue");
    int size = number_size(type);
    if (size == 0 || to == NULL) violation("CFNumberGetValue: type %ld, to %p", (long)type, to);
    if (number == NULL || size == 0 || to == NULL) return 0;
    if (number_is_real(type)) {
        double value = number->real ? number->value : (double)number->whole;
        float narrow = (float)value;
        memcpy(to, size == 4 ? (void *)&narrow : (void *)&value, (size_t)size);
        return size == 8 || (double)narrow == value;
    }
    int64_t value = number->real ? (int64_t)number->value : number->whole;
    memcpy(to, &value, (size_t)size);
    int64_t back = size == 1 ? (int8_t)value : size == 2 ? (int16_t)value : size == 4 ? (int32_t)value : value;
    return back == value && (!number->real || (double)value == number->value);
}

EXPORT Boolean CFBooleanGetValue(CFTypeRef pointer) {
    struct boolean *boolean = object_check(pointer, K_BOOLEAN, "CFBooleanGetValue");
    return boolean != NULL && boolean->value;
}

// ---- data ----

void *data_new(const void *bytes, size_t length) {
    struct data *data = object_new(K_DATA, sizeof *data + length);
    data->length = (CFIndex)length;
    if (length > 0) memcpy(data->bytes, bytes, length);
    return data;
}

void finalize_data(void *data) { (void)data; }

EXPORT CFTypeRef CFDataCreate(CFTypeRef allocator, const uint8_t *bytes, CFIndex length) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFDataCreate: an allocator that is not the default one");
    if (length < 0 || length > 1 << 28 || (bytes == NULL && length > 0)) return violation("CFDataCreate: %ld bytes", (long)length), NULL;
    return give(data_new(bytes, (size_t)length), "CFDataCreate");
}

EXPORT const uint8_t *CFDataGetBytePtr(CFTypeRef pointer) {
    struct data *data = object_check(pointer, K_DATA, "CFDataGetBytePtr");
    return data == NULL ? NULL : data->bytes;
}

EXPORT CFIndex CFDataGetLength(CFTypeRef pointer) {
    struct data *data = object_check(pointer, K_DATA, "CFDataGetLength");
    return data == NULL ? 0 : data->length;
}

// ---- arrays and sets ----

static void *array_make(enum kind kind, const void *const *values, CFIndex count, bool counted) {
    struct array *array = object_new(kind, sizeof *array);
    array->values = calloc((size_t)count + 1, sizeof *array->values);
    array->counted = counted;
    array->count = count;
    for (CFIndex i = 0; i < count; i++) array->values[i] = counted ? hold(values[i]) : values[i];
    return array;
}

void *array_new(const void *const *values, int64_t count) { return array_make(K_ARRAY, values, count, true); }
void *set_new(const void *const *values, int64_t count) { return array_make(K_SET, values, count, true); }
int64_t array_count(const void *array) { return ((const struct array *)array)->count; }
void *array_at(const void *array, int64_t index) { return (void *)(uintptr_t)((const struct array *)array)->values[index]; }

void finalize_array(void *pointer) {
    struct array *array = pointer;
    for (CFIndex i = 0; i < array->count && array->counted; i++) drop(array->values[i]);
    free(array->values);
}

static bool callbacks_good(const void *given, const void *right, const char *function) {
    if (given == right) return true;
    violation("%s: callbacks %p are not the address of the exported table", function, given);
    return false;
}

EXPORT CFTypeRef CFArrayCreate(CFTypeRef allocator, const void **values, CFIndex count, const void *callbacks) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFArrayCreate: an allocator that is not the default one");
    if (count < 0 || count > 1 << 24) return violation("CFArrayCreate: %ld values", (long)count), NULL;
    bool counted = callbacks_good(callbacks, &kCFTypeArrayCallBacks, "CFArrayCreate");
    for (CFIndex i = 0; i < count && counted; i++)
        if (object_check(values[i], K_ANY, "CFArrayCreate") == NULL) return NULL;
    return give(array_make(K_ARRAY, values, count, counted), "CFArrayCreate");
}

EXPORT CFIndex CFArrayGetCount(CFTypeRef pointer) {
    struct array *array = object_check(pointer, K_ARRAY, "CFArrayGetCount");
    return array == NULL ? 0 : array->count;
}

EXPORT const void *CFArrayGetValueAtIndex(CFTypeRef pointer, CFIndex index) {
    struct array *array = object_check(pointer, K_ARRAY, "CFArrayGetValueAtIndex");
    if (array == NULL) return NULL;
    if (index >= 0 && index < array->count) return array->values[index];
    violation("CFArrayGetValueAtIndex: %ld of %ld", (long)index, (long)array->count);
    return NULL;
}

EXPORT CFIndex CFSetGetCount(CFTypeRef pointer) {
    struct array *array = object_check(pointer, K_SET, "CFSetGetCount");
    return array == NULL ? 0 : array->count;
}

EXPORT void CFSetGetValues(CFTypeRef pointer, const void **to) {
    struct array *array = object_check(pointer, K_SET, "CFSetGetValues");
    if (array != NULL && array->count > 0) memcpy(to, array->values, (size_t)array->count * sizeof *to);
}

// ---- dictionaries ----

static struct dictionary *dictionary_make(bool semantic, bool counted) {
    struct dictionary *dictionary = object_new(K_DICTIONARY, sizeof *dictionary);
    dictionary->semantic = semantic;
    dictionary->counted = counted;
    return dictionary;
}

void *dictionary_new(void) { return dictionary_make(true, true); }

void finalize_dictionary(void *pointer) {
    struct dictionary *dictionary = pointer;
    for (CFIndex i = 0; i < dictionary->count; i++) {
        if (dictionary->semantic) drop(dictionary->keys[i]);
        if (dictionary->counted) drop(dictionary->values[i]);
    }
    free(dictionary->keys);
    free(dictionary->values);
}

static CFIndex dictionary_find(const struct dictionary *dictionary, const void *key) {
    for (CFIndex i = 0; i < dictionary->count; i++)
        if (dictionary->keys[i] == key || (dictionary->semantic && equal(dictionary->keys[i], key))) return i;
    return -1;
}

void *dictionary_get(const void *pointer, const void *key) {
    const struct dictionary *dictionary = pointer;
    CFIndex index = dictionary_find(dictionary, key);
    return index < 0 ? NULL : (void *)(uintptr_t)dictionary->values[index];
}

void dictionary_set(void *pointer, const void *key, const void *value) {
    struct dictionary *dictionary = pointer;
    CFIndex index = dictionary_find(dictionary, key);
    if (dictionary->counted) hold(value);
    if (index >= 0) {
        if (dictionary->counted) drop(dictionary->values[index]);
        dictionary->values[index] = value;
        return;
    }
    if (dictionary->count == dictionary->room) {
        dictionary->room = dictionary->room * 2 + 4;
        dictionary->keys = realloc(dictionary->keys, (size_t)dictionary->room * sizeof *dictionary->keys);
        dictionary->values = realloc(dictionary->values, (size_t)dictionary->room * sizeof *dictionary->values);
    }
    dictionary->keys[dictionary->count] = dictionary->semantic ? hold(key) : key;
    dictionary->values[dictionary->count++] = value;
}

void dictionary_put(void *dictionary, const char *key, void *value) {
    void *name = hold(string_new(key));
    hold(value);
    dictionary_set(dictionary, name, value);
    drop(value);
    drop(name);
}

void dictionary_remove(void *pointer, const void *key) {
    struct dictionary *dictionary = pointer;
    CFIndex index = dictionary_find(dictionary, key);
    if (index < 0) return;
    if (dictionary->semantic) drop(dictionary->keys[index]);
    if (dictionary->counted) drop(dictionary->values[index]);
    dictionary->count--;
    for (CFIndex i = index; i < dictionary->count; i++)
        dictionary->keys[i] = dictionary->keys[i + 1], dictionary->values[i] = dictionary->values[i + 1];
}

void *dictionary_copy(const void *pointer) {
    const struct dictionary *dictionary = pointer;
    struct dictionary *copy = dictionary_make(true, true);
    for (CFIndex i = 0; i < dictionary->count; i++) dictionary_set(copy, dictionary->keys[i], dictionary->values[i]);
    return copy;
}

int64_t dictionary_count(const void *dictionary) { return ((const struct dictionary *)dictionary)->count; }

void dictionary_entry(const void *pointer, int64_t index, void **key, void **value) {
    const struct dictionary *dictionary = pointer;
    *key = (void *)(uintptr_t)dictionary->keys[index];
    *value = (void *)(uintptr_t)dictionary->values[index];
}

static struct dictionary *dictionary_for(const void *keys, const void *values, const char *function) {
    bool semantic = callbacks_good(keys, &kCFTypeDictionaryKeyCallBacks, function);
    bool counted = callbacks_good(values, &kCFTypeDictionaryValueCallBacks, function);
    return dictionary_make(semantic, counted);
}

EXPORT CFTypeRef CFDictionaryCreate(CFTypeRef allocator, const void **keys, const void **values, CFIndex count, const void *key_callbacks,
                                    const void *value_callbacks) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFDictionaryCreate: an allocator that is not the default one");
    if (count < 0 || count > 1 << 20) return violation("CFDictionaryCreate: %ld entries", (long)count), NULL;
    struct dictionary *dictionary = dictionary_for(key_callbacks, value_callbacks, "CFDictionaryCreate");
    for (CFIndex i = 0; i < count; i++) {
        if (dictionary->semantic && object_check(keys[i], K_ANY, "CFDictionaryCreate") == NULL) continue;
        if (dictionary->counted && object_check(values[i], K_ANY, "CFDictionaryCreate") == NULL) continue;
        dictionary_set(dictionary, keys[i], values[i]);
    }
    return give(dictionary, "CFDictionaryCreate");
}

EXPORT CFTypeRef CFDictionaryCreateMutable(CFTypeRef allocator, CFIndex capacity, const void *key_callbacks, const void *value_callbacks) {
    SCRIPTED(CFTypeRef);
    if (allocator != NULL) violation("CFDictionaryCreateMutable: an allocator that is not the default one");
    if (capacity < 0 || capacity > 1 << 20) violation("CFDictionaryCreateMutable: capacity %ld", (long)capacity);
    struct dictionary *dictionary = dictionary_for(key_callbacks, value_callbacks, "CFDictionaryCreateMutable");
    dictionary->mutable = true;
    return give(dictionary, "CFDictionaryCreateMutable");
}

EXPORT void CFDictionarySetValue(CFTypeRef pointer, const void *key, const void *value) {
    struct dictionary *dictionary = object_check(pointer, K_DICTIONARY, "CFDictionarySetValue");
    if (dictionary == NULL) return;
    if (!dictionary->mutable) {
        violation("CFDictionarySetValue: the dictionary can't be changed");
        return;
    }
    if (dictionary->semantic && object_check(key, K_ANY, "CFDictionarySetValue") == NULL) return;
    if (dictionary->counted && object_check(value, K_ANY, "CFDictionarySetValue") == NULL) return;
    lock();
    dictionary_set(dictionary, key, value);
    unlock();
}

EXPORT const void *CFDictionaryGetValue(CFTypeRef pointer, const void *key) {
    struct dictionary *dictionary = object_check(pointer, K_DICTIONARY, "CFDictionaryGetValue");
    if (dictionary == NULL || (dictionary->semantic && object_check(key, K_ANY, "CFDictionaryGetValue") == NULL)) return NULL;
    lock();
    void *value = dictionary_get(dictionary, key);
    unlock();
    return value;
}

EXPORT CFIndex CFDictionaryGetCount(CFTypeRef pointer) {
    struct dictionary *dictionary = object_check(pointer, K_DICTIONARY, "CFDictionaryGetCount");
    return dictionary == NULL ? 0 : dictionary->count;
}

EXPORT void CFDictionaryGetKeysAndValues(CFTypeRef pointer, const void **keys, const void **values) {
    struct dictionary *dictionary = object_check(pointer, K_DICTIONARY, "CFDictionaryGetKeysAndValues");
    for (CFIndex i = 0; dictionary != NULL && i < dictionary->count; i++) {
        if (keys != NULL) keys[i] = dictionary->keys[i];
        if (values != NULL) values[i] = dictionary->values[i];
    }
}
