using System.Runtime.Versioning;
using Conductor.Core.Ports;
using Conductor.Native.CoreMidi;

namespace Conductor.Platform.MacOS;

/// <summary>What CoreMIDI refused, in the words of <see cref="NativeException"/>, with what a person can do.</summary>
[SupportedOSPlatform("macos")]
internal static class CoreMidiRefusal
{
    /// <summary>Makes something of CoreMIDI's, and says it in our words where that is refused.</summary>
    /// <param name="make">Makes it.</param>
    /// <param name="subject">What it was about: a port, or null.</param>
    public static T Made<T>(Func<T> make, string? subject = null)
    {
        try
        {
            return make();
        }
        catch (CoreMidiException refusal)
        {
            throw Of(refusal.Status, refusal.Function, subject);
        }
    }

    public static NativeException Of(int status, string function, string? subject = null) =>
        new(subject is null ? function : $"{function} {subject}", status, CoreMidiError.Describe(status), Remedy(status));

    public static NativeException NoFramework(Exception reason) =>
        new("load CoreMIDI", 0, reason is EntryPointNotFoundException ? "a function is missing" : "not found", "Conductor needs macOS 12 or newer");

    /// <summary>What MIDIClientCreate says while the server is dead; no header names it.</summary>
    private const int NoServer = -2;

    /// <summary>Whether it says that MIDIServer is not there, or that this process has lost it.</summary>
    public static bool IsServerLost(int status) => status is
        CoreMidiError.kMIDIMessageSendErr or CoreMidiError.kMIDIServerStartErr or CoreMidiError.kMIDIInvalidClient or CoreMidiError.paramErr or NoServer;

    private static string? Remedy(int status) => status switch
    {
        CoreMidiError.kMIDINotPermitted => "this process may not use MIDI: run it in your desktop session, not by sudo or ssh",
        CoreMidiError.kMIDIObjectNotFound or CoreMidiError.kMIDIUnknownEndpoint => "the port is gone",
        _ when IsServerLost(status) => "macOS's MIDI server does not answer: it is started anew by itself; if that doesn't help, quit all music programs and log in again",
        _ => null,
    };
}
