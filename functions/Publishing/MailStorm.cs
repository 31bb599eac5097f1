using Onboarding.Functions.Accounts;

namespace Onboarding.Functions.Publishing;

/// <summary>Notices when thousands of connections break, or recover, at the same time: then operators get a mail about each of the first ones, and one about all of the hour.</summary>
/// <remarks>
/// Each environment counts for itself, which needs no counter that all write. One that leaves a mail out has seen more than <see cref="MostMails"/> events, so
/// that the hour has as many, and its digest reports them.
/// </remarks>
internal sealed class MailStorm
{
    /// <summary>So many mails of one kind are sent in an hour.</summary>
    public const int MostMails = 100;

    private readonly Dictionary<string, (long Hour, int Count)> _sent = new(StringComparer.Ordinal);

    /// <summary>The kinds of events that can come about for every connection at the same time.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [EventTypes.AccountDegraded, EventTypes.AccountRecovered];

    /// <summary>Whether an event's mail is left out.</summary>
    public bool LeavesOut(OutboxEvent outboxEvent)
    {
        if (!Kinds.Contains(outboxEvent.DetailType, StringComparer.Ordinal))
            return false;
        var hour = outboxEvent.Time.ToUnixTimeSeconds() / 3600;
        var (last, count) = _sent.GetValueOrDefault(outboxEvent.DetailType);
        _sent[outboxEvent.DetailType] = last == hour ? (hour, count + 1) : (hour, 1);
        return last == hour && count >= MostMails;
    }
}
