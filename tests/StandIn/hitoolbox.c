// HIToolbox and CarbonCore: keyboard layouts by key code, and secure input. TIS asked off the main thread is what kills a
// process on a Mac, so here it is a violation.
#include "inside.h"
#include "standin.h"

EXPORT const void *kTISPropertyUnicodeKeyLayoutData, *kTISNotifySelectedKeyboardInputSourceChanged, *kTISPropertyInputSourceID,
    *kTISPropertyLocalizedName;

struct input_source { struct object object; const char *layout; void *data, *id; };

// The rows of a board by key code, unshifted and shifted; the third layer is Option.
struct layout { const char *name; const char *plain[128], *shift[128], *option[128]; };

#define ROW_DIGITS(p, a, b, c, d, e, f, g, h, i, j)                                                                                        \
    .p[0x12] = a, .p[0x13] = b, .p[0x14] = c, .p[0x15] = d, .p[0x17] = e, .p[0x16] = f, .p[0x1A] = g, .p[0x1C] = h, .p[0x19] = i,          \
    .p[0x1D] = j
#define ROW_TOP(p, a, b, c, d, e, f, g, h, i, j)                                                                                           \
    .p[0x0C] = a, .p[0x0D] = b, .p[0x0E] = c, .p[0x0F] = d, .p[0x11] = e, .p[0x10] = f, .p[0x20] = g, .p[0x22] = h, .p[0x1F] = i,          \
    .p[0x23] = j
#define ROW_HOME(p, a, b, c, d, e, f, g, h, i) \
    .p[0x00] = a, .p[0x01] = b, .p[0x02] = c, .p[0x03] = d, .p[0x05] = e, .p[0x04] = f, .p[0x26] = g, .p[0x28] = h, .p[0x25] = i
#define ROW_BOTTOM(p, a, b, c, d, e, f, g) \
    .p[0x06] = a, .p[0x07] = b, .p[0x08] = c, .p[0x09] = d, .p[0x0B] = e, .p[0x2D] = f, .p[0x2E] = g
#define SIGNS(p, minus, equals, left, right, semicolon, quote, backslash, comma, period, slash, grave) \
    .p[0x1B] = minus, .p[0x18] = equals, .p[0x21] = left, .p[0x1E] = right, .p[0x29] = semicolon, .p[0x27] = quote, .p[0x2A] = backslash, \
    .p[0x2B] = comma, .p[0x2F] = period, .p[0x2C] = slash, .p[0x32] = grave

// A '~' before a character: a dead key that waits for the next one.
static const struct layout layouts[] = {
    { "US", ROW_DIGITS(plain, "1", "2", "3", "4", "5", "6", "7", "8", "9", "0"),
        ROW_TOP(plain, "q", "w", "e", "r", "t", "y", "u", "i", "o", "p"), ROW_HOME(plain, "a", "s", "d", "f", "g", "h", "j", "k", "l"),
        ROW_BOTTOM(plain, "z", "x", "c", "v", "b", "n", "m"), SIGNS(plain, "-", "=", "[", "]", ";", "'", "\\", ",", ".", "/", "`"),
        ROW_DIGITS(shift, "!", "@", "#", "$", "%", "^", "&", "*", "(", ")"),
        ROW_TOP(shift, "Q", "W", "E", "R", "T", "Y", "U", "I", "O", "P"), ROW_HOME(shift, "A", "S", "D", "F", "G", "H", "J", "K", "L"),
        ROW_BOTTOM(shift, "Z", "X", "C", "V", "B", "N", "M"), SIGNS(shift, "_", "+", "{", "}", ":", "\"", "|", "<", ">", "?", "~~~"),
        ROW_TOP(option, "œ", "∑", "~´", "®", "†", "¥", "~¨", "~ˆ", "ø", "π"), ROW_HOME(option, "å", "ß", "∂", "ƒ", "©", "˙", "∆", "˚", "¬"),
        ROW_BOTTOM(option, "Ω", "≈", "ç", "√", "∫", "~˜", "µ"), .option[0x32] = "~`" },
    { "French", ROW_DIGITS(plain, "&", "é", "\"", "'", "(", "§", "è", "!", "ç", "à"),
        ROW_TOP(plain, "a", "z", "e", "r", "t", "y", "u", "i", "o", "p"), ROW_HOME(plain, "q", "s", "d", "f", "g", "h", "j", "k", "l"),
        ROW_BOTTOM(plain, "w", "x", "c", "v", "b", "n", ","), SIGNS(plain, ")", "-", "~ˆ", "$", "m", "ù", "`", ";", ":", "=", "<"),
        ROW_DIGITS(shift, "1", "2", "3", "4", "5", "6", "7", "8", "9", "0"),
        ROW_TOP(shift, "A", "Z", "E", "R", "T", "Y", "U", "I", "O", "P"), ROW_HOME(shift, "Q", "S", "D", "F", "G", "H", "J", "K", "L"),
        ROW_BOTTOM(shift, "W", "X", "C", "V", "B", "N", "?"), SIGNS(shift, "°", "_", "~¨", "*", "M", "%", "£", ".", "/", "+", ">") },
    { "German", ROW_DIGITS(plain, "1", "2", "3", "4", "5", "6", "7", "8", "9", "0"),
        ROW_TOP(plain, "q", "w", "e", "r", "t", "z", "u", "i", "o", "p"), ROW_HOME(plain, "a", "s", "d", "f", "g", "h", "j", "k", "l"),
        ROW_BOTTOM(plain, "y", "x", "c", "v", "b", "n", "m"), SIGNS(plain, "ß", "~´", "ü", "+", "ö", "ä", "#", ",", ".", "-", "<"),
        ROW_DIGITS(shift, "!", "\"", "§", "$", "%", "&", "/", "(", ")", "="),
        ROW_TOP(shift, "Q", "W", "E", "R", "T", "Z", "U", "I", "O", "P"), ROW_HOME(shift, "A", "S", "D", "F", "G", "H", "J", "K", "L"),
        ROW_BOTTOM(shift, "Y", "X", "C", "V", "B", "N", "M"), SIGNS(shift, "?", "~`", "Ü", "*", "Ö", "Ä", "'", ";", ":", "_", ">") },
};

static const struct layout *current;
static bool without_layout; // an input method: no layout data
static int32_t secure_input;
static struct input_source *made[8]; // what TISCopy handed out, kept for the data's sake
static int made_count;

static bool main_only(const char *function) {
    if (on_main_thread()) return true;
    violation("%s: off the main thread (SIGTRAP on a Mac)", function);
    return false;
}

static void *layout_data(const struct layout *layout) {
    char bytes[64] = "standin-uchr";
    memcpy(bytes + 16, &layout, sizeof layout);
    return data_new(bytes, sizeof bytes);
}

static void *copy_source(const struct layout *layout, bool bare, const char *function) {
    main_only(function);
    struct input_source *source = NULL;
    lock();
    for (int i = 0; i < made_count; i++)
        if (made[i]->layout == layout->name && (made[i]->data == NULL) == bare) source = made[i];
    if (source == NULL && made_count < 8) {
        char id[64];
        snprintf(id, sizeof id, bare ? "com.apple.inputmethod.Kotoeri" : "com.apple.keylayout.%s", layout->name);
        source = hold(object_new(K_INPUT_SOURCE, sizeof *source));
        source->layout = layout->name;
        source->data = bare ? NULL : hold(layout_data(layout));
        source->id = hold(string_new(id));
        made[made_count++] = source;
    }
    unlock();
    return give(source, function);
}

EXPORT void *TISCopyCurrentKeyboardLayoutInputSource(void) {
    SCRIPTED(void *);
    return copy_source(current, without_layout, "TISCopyCurrentKeyboardLayoutInputSource");
}

EXPORT void *TISCopyCurrentKeyboardInputSource(void) {
    SCRIPTED(void *);
    return copy_source(current, without_layout, "TISCopyCurrentKeyboardInputSource");
}

EXPORT void *TISCopyCurrentASCIICapableKeyboardLayoutInputSource(void) {
    SCRIPTED(void *);
    return copy_source(current, false, "TISCopyCurrentASCIICapableKeyboardLayoutInputSource");
}

EXPORT void *TISGetInputSourceProperty(void *pointer, const void *key) {
    SCRIPTED(void *);
    main_only("TISGetInputSourceProperty");
    struct input_source *source = object_check(pointer, K_INPUT_SOURCE, "TISGetInputSourceProperty");
    if (source == NULL || object_check(key, K_STRING, "TISGetInputSourceProperty") == NULL) return NULL;
    if (equal(key, kTISPropertyUnicodeKeyLayoutData)) return source->data;
    return equal(key, kTISPropertyInputSourceID) || equal(key, kTISPropertyLocalizedName) ? source->id : NULL;
}

EXPORT uint8_t LMGetKbdType(void) {
    SCRIPTED(uint8_t);
    return 0xC8; // more than a signed byte holds
}

EXPORT Boolean IsSecureEventInputEnabled(void) {
    SCRIPTED(Boolean);
    return secure_input != 0;
}

static uint16_t first_unit(const char *utf8, uint16_t *second) {
    void *string = hold(string_new(utf8));
    uint16_t unit = ((struct string *)string)->units[0];
    *second = ((struct string *)string)->length > 1 ? ((struct string *)string)->units[1] : 0;
    drop(string);
    return unit;
}

// The accents that the dead keys of these layouts put on vowels; anything else gets the accent and then itself.
static uint16_t accented(uint16_t accent, uint16_t letter) {
    static const struct { uint16_t accent; const char *letters; uint16_t made[11]; } accents[] = {
        { 0xB4, "aeiouAEIOU", { 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xC1, 0xC9, 0xCD, 0xD3, 0xDA } },
        { '`', "aeiouAEIOU", { 0xE0, 0xE8, 0xEC, 0xF2, 0xF9, 0xC0, 0xC8, 0xCC, 0xD2, 0xD9 } },
        { 0x2C6, "aeiouAEIOU", { 0xE2, 0xEA, 0xEE, 0xF4, 0xFB, 0xC2, 0xCA, 0xCE, 0xD4, 0xDB } },
        { 0xA8, "aeiouAEIOU", { 0xE4, 0xEB, 0xEF, 0xF6, 0xFC, 0xC4, 0xCB, 0xCF, 0xD6, 0xDC } },
        { 0x2DC, "anoANO", { 0xE3, 0xF1, 0xF5, 0xC3, 0xD1, 0xD5 } },
    };
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        const char *at = accents[i].accent == accent && letter < 0x80 && letter != 0 ? strchr(accents[i].letters, letter) : NULL;
        if (at != NULL) return accents[i].made[at - accents[i].letters];
    }
    return 0;
}

static const char *special(uint16_t key) {
    switch (key) {
    case 0x24: case 0x4C: return "\r";
    case 0x30: return "\t";
    case 0x31: return " ";
    case 0x33: return "\b";
    case 0x35: return "\x1B";
    default: return NULL;
    }
}

EXPORT OSStatus UCKeyTranslate(const void *bytes, uint16_t key, uint16_t action, uint32_t modifiers, uint32_t keyboard, uint32_t options,
                               uint32_t *dead, uint64_t room, uint64_t *length, UniChar *to) {
    SCRIPTED(OSStatus);
    (void)keyboard;
    if (bytes == NULL || dead == NULL || length == NULL || to == NULL || room == 0 || room > 255 || action > 3 || options > 3 ||
        modifiers > 0xFF) {
        violation("UCKeyTranslate: action %u, modifiers 0x%x, options 0x%x, room %lu", action, modifiers, options, (unsigned long)room);
        return -50;
    }
    const struct layout *layout;
    if (memcmp(bytes, "standin-uchr", 13) != 0) return violation("UCKeyTranslate: %p are not the bytes of the layout data", bytes), -50;
    memcpy(&layout, (const char *)bytes + 16, sizeof layout);
    *length = 0;
    if (key > 127 || action == 1) return 0;
    bool shift = (modifiers & 2) != 0, caps = (modifiers & 4) != 0, option = (modifiers & 8) != 0;
    const char *text = option ? layout->option[key] : shift ? layout->shift[key] : layout->plain[key];
    if (text == NULL) text = special(key);
    if (text == NULL) return 0;
    bool is_dead = text[0] == '~' && text[1] != 0;
    uint16_t second, unit = first_unit(is_dead ? text + 1 : text, &second);
    if (caps && !shift && unit >= 'a' && unit <= 'z') unit = (uint16_t)(unit - 32);
    if (is_dead && (options & 1) == 0 && *dead == 0) {
        *dead = unit;
        return 0;
    }
    if (*dead != 0) {
        uint16_t accent = (uint16_t)*dead, made_unit = accented(accent, unit);
        *dead = 0;
        if (made_unit != 0) unit = made_unit;
        else if (unit == ' ') unit = accent;
        else if (room >= 2) {
            to[0] = accent, to[1] = unit;
            *length = 2;
            return 0;
        }
    }
    to[0] = unit;
    *length = 1;
    return 0;
}

// ---- control ----

EXPORT int32_t standin_set_layout(const char *name) {
    bool found = strcmp(name, "none") == 0;
    lock();
    without_layout = found;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
        if (strcmp(layouts[i].name, name) == 0) current = &layouts[i], found = true;
    unlock();
    post_distributed(string_text(kTISNotifySelectedKeyboardInputSourceChanged, "standin_set_layout"));
    return found;
}

void coregraphics_secure_input(int32_t pid);

EXPORT void standin_set_secure_input(int32_t pid) {
    lock();
    secure_input = pid;
    coregraphics_secure_input(pid);
    unlock();
}

void hitoolbox_begin(void) {
    kTISPropertyUnicodeKeyLayoutData = string_constant("standin.TISPropertyUnicodeKeyLayoutData");
    kTISPropertyInputSourceID = string_constant("standin.TISPropertyInputSourceID");
    kTISPropertyLocalizedName = string_constant("standin.TISPropertyLocalizedName");
    kTISNotifySelectedKeyboardInputSourceChanged = string_constant("standin.TISNotifySelectedKeyboardInputSourceChanged");
    hitoolbox_reset();
}

void hitoolbox_reset(void) {
    current = &layouts[0];
    without_layout = false;
    secure_input = 0;
}
