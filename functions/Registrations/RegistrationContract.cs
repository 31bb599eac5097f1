using System.Text.Json.Serialization;
using Onboarding.Functions.Aws;
using Onboarding.Functions.Onboardings;

namespace Onboarding.Functions.Registrations;

/// <summary>The body of <c>POST /v1/onboardings/{onboardingId}/registration</c>: StackInfo or Terraform's connection_info, or a role's ARN, or nothing of these when the account was given before; and a name, unless it was given before.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RegistrationBody(string? AccountName = null, string? StackInfo = null, string? RoleArn = null);

/// <summary>The answer while the role cannot be assumed yet: what was submitted is kept, and the service keeps trying.</summary>
/// <param name="Status">Always <c>verifying</c>.</param>
/// <param name="Code">Why: <c>role-not-assumable</c>.</param>
/// <param name="Detail">Why, in the caller's language.</param>
/// <param name="Hint">What to check if this continues.</param>
internal sealed record VerifyingView(string Status, string Code, string Detail, string Hint)
{
    public static VerifyingView Of(RoleArn role, Language language) => new(
        OnboardingStatus.Verifying,
        Errors.RoleNotAssumable.Code,
        new Text(
            $"AWS denied access to {role}. A new role can take up to about a minute to become available everywhere in AWS.",
            $"AWS が {role} へのアクセスを拒否しています。新しいロールが AWS 全体に行き渡るまで 1 分ほどかかることがあります。").In(language),
        new Text(
            "Please wait: we keep trying. If this continues, check that the stack is complete, that the external ID and the trust policy are unchanged, and that no resource control policy of your organization denies sts:AssumeRole.",
            "自動的に再試行しますので、少しお待ちください。解決しない場合は、スタックの作成が完了しているか、外部 ID と信頼ポリシーが変更されていないか、組織のリソースコントロールポリシーで sts:AssumeRole が拒否されていないかを確認してください。").In(language));
}
