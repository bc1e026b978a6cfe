using Conductor.Core.Ports;

namespace Conductor.Core.Actions;

/// <summary>A port that actions send to, by name. Equal names are the same port; the engine keeps the open output in it, so that sending looks nothing up.</summary>
public sealed class MidiPortRef(string name, bool create) : IEquatable<MidiPortRef>
{
    /// <summary>Matched as devices are: exact before part, case ignored, or CLIENT:PORT.</summary>
    public string Name { get; } = name;

    /// <summary>Where none matches, a virtual port of that name is made: one action of a file that asks for it is enough.</summary>
    public bool Create { get; internal set; } = create;

    /// <summary>The open port, or null while there is none. The engine's thread only.</summary>
    internal IMidiOutput? Output
    {
        get => Link.Output;
        set => Link.Output = value;
    }

    /// <summary>Shared by the equal ports of plans that follow each other, so that what outlives a reload sends to the port as it is then.</summary>
    internal MidiLink Link = new();

    public bool Equals(MidiPortRef? other) => other is not null && Name == other.Name && Create == other.Create;

    public override bool Equals(object? obj) => Equals(obj as MidiPortRef);

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Name;
}

internal sealed class MidiLink
{
    public IMidiOutput? Output;
}
