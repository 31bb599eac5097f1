using Onboarding.Functions.Aws;
using Onboarding.Functions.Verification.ReadBack;

namespace Onboarding.Functions.Verification;

/// <summary>Why what was submitted does not show that the AWS account's owner agreed. None of them names the stack's id: it is what only that person sees.</summary>
internal static class ConsentRefusals
{
    private static readonly Text s_paste = new(
        "Copy the StackInfo value from the stack's Outputs tab in the AWS console and paste it.",
        "AWS コンソールでスタックの「出力」タブの StackInfo の値をコピーし、貼り付けてください。");

    /// <summary>Nothing was pasted, and no earlier connection vouches for the account.</summary>
    public static Refusal NothingPasted { get; } = new(
        Errors.ConsentRequired,
        new("The AWS account ID alone isn't enough to connect the account.", "AWS アカウント ID だけでは接続できません。"),
        s_paste);

    /// <summary>The stack names a different requester than the onboarding.</summary>
    public static Refusal ConnectedForChanged { get; } = new(
        Errors.ConsentRequired,
        new("The stack's parameter ConnectedFor differs from this connection's link, so the person in the AWS console was shown a different requester.", "スタックのパラメータ ConnectedFor が、この接続手続きのリンクの値と異なります。AWS コンソールでは別の依頼者が表示されていました。"),
        new("Delete the stack, then create it again from this connection's link without changing its parameters.", "そのスタックを削除し、この接続手続きのリンクから、パラメータを変更せずに作成し直してください。"));

    /// <summary>Why a role's ARN alone is not enough; null when it is.</summary>
    /// <param name="arn">The role's ARN.</param>
    /// <param name="role">The role as it was read; null when it does not show itself.</param>
    public static Refusal? ByRole(RoleArn arn, SeenRole? role) => role switch
    {
        null => new Refusal(
            Errors.ConsentRequired,
            new($"The role {arn.Name} doesn't let us read it, so we can't tell whether it was created manually or from a link.", $"ロール {arn.Name} を読み取ることができないため、手動で作成されたものか、リンクから作成されたものかを確認できません。"),
            new("Allow iam:GetRole in the role's permissions, as in the permissions policy shown to you, and check its permissions boundary.", "表示された許可ポリシーのとおり、ロールの権限で iam:GetRole を許可し、アクセス許可の境界も確認してください。")),
        { NamesStack: true } => new Refusal(
            Errors.ConsentRequired,
            new($"The role {arn.Name} was created by a stack, so its ARN alone isn't enough to connect it.", $"ロール {arn.Name} はスタックで作成されているため、ARN だけでは接続できません。"),
            s_paste),
        _ => null,
    };
}
