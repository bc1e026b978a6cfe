namespace Conductor.Platform;

/// <summary>How a program of the system ended, and what it said on stdout and stderr.</summary>
/// <param name="Status">0–255, or 128 + signal.</param>
internal sealed record CommandResult(int Status, string Output)
{
    public bool IsDone => Status == 0;

    /// <summary>What it said first: what programs complain with.</summary>
    public string FirstLine => Output.Split('\n').FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
}

/// <summary>Small programs of the system, run to their end without a shell.</summary>
internal interface ICommands
{
    /// <summary><see cref="Core.Ports.NativeException"/> where it isn't there (ENOENT), can't be started, or doesn't end in time.</summary>
    /// <param name="program">Its name, or its absolute path.</param>
    /// <param name="arguments">Without its own name.</param>
    CommandResult Run(string program, params IReadOnlyList<string> arguments);
}
