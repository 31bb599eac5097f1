using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Onboarding.Functions.Accounts;
using Onboarding.Functions.Accounts.Access;
using Onboarding.Functions.Connections;
using Onboarding.Functions.Groups;
using Onboarding.Functions.Http;
using Onboarding.Functions.Inventory;
using Onboarding.Functions.Invitations;
using Onboarding.Functions.Lifecycle;
using Onboarding.Functions.Onboardings;
using Onboarding.Functions.Operations;
using Onboarding.Functions.Profiles;
using Onboarding.Functions.Publishing;
using Onboarding.Functions.Registrations;
using Onboarding.Functions.Sessions;
using Onboarding.Functions.Visitors;

namespace Onboarding.Functions;

/// <summary>Every type that is answered, in alphabetical order: camelCase, and no nulls. Times are texts in them already.</summary>
/// <remarks>
/// Only the code that writes them is generated. Metadata of their members would be generics over value types of the framework, which cannot be compiled ahead
/// of time outside of it, and so would be compiled before the first answer.
/// </remarks>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Serialization, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AccessList))]
[JsonSerializable(typeof(AccessView))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(AccountView))]
[JsonSerializable(typeof(AuditList))]
[JsonSerializable(typeof(CheckList))]
[JsonSerializable(typeof(CheckView))]
[JsonSerializable(typeof(ConnectionList))]
[JsonSerializable(typeof(ConnectionView))]
[JsonSerializable(typeof(DeletionView))]
[JsonSerializable(typeof(DetachView))]
[JsonSerializable(typeof(ErasureView))]
[JsonSerializable(typeof(FreezeList))]
[JsonSerializable(typeof(FreezeView))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(GroupView))]
[JsonSerializable(typeof(InvitationList))]
[JsonSerializable(typeof(InvitedRegistrationView))]
[JsonSerializable(typeof(InvitedView))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(NewInvitationView))]
[JsonSerializable(typeof(OnboardingList))]
[JsonSerializable(typeof(OnboardingView))]
[JsonSerializable(typeof(OperatorCheckView))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfileView))]
[JsonSerializable(typeof(PseudonymView))]
[JsonSerializable(typeof(RedriveView))]
[JsonSerializable(typeof(RegistrationList))]
[JsonSerializable(typeof(RegistrationView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(StatsView))]
[JsonSerializable(typeof(SweepReport))]
[JsonSerializable(typeof(UserList))]
[JsonSerializable(typeof(VerifyingView))]
[JsonSerializable(typeof(VersionsView))]
internal sealed partial class AnswersJson : JsonSerializerContext
{
    /// <summary>Writes JSON in UTF-8.</summary>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> type) => JsonText.Write(json => JsonSerializer.Serialize(json, value, type)).ToArray();
}
