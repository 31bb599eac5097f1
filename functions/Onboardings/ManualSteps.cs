using Onboarding.Functions.Http;
using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>How to create the role by hand in the IAM console.</summary>
internal static class ManualSteps
{
    public static IEnumerable<Text> All(Vendor vendor, OnboardingRecord onboarding) =>
    [
        .. Before(vendor, onboarding),
        .. onboarding.PermissionsBoundaryArn is { } boundary ? Limited(boundary) : [Unlimited],
        .. After(onboarding),
    ];

    private static Text Unlimited { get; } = new(
        "Return to the first tab, refresh the list of policies, tick the policy you have just created and choose Next.",
        "最初のタブに戻ってポリシーの一覧を更新し、作成したポリシーにチェックを入れて「次へ」を選択します。");

    // The boundary stands on the page that Next leaves: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html
    private static Text[] Limited(string boundary) =>
    [
        new("Return to the first tab, refresh the list of policies and tick the policy you have just created.",
            "最初のタブに戻ってポリシーの一覧を更新し、作成したポリシーにチェックを入れます。"),
        new("On the same page open “Set permissions boundary”, choose “Use a permissions boundary to control the maximum role permissions”, select the policy " + boundary + " and choose Next.",
            "同じページの「許可の境界を設定」を開き、「許可の境界を使用してロールのアクセス許可の上限を設定する」を選択し、ポリシー " + boundary + " を選択して「次へ」を選択します。"),
    ];

    private static Text[] Before(Vendor vendor, OnboardingRecord onboarding) =>
    [
        new("Sign in to the AWS account that you want to connect, as an administrator and not as its root user. Open IAM, choose Roles, then Create role.",
            "接続する AWS アカウントに、ルートユーザーではなく管理者としてサインインします。IAM を開き、「ロール」の「ロールを作成」を選択します。"),
        new("As trusted entity type choose “AWS account”, then “Another AWS account”, and enter the account ID " + vendor.AccountId + ".",
            "信頼されたエンティティタイプで「AWS アカウント」を選択し、「別の AWS アカウント」にアカウント ID " + vendor.AccountId + " を入力します。"),
        new("Tick “Require external ID” and enter " + onboarding.PendingExternalId.Value + ". Leave “Require MFA” unticked. Choose Next.",
            "「外部 ID を要求する」にチェックを入れ、" + onboarding.PendingExternalId.Value + " を入力します。「MFA が必要」のチェックは外したまま「次へ」を選択します。"),
        new("Open the IAM console a second time in a new tab: Policies, Create policy, JSON. Replace what is there with the permissions policy shown here, and create the policy under the name " + onboarding.RoleName + ".",
            "新しいタブで IAM コンソールの「ポリシー」→「ポリシーを作成」→「JSON」を開きます。内容をここに表示された許可ポリシーに置き換え、" + onboarding.RoleName + " という名前でポリシーを作成します。"),
    ];

    private static Text[] After(OnboardingRecord onboarding) =>
    [
        new("Name the role " + onboarding.RoleName + " exactly and choose Create role.",
            "ロール名に " + onboarding.RoleName + " をそのまま入力し、「ロールを作成」を選択します。"),
        new("For the strongest protection open the role's Trust relationships tab, choose Edit trust policy and replace it with the trust policy shown here: then only one role of the vendor can use it.",
            "より安全にするには、ロールの「信頼関係」タブの「信頼ポリシーを編集」で、ここに表示された信頼ポリシーに置き換えます。これにより、サービス提供者の 1 つのロールだけが使用できるようになります。"),
        new("Copy the role's ARN from its summary and paste it here.",
            "ロールの概要に表示される ARN をコピーし、この画面に貼り付けます。"),
    ];
}
