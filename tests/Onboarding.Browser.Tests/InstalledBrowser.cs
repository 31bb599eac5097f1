using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Onboarding.Browser.Tests;

/// <summary>The browser that the tests drive.</summary>
/// <param name="Path">Its executable.</param>
/// <param name="Libraries">Where it finds libraries that the machine does not have; null when it needs none.</param>
internal sealed record InstalledBrowser(string Path, string? Libraries = null)
{
    private const string Unpack = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";

    private static readonly Lazy<InstalledBrowser> s_found = new(Search);

    /// <summary>What <c>CHROMIUM</c> names; an installed Chromium, Chrome or Edge; on Linux x64 the Chromium of the npm package.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static InstalledBrowser Found => s_found.Value;

    // The one without windows does the same for a third of the work.
    private static readonly string[] s_onLinux =
    [
        "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome", "/usr/bin/microsoft-edge", "/snap/bin/chromium",
    ];

    private static readonly string[] s_onMac = ["Google Chrome", "Chromium", "Microsoft Edge"];

    private static readonly string[] s_onWindows = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];

    private static InstalledBrowser Search()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named)
            return File.Exists(named) ? new InstalledBrowser(named) : throw new InvalidOperationException($"CHROMIUM names {named}, which does not exist.");
        if (Installed().FirstOrDefault(File.Exists) is { } installed)
            return new InstalledBrowser(installed);
        return OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64
            ? Packaged()
            : throw new InvalidOperationException("These tests drive a real browser. Install Chromium, Chrome or Edge, or name one by the variable CHROMIUM.");
    }

    private static IEnumerable<string> Installed()
    {
        if (OperatingSystem.IsMacOS())
            return s_onMac.SelectMany(name => (string[])[$"/Applications/{name}.app/Contents/MacOS/{name}", $"{Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)}/Applications/{name}.app/Contents/MacOS/{name}"]);
        if (!OperatingSystem.IsWindows())
            return s_onLinux;
        Environment.SpecialFolder[] folders = [Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData];
        return folders.SelectMany(folder => s_onWindows.Select(path => System.IO.Path.Combine(Environment.GetFolderPath(folder), path)));
    }

    // It carries the libraries that a bare machine lacks, and unpacks them where it believes to be in Lambda.
    private static InstalledBrowser Packaged()
    {
        var folder = System.IO.Path.Combine(AppContext.BaseDirectory, "chromium");
        if (!Directory.Exists(folder))
        {
            var unfinished = Directory.CreateDirectory(folder + "-" + System.IO.Path.GetRandomFileName()).FullName;
            UnpackInto(unfinished);
            Directory.Move(unfinished, folder);
        }

        var path = System.IO.Path.Combine(folder, "chromium");
        return new InstalledBrowser(path, HasItsLibraries(path) ? null : System.IO.Path.Combine(folder, "al2023", "lib"));
    }

    private static void UnpackInto(string folder)
    {
        var web = typeof(InstalledBrowser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Web").Value!;
        var start = new ProcessStartInfo("node", ["--input-type=module", "--eval", Unpack]) { UseShellExecute = false, WorkingDirectory = web };
        start.Environment["TMPDIR"] = folder;
        start.Environment["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs20.x";
        using var node = Process.Start(start)!;
        node.WaitForExit();
        if (node.ExitCode != 0)
            throw new InvalidOperationException("There is no browser, and the npm package with one is not installed: run npm ci at the repository's root, or name a browser by the variable CHROMIUM.");
    }

    private static bool HasItsLibraries(string path)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [path]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = ldd.StandardOutput.ReadToEnd();
        ldd.WaitForExit();
        return !output.Contains("not found", StringComparison.Ordinal);
    }
}
