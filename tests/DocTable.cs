using System.Reflection;

namespace Onboarding.Tests;

/// <summary>A table in <c>docs/</c> that is a copy of what the code knows: a test compares it, and <c>dotnet run --project cdk -- docs record</c> writes it.</summary>
internal sealed class DocTable
{
    /// <summary>The trait of every test that holds a table.</summary>
    public const string Trait = "Docs";

    private readonly string _path;
    private readonly string _header;

    /// <summary>The table below a line.</summary>
    /// <param name="file">The document in <c>docs/</c>.</param>
    /// <param name="header">How the table's first line begins.</param>
    public DocTable(string file, string header) => (_path, _header) = (Path.Combine(s_docs, file), header);

    private static readonly string s_docs =
        typeof(DocTable).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Docs").Value!;

    /// <summary>Whether tables are written rather than compared.</summary>
    public static bool Recording => Environment.GetEnvironmentVariable("ONBOARDING_DOCS") == "record";

    /// <summary>The rows as they are documented.</summary>
    /// <exception cref="InvalidDataException">There is no such table.</exception>
    public IReadOnlyList<string> Rows
    {
        get
        {
            var lines = File.ReadAllLines(_path);
            var (first, end) = Find(lines);
            return lines[first..end];
        }
    }

    /// <summary>Compares the documented rows with what the code knows, or writes them.</summary>
    public void Hold(IEnumerable<string> rows)
    {
        string[] known = [.. rows];
        if (!Recording)
        {
            Rows.ShouldBe(known, $"{Path.GetFileName(_path)} differs from the code; `dotnet run --project cdk -- docs record` writes it.");
            return;
        }

        var lines = File.ReadAllLines(_path);
        var (first, end) = Find(lines);
        File.WriteAllLines(_path, [.. lines[..first], .. known, .. lines[end..]]);
    }

    private (int First, int End) Find(string[] lines)
    {
        var header = Array.FindIndex(lines, l => l.StartsWith(_header, StringComparison.Ordinal));
        if (header < 0)
            throw new InvalidDataException($"{_path} has no line that begins with {_header}");
        var end = Array.FindIndex(lines, header, l => !l.StartsWith('|'));
        return (header + 2, end < 0 ? lines.Length : end);
    }
}
