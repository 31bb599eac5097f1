using System.Collections.Frozen;

namespace Onboarding.Functions.Verification.ReadBack;

/// <summary>Every finding, with its texts.</summary>
internal static class FindingKinds
{
    private static readonly Text s_fixTrust = new(
        "In IAM, open the role's Trust relationships and restore the trust policy of the template. If no one on your team changed it, find out who did.",
        "IAM でロールの「信頼関係」を開き、信頼ポリシーをテンプレートの内容に戻してください。心当たりのない変更であれば、変更者を確認してください。");

    private static readonly Text s_fixRole = new(
        "If this wasn't intended, restore the role in IAM as the template defines it.",
        "意図した変更でなければ、IAM でロールをテンプレートの内容に戻してください。");

    private static readonly Text s_fixPermissions = new(
        "Allow these actions in the role's policies, as in the template or in the permissions policy shown to you. If you restricted the role on purpose, no action is needed.",
        "テンプレート (または表示された許可ポリシー) のとおり、ロールのポリシーでこれらのアクションを許可してください。意図した制限であれば対応は不要です。");

    public static readonly FindingKind TrustPrincipalAdded = new("trust-principal-added", FindingSeverity.Trust,
        new("Statement {0} of the role's trust policy also trusts {1}.", "ロールの信頼ポリシーのステートメント {0} が {1} も信頼しています。"), s_fixTrust);

    public static readonly FindingKind TrustExternalIdMissing = new("trust-external-id-missing", FindingSeverity.Trust,
        new("Statement {0} of the role's trust policy has no condition on sts:ExternalId.", "ロールの信頼ポリシーのステートメント {0} に sts:ExternalId の条件がありません。"), s_fixTrust);

    public static readonly FindingKind TrustExternalIdOperator = new("trust-external-id-operator", FindingSeverity.Trust,
        new("Statement {0} of the role's trust policy checks sts:ExternalId with {1}. Only StringEquals with this connection's external ID is safe.", "ロールの信頼ポリシーのステートメント {0} は sts:ExternalId を {1} で確認しています。安全なのは、この接続の外部 ID を StringEquals で指定した場合だけです。"), s_fixTrust);

    public static readonly FindingKind TrustExternalIdAdded = new("trust-external-id-added", FindingSeverity.Trust,
        new("Statement {0} of the role's trust policy accepts another external ID: {1}.", "ロールの信頼ポリシーのステートメント {0} は、別の外部 ID も受け入れます: {1}。"), s_fixTrust);

    public static readonly FindingKind TrustUnreadable = new("trust-unreadable", FindingSeverity.Trust,
        new("The role's trust policy can't be read, so it isn't clear who can use the role. See: {0}.", "ロールの信頼ポリシーを読み取れないため、誰がロールを使用できるかを判断できません。該当箇所: {0}。"), s_fixTrust);

    public static readonly FindingKind TrustNotRead = new("trust-not-read", FindingSeverity.Trust,
        new("The role {0} doesn't let us read its trust policy, so we can't tell who else can use it.", "ロール {0} の信頼ポリシーを読み取ることができないため、ほかに誰がロールを使用できるかを確認できません。"),
        new("Allow iam:GetRole in the role's policy SelfInspection, as the template has it, and check the permissions boundary and service control policies. If no one on your team changed it, find out who did.", "ロールのポリシー SelfInspection でテンプレートのとおり iam:GetRole を許可し、アクセス許可の境界とサービスコントロールポリシーも確認してください。心当たりのない変更であれば、変更者を確認してください。"));

    public static readonly FindingKind TrustActionAdded = new("trust-action-added", FindingSeverity.Permission,
        new("Statement {0} of the role's trust policy also allows {1}.", "ロールの信頼ポリシーのステートメント {0} が {1} も許可しています。"), s_fixTrust);

    public static readonly FindingKind TrustConditionAdded = new("trust-condition-added", FindingSeverity.Permission,
        new("Statement {0} of the role's trust policy has an additional condition: {1}. The connection stops working if it isn't met.", "ロールの信頼ポリシーのステートメント {0} に条件 {1} が追加されています。条件を満たさないと接続できなくなります。"), s_fixRole);

    public static readonly FindingKind TrustDenialAdded = new("trust-denial-added", FindingSeverity.Permission,
        new("Statement {0} of the role's trust policy denies {1} to {2}.", "ロールの信頼ポリシーのステートメント {0} が {2} に対して {1} を拒否しています。"), s_fixRole);

    public static readonly FindingKind TrustMissing = new("trust-missing", FindingSeverity.Permission,
        new("No statement of the role's trust policy lets {0} assume the role.", "ロールの信頼ポリシーに、{0} による引き受けを許可するステートメントがありません。"), s_fixTrust);

    public static readonly FindingKind TrustWholeAccount = new("trust-whole-account", FindingSeverity.Advice,
        new("Statement {0} of the role's trust policy trusts every principal of the account {1}, not only {2}.", "ロールの信頼ポリシーのステートメント {0} が、{2} だけでなくアカウント {1} のすべてのプリンシパルを信頼しています。"),
        new("Add the condition ArnLike on aws:PrincipalArn with {2} to the statement, so that only this role can use the connection.", "ステートメントに aws:PrincipalArn の ArnLike 条件 (値は {2}) を追加すると、この 1 つのロールだけが接続を使用できるようになります。"));

    public static readonly FindingKind TrustPrincipalArnChanged = new("trust-principal-arn-changed", FindingSeverity.Advice,
        new("Statement {0} of the role's trust policy checks aws:PrincipalArn with {1}, which can let in principals other than {2}.", "ロールの信頼ポリシーのステートメント {0} は aws:PrincipalArn を {1} で確認しているため、{2} 以外も許可される可能性があります。"),
        new("In the condition on aws:PrincipalArn, use {2} and nothing else.", "aws:PrincipalArn の条件の値を {2} だけにしてください。"));

    public static readonly FindingKind TrustRoleNamed = new("trust-role-named", FindingSeverity.Advice,
        new("Statement {0} of the role's trust policy names {1} as its principal.", "ロールの信頼ポリシーのステートメント {0} がプリンシパルとして {1} を直接指定しています。"),
        new("Use the account's root as the principal and {1} in the condition ArnLike on aws:PrincipalArn. The connection then keeps working if the role is created again.", "プリンシパルにはアカウントの root を指定し、{1} は aws:PrincipalArn の ArnLike 条件に指定してください。ロールが再作成されても接続が維持されます。"));

    public static readonly FindingKind ActionsMissing = new("actions-missing", FindingSeverity.Permission,
        new("The role lacks permissions from the statement {0}, so we can't: {1}.", "ステートメント {0} の権限がロールに不足しているため、次の機能を利用できません: {1}。"), s_fixPermissions) { ActionsFrom = 1 };

    public static readonly FindingKind ActionsAdded = new("actions-added", FindingSeverity.Permission,
        new("The role can do more than the template allows: {0} (policy {1}, statement {2}).", "テンプレートにない権限がロールに付与されています: {0} (ポリシー {1}、ステートメント {2})。"), s_fixRole);

    public static readonly FindingKind ActionsDenied = new("actions-denied", FindingSeverity.Permission,
        new("The policy {2} denies the role {0} on {1} (statement {3}).", "ポリシー {2} が {1} に対する {0} を拒否しています (ステートメント {3})。"), s_fixRole);

    public static readonly FindingKind DenialMissing = new("denial-missing", FindingSeverity.Permission,
        new("The role's policies don't deny {1} on {2}, as the statement {0} of the template does.", "テンプレートのステートメント {0} による {2} に対する {1} の拒否が、ロールのポリシーにありません。"), s_fixRole);

    public static readonly FindingKind EffectChanged = new("effect-changed", FindingSeverity.Permission,
        new("The statement {0} has the effect {1}; the template has the opposite.", "ステートメント {0} の効果が {1} になっています。テンプレートではその逆です。"), s_fixRole);

    public static readonly FindingKind ResourcesChanged = new("resources-changed", FindingSeverity.Permission,
        new("The statement {0} of the role covers {2}; the template says {1}.", "ステートメント {0} の対象リソースが {2} になっています。テンプレートでは {1} です。"), s_fixRole);

    public static readonly FindingKind ConditionsAdded = new("conditions-added", FindingSeverity.Permission,
        new("The statement {0} of the role has a condition that the template doesn't have: {1}.", "ステートメント {0} にテンプレートにない条件が付いています: {1}。"), s_fixRole);

    public static readonly FindingKind ConditionsMissing = new("conditions-missing", FindingSeverity.Permission,
        new("The statement {0} of the role lacks a condition that the template has: {1}.", "テンプレートにある条件がステートメント {0} にありません: {1}。"), s_fixRole);

    public static readonly FindingKind PolicyAdded = new("policy-added", FindingSeverity.Permission,
        new("The role has the inline policy {0}, which the template doesn't have.", "テンプレートにないインラインポリシー {0} がロールにあります。"), s_fixRole);

    public static readonly FindingKind PolicyUnreadable = new("policy-unreadable", FindingSeverity.Permission,
        new("The role's policy {0} can't be read, so it isn't clear what it allows. See: {1}.", "ロールのポリシー {0} を読み取れないため、許可されている内容を判断できません。該当箇所: {1}。"), s_fixRole);

    public static readonly FindingKind PolicyAttached = new("policy-attached", FindingSeverity.Permission,
        new("The managed policy {0} is attached to the role; the template doesn't attach it.", "管理ポリシー {0} がロールにアタッチされています。テンプレートではアタッチしません。"), s_fixRole);

    public static readonly FindingKind PolicyDetached = new("policy-detached", FindingSeverity.Permission,
        new("The managed policy {0} isn't attached to the role; the template attaches it.", "テンプレートでアタッチする管理ポリシー {0} が、ロールにアタッチされていません。"),
        new("Attach the managed policy {0} to the role in IAM. If you restricted the role on purpose, no action is needed.", "IAM で管理ポリシー {0} をロールにアタッチしてください。意図した制限であれば対応は不要です。"));

    public static readonly FindingKind ManagedPolicyChanged = new("managed-policy-changed", FindingSeverity.Advice,
        new("AWS changed its managed policy {0}: version {2} is in force instead of {1}.", "AWS が管理ポリシー {0} を変更しました。有効なバージョンは {1} から {2} になりました。"),
        new("No action needed. AWS lists what its managed policies allow in the AWS Managed Policy Reference Guide.", "対応は不要です。許可される操作は「AWS マネージドポリシーリファレンスガイド」で確認できます。"));

    public static readonly FindingKind PolicyNotRead = new("policy-not-read", FindingSeverity.Advice,
        new("The role's permissions are in the managed policy {0}, which this connection can't read, so we didn't compare them.", "ロールの権限は管理ポリシー {0} にあり、この接続からは読み取れないため、比較していません。"),
        new("If in doubt, compare the policy with the permissions policy shown to you.", "必要に応じて、表示された許可ポリシーと内容を見比べてください。"));

    public static readonly FindingKind BoundaryRemoved = new("boundary-removed", FindingSeverity.Permission,
        new("The role's permissions boundary {0} was removed.", "ロールのアクセス許可の境界 {0} が外されています。"),
        new("Set the permissions boundary {0} in IAM again if you still need it.", "引き続き必要であれば、IAM でアクセス許可の境界 {0} を設定し直してください。"));

    public static readonly FindingKind BoundaryChanged = new("boundary-changed", FindingSeverity.Permission,
        new("The role's permissions boundary is {1} instead of {0}.", "ロールのアクセス許可の境界が {0} ではなく {1} になっています。"),
        new("Set the permissions boundary {0} in IAM again if you still need it.", "引き続き必要であれば、IAM でアクセス許可の境界 {0} を設定し直してください。"));

    public static readonly FindingKind BoundaryAdded = new("boundary-added", FindingSeverity.Advice,
        new("The role has the permissions boundary {0}, which wasn't requested.", "接続時に指定のなかったアクセス許可の境界 {0} がロールに設定されています。"),
        new("If something doesn't work, allow the template's permissions in the boundary, too.", "利用できない機能がある場合は、テンプレートの権限を境界でも許可してください。"));

    public static readonly FindingKind SessionDurationChanged = new("session-duration-changed", FindingSeverity.Permission,
        new("The role's maximum session duration is {1} seconds; the template sets {0}.", "ロールの最大セッション時間が {1} 秒になっています。テンプレートでは {0} 秒です。"), s_fixRole);

    public static readonly FindingKind SelfInspectionDenied = new("self-inspection-denied", FindingSeverity.Permission,
        new("AWS doesn't let the role read its own settings, so we can't: {0}.", "AWS がロール自身の情報の参照を拒否しているため、次の機能を利用できません: {0}。"), s_fixPermissions) { ActionsFrom = 0 };

    public static readonly FindingKind ReadBackIncomplete = new("read-back-incomplete", FindingSeverity.Advice,
        new("AWS didn't answer {0}, so we didn't compare that part of the role.", "AWS から {0} の応答がなかったため、その部分は比較していません。"),
        new("No action needed. We'll try again at the next check.", "対応は不要です。次回の確認で再度問い合わせます。"));

    public static readonly FindingKind RootMfaOff = new("root-mfa-off", FindingSeverity.Advice,
        new("The root user of the AWS account has no MFA.", "AWS アカウントのルートユーザーに MFA が設定されていません。"),
        new("Sign in as the root user, open Security credentials, choose Assign MFA device and follow the steps. Don't use the root user for everyday tasks.", "ルートユーザーでサインインし、「セキュリティ認証情報」の「MFA デバイスの割り当て」から設定してください。ルートユーザーは日常の作業に使用しないでください。"));

    public static readonly FindingKind RootAccessKeys = new("root-access-keys", FindingSeverity.Advice,
        new("The root user of the AWS account has access keys.", "AWS アカウントのルートユーザーにアクセスキーがあります。"),
        new("Move whatever uses them to a role or an IAM user. Then sign in as the root user, open Security credentials, deactivate the keys and delete them.", "アクセスキーを使用している処理をロールまたは IAM ユーザーに切り替えた後、ルートユーザーでサインインし、「セキュリティ認証情報」でアクセスキーを無効化してから削除してください。"));

    public static readonly FindingKind FindingsOmitted = new("findings-omitted", FindingSeverity.Advice,
        new("More findings that aren't shown: {0}.", "表示されていない検出結果がほかに {0} 件あります。"),
        new("Fix the findings shown, then check again.", "表示されている内容を修正してから、もう一度確認してください。"));

    /// <summary>Every kind, as they are listed above.</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        TrustUnreadable, TrustPrincipalAdded, TrustExternalIdMissing, TrustExternalIdOperator, TrustExternalIdAdded, TrustNotRead, TrustActionAdded, TrustConditionAdded, TrustDenialAdded,
        TrustMissing, TrustWholeAccount, TrustPrincipalArnChanged, TrustRoleNamed, ActionsMissing, ActionsAdded, ActionsDenied, DenialMissing, EffectChanged, ResourcesChanged, ConditionsAdded,
        ConditionsMissing, PolicyAdded, PolicyUnreadable, PolicyAttached, PolicyDetached, ManagedPolicyChanged, PolicyNotRead, BoundaryRemoved, BoundaryChanged, BoundaryAdded, SessionDurationChanged, SelfInspectionDenied, ReadBackIncomplete,
        RootMfaOff, RootAccessKeys, FindingsOmitted,
    ];

    private static readonly FrozenDictionary<string, FindingKind> s_byCode = All.ToFrozenDictionary(k => k.Code, StringComparer.Ordinal);

    public static FindingKind? Find(string code) => s_byCode.GetValueOrDefault(code);
}
