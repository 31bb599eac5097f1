namespace Onboarding.EndToEnd.Faults;

/// <summary>A kind of work that the schedule brings.</summary>
/// <param name="Name">How the table calls it.</param>
/// <param name="Prepare">Makes the work.</param>
/// <param name="Wait">After what time it is due.</param>
/// <param name="Done">What is to be seen when it was done, exactly once.</param>
/// <param name="Look">What is to be seen of it; nothing before it was done.</param>
internal sealed record Due(string Name, Func<Customer, Task> Prepare, string Wait, string Done, Func<Customer, Task<string>> Look)
{
    /// <summary>A registered account is checked, the first time soon.</summary>
    public static Due Check { get; } = new("check", c => c.ConnectAsync(), "PT11M", "checked", c => DecisionsAsync(c, known: 2));

    /// <summary>A detached account's cleanup is reminded of after a day.</summary>
    public static Due Reminder { get; } = new("reminder", c => c.DetachAsync(), "P1D", "reminded", async c =>
    {
        var (decided, sent) = (await DecisionsAsync(c, known: 3), await c.EventsAsync("Cleanup Reminder"));
        return sent == (decided.Contains("reminded", StringComparison.Ordinal) ? 1 : 0) ? decided : $"{decided}, {sent} events";
    });

    /// <summary>An onboarding that was not finished ends after three days.</summary>
    public static Due Expiry { get; } = new("expiry", c => c.HaveStackAsync(), "P3D", "expired", async c =>
        string.Join(", ", Enumerable.Repeat("expired", await c.EventsAsync("Onboarding Expired"))));

    /// <summary>A link that was canceled after its role was created is reminded of as a detached account is.</summary>
    public static Due EndedLink { get; } = new("reminder of a canceled link", c => c.CancelAsync(), "P1D", "reminded", async c =>
        string.Join(", ", Enumerable.Repeat("reminded", await c.EventsAsync("Cleanup Reminder"))));

    private static async Task<string> DecisionsAsync(Customer customer, int known) => string.Join(", ", (await customer.DecisionsAsync()).Skip(known));
}

/// <summary>A row of the table's second part: work, and the call of it that fails.</summary>
internal sealed record DueRow(Due Due, FaultCall Call);
