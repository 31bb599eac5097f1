using System.CommandLine;
using Onboarding.Ops.Api;
using Onboarding.Ops.Audit;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary><c>audit show|verify</c>.</summary>
internal static class AuditCommand
{
    public static Command Make(Frame frame) => frame.Group("audit", Words.Audit, Show(frame), Verify(frame));

    private static Command Show(Frame frame)
    {
        var id = Choices.Id(frame.Language);
        return frame.Make("show", Words.AuditShow, (result, session, cancellation) => ShowAsync(session, result.GetRequiredValue(id), cancellation), id);
    }

    private static async Task<ExitCode> ShowAsync(Session session, string id, CancellationToken cancellation)
    {
        var trail = await session.Api.AuditAsync(id, cancellation);
        session.Printer.Print(trail, OpsJson.Printed.AuditTrail, () => AuditTable.Of(trail, session.Language));
        return ExitCode.Done;
    }

    private static Command Verify(Frame frame)
    {
        var ids = Choices.Ids(frame.Language, ArgumentArity.ZeroOrMore);
        return frame.Make(
            "verify", Words.AuditVerify, (result, session, cancellation) => VerifyAsync(session, result.GetValue(ids) ?? [], cancellation), ids);
    }

    // One that cannot be read does not keep the others from being verified.
    private static async Task<TrailReport> VerifyAsync(Session session, string id, CancellationToken cancellation)
    {
        try
        {
            var trail = await session.Api.AuditAsync(id, cancellation);
            return new(id, trail.Entries.Count, trail.Head?.Hash, ChainCheck.Flaws(trail));
        }
        catch (StopException e) when (e.ApiCode is RefusalReader.Unreadable or RefusalReader.Internal or RefusalReader.FunctionFailed)
        {
            return new(id, 0, null, [new(0, FlawKind.NotRead)]);
        }
    }

    private static async Task<ExitCode> VerifyAsync(Session session, string[] ids, CancellationToken cancellation)
    {
        var chosen = ids.Length > 0
            ? ids.Distinct(StringComparer.Ordinal)
            : (await RegistrationsCommand.ReadAsync(session, new RegistrationFilter(), cancellation)).Select(r => r.Id);
        var report = await session.Printer.WorkAsync(Messages.Verifying, async progress =>
        {
            var verified = new List<TrailReport>();
            foreach (var id in chosen)
            {
                verified.Add(await VerifyAsync(session, id, cancellation));
                progress(verified.Count);
            }

            return new VerificationReport(verified);
        });
        session.Printer.Print(report, OpsJson.Printed.VerificationReport, () => VerificationTable.Of(report, session.Language));
        return report.Registrations.All(r => r.Sound) ? ExitCode.Done : ExitCode.Unsound;
    }
}

/// <summary>What <c>audit verify</c> found.</summary>
internal sealed record VerificationReport(IReadOnlyList<TrailReport> Registrations);

/// <summary>What it found in one trail.</summary>
/// <param name="Id">The registration.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Head">The hash of its last entry: noted elsewhere, it proves later that nothing before it was rewritten.</param>
/// <param name="Flaws">What is wrong.</param>
internal sealed record TrailReport(string Id, int Entries, string? Head, IReadOnlyList<Flaw> Flaws)
{
    public bool Sound => Flaws.Count == 0;
}
