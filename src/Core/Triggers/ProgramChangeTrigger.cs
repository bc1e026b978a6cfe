using Conductor.Core.Config;
using Conductor.Core.Gestures;
using Conductor.Core.Mapping;

namespace Conductor.Core.Triggers;

/// <summary>
/// A foot controller or a keyboard's patch button selects a program.
/// <code>trigger = { type = "ProgramChange", program = 5 }</code>
/// Programs count from 0; many devices show them from 1.
/// </summary>
public sealed record ProgramChangeTrigger : Trigger
{
    private static readonly IntParameter ProgramParameter = new("program", 0, 127, "program number, from 0; left out: any") { Called = "program" };

    public static readonly KindSpec<Trigger> Spec = new("ProgramChange", "a program is selected", """{ type = "ProgramChange", program = 5 }""", [ProgramParameter],
        table => new ProgramChangeTrigger { Program = table.IntOrNull(ProgramParameter) }.WithCommon(table))
    {
        Main = ProgramParameter,
        ReadMain = value => value.Int(ProgramParameter) is { } program ? new ProgramChangeTrigger { Program = program } : null,
        Plain = () => new ProgramChangeTrigger(),
    };

    public override TriggerKind Kind => TriggerKind.ProgramChange;

    /// <summary>Null = any.</summary>
    public int? Program { get; init; }

    public override bool HasRelease => false;

    internal override void Bind(PlanBuilder plan, int mapping) 
    {
        for (var program = Program ?? 0; program <= (Program ?? 127); program++) plan.Add(GestureKind.Program, program, mapping, this);
    }

    public override string Describe() => Program is { } program ? $"program {program}" : "any program";
}
