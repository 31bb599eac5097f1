using System.Globalization;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Values;
using Onboarding.Functions.Verification;
using Onboarding.Templates;

namespace Onboarding.Benchmarks;

/// <summary>Accounts as a registration leaves them in the table.</summary>
internal static class Stored
{
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>The time of the benchmarks' requests.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>An account, the same for the same number.</summary>
    public static AccountRecord Account(int number, DateTimeOffset dueAt, string status = AccountStatus.Active)
    {
        var externalId = ExternalIdOf(number).Value;
        var id = Characters(number, 24);
        var awsAccount = number.ToString("D12", CultureInfo.InvariantCulture);
        var name = "onboarding-connect-" + externalId[^12..];
        return new AccountRecord
        {
            Id = id,
            Tenant = TenantId.TryParse($"tenant-{number % 50}", out var tenant) ? tenant : throw Impossible(),
            GroupId = "abcdefghijkmnpqrstuvwxyz",
            Name = "Account " + awsAccount,
            Role = RoleArn.TryParse($"arn:aws:iam::{awsAccount}:role/{name}", out var role) ? role : throw Impossible(),
            Stack = StackArn.TryParse($"arn:aws:cloudformation:us-east-1:{awsAccount}:stack/{name}/1d2c3b4a-0000-1111-2222-333344445555", out var stack) ? stack : throw Impossible(),
            Region = "us-east-1",
            Profile = Profile.ReadOnly,
            TemplateVersion = ConnectTemplate.Version,
            Status = status,
            LastCheck = new LastCheck(Now, Check.Passed, null, 2, AuditEntry.NoHash),
            CreatedAt = Now,
            Language = Language.English,
            DetachedAt = status == AccountStatus.Detached ? Now : null,
            Schedule = new Schedule { Tenant = tenant, AccountId = id, DueAt = dueAt },
            Audit = new AuditHead(2, new string('0', 64)),
        };
    }

    /// <summary>Every item of an account: its own, its schedule's and its secret's.</summary>
    public static IReadOnlyList<Item> Items(AccountRecord account, int number) =>
        [account.ToItem(), account.Schedule.ToItem(), Secret.ToItem(account, ExternalIdOf(number))];

    private static ExternalId ExternalIdOf(int number) => ExternalId.TryParse(Characters(number, ExternalId.Length), out var parsed) ? parsed : throw Impossible();

    // The number in the alphabet's own digits, the last of which spread evenly, as minted ids do.
    private static string Characters(int number, int length) => string.Create(length, number, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[rest % Alphabet.Length];
            rest /= Alphabet.Length;
        }
    });

    private static InvalidOperationException Impossible() => new("A stored value is well-formed.");
}
