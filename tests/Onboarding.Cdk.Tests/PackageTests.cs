using System.IO.Compression;
using Onboarding.Cdk.Packaging;

namespace Onboarding.Cdk.Tests;

/// <summary>The zip that Lambda runs.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onboarding-package-");

    [Fact]
    public void The_Managed_Package_Is_Small_And_Holds_What_Runs_Only()
    {
        var zip = Package.Make(Lane.Managed, Architecture.X64, readyToRun: true, "net10.0");

        new FileInfo(zip).Length.ShouldBeLessThan(4 << 20);
        using var archive = ZipFile.OpenRead(zip);
        archive.Entries.Select(e => e.FullName).ShouldBe(
        [
            "AWSSDK.Core.dll", "AWSSDK.DynamoDBv2.dll", "AWSSDK.SecurityToken.dll", "Onboarding.Functions.deps.json", "Onboarding.Functions.dll",
            "Onboarding.Functions.runtimeconfig.json", "Onboarding.Templates.dll",
        ]);
    }

    [Fact]
    public void The_Same_Files_Make_The_Same_Zip()
    {
        var files = _folder.CreateSubdirectory("files").FullName;
        File.WriteAllText(Path.Combine(files, "b"), "second");
        File.WriteAllText(Path.Combine(files, "a"), "first");
        Package.Pack(files, ZipPath("one.zip"));
        foreach (var file in Directory.EnumerateFiles(files))
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Package.Pack(files, ZipPath("two.zip"));

        File.ReadAllBytes(ZipPath("two.zip")).ShouldBe(File.ReadAllBytes(ZipPath("one.zip")));
    }

    [Fact]
    public void The_Native_File_Is_Executable()
    {
        var files = _folder.CreateSubdirectory("native").FullName;
        File.WriteAllText(Path.Combine(files, "bootstrap"), "");
        Package.Pack(files, ZipPath("native.zip"));

        using var archive = ZipFile.OpenRead(ZipPath("native.zip"));
        (archive.Entries.ShouldHaveSingleItem().ExternalAttributes >> 16 & 0x1FF).ShouldBe(0x1ED);
    }

    [Fact]
    public void The_Native_Lane_Is_Compiled_On_The_Machine_It_Runs_On() =>
        Should.Throw<DeployException>(() => Publication.Make(Lane.Native, Architecture.Find(Other()), readyToRun: true, "net10.0")).Message.ShouldContain("is compiled on a");

    [Fact]
    public void The_Error_For_An_Unknown_Lane_Lists_The_Known_Ones() =>
        Should.Throw<DeployException>(() => CommandLine.Run(["package", "wasm"], _ => null, TextWriter.Null)).Message.ShouldStartWith("“package wasm” is not understood.");

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Other() => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.X64 ? "arm64" : "x86_64";

    private string ZipPath(string name) => Path.Combine(_folder.FullName, name);
}
