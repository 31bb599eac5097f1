using System.Runtime.CompilerServices;
using System.Xml;
using Onboarding.Ops.Commands;
using Onboarding.Ops.Texts;

namespace Onboarding.Ops.Doctor;

/// <summary>Checks a deployment: first from outside, then with the operator's credentials in its AWS account. Nothing is changed.</summary>
internal sealed class Examinations(Session session, string? stackName)
{
    private static readonly string[] s_inside =
        ["stack-complete", "termination-protection", "templates-public", "block-public-access", "concurrency", "functions-active", "snapshots", "events-arrive", "table", "subscriptions"];

    /// <summary>Everything, one after the other.</summary>
    public async IAsyncEnumerable<Examination> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var outside = new Outside(session);
        yield return await LookAsync("api-answers", () => outside.AnswersAsync(cancellation));
        yield return await LookAsync("strangers-refused", () => outside.RefusesStrangersAsync(cancellation));
        yield return await LookAsync("deliveries-answer", () => outside.DeliveriesAnswerAsync(cancellation));
        yield return await LookAsync("statistics", () => outside.StatisticsAsync(cancellation));
        if (stackName is null)
        {
            foreach (var check in s_inside)
                yield return new Examination(check, Examination.Skipped, Diagnoses.OnlyOfADeployment.In(session.Language));
            yield break;
        }

        DeployedStack? stack = null;
        var found = await LookAsync(s_inside[0], async () =>
        {
            stack = await DeployedStack.ReadAsync(session.Aws, stackName, cancellation);
            return stack.Complete;
        });
        yield return found;
        if (stack is null)
            yield break;
        var inside = new Inside(session, stack);
        var looks = new Func<Task<Verdict>>[]
        {
            () => Task.FromResult(stack.Protection),
            () => outside.TemplatesAsync(stack.Outputs, cancellation),
            () => inside.PublicAccessAsync(cancellation),
            () => inside.ConcurrencyAsync(cancellation),
            () => inside.FunctionsAsync(cancellation),
            () => inside.SnapshotsAsync(cancellation),
            () => inside.EventsAsync(cancellation),
            () => inside.TableAsync(cancellation),
            () => inside.SubscriptionsAsync(cancellation),
        };
        foreach (var (check, look) in s_inside[1..].Zip(looks))
            yield return await LookAsync(check, look);
    }

    private async Task<Examination> LookAsync(string check, Func<Task<Verdict>> look)
    {
        try
        {
            var verdict = await look();
            return new Examination(check, verdict.IsRight ? Examination.Ok : Examination.Failed, verdict.Text.In(session.Language, verdict.Values));
        }
        catch (StopException e)
        {
            return new Examination(check, Examination.Failed, e.Message);
        }
        catch (Exception e) when (e is AwsCallException or HttpRequestException or XmlException or System.Text.Json.JsonException or KeyNotFoundException or Amazon.Runtime.AmazonClientException)
        {
            return new Examination(check, Examination.Unknown, Diagnoses.NotRead.In(session.Language, e.Message.TrimEnd('.')));
        }
    }
}

/// <summary>What one look came to.</summary>
/// <param name="IsRight">Whether it is as it should be.</param>
/// <param name="Text">What was found.</param>
/// <param name="Values">What is filled in.</param>
internal sealed record Verdict(bool IsRight, Text Text, params object?[] Values);
