namespace Conductor.Core;

/// <summary>How names are compared where the file may spell them freely: case, <c>-</c> and <c>_</c> don't count.</summary>
public static class Names
{
    /// <summary>"Note-Chord", "note_chord" and "NoteChord" all become "notechord". Returns the same string where nothing changes.</summary>
    public static string Fold(string name)
    {
        foreach (var c in name)
        {
            if (c is '-' or '_' || char.IsUpper(c)) return Folded(name);
        }

        return name;
    }

    private static string Folded(string name)
    {
        Span<char> buffer = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var c in name)
        {
            if (c is not ('-' or '_')) buffer[length++] = char.ToLowerInvariant(c);
        }

        return new string(buffer[..length]);
    }
}
