using System.Runtime.Versioning;

namespace Conductor.Platform.Linux;

/// <summary>Keys need /dev/uinput. Opening the device says all there is to say, so nothing is asked for here and nothing watched.</summary>
[SupportedOSPlatform("linux")]
internal sealed class UinputPermission : IPermissions
{
    public PermissionState Keys => PermissionState.Granted;

    public string? Remedy => null;

    public void Ask()
    {
    }

    public Action? Changed { get; set; }
}
