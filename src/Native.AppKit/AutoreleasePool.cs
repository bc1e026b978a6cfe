namespace Conductor.Native.AppKit;

/// <summary>For a using around calls of Objective-C, on one thread: everything they autorelease goes at its end.</summary>
public readonly ref struct AutoreleasePool
{
    private readonly nint _pool;

    private AutoreleasePool(nint pool) => _pool = pool;

    public static AutoreleasePool Push() => new(ObjC.objc_autoreleasePoolPush());

    public void Dispose() => ObjC.objc_autoreleasePoolPop(_pool);
}
