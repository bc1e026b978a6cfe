using Conductor.TestKit;
using SharpFuzz;

// README.md says how to run it.
switch (args)
{
    case []: Fuzzer.OutOfProcess.Run(Examine); return 0;
    case ["--runs", var runs]: return Mutations(int.Parse(runs), seed: Environment.TickCount);
    case ["--runs", var runs, "--seed", var seed]: return Mutations(int.Parse(runs), int.Parse(seed));
    case ["--dictionary"]: foreach (var word in Words.Dictionary()) Console.WriteLine(word); return 0;
    case [['-', ..], ..]: Console.Error.WriteLine("Usage: Conductor.Fuzz [FILE ... | --runs N [--seed S] | --dictionary]; without anything it reads stdin"); return 64;
    default: foreach (var path in args) ConfigExamination.Examine(File.ReadAllBytes(path)); return 0;
}

// AFL keeps this process and hands it file after file, so that the runtime starts once.
static void Examine(Stream input)
{
    using var bytes = new MemoryStream();
    input.CopyTo(bytes);
    ConfigExamination.Examine(bytes.ToArray());
}

// Where there is no AFL: the mutations of the tests, from the corpus.
static int Mutations(int runs, int seed)
{
    Console.WriteLine($"{runs} files, seed {seed}");
    var failure = ConfigFuzz.Run(ConfigCorpus.Texts(), seed, 0, runs);
    Console.WriteLine(failure ?? "Every promise is kept");
    return failure is null ? 0 : 1;
}
