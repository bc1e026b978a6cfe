namespace Conductor.Platform;

public enum PermissionState
{
    Granted,

    /// <summary>Nobody has granted it.</summary>
    Missing,

    /// <summary>It stands in the system's list and has no effect there (macOS: granted to an earlier build of this program).</summary>
    ListedButNotEffective,

    /// <summary>There is no desktop session here that keys could go to (ssh, a service outside the session).</summary>
    NoSession,
}

/// <summary>Whether this process may press keys. Asked with calls that never show a dialog; nothing here changes what the user has granted.</summary>
public interface IPermissions
{
    PermissionState Keys { get; }

    /// <summary>What to do where <see cref="Keys"/> is not granted, in one sentence; null where it is.</summary>
    string? Remedy { get; }

    /// <summary>The program that keeps the keyboard to itself (macOS's secure input), by name; null where none does, or the system has no such thing.</summary>
    string? SecureInput => null;

    /// <summary>Lets the system ask the user, at most once in the life of the process. The answer comes later, by <see cref="Changed"/>.</summary>
    void Ask();

    /// <summary>Set by the owner: called, on any thread, when the answer of <see cref="Keys"/> has changed.</summary>
    Action? Changed { get; set; }
}
