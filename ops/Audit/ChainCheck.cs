using System.Security.Cryptography;
using System.Text;
using Onboarding.Ops.Api;

namespace Onboarding.Ops.Audit;

/// <summary>Recomputes a trail's chain, without trusting the API.</summary>
internal static class ChainCheck
{
    private const string Minted = "minted";

    private static readonly string s_noHash = new('0', 64);

    /// <summary>Everything that is wrong, by the entries' numbers; empty for a sound trail.</summary>
    public static IReadOnlyList<Flaw> Flaws(AuditTrail trail)
    {
        var flaws = new List<Flaw>();
        AuditEntry? before = null;
        foreach (var entry in trail.Entries)
        {
            AddPlace(flaws, entry, before);
            if (HashOf(entry.Text) != entry.Hash)
                flaws.Add(new(entry.Sequence, FlawKind.Changed));
            if (EntryText.DifferingMember(entry) is { } member)
                flaws.Add(new(entry.Sequence, FlawKind.MemberDiffers, member));
            AddLink(flaws, entry, before);
            before = entry;
        }

        AddHead(flaws, trail.Head, before);
        return [.. flaws.OrderBy(f => f.Sequence)];
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void AddPlace(List<Flaw> flaws, AuditEntry entry, AuditEntry? before)
    {
        var expected = (before?.Sequence ?? 0) + 1;
        if (entry.Sequence < expected)
            flaws.Add(new(entry.Sequence, FlawKind.OutOfOrder));
        else
            AddMissing(flaws, expected, entry.Sequence - 1);
        if (entry.Sequence == 1 && entry.Decision != Minted)
            flaws.Add(new(1, FlawKind.NoBeginning));
    }

    // After a gap the link cannot be judged: the entry before is the one that is missing.
    private static void AddLink(List<Flaw> flaws, AuditEntry entry, AuditEntry? before)
    {
        if (entry.Sequence != (before?.Sequence ?? 0) + 1)
            return;
        if (entry.PreviousHash != (before is null ? s_noHash : HashOf(before.Text)))
            flaws.Add(new(entry.Sequence, FlawKind.Unlinked));
    }

    private static void AddHead(List<Flaw> flaws, AuditHead? head, AuditEntry? last)
    {
        var end = last?.Sequence ?? 0;
        if (head is null)
            flaws.Add(new(end, FlawKind.NotTheHead));
        else if (head.Sequence > end)
            AddMissing(flaws, end + 1, head.Sequence);
        else if (last is null || head.Sequence < end || head.Hash != HashOf(last.Text))
            flaws.Add(new(end, FlawKind.NotTheHead));
    }

    // A forged number could claim millions: the first and the last twenty of a gap tell as much.
    private static void AddMissing(List<Flaw> flaws, long first, long last)
    {
        if (first > last)
            return;
        flaws.Add(new(first, FlawKind.Missing));
        for (var sequence = Math.Max(first + 1, last - 19); sequence <= last; sequence++)
            flaws.Add(new(sequence, FlawKind.Missing));
    }
}
