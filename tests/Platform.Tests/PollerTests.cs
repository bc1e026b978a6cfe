using Conductor.Platform.Tests.Kit;

namespace Conductor.Platform.Tests;

public sealed class PollerTests() : PollerBehaviour(OnLinux.Create());
