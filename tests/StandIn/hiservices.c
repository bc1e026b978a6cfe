// Accessibility: whether this process is trusted, and how often the user was asked.
#include "inside.h"
#include "standin.h"

EXPORT const void *kAXTrustedCheckOptionPrompt;

static int trusted, prompts;

EXPORT Boolean AXIsProcessTrusted(void) {
    SCRIPTED(Boolean);
    return (Boolean)trusted;
}

EXPORT Boolean AXIsProcessTrustedWithOptions(const void *options) {
    SCRIPTED(Boolean);
    if (options == NULL) return (Boolean)trusted;
    if (object_check(options, K_DICTIONARY, "AXIsProcessTrustedWithOptions") == NULL) return 0;
    lock();
    void *prompt = dictionary_get(options, kAXTrustedCheckOptionPrompt);
    if (dictionary_count(options) > 0 && prompt == NULL)
        violation("AXIsProcessTrustedWithOptions: options that are not kAXTrustedCheckOptionPrompt");
    if (prompt == kCFBooleanTrue && !trusted) prompts++;
    unlock();
    return (Boolean)trusted;
}

EXPORT void standin_set_trusted(int32_t on) { trusted = on != 0; }
EXPORT int32_t standin_trust_prompts(void) { return prompts; }

void hiservices_begin(void) {
    kAXTrustedCheckOptionPrompt = string_constant("standin.AXTrustedCheckOptionPrompt");
    hiservices_reset();
}

void hiservices_reset(void) {
    trusted = 1;
    prompts = 0;
}
