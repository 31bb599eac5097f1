using System.Text.Json;
using Onboarding.Functions.Accounts;

namespace Onboarding.Functions.Publishing;

/// <summary>Mails operators: each event's own message, and once a day one about all links that expired.</summary>
internal sealed class OperatorsMail(EventsTopic topic, ExpiryDigest digest, StormDigest storms)
{
    private readonly MailStorm _storm = new();

    /// <summary>Mails one event, unless the day's digest does.</summary>
    /// <exception cref="Aws.AwsFailureException">It was not accepted, or the outcome is unknown.</exception>
    /// <exception cref="InvalidDataException">The event has no message that this version can read.</exception>
    public async Task<bool> SendAsync(OutboxEvent outboxEvent, CancellationToken cancellation)
    {
        var mail = outboxEvent.DetailType switch
        {
            // A new version concerns every connection: “onboarding-ops versions” counts them.
            EventTypes.OnboardingExpired or EventTypes.TemplateUpdateAvailable => null,
            DigestTypes.OnboardingsExpired => await digest.OfDayAsync(outboxEvent.Time, cancellation),
            DigestTypes.HourOfEvents => await storms.OfHourAsync(outboxEvent.Time, cancellation),
            _ when _storm.LeavesOut(outboxEvent) => null,
            _ => MailOf(outboxEvent),
        };
        if (mail is null)
            return false;
        await topic.PublishAsync(mail, cancellation);
        return true;
    }

    private static Mail MailOf(OutboxEvent outboxEvent)
    {
        try
        {
            using var document = JsonDocument.Parse(outboxEvent.Detail);
            var (detail, message) = (document.RootElement, document.RootElement.GetProperty("message"));
            return new Mail(
                message.GetProperty("subject").GetString()!,
                message.GetProperty("body").GetString()!,
                // A freeze can concern no tenant and no account.
                [("detailType", outboxEvent.DetailType), .. ((string[])["tenant", "accountId", "language"]).Where(name => detail.TryGetProperty(name, out _)).Select(name => (name, detail.GetProperty(name).GetString()!))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException("The event has no message.", e);
        }
    }
}
