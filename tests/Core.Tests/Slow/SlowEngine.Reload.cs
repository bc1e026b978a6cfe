using FileConfig = Conductor.Core.Config.Config;

namespace Conductor.Core.Tests.Slow;

internal sealed partial class SlowEngine
{
    private readonly List<SlowMapping> _gone = [];   // what notes that are held may still mean

    /// <summary>A mapping of equal mode, trigger and action is the same one, with all that is kept for it; of the others all goes but the runs under way.</summary>
    private void Adopt(FileConfig config)
    {
        _config = config;
        var before = _mappings;
        _mappings = [.. MappingsOf(config).Select(mapping => Known(before, mapping))];
        foreach (var mapping in before) Remove(mapping);
        _gone.AddRange(before);
        foreach (var mapping in _gone) mapping.Successor ??= _mappings.Find(mapping.IsSame);
        EndRepeats(repeat => !_mappings.Exists(repeat.Mapping.IsSame));
        LetGoNotes(note => !_mappings.Exists(note.Run.Mapping.IsSame));
        _keys.RemoveAll(key => !_mappings.Exists(key.Hold.Run.Mapping.IsSame));
        if (!ModeNames.Contains(_base)) _base = ModeNames[0];
        _layers.RemoveAll(layer => !ModeNames.Contains(layer.Mode));
    }

    private static SlowMapping Known(List<SlowMapping> before, SlowMapping mapping)
    {
        if (before.Find(mapping.IsSame) is not { } known) return mapping;
        before.Remove(known);
        known.Config = mapping.Config;
        return known;
    }

    private void Remove(SlowMapping mapping)
    {
        mapping.Waiting.Clear();
        mapping.Throttles.ForEach(throttle => Cancel(throttle.Timer));
        mapping.Throttles.Clear();
        mapping.Rests.Clear();
    }
}
