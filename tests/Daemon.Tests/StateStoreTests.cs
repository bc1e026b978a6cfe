using System.Text;
using Conductor.Core.Ports;

namespace Conductor.Daemon.Tests;

/// <summary>What survives a restart; the clock is the test's.</summary>
public sealed class StateStoreTests : IDisposable
{
    private const long Second = 1_000_000;

    private readonly TestDirectory _directory = new();
    private readonly FakePlatform _platform;
    private readonly RecordingLogger _log = new();
    private long _now = 5 * Second;

    public StateStoreTests() => _platform = new FakePlatform(_directory.Path);

    public void Dispose() => _directory.Dispose();

    private string State => _directory["conductor/state.json"];

    private StateStore Open() => new(_platform, _log, () => _now);

    private void SaveMode(string mode)
    {
        using var store = Open();
        store.LoadMode();
        store.ModeIs(mode);
        store.Save();
    }

    private string? LoadMode()
    {
        using var store = Open();
        return store.LoadMode();
    }

    [Theory]
    [InlineData("Edit")]
    [InlineData("Größe \"é\" \\ 音")]
    public void A_mode_survives_a_restart(string mode)
    {
        SaveMode(mode);
        Assert.Equal(mode, LoadMode());
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_remembered_at_the_first_start_and_nothing_is_wrong_with_that()
    {
        Assert.Null(LoadMode());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void The_checksum_is_the_hash_of_the_file_with_its_digits_as_zeros()
    {
        var bytes = StateStore.StateFile.Write("Edit");
        var text = Encoding.UTF8.GetString(bytes);
        using var json = System.Text.Json.JsonDocument.Parse(bytes);
        var checksum = json.RootElement.GetProperty("checksum").GetString()!;
        var zeroed = Encoding.UTF8.GetBytes(text.Replace(checksum, new string('0', 64), StringComparison.Ordinal));
        Assert.Equal(checksum, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zeroed)));
    }

    [Fact]
    public void The_file_has_every_key_that_others_may_look_for()
    {
        using var json = System.Text.Json.JsonDocument.Parse(StateStore.StateFile.Write("Edit"));
        Assert.Equal(["version", "saved_at", "mode", "led_scheme", "app_profiles", "devices", "checksum"],
            json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.True(DateTimeOffset.TryParse(json.RootElement.GetProperty("saved_at").GetString(), out var saved));
        Assert.Equal(TimeSpan.Zero, saved.Offset);
    }

    [Fact]
    public void A_mode_whose_name_is_all_zeros_does_not_confuse_the_checksum()
    {
        var zeros = new string('0', 64);
        Assert.True(StateStore.StateFile.TryParse(StateStore.StateFile.Write(zeros), out var mode, out _));
        Assert.Equal(zeros, mode);
    }

    [Fact]
    public void Every_single_changed_byte_is_noticed()
    {
        var good = StateStore.StateFile.Write("Edit");
        for (var i = 0; i < good.Length; i++)
        {
            var damaged = (byte[])good.Clone();
            damaged[i] ^= 1;
            Assert.False(StateStore.StateFile.TryParse(damaged, out _, out _), $"byte {i}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"mode\":1,\"checksum\":2}")]
    [InlineData("{\"mode\":\"Edit\",\"checksum\":\"\"}")]
    [InlineData("{\"mode\":\"\\ud800\",\"checksum\":\"\\ud800\"}")]
    public void What_is_no_state_is_refused_and_never_an_exception(string text) =>
        Assert.False(StateStore.StateFile.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void A_damaged_file_is_moved_aside_and_the_generation_before_it_is_used()
    {
        SaveMode("Default");
        SaveMode("Edit");
        File.WriteAllText(State, "half");
        Assert.Equal("Default", LoadMode());
        Assert.Equal("half", File.ReadAllText(State + ".corrupt"));
        Assert.Equal(1, _log.Count("state.json.corrupt"));
    }

    [Fact]
    public void A_damaged_file_without_a_generation_before_it_starts_anew_and_claims_nothing_else()
    {
        SaveMode("Edit");
        File.Delete(State + ".bak");
        File.WriteAllText(State, "half");
        Assert.Null(LoadMode());
        Assert.Equal(1, _log.Count("state.json.corrupt"));
        Assert.Equal(0, _log.Count("the generation before it is used"));
    }

    [Fact]
    public void Two_damaged_generations_are_no_reason_not_to_start_and_the_next_save_is_whole()
    {
        SaveMode("Default");
        SaveMode("Edit");
        File.WriteAllText(State, "half");
        File.WriteAllText(State + ".bak", "half");
        Assert.Null(LoadMode());
        SaveMode("Mix");
        Assert.Equal("Mix", LoadMode());
    }

    [Fact]
    public void A_file_that_is_only_there_as_its_backup_is_still_used() // power went between the two renames
    {
        SaveMode("Edit");
        File.Move(State, State + ".bak", overwrite: true);
        Assert.Equal("Edit", LoadMode());
    }

    [Fact]
    public void The_directory_and_the_file_are_for_their_owner_only()
    {
        SaveMode("Edit");
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, File.GetUnixFileMode(State));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory["conductor"]));
    }

    [Fact]
    public void Another_daemon_s_state_is_not_written_and_that_is_said_once()
    {
        using var first = Open();
        first.ModeIs("Edit");
        first.Save();
        using var second = Open();
        second.ModeIs("Mix");
        Assert.Equal(long.MaxValue, second.NextDeadline);
        second.Save();
        Assert.Equal(1, _log.Count("Another daemon keeps the state"));
        Assert.True(StateStore.StateFile.TryParse(File.ReadAllBytes(State), out var mode, out _));
        Assert.Equal("Edit", mode);
    }

    [Fact]
    public void Another_daemon_s_damaged_state_is_left_where_it_is()
    {
        using var first = Open();
        File.WriteAllText(State, "half");
        using var second = Open();
        second.LoadMode();
        Assert.Equal("half", File.ReadAllText(State));
    }

    [Fact]
    public void It_is_saved_at_once_after_a_change_and_then_at_most_once_a_second()
    {
        using var store = Open();
        store.ModeIs("Edit");
        Assert.Equal(_now, store.NextDeadline);
        store.OnTime(_now);
        var saved = _now;
        Assert.Equal(long.MaxValue, store.NextDeadline);

        _now += Second / 4;
        store.ModeIs("Mix");
        Assert.Equal(saved + Second, store.NextDeadline);
        _now += Second / 4;
        store.ModeIs("Live");
        Assert.Equal(saved + Second, store.NextDeadline);
        _now = saved + Second;
        store.OnTime(_now);
        Assert.Equal(long.MaxValue, store.NextDeadline);
        Assert.Equal(["Debug: State saved: mode Edit", "Debug: State saved: mode Live"], _log.Lines);
    }

    [Fact]
    public void A_change_long_after_the_last_is_saved_at_once()
    {
        using var store = Open();
        store.ModeIs("Edit");
        store.OnTime(_now);
        _now += 60 * Second;
        store.ModeIs("Mix");
        Assert.Equal(_now, store.NextDeadline);
    }

    [Fact]
    public void A_mode_that_was_left_and_taken_again_needs_no_writing()
    {
        using var store = Open();
        store.ModeIs("Edit");
        store.OnTime(_now);
        store.ModeIs("Mix");
        store.ModeIs("Edit");
        Assert.Equal(long.MaxValue, store.NextDeadline);
        store.Save();
        Assert.Single(_log.Lines);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_one_warning_and_no_reason_to_stop()
    {
        File.WriteAllText(_directory["conductor"], "no directory");
        using var store = Open();
        Assert.Null(store.LoadMode());
        store.ModeIs("Edit");
        store.Save();
        store.ModeIs("Mix");
        store.Save();
        Assert.StartsWith("Warning: State can't be saved: ", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_is_one_warning_and_it_is_tried_again_at_the_next_change()
    {
        using var store = Open();
        _platform.WriteRefusal = new NativeException("open state.json.tmp", 30, "EROFS");
        foreach (var mode in new[] { "Edit", "Mix", "Live" })
        {
            store.ModeIs(mode);
            store.OnTime(_now += Second);
            Assert.Equal(long.MaxValue, store.NextDeadline);   // no spinning on a full disk
        }

        Assert.Equal("Warning: State can't be saved: open state.json.tmp: EROFS", Assert.Single(_log.Lines));
        _platform.WriteRefusal = null;
        store.ModeIs("Edit");
        store.OnTime(_now + Second);
        Assert.Equal(1, _log.Count("State saved: mode Edit"));
    }
}
