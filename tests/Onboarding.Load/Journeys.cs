using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Onboarding.Load;

/// <summary>What one customer experienced.</summary>
/// <param name="Tenant">Whose onboarding.</param>
/// <param name="OnboardingId">Which.</param>
/// <param name="Fate">How it was left: one of <see cref="Fates"/>.</param>
/// <param name="AwsAccountId">The account behind it.</param>
internal sealed record Journey(string Tenant, string OnboardingId, string Fate, string AwsAccountId);

/// <summary>How a journey can end.</summary>
internal static class Fates
{
    public const string Completed = "completed";
    public const string LeftPending = "left pending";
    public const string Cancelled = "cancelled";
    public const string Refused = "refused";
    public const string GaveUp = "gave up";
}

/// <summary>Complete concurrent onboardings of several tenants: most are completed (and posted twice), some are abandoned, some canceled, some pasted into another tenant's page.</summary>
internal sealed class Journeys(SandboxClient sandbox, LoadOptions options)
{
    private const int Attempts = 60;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<string, (string Token, string Group)> _tenants = new(StringComparer.Ordinal);
    private int _mintsUnanswered;

    public ConcurrentBag<Journey> Ended { get; } = [];

    /// <summary>What should never have been answered.</summary>
    public ConcurrentBag<string> Wrong { get; } = [];

    /// <summary>Mints that failed: each can have stored an onboarding that its caller never saw.</summary>
    public int MintsUnanswered => _mintsUnanswered;

    public int Faults { get; private set; }

    /// <summary>The tenants, and the group of each.</summary>
    public IReadOnlyDictionary<string, string> Groups => _tenants.ToDictionary(t => t.Key, t => t.Value.Group, StringComparer.Ordinal);

    public async Task RunAsync()
    {
        foreach (var number in Enumerable.Range(0, options.Tenants))
            await MoveInAsync(string.Create(CultureInfo.InvariantCulture, $"load-{number}"));
        using var calm = new CancellationTokenSource();
        var storm = new FaultStorm(sandbox);
        var blowing = options.Faults ? storm.BlowAsync(calm.Token) : Task.CompletedTask;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, options.Onboardings),
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency },
            async (number, _) => await TravelAsync(number));
        await calm.CancelAsync();
        await blowing;
        Faults = storm.Posted;
    }

    private async Task MoveInAsync(string tenant)
    {
        var token = await sandbox.TokenAsync(tenant);
        var group = await sandbox.SendAsync(HttpMethod.Post, "/v1/groups", new JsonObject { ["name"] = "Load", ["color"] = "#3b82f6" }, token);
        _tenants[tenant] = (token, group["id"]);
    }

    private async Task TravelAsync(int number)
    {
        var tenant = string.Create(CultureInfo.InvariantCulture, $"load-{number % options.Tenants}");
        var account = (100_000_000_000 + number).ToString(CultureInfo.InvariantCulture);
        var (token, group) = _tenants[tenant];
        var onboarding = await InsistAsync(HttpMethod.Post, $"/v1/groups/{group}/onboardings", new JsonObject { ["profile"] = "read-only" }, token, isMint: true);
        if (onboarding.Status != 201)
        {
            Wrong.Add($"A mint was answered with {onboarding.Code}.");
            return;
        }

        Ended.Add(new Journey(tenant, onboarding["id"], await LiveAsync(number, tenant, onboarding, account), account));
    }

    private Task<string> LiveAsync(int number, string tenant, Reply onboarding, string account) => (number / options.Tenants % 10) switch
    {
        0 => Task.FromResult(Fates.LeftPending),
        1 => CancelAsync(tenant, onboarding),
        2 => StealAsync(number, tenant, onboarding, account),
        _ => CompleteAsync(tenant, onboarding, account),
    };

    private async Task<string> CancelAsync(string tenant, Reply onboarding)
    {
        var gone = await InsistAsync(HttpMethod.Delete, $"/v1/onboardings/{onboarding["id"]}", null, _tenants[tenant].Token);
        if (gone.Status != 204)
            Wrong.Add($"A cancellation was answered with {gone.Code}.");
        return Fates.Cancelled;
    }

    /// <summary>Another tenant pastes what belongs to this one, both into this onboarding and into one of its own.</summary>
    private async Task<string> StealAsync(int number, string tenant, Reply onboarding, string account)
    {
        if (await StackInfoAsync(onboarding, account) is not { } stackInfo)
            return Fates.GaveUp;
        var thief = _tenants[string.Create(CultureInfo.InvariantCulture, $"load-{(number + 1) % options.Tenants}")];
        var foreign = await RegisterAsync(onboarding["id"], stackInfo, thief.Token);
        if (options.Tenants > 1 && foreign.Code != "onboarding-not-found")
            Wrong.Add($"Another tenant's onboarding was answered with {foreign.Code}.");
        var own = await InsistAsync(HttpMethod.Post, $"/v1/groups/{_tenants[tenant].Group}/onboardings", new JsonObject { ["profile"] = "read-only" }, _tenants[tenant].Token, isMint: true);
        var reused = await RegisterAsync(own["id"], stackInfo, _tenants[tenant].Token);
        if (reused.Code != "external-id-mismatch")
            Wrong.Add($"An old stack's StackInfo was answered with {reused.Code}.");
        Ended.Add(new Journey(tenant, own["id"], Fates.Refused, account));
        return Fates.LeftPending;
    }

    private async Task<string> CompleteAsync(string tenant, Reply onboarding, string account)
    {
        if (await StackInfoAsync(onboarding, account) is not { } stackInfo)
            return Fates.GaveUp;
        // Impatient people click twice.
        var answers = await Task.WhenAll(
            RegisterAsync(onboarding["id"], stackInfo, _tenants[tenant].Token), RegisterAsync(onboarding["id"], stackInfo, _tenants[tenant].Token));
        foreach (var answer in answers.Where(a => a.Status is not (200 or 201) && !a.IsPassing))
            Wrong.Add($"A registration was answered with {answer.Code}.");
        return Array.Exists(answers, a => a.Status is 200 or 201) ? Fates.Completed : Fates.GaveUp;
    }

    private async Task<string?> StackInfoAsync(Reply onboarding, string account)
    {
        var stack = await sandbox.SendAsync(HttpMethod.Post, "/sandbox/stacks", new JsonObject { ["quickCreateUrl"] = onboarding["quickCreateUrl"], ["awsAccountId"] = account });
        if (stack.Status == 200)
            return stack.Body.GetProperty("outputs").GetProperty("OnboardingStackInfo").GetString();
        Wrong.Add($"A stack could not be created: {stack.Code}.");
        return null;
    }

    private Task<Reply> RegisterAsync(string onboardingId, string stackInfo, string token) => InsistAsync(
        HttpMethod.Post, $"/v1/onboardings/{onboardingId}/registration", new JsonObject { ["accountName"] = "Load", ["stackInfo"] = stackInfo }, token);

    /// <summary>Sends the same request until it is decided.</summary>
    private async Task<Reply> InsistAsync(HttpMethod method, string path, JsonObject? body, string token, bool isMint = false)
    {
        var reply = await sandbox.SendAsync(method, path, body, token);
        for (var attempt = 1; attempt < Attempts && reply.IsPassing; attempt++)
        {
            if (isMint)
                Interlocked.Increment(ref _mintsUnanswered);
            await Task.Delay(s_pause, TimeProvider.System);
            reply = await sandbox.SendAsync(method, path, body, token);
        }

        return reply;
    }
}
