using System.Xml;
using Onboarding.Sandbox.Lambda;

namespace Onboarding.Sandbox.Control;

/// <summary><c>/sandbox/clock</c>: moves the service's clock, then runs what is scheduled.</summary>
internal sealed class ClockRoutes(Clock clock, ScheduledEvents schedule, WebhookQueue webhooks) : IControlRoutes
{
    /// <inheritdoc />
    public void Map(ControlMap routes) => routes.Add("POST", "/sandbox/clock", AdvanceAsync);

    private async Task AdvanceAsync(HttpContext context)
    {
        var request = await StrictBody.ReadAsync<Move>(context);
        clock.Advance(Duration(request.Advance));
        await schedule.RunAsync(context.RequestAborted);
        await webhooks.DrainAsync(context.RequestAborted);
        await SandboxJson.WriteAsync(context, 200, new Moved(clock.GetUtcNow()));
    }

    // Years and months are as long as the calendar says, so they are no durations to move a clock by.
    private static TimeSpan Duration(string text)
    {
        try
        {
            return text.Split('T')[0].AsSpan().IndexOfAny('Y', 'M') < 0
                ? XmlConvert.ToTimeSpan(text)
                : throw new BadRequestException("advance takes days, hours, minutes and seconds.");
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new BadRequestException("advance is not an ISO 8601 duration such as P1D or -PT2H.");
        }
    }

    internal sealed record Move
    {
        public required string Advance { get; init; }
    }

    private sealed record Moved(DateTimeOffset Now);
}
