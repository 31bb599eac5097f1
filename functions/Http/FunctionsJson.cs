using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Registry;
using Onboarding.Functions.Verification;

namespace Onboarding.Functions.Http;

/// <summary>Every type that is read from or written as JSON, in alphabetical order; there is no reflection.</summary>
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
[JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(Check))]
[JsonSerializable(typeof(CheckList))]
[JsonSerializable(typeof(CheckView))]
[JsonSerializable(typeof(DeletionView))]
[JsonSerializable(typeof(DetachView))]
[JsonSerializable(typeof(EventDetail))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(GroupChange))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(GroupView))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(OnboardingBody))]
[JsonSerializable(typeof(OnboardingList))]
[JsonSerializable(typeof(OnboardingView))]
[JsonSerializable(typeof(OperatorCheckView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(RegistrationBody))]
[JsonSerializable(typeof(RegistrationList))]
[JsonSerializable(typeof(RegistrationView))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(StackInfoJson))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(VerifyingView))]
internal sealed partial class FunctionsJson : JsonSerializerContext
{
    /// <summary>The one configuration: camelCase, no nulls written, no duplicate members read, times in UTC to the millisecond.</summary>
    /// <remarks>Links and Japanese stay readable as they stand: every answer says it is JSON and <c>nosniff</c>, so nothing need be escaped for HTML.</remarks>
    public static FunctionsJson Api { get; } = new(new JsonSerializerOptions
    {
        AllowDuplicateProperties = false,
        Converters = { new UtcTimeConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 16,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
