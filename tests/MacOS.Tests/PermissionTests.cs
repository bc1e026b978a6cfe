using Conductor.Core.Ports;
using Conductor.Platform;
using Conductor.Platform.MacOS;
using Conductor.Platform.Posix;

namespace Conductor.MacOS.Tests;

public sealed class PermissionTests : Mac
{
    private readonly ManualResetEventSlim _changed = new();

    protected override void BeforeStart()
    {
        StandIn.standin_set_post_access(0);
        StandIn.standin_set_trusted(0);
    }

    [Fact]
    public void A_keyboard_without_the_permission_is_refused_with_what_to_do_and_asked_for_once()
    {
        Platform.Permissions.Changed = _changed.Set;
        foreach (var open in new Action[] { () => Platform.OpenKeyboard(), () => Platform.OpenMouse(), () => Platform.OpenKeyboard() })
        {
            var refusal = Assert.Throws<NativeException>(open);
            Assert.Contains("macOS does not allow it yet", refusal.Message);
            Assert.Contains("Privacy & Security, Accessibility", refusal.Remedy);
        }

        Assert.Equal(1, StandIn.standin_wait_calls("CGRequestPostEventAccess", 1, 10_000));
        Assert.Equal(1, StandIn.standin_post_prompts());
    }

    [Fact]
    public void A_switch_that_is_turned_in_the_settings_is_told()
    {
        Platform.Permissions.Changed = _changed.Set;
        Assert.Equal(PermissionState.Missing, Platform.Permissions.Keys);
        StandIn.standin_set_post_access(1);
        StandIn.standin_post_distributed("com.apple.accessibility.api");
        Assert.True(_changed.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal(PermissionState.Granted, Platform.Permissions.Keys);
        Assert.Null(Platform.Permissions.Remedy);
        Platform.OpenKeyboard().Dispose();
    }

    [Fact]
    public void After_asking_the_answer_is_found_even_where_nobody_tells()
    {
        Platform.Permissions.Changed = _changed.Set;
        Assert.Throws<NativeException>(Platform.OpenKeyboard);
        Assert.Equal(1, StandIn.standin_wait_calls("CGRequestPostEventAccess", 1, 10_000));
        StandIn.standin_set_post_access(1);
        Assert.True(_changed.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Trusted_and_refused_all_the_same_is_listed_without_effect()
    {
        StandIn.standin_set_trusted(1);
        Assert.Equal(PermissionState.ListedButNotEffective, Platform.Permissions.Keys);
        Assert.Contains("remove it with −", Platform.Permissions.Remedy);
    }

    [Fact]
    public void Without_a_session_nobody_is_asked_and_MIDI_works()
    {
        StandIn.standin_set_session(0, 0, 0);
        var refusal = Assert.Throws<NativeException>(Platform.OpenKeyboard);
        Assert.Contains("no desktop session", refusal.Message);
        Assert.Contains("MIDI works", refusal.Remedy);
        Assert.Equal(0, StandIn.standin_post_prompts());
        Assert.Equal("coremidi", Open().Name);
    }
}

/// <summary>The memory of which build had the grant; the file is real.</summary>
public sealed class GrantMemoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("conductor-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private GrantMemory Memory(bool isOurOwn = true) => new(new PosixFiles(), Path.Combine(_directory, "conductor"), isOurOwn);

    public GrantMemoryTests()
    {
        Assert.SkipWhen(StandIn.File is null, "libstandin.so is not built: tests/StandIn/build.sh artifacts/standin");
        StandIn.Load();
        Kernel.Use(new DarwinKernel());
    }

    [Fact]
    public void This_builds_own_grant_is_no_other_builds()
    {
        Assert.False(Memory().BelongedToAnotherBuild);
        Memory().Remember();
        Assert.False(Memory().BelongedToAnotherBuild);
    }

    [Fact]
    public void A_grant_of_an_earlier_build_is_remembered_until_this_one_has_it()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "conductor"));
        File.WriteAllText(Path.Combine(_directory, "conductor", "keys-granted-to"), "123 2020-01-01T00:00:00.0000000Z\n");
        var memory = Memory();
        Assert.True(memory.BelongedToAnotherBuild);
        memory.Remember();
        Assert.False(memory.BelongedToAnotherBuild);
        Assert.False(Memory().BelongedToAnotherBuild);
    }

    [Fact]
    public void A_terminals_grant_is_not_remembered()
    {
        Memory(isOurOwn: false).Remember();
        Assert.False(Path.Exists(Path.Combine(_directory, "conductor")));
    }

    [Fact]
    public void A_directory_that_can_not_be_written_is_no_misfortune()
    {
        File.WriteAllText(Path.Combine(_directory, "conductor"), "a file");
        Memory().Remember();
        Assert.False(Memory().BelongedToAnotherBuild);
    }
}
