namespace Onboarding.Profiles;

/// <summary>Something about a profile that keeps it from being used.</summary>
/// <param name="File">The file, from the folder of profiles.</param>
/// <param name="Sid">The statement; null for what is about no single one.</param>
/// <param name="Sentence">What is wrong, and what to do about it.</param>
internal sealed record Fault(string File, string? Sid, string Sentence)
{
    public override string ToString() => Sid is null ? $"{File}: {Sentence}" : $"{File}, statement “{Sid}”: {Sentence}";
}

/// <summary>All faults of a run: each is noted, none ends it.</summary>
internal sealed class Faults
{
    private readonly List<Fault> _all = [];

    public IReadOnlyList<Fault> All => _all;

    public void Add(string file, string sentence) => Add(file, null, sentence);

    public void Add(string file, string? sid, string sentence)
    {
        var fault = new Fault(file, sid, sentence);
        if (!_all.Contains(fault))
            _all.Add(fault);
    }
}
