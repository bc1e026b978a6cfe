using Conductor.Core.Actions;
using Conductor.Core.Ports;

namespace Conductor.Core.Scripts;

/// <summary>What stands around the engine in a <see cref="Rehearsal"/>.</summary>
public interface IStage
{
    IKeyboard Keyboard { get; }

    IMouse Mouse { get; }

    /// <summary>Where what waits for the outside goes.</summary>
    IJobQueue Jobs { get; }

    /// <summary>The output behind a port of the plan.</summary>
    IMidiOutput Open(string port);

    /// <summary>Answers the oldest job that waits, if it is to be answered now; false where nothing is left to do.</summary>
    bool AnswerJob(Engine engine, long now);
}
