using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.Libc;
using Conductor.Platform.Posix;

namespace Conductor.Platform.Linux;

/// <summary>
/// Whether keys can be pressed: /dev/uinput must be there and ours to write. That takes three things, and guides on the web forget one or the other: a rule that gives the device to whoever
/// sits at the machine, a node that is there before the module (so that the rule has something to give), and a module that is loaded.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class UinputCheck(SystemRoot root, uint user)
{
    public const string Node = "/dev/uinput";
    public const string Rule = "KERNEL==\"uinput\", SUBSYSTEM==\"misc\", TAG+=\"uaccess\", OPTIONS+=\"static_node=uinput\"";

    private const string RuleFile = "/etc/udev/rules.d/60-conductor-uinput.rules";
    private const string ModuleFile = "/etc/modules-load.d/conductor-uinput.conf";

    /// <summary>uaccess is looked at there; what a later file asks for comes too late.</summary>
    private const string Deadline = "73-seat-late.rules";

    private static readonly string[] RuleFolders = ["/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d", "/usr/lib/udev/rules.d", "/lib/udev/rules.d"];
    private static readonly string[] ModuleFolders = ["/etc/modules-load.d", "/run/modules-load.d", "/usr/local/lib/modules-load.d", "/usr/lib/modules-load.d", "/lib/modules-load.d"];

    public IEnumerable<Finding> Look()
    {
        var opens = Permission(out var permission);

        // What is missing is an error only where keys can't be pressed; else it may be another way's turn (a group, an ACL).
        var missing = opens ? FindingState.Notice : FindingState.Bad;
        var rule = LookAtRule(missing);
        return [permission with { Remedy = opens ? null : RemedyFor(permission, rule) }, rule, LookAtStaticNode(missing, rule), LookAtModule(missing)];
    }

    /// <summary>A rule that is there and doesn't help was not there when the node was made, or this is no login that it gives to.</summary>
    private static string RemedyFor(Finding permission, Finding rule)
    {
        if (permission.Remedy is { } remedy) return remedy;
        return rule.State == FindingState.Good
            ? $"the rule has no effect yet: sudo udevadm control --reload && sudo udevadm trigger {Node}, then log in again at the machine itself"
            : "what is missing stands below";
    }

    private bool Permission(out Finding finding)
    {
        const string Id = "keys.permission";
        if (!root.Has(Node))
        {
            finding = new Finding(Id, FindingState.Bad, $"{Node} is missing: no keys and no mouse", "load its module: sudo modprobe uinput");
            return false;
        }

        if (!root.CanWrite(Node))
        {
            finding = new Finding(Id, FindingState.Bad, $"{Node} is there, but you may not write to it: no keys and no mouse");
            return false;
        }

        if (Refusal() is { } refusal)
        {
            finding = new Finding(Id, FindingState.Bad, $"{Node} can't be opened ({refusal}): no keys and no mouse", "in a container or sandbox, let the device in; else: sudo modprobe uinput");
            return false;
        }

        finding = new Finding(Id, FindingState.Good, user == 0 ? $"Keys can be pressed: {Node} can be opened (by root, who may always)" : $"Keys can be pressed: {Node} can be opened");
        return true;
    }

    /// <summary>Opening makes no device yet. Where the module is not loaded, opening would load it, so that is left to the daemon.</summary>
    private string? Refusal()
    {
        if (!IsLoaded) return null;
        try
        {
            PosixIo.Open(root.At(Node), Files.O_WRONLY | Files.O_NONBLOCK).Dispose();
            return null;
        }
        catch (NativeException e)
        {
            return e.Symbol;
        }
    }

    private bool IsLoaded => root.Has("/sys/devices/virtual/misc/uinput");

    private Finding LookAtRule(FindingState missing)
    {
        const string Id = "keys.rule";
        var giving = Lines(RuleFolders, ".rules").Where(line => IsRule(line.Text)).ToList();
        if (giving.Count == 0) return new Finding(Id, missing, "No udev rule gives uinput to whoever sits at the machine", Setup);
        var path = giving[0].Path;
        var isLate = giving.All(line => line.Text.Contains("uaccess", StringComparison.Ordinal) && string.CompareOrdinal(Path.GetFileName(line.Path), Deadline) > 0);
        return isLate
            ? new Finding(Id, missing, $"The udev rule in {path} comes too late: uaccess is looked at in {Deadline}", $"give its file a name that begins with a lower number: sudo mv {path} {RuleFile}, then sudo udevadm control --reload && sudo udevadm trigger {Node}")
            : new Finding(Id, FindingState.Good, $"A udev rule gives uinput away: {path}");
    }

    private Finding LookAtStaticNode(FindingState missing, Finding rule)
    {
        var giving = Lines(RuleFolders, ".rules").Where(line => IsAboutUinput(line.Text) && line.Text.Contains("static_node=uinput", StringComparison.Ordinal)).ToList();
        return giving.Count > 0
            ? new Finding("keys.static_node", FindingState.Good, $"The node is given away before the module is loaded: {giving[0].Path}")
            : new Finding("keys.static_node", IsLoaded ? FindingState.Notice : missing, "No udev rule has static_node=uinput: until the module is loaded the node belongs to root", rule.State == FindingState.Good ? Setup : "the rule above has it");
    }

    private Finding LookAtModule(FindingState missing)
    {
        const string Id = "keys.module";
        var isNamed = Lines(ModuleFolders, ".conf").Select(line => line.Text).Append(root.Read("/etc/modules") ?? "").Any(text => text.Split('\n').Any(line => line.Trim() == "uinput"));
        if (IsLoaded && isNamed) return new Finding(Id, FindingState.Good, "The kernel's module uinput is loaded, and will be at the next start");
        if (IsLoaded) return new Finding(Id, FindingState.Good, "The kernel's module uinput is loaded, or part of the kernel");
        return new Finding(Id, missing, $"The kernel's module uinput is not loaded{(isNamed ? ", though it should be" : "")}", isNamed ? "sudo modprobe uinput" : $"echo uinput | sudo tee {ModuleFile} && sudo modprobe uinput");
    }

    private static string Setup =>
        $"echo '{Rule}' | sudo tee {RuleFile} && echo uinput | sudo tee {ModuleFile} && sudo modprobe uinput && sudo udevadm control --reload && sudo udevadm trigger {Node}, then log in again";

    private static bool IsAboutUinput(string line) => line.Contains("uinput", StringComparison.Ordinal);

    /// <summary>A rule of a group or a mode is a way, too.</summary>
    private static bool IsRule(string line) => line.Contains("KERNEL==\"uinput\"", StringComparison.Ordinal) && (line.Contains("uaccess", StringComparison.Ordinal) || line.Contains("GROUP", StringComparison.Ordinal) || line.Contains("MODE", StringComparison.Ordinal));

    /// <summary>Lines that say something; one that goes on is one.</summary>
    private IEnumerable<(string Path, string Text)> Lines(IEnumerable<string> folders, string ending) =>
        from file in root.Files(folders, ending)
        from line in file.Text.Replace("\\\n", " ").Split('\n')
        where line.Trim() is { Length: > 0 } text && text[0] != '#'
        select (file.Path, line.Trim());
}
