using System.Collections.Immutable;

namespace Conductor.Core.Config;

/// <summary>Reads [device] and [[devices]].</summary>
internal static class DeviceReader
{
    private static readonly TextParameter Id = new("id", "the name that triggers refer to") { Older = ["alias"] };
    private static readonly TextParameter Name = new("name", "client, port or CLIENT:PORT, case ignored; exact before part") { Older = ["port_name_contains"] };
    private static readonly IntParameter Nth = new("nth", 1, 256, "which of all that match") { Default = 1 };
    private static readonly IntParameter Port = new("port", 0, 1023, "explicit index of the input, from 0; wins over the name");
    private static readonly TextParameter Pattern = new("midi_port_pattern", "a regular expression instead of the name (not built yet)");
    private static readonly BoolParameter Enabled = new("enabled", true, "false: the entry is off");
    private static readonly BoolParameter AutoConnect = new("auto_connect", true, "connect without being asked");
    private static readonly BoolParameter AutoReconnect = new("auto_reconnect", true, "connect again when it comes back");

    private static readonly ChoiceParameter<int> InputMode = new("input_mode", "which kind of input it is",
        (0, ["midi", "MidiOnly"]), (1, ["gamepad", "GamepadOnly"]), (2, ["both", "hybrid"]))
    {
        Default = 0,
    };

    private static readonly Parameter[] NotBuilt =
    [
        .. new[] { "on_connect", "template", "led_feedback", "use_hid", "velocity_curve", "pressure_curve", "vendor_id", "product_id", "hid", "layout", "features", "type", "kind", "elements" }
            .Select(name => new FormParameter(name, "anything", "known, not acted on yet")),
    ];

    private static readonly Parameter[] All = [Id, Name, Nth, Port, Pattern, Enabled, AutoConnect, AutoReconnect, InputMode, .. NotBuilt];

    public static ImmutableArray<DeviceConfig> Read(ConfigTable root)
    {
        var devices = ImmutableArray.CreateBuilder<DeviceConfig>();
        if (root.Find("device") is { } single && single.Table("device") is { } table && ReadOne(table, "device") is { } device) devices.Add(device);
        var seen = new Dictionary<string, int>();
        foreach (var element in root.Find("devices")?.List("devices") ?? [])
        {
            if (element.Table("devices") is { } entry && ReadEntry(entry, seen) is { } listed) devices.Add(listed);
        }

        return devices.ToImmutable();
    }

    private static DeviceConfig? ReadEntry(ConfigTable table, Dictionary<string, int> seen)
    {
        if (table.Find(Id) is null)
        {
            table.AsValue.Error("missing-key", "Missing 'id': every entry of [[devices]] needs one");
            return null;
        }

        var device = ReadOne(table, "");
        if (device is null) return null;
        table.Scope.DeviceIds.Add(device.Id);
        if (!seen.TryAdd(device.Id, table.Line)) table.Find(Id)!.Value.Error("duplicate-device", $"Device '{device.Id}' is already defined at line {seen[device.Id]}; give this one another id");
        return device;
    }

    private static DeviceConfig? ReadOne(ConfigTable table, string defaultId)
    {
        var device = new DeviceConfig
        {
            Id = table.TextOrNull(Id) ?? defaultId,
            Name = table.TextOrNull(Name),
            Nth = table.Int(Nth),
            Port = table.IntOrNull(Port),
            PortPattern = table.TextOrNull(Pattern),
            AutoConnect = table.Bool(AutoConnect),
            AutoReconnect = table.Bool(AutoReconnect),
            Enabled = table.Bool(Enabled),
        };
        var mode = table.Choice(InputMode);
        if (mode == 1) table.Find(InputMode)!.Value.Warn("not-built-yet", "Gamepad input is not built yet; the device is off");
        if (table.Find(Pattern) is { } pattern) pattern.Warn("not-built-yet", "'midi_port_pattern' is not built yet; use 'name'");
        var isUnmatchable = device is { PortPattern: not null, Name: null, Port: null };   // else it would take the first port
        KnownTables.NotActedOn(table, NotBuilt);
        table.RejectUnknown(All);
        return mode == 1 || isUnmatchable ? device with { Enabled = false } : device;
    }
}
