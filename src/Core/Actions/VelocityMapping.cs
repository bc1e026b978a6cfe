using Conductor.Core.Config;

namespace Conductor.Core.Actions;

public enum VelocityShape
{
    PassThrough,
    Fixed,
    Linear,
    Exponential,
    Logarithmic,
    SCurve,
}

/// <summary>
/// Shapes the velocity that an action sees.
/// <code>velocity_mapping = { type = "Curve", curve_type = "Exponential", intensity = 0.5 }</code>
/// </summary>
/// <param name="Shape">Which formula.</param>
/// <param name="Min">Fixed: the velocity; Linear: what 0 becomes.</param>
/// <param name="Max">Linear: what 127 becomes.</param>
/// <param name="Intensity">Of a curve, 0–1; 0 changes nothing.</param>
public sealed record VelocityMapping(VelocityShape Shape, int Min = 0, int Max = 127, double Intensity = 0)
{
    public static readonly VelocityMapping PassThrough = new(VelocityShape.PassThrough);

    /// <summary>Rounded half away from zero; a press stays one: 1–127 for 1–127, and 0 for 0.</summary>
    /// <param name="velocity">0–127.</param>
    public int Apply(int velocity)
    {
        if (velocity == 0) return 0;
        var x = velocity / 127.0;
        var shaped = Shape switch
        {
            VelocityShape.PassThrough => velocity,
            VelocityShape.Fixed => Min,
            VelocityShape.Linear => Min + ((Max - Min) * x),
            VelocityShape.Exponential => 127 * Math.Pow(x, 1 - Intensity),
            VelocityShape.Logarithmic => 127 * (Intensity == 0 ? x : Math.Log(1 + (9 * Intensity * x)) / Math.Log(1 + (9 * Intensity))),
            VelocityShape.SCurve => 127 * (Intensity == 0 ? x : Logistic(x, 10 * Intensity)),
        };
        return Math.Clamp((int)Math.Round(shaped, MidpointRounding.AwayFromZero), 1, 127);
    }

    /// <summary>The logistic curve around 0.5, stretched so that 0 stays 0 and 1 stays 1.</summary>
    private static double Logistic(double x, double k)
    {
        static double At(double x, double k) => 1 / (1 + Math.Exp(-k * (x - 0.5)));
        return (At(x, k) - At(0, k)) / (At(1, k) - At(0, k));
    }
}
