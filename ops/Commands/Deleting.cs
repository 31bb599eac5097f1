using System.Text.Json.Serialization;
using Onboarding.Ops.Api;
using Onboarding.Ops.Output;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Commands;

/// <summary>Deletes registrations one after the other; without <c>--execute</c> it only says what would go.</summary>
internal sealed class Deleting(Session session, bool execute)
{
    // The API refuses these; a dry run can say so beforehand.
    private static readonly string[] s_inUse = ["active", "verifying", "pending"];

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var results = await session.Printer.WorkAsync<IReadOnlyList<DeletionResult>>(execute ? Messages.Deleting : Messages.Looking, async report =>
        {
            var done = new List<DeletionResult>();
            foreach (var id in ids)
            {
                done.Add(await TryAsync(id, isFirst: done.Count == 0, cancellation));
                report(done.Count);
                if (done[^1].Result == "failed")
                    break;
            }

            return done;
        });
        session.Printer.Print(
            new DeletionReport(execute, results), OpsJson.Printed.DeletionReport, () => DeletionTable.Of(execute, results, session.Language, session.Api.Now));
        return results.Select(r => r.ExitCode).DefaultIfEmpty(ExitCode.Done).Max();
    }

    // A failed deletion doesn't stop the others. Without credentials or an API, the run ends and only reports what was done before.
    private async Task<DeletionResult> TryAsync(string id, bool isFirst, CancellationToken cancellation)
    {
        try
        {
            return execute ? Deleted(id, await session.Api.DeleteAsync(id, cancellation)) : Foretold(id, await session.Api.LookAsync(id, cancellation));
        }
        catch (StopException e) when (e.ExitCode is ExitCode.NotFound or ExitCode.Refused)
        {
            return new(id, "refused", null, [], [], e.ApiCode, e.Message) { ExitCode = e.ExitCode };
        }
        catch (StopException e) when (execute && !isFirst)
        {
            return new(id, "failed", null, [], [], e.ApiCode, e.Message) { ExitCode = e.ExitCode };
        }
    }

    private static DeletionResult Deleted(string id, Deletion deletion) =>
        new(id, "deleted", deletion.Registration, deletion.Deleted, deletion.Kept);

    private DeletionResult Foretold(string id, Registration registration)
    {
        if (registration.State == "deleted")
            return new(id, "already-deleted", registration, [], []);
        if (registration.State == Registration.Unreadable)
            return new(id, "would-be-refused", registration, [], [], RefusalReader.Unreadable, Messages.Unreadable.In(session.Language)) { ExitCode = ExitCode.Refused };
        if (s_inUse.Contains(registration.State, StringComparer.Ordinal))
        {
            return new(id, "would-be-refused", registration, [], [], "registration-in-use", Messages.InUse.In(session.Language, registration.State))
            {
                ExitCode = ExitCode.Refused,
            };
        }

        return new(id, "would-be-deleted", registration, DeletionForecast.Going(registration, session.Language), DeletionForecast.Staying(registration, session.Language));
    }
}

/// <summary>What became of one registration, or would.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Result"><c>deleted</c>, <c>refused</c>, <c>would-be-deleted</c>, <c>would-be-refused</c>, <c>already-deleted</c> or <c>failed</c>: whether it was deleted is not known, and those after it were not tried.</param>
/// <param name="Registration">As it was, when it is known.</param>
/// <param name="Deleted">What went, or would.</param>
/// <param name="Kept">What stays.</param>
/// <param name="Code">The API's code of a refusal.</param>
/// <param name="Reason">Why it was refused.</param>
internal sealed record DeletionResult(
    string Id, string Result, Registration? Registration, IReadOnlyList<string> Deleted, IReadOnlyList<string> Kept, string? Code = null, string? Reason = null)
{
    [JsonIgnore]
    public ExitCode ExitCode { get; init; }
}

/// <summary>What <c>--json</c> prints of deletions.</summary>
internal sealed record DeletionReport(bool Executed, IReadOnlyList<DeletionResult> Registrations);
