using Conductor.Published.Tests.Kit;

namespace Conductor.Published.Tests.Host;

/// <summary>A test with daemons on the loopback of this host; whatever it starts ends with it.</summary>
public abstract class HostTest : IDisposable
{
    private readonly List<IDisposable> _things = [];

    /// <summary>C2 goes from Default to Edit, D2 back, E2 to the next one. Saved files are taken after 50 ms.</summary>
    protected const string Config = """
        [advanced_settings]
        hot_reload_debounce_ms = 50

        [[modes]]
        name = "Default"
        [[modes.mappings]]
        trigger = { type = "Note", note = 36 }
        action = { type = "ModeChange", mode = "Edit" }

        [[modes]]
        name = "Edit"
        [[modes.mappings]]
        trigger = { type = "Note", note = 38 }
        action = { type = "ModeChange", mode = "Default" }

        [[global_mappings]]
        trigger = { type = "Note", note = 40 }
        action = { type = "ModeChange", mode = "next" }

        """;

    /// <summary>A further mapping, which makes the file another one.</summary>
    protected const string Another = """
        [[global_mappings]]
        trigger = { type = "Note", note = 41 }
        action = { type = "ModeChange", mode = "previous" }

        """;

    /// <summary>And note 50 runs a shell.</summary>
    protected static string ConfigWithShell(string command) => $$"""
        {{Config}}
        [[global_mappings]]
        trigger = { type = "Note", note = 50 }
        action = { type = "Shell", command = '''{{command}}''' }

        """;

    protected HostTest() => Assert.SkipUnless(OperatingSystem.IsLinux(), "asks Linux's /proc and tools");

    internal Home NewHome(string? config = Config) => Keep(new Home(config));

    internal T Keep<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }

    internal Daemon Start(Home home, params string[] arguments) => Keep(Daemon.Start(home, arguments));

    protected static void RequireRoot(string what) => Assert.SkipUnless(Tool.IsRoot, $"{what} needs root");

    protected static void RequireMounts()
    {
        RequireRoot("mounting");
        Assert.SkipUnless(Tool.Run("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt").Code == 0, "mounting is not allowed here");
    }

    public virtual void Dispose()
    {
        for (var i = _things.Count - 1; i >= 0; i--) _things[i].Dispose();
        GC.SuppressFinalize(this);
    }
}
