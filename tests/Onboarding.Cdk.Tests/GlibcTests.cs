using System.Buffers.Binary;
using System.Text;
using Onboarding.Cdk.Packaging;

namespace Onboarding.Cdk.Tests;

/// <summary>A native executable that Lambda's C library is too old for is refused when it was linked, not when it starts.</summary>
public sealed class GlibcTests
{
    [Fact]
    public void Every_Version_That_An_Executable_Needs_Is_Found() =>
        ElfVersions.Needed(Executable("GLIBC_2.2.5", "GLIBC_2.34", "GLIBC_2.38")).ShouldBe(["GLIBC_2.2.5", "GLIBC_2.34", "GLIBC_2.38"]);

    [Fact]
    public void A_Program_Of_This_Machine_Is_Read_As_Its_Own_Tools_Read_It() =>
        ElfVersions.Needed(File.ReadAllBytes("/bin/sh")).ShouldContain("GLIBC_2.2.5", StringComparer.Ordinal);

    [Fact]
    public void An_Executable_Without_Libraries_Needs_None()
    {
        var file = Executable("GLIBC_2.38");
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), 1); // The dynamic section's header is the second.

        ElfVersions.Needed(file).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GLIBC_2.35")]
    [InlineData("GLIBC_2.38")]
    [InlineData("GLIBC_3.0")]
    [InlineData("GLIBC_ABI_DT_RELR")]
    public void What_Needs_A_Newer_C_Library_Is_Refused_With_The_Remedy(string version) =>
        Should.Throw<DeployException>(() => Glibc.Require(ElfVersions.Needed(Executable("GLIBC_2.2.5", version)))).Message.ShouldBe(
            $"The lane native was linked on a Linux that is too new: it needs {version}, and Lambda's provided.al2023 has glibc 2.34. "
            + "Build it where glibc is no newer, as in a container of public.ecr.aws/amazonlinux/amazonlinux:2023, or choose the lane managed.");

    [Fact]
    public void What_Lambda_Has_Is_Enough() => Should.NotThrow(() => Glibc.Require(["GLIBC_2.2.5", "GLIBC_2.4", "GLIBC_2.34", "GCC_3.0"]));

    [Theory]
    [InlineData("")]
    [InlineData("#!/bin/sh")]
    [InlineData("\u007fELF\u0001\u0001 of 32 bits")]
    public void A_File_That_Is_Not_An_Executable_Is_Refused(string content) =>
        Should.Throw<DeployException>(() => ElfVersions.Needed(Encoding.Latin1.GetBytes(content))).Message.ShouldStartWith("The linked file isn't an executable");

    [Fact]
    public void Wherever_An_Executable_Is_Cut_Off_It_Is_Read_Or_Refused_And_Nothing_Else()
    {
        var whole = Executable("GLIBC_2.2.5", "GLIBC_2.38");
        for (var length = 6; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Should.Throw<DeployException>(() => ElfVersions.Needed(cut)).Message.ShouldContain("damaged");
        }
    }

    // The least that the loader reads: header, a loaded segment of the whole file, a dynamic section, version needs, texts. All little-endian, addresses 0x10000 above offsets.
    private static byte[] Executable(params string[] versions)
    {
        const int Address = 0x10000, Programs = 64, Dynamic = Programs + (2 * 56), Needs = Dynamic + (4 * 16);
        var texts = Needs + 16 + (versions.Length * 16);
        var all = "\0libc.so.6\0" + string.Concat(versions.Select(v => v + '\0'));
        var file = new byte[texts + all.Length];
        Encoding.ASCII.GetBytes(all).CopyTo(file, texts);
        ((byte[])[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(file, 0);
        U64(32, Programs);
        U16(54, 56);
        U16(56, 2);
        Segment(Programs, type: 1, 0, file.Length);
        Segment(Programs + 56, type: 2, Dynamic, 4 * 16);
        Entry(0, 5, Address + texts);
        Entry(1, 0x6FFFFFFE, Address + Needs);
        Entry(2, 0x6FFFFFFF, 1);
        U16(Needs, 1);
        U16(Needs + 2, versions.Length);
        U32(Needs + 4, 1);
        U32(Needs + 8, 16);
        for (var i = 0; i < versions.Length; i++)
        {
            U32(Needs + 16 + (i * 16) + 8, all.IndexOf(versions[i] + '\0', StringComparison.Ordinal));
            U32(Needs + 16 + (i * 16) + 12, i + 1 < versions.Length ? 16 : 0);
        }

        return file;

        void U16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);
        void U32(int at, int value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), (uint)value);
        void U64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
        void Segment(int at, int type, int offset, int size)
        {
            U32(at, type);
            U64(at + 8, offset);
            U64(at + 16, Address + offset);
            U64(at + 32, size);
        }

        void Entry(int index, long tag, long value)
        {
            U64(Dynamic + (index * 16), tag);
            U64(Dynamic + (index * 16) + 8, value);
        }
    }
}
