using System.Text.Json;
using Onboarding.Functions.Registry;

namespace Onboarding.Functions.Accounts;

/// <summary>What is known of a detached account's cleanup.</summary>
/// <param name="Reminders">How many reminders went out.</param>
/// <param name="LastReminderAt">When the last one did.</param>
/// <param name="UnreachableSince">Since when the role can't be assumed; null while it can, or before the first attempt.</param>
/// <param name="Denials">How many times in a row that was so, each time in a sweep of its own.</param>
internal sealed record CleanupProgress(int Reminders, DateTimeOffset? LastReminderAt, DateTimeOffset? UnreachableSince, int Denials)
{
    public static readonly CleanupProgress None = new(0, null, null, 0);

    /// <summary>What the last reminder found in the customer's account; null before the first.</summary>
    public CleanupRemains? Remains { get; init; }

    public static CleanupProgress Of(Item item) => new(
        (int)(item.OptionalInteger("reminders") ?? 0),
        item.OptionalTime("lastReminderAt"),
        item.OptionalTime("unreachableSince"),
        (int)(item.OptionalInteger("denials") ?? 0))
    {
        Remains = item.OptionalText("cleanupRemains") is { } remains ? RemainsOf(remains) : null,
    };

    private static CleanupRemains? RemainsOf(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FunctionsJson.Api.CleanupRemains);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("The account's cleanupRemains cannot be read.", e);
        }
    }

    public void WriteTo(Item item)
    {
        if (Reminders > 0)
            item.With("reminders", Reminders);
        item.With("lastReminderAt", LastReminderAt).With("unreachableSince", UnreachableSince);
        if (Denials > 0)
            item.With("denials", Denials);
        if (Remains is not null)
            item.With("cleanupRemains", JsonSerializer.Serialize(Remains, FunctionsJson.Api.CleanupRemains));
    }
}
