using System.Text.Json.Serialization;

namespace Onboarding.Functions.Verification;

/// <summary>The body of <c>POST /v1/onboardings/{onboardingId}/registration</c>: a name, and StackInfo or a role's ARN or, when the account was given before, nothing more.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RegistrationBody(string AccountName, string? StackInfo = null, string? RoleArn = null);

/// <summary>The answer while the role cannot be assumed yet: what was submitted is kept, and the service keeps trying.</summary>
/// <param name="Status">Always <c>verifying</c>.</param>
/// <param name="Code">Why: <c>role-not-assumable</c>.</param>
/// <param name="Detail">Why, in the caller's language.</param>
/// <param name="Hint">What to look at if it lasts.</param>
internal sealed record VerifyingView(string Status, string Code, string Detail, string Hint);
