namespace Conductor.Core.Config;

/// <summary>What the small tables say: [advanced_settings], [daemon], [logging], [virtual_midi], [settings].</summary>
internal sealed record SettingsReader(TimingConfig Timing, string? Socket, LogLevelName? LogLevel)
{
    private static readonly IntParameter Chord = new("chord_timeout_ms", 1, 600_000, "longest time from a chord's first press to its last") { Default = 50, Called = "timeout" };
    private static readonly IntParameter DoubleTap = new("double_tap_timeout_ms", 1, 600_000, "longest time from press to press of a double tap") { Default = 300, Called = "timeout" };
    private static readonly IntParameter Hold = new("hold_threshold_ms", 1, 600_000, "how long a long press is held") { Default = 2000, Called = "threshold" };
    private static readonly IntParameter Debounce = new("hot_reload_debounce_ms", 1, 600_000, "how long the file must be quiet before it is read") { Default = 500, Called = "debounce" };

    private static readonly Parameter[] AdvancedLater =
    [
        .. new[] { "aftertouch", "pitch_bend", "volume", "transitions", "hot_reload_enabled", "validate_before_reload" }
            .Select(name => new FormParameter(name, ValueForm.Anything, "known from older files, not acted on") { IsLater = true }),
    ];

    public static readonly TableSpec Advanced = new("advanced_settings", "the times that triggers use where they say none, in milliseconds",
        """
        [advanced_settings]
        hold_threshold_ms = 800
        """, [Chord, DoubleTap, Hold, Debounce, .. AdvancedLater]);

    private static readonly TextParameter SocketPath = new("ipc_socket", "whole path of the control socket; read at start") { Pattern = "^/" };

    public static readonly TableSpec Daemon = new("daemon", "how the daemon is reached",
        """
        [daemon]
        ipc_socket = "/tmp/conductor.sock"
        """, SocketPath);

    private static readonly ChoiceParameter<LogLevelName> Level = new("level", "how much is logged",
        (LogLevelName.Off, ["off"]), (LogLevelName.Error, ["error"]), (LogLevelName.Warn, ["warn", "warning"]), (LogLevelName.Info, ["info"]),
        (LogLevelName.Debug, ["debug"]), (LogLevelName.Trace, ["trace"]))
    {
        Default = LogLevelName.Info,
    };

    private static readonly TextParameter LogFile = new("file", "log file, beside stderr") { IsLater = true };

    public static readonly TableSpec Logging = new("logging", "what the daemon tells",
        """
        [logging]
        level = "debug"
        """, Level, LogFile);

    private static readonly BoolParameter VirtualEnabled = new("enabled", true, "false: there is no such port");
    private static readonly TextParameter PortName = new("port_name", "the port's name") { Default = "Conductor" };
    private static readonly BoolParameter AutoCreate = new("auto_create", true, "make the port where none of that name exists");
    private static readonly IntParameter VirtualChannel = new("channel", 0, 15, "known from older files, not acted on") { Default = 0 };

    public static readonly TableSpec Virtual = new("virtual_midi", "the port that SendMidi uses where it names none; [midi_output] is the same",
        """
        [virtual_midi]
        port_name = "Conductor"
        """, VirtualEnabled, PortName, AutoCreate, VirtualChannel);

    private static readonly BoolParameter ShowMenuBar = new("show_menu_bar", false, "macOS: an icon in the menu bar") { IsLater = true };

    public static readonly TableSpec Menu = new("settings", "how Conductor shows itself",
        """
        [settings]
        """, ShowMenuBar);

    /// <summary>Tables of settings, which only the main file may have.</summary>
    public static readonly string[] Tables = ["advanced_settings", "daemon", "logging", "virtual_midi", "midi_output", "settings"];

    public static SettingsReader Read(ConfigTable root)
    {
        root.Scope.Names.VirtualMidi = ReadVirtualMidi(root);
        ReadMenuBar(root);
        return new SettingsReader(ReadTiming(root), ReadSocket(root), ReadLevel(root));
    }

    private static TimingConfig ReadTiming(ConfigTable root)
    {
        if (root.Find("advanced_settings")?.Table("advanced_settings") is not { } table) return new TimingConfig();
        var timing = new TimingConfig
        {
            ChordTimeoutMs = table.Int(Chord),
            DoubleTapTimeoutMs = table.Int(DoubleTap),
            HoldThresholdMs = table.Int(Hold),
            HotReloadDebounceMs = table.Int(Debounce),
        };
        table.TellLater(AdvancedLater);
        table.RejectUnknown(Advanced.Parameters);
        return timing;
    }

    private static string? ReadSocket(ConfigTable root)
    {
        if (root.Find("daemon")?.Table("daemon") is not { } table) return null;
        var socket = table.TextOrNull(SocketPath);
        table.RejectUnknown(Daemon.Parameters);
        if (socket is null or ['/', ..]) return socket;

        // The daemon and its clients are started in different directories.
        table.Find(SocketPath)!.Value.Error("socket-not-absolute", $"'ipc_socket' must be a whole path, from '/' on, not '{socket}'");
        return null;
    }

    private static LogLevelName? ReadLevel(ConfigTable root)
    {
        if (root.Find("logging")?.Table("logging") is not { } table) return null;
        var level = table.ChoiceOrNull(Level);
        table.TextOrNull(LogFile);
        table.TellLater(LogFile);
        table.RejectUnknown(Logging.Parameters);
        return level;
    }

    private static VirtualMidiConfig? ReadVirtualMidi(ConfigTable root)
    {
        var (named, older) = (root.Find("virtual_midi"), root.Find("midi_output"));
        if (named is { } first && older is { } second) second.ErrorKey("set-twice", "[midi_output] is the same table as [virtual_midi], which is there too; keep one of the two", null, (first, "set here"));
        if ((named ?? older)?.Table("virtual_midi") is not { } table) return null;
        var enabled = table.Bool(VirtualEnabled);
        var port = new VirtualMidiConfig(table.Text(PortName), table.Bool(AutoCreate));
        if (table.Int(VirtualChannel) != 0) table.TellLater(VirtualChannel);
        table.RejectUnknown(Virtual.Parameters);
        root.Scope.Names.IsVirtualMidiOff = !enabled;
        return enabled ? port : null;
    }

    private static void ReadMenuBar(ConfigTable root)
    {
        if (root.Find("settings")?.Table("settings") is not { } table) return;
        if (table.BoolOrNull(ShowMenuBar) == true) table.TellLater(ShowMenuBar);
        table.RejectUnknown(Menu.Parameters);
    }
}
