using System.Text.Json.Serialization;

namespace Conductor.Ipc;

/// <summary>Every type that goes over the wire; one that is missing here does not compile at its use.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = Limits.MaxDepth,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(ValidateArgs))]
[JsonSerializable(typeof(InjectArgs))]
[JsonSerializable(typeof(ExplainArgs))]
[JsonSerializable(typeof(ExplainReply))]
[JsonSerializable(typeof(SuccessReply))]
[JsonSerializable(typeof(ErrorReply))]
[JsonSerializable(typeof(TooLargeDetails))]
[JsonSerializable(typeof(ReloadReply))]
[JsonSerializable(typeof(ValidateReply))]
[JsonSerializable(typeof(InjectReply))]
[JsonSerializable(typeof(MonitorLine))]
[JsonSerializable(typeof(StatusReply))]
[JsonSerializable(typeof(DoctorReply))]
public sealed partial class IpcJson : JsonSerializerContext;
