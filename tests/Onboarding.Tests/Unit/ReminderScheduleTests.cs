using Onboarding.Functions.Accounts;

namespace Onboarding.Tests.Unit;

public sealed class ReminderScheduleTests
{
    private static readonly DateTimeOffset s_detached = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Threat", "T29")]
    [InlineData(0, 1)]
    [InlineData(0.99, 1)]
    [InlineData(1, 3)]
    [InlineData(2.5, 3)]
    [InlineData(3, 7)]
    [InlineData(7, 14)]
    [InlineData(13.99, 14)]
    [InlineData(14, 21)]
    [InlineData(365, 371)]
    [InlineData(-5, 1)]
    public void The_Next_Reminder_Is_The_First_On_The_Schedule_That_Is_Still_To_Come(double days, int expectedDay) =>
        ReminderSchedule.After(s_detached, s_detached.AddDays(days)).ShouldBe(s_detached.AddDays(expectedDay));
}
