using System.Text;
using System.Text.Json.Nodes;
using Onboarding.Functions;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Values;
using Onboarding.Templates;

namespace Onboarding.Benchmarks.Registering;

/// <summary>One customer who has created the stack and pastes its StackInfo: the same in every process.</summary>
internal static class Customer
{
    public const string Account = "123456789012";
    public const string ExternalId = "abcdefghijkmnpqrstuvwxyz23456789";
    public const string RoleName = "onboarding-connect-abcdefghijkm";
    public const string Role = $"arn:aws:iam::{Account}:role/{RoleName}";
    public const string Stack = $"arn:aws:cloudformation:{Deployment.Region}:{Account}:stack/{RoleName}/1d2c3b4a-0000-1111-2222-333344445555";

    public static Settings Settings { get; } = Deployment.Settings("registrations");

    /// <summary>The onboarding as minting stored it.</summary>
    public static OnboardingRecord Onboarding { get; } = Minted();

    /// <summary>The event that API Gateway sends when StackInfo is pasted.</summary>
    public static byte[] Event()
    {
        var stackInfo = $$"""{"v":1,"stackId":"{{Stack}}","roleArn":"{{Role}}","templateVersion":"{{ConnectTemplate.Version}}","externalId":"{{ExternalId}}"}""";
        var lambdaEvent = JsonNode.Parse(Deployment.MintEvent())!;
        lambdaEvent["routeKey"] = "POST /v1/onboardings/{onboardingId}/registration";
        lambdaEvent["pathParameters"] = new JsonObject { ["onboardingId"] = Onboarding.Id.Value };
        lambdaEvent["body"] = new JsonObject { ["accountName"] = "Main account", ["stackInfo"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(stackInfo)) }.ToJsonString();
        return Encoding.UTF8.GetBytes(lambdaEvent.ToJsonString());
    }

    private static OnboardingRecord Minted()
    {
        var tenant = TenantId.TryParse("tenant-a", out var named) ? named : throw Impossible();
        var externalId = Functions.Values.ExternalId.TryParse(ExternalId, out var minted) ? minted : throw Impossible();
        // The time of the event.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1795348800000);
        return new OnboardingRecord
        {
            Id = OnboardingId.Of(externalId),
            Tenant = tenant,
            GroupId = "abcdefghijkmnpqrstuvwxyz",
            Status = OnboardingStatus.Pending,
            Method = OnboardingMethod.Stack,
            Profile = Profile.ReadOnly,
            Region = Deployment.Region,
            ExternalId = externalId,
            RoleName = RoleName,
            TemplateVersion = ConnectTemplate.Version,
            CreatedAt = now,
            CreatedBy = "user:user-1",
            Language = Language.English,
            ExpiresAt = now + OnboardingRecord.Lifetime,
        };
    }

    private static InvalidOperationException Impossible() => new("A stored value is well-formed.");
}
