using System.Runtime.Versioning;

namespace Conductor.Platform.Linux;

/// <summary>Keys need /dev/uinput. Nobody can be asked for it here, and nothing tells of a change: whoever opens the device learns how it is.</summary>
[SupportedOSPlatform("linux")]
internal sealed class UinputPermission(IFiles files) : IPermissions
{
    public PermissionState Keys => files.CanWrite(UinputCheck.Node) ? PermissionState.Granted : PermissionState.Missing;

    public string? Remedy => Keys == PermissionState.Granted ? null : "conductorctl doctor says what /dev/uinput lacks";

    public void Ask()
    {
    }

    public Action? Changed { get; set; }
}
