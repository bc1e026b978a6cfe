using Conductor.Core;
using Conductor.Core.Config;
using Conductor.Core.Ports;
using Conductor.Platform;
using Microsoft.Extensions.Logging;

namespace Conductor.Daemon;

/// <summary>One of the files that are watched: what it said when it was last taken or refused, and what it says now.</summary>
internal sealed class WatchedFile(IFiles files, ReadFile known)
{
    private NativeException? _unreadable;
    private bool _toldGone;

    public string Path => known.Path;

    /// <summary>What it says now; null where it is not there, or not readable at this moment: the next change says so.</summary>
    public byte[]? Content { get; private set; } = known.Content;

    /// <summary>It says something else.</summary>
    public bool IsNew => Content is not null && Content != known.Content;

    /// <summary>It can't be read any more, and that has not been told.</summary>
    public bool IsGone => Content is null && known.Content is not null && !_toldGone;

    public bool IsBeingWritten => files.IsBeingWritten(Path);

    public void Look()
    {
        try
        {
            var content = files.ReadWhole(Path, ConfigReader.MaxFileBytes);
            Content = known.Content is { } old && content.AsSpan().SequenceEqual(old) ? old : content;
            _toldGone = false;
        }
        catch (NativeException e)
        {
            _unreadable = e;
            Content = null;
        }
    }

    public void TellGone(ILogger log)
    {
        _toldGone = true;
        if (_unreadable!.IsMissingFile) log.ConfigDeleted(Printable.Of(Path));
        else log.ConfigUnreadable(Printable.Of(Path), Printable.Of(_unreadable.Message));
    }
}
