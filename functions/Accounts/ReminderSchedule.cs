namespace Onboarding.Functions.Accounts;

/// <summary>When the customer is reminded of the cleanup: 1, 3 and 7 days after the detach, then every week.</summary>
internal static class ReminderSchedule
{
    private static readonly int[] s_firstDays = [1, 3, 7];

    private const int WeekDays = 7;

    /// <summary>The first time on the schedule that is later than a time: what was missed meanwhile is not made up for one by one.</summary>
    public static DateTimeOffset After(DateTimeOffset detachedAt, DateTimeOffset time)
    {
        var day = Array.Find(s_firstDays, d => detachedAt.AddDays(d) > time);
        if (day > 0)
            return detachedAt.AddDays(day);
        var weeks = (long)Math.Floor((time - detachedAt).TotalDays / WeekDays) + 1;
        return detachedAt.AddDays(weeks * WeekDays);
    }
}
