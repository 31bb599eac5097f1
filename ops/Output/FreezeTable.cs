using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>What is frozen.</summary>
internal static class FreezeTable
{
    /// <summary>A freeze that was just made.</summary>
    public static IRenderable Of(Freeze freeze, Language language) => Sheet.Of(
        Of([freeze], language),
        freeze.SessionsUntil is { } until ? Messages.SessionsUntil.In(language, Sheet.Time(until)!) : Messages.NoSessions.In(language));

    public static IRenderable Of(IReadOnlyList<Freeze> freezes, Language language)
    {
        if (freezes.Count == 0)
            return Sheet.Of(Messages.NothingFrozen.In(language));
        var table = Sheet.WithHeadings(language, Columns.Id, Columns.Frozen, Columns.Created, Columns.By, Columns.Reason);
        foreach (var f in freezes)
            Sheet.Row(table, f.Id, What(f), Sheet.Time(f.At), f.By, f.Reason);
        return table;
    }

    private static string What(Freeze freeze) => (freeze.ConnectionId, freeze.Tenant) switch
    {
        ({ } id, { } tenant) => $"{freeze.Scope} {id} ({tenant})",
        (_, { } tenant) => $"{freeze.Scope} {tenant}",
        _ => freeze.Scope,
    };
}
