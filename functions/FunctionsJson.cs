using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Audit;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Invitations;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Sessions;
using Onboarding.Functions.Verification;
using Onboarding.Functions.Visitors;

namespace Onboarding.Functions;

/// <summary>Every type that is read from JSON, or kept as JSON, in alphabetical order, without reflection. Answers are in <see cref="AnswersJson"/>.</summary>
[JsonSerializable(typeof(AccountChange))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(Check))]
[JsonSerializable(typeof(CleanupRemains))]
[JsonSerializable(typeof(EventDetail))]
[JsonSerializable(typeof(FreezeBody))]
[JsonSerializable(typeof(FreezeDetail))]
[JsonSerializable(typeof(GroupBody))]
[JsonSerializable(typeof(GroupChange))]
[JsonSerializable(typeof(InvitationBody))]
[JsonSerializable(typeof(InvitedRegistrationBody))]
[JsonSerializable(typeof(OnboardingBody))]
[JsonSerializable(typeof(PseudonymBody))]
[JsonSerializable(typeof(RegistrationBody))]
[JsonSerializable(typeof(ScheduledEvent))]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(StackInfoJson))]
internal sealed partial class FunctionsJson : JsonSerializerContext
{
    /// <summary>The one configuration: camelCase, no nulls written, no duplicate members read, times in UTC to the millisecond.</summary>
    /// <remarks>Links and Japanese stay readable where they are kept.</remarks>
    public static FunctionsJson Api { get; } = new(new JsonSerializerOptions
    {
        AllowDuplicateProperties = false,
        Converters = { new UtcTime.KeptConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 16,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });
}
