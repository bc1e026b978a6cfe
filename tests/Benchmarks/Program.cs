using Conductor.Benchmarks;

// One line of JSON a figure, for scripts/bench.sh: {"what": …, "value": …, "unit": …}. Every comparison is with something in the same run.
if (args is ["load", var socket, var messages, var reloads, var pings]) Load.Run(socket, int.Parse(messages), int.Parse(reloads), int.Parse(pings));
else if (args is ["config"]) ConfigFigures.Print();
else if (args is ["engine"]) PrintEngine();
else
{
    PrintEngine();
    ConfigFigures.Print();
}

static void PrintEngine()
{
    EngineFigures.Print();
    GestureFigures.Print();
    MonitorFigures.Print();
}
