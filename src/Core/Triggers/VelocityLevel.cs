using Conductor.Core.Config;

namespace Conductor.Core.Triggers;

public enum VelocityLevel
{
    Soft,
    Medium,
    Hard,
}

/// <summary>Where soft ends and hard begins: Soft 0–40, Medium 41–80, Hard 81–127 unless a mapping says otherwise.</summary>
/// <param name="SoftMax">The hardest press that is still soft.</param>
/// <param name="MediumMax">The hardest press that is still medium.</param>
public readonly record struct VelocityLevels(int SoftMax, int MediumMax)
{
    public static readonly VelocityLevels Usual = new(40, 80);

    internal static readonly IntParameter SoftMaxParameter = NewSoftMax();
    internal static readonly IntParameter MediumMaxParameter = NewMediumMax();

    internal static IntParameter NewSoftMax(params string[] defaultNeeds) => new("soft_max", 0, 127, "the hardest press that is still Soft") { Default = 40, DefaultNeeds = defaultNeeds, Called = "velocity" };

    internal static IntParameter NewMediumMax(params string[] defaultNeeds) => new("medium_max", 0, 127, "the hardest press that is still Medium") { Default = 80, DefaultNeeds = defaultNeeds, Called = "velocity" };

    /// <summary>A parameter "level".</summary>
    internal static ChoiceParameter<VelocityLevel> NewParameter(string doc, bool isRequired) => new("level", doc,
        (VelocityLevel.Soft, ["Soft"]), (VelocityLevel.Medium, ["Medium"]), (VelocityLevel.Hard, ["Hard"]))
    {
        Required = isRequired,
    };

    internal static VelocityLevels Read(ConfigTable table)
    {
        var levels = new VelocityLevels(table.Int(SoftMaxParameter), table.Int(MediumMaxParameter));
        if (levels.SoftMax <= levels.MediumMax) return levels;
        (table.Find(SoftMaxParameter) ?? table.Find(MediumMaxParameter))?.Error("min-above-max", $"'soft_max' ({levels.SoftMax}) is above 'medium_max' ({levels.MediumMax}); exchange them");
        return Usual;
    }

    public ValueRange RangeOf(VelocityLevel level) => level switch
    {
        VelocityLevel.Soft => new ValueRange(1, SoftMax),
        VelocityLevel.Medium => new ValueRange(SoftMax + 1, MediumMax),
        VelocityLevel.Hard => new ValueRange(MediumMax + 1, 127),
    };

    public VelocityLevel LevelOf(int velocity) => velocity <= SoftMax ? VelocityLevel.Soft : velocity <= MediumMax ? VelocityLevel.Medium : VelocityLevel.Hard;
}
