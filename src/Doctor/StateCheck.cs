using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Doctor;

/// <summary>Whether the state can be kept: beside the default configuration, whatever <c>--config</c> says.</summary>
internal sealed class StateCheck(IPlatform platform)
{
    private const string Id = "state";

    public void Look(Findings findings)
    {
        var directory = platform.Paths.ConfigDirectory;
        try
        {
            if (platform.Files.OwnerOf(directory) is null) LookAtParent(directory, findings);
            else if (platform.Files.CanWrite(directory)) findings.Good(Id, $"The state is kept in {directory}");
            else findings.Bad(Id, $"{directory} can't be written: the mode is not kept over a restart", "make it yours: check its owner, its permissions and whether its disk is read-only");
        }
        catch (NativeException e)
        {
            findings.Bad(Id, $"{directory} can't be looked at: {e.Symbol}", e.Remedy);
        }
    }

    private void LookAtParent(string directory, Findings findings)
    {
        var parent = Path.GetDirectoryName(directory);
        while (parent is not null && platform.Files.OwnerOf(parent) is null) parent = Path.GetDirectoryName(parent);
        if (parent is not null && platform.Files.CanWrite(parent)) findings.Good(Id, $"The state will be kept in {directory}, which the daemon makes at its first start");
        else findings.Bad(Id, $"{directory} is missing and can't be made: {parent} can't be written", "make the directory, and make it yours");
    }
}
