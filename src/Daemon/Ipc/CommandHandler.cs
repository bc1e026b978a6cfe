using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Conductor.Core.Config;
using Conductor.Core.Explaining;
using Conductor.Core.Mapping;
using Conductor.Core.Midi;
using Conductor.Ipc;

namespace Conductor.Daemon.Ipc;

/// <summary>Answers every command: one exhaustive switch, one short method each. On the control thread.</summary>
internal sealed class CommandHandler(ConfigControl config, ConfigLoader loader, EngineThread engine, ControlLoop loop, MonitorService monitor, StatusReport status, DoctorService doctor, Action<string> stop)
    : IRequestHandler
{
    private static readonly FixedReply Pong = new(new SuccessReply { Message = "pong" });

    public void Handle(Command command, Request request, IpcConnection connection)
    {
        switch (command)
        {
            case Command.Status: connection.Answer(status.Make(), IpcJson.Default.StatusReply); break;
            case Command.Reload: Reload(connection); break;
            case Command.Validate: Validate(request, connection); break;
            case Command.Stop: Stop(connection); break;
            case Command.Ping: connection.Answer(Pong); break;
            case Command.Pause: Do((core, now) => core.Pause(now), "Paused", connection); break;
            case Command.Resume: Do((core, now) => core.Resume(now), "Resumed", connection); break;
            case Command.Panic: Do((core, now) => core.Panic(now), "Everything released", connection); break;
            case Command.Inject: Inject(request, connection); break;
            case Command.Explain: Explain(request, connection); break;
            case Command.Monitor: monitor.Add(connection); break;
            case Command.Doctor: doctor.Add(connection); break;
        }
    }

    private void Reload(IpcConnection connection) => config.Reload(loaded =>
    {
        if (loaded.Plan is null)
        {
            FailConfig(connection, config.Path, loaded, "Config reload failed");
            return;
        }

        var read = loaded.Plan.Config;
        connection.Answer(
            new ReloadReply
            {
                Message = "Config reloaded successfully",
                DurationMs = Math.Round(config.Metrics.LastMs ?? 0, 3),
                Modes = [.. read.ModeNames],
                Mappings = read.MappingsWritten,
                GlobalMappings = read.GlobalMappingsWritten,
                Warnings = loaded.Result!.Problems,
            },
            IpcJson.Default.ReloadReply);
    });

    private void Validate(Request request, IpcConnection connection)
    {
        if (!TryRead(request, IpcJson.Default.ValidateArgs, connection, out var args)) return;
        var path = args?.Path is { Length: > 0 } named ? named : config.Path;
        var loaded = loader.Load(path);
        if (loaded.Result is { } result) connection.Answer(CheckReply.Of(path, result), IpcJson.Default.ValidateReply);
        else FailConfig(connection, path, loaded, "Config validation failed");
    }

    private static void FailConfig(IpcConnection connection, string path, LoadedConfig loaded, string what)
    {
        if (loaded.Result is not { } result)
        {
            connection.Fail(loaded.Code, $"{what}: {loaded.Unreadable!.Message}");
            return;
        }

        var first = result.Problems.First(problem => problem.IsError);
        var sentence = ProblemText.IsSyntax(first) ? $"{ProblemText.ParseError}: {ProblemText.SyntaxLine(first, path)}" : first.Message;
        var details = Replies.Details(CheckReply.Of(path, result).AsDetails(), IpcJson.Default.ValidateReply);
        connection.Fail(loaded.Code, $"{what}: {sentence}", details);
    }

    private void Stop(IpcConnection connection)
    {
        connection.Answer(new SuccessReply { Message = "Daemon stopping" }, IpcJson.Default.SuccessReply);
        stop("asked to by conductorctl");
    }

    /// <summary>Answers once the engine has done it.</summary>
    private void Do(Func<Core.Engine, long, long> what, string message, IpcConnection connection) => engine.PostAlways(() =>
    {
        engine.Do(what);
        loop.Post(() => connection.Answer(new SuccessReply { Message = message }, IpcJson.Default.SuccessReply));
    });

    private void Inject(Request request, IpcConnection connection)
    {
        if (!TryRead(request, IpcJson.Default.InjectArgs, connection, out var args)) return;
        if (!InjectRequest.TryRead(args, out var messages, out var device, out var error))
        {
            connection.Fail(ErrorCode.InvalidRequest, error);
            return;
        }

        if (!TryFindSlot(device, connection, out var slot)) return;
        if (engine.IsPaused)
        {
            connection.Fail(ErrorCode.InvalidState, "The daemon is paused: `conductorctl resume` lets it go on");
            return;
        }

        var posted = engine.Post(() =>
        {
            var ran = engine.Inject(messages, slot);
            loop.Post(() => AnswerInject(connection, messages.Count, ran));
        });
        if (!posted) connection.Fail(ErrorCode.InvalidState, "The engine's inbox is full; nothing was played");
    }

    private static void AnswerInject(IpcConnection connection, int handled, List<Core.Actions.ActionTrace> ran) => connection.Answer(
        new InjectReply
        {
            Handled = handled,
            Actions = [.. ran.Select(trace => new ActionInfo
            {
                Mapping = trace.Mapping.Name,
                File = trace.Mapping.Source.File,
                Line = trace.Mapping.Source.Line,
                Action = trace.ToString(),
            })],
        },
        IpcJson.Default.InjectReply);

    private void Explain(Request request, IpcConnection connection)
    {
        if (!TryRead(request, IpcJson.Default.ExplainArgs, connection, out var args)) return;
        if (!MidiWords.TryParse(args?.Message ?? "", out var message, out var sysEx, out var device, out var error))
        {
            connection.Fail(ErrorCode.InvalidRequest, args?.Message is null ? "explain takes 'message' (such as \"note-on 36 100\")" : error);
            return;
        }

        if (!TryFindSlot(device, connection, out var slot, mayBeAway: true)) return;
        var posted = engine.Post(() =>
        {
            var plan = engine.Engine.Plan;
            var explanation = engine.Explain(message.From(slot), sysEx, args!.Mode);
            loop.Post(() => AnswerExplain(connection, explanation, args.Mode, plan));
        });
        if (!posted) connection.Fail(ErrorCode.InvalidState, "The engine's inbox is full; nothing was explained");
    }

    private static void AnswerExplain(IpcConnection connection, Explanation? explanation, string? mode, Plan plan)
    {
        if (explanation is null) connection.Fail(ErrorCode.NotFound, ExplainReplies.NoMode(mode!, plan));
        else connection.Answer(ExplainReplies.Of(explanation), IpcJson.Default.ExplainReply);
    }

    /// <summary>No device named: the file's first; where it defines none, one of our own named "inject".</summary>
    private bool TryFindSlot(string? id, IpcConnection connection, out ushort slot, bool mayBeAway = false)
    {
        slot = DeviceManager.UnlistedSlot;
        var views = engine.Devices.Views;
        var isListed = !config.Plan.Config.Devices.IsEmpty;
        var view = id is null ? (isListed ? views.FirstOrDefault() : null) : views.FirstOrDefault(known => known.Id == id);
        if (view is null)
        {
            if (id is null || (!isListed && id == StatusReport.InjectDevice)) return true;
            connection.Fail(ErrorCode.NotFound, ExplainReplies.NoDevice(id, views.Select(known => known.Id)));
            return false;
        }

        slot = view.Slot;
        if (view.IsConnected || mayBeAway) return true;
        connection.Fail(ErrorCode.DeviceNotConnected, $"Device '{view.Id}' is not connected");
        return false;
    }

    private static bool TryRead<T>(Request request, JsonTypeInfo<T> type, IpcConnection connection, out T? args)
        where T : class
    {
        args = null;
        try
        {
            if (request.Args is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given) args = given.Deserialize(type);
            return true;
        }
        catch (JsonException e)
        {
            connection.Fail(ErrorCode.InvalidRequest, $"Bad arguments: {e.Message}");
            return false;
        }
    }
}
