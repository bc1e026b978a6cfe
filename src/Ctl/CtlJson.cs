using System.Text.Json.Serialization;

namespace Conductor.Ctl;

/// <summary>What <c>--json</c> prints that is conductorctl's own; what the daemon says is <see cref="Ipc.IpcJson"/>'s.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PingReport))]
[JsonSerializable(typeof(InitReport))]
[JsonSerializable(typeof(TemplatesReport))]
[JsonSerializable(typeof(FormatReport))]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(ServiceChangeReport))]
[JsonSerializable(typeof(ServiceStatusReport))]
internal sealed partial class CtlJson : JsonSerializerContext;
