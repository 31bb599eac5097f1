using System.Text.Json;
using Onboarding.Functions.Http;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Lifecycle;

/// <summary>The event of the schedule.</summary>
/// <param name="Time">The time for which it was scheduled: the one time of the sweep.</param>
/// <param name="Part">Which part of everything is swept, from 0.</param>
/// <param name="Of">In how many parts.</param>
internal sealed record ScheduledEvent(DateTimeOffset? Time = null, int? Part = null, int? Of = null);

/// <summary>The answer to an operator's check.</summary>
/// <param name="Check">What was tried, and what came of it.</param>
/// <param name="State">The account's status since.</param>
internal sealed record OperatorCheckView(Accounts.CheckView Check, string State);

/// <summary>Sweeps by schedule, and when an operator asks for it.</summary>
internal sealed class SweeperFeature(Table table, Sweep sweep, AccountChecks checks, TimeProvider time)
{
    /// <summary>What is left of the time for finishing what was taken: an item takes a few seconds even when AWS does not answer.</summary>
    private static readonly TimeSpan s_reserve = TimeSpan.FromSeconds(25);

    /// <summary>API Gateway times out after 30 s, and items that were taken must be finished by then.</summary>
    private static readonly TimeSpan s_operatorsTurn = TimeSpan.FromSeconds(8);

    /// <summary>An operator's check is answered within 20 s whatever AWS does, as a tenant's is.</summary>
    private static readonly TimeSpan s_checkBudget = TimeSpan.FromSeconds(17);

    private readonly DailyDigest _digest = new(table);

    private readonly HourlyDigest _hours = new(table);

    /// <summary>Answers the schedule's event, or API Gateway's.</summary>
    public async Task<byte[]> AnswerAsync(byte[] lambdaEvent, Invocation invocation, CancellationToken cancellation)
    {
        // The schedule's times are whole seconds: what becomes due within this one is due.
        var scheduled = JsonSerializer.Deserialize(lambdaEvent, FunctionsJson.Api.ScheduledEvent);
        if (scheduled?.Time is not { } now)
            return await Front.ForOperators(HandleAsync).AnswerAsync(lambdaEvent, invocation, cancellation);
        var part = SweepPart.Find(scheduled.Part, scheduled.Of);
        if (part.Number == 0)
        {
            await ShowLifeAsync(now, cancellation);
            await _digest.WriteAsync(now, cancellation);
            await _hours.WriteAsync(now, cancellation);
        }

        return AnswersJson.Write(await SweepAsync(now.AddMilliseconds(999), invocation.RemainingTime(time) - s_reserve, part, cancellation), AnswersJson.Default.SweepReport);
    }

    // What takes events out of the outbox is alive while it counts these. One that is missing is no reason not to sweep.
    private async Task ShowLifeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await table.AddAsync(Accounts.Outbox.Heartbeat(now), cancellation);
        }
        catch (Aws.AwsFailureException e)
        {
            Log.AwsFailed(e.Operation, e.Reason, e.AwsRequestId);
        }
    }

    private Task<Answer> HandleAsync(OperatorRequest request, CancellationToken cancellation) => request.RouteKey switch
    {
        "POST /ops/v1/sweep" => SweepAsync(request, cancellation),
        "POST /ops/v1/registrations/{registrationId}/checks" => CheckAsync(request, cancellation),
        _ => Task.FromResult<Answer>(Refusal.Of(Errors.MethodNotAllowed, request.RouteKey)),
    };

    private async Task<Answer> SweepAsync(OperatorRequest request, CancellationToken cancellation) =>
        Answer.Ok(await SweepAsync(request.Now, s_operatorsTurn, SweepPart.Whole, cancellation), AnswersJson.Default.SweepReport);

    private async Task<SweepReport> SweepAsync(DateTimeOffset now, TimeSpan turn, SweepPart part, CancellationToken cancellation)
    {
        using var enough = new CancellationTokenSource(turn > TimeSpan.Zero ? turn : TimeSpan.Zero, time);
        var report = await sweep.RunAsync(now, enough.Token, cancellation, part);
        SweepRecord.Keep(report);
        return report;
    }

    private async Task<Answer> CheckAsync(OperatorRequest request, CancellationToken cancellation)
    {
        var found = await Connection.FindAsync(table, request, cancellation);
        if (found.Connection?.Account is not { } account)
            return found.Unreadable is null ? new Refusal(Errors.AccountNotFound) : found.Refusal;
        using var timer = new CancellationTokenSource(s_checkBudget, time);
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var done = await checks.RunAsync(account, request.By, request.Now, budget.Token);
        return done is { Account: { } now, Check: { } check }
            ? Answer.Ok(new OperatorCheckView(Accounts.CheckView.Of(check, request.Language), now.Status), AnswersJson.Default.OperatorCheckView)
            : done.Refusal!;
    }
}
