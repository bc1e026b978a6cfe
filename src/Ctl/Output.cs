using System.Text;
using Conductor.Platform;

namespace Conductor.Ctl;

/// <summary>
/// Answers to stdout, errors to stderr, in UTF-8 and in one write each. Not by way of Console: a reader that has gone away (head) is no
/// error here, and the program starts sooner.
/// </summary>
internal sealed class Output(IFiles files, bool quiet = false, bool color = false)
{
    private const int StandardOutput = 1;
    private const int StandardError = 2;
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    /// <summary>Whether what is printed may have colors.</summary>
    public bool Color => color;

    /// <summary>Text for people. False where nobody reads any more.</summary>
    public bool Print(string text) => quiet || Write(StandardOutput, color ? Colored(text) : text);

    /// <summary>Text for people that has its colors already.</summary>
    public bool PrintAsIs(string text) => quiet || Write(StandardOutput, text);

    /// <summary>A line for programs; <c>--quiet</c> doesn't silence it, it was asked for.</summary>
    public bool PrintLine(ReadOnlySpan<byte> line)
    {
        var bytes = new byte[line.Length + 1];
        line.CopyTo(bytes);
        bytes[^1] = (byte)'\n';
        return files.WriteDescriptor(StandardOutput, bytes);
    }

    public void Error(string text) => Write(StandardError, color ? Colored(text) : text);

    private bool Write(int descriptor, string text) =>
        text.Length == 0 || files.WriteDescriptor(descriptor, Encoding.UTF8.GetBytes(text.TrimEnd('\n') + "\n"));

    /// <summary>Only the marks are colored: they say it all.</summary>
    private static string Colored(string text) => text.Replace("✓", Green + "✓" + Plain).Replace("✗", Red + "✗" + Plain);
}
