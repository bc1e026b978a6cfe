using System.CommandLine;
using Conductor.Core.Config;

namespace Conductor.Ctl;

/// <summary><c>conductorctl schema > conductor.schema.json</c>: for editors, which then complete, explain and check a configuration while it is written.</summary>
internal sealed class SchemaVerb : VerbCommand
{
    private readonly Option<bool> _strict = new("--strict") { Description = "Let editors mark keys and tables that nobody knows, too; the daemon only warns about them" };

    public SchemaVerb() : base("schema", "Print a JSON Schema for editors; with Taplo (VS Code: Even Better TOML) it counts for a file whose first line is '#:schema ./conductor.schema.json'") =>
        Options.Add(_strict);

    public override ExitCode Run(Session session, ParseResult parsed)
    {
        session.Output.PrintLine(SchemaWriter.Write(parsed.GetValue(_strict)));
        return ExitCode.Done;
    }
}
