using System.Reflection;
using System.Reflection.Metadata;

namespace Conductor.Native.Tests.Mac;

/// <summary>One type of a signature as a C compiler would pass it; several words are a struct.</summary>
/// <param name="Words">One per register, or per field.</param>
/// <param name="StructName">Null for what is none.</param>
internal sealed record NativeShape(string[] Words, string? StructName = null)
{
    public static readonly NativeShape Pointer = new(["ptr"]);

    /// <summary>IntPtr and UIntPtr, which stand both for pointers and for integers of that width.</summary>
    private const string Native = "native";

    public static NativeShape Primitive(PrimitiveTypeCode code) => new([code switch
    {
        PrimitiveTypeCode.Void => "void",
        PrimitiveTypeCode.SByte => "i8:s",
        PrimitiveTypeCode.Byte => "i8:z",
        PrimitiveTypeCode.Int16 => "i16:s",
        PrimitiveTypeCode.UInt16 or PrimitiveTypeCode.Char => "i16:z",
        PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 => "i32",
        PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64 => "i64",
        PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr => Native,
        PrimitiveTypeCode.Single => "float",
        PrimitiveTypeCode.Double => "double",
        _ => throw new NotSupportedException($"{code} is not blittable"),
    }]);

    public static NativeShape Struct(string name) => new([.. Flatten(MacBindings.Find(name))], name);

    /// <summary>Whether an argument or a result of this type is what arm64 calls <paramref name="word"/>.</summary>
    public bool IsOnArm64(string word) => Words switch
    {
        [var only] => IsScalar(only, word),
        ["double", "double"] => word == "2xdouble",
        ["double", "double", "double", "double"] => word == "4xdouble",
        [Native or "i64", Native or "i64"] => word == "2xi64",
        _ => false,
    };

    /// <summary>What x86_64's compilers make of it as an argument: a struct of up to 16 bytes goes as its fields.</summary>
    public static bool AreOnX64(IEnumerable<NativeShape> arguments, ReadOnlySpan<string> words)
    {
        var flat = arguments.SelectMany(argument => argument.Words).ToArray();
        if (flat.Length != words.Length)
            return false;

        for (var i = 0; i < flat.Length; i++)
            if (!IsScalar(flat[i], words[i]))
                return false;

        return true;
    }

    /// <summary>Whether a result of this type is what x86_64 calls <paramref name="word"/>.</summary>
    public bool IsResultOnX64(string word, bool inMemory) =>
        Words.Length > 2 ? word == "void" && inMemory : !inMemory && IsOnArm64(word);

    /// <summary>BOOL is a bool on arm64 and a signed char on x86_64; as a byte that is compared with 0 it is right on both.</summary>
    private static bool IsScalar(string ours, string word) => word switch
    {
        "ptr" => ours is "ptr" or Native,
        "i64" => ours is "i64" or Native,
        "i1" or "i1:z" or "i8" or "i8:z" or "i8:s" => ours == "i8:z",
        "i16" => ours == "i16:s",
        _ => ours == word,
    };

    private static IEnumerable<string> Flatten(Type type) => type.IsPrimitive
        ? Primitive(Enum.Parse<PrimitiveTypeCode>(type.Name)).Words
        : type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(field => field.FieldType.IsPointer ? Pointer.Words : Flatten(field.FieldType));
}
