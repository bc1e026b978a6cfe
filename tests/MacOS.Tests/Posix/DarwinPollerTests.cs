using Conductor.Platform.Tests;

namespace Conductor.MacOS.Tests.Posix;

/// <summary>The poller with a pipe for its bell and a deadline in milliseconds.</summary>
public sealed class DarwinPollerTests() : PollerBehaviour(DarwinHere.Create());
