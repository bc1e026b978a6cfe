using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Conductor.Native.CoreFoundation;
using Conductor.Native.CoreGraphics;
using static Conductor.Native.CoreFoundation.CFNotificationCenter;

namespace Conductor.Platform.MacOS;

/// <summary>
/// Whether keys that we post arrive ("Accessibility" in System Settings). The grant belongs to one signed build of the program that is responsible for us: our own under launchd, the terminal's when
/// started from one.
/// </summary>
/// <param name="main">Asks the system, and hears of changes.</param>
/// <param name="grants">Remembers which build had the grant.</param>
[SupportedOSPlatform("macos")]
internal sealed unsafe class MacPermissions(MainLoop main, GrantMemory grants) : IPermissions
{
    /// <summary>Posted to every program when somebody turns a switch in that list. Not documented by Apple; where it does not come, a grant is found when it is asked for again.</summary>
    private const string SwitchTurned = "com.apple.accessibility.api";

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);   // the answer follows the notification
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private RunLoopTimer? _timer;
    private PermissionState _last;
    private bool _hasAsked;
    private GCHandle _self;
    private bool _isObserving;

    public PermissionState Keys
    {
        get
        {
            if (!MacSession.Exists) return PermissionState.NoSession;
            if (MayPost())
            {
                grants.Remember();
                return PermissionState.Granted;
            }

            return IsTrusted() || grants.BelongedToAnotherBuild ? PermissionState.ListedButNotEffective : PermissionState.Missing;
        }
    }

    public string? Remedy => RemedyFor(Keys);

    public string? SecureInput => MacSession.HolderOfSecureInput is { } pid ? KeysCheck.NameOf(pid) : null;

    public Action? Changed { get; set; }

    public static string? RemedyFor(PermissionState state) => state switch
    {
        PermissionState.Granted => null,
        PermissionState.Missing =>
            $"open System Settings, Privacy & Security, Accessibility, and switch on {GrantMemory.Program} (started from a terminal: that terminal)",
        PermissionState.ListedButNotEffective =>
            $"the switch in System Settings belongs to an earlier build: in Privacy & Security, Accessibility, select conductor, remove it with −, and add {GrantMemory.Program} again with +",
        PermissionState.NoSession => "there is no desktop session here (ssh, or a service outside it): MIDI works, keys can't; run `conductorctl service install` in the session",
    };

    public void Ask()
    {
        if (!MacSession.Exists) return;   // there is nobody to ask
        lock (_gate)
        {
            if (_hasAsked) return;
            _hasAsked = true;
        }

        main.Post(() =>
        {
            try
            {
                _ = CGEventAccess.CGRequestPostEventAccess();
            }
            catch (EntryPointNotFoundException)
            {
                return;   // an older macOS: the user finds the list by our words
            }

            Look(Patience);
        });
    }

    /// <summary>On the main loop's thread, for as long as the process lives: hears of changes, and notes how it is now.</summary>
    public void Listen()
    {
        _last = Keys;
        if (_self.IsAllocated) return;
        _self = GCHandle.Alloc(this);   // never freed: a call may be under way
        try
        {
            Observe();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // A grant is found when it is asked for again.
        }
    }

    private void Observe()
    {
        using var name = CFString.Create(SwitchTurned);
        CFNotificationCenterAddObserver(
            CFNotificationCenterGetDistributedCenter(), GCHandle.ToIntPtr(_self), &Turned, name.Pointer, 0, CFNotificationSuspensionBehaviorDeliverImmediately);
        _isObserving = true;
    }

    /// <summary>On the main loop's thread, at the end.</summary>
    public void StopListening()
    {
        _timer?.Dispose();
        if (_isObserving) CFNotificationCenterRemoveObserver(CFNotificationCenterGetDistributedCenter(), GCHandle.ToIntPtr(_self), 0, 0);
    }

    [UnmanagedCallersOnly]
    private static void Turned(nint center, nint observer, nint name, nint sender, nint info)
    {
        if (GCHandle.FromIntPtr(observer).Target is MacPermissions permissions) permissions.Look(Settling);
    }

    private void Look(TimeSpan later)
    {
        _timer ??= new RunLoopTimer(Compare);
        _timer.Start(later);
    }

    // Looks again only while an answer to our question is awaited: nothing is polled in a daemon that has its grant.
    private void Compare()
    {
        var now = Keys;
        if (now != _last)
        {
            _last = now;
            Changed?.Invoke();
        }
        else if (_hasAsked && now != PermissionState.Granted)
        {
            Look(Patience);
        }
    }

    private static bool MayPost()
    {
        try
        {
            return CGEventAccess.CGPreflightPostEventAccess() != 0;
        }
        catch (EntryPointNotFoundException)
        {
            return IsTrusted();   // before 10.15
        }
    }

    private static bool IsTrusted()
    {
        try
        {
            return AXUIElement.AXIsProcessTrusted() != 0;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }
}
