using Conductor.Core.Ports;

namespace Conductor.Platform.Tests.Services;

/// <summary>A system's programs that answer as a test says; what they were asked is kept.</summary>
internal sealed class ScriptedCommands : ICommands
{
    private readonly List<(string Beginning, Queue<CommandResult> Answers)> _script = [];

    /// <summary>"launchctl print gui/501/…", one each.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Answers to a command that begins so; the last one stays. What nobody told is done without a word.</summary>
    public ScriptedCommands On(string beginning, params (int Status, string Output)[] answers)
    {
        _script.Insert(0, (beginning, new Queue<CommandResult>(answers.Select(answer => new CommandResult(answer.Status, answer.Output)))));
        return this;
    }

    public bool IsMissing { get; init; }

    public CommandResult Run(string program, params IReadOnlyList<string> arguments)
    {
        if (IsMissing) throw new NativeException($"run {program}", 0, "ENOENT (there is no such program here)");
        var line = $"{Path.GetFileName(program)} {string.Join(' ', arguments)}";
        Asked.Add(line);
        foreach (var (beginning, answers) in _script)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }

        return new CommandResult(0, "");
    }

    public bool WasAsked(string line) => Asked.Contains(line);
}
