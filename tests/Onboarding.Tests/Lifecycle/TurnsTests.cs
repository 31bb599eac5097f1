using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;

namespace Onboarding.Tests.Lifecycle;

/// <summary>In which order a sweep works.</summary>
public sealed class TurnsTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    [Trait("Threat", "T48")]
    public void A_Tenant_With_A_Flood_Does_Not_Delay_Others()
    {
        DueItem[] due = [.. Enumerable.Range(0, 1000).Select(i => Account("flood", i, minutes: 500 + i)), Account("quiet", 0, minutes: 1), Account("calm", 0, minutes: 2)];

        Turns.InOrder(due).Take(3).Select(d => d.Tenant).ShouldBe(["flood", "quiet", "calm"], ignoreOrder: true);
        Turns.InOrder(due).Count().ShouldBe(due.Length);
    }

    [Fact]
    [Trait("Threat", "T48")]
    public void Tenants_Take_Turns_Each_With_Its_Oldest_First()
    {
        DueItem[] due = [Account("a", 1, 1), Account("a", 2, 9), Account("b", 3, 5), Account("b", 4, 7), Account("a", 5, 4)];

        var order = Turns.InOrder(due).ToList();

        order.Take(4).Select(d => d.Tenant).Chunk(2).ShouldAllBe(round => round.Order().SequenceEqual(new[] { "a", "b" }));
        order.Where(d => d.Tenant == "a").Select(d => d.Key.Sk).ShouldBe(["2", "5", "1"]);
        order.Where(d => d.Tenant == "b").Select(d => d.Key.Sk).ShouldBe(["4", "3"]);
    }

    [Fact]
    [Trait("Threat", "T48")]
    public void Checks_Come_Before_Registrations_That_Are_Tried_Again()
    {
        DueItem[] due = [.. Enumerable.Range(0, 129).Select(i => Onboarding("flood", i)), Account("quiet", 0, 1), Account("flood", 1, 1)];

        Turns.InOrder(due).Select(d => d.IsOnboarding).ShouldBe([false, false, .. Enumerable.Repeat(true, 129)]);
    }

    [Fact]
    [Trait("Threat", "T48")]
    public void A_Sweep_Limits_The_Retried_Registrations_Per_Tenant()
    {
        var turns = new Turns(s_now);

        Enumerable.Range(0, 60).Count(_ => turns.MayRetry(Tenant("flood"))).ShouldBe(Turns.RetriesOfATenant);
        turns.MayRetry(Tenant("quiet")).ShouldBeTrue();
        new Turns(s_now).MayRetry(Tenant("flood")).ShouldBeTrue();
    }

    private static TenantId Tenant(string name) => TenantId.TryParse(name, out var tenant) ? tenant : throw new ArgumentException(name, nameof(name));

    private static DueItem Account(string tenant, int id, int minutes) =>
        new(Keys.Schedule(Tenant(tenant), id.ToString(System.Globalization.CultureInfo.InvariantCulture)), s_now.AddMinutes(-minutes), tenant);

    private static DueItem Onboarding(string tenant, int id) => new((ItemKind.Onboarding + id, "ONBOARDING"), s_now.AddHours(-id), tenant);
}
