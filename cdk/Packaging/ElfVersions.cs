using System.Buffers.Binary;
using System.Text;

namespace Onboarding.Cdk.Packaging;

/// <summary>Reads which versions of its libraries a native executable needs, as the loader does when it starts the program.</summary>
/// <remarks>
/// The dynamic section's DT_VERNEED: Linux Standard Base Core, "Symbol Versioning" (https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html);
/// program headers and dynamic section: System V ABI, chapter 5. What is stripped are section headers' contents, never these.
/// </remarks>
internal static class ElfVersions
{
    private const uint Loaded = 1; // PT_LOAD
    private const uint Dynamic = 2; // PT_DYNAMIC
    private const ulong Strings = 5; // DT_STRTAB
    private const ulong Needs = 0x6FFFFFFE; // DT_VERNEED
    private const ulong NeedsCount = 0x6FFFFFFF; // DT_VERNEEDNUM

    private static ReadOnlySpan<byte> Magic => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1]; // 64 bits, little-endian

    /// <summary>Reads the versions, such as <c>GLIBC_2.34</c>.</summary>
    /// <returns>Each once, sorted; none of a program that is linked statically.</returns>
    /// <exception cref="DeployException">It isn't an executable for 64-bit Linux, or it is damaged.</exception>
    public static IReadOnlyList<string> Needed(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Magic))
            throw new DeployException("The linked file isn't an executable for 64-bit Linux (ELF, little-endian).");
        try
        {
            return [.. new Reader(file).Versions().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new DeployException("The linked executable is damaged: its version needs are outside the file.");
        }
    }

    private readonly ref struct Reader(ReadOnlySpan<byte> file)
    {
        private readonly ReadOnlySpan<byte> _file = file;

        public List<string> Versions()
        {
            var versions = new List<string>();
            if (Find(Dynamic) is not { } dynamic)
                return versions;
            var (needs, count, strings) = Read(dynamic);
            if (count == 0)
                return versions;
            if (count > (ulong)_file.Length)
                throw new InvalidDataException("The program names more needed libraries than it has bytes.");
            var need = OffsetOf(needs);
            for (var i = 0UL; i < count; i++)
            {
                var version = need + U32(need + 8);
                for (var j = 0; j < U16(need + 2); j++)
                {
                    versions.Add(Text(OffsetOf(strings) + U32(version + 8)));
                    version += U32(version + 12);
                }

                need += U32(need + 4);
            }

            return versions;
        }

        private (ulong Needs, ulong Count, ulong Strings) Read((ulong Offset, ulong Size) dynamic)
        {
            var (needs, count, strings) = (0UL, 0UL, 0UL);
            for (var at = dynamic.Offset; at + 16 <= dynamic.Offset + dynamic.Size; at += 16)
            {
                var value = U64(at + 8);
                switch (U64(at))
                {
                    case Strings:
                        strings = value;
                        break;
                    case Needs:
                        needs = value;
                        break;
                    case NeedsCount:
                        count = value;
                        break;
                }
            }

            return (needs, count, strings);
        }

        private (ulong Offset, ulong Size)? Find(uint type)
        {
            for (var i = 0UL; i < U16(56); i++)
            {
                var header = U64(32) + (i * U16(54));
                if (U32(header) == type)
                    return (U64(header + 8), U64(header + 32));
            }

            return null;
        }

        // The file offset of an address that the loader maps.
        private ulong OffsetOf(ulong address)
        {
            for (var i = 0UL; i < U16(56); i++)
            {
                var header = U64(32) + (i * U16(54));
                var (offset, start, size) = (U64(header + 8), U64(header + 16), U64(header + 32));
                if (U32(header) == Loaded && address >= start && address - start < size)
                    return offset + (address - start);
            }

            throw new ArgumentOutOfRangeException(nameof(address));
        }

        private string Text(ulong at)
        {
            var from = _file[checked((int)at)..];
            return Encoding.ASCII.GetString(from[..from.IndexOf((byte)0)]);
        }

        private ushort U16(ulong at) => BinaryPrimitives.ReadUInt16LittleEndian(_file[checked((int)at)..]);

        private uint U32(ulong at) => BinaryPrimitives.ReadUInt32LittleEndian(_file[checked((int)at)..]);

        private ulong U64(ulong at) => BinaryPrimitives.ReadUInt64LittleEndian(_file[checked((int)at)..]);
    }
}
