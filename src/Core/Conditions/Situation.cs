using Conductor.Core.Ports;

namespace Conductor.Core.Conditions;

/// <summary>What a condition is judged by.</summary>
/// <param name="Surroundings">The computer.</param>
/// <param name="Mode">Name of the mode in force.</param>
/// <param name="Velocity">Of the press, as it was played; −1 = there is none.</param>
public readonly record struct Situation(ISurroundings Surroundings, string Mode, int Velocity);
