using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Actions;

/// <summary>
/// Presses keys: modifiers go down in order, each key is clicked, modifiers go up in reverse.
/// <code>{ type = "Keystroke", keys = "cmd+shift+a" }</code>
/// <c>hold</c>: down on the press, up on that note's release. A modifier in the list of keys is held for what follows it; alone, it is a key.
/// </summary>
/// <param name="Strokes">Typed one after another, each with its own modifiers in order of pressing; the key comes last.</param>
public sealed record KeystrokeAction(ValueList<ValueList<Key>> Strokes, bool Hold) : GestureAction
{
    private static readonly ValueForm KeysForm = new("keys", "a key such as \"a\" or \"cmd+space\", or a list of keys",
        """{"type":["string","array"],"minLength":1,"minItems":1}""")
    {
        Words = KeyNames.All,
        Each = new ValueForm("key", "a key", """{"type":["string","integer"],"minLength":1,"minimum":0,"maximum":9}""") { Words = KeyNames.All },
    };

    private static readonly FormParameter KeysParameter = new("keys", KeysForm, "what to press") { Required = true, Older = ["key"] };
    private static readonly FormParameter ModifiersParameter = new("modifiers", KeyNames.ModifiersForm, "held down around the keys") { Default = "[]" };
    private static readonly BoolParameter HoldParameter = new("hold", false, "keep it down until the note is released");

    public static readonly KindSpec<GestureAction> Spec = new("Keystroke", "presses keys",
        """{ type = "Keystroke", keys = "cmd+shift+a" }""", [KeysParameter, ModifiersParameter, HoldParameter], Read)
    {
        Main = KeysParameter,
        ReadMain = value => Build(value, [], false),
    };

    public override ActionKind Kind => ActionKind.Keystroke;

    public override bool Holds => Hold;

    private static KeystrokeAction? Read(ConfigTable table)
    {
        var modifiers = table.Find(ModifiersParameter) is { } list ? ReadModifiers(list) : [];
        var keys = table.Get(KeysParameter);
        var hold = table.Bool(HoldParameter);
        var action = keys is { } value ? Build(value, modifiers ?? [], hold) : null;
        return modifiers is null ? null : action;
    }

    private static List<Key>? ReadModifiers(ConfigValue value)
    {
        var modifiers = new List<Key>();
        var readable = true;
        foreach (var element in value.IsText ? [value] : value.List("modifiers"))
        {
            if (KeyNames.ReadModifier(element, "modifiers") is { } key) modifiers.Add(key);
            else readable = false;
        }

        return readable ? modifiers : null;
    }

    private static KeystrokeAction? Build(ConfigValue value, List<Key> modifiers, bool hold)
    {
        var strokes = new List<ValueList<Key>>();
        var held = new List<Key>(modifiers);
        var elements = value.IsText ? [value] : value.List("keys").ToList();
        var readable = elements.Count > 0;
        if (value.IsList && elements.Count == 0) value.Error("no-keys", "'keys' is empty: name at least one key");
        for (var i = 0; i < elements.Count; i++)
        {
            if (ReadStroke(elements[i]) is not { } stroke) readable = false;
            else if (stroke.Count == 1 && KeyNames.IsModifier(stroke[0]) && i < elements.Count - 1) held.Add(stroke[0]);
            else strokes.Add(new ValueList<Key>([.. held, .. stroke]));
        }

        if (!readable) return null;
        var action = new KeystrokeAction(new ValueList<ValueList<Key>>([.. strokes]), hold);
        action.CheckKeys(value);
        return action;
    }

    /// <summary>"cmd+shift+a" is one stroke; "+" alone, or at the end of it, is the plus key.</summary>
    private static ValueList<Key>? ReadStroke(ConfigValue value)
    {
        if (value.IsNumber && value.Integer is >= 0 and <= 9) return new ValueList<Key>([Key.Digit0 + (int)value.Integer]);
        if (value.Text("keys") is not { } text) return null;
        var keys = new List<Key>();
        foreach (var part in Parts(text))
        {
            if (KeyNames.TryParse(part, out var key)) keys.Add(key);
            else
            {
                var near = Spelling.Nearest(part, KeyNames.All);
                value.Error("unknown-key-name", near is null ? $"Unknown key '{part}'{(part.All(char.IsAscii) ? "" : ": what has no key of its own is typed by the action Text")}" : $"Unknown key '{part}': did you mean '{near}'?", near);
                return null;
            }
        }

        for (var i = 0; i < keys.Count - 1; i++)
        {
            if (KeyNames.IsModifier(keys[i])) continue;
            value.Error("not-a-modifier", $"'{KeyNames.Name(keys[i])}' is no modifier: only cmd, ctrl, alt, shift and fn stand before a '+'; write a list to type several keys");
            return null;
        }

        if (value.Scope.Trace is not null && text.Length > 1 && string.Join('+', keys.Select(KeyNames.Name)) is var canonical && canonical != text) value.Rewrite($"\"{canonical}\"");
        return new ValueList<Key>([.. keys]);
    }

    private static IEnumerable<string> Parts(string text)
    {
        if (text.Length < 2 || !text.Contains('+')) return [text];
        var plusIsKey = text.EndsWith("++", StringComparison.Ordinal);
        var parts = (plusIsKey ? text[..^2] : text).Split('+').Select(part => part.Trim());
        return plusIsKey ? parts.Append("+") : parts;
    }

    /// <summary>Files are shared between machines: a key that this one lacks is no error.</summary>
    private void CheckKeys(ConfigValue value)
    {
        foreach (var stroke in Strokes)
        {
            foreach (var key in stroke)
            {
                if (value.Scope.Names.CanPress(key)) continue;
                var why = $"This platform has no key '{KeyNames.Name(key)}'";
                value.Scope.OffBecause ??= why;
                value.Warn("key-not-here", $"{why}; {value.Scope.Subject} is off here");
                return;
            }
        }
    }

    internal override void Bind(PlanBuilder plan) => plan.NeedsKeyboard();

    internal override Outcome Step(ref Frame frame, ActionContext context)
    {
        // Held strokes stay down for the press that called them; where it is over already (a queued run), down and up follow at once.
        var owner = Hold && context.TriggerLasts ? context.Gesture.Hold : default;
        foreach (var stroke in Strokes.Span)
        {
            if (owner != default) Press(context, stroke, owner);
            else Click(context, stroke);
        }

        return Outcome.Done;
    }

    private static void Press(ActionContext context, ValueList<Key> stroke, HoldId owner)
    {
        foreach (var key in stroke.Span) context.Outputs.Down(key, owner, context.Run);
    }

    private static void Click(ActionContext context, ValueList<Key> stroke)
    {
        var down = 0;
        try
        {
            foreach (var key in stroke.Span)
            {
                context.Outputs.Down(key, default, context.Run);
                down++;
            }
        }
        finally
        {
            while (down > 0) context.Outputs.Up(stroke[--down]);
        }
    }

    public override string Describe(in ActionTrace trace) =>
        $"Keystroke {string.Join(' ', Strokes.Select(stroke => string.Join('+', stroke.Select(KeyNames.Name))))}";
}
