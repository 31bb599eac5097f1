using Onboarding.Ops.Audit;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>Which audit trails are sound, and exactly what is wrong with the others.</summary>
internal static class VerificationTable
{
    public static IRenderable Of(VerificationReport report, Language language)
    {
        var lines = report.Registrations.SelectMany(r => Lines(r, language));
        var unsound = report.Registrations.Count(r => !r.Sound);
        var notRead = report.Registrations.Count(r => r.Flaws.Any(f => f.Kind == FlawKind.NotRead));
        var sum = notRead == 0 ? Messages.VerifiedSum : Messages.VerifiedSumNotAll;
        return Sheet.Of([.. lines, sum.In(language, report.Registrations.Count - unsound, unsound - notRead, notRead)]);
    }

    private static IEnumerable<string> Lines(TrailReport trail, Language language)
    {
        if (trail.Sound)
            yield return Messages.Sound(trail.Entries).In(language, trail.Id, trail.Entries, trail.Head);
        foreach (var flaw in trail.Flaws)
            yield return $"{trail.Id}: {Messages.Flaw(flaw.Kind).In(language, flaw.Sequence, flaw.Member)}";
    }
}
