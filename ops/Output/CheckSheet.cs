using Onboarding.Ops.Api;
using Onboarding.Ops.Texts;
using Spectre.Console.Rendering;

namespace Onboarding.Ops.Output;

/// <summary>A check and its evidence.</summary>
internal static class CheckSheet
{
    public static IRenderable Of(CheckRun run, Language language)
    {
        var check = run.Check;
        var pairs = Sheet.Pairs(
            language, (Columns.Outcome, check.Outcome), (Columns.Code, check.Code), (Columns.State, run.State), (Columns.At, Sheet.Time(check.At)));
        var probes = Sheet.WithHeadings(language, Columns.Probe, Columns.Answer, Columns.AwsError, Columns.AwsRequestId);
        foreach (var probe in check.Probes ?? [])
            Sheet.Row(probes, probe.Name, probe.Answer, probe.ErrorCode, probe.AwsRequestId);
        var findings = (check.Findings ?? []).Select(f => Messages.Finding.In(language, f.Severity, f.Code, f.Text, f.Hint));
        return Sheet.Of([pairs, probes, .. findings]);
    }
}
