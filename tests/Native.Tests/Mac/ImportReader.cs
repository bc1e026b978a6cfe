using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Conductor.Native.Tests.Mac;

/// <param name="Method">C#'s name, with its class.</param>
/// <param name="Shape">What it returns, then what it takes.</param>
/// <param name="KeepsSignature">The runtime neither turns its result into an exception nor keeps errno for it.</param>
internal sealed record Import(string Method, string Library, string EntryPoint, NativeShape[] Shape, bool KeepsSignature);

/// <summary>What an assembly really imports: its metadata, after every source generator has had its say.</summary>
internal static class ImportReader
{
    public static IReadOnlyList<Import> Read(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .Where(method => (method.Attributes & MethodAttributes.PinvokeImpl) != 0).Select(method => Read(metadata, method))];
    }

    private static Import Read(MetadataReader metadata, MethodDefinition method)
    {
        var import = method.GetImport();
        var signature = method.DecodeSignature(ShapeProvider.Instance, null);
        var name = metadata.GetString(method.Name);
        var type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
        var keeps = (method.ImplAttributes & MethodImplAttributes.PreserveSig) != 0
            && (import.Attributes & MethodImportAttributes.SetLastError) == 0
            && signature.Header.CallingConvention == SignatureCallingConvention.Default;
        return new(
            $"{type}.{Outer(name)}", metadata.GetString(metadata.GetModuleReference(import.Module).Name), metadata.GetString(import.Name),
            [signature.ReturnType, .. signature.ParameterTypes], keeps);
    }

    /// <summary>Where something is converted, or errno kept, the import is a function inside of the method that is called: "&lt;kqueue&gt;g____PInvoke|1_0".</summary>
    private static string Outer(string name) => name[0] == '<' ? name[1..name.IndexOf('>')] : name;

    private sealed class ShapeProvider : ISignatureTypeProvider<NativeShape, object?>
    {
        public static readonly ShapeProvider Instance = new();

        public NativeShape GetPrimitiveType(PrimitiveTypeCode code) => NativeShape.Primitive(code);

        public NativeShape GetPointerType(NativeShape elementType) => NativeShape.Pointer;

        public NativeShape GetFunctionPointerType(MethodSignature<NativeShape> signature) => NativeShape.Pointer;

        public NativeShape GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
            NativeShape.Struct(reader.GetString(reader.GetTypeReference(handle).Name));

        public NativeShape GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            NativeShape.Struct(reader.GetString(reader.GetTypeDefinition(handle).Name));

        // What no import here may have: none of these is blittable, or none has a fixed width.
        public NativeShape GetByReferenceType(NativeShape elementType) => throw new NotSupportedException("ref");

        public NativeShape GetSZArrayType(NativeShape elementType) => throw new NotSupportedException("array");

        public NativeShape GetArrayType(NativeShape elementType, ArrayShape shape) => throw new NotSupportedException("array");

        public NativeShape GetGenericInstantiation(NativeShape genericType, ImmutableArray<NativeShape> typeArguments) =>
            throw new NotSupportedException("generic");

        public NativeShape GetGenericMethodParameter(object? genericContext, int index) => throw new NotSupportedException("generic");

        public NativeShape GetGenericTypeParameter(object? genericContext, int index) => throw new NotSupportedException("generic");

        public NativeShape GetModifiedType(NativeShape modifier, NativeShape unmodifiedType, bool isRequired) => unmodifiedType;

        public NativeShape GetPinnedType(NativeShape elementType) => throw new NotSupportedException("pinned");

        public NativeShape GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            throw new NotSupportedException("specification");
    }
}
