using System.Buffers.Binary;
using System.Text;

namespace Onboarding.Templates;

/// <summary>A zip archive of small text files, stored as they are: always the same bytes for the same files.</summary>
/// <remarks>
/// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT. Nothing is compressed, because compressors differ from version to version and the archive's address names
/// its digest. Every time is the earliest that the format has. <c>cdk/Publishing/publish.js</c> writes the same; a test holds the two together.
/// </remarks>
public static class StoredZip
{
    private const int LocalHeader = 0x04034b50;
    private const int CentralHeader = 0x02014b50;
    private const int End = 0x06054b50;
    private const ushort Version = 20;
    private const ushort MadeByUnix = (3 << 8) | Version;
    private const ushort FirstOfJanuary1980 = 0x21;

    /// <summary>A plain file that its owner can write and everyone can read.</summary>
    private const uint Mode = 0x81A4u << 16;

    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1))];

    /// <summary>Writes an archive.</summary>
    /// <param name="files">Names in ASCII, and texts, in the order in which they are to be in it.</param>
    public static byte[] Of(IEnumerable<TextFile> files)
    {
        var (archive, directory, count) = (new List<byte>(), new List<byte>(), 0);
        foreach (var file in files)
        {
            var (name, bytes) = (Encoding.ASCII.GetBytes(file.Name), Encoding.UTF8.GetBytes(file.Text));
            byte[] common = [.. Two(Version), .. Two(0), .. Two(0), .. Two(0), .. Two(FirstOfJanuary1980), .. Four(Crc(bytes)), .. Four((uint)bytes.Length), .. Four((uint)bytes.Length), .. Two((ushort)name.Length), .. Two(0)];
            directory.AddRange([.. Four(CentralHeader), .. Two(MadeByUnix), .. common, .. Two(0), .. Two(0), .. Two(0), .. Four(Mode), .. Four((uint)archive.Count), .. name]);
            archive.AddRange([.. Four(LocalHeader), .. common, .. name, .. bytes]);
            count++;
        }

        return [.. archive, .. directory, .. Four(End), .. Two(0), .. Two(0), .. Two((ushort)count), .. Two((ushort)count), .. Four((uint)directory.Count), .. Four((uint)archive.Count), .. Two(0)];
    }

    private static uint Crc(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, (crc, b) => s_table[(crc ^ b) & 0xFF] ^ (crc >> 8));

    private static byte[] Two(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Four(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}

/// <summary>A file of text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">What is in it, to be written in UTF-8.</param>
public sealed record TextFile(string Name, string Text);
