using System.Text;
using Conductor.Core.Actions;
using Conductor.Core.Ports;
using Conductor.Platform;

namespace Conductor.Daemon.Tests;

/// <summary>The real system for files, sockets, programs and sleeping; MIDI, keyboard, mouse and all paths are a test's own.</summary>
internal sealed class FakePlatform : IPlatform
{
    private static readonly IPlatform Real = CurrentPlatform.Create();

    private readonly FakeFiles _files = new(Real.Files);

    public FakePlatform(string directory)
    {
        Paths = new FakePaths(directory, Real.Paths.MaxSocketPathBytes);
        Midi = new FakeMidiSystem(Outside);
    }

    public Outside Outside { get; } = new();

    /// <summary>What <see cref="OpenMidi"/> gives; a test may put another one there before it starts a daemon.</summary>
    public FakeMidiSystem Midi { get; set; }

    /// <summary>What <see cref="OpenMidi"/> throws instead, unless loopback is asked for.</summary>
    public NativeException? MidiRefusal { get; set; }

    /// <summary>What happens right after <see cref="OpenMidi"/> was refused.</summary>
    public Action? AfterRefusal { get; set; }

    public NativeException? KeyboardRefusal { get; set; }

    /// <summary>What was written to stderr, a line each.</summary>
    public IReadOnlyList<string> Log => _files.Log;

    /// <summary>What a durable write throws, where it is to fail.</summary>
    public NativeException? WriteRefusal
    {
        get => _files.WriteRefusal;
        set => _files.WriteRefusal = value;
    }

    public string Name => Real.Name;

    public int Run(Func<int> program) => program();

    public FakePermissions Permissions { get; } = new();

    IPermissions IPlatform.Permissions => Permissions;

    public FakeServices Services { get; } = new();

    IServices IPlatform.Services => Services;

    /// <summary>What a look at the system finds, on whatever thread.</summary>
    public Func<IReadOnlyList<Finding>> Diagnosis { get; set; } = () => [];

    public IReadOnlyList<Finding> Diagnose() => Diagnosis();

    public IPaths Paths { get; }

    public IFiles Files => _files;

    public ILocalSockets Sockets => Real.Sockets;

    public IProcesses Processes => Real.Processes;

    public MidiBackend NativeBackend => Real.NativeBackend;

    /// <summary>Where a sequencer's device node would appear.</summary>
    public string? SequencerNode { get; set; }

    public IMidiSystem OpenMidi(MidiBackend backend, string clientName)
    {
        if (backend == MidiBackend.Loopback) return Real.OpenMidi(backend, clientName);
        if (MidiRefusal is not { } refusal) return Midi;
        AfterRefusal?.Invoke();
        throw refusal;
    }

    public IKeyboard OpenKeyboard()
    {
        if (KeyboardRefusal is { } refusal) throw refusal;
        KeyboardsMade++;
        return Outside.Keyboard;
    }

    public int KeyboardsMade { get; private set; }

    public IMouse OpenMouse() => Outside.Mouse;

    public bool CanPress(Key key) => true;

    public ISurroundings Surroundings => Real.Surroundings;

    public IPoller CreatePoller() => Real.CreatePoller();

    public IFileWatch CreateFileWatch() => Real.CreateFileWatch();

    private sealed class FakePaths(string directory, int maxSocketPathBytes) : IPaths
    {
        public string ConfigDirectory { get; } = Path.Combine(directory, "conductor");

        public string DefaultSocket { get; } = Path.Combine(directory, "default.sock");

        public string UserSocket { get; } = Path.Combine(directory, "user.sock");

        public int MaxSocketPathBytes => maxSocketPathBytes;
    }

    private sealed class FakeFiles(IFiles real) : IFiles
    {
        private readonly StringBuilder _stderr = new();

        public NativeException? WriteRefusal { get; set; }

        public IReadOnlyList<string> Log
        {
            get
            {
                lock (_stderr) return _stderr.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        public byte[] ReadWhole(string path, int limit) => real.ReadWhole(path, limit);

        public void WriteDurably(string path, ReadOnlySpan<byte> content, bool keepBackup)
        {
            if (WriteRefusal is { } refusal) throw refusal;
            real.WriteDurably(path, content, keepBackup);
        }

        public void CreatePrivateDirectory(string path) => real.CreatePrivateDirectory(path);

        public void Rename(string from, string to) => real.Rename(from, to);

        public bool CanWrite(string path) => real.CanWrite(path);

        public bool IsBeingWritten(string path) => real.IsBeingWritten(path);

        public uint? OwnerOf(string path) => real.OwnerOf(path);

        public IDisposable? TryLock(string path, out int holder) => real.TryLock(path, out holder);

        public bool WaitUntilUnlocked(string path, TimeSpan timeout) => real.WaitUntilUnlocked(path, timeout);

        public bool AddsTime(int descriptor) => false;

        public bool WriteDescriptor(int descriptor, ReadOnlySpan<byte> bytes)
        {
            if (descriptor != 2) return real.WriteDescriptor(descriptor, bytes);
            lock (_stderr) _stderr.Append(Encoding.UTF8.GetString(bytes));
            return true;
        }
    }
}
