using Conductor.Core;
using Conductor.Core.Config;

namespace Conductor.Ipc;

/// <summary>The commands by their names on the wire: the enum's member in lower case; case, <c>-</c> and <c>_</c> don't count.</summary>
public static class CommandNames
{
    private const int MaxShown = 64;

    private static readonly Dictionary<string, Command> ByName = Enum.GetValues<Command>().ToDictionary(NameOf);

    /// <summary>All names, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<Command>().Select(NameOf)];

    public static string NameOf(Command command) => Names.Fold(command.ToString());

    public static bool TryFind(string name, out Command command) => ByName.TryGetValue(Names.Fold(name), out command);

    /// <summary>What 1003 says about a name that is none, with the name that was probably meant.</summary>
    public static string UnknownSentence(string name)
    {
        return name.Length <= MaxShown && Spelling.Nearest(name, All) is { } nearest
            ? $"Unknown command '{Shown(name)}', did you mean '{nearest}'?"
            : $"Unknown command '{Shown(name)}', known are {string.Join(", ", All)}";
    }

    /// <summary>A name that came from outside, in a sentence.</summary>
    public static string Shown(string name) => Printable.Of(name, MaxShown);
}
