using System.Text;

namespace Conductor.Core.Config;

/// <summary>A line of the file, or the part of it around a spot, as it is drawn; and which of its cells the marks stand under.</summary>
internal readonly record struct Excerpt(string Line, int Before, int Marks)
{
    /// <summary>The most cells of a line that are shown.</summary>
    public const int Window = 110;

    /// <summary>How many scalars before the spot are looked at: enough to fill the window though most of them were marks.</summary>
    private const int Near = 8 * Window;

    /// <param name="line">The source line.</param>
    /// <param name="spot">Where the offending text begins, in scalars from 0. Behind the line: one mark behind it.</param>
    /// <param name="length">Of that text, in scalars.</param>
    /// <param name="isCut">The line is a part of a longer one, and does not begin it.</param>
    public static Excerpt Of(string line, int spot, int length, bool isCut = false)
    {
        spot = Math.Clamp(spot, 0, line.Length);
        var (chars, scalars) = Far(line, spot - Near);
        var near = line.AsSpan(chars);
        var (from, to, end) = Find(near, spot - scalars, Math.Max(1, length));
        return Cut(near, isCut || chars > 0, from, to, Start(from, to, end));
    }

    /// <summary>
    /// What lies too far before the spot to be laid out, so that thousands of problems in one line don't take minutes. It ends where an ASCII character
    /// stands: that never belongs to the one before it.
    /// </summary>
    private static (int Chars, int Scalars) Far(string line, int limit)
    {
        var far = (0, 0);
        var scalars = 0;
        for (var at = 0; at < line.Length && scalars < limit; at++)
        {
            if (char.IsAscii(line[at])) far = (at, scalars);
            if (!char.IsLowSurrogate(line[at]) || at == 0 || !char.IsHighSurrogate(line[at - 1])) scalars++;
        }

        return far;
    }

    /// <summary>The cells of the marks; and the line's end, or any place behind the last that can be shown.</summary>
    private static (int From, int To, int End) Find(ReadOnlySpan<char> line, int spot, int length)
    {
        var (from, to) = (-1, 0);
        var walk = new CellWalk(line);
        while ((from < 0 || walk.Cell <= from + Window) && walk.Next())
        {
            if (walk.Scalar + walk.Scalars <= spot || walk.Scalar - spot >= length) continue;
            if (from < 0) from = walk.Cell;
            to = walk.End;
        }

        return from < 0 ? (walk.End, walk.End + 1, walk.End) : (from, to, walk.End);
    }

    /// <summary>The first cell that is shown: with the spot near the middle, but the line's ends where they are near.</summary>
    private static int Start(int from, int to, int end)
    {
        if (end <= Window || to <= Window * 3 / 4) return 0;
        var before = Math.Max(Window / 4, (Window - (to - from)) / 2);
        return Math.Max(0, Math.Min(from - before, end - Window));
    }

    private static Excerpt Cut(ReadOnlySpan<char> line, bool isCutBefore, int from, int to, int start)
    {
        var text = new StringBuilder();
        var (first, last) = (start, start);
        var isCut = false;
        for (var walk = new CellWalk(line); !isCut && walk.Next();)
        {
            if (walk.Cell < start) first = walk.End;
            else if (walk.End > start + Window) isCut = true;
            else
            {
                walk.Draw(text);
                last = walk.End;
            }
        }

        isCutBefore |= first > 0;
        if (isCutBefore) text.Insert(0, '…');
        if (isCut) text.Append('…');
        return new Excerpt(text.ToString(), from - first + (isCutBefore ? 1 : 0), Math.Max(1, Math.Min(to, last) - from));
    }
}
