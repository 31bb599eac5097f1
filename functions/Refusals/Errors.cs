namespace Onboarding.Functions.Refusals;

/// <summary>Every error code of the HTTP contract, with its texts.</summary>
internal static class Errors
{
    // Above all of them: static fields are initialized in the order in which they are written.
    private static readonly List<ErrorCode> s_all = [];

    public static readonly ErrorCode RequestMalformed = Define("request-malformed", 400,
        new("The input cannot be used", "入力内容に誤りがあります"),
        new("{0}", "{0}"),
        new("Correct it and try again.", "修正して、もう一度お試しください。"));

    public static readonly ErrorCode NameInvalid = Define("name-invalid", 400,
        new("The name cannot be used", "この名前は使用できません"),
        new("A name has 1 to 100 characters, at least one of them visible. It has no control, direction or invisible characters, no separate accents, and no word that mixes Latin, Greek and Cyrillic letters.", "名前は 1〜100 文字で、表示される文字を 1 文字以上含めてください。制御文字、書字方向を変える文字、見えない文字、単独のアクセント記号は使用できません。ラテン文字・ギリシャ文字・キリル文字を 1 つの単語の中で混在させることもできません。"),
        new("Choose another name.", "別の名前を入力してください。"));

    public static readonly ErrorCode ProfileUnknown = Define("profile-unknown", 400,
        new("Unknown profile", "指定されたプロファイルはありません"),
        new("The profiles are {0}.", "利用できるプロファイルは {0} です。"),
        new("Choose one of them.", "この中から選択してください。"));

    public static readonly ErrorCode RegionNotAllowed = Define("region-not-allowed", 400,
        new("This Region cannot be used", "このリージョンは使用できません"),
        new("You chose {0}. Stacks can be created in {1}.", "指定されたリージョンは {0} です。スタックを作成できるリージョンは {1} です。"),
        new("Choose one of these Regions. If the stack already exists in another Region, delete it and create it again from the link.", "この中のリージョンを選択してください。別のリージョンに作成済みのスタックは削除し、リンクからもう一度作成してください。"));

    public static readonly ErrorCode ProfileNotFound = Define("profile-not-found", 404,
        new("Profile not found", "プロファイルが見つかりません"),
        new("The profile does not exist or is no longer offered.", "プロファイルが存在しないか、提供が終了しています。"),
        new("Check the list of profiles.", "プロファイルの一覧を確認してください。"));

    public static readonly ErrorCode GroupNotFound = Define("group-not-found", 404,
        new("Group not found", "グループが見つかりません"),
        new("It may have been deleted.", "グループが存在しないか、削除されています。"),
        new("Choose another group.", "別のグループを選択してください。"));

    public static readonly ErrorCode GroupNotEmpty = Define("group-not-empty", 409,
        new("The group still has accounts", "グループにアカウントが残っています"),
        new("Accounts in this group: {0}, including those that still need cleanup.", "このグループには {0} 個のアカウントがあります (クリーンアップが終わっていないものを含みます)。"),
        new("Move the accounts to another group, or detach them and finish the cleanup.", "アカウントを別のグループに移すか、接続を解除してクリーンアップを完了してください。"));

    public static readonly ErrorCode OnboardingNotFound = Define("onboarding-not-found", 404,
        new("Connection not found", "接続手続きが見つかりません"),
        new("The link is wrong, or the connection was deleted.", "リンクが正しくないか、接続手続きが削除されています。"),
        new("Start a new connection.", "新しい接続を開始してください。"));

    public static readonly ErrorCode InvitationNotFound = Define("invitation-not-found", 404,
        new("This invitation can’t be used", "この招待は使用できません"),
        new("It was already used, was revoked, has expired, or never existed.", "使用済み、取り消し済み、期限切れのいずれかであるか、存在しない招待です。"),
        new("Ask the person who sent it to you whether the account is connected already, or for a new invitation.", "アカウントがすでに接続されているかどうかを招待した方に確認するか、新しい招待を依頼してください。"));

    public static readonly ErrorCode OnboardingExpired = Define("onboarding-expired", 409,
        new("The link has expired", "接続手続きの有効期限が切れています"),
        new("It expired on {0}.", "有効期限は {0} でした。"),
        new("If you created the stack or role, delete it. Then start a new connection: an old stack or role can't be reused.", "作成済みのスタックまたはロールがあれば削除し、新しい接続を開始してください。以前に作成したものは再利用できません。"));

    public static readonly ErrorCode OnboardingCancelled = Define("onboarding-cancelled", 409,
        new("The connection was discarded", "接続手続きは取り消されています"),
        new("Its external ID can no longer be used.", "この手続きの外部 ID はもう使用できません。"),
        new("If you created the stack or role, delete it. Then start a new connection.", "作成済みのスタックまたはロールがあれば削除し、新しい接続を開始してください。"));

    public static readonly ErrorCode OnboardingCompleted = Define("onboarding-completed", 409,
        new("This link was already used", "接続手続きは完了しています"),
        new("Each link connects one account.", "1 つのリンクで接続できるアカウントは 1 つです。"),
        new("Check your list of accounts. To connect another account, start a new connection.", "アカウントの一覧を確認してください。別のアカウントを接続するには、新しい接続を開始してください。"));

    public static readonly ErrorCode StackInfoMalformed = Define("stack-info-malformed", 400,
        new("That isn't a StackInfo value", "StackInfo の値ではありません"),
        new("We can't read the pasted text: {0}.", "貼り付けられた内容を StackInfo として読み取れません: {0}。"),
        new("In the CloudFormation console, open your stack's Outputs tab, copy the value of {1} and paste it unchanged.", "CloudFormation コンソールでスタックの「出力」タブを開き、{1} の値をコピーして、そのまま貼り付けてください。"));

    public static readonly ErrorCode StackInfoOtherValue = Define("stack-info-other-value", 400,
        new("That's a different value", "別の値が貼り付けられています"),
        new("That's {0}, not StackInfo.", "貼り付けられた値は StackInfo ではなく、{0}です。"),
        new("In your stack's Outputs tab in the CloudFormation console, copy the value next to {1}.", "CloudFormation コンソールでスタックの「出力」タブを開き、{1} の行の値をコピーして貼り付けてください。"));

    public static readonly ErrorCode StackInfoTruncated = Define("stack-info-truncated", 400,
        new("The StackInfo value is incomplete", "StackInfo の値が途中で切れています"),
        new("The end of the value is missing.", "値の末尾が欠けています。"),
        new("In your stack's Outputs tab, copy the whole value of {0}, up to its last character, and paste it again.", "スタックの「出力」タブで {0} の値を最後の文字までコピーし、貼り付け直してください。"));

    public static readonly ErrorCode StackInfoAmbiguous = Define("stack-info-ambiguous", 400,
        new("More than one StackInfo value", "StackInfo の値が複数あります"),
        new("The pasted text contains StackInfo values from different stacks.", "貼り付けられた内容に、異なるスタックの StackInfo の値が含まれています。"),
        new("Copy only the value of {0} from the Outputs tab of the stack that you created for this connection, and paste it again.", "この接続のために作成したスタックの「出力」タブで {0} の値だけをコピーし、貼り付け直してください。"));

    public static readonly ErrorCode ExternalIdMismatch = Define("external-id-mismatch", 422,
        new("This StackInfo belongs to another connection", "この StackInfo は別の接続手続きのものです"),
        new("The stack was created with the external ID of another connection. An old stack can't be reused.", "この接続手続きとは異なる外部 ID でスタックが作成されています。以前に作成したスタックは再利用できません。"),
        new("If you have several tabs open, paste into the one that you created the stack from. Otherwise, delete that stack and create it again from this connection's link to the AWS console.", "複数のタブを開いている場合は、スタックを作成したタブに貼り付けてください。それ以外の場合は、そのスタックを削除し、この接続手続きの AWS コンソールへのリンクから作成し直してください。"));

    public static readonly ErrorCode AccountMismatch = Define("account-mismatch", 422,
        new("The role is in another AWS account", "別の AWS アカウントのロールです"),
        new("The expected account is {0}; the role is in {1}.", "指定されたアカウントは {0} ですが、ロールは {1} にあります。"),
        new("Delete the stack (or the role that you created manually) in account {1}, switch to account {0} in the console and create it there.", "アカウント {1} のスタック (手動で作成した場合はロール) を削除し、コンソールでアカウント {0} に切り替えて作成してください。"));

    public static readonly ErrorCode PartitionMismatch = Define("partition-mismatch", 422,
        new("The role is in another AWS partition", "別の AWS パーティションのロールです"),
        new("This service runs in the partition {0}; the role is in {1}.", "このサービスのパーティションは {0} ですが、ロールは {1} にあります。"),
        new("Create the stack or role in an account in the partition {0}.", "パーティション {0} のアカウントでスタックまたはロールを作成してください。"));

    public static readonly ErrorCode RoleNameMismatch = Define("role-name-mismatch", 422,
        new("The role has a different name", "ロールの名前が異なります"),
        new("The role must be named {0}, but it is named {1}.", "ロールの名前は {0} である必要がありますが、{1} になっています。"),
        new("Create the stack again from the link and don't change the role's name. If you create the role manually, name it exactly {0}, without a path.", "リンクからスタックを作成し直し、ロール名は変更しないでください。手動で作成する場合は、ロール名を {0} とし、パスを付けないでください。"));

    public static readonly ErrorCode RoleOwnAccount = Define("role-own-account", 422,
        new("This isn't your AWS account", "お客様の AWS アカウントではありません"),
        new("It's the account that this service runs in.", "このサービスが稼働しているアカウントです。"),
        new("Create the stack or role in your own AWS account.", "お客様の AWS アカウントでスタックまたはロールを作成してください。"));

    public static readonly ErrorCode RoleNotAssumable = Define("role-not-assumable", 422,
        new("The role can't be assumed", "ロールを引き受けられません"),
        new("AWS denied access to {0}.", "AWS が {0} へのアクセスを拒否しています。"),
        new("Check that the role and its stack still exist, that the external ID and the trust policy are unchanged, and that no resource control policy of your organization denies sts:AssumeRole. Then try again.", "ロールとそのスタックが残っているか、外部 ID と信頼ポリシーが変更されていないか、組織のリソースコントロールポリシーで sts:AssumeRole が拒否されていないかを確認してから、もう一度お試しください。"));

    public static readonly ErrorCode ExternalIdNotEnforced = Define("external-id-not-enforced", 422,
        new("The role's trust policy lets others use it", "ロールの信頼ポリシーにより、第三者もロールを使用できます"),
        new("{0} Nothing was registered.", "{0}登録は行われていません。"),
        new("In the role's trust policy, every statement that allows sts:AssumeRole must trust only the vendor and have the condition StringEquals on sts:ExternalId with exactly the external ID shown here. Fix it, then try again.", "ロールの信頼ポリシーで、sts:AssumeRole を許可するすべてのステートメントについて、サービス提供者だけを信頼し、表示された外部 ID を値とする sts:ExternalId の StringEquals 条件を付けてから、もう一度お試しください。"));

    public static readonly ErrorCode StackNotFound = Define("stack-not-found", 422,
        new("Stack not found", "スタックが見つかりません"),
        new("The role's account has no stack {0}.", "ロールのアカウントにスタック {0} がありません。"),
        new("If you renamed the stack or created it in another Region, paste the StackInfo value from its Outputs tab. If you deleted it and created it again from the same link, paste the StackInfo value of the new stack: a check alone never switches to another stack. Otherwise, start a new connection.", "スタックの名前やリージョンを変更した場合は、「出力」タブの StackInfo の値を貼り付けてください。削除して同じリンクから作成し直した場合は、新しいスタックの StackInfo の値を貼り付けてください (確認だけでは新しいスタックに切り替わりません)。それ以外の場合は、新しい接続を開始してください。"));

    public static readonly ErrorCode StackNotComplete = Define("stack-not-complete", 409,
        new("The stack is not complete", "スタックの作成が完了していません"),
        new("The status of the stack {0} is {1}.", "スタック {0} のステータスは {1} です。"),
        new("If it's in progress, wait for CREATE_COMPLETE and try again. If it failed or was rolled back, find the reason in its Events tab, delete it and create it again from the link.", "進行中の場合は CREATE_COMPLETE になるまで待ってから、もう一度お試しください。失敗またはロールバックした場合は「イベント」タブで理由を確認し、スタックを削除してリンクからもう一度作成してください。"));

    public static readonly ErrorCode RoleAlreadyRegistered = Define("role-already-registered", 409,
        new("This role can't be connected", "このロールは登録できません"),
        new("A role can be used for one connection only, and this one is already in use.", "1 つのロールは 1 つの接続にのみ使用できます。このロールは使用されています。"),
        new("Start a new connection: every connection needs its own role.", "新しい接続を開始してください。接続ごとに専用のロールが必要です。"));

    public static readonly ErrorCode ConsentRequired = Define("consent-required", 409,
        new("The owner of the AWS account must confirm the connection", "AWS アカウントの所有者による確認が必要です"),
        new("{0} Nothing was registered.", "{0}登録は行われていません。"),
        new("{1} Then try again.", "{1}その後、もう一度お試しください。"));

    public static readonly ErrorCode AwsThrottled = Define("aws-throttled", 503,
        new("AWS is limiting requests", "AWS のリクエスト制限に達しています"),
        new("AWS throttled {0}. Nothing was changed.", "{0} の呼び出しが AWS に制限されました。何も変更されていません。"),
        new("Try again in a moment.", "しばらくしてから、もう一度お試しください。"));

    public static readonly ErrorCode AwsUnavailable = Define("aws-unavailable", 503,
        new("AWS didn't respond as expected", "AWS から正常な応答がありません"),
        new("{0} failed, so we couldn't finish the check.", "{0} の呼び出しが完了しなかったため、確認できませんでした。"),
        new("Try again in a moment. If this continues, check the AWS Health Dashboard.", "しばらくしてから、もう一度お試しください。続く場合は AWS Health Dashboard を確認してください。"));

    public static readonly ErrorCode AccountNotFound = Define("account-not-found", 404,
        new("Account not found", "アカウントが見つかりません"),
        new("It may have been deleted.", "アカウントが存在しないか、削除されています。"),
        new("Choose another account.", "別のアカウントを選択してください。"));

    public static readonly ErrorCode AccountDetached = Define("account-detached", 409,
        new("The account is detached", "アカウントの接続は解除されています"),
        new("Until cleanup is done, you can only view, rename, or move a detached account.", "接続を解除したアカウントでは、クリーンアップが終わるまで参照・名前の変更・移動のみ可能です。"),
        new("To connect it again, start a new connection. It gets a new external ID.", "もう一度接続するには、新しい接続を開始してください。新しい外部 ID が発行されます。"));

    public static readonly ErrorCode ConnectionNotFound = Define("connection-not-found", 404,
        new("Connection not found", "接続が見つかりません"),
        new("The tenant has no connection with this ID.", "このテナントには、この ID の接続がありません。"),
        new("Check the tenant and the ID. GET /product/v1/connections lists what can be used.", "テナントと ID を確認してください。使用できる接続は GET /product/v1/connections で一覧できます。"));

    public static readonly ErrorCode ConnectionDetached = Define("connection-detached", 409,
        new("The connection was detached", "接続は解除されています"),
        new("The customer ended this connection.", "お客様がこの接続を解除しました。"),
        new("Stop using it. If the customer connects the account again, it gets a new connection ID.", "この接続の使用を停止してください。アカウントが再び接続されると、新しい接続 ID が発行されます。"));

    public static readonly ErrorCode ConnectionPaused = Define("connection-paused", 409,
        new("The connection is paused", "接続は一時停止中です"),
        new("The customer paused this connection, so no sessions are given out.", "お客様がこの接続を一時停止しているため、セッションは発行されません。"),
        new("Try again after the customer has resumed it.", "お客様が再開した後に、もう一度お試しください。"));

    public static readonly ErrorCode ConnectionFrozen = Define("connection-frozen", 409,
        new("The connection is frozen", "接続は凍結されています"),
        new("An operator of this service froze access, so no sessions are given out.", "このサービスの運用担当者がアクセスを凍結しているため、セッションは発行されません。"),
        new("Ask an operator of this service; “onboarding-ops freezes” shows why.", "このサービスの運用担当者に確認してください。理由は「onboarding-ops freezes」で確認できます。"));

    public static readonly ErrorCode ConnectionUnsafe = Define("connection-unsafe", 409,
        new("The connection is not safe to use", "接続は安全に使用できない状態です"),
        new("The last check found that someone else may be able to use the role, or that its trust policy can’t be read.", "直近の確認で、第三者がロールを使用できる可能性があるか、信頼ポリシーを読み取れないことがわかりました。"),
        new("The customer has to fix the role’s trust policy. Sessions are given out again once a check has passed.", "お客様がロールの信頼ポリシーを修正する必要があります。確認に合格すると、再びセッションが発行されます。"));

    public static readonly ErrorCode FreezeNotFound = Define("freeze-not-found", 404,
        new("Freeze not found", "凍結が見つかりません"),
        new("Nothing is frozen under this ID.", "この ID の凍結はありません。"),
        new("“onboarding-ops freezes” shows what is frozen.", "凍結の一覧は「onboarding-ops freezes」で確認できます。"));

    public static readonly ErrorCode CallerNotAllowed = Define("caller-not-allowed", 403,
        new("This caller isn't allowed to do this", "この呼び出し元には許可されていません"),
        new("{0}", "{0}"),
        new("Use a role that the deployment’s “productCallers” allows this to, or ask the operator of this service to add it.", "デプロイの「productCallers」で許可されたロールを使用するか、このサービスの運用担当者に追加を依頼してください。"));

    public static readonly ErrorCode RegistrationNotFound = Define("registration-not-found", 404,
        new("Registration not found", "登録が見つかりません"),
        new("No onboarding or account has this ID.", "この ID の接続手続きもアカウントもありません。"),
        new("Copy the whole ID from the list of registrations or from the tenant's page.", "登録の一覧またはテナントの画面で ID を確認し、全体をコピーしてください。"));

    public static readonly ErrorCode RegistrationInUse = Define("registration-in-use", 409,
        new("The registration is in use", "登録は使用中です"),
        new("Its state is {0}. Only ended or degraded registrations can be deleted.", "状態が {0} です。削除できるのは、終了したものと degraded のものだけです。"),
        new("Ask its tenant to discard or detach it first, or wait until it expires.", "先にテナントに手続きの取り消しまたは接続の解除を依頼するか、有効期限が切れるまで待ってください。"));

    public static readonly ErrorCode RegistrationUnreadable = Define("registration-unreadable", 409,
        new("The registration can't be read", "登録を読み取れません"),
        new("A newer version of this service wrote it, or its item in the table is corrupt. It was left unchanged.", "このサービスの新しいバージョンが書き込んだか、テーブルの項目が壊れています。登録は変更されていません。"),
        new("Deploy the latest version again. If that doesn't help, search the function's log for “An item cannot be read”: it names the item and the cause.", "最新のバージョンを再度デプロイしてください。解決しない場合は、関数のログの「An item cannot be read」で、該当の項目と原因を確認してください。"));

    public static readonly ErrorCode PermissionMissing = Define("permission-missing", 422,
        new("The role lacks a permission", "ロールの権限が不足しています"),
        new("AWS denied {0} to the role.", "ロールによる {0} が AWS に拒否されました。"),
        new("Allow {0} in the role's policies, as in the template or in the permissions policy shown to you. Check the permissions boundary and service control policies, too, then try again.", "テンプレート (または表示された許可ポリシー) のとおり、ロールのポリシーで {0} を許可してください。アクセス許可の境界とサービスコントロールポリシーも確認してから、もう一度お試しください。"));

    public static readonly ErrorCode TooLarge = Define("too-large", 413,
        new("The request is too large", "リクエストが大きすぎます"),
        new("The body can be up to 65,536 bytes.", "本文の上限は 65,536 バイトです。"),
        new("Send only the fields in the API reference.", "API リファレンスにある項目だけを送信してください。"));

    public static readonly ErrorCode Unauthorized = Define("unauthorized", 401,
        new("Your sign-in has no tenant", "トークンにテナントがありません"),
        new("The bearer token is valid, but its claim {0} {1}.", "ベアラートークンは有効ですが、クレーム {0} {1}。"),
        new("Sign in again. If this continues, ask the operator of this service to check the sign-in's claims.", "サインインし直してください。続く場合は、このサービスの運用担当者にサインインのクレームの確認を依頼してください。"));

    public static readonly ErrorCode LimitReached = Define("limit-reached", 429,
        new("You’ve reached a limit", "上限に達しました"),
        new("{0}", "{0}"),
        new("{1} If you need more, ask the operator of this service for a higher limit.", "{1}上限の引き上げは、このサービスの運用担当者に依頼してください。"));

    public static readonly ErrorCode NotAllowed = Define("not-allowed", 403,
        new("You don't have permission to do this", "この操作を行う権限がありません"),
        new("This requires {1} in the claim {0} of your sign-in.", "この操作には、サインインのクレーム {0} に {1} が必要です。"),
        new("Ask the person who manages your organization's users to give you this permission, then sign in again.", "組織のユーザー管理者にこの権限の付与を依頼し、サインインし直してください。"));

    public static readonly ErrorCode MethodNotAllowed = Define("method-not-allowed", 405,
        new("This function doesn't serve that route", "このルートには対応していません"),
        new("The route is {0}.", "ルートは {0} です。"),
        new("See the API reference.", "API リファレンスを参照してください。"));

    public static readonly ErrorCode Internal = Define("internal", 500,
        new("Something went wrong on our side", "サービス側で問題が発生しました"),
        new("We couldn't finish the request. Its error ID is in “instance”.", "リクエストを完了できませんでした。エラー ID は「instance」の値です。"),
        new("Try again. If this continues, contact support with that ID.", "もう一度お試しください。続く場合は、エラー ID を添えてサポートにお問い合わせください。"));

    /// <summary>Every code.</summary>
    public static IReadOnlyList<ErrorCode> All => s_all;

    /// <summary>The error of a stored code; null without a code, or for one that no longer exists.</summary>
    public static ErrorCode? Find(string? code) => s_all.Find(e => string.Equals(e.Code, code, StringComparison.Ordinal));

    private static ErrorCode Define(string code, int status, Text title, Text detail, Text hint)
    {
        var error = new ErrorCode(code, status, title, detail, hint);
        s_all.Add(error);
        return error;
    }
}
