using System.Runtime.InteropServices;

namespace Conductor.Native.Darwin;

/// <summary>&lt;pthread.h&gt;, &lt;pthread/qos.h&gt;, &lt;sys/qos.h&gt;.</summary>
public static partial class Threads
{
    public const uint QOS_CLASS_USER_INTERACTIVE = 0x21;

    /// <summary>1 on the process's first thread.</summary>
    [LibraryImport(SystemLibrary.Name)]
    public static partial int pthread_main_np();

    /// <summary>An error number, or 0.</summary>
    /// <param name="qos_class">How soon the calling thread is to run.</param>
    /// <param name="relative_priority">0 to -15 within the class.</param>
    [LibraryImport(SystemLibrary.Name)]
    public static partial int pthread_set_qos_class_self_np(uint qos_class, int relative_priority);
}
