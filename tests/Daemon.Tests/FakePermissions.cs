using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>A user who grants and takes back as a test says.</summary>
internal sealed class FakePermissions : IPermissions
{
    public PermissionState Keys { get; private set; } = PermissionState.Granted;

    public string? Remedy => Keys == PermissionState.Granted ? null : "tick the box";

    public string? SecureInput { get; set; }

    /// <summary>How often the user would have been asked, if that were not at most once.</summary>
    public int Asked { get; private set; }

    public void Ask() => Asked++;

    public Action? Changed { get; set; }

    /// <summary>From a thread of the system's.</summary>
    public void Become(PermissionState state)
    {
        Keys = state;
        Changed?.Invoke();
    }
}
