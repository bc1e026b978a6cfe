using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Conductor.Platform;
using Conductor.Platform.MacOS;

namespace Conductor.MacOS.Tests;

public sealed class DoctorTests : Mac
{
    private IReadOnlyList<Finding> Findings => Platform.Diagnose();

    private Finding Find(string id) => Findings.Single(finding => finding.Id == id);

    [Fact]
    public void On_a_sound_Mac_nothing_is_wrong_and_each_thing_is_said_once()
    {
        StandIn.AddSource("Launchpad", 1);
        StandIn.AddDestination("Synth", 2);
        var findings = Findings;
        Assert.DoesNotContain(findings, finding => finding.State == FindingState.Bad);
        Assert.Equal(findings.Count, findings.Select(finding => finding.Id).Distinct().Count());
        Assert.Contains("Launchpad", findings.Single(finding => finding.Id == "midi.sources").Text);
        Assert.Contains("came back after", findings.Single(finding => finding.Id == "midi.loopback").Text);
        Assert.All(findings, finding => Assert.False(finding.Text.EndsWith('.')));
    }

    [Fact]
    public void Looking_asks_for_nothing_and_leaves_nothing_behind()
    {
        StandIn.standin_set_post_access(0);
        StandIn.standin_set_trusted(0);
        _ = Findings;
        Assert.Equal(0, StandIn.standin_post_prompts());
        Assert.Equal(0, StandIn.standin_trust_prompts());
        Assert.Equal(0u, StandIn.standin_find_source("Conductor Doctor"));
    }

    [Fact]
    public void A_permission_that_is_missing_and_one_that_is_listed_without_effect_are_told_apart()
    {
        StandIn.standin_set_post_access(0);
        StandIn.standin_set_trusted(0);
        Assert.Contains("nobody has granted it", Find("keys.permission").Text);
        Assert.Contains("switch on", Find("keys.permission").Remedy);
        StandIn.standin_set_trusted(1);
        Assert.Contains("stands in the list", Find("keys.permission").Text);
        Assert.Contains("remove it with −", Find("keys.permission").Remedy);
    }

    [Fact]
    public void The_program_that_keeps_the_keyboard_to_itself_is_named()
    {
        StandIn.standin_set_secure_input(Environment.ProcessId);
        var finding = Find("keys.secure_input");
        Assert.Equal(FindingState.Notice, finding.State);
        Assert.Contains($"(pid {Environment.ProcessId})", finding.Text);
        Assert.DoesNotContain("A program", finding.Text);
    }

    [Fact]
    public void Without_a_desktop_session_MIDI_is_looked_at_all_the_same()
    {
        StandIn.standin_set_session(0, 0, 0);
        Assert.Equal(FindingState.Bad, Find("system.session").State);
        Assert.Contains("conductorctl service install", Find("keys.permission").Remedy);
        Assert.Equal(FindingState.Good, Find("midi.open").State);
    }

    [Fact]
    public void A_dead_server_is_one_sentence_with_what_to_do()
    {
        StandIn.standin_server_dies();
        var finding = Find("midi.open");
        Assert.Equal(FindingState.Bad, finding.State);
        Assert.Contains("MIDIClientCreate: ", finding.Text);
        Assert.Contains("-2", finding.Text);
        Assert.NotNull(finding.Remedy);
        StandIn.standin_server_returns(0);
    }

    [Fact]
    public void Every_library_that_is_imported_is_looked_at()
    {
        var imported = StandIn.Bindings.SelectMany(Imports).Distinct();
        Assert.Equal(imported.Order(), SymbolsCheck.Libraries.Select(library => library.Path).Order());
    }

    /// <summary>The library of each import, as the assembly's metadata has them.</summary>
    private static List<string> Imports(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => (method.Attributes & MethodAttributes.PinvokeImpl) != 0).Select(method => method.GetImport())
            .Select(import => metadata.GetString(metadata.GetModuleReference(import.Module).Name))];
    }
}
