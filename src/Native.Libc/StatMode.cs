namespace Conductor.Native.Libc;

/// <summary>What kind of thing a file is: the upper bits of st_mode, &lt;sys/stat.h&gt;, the same on both systems.</summary>
public static class StatMode
{
    public const int S_IFMT = 0xF000;
    public const int S_IFSOCK = 0xC000;
    public const int S_IFLNK = 0xA000;
    public const int S_IFREG = 0x8000;
    public const int S_IFBLK = 0x6000;
    public const int S_IFDIR = 0x4000;
    public const int S_IFCHR = 0x2000;
    public const int S_IFIFO = 0x1000;
}
