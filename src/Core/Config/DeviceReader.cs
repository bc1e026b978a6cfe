using System.Collections.Immutable;
using Conductor.Core.Actions;

namespace Conductor.Core.Config;

/// <summary>Reads [device] and [[devices]].</summary>
internal static class DeviceReader
{
    private enum Input
    {
        Midi,
        Gamepad,
        Both,
    }

    private static readonly ValueForm UsbId = new("usbId", "a number, or text such as \"0x1234\"", "{}");

    public const string IdName = "id";

    /// <summary>What the one of [device] is called where it has no id.</summary>
    public const string SingleId = "device";

    private static readonly TextParameter Id = new(IdName, "the name that triggers refer to; every entry of [[devices]] needs one") { Older = ["alias"] };
    private static readonly TextParameter Name = new("name", "client, port or CLIENT:PORT, case ignored; exact before part") { Older = ["port_name_contains"] };
    private static readonly IntParameter Nth = new("nth", 1, 256, "which of all that match") { Default = 1 };
    private static readonly BoolParameter Enabled = new("enabled", true, "false: the entry is off");
    private static readonly BoolParameter AutoConnect = new("auto_connect", true, "connect without being asked");
    private static readonly BoolParameter AutoReconnect = new("auto_reconnect", true, "connect again when it comes back");
    private static readonly IntParameter Port = new("port", 0, 1023, "explicit index of the input, from 0; wins over the name");
    private static readonly TextParameter Pattern = new("midi_port_pattern", "a regular expression instead of the name") { IsLater = true };

    private static readonly ChoiceParameter<Input> InputMode = new("input_mode", "which kind of input it is",
        (Input.Midi, ["midi"]), (Input.Gamepad, ["gamepad"]), (Input.Both, ["both"]))
    {
        Default = Input.Midi,
        OlderWords = [(Input.Midi, "MidiOnly"), (Input.Gamepad, "GamepadOnly"), (Input.Both, "hybrid")],
    };

    private static readonly FormParameter OnConnect = new("on_connect", ValueForm.Action, "what happens whenever it connects");
    private static readonly TextParameter Template = new("template", "the template it was made from") { IsLater = true };
    private static readonly BoolParameter LedFeedback = new("led_feedback", false, "whether its lights are used") { IsLater = true };
    private static readonly BoolParameter UseHid = new("use_hid", false, "whether its lights are reached by HID") { IsLater = true };
    private static readonly FormParameter VelocityCurve = new("velocity_curve", VelocityMappingReader.Form, "shapes every velocity, as a velocity_mapping") { IsLater = true };
    private static readonly FormParameter PressureCurve = new("pressure_curve", VelocityMappingReader.Form, "shapes every pressure, as a velocity_mapping") { IsLater = true };
    private static readonly FormParameter VendorId = new("vendor_id", UsbId, "its USB vendor") { IsLater = true };
    private static readonly FormParameter ProductId = new("product_id", UsbId, "its USB product") { IsLater = true };

    private static readonly Parameter[] NotActedOn =
        [.. new[] { "hid", "layout", "features", "type", "kind", "elements" }.Select(name => new FormParameter(name, ValueForm.Anything, "known from older files, not acted on") { IsLater = true })];

    private static readonly Parameter[] All =
    [
        Id, Name, Nth, Port, Pattern, Enabled, AutoConnect, AutoReconnect, InputMode, OnConnect, Template, LedFeedback, UseHid, VelocityCurve, PressureCurve, VendorId, ProductId, .. NotActedOn,
    ];

    public static readonly TableSpec Single = new("device", "the one controller; without any device table every MIDI input but System, Midi Through and our own is listened to",
        """
        [device]
        name = "Launchpad"
        """, All);

    public static readonly TableSpec Listed = new("devices", "several controllers at once",
        """
        [[devices]]
        id = "pads"
        name = "Launchpad"
        """, All)
    {
        IsList = true,
        Needs = [Id],
    };

    /// <summary>Device ids come first: triggers in other files may name them.</summary>
    public static IEnumerable<DeviceConfig> Read(ConfigTable root, Dictionary<string, ConfigValue> seen)
    {
        var devices = new List<DeviceConfig>();
        if (root.Find("device") is { } single && single.Table("device") is { } table)
        {
            devices.Add(Unique(ReadOne(table, SingleId), table, seen));
            if (table.Has(Id)) root.Scope.Names.SingleDeviceId = devices[0].Id;
        }

        foreach (var element in root.Find("devices")?.List("devices") ?? [])
        {
            if (element.Table("devices") is { } entry && ReadEntry(entry, seen) is { } listed) devices.Add(listed);
        }

        return devices;
    }

    private static DeviceConfig? ReadEntry(ConfigTable table, Dictionary<string, ConfigValue> seen)
    {
        if (!table.Has(Id))
        {
            table.AsValue.Error("missing-key", "Missing 'id': every entry of [[devices]] needs one");
            return null;
        }

        var device = ReadOne(table, "");
        table.Scope.Names.DeviceIds.Add(device.Id);
        return Unique(device, table, seen);
    }

    private static DeviceConfig Unique(DeviceConfig device, ConfigTable table, Dictionary<string, ConfigValue> seen)
    {
        var at = table.Find(Id) ?? table.AsValue;
        if (seen.TryAdd(device.Id, at)) return device;
        var first = seen[device.Id];
        var where = first.Scope == at.Scope ? $"line {first.Line}" : $"line {first.Line} of {first.Scope.Document.File}";
        at.Error("duplicate-device", $"Device '{device.Id}' is already defined at {where}; give this one another id", null, (first, "first defined here"));
        return device;
    }

    private static DeviceConfig ReadOne(ConfigTable table, string defaultId)
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
            OnConnect = HookReader.Read(table, OnConnect),
        };
        ReadLater(table);
        var input = ReadInput(table);
        if (table.Find(Pattern) is { } pattern) pattern.Warn("not-built-yet", $"'midi_port_pattern' is not built yet; use 'name'{(device.Name is null && device.Port is null ? " (until then the device is off)" : "")}");
        var isUnmatchable = device is { PortPattern: not null, Name: null, Port: null };   // else it would take the first port
        table.RejectUnknown(All);
        return input == Input.Gamepad || isUnmatchable ? device with { Enabled = false } : device;
    }

    private static Input ReadInput(ConfigTable table)
    {
        var input = table.Choice(InputMode);
        if (input == Input.Gamepad) table.Find(InputMode)!.Value.Warn("not-built-yet", "Gamepad input is not built yet; the device is off");
        if (input == Input.Both) table.Find(InputMode)!.Value.Warn("not-built-yet", "Gamepad input is not built yet; only the device's MIDI is used");
        return input;
    }

    /// <summary>What nothing acts on yet is checked all the same, so that a file needs no second round when it is built.</summary>
    private static void ReadLater(ConfigTable table)
    {
        if (table.Find(VelocityCurve) is { } velocity) VelocityMappingReader.Read(velocity);
        if (table.Find(PressureCurve) is { } pressure) VelocityMappingReader.Read(pressure);
        table.TextOrNull(Template);
        table.BoolOrNull(LedFeedback);
        table.BoolOrNull(UseHid);
        table.TellLater([Template, LedFeedback, UseHid, VelocityCurve, PressureCurve, VendorId, ProductId, .. NotActedOn]);
    }
}
