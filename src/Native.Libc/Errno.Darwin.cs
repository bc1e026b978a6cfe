namespace Conductor.Native.Libc;

/// <content>Darwin's numbers, &lt;sys/errno.h&gt;. Up to ERANGE both systems count as the first Unix did, but for EAGAIN, which Darwin moved.</content>
public static partial class Errno
{
    private const int LastCommon = ERANGE;

    private static readonly (int Ours, int Darwin)[] Different =
    [
        (EAGAIN, 35), (ENOTSOCK, 38), (EMSGSIZE, 40), (EPROTOTYPE, 41), (EOPNOTSUPP, 45 /* ENOTSUP, which files say */), (EOPNOTSUPP, 102), (EADDRINUSE, 48), (EADDRNOTAVAIL, 49), (ECONNABORTED, 53),
        (ECONNRESET, 54), (ENOBUFS, 55), (ENOTCONN, 57), (ETIMEDOUT, 60), (ECONNREFUSED, 61), (ELOOP, 62), (ENAMETOOLONG, 63), (ENOTEMPTY, 66), (EDQUOT, 69), (ESTALE, 70), (ENOLCK, 77),
        (ENOSYS, 78), (EOVERFLOW, 84), (EPROTO, 100),
    ];

    /// <summary>One that has no name here keeps its number, far from the named ones, so that it can't be taken for another.</summary>
    private const int Unnamed = 100_000;

    internal static int FromDarwin(int number)
    {
        foreach (var (ours, darwin) in Different)
        {
            if (darwin == number) return ours;
        }

        return number <= LastCommon && number != EAGAIN ? number : Unnamed + number;
    }

    internal static int ToDarwin(int number)
    {
        if (number >= Unnamed) return number - Unnamed;
        foreach (var (ours, darwin) in Different)
        {
            if (ours == number) return darwin;
        }

        return number;
    }
}
