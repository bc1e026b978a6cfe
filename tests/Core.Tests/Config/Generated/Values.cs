using CsCheck;
using Conductor.Core.Config;

namespace Conductor.Core.Tests.Config.Generated;

/// <summary>Values of parameters, by what the lists say of them.</summary>
internal static class Values
{
    private static readonly string[] Pieces =
        ["a", "b", "Z", "0", "_", " ", "-", ".", "play", "\"", "'", "\\", "#", "=", "[", "]", "{", "}", ",", "\t", "\n", "\r", "\0", "\u0001", "\u007F", "é", "e\u0301", "🎹", "\u202E", "\uFEFF", "$(x)", "%s", "{0}"];

    private static readonly string[] Words = ["Launchpad", "firefox", "/tmp/x", "play-pause", "Synth", "x y"];

    /// <summary>Any content of a string.</summary>
    public static readonly Gen<string> Contents = Gen.Frequency((2, Gen.OneOf(Words)), (1, Gen.OneOf(Pieces).Array[0, 8].Select(string.Concat)));

    public static readonly Gen<Spelled> Text = Contents.Select(content => (Spelled)(style => style.Text(content)));

    public static readonly Gen<Spelled> Anything = Gen.Recursive<Spelled>((depth, self) => depth > 2 ? Plain : Gen.Frequency((4, Plain), (1, ListOf(self)), (1, Junk(self).Select(TableOf))));

    private static Gen<Spelled> Plain => Gen.OneOf(Text, Whole(-1000, 100_000), Gen.Bool.Select(OfBool), Gen.OneOf("inf", "nan", "1.5", "-0.0", "2026-01-01", "07:32:00", "1979-05-27T07:32:00Z").Select(Raw));

    /// <summary>Entries that no reader asks for.</summary>
    public static Gen<Part[]> JunkEntries => Junk(Anything);

    private static Gen<Part[]> Junk(Gen<Spelled> value) =>
        Gen.Select(Gen.Int[0, 999], value).Array[0, 3].Select(pairs => pairs.DistinctBy(pair => pair.Item1).Select(pair => new Generated.Part(style => [($"junk {pair.Item1}", pair.Item2(style))])).ToArray());

    private static Spelled TableOf(Part[] parts) => style => Generated.Part.Table(style, parts);

    public static Gen<Spelled> ListOf(Gen<Spelled> item, int least = 0, int most = 3) => item.Array[least, most].Select(items => (Spelled)(style => new TomlList([.. items.Select(one => one(style))])));

    private static Spelled Raw(string toml) => _ => new TomlValue(toml);

    private static Spelled OfBool(bool value) => _ => Style.Bool(value);

    /// <summary>The ends of a range come more often than what lies between.</summary>
    public static Gen<int> Number(int min, int max) => Gen.Frequency((8, Gen.Int[min, max]), (1, Gen.Const(min)), (1, Gen.Const(max)));

    private static Gen<Spelled> Whole(int min, int max) => Number(min, max).Select(value => (Spelled)(style => style.Int(value)));

    public static Gen<Spelled> Of(Parameter parameter) => parameter switch
    {
        IntParameter whole => Whole(whole.Min, whole.Max),
        NumberParameter number => Gen.Int[(int)(number.Min * 1000), (int)(number.Max * 1000)].Select(value => (Spelled)(style => style.Thousandths(value))),
        BoolParameter => Gen.Bool.Select(OfBool),
        TextParameter => Text,
        ChoiceParameter choice => Gen.OneOf(Groups(choice)).Select(words => (Spelled)(style => style.Word(words))),
        FormParameter form => Forms.Of(form.Form),
        _ => throw new ArgumentException($"No values are known for '{parameter.Name}', a {parameter.GetType().Name}"),
    };

    /// <summary>The words of each value, today's first.</summary>
    private static string[][] Groups(ChoiceParameter choice) =>
        [.. choice.Words.Select((words, i) => words.Concat(choice.OlderChoices.Where(older => older.Index == i).Select(older => older.Word)).ToArray())];

    /// <summary>All of several things.</summary>
    public static Gen<T[]> All<T>(IEnumerable<Gen<T>> gens) =>
        gens.Aggregate(Gen.Const<T[]>([]), (before, gen) => Gen.Select(before, gen, (items, item) => (T[])[.. items, item]));

    /// <summary>The parameters' entries: what must be there, and some of the others.</summary>
    public static Gen<Part[]> PartsOf(IEnumerable<Parameter> parameters) => Given([.. parameters.Where(parameter => parameter.Instead is null).Select(Optional)]);

    public static Gen<Part[]> Given(params Gen<Part?>[] parts) => All(parts).Select(given => given.OfType<Part>().ToArray());

    private static Gen<Part?> Optional(Parameter parameter) => parameter.Required ? Part(parameter) : Sometimes(Part(parameter));

    public static Gen<Part?> Part(Parameter parameter) => Of(parameter).Select(value => (Part?)Generated.Part.Of(parameter, value));

    public static Gen<Part?> Sometimes(Gen<Part?> part) => Gen.Frequency((3, Gen.Const((Part?)null)), (2, part));
}
