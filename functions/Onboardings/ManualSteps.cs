using Onboarding.Templates;

namespace Onboarding.Functions.Onboardings;

/// <summary>The steps to create the role manually in the IAM console.</summary>
internal static class ManualSteps
{
    /// <summary>The steps.</summary>
    /// <param name="vendor">The vendor, which the role trusts.</param>
    /// <param name="onboarding">The onboarding.</param>
    /// <param name="policies">The names of the policies to create.</param>
    /// <param name="managed">The ARNs of the AWS managed policies to attach.</param>
    public static IEnumerable<Text> All(Vendor vendor, OnboardingRecord onboarding, IReadOnlyList<string> policies, IReadOnlyList<string> managed) =>
    [
        .. Before(vendor, onboarding, policies),
        .. managed.Count > 0 ? [OfAws(managed)] : Array.Empty<Text>(),
        .. onboarding.PermissionsBoundaryArn is { } boundary ? Limited(boundary) : [Unlimited],
        .. After(onboarding),
    ];

    private static Text OfAws(IReadOnlyList<string> managed) => new(
        "In the first tab, also select these AWS managed policies: " + string.Join(", ", managed.Select(NameOf)) + ".",
        "最初のタブで、次の AWS 管理ポリシーにもチェックを入れます: " + string.Join("、", managed.Select(NameOf)) + "。");

    private static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static Text Creation(string name) => new(
        "In a new tab, open the IAM console again: Policies, Create policy, JSON. Replace the contents with the permissions policy shown here, and create the policy with the name " + name + ".",
        "新しいタブで IAM コンソールの「ポリシー」→「ポリシーを作成」→「JSON」を開きます。内容をここに表示された許可ポリシーに置き換え、" + name + " という名前でポリシーを作成します。");

    private static Text Further(IEnumerable<string> names) => new(
        "Create the other permissions policies shown here in the same way, with the names " + string.Join(", ", names) + ". In the next steps, select these, too.",
        "同じ手順で、ここに表示されたほかの許可ポリシーも " + string.Join("、", names) + " という名前で作成します。以降の手順では、これらにもチェックを入れます。");

    private static Text Unlimited { get; } = new(
        "Return to the first tab, refresh the list of policies, select the policy that you just created and choose Next.",
        "最初のタブに戻ってポリシーの一覧を更新し、作成したポリシーにチェックを入れて「次へ」を選択します。");

    // The boundary is set on the page that Next leaves: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html
    private static Text[] Limited(string boundary) =>
    [
        new("Return to the first tab, refresh the list of policies and select the policy that you just created.",
            "最初のタブに戻ってポリシーの一覧を更新し、作成したポリシーにチェックを入れます。"),
        new("On the same page, open “Set permissions boundary”, choose “Use a permissions boundary to control the maximum role permissions”, select the policy " + boundary + " and choose Next.",
            "同じページの「許可の境界を設定」を開き、「許可の境界を使用してロールのアクセス許可の上限を設定する」を選択し、ポリシー " + boundary + " を選択して「次へ」を選択します。"),
    ];

    private static Text[] Before(Vendor vendor, OnboardingRecord onboarding, IReadOnlyList<string> policies) =>
    [
        new("Sign in to the AWS account that you want to connect, as an administrator, not as its root user. Open IAM, choose Roles, then Create role.",
            "接続する AWS アカウントに、ルートユーザーではなく管理者としてサインインします。IAM を開き、「ロール」の「ロールを作成」を選択します。"),
        new("For Trusted entity type, choose “AWS account”, then “Another AWS account”, and enter the account ID " + vendor.AccountId + ".",
            "信頼されたエンティティタイプで「AWS アカウント」を選択し、「別の AWS アカウント」にアカウント ID " + vendor.AccountId + " を入力します。"),
        new("Select “Require external ID” and enter " + onboarding.PendingExternalId.Value + ". Leave “Require MFA” cleared. Choose Next.",
            "「外部 ID を要求する」にチェックを入れ、" + onboarding.PendingExternalId.Value + " を入力します。「MFA が必要」のチェックは外したまま「次へ」を選択します。"),
        Creation(policies[0]),
        .. policies.Count > 1 ? [Further(policies.Skip(1))] : Array.Empty<Text>(),
    ];

    private static Text[] After(OnboardingRecord onboarding) =>
    [
        new("Name the role " + onboarding.RoleName + " exactly and choose Create role.",
            "ロール名に " + onboarding.RoleName + " をそのまま入力し、「ロールを作成」を選択します。"),
        new("For the strongest protection, open the role's Trust relationships tab, choose Edit trust policy and replace it with the trust policy shown here. Then only one role of the vendor can use this role.",
            "より安全にするには、ロールの「信頼関係」タブの「信頼ポリシーを編集」で、ここに表示された信頼ポリシーに置き換えます。これにより、サービス提供者の 1 つのロールだけが使用できるようになります。"),
        new("Copy the role's ARN from its summary and paste it here.",
            "ロールの概要に表示される ARN をコピーし、この画面に貼り付けます。"),
    ];
}
